"""Lines and sentences that sell something: they have words enough that weigh, and say nothing of what was done.

What a phrase must weigh depends on where it stands; one that weighs more than that is certain by itself, others are
adverts on a page on which another is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.cuts import STOPS
from transforms.fought import tells_of_adverts
from transforms.markers import MARKER_INSIDE, marker_at_start
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.searching import AnyOf
from transforms.selling import (
    MEASURES,
    PRICED,
    Phrase,
    has_sure_words,
    has_words_of_reports,
    is_an_offer,
    is_covered,
    is_suspect,
    may_sell,
    speaks_of_itself,
    weight_of,
)

PITCH, TAIL = "ad.pitch", "ad.pitch_tail"
_WORDS = read_words("pitches.yml")
_OFFICIAL = AnyOf((*_WORDS["official"], *read_words("headings.yml")["measure"]))
# Adverts ask and call; reports do neither.
_SENTENCE = re.compile("[^。;]+(?:[。;]+|$)")
# What an advert asks it answers itself: 哪家好?…
_CALL = re.compile("!+")
COUNT = re.compile(rf"\d\s?[余多万]?(?:[{MEASURES}]|平方)")
# What a case, a contest or a notice is about; an advert is about nothing.
_TOLD_OF = re.compile(rf"{alternatives(_WORDS['told_of'])}[。;]*$")
_FIRM = re.compile("(?:公司|集团|中心|协会|大厦|酒店)[。]?$")
_LIST = re.compile("[^、 |,]{1,8}(?:[、 |][^、 |,]{1,8})+[。]?")
_OF_A_TABLE = " | "
_SHORTEST, _LONGEST = 4, 120
# What a sentence must weigh; a phrase without a stop that has no word of reports, and one that has.
_SENTENCE_WEIGHS, _PHRASE_WEIGHS, _WORDED_WEIGHS, _CLAUSE_WEIGHS = 5, 3, 4, 5
_APART_WEIGHS = 4
_OF_AN_OFFER = 2
OF_ITS_WORDS = 2
# A phrase with no more of reports than that may be an advert from its beginning to its end.
_ONE_WORD = 2
# Characters of words of reports with which a sentence goes on that is no advert as a whole.
_READS_ON = 12
# So much less weighs a phrase for each of its words of what was done.
_OFFICIAL_WEIGHS = 3
# So much more than it must weighs what is certain, where its place says nothing; places that do say something.
CERTAIN = 4
# What share of the characters of a line words of reports have at most, and what that says.
_STRANGE = ((0.25, 3), (0.42, 2))
_SHORTEST_STRANGER, _LONGEST_STRANGER, _FEWEST_OF_A_STRANGER = 5, 40, 2
_OF_NO_STRANGER = re.compile(r"[。;:、/“”《》\"|×]|(?:案|报告)$|某|^[^,]{1,9}(?:,[^,]{1,9})+$")
_OF_A_LINE, _OF_A_TAIL, _OF_AN_OPENING = 2, 2, 2
# Behind the last stop of a paragraph less is enough on a page that is spoilt anyway: of a report nothing stands there.
_LIGHTEST_TAIL, _NO_PITCH = -2, -100


class Pitch(NamedTuple):
    """Where in a line it stands, how much more it weighs than it must, and the id of what found it."""

    start: int
    end: int
    surplus: int
    rule: str

    @property
    def is_certain(self) -> bool:
        """Whether it tells by itself that the page is spoilt."""
        return self.surplus >= CERTAIN

    @property
    def is_likely(self) -> bool:
        """Whether it is one of those by two of which a page seems spoilt."""
        return self.surplus >= 0

    @property
    def cut(self) -> Cut:
        """The same as a cut."""
        return Cut(self.start, self.end, self.rule)


def speaks_officially(folded: str) -> bool:
    """Whether a folded line has several words of what a report says was done."""
    return _official_words(folded.lower()) > 1


# A line of the body is asked again once the head and the foot are known.
@lru_cache(maxsize=1024)
def pitch_of_line(core: str, *, opens: bool = False) -> Pitch | None:
    """A folded line of its own that is one; `opens`: no line above it is of the report."""
    if _is_numbered(core) or _OF_A_TABLE in core or (MARKER_INSIDE.search(core, 1) and has_words_of_reports(core)):
        return None
    least = _SENTENCE_WEIGHS if "。" in core else _PHRASE_WEIGHS
    opening = _OF_AN_OPENING if opens and "。" in core else 0
    alone = _surplus(core.lower(), least - opening, max(least, _WORDED_WEIGHS) - opening)
    surplus = _with_strangeness(core, alone, _OF_A_LINE)
    if surplus < 0:
        return None
    if not _LIST.fullmatch(core):
        return Pitch(0, len(core), surplus + _OF_A_LINE + opening, PITCH)
    # Reports list what they fight on lines of their own: 代写、代发、代考; 网吧 棋牌 会所.
    of_kinds = surplus < CERTAIN and ("|" in core or "等" in core)
    return None if of_kinds else Pitch(0, len(core), surplus - CERTAIN, PITCH)


def _with_strangeness(core: str, alone: int, by_place: int) -> int:
    """A surplus with what strangeness says besides; what that alone tells is never certain: 网络水军刷单炒信."""
    surplus = alone + strangeness(core)
    return surplus if alone >= 0 else min(surplus, CERTAIN - 1 - by_place)


def strangeness(core: str) -> int:
    """What it says of a folded line without a stop that several of its words weigh, hardly one is of reports, and
    nothing is of a name, a list or a case."""
    if not _SHORTEST_STRANGER <= len(core) <= _LONGEST_STRANGER or _OF_NO_STRANGER.search(core):
        return 0
    phrase = Phrase(core.lower())
    weighing = {each.word for each in phrase.words if each.weight}
    if len(weighing) + speaks_of_itself(phrase.words) < _FEWEST_OF_A_STRANGER:
        return 0
    own = sum(phrase.own) / len(core)
    return next((says for most, says in _STRANGE if own <= most), 0)


def sentences_that_sell(folded: str) -> Iterator[Pitch]:
    """Sentences of a folded line that has others besides, and what stands behind its last stop."""
    lowered = folded.lower()
    if _OF_A_TABLE in lowered or not may_sell(lowered):
        return
    text = lowered.rstrip()
    spans = [part for each in _SENTENCE.finditer(text) for part in _parts_of(text, *each.span())]
    for start, end in spans if len(spans) > 1 else ():
        pitch = _pitch_of_sentence(text[start:end], is_last=end == len(text))
        if pitch is not None:
            yield pitch._replace(start=start + pitch.start, end=start + pitch.end)


def _parts_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or two where an advert may end within it and the report goes on: behind its last call, which no
    report has, or before the number of a heading that lost its line."""
    call = max((match.end() for match in _CALL.finditer(text, start, end)), default=end)
    number = MARKER_INSIDE.search(text, start + _SHORTEST, end)
    at = min(call, number.start() if number else end)
    if at < end and reads_on(text[at:end]):
        yield start, at
        yield at, end
    else:
        yield start, end


