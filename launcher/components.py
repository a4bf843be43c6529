"""Airflow's components and other servers as guarded child processes that live and end together; its single commands."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from launcher.environment import HOST, ROOT

# Airflow's scheduler lets running tasks finish; after this many seconds whatever is left is killed.
GRACE_SECONDS = 8.0

# The scheduler and the triggerer would each open a log server on all interfaces; the API server reads the
# log files of this machine by itself.
AIRFLOW_COMPONENTS: dict[str, list[str]] = {
    "api-server": ["api-server"],
    "scheduler": ["scheduler", "--skip-serve-logs"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
}


POLL_SECONDS = 0.25

Found = TypeVar("Found")


class ComponentError(RuntimeError):
    """A component cannot start or has died; the text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Component:
    """A running child; `log` is the file of everything it prints."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


def airflow_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "airflow", *arguments]


def run_airflow(command: str, *options: str, env: Mapping[str, str], log: Path, seconds: float) -> None:
    """Runs `airflow` with a command such as `db migrate` to its end; `log` becomes the file of everything it prints.

    Raises ComponentError when it ends with a status other than 0, or has not ended after so many seconds.
    """
    with log.open("wb") as output:
        try:
            done = subprocess.run(
                airflow_command(*command.split(), *options),
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ComponentError(f"airflow {command} took over {seconds:.0f} s: read {log}") from None
    if done.returncode != 0:
        raise ComponentError(f"airflow {command} ended with status {done.returncode}: read {log}")


def airflow_components(*names: str) -> dict[str, list[str]]:
    """The commands of these components, by name."""
    return {name: airflow_command(*AIRFLOW_COMPONENTS[name]) for name in names}


def free_port() -> int:
    """A port on loopback that nothing listens on now."""
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
        return port


def require_free_port(port: int) -> None:
    """Raises ComponentError when something listens on `port` already."""
    try:
        socket.create_server((HOST, port)).close()
    except OverflowError:
        raise ComponentError(f"{port} is no port: choose one up to 65535 with --port") from None
    except OSError as error:
        raise ComponentError(
            f"port {port} on {HOST} is not free ({os.strerror(error.errno or 0)}): stop what listens there, "
            f"or choose another one with --port"
        ) from None


def _start(name: str, command: Sequence[str], env: Mapping[str, str], logs: Path) -> Component:
    log = logs / f"{name}.log"
    guard = [sys.executable, "-IS", str(ROOT / "launcher" / "guard.py"), str(os.getpid()), str(GRACE_SECONDS)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*guard, *command],
            env=dict(env),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Component(name, process, log)


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")


def require_alive(components: Sequence[Component]) -> None:
    """Raises ComponentError naming the first component that has ended, its last words and its log."""
    for component in components:
        status = component.process.poll()
        if status is not None:
            last = _last_line(component.log)
            raise ComponentError(f"{component.name} ended with status {status}: {last} (see {component.log})")


def wait_for(what: str, look: Callable[[], Found | None], components: Sequence[Component], seconds: float) -> Found:
    """What `look` finds, as soon as it is not None; ComponentError when a component dies or time runs out."""
    deadline = time.monotonic() + seconds
    while (found := look()) is None:
        require_alive(components)
        if time.monotonic() > deadline:
            raise ComponentError(f"{what} not seen within {seconds:.0f} s: read {components[0].log.parent}")
        time.sleep(POLL_SECONDS)
    return found


def _stop(components: Sequence[Component]) -> None:
    for component in components:
        component.process.terminate()
    for component in components:
        component.process.wait()


@contextmanager
def running(commands: Mapping[str, Sequence[str]], *, env: Mapping[str, str], logs: Path) -> Iterator[list[Component]]:
    """Starts every command, by name, and ends all of them, with all that they started, on leaving."""
    logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    components: list[Component] = []
    try:
        for name, command in commands.items():
            components.append(_start(name, command, env, logs))
        yield components
    finally:
        _stop(components)
