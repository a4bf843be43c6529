import subprocess
import sys

import pytest
from airflow.sdk import RetryAction
from airflow.sdk.exceptions import AirflowTaskTimeout

from dags.command import SpidersKilled
from launcher.environment import ROOT, environment

# A DAG file is parsed every 30 s in a new process: what takes time is imported by the tasks.
HEAVY = {"duckdb", "lxml", "pyarrow", "scrapy", "spiders.registry", "transforms", "warehouse"}
WAY = [
    ("plan", "clean"),
    ("clean", "split"),
    ("split", "extract"),
    ("extract", "transformed"),
    ("transformed", "load"),
    ("load", "check"),
    ("check", "publish"),
    ("publish", "summary"),
    ("summary", "complete"),
]


def hops(dag):
    return {(task.task_id, after) for task in dag.tasks for after in task.downstream_task_ids}


def test_every_file_can_be_imported(bag):
    assert bag.import_errors == {}
    assert sorted(bag.dags) == ["import_files", "nightly", "probe_source", "replay"]


def test_the_night_goes_one_way_through_the_rooms(bag):
    assert {("provinces", "crawl"), ("crawl", "collect"), ("collect", "plan"), *WAY} <= hops(bag.dags["nightly"])


def test_an_import_goes_the_same_way_from_what_it_names(bag):
    assert {("fetch", "collect_named"), ("collect_named", "plan"), *WAY} <= hops(bag.dags["import_files"])


def test_a_replay_is_compared_before_it_is_checked_and_published_only_where_asked(bag):
    way = {("plan_again", "clean"), ("transformed", "build"), ("build", "compare"), ("compare", "check")}
    assert way | {("check", "decide"), ("decide", "publish"), ("publish", "summary")} <= hops(bag.dags["replay"])


def test_a_run_with_a_failed_crawl_or_batch_ends_red(bag):
    night = bag.dags["nightly"]
    assert {"crawl", "collect", "extract", "summary"} <= night.get_task("complete").upstream_task_ids
    assert night.get_task("complete").trigger_rule == "none_failed"
    assert {task.task_id for task in night.leaves} == {"complete", "notify"}


def test_a_failed_province_does_not_hold_back_the_others(bag):
    assert bag.dags["nightly"].get_task("collect").trigger_rule == "all_done"


def test_a_failed_batch_does_not_hold_back_the_others_but_a_failed_plan_does(bag):
    load = bag.dags["nightly"].get_task("load")
    assert bag.dags["nightly"].get_task("transformed").trigger_rule == "all_done"
    assert load.trigger_rule == "none_failed"
    assert load.upstream_task_ids == {"plan", "transformed"}


def test_crawls_are_mapped_over_provinces_and_steps_over_batches(bag):
    night = bag.dags["nightly"]
    assert night.get_task("crawl").is_mapped
    assert {task.task_id for task in night.task_group.get_child_by_label("transform").iter_tasks()} == {
        "clean",
        "split",
        "extract",
    }


def test_the_night_begins_at_two_in_beijing(bag):
    timetable = bag.dags["nightly"].timetable
    assert (timetable.expression, str(timetable.timezone)) == ("0 2 * * *", "Asia/Shanghai")


def test_an_import_runs_only_by_hand(bag):
    assert not bag.dags["import_files"].timetable.can_be_scheduled
    assert bag.dags["import_files"].is_paused_upon_creation is False


@pytest.mark.parametrize("dag_id", ["nightly", "import_files", "probe_source", "replay"])
def test_one_run_at_a_time_and_no_missed_nights_made_up(bag, dag_id):
    assert bag.dags[dag_id].max_active_runs == 1
    assert bag.dags[dag_id].catchup is False


def test_one_writer_of_the_warehouse(bag):
    in_pool = {task.task_id for dag in bag.dags.values() for task in dag.tasks if task.pool == "warehouse"}
    assert in_pool == {"plan", "load", "check", "publish", "plan_again", "build", "compare", "report"}


def test_a_replay_does_again_from_the_chosen_step_on_and_a_night_only_what_is_missing(bag):
    for dag_id, from_step in (("replay", "{{ params.from_step }}"), ("nightly", None)):
        steps = [bag.dags[dag_id].get_task(step) for step in ("clean", "split", "extract")]
        assert [step.op_kwargs["from_step"] for step in steps] == [from_step] * 3


def test_each_publication_is_an_event_of_the_snapshot(bag):
    outlets = {
        (dag.dag_id, task.task_id, asset.name)
        for dag in bag.dags.values()
        for task in dag.tasks
        for asset in task.outlets
    }
    assert outlets == {(dag_id, "publish", "fazhi_snapshot") for dag_id in ("nightly", "import_files", "replay")}


def test_every_task_has_a_time_limit_and_an_owner(bag):
    tasks = [task for dag in bag.dags.values() for task in dag.tasks]
    unlimited = {task.task_id for task in tasks if not task.execution_timeout}
    assert unlimited == {"transformed", "complete"}, "these two only join branches and never run"
    assert {task.owner for task in tasks} == {"fazhi"}


def retries_after(task, error):
    return task.retry_policy.evaluate(error, 1, task.retries).action == RetryAction.RETRY


def test_a_task_that_was_killed_is_tried_again_and_one_that_says_why_it_failed_is_not(bag):
    for task in (task for dag in bag.dags.values() for task in dag.tasks):
        assert (task.retries, task.retry_exponential_backoff) == (2, 2.0)
        assert not retries_after(task, RuntimeError("no room on the disk"))


def test_only_what_asks_sites_is_tried_again_after_its_time_limit_or_a_signal(bag):
    tasks = [task for dag in bag.dags.values() for task in dag.tasks]
    for error in (AirflowTaskTimeout(), SpidersKilled()):
        assert {task.task_id for task in tasks if retries_after(task, error)} == {"crawl", "fetch"}


@pytest.mark.parametrize("dag_id", ["nightly", "import_files", "probe_source", "replay"])
def test_a_dag_explains_itself_in_both_languages(bag, dag_id):
    dag = bag.dags[dag_id]
    assert dag.doc_md.strip().splitlines()[0].startswith("###")
    assert " · " in dag.description
    assert dag.dag_display_name.endswith(f" · {dag_id}")
    assert dag.tags


def test_the_doc_names_every_task_of_the_night(bag):
    night = bag.dags["nightly"]
    assert [task.task_id for task in night.tasks if f"`{task.task_id}`" not in night.doc_md] == []


def test_reading_the_dags_imports_nothing_heavy(place):
    script = (
        "import sys\n"
        "from airflow.dag_processing.dagbag import DagBag\n"
        f"assert not DagBag({str(ROOT / 'dags')!r}).import_errors\n"
        f"print(sorted({HEAVY} & set(sys.modules)))\n"
    )
    read = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(place, {}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout.splitlines()[-1] == "[]"
