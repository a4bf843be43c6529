"""What is cut besides on a page on which an advert is certain, or two are likely: what a report might say, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from transforms.adverts import ADVERTS, MILLS, TRADES
from transforms.chained import with_what_is_of_it
from transforms.copyists import names_amid
from transforms.disguise import readings, simplified
from transforms.fought import is_forbidden
from transforms.hints import Hints
from transforms.initials import spans_of_initials
from transforms.keywords import rows_of_keywords
from transforms.likeness import stretches_like_adverts
from transforms.records import Cut
from transforms.rule_files import RulesByWord
from transforms.searching import lines_at
from transforms.sold import pitches_within

_LIKELY = RulesByWord(rule for rule in (*ADVERTS, *TRADES, *MILLS) if rule.where == "spoilt")
_BY_INITIALS, _ROW_OF_KEYWORDS = "ad.name_with_initials", "ad.row_of_keywords"


class Guess(NamedTuple):
    """The places of the lines that may hold something, and what finds it in a folded line, in no order; the cuts may
    overlap."""

    lines: frozenset[int]
    find: Callable[[str], Iterator[Cut]]


def guesses(folded: str, hints: Hints) -> tuple[Guess, ...]:
    """The guesses on a folded text."""
    forms = readings(folded)
    betrayed = sorted(start for form in forms for start, _ in spans_of_initials(form))
    return (
        Guess(_on_lines(forms, _LIKELY.lines_of), _likely),
        Guess(hints.keywords, partial(_found_by, rows_of_keywords, _ROW_OF_KEYWORDS)),
        Guess(lines_at(folded, betrayed), partial(_found_by, spans_of_initials, _BY_INITIALS)),
        Guess(hints.names, names_in),
        Guess(hints.pitches, _pitches),
        Guess(hints.pairs, _like_adverts),
    )


def names_in(folded: str) -> Iterator[Cut]:
    """Names of houses and of copying sites that no list has, in no order; the cuts may overlap. Two lines with likely
    ones also tell that a page is spoilt."""
    simple = simplified(folded)
    return (with_what_is_of_it(simple, cut) for reading in readings(folded) for cut in names_amid(reading))


def _on_lines(forms: Sequence[str], places: Callable[[str], frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*map(places, forms))


def _likely(folded: str) -> Iterator[Cut]:
    simple = simplified(folded)
    for reading in readings(folded):
        found = (Cut(*match.span(), rule.id) for rule, match in _LIKELY.spans(reading))
        yield from (with_what_is_of_it(simple, cut) for cut in found if not is_forbidden(reading, cut.start, cut.end))


def _found_by(find: Callable[[str], Iterator[tuple[int, int]]], rule: str, folded: str) -> Iterator[Cut]:
    simple = simplified(folded)
    spans = ((reading, span) for reading in readings(folded) for span in find(reading))
    return (with_what_is_of_it(simple, Cut(*span, rule)) for reading, span in spans if not is_forbidden(reading, *span))


def _pitches(folded: str) -> Iterator[Cut]:
    return (pitch.cut for reading in readings(folded) for pitch in pitches_within(reading))


def _like_adverts(folded: str) -> Iterator[Cut]:
    return (pitch.cut for reading in readings(folded) for pitch in stretches_like_adverts(reading))
