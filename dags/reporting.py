"""The end of a run: its report, kept with the snapshot, and word to people where it needs one of them."""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.folders import data_folder

log = logging.getLogger(__name__)

Ended = Sequence[Mapping[str, Any]]
"""The tasks of a run that have ended, as Airflow tells of them: task_id, map_index, state, operator, duration."""


@task(
    task_display_name="报告 · report",
    execution_timeout=timedelta(minutes=10),
    pool="warehouse",
    trigger_rule="all_done",
)
def report(building: str | None, published: str | None) -> str:
    """What the run brought, as a page and as JSON; returns the path of the JSON. Runs also when the run is red."""
    from warehouse import report_page, status
    from warehouse.run_report import Run

    context = get_current_context()
    dag_run = context["dag_run"]
    # The type of a task instance leaves this call out, the object has it.
    ended = list(context["ti"].get_task_breadcrumbs(dag_run.dag_id, dag_run.run_id))  # type: ignore[attr-defined]
    run = Run(
        run_id=dag_run.run_id,
        dag_id=dag_run.dag_id,
        started_at=dag_run.run_after,
        reasons=failures(ended),
        seconds=stage_seconds(context["dag"].task_ids, ended),
        building=Path(building) if building else None,
        snapshot=Path(published) if published else None,
    )
    page = report_page.write(data_folder(), run)
    status.note(data_folder(), run.run_id, list(run.reasons))
    log.info("%s", page)
    return str(page.with_suffix(".json"))


@task(task_display_name="通知 · notify", execution_timeout=timedelta(minutes=5))
def notify(report: str) -> None:
    """Tells people what in the report needs one of them; a listener that is away makes only this task red."""
    from notices.send import NoticeFailed, send
    from notices.settings import BadSetting, read

    try:
        log.info(send(json.loads(Path(report).read_text("utf-8")), read(os.environ)))
    except (BadSetting, NoticeFailed) as error:
        raise AirflowFailException(str(error)) from None


def stage_seconds(stages: Iterable[str], ended: Ended) -> dict[str, float]:
    """Seconds that the tasks of a run worked, by stage in this order; mapped ones together."""
    seconds = {stage: sum(each["duration"] or 0.0 for each in ended if each["task_id"] == stage) for stage in stages}
    return {stage: worked for stage, worked in seconds.items() if worked}


def failures(ended: Ended) -> tuple[str, ...]:
    """The tasks that failed by themselves, each once, with the number of mapped ones."""
    failed = Counter(each["task_id"] for each in ended if each["state"] == "failed")
    return tuple(f"{name}: {number} failed" for name, number in failed.items())
