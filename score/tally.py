"""Counts that can be added up, and the figures that follow from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

# What each figure measures, in the order in which reports show them.
FIGURES = {
    "line_acc": "lines with the right label",
    "body_f1": "lines of the report told from the rest of the page (F1)",
    "doc_acc": "fields of the document (title, place, year, dates, numbers, bodies)",
    "section_f1": "headings with their level (F1)",
    "section_own_f1": "headings on a line of their own (F1)",
    "section_run_in_f1": "headings that open a paragraph (F1)",
    "section_inline_f1": "headings within a paragraph: 一是, 二是 (F1)",
    "span_exact_f1": "numbers found with exactly their characters (F1)",
    "span_overlap_f1": "numbers found at all (F1)",
    "fact_f1": "facts: number found, value, unit and role right (F1)",
    "value_acc": "values of the numbers found",
    "unit_acc": "units of the numbers found",
    "role_acc": "roles of the numbers found",
    "cmp_acc": "comparators of the numbers found (余, 超, 近, 以上)",
    "indicator_f1": "indicators: code, value and period right (F1)",
    "indicator_core_f1": "indicators, only where no second reader may differ (F1)",
}
HARMS = {
    "ads_kept": "adverts kept in the report's text",
    "body_lost": "lines of the report lost",
    "title_invented": "titles given to texts that print none",
    "negatives_hit": "numerals taken for facts that are none",
}


@dataclass(frozen=True, slots=True)
class Match:
    """`hit` of the `found` are among the `wanted`. A share is a match that finds as many as are wanted."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Match) -> Match:
        return Match(self.hit + other.hit, self.found + other.found, self.wanted + other.wanted)

    @property
    def errors(self) -> int:
        return self.found + self.wanted - 2 * self.hit

    @property
    def precision(self) -> float | None:
        return self.hit / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.hit / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        return 2 * self.hit / (self.found + self.wanted) if self.found + self.wanted else None


class Confusion(NamedTuple):
    """What the gold says (`gold`) and what was read instead (`ours`) in a class such as code or role."""

    of: str
    gold: str
    ours: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one text or of several. `classes` goes by what is classified and its class (`role`, `rate`);
    `sentences` has the first sentence of each confusion."""

    figures: defaultdict[str, Match] = field(default_factory=lambda: defaultdict(Match))
    classes: defaultdict[tuple[str, str], Match] = field(default_factory=lambda: defaultdict(Match))
    harms: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    confusions: Counter[Confusion] = field(default_factory=Counter)
    sentences: dict[Confusion, str] = field(default_factory=dict)

    def share(self, figure: str, right: bool) -> None:
        self.figures[figure] += Match(int(right), 1, 1)

    def classify(self, of: str, gold: str, ours: str, sentence: str) -> None:
        """One thing whose class is `gold` and was read as `ours`."""
        self.classes[of, gold] += Match(int(gold == ours), 0, 1)
        self.classes[of, ours] += Match(0, 1, 0)
        if gold != ours:
            self.confuse(Confusion(of, gold, ours), sentence)

    def confuse(self, confusion: Confusion, sentence: str) -> None:
        self.confusions[confusion] += 1
        self.sentences.setdefault(confusion, sentence)

    def add(self, other: Tally) -> None:
        for name, match in other.figures.items():
            self.figures[name] += match
        for key, match in other.classes.items():
            self.classes[key] += match
        self.harms.update(other.harms)
        self.reasons.update(other.reasons)
        self.confusions.update(other.confusions)
        self.sentences.update({**other.sentences, **self.sentences})

    def scores(self) -> dict[str, float]:
        """The figures that there is something to measure for, to four digits, and the harms."""
        measured = {name: self.figures[name].f1 for name in FIGURES}
        figures = {name: round(figure, 4) for name, figure in measured.items() if figure is not None}
        return figures | {name: self.harms[name] for name in HARMS}
