"""The records that pass through the pipeline, and their JSON form.

Every offset is a Python `str` offset into `Cleaned.source_text`, end exclusive, so that
`source_text[start:end]` is the evidence itself. Unknown is `None`, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

Label = Literal["body", "title", "meta", "nav", "tool", "ad", "byline", "blank"]
DocKind = Literal["annual_report", "news_article", "interpretation", "plan", "disclosure_report", "other"]
Level = Literal["province", "prefecture", "county", "township"]
BodyKind = Literal["government", "department", "township", "party_organ", "zone"]
Theme = Literal["achievements", "problems", "plans", "first_responsible", "other"]
Role = Literal["level", "rate", "yoy_change", "rank", "cumulative", "baseline", "target"]
Cmp = Literal["eq", "gt", "ge", "lt", "le", "approx"]
DateKind = Literal["published", "listed", "written", "signed"]
Flag = Literal["keyword_deletion", "splice", "other_domain", "masked", "miscoded"]
Scope = Literal["own", "territory", "departments", "courts"]
Candidate = tuple[str, str]
"""A value that a field may have, and where it stands."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the column page said of an article: its row's title and date (ISO), where it had them."""

    title: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body behind a source, as its register entry declares it.

    `code` is a GB/T 2260 code (99xxxx: fictitious). `level`, `province` and `prefecture` are given only
    where the code is not in the divisions table.
    """

    name: str
    kind: BodyKind
    code: str
    place: str
    level: Level | None = None
    province: str | None = None
    prefecture: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One captured page or file, as it came, with what is known about where it came from."""

    content: bytes
    media_type: str
    url: str | None = None
    listing: Listing | None = None
    issuer: Issuer | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A foreign span inside a line that is otherwise kept; offsets into the line's own text."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source text. `n` counts from 1; `start` is the offset of its first character.

    `cuts` are in order and do not overlap.
    """

    n: int
    start: int
    text: str
    label: Label
    rule: str
    cuts: tuple[Cut, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def kept(self) -> str:
        """The text without the foreign spans in it."""
        starts = (0, *(cut.end for cut in self.cuts))
        ends = (*(cut.start for cut in self.cuts), len(self.text))
        return "".join(self.text[start:end] for start, end in zip(starts, ends, strict=True))


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """Where the value of a document field came from, and which candidates lost against it."""

    value: str | int | bool | None
    origin: str | None
    candidates: tuple[str, ...] = ()

    @classmethod
    def first_of(cls, candidates: Iterable[Candidate]) -> FieldOrigin:
        """The first candidate; the others that differ from it lost."""
        ordered = list(candidates)
        if not ordered:
            return cls(None, None)
        value, origin = ordered[0]
        return cls(value, origin, tuple(dict.fromkeys(other for other, _ in ordered if other != value)))

    @property
    def text(self) -> str | None:
        """The value where it is text."""
        return self.value if isinstance(self.value, str) else None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    code: str | None = None
    name: str | None = None
    level: Level | None = None
    province: str | None = None
    prefecture: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Who reports what for which year. Dates are ISO (`2024-02-28`), years are integers.

    `publish_date_kind` says how far the date can be trusted as that of publication: the page calls it so
    (`published`), its listing row shows it (`listed`), it is the day on which the text was `written` or `signed`.
    `flags` are signs that the copy is not what the body published (`transforms/tampering.py`).
    """

    title: str | None
    doc_kind: DocKind
    jurisdiction: Jurisdiction
    report_year: int | None
    publish_date: str | None
    publish_date_kind: DateKind | None
    index_number: str | None
    document_number: str | None
    issuing_body: str | None
    reporting_body: str | None
    body_kind: BodyKind | None
    site_compromised: bool
    truncated: bool
    fields: dict[str, FieldOrigin] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document after cleaning: its text as extracted, its labelled lines, its head.

    `"\\n".join(line.text for line in lines) == source_text`.
    """

    source_text: str
    lines: tuple[Line, ...]
    document: Document

    @property
    def body(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.label == "body")


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree. `path` is `1.2.3`; the span runs from the marker to the content's end."""

    path: str
    level: int
    marker: str
    heading: str
    theme: Theme
    source_start: int
    source_end: int


class Quantity(NamedTuple):
    """A number that the text asserts as a fact.

    `value` expands 万 and 亿, `yoy_change` is signed, percent stays percent. `section` is a section path
    (`0` before the first heading). `rule` names what found it, and after a slash what gave the code.
    """

    source_start: int
    source_end: int
    raw: str
    value: Decimal | None
    unit: str | None
    unit_norm: str | None
    role: Role
    cmp: Cmp
    section: str
    rule: str
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    qualifier: str | None = None
    period: str | None = None
    subject: str | None = None
    scope: Scope | None = None
    indicator: str | None = None
    candidates: tuple[str, ...] = ()
    breakdown: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A sum or ratio that the text itself allows. `quantities` are positions in `Record.quantities`."""

    expression: str
    stated: Decimal
    holds: bool
    quantities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the transforms say of one document."""

    cleaned: Cleaned
    sections: tuple[Section, ...]
    quantities: tuple[Quantity, ...]
    checks: tuple[Check, ...]


class Refused(ValueError):
    """A document that cannot be parsed; its text is one line that says why and what to do."""