def _pitch_of_sentence(sentence: str, *, is_last: bool) -> Pitch | None:
    """A sentence that has others beside it; the last one of a line may lack its stop, and is a tail then."""
    text = sentence.strip()
    has_stop = text.endswith(STOPS)
    is_tail = is_last and not has_stop
    least, more = (_SENTENCE_WEIGHS if has_stop else _PHRASE_WEIGHS), (_OF_A_TAIL if is_tail else 0)
    surplus = _NO_PITCH if _is_numbered(text) else _surplus(text, least, max(least, _WORDED_WEIGHS))
    surplus = _with_strangeness(text, surplus, more)
    if surplus < (_LIGHTEST_TAIL if is_tail else 0):
        return None
    start = sentence.index(text)
    return Pitch(start, start + len(text), surplus + more, TAIL if is_tail else PITCH)


def pitch_of_clause(phrase: Phrase, rule: str) -> Pitch | None:
    """A clause between commas that is one from its beginning to its end, found by `rule`."""
    if sum(phrase.own) > _ONE_WORD:
        return None
    surplus = _surplus_of(phrase, _CLAUSE_WEIGHS, _CLAUSE_WEIGHS)
    return Pitch(0, len(phrase.text), surplus, rule) if surplus >= 0 else None


def sells_apart(phrase: Phrase) -> bool:
    """Whether a phrase whose bounds are certain sells something."""
    return _surplus_of(phrase, _APART_WEIGHS, _CLAUSE_WEIGHS) >= 0


def tells_of_reports(phrase: Phrase) -> bool:
    """Whether a phrase has a word of what was done, of adverts that are fought included."""
    return tells_of_adverts(phrase.rest) or _official_words(phrase.rest) > 0


def reads_on(folded: str) -> bool:
    """Whether what stands beside an advert is of the report: it has words enough of one, and none that sells."""
    phrase = Phrase(folded.lower())
    return not is_suspect(phrase.words) and sum(phrase.own) >= _READS_ON


def _is_numbered(text: str) -> bool:
    marker = marker_at_start(text)
    return marker is not None and not marker.damaged


def _surplus(lowered: str, least: int, least_with_words: int) -> int:
    """How much more a phrase weighs than it must, by whether it has a word of reports; below 0 where it is none."""
    if not _SHORTEST <= len(lowered) <= _LONGEST or not may_sell(lowered) or _FIRM.search(lowered):
        return _NO_PITCH
    return _surplus_of(Phrase(lowered), least, least_with_words)


def _surplus_of(phrase: Phrase, least: int, least_with_words: int) -> int:
    if tells_of_adverts(phrase.rest) or _TOLD_OF.search(phrase.text):
        return _NO_PITCH
    counts = COUNT.search(phrase.rest) is not None and not PRICED.search(phrase.text)
    is_sure = has_sure_words(phrase.words)
    # Reports list what they fight and what they foster.
    enumerates = phrase.text.count("、") > 1 and not is_sure
    official = _official_words(phrase.rest) + counts + enumerates
    own = sum(phrase.own)
    sure = is_sure and (own <= _ONE_WORD or (not official and 2 * own < len(phrase.text)))
    must = least_with_words if own else least
    offers = _OF_AN_OFFER * is_an_offer(phrase.text, phrase.words)
    covered = OF_ITS_WORDS * (not own and is_covered(phrase.text, phrase.words))
    return weight_of(phrase.words) + sure + offers + covered - _OFFICIAL_WEIGHS * official - must


def _official_words(lowered: str) -> int:
    return len({*_OFFICIAL.words_in(lowered)})
