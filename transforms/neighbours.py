"""Where an article ends and its neighbours begin: boxes of other articles, comments, what a site declares.

They stand in the article's box on many sites, with sentences of their own, so that neither their links nor their place
tells them from the text; the heading above them does, and no heading of a report is called so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile

from transforms.fold import fold
from transforms.markers import marker_at_start
from transforms.rule_files import alternatives, read_words

_WORDS = read_words("neighbours.yml")
_ORNAMENTS = r"[\s\[\]【】()·•▪■◆★☆※|>»:—–-]*"
_DECLARATION = re.compile(rf"{_ORNAMENTS}{alternatives(_WORDS['declaration'])}{_ORNAMENTS}")
_NEIGHBOUR = re.compile(
    rf"{_ORNAMENTS}(?:{alternatives(_WORDS['box'])}{_ORNAMENTS}(?:\(?\d{{1,6}}\)?)?(?:更多)?{_ORNAMENTS}"
    rf"|{alternatives(_WORDS['turn'])}.*|{alternatives(_WORDS['declaration'])}{_ORNAMENTS})"
)
# An article before its neighbours has sentences, and what they show of theirs is short.
LONGEST_TEASER = 160
_FEWEST_SENTENCES = 3
_FEWEST_TO_RESUME, _SHORTEST_SENTENCE = 2, 20
_OF_CHAPTERS = ("part", "chapter")


def end_of_article(texts: Sequence[str], linked: Sequence[bool]) -> int:
    """How many of the lines are the article's; all of them where no neighbour begins. `linked`: which are links."""
    cores = [fold(text).strip() for text in texts]
    # Most articles have none.
    neighbours = [place for place, core in enumerate(cores) if _NEIGHBOUR.fullmatch(core)]
    if not neighbours:
        return len(texts)
    sentences = list(accumulate((core.count("。") for core in cores), initial=0))
    numbers = [_chapter(core) for core in cores]
    chapters = list(accumulate(numbers, lambda last, number: number or last, initial=0))
    last_of_chapter = {number: place for place, number in enumerate(numbers)}
    last_telling = _last_telling(texts)
    for place in neighbours:
        if sentences[place] < _FEWEST_SENTENCES:
            continue
        goes_on = max(last_telling, last_of_chapter.get(chapters[place] + 1, 0)) > place
        if _DECLARATION.fullmatch(cores[place]) or not (goes_on or _resumes(texts, linked, place + 1)):
            return place
    return len(texts)


def _last_telling(texts: Sequence[str]) -> int:
    """Where the last long line of sentences, or the last of some in a row, stands: an article that goes on has such."""
    row = last = 0
    for place, text in enumerate(texts):
        row = row + 1 if text.rstrip().endswith("。") else 0
        if row >= _FEWEST_SENTENCES or (len(text) > LONGEST_TEASER and "。" in text):
            last = place
    return last


def _resumes(texts: Sequence[str], linked: Sequence[bool], place: int) -> bool:
    """Whether sentences go on behind the links of a box amid the article, which begin at a place: two without a link or
    another box between them."""
    links = len(list(takewhile(bool, linked[place:])))
    sentences = 0
    for text, is_link in zip(texts[place + links :], linked[place + links :], strict=True):
        if not links or is_link or is_above_a_neighbour(text):
            return False
        sentences += len(text) >= _SHORTEST_SENTENCE and text.rstrip().endswith("。")
        if sentences == _FEWEST_TO_RESUME:
            return True
    return False


def is_above_a_neighbour(text: str) -> bool:
    """Whether a line is the heading of what is not the article's."""
    return _NEIGHBOUR.fullmatch(fold(text).strip()) is not None


def _chapter(core: str) -> int:
    """The number of a chapter of the first level that begins here (一、), else 0."""
    marker = marker_at_start(core)
    return marker.number if marker and marker.style in _OF_CHAPTERS and not marker.damaged else 0
