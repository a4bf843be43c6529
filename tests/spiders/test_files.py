"""The files of articles, which are asked for after all articles."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from tests.spiders.site import (
    Asked,
    Reply,
    Site,
    article,
    command,
    crawl,
    environment,
    serve_column,
    write_source,
)

PDF = Reply(b"%PDF-1.4\n%%EOF", headers={"Content-Type": "application/pdf"})
CHALLENGE = Reply("", 412)
CAPTCHA = Reply("<form>请输入验证码<input name='codeValue'></form>")


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    write_source(tmp_path / "sources", site.url)
    serve_column(site, [3, 2, 1], per_page=3)
    links = "<p><a href='./P1.pdf'>一</a></p><p><a href='./P2.pdf'>二</a></p>"
    site.pages[article(3)] = Reply(f"<title>报告</title><div class='TRS_Editor'><p>详见附件。</p>{links}</div>")
    site.pages |= {"/fz/202403/P1.pdf": PDF, "/fz/202403/P2.pdf": PDF}
    return tmp_path


def test_files_of_a_night_that_was_cut_off_are_fetched_the_next(folder: Path, site: Site) -> None:
    came, site.pages[article(2)] = site.pages[article(2)], CHALLENGE
    assert "attachment" not in crawl(folder, site.pair).counts()
    site.pages[article(2)] = came
    assert crawl(folder, site.pair).counts()["attachment"] == {"ok": 2}
    assert "attachment" not in crawl(folder, site.pair).counts()


def test_a_captcha_before_one_file_does_not_keep_the_next_night_from_the_others(folder: Path, site: Site) -> None:
    site.pages["/fz/202403/P1.pdf"] = CAPTCHA
    assert crawl(folder, site.pair).counts()["attachment"] == {"blocked_challenge": 1}
    assert crawl(folder, site.pair).counts()["attachment"] == {"ok": 1, "blocked_challenge": 1}


def test_files_that_are_still_to_be_fetched_are_known_from_the_archive_alone(folder: Path, site: Site) -> None:
    came, site.pages[article(2)] = site.pages[article(2)], CHALLENGE
    crawl(folder, site.pair)
    for file in (folder / "data" / "archive").glob("index.sqlite*"):
        file.unlink()
    site.pages[article(2)] = came
    assert crawl(folder, site.pair).counts()["attachment"] == {"ok": 2}


def test_files_for_which_the_budget_did_not_suffice_are_fetched_the_next_night(folder: Path, site: Site) -> None:
    write_source(folder / "sources", site.url, budget=6)
    nights = [crawl(folder, site.pair).counts().get("attachment", {}).get("ok", 0) for _ in range(2)]
    assert sum(nights) == 2
    assert nights[0] < 2


def test_files_that_a_kill_left_are_fetched_the_next_night(folder: Path, site: Site) -> None:
    reached, let_go = threading.Event(), threading.Event()

    def hang(asked: Asked) -> Reply:
        reached.set()
        let_go.wait(30)
        return PDF

    site.pages["/fz/202403/P1.pdf"] = hang
    with subprocess.Popen(
        command(folder), env=environment(site.pair), cwd=folder, stdout=subprocess.DEVNULL
    ) as process:
        assert reached.wait(30)
        process.kill()
        let_go.set()
    site.pages["/fz/202403/P1.pdf"] = PDF
    assert crawl(folder, site.pair).counts()["attachment"] == {"ok": 2}
