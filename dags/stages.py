"""The tasks that the DAGs share. Each calls the public face of one room and hands on names and paths only.

The rooms are imported inside the tasks, because a DAG file is parsed every 30 s.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import XComArg, get_current_context, task, task_group
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

log = logging.getLogger(__name__)

ROOT = Path(__file__).parent.parent
# The one slot keeps loads of different runs apart; the launcher makes the pool.
WAREHOUSE = "warehouse"
BATCH_NAME = "{{ task.op_kwargs['batch'] }}"
# Long enough for a spider to close its WARC file after SIGTERM.
END_SECONDS = 10


def data_folder() -> Path:
    return Path(os.environ.get("FAZHI_DATA") or ROOT / "data")


def register_folder() -> Path:
    return Path(os.environ.get("FAZHI_SOURCES") or ROOT / "spiders" / "sources")


def run_spiders(*arguments: str) -> None:
    """Runs `python -m spiders … --json`: its counts become one line in the task's log, beside what it says.

    Raises AirflowFailException with the spiders' own last words; RuntimeError, which may be tried again, when
    a signal ended them.
    """
    command = [sys.executable, "-m", "spiders", *arguments, "--json"]
    with tempfile.TemporaryFile("w+") as counts:
        # A task's own standard input is its line to Airflow.
        with subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=counts,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            try:
                last = _log_lines(process)
            finally:
                _end(process)
        counts.seek(0)
        log.info(" ".join(counts.read().split()))
    if process.returncode < 0:
        raise RuntimeError(f"{command[2:]} was ended by signal {-process.returncode}")
    if process.returncode > 0:
        raise AirflowFailException(last)


def _log_lines(process: subprocess.Popen[str]) -> str:
    last = "it gave no reason"
    for line in process.stderr or ():
        last = line.rstrip()
        log.info(last)
    process.wait()
    return last


def _end(process: subprocess.Popen[str]) -> None:
    """Ends the spider when a time limit has cut the task short; a task that is killed takes it along."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


@task(execution_timeout=timedelta(minutes=5))
def provinces() -> list[str]:
    """The provinces of the register; one with a broken file is there too, so that its crawl says so."""
    from spiders.registry import read_register

    register = read_register(register_folder())
    sound = {source.province for source in register.sources}
    return sorted(sound | {fault.province for fault in register.faults})


# Only a crawl is tried again, when a signal or its time limit ended it: what a site does is an outcome in the
# archive, and the other tasks would fail in the same way twice.
@task(
    execution_timeout=timedelta(hours=6),
    retries=2,
    retry_delay=timedelta(seconds=20),
    retry_exponential_backoff=True,
    map_index_template="{{ task.op_kwargs['province'] }}",
)
def crawl(province: str) -> None:
    """Visits the sites of one province and archives what they answer."""
    asked = get_current_context()["params"]
    due = [] if asked["every_source"] else ["--due"]
    since = [] if asked["since"] is None else [f"--since={asked['since']}"]
    run_spiders("crawl", "--province", province, *due, *since)


@task(execution_timeout=timedelta(hours=1), trigger_rule="all_done")
def collect() -> None:
    """Archives files that wait in `data/inbox`, and stages what the archive holds.

    Runs also after a province failed: what the others brought in goes on.
    """
    inbox = data_folder() / "inbox"
    if inbox.is_dir():
        run_spiders("inbox", str(inbox))
    _stage()


@task(execution_timeout=timedelta(hours=1))
def collect_named() -> None:
    """Archives the folder and the addresses that the run names, and stages what the archive holds."""
    named = get_current_context()["params"]
    if not named["folder"] and not named["urls"]:
        raise AirflowFailException("nothing named: give a folder of data/inbox, addresses of articles, or both")
    if named["folder"]:
        run_spiders("inbox", str(inbox_folder(data_folder(), named["folder"])))
    if named["urls"]:
        run_spiders("crawl", *(f"--url={url}" for url in named["urls"]))
    _stage()


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


@task(execution_timeout=timedelta(minutes=30))
def plan() -> list[str]:
    """The batches of captures that have not been through all steps under today's rules."""
    from warehouse import staging

    return staging.plan(data_folder())


@task(execution_timeout=timedelta(hours=2), map_index_template=BATCH_NAME)
def clean(batch: str) -> None:
    """Pages and files to labelled lines."""
    from spiders.archive import Archive
    from warehouse import staging

    data = data_folder()
    with Archive(data) as archive:
        log.info("%s", staging.clean(data, batch, archive.payload))


@task(execution_timeout=timedelta(hours=1), map_index_template=BATCH_NAME)
def split(batch: str) -> None:
    """Lines to sections."""
    from warehouse import staging

    log.info("%s", staging.split(data_folder(), batch))


@task(execution_timeout=timedelta(hours=2), map_index_template=BATCH_NAME)
def extract(batch: str) -> None:
    """Sections to quantities and indicators."""
    from warehouse import staging

    log.info("%s", staging.extract(data_folder(), batch))


@task_group(prefix_group_id=False)
def transform(batch: str) -> None:
    """One batch through the three steps."""
    clean(batch=batch) >> split(batch=batch) >> extract(batch=batch)


@task(execution_timeout=timedelta(hours=2), pool=WAREHOUSE, trigger_rule="none_failed")
def load() -> str | None:
    """A copy of the newest snapshot with the staged batches added; nothing when nothing is new."""
    from warehouse.load import load as load_staged

    loaded = load_staged(data_folder())
    log.info("%s", loaded)
    return None if loaded.building is None else str(loaded.building)


@task(execution_timeout=timedelta(hours=1), pool=WAREHOUSE)
def check(building: str | None) -> str:
    """The checks of the new file; one that stops leaves the published snapshot as it is."""
    from warehouse.check import check as check_building
    from warehouse.snapshot import Superseded

    if building is None:
        raise AirflowSkipException("nothing new to check or publish")
    try:
        outcomes = check_building(Path(building))
    except Superseded as error:
        raise AirflowSkipException(str(error)) from error
    for outcome in outcomes:
        log.info("%s", outcome)
    return building


@task(execution_timeout=timedelta(minutes=10), pool=WAREHOUSE)
def publish(building: str) -> str:
    """The checked file under its final name, and the link `fazhi.duckdb` on it."""
    from warehouse.publish import publish as publish_building
    from warehouse.snapshot import Superseded

    try:
        return str(publish_building(data_folder(), Path(building)))
    except Superseded as error:
        raise AirflowSkipException(str(error)) from error


@task(execution_timeout=timedelta(minutes=10), trigger_rule="none_failed")
def summary() -> None:
    """What the snapshot now holds."""
    from warehouse.summary import summary as summary_of

    log.info("%s", summary_of(data_folder()))


def publish_new(*collected: XComArg) -> None:
    """The way from what was collected to the snapshot, the same in every DAG.

    The last of `collected` comes before the rest; a run in which any of them failed is red in the end.
    """
    batches = plan()
    collected[-1] >> batches
    transformed = transform.expand(batch=batches)
    # One document that kills the process of its batch must not hold back all others.
    transformed_all = EmptyOperator(task_id="transformed", trigger_rule="all_done")
    building = load()
    transformed >> transformed_all
    [batches, transformed_all] >> building
    summarised = summary()
    # An XComArg stands for its value until the task runs.
    publish(check(building)) >> summarised  # type: ignore[arg-type]
    complete = EmptyOperator(task_id="complete", trigger_rule="none_failed")
    [*collected, transformed, summarised] >> complete
