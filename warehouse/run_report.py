"""What one run brought, for the person who looks in the morning: made from the snapshot and the one before it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse import folders, schema, snapshot
from warehouse.check import SHOWN, CheckOutcome, GateStopped, check
from warehouse.checks import Check, checks
from warehouse.diff import diff

# A first night brings every report there is; the counts are always of all of them.
LISTED = 500

COUNTED = ("source", "capture", "document", "version", "report", "section", "quantity", "indicator_value", "tombstone")

Outcome = Literal["published", "nothing_new", "stopped", "failed"]

_FIRST = """
SELECT 'new' AS change, body_name, report_year, title, url AS new_url, NULL AS old_url
FROM report ORDER BY body_name, report_year
"""
_FAILING = """
SELECT source_id, province, url, outcome, reason, since FROM failing_source ORDER BY since DESC, source_id
"""
# Also one whose file in the register was broken for a night.
_FAILED = "SELECT source_id FROM source WHERE failing_since IS NOT NULL"
_WORKED = "SELECT DISTINCT source_id FROM capture WHERE kind = 'listing' AND outcome IN ('ok', 'not_modified')"
_INCIDENTS = "SELECT DISTINCT kind, source_id, url, coalesce(text, '') AS text FROM incident ORDER BY ALL"
_FOUND = {
    "flag": "SELECT detail FROM check_result WHERE check_name = ? AND severity = 'flag'",
    "hold": """
        SELECT to_json({'source_id': source_id, 'since': since, 'found': detail})
        FROM hold WHERE check_name = ? ORDER BY since DESC, source_id
    """,
}
_ARITHMETIC = """
SELECT count(*) FILTER (holds) AS holds, count(*) FILTER (NOT holds) AS fails
FROM check_result WHERE check_name = 'arithmetic'
"""
_MADE_BY = """
SELECT arg_max(schema_version, finished_at) AS schema, arg_max(rules_version, finished_at) AS rules FROM run
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a DAG knows of its run.

    `reasons` say in one line each why it is red; `seconds` are the time its tasks worked, by stage; `building` is
    the file that its load made, `snapshot` what it published; `left` names the files by hand that nothing could read.
    """

    run_id: str
    dag_id: str
    started_at: datetime
    reasons: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    building: Path | None = None
    snapshot: Path | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that is new, changed or vanished."""

    change: str
    body_name: str
    report_year: int
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class FailingSource:
    """A row of view `failing_source`; `newly`: the source worked, and did not fail in the snapshot before."""

    source_id: str
    province: str | None
    url: str
    outcome: str | None
    reason: str | None
    since: datetime
    newly: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """Injected text or a suspected mirror that the snapshot before did not hold."""

    kind: str
    source_id: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is asked of one warehouse file."""

    rules: str | None = None
    failing: tuple[dict[str, Any], ...] = ()
    failed: frozenset[str] = frozenset()
    worked: frozenset[str] = frozenset()
    incidents: frozenset[Incident] = frozenset()
    checks: tuple[CheckOutcome, ...] = ()
    arithmetic: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run: how it ended, what changed since the snapshot `previous`, and what deserves a look.

    `other_schema`: the snapshot before has other tables, so no change against it is known; `other_rules`: changes may
    come from the rules. `counts` and `counts_before` are rows by table; `changes` counts all reports, of which
    `reports` lists the first.
    """

    run_id: str
    dag_id: str
    started_at: datetime
    made_at: datetime
    outcome: Outcome
    reasons: tuple[str, ...]
    left: tuple[str, ...]
    snapshot: str | None
    previous: str | None
    other_schema: bool
    other_rules: bool
    changes: dict[str, int]
    reports: tuple[ReportChange, ...]
    failing: tuple[FailingSource, ...]
    incidents: tuple[Incident, ...]
    checks: tuple[CheckOutcome, ...]
    arithmetic: dict[str, int]
    seconds: dict[str, float]
    counts: dict[str, int]
    counts_before: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def report(data: Path, run: Run) -> RunReport:
    """Compare what the run loaded, published or stopped at the gate, with the snapshot before it.

    A run that loaded nothing new is compared with nothing, and lists no changes; one after a change of the schema says
    that it cannot be. Raises what `check` raises for a file whose load has not ended well.
    """
    stops = _stops(data, run.building) if run.snapshot is None else ()
    subject, previous = _pair(data, run, stopped=bool(stops))
    new = (subject and _seen(subject)) or _Seen()
    old = _compared(subject, previous, new)
    changes, reports = _changes(subject, previous) if old is not new else ({}, ())
    return RunReport(
        run_id=run.run_id,
        dag_id=run.dag_id,
        started_at=run.started_at,
        made_at=datetime.now(UTC),
        outcome=_outcome(run, stops),
        reasons=run.reasons,
        left=run.left,
        snapshot=subject.stem if subject else None,
        previous=previous.stem if previous else None,
        other_schema=old is new and subject != previous,
        other_rules=old.rules not in (None, new.rules),
        changes=changes,
        reports=reports,
        failing=_failing(new, old),
        incidents=tuple(sorted(new.incidents - old.incidents, key=lambda each: (each.kind, each.url, each.text))),
        checks=stops or new.checks,
        arithmetic=dict(new.arithmetic),
        seconds=dict(run.seconds),
        counts=dict(new.counts),
        counts_before=dict(old.counts),
    )


