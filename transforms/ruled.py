"""A line on its way to its label: as it stands in the text, and with what the rules say of it."""

from __future__ import annotations

from typing import NamedTuple

from transforms.records import Label


class Raw(NamedTuple):
    """A line before it has a label.

    `core` is its folded text without white space at its ends; `may_be_spoilt`: it has a word that adverts have,
    `may_list_keywords`: one that lists of keywords have; `may_sell`: one that is suspect in what sells something;
    `may_be_like_adverts`: pairs of characters of adverts near each other.
    """

    n: int
    start: int
    text: str
    folded: str
    core: str
    may_be_spoilt: bool
    may_list_keywords: bool
    may_sell: bool
    may_be_like_adverts: bool


class Verdict(NamedTuple):
    """A label and the rule that gave it."""

    label: Label
    rule: str


class Ruled(NamedTuple):
    """A line with its verdict, before anything is cut out of it."""

    raw: Raw
    verdict: Verdict
