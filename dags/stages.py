"""The tasks that the DAGs share. Each calls the public face of one room and hands on names and paths only.

The rooms are imported inside the tasks, because a DAG file is parsed every 30 s.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import (
    Asset,
    ExceptionRetryPolicy,
    RetryAction,
    RetryRule,
    XComArg,
    chain,
    get_current_context,
    task,
    task_group,
)
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException, AirflowTaskTimeout

from dags import forms
from dags.command import SpidersKilled, ask_spiders, run_spiders
from dags.folders import data_folder, register_folder
from dags.reporting import leave_files, leave_reason, notify, report

if TYPE_CHECKING:
    from airflow.sdk.types import DagRunProtocol

log = logging.getLogger(__name__)

# The one slot keeps plans and loads of different runs apart; the launcher makes the pool.
WAREHOUSE = "warehouse"
BATCH_NAME = "{{ task.op_kwargs['batch'] }}"
# A DAG with `schedule=[SNAPSHOT]` runs after each publication; the event's extra says what the snapshot holds.
SNAPSHOT = Asset("fazhi_snapshot", uri="x-fazhi://snapshot")

# A task whose process was killed, with its machine or alone, is tried again; one that says why it failed would fail
# in the same way twice, so it is not.
KILLED_ONLY = ExceptionRetryPolicy([RetryRule(BaseException, RetryAction.FAIL)])
DEFAULTS: dict[str, Any] = {
    "owner": "fazhi",
    "retries": 2,
    "retry_delay": timedelta(seconds=20),
    "retry_exponential_backoff": 2.0,
    "retry_policy": KILLED_ONLY,
    "on_failure_callback": leave_reason,
}
# A crawl is also tried again when a signal or its time limit ended it. What a site does is an outcome in the archive:
# a block is never answered by asking again.
CUT_SHORT = ExceptionRetryPolicy(
    [
        RetryRule([SpidersKilled, AirflowTaskTimeout], RetryAction.RETRY),
        RetryRule(BaseException, RetryAction.FAIL),
    ]
)


def doc(dag_file: str) -> str:
    """What the DAG of this file says of itself in the UI: the Markdown file beside it."""
    return Path(dag_file).with_suffix(".md").read_text("utf-8")


@task(task_display_name="省份 · provinces", execution_timeout=timedelta(minutes=5))
def provinces() -> list[str]:
    """The provinces to visit; one with a broken file is there too, so that its crawl says so."""
    from spiders.registry import read_register

    asked = forms.answers()
    chosen = forms.picked(asked, "provinces", "sources")
    register = read_register(register_folder())
    entries = [(source.province, source.source_id) for source in register.sources]
    entries += [(fault.province, fault.source_id) for fault in register.faults]
    return sorted({entry[0] for entry in entries if not chosen or not chosen.isdisjoint(entry)})


@task(
    task_display_name="访问 · crawl",
    execution_timeout=timedelta(hours=6),
    retry_policy=CUT_SHORT,
    map_index_template="{{ task.op_kwargs['province'] }}",
)
def crawl(province: str) -> None:
    """Visits the sites of one province and archives what they answer; red where one that worked fails newly."""
    context = get_current_context()
    told = run_spiders("crawl", *crawl_arguments(province, forms.answers()), f"--began={began(context['dag_run'])}")
    for reason, sources in told["silent"].items():
        log.info("no list came, as before: %s (%s): %s", reason, len(sources), ", ".join(sources))


def began(run: DagRunProtocol) -> str:
    """When the run began: the second try of a crawl belongs to the same night as the first."""
    return (run.start_date or run.run_after).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def crawl_arguments(province: str, asked: Mapping[str, Any]) -> list[str]:
    """What `spiders crawl` is told of one province: who picks a site means it now, due or not."""
    whole = province in (asked["provinces"] or ())
    sources = [] if whole else [f"--source={source_id}" for source_id in asked["sources"] or ()]
    is_picked = whole or sources or asked["every_source"]
    since = [] if asked["since"] is None else [f"--since={asked['since']}"]
    return [f"--province={province}", *([] if is_picked else ["--due"]), *since, *sources]


@task(task_display_name="汇总 · collect", execution_timeout=timedelta(hours=1), trigger_rule="all_done")
def collect() -> None:
    """Archives files that wait in `data/inbox`, and stages what the archive holds.

    Runs also after a province failed: what the others brought in goes on.
    """
    inbox = data_folder() / "inbox"
    if inbox.is_dir():
        _archive(inbox)
    _stage()


@task(task_display_name="抓取 · fetch", execution_timeout=timedelta(hours=1), retry_policy=CUT_SHORT)
def fetch() -> None:
    """Archives the articles whose addresses the run names."""
    urls = forms.answers()["urls"]
    if not urls:
        raise AirflowSkipException("no address is named")
    run_spiders("crawl", *(f"--url={url}" for url in urls))


@task(task_display_name="导入 · collect_named", execution_timeout=timedelta(hours=1), trigger_rule="all_done")
def collect_named() -> None:
    """Archives the folder that the run names, and stages what the archive holds; also after an address failed."""
    named = forms.answers()
    if not named["folder"] and not named["urls"]:
        raise AirflowFailException("nothing named: give a folder of data/inbox, addresses of articles, or both")
    if named["folder"]:
        _archive(inbox_folder(data_folder(), named["folder"]))
    _stage()


def _archive(folder: Path) -> None:
    """Archives the files of a folder; those that cannot be read are left for the report of the run to name."""
    answer = ask_spiders("inbox", str(folder))
    left = answer.told.get("left")
    if not left:
        answer.require_success()
    leave_files([f"{name}: {reason}" for name, reason in (left or {}).items()])


def inbox_folder(data: Path, name: str) -> Path:
    """The folder `name` below `data/inbox`; AirflowFailException when it lies elsewhere or is not there."""
    inbox = (data / "inbox").resolve()
    folder = (inbox / name).resolve()
    if not folder.is_relative_to(inbox):
        raise AirflowFailException(f"{name}: not a folder in {inbox}")
    if not folder.is_dir():
        raise AirflowFailException(f"{folder} is not there: copy your files into it first")
    return folder


def _stage() -> None:
    """Stages the archive and the sound sources; one with a broken file keeps its reports, and its crawl is red."""
    from spiders.archive import Archive
    from spiders.registry import read_register

    with Archive(data_folder()) as archive:
        archive.stage(list(read_register(register_folder()).sources))


@task(task_display_name="分批 · plan", execution_timeout=timedelta(minutes=30), pool=WAREHOUSE)
def plan() -> list[str]:
    """The batches of captures that have not been through all steps under today's rules."""
    from warehouse import staging

    return staging.plan(data_folder())


