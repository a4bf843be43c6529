"""A data folder as the other rooms leave it: staged captures, sources, and batches of hand-made records."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.records import (
    Cleaned,
    Document,
    FieldOrigin,
    Jurisdiction,
    Line,
    Quantity,
    Section,
)
from warehouse import folders, identity, rows, snapshot
from warehouse.check import check
from warehouse.load import load
from warehouse.publish import publish
from warehouse.snapshot import connect_readonly

PLACES = {"990101": "云岭县", "990102": "河西县"}
CAPTURE = pa.schema(
    [(name, pa.string()) for name in ("capture_id", "source_id", "url", "kind", "outcome")]
    + [("http_status", pa.int32()), ("captured_at", pa.timestamp("us", tz="UTC"))]
    + [("returned_at", pa.timestamp("us", tz="UTC"))]
    + [("media_type", pa.string()), ("payload_sha256", pa.string()), ("payload_bytes", pa.int64())]
    + [(name, pa.string()) for name in ("listing_title", "listing_date", "page_url", "tls")]
    + [("warc_path", pa.string()), ("warc_offset", pa.int64()), ("reason", pa.string())]
)
PLACE = ("jurisdiction_code", "jurisdiction_name", "jurisdiction_level", "province_name", "prefecture_name")
SITE = ("source_id", "province", "url", "dialect", "body_name", "body_kind", "remark")
FAILING = ("failing_url", "failing_outcome", "failing_reason")
SOURCE = pa.schema(
    [(name, pa.string()) for name in SITE + PLACE + FAILING] + [("failing_since", pa.timestamp("us", tz="UTC"))]
)


def source(code):
    place = PLACES[code]
    return {
        "source_id": f"{code}-{place}",
        "province": "99-yunzhou",
        "url": f"http://127.0.0.{int(code[-2:])}:18990/",
        "dialect": "hanweb",
        "body_name": f"{place}人民政府",
        "body_kind": "government",
        "jurisdiction_code": code,
        "jurisdiction_name": place,
        "jurisdiction_level": "county",
        "province_name": "云州省",
        "prefecture_name": "云川市",
    }


class Town:
    """Collects pages, stages them batch by batch, and publishes, as a night does."""

    def __init__(self, data):
        self.data = data
        self.captures = []
        self.sources = [source("990101"), source("990102"), {"source_id": "inbox", "dialect": "inbox"}]
        self.waiting = []
        self.numbers = count(1)

    def capture(self, path, code="990101", at="2024-03-01", outcome="ok", host=None, **more):
        number = next(self.numbers)
        self.captures.append(
            {
                "capture_id": f"capture-{number:03}",
                "source_id": f"{code}-{PLACES[code]}",
                "url": f"{host or source(code)['url'].rstrip('/')}{path}",
                "kind": "article",
                "outcome": outcome,
                "http_status": 200,
                "captured_at": self.moment(at),
                "media_type": "text/html",
                "payload_sha256": f"{number:064x}",
                "payload_bytes": 1000,
                "warc_path": "archive/a.warc.gz",
                "warc_offset": number,
            }
            | more
        )
        return self.captures[-1]

    def listing(self, at, code="990101", outcome="ok", **more):
        """What the request for a source's list brought; nothing is said of whether the source fails."""
        return self.capture("/list.html", kind="listing", outcome=outcome, at=at, code=code, **more)

    def fail(self, at, outcome="unreachable", code="990101", reason=None):
        """A source that fails from then on, with the list that did not come; without outcome one that lost its rows."""
        listed = self.listing(at, code, outcome or "ok", payload_sha256=None, reason=reason)
        self._stand(code, self.moment(at), listed["url"], outcome, reason)

    def mend(self, code="990101"):
        """A source that fails no more."""
        self._stand(code, None, None, None, None)

    def _stand(self, code, since, url, outcome, reason):
        [site] = [each for each in self.sources if each["source_id"] == f"{code}-{PLACES[code]}"]
        site |= {"failing_since": since, "failing_url": url, "failing_outcome": outcome, "failing_reason": reason}

    def page(self, path, record, batch="one", **where):
        """An article and what the transforms say of it: a record, or the reason of their refusal."""
        self.waiting.append((batch, self.capture(path, **where), record))

    def stage(self):
        """Stage everything collected, and the waiting pages in their batches."""
        write(folders.captures(self.data), self.captures, CAPTURE)
        write(folders.sources(self.data), self.sources, SOURCE)
        for batch in {batch for batch, *_ in self.waiting}:
            made = [made_rows(*page) for page in self.waiting if page[0] == batch]
            for step, form in rows.FORMS.items():
                path = folders.staged(self.data, step, rows.rules_version(), batch)
                write(path, [row[step] for row in made if step in row], form)
        self.waiting = []

    def build(self):
        """Stage and load; the path of the building file."""
        self.stage()
        return load(self.data).building

    def night(self):
        """Stage, load, check and publish; the path of the snapshot, or None where nothing is new."""
        self.stage()
        loaded = load(self.data)
        if loaded.building is None:
            return None
        check(self.data, loaded.building)
        return self.publish(loaded.building)

    def publish(self, building):
        return publish(self.data, building)

    def place(self, building):
        """Link a file as the newest snapshot without asking the program that would publish it."""
        path = snapshot.snapshot_path(self.data, building)
        path.parent.mkdir(exist_ok=True)
        building.rename(path)
        link = self.data / folders.LINK
        link.unlink(missing_ok=True)
        link.symlink_to(path)
        return path

    def unstage(self, batch):
        for step in rows.FORMS:
            folders.staged(self.data, step, rows.rules_version(), batch).unlink()

    @staticmethod
    def moment(day):
        return datetime.fromisoformat(day).replace(tzinfo=UTC)


