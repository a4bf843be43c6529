"""What a finished run has to say: a line per task, where the time went, why it failed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from launcher.api import Run, Task

DONE = frozenset({"success", "failed", "skipped", "upstream_failed", "up_for_retry"})


def nothing_new(tasks: Iterable[Task]) -> bool:
    """Whether the run left the published snapshot as it was, because there was nothing to add."""
    return any(task.task_id == "publish" and task.state == "skipped" for task in tasks)


def _seconds(task: Task) -> str:
    if task.start is None or task.end is None:
        return ""
    return f"{(task.end - task.start).total_seconds():.1f} s"


def task_line(task: Task) -> str:
    """Such as `crawl 99-yunzhou          success   6.2 s`."""
    name = task.task_id if task.map_name is None else f"{task.task_id} {task.map_name}"
    return f"  {name:<44} {task.state or '':<16} {_seconds(task):>8}".rstrip()


def work_seconds(tasks: Iterable[Task]) -> float:
    """The time in which at least one task was at work: the union of their spans."""
    spans = sorted((task.start, task.end) for task in tasks if task.start and task.end)
    total = timedelta()
    reached = datetime.min.replace(tzinfo=spans[0][0].tzinfo) if spans else None
    for start, end in spans:
        if reached is None or end <= reached:
            continue
        total += end - max(start, reached)
        reached = end
    return total.total_seconds()


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """Where the time went, in seconds; `work` is the part of the DagRun `run` in which a task worked."""

    total: float
    start: float
    run: float
    work: float
    stop: float

    def lines(self) -> list[str]:
        own = self.total - self.work
        return [
            f"time: {self.total:.1f} s in all, {own:.1f} s of it Airflow's own overhead ({own / self.total:.0%})",
            f"  Airflow starting  {self.start:6.1f} s",
            f"  tasks working     {self.work:6.1f} s",
            f"  between tasks     {self.run - self.work:6.1f} s",
            f"  Airflow stopping  {self.stop:6.1f} s",
        ]


def run_seconds(run: Run) -> float:
    """The wall of a finished run."""
    return (run.end - run.start).total_seconds() if run.start and run.end else 0.0


def task_log(logs: Path, run: Run, task: Task) -> Path:
    """Where Airflow writes the log of the task's last attempt (`[logging] log_filename_template`)."""
    folder = logs / f"dag_id={run.dag_id}" / f"run_id={run.run_id}" / f"task_id={task.task_id}"
    if task.map_index >= 0:
        folder /= f"map_index={task.map_index}"
    return folder / f"attempt={task.try_number}.log"


def _reason(log: Path) -> str:
    """The exception that ended the task, in one line; task logs are lines of JSON."""
    for line in reversed(log.read_text("utf-8").splitlines() if log.exists() else []):
        for error in _entry(line).get("error_detail", []):
            return f"{error['exc_type']}: {error['exc_value']}".splitlines()[0]
    return "no exception in its log"


def _entry(line: str) -> dict[str, Any]:
    """A line of a task's log; the last one of a task that was killed may be torn."""
    try:
        entry: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return entry


def failure_lines(logs: Path, run: Run, tasks: Sequence[Task]) -> list[str]:
    """For every task that failed by itself: its name, its reason, its log."""
    lines = []
    for task in tasks:
        if task.state == "failed":
            log = task_log(logs, run, task)
            lines += [f"failed: {task_line(task).strip()}", f"  {_reason(log)}", f"  log: {log}"]
    return lines
