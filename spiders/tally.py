"""What a crawl came to, counted for people and machines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from spiders.exchange import Visit

LIST_CAME = frozenset({"ok", "not_modified"})


@dataclass(slots=True)
class Tally:
    """Visits by source, kind and outcome. `warnings` need a look, `failures` make the crawl a failure.

    `is_stopped`: a signal ended it before its end, which says nothing of the sites.
    """

    visits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    is_finished: bool = False
    is_stopped: bool = False

    def count(self, visit: Visit) -> None:
        self.visits[visit.source_id, visit.kind, visit.outcome] += 1

    def to_json(self) -> dict[str, Any]:
        sources: dict[str, dict[str, dict[str, int]]] = {}
        for (source_id, kind, outcome), number in sorted(self.visits.items()):
            sources.setdefault(source_id, {}).setdefault(kind, {})[outcome] = number
        return {
            "sources": sources,
            "silent": self.silent(),
            "warnings": self.warnings,
            "failures": self.failures,
            "is_stopped": self.is_stopped,
        }

    def silent(self) -> dict[str, list[str]]:
        """The sources that gave no list page, by what came instead; what is new among them is in `failures` too."""
        asked: dict[str, set[str]] = {}
        for source_id, kind, outcome in self.visits:
            if kind == "listing":
                asked.setdefault(source_id, set()).add(outcome)
        silent: dict[str, list[str]] = {}
        for source_id, outcomes in sorted(asked.items()):
            if outcomes.isdisjoint(LIST_CAME):
                silent.setdefault(min(outcomes), []).append(source_id)
        return silent
