"""What of labelled lines is foreign: spans that are certain, and on a page that is spoilt by them what is likely.

Each step gives new lines or new spans: what is certain, whether the page is spoilt, what is guessed then.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from transforms.adverts import foreign_spans, is_betting
from transforms.amid import with_its_name
from transforms.another_text import without_another_text
from transforms.chained import BETTING, TRADING, with_what_is_beside
from transforms.copyists import MARK_AMID
from transforms.cuts import in_order
from transforms.disguise import readings, simplified
from transforms.guesses import guesses, names_in
from transforms.hints import Hints
from transforms.likeness import LIKENESS, stretches_like_adverts
from transforms.links import spans_of_links
from transforms.offered import unknown_names
from transforms.ordinary import is_word
from transforms.pitches import PITCH, TAIL, pitch_of_line
from transforms.records import Cut
from transforms.repeated import REPEATED, repeated_marks
from transforms.ruled import Raw, Ruled, Verdict
from transforms.signed import signed_on
from transforms.site_names import site_named_on
from transforms.sold import beside, goes_on, pitches_within, sells, without_pitches
from transforms.spliced import spliced_on, stands_in_a_word
from transforms.stretches import STRETCH

# The cuts of each line, in no order; they may overlap.
Spans = Sequence[Sequence[Cut]]

# Beside so many in one line nothing is guessed: it is no paragraph.
_MOST_CERTAIN = 100
# Nor in a line of three times the longest report of the texts at hand (5,395 characters).
_LONGEST_GUESSED = 15_000
_FEWEST_OF_OTHERS = 2
# Of 84 reports none has words of copying sites in more lines than three.
_MANY_NAMED = 4
_OFTEN = 3
_MAY_STAND_BESIDE_CERTAIN = frozenset((MARK_AMID, PITCH, TAIL, STRETCH, LIKENESS))
# Shorter strings are words of marks as well as marks.
_SHORTEST_MARK = 6


def foreign_in(
    ruled: Sequence[Ruled],
    folded: str,
    hints: Hints,
    adverts: Sequence[str],
    links: Sequence[str],
    sites: Sequence[str],
) -> tuple[Sequence[Ruled], Spans]:
    """The lines, those that are an advert by what else the page holds labelled so, and the cuts of each.

    `folded` is the whole text, `adverts` are those that stand beside it, `links` those that are links
    amid it, `sites` the names of the copying site that the page is of.
    """
    ruled = without_pitches(ruled)
    certain = _certain(ruled, folded, hints, links, sites)
    if adverts or any(certain) or _has_adverts(ruled) or len(hints.names) >= _MANY_NAMED:
        certain = _with_repeated(ruled, certain)
    is_spoilt = any(map(is_betting, adverts)) or _is_spoilt(ruled, certain) or _seems_spoilt(ruled, certain, hints)
    if not is_spoilt:
        return ruled, certain
    ruled = [
        Ruled(raw, _sold_besides(raw, verdict, found))
        for (raw, verdict), found in zip(without_another_text(ruled), certain, strict=True)
    ]
    certain = [() if verdict.label == "ad" else found for (_, verdict), found in zip(ruled, certain, strict=True)]
    found = _agreed(ruled, certain, _guessed(ruled, certain, folded, hints))
    return ruled, [_with_their_names(raw, cuts) for (raw, _), cuts in zip(ruled, found, strict=True)]


def _may_be_cut(verdict: Verdict) -> bool:
    return verdict.label in ("body", "title")


def _certain(ruled: Sequence[Ruled], folded: str, hints: Hints, links: Sequence[str], sites: Sequence[str]) -> Spans:
    lowered = folded.lower()
    on_lines = spliced_on(lowered, hints.splices), signed_on(lowered), site_named_on(lowered, sites)
    found = [dict(cuts) for cuts in on_lines]
    sure = [
        (*_spans(raw), *(cut for cuts in found for cut in cuts.get(place, ())), *spans_of_links(raw.folded, links))
        if _may_be_cut(verdict)
        else ()
        for place, (raw, verdict) in enumerate(ruled)
    ]
    named = [
        (*found, *_unknown_names(raw, found)) if place in hints.offered and _may_be_cut(verdict) else found
        for place, ((raw, verdict), found) in enumerate(zip(ruled, sure, strict=True))
    ]
    return [
        (*found, *beside(raw.folded, found, _certain_pitches(raw))) if _may_be_cut(verdict) else found
        for (raw, verdict), found in zip(ruled, named, strict=True)
    ]


def _unknown_names(raw: Raw, found: Sequence[Cut]) -> Iterator[Cut]:
    """Names that nobody knows; where a rule that knows more of its words found an advert, that one says where it
    begins, and this at most where it ends."""
    named = (cut for reading in readings(raw.folded) for cut in unknown_names(reading))
    starts = sorted(each.start for each in found)
    return (cut for cut in named if bisect_right(starts, cut.start) == bisect_left(starts, cut.end))


def _has_adverts(ruled: Sequence[Ruled]) -> bool:
    return any(verdict.label == "ad" for _, verdict in ruled)


def _with_repeated(ruled: Sequence[Ruled], certain: Spans) -> Spans:
    """The certain spans, and the marks that the text repeats and no rule knows, with what is of them."""
    lines = [raw.folded.lower() if _may_be_cut(verdict) else "" for raw, verdict in ruled]
    marks = repeated_marks("\n".join(lines))
    if not marks:
        return certain
    longest_first = re.compile("|".join(map(re.escape, marks)))
    return [
        (
            *found,
            *(
                with_what_is_beside(simplified(raw.folded), Cut(*match.span(), REPEATED))
                for match in longest_first.finditer(line)
            ),
        )
        for (raw, _), found, line in zip(ruled, certain, lines, strict=True)
    ]


def _spans(raw: Raw) -> Iterator[Cut]:
    return foreign_spans(raw.folded) if raw.may_be_spoilt else iter(())


def _certain_pitches(raw: Raw) -> list[Cut]:
    found = pitches_within(raw.folded) if raw.may_sell and len(raw.core) <= _LONGEST_GUESSED else ()
    return [pitch.cut for pitch in found if pitch.is_certain]


def _is_spoilt(ruled: Sequence[Ruled], spans: Spans) -> bool:
    """Whether the text holds an advert of betting that is certain, or two of what else is sold; the signature of a
    copying site is none."""
    rules = [verdict.rule for _, verdict in ruled] + [cut.rule for found in spans for cut in found]
    if any(rule.startswith(BETTING) for rule in rules):
        return True
    traded = [any(cut.rule.startswith(TRADING) for cut in found) for found in spans]
    lines = (verdict.rule.startswith(TRADING) or cut for (_, verdict), cut in zip(ruled, traded, strict=True))
    return sum(lines) >= _FEWEST_OF_OTHERS


def _seems_spoilt(ruled: Sequence[Ruled], spans: Spans, hints: Hints) -> bool:
    """Whether two lines hold what is foreign or are an advert, of which one at least is of the body and only likely: on
    a page with certain marks alone nothing is guessed."""
    certain = [
        verdict.label == "ad" or bool(found)
        for place, ((raw, verdict), found) in enumerate(zip(ruled, spans, strict=True))
        if verdict.label == "ad"
        or (verdict.label == "body" and (found or _is_likely(raw, is_named=place in hints.names)))
    ]
    return len(certain) >= _FEWEST_OF_OTHERS and not all(certain)


def _is_likely(raw: Raw, *, is_named: bool) -> bool:
    if len(raw.core) > _LONGEST_GUESSED:
        return False
    if (is_named and any(names_in(raw.folded))) or (raw.may_sell and sells(raw)):
        return True
    return raw.may_be_like_adverts and bool(stretches_like_adverts(raw.folded))


def _sold_besides(raw: Raw, verdict: Verdict, found: Sequence[Cut]) -> Verdict:
    """On a page on which an advert is certain, a line of the body that sells something and says nothing besides what is
    `found` in it."""
    if verdict.label != "body":
        return verdict
    return Verdict("ad", PITCH) if pitch_of_line(raw.core) and not goes_on(raw, found) else verdict


def _guessed(ruled: Sequence[Ruled], certain: Spans, folded: str, hints: Hints) -> Spans:
    """What is likely besides in each line of such a page."""
    spans: list[tuple[Cut, ...]] = [() for _ in ruled]
    for places, find in guesses(folded, hints):
        for place in places:
            likely, others = _likely(ruled[place], certain[place], find), (*certain[place], *spans[place])
            spans[place] = (*spans[place], *beside(ruled[place].raw.folded, others, likely))
    return spans


def _agreed(ruled: Sequence[Ruled], certain: Spans, guessed: Spans) -> Spans:
    """The certain and the guessed spans, as long as the same mark is elsewhere on the page.

    A mark stands in many sentences, and where its name begins and ends is plain in some of them: what was cut twice is
    cut so wherever a guess took more, or a rule less.
    """
    lines = [raw.folded.lower() for raw, _ in ruled]
    strings = Counter(
        line[cut.start : cut.end]
        for line, *cuts in zip(lines, certain, guessed, strict=True)
        for cut in {(cut.start, cut.end): cut for found in cuts for cut in found}.values()
    )
    marks = {text: times for text, times in strings.items() if times > 1 and len(text) >= _SHORTEST_MARK}
    if not marks:
        return [(*sure, *likely) for sure, likely in zip(certain, guessed, strict=True)]
    longest_first = re.compile("|".join(map(re.escape, sorted(marks, key=len, reverse=True))))
    often = frozenset(text for text, times in marks.items() if times >= _OFTEN)
    return [
        _as_long_as(longest_first, often, line, sure, likely)
        for line, sure, likely in zip(lines, certain, guessed, strict=True)
    ]


def _as_long_as(
    marks: re.Pattern[str], often: frozenset[str], line: str, certain: Sequence[Cut], guessed: Sequence[Cut]
) -> tuple[Cut, ...]:
    """The cuts of a line, each as long as its mark; what is cut `often` is cut where no rule found it, too."""
    whole = [match.span() for match in marks.finditer(line)] if certain or guessed or often else []
    starts, ends = [start for start, _ in whole], [end for _, end in whole]
    # Of the places in `whole` that each cut meets; they are in order and apart.
    met = {cut: range(bisect_right(ends, cut.start), bisect_left(starts, cut.end)) for cut in (*certain, *guessed)}
    rules: dict[int, str] = {}
    for cut, places in met.items():
        for place in places:
            rules.setdefault(place, cut.rule)
    kept = (*certain, *(cut for cut in guessed if not met[cut]))
    told = (place for place, (start, end) in enumerate(whole) if place in rules or line[start:end] in often)
    return (*kept, *(Cut(*whole[place], rules.get(place, REPEATED)) for place in told))


def _likely(ruled: Ruled, certain: Sequence[Cut], find: Callable[[str], Iterator[Cut]]) -> tuple[Cut, ...]:
    """What is cut besides; where a name is guessed before an advert that is certain, that one says where it begins."""
    raw, verdict = ruled
    if not _may_be_cut(verdict) or len(certain) > _MOST_CERTAIN or len(raw.core) > _LONGEST_GUESSED:
        return ()
    starts = sorted(cut.start for cut in certain)
    return tuple(
        cut
        for cut in find(raw.folded)
        if cut.rule in _MAY_STAND_BESIDE_CERTAIN or bisect_left(starts, cut.end) == bisect_right(starts, cut.start)
    )


def _stands_inside_one(lowered: str, cut: Cut) -> bool:
    return stands_in_a_word(lowered, cut) or is_word(
        lowered[cut.start - 1 : cut.start] + lowered[cut.end : cut.end + 1]
    )


def _with_their_names(raw: Raw, cuts: Sequence[Cut]) -> Sequence[Cut]:
    lowered = raw.folded.lower() if cuts else ""
    return tuple(
        with_its_name(lowered, cut) if cut.rule.startswith(BETTING) and not _stands_inside_one(lowered, cut) else cut
        for cut in in_order(cuts)
    )
