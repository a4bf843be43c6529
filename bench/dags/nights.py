"""The DAG `nightly` as it is, and `empty_night`: the same tasks, mapped alike, that start and end."""

from __future__ import annotations

from collections.abc import Callable

from airflow.sdk import DAG
from airflow.sdk.exceptions import AirflowSkipException

from bench.sixty import PROVINCES
from dags.nightly import nightly

RETURNS: dict[str, object] = {"provinces": list(PROVINCES), "plan": []}
# What a night with nothing new leaves out.
SKIPPED = "check"


def _idle(task_id: str) -> Callable[..., object]:
    def idle(*_: object, **__: object) -> object:
        if task_id == SKIPPED:
            raise AirflowSkipException
        return RETURNS.get(task_id)

    return idle


def _emptied(night: DAG) -> DAG:
    night.dag_id = "empty_night"
    for task in night.tasks:
        # A mapped task has it too; an EmptyOperator calls nothing.
        if hasattr(task, "python_callable"):
            task.python_callable = _idle(task.task_id)
    return night


NIGHT = nightly()
EMPTY = _emptied(nightly())
