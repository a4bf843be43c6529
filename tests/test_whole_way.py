"""From the replica's sites to SQL, as `make run` does it: two nights with the real DAG in a real Airflow."""

import json
import os
from collections import Counter

import duckdb
import pytest

from launcher.guard import descendants
from launcher.run import demo
from replica import catalogue
from replica.server import Replica

REPORTS = {
    (holding.reporting_body, holding.year)
    for holding in catalogue()
    if holding.kind == "annual_report" and holding.copy_of is None
}
TASKS = [
    "provinces",
    "crawl",
    "collect",
    "plan",
    "clean",
    "split",
    "extract",
    "transformed",
    "load",
    "check",
    "publish",
    "summary",
    "complete",
]


class Night:
    """What one run said, asked of the sites and published."""

    def __init__(self, data, port, asked_before):
        self.said = []
        self.succeeded = demo(data, port, self.said.append)
        self.requests = requests(data)[asked_before:]
        self.snapshot = (data / "fazhi.duckdb").resolve()

    def articles(self):
        """The articles of the sites that this night asked for."""
        asked = {(request["host"], request["path"]) for request in self.requests}
        return {holding.name for holding in catalogue() if (holding.host, holding.path) in asked}

    def states(self):
        """The final state of each task, by name."""
        words = [line.split() for line in self.said if line.startswith("  ")]
        return {parts[0]: state for parts in words for state in ("success", "skipped", "failed") if state in parts}


def requests(data):
    log = data / "replica" / "requests.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("whole_way") / "demo"


@pytest.fixture(scope="module")
def nights(data):
    with Replica() as replica:
        port = replica.port
    first = Night(data, port, 0)
    return first, Night(data, port, len(first.requests))


@pytest.fixture(scope="module")
def snapshot(nights):
    with duckdb.connect(str(nights[0].snapshot), read_only=True) as connection:
        yield connection


def test_every_task_of_the_first_night_succeeds(nights):
    first, _ = nights
    assert first.succeeded
    assert {name: first.states().get(name) for name in TASKS} == dict.fromkeys(TASKS, "success")


def test_every_report_of_the_sites_is_there_once(nights, snapshot):
    found = snapshot.execute(
        "SELECT body.name, report_year FROM report JOIN body USING (body_id) ORDER BY ALL"
    ).fetchall()
    assert Counter(found) == Counter(REPORTS)
    assert len(REPORTS) == 34


def test_every_quantity_leads_back_to_its_characters(nights, snapshot):
    astray = snapshot.execute(
        """
        SELECT count(*) FROM quantity JOIN version USING (version_id)
        WHERE raw <> substring(source_text, source_start + 1, source_end - source_start)
        """
    ).fetchone()
    assert astray == (0,)
    assert snapshot.execute("SELECT count(*) > 1000 FROM quantity").fetchone() == (True,)


def test_a_second_night_finds_nothing_new_and_publishes_nothing(nights):
    first, second = nights
    assert second.succeeded
    assert second.snapshot == first.snapshot
    assert "nothing is new: the published snapshot stays" in second.said
    skipped = {name for name, state in second.states().items() if state == "skipped"}
    assert skipped == {"clean", "split", "extract", "check", "publish"}


def test_a_second_night_asks_for_no_article_again(nights):
    first, second = (night.articles() for night in nights)
    assert len(first) >= len(REPORTS)
    assert second == set()


def test_nothing_is_left_running(nights):
    assert descendants(os.getpid()) == []
