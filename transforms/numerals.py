"""Numerals of Chinese prose as exact `Decimal` values.

Arabic (`1,234.5`), Chinese positional (`一百二十三`, `两万三千`) and Chinese digit strings (`二〇二三`), each with an
optional 十/百/千/万/亿 multiplier. Input is folded text (`transforms.fold`), so full-width digits never reach here.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from transforms.masks import CUT

CHINESE_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
MULTIPLIERS = {
    "百": Decimal(10**2),
    "千": Decimal(10**3),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}


_BETWEEN_DIGITS = str.maketrans("", "", f",{CUT}")
# Digits of any script, as the patterns that look for numerals take them.
_ARABIC = re.compile(r"\d+(?:\.\d+)?")


# Small numbers recur on every page.
@lru_cache(maxsize=4096)
def parse_number(digits: str, multiplier: str | None = None) -> Decimal:
    """Value of one isolated numeral, times its multiplier.

    >>> parse_number("1,234.5"), parse_number("2.37", "万"), parse_number("一百二十")
    (Decimal('1234.5'), Decimal('23700'), Decimal('120'))

    Raises `ValueError` when `digits` is not a numeral.
    """
    plain = "".join(digits.translate(_BETWEEN_DIGITS).split())
    if not multiplier and plain.isascii() and plain.isdigit():
        return Decimal(plain)
    value = _arabic(plain) if plain[:1].isdecimal() else _chinese(plain)
    if multiplier:
        value *= MULTIPLIERS[multiplier]
    return _without_trailing_zeros(value)


def to_hundredths(value: Decimal) -> Decimal:
    """`value` with two digits behind the point, without zeros at its end."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _without_trailing_zeros(value: Decimal) -> Decimal:
    """`Decimal('23700.00')` as `Decimal('23700')`; never in exponent form."""
    whole = value.to_integral_value()
    return whole if value == whole else value


def _arabic(text: str) -> Decimal:
    if not _ARABIC.fullmatch(text):
        raise ValueError(f"{text!r} is not a numeral")
    return Decimal(text)


def _chinese(text: str) -> Decimal:
    """九十八点六 is 98.6."""
    whole, point, digits = text.partition("点")
    if not point:
        return Decimal(_whole(whole))
    if not digits or not all(char in CHINESE_DIGITS for char in digits):
        raise ValueError(f"{text!r} is not a Chinese numeral")
    return Decimal(f"{_whole(whole)}.{''.join(str(CHINESE_DIGITS[char]) for char in digits)}")


def _whole(text: str) -> int:
    if not text:
        raise ValueError("an empty string is not a numeral")
    if all(char in CHINESE_DIGITS for char in text):
        return int("".join(str(CHINESE_DIGITS[char]) for char in text))
    return _positional(text)


def _positional(text: str) -> int:
    """Sum of digit × place; 万 closes a section of four digits, 亿 multiplies all before it; 一万二 is 12,000."""
    total = section = digit = 0
    below = 1
    for char in text:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
            below = below if digit else 1
        elif char in PLACES:
            section += (digit or 1) * PLACES[char]
            digit, below = 0, PLACES[char] // 10
        elif char == "万":
            total += (section + digit or 1) * 10**4
            section, digit, below = 0, 0, 10**3
        elif char == "亿":
            total = (total + section + digit or 1) * 10**8
            section, digit, below = 0, 0, 10**7
        else:
            raise ValueError(f"{text!r} is not a Chinese numeral")
    return total + section + digit * below
