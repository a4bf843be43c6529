"""The last accepted scores, `gold/accepted.json`, and what has become worse since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from score.sets import ROOT
from score.tally import FIGURES, HARMS, Confusion, Tally

FILE = ROOT / "gold" / "accepted.json"
# A figure may move by this much when a text is annotated anew; one number misread of a thousand is more.
TOLERANCE = 0.0005
_SHOWN = 12

Accepted = dict[str, dict[str, Any]]


def read_accepted() -> Accepted:
    """By set: `texts` (how many), `scores`, and of our own set the worst `confusions`. Empty before the first time."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def write_accepted(accepted: Accepted) -> None:
    FILE.write_text(json.dumps(accepted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def to_accept(name: str, tally: Tally, texts: int) -> dict[str, Any]:
    """What is kept of a set. Sentences are kept of our own texts only: the others do not belong in the repository."""
    kept: dict[str, Any] = {"texts": texts, "scores": tally.scores()}
    if name == "gold":
        kept["confusions"] = [
            {**confusion._asdict(), "times": times, "sentence": tally.sentences[confusion]}
            for confusion, times in worst_confusions(tally)[:_SHOWN]
        ]
    return kept


def worst_confusions(tally: Tally) -> list[tuple[Confusion, int]]:
    return sorted(tally.confusions.items(), key=lambda item: (-item[1], item[0]))


def drops(now: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """A line for each figure that fell and each harm that rose."""
    worse = [name for name in FIGURES if now.get(name, 0) < before.get(name, 0) - TOLERANCE]
    worse += [name for name in HARMS if now[name] > before.get(name, now[name])]
    return [f"{name} was {before[name]:g} and is {now.get(name, 0):g}" for name in worse]
