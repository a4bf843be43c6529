"""The head of a document: every field with where it came from and which candidates lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.adverts import BETTING, is_betting
from transforms.bodies import Reporting, find_reporting, kind_of
from transforms.content import Source
from transforms.dates import iso_date, years
from transforms.fold import fold, fold_whole
from transforms.kinds import Kind, find_kind
from transforms.markers import marker_at_start
from transforms.metadata import Labelled, labelled_values
from transforms.places import Placed, find_place, place_of_site
from transforms.records import Candidate, DateKind, Document, FieldOrigin, Jurisdiction, Line, Listing, Page
from transforms.rule_files import read_words
from transforms.tampering import flags_of
from transforms.title_candidates import title_candidates

_FIRST_SENTENCES = 400
_PRESENTED = re.compile(r"现将[^。]{0,60}?(?:报告|汇报|公布|公开|通报|总结|情况)")
_OPENING_YEAR = re.compile(r"^\s*(20\d\d)年(?:度|来|以来)?[,，]")
_CHAPTER_YEAR = re.compile(r"(20\d\d)年度?.{0,30}(?:总结|情况|举措|成效|做法|措施|进展|工作|问题|不足)")
_URL_DATE = re.compile(r"[/_t](20\d\d)(?:[-/](\d{1,2})[-/](\d{1,2})|(\d\d)(\d\d))(?=[/_.-])")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s?[〔\[(【]?\s?(?:19|20)\d\d\s?[〕\])】]?\s?第?\s?\d{1,4}\s?号")
_INDEX_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-z\u4e00-\u9fff()〔〕/.—-]{4,60}")
_CLOSED = re.compile(r"[。!?;…”’)》〉\]|:]\s*$|\d\s*$")
_LABELLED = re.compile("[:丨]")
# 《某县2023年法治政府建设情况报告》解读 speaks of that year.
_WITHOUT_BOOK_MARKS = str.maketrans("", "", "《》")
# A page that is generated anew gets a new PubDate; www.gov.cn and the Kaipu family keep the first day apart.
_DATE_TAGS = ("firstpublishedtime", "publishtime", "PubDate", "publishdate")
# Bodies whose reports stand on the site of their county, without its name.
_OF_A_COUNTY = ("township", "department", "zone")
# What only programs read: HTML's <time datetime>, the object of a script.
_DAYS_OF_SCRIPTS = ("<time>", "<detail>")
_RULES_OF_DATES = frozenset(("meta.date", "meta.date_source", "meta.publication"))
# 来源:某局 2020-03-12 10:21:33: no label, but the moment of a day is that of publication.
_MOMENT = re.compile(r"[^\s:：|期间于\]】]\s+(20\d\d[-/.]\d{1,2}[-/.]\d{1,2})\s+\d{1,2}[:：]\d\d")
# A template without a day prints that of the epoch, 1970-01-01.
_FIRST_DAY = "2000-01-01"
_DATE_KINDS: dict[str, DateKind] = {
    "listing": "listed",
    "signature": "signed",
    **{re.sub(r"\s", "", label): "written" for label in read_words("labels.yml")["written"]},
}
_SITE_OF = re.compile(r"(?:门户|官方)?网站$")
_NOT_AN_OFFICE = re.compile(r"本站(?:原创)?|本网站?|原创|互联网|网络|转载|未知|佚名|不详|无|其他|-+")


def read_head(source: Source, lines: Sequence[Line], page: Page, adverts: Sequence[str]) -> Document:
    """The document's fields from its lines, its page's markup, its listing row and its source, in order of trust.

    `adverts` are those that stand beside the text.
    """
    values = labelled_values([line for line in lines if line.label in ("meta", "nav", "tool")])
    folded = fold_whole(source.text)
    body = "\n".join(folded[line.start : line.end] for line in lines if line.label == "body")
    bylines = [fold(line.text).strip() for line in lines if line.label == "byline"]
    title = _choose(title_candidates(source, lines, _of(values, "title"), page.listing))
    index_number = _choose(_index_numbers(values, lines))
    office = _choose(_offices(values, lines, source, bylines))
    printed = fold(str(title.value or ""))
    chapters = _chapters(body)
    flags = flags_of(lines, printed, body, source.metas, page.url)
    kind = find_kind(printed, _of(values, "category"), body, chapters, bylines, next(iter(_of(values, "source")), ""))
    if "masked" in flags:
        kind = Kind("other", "masked")
    site = fold(source.metas.get("sitename", ""))
    place = find_place(printed, body, _text(office), _text(index_number), page.issuer, site)
    reporting = _reporting(kind, printed, body, bylines, office, place, page)
    if place.division is None and kind.kind == "annual_report" and reporting.kind in _OF_A_COUNTY:
        place = _place_of_site(source)
        reporting = _reporting(kind, printed, body, bylines, office, place, page)
    year = _report_year(kind, printed, body, chapters, page.listing)
    dates = list(_publish_dates(values, lines, source, bylines, page))
    fields = {
        "title": title,
        "doc_kind": FieldOrigin(kind.kind, kind.origin),
        "jurisdiction": FieldOrigin(place.division.code if place.division else None, place.origin, place.candidates),
        "report_year": year,
        "publish_date": _with_url_date(_choose(_plausible(dates, year.value)), page.url),
        "index_number": index_number,
        "document_number": _choose(_document_numbers(values, lines, _text(index_number))),
        "issuing_body": office,
        "reporting_body": FieldOrigin(reporting.name, reporting.origin),
    }
    return Document(
        title=_text(title),
        doc_kind=kind.kind,
        jurisdiction=_jurisdiction(place, reporting),
        report_year=year.value if isinstance(year.value, int) else None,
        publish_date=_text(fields["publish_date"]),
        publish_date_kind=_date_kind(fields["publish_date"]),
        index_number=_text(index_number),
        document_number=_text(fields["document_number"]),
        issuing_body=_text(office),
        reporting_body=reporting.name,
        body_kind=reporting.kind,
        site_compromised=_compromised(source, lines) or any(map(is_betting, adverts)),
        truncated=_truncated(lines),
        fields=fields,
        flags=flags,
    )


def _choose(candidates: Iterable[Candidate]) -> FieldOrigin:
    """The first candidate; the others that differ from it lost."""
    ordered = list(candidates)
    if not ordered:
        return FieldOrigin(None, None)
    value, origin = ordered[0]
    return FieldOrigin(value, origin, tuple(dict.fromkeys(other for other, _ in ordered if other != value)))


def _text(field: FieldOrigin) -> str | None:
    return field.value if isinstance(field.value, str) else None


def _of(values: Sequence[Labelled], kind: str) -> list[str]:
    return [item.value for item in values if item.kind == kind]


# --- numbers and offices of the index table


def _index_numbers(values: Sequence[Labelled], lines: Sequence[Line]) -> Iterable[Candidate]:
    for item in values:
        token = item.value.split(" ")[0]
        if item.kind == "index_number" and _INDEX_NUMBER.fullmatch(token):
            yield token, item.label
    for line in lines:
        if line.rule == "meta.code_value":
            yield fold(line.text).strip(), "own_line"


def _document_numbers(
    values: Sequence[Labelled], lines: Sequence[Line], index_number: str | None
) -> Iterable[Candidate]:
    for item in values:
        if item.kind == "document_number" and item.value != index_number and _DOCUMENT_NUMBER.search(item.value):
            yield item.value, item.label
    for line in lines:
        if line.rule == "meta.document_number":
            yield line.text.strip(" \t\r\u3000\xa0()（）"), "own_line"


def _offices(
    values: Sequence[Labelled], lines: Sequence[Line], source: Source, bylines: Sequence[str]
) -> Iterable[Candidate]:
    for kind in ("issuer", "source"):
        for item in values:
            if item.kind == kind and not _NOT_AN_OFFICE.fullmatch(item.value):
                yield _without_its_site(item.value), item.label
    for line in lines:
        if line.rule == "meta.unlabelled_value" and kind_of(value := fold(line.text).strip()):
            yield value, "own_line"
    for name in ("contentsource", "source"):
        value = source.metas.get(name, "")
        if value and not _NOT_AN_OFFICE.fullmatch(value):
            yield _without_its_site(value), name
    signature = _signature(bylines)
    if signature:
        yield signature, "signature"


def _without_its_site(office: str) -> str:
    """来源:某局网站 is 某局's; what else a site is called (某某新闻网站) stays."""
    body = _SITE_OF.sub("", office)
    return body if kind_of(body) else office


