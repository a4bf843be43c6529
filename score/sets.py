"""The sets of annotated texts, and what the transforms make of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from score.facts import measure_facts
from score.gold import Gold, read_gold
from score.structure import measure_document, measure_lines, measure_sections
from score.tally import Tally
from transforms.catalogue import catalogue
from transforms.pipeline import parse
from transforms.records import Record

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Annotated:
    """A set: where its annotations and its texts lie, and which codes its annotator knew."""

    name: str
    annotations: Path
    texts: Path
    codes: frozenset[str]

    def measure(self) -> dict[str, Tally]:
        """The tally of each text, by name."""
        return {gold.name: measure(gold, _read(gold), self.codes) for gold in read_gold(self.annotations, self.texts)}


def annotated_sets(beside: Path = ROOT.parent) -> tuple[Annotated, ...]:
    """The set in this repository and, where `beside` has one in a folder `shared`, that."""
    shared = beside / "shared"
    ours = Annotated("gold", ROOT / "gold", ROOT / "gold", frozenset(entry.code for entry in catalogue()))
    if not (shared / "gold").is_dir():
        return (ours,)
    codes = _codes(shared / "data" / "indicator_taxonomy.csv")
    return ours, Annotated("shared", shared / "gold", shared / "seeds", codes)


def measure(gold: Gold, record: Record, codes: frozenset[str]) -> Tally:
    parts = measure_lines(gold, record), measure_document(gold, record), measure_sections(gold, record)
    return pooled([*parts, measure_facts(gold, record, codes)])


def pooled(tallies: Iterable[Tally]) -> Tally:
    """Counts are added up first and divided then, so that a long text weighs more than a short one."""
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def _read(gold: Gold) -> Record:
    return parse(gold.content, media_type="text/plain")


def _codes(taxonomy: Path) -> frozenset[str]:
    with taxonomy.open(encoding="utf-8", newline="") as handle:
        return frozenset(row["code"] for row in csv.DictReader(handle))
