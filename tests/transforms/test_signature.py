"""What makes two texts copies of one another."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.pipeline import clean
from transforms.records import Page
from transforms.signature import NUMBERS, Signature, sign

TITLE = "云岭县2023年法治政府建设年度报告"
SENTENCES = [f"全年办理第{number}类行政复议案件，逐件审查，依法纠正不当行政行为。" for number in range(40)]


def signature(text: str) -> Signature:
    return sign(clean(Page(f"{TITLE}\n{text}".encode(), "text/plain")))


def likeness(one: Signature, other: Signature) -> float:
    return sum(a == b for a, b in zip(one.minhash, other.minhash, strict=True)) / NUMBERS


def test_punctuation_of_either_width_and_line_breaks_make_no_other_text():
    text = "".join(SENTENCES)
    assert signature(text).exact == signature(text.replace("，", ",").replace("。", "。\n　　")).exact


def test_an_advert_glued_to_a_line_makes_no_other_text():
    text = "".join(SENTENCES)
    assert signature(f"{text}bet365备用网址").exact == signature(text).exact


def test_one_figure_changed_makes_another_text_that_is_nearly_the_same():
    text = "".join(SENTENCES)
    changed = text.replace("第7类", "第9类")
    assert signature(text).exact != signature(changed).exact
    assert likeness(signature(text), signature(changed)) > 0.9


@given(st.text("法治政府建设，。；12\n 　", max_size=200))
def test_any_text_has_a_signature(text):
    found = signature(f"一、主要举措。{text}")
    assert len(found.minhash) == NUMBERS and all(0 <= number < 2**32 for number in found.minhash)
