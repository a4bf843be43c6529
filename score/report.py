"""What `python -m score` prints of one set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from score.accepted import worst_confusions
from score.sets import pooled
from score.tally import FIGURES, HARMS, Match, Tally

_WORST = 10
_AROUND = 40  # characters of a sentence shown on either side of its number
_CLASSES = {"field": "document fields", "label": "labels of lines", "role": "roles", "code": "worst indicators"}

_CONFUSED = {"code": "indicators", "role": "roles", "label": "labels"}


def report(name: str, tallies: Mapping[str, Tally], before: Mapping[str, float]) -> str:
    """Figures by text, pooled and against the accepted ones (`before`); classes; confusions."""
    whole = pooled(tallies.values())
    parts = ["\n".join(_figures(name, tallies, before))]
    parts += ["\n".join(_class_table(title, whole, of)) for of, title in _CLASSES.items()]
    parts += ["\n".join(_confusions(title, whole, of)) for of, title in _CONFUSED.items()]
    return "\n\n".join(parts)


def as_json(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """The same as plain values."""
    whole = pooled(tallies.values())
    return {
        "documents": {text: tally.scores() for text, tally in tallies.items()},
        "pooled": whole.scores(),
        "negatives_by_reason": dict(whole.reasons),
        "classes": {of: {key: _values(match) for key, match in _classes(whole, of)} for of in _CLASSES},
        "confusions": [
            {**confusion._asdict(), "times": times, "sentence": whole.sentences[confusion]}
            for confusion, times in worst_confusions(whole)
        ],
    }


def excerpt(sentence: str) -> str:
    """The words on either side of the number, which stands between 【 and 】."""
    left, mark, rest = sentence.partition("【")
    number, close, right = rest.partition("】")
    before = f"…{left[-_AROUND:]}" if len(left) > _AROUND else left
    return before + mark + number[: 2 * _AROUND] + close + (f"{right[:_AROUND]}…" if len(right) > _AROUND else right)


def _figures(name: str, tallies: Mapping[str, Tally], before: Mapping[str, float]) -> Iterator[str]:
    columns = {text: tally.scores() for text, tally in tallies.items()}
    now = pooled(tallies.values())
    yield f"{name:18}" + "".join(f"{text:>7}" for text in columns) + f"{'all':>9}{'accepted':>10}{'change':>9}"
    scores = now.scores()
    for figure in (*FIGURES, *HARMS):
        form = "d" if figure in HARMS else ".3f"
        cells = "".join(f"{_cell(column.get(figure), form):>7}" for column in columns.values())
        yield f"{figure:18}{cells}" + _against(scores.get(figure), before.get(figure), figure in HARMS)
    reasons = ", ".join(f"{reason} {times}" for reason, times in sorted(now.reasons.items()))
    yield f"negatives hit by reason: {reasons or 'none'}"


def _against(now: float | None, before: float | None, whole: bool) -> str:
    form = "d" if whole else ".4f"
    change = f"{now - before:+{form}}" if now is not None and before is not None and now != before else ""
    return f"{_cell(now, form):>9}{_cell(before, form):>10}{change:>9}"


def _cell(value: float | None, form: str) -> str:
    return "-" if value is None else f"{value:{form}}"


def _classes(tally: Tally, of: str) -> list[tuple[str, Match]]:
    """The classes of one kind, those with the most errors first."""
    matches = [(name, match) for (kind, name), match in tally.classes.items() if kind == of]
    return sorted(matches, key=lambda item: (-item[1].errors, item[0]))


def _class_table(title: str, tally: Tally, of: str) -> Iterator[str]:
    yield f"{title:34}{'right':>7}{'found':>7}{'gold':>7}{'precision':>11}{'recall':>8}"
    shown = _classes(tally, of)
    for name, match in [item for item in shown if item[1].errors][:_WORST] if of == "code" else shown:
        shares = f"{_cell(match.precision, '.3f'):>11}{_cell(match.recall, '.3f'):>8}"
        yield f"  {name:32}{match.hit:7}{match.found:7}{match.wanted:7}{shares}"


def _values(match: Match) -> dict[str, float | None]:
    return {
        "right": match.hit,
        "found": match.found,
        "gold": match.wanted,
        "precision": match.precision,
        "recall": match.recall,
    }


def _confusions(title: str, tally: Tally, of: str) -> Iterator[str]:
    yield f"worst confusions of {title}: times, gold -> ours, a sentence"
    worst = [item for item in worst_confusions(tally) if item[0].of == of][:_WORST]
    for confusion, times in worst:
        yield f"{times:4} {confusion.gold} -> {confusion.ours}: {excerpt(tally.sentences[confusion])}"
    if not worst:
        yield "   none"
