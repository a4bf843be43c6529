"""What stands around a number in its sentence: the words that say what it counts.

The window of a number is cut at clause punctuation and at its neighbours, so that in 修改4件,废止11件 each number has
its own verb; what came before in the sentence is the topic that it shares with them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from transforms.masks import CUT
from transforms.shapes import Mention

_CLAUSE = re.compile(r"[,。;:!?(](?:(?<!\()|(?=其中|含|包括))")
_SENTENCE = re.compile(r"[。!?]")
# How far back a sentence without a subject may refer: 审结155件 after a sentence on 行政复议 (two or three clauses).
_MEMORY = 80
# More than the longest sentence in the texts at hand (418 characters): an endless one would cost its square.
_LONGEST_TOPIC = 500
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
# Not within brackets: 9个县(市、区)、75个乡镇.
_PARALLEL_OUTSIDE = re.compile(rf"{_PARALLEL.pattern}(?![^()]*\))")
# 2件维持、1件驳回: what stands before the joint is of the number before.
_ENDS_THE_ITEM_BEFORE = re.compile(r"[^\s,。;、和及与并(\d][、和及与]\s*$")
_LONGEST_ITEM = 40


class Placed(NamedTuple):
    """A mention with its surroundings, all folded.

    `own` is the clause before the number, `right` the clause after it, `topic` the sentence before `own`,
    `before` the end of what the line says before the sentence, all without spaces; `sentence` and `own_start` are the
    offsets in the line where sentence and clause begin; `counts_next`: another number follows in the same clause,
    `joins_next`: a conjunction stands between the two, `next_unit`: what that one counts in.
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
    next_unit: str | None = None

    def speaking_of(self, own: str) -> Placed:
        """The same number read with other words before it."""
        return self._replace(own=own)


def place(folded: str, mentions: Sequence[Mention]) -> list[Placed]:
    """Each mention of a line with its surroundings."""
    # No text is longer for a 0 in front and its own length behind: so each number has a cut before and behind it.
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(folded)), len(folded)]
    stops = [0, *(match.end() for match in _SENTENCE.finditer(folded))]
    tight = str if folded.split(None, 1) == [folded] and CUT not in folded else _tight
    placed = []
    previous: Mention | None = None
    for mention, following in zip(mentions, (*mentions[1:], None), strict=True):
        start, end = mention.start, mention.end
        next_start = following.start if following else len(folded)
        sentence = stops[bisect_right(stops, start) - 1]
        own_start = max(
            cuts[bisect_right(cuts, start) - 1], previous.end if previous else 0, sentence, start - _LONGEST_CLAUSE
        )
        if previous is not None and own_start == previous.end and _names_the_item_before(folded, previous, mention):
            own_start = start
        clause_end = min(cuts[bisect_right(cuts, end)] if end < len(folded) else end, end + _LONGEST_CLAUSE)
        counts_next = next_start < clause_end
        own = tight(folded[own_start:start]).strip("、")
        right = tight(folded[end : min(next_start, clause_end)])
        placed.append(
            Placed(
                mention=mention,
                own=own,
                right=_before_next(own, right) if counts_next else right.rstrip(",。;:!?("),
                topic=tight(folded[max(sentence, own_start - _LONGEST_TOPIC) : own_start]),
                before=tight(folded[max(0, sentence - _MEMORY) : sentence]),
                sentence=sentence,
                own_start=own_start,
                counts_next=counts_next,
                joins_next=counts_next and _PARALLEL.search(folded, end, next_start) is not None,
                next_unit=following.unit_norm if following and counts_next else None,
            )
        )
        previous = mention
    return placed


def _names_the_item_before(folded: str, before: Mention, mention: Mention) -> bool:
    """Whether what stands between two numbers of one unit is what the first counts: 2件维持、1件驳回."""
    if before.unit_norm != mention.unit_norm:
        return False
    return (
        _ENDS_THE_ITEM_BEFORE.search(folded, max(before.end, mention.start - _LONGEST_ITEM), mention.start) is not None
    )


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


def _before_next(own: str, right: str) -> str:
    """What is still said of a number before another one; of one that names the places, only the places."""
    right = _PARALLEL_OUTSIDE.split(_OPEN.split(right, maxsplit=1)[0], maxsplit=1)[0]
    place = _PLACE.match(right) if _WHERE.search(own) else None
    return place.group() if place else right


def _tight(text: str) -> str:
    """`text` without its spaces, which pages set around numbers and punctuation, and as if nothing had been cut out of
    it: the rules' words have neither."""
    return "".join(text.replace(CUT, "").split())
