import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from launcher import report
from launcher.api import Run, Task

BEGIN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RUN = Run("nightly", "run-1", "failed", BEGIN, BEGIN + timedelta(seconds=9))


def task(start, end, *, task_id="crawl", map_index=-1, map_name=None, state="success"):
    moments = [None if second is None else BEGIN + timedelta(seconds=second) for second in (start, end)]
    return Task(task_id, map_index, map_name, 1, state, *moments)


def test_a_task_has_one_line_with_its_name_state_and_seconds():
    line = report.task_line(task(0, 6.24, map_index=0, map_name="33-zhejiang"))
    assert line.split() == ["crawl", "33-zhejiang", "success", "6.2", "s"]


def test_a_task_that_never_started_has_no_seconds():
    assert report.task_line(task(None, None, state="upstream_failed")).split() == ["crawl", "upstream_failed"]


def test_a_skipped_publication_means_that_nothing_is_new():
    assert report.nothing_new([task(0, 1), task(1, 1, task_id="publish", state="skipped")])
    assert not report.nothing_new([task(0, 1), task(1, 2, task_id="publish")])


def test_time_in_which_two_tasks_work_counts_once():
    assert report.work_seconds([task(0, 4), task(2, 5), task(7, 8), task(None, None)]) == 6


def test_no_tasks_no_work():
    assert report.work_seconds([]) == 0


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted)))
def test_work_is_the_number_of_seconds_that_some_task_covers(spans):
    covered = {second for start, end in spans for second in range(start, end)}
    assert report.work_seconds([task(*span) for span in spans]) == len(covered)


def test_the_split_adds_up():
    split = report.TimeSplit(total=24.0, start=10.0, run=11.0, work=8.5, stop=2.5)
    assert split.lines() == [
        "time: 24.0 s in all, 15.5 s of it Airflow's own overhead (65%)",
        "  Airflow starting    10.0 s",
        "  tasks working        8.5 s",
        "  between tasks        2.5 s",
        "  Airflow stopping     2.5 s",
    ]


def test_a_failure_is_told_with_its_reason_and_its_log(tmp_path):
    failed = task(0, 1, map_index=3, map_name="33-zhejiang", state="failed")
    log = report.task_log(tmp_path, RUN, failed)
    log.parent.mkdir(parents=True)
    events = [
        {"event": "visiting"},
        {
            "event": "Task failed with exception",
            "error_detail": [{"exc_type": "E", "exc_value": "full\ndisk"}],
        },
        {"event": "::endgroup::"},
    ]
    log.write_text("\n".join(json.dumps(event) for event in events))
    name, reason, where = report.failure_lines(tmp_path, RUN, [task(0, 1), failed])
    assert name.split() == ["failed:", "crawl", "33-zhejiang", "failed", "1.0", "s"]
    assert reason == "  E: full"
    assert where == f"  log: {log}"


def test_the_log_of_an_unmapped_task_has_no_map_index():
    assert report.task_log(Path("logs"), RUN, task(0, 1)) == Path(
        "logs/dag_id=nightly/run_id=run-1/task_id=crawl/attempt=1.log"
    )
