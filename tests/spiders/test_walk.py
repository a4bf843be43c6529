"""How a column is walked: what is asked for, when the walk ends, and what is never lost."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiders.archive import Archive
from spiders.records import Note, Standing
from tests.spiders.site import (
    REPORT,
    Asked,
    Reply,
    Site,
    article,
    command,
    crawl,
    environment,
    report,
    serve_column,
    trs_list,
    write_source,
)

SOURCE = "990121-yunling"


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    write_source(tmp_path / "sources", site.url)
    return tmp_path


def rows(*numbers: int, dates: dict[int, str] | None = None, pages: int = 1) -> Reply:
    """A list page whose rows carry dates of their own."""
    page = trs_list(list(numbers), pages)
    for number, date in (dates or {}).items():
        marked = f"年度报告{number}'>…</a><span>"
        page = replace(page, body=str(page.body).replace(f"{marked}2024-03-28", f"{marked}{date}"))
    return page


def asked(folder: Path, site: Site, *arguments: str) -> list[str]:
    """The paths that one more crawl asks for."""
    site.paths()
    assert crawl(folder, site.pair, *arguments).status == 0
    return site.paths()


def age_walks(folder: Path, ended_at: str) -> None:
    """Make the column's last whole walk lie in the past."""
    with Archive(folder / "data") as archive:
        [address] = {capture.url for capture in archive.index.captures() if capture.url.endswith("/fz/index.html")}
        walk = replace(archive.index.walk(SOURCE, address), ended_at=ended_at)
        archive.note(Note(SOURCE, address, ended_at, walk))


