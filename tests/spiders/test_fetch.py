from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse

from spiders import fetch
from spiders.dialects import trs
from spiders.exchange import Visit
from spiders.fetch import Errand
from tests.spiders.site import REPORT

HOST = "http://www.example.org"
URL = f"{HOST}/a.html"
PAGE = f"<title>年度报告</title><p>{REPORT}</p>".encode()
HTML = "text/html; charset=utf-8"


class Wire:
    """Answers requests by their method and URL, in order where there are several, and remembers them."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = {key: list(given) if isinstance(given, list) else [given] for key, given in answers.items()}
        self.asked: list[Request] = []

    async def download(self, request: Request) -> Response:
        self.asked.append(request)
        given = self._answers[f"{request.method} {request.url}"]
        status, headers, body = given.pop(0) if len(given) > 1 else given[0]
        return TextResponse(request.url, status=status, headers=headers, body=body, request=request, encoding="utf-8")

    def lines(self) -> list[str]:
        return [f"{each.method} {each.url}" for each in self.asked]


def ok(body: bytes = PAGE, content_type: str = HTML) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": content_type}, body


def to(location: str, status: int = 302, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": location} | {name.replace("_", "-"): value for name, value in headers.items()}, b""


def visit(wire: Wire, url: str = URL, kind: Any = "article", **more: Any) -> Visit:
    return asyncio.run(fetch.visit(wire.download, Errand("990121-yunling", url, kind, **more)))


FORM = (("pageIndex", "2"), ("name", "法治 政府"))
ENCODED = b"pageIndex=2&name=%E6%B3%95%E6%B2%BB+%E6%94%BF%E5%BA%9C"


def test_not_modified_is_an_error_where_nothing_was_known() -> None:
    assert visit(Wire({f"GET {URL}": (304, {}, b"")})).outcome == "error"


def test_json_is_posted_as_it_is_written() -> None:
    wire = Wire({f"POST {URL}": ok(b"{}", "application/json")})
    done = visit(wire, kind="listing", form='{"pageNo": 1, "q": "法治"}')
    [asked] = wire.asked
    assert asked.body.decode() == '{"pageNo": 1, "q": "法治"}'
    assert asked.headers["Content-Type"] == b"application/json"
    assert done.url == f"{URL}?__wb_method=POST&pageNo=1&q=%E6%B3%95%E6%B2%BB"


def test_a_form_is_posted_and_its_answer_kept_under_an_address_of_its_own() -> None:
    wire = Wire({f"POST {URL}": ok(b"{}", "application/json")})
    done = visit(wire, kind="listing", form=FORM)
    [asked] = wire.asked
    assert asked.body == ENCODED
    assert asked.headers["Content-Type"] == b"application/x-www-form-urlencoded"
    assert (done.outcome, done.text) == ("ok", "{}")
    assert done.url == f"{URL}?__wb_method=POST&{ENCODED.decode()}"
    assert done.final is not None
    assert (done.final.url, done.final.method, done.final.request_body) == (URL, "POST", ENCODED)


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_redirected_form_is_sent_again_only_where_http_says_so(status: int, method: str) -> None:
    wire = Wire({f"POST {URL}": to("/b", status), f"{method} {HOST}/b": ok()})
    assert visit(wire, kind="listing", form=FORM).outcome == "ok"
    assert wire.asked[1].body == (ENCODED if method == "POST" else b"")


def test_redirects_are_followed_between_the_hosts_of_one_source() -> None:
    bare = "https://example.org/a.html"
    wire = Wire({f"GET {URL}": to(bare), f"GET {bare}": ok()})
    assert visit(wire, hosts=("www.example.org", "example.org")).outcome == "ok"
    assert visit(wire).reason == f"redirects out of its host, to {bare}"
    assert visit(wire).outcome == "refused"


def test_the_same_address_with_a_new_cookie_is_no_loop() -> None:
    wire = Wire({f"GET {URL}": [to(URL, Set_Cookie="a=1; Path=/"), to(URL, Set_Cookie="b=1"), ok()]})
    assert visit(wire).outcome == "ok"


@pytest.mark.parametrize(
    ("answers", "requests"),
    [
        ([to(URL)], 1),
        ([to(URL, Set_Cookie="a=1; Path=/")], 2),
        ([to(URL, Set_Cookie=f"a={number}") for number in range(9)], 6),
    ],
)
def test_the_same_address_without_a_new_cookie_or_for_ever_is_one(answers: list[Any], requests: int) -> None:
    wire = Wire({f"GET {URL}": answers})
    assert visit(wire).outcome == "redirect_loop"
    assert len(wire.asked) == requests


def test_six_redirects_are_too_many() -> None:
    chain = {f"GET {HOST}/{number}": to(f"/{number + 1}") for number in range(9)}
    assert visit(Wire(chain), f"{HOST}/0").reason == "more than 5 redirects"


def test_a_visit_carries_what_the_dialect_reads() -> None:
    page = f"<meta name=PubDate content=2024-03-28><div class=TRS_Editor>{REPORT}</div>".encode()
    done = visit(Wire({f"GET {URL}": ok(page)}), read=trs.article)
    assert done.page is not None
    assert (done.page.published, done.outcome) == ("2024-03-28", "ok")
    assert done.text == page.decode()


def test_the_dialect_reads_at_the_address_that_was_reached() -> None:
    page = "<div class=TRS_Editor><p>见附件</p><a href=./a.pdf>全文</a></div>".encode()
    wire = Wire({f"GET {URL}": to("/new/b.html"), f"GET {HOST}/new/b.html": ok(page)})
    done = visit(wire, read=trs.article)
    assert done.outcome == "attachment_only"
    assert done.page is not None
    assert [each.url for each in done.page.attachments] == [f"{HOST}/new/a.pdf"]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("article", (404, {"Content-Type": HTML}, PAGE)),
        ("article", ok("<title>页面不存在</title>".encode())),
        ("article", ok(b"%PDF-1.7")),
        ("attachment", ok()),
        ("listing", (500, {"Content-Type": HTML}, PAGE)),
    ],
)
def test_what_is_no_page_carries_none(kind: str, answer: Any) -> None:
    done = visit(Wire({f"GET {URL}": answer}), kind=kind, read=trs.article)
    assert (done.page, done.text) == (None, None)


def test_the_name_in_the_answer_says_what_a_file_is() -> None:
    headers = {"Content-Type": "application/octet-stream", "Content-Disposition": 'attachment; filename="a.wps"'}
    wire = Wire({f"GET {HOST}/download.jsp?id=1": (200, headers, b"\xd0\xcf\x11\xe0")})
    done = visit(wire, f"{HOST}/download.jsp?id=1", "attachment", page_url=URL)
    assert (done.outcome, done.media_type, done.page_url) == ("attachment_only", "application/wps-office.wps", URL)


def test_a_page_in_gb2312_is_text_too() -> None:
    page = "<p>云岭县镕基路</p>".encode("gb18030")
    done = visit(Wire({f"GET {URL}": ok(page, "text/html; charset=gb2312")}), kind="listing")
    assert done.text == "<p>云岭县镕基路</p>"
