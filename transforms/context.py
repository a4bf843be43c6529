"""What stands around a number in its sentence: the words that say what it counts.

The window of a number is cut at clause punctuation and at its neighbours, so that in 修改4件,废止11件 each number has
its own verb; what came before in the sentence is the topic that it shares with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.mentions import Mention

_CLAUSE = re.compile(r"[,。;:!?]|\((?=其中|含|包括)")
_SENTENCE = re.compile(r"[。!?]")
# How far back a sentence without a subject may refer: 审结155件 after a sentence on 行政复议 (two or three clauses).
_MEMORY = 80
_PARALLEL = re.compile(r"[、和及与并]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with its surroundings, all folded.

    `own` is the clause before the number, `right` the clause after it, `topic` the sentence before `own`,
    `before` the end of what the line says before the sentence, `sentence` the offset in the line where it begins;
    `counts_next`: another number follows in the same clause.
    """

    mention: Mention
    own: str
    right: str
    topic: str
    before: str
    sentence: int
    counts_next: bool

    def speaking_of(self, own: str) -> Placed:
        """The same number read with other words before it."""
        return replace(self, own=own)


def place(folded: str, mentions: Sequence[Mention]) -> list[Placed]:
    """Each mention of a line with its surroundings."""
    cuts = [match.end() for match in _CLAUSE.finditer(folded)]
    stops = [match.end() for match in _SENTENCE.finditer(folded)]
    placed = []
    for index, mention in enumerate(mentions):
        previous_end = mentions[index - 1].end if index else 0
        next_start = mentions[index + 1].start if index + 1 < len(mentions) else len(folded)
        sentence = _last(stops, mention.start)
        own_start = max(_last(cuts, mention.start), previous_end, sentence)
        clause_end = _next(cuts, mention.end, len(folded))
        placed.append(
            Placed(
                mention=mention,
                own=folded[own_start : mention.start].strip("、 "),
                right=_right(folded, mention.end, next_start, clause_end),
                topic=folded[sentence:own_start],
                before=folded[max(0, sentence - _MEMORY) : sentence],
                sentence=sentence,
                counts_next=next_start < clause_end,
            )
        )
    return placed


def is_criterion(item: Placed) -> bool:
    """Whether a bounded number only says which things are counted: 罚没10万元以上的重大案件46件."""
    return bool(item.mention.affixes) and item.counts_next and item.right.startswith("的")


def _right(folded: str, end: int, next_start: int, clause_end: int) -> str:
    """The clause after the number; before a neighbour only what is still said of this one."""
    if next_start < clause_end:
        return _PARALLEL.split(folded[end:next_start], maxsplit=1)[0]
    return folded[end:clause_end].rstrip(",。;:!?(")


def _next(positions: list[int], after: int, end: int) -> int:
    """The least position after `after`, `end` if there is none."""
    index = bisect_right(positions, after)
    return positions[index] if index < len(positions) else end


def _last(positions: list[int], limit: int) -> int:
    """The greatest position up to `limit`, 0 if there is none."""
    index = bisect_right(positions, limit)
    return positions[index - 1] if index else 0
