"""The DAG `probe_source`: what a site would yield, without archiving anything."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task
from airflow.sdk.exceptions import AirflowFailException

from dags import forms, stages
from dags.command import ask_spiders

log = logging.getLogger(__name__)

PARAMS = {
    "source": forms.one(
        forms.register_names().sources,
        "登记的网站 · Registered site",
        "登记册中的一个网站 · one site of the register",
    ),
    "url": forms.address(
        "或网址 · Or an address",
        "未登记网站的主页、列表页或一篇报告，以 http:// 或 https:// 开头 · a home page, a list or a report",
    ),
}


@task(task_display_name="试看 · probe", execution_timeout=timedelta(minutes=30))
def probe() -> dict[str, Any]:
    """Looks at the site and writes what it sees into this log; returns how many of its lists yield reports."""
    asked = forms.answers()
    if (asked["source"] is None) == (asked["url"] is None):
        raise AirflowFailException("pick a registered site or give an address, one of the two")
    answer = ask_spiders("probe", asked["source"] or asked["url"])
    columns = answer.told.get("columns", [])
    for line in (line for column in columns for line in column["words"]):
        log.info(line)
    answer.require_success()
    return {
        "dialect": answer.told["dialect"],
        "lists": len(columns),
        "lists_with_reports": sum(column["does_yield"] for column in columns),
    }


@dag(
    dag_id="probe_source",
    dag_display_name="试看网站 · probe_source",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=False,
    default_args=stages.DEFAULTS,
    tags=["采集", "crawl"],
    description="试看一个网站能采到什么，不存档 · what a site would yield; nothing is archived",
    params=PARAMS,
    doc_md=stages.doc(__file__),
)
def probe_source() -> None:
    probe()


probe_source()
