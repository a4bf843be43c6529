import pytest

from dags.reporting import failures, stage_seconds

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


def test_only_tasks_that_failed_by_themselves_are_reasons():
    assert failures(ENDED) == ("crawl: 1 failed", "check: 1 failed")


@pytest.mark.parametrize("dag_id", ["nightly", "import_files", "replay"])
def test_the_report_comes_last_and_does_not_hide_a_red_run(bag, dag_id):
    report = bag.dags[dag_id].get_task("report")
    assert {"publish", "summary"} <= report.upstream_task_ids
    assert report.trigger_rule == "all_done"
    assert {task.task_id for task in bag.dags[dag_id].leaves} == {"complete", "notify"}
