"""The DAG `import_files`: files that a person saved, or pages by address, to a new snapshot."""

from __future__ import annotations

from airflow.sdk import dag

from dags import forms, stages

PARAMS = {
    "folder": forms.folder(
        "文件夹 · Folder",
        "`data/inbox/` 之下的文件夹名，例如 `2025-浙江` · the folder's name below `data/inbox/`",
    ),
    "urls": forms.addresses(
        "网页地址 · Addresses",
        "登记册中网站的文章地址，每行一个 · addresses of articles on registered sites, one a line",
    ),
}


@dag(
    dag_id="import_files",
    dag_display_name="导入文件 · import_files",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    # It only runs by hand, so there is nothing to hold back.
    is_paused_upon_creation=False,
    default_args=stages.DEFAULTS,
    tags=["导入", "inbox"],
    description="导入保存的文件或指定的网页 · bring in files saved by hand, or pages by address",
    params=PARAMS,
    doc_md=stages.doc(__file__),
)
def import_files() -> None:
    fetched, collected = stages.fetch(), stages.collect_named()
    fetched >> collected
    stages.publish_new(fetched, collected)


import_files()
