"""Fifty nights that are killed at any moment of load, check and publish, under the eyes of a reader."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from warehouse import folders, schema, snapshot

ROOT = Path(__file__).parent.parent.parent
KILLS = 50
NIGHT = """
import sys
from pathlib import Path
from warehouse.load import load
from warehouse.check import check
from warehouse.publish import publish

data = Path(sys.argv[1])
print("begins", flush=True)
building = load(data).building
if building:
    check(data, building)
    publish(data, building)
print("ended", flush=True)
"""
# Opens the link as often as it can, and ends with the first thing that is not as it should be.
READER = """
import sys
from pathlib import Path
import duckdb

link, most, opened = Path(sys.argv[1]), 0, 0
while not Path(sys.argv[2]).exists():
    with duckdb.connect(link.resolve(strict=True), read_only=True) as connection:
        (reports,) = connection.execute("SELECT count(*) FROM report").fetchone()
    assert reports >= most, (reports, most)
    most, opened = reports, opened + 1
print(opened)
"""


def night(data):
    process = subprocess.Popen(
        [sys.executable, "-c", NIGHT, str(data)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begins\n"
    return process


def finished(data):
    """Seconds that an undisturbed night takes."""
    began = time.monotonic()
    said, complaint = night(data).communicate()
    assert said == "ended\n", complaint
    return time.monotonic() - began


def killed(data, after):
    process = night(data)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def counts(ask, path):
    tables = [table for table in schema.metadata.tables if table != "run"]
    return [(table, *ask(path, f"SELECT count(*) FROM {table}")) for table in tables]


@pytest.mark.torture
def test_fifty_kills_lose_nothing_double_nothing_and_disturb_no_reader(town, make, new_town, tmp_path, ask):
    undisturbed = new_town(tmp_path / "undisturbed" / "demo")
    chance = random.Random(2024)
    seconds, stop = None, tmp_path / "stop"
    for number in range(KILLS):
        for each in (town, undisturbed):
            each.page(f"/{number}.html", make.report(1970 + number), at=f"{1971 + number}-03-01", batch=f"b{number}")
            each.stage()
        if seconds is None:
            seconds = finished(town.data)
            reader = subprocess.Popen(
                [sys.executable, "-c", READER, str(town.data / folders.LINK), str(stop)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        killed(town.data, chance.uniform(0, seconds))
    finished(town.data)
    finished(undisturbed.data)
    stop.touch()
    opened, complaint = reader.communicate()
    assert reader.returncode == 0, complaint
    assert int(opened) > KILLS
    assert counts(ask, snapshot.newest(town.data)) == counts(ask, snapshot.newest(undisturbed.data))
    assert [path.name for path in folders.building(town.data).iterdir()] == ["lock"]
