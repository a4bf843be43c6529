"""What in a run's report needs a person, and the notice that says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from notices.templates import TEXTS

# A night in which a whole network was away makes one notice, not a page for each source.
LINES = 20
LINE_CHARACTERS = 400
# The parts of a report that are read here.
READ = frozenset(("run_id", "dag_id", "started_at", "reasons", "checks", "failing"))


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs a person: its kind, a key of `texts.yml`, and what the report says of it."""

    kind: str
    told: Mapping[str, Any]

    @property
    def line(self) -> str:
        return _filled(TEXTS["kinds"][self.kind], self.told)


@dataclass(frozen=True, slots=True)
class Message:
    """A notice; `text` repeats the subject in its first line."""

    subject: str
    text: str
    run_id: str
    dag_id: str
    needs: list[dict[str, Any]] = field(default_factory=list)


def needs(report: Mapping[str, Any]) -> list[Need]:
    """Reasons of a red run, checks that stop, sources newly held back, sources that worked and fail newly."""
    return [*_red(report), *_checks(report), *_failing(report)]


def message(report: Mapping[str, Any], found: list[Need]) -> Message:
    """The notice of a run; further needs than `LINES` are only counted in its text."""
    subject = _filled(TEXTS["subject"], report)
    lines = [subject, *(f"- {need.line}" for need in found[:LINES])]
    if len(found) > LINES:
        lines.append(_filled(TEXTS["more"], {"more": len(found) - LINES}))
    return Message(
        subject=subject,
        text="\n".join([*lines, TEXTS["end"]]),
        run_id=_plain(report["run_id"]),
        dag_id=_plain(report["dag_id"]),
        needs=[{"kind": need.kind, "text": need.line} for need in found],
    )


def without_run(kind: str) -> Message:
    """A notice that belongs to no run: `trial` or `stale`."""
    return message({"outcome": kind, "dag_id": "", "run_id": ""}, [Need(kind, {})])


def _red(report: Mapping[str, Any]) -> Iterator[Need]:
    for reason in report["reasons"]:
        yield Need("red", {"reason": reason})


def _checks(report: Mapping[str, Any]) -> Iterator[Need]:
    for check in report["checks"]:
        if check["severity"] == "stop" and check["count"]:
            yield Need("stop", check)
        if check["severity"] == "hold":
            yield from (Need("hold", {**check, **row}) for row in check["rows"] if _began(row["since"], report))


def _began(since: str, report: Mapping[str, Any]) -> bool:
    """Whether a hold began in this run: one that lasts is told once."""
    return datetime.fromisoformat(since) >= datetime.fromisoformat(report["started_at"])


def _failing(report: Mapping[str, Any]) -> Iterator[Need]:
    for source in report["failing"]:
        if source["newly"]:
            yield Need("failing", source)


def _filled(template: str, told: Mapping[str, Any]) -> str:
    return " ".join(template.format_map({name: _plain(value) for name, value in told.items()}).split())


def _plain(value: object) -> str:
    """A value in one line without control characters: a page's words must not write a mail's headers."""
    text = " ".join(str("" if value is None else value).split())
    kept = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    return kept if len(kept) <= LINE_CHARACTERS else f"{kept[:LINE_CHARACTERS]}…"