@task(task_display_name="清洗 · clean", execution_timeout=timedelta(hours=2), map_index_template=BATCH_NAME)
def clean(batch: str, from_step: str | None = None) -> None:
    """Pages and files to labelled lines."""
    from spiders.archive import Archive
    from warehouse import staging

    data = data_folder()
    with Archive(data) as archive:
        log.info("%s", staging.clean(data, batch, archive.payload, from_step))


@task(task_display_name="分节 · split", execution_timeout=timedelta(hours=1), map_index_template=BATCH_NAME)
def split(batch: str, from_step: str | None = None) -> None:
    """Lines to sections."""
    from warehouse import staging

    log.info("%s", staging.split(data_folder(), batch, from_step))


@task(task_display_name="提取 · extract", execution_timeout=timedelta(hours=2), map_index_template=BATCH_NAME)
def extract(batch: str, from_step: str | None = None) -> None:
    """Sections to quantities and indicators."""
    from warehouse import staging

    log.info("%s", staging.extract(data_folder(), batch, from_step))


@task_group(prefix_group_id=False, group_display_name="处理 · transform")
def transform(batch: str, from_step: str | None = None) -> None:
    """One batch through the three steps; those from `from_step` on are done again where they were done."""
    steps = [step(batch=batch, from_step=from_step) for step in (clean, split, extract)]
    chain(*steps)


