"""When a document was published, and how far the day can be trusted as that of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.content import Source
from transforms.dates import iso_date
from transforms.front import Front
from transforms.metadata import labelled_beside
from transforms.records import Candidate, DateKind, FieldOrigin
from transforms.rule_files import read_words

_URL_DATE = re.compile(r"[/_t](20\d\d)(?:[-/](\d{1,2})[-/](\d{1,2})|(\d\d)(\d\d))(?=[/_.-])")
# A page that is generated anew gets a new PubDate; www.gov.cn and the Kaipu family keep the first day apart.
_DATE_TAGS = ("firstpublishedtime", "publishtime", "PubDate", "publishdate")
# <meta name="others" content="页面生成时间 2022-04-07 15:39:34"> of www.csrc.gov.cn, whose PubDate may be that moment.
_BUILT_TAG, _BUILT = "others", "页面生成时间"
# What only programs read: HTML's <time datetime>, a hidden field, the object of a script.
_DAYS_OF_SCRIPTS = ("<time>", "<input>", "<detail>")
_RULES_OF_DATES = frozenset(
    ("meta.date", "meta.date_source", "meta.publication", "meta.submitted", "meta.number_and_date")
)
# 来源:某局 2020-03-12 10:21:33: no label, but the moment of a day is that of publication.
_MOMENT = re.compile(
    r"[^\d\s:：|期间于\]】-]\s*(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s+\d{1,2}[:：]\d\d"
    # 来源:某局 2020-03-12, and nothing behind it
    r"|来源[:：]\s?[\u4e00-\u9fff()（）]{2,30}(?:\s+|\s?\|\s?)(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*(?:$|\|)"
    # 2024/02/27政策法规科热度 412
    r"|^\s*(20\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?=[\u4e00-\u9fff])"
    # 来源:某局 [2024-03-06] 点击数:
    r"|[\[【]\s?(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s?[\]】]"
)
# An electronic newspaper's window: 某某法治报 2024年04月12日 A3版 …
_ISSUE = re.compile(r"[报刊]\s{0,2}(20\d\d年\d{1,2}月\d{1,2}日)\s{0,2}第?\s?[A-Z]?\d{1,2}\s?版")
# Above its pages: 某某日报 2025年03月31日 星期一
_MASTHEAD = re.compile(r"[报刊]\s{1,3}(20\d\d年\d{1,2}月\d{1,2}日)\s{0,3}星期")
# A template without a day prints that of the epoch, 1970-01-01.
_FIRST_DAY = "2000-01-01"
_DATE_KINDS: dict[str, DateKind] = {
    "listing": "listed",
    "signature": "signed",
    **{re.sub(r"\s", "", label): "written" for label in read_words("labels.yml")["written"]},
}


def publish_date(front: Front, report_year: int | None) -> FieldOrigin:
    """The day of publication, in ISO form, with the days that lost against it."""
    dates = sorted(_dates(front), key=lambda candidate: _is_before(candidate[0], report_year))
    return _with_url_date(FieldOrigin.first_of(dates), front.page.url)


def date_kind(field: FieldOrigin) -> DateKind | None:
    """How far a day can be trusted as that of publication."""
    if field.value is None:
        return None
    return _DATE_KINDS.get(re.sub(r"\s", "", field.origin or ""), "published")


def _is_before(day: str, report_year: int | None) -> bool:
    """Whether a day lies before the year reported on: a copied page keeps the older PubDate."""
    return day < str(report_year or "")


def _dates(front: Front) -> Iterator[Candidate]:
    for text, origin in _places_of_dates(front):
        value = iso_date(text)
        if value and value >= _FIRST_DAY:
            yield value, origin


def _places_of_dates(front: Front) -> list[Candidate]:
    """Order of trust: the page's own tags, 发布日期, a bare date above the body, tags that only say when the page was
    built, 发布日期 or else 更新时间 beside it, the window of a newspaper, the listing row, what the page tells
    programs, 更新时间, 生成日期, the signature."""
    metas, listing = front.source.metas, front.page.listing
    tagged = [(metas.get(tag.lower(), ""), tag) for tag in _DATE_TAGS]
    built = [each for each in tagged if _says_when_built(each[0], metas.get(_BUILT_TAG, ""))]
    found = [each for each in tagged if each not in built]
    found += [*_labelled(front, "published"), *_on_own_lines(front), *built]
    if not any(iso_date(text) for text, _ in found):
        found += _published_beside(front.source)
    found += [(issue[1], "title") for issue in _ISSUE.finditer(front.source.window_title or "")]
    found.append(((listing.date if listing else None) or "", "listing"))
    found += [(metas.get(tag, ""), tag) for tag in _DAYS_OF_SCRIPTS]
    found += [*_labelled(front, "updated"), *_labelled(front, "written")]
    return [*found, *((line, "signature") for line in front.bylines)]


def _says_when_built(text: str, others: str) -> bool:
    """Whether a tag has the very moment at which the page was built; a day alone says nothing."""
    return ":" in text and _BUILT in others and text in others


def _on_own_lines(front: Front) -> list[Candidate]:
    """The days of publication lines; last those in brackets below a title, on which one spoke or decided."""
    dated = [line.text for line in front.lines if line.rule in _RULES_OF_DATES]
    in_brackets = [text for text in dated if text.lstrip().startswith(("(", "（"))]
    metas = (line.text for line in front.lines if line.label == "meta")
    moments = [moment[0] for text in metas for moment in _MOMENT.finditer(text)]
    return [
        (text, "own_line") for text in (*(each for each in dated if each not in in_brackets), *moments, *in_brackets)
    ]


def _labelled(front: Front, kind: str) -> list[Candidate]:
    return [(item.value, item.label) for item in front.values if item.kind == kind]


def _published_beside(source: Source) -> list[Candidate]:
    """The publication line that some pages print below the article, where all that say so name one day."""
    issues = {match[1] for text in source.outside for match in _MASTHEAD.finditer(text)}
    if len(issues) == 1:
        return [(issues.pop(), "title")]
    values = labelled_beside(source.outside)
    for kind in ("published", "updated"):
        found = [(item.value, item.label) for item in values if item.kind == kind]
        if len({iso_date(value) for value, _ in found}) == 1:
            return found
    return []


def _with_url_date(field: FieldOrigin, url: str | None) -> FieldOrigin:
    """A date of the URL is only a candidate: pages are moved and overwritten (one of 202005 holds a report of 2023)."""
    match = _URL_DATE.search(url or "")
    value = iso_date("-".join(filter(None, match.groups()))) if match else None
    if value is None or value in (field.value, *field.candidates):
        return field
    return replace(field, candidates=(*field.candidates, value))
