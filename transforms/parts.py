"""Numbers that are parts of another (共74件,其中市政府9件、部门22件) or share the verb of one before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from transforms.readings import LONGEST_LIST, WITHIN_YEAR, Reading

# What a word of another act begins is no part of the whole before it, and no object of the verb before it.
_ACT = re.compile(
    r"(?=[办受审处代开举组召建新培发出调化接提制完印检排收移评抽推聘创获清废修配投实指督])(?<!不予)(?<!无法)(?:[办受审处代]理|开展|举办|组织|召开|建[立成设]|新[增建设聘领]|培[训育养]|发[放布出送]|出具|调[解处]|化解|接待|提[供出]|制[定发]"
    r"|出台|完成|印发|检查|排查|收[到集回]|移送|评查|抽[查取]|推[出动送]|聘[请任]|创[建成]|获|清理|废止|修[改订]|配备|投入|实现|指导|督促)"
)
_NOUN_LENGTH = 14
_LASTING = re.compile(r"[现实已]有|在册|(?P<years>[三四五六]年来?累计)")
# Two small numbers add up to a third too often by chance.
_LEAST_SUM = 10
# 新收2918件(市本级1204件)
_OWN_PART = ("(市本级", "(县本级", "(区本级", "(州本级", "(省本级", "(本级")
_REST = re.compile(r"其[余他它]|剩余")


def with_parts(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of one line, each with its whole and with the words that it shares with an earlier one."""
    return _sharing_a_verb(_with_wholes(readings))


def _with_wholes(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with the whole of each that is a part: 共74件,其中市政府9件、部门22件, or numbers that add up."""
    whole: int | None = None
    rest = Decimal(0)
    found: list[Reading] = []
    for index, reading in enumerate(readings):
        value = reading.placed.mention.value
        if reading.shape in ("continued", "listed") or value is None or reading.is_baseline:
            found.append(reading)
            continue
        if _opens_parts(reading):
            whole = _whole_before(found, reading)
            rest = _value(readings[whole]) if whole is not None else Decimal(0)
        elif whole is not None and not _goes_on(reading, readings[index - 1]):
            whole = None
        if whole is None and (whole := _whole_that_adds_up(readings, index)) is not None:
            rest = _value(readings[whole])
        if whole is not None and (value > rest or not _alike(reading, readings[whole])):
            whole = None
        rest -= value
        found.append(_part_of(reading, whole, readings))
    return found


def _part_of(reading: Reading, whole: int | None, readings: Sequence[Reading]) -> Reading:
    if whole is None:
        return reading
    return reading._replace(whole=whole, shared=readings[whole].placed.own)


def _value(reading: Reading) -> Decimal:
    return reading.placed.mention.value or Decimal(0)


def _alike(reading: Reading, other: Reading) -> bool:
    return reading.placed.mention.unit_norm == other.placed.mention.unit_norm


def _opens_parts(reading: Reading) -> bool:
    own = reading.placed.own
    return "其中" in own or own.startswith(("包括", *_OWN_PART)) or reading.placed.topic.endswith(("其中:", "其中,"))


def _goes_on(reading: Reading, previous: Reading) -> bool:
    """Whether a list goes on: the same sentence, and no verb of another act."""
    own = reading.placed.own
    return reading.placed.sentence == previous.placed.sentence and len(own) <= _NOUN_LENGTH and not _ACT.search(own)


def _whole_before(readings: list[Reading], part: Reading) -> int | None:
    """The nearest number before that can be the whole of `part`: the same unit, and greater.

    None where that ends a list: of 建议48件、提案35件,其中主办件12件 each is as much the whole as the other.
    """
    for index in range(len(readings) - 1, max(-1, len(readings) - 1 - LONGEST_LIST), -1):
        other = readings[index]
        if other.placed.sentence != readings[-1].placed.sentence:
            return None
        if other.whole is None and _alike(other, part) and not other.is_baseline and _value(other) >= _value(part):
            return None if _ends_a_list(readings, index) else index
    return None


def _ends_a_list(readings: list[Reading], index: int) -> bool:
    """Whether a conjunction joins the number to another of its unit before it."""
    if not index:
        return False
    before = readings[index - 1]
    return before.placed.joins_next and _alike(before, readings[index]) and not before.is_baseline


def _whole_that_adds_up(readings: Sequence[Reading], first: int) -> int | None:
    """The number right before whose parts are those from `first` on, because they add up to it."""
    whole = first - 1
    if whole < 0 or not _alike(readings[whole], readings[first]) or _value(readings[whole]) < _LEAST_SUM:
        return None
    rest = _value(readings[whole])
    is_list = True
    for count, reading in enumerate(readings[first : first + LONGEST_LIST], start=1):
        if reading.placed.sentence != readings[whole].placed.sentence or not _alike(reading, readings[whole]):
            return None
        is_list = is_list and _goes_on(reading, readings[whole])
        rest -= _value(reading)
        if rest <= 0:
            return whole if rest == 0 and count > 1 and (is_list or _REST.search(reading.placed.own)) else None
    return None


def _sharing_a_verb(readings: list[Reading]) -> list[Reading]:
    """现有主体39家,执法人员715人: the verb of the first is that of the second; 五年累计 holds for a whole sentence."""
    found: list[Reading] = []
    for reading in readings:
        shared = reading.shared or (_lent_by(found[-1], reading) if found else "")
        found.append(reading._replace(shared=shared) if shared != reading.shared else reading)
    return found


def _lent_by(previous: Reading, reading: Reading) -> str:
    if reading.shape is not None or reading.placed.sentence != previous.placed.sentence:
        return ""
    if WITHIN_YEAR.search(reading.placed.own):
        return ""
    lasting = _LASTING.search(f"{previous.shared}{previous.placed.own}")
    if lasting is None:
        return ""
    return lasting.group() if lasting["years"] or _goes_on(reading, previous) else ""