def made_rows(batch, capture, record):
    known = {"batch": batch, "capture_id": capture["capture_id"], "captured_at": capture["captured_at"]}
    known["document_id"] = identity.document_id(capture["url"])
    if isinstance(record, str):
        return {"clean": known | {"refused": record}}
    cleaned, sections, quantities, checks = record
    clean = rows.cleaned_row(known, cleaned)
    return {
        "clean": clean,
        "split": rows.split_row(clean, sections),
        "extract": rows.extracted_row(clean, sections, quantities, checks),
    }


def write(path, content, schema):
    with folders.written_aside(path) as aside:
        pq.write_table(pa.Table.from_pylist(content, schema), aside)


def report(year=2023, code="990101", numbers=(), ad=None, more="", checks=(), **head):
    """A record of an annual report with one section; `numbers` are (raw, value, indicator, fields)."""
    place = PLACES[code]
    title = f"{place}{year}年法治政府建设年度报告"
    told = "，".join(raw for raw, *_ in numbers)
    texts = [title, "一、主要举措", f"全年办理{told}。{more}", *([ad] if ad else [])]
    labels = ["title", "body", "body", "ad"]
    lines, at = [], 0
    for n, (text, label) in enumerate(zip(texts, labels, strict=False), start=1):
        lines.append(Line(n, at, text, label, f"test-{label}"))
        at += len(text) + 1
    source_text = "\n".join(texts)
    document = Document(
        title=title,
        doc_kind=head.pop("doc_kind", "annual_report"),
        jurisdiction=Jurisdiction(code, place, "county", "云州省", "云川市"),
        report_year=year,
        publish_date=f"{year + 1}-02-28" if year else None,
        publish_date_kind="published" if year else None,
        index_number=None,
        document_number=None,
        issuing_body=f"{place}司法局",
        reporting_body=head.pop("reporting_body", f"{place}人民政府"),
        body_kind=head.pop("body_kind", "government"),
        site_compromised=ad is not None,
        truncated=False,
        fields={"report_year": FieldOrigin(year, "title", ("2022",))},
    )
    start = lines[1].start
    sections = (Section("1", 1, "一、", "主要举措", "achievements", start, lines[2].end),)
    quantities = tuple(quantity(source_text, year, *number) for number in numbers)
    return Cleaned(source_text, tuple(lines), document), sections, quantities, tuple(checks)


def quantity(text, year, raw, value, indicator=None, fields=None):
    start = text.index(raw)
    return Quantity(
        **{
            "source_start": start,
            "source_end": start + len(raw),
            "raw": raw,
            "value": Decimal(value),
            "unit": raw.lstrip("0123456789."),
            "unit_norm": raw.lstrip("0123456789."),
            "role": "level",
            "cmp": "eq",
            "section": "1",
            "rule": "test",
            "period": str(year),
            "indicator": indicator,
        }
        | (fields or {})
    )


@pytest.fixture
def data(tmp_path):
    return tmp_path / "demo"


@pytest.fixture
def town(data):
    return Town(data)


@pytest.fixture(scope="session")
def new_town():
    """A town in a data folder of the test's own choice."""
    return Town


@pytest.fixture(scope="session")
def make():
    """The builders of hand-made records."""

    class Make:
        report = staticmethod(report)

    return Make


@pytest.fixture
def ask():
    """Rows of a query on a warehouse file."""

    def rows_of(path, sql):
        with connect_readonly(path) as connection:
            return connection.execute(sql).fetchall()

    return rows_of
