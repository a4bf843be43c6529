"""A number's way back: its sentence, section, rule, text, capture, address and archive record, checked on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from warehouse import query, snapshot

# Those of the review list: what a person judges there is shown here whole.
_STOPS = re.compile(r"[。!?！？\n]")
_FOUND = """
SELECT q.quantity_id, q.raw, q.value, coalesce(q.unit_norm, q.unit) AS unit, q.role, q.cmp, q.period, q.scope,
       q.indicator_code, i.zh_name AS indicator, q.rule, q.source_start, q.source_end,
       l.n AS line, l.label AS line_label, l.rule AS line_rule,
       b.name AS body_name, v.report_year, v.title, v.version_id, v.rules_version, v.valid_from, v.valid_to,
       v.source_text, v.document_id, c.capture_id, c.url, c.captured_at, c.payload_sha256, c.warc_path, c.warc_offset
FROM quantity q JOIN version v USING (version_id) JOIN capture c USING (capture_id)
LEFT JOIN line l ON l.version_id = v.version_id AND q.source_start >= l.source_start AND q.source_start < l.source_end
LEFT JOIN body b USING (body_id) LEFT JOIN indicator i USING (indicator_code)
WHERE q.quantity_id = ?
"""
_SECTIONS = """
SELECT path || ' ' || heading FROM section
WHERE version_id = ? AND source_start <= ? AND source_end >= ?
ORDER BY level, source_start
"""


class TraceFailed(LookupError):
    """The number is not there, or its way back is broken; the text says where."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a number comes from. `before`, `raw` and `after` are its sentence, `sections` the headings above it.

    `is_archived`: whether the archive file is in the data folder; its record was then seen to be the capture's.
    """

    quantity_id: str
    before: str
    raw: str
    after: str
    value: Decimal | None
    unit: str | None
    role: str
    cmp: str
    period: str | None
    scope: str | None
    indicator_code: str | None
    indicator: str | None
    rule: str
    sections: tuple[str, ...]
    line: int
    line_label: str
    line_rule: str
    source_start: int
    source_end: int
    body_name: str | None
    report_year: int | None
    title: str | None
    version_id: str
    rules_version: str
    valid_from: datetime
    valid_to: datetime | None
    document_id: str
    capture_id: str
    url: str
    captured_at: datetime
    payload_sha256: str | None
    warc_path: str
    warc_offset: int
    is_archived: bool

    def __str__(self) -> str:
        return "\n".join(f"{name:<10}{text}" for name, text in self._told())

    def _told(self) -> list[tuple[str, str]]:
        until = f" until {self.valid_to:%Y-%m-%d}" if self.valid_to else ""
        return [
            ("number", _joined(query.plain(self.value) if self.value is not None else "no single value", self.unit)),
            ("meaning", _joined(self.indicator_code or "no indicator", self.indicator)),
            ("kind", _joined(self.role, self.cmp, self.period, self.scope)),
            ("sentence", f"{self.before}【{self.raw}】{self.after}"),
            ("section", " > ".join(self.sections) or "before the first heading"),
            ("rule", f"{self.rule} (rules {self.rules_version})"),
            ("line", f"{self.line}, {self.line_label} by {self.line_rule}"),
            ("report", _joined(self.body_name or "body unknown", self.report_year, self.title)),
            ("version", f"{self.version_id}, since {self.valid_from:%Y-%m-%d}{until}"),
            ("span", f"characters {self.source_start} to {self.source_end} of its source text"),
            ("address", self.url),
            ("capture", f"{self.capture_id} at {self.captured_at:%Y-%m-%dT%H:%M:%SZ}"),
            ("payload", f"SHA-256 {self.payload_sha256}"),
            ("archive", f"{self.warc_path} at {self.warc_offset}, " + ("read" if self.is_archived else "not here")),
            ("read it", f"warcio extract --payload {self.warc_path} {self.warc_offset}"),
        ]


def trace(data: Path, quantity_id: str) -> Trace:
    """Trace a number of the newest snapshot; raises TraceFailed where it is unknown or a step does not hold."""
    with snapshot.connect(data) as connection:
        found = connection.execute(_FOUND, [quantity_id]).to_arrow_table().to_pylist()
        if not found:
            raise TraceFailed(f"no quantity {quantity_id!r} in the newest snapshot: take a quantity_id of a query")
        row = found[0]
        span = [row["version_id"], row["source_start"], row["source_end"]]
        sections = tuple(heading for (heading,) in connection.execute(_SECTIONS, span).fetchall())
    before, after = _around(row)
    row |= {"before": before, "after": after, "sections": sections, "is_archived": _is_archived(data, row)}
    return Trace(**{name: row[name] for name in Trace.__slots__})


def _around(row: dict[str, Any]) -> tuple[str, str]:
    """What stands before and after the number in its sentence; raises TraceFailed if it does not stand there."""
    text, start, end = row.pop("source_text"), row["source_start"], row["source_end"]
    if text[start:end] != row["raw"]:
        raise TraceFailed(
            f"{row['quantity_id']}: version {row['version_id']} has {text[start:end]!r}, not {row['raw']!r}"
        )
    begins = max((stop.end() for stop in _STOPS.finditer(text, 0, start)), default=0)
    stop = _STOPS.search(text, end)
    return text[begins:start].lstrip(), text[end : stop.end() if stop else len(text)].rstrip()


def _is_archived(data: Path, row: dict[str, Any]) -> bool:
    """Whether the archive file is here; raises TraceFailed if another record stands at the offset."""
    path = data / row["warc_path"]
    if not path.exists():
        return False
    with path.open("rb") as file:
        file.seek(row["warc_offset"])
        try:
            record = next(ArchiveIterator(file), None)
        except ArchiveLoadFailed:
            record = None
        stands = record.rec_headers.get_header("WARC-Record-ID") if record else "no record"
    if stands != f"<urn:uuid:{row['capture_id']}>":
        raise TraceFailed(f"{path} has {stands} at {row['warc_offset']}, not capture {row['capture_id']}")
    return True


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part is not None)
