import sys
from pathlib import Path

from launcher.environment import ROOT, Place, environment, loopback_only, single_run

PLACE = Place(data=Path("/data/demo"), sources=Path("/data/sources"), port=18080)


def test_everything_that_airflow_writes_lies_in_the_data_folder():
    env = environment(PLACE, {})
    written = [
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER",
        "AIRFLOW__LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE",
    ]
    assert all(env[name].removeprefix("sqlite:///").startswith("/data/demo/airflow/") for name in written)


def test_the_rooms_find_the_root_the_data_and_the_register():
    env = environment(PLACE, {"PATH": "/usr/bin"})
    assert env["AIRFLOW_HOME"] == env["PYTHONPATH"] == str(ROOT)
    assert (env["FAZHI_DATA"], env["FAZHI_SOURCES"]) == ("/data/demo", "/data/sources")
    assert env["PATH"] == f"{Path(sys.executable).parent}:/usr/bin"


def test_tasks_find_the_api_server_on_its_port():
    env = environment(PLACE, {})
    assert env["AIRFLOW__API__PORT"] == "18080"
    assert env["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:18080"


def test_the_base_environment_is_left_alone():
    base = {"AIRFLOW__API__PORT": "9"}
    environment(PLACE, base)
    assert base == {"AIRFLOW__API__PORT": "9"}


def test_no_password_reaches_a_task():
    assert "FAZHI_ADMIN_PASSWORD" not in environment(PLACE, {"FAZHI_ADMIN_PASSWORD": "secret"})


def test_a_single_run_follows_no_schedule():
    assert single_run({})["AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE"] == "False"


def test_without_a_contact_only_the_given_pairs_can_be_fetched():
    env = loopback_only({"FAZHI_CONTACT": "library@example.org"}, ["127.0.0.11:1", "127.0.0.12:1"])
    assert env == {"FAZHI_LOOPBACK": "127.0.0.11:1,127.0.0.12:1"}
