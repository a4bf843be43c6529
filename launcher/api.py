"""Airflow's REST API, as far as the launcher needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

import httpx

TIMEOUT_SECONDS = 30.0
PAGE = 100

Query = dict[str, int | list[str]]

POOL = {"name": "warehouse", "slots": 1, "description": "One writer of the warehouse at a time."}


class ApiError(RuntimeError):
    """Airflow refused a request; the text is one line."""


class Unanswered(ApiError):
    """Nobody answered a request."""


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Task:
    """One task instance of a run. `map_name` is the province or batch of a mapped task."""

    task_id: str
    map_index: int
    map_name: str | None
    try_number: int
    state: str | None
    start: datetime | None
    end: datetime | None

    @classmethod
    def from_json(cls, item: dict[str, Any]) -> Self:
        return cls(
            task_id=item["task_id"],
            map_index=item["map_index"],
            map_name=item["rendered_map_index"],
            try_number=item["try_number"],
            state=item["state"],
            start=_moment(item["start_date"]),
            end=_moment(item["end_date"]),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One DagRun."""

    dag_id: str
    run_id: str
    state: str
    start: datetime | None
    end: datetime | None

    @classmethod
    def from_json(cls, item: dict[str, Any]) -> Self:
        return cls(
            dag_id=item["dag_id"],
            run_id=item["dag_run_id"],
            state=item["state"],
            start=_moment(item["start_date"]),
            end=_moment(item["end_date"]),
        )

    @property
    def finished(self) -> bool:
        return self.state in {"success", "failed"}


class Api:
    """A client of one API server."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def _ask(
        self, method: str, path: str, *, params: Query | None = None, json: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            response = self._client.request(method, path, params=params, json=json)
        except httpx.TransportError as error:
            raise Unanswered(f"{method} {path}: the API server does not answer ({error}); read its log") from error
        if response.is_error:
            raise ApiError(f"{method} {path}: {response.status_code} {response.text[:300]}")
        answer: dict[str, Any] = response.json()
        return answer

    def health(self) -> dict[str, Any] | None:
        """The state of each component; None while the server does not answer yet."""
        try:
            return self._ask("GET", "/api/v2/monitor/health")
        except Unanswered:
            return None

    def sign_in(self, user: str, password: str) -> None:
        token = self._ask("POST", "/auth/token", json={"username": user, "password": password})
        self._client.headers["Authorization"] = f"Bearer {token['access_token']}"

    def ensure_pool(self) -> None:
        """Makes the pool of the warehouse tasks; without it they would wait for ever."""
        listed = self._ask("GET", "/api/v2/pools", params={"limit": PAGE})
        if POOL["name"] not in {pool["name"] for pool in listed["pools"]}:
            self._ask("POST", "/api/v2/pools", json=POOL)

    def parsed_since(self, dag_id: str, since: datetime) -> bool | None:
        """True once this DAG was read after `since`, else None; ApiError when its file cannot be imported."""
        self._refuse_import_errors(since)
        response = self._client.get(f"/api/v2/dags/{dag_id}")
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        parsed = _moment(response.raise_for_status().json()["last_parsed_time"])
        return True if parsed and parsed > since else None

    def _refuse_import_errors(self, since: datetime) -> None:
        for error in self._ask("GET", "/api/v2/importErrors")["import_errors"]:
            if datetime.fromisoformat(error["timestamp"]) > since:
                last = error["stack_trace"].strip().splitlines()[-1]
                raise ApiError(f"{error['filename']} cannot be imported: {last}")

    def fail_unfinished(self, dag_id: str) -> None:
        """Closes the runs that a launcher which was killed left open; they would block the next one."""
        path = f"/api/v2/dags/{dag_id}/dagRuns"
        for run in self._ask("GET", path, params={"state": ["queued", "running"], "limit": PAGE})["dag_runs"]:
            self._ask("PATCH", f"{path}/{run['dag_run_id']}", json={"state": "failed"})

    def unpause(self, dag_id: str) -> None:
        """A run of a DAG that is switched off would wait for ever."""
        self._ask("PATCH", f"/api/v2/dags/{dag_id}", json={"is_paused": False})

    def trigger(self, dag_id: str, run_id: str, conf: dict[str, object]) -> Run:
        body = {"dag_run_id": run_id, "logical_date": None, "conf": conf}
        return Run.from_json(self._ask("POST", f"/api/v2/dags/{dag_id}/dagRuns", json=body))

    def run(self, dag_id: str, run_id: str) -> Run:
        return Run.from_json(self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}"))

    def tasks(self, run: Run) -> list[Task]:
        """Every task instance of the run, mapped ones included."""
        path = f"/api/v2/dags/{run.dag_id}/dagRuns/{run.run_id}/taskInstances"
        tasks: list[Task] = []
        while True:
            page = self._ask("GET", path, params={"limit": PAGE, "offset": len(tasks)})
            tasks.extend(Task.from_json(item) for item in page["task_instances"])
            if not page["task_instances"] or len(tasks) >= page["total_entries"]:
                return tasks


@contextmanager
def connected(url: str) -> Iterator[Api]:
    """A client of the API server at `url`; no proxy, whatever the environment says."""
    with httpx.Client(base_url=url, timeout=TIMEOUT_SECONDS, trust_env=False) as client:
        yield Api(client)
