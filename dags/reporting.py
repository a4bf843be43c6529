"""The end of a run: its report, kept with the snapshot, and word to people where it needs one of them."""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from airflow.sdk import Context, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.folders import data_folder

log = logging.getLogger(__name__)

Ended = Sequence[Mapping[str, Any]]
"""The tasks of a run that have ended, as Airflow tells of them: task_id, map_index, state, operator, duration."""

# The XCom in which a task that fails leaves one line for the report of its run. A notice has room for it and advice.
REASON = "reason"
# And the one in which a task that archives files by hand leaves a line for each that it could not read.
LEFT = "left"
ARCHIVING = ("collect", "collect_named")
LONGEST = 240
SILENT = "ended before it could say why: killed again and again, or stopped by hand"
# What a person does about a red task; docs/operate.md says more.
ADVICE = {
    "crawl": "在浏览器中查看该网站 · open the site in a browser; moved: mend its YAML, then python -m spiders verify; "
    "blocked: save its pages into data/inbox",
    "fetch": "人工保存网页后导入 · save the page by hand into data/inbox",
    "collect_named": "核对文件夹名 · name a folder of data/inbox",
    "check": "查看报告中的检查 · read the checks in the report; mend the rule or the source, or release it",
    "load": "按该行所说处理后再运行 · do what the line says and run again",
    "build": "按该行所说处理后再运行 · do what the line says and run again",
}
OTHERWISE = "下次运行再做；再次失败请报告 · the next run does it again; twice: report it as a bug"


@task(
    task_display_name="报告 · report",
    execution_timeout=timedelta(minutes=10),
    pool="warehouse",
    trigger_rule="all_done",
)
def report(building: str | None, published: str | None) -> str:
    """What the run brought, as a page and as JSON. Runs also when the run is red.

    Returns where the JSON lies below the data folder; the tab of the run and the notice find the report by that.
    """
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
        reasons=failures(ended, partial(_reason, context)),
        seconds=stage_seconds(context["dag"].task_ids, ended),
        building=Path(building) if building else None,
        snapshot=Path(published) if published else None,
        left=_files_left(context, ended),
    )
    data = data_folder()
    page = report_page.write(data, run)
    status.note(data, run.run_id, list(run.reasons))
    log.info("%s", page)
    return str(page.with_suffix(".json").relative_to(data))


@task(task_display_name="通知 · notify", execution_timeout=timedelta(minutes=5))
def notify(report: str) -> None:
    """Tells people what in the report needs one of them; a listener that is away makes only this task red."""
    from notices.send import NoticeFailed, send
    from notices.settings import read

    try:
        log.info(send(json.loads((data_folder() / report).read_text("utf-8")), read(os.environ)))
    except NoticeFailed as error:
        raise AirflowFailException(str(error)) from None


def stage_seconds(stages: Iterable[str], ended: Ended) -> dict[str, float]:
    """Seconds that the tasks of a run worked, by stage in this order; mapped ones together."""
    seconds = {stage: sum(each["duration"] or 0.0 for each in ended if each["task_id"] == stage) for stage in stages}
    return {stage: worked for stage, worked in seconds.items() if worked}


def failures(ended: Ended, reason: Callable[[str, int], str | None]) -> tuple[str, ...]:
    """A line for each task that failed by itself: which one, why, and what to do; `reason` is what it left."""
    failed = [(each["task_id"], each["map_index"]) for each in ended if each["state"] == "failed"]
    return tuple(
        f"{reason(task_id, map_index) or f'{task_id}: {SILENT}'} → {ADVICE.get(task_id, OTHERWISE)}"
        for task_id, map_index in failed
    )


def leave_reason(context: Context) -> None:
    """Called by Airflow when a task has failed for good."""
    ti = context["ti"]
    # The type of a task instance leaves its name among the mapped ones out, the object has it.
    name = " ".join(filter(None, (ti.task_id, getattr(ti, "rendered_map_index", None))))
    ti.xcom_push(REASON, f"{name}: {one_line(context['exception'])}")


def leave_files(lines: Sequence[str]) -> None:
    """Called by a task that archives files, with a line for each that it could not read and why."""
    for line in lines:
        log.warning("left: %s", line)
    get_current_context()["ti"].xcom_push(LEFT, list(lines))


def one_line(error: object) -> str:
    """What an exception says, with its kind where it was not raised to be read by people."""
    text = " ".join(str(error).split())
    told = text if isinstance(error, AirflowFailException) else f"{type(error).__name__}: {text}"
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _files_left(context: Context, ended: Ended) -> tuple[str, ...]:
    archived = [each["task_id"] for each in ended if each["task_id"] in ARCHIVING]
    found = [context["ti"].xcom_pull(task_ids=task_id, key=LEFT) or () for task_id in archived]
    return tuple(line for lines in found for line in lines)


def _reason(context: Context, task_id: str, map_index: int) -> str | None:
    found: str | None = context["ti"].xcom_pull(task_ids=task_id, map_indexes=map_index, key=REASON)
    return found
