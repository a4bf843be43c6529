"""What the REST API lets a user do, and what runs say that are started through it."""

import json
import time

import duckdb
import httpx
import pytest
import yaml

from dags.reporting import ADVICE
from launcher import secret
from tests.browser.conftest import FILES, FOLDER

SOURCE = "990121-yunling"
OVER = ("success", "failed")


def started(admin, dag_id, **conf):
    answer = admin.post(f"/dags/{dag_id}/dagRuns", json={"logical_date": None, "conf": conf})
    assert answer.status_code == 200, answer.text
    return answer.json()["dag_run_id"]


def over(admin, dag_id, run_id):
    """The run once it has ended."""
    while (run := admin.get(f"/dags/{dag_id}/dagRuns/{run_id}").json())["state"] not in OVER:
        time.sleep(0.5)
    return run["state"]


def states(admin, dag_id, run_id):
    tasks = admin.get(f"/dags/{dag_id}/dagRuns/{run_id}/taskInstances").json()["task_instances"]
    return {task["task_id"]: task["state"] for task in tasks}


def log(data, dag_id, run_id, task_id):
    """The entries of the task's logs, all attempts and map indexes."""
    folder = data / "airflow" / "logs" / f"dag_id={dag_id}" / f"run_id={run_id}" / f"task_id={task_id}"
    return [json.loads(line) for path in sorted(folder.rglob("*.log")) for line in path.read_text("utf-8").splitlines()]


def reason(entries):
    """The exception of a red task, as its log shows it."""
    [text] = [error["exc_value"] for entry in entries for error in entry.get("error_detail", [])]
    return text


def runs_after(admin, run_id):
    """The runs that the publication of this run has started."""
    events = admin.get("/assets/events", params={"source_run_id": run_id}).json()["asset_events"]
    return [run for event in events for run in event["created_dagruns"]]


def counted(data):
    with duckdb.connect(str((data / "fazhi.duckdb").resolve()), read_only=True) as connection:
        return connection.execute("SELECT count(*) FROM report").fetchone()[0]


@pytest.fixture(scope="module")
def night(admin):
    """A night that visits one picked source; `nightly` is switched on as its operator does it."""
    admin.patch("/dags/nightly", json={"is_paused": False})
    run_id = started(admin, "nightly", sources=[SOURCE])
    return run_id, over(admin, "nightly", run_id)


@pytest.mark.parametrize(
    ("dag_id", "conf"),
    [
        ("import_files", {"folder": "../airflow"}),
        ("import_files", {"folder": "/etc"}),
        ("import_files", {"urls": ["file:///etc/passwd"]}),
        ("import_files", {"urls": ["--help"]}),
        ("probe_source", {"url": "javascript:alert(1)"}),
        ("probe_source", {"source": "--accept"}),
        ("nightly", {"sources": ["; id"]}),
        ("nightly", {"since": "2024"}),
        ("replay", {"from_step": "load"}),
    ],
)
def test_what_a_form_refuses_is_refused_here_too(admin, dag_id, conf):
    answer = admin.post(f"/dags/{dag_id}/dagRuns", json={"logical_date": None, "conf": conf})
    assert answer.status_code == 400
    assert "Invalid input for param" in answer.json()["detail"]


