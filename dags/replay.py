"""The DAG `replay`: what is held through today's rules again, shown as a difference before it is published."""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param, dag, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from dags import forms, stages
from dags.folders import data_folder

if TYPE_CHECKING:
    from warehouse.replay import Choice

log = logging.getLogger(__name__)

INBOX = {"inbox": "人工导入的文件"}
PARAMS = {
    "from_step": Param(
        default="clean",
        type="string",
        enum=["clean", "split", "extract"],
        values_display={"clean": "清洗 · clean", "split": "分节 · split", "extract": "提取 · extract"},
        title="从哪一步 · From step",
        description_md="该步及以后重做 · this step and those after it are done again",
    ),
    "years": forms.some(forms.years(), "报告年份 · Years", "只重做这些年份；不选即全部 · only these; none picked: all"),
    "sources": forms.some(
        INBOX | forms.register_names().sources,
        "网站 · Sites",
        "只重做这些网站的报告；不选即全部 · only the reports of these; none picked: all",
    ),
    "publish": forms.switch(
        "发布 · Publish",
        "检查合格后发布；不选则只显示差异 · publish what passes the checks; without it the difference is only shown",
    ),
}


def choice(asked: Mapping[str, Any]) -> Choice:
    """The answers of the form as the warehouse takes them."""
    from warehouse.replay import Choice

    years = tuple(map(int, asked["years"] or ()))
    return Choice(from_step=asked["from_step"], years=years, sources=tuple(asked["sources"] or ()))


@task(task_display_name="重做 · plan_again", execution_timeout=timedelta(minutes=30), pool=stages.WAREHOUSE)
def plan_again() -> list[str]:
    """The batches to put through the steps again."""
    from warehouse import replay as replaying

    try:
        return replaying.plan(data_folder(), choice(forms.answers()))
    except replaying.BadChoice as error:
        raise AirflowFailException(str(error)) from error


@task(
    task_display_name="重建 · build",
    execution_timeout=timedelta(hours=4),
    pool=stages.WAREHOUSE,
    trigger_rule="none_failed",
)
def build(batches: list[str]) -> str:
    """A building file made anew beside the published snapshot."""
    from warehouse import replay as replaying

    loaded = replaying.build(data_folder(), batches)
    log.info("%s", loaded)
    return str(loaded.building)


@task(task_display_name="比较 · compare", execution_timeout=timedelta(hours=1), pool=stages.WAREHOUSE)
def compare(building: str) -> str:
    """Which reports and values would be new, changed or vanish: counted in the log, listed in `data/reports`."""
    from warehouse import replay as replaying

    difference = replaying.compare(data_folder(), Path(building), choice(forms.answers()))
    log.info("%s", json.dumps(difference.counts(), ensure_ascii=False))
    log.info("%s", replaying.keep(data_folder(), Path(building), difference))
    return building


@task(task_display_name="决定 · decide", execution_timeout=timedelta(minutes=1))
def decide(building: str) -> str:
    """Lets the checked file pass to publication where the form asks for it."""
    if not forms.answers()["publish"]:
        raise AirflowSkipException(f"not asked to publish; the file is {building}")
    return building


@dag(
    dag_id="replay",
    dag_display_name="按新规则重做 · replay",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=stages.DEFAULTS,
    tags=["重做", "replay"],
    description="按现行规则重新处理已存档的报告，先看差异再发布 · read the archive again by today's rules",
    params=PARAMS,
    doc_md=stages.doc(__file__),
)
def replay() -> None:
    batches = plan_again()
    ended = stages.transform_all(batches, from_step="{{ params.from_step }}")
    # An XComArg stands for its value until the task runs.
    building = build(batches)  # type: ignore[arg-type]
    ended >> building
    published = stages.publish(decide(stages.check(compare(building))))  # type: ignore[arg-type]
    stages.finish(building, published, ended, batches)


replay()
