"""The DAG `nightly`: every night from the registered sites to a new snapshot."""

from __future__ import annotations

from airflow.sdk import CronTriggerTimetable, dag

from dags import forms, stages

NAMES = forms.register_names()
PARAMS = {
    "provinces": forms.some(
        NAMES.provinces,
        "省份 · Provinces",
        "只访问这些省份的网站，不论是否到期；不选即全部 · only their sites, due or not; none picked: all",
    ),
    "sources": forms.some(
        NAMES.sources,
        "网站 · Sites",
        "只访问这些网站，可与省份同选 · only these sites, beside those of the provinces that are picked",
    ),
    "since": forms.year(
        "起始年份 · Since",
        "该年及以后的报告，更早的可补采 · reports of this year and later; an earlier year fills gaps",
    ),
    "every_source": forms.switch(
        "全部网站 · Every site",
        "登记册中的全部网站，不论是否已核验、是否到期 · all registered sites, verified and due or not",
    ),
}


@dag(
    dag_id="nightly",
    dag_display_name="每夜采集 · nightly",
    # No start_date: with one, switching the DAG on at noon would start last night's run at once.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    default_args=stages.DEFAULTS,
    tags=["采集", "crawl"],
    description="每夜采集并发布 · collect and publish every night",
    params=PARAMS,
    doc_md=stages.doc(__file__),
)
def nightly() -> None:
    crawled = stages.crawl.expand(province=stages.provinces())
    collected = stages.collect()
    crawled >> collected
    stages.publish_new(crawled, collected)


nightly()
