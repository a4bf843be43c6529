"""The head of a document: every field with where it came from and which candidates lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.bodies import Reporting, find_reporting
from transforms.content import Source
from transforms.fold import fold
from transforms.front import Front
from transforms.index_table import document_numbers, index_numbers, offices, signature
from transforms.kinds import Kind, find_kind
from transforms.places import Placed, find_place, place_of_site, within
from transforms.publication import date_kind, publish_date
from transforms.records import Document, FieldOrigin, Flag, Jurisdiction, Line, Page
from transforms.report_year import find_report_year
from transforms.tampering import flags_of, is_compromised, is_truncated
from transforms.title_candidates import title_candidates

# Bodies whose reports stand on the site of their county, without its name.
_OF_A_COUNTY = ("township", "department", "zone")


# 苏州工业园区, 深圳海关: no divisions, but their names begin with the city they lie in.
_NAMED_BY_THEIR_CITY = ("zone", "department", "government")


def read_head(source: Source, lines: Sequence[Line], page: Page, adverts: Sequence[str]) -> Document:
    """The document's fields from its lines, its page's markup, its listing row and its source, in order of trust.

    `adverts` are those that stand beside the text.
    """
    front = Front(source, lines, page)
    fields = {"title": FieldOrigin.first_of(title_candidates(source, lines, front.labelled("title"), page.listing))}
    title = fold(fields["title"].text or "")
    flags = flags_of(lines, title, front.body, source.metas, page.url)
    kind = _kind(front, title, flags)
    index_number = FieldOrigin.first_of(index_numbers(front))
    office = FieldOrigin.first_of(offices(front))
    place, reporting = _who(front, kind, title, index_number, office)
    year = find_report_year(kind.kind, title, front)
    fields |= {
        "doc_kind": FieldOrigin(kind.kind, kind.origin),
        "jurisdiction": FieldOrigin(place.division.code if place.division else None, place.origin, place.candidates),
        "report_year": year,
        "publish_date": publish_date(front, year.value if isinstance(year.value, int) else None),
        "index_number": index_number,
        "document_number": FieldOrigin.first_of(document_numbers(front, index_number.text)),
        "issuing_body": office,
        "reporting_body": FieldOrigin(reporting.name, reporting.origin),
    }
    return Document(
        title=fields["title"].text,
        doc_kind=kind.kind,
        jurisdiction=_jurisdiction(place, reporting),
        report_year=year.value if isinstance(year.value, int) else None,
        publish_date=fields["publish_date"].text,
        publish_date_kind=date_kind(fields["publish_date"]),
        index_number=index_number.text,
        document_number=fields["document_number"].text,
        issuing_body=office.text,
        reporting_body=reporting.name,
        body_kind=reporting.kind,
        site_compromised=is_compromised(lines, adverts),
        truncated=is_truncated(lines),
        fields=fields,
        flags=flags,
    )


def _kind(front: Front, title: str, flags: Sequence[Flag]) -> Kind:
    """A template with 某县 for every name is no report, whatever its title."""
    if "masked" in flags:
        return Kind("other", "masked")
    source = next(iter(front.labelled("source")), "")
    return find_kind(title, front.labelled("category"), front.body, front.chapters, front.bylines, source)


def _who(
    front: Front, kind: Kind, title: str, index_number: FieldOrigin, office: FieldOrigin
) -> tuple[Placed, Reporting]:
    """The place and the body that reports on it; what lies in a county may have it from the site that it stands on."""
    metas = front.source.metas
    site = fold(metas.get("sitename", "") or front.source.window_title or "")
    offices = [str(name) for name in (office.value, *office.candidates) if name]
    place = find_place(title, front.body, offices, index_number.text, front.page.issuer, site)
    reporting = _reporting(front, kind, title, offices, place)
    if place.division is None and kind.kind == "annual_report" and reporting.kind in _OF_A_COUNTY:
        place = place_of_site(site, metas.get("siteidcode", ""))
        reporting = _reporting(front, kind, title, offices, place)
    return place, reporting


def _reporting(front: Front, kind: Kind, title: str, offices: Sequence[str], place: Placed) -> Reporting:
    if kind.kind == "news_article":
        return Reporting(None, None, None)
    signed = signature(front.bylines)
    site = fold(front.source.metas.get("sitename", ""))
    found = find_reporting(title, front.body, signed, offices, place.division, front.page.issuer, site)
    # Only of a report may it be presumed that the place's government gives it.
    return Reporting(None, None, None) if found.origin == "jurisdiction" and kind.kind != "annual_report" else found


def _jurisdiction(place: Placed, reporting: Reporting) -> Jurisdiction:
    """The division; a township has no code in GB/T 2260 and bears that of its county."""
    if place.division is None:
        return within(reporting.name) if reporting.name and reporting.kind in _NAMED_BY_THEIR_CITY else Jurisdiction()
    jurisdiction = place.division.jurisdiction()
    if reporting.kind != "township" or not reporting.name:
        return jurisdiction
    return replace(jurisdiction, name=re.sub(r"(?:人民政府|政府|办事处)$", "", reporting.name), level="township")
