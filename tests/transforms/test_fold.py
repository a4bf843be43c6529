import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from transforms.fold import fold


@given(st.text())
def test_fold_keeps_the_length_and_folding_twice_changes_nothing(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.characters(exclude_characters="⺝⺠⺩⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰İ∶"))
def test_a_character_stays_or_takes_its_single_compatibility_form(char):
    assert fold(char) in (char, unicodedata.normalize("NFKC", char), " ")


def test_radicals_that_have_no_compatibility_form_take_the_character_they_are_drawn_as():
    assert fold("⼈⺠⻔⻓⻋") == "人民门长车"


def test_the_one_capital_whose_small_letter_is_two_characters_becomes_its_base():
    assert fold("İ") == "I"


def test_the_sign_of_a_ratio_becomes_a_colon():
    assert fold("2.3∶1") == "2.3:1"


def test_full_width_forms_become_half_width():
    assert fold("（一）办理４４１件，占９０％；ＡＢ：！？") == "(一)办理441件,占90%;AB:!?"


def test_full_stop_enumeration_comma_quotes_and_book_marks_stay():
    assert fold("。、“”‘’《》—…〔〕") == "。、“”‘’《》—…〔〕"


def test_indents_become_plain_spaces():
    assert fold("\u3000\u00a0\u2009\u200b") == "    "


def test_radicals_and_compatibility_ideographs_become_ordinary_characters():
    assert fold("⽐⽹⼈⺠\uf9f4") == "比网人民林"


def test_circled_and_raised_digits_are_not_digits():
    assert fold("①²") == "①²"