def newest_run(data: Path) -> Run:
    """The load behind the newest snapshot, as a run without a DAG; raises NoSnapshot where there is none."""
    path = snapshot.published(data)
    return Run(run_id=path.stem, dag_id="", started_at=snapshot.loaded_at(path), snapshot=path)


def _stops(data: Path, building: Path | None) -> tuple[CheckOutcome, ...]:
    """What keeps the file from being published; it waits in `building/` until the next load."""
    if building is None or not building.exists():
        return ()
    try:
        check(data, building)
    except GateStopped as stopped:
        return tuple(stopped.stops)
    return ()


def _pair(data: Path, run: Run, *, stopped: bool) -> tuple[Path | None, Path | None]:
    """The file that the run is about, and the snapshot before it."""
    newest = snapshot.newest(data)
    if stopped:
        return run.building, newest
    if run.snapshot is None:
        return newest, newest
    older = [path for path in folders.snapshots(data).glob("fazhi-*.duckdb") if path.name < run.snapshot.name]
    return run.snapshot, max(older, default=None)


def _compared(subject: Path | None, previous: Path | None, new: _Seen) -> _Seen:
    """What the snapshot before held: `new` itself where there is nothing to compare, nothing before the first."""
    if previous is None:
        return _Seen()
    return new if subject == previous else _seen(previous) or new


def _seen(path: Path) -> _Seen | None:
    """What the file holds; None where another schema made it, whose tables may lack what is asked here."""
    with snapshot.connect_readonly(path) as connection:
        made_by = _rows(connection, _MADE_BY)[0]
        if made_by["schema"] != schema.schema_version():
            return None
        return _Seen(
            rules=made_by["rules"],
            failing=tuple(_rows(connection, _FAILING)),
            failed=frozenset(row["source_id"] for row in _rows(connection, _FAILED)),
            worked=frozenset(row["source_id"] for row in _rows(connection, _WORKED)),
            incidents=frozenset(Incident(**row) for row in _rows(connection, _INCIDENTS)),
            checks=tuple(_finding(connection, each) for each in checks()),
            arithmetic=_rows(connection, _ARITHMETIC)[0],
            counts={name: connection.table(name).shape[0] for name in COUNTED},
        )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = connection.execute(sql).to_arrow_table().to_pylist()
    return rows


def _finding(connection: duckdb.DuckDBPyConnection, each: Check) -> CheckOutcome:
    """What a published file says of a check; one that stops has found nothing in it."""
    found = connection.execute(_FOUND[each.severity], [each.name]).fetchall() if each.severity in _FOUND else []
    rows = tuple(json.loads(detail) for (detail,) in found[:SHOWN])
    return CheckOutcome(each.name, each.severity, each.why, len(found), rows)


def _changes(subject: Path | None, previous: Path | None) -> tuple[dict[str, int], tuple[ReportChange, ...]]:
    if subject is None:
        return {}, ()
    if previous is None:
        with snapshot.connect_readonly(subject) as connection:
            rows = _rows(connection, _FIRST)
    else:
        rows = diff(previous, subject).reports.as_dicts()
    changes = [
        ReportChange(
            row["change"], row["body_name"], row["report_year"], row["title"], row["new_url"] or row["old_url"]
        )
        for row in rows
    ]
    return dict(Counter(change.change for change in changes)), tuple(changes[:LISTED])


def _failing(new: _Seen, old: _Seen) -> tuple[FailingSource, ...]:
    return tuple(FailingSource(**row, newly=row["source_id"] in old.worked - old.failed) for row in new.failing)


def _outcome(run: Run, stops: tuple[CheckOutcome, ...]) -> Outcome:
    if stops:
        return "stopped"
    if run.reasons:
        return "failed"
    return "published" if run.snapshot else "nothing_new"
