"""The DAG `nightly`: every night from the registered sites to a new snapshot."""

from __future__ import annotations

from airflow.sdk import CronTriggerTimetable, Param, dag

from dags import stages

DOC = """
### 每夜采集 · Every night

每天凌晨两点（北京时间），访问登记册中的政府网站，把新出现的法治政府建设年度报告原样存档，清洗、分节、提取数据，
检查合格后发布为新的数据库快照。某个省的网站出错不影响其他省，但该次运行会标为失败，以便查看。
没有新内容时，检查和发布两步显示为“跳过”，已发布的快照不变。
一月至四月每夜访问所有已核验（`python -m spiders verify`）的网站，并重新查看已收录的报告；其余月份每周一次。

At 02:00 Beijing time the registered government sites are visited, new annual reports are archived as they
are, cleaned, split into sections, searched for figures, checked and published as a new snapshot. A province
that fails does not hold back the others, but the run is red. With nothing new, `check` and `publish` are
skipped and the snapshot stays. From January to April every verified site (`python -m spiders verify`) is visited
each night and the reports that are held are looked at again; in the other months once a week.

| 步骤 · step | 做什么 · what it does |
|---|---|
| `provinces`, `crawl` | 按省访问网站 · visits the sites, province by province |
| `collect` | 收入 `data/inbox` 中的文件，汇总存档 · takes in files saved by hand |
| `clean`, `split`, `extract` | 清洗、分节、提取 · text to lines, sections, figures |
| `load`, `check`, `publish` | 入库、检查、发布 · a new database file, checked, then published |
| `summary` | 小结 · what the snapshot holds |
"""


EVERY_SOURCE = Param(
    default=False,
    type="boolean",
    title="全部网站 · Every site",
    description_md="登记册中的全部网站，不论是否已核验、是否到期 · all registered sites, verified and due or not",
)
SINCE = Param(
    default=None,
    type=["null", "integer"],
    minimum=1990,
    maximum=2100,
    title="起始年份 · Since",
    description_md="该年及以后的报告，填更早的年份可补采 · reports of this year and later; an earlier one fills a gap",
)


@dag(
    dag_id="nightly",
    # No start_date: with one, switching the DAG on at noon would start last night's run at once.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "fazhi"},
    tags=["采集", "crawl"],
    description="每夜采集并发布 · collect and publish every night",
    params={"every_source": EVERY_SOURCE, "since": SINCE},
    doc_md=DOC,
)
def nightly() -> None:
    crawled = stages.crawl.expand(province=stages.provinces())
    collected = stages.collect()
    crawled >> collected
    stages.publish_new(crawled, collected)


nightly()
