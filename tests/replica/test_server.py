"""The server: register and addresses agree, robots.txt, and a log that is exact."""

import json
import signal
import subprocess
import sys

import httpx
import pytest
import yaml

from replica import sources_at
from replica.server import Replica


@pytest.fixture
def sources(replica, tmp_path):
    """The register entries of the demo's sites."""
    files = sorted(sources_at(tmp_path, replica.port).glob("99-yunzhou/*.yml"))
    return [yaml.safe_load(file.read_text("utf-8")) for file in files]


def test_pairs_name_every_registered_address_with_the_common_port(replica, sources):
    assert sorted(replica.pairs.split(",")) == sorted(source["url"].split("/")[2] for source in sources)
    assert {pair.partition(":")[2] for pair in replica.pairs.split(",")} == {str(replica.port)}


def test_every_registered_home_and_column_answers_200(http, sources):
    urls = [source["url"] for source in sources]
    urls += [source["url"].rstrip("/") + source["columns"][0]["url"] for source in sources]
    assert {url: http.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_every_family_has_a_site(sources):
    families = {"hanweb", "jpaas", "trs", "gkmlpt", "kaipu", "vsb", "longxun", "static"}
    assert {source["dialect"] for source in sources} == families


def test_one_site_has_robots_and_another_has_none(replica, http):
    assert http.get(f"http://127.0.0.11:{replica.port}/robots.txt").status_code == 404
    robots = http.get(f"http://127.0.0.12:{replica.port}/robots.txt")
    assert robots.text.splitlines() == ["User-agent: *", "Disallow: /was5/", "Disallow: /search/"]


def test_unknown_path_is_a_404_page(replica, http):
    answer = http.get(f"http://127.0.0.13:{replica.port}/xxgk/none.html")
    assert answer.status_code == 404
    assert "您访问的页面不存在" in answer.text


def test_log_holds_each_request_once_in_order_with_query_and_status(http, tmp_path):
    log = tmp_path / "requests.jsonl"
    with Replica(log=log) as replica:
        http.get(f"http://127.0.0.11:{replica.port}/")
        http.post(f"http://127.0.0.14:{replica.port}/module/web/jpage/dataproxy.jsp?page=1", data={"unitid": "1"})
        http.get(f"http://127.0.0.12:{replica.port}/none")
    written = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(each["host"], each["method"], each["path"], each["status"]) for each in written] == [
        ("127.0.0.11", "GET", "/", 200),
        ("127.0.0.14", "POST", "/module/web/jpage/dataproxy.jsp?page=1", 200),
        ("127.0.0.12", "GET", "/none", 404),
    ]
    assert [request.path for request in replica.requests] == [each["path"] for each in written]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_serve_says_ready_and_ends_cleanly(end):
    command = [sys.executable, "-m", "replica", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        ready = process.stdout.readline()
        pair = ready.removeprefix("replica ready: FAZHI_LOOPBACK=").split(",")[0]
        assert httpx.get(f"http://{pair}/", trust_env=False).status_code == 200
        process.send_signal(end)
        assert (process.wait(timeout=30), process.stdout.read()) == (0, "")


def test_taken_port_is_one_clear_line(replica):
    command = [sys.executable, "-m", "replica", "serve", "--port", str(replica.port)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == f"replica: port {replica.port}: Address already in use; choose another with --port\n"
