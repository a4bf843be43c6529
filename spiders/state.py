"""What the archive knows of each registered source: whether it answers, since when, and what it has given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spiders import season
from spiders.address import host
from spiders.archive import Archive
from spiders.index import Index
from spiders.outcome import Outcome
from spiders.records import Standing
from spiders.registry import Source
from spiders.warc import iso


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a source; times are ISO texts in UTC, None where it was never so.

    `is_verified`: its host has given a list page. `is_walked`: its own list has been walked. `outcome` and `reason`
    say at what it fails since `failing_since`, and otherwise what the last list request brought.
    """

    source_id: str
    is_verified: bool
    is_walked: bool
    outcome: Outcome | None
    reason: str | None
    visited_at: str | None
    answered_at: str | None
    documents: int
    failing_since: str | None = None

    @property
    def word(self) -> str:
        if self.outcome is None:
            if self.failing_since:
                return "lists no reports"
            return "verified" if self.is_verified else "not verified"
        if self.outcome == "ok":
            return "answers"
        return f"{self.outcome}, answered {self.answered_at[:10]}" if self.answered_at else self.outcome


def states(sources: Iterable[Source], data: Path) -> dict[str, State]:
    """The state of each source by id; a data folder without an archive leaves all unknown."""
    if not (data / "archive").is_dir():
        return {
            source.source_id: State(source.source_id, False, False, None, None, None, None, 0) for source in sources
        }
    with Archive(data) as archive:
        return _states(sources, archive.index)


def _states(sources: Iterable[Source], index: Index) -> dict[str, State]:
    last, good = index.latest_listings(), index.last_good_listings()
    answering, walked, documents = index.answering_hosts(), index.walked(), index.documents()
    standings = index.standings()
    found = {}
    for source in sources:
        listing = last.get(source.source_id)
        standing = standings.get(source.source_id, Standing())
        told = standing if standing.since else listing
        found[source.source_id] = State(
            source_id=source.source_id,
            is_verified=not answering.isdisjoint(source.all_hosts),
            is_walked=source.source_id in walked,
            outcome=told.outcome if told else None,
            reason=told.reason if told else None,
            visited_at=listing.last_seen if listing else None,
            answered_at=good.get(source.source_id),
            documents=documents.get(source.source_id, 0),
            failing_since=standing.since,
        )
    return found


def due(sources: Sequence[Source], data: Path, now: datetime, began: datetime | None = None) -> list[Source]:
    """The verified sources whose turn it is tonight, also those that a killed crawl of this night has begun with."""
    known = states(sources, data)
    return [source for source in sources if _is_due(known[source.source_id], now, began)]


def _is_due(state: State, now: datetime, began: datetime | None) -> bool:
    if not state.is_verified:
        return False
    is_tonight = began is not None and state.visited_at is not None and state.visited_at >= iso(began)
    # Being verified is a visit too, but not one that brings anything.
    return is_tonight or not state.is_walked or season.is_due(state.visited_at, now)


def unverified(sources: Sequence[Source], data: Path) -> list[Source]:
    """The sources of which nothing has been seen, one for each host."""
    known = states(sources, data)
    chosen: dict[str, Source] = {}
    for source in sources:
        if not known[source.source_id].is_verified:
            chosen.setdefault(host(source.url), source)
    return list(chosen.values())
