"""Numbers, their indicators, and numerals that are none, against the gold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from score.gold import Gold, Row, Span, plain
from score.pairing import agreement, closeness, judge, pair, shared, touches
from score.tally import Confusion, Match, Tally
from transforms.records import Quantity, Record

_NO_CODE = "other"
_NOT_FOUND = "(not found)"
_NO_FACT = "(no fact)"
_SENTENCE_END = re.compile(r"[。！!？?\n]")

_Key = tuple[str, float | None, str]


def measure_facts(gold: Gold, record: Record, codes: AbstractSet[str]) -> Tally:
    """All figures of numbers; an indicator is judged where its code is one of `codes`."""
    tally = Tally()
    found = _found(gold, record)
    _measure_spans(tally, gold.rows, found)
    _measure_rows(tally, gold.rows, found, record.cleaned.source_text)
    _measure_indicators(tally, gold, found, codes)
    _measure_negatives(tally, gold, found)
    return tally


def _found(gold: Gold, record: Record) -> list[Row]:
    """Our rows without those that no gold judges: aims that the gold lists as aims, and facts told in words."""
    rows = [_row(quantity) for quantity in record.quantities]
    aims = [negative for negative in gold.negatives if negative.reason == "target"]
    rows = [row for row in rows if not (row.role == "target" and touches(row, aims))]
    return [row for row in rows if touches(row, gold.rows) or not touches(row, gold.implicit)]


def _row(quantity: Quantity) -> Row:
    return Row(
        quantity.source_start,
        quantity.source_end,
        value=None if quantity.value is None else float(quantity.value),
        units=frozenset({plain(quantity.unit)}),
        role=quantity.role,
        cmp=quantity.cmp,
        period=quantity.period or "",
        code=quantity.indicator,
    )


def _measure_spans(tally: Tally, wanted: Iterable[Row], found: Iterable[Row]) -> None:
    """Numbers as characters: two facts that share one number are one span."""
    ours, theirs = _spans(found), _spans(wanted)
    exact, overlapping = len(set(ours) & set(theirs)), len(pair(theirs, ours, closeness))
    tally.figures["span_exact_f1"] += Match(exact, len(ours), len(theirs))
    tally.figures["span_overlap_f1"] += Match(overlapping, len(ours), len(theirs))


def _spans(rows: Iterable[Row]) -> list[Span]:
    return [Span(start, end) for start, end in sorted({(row.start, row.end) for row in rows})]


def _measure_rows(tally: Tally, wanted: Sequence[Row], found: Sequence[Row], text: str) -> None:
    pairs = pair(wanted, found, agreement)
    verdicts = [judge(*both) for both in pairs]
    tally.figures["fact_f1"] += Match(sum(verdict.fact for verdict in verdicts), len(found), len(wanted))
    for verdict in verdicts:
        for name in ("value", "unit", "role", "cmp"):
            tally.share(f"{name}_acc", getattr(verdict, name))
    for theirs, ours in pairs:
        sentence = _sentence(text, theirs)
        tally.classify("role", theirs.role, ours.role, sentence)
        if _code(theirs) != _code(ours):
            tally.confuse(Confusion("code", _code(theirs), _code(ours)), sentence)
    for row in _unpaired(wanted, [theirs for theirs, _ in pairs]):
        tally.confuse(Confusion("code", _code(row), _NOT_FOUND), _sentence(text, row))
    for row in _unpaired(found, [ours for _, ours in pairs]):
        tally.confuse(Confusion("code", _NO_FACT, _code(row)), _sentence(text, row))


def _unpaired(rows: Iterable[Row], paired: Iterable[Row]) -> list[Row]:
    taken = {id(row) for row in paired}
    return [row for row in rows if id(row) not in taken]


def _code(row: Row) -> str:
    return row.code or _NO_CODE


def _sentence(text: str, span: Span) -> str:
    """The sentence around a number, which stands between 【 and 】."""
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    end = _SENTENCE_END.search(text, span.end)
    before, after = text[start : span.start].lstrip(), text[span.end : end.end() if end else len(text)].rstrip()
    return f"{before}【{text[span.start : span.end]}】{after}"


def _measure_indicators(tally: Tally, gold: Gold, found: Sequence[Row], codes: AbstractSet[str]) -> None:
    """Indicators of all rows, and of the core: without our rows that only touch rows on which readers may differ."""
    core = [row for row in gold.rows if row.core]
    doubtful = [row for row in gold.rows if not row.core]
    ours = [row for row in found if touches(row, core) or not touches(row, doubtful)]
    tally.figures["indicator_core_f1"] += _match(_keys(core, codes), _keys(ours, codes))
    wanted, given = _keys(gold.rows, codes), _keys(found, codes)
    tally.figures["indicator_f1"] += _match(wanted, given)
    for code in {key[0] for key in wanted | given}:
        tally.classes["code", code] += _match(_of(code, wanted), _of(code, given))


def _keys(rows: Iterable[Row], codes: AbstractSet[str]) -> Counter[_Key]:
    return Counter(
        (_code(row), None if row.value is None else round(row.value, 6), row.period)
        for row in rows
        if _code(row) in codes
    )


def _of(code: str, keys: Counter[_Key]) -> Counter[_Key]:
    return Counter({key: times for key, times in keys.items() if key[0] == code})


def _match(wanted: Counter[_Key], found: Counter[_Key]) -> Match:
    return Match((wanted & found).total(), found.total(), wanted.total())


def _measure_negatives(tally: Tally, gold: Gold, found: Iterable[Row]) -> None:
    for row in found:
        hits = [(shared(row, negative), negative.reason) for negative in gold.negatives if shared(row, negative) > 0]
        if hits:
            tally.harms["negatives_hit"] += 1
            tally.reasons[max(hits)[1]] += 1