def test_an_unchanged_first_page_of_a_list_in_order_ends_the_night(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    crawl(folder, site.pair)
    assert asked(folder, site) == ["/fz/index.html"]


def test_a_page_that_writes_another_session_into_its_links_is_unchanged(folder: Path, site: Site) -> None:
    numbers = iter(range(100))

    def page(path: str, shown: int, following: str) -> None:
        def answer(asked: Asked) -> Reply:
            link = f"/view.jsp;jsessionid=0F{next(numbers)}?id={shown}"
            row = f"<li><a href='{link}'>2023年法治政府建设年度报告{shown}</a><i>2024-03-28</i></li>"
            return Reply(f"<ul>{row}</ul><a href='{following.format(next(numbers))}'>下一页</a>")

        site.pages[path] = answer

    page("/fz/index.html", 1, "index.jsp;jsessionid=0F{}?page=2")
    page("/fz/index.jsp?page=2", 2, "")
    site.pages |= {f"/view.jsp?id={number}": report(number) for number in (1, 2)}
    write_source(folder / "sources", site.url, dialect="static")
    assert asked(folder, site) == [
        "/fz/index.html",
        "/view.jsp?id=1",
        "/fz/index.jsp?page=2",
        "/view.jsp?id=2",
    ]
    assert asked(folder, site) == ["/fz/index.html"]


def test_behind_pinned_rows_one_more_page_is_looked_at(folder: Path, site: Site) -> None:
    serve_column(site, [8, 7, 6, 5, 4, 3, 2, 1])
    # The rows on top are older than what follows: they are pinned.
    site.pages["/fz/index.html"] = rows(8, 7, dates={8: "2020-01-01", 7: "2020-01-01"}, pages=4)
    crawl(folder, site.pair)
    assert asked(folder, site) == ["/fz/index.html", "/fz/index_1.html"]
    site.pages["/fz/index_1.html"] = rows(9, 6, pages=4)
    site.pages[article(9)] = report(9)
    assert article(9) in asked(folder, site)


def test_a_row_pinned_to_every_page_does_not_put_a_list_out_of_order(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    for index, pinned in enumerate([(9, 6, 5), (9, 4, 3), (9, 2, 1)]):
        path = f"/fz/index_{index}.html" if index else "/fz/index.html"
        site.pages[path] = rows(*pinned, dates={9: "2020-01-01"}, pages=3)
    site.pages[article(9)] = report(9)
    crawl(folder, site.pair)
    assert asked(folder, site) == ["/fz/index.html"]


def test_links_without_date_beside_a_list_in_order_do_not_put_it_out_of_order(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    page = site.pages["/fz/index.html"]
    assert isinstance(page, Reply)
    hot = "<li><a href='/xw/202401/t20240101_99.html'>热点新闻</a></li>"
    site.pages["/fz/index.html"] = replace(page, body=f"{page.body}<div>{hot}</div>")
    crawl(folder, site.pair)
    assert asked(folder, site) == ["/fz/index.html"]


def test_a_list_of_one_page_costs_one_request_whatever_its_order(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = rows(2, 1, dates={2: "2020-01-01"})
    site.pages |= {article(1): report(1), article(2): report(2)}
    crawl(folder, site.pair)
    assert asked(folder, site) == ["/fz/index.html"]


def test_a_row_put_in_deep_is_found_by_the_whole_walk_every_four_weeks(folder: Path, site: Site) -> None:
    serve_column(site, [8, 7, 6, 5, 4, 3, 2, 1])
    crawl(folder, site.pair)
    site.pages["/fz/index_3.html"] = rows(2, 9, 1, pages=4)
    site.pages[article(9)] = report(9)
    assert asked(folder, site) == ["/fz/index.html"]
    age_walks(folder, "2024-01-01T00:00:00.000000Z")
    assert article(9) in asked(folder, site)


def test_a_later_date_in_its_row_says_that_a_page_was_overwritten(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    site.pages["/fz/index.html"] = rows(2, 1, dates={2: "2025-03-28"})
    assert asked(folder, site)[:2] == ["/fz/index.html", article(2)]


def test_reports_since_a_year_and_later_those_before_it(folder: Path, site: Site) -> None:
    dates = {6: "2026-03-01", 5: "2025-03-01", 4: "2024-03-01", 3: "2023-03-01", 2: "2022-03-01", 1: "2021-03-01"}
    untitled = [
        Reply(str(rows(*two, dates=dates, pages=3).body).replace("2023年", "")) for two in ((6, 5), (4, 3), (2, 1))
    ]
    site.pages |= dict(zip(("/fz/index.html", "/fz/index_1.html", "/fz/index_2.html"), untitled, strict=True))
    site.pages |= {article(number): report(number) for number in dates}
    assert asked(folder, site, "--since", "2024") == [
        "/fz/index.html", article(6), article(5), "/fz/index_1.html", article(4), "/fz/index_2.html",
    ]  # fmt: skip
    assert asked(folder, site, "--since", "2025") == ["/fz/index.html"]
    backfill = asked(folder, site)
    assert {article(3), article(2), article(1)} <= set(backfill)
    assert article(6) not in backfill
    assert asked(folder, site, "--since", "2024") == ["/fz/index.html"]


def test_the_year_in_a_title_goes_before_that_of_its_date(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = trs_list([1], title="二〇二二年法治政府建设年度报告")
    site.pages[article(1)] = report(1)
    assert article(1) not in asked(folder, site, "--since", "2023")
    assert article(1) in asked(folder, site, "--since", "2022")


def test_a_recheck_finds_what_changed_and_what_is_gone(folder: Path, site: Site) -> None:
    serve_column(site, [3, 2, 1])
    crawl(folder, site.pair)
    site.pages[article(2)] = report(2, "本页已换成新一年的法治政府建设年度报告，" * 30)
    del site.pages[article(1)]
    run = crawl(folder, site.pair, "--recheck")
    assert run.counts()["article"] == {"ok": 2, "gone": 1}
    with Archive(folder / "data") as archive:
        captures = [each for each in archive.index.captures() if each.kind == "article"]
    assert sorted((each.url[-6:], each.outcome) for each in captures) == [
        ("1.html", "gone"),
        ("1.html", "ok"),
        ("2.html", "ok"),
        ("2.html", "ok"),
        ("3.html", "ok"),
    ]


def test_a_row_that_was_cut_off_and_is_no_report_is_fetched_once(folder: Path, site: Site) -> None:
    links = (f"<li><a href='./202403/t20240328_{number}.html'>云岭县2023年…</a></li>" for number in (2, 1))
    site.pages["/fz/index.html"] = Reply(f"<ul>{''.join(links)}</ul>")
    page = "<h1>云岭县2023年{}</h1><div class='TRS_Editor'>" + REPORT + "</div>"
    site.pages[article(2)] = Reply(page.format("法治政府建设年度报告"))
    site.pages[article(1)] = Reply(page.format("部门预算公开"))
    assert {article(2), article(1)} <= set(asked(folder, site))
    again = asked(folder, site, "--recheck")
    assert article(2) in again
    assert article(1) not in again


def test_a_recheck_is_conditional_where_the_server_allows(folder: Path, site: Site) -> None:
    def versioned(question: Asked) -> Reply:
        if question.headers.get("If-None-Match") == '"v1"':
            return Reply(status=304)
        page = report(1)
        page.headers["ETag"] = '"v1"'
        return page

    serve_column(site, [1])
    site.pages[article(1)] = versioned
    crawl(folder, site.pair)
    assert crawl(folder, site.pair, "--recheck").counts()["article"] == {"not_modified": 1}


def test_a_host_gets_no_more_requests_than_its_budget_and_the_rest_the_next_night(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    write_source(folder / "sources", site.url, budget=5)
    run = crawl(folder, site.pair)
    assert len(site.paths()) == 5
    assert "has had its 5 requests" in run.result["warnings"][0]
    crawl(folder, site.pair)
    assert crawl(folder, site.pair).status == 0
    with Archive(folder / "data") as archive:
        assert archive.index.documents() == {SOURCE: 6}


def lose_rows(site: Site) -> None:
    site.pages["/fz/index.html"] = Reply("<div id='app'></div>")


def lose_reports(site: Site) -> None:
    site.pages["/fz/index.html"] = trs_list([4, 3], title="政府工作报告")


def lose_the_list(site: Site) -> None:
    site.pages["/fz/index.html"] = Reply("<title>moved</title>", 404)


LOSSES = [
    (lose_rows, "lists nothing"),
    (lose_reports, "listed reports before and lists none now"),
    (lose_the_list, "gone (HTTP 404)"),
]


@pytest.mark.parametrize(("lose", "line"), LOSSES)
def test_a_list_that_loses_its_reports_is_a_failure_once_and_again_after_it_was_well(
    folder: Path, site: Site, lose: Callable[[Site], None], line: str
) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    well = dict(site.pages)
    lose(site)
    nights = [crawl(folder, site.pair) for _ in range(3)]
    assert [night.status for night in nights] == [1, 0, 0]
    assert line in nights[0].result["failures"][0]
    assert [line in night.result["warnings"][0] for night in nights[1:]] == [True, True]
    site.pages.update(well)
    assert crawl(folder, site.pair).status == 0
    lose(site)
    assert crawl(folder, site.pair).status == 1


def test_a_column_that_fails_beside_one_that_answers_is_a_failure_once(folder: Path, site: Site) -> None:
    columns = [{"url": "/old/index.html"}, {"url": "/fz/index.html"}]
    write_source(folder / "sources", site.url, columns=columns)
    serve_column(site, [2, 1])
    site.pages["/old/index.html"] = trs_list([2, 1])
    crawl(folder, site.pair)
    site.pages["/old/index.html"] = Reply("<title>moved</title>", 404)
    assert [crawl(folder, site.pair).status for _ in range(3)] == [1, 0, 0]


def test_a_column_that_leaves_the_register_fails_no_more(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    lose_the_list(site)
    crawl(folder, site.pair)
    assert standing(folder).outcome == "gone"
    write_source(folder / "sources", site.url, columns=[{"url": "/new/index.html"}])
    site.pages["/new/index.html"] = trs_list([2, 1])
    site.pages |= {f"/new/202403/t20240328_{number}.html": report(number) for number in (1, 2)}
    crawl(folder, site.pair)
    assert standing(folder) == Standing()


def test_a_page_that_is_blocked_makes_the_source_fail_until_it_is_asked_for_again(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    site.pages["/fz/index.html"] = trs_list([3, 2, 1])
    site.pages[article(3)] = Reply("", 412)
    assert [crawl(folder, site.pair).status for _ in range(4)] == [1, 0, 0, 0]
    assert standing(folder).outcome == "blocked_challenge"


def test_a_walk_that_looks_at_late_years_only_does_not_take_a_lost_list_for_found(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    lose_reports(site)
    crawl(folder, site.pair)
    assert [crawl(folder, site.pair, *since).status for since in (["--since", "2020"], [])] == [0, 0]


def test_a_page_behind_the_first_that_does_not_come_is_no_loss_of_reports(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    site.pages["/fz/index.html"] = trs_list([4, 3], pages=2, title="政府工作报告")
    site.pages["/fz/index_1.html"] = Reply("", 500)
    night = crawl(folder, site.pair)
    assert (night.status, standing(folder)) == (0, Standing())


@pytest.mark.parametrize(("lose", "line"), LOSSES)
def test_a_loss_that_a_killed_crawl_took_down_is_new_to_the_second_try_of_its_night(
    folder: Path, site: Site, lose: Callable[[Site], None], line: str
) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    lose(site)
    began = f"--began={datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    # A source beside it, on a host of its own, which keeps the crawl from its end.
    with Site("127.0.0.2") as other:
        write_source(folder / "sources", other.url, "990102-linxi")
        with (
            held_up(other, "/fz/index.html") as reached,
            crawling(folder, f"{site.pair},{other.pair}", began) as process,
        ):
            assert reached.wait(30)
            while standing(folder).since is None and process.poll() is None:
                time.sleep(0.01)
            process.kill()
        assert process.wait(30) == -signal.SIGKILL
    second = crawl(folder, site.pair, "--source", SOURCE, "--due", began)
    assert second.status == 1
    assert line in second.result["failures"][0]
    assert crawl(folder, site.pair, "--source", SOURCE).status == 0


@pytest.mark.parametrize("is_same_night", [True, False])
def test_a_loss_that_a_killed_crawl_did_not_come_to_is_new_to_the_next_one(
    folder: Path, site: Site, is_same_night: bool
) -> None:
    serve_column(site, [2, 1])
    crawl(folder, site.pair)
    lose_reports(site)
    began = f"--began={datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    # The list has come, and lists none of its reports; what may stand behind it is being asked for.
    with held_up(site, "/fz/index_1.html") as reached, crawling(folder, site.pair, began) as process:
        assert reached.wait(30)
        process.kill()
    assert process.wait(30) == -signal.SIGKILL
    assert crawl(folder, site.pair, *([began] if is_same_night else [])).status == 1


@contextmanager
def held_up(site: Site, path: str) -> Iterator[threading.Event]:
    """The site answers this path only at the end of the block; the event says that it was asked for."""
    reached, let_go = threading.Event(), threading.Event()
    there = site.pages.get(path)

    def hang(asked: Asked) -> None:
        reached.set()
        let_go.wait(30)

    site.pages[path] = hang
    try:
        yield reached
    finally:
        let_go.set()
        site.pages.pop(path)
        site.pages |= {path: there} if there else {}


def crawling(folder: Path, loopback: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(folder, *arguments), env=environment(loopback), cwd=folder, stdout=subprocess.DEVNULL
    )


def standing(folder: Path) -> Standing:
    with Archive(folder / "data") as archive:
        return archive.index.standing(SOURCE) or Standing()


def test_a_source_that_stops_answering_is_a_failure_the_first_night(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    crawl(folder, site.pair)
    site.pages["/fz/index.html"] = Reply("", 412)
    runs = [crawl(folder, site.pair) for _ in range(2)]
    assert [run.status for run in runs] == [1, 0]
    assert "blocked_challenge" in runs[1].result["warnings"][0]


def test_a_source_whose_first_list_does_not_answer_is_asked_nothing_more(folder: Path, site: Site) -> None:
    columns = [{"url": "/fz/index.html"}, {"url": "/tzgg/index.html"}]
    write_source(folder / "sources", site.url, columns=columns)
    run = crawl(folder, site.pair)
    assert site.paths() == ["/fz/index.html"]
    assert "no list page has answered yet" in run.result["warnings"][1]


def test_what_is_missing_is_asked_for_ever_more_seldom(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    del site.pages[article(1)]
    assert article(1) in asked(folder, site)
    assert article(1) in asked(folder, site)
    # As long again as it has been missing.
    assert article(1) not in asked(folder, site)


def test_a_list_that_declares_more_than_it_gives_is_reported(folder: Path, site: Site) -> None:
    write_source(folder / "sources", site.url, dialect="hanweb", columns=[{"url": "/col/col1/index.html"}])
    record = "<record><![CDATA[<li><a href='/art/2024/3/1/art_1_1.html'>法治政府建设报告</a>2024-03-01</li>]]></record>"
    site.pages["/col/col1/index.html"] = Reply(
        f"<datastore><totalrecord>9</totalrecord><recordset>{record}</recordset></datastore>"
    )
    site.pages["/art/2024/3/1/art_1_1.html"] = report(1)
    assert "declares 9 rows and gave 1" in crawl(folder, site.pair).result["warnings"][0]


def test_an_article_named_by_its_address_is_asked_for_again(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    crawl(folder, site.pair)
    assert asked(folder, site, "--url", f"{site.url}{article(1).lstrip('/')}") == [article(1)]


@pytest.mark.parametrize("answer", [Reply("<title>404</title>", 404), Reply("", 412), None])
def test_an_article_named_by_its_address_that_does_not_come_is_a_failure_each_time(
    folder: Path, site: Site, answer: Reply | None
) -> None:
    site.pages[article(1)] = lambda asked: answer
    named = ("--url", f"{site.url}{article(1).lstrip('/')}")
    nights = [crawl(folder, site.pair, *named) for _ in range(2)]
    assert [(night.status, len(night.result["failures"])) for night in nights] == [(1, 1), (1, 1)]
    assert article(1) in nights[0].result["failures"][0]


def test_a_further_list_that_the_site_does_not_know_is_said_and_does_not_keep_the_walk_open(
    folder: Path, site: Site
) -> None:
    write_source(folder / "sources", site.url, dialect="gkmlpt", columns=[{"url": "/gkmlpt/index"}])
    tree = [{"id": 7, "name": "通知公告"}]
    everything = {"articles": [{"id": 1, "title": "公告", "url": f"{site.url}gkmlpt/content/1/1/post_1.html"}]}
    site.pages |= {
        "/gkmlpt/index": Reply(f"<script>window._CONFIG = {{SID: '1', TREE: {json.dumps(tree)}}}</script>"),
        "/gkmlpt/api/all/0?page=1&sid=1": Reply(json.dumps(everything)),
        "/gkmlpt/content/1/1/post_1.html": report(1),
    }
    missing = "/gkmlpt/api/all/7?page=1&sid=1"
    assert f"{missing} gone (HTTP 404)" in crawl(folder, site.pair).stderr
    assert asked(folder, site) == ["/gkmlpt/api/all/0?page=1&sid=1"]
