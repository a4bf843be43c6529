"""Where one Airflow lives, and the environment that its processes run in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launcher.secret import PASSWORD_VARIABLES

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Place:
    """One Airflow: the data folder it works on (absolute), its register of sources, its port on loopback."""

    data: Path
    sources: Path
    port: int

    @property
    def airflow(self) -> Path:
        """The folder of everything that Airflow itself writes."""
        return self.data / "airflow"

    @property
    def logs(self) -> Path:
        return self.airflow / "logs"

    @property
    def database(self) -> Path:
        return self.airflow / "airflow.db"

    @property
    def passwords(self) -> Path:
        return self.airflow / "passwords.json"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"


def environment(place: Place, base: Mapping[str, str]) -> dict[str, str]:
    """`base` with what `airflow.cfg` cannot know: the root, the data folder, the port; no password goes to a task."""
    return {
        **{name: value for name, value in base.items() if name not in PASSWORD_VARIABLES.values()},
        # airflow.cfg calls python3 for the keys, and a machine may have none but this one
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{base.get('PATH', os.defpath)}",
        "AIRFLOW_HOME": str(ROOT),
        "PYTHONPATH": str(ROOT),
        "FAZHI_DATA": str(place.data),
        "FAZHI_SOURCES": str(place.sources),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{place.database}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(place.logs),
        "AIRFLOW__LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY": str(place.logs / "dag_processor"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(place.passwords),
        "AIRFLOW__API__PORT": str(place.port),
        "AIRFLOW__API__BASE_URL": place.url,
    }


def single_run(env: Mapping[str, str]) -> dict[str, str]:
    """`env` for a launcher that starts one run by hand: no schedule may start another beside it."""
    return {**env, "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False"}


def loopback_only(env: Mapping[str, str], pairs: list[str]) -> dict[str, str]:
    """`env` in which only the host:port `pairs` can be fetched: without a contact no other site is."""
    kept = {name: value for name, value in env.items() if name != "FAZHI_CONTACT"}
    return {**kept, "FAZHI_LOOPBACK": ",".join(pairs)}
