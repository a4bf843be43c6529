"""Runs one command and ends all it ever started: when told to, when the command ends, when the parent does.

A process of its own, because a launcher that is killed hard cannot clean up, and because Airflow puts tasks
into process groups of their own, which no signal to the group of their scheduler reaches. Linux only.
Usage: guard.py PARENT_PID GRACE_SECONDS COMMAND…
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

# From <linux/prctl.h>.
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

END = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
WATCHED = (*END, signal.SIGCHLD)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}, {value})")


def _parents() -> dict[int, int]:
    """The parent of every process, from /proc/<pid>/stat: `pid (name) state ppid …`."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # bytes: the kernel cuts a name after 15 of them, if need be within a character
            parents[int(entry.parent.name)] = int(entry.read_bytes().rpartition(b")")[2].split()[1])
    return parents


def descendants(ancestor: int) -> list[int]:
    """All processes below `ancestor`."""
    parents = _parents()
    found = [ancestor]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found[1:]


def _signal_descendants(number: signal.Signals) -> None:
    for pid in descendants(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _reap(child: int) -> tuple[bool, int | None]:
    """Takes in all who have ended: whether any are left, and the exit status of `child` if among them."""
    status = None
    while True:
        try:
            pid, wait_status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False, status
        if pid == 0:
            return True, status
        if pid == child:
            status = os.waitstatus_to_exitcode(wait_status)


def _watch(child: int, parent: int) -> int:
    """Waits for the end of `child`, or for the word to end it; returns the exit status."""
    while os.getppid() == parent:
        if signal.sigwait(WATCHED) in END:
            return 128 + signal.SIGTERM
        _, status = _reap(child)
        if status is not None:
            return status
    return 128 + signal.SIGHUP


def _end_all(child: int, grace: float) -> None:
    """Asks all descendants to end, and after `grace` seconds kills those that have not."""
    _signal_descendants(signal.SIGTERM)
    deadline = time.monotonic() + grace
    while _reap(child)[0] and time.monotonic() < deadline:
        signal.sigtimedwait((signal.SIGCHLD,), 0.1)
    while _reap(child)[0]:
        _signal_descendants(signal.SIGKILL)
        signal.sigtimedwait((signal.SIGCHLD,), 0.1)


def main(parent: int, grace: float, command: list[str]) -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    child = os.posix_spawn(command[0], command, os.environ, setsid=True, setsigmask=())
    status = _watch(child, parent)
    _end_all(child, grace)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
