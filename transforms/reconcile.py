"""The sums and ratios that one text itself allows, checked and never repaired.

A sum is a total with 其中 and parts in one sentence; the parts that make a whole are the shortest run that adds up.
Exhaustive outcomes (复议: 维持 + 驳回 + 纠错 + 撤回 + 其他 = 审结) and ratios (败诉 / 审结 = 败诉率) must hold, and
say so if not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from transforms.fold import fold_whole
from transforms.records import Check, Cleaned, Quantity

_SENTENCE_END = re.compile(r"[。!?\n]")
_OUTCOMES = frozenset(
    {
        "reconsideration_upheld",
        "reconsideration_rejected",
        "reconsideration_corrected",
        "reconsideration_withdrawn",
    }
)
# A whole is not told in more parts than this in one sentence.
_MOST_PARTS = 40
_REMAINDER = ("其他", "其它")


@dataclass(frozen=True, slots=True)
class Ratio:
    """`part` / `whole` in percent is `rate`, all three stated in one sentence."""

    rate: str
    part: str
    whole: str
    breakdown: str | None = None


RATIOS = (
    Ratio("litigation_loss_rate", "litigation_lost", "litigation_concluded"),
    Ratio("mediation_success_rate", "mediation_success_cases", "mediation_cases"),
    Ratio("review_adoption_rate", "review_opinions", "review_opinions", breakdown="采纳"),
)


class _Stated(NamedTuple):
    """A quantity that takes part in checks, with its position in the record."""

    place: int
    quantity: Quantity
    value: Decimal


def reconcile(cleaned: Cleaned, quantities: Sequence[Quantity]) -> tuple[Check, ...]:
    """The checks of one document in reading order."""
    folded = fold_whole(cleaned.source_text)
    checks: list[Check] = []
    for sentence in _sentences(folded, quantities):
        checks.extend(_sums(folded, sentence))
        checks.extend(_outcomes(folded, sentence))
        checks.extend(_ratios(sentence))
    return tuple(checks)


def _sentences(folded: str, quantities: Sequence[Quantity]) -> Iterator[list[_Stated]]:
    """Levels and rates with a plain value in digits, grouped by the sentence that states two or more."""
    stated = [
        _Stated(index, quantity, quantity.value)
        for index, quantity in enumerate(quantities)
        if quantity.role in ("level", "rate") and quantity.cmp == "eq" and quantity.value is not None
        # 申请63件,已全部办结;其中公开21件: a claim in words stands between a total and its parts, and is neither.
        if not quantity.rule.startswith("words/")
    ]
    ends = [match.end() for match in _SENTENCE_END.finditer(folded)]
    for _, group in groupby(stated, key=lambda item: bisect_right(ends, item.quantity.source_start)):
        sentence = list(group)
        if len(sentence) > 1:
            yield sentence


def _sums(folded: str, sentence: list[_Stated]) -> Iterator[Check]:
    """共审查3件,其中政府2件,部门1件: the parts behind 其中 that add up to the number before it."""
    for position, (total, following) in enumerate(pairwise(sentence), start=1):
        if "其中" in _between(folded, total, following):
            parts = _run_that_adds_up(total, sentence[position : position + _MOST_PARTS])
            if parts:
                yield _sum_check(total, parts)


def _between(folded: str, first: _Stated, second: _Stated) -> str:
    return folded[first.quantity.source_end : second.quantity.source_start]


def _run_that_adds_up(total: _Stated, following: list[_Stated]) -> list[_Stated]:
    whole = Decimal(0)
    for count, item in enumerate(following, start=1):
        if item.quantity.unit_norm != total.quantity.unit_norm:
            break
        whole += item.value
        if count > 1 and whole == total.value:
            return following[:count]
    return []


def _sum_check(total: _Stated, parts: list[_Stated]) -> Check:
    return Check(
        expression="+".join(str(part.value) for part in parts),
        stated=total.value,
        holds=sum(part.value for part in parts) == total.value,
        quantities=(total.place, *(part.place for part in parts)),
    )


def _outcomes(folded: str, sentence: list[_Stated]) -> Iterator[Check]:
    """All four outcomes of reconsideration and the rest, where the sentence closes the list with 其他."""
    total = next((item for item in sentence if item.quantity.indicator == "reconsideration_concluded"), None)
    if total is None:
        return
    parts = [item for item in sentence if item.quantity.indicator in _OUTCOMES or _is_remainder(folded, item)]
    closed = any(_is_remainder(folded, item) for item in parts)
    if closed and not _run_that_adds_up(total, parts):
        yield _sum_check(total, parts)


def _is_remainder(folded: str, item: _Stated) -> bool:
    return folded.endswith(_REMAINDER, 0, item.quantity.source_start)


def _ratios(sentence: list[_Stated]) -> Iterator[Check]:
    codes = {item.quantity.indicator for item in sentence}
    for ratio in RATIOS:
        if ratio.rate not in codes:
            continue
        rate = _of(sentence, ratio.rate)
        part = _of(sentence, ratio.part, ratio.breakdown)
        whole = next(
            (
                item
                for item in sentence
                if item.quantity.indicator == ratio.whole and item is not part and item.value > 0
            ),
            None,
        )
        if rate and part and whole:
            yield _ratio_check(rate, part, whole)


def _of(sentence: list[_Stated], code: str, breakdown: str | None = None) -> _Stated | None:
    return next(
        (
            item
            for item in sentence
            if item.quantity.indicator == code and (breakdown is None or item.quantity.breakdown == breakdown)
        ),
        None,
    )


def _ratio_check(rate: _Stated, part: _Stated, whole: _Stated) -> Check:
    """Rounded to the digits that the text states: 50/573 is 8.73 % and not 8.7 %."""
    step = Decimal(1).scaleb(min(0, int(rate.value.as_tuple().exponent)))
    computed = (part.value / whole.value * 100).quantize(step, ROUND_HALF_UP)
    return Check(
        expression=f"{part.value}/{whole.value}*100",
        stated=rate.value,
        holds=computed == rate.value,
        quantities=(rate.place, part.place, whole.place),
    )
