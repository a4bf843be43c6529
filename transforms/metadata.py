"""Labelled values of index tables and publication lines: which value stands behind which label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.fold import fold
from transforms.records import Line
from transforms.rule_files import alternatives, read_words

_LABELS = read_words("labels.yml")
_TOOLS = read_words("boilerplate.yml")
_ANY_LABEL = alternatives(label for labels in _LABELS.values() for label in labels)
_KIND = {re.sub(r"\s", "", label): kind for kind, labels in _LABELS.items() for label in labels}
# A label stands at a border and is followed by a colon, a cell's end, white space or a digit; glued to the value
# before it (来源:某局发布时间:…) only its own colon shows it.
_LABEL = re.compile(
    # the characters that a label can begin with go first: at all others nothing is tried
    rf"(?=[{''.join(sorted({label[0] for label in _KIND}))}])"
    rf"(?:(?<![\u4e00-\u9fff])({_ANY_LABEL})(?=\s*[\]】)]?\s*(?:[:|]|$)|\s|\d)|({_ANY_LABEL})(?=\s?:)"
    rf"|(?<=[\[【])({_ANY_LABEL})(?=\s*[\]】]))"
)
# The label of a line that the rule meta.glued_label took: only style sets it apart from its value.
_GLUED = re.compile(rf"[|\s]*({_ANY_LABEL})()()")
_STOP = re.compile(
    rf"\||\]\s?\[|举报$|\s[\u4e00-\u9fff]{{2,6}}\s?:|{alternatives(_TOOLS['counter'])}|【(?!\s?20\d\d】)|\s?[┊·]\s|已有\s?\d|\s我来说|(?:\s|(?<=[\u4e00-\u9fff]))20\d\d[-/.年]\s?\d{{1,2}}[-/.月]|\s20\d\d[-/.年]\s?\d|\sA[-+]|(?:文章)?字体|字号|打印|关闭|分享|视力保护|(?:作者|(?:责任)?编辑|责编|审核)\s?:|\[\s*(?:大|小)"
)
_EDGES = " \t\r|[]【】:"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with the kind of its label (a key of labels.yml), the label as printed, and its line's number."""

    kind: str
    label: str
    value: str
    n: int


def labelled_values(lines: Sequence[Line]) -> tuple[Labelled, ...]:
    """Values of the labels in `lines` (those of the head and foot that are not body), in order, empty ones left out."""
    shown = [line for line in lines if line.label != "blank"]
    found: list[Labelled] = []
    for place, line in enumerate(shown):
        below = shown[place + 1] if place + 1 < len(shown) else None
        found.extend(item for item in _of_line(line, below) if item.value)
    return tuple(found)


def labelled_beside(texts: Iterable[str]) -> tuple[Labelled, ...]:
    """The same of the texts beside an article, of which none stands directly below another."""
    return labelled_values([Line(2 * n, 0, text, "meta", "outside") for n, text in enumerate(texts)])


def _of_line(line: Line, below: Line | None) -> Iterator[Labelled]:
    text = fold(line.text)
    glued = _GLUED.match(text) if line.rule == "meta.glued_label" else None
    matches = [glued] if glued else list(_LABEL.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    values = [_value(text, match.end(), end) for match, end in zip(matches, ends, strict=False)]
    if matches and below and not any(values) and below.n == line.n + 1:
        values = _values_below(len(matches), fold(below.text))
    elif matches and below and not values[-1] and below.n == line.n + 1 and _at_end(text, matches[-1]):
        values[-1] = _bare(fold(below.text))
    for match, value in zip(matches, values, strict=True):
        label = re.sub(r"\s", "", match[1] or match[2] or match[3])
        yield Labelled(_KIND[label], label, value, line.n)


def _value(text: str, start: int, end: int) -> str:
    value = text[start:end].lstrip(_EDGES + ")")
    stop = _STOP.search(value)
    return (value[: stop.start()] if stop else value).strip(_EDGES + ",")


def _at_end(text: str, match: re.Match[str]) -> bool:
    return not text[match.end() :].strip(_EDGES)


def _values_below(count: int, text: str) -> list[str]:
    """Values of a row of labels that stand in the row below, cell by cell; else the lone label's value."""
    if count == 1 or _LABEL.search(text):
        return [_bare(text)] if count == 1 else [""] * count
    cells = [cell.strip(_EDGES) for cell in text.strip().strip("|").split("|")]
    return cells if len(cells) == count else [""] * count


def _bare(text: str) -> str:
    return "" if _LABEL.search(text) or _STOP.match(text.strip()) else text.strip(_EDGES)
