import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from launcher.api import connected
from launcher.environment import ROOT
from launcher.guard import descendants
from launcher.run import demo
from replica import catalogue
from replica.register import sources_at
from replica.server import Replica
from tests.launcher.served import serving

REPORTS = {
    (holding.reporting_body, holding.year)
    for holding in catalogue()
    if holding.kind == "annual_report" and holding.copy_of is None
}


def wait_until(is_so, pause=0.05):
    while not is_so():
        time.sleep(pause)


@pytest.mark.torture
def test_a_night_that_is_killed_in_the_middle_of_a_crawl_is_made_good_by_the_next(tmp_path):
    data = tmp_path / "demo"
    with Replica() as replica:
        port = replica.port
    script = f"from pathlib import Path; from launcher.run import demo; demo(Path({str(data)!r}), {port}, print)"
    log = data / "replica" / "requests.jsonl"
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) as launcher:
        wait_until(lambda: launcher.poll() is not None or (log.exists() and "/art/" in log.read_text("utf-8")))
        started = descendants(launcher.pid)
        launcher.send_signal(signal.SIGKILL)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
    assert not (data / "fazhi.duckdb").exists()
    assert demo(data, port, print)
    assert (data / "fazhi.duckdb").exists()


@pytest.fixture
def sites():
    with Replica() as replica:
        yield replica


def processes_of(served, title):
    """The launcher's processes whose command line holds `title`."""
    found = [pid for pid in descendants(served.launcher.pid) if title in command_line(pid)]
    return [pid for pid in found if "guard.py" not in command_line(pid)]


COMPONENTS = ("airflow scheduler", "airflow api_server", "airflow dag-processor", "airflow triggerer")


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def reports(data):
    with duckdb.connect(str((data / "fazhi.duckdb").resolve()), read_only=True) as connection:
        return connection.execute("SELECT body.name, report_year FROM report JOIN body USING (body_id)").fetchall()


@pytest.mark.torture
@pytest.mark.parametrize("victim", [*COMPONENTS, "airflow worker", "-m spiders crawl"])
def test_a_night_goes_on_after_a_kill_and_nothing_is_lost_or_doubled(tmp_path, sites, victim):
    data = tmp_path / "demo"
    variables = {
        "FAZHI_SOURCES": str(sources_at(data / "sources", sites.port)),
        "FAZHI_LOOPBACK": sites.pairs,
        "FAZHI_CONTACT": "",
    }
    with serving(data, **variables) as served, connected(served.url) as api:
        api.sign_in("admin", served.password("admin"))
        api.unpause("nightly")
        run = api.trigger("nightly", "killed", {"every_source": True})
        wait_until(lambda: any("/art/" in request.path for request in sites.requests))
        for pid in processes_of(served, victim):
            os.kill(pid, signal.SIGKILL)
        if victim in COMPONENTS:
            # All of Airflow lives and ends together; its service starts it again.
            assert served.launcher.wait() == 1
    with serving(data, **variables) as served, connected(served.url) as api:
        api.sign_in("admin", served.password("admin"))
        wait_until(lambda: api.run("nightly", run.run_id).finished, pause=2)
        assert api.run("nightly", run.run_id).state == "success"
    assert Counter(reports(data)) == Counter(REPORTS)
