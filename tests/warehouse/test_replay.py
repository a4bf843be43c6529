"""Rules that changed are tried on what is archived, beside the published snapshot."""

import json

import pytest

from warehouse import folders, replay, rows, snapshot, staging
from warehouse.check import GateStopped, check
from warehouse.load import load
from warehouse.replay import BadChoice, Choice
from warehouse.snapshot import Superseded

TEXT = "云岭县{year}年法治政府建设年度报告\n一、主要举措\n全年受理行政复议案件{count}件。\n"


@pytest.fixture
def archive(town):
    """Five years of reports that went through the steps and were published, and their payloads."""
    payloads = {}
    for year in range(2019, 2024):
        capture = town.capture(f"/{year}.html", at=f"{year + 1}-03-01", media_type="text/plain; charset=utf-8")
        payloads[capture["capture_id"]] = TEXT.format(year=year, count=year - 2000).encode()
    town.stage()
    through(town.data, staging.plan(town.data, size=2), payloads)
    building = load(town.data).building
    check(town.data, building)
    town.publish(building)
    return payloads


def through(data, batches, payloads, from_step=None):
    for batch in batches:
        staging.clean(data, batch, payloads.__getitem__, from_step)
        staging.split(data, batch, from_step)
        staging.extract(data, batch, from_step)


def written(data):
    """The staged files, and which file each is: one that is made again is another."""
    rules = rows.rules_version()
    files = [(step, file) for step in staging.STEPS for file in folders.step(data, step, rules).glob("*.parquet")]
    return {(step, file.name): file.stat().st_ino for step, file in files}


def test_the_same_rules_give_the_same_snapshot(town, archive):
    everything = Choice()
    batches = replay.plan(town.data, everything)
    assert len(batches) == 3
    through(town.data, batches, archive)
    building = replay.build(town.data, batches).building
    assert replay.compare(town.data, building, everything).counts() == {
        "reports": {"new": 0, "changed": 0, "vanished": 0},
        "values": {"new": 0, "changed": 0, "vanished": 0},
    }


def test_earlier_steps_are_taken_as_they_are_staged(town, archive):
    before = written(town.data)
    through(town.data, replay.plan(town.data, Choice("extract")), archive, "extract")
    after = written(town.data)
    assert {step for step, name in before if before[step, name] != after[step, name]} == {"extract"}


def test_a_night_beside_a_replay_finds_all_that_is_staged(town, archive):
    before = written(town.data)
    batches = replay.plan(town.data, Choice())
    assert (written(town.data), load(town.data).building) == (before, None)
    through(town.data, batches, archive, "clean")
    assert load(town.data).building is None


def test_a_night_and_a_replay_leave_each_others_files_and_the_older_replay_is_not_published(town, archive):
    replayed = replay.build(town.data, replay.plan(town.data, Choice())).building
    town.capture("/2018.html", at="2024-03-02", media_type="text/plain; charset=utf-8")
    payloads = {row["capture_id"]: TEXT.format(year=2018, count=18).encode() for row in town.captures}
    town.stage()
    through(town.data, staging.plan(town.data), payloads)
    night = load(town.data).building
    assert replayed.exists()
    check(town.data, replayed)
    assert night.exists()
    check(town.data, night)
    town.publish(night)
    with pytest.raises(Superseded, match="was published while the replay went on"):
        town.publish(replayed)


def test_other_rules_show_their_difference_before_anything_is_published(town, archive, monkeypatch):
    live = snapshot.newest(town.data)
    monkeypatch.setattr(rows, "rules_version", lambda: "0123456789ab")
    chosen = Choice(years=(2023,), sources=("990101-云岭县",))
    # The rule that changed: what is archived reads as another number now.
    changed = {
        key: text.replace("受理行政复议案件23件".encode(), "受理行政复议案件32件".encode())
        for key, text in archive.items()
    }
    staging.plan(town.data, size=2)
    batches = replay.plan(town.data, chosen)
    assert len(batches) == 1
    through(town.data, batches, changed)
    building = replay.build(town.data, batches).building
    found = replay.compare(town.data, building, chosen)
    assert [(row["old_value"], row["new_value"]) for row in found.values.as_dicts()] == [(23, 32)]
    kept = json.loads(replay.keep(town.data, building, found).read_text("utf-8"))
    assert (kept["new"], kept["values"][0]["new_value"]) == (building.name, 32)
    assert snapshot.newest(town.data) == live
    with pytest.raises(GateStopped, match=r"partial .* replay everything"):
        check(town.data, building)


@pytest.mark.parametrize(
    ("choice", "said"),
    [(Choice("load"), "no step 'load': there are clean, split, extract"), (Choice(years=(1999,)), "holds nothing of")],
)
def test_what_cannot_be_replayed_is_one_clear_line(town, archive, choice, said):
    with pytest.raises(BadChoice, match=said):
        replay.plan(town.data, choice)
