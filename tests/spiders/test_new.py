"""`python -m spiders new` and `probe`, as someone who adds a site meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from replica import Holding, catalogue
from replica.server import Replica
from spiders.archive import Archive
from spiders.outcome import SETTLED
from spiders.registry import read_register
from spiders.survey import MAX_LINKS
from tests.spiders.site import (
    Asked,
    Reply,
    Run,
    Site,
    article,
    crawl,
    report,
    run,
    serve_column,
    trs_list,
    write_source,
)

HOME = """<title>云岭县人民政府</title><meta name="SiteIDCode" content="9901210001">
<a href="/">首页</a><a href="/fz/index.html">法治政府建设</a>"""
HOST = "127-0-0-1"


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    return folder


@pytest.fixture
def town(site: Site) -> Site:
    site.pages["/"] = Reply(HOME)
    serve_column(site, [3, 2, 1])
    return site


def first_reports() -> list[Holding]:
    """The newest report of every site of the replica."""
    reports = {each.source_id: each for each in reversed(catalogue()) if each.kind == "annual_report"}
    return list(reports.values())


def new(folder: Path, loopback: str, url: str, *options: str) -> Run:
    return run(folder, loopback, "new", url, "--sources", str(folder / "sources"), "--json", *options)


def probe(folder: Path, loopback: str, site: str, *options: str) -> Run:
    return run(folder, loopback, "probe", site, "--sources", str(folder / "sources"), "--json", *options)


def written(register: Path) -> dict:
    [path] = register.glob("*/*.yml")
    return yaml.safe_load(path.read_text("utf-8"))


def test_every_site_of_the_replica_is_added_by_one_command_and_all_its_reports_are_crawled(
    tmp_path: Path, register: Path, replica: Replica
) -> None:
    for holding in first_reports():
        added = new(tmp_path, replica.pairs, f"http://{holding.host}:{replica.port}/")
        assert (added.status, added.stderr) == (0, "")
    assert crawl(tmp_path, replica.pairs).status == 0
    with Archive(tmp_path / "data") as archive:
        held = {each.url for each in archive.index.captures() if each.outcome in SETTLED}
    reports = {each.url(replica.port) for each in catalogue() if each.kind == "annual_report"}
    assert reports - held == set()


@pytest.mark.parametrize("holding", first_reports(), ids=lambda holding: holding.source_id)
def test_a_report_leads_to_the_list_that_holds_it(
    tmp_path: Path, register: Path, replica: Replica, holding: Holding
) -> None:
    added = new(tmp_path, replica.pairs, holding.url(replica.port))
    assert (added.status, added.stderr) == (0, "")
    [column] = added.result["columns"]
    assert holding.url(replica.port) in [row["url"] for row in column["wanted"]]


def test_a_list_is_taken_as_it_is_given(tmp_path: Path, register: Path, town: Site) -> None:
    town.pages["/fz/"] = town.pages["/fz/index.html"]
    assert new(tmp_path, town.pair, f"{town.url}fz/").status == 0
    assert written(register) == {
        "url": town.url,
        "dialect": "trs",
        "body": {"name": "云岭县人民政府", "kind": "government", "code": "990121", "place": "云岭县"},
        "columns": [
            {
                "url": "/fz/",
                "title_include": ["法治政府建设", "依法行政"],
                "title_exclude": ["解读", "实施方案", "工作要点", "政府信息公开"],
            }
        ],
        "delay": 0,
    }


def test_what_is_added_is_sound_and_what_it_showed_stands_beside_it(tmp_path: Path, register: Path, town: Site) -> None:
    added = new(tmp_path, town.pair, town.url)
    assert read_register(register).faults == ()
    assert [path.name for path in sorted(register.glob("*/*"))] == [
        f"990121-{HOST}.golden.json",
        f"990121-{HOST}.yml",
    ]
    [column] = added.result["columns"]
    assert (len(column["rows"]), column["following"], len(column["wanted"])) == (2, 1, 3)
    assert column["article"]["outcome"] == "ok"
    assert not (tmp_path / "data").exists()


def test_a_row_that_leads_to_another_site_is_not_the_article_that_is_tried(
    tmp_path: Path, register: Path, town: Site
) -> None:
    page = town.pages["/fz/index.html"]
    assert isinstance(page, Reply)
    row = "<li><a href='http://www.yunzhou.example/fz/202403/t20240330_9.html'>全省法治政府建设年度报告</a></li>"
    town.pages["/fz/index.html"] = Reply(f"{row}{page.body}")
    [column] = new(tmp_path, town.pair, town.url).result["columns"]
    assert (column["article"]["url"], column["article"]["outcome"]) == (town.url[:-1] + article(3), "ok")


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, register: Path, town: Site) -> None:
    path = write_source(register, town.url, f"990121-{HOST}", remark="by hand")
    before = path.read_bytes()
    again = new(tmp_path, town.pair, town.url)
    assert again.status == 1
    assert "is there already and stays as it is; --name" in again.stderr
    assert path.read_bytes() == before
    assert new(tmp_path, town.pair, town.url, "--name", "yunling").status == 0


def test_what_the_pages_do_not_say_is_asked_for_in_one_line(tmp_path: Path, register: Path, town: Site) -> None:
    town.pages["/"] = Reply("<title>欢迎</title><a href='/fz/index.html'>法治政府建设</a>")
    asked = new(tmp_path, town.pair, town.url)
    assert asked.status == 1
    [line] = asked.stderr.splitlines()
    assert line.endswith("--body 云岭县人民政府 --kind government --code 330200 --place 云岭县")
    assert list(register.iterdir()) == []
    told = new(tmp_path, town.pair, town.url, "--body", "临溪区司法局", "--code", "990102")
    assert told.status == 0
    assert written(register)["body"] == {
        "name": "临溪区司法局",
        "kind": "department",
        "code": "990102",
        "place": "临溪区",
    }


def test_a_site_that_cannot_be_looked_at_is_a_line_that_says_what_to_do(
    tmp_path: Path, register: Path, town: Site
) -> None:
    assert f"add {town.pair} to FAZHI_LOOPBACK" in new(tmp_path, "", town.url).stderr
    assert "begins with http:// or https://" in new(tmp_path, town.pair, "www.example.org").stderr
    town.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    assert "robots_denied" in new(tmp_path, town.pair, town.url).stderr
    town.pages = {"/": Reply(HOME)}
    assert "give the address of the list, or of a report" in new(tmp_path, town.pair, town.url).stderr


def test_a_list_of_anything_with_reports_hides_none_that_is_named_after_them(
    tmp_path: Path, register: Path, town: Site
) -> None:
    town.pages["/"] = Reply(
        HOME.replace("法治政府建设", "通知公告").replace("/fz/", "/tz/") + "<a href='/gk/'>政务公开</a>"
    )
    town.pages["/tz/index.html"] = Reply(str(trs_list([9]).body).replace("./202403", "/tz/202403"))
    town.pages["/tz/202403/t20240328_9.html"] = report(9)
    town.pages["/gk/"] = Reply("<a href='/fz/index.html'>法治政府建设</a>")
    assert new(tmp_path, town.pair, town.url).status == 0
    assert [each["url"] for each in written(register)["columns"]] == ["/fz/index.html", "/tz/index.html"]


def test_a_large_home_page_is_not_followed_without_end(tmp_path: Path, register: Path, site: Site) -> None:
    site.pages["/"] = Reply("".join(f"<a href='/{number}/'>通知公告{number:c}</a>" for number in range(0x4E00, 0x4E64)))
    new(tmp_path, site.pair, site.url)
    assert len(site.paths()) == 1 + MAX_LINKS


def test_a_site_that_asks_to_be_left_alone_is_left_alone(tmp_path: Path, register: Path, town: Site) -> None:
    town.pages["/fz/index.html"] = Reply("<script></script>", 412)
    looked = new(tmp_path, town.pair, town.url)
    assert looked.status == 1
    assert "blocked_challenge" in looked.stderr
    assert town.paths() == ["/", "/fz/index.html"]


def test_probing_what_is_not_registered_shows_and_writes_nothing(tmp_path: Path, register: Path, town: Site) -> None:
    seen = probe(tmp_path, town.pair, town.url)
    assert (seen.status, seen.result["dialect"]) == (0, "trs")
    assert [column["does_yield"] for column in seen.result["columns"]] == [True]
    assert seen.result["columns"][0]["words"][0].startswith(town.url)
    assert list(tmp_path.rglob("*.yml")) == []


def test_probing_a_source_by_id_or_address_says_what_has_changed(tmp_path: Path, register: Path, town: Site) -> None:
    new(tmp_path, town.pair, town.url, "--name", "yunling")
    same = probe(tmp_path, town.pair, "990121-yunling")
    assert (same.status, same.result["differences"]) == (0, [])

    town.pages["/fz/index.html"] = trs_list([4, 3], 2)
    town.pages[article(4)] = report(4)
    newer = probe(tmp_path, town.pair, f"{town.url}fz/index.html")
    assert newer.status == 0
    assert "1 new row" in newer.stderr

    town.pages["/fz/index.html"] = Reply("<div>新版网站</div>")
    gone = probe(tmp_path, town.pair, "990121-yunling")
    assert gone.status == 1
    assert "lists nothing that trs can read; it listed 2 rows" in gone.stderr
    assert "no report was seen" in gone.stderr
    assert probe(tmp_path, town.pair, "990121-yunling", "--accept").stderr == gone.stderr


def test_what_is_accepted_is_expected_from_then_on(tmp_path: Path, register: Path, town: Site) -> None:
    write_source(register, town.url)
    assert "a column without a golden expectation" in probe(tmp_path, town.pair, "990121-yunling").stderr
    assert probe(tmp_path, town.pair, "990121-yunling", "--accept").result["differences"] == []
    assert probe(tmp_path, town.pair, "990121-yunling").stderr == ""
    next(register.glob("*/*.golden.json")).write_text("[", "utf-8")
    assert "is not JSON; delete it" in probe(tmp_path, town.pair, "990121-yunling").stderr


def test_probing_what_is_no_source_or_a_broken_one_says_so(tmp_path: Path, register: Path, town: Site) -> None:
    assert "neither a source's id nor an address" in probe(tmp_path, town.pair, "990121-nowhere").stderr
    write_source(register, town.url, dialect="wordpress")
    assert "990121-yunling.yml: dialect:" in probe(tmp_path, town.pair, "990121-yunling").stderr


NO_GET = Reply("<title>405 Method Not Allowed</title>", 405)
JSON = {"Content-Type": "application/json"}
CHANNEL = "0123456789abcdef" * 2


def irs(asked: Asked) -> Reply:
    """Two pages of one row, of the channel that is asked for in JSON."""
    if not asked.body:
        return NO_GET
    sent = json.loads(asked.body)
    number = {1: 8, 2: 7}.get(sent["pageNo"])
    row = {
        "f_title": f"2023年法治政府建设年度报告{number}",
        "doc_pub_url": article(number or 0),
        "save_time": "2024-03-28",
    }
    rows = [row] if number and sent["channel"] == "12" else []
    return Reply(json.dumps({"data": {"list": rows}}), headers=JSON)


def test_an_interface_that_takes_only_json_is_registered_with_what_it_is_sent(
    tmp_path: Path, register: Path, site: Site
) -> None:
    site.pages |= {"/": Reply(HOME), "/irs/front/list": irs, article(8): report(8), article(7): report(7)}
    refused = new(tmp_path, site.pair, f"{site.url}irs/front/list")
    assert refused.status == 1
    assert "--post says what it is to be sent" in refused.stderr
    sent = '{"channel": "12", "pageNo": 1}'
    assert new(tmp_path, site.pair, f"{site.url}irs/front/list", "--post", sent).status == 0
    [column] = written(register)["columns"]
    assert (column["url"], column["post"]) == ("/irs/front/list", sent)
    assert crawl(tmp_path, site.pair).counts(f"990121-{HOST}")["article"] == {"ok": 2}
    assert probe(tmp_path, site.pair, f"990121-{HOST}").status == 0


def test_a_known_interface_that_takes_only_a_form_is_sent_what_its_family_sends(
    tmp_path: Path, register: Path, site: Site
) -> None:
    row = {"TITLE": "2023年法治政府建设年度报告", "URL": article(8), "PUBLISHED_TIME_FORMAT": "2024-03-28"}
    answer = Reply(json.dumps({"data": {"list": [row]}}), headers=JSON)
    address = f"/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15&channel_id={CHANNEL}"
    posted = "/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15"
    site.pages |= {"/": Reply(HOME), address: NO_GET, posted: lambda asked: answer if CHANNEL in asked.body else NO_GET}
    site.pages[article(8)] = report(8)
    assert new(tmp_path, site.pair, f"{site.url.rstrip('/')}{address}").status == 0
    [column] = written(register)["columns"]
    assert (column["url"], column["post"]) == (posted, f"pageIndex=1&channel_id={CHANNEL}")


def test_what_is_posted_is_a_form_or_an_object(tmp_path: Path, register: Path, site: Site) -> None:
    refused = new(tmp_path, site.pair, site.url, "--post", "[1]")
    assert (refused.status, refused.stderr) == (
        1,
        "--post: neither a form, name=value&name=value, nor a JSON object\n",
    )
