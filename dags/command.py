"""Runs the command line of the spiders: a process of its own, since Scrapy's reactor starts once in a process."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from dags.folders import ROOT

log = logging.getLogger(__name__)

# Long enough for a spider to close its WARC file after SIGTERM.
END_SECONDS = 10
# So many failures stand in the one line of a red task; the rest is in its log.
NAMED_FAILURES = 3


class SpidersKilled(RuntimeError):
    """A signal ended the spiders, which says nothing of the sites: it may go well the next time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the spiders said: the JSON object that they printed, empty if none, and their last words."""

    status: int
    told: dict[str, Any]
    last: str

    def require_success(self) -> None:
        """Raises AirflowFailException, in one line, where the spiders failed."""
        if self.status != 0:
            raise AirflowFailException(outcome(self.told.get("failures") or [self.last]))


def outcome(failures: list[str]) -> str:
    """Several failures in one line, such as `2 failures: …; …`."""
    if len(failures) == 1:
        return failures[0]
    rest = len(failures) - NAMED_FAILURES
    named = "; ".join(failures[:NAMED_FAILURES])
    return f"{len(failures)} failures: {named}" + (f"; and {rest} more, see the log" if rest > 0 else "")


def ask_spiders(*arguments: str) -> Answer:
    """Runs `python -m spiders … --json`; what it says on the way goes into the task's log.

    Raises SpidersKilled when a signal ended it, at once or after it had closed its files.
    """
    command = [sys.executable, "-m", "spiders", *arguments, "--json"]
    with tempfile.TemporaryFile("w+") as printed:
        # A task's own standard input is its line to Airflow.
        with subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as process:
            try:
                last = _log_lines(process)
            finally:
                _end(process)
        printed.seek(0)
        text = printed.read()
    if process.returncode < 0:
        raise SpidersKilled(f"{' '.join(command[1:])} was ended by signal {-process.returncode}")
    told = json.loads(text) if text else {}
    if told.get("is_stopped"):
        raise SpidersKilled(last)
    return Answer(process.returncode, told, last)


def run_spiders(*arguments: str) -> dict[str, Any]:
    """What `python -m spiders …` printed, also one line of the log; AirflowFailException where it failed."""
    answer = ask_spiders(*arguments)
    log.info("%s", json.dumps(answer.told, ensure_ascii=False))
    answer.require_success()
    return answer.told


def _log_lines(process: subprocess.Popen[str]) -> str:
    last = "it gave no reason"
    for line in process.stderr or ():
        last = line.rstrip()
        log.info(last)
    process.wait()
    return last


def _end(process: subprocess.Popen[str]) -> None:
    """Ends the spider when a time limit has cut the task short; a task that is killed takes it along."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
