"""Runs the command line of the spiders in a fork of the task: Scrapy's reactor starts once in a process, and can be
ended there; the executor has imported what the fork needs.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from typing import Any

from airflow.sdk.exceptions import AirflowFailException
from setproctitle import setproctitle

log = logging.getLogger(__name__)

PROGRAM = "python -m spiders"
FORK = multiprocessing.get_context("fork")

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
    reading, writing = os.pipe()
    with tempfile.TemporaryFile("w+") as printed, os.fdopen(reading, errors="replace") as said:
        process = FORK.Process(target=_speak, args=([*arguments, "--json"], printed.fileno(), writing))
        process.start()
        os.close(writing)
        try:
            last = _log_lines(said)
            process.join()
        finally:
            _end(process)
        printed.seek(0)
        text = printed.read()
    status = process.exitcode or 0
    if status < 0:
        raise SpidersKilled(f"{PROGRAM} {' '.join(arguments)} was ended by signal {-status}")
    told = json.loads(text) if text else {}
    if told.get("is_stopped"):
        raise SpidersKilled(last)
    return Answer(status, told, last)


def run_spiders(*arguments: str) -> dict[str, Any]:
    """What `python -m spiders …` printed, also one line of the log; AirflowFailException where it failed."""
    answer = ask_spiders(*arguments)
    log.info("%s", json.dumps(answer.told, ensure_ascii=False))
    answer.require_success()
    return answer.told


def _speak(arguments: list[str], printed: int, said: int) -> None:
    """What the command line does, with these files as its output, apart from the task that it was forked from."""
    # First these: the streams of a task close their descriptors when they are let go.
    sys.stdout, sys.stderr = os.fdopen(printed, "w"), os.fdopen(said, "w")
    # A task's own standard input is its line to Airflow.
    for given, standard in ((os.open(os.devnull, os.O_RDONLY), 0), (printed, 1), (said, 2)):
        os.dup2(given, standard)
    logging.getLogger().handlers.clear()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    setproctitle(f"{PROGRAM} {' '.join(arguments)}")
    from spiders.__main__ import app

    app(arguments, prog_name=PROGRAM)


def _log_lines(said: Iterable[str]) -> str:
    last = "it gave no reason"
    for line in said:
        last = line.rstrip()
        log.info(last)
    return last


def _end(process: ForkProcess) -> None:
    """Ends the spiders when a time limit has cut the task short."""
    if process.is_alive():
        process.terminate()
        process.join(END_SECONDS)
        process.kill()
        process.join()
