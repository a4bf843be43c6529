"""Everything, or chosen years and sources, through today's rules again, beside the published snapshot.

What today's rules have staged is made again from the chosen step on, each file in the place of the one before it, so
that a night beside it always finds all files; earlier steps are taken as staged under the same rules, and made where
they are missing. So no file ever mixes two versions of the rules.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from warehouse import folders, load, query, rows, snapshot, staging
from warehouse.diff import Diff, diff
from warehouse.load import Loaded

_CHOSEN = """
SELECT c.capture_id FROM capture c LEFT JOIN version v USING (version_id)
WHERE (len($sources) = 0 OR c.source_id IN (SELECT unnest($sources)))
  AND (len($years) = 0 OR v.report_year IN (SELECT unnest($years)))
"""


class BadChoice(ValueError):
    """A step, year or source that cannot be replayed; the text is one line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to replay: from which step, and only these years and sources; empty means all."""

    from_step: str = "clean"
    years: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return not self.years and not self.sources


def plan(data: Path, choice: Choice) -> list[str]:
    """The batches to put through the steps again, sorted."""
    if choice.from_step not in staging.STEPS:
        raise BadChoice(f"no step {choice.from_step!r}: there are {', '.join(staging.STEPS)}")
    staging.plan(data)
    rules = rows.rules_version()
    batches = folders.batches(data, staging.PLAN, rules)
    if not choice.is_everything:
        batches = _holding(data, rules, batches, _chosen(data, choice))
    if not batches:
        raise BadChoice(f"the snapshot holds nothing of {choice}: python -m warehouse query reports_by_year")
    return sorted(batches)


def build(data: Path, batches: Collection[str]) -> Loaded:
    """A building file made anew: of every batch, or, for a look, of these where others have not met today's rules."""
    rules = rows.rules_version()
    complete = staging.complete(data, rules)
    is_whole = complete == folders.batches(data, staging.PLAN, rules)
    return load.rebuild(data, complete if is_whole else complete & set(batches))


def compare(data: Path, building: Path, choice: Choice) -> Diff:
    """What the published snapshot and the building file say otherwise of the chosen years and sources."""
    return diff(snapshot.published(data), building, choice.years, choice.sources)


def keep(data: Path, building: Path, difference: Diff) -> Path:
    """Write the difference beside the reports of the runs, as JSON; returns its path."""
    path = folders.reports(data) / f"replay-{building.stem}.json"
    with folders.written_aside(path) as aside:
        aside.write_text(query.to_json(difference.as_dict()) + "\n", encoding="utf-8")
    return path


def _chosen(data: Path, choice: Choice) -> set[str]:
    with snapshot.connect(data) as connection:
        wanted = {"sources": list(choice.sources), "years": list(choice.years)}
        return {capture_id for (capture_id,) in connection.execute(_CHOSEN, wanted).fetchall()}


def _holding(data: Path, rules: str, batches: set[str], captures: set[str]) -> set[str]:
    """Those of the batches that hold any of the captures."""
    files = {batch: folders.staged(data, staging.PLAN, rules, batch) for batch in batches}
    return {batch for batch, file in files.items() if not captures.isdisjoint(_captures(file))}


def _captures(plan_file: Path) -> list[str]:
    planned: list[str] = pq.read_table(plan_file, columns=["capture_id"])["capture_id"].to_pylist()
    return planned
