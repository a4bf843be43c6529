import os
import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest

from launcher.clean import Cleaned, clean, clean_logs
from launcher.components import ComponentError
from launcher.environment import Place, environment
from launcher.prepare import prepare

DAY = 86_400


def logged(folder, name, days):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("12345", "utf-8")
    for each in (path, *path.parents):
        if folder in each.parents:
            os.utime(each, (time.time() - days * DAY,) * 2)
    return path


def test_old_logs_go_with_the_folders_that_they_leave_empty(tmp_path):
    logged(tmp_path, "dag_id=nightly/run_id=1/attempt=1.log", days=70)
    young = logged(tmp_path, "dag_id=import_files/run_id=2/attempt=1.log", days=50)
    assert clean_logs(tmp_path, time.time() - 60 * DAY) == Cleaned(files=1, size=5)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [young]
    assert not (tmp_path / "dag_id=nightly").exists()


def test_a_folder_that_a_run_has_just_made_stays(tmp_path):
    (tmp_path / "dag_id=nightly" / "run_id=3").mkdir(parents=True)
    clean_logs(tmp_path, time.time() - 60 * DAY)
    assert (tmp_path / "dag_id=nightly" / "run_id=3").exists()


def test_rows_of_the_same_age_go_from_airflows_database(tmp_path):
    place = Place(tmp_path / "data", tmp_path, 1)
    env = environment(place, os.environ)
    prepare(place, env)
    with sqlite3.connect(place.database) as database:
        for days in (70, 50):
            at = (datetime.now(UTC) - timedelta(days=days)).isoformat(sep=" ")
            database.execute("INSERT INTO log (dttm, event) VALUES (?, ?)", [at, f"{days} days ago"])
    clean(place, env, days=60)
    with sqlite3.connect(place.database) as database:
        kept = database.execute("SELECT event FROM log WHERE event LIKE '% days ago'").fetchall()
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert kept == [("50 days ago",)]
    assert not {name for name in tables if name.startswith("_airflow_deleted")}


def test_an_airflow_that_never_ran_is_one_clear_line(tmp_path):
    place = Place(tmp_path / "data", tmp_path, 1)
    with pytest.raises(ComponentError, match="Airflow has never run on"):
        clean(place, {}, days=60)
