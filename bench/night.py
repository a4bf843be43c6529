"""What a night with nothing new costs, beside the same DAG whose tasks do nothing, in one Airflow."""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from bench.sixty import PROVINCES, SITES_EACH, sixty_sites
from launcher.api import Api, connected
from launcher.components import Component, airflow_components, free_port, require_alive, running, wait_for
from launcher.environment import ROOT, Place, environment, loopback_only, single_run
from launcher.prepare import prepare
from launcher.report import run_seconds

ROUNDS = 3
START_SECONDS = 120.0
NIGHT, EMPTY = "nightly", "empty_night"


@dataclass(frozen=True, slots=True)
class Measured:
    """A run: the wall of its DagRun, and the seconds that its tasks worked, by task."""

    wall: float
    stages: dict[str, float]


def cost_of_a_night() -> str:
    """The ratio of the two, each the median of its rounds, and the share of each stage in the night's work."""
    with tempfile.TemporaryDirectory() as folder, sixty_sites(Path(folder) / "sources") as pairs:
        place = Place(Path(folder) / "demo", Path(folder) / "sources", free_port())
        first, nights, empties = _measure(place, pairs)
    night, empty = median(run.wall for run in nights), median(run.wall for run in empties)
    lines = [
        f"a night with nothing new: {night / empty:.2f} of an empty DAG of the same shape ({night:.1f} s and "
        f"{empty:.1f} s, {len(PROVINCES) * SITES_EACH} sources in {len(PROVINCES)} provinces, median of {ROUNDS} "
        f"rounds; the first night took {first.wall:.1f} s)"
    ]
    return "\n".join([*lines, *_shares(nights, empties)])


def _shares(nights: list[Measured], empties: list[Measured]) -> list[str]:
    """A line for each stage: seconds at work in the night, their share, and what the empty task takes."""
    stages = {name: _median_of(nights, name) for name in nights[0].stages}
    whole = sum(stages.values())
    return [
        f"  {name:<12} {seconds:6.1f} s  {seconds / whole:4.0%}  empty {_median_of(empties, name):5.1f} s"
        for name, seconds in stages.items()
    ]


def _median_of(runs: list[Measured], stage: str) -> float:
    return median(run.stages.get(stage, 0.0) for run in runs)


def _measure(place: Place, pairs: str) -> tuple[Measured, list[Measured], list[Measured]]:
    """The first night, which brings everything, then nights and empty runs in turn."""
    env = loopback_only(single_run(environment(place, os.environ)), pairs.split(","))
    env["AIRFLOW__CORE__DAGS_FOLDER"] = str(ROOT / "bench" / "dags")
    passwords = prepare(place, env)
    since = datetime.now(UTC)
    commands = airflow_components("api-server", "scheduler", "dag-processor")
    with running(commands, env=env, logs=place.logs) as components, connected(place.url) as api:
        wait_for("the API server", api.health, components, START_SECONDS)
        api.sign_in("admin", passwords["admin"])
        api.ensure_pool()
        for dag_id in (NIGHT, EMPTY):
            wait_for(dag_id, partial(api.parsed_since, dag_id, since), components, START_SECONDS)
            api.unpause(dag_id)
        first = _run(api, NIGHT, components)
        _run(api, EMPTY, components)
        rounds = [(_run(api, NIGHT, components), _run(api, EMPTY, components)) for _ in range(ROUNDS)]
    return first, [night for night, _ in rounds], [empty for _, empty in rounds]


def _run(api: Api, dag_id: str, components: list[Component]) -> Measured:
    run = api.trigger(dag_id, f"run-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}", {"every_source": True})
    while not run.finished:
        require_alive(components)
        time.sleep(0.5)
        run = api.run(dag_id, run.run_id)
    if run.state != "success":
        raise RuntimeError(f"{dag_id} ended as {run.state}")
    stages: dict[str, float] = defaultdict(float)
    for task in sorted((task for task in api.tasks(run) if task.start), key=lambda task: str(task.start)):
        if task.start and task.end:
            stages[task.task_id] += (task.end - task.start).total_seconds()
    return Measured(run_seconds(run), dict(stages))
