import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher import components
from launcher.components import (
    ComponentError,
    free_port,
    require_alive,
    require_free_port,
    run_airflow,
    running,
    wait_for,
)
from launcher.environment import HOST, ROOT

SLEEP = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"]
# As Airflow's tasks do: a grandchild in a process group of its own, whose parent then goes away.
ORPHAN = [
    sys.executable,
    "-c",
    "import subprocess, sys\n"
    "child = subprocess.Popen(['sleep', '60'], process_group=0)\n"
    "print(child.pid, flush=True)\n",
]
DEAF = [
    sys.executable,
    "-c",
    "import os, signal, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "print(os.getpid(), flush=True)\n"
    "time.sleep(60)\n",
]


def is_alive(pid):
    """Whether a process is there and not merely waiting for its parent to take note of its end."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def printed(component):
    return wait_for("its output", lambda: component.log.read_text().strip() or None, [component], 10)


def wait_until_gone(pids):
    while any(is_alive(pid) for pid in pids):
        time.sleep(0.02)


def test_leaving_ends_everything(tmp_path):
    with running({"one": SLEEP, "two": SLEEP}, env=os.environ, logs=tmp_path) as started:
        pids = [int(printed(component)) for component in started]
        require_alive(started)
    assert [component.process.returncode for component in started] == [143, 143]
    assert not any(is_alive(pid) for pid in pids)


def test_an_error_inside_ends_everything(tmp_path):
    with pytest.raises(ZeroDivisionError), running({"one": SLEEP}, env=os.environ, logs=tmp_path) as started:
        pid = int(printed(started[0]))
        raise ZeroDivisionError
    assert not is_alive(pid)


def test_a_dead_component_is_named_with_its_last_words_and_its_log(tmp_path):
    dying = [sys.executable, "-c", "import sys; print('some line', flush=True); sys.exit('no room on the disk')"]
    with running({"scheduler": dying, "api": SLEEP}, env=os.environ, logs=tmp_path) as started:
        other = int(printed(started[1]))
        started[0].process.wait()
        with pytest.raises(ComponentError) as error:
            require_alive(started)
    assert str(error.value) == (
        f"scheduler ended with status 1: no room on the disk (see {tmp_path / 'scheduler.log'})"
    )
    assert not is_alive(other)


def test_waiting_stops_at_once_when_a_component_dies(tmp_path):
    with (
        running({"brief": [sys.executable, "-c", ""]}, env=os.environ, logs=tmp_path) as started,
        pytest.raises(ComponentError, match=r"^brief ended with status 0: it printed nothing"),
    ):
        wait_for("an answer", lambda: None, started, 60)


def test_a_process_group_of_its_own_does_not_save_a_grandchild(tmp_path):
    with running({"orphan": ORPHAN}, env=os.environ, logs=tmp_path) as started:
        started[0].process.wait()
        grandchild = int(started[0].log.read_text())
    assert not is_alive(grandchild)


def test_a_component_that_ignores_the_signal_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(components, "GRACE_SECONDS", 0.2)
    with running({"deaf": DEAF}, env=os.environ, logs=tmp_path) as started:
        deaf = int(printed(started[0]))
    assert not is_alive(deaf)


def test_components_end_when_their_launcher_is_killed_hard(tmp_path):
    script = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from launcher.components import running\n"
        f"with running({{'one': {SLEEP!r}}}, env=os.environ, logs=Path({str(tmp_path)!r})) as started:\n"
        "    print(started[0].process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as launcher:
        guard = int(launcher.stdout.readline())
        while not (component := (tmp_path / "one.log").read_text().strip()):
            time.sleep(0.02)
        launcher.send_signal(signal.SIGKILL)
    wait_until_gone([guard, int(component)])


def test_logs_are_only_for_their_owner(tmp_path):
    with running({"one": SLEEP}, env=os.environ, logs=tmp_path / "logs"):
        assert (tmp_path / "logs").stat().st_mode & 0o077 == 0


def test_a_port_in_use_is_one_clear_line():
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(ComponentError) as error:
            require_free_port(port)
    assert str(error.value) == (
        f"port {port} on 127.0.0.1 is not free (Address already in use): "
        "stop what listens there, or choose another one with --port"
    )


def test_a_free_port_is_free():
    require_free_port(free_port())


def test_a_command_of_airflow_that_fails_is_one_clear_line_and_its_log_holds_what_it_printed(tmp_path, monkeypatch):
    failing = [sys.executable, "-c", "import sys; sys.exit(' '.join(sys.argv[1:]))"]
    monkeypatch.setattr(components, "airflow_command", lambda *arguments: [*failing, *arguments])
    log = tmp_path / "db-clean.log"
    with pytest.raises(ComponentError) as error:
        run_airflow("db clean", "--yes", env=os.environ, log=log, seconds=60)
    assert str(error.value) == f"airflow db clean ended with status 1: read {log}"
    assert log.read_text("utf-8") == "db clean --yes\n"


def test_a_command_of_airflow_that_does_not_end_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr(components, "airflow_command", lambda *arguments: SLEEP)
    log = tmp_path / "db-migrate.log"
    with pytest.raises(ComponentError) as error:
        run_airflow("db migrate", env=os.environ, log=log, seconds=1)
    assert str(error.value) == f"airflow db migrate took over 1 s: read {log}"
