from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.numerals import parse_number

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """The ordinary Chinese spelling of 1 to 9999, written independently of the parser."""
    parts, gap = [], False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            parts.append(("零" if gap and parts else "") + DIGITS[digit] + word)
            gap = False
        else:
            gap = True
    return "".join(parts)


@given(st.integers(1, 9999))
def test_a_chinese_numeral_has_the_value_it_spells(number):
    assert parse_number(in_chinese(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_wan_closes_a_section_of_four_digits(high, low):
    zero = "零" if low < 1000 else ""
    assert parse_number(f"{in_chinese(high)}万{zero}{in_chinese(low)}") == high * 10_000 + low


def test_a_last_digit_is_of_the_next_place():
    assert [parse_number(text) for text in ("一万二", "两万三千五", "三百二", "三百零二")] == [12_000, 23_500, 320, 302]


@pytest.mark.parametrize("text", ["1abc", "1_000", "1.2.3", ""])
def test_what_is_no_numeral_is_a_value_error(text):
    with pytest.raises(ValueError, match="numeral"):
        parse_number(text)


@given(st.text(st.characters(categories=["Nd"]), min_size=1, max_size=6))
def test_digits_of_every_script_are_read(digits):
    assert parse_number(digits) == int(digits)


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(number):
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("digits", "multiplier", "value"),
    [
        ("2.37", "万", "23700"),
        ("1643.16", "万", "16431600"),
        ("40", "亿", "4000000000"),
        ("一百", None, "100"),
        ("十二", None, "12"),
        ("一亿两千万", None, "120000000"),
        ("二〇二三", None, "2023"),
        ("九十八点六", None, "98.6"),
        ("一点〇五", "万", "10500"),
    ],
)
def test_multipliers_are_exact(digits, multiplier, value):
    assert str(parse_number(digits, multiplier)) == value


def test_the_value_never_has_an_exponent():
    assert str(parse_number("100", "万亿")) == "100000000000000"


def test_what_is_no_numeral_is_an_error():
    with pytest.raises(ValueError, match="进一步"):
        parse_number("进一步")
    with pytest.raises(ValueError, match="九十八点"):
        parse_number("九十八点")
    assert parse_number("1.50") == Decimal("1.50")
