"""The DAG `import_files`: files that a person saved, or pages by address, to a new snapshot."""

from __future__ import annotations

from airflow.sdk import Param, dag

from dags import stages

DOC = """
### 导入文件 · Import files

把人工保存的网页或文件（.txt .html .htm .mht .mhtml .pdf .docx）放进 `data/inbox/` 下的一个文件夹，
在运行时填写该文件夹的名称。文件不会被移动或修改，没有变化的文件不会重复存档。
也可以填写登记册中网站的文章地址，由程序抓取。

Put pages or files that you saved into a folder below `data/inbox/` and name that folder when you trigger
the run. The files stay where they are; an unchanged file is not archived twice. Or give addresses of
articles on registered sites, and they are fetched.
"""

URLS = Param(
    default=None,
    type=["null", "array"],
    items={"type": "string", "pattern": r"^https?://[^\s/]+\S*$"},
    title="网页地址 · Addresses",
    description_md="登记册中网站的文章地址，每行一个 · addresses of articles on registered sites, one a line",
)
FOLDER = Param(
    default=None,
    type=["null", "string"],
    title="文件夹 · Folder",
    description_md="`data/inbox/` 之下的文件夹名，例如 `2025-浙江` · the folder's name below `data/inbox/`",
    minLength=1,
    # Relative, and never upwards.
    pattern=r"^(?!/)(?!(.*/)?\.\.(/|$)).+$",
)


@dag(
    dag_id="import_files",
    schedule=None,
    catchup=False,
    max_active_runs=1,
    # It only runs by hand, so there is nothing to hold back.
    is_paused_upon_creation=False,
    default_args={"owner": "fazhi"},
    tags=["导入", "inbox"],
    description="导入保存的文件或指定的网页 · bring in files saved by hand, or pages by address",
    params={"folder": FOLDER, "urls": URLS},
    doc_md=DOC,
)
def import_files() -> None:
    stages.publish_new(stages.collect_named())


import_files()
