"""Airflow for daily use: all components on loopback until told to stop."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from launcher.api import Api, connected
from launcher.components import (
    Component,
    airflow_components,
    require_alive,
    require_free_port,
    running,
    wait_for,
)
from launcher.environment import Place, environment
from launcher.prepare import alone, prepare

START_SECONDS = 120.0
WATCH_SECONDS = 1.0

PARTS = ("metadatabase", "scheduler", "triggerer", "dag_processor")


def up(data: Path, sources: Path, port: int, say: Callable[[str], None], *, show_password: bool) -> None:
    """Serves until interrupted; ComponentError when a component dies, which ends the others too."""
    place = Place(data, sources, port)
    with alone(place):
        require_free_port(port)
        env = environment(place, os.environ)
        made = not place.passwords.exists()
        passwords = prepare(place, env)
        commands = airflow_components("api-server", "scheduler", "dag-processor", "triggerer")
        with running(commands, env=env, logs=place.logs) as components, connected(place.url) as api:
            say(f"Airflow starts, logs in {place.logs}")
            wait_for("a healthy Airflow", lambda: _healthy(api), components, START_SECONDS)
            api.sign_in("admin", passwords["admin"])
            api.ensure_pool()
            say(f"{place.url}  user admin (or viewer), passwords in {place.passwords}")
            if made and show_password:
                say(f"the new password of admin, shown this once: {passwords['admin']}")
            say("Ctrl-C ends it.")
            _stay(components)


def _healthy(api: Api) -> bool | None:
    health = api.health()
    return True if health and all(health[part]["status"] == "healthy" for part in PARTS) else None


def _stay(components: Sequence[Component]) -> None:
    while True:
        require_alive(components)
        time.sleep(WATCH_SECONDS)
