"""The ordinary words of reports, of two characters: where one ends or begins, a foreign name may begin or end."""

from __future__ import annotations

import re

from transforms.divisions import stems_of_places
from transforms.rule_files import read_words

_LISTS = read_words("ordinary.yml")
ORDINARY = frozenset(_LISTS["ordinary"])
_ALONE, _BODIES = frozenset(_LISTS["alone"]), frozenset(_LISTS["bodies"])
_ENDS_ALONE = _ALONE | frozenset(_LISTS["ends_of_places"])
_ENDS, _BEGINS = ORDINARY | frozenset(_LISTS["ends"]), _ALONE | frozenset(_LISTS["begins"])
_OF_A_WORD = re.compile("[\u4e00-\u9fffa-z0-9]")


def is_word(text: str) -> bool:
    """Whether two characters are such a word."""
    return text in ORDINARY


def has_a_word(text: str) -> bool:
    """Whether a text has such a word in it."""
    return any(text[at : at + 2] in ORDINARY for at in range(len(text) - 1))


def ends_a_word(lowered: str, at: int) -> bool:
    """Whether a word of a text in lower case, or the text itself, ends at a place, or punctuation stands before it."""
    if not at or not _OF_A_WORD.match(lowered[at - 1]):
        return True
    return lowered[at - 1] in _ENDS_ALONE or (at > 1 and lowered[at - 2 : at] in _ENDS)


def begins_a_word(lowered: str, at: int) -> bool:
    """Whether a word, the name of a place, or one character of a body before a word (区司法局) begins at a place; or
    whether the text ends there, or punctuation stands there."""
    if not _OF_A_WORD.match(lowered, at):
        return True
    if lowered[at] in _BEGINS or lowered[at : at + 2] in ORDINARY or lowered[at : at + 2] in stems_of_places():
        return True
    return lowered[at] in _BODIES and lowered[at + 1 : at + 3] in ORDINARY