@task(task_display_name="入库 · load", execution_timeout=timedelta(hours=2), pool=WAREHOUSE, trigger_rule="none_failed")
def load() -> str | None:
    """A copy of the newest snapshot with the staged batches added; nothing when nothing is new."""
    from warehouse.load import load as load_staged

    loaded = load_staged(data_folder())
    log.info("%s", loaded)
    return None if loaded.building is None else str(loaded.building)


@task(task_display_name="检查 · check", execution_timeout=timedelta(hours=1), pool=WAREHOUSE)
def check(building: str | None) -> str:
    """The checks of the new file; one that stops leaves the published snapshot as it is."""
    from warehouse.check import GateStopped
    from warehouse.check import check as check_building
    from warehouse.snapshot import Superseded

    if building is None:
        raise AirflowSkipException("nothing new to check or publish")
    try:
        outcomes = check_building(data_folder(), Path(building))
    except Superseded as error:
        raise AirflowSkipException(str(error)) from error
    except GateStopped as error:
        raise AirflowFailException(str(error)) from error
    for outcome in outcomes:
        log.info("%s", outcome)
    return building


@task(task_display_name="发布 · publish", execution_timeout=timedelta(minutes=10), pool=WAREHOUSE, outlets=[SNAPSHOT])
def publish(building: str) -> str:
    """The checked file under its final name, and the link `fazhi.duckdb` on it."""
    from warehouse.publish import publish as publish_building
    from warehouse.snapshot import Superseded
    from warehouse.summary import summary as summary_of

    data = data_folder()
    try:
        path = publish_building(data, Path(building))
    except Superseded as error:
        raise AirflowSkipException(str(error)) from error
    event = get_current_context()["outlet_events"][SNAPSHOT]
    event.extra = {"snapshot": path.name, **summary_of(data).counts}
    return str(path)


@task(task_display_name="小结 · summary", execution_timeout=timedelta(minutes=10), trigger_rule="none_failed")
def summary() -> None:
    """What the snapshot now holds."""
    from warehouse.summary import summary as summary_of

    log.info("%s", summary_of(data_folder()))


def transform_all(batches: XComArg, from_step: str | None = None) -> EmptyOperator:
    """Every batch through the three steps, up to the point at which all have ended, well or not.

    One document that kills the process of its batch must not hold back all others.
    """
    ended = EmptyOperator(task_id="transformed", task_display_name="合并 · transformed", trigger_rule="all_done")
    transform.partial(from_step=from_step).expand(batch=batches) >> ended
    return ended


def finish(building: XComArg, published: XComArg, ended: EmptyOperator, *parts: XComArg) -> None:
    """The end of every DAG: a summary, a report, and a last task that is red where a batch or any of `parts` is."""
    summarised = summary()
    published >> summarised
    # Not before `complete`: a run is as red as its last tasks.
    reported = report(building, published)  # type: ignore[arg-type]
    [*parts, *ended.upstream_list, summarised] >> reported
    notify(reported)  # type: ignore[arg-type]
    complete = EmptyOperator(task_id="complete", task_display_name="完成 · complete", trigger_rule="none_failed")
    [*parts, *ended.upstream_list, summarised] >> complete


def publish_new(*collected: XComArg) -> None:
    """The way from what was collected to the snapshot; the last of `collected` comes before the rest."""
    batches = plan()
    collected[-1] >> batches
    ended = transform_all(batches)
    building = load()
    [batches, ended] >> building
    # An XComArg stands for its value until the task runs.
    finish(building, publish(check(building)), ended, *collected)  # type: ignore[arg-type]