def _signature(bylines: Sequence[str]) -> str | None:
    """The organ that signs, without the date that may follow it; authors and editors are none."""
    for line in reversed(bylines):
        name = re.split(r"\s*(?:20\d\d|二[〇○零O0])", line)[0].strip(" ()")
        if name and not _LABELLED.search(name) and kind_of(name):
            return name
    return None


def _reporting(
    kind: Kind, title: str, body: str, bylines: Sequence[str], office: FieldOrigin, place: Placed, page: Page
) -> Reporting:
    if kind.kind == "news_article":
        return Reporting(None, None, None)
    found = find_reporting(title, body, _signature(bylines), _text(office), place.division, page.issuer)
    # Only of a report may it be presumed that the place's government gives it.
    return Reporting(None, None, None) if found.origin == "jurisdiction" and kind.kind != "annual_report" else found


def _place_of_site(source: Source) -> Placed:
    name = source.metas.get("sitename") or source.window_title or ""
    return place_of_site(fold(name), source.metas.get("siteidcode", ""))


def _jurisdiction(place: Placed, reporting: Reporting) -> Jurisdiction:
    """The division; a township has no code in GB/T 2260 and bears that of its county."""
    if place.division is None:
        return Jurisdiction()
    jurisdiction = place.division.jurisdiction()
    if reporting.kind != "township" or not reporting.name:
        return jurisdiction
    return replace(jurisdiction, name=re.sub(r"(?:人民政府|政府|办事处)$", "", reporting.name), level="township")


