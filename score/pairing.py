"""Which number found is which number annotated: one to one, the best agreement first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from score.gold import Row, Span

_MOST_DIFFERENCE = 1e-6  # of the value, relative; absolute below 1

Wanted = TypeVar("Wanted", bound=Span)
Found = TypeVar("Found", bound=Span)


class Verdict(NamedTuple):
    """What is right about a number found; `alike` is the role with level and cumulative taken for one."""

    value: bool
    unit: bool
    role: bool
    alike: bool
    cmp: bool

    @property
    def fact(self) -> bool:
        return self.value and self.unit and self.alike


def shared(one: Span, other: Span) -> int:
    """How many characters two spans share; zero or less where they are apart."""
    return min(one.end, other.end) - max(one.start, other.start)


def touches(span: Span, others: Iterable[Span]) -> bool:
    return any(shared(span, other) > 0 for other in others)


def closeness(wanted: Span, found: Span) -> float:
    """Shared characters of all characters of two spans that overlap."""
    both = shared(wanted, found)
    return both / (wanted.end - wanted.start + found.end - found.start - both)


def judge(wanted: Row, found: Row) -> Verdict:
    return Verdict(
        value=_same_value(wanted.value, found.value),
        unit=found.units <= wanted.units,
        role=wanted.role == found.role,
        alike=_bounded(wanted.role) == _bounded(found.role),
        cmp=wanted.cmp == found.cmp,
    )


def agreement(wanted: Row, found: Row) -> tuple[float, bool, bool, int]:
    """How well two rows agree, for those that share a span."""
    verdict = judge(wanted, found)
    return closeness(wanted, found), verdict.fact, wanted.code == found.code, sum(verdict) + verdict.fact


def pair(
    wanted: Sequence[Wanted], found: Sequence[Found], rank: Callable[[Wanted, Found], Any]
) -> list[tuple[Wanted, Found]]:
    """Pairs of overlapping spans, each in one pair at most; of equal ranks the earlier spans go first."""
    options = [
        (rank(one, other), -first, -second)
        for first, one in enumerate(wanted)
        for second, other in enumerate(found)
        if shared(one, other) > 0
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, first, second in sorted(options, reverse=True):
        if -first not in partner and -second not in taken:
            partner[-first] = -second
            taken.add(-second)
    return [(wanted[first], found[second]) for first, second in partner.items()]


def _same_value(wanted: float | None, found: float | None) -> bool:
    if wanted is None or found is None:
        return False
    return abs(wanted - found) <= _MOST_DIFFERENCE * max(1.0, abs(wanted))


def _bounded(role: str) -> str:
    """The line between a level and a stock is thin: 已有 and 共有 are one reader's stock and another's level."""
    return "level" if role == "cumulative" else role
