"""Airflow's plugin: a tab on every run that shows its report, to whoever may read the run.

Each process of Airflow loads its plugins; only the API server answers requests, so the rest is imported there.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse
    from starlette.types import Receive, Scope, Send

PREFIX = "/fazhi/reports"
# The task that leaves word of its run's report, as its result: the JSON, beside which the page lies.
REPORT_TASK = "report"
REPORT = ".report.json"
MISSING = "<p>本次运行没有报告，或已随快照删除 · this run has no report, or it went with its snapshot</p>"
# The page is ours, the words in it are not: whatever they are, the browser runs nothing and asks nobody.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def page_of(data: Path, left: object) -> Path | None:
    """The page of the report that a run left word of; None where there is none below the data folder.

    Results of tasks can be written over REST, by those who may start runs: no other file is shown for it.
    """
    if not isinstance(left, str) or not left.endswith(REPORT) or "\0" in left:
        return None
    page = (data / left).with_suffix(".html").resolve()
    return page if page.is_relative_to(data.resolve()) and page.is_file() else None


class Reports:
    """An ASGI application of one address, `/<dag>/<run>`."""

    def __init__(self) -> None:
        self._app: FastAPI | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is None:
            self._app = _application()
        await self._app(scope, receive, send)


def _application() -> FastAPI:
    from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
    from airflow.api_fastapi.core_api.security import requires_access_dag
    from fastapi import Depends, FastAPI

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    may_read_the_run = Depends(requires_access_dag("GET", DagAccessEntity.RUN))
    app.get("/{dag_id}/{run_id:path}", dependencies=[may_read_the_run], response_model=None)(_report)
    return app


def _report(dag_id: str, run_id: str) -> HTMLResponse:
    from fastapi.responses import HTMLResponse

    page = page_of(Path(os.environ["FAZHI_DATA"]), _left(dag_id, run_id))
    if page is None:
        return HTMLResponse(MISSING, status_code=404, headers=HEADERS)
    return HTMLResponse(page.read_text(encoding="utf-8"), headers=HEADERS)


def _left(dag_id: str, run_id: str) -> object:
    from airflow.models.xcom import XCOM_RETURN_KEY, XComModel
    from airflow.utils.session import create_session

    query = XComModel.get_many(run_id=run_id, dag_ids=dag_id, task_ids=REPORT_TASK, key=XCOM_RETURN_KEY, limit=1)
    with create_session() as session:
        found = session.scalar(query)
        return XComModel.deserialize_value(found) if found else None


class RunTab(AirflowPlugin):
    name = "fazhi"
    fastapi_apps: list[Any] = [{"app": Reports(), "url_prefix": PREFIX, "name": "reports"}]  # noqa: RUF012
    external_views: list[Any] = [  # noqa: RUF012
        {
            "name": "报告 · Report",
            "href": f"{PREFIX}/{{DAG_ID}}/{{RUN_ID}}",
            "destination": "dag_run",
            "url_route": "fazhi_report",
        }
    ]
