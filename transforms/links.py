"""Adverts that are links amid a line, which whoever hijacked a page laid there.

Where a link begins and ends is certain, so that its words need to weigh less than those of a bare stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.content import Link
from transforms.fold import fold
from transforms.fought import is_forbidden
from transforms.pairs import shape_of, weights_of
from transforms.pitches import sells_apart, tells_of_reports
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.selling import Phrase, lines_that_may_sell

_RULE = "ad.link"
_DOMAIN = alternatives(read_words("pitches.yml")["cheap_domain"])
_CHEAP_SITE = re.compile(
    rf"(?:https?:)?//[^/]{{0,60}}(?:\d{{3}}[^/]{{0,60}}\.[a-z]+|\.{_DOMAIN})(?::\d+)?(?:/|$)", re.I
)
_ELSEWHERE = re.compile(r"(?:https?:)?//(?![^/]*\.(?:gov|edu|org|mil)\.cn(?::\d+)?(?:/|$))", re.I)
# What its pairs of characters weigh: of 38 names of papers, registers and services that reports link to and of what
# links say of themselves only 今日头条, a word of reports, 点击查看全文 and 点击这里下载 weigh more; two adverts weigh
# 5.2 and 13.4.
_WEIGHS = 5.0
_OF_ITSELF = re.compile("点击|此处|这里|链接|[原全]文|附件|扫码|回放")


def adverts_in_links(links: Sequence[Link]) -> tuple[str, ...]:
    """The texts, folded and in lower case, of those that sell something, or lead to a site as adverts have, or to any
    but an office's with words as adverts have, and say nothing of a report."""
    texts = [fold(link.text).lower() for link in links]
    astray = {
        place
        for place, (link, text) in enumerate(zip(links, texts, strict=True))
        if _CHEAP_SITE.match(link.href) or (_ELSEWHERE.match(link.href) and _is_like_adverts(text))
    }
    places = sorted(astray | lines_that_may_sell("\n".join(texts)))
    return tuple(texts[place] for place in places if _sells(Phrase(texts[place]), leads_astray=place in astray))


def _is_like_adverts(text: str) -> bool:
    return not _OF_ITSELF.search(text) and sum(weights_of(shape_of(text))) >= _WEIGHS


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
