"""Whether a sentence tells of how gambling and the like are fought: then what it names is no advert."""

from __future__ import annotations

import re

from transforms.rule_files import alternatives, read_words

_WORDS = read_words("adverts.yml")
_CRACKDOWN, _TOLD, _CASE = (re.compile(alternatives(_WORDS[key])) for key in ("crackdown", "told", "case"))
# How far from an advert a word may stand that makes it a case of the police.
_SENTENCE_AROUND, _RIGHT_BESIDE = 24, 9


def tells_of_adverts(lowered: str) -> bool:
    """Whether a text in lower case tells of it in any of its words."""
    return any(words.search(lowered) for words in (_CRACKDOWN, _TOLD, _CASE))


def is_forbidden(lowered: str, start: int, end: int) -> bool:
    """Whether the words beside a span, in its sentence, tell of how such things are fought: 打击赌博,查处百家乐窝点; or
    those right beside it tell of what it does: 删除博彩网站链接."""
    if is_fought(lowered, start, end):
        return True
    before, behind = _beside(lowered, start, end)
    return any(map(_TOLD.search, (before[-_RIGHT_BESIDE:], behind[:_RIGHT_BESIDE])))


def is_fought(lowered: str, start: int, end: int) -> bool:
    """Whether the words beside a span, in its sentence, tell of how such things are fought."""
    return any(map(_CRACKDOWN.search, _beside(lowered, start, end))) or is_of_a_case(lowered, start, end)


def is_of_a_case(lowered: str, start: int, end: int) -> bool:
    """Whether the sentence around a span is the story of a case: 李某利用“皇冠”网站代理足球外围投注,涉案金额1.2亿元."""
    first, last = lowered.rfind("。", 0, start) + 1, lowered.find("。", end)
    return _CASE.search(lowered, first, len(lowered) if last < 0 else last) is not None


def _beside(lowered: str, start: int, end: int) -> tuple[str, str]:
    before, behind = lowered[max(0, start - _SENTENCE_AROUND) : start], lowered[end : end + _SENTENCE_AROUND]
    return before.rpartition("。")[2], behind.partition("。")[0]
