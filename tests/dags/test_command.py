"""What a task learns of the spiders, and what a red one says of them in one line."""

import os
import signal

import pytest
from airflow.sdk.exceptions import AirflowFailException

from dags.command import Answer, SpidersKilled, ask_spiders, outcome
from dags.stages import crawl_arguments, inbox_folder
from launcher.guard import descendants
from tests.spiders.site import Reply, Site, serve_column, write_source

NOTHING = {"provinces": None, "sources": None, "since": None, "every_source": False}


def test_one_failure_is_said_as_it_is():
    assert outcome(["330100-hangzhou: unreachable"]) == "330100-hangzhou: unreachable"


def test_several_failures_are_counted_and_the_first_named():
    assert outcome(["a: x", "b: y"]) == "2 failures: a: x; b: y"
    assert outcome(["a", "b", "c", "d", "e"]) == "5 failures: a; b; c; and 2 more, see the log"


def test_a_command_that_gives_no_counts_fails_with_its_last_words():
    with pytest.raises(AirflowFailException, match=r"^no source of the register matches$"):
        Answer(1, {}, "no source of the register matches").require_success()


@pytest.fixture
def site(tmp_path, monkeypatch):
    with Site() as site:
        write_source(tmp_path / "sources", site.url)
        serve_column(site, [1, 2])
        monkeypatch.setenv("FAZHI_DATA", str(tmp_path / "data"))
        monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path / "sources"))
        monkeypatch.setenv("FAZHI_LOOPBACK", site.pair)
        monkeypatch.setenv("FAZHI_CONTACT", "")
        yield site


def test_the_spiders_tell_what_they_fetched_each_time_they_are_asked(site):
    first, second = ([*ask_spiders("crawl").told["sources"].values()] for _ in range(2))
    assert first == [{"article": {"ok": 2}, "listing": {"ok": 1, "gone": 2}}]
    assert second == [{"listing": {"ok": 1}}]


def test_spiders_that_cannot_begin_say_why(site):
    answer = ask_spiders("crawl", "--province=elsewhere")
    assert (answer.status, answer.last) == (1, "no source of the register matches; see `python -m spiders list`")


def test_a_source_that_there_is_not_is_said_also_beside_one_that_there_is(site):
    there = next(iter(ask_spiders("crawl").told["sources"]))
    answer = ask_spiders("crawl", f"--source={there}", "--source=999999-nowhere")
    said = "no source 999999-nowhere in the register; see `python -m spiders list`"
    assert (answer.status, answer.told, answer.last) == (1, {}, said)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_signal_says_nothing_of_the_sites(site, number):
    def killing(asked):
        for pid in descendants(os.getpid()):
            os.kill(pid, number)
        return Reply()

    site.pages["/fz/index.html"] = killing
    with pytest.raises(SpidersKilled):
        ask_spiders("crawl")


def test_a_night_visits_what_is_due():
    assert crawl_arguments("33-zhejiang", NOTHING) == ["--province=33-zhejiang", "--due"]


def test_since_is_passed_on():
    assert crawl_arguments("33-zhejiang", NOTHING | {"since": 2015})[-1] == "--since=2015"


@pytest.mark.parametrize("asked", [{"every_source": True}, {"provinces": ["33-zhejiang"]}])
def test_who_asks_for_a_whole_province_gets_it_due_or_not(asked):
    assert crawl_arguments("33-zhejiang", NOTHING | asked) == ["--province=33-zhejiang"]


def test_a_picked_source_is_visited_alone_unless_its_province_is_picked_too():
    asked = NOTHING | {"sources": ["330200-ningbo"]}
    assert crawl_arguments("33-zhejiang", asked) == ["--province=33-zhejiang", "--source=330200-ningbo"]
    assert crawl_arguments("33-zhejiang", asked | {"provinces": ["33-zhejiang"]}) == ["--province=33-zhejiang"]


def test_a_folder_is_found_below_the_inbox(tmp_path):
    (tmp_path / "inbox" / "2025").mkdir(parents=True)
    assert inbox_folder(tmp_path, "2025") == tmp_path / "inbox" / "2025"


def test_a_link_does_not_lead_out_of_the_inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "link").symlink_to("/etc")
    with pytest.raises(AirflowFailException, match="link: not a folder in"):
        inbox_folder(tmp_path, "link")
