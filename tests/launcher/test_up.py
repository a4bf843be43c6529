import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from launcher.components import free_port
from launcher.environment import ROOT
from launcher.guard import descendants
from tests.launcher.served import serving

LISTENING = "0A"
LOOPBACK = "0100007F"


def open_files(pid):
    """What the process has open; files come and go while one looks."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(link.readlink())


def listeners(pids):
    """The local addresses, as `/proc/net/tcp` writes them, on which the processes listen."""
    sockets = {file for pid in pids for file in open_files(pid)}
    addresses = set()
    for table in ("tcp", "tcp6"):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = row.split()
            if fields[3] == LISTENING and f"socket:[{fields[9]}]" in sockets:
                addresses.add(fields[1])
    return addresses


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("up") / "data") as served:
        yield served


def test_it_says_where_it_and_the_passwords_are_but_tells_none_to_a_pipe(served):
    passwords = served.data / "airflow" / "passwords.json"
    assert served.said[1] == f"{served.url}  user admin (or viewer), passwords in {passwords}"
    assert served.password("admin") not in "\n".join(served.said)


def test_the_password_opens_the_door_and_another_does_not(served):
    url = f"{served.url}/auth/token"
    assert httpx.post(url, json={"username": "viewer", "password": served.password("viewer")}).status_code == 201
    assert httpx.post(url, json={"username": "viewer", "password": "fazhi"}).status_code == 401


def test_nothing_listens_on_anything_but_loopback(served):
    assert listeners(descendants(served.launcher.pid)) == {f"{LOOPBACK}:{served.port:04X}"}


def test_nobody_else_can_read_what_airflow_writes(served):
    open_to_others = [path for path in served.data.rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_it_writes_nothing_outside_the_data_folder(served):
    assert not any(
        (ROOT / name).exists() for name in ("logs", "airflow.db", "plugins", "config", "webserver_config.py")
    )
    assert list(ROOT.glob("simple_auth_manager_passwords*")) == []


def test_a_second_one_on_the_same_data_is_refused(served):
    second = subprocess.run(
        [sys.executable, "-m", "launcher", "up", "--port", str(free_port())],
        cwd=ROOT,
        env={**os.environ, "FAZHI_DATA": str(served.data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr.startswith(f"launcher: Airflow already runs on {served.data}: stop it")


def test_one_signal_ends_it_with_all_that_it_started(served):
    started = descendants(served.launcher.pid)
    served.launcher.send_signal(signal.SIGTERM)
    assert served.launcher.wait() == 0
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
