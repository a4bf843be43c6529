"""What the tasks of a night find when they are forked, and when they end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher.environment import ROOT
from replica.register import sources_at
from replica.server import Replica

THREADS = """
import os
from dags.executor import import_rooms

import_rooms()
print(len(os.listdir("/proc/self/task")))
"""
# A crawl in a fork imports what it lacks once for each province and night.
IMPORTED = """
import sys
from dags.executor import import_rooms

import_rooms()
known = set(sys.modules)
from spiders.__main__ import app

app(["crawl", "--json"], standalone_mode=False)
print(sorted(name for name in set(sys.modules) - known if name.startswith(("scrapy", "spiders", "twisted"))))
"""
FAMILY = """
import os, time
from dags.executor import end_with_parent

os.register_at_fork(after_in_child=end_with_parent)
if os.fork() == 0:
    if os.fork() == 0:
        print(os.getpid(), os.getppid(), flush=True)
    time.sleep(60)
time.sleep(60)
"""


def said(script, **variables):
    env = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    told = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    return told.stdout.splitlines()[-1]


@pytest.fixture
def airflow_home(tmp_path):
    return {"AIRFLOW_HOME": str(tmp_path)}


def test_the_rooms_are_imported_without_a_thread_which_a_fork_would_not_have(airflow_home):
    assert said(THREADS, **airflow_home) == "1"


def test_a_crawl_finds_all_that_it_uses_imported_but_the_reactor(airflow_home, tmp_path):
    with Replica() as replica:
        variables = {
            "FAZHI_DATA": str(tmp_path / "data"),
            "FAZHI_SOURCES": str(sources_at(tmp_path / "sources", replica.port)),
            "FAZHI_LOOPBACK": replica.pairs,
            "FAZHI_CONTACT": "",
        }
        assert said(IMPORTED, **airflow_home, **variables) == "['twisted.internet.reactor']"


def test_a_task_ends_with_its_worker_and_what_the_task_started_too(airflow_home):
    env = os.environ | {"PYTHONPATH": str(ROOT)} | airflow_home
    with subprocess.Popen([sys.executable, "-c", FAMILY], env=env, stdout=subprocess.PIPE, text=True) as scheduler:
        task, worker = map(int, scheduler.stdout.readline().split())
        os.kill(worker, signal.SIGKILL)
        while Path(f"/proc/{task}").exists():
            time.sleep(0.01)
        scheduler.kill()
