"""Prepares Airflow in a place and starts it there, one launcher at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version

from launcher import secret
from launcher.components import ComponentError, run_airflow
from launcher.environment import Place

MIGRATION_SECONDS = 300


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Holds the place: two schedulers on one SQLite file would run every task twice."""
    place.airflow.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place.airflow / "launcher.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ComponentError(
                f"Airflow already runs on {place.data}: stop it (Ctrl-C in its terminal) or use its web pages"
            ) from None
        yield


def prepare(place: Place, env: Mapping[str, str]) -> dict[str, str]:
    """Makes keys, passwords and database where they are missing; returns the passwords by user.

    `airflow db migrate` takes 5 s, so it is left out where this version of Airflow has done it already.
    """
    place.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in secret.KEYS:
        secret.key(place.airflow, name)
    passwords = secret.passwords(place.passwords, secret.given_passwords(os.environ))
    stamp = place.airflow / "migrated"
    current = version("apache-airflow")
    if not place.database.exists() or not stamp.exists() or stamp.read_text() != current:
        run_airflow("db migrate", env=env, log=place.logs / "db-migrate.log", seconds=MIGRATION_SECONDS)
        stamp.write_text(current)
    return passwords
