"""The DAG `import_files`: files that a person saved, from a folder in the inbox to a new snapshot."""

from __future__ import annotations

from airflow.sdk import Param, dag

from dags import stages

DOC = """
### 导入文件 · Import files

把人工保存的网页或文件（.txt .html .htm .mht .mhtml .pdf .docx）放进 `data/inbox/` 下的一个文件夹，
在运行时填写该文件夹的名称。文件不会被移动或修改，没有变化的文件不会重复存档。

Put pages or files that you saved into a folder below `data/inbox/` and name that folder when you trigger
the run. The files stay where they are; an unchanged file is not archived twice.
"""

FOLDER = Param(
    type="string",
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
    description="导入人工保存的文件 · bring in files saved by hand",
    params={"folder": FOLDER},
    doc_md=DOC,
)
def import_files() -> None:
    stages.publish_new(stages.collect_folder())


import_files()
