"""The body of a document as the finders of facts read it: folded lines without foreign spans, and their headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.brands import NAME_OF_THE_PAGE
from transforms.chained import BETTING
from transforms.fold import fold, fold_whole
from transforms.masks import CUT
from transforms.records import Cleaned, Cut, Line, Section
from transforms.rule_files import read_words

# Ten times the longest heading at hand (39 characters). Every wording of the catalogue looks for its topic in what
# stands above: a line of 100,000 characters without a stop took 7 s.
_LONGEST_HEADING = 400


# A row of digits before an advert would cost its square.
_NUMERAL, _NUMERAL_BEFORE = re.compile(r"\d[\d.,]*"), re.compile(r"\d[\d.,]*$")
_LONGEST_NUMERAL = 16
_LETTERS_OR_DIGITS = re.compile("[a-z0-9]$")
_CODE = re.compile(r"(?:\d|(?<![a-z])[a-z]{1,3})$")
_ENDS_OF_ADDRESSES = read_words("adverts.yml")["ending"]


class Passage(NamedTuple):
    """A line of the body and its folded text, in which foreign spans are blanked out; both have the same length."""

    line: Line
    folded: str


class Body:
    """The passages in reading order, and the section and headings at an offset of the source text."""

    def __init__(self, cleaned: Cleaned, sections: Sequence[Section]) -> None:
        text = fold_whole(cleaned.source_text)
        self.report_year = cleaned.document.report_year
        self.passages = tuple(Passage(line, _without_cuts(text[line.start : line.end], line)) for line in cleaned.body)
        self._sections = sorted(sections, key=lambda section: section.source_start)
        self._starts = [section.source_start for section in self._sections]
        headings = {section.path: fold(section.heading[:_LONGEST_HEADING]) for section in self._sections}
        self._above = {path: " ".join(headings.get(above, "") for above in _paths_to(path)) for path in headings}

    def section_at(self, offset: int) -> Section | None:
        index = bisect_right(self._starts, offset)
        return self._sections[index - 1] if index else None

    def headings(self, section: Section | None) -> str:
        """The folded headings from the chapter down to the section."""
        return self._above[section.path] if section else ""


def _without_cuts(folded: str, line: Line) -> str:
    """Foreign spans blanked out, so that a number in an advert is not the government's."""
    pieces, at = [], 0
    for cut in line.cuts:
        start, end = _with_its_numerals(folded, cut)
        pieces += [folded[at:start], CUT * (end - max(at, start))]
        at = max(at, end)
    return "".join((*pieces, folded[at:]))


def _with_its_numerals(folded: str, cut: Cut) -> tuple[int, int]:
    """A cut with the digits that run into its code: of bet365|92.57% and pk10|12件 nobody can say where the number
    begins, so that it is none. An address ends before digits."""
    advert = folded[cut.start : cut.end].lower()
    behind = _NUMERAL.match(folded, cut.end) if _ends_in_a_code(advert, cut.rule) else None
    runs_on = behind is not None or advert[:1].isdigit()
    before = _NUMERAL_BEFORE.search(folded, max(0, cut.start - _LONGEST_NUMERAL), cut.start) if runs_on else None
    return before.start() if before else cut.start, behind.end() if behind else cut.end


def _ends_in_a_code(advert: str, rule: str) -> bool:
    """Whether it ends in digits, or as what houses have some behind: letters (betway88), a bare name (某京888)."""
    if rule == NAME_OF_THE_PAGE:
        return True
    code = _LETTERS_OR_DIGITS if rule.startswith(BETTING) else _CODE
    return code.search(advert) is not None and not advert.endswith(_ENDS_OF_ADDRESSES)


def _paths_to(path: str) -> Iterator[str]:
    """`1`, `1.2` and `1.2.3` for `1.2.3`."""
    steps = path.split(".")
    return (".".join(steps[: depth + 1]) for depth in range(len(steps)))
