"""One run of one DAG from nothing to its summary: start Airflow, trigger, watch, stop everything, report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from launcher import report
from launcher.api import Api, Run, Task, connected
from launcher.components import Component, airflow_components, free_port, require_alive, running, wait_for
from launcher.environment import ROOT, Place, environment, loopback_only, single_run
from launcher.prepare import alone, prepare
from replica.register import address, entries, sources_at

Say = Callable[[str], None]

START_SECONDS = 120.0
POLL_SECONDS = 0.5


class InboxError(ValueError):
    """The folder to bring in cannot be used; the text is one line that says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to run: the DAG with its parameters, servers that must be up beside Airflow, and what to lay out first.

    `lay_out` is called when no other run works in the data folder.
    """

    dag_id: str
    conf: dict[str, object]
    servers: Mapping[str, Sequence[str]]
    lay_out: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run with its tasks, and the seconds that Airflow took to start."""

    run: Run
    tasks: list[Task]
    start_seconds: float


def demo(data: Path, replica_port: int, say: Say) -> bool:
    """A night on the replica's sites; everything lands in `data`. True when the run succeeded."""
    register = data / "replica" / "sources"

    def lay_out() -> None:
        shutil.rmtree(register, ignore_errors=True)
        sources_at(register, replica_port)

    place = Place(data, register, free_port())
    pairs = [f"{address(entry)}:{replica_port}" for entry in entries().values()]
    env = loopback_only(single_run(environment(place, os.environ)), pairs)
    log = data / "replica" / "requests.jsonl"
    serve = [sys.executable, "-m", "replica", "serve", "--port", str(replica_port), "--log", str(log)]
    return _run(place, env, Order("nightly", {"every_source": True}, {"replica": serve}, lay_out), say)


def imported(data: Path, sources: Path, inbox: Path, say: Say) -> bool:
    """Brings the files of the folder `inbox` into `data`. True when the run succeeded and left no file behind."""
    target = place_in_inbox(inbox, data)

    def lay_out() -> None:
        if target != inbox:
            copy_changed(inbox, target)

    place = Place(data, sources, free_port())
    env = single_run(environment(place, os.environ))
    folder = str(target.relative_to((data / "inbox").resolve()))
    return _run(place, env, Order("import_files", {"folder": folder}, {}, lay_out), say)


def place_in_inbox(folder: Path, data: Path) -> Path:
    """Where below `data/inbox` the files of `folder` belong: where they are, or in a folder of its name."""
    if not folder.is_dir():
        raise InboxError(f"{folder} is not a folder: name the one that holds the saved pages and files")
    if not any(path.is_file() for path in folder.rglob("*")):
        raise InboxError(f"{folder} holds no file")
    if data.name == "demo":
        raise InboxError(f"{data} is the demo's, which real reports do not share: unset FAZHI_DATA")
    inbox = (data / "inbox").resolve()
    return folder if folder.is_relative_to(inbox) else inbox / folder.name


def copy_changed(source: Path, target: Path) -> None:
    """Copies the tree `source` over `target`; a file that is there with the same bytes is left alone.

    Links are not followed: one may lead to a file that is nobody's report, and the archive forgets nothing.
    """
    for path in sorted(path for path in source.rglob("*") if path.is_file() and not path.is_symlink()):
        copy = target / path.relative_to(source)
        if not copy.exists() or copy.read_bytes() != path.read_bytes():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def _run(place: Place, env: Mapping[str, str], order: Order, say: Say) -> bool:
    began = time.monotonic()
    with ExitStack() as stack:
        stack.enter_context(alone(place))
        order.lay_out()
        passwords = prepare(place, env)
        since = datetime.now(UTC)
        commands = {**order.servers, **airflow_components("api-server", "scheduler", "dag-processor")}
        components = stack.enter_context(running(commands, env=env, logs=place.logs))
        api = stack.enter_context(connected(place.url))
        say(f"Airflow starts on {place.url}, logs in {place.logs}")
        _make_ready(api, passwords["admin"], order.dag_id, since, components)
        start_seconds = time.monotonic() - began
        outcome = _watch(api, order, components, start_seconds, say)
        stopping = time.monotonic()
    ended = time.monotonic()
    return _tell(place, env, outcome, total=ended - began, stop=ended - stopping, say=say)


def _make_ready(api: Api, password: str, dag_id: str, since: datetime, components: Sequence[Component]) -> None:
    wait_for("the API server", api.health, components, START_SECONDS)
    api.sign_in("admin", password)
    api.ensure_pool()
    wait_for(f"the DAG {dag_id}", lambda: api.parsed_since(dag_id, since), components, START_SECONDS)
    api.fail_unfinished(dag_id)
    api.unpause(dag_id)


def _watch(api: Api, order: Order, components: Sequence[Component], start_seconds: float, say: Say) -> Outcome:
    """Triggers the run and says every task as it ends."""
    run = api.trigger(order.dag_id, f"run-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}", order.conf)
    say(f"{run.dag_id} {run.run_id}")
    said: set[tuple[str, int, int, str | None]] = set()
    while True:
        require_alive(components)
        run = api.run(run.dag_id, run.run_id)
        tasks = api.tasks(run)
        for task in sorted(tasks, key=lambda task: (task.end is None, task.end)):
            key = (task.task_id, task.map_index, task.try_number, task.state)
            if task.state in report.DONE and key not in said:
                said.add(key)
                say(report.task_line(task))
        if run.finished:
            return Outcome(run, tasks, start_seconds)
        time.sleep(POLL_SECONDS)


def _tell(place: Place, env: Mapping[str, str], outcome: Outcome, *, total: float, stop: float, say: Say) -> bool:
    succeeded = outcome.run.state == "success"
    if not succeeded:
        for line in report.failure_lines(place.logs, outcome.run, outcome.tasks):
            say(line)
    if report.nothing_new(outcome.tasks):
        say("nothing is new: the published snapshot stays")
    told = _warehouse(env, "summary")
    say((told.stdout + told.stderr).rstrip())
    left = _left(env)
    for line in left:
        say(f"left: {line}")
    split = report.TimeSplit(
        total=total,
        start=outcome.start_seconds,
        run=report.run_seconds(outcome.run),
        work=report.work_seconds(outcome.tasks),
        stop=stop,
    )
    for line in split.lines():
        say(line)
    return succeeded and not left


def _left(env: Mapping[str, str]) -> list[str]:
    """The files by hand that the run's report names as left; none where there is no report, and the run is red."""
    told = _warehouse(env, "report", "--json")
    left: list[str] = json.loads(told.stdout)["left"] if told.returncode == 0 else []
    return left


def _warehouse(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        env=dict(env),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
