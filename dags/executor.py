"""Airflow's local executor, whose workers find the rooms imported when they are forked, and end with the scheduler."""

# ruff: noqa: F401, PLC0415

from __future__ import annotations

import ctypes
import os
import signal

from airflow.executors.local_executor import LocalExecutor

# From <linux/prctl.h>.
PR_SET_PDEATHSIG = 1


class RoomsExecutor(LocalExecutor):
    """Runs each task in a fork of a worker, as its base does.

    What a task would import is there already: 1.1 s of processor time for each province's crawl. So changed code of
    the rooms is taken up by the next start of Airflow, that of the DAG files at once.
    """

    def start(self) -> None:
        """Imports the rooms and forks the workers."""
        import_rooms()
        os.register_at_fork(after_in_child=end_with_parent)
        super().start()


def import_rooms() -> None:
    """What tasks import, but for DuckDB and pyarrow: each starts a thread, and a fork has none but its own."""
    import spiders.__main__
    import spiders.ready
    import transforms.pipeline


def end_with_parent() -> None:
    """A task whose worker was killed would go on beside its own second try, and so would its spiders."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
