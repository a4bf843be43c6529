"""A load that is killed leaves nothing that the next one trips over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse import load, snapshot
from warehouse.check import check

ROOT = Path(__file__).parent.parent.parent
# The process kills itself just before the step, in the middle of the load.
KILLED = """
import os, signal, sys
from pathlib import Path
from warehouse import load

class Fatal(tuple):
    def __iter__(self):
        for step in tuple.__iter__(self):
            if step == sys.argv[2]:
                os.kill(os.getpid(), signal.SIGKILL)
            yield step

load.STEPS = Fatal(load.STEPS)
load.load(Path(sys.argv[1]))
"""


def killed_before(step, data):
    process = subprocess.run([sys.executable, "-c", KILLED, str(data), step], cwd=ROOT, check=False, env=os.environ)
    assert process.returncode == -signal.SIGKILL


def test_a_killed_load_publishes_nothing_and_the_next_gives_the_same_rows(town, make, new_town, tmp_path):
    undisturbed = new_town(tmp_path / "undisturbed" / "demo")
    for each in (town, undisturbed):
        each.page("/1.html", make.report(2022), at="2023-03-01")
    undisturbed.stage()
    town.stage()
    killed_before("version", town.data)
    with pytest.raises(snapshot.NotReady, match="has not ended well"):
        check(town.data, snapshot.last_building(town.data))
    assert load.load(town.data).counts == load.load(undisturbed.data).counts


def test_a_killed_load_leaves_the_published_snapshot(town, make, ask):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    before = town.night()
    town.page("/2.html", make.report(2023), batch="two")
    town.stage()
    killed_before("document", town.data)
    assert snapshot.newest(town.data) == before
    after = town.night()
    assert ask(after, "SELECT report_year FROM report ORDER BY ALL") == [(2022,), (2023,)]
