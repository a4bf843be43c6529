"""One Airflow for all tests of this folder, started as `make up` does it, on the replica's sites."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from replica import catalogue
from replica.register import sources_at
from replica.server import Replica
from tests.launcher.served import serving
from tests.notices.listeners import webhook

FOLDER = "2025-云州"
FILES = ("linxi-2023", "linxi-2024", "yunling-2022", "yunling-2023")
BUNDLES = [
    {"name": "dags-folder", "classpath": "airflow.dag_processing.bundles.local.LocalDagBundle", "kwargs": {}},
    {"name": "tests", "classpath": "airflow.dag_processing.bundles.local.LocalDagBundle"},
]
AFTER = Path(__file__).parent / "dags"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def replica():
    with Replica() as running:
        yield running


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder of the demo, with reports in its inbox that a person has saved."""
    data = tmp_path_factory.mktemp("browser") / "demo"
    folder = data / "inbox" / FOLDER
    folder.mkdir(parents=True)
    for holding in catalogue():
        if holding.name in FILES:
            (folder / f"{holding.name}.txt").write_text(f"{holding.title}\n{holding.text}", "utf-8")
    return data


@pytest.fixture(scope="module")
def hook():
    """The webhook that hears this Airflow's notices."""
    with webhook() as listener:
        yield listener


@pytest.fixture(scope="module")
def served(data, replica, hook):
    bundles = [BUNDLES[0], {**BUNDLES[1], "kwargs": {"path": str(AFTER)}}]
    with serving(
        data,
        FAZHI_SOURCES=str(sources_at(data / "sources", replica.port)),
        FAZHI_LOOPBACK=replica.pairs,
        FAZHI_CONTACT="",
        FAZHI_NOTICE_WEBHOOK=f"http://127.0.0.1:{hook.port}/notices",
        AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST=json.dumps(bundles),
    ) as served:
        yield served


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def client(served, user):
    """The REST API as this user."""
    token = httpx.post(
        f"{served.url}/auth/token", json={"username": user, "password": served.password(user)}, trust_env=False
    ).json()["access_token"]
    return httpx.Client(
        base_url=f"{served.url}/api/v2", headers={"Authorization": f"Bearer {token}"}, trust_env=False, timeout=30
    )


@pytest.fixture(scope="module")
def admin(served):
    with client(served, "admin") as admin:
        yield admin


@pytest.fixture(scope="module")
def viewer(served):
    with client(served, "viewer") as viewer:
        yield viewer
