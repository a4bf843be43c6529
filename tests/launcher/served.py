"""A launcher that is up, as `make up` starts it, for tests to click and ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher import secret
from launcher.components import free_port
from launcher.environment import ROOT


@dataclass(frozen=True)
class Served:
    """`said` is what the launcher printed until it was ready."""

    launcher: subprocess.Popen[str]
    data: Path
    port: int
    said: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def password(self, user: str) -> str:
        return secret.passwords(self.data / "airflow" / "passwords.json")[user]


@contextmanager
def serving(data: Path, **variables: str) -> Iterator[Served]:
    """`python -m launcher up` on a free port, until it is healthy; ended on leaving."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "launcher", "up", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "FAZHI_DATA": str(data), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as launcher:
        said = []
        for line in launcher.stdout or ():
            said.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        try:
            yield Served(launcher, data, port, said)
        finally:
            launcher.terminate()