# --- dates and years


def _publish_dates(
    values: Sequence[Labelled], lines: Sequence[Line], source: Source, bylines: Sequence[str], page: Page
) -> Iterable[Candidate]:
    """Order of trust: the page's own tags, 发布日期, a bare date above the body, 发布日期 beside it, the listing row,
    what the page tells programs, 更新时间, 生成日期, the signature."""
    found = [(source.metas.get(tag.lower(), ""), tag) for tag in _DATE_TAGS]
    found += [(item.value, item.label) for item in values if item.kind == "published"]
    found += [(line.text, "own_line") for line in lines if line.rule in _RULES_OF_DATES]
    found += [
        (moment[1], "own_line") for line in lines if line.label == "meta" and (moment := _MOMENT.search(line.text))
    ]
    if not any(iso_date(text) for text, _ in found):
        found += _published_beside(source)
    found.append((page.listing.date or "" if page.listing else "", "listing"))
    found += [(source.metas.get(tag, ""), tag) for tag in _DAYS_OF_SCRIPTS]
    found += [(item.value, item.label) for kind in ("updated", "written") for item in values if item.kind == kind]
    found += [(line, "signature") for line in bylines]
    for text, origin in found:
        value = iso_date(text)
        if value and value >= _FIRST_DAY:
            yield value, origin


def _published_beside(source: Source) -> list[Candidate]:
    """The publication line that some pages print below the article, where all that say so name one day."""
    # Numbered with gaps, because none stands directly below another.
    lines = [Line(2 * n, 0, text, "meta", "outside") for n, text in enumerate(source.outside)]
    values = labelled_values(lines)
    for kind in ("published", "updated"):
        found = [(item.value, item.label) for item in values if item.kind == kind]
        if len({iso_date(value) for value, _ in found}) == 1:
            return found
    return []


def _plausible(dates: Sequence[Candidate], report_year: object) -> list[Candidate]:
    """The dates in their order, those before the year reported on last: a copied page keeps the older PubDate."""
    begins = str(report_year or "")
    return sorted(dates, key=lambda candidate: candidate[0] < begins)


def _date_kind(field: FieldOrigin) -> DateKind | None:
    if field.value is None:
        return None
    return _DATE_KINDS.get(re.sub(r"\s", "", field.origin or ""), "published")


def _with_url_date(field: FieldOrigin, url: str | None) -> FieldOrigin:
    """A date of the URL is only a candidate: pages are moved and overwritten (one of 202005 holds a report of 2023)."""
    match = _URL_DATE.search(url or "")
    value = iso_date("-".join(filter(None, match.groups()))) if match else None
    return replace(field, candidates=(*field.candidates, value)) if value and value != field.value else field


def _report_year(kind: Kind, title: str, body: str, chapters: Sequence[str], listing: Listing | None) -> FieldOrigin:
    # The year of a plan is the one to come.
    if kind.kind == "plan":
        return FieldOrigin(None, None)
    presented = _PRESENTED.search(body[: 4 * _FIRST_SENTENCES])
    opening = _OPENING_YEAR.match(body)
    attempts = (
        ("title", years(title) or years(title.translate(_WITHOUT_BOOK_MARKS))),
        ("opening", years(presented[0]) if presented else []),
        ("opening", [int(opening[1])] if opening else []),
        ("heading", [int(match[1]) for chapter in chapters[:2] if (match := _CHAPTER_YEAR.search(chapter))]),
        ("listing", years(listing.title) if listing and listing.title else []),
    )
    found = [(found[0], origin) for origin, found in attempts if found]
    if not found:
        return FieldOrigin(None, None)
    year, origin = found[0]
    return FieldOrigin(year, origin, tuple(dict.fromkeys(str(other) for other, _ in found if other != year)))


def _chapters(body: str) -> list[str]:
    """Headings of the first level of the folded body: those of the style that it uses first."""
    marked = [(marker, line) for line in body.split("\n") if (marker := marker_at_start(line)) and not marker.damaged]
    return [line[marker.end :].split("。")[0] for marker, line in marked if marker.style == marked[0][0].style]


# --- state of the copy


def _compromised(source: Source, lines: Sequence[Line]) -> bool:
    metas = (source.metas.get(name, "") for name in ("keywords", "description", "articletitle"))
    return (
        any(line.label == "ad" for line in lines)
        or any(cut.rule.startswith(BETTING) for line in lines for cut in line.cuts)
        or any(map(is_betting, (source.window_title or "", *metas)))
    )


def _truncated(lines: Sequence[Line]) -> bool:
    """Whether the text breaks off: its last line of body, with no signature below, ends in mid-sentence."""
    last = next((line for line in reversed(lines) if line.label in ("body", "byline")), None)
    if last is None or last.label == "byline":
        return False
    text = fold(last.text).strip()
    return not _CLOSED.search(text) and not text.startswith("附件")
