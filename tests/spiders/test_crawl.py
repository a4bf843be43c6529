from __future__ import annotations

import gzip
import json
import signal
import socket
import subprocess
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiders.archive import Archive
from spiders.records import Capture
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


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    """A work folder whose register holds one source: the site's column `/fz/`."""
    write_source(tmp_path / "sources", site.url)
    return tmp_path


def captures(folder: Path) -> list[Capture]:
    with Archive(folder / "data") as archive:
        return archive.index.captures()


def outcomes(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for capture in captures(folder):
        path = "/" + capture.url.split("/", 3)[3]
        found.setdefault(path, set()).add(capture.outcome)
    return found


def test_a_night_with_nothing_new_costs_one_request_a_column(folder: Path, site: Site) -> None:
    serve_column(site, [5, 4, 3, 2, 1])
    first = crawl(folder, site.pair)
    assert (first.status, first.stderr) == (0, "")
    assert first.counts() == {"article": {"ok": 5}, "listing": {"ok": 3, "gone": 1}}
    assert len(site.paths()) == 9
    second = crawl(folder, site.pair)
    assert second.counts() == {"listing": {"ok": 1}}
    assert site.paths() == ["/fz/index.html"]


def test_a_new_article_is_fetched_and_the_walk_ends_after_two_known_pages(folder: Path, site: Site) -> None:
    serve_column(site, [8, 7, 6, 5, 4, 3, 2, 1])
    crawl(folder, site.pair)
    site.paths()
    serve_column(site, [9, 8, 7, 6, 5, 4, 3, 2, 1])
    crawl(folder, site.pair)
    assert site.paths() == ["/fz/index.html", article(9), "/fz/index_1.html", "/fz/index_2.html"]


def test_the_listing_s_title_and_date_go_with_the_article(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    crawl(folder, site.pair)
    [capture] = [each for each in captures(folder) if each.kind == "article"]
    assert (capture.listing_title, capture.listing_date) == ("2023年法治政府建设年度报告1", "2024-03-28")


def test_titles_that_are_not_wanted_are_not_fetched(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = trs_list([1, 2], title="政府工作报告")
    assert crawl(folder, site.pair).counts() == {"listing": {"ok": 1, "gone": 2}}


def test_an_unchanged_list_is_not_sent_again(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    page = site.pages["/fz/index.html"]
    assert isinstance(page, Reply)
    page.headers["ETag"] = '"v1"'
    site.pages["/fz/index.html"] = lambda asked: (
        Reply(status=304) if asked.headers.get("If-None-Match") == '"v1"' else page
    )
    crawl(folder, site.pair)
    assert crawl(folder, site.pair).counts() == {"listing": {"not_modified": 1}}
    assert {capture.outcome for capture in captures(folder)} == {"ok", "gone"}


def test_a_failed_article_is_tried_again_the_next_night(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    site.pages[article(1)] = Reply("<h1>Internal Server Error</h1>", 500)
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 5, "error": 1}
    site.paths()
    site.pages[article(1)] = report(1)
    assert crawl(folder, site.pair).counts() == {"listing": {"ok": 1}, "article": {"ok": 1}}
    assert site.paths() == ["/fz/index.html", article(1)]
    assert outcomes(folder)[article(1)] == {"error", "ok"}


def test_a_walk_that_was_cut_off_is_taken_up_in_full(folder: Path, site: Site) -> None:
    serve_column(site, [6, 5, 4, 3, 2, 1])
    whole = site.pages["/fz/index_2.html"]
    site.pages["/fz/index_2.html"] = Reply("", 502)
    run = crawl(folder, site.pair)
    assert run.status == 0
    assert "/fz/index_2.html error (HTTP 502)" in run.result["warnings"][0]
    site.pages["/fz/index_2.html"] = whole
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 2}


def test_other_filters_walk_the_whole_column_again(folder: Path, site: Site) -> None:
    serve_column(site, [4, 3, 2, 1])
    write_source(folder / "sources", site.url, columns=[{"url": "/fz/index.html", "title_include": ["建设年度报告4"]}])
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 1}
    write_source(folder / "sources", site.url)
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 3}


def test_a_second_page_may_be_number_two(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = site.pages["/fz/index_1.html"] = trs_list([4, 3])
    site.pages["/fz/index_2.html"] = trs_list([2, 1])
    # The site gives its last page for every number beyond the end.
    site.pages["/fz/index_3.html"] = trs_list([2, 1])
    site.pages |= {article(number): report(number) for number in (1, 2, 3, 4)}
    assert crawl(folder, site.pair).counts() == {"listing": {"ok": 4}, "article": {"ok": 4}}


def test_a_list_without_rows_is_reported(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = Reply("<div id='app'></div>")
    run = crawl(folder, site.pair)
    assert "lists nothing: has the site a new template" in run.result["warnings"][0]


def test_a_challenge_ends_the_source_for_the_night_and_only_that_source(folder: Path, site: Site) -> None:
    serve_column(site, [3, 2, 1])
    site.pages[article(2)] = Reply("<script>challenge</script>", 412)
    with Site() as other:
        serve_column(other, [1])
        write_source(folder / "sources", other.url, "990102-linxi")
        run = crawl(folder, f"{site.pair},{other.pair}")
    assert run.counts() == {"listing": {"ok": 1}, "article": {"ok": 1, "blocked_challenge": 1}}
    assert site.paths() == ["/fz/index.html", article(3), article(2)]
    assert "left alone until the next crawl" in run.result["warnings"][0]
    assert run.counts("990102-linxi")["article"] == {"ok": 1}


def test_redirects_are_followed_inside_the_host_only(folder: Path, site: Site) -> None:
    serve_column(site, [4, 3, 2, 1], per_page=4)
    once = iter([Reply(status=302, headers={"Location": article(3), "Set-Cookie": "seen=1"}), report(3)])
    site.pages |= {
        article(1): Reply(status=301, headers={"Location": "/fz/new.html"}),
        "/fz/new.html": report(1),
        article(2): Reply(status=302, headers={"Location": "http://127.0.0.9/elsewhere.html"}),
        article(3): lambda asked: next(once),
        article(4): Reply(status=302, headers={"Location": article(4)}),
    }
    crawl(folder, site.pair)
    found = outcomes(folder)
    assert (found[article(1)], found[article(2)]) == ({"ok"}, {"refused"})
    assert (found[article(3)], found[article(4)]) == ({"ok"}, {"redirect_loop"})


def test_rows_that_lead_to_other_hosts_or_schemes_are_recorded_once(folder: Path, site: Site) -> None:
    rows = "".join(
        f"<li><a href='{href}'>法治政府建设年度报告</a><span>2024-03-28</span></li>"
        for href in ("http://127.0.0.9/a.html", "ftp://127.0.0.1/a.html", "javascript:void(0)")
    )
    site.pages["/fz/index.html"] = Reply(rows)
    # What lies on a host that is neither registered nor a government's may be a copy: the original is asked for.
    assert crawl(folder, site.pair).counts()["article"] == {"refused": 2, "mirror_suspect": 1, "gone": 1}
    assert crawl(folder, site.pair).counts()["article"] == {"gone": 1}


@pytest.mark.parametrize(
    ("robots", "counts"),
    [
        (Reply("User-agent: *\nDisallow: /fz/\n"), {"listing": {"robots_denied": 1}}),
        (Reply(gzip.compress(b"User-agent: *\nDisallow: /"), headers={"Content-Encoding": "gzip"}), None),
        (Reply("", 503), {"listing": {"robots_denied": 1}}),
        (Reply("User-agent: *\nDisallow:\n" + "# " * 300_000), {"listing": {"robots_denied": 1}}),
        (Reply("?", headers={"Content-Encoding": "br"}), {"listing": {"robots_denied": 1}}),
        (Reply("<p>\nUser-agent: *\nDisallow: /\n</p>"), {"listing": {"ok": 1, "gone": 2}, "article": {"ok": 1}}),
    ],
)
def test_robots_txt_is_obeyed(folder: Path, site: Site, robots: Reply, counts: dict | None) -> None:
    serve_column(site, [1])
    site.pages["/robots.txt"] = robots
    assert crawl(folder, site.pair).counts() == (counts or {"listing": {"robots_denied": 1}})


def test_a_request_says_who_asks_and_where_it_comes_from(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    crawl(folder, site.pair, contact="mailto:team@example.org")
    assert {asked.headers["User-Agent"] for asked in site.asked} == {"fazhi/0.1.0 (+mailto:team@example.org)"}
    [asked] = [asked for asked in site.asked if asked.path == article(1)]
    assert asked.headers["Referer"] == f"{site.url}fz/index.html"


def test_a_packed_answer_is_archived_as_it_was_sent(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    page = f"<p>{REPORT}</p>".encode()
    site.pages[article(1)] = Reply(
        gzip.compress(page), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    )
    crawl(folder, site.pair)
    with Archive(folder / "data") as archive:
        [capture] = [each for each in archive.index.captures() if each.kind == "article"]
        assert archive.payload(capture.capture_id) == page


def test_loopback_is_fetched_only_where_it_is_allowed(folder: Path, site: Site) -> None:
    run = crawl(folder, "127.0.0.1:1")
    assert (run.counts(), site.asked) == ({"listing": {"refused": 1}}, [])
    assert captures(folder)[0].reason == f"add {site.pair} to FAZHI_LOOPBACK to fetch it"


def test_beyond_loopback_nothing_is_asked_without_a_contact(folder: Path) -> None:
    write_source(folder / "sources", "http://192.0.2.1/", "990102-linxi", delay=1)
    write_source(folder / "sources", "http://www.fazhi.invalid/", "990103-other", delay=1)
    run = crawl(folder, "", "--province", "99-yunzhou")
    assert run.status == 0
    reasons = {capture.source_id: capture.reason for capture in captures(folder)}
    assert reasons["990102-linxi"] == "192.0.2.1 is an address inside a network, not on the internet"
    assert (reasons["990103-other"] or "").startswith("set FAZHI_CONTACT")


def test_several_sources_can_be_chosen_and_the_others_are_left(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    for name in ("990102-linxi", "990103-other"):
        write_source(folder / "sources", site.url, name)
    run = crawl(folder, site.pair, "--source", "990102-linxi", "--source", "990121-yunling")
    assert sorted(run.result["sources"]) == ["990102-linxi", "990121-yunling"]


def test_sources_that_give_no_list_are_named_by_what_came_instead(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    site.pages["/blocked.html"] = Reply("", 412)
    write_source(folder / "sources", site.url, "990102-linxi", columns=[{"url": "/blocked.html"}])
    run = crawl(folder, site.pair)
    assert (run.status, run.result["silent"]) == (0, {"blocked_challenge": ["990102-linxi"]})


@pytest.mark.parametrize("away", ["/robots.txt", "/fz/index.html"])
def test_a_site_that_was_away_for_a_moment_is_asked_again(folder: Path, site: Site, away: str) -> None:
    serve_column(site, [1])
    there = site.pages.get(away, Reply("", 404))
    replies = iter([None, None, there])
    site.pages[away] = lambda asked: next(replies, there)
    assert crawl(folder, site.pair).counts() == {"listing": {"ok": 1, "gone": 2}, "article": {"ok": 1}}


def test_a_site_that_stays_away_is_asked_three_times_in_its_first_night_and_then_once(folder: Path, site: Site) -> None:
    # On a connection that was kept open, Twisted asks once more by itself.
    site.pages["/robots.txt"] = Reply("", 404, {"Connection": "close"})
    site.pages["/fz/index.html"] = lambda asked: None
    nights = [(crawl(folder, site.pair).counts(), len(site.paths())) for _ in range(2)]
    assert nights == [({"listing": {"unreachable": 1}}, 3), ({"listing": {"unreachable": 1}}, 1)]


@pytest.mark.parametrize("status", [403, 412, 429, 500])
def test_who_answers_is_never_asked_again_in_the_same_night(folder: Path, site: Site, status: int) -> None:
    site.pages["/fz/index.html"] = Reply("<title>no</title>", status)
    crawl(folder, site.pair)
    assert site.paths() == ["/fz/index.html"]


def test_what_a_killed_crawl_met_is_still_new_to_the_second_try_of_the_same_night(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    crawl(folder, site.pair)
    site.pages["/fz/index.html"] = Reply("<title>500</title>", 500)
    began = f"--began={datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    assert [crawl(folder, site.pair, began).status for _ in range(2)] == [1, 1]
    assert crawl(folder, site.pair).status == 0


def test_a_name_is_judged_by_the_address_it_leads_to(folder: Path, site: Site) -> None:
    # Resolvers read 127.1 as 127.0.0.1, though it is no literal address.
    port = site.pair.partition(":")[2]
    write_source(folder / "sources", f"http://127.1:{port}/", "990102-linxi", delay=1)
    crawl(folder, site.pair, "--source", "990102-linxi", contact="mailto:team@example.org")
    assert captures(folder)[0].reason == "127.1 leads to 127.0.0.1, an address inside a network"
    assert site.asked == []


def test_a_server_that_is_not_there_or_speaks_no_tls_has_its_outcome(folder: Path, site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"127.0.0.1:{free.getsockname()[1]}"
    write_source(folder / "sources", f"http://{closed}/", "990102-linxi")
    write_source(folder / "sources", f"https://{site.pair}/", "990103-other")
    crawl(folder, f"{closed},{site.pair}")
    found = {capture.source_id: capture.outcome for capture in captures(folder)}
    assert (found["990102-linxi"], found["990103-other"]) == ("unreachable", "tls_error")


def test_a_broken_entry_is_named_and_the_others_are_crawled(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    write_source(folder / "sources", site.url, "990102-linxi", dialect="unknown")
    run = crawl(folder, site.pair)
    assert run.status == 1
    assert run.stderr.startswith("99-yunzhou/990102-linxi.yml: dialect: ")
    assert run.counts()["article"] == {"ok": 1}
    assert crawl(folder, site.pair, "--source", "990121-yunling").status == 0


def test_a_choice_that_matches_nothing_is_an_error(folder: Path, site: Site) -> None:
    run = crawl(folder, site.pair, "--source", "990199-nobody")
    assert (run.status, run.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
def test_a_crawl_that_is_killed_loses_nothing_that_was_fetched(folder: Path, site: Site, kill: signal.Signals) -> None:
    serve_column(site, [3, 2, 1], per_page=3)
    reached, let_go = threading.Event(), threading.Event()

    def hang(asked: Asked) -> Reply:
        reached.set()
        let_go.wait(30)
        return report(1)

    site.pages[article(1)] = hang
    with subprocess.Popen(
        command(folder), env=environment(site.pair), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert reached.wait(30)
        process.send_signal(kill)
        let_go.set()
        told, _ = process.communicate(timeout=30)
    assert process.returncode != 0
    # On SIGTERM it closes its files first, and says that it was stopped: the same crawl is worth another try.
    assert kill == signal.SIGKILL or json.loads(told)["is_stopped"]
    assert {path: found for path, found in outcomes(folder).items() if "t2024" in path} == {
        article(3): {"ok"},
        article(2): {"ok"},
    }
    site.pages[article(1)] = report(1)
    site.paths()
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 1}
    with Archive(folder / "data") as archive:
        articles = [each for each in archive.index.captures() if each.kind == "article"]
        assert all(b"TRS_Editor" in archive.payload(each.capture_id) for each in articles)
    assert len(articles) == 3
    assert list((folder / "data").rglob("*.open")) == []


def test_an_article_named_by_its_address_is_fetched_and_no_list_is(folder: Path, site: Site) -> None:
    serve_column(site, [3, 2, 1])
    address = f"{site.url}{article(2)}"
    done = crawl(folder, site.pair, "--url", address, "--url", "https://www.example.org/a.html")
    assert done.status == 1
    assert "https://www.example.org/a.html: no registered site" in done.stderr
    assert [capture.url for capture in captures(folder)] == [address]
    assert "/fz/index.html" not in site.paths()


def test_what_chooses_among_articles_does_not_go_with_an_address(folder: Path, site: Site) -> None:
    run = crawl(folder, site.pair, "--url", f"{site.url}{article(2)}", "--since", "2023")
    assert (run.status, run.stderr.count("\n"), site.paths()) == (1, 1, [])


@pytest.mark.parametrize("status", [202, 412, 521])
def test_a_challenge_that_also_guards_robots_txt_is_a_challenge(folder: Path, site: Site, status: int) -> None:
    site.pages["/robots.txt"] = site.pages["/fz/index.html"] = Reply("User-agent: *\nDisallow: /", status)
    assert crawl(folder, site.pair).counts() == {"listing": {"blocked_challenge": 1}}


def test_a_link_or_redirect_that_is_no_url_costs_only_itself(folder: Path, site: Site) -> None:
    serve_column(site, [2, 1])
    broken = "<li><a href='http://[www.example.org]/t20240301_9.html'>2023年法治政府建设年度报告</a></li>"
    listing = site.pages["/fz/index.html"]
    site.pages["/fz/index.html"] = replace(listing, body=listing.body + broken)
    site.pages[article(1)] = Reply("", 302, {"Location": "http://[x/"})
    assert crawl(folder, site.pair).counts()["article"] == {"ok": 1, "error": 1, "refused": 1}


def test_a_robots_txt_that_breaks_off_forbids_all_and_says_so(folder: Path, site: Site) -> None:
    def break_off(asked: Asked) -> Reply:
        raise ConnectionAbortedError

    serve_column(site, [1])
    site.pages["/robots.txt"] = break_off
    assert crawl(folder, site.pair).counts() == {"listing": {"unreachable": 1}}
    assert site.paths() == []
    assert (captures(folder)[0].reason or "").startswith("robots.txt: ")


@pytest.mark.parametrize("location", ["http://[x/", "http://h:abc/"])
def test_an_answer_that_redirects_nowhere_is_archived(folder: Path, site: Site, location: str) -> None:
    site.pages["/fz/index.html"] = Reply("", 302, {"Location": location})
    crawl(folder, site.pair)
    [capture] = captures(folder)
    assert (capture.outcome, capture.http_status) == ("error", 302)
    assert capture.reason == f"redirects to what is no URL: {location}"


def test_a_next_page_that_is_no_url_is_refused_as_one_request(folder: Path, site: Site) -> None:
    write_source(folder / "sources", site.url, dialect="hanweb")
    site.pages["/fz/index.html"] = Reply(
        "<datastore><nextgroup><![CDATA[<a href='http://[x]/dataproxy.jsp?columnid=1&unitid=2'>]]></nextgroup>"
        "<recordset><record><![CDATA[<a href='/art/1.html'>年度报告</a>]]></record></recordset></datastore>"
    )
    run = crawl(folder, site.pair)
    assert (run.status, set(run.counts()["listing"])) == (0, {"ok", "refused"})


def test_a_redirect_in_raw_utf_8_leads_where_it_means(folder: Path, site: Site) -> None:
    # The server of the test writes headers in Latin-1, so these are the bytes of UTF-8.
    site.pages["/fz/index.html"] = Reply("", 302, {"Location": "/公开.html".encode().decode("latin-1")})
    crawl(folder, site.pair)
    assert site.paths() == ["/fz/index.html", "/%E5%85%AC%E5%BC%80.html"]