def test_a_viewer_sees_and_changes_nothing(viewer):
    assert viewer.get("/dags").json()["total_entries"] >= 4
    refused = [
        viewer.post("/dags/import_files/dagRuns", json={"logical_date": None, "conf": {"folder": FOLDER}}),
        viewer.patch("/dags/nightly", json={"is_paused": False}),
        viewer.delete("/dags/nightly"),
        viewer.post("/dags/nightly/clearTaskInstances", json={"dry_run": False}),
        viewer.get("/connections"),
        viewer.get("/variables"),
        viewer.get("/config"),
        viewer.post("/pools", json={"name": "other", "slots": 9}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)


def test_without_a_password_nothing_is_told(admin):
    assert admin.get("/dags", headers={"Authorization": ""}).status_code == 401


def test_a_report_is_shown_to_users_and_to_nobody_else(night, viewer, served):
    run_id, _ = night
    shown = viewer.get(f"{served.url}/fazhi/reports/nightly/{run_id}")
    assert shown.status_code == 200
    assert "云岭县人民政府" in shown.text
    assert shown.headers["content-security-policy"].startswith("default-src 'none'")
    assert viewer.get(f"{served.url}/fazhi/reports/nightly/..%2F..%2Ffazhi.duckdb").status_code == 404
    assert httpx.get(shown.url, trust_env=False).status_code == 401


def test_a_night_visits_only_the_source_that_was_picked(night, admin, data):
    _, state = night
    assert state == "success"
    with duckdb.connect(str((data / "fazhi.duckdb").resolve()), read_only=True) as connection:
        visited = connection.execute("SELECT DISTINCT source_id FROM capture WHERE source_id <> 'inbox'").fetchall()
    assert visited == [(SOURCE,)]


def test_a_dag_that_is_scheduled_on_the_snapshot_runs_after_it_and_knows_what_it_holds(night, admin, data):
    """`after_snapshot` returns what the event says of the reports."""
    run_id, _ = night
    while not (runs := runs_after(admin, run_id)):
        time.sleep(0.5)
    assert [over(admin, run["dag_id"], run["run_id"]) for run in runs] == ["success"]
    path = f"/dags/after_snapshot/dagRuns/{runs[0]['run_id']}/taskInstances/reports/xcomEntries/return_value"
    assert int(admin.get(path).json()["value"]) == counted(data) > len(FILES)


def test_a_source_that_worked_and_fails_newly_makes_one_night_red_in_one_line(night, admin, data, hook):
    path = data / "sources" / "99-yunzhou" / f"{SOURCE}.yml"
    sound = path.read_text("utf-8")
    entry = yaml.safe_load(sound)
    entry["url"] = "http://127.0.0.250:9/"
    path.write_text(yaml.safe_dump(entry | {"columns": [{"url": "/gone.html"}]}, allow_unicode=True), "utf-8")
    nights = [started(admin, "nightly", sources=[SOURCE]) for _ in range(2)]
    ended = [over(admin, "nightly", run_id) for run_id in nights]
    path.write_text(sound, "utf-8")
    assert ended == ["failed", "success"]
    said = reason(log(data, "nightly", nights[0], "crawl"))
    assert said.startswith(f"{SOURCE}: http://127.0.0.250:9/gone.html refused (add 127.0.0.250:9 to FAZHI_LOOPBACK")
    assert "\n" not in said
    named = admin.get(f"/dags/nightly/dagRuns/{nights[0]}/taskInstances/report/xcomEntries/return_value")
    [told] = json.loads((data / named.json()["value"]).read_text("utf-8"))["reasons"]
    assert told == f"crawl 99-yunzhou: {said} → {ADVICE['crawl']}"
    [notice] = [sent["text"] for _, _, sent in hook.received]
    assert f"运行失败 The run is red: crawl 99-yunzhou: {SOURCE}: http://127.0.0.250:9/gone.html refused" in notice
    assert ADVICE["crawl"] in notice
    assert states(admin, "nightly", nights[0])["summary"] == "success"
    counted_only = [entry["event"] for entry in log(data, "nightly", nights[1], "crawl")]
    assert f"no list came, as before: refused (1): {SOURCE}" in counted_only


def test_a_probe_says_what_a_site_would_yield_and_archives_nothing(admin, data):
    before = sorted((data / "archive").rglob("*.warc.gz"))
    run_id = started(admin, "probe_source", source="990105-chengguan")
    assert over(admin, "probe_source", run_id) == "success"
    path = f"/dags/probe_source/dagRuns/{run_id}/taskInstances/probe/xcomEntries/return_value"
    assert "'lists_with_reports': 1" in str(admin.get(path).json()["value"]).replace('"', "'")
    words = [entry["event"] for entry in log(data, "probe_source", run_id, "probe")]
    assert any(word.strip().startswith("wanted: ") for word in words)
    assert sorted((data / "archive").rglob("*.warc.gz")) == before


def test_a_replay_shows_a_difference_and_publishes_only_where_asked(night, admin, data):
    before = (data / "fazhi.duckdb").resolve()
    shown = started(admin, "replay", from_step="extract", sources=["inbox"])
    assert over(admin, "replay", shown) == "success"
    assert (states(admin, "replay", shown)["decide"], (data / "fazhi.duckdb").resolve()) == ("skipped", before)
    events = [entry["event"] for entry in log(data, "replay", shown, "compare")]
    assert any(event.startswith('{"reports": {') for event in events)
    published = started(admin, "replay", from_step="clean", years=["2023"], publish=True)
    assert over(admin, "replay", published) == "success"
    assert (data / "fazhi.duckdb").resolve() != before


def test_a_run_that_names_nothing_says_what_to_name(admin, data):
    run_id = started(admin, "import_files")
    assert over(admin, "import_files", run_id) == "failed"
    assert reason(log(data, "import_files", run_id, "collect_named")).startswith("nothing named: give a folder")


@pytest.mark.parametrize(("dag_id", "task_id"), [("probe_source", "probe"), ("replay", "plan_again")])
def test_a_name_that_the_form_has_not_asks_for_nothing(admin, data, dag_id, task_id):
    run_id = started(admin, dag_id, year=2024)
    assert over(admin, dag_id, run_id) == "failed"
    assert reason(log(data, dag_id, run_id, task_id)).startswith("year: not in the form, which has ")


def test_no_secret_stands_in_a_log_or_a_form(night, admin, served, data):
    secrets = [secret.key(data / "airflow", name) for name in secret.KEYS]
    secrets += [served.password(user) for user in secret.USERS]
    told = "\n".join(path.read_text("utf-8", "replace") for path in (data / "airflow" / "logs").rglob("*.log"))
    told += "\n".join(served.said) + admin.get("/dags/nightly/details").text + admin.get("/dagSources/nightly").text
    assert [each for each in secrets if each in told] == []
