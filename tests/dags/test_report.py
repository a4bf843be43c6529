import pytest
from airflow.sdk.exceptions import AirflowFailException

from dags.reporting import ADVICE, ARCHIVING, LONGEST, OTHERWISE, failures, one_line, stage_seconds

ENDED = [
    {"task_id": "crawl", "map_index": 0, "state": "success", "duration": 2.0},
    {"task_id": "crawl", "map_index": 1, "state": "failed", "duration": 1.5},
    {"task_id": "clean", "map_index": -1, "state": "skipped", "duration": None},
    {"task_id": "check", "map_index": -1, "state": "failed", "duration": 0.5},
    {"task_id": "publish", "map_index": -1, "state": "upstream_failed", "duration": 0.0},
]


def test_the_time_of_a_stage_is_that_of_all_its_tasks_in_the_order_of_the_run():
    stages = ["crawl", "clean", "check", "publish", "complete"]
    assert list(stage_seconds(stages, ENDED).items()) == [("crawl", 3.5), ("check", 0.5)]


def test_a_task_that_failed_by_itself_says_which_why_and_what_to_do():
    left = {("crawl", 1): "crawl 99-yunzhou: 990121-yunling: http://x/ unreachable (refused)"}
    crawl, check = failures(ENDED, lambda *task: left.get(task))
    assert crawl == f"crawl 99-yunzhou: 990121-yunling: http://x/ unreachable (refused) → {ADVICE['crawl']}"
    assert check.startswith("check: ended before it could say why") and check.endswith(ADVICE["check"])


def test_every_failure_is_a_line_of_its_own():
    batches = [{"task_id": "clean", "map_index": number, "state": "failed", "duration": 1.0} for number in (0, 1)]
    assert failures(batches, lambda task_id, number: f"{task_id} batch-{number}: E") == (
        f"clean batch-0: E → {OTHERWISE}",
        f"clean batch-1: E → {OTHERWISE}",
    )


def test_a_reason_is_one_line_with_the_kind_of_an_error_that_nobody_wrote_for_people():
    assert one_line(AirflowFailException("no room\non the disk")) == "no room on the disk"
    assert one_line(OSError(28, "No space left")) == "OSError: [Errno 28] No space left"
    assert one_line(AirflowFailException("字" * 999)) == "字" * LONGEST + "…"


def test_every_task_leaves_a_reason_when_it_fails_and_advice_is_for_tasks_that_there_are(bag):
    tasks = [task for dag in bag.dags.values() for task in dag.tasks]
    assert all(task.has_on_failure_callback for task in tasks)
    assert {*ADVICE, *ARCHIVING} <= {task.task_id for task in tasks}


@pytest.mark.parametrize("dag_id", ["nightly", "import_files", "replay"])
def test_the_report_comes_last_and_does_not_hide_a_red_run(bag, dag_id):
    report = bag.dags[dag_id].get_task("report")
    assert {"publish", "summary"} <= report.upstream_task_ids
    assert report.trigger_rule == "all_done"
    assert {task.task_id for task in bag.dags[dag_id].leaves} == {"complete", "notify"}
