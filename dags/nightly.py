"""The DAG `nightly`: every night from the registered sites to a new snapshot."""

from __future__ import annotations

from airflow.sdk import CronTriggerTimetable, dag

from dags import stages

DOC = """
### 每夜采集 · Every night

每天凌晨两点（北京时间），访问登记册中的政府网站，把新出现的法治政府建设年度报告原样存档，清洗、分节、提取数据，
检查合格后发布为新的数据库快照。某个省的网站出错不影响其他省，但该次运行会标为失败，以便查看。
没有新内容时，检查和发布两步显示为“跳过”，已发布的快照不变。

At 02:00 Beijing time the registered government sites are visited, new annual reports are archived as they
are, cleaned, split into sections, searched for figures, checked and published as a new snapshot. A province
that fails does not hold back the others, but the run is red. With nothing new, `check` and `publish` are
skipped and the snapshot stays.

| 步骤 · step | 做什么 · what it does |
|---|---|
| `provinces`, `crawl` | 按省访问网站 · visits the sites, province by province |
| `collect` | 收入 `data/inbox` 中的文件，汇总存档 · takes in files saved by hand |
| `clean`, `split`, `extract` | 清洗、分节、提取 · text to lines, sections, figures |
| `load`, `check`, `publish` | 入库、检查、发布 · a new database file, checked, then published |
| `summary` | 小结 · what the snapshot holds |
"""


@dag(
    dag_id="nightly",
    # No start_date: with one, switching the DAG on at noon would start last night's run at once.
    schedule=CronTriggerTimetable("0 2 * * *", timezone="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    default_args={"owner": "fazhi"},
    tags=["采集", "crawl"],
    description="每夜采集并发布 · collect and publish every night",
    doc_md=DOC,
)
def nightly() -> None:
    crawled = stages.crawl.expand(province=stages.provinces())
    collected = stages.collect()
    crawled >> collected
    stages.publish_new(crawled, collected)


nightly()
