"""Adverts that are links amid a line, which whoever hijacked a page laid there.

Where a link begins and ends is certain, so that its words need to weigh less than those of a bare stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.content import Link
from transforms.fold import fold
from transforms.fought import is_forbidden
from transforms.pitches import sells_apart, tells_of_reports
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.selling import Phrase, lines_that_may_sell

_RULE = "ad.link"
_DOMAIN = alternatives(read_words("pitches.yml")["cheap_domain"])
_CHEAP_SITE = re.compile(
    rf"(?:https?:)?//[^/]{{0,60}}(?:\d{{3}}[^/]{{0,60}}\.[a-z]+|\.{_DOMAIN})(?::\d+)?(?:/|$)", re.I
)


def adverts_in_links(links: Sequence[Link]) -> tuple[str, ...]:
    """The texts, folded and in lower case, of those that sell something, or lead to a site as adverts have and say
    nothing of a report."""
    texts = [fold(link.text).lower() for link in links]
    astray = {place for place, link in enumerate(links) if _CHEAP_SITE.match(link.href)}
    places = sorted(astray | lines_that_may_sell("\n".join(texts)))
    return tuple(texts[place] for place in places if _sells(Phrase(texts[place]), leads_astray=place in astray))


def _sells(phrase: Phrase, *, leads_astray: bool) -> bool:
    if tells_of_reports(phrase):
        return False
    return sells_apart(phrase) or (leads_astray and not any(phrase.own))


def spans_of_links(folded: str, adverts: Sequence[str]) -> Iterator[Cut]:
    """Where they stand in a folded line, in no order; not where the sentence tells of how such things are fought."""
    lowered = folded.lower()
    for text in adverts:
        start = lowered.find(text)
        if start >= 0 and not is_forbidden(lowered, start, start + len(text)):
            yield Cut(start, start + len(text), _RULE)
