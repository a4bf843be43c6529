"""What stands around a number in its sentence: the words that say what it counts.

The window of a number is cut at clause punctuation and at its neighbours, so that in 修改4件,废止11件 each number has
its own verb; what came before in the sentence is the topic that it shares with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from transforms.shapes import Mention

_CLAUSE = re.compile(r"[,。;:!?(](?:(?<!\()|(?=其中|含|包括))")
_SENTENCE = re.compile(r"[。!?]")
# How far back a sentence without a subject may refer: 审结155件 after a sentence on 行政复议 (two or three clauses).
_MEMORY = 80
# Twice the longest sentence in the texts at hand (418 characters): an endless one would cost its square.
_LONGEST_TOPIC = 1000
# Eight times the longest clause in the texts at hand (35 characters), for the same reason.
_LONGEST_CLAUSE = 300
_COUNTED_THING = re.compile(r"的|(?:重大|大额)?(?:案件|项目|工程|合同|处罚|罚款|企业|单位|场所)")
_RULED = re.compile(r"[^,。;]{0,30}?(?:的[^,。;]{0,8},?(?:一律|必须|均?须|应当)|一律|不得)")
# What a bracket says that holds the next number is said of that number: 复议4件(维持3件).
_OPEN = re.compile(r"\((?=[^()]*$)")
# 为28个部门配备记录仪380台, 涵盖12个领域139项: the first number only says where the second is.
_WHERE = re.compile(r"(?:为|向|给|在|涵盖|涉及)(?:全[省市区县州])?$")
_PLACE = re.compile(r"[^,。;]{0,4}?(?:乡镇|镇街|街道|部门|单位|领域|方面|社区|村|学校|县区|行业|类)(?:\([^()]*\))?")
_PARALLEL = re.compile(r"[、和及与并]")


class Placed(NamedTuple):
    """A mention with its surroundings, all folded.

    `own` is the clause before the number, `right` the clause after it, `topic` the sentence before `own`,
    `before` the end of what the line says before the sentence, all without spaces; `sentence` and `own_start` are the
    offsets in the line where sentence and clause begin; `counts_next`: another number follows in the same clause,
    `joins_next`: a conjunction stands between the two.
    """

    mention: Mention
    own: str
    right: str
    topic: str
    before: str
    sentence: int
    own_start: int
    counts_next: bool
    joins_next: bool

    def speaking_of(self, own: str) -> Placed:
        """The same number read with other words before it."""
        return self._replace(own=own)


def place(folded: str, mentions: Sequence[Mention]) -> list[Placed]:
    """Each mention of a line with its surroundings."""
    cuts = [match.end() for match in _CLAUSE.finditer(folded)]
    stops = [match.end() for match in _SENTENCE.finditer(folded)]
    placed = []
    for index, mention in enumerate(mentions):
        previous_end = mentions[index - 1].end if index else 0
        next_start = mentions[index + 1].start if index + 1 < len(mentions) else len(folded)
        sentence = _last(stops, mention.start)
        own_start = max(_last(cuts, mention.start), previous_end, sentence, mention.start - _LONGEST_CLAUSE)
        clause_end = min(_next(cuts, mention.end, len(folded)), mention.end + _LONGEST_CLAUSE)
        own = _tight(folded[own_start : mention.start]).strip("、")
        right = _right(folded, mention.end, next_start, clause_end)
        placed.append(
            Placed(
                mention=mention,
                own=own,
                right=_of_this_place(own, right) if next_start < clause_end else right,
                topic=_tight(folded[max(sentence, own_start - _LONGEST_TOPIC) : own_start]),
                before=_tight(folded[max(0, sentence - _MEMORY) : sentence]),
                sentence=sentence,
                own_start=own_start,
                counts_next=next_start < clause_end,
                joins_next=next_start < clause_end and bool(_PARALLEL.search(folded, mention.end, next_start)),
            )
        )
    return placed


def is_criterion(item: Placed, folded: str) -> bool:
    """Whether a bounded number only says which things are counted, or ruled: 罚没10万元以上的案件46件,
    大案(10万元以上)46件, 5000元以上的案件须经审核."""
    if not item.mention.affixes:
        return False
    if _RULED.match(folded, item.mention.end):
        return True
    if not item.counts_next:
        return False
    return bool(_COUNTED_THING.match(item.right)) or (item.right.startswith(")") and "(" in item.own)


def _right(folded: str, end: int, next_start: int, clause_end: int) -> str:
    """The clause after the number; before a neighbour only what is still said of this one."""
    if next_start < clause_end:
        return _PARALLEL.split(_OPEN.split(_tight(folded[end:next_start]), maxsplit=1)[0], maxsplit=1)[0]
    return _tight(folded[end:clause_end]).rstrip(",。;:!?(")


def _of_this_place(own: str, right: str) -> str:
    """What is said of a number before another one; of one that names the places, only the places."""
    place = _PLACE.match(right) if _WHERE.search(own) else None
    return place.group() if place else right


def _tight(text: str) -> str:
    """`text` without its spaces: pages set them around numbers and punctuation, and the rules' words have none."""
    return "".join(text.split())


def _next(positions: list[int], after: int, end: int) -> int:
    """The least position after `after`, `end` if there is none."""
    index = bisect_right(positions, after)
    return positions[index] if index < len(positions) else end


def _last(positions: list[int], limit: int) -> int:
    """The greatest position up to `limit`, 0 if there is none."""
    index = bisect_right(positions, limit)
    return positions[index - 1] if index else 0
