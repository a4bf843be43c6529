import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher.environment import ROOT
from launcher.guard import descendants
from launcher.run import demo
from replica.server import Replica


def wait_until(is_so):
    while not is_so():
        time.sleep(0.05)


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
