from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.answer import Answer, of_answer
from spiders.decoding import text_of
from spiders.dialects import article as articles
from spiders.dialects.article import ArticlePage
from spiders.exchange import Exchange
from spiders.media import is_text, media_type
from spiders.outcome import Outcome
from tests.spiders.site import REPORT
from tests.spiders.test_media import WORD, compound, zipped

SITE = "http://www.example.org"
URL = f"{SITE}/fz/t20240328_1.html"
PDF = f"{SITE}/fz/P020240328.pdf"
HTML = "text/html; charset=utf-8"
LINKS = "<a href='/a'>政务公开信息目录</a>" * 60


def answer(status: int = 200, body: str | bytes = f"<p>{REPORT}</p>", **more: Any) -> Answer:
    """What a site answers to a GET of an article; further keywords are headers, but for those of an answer."""
    document = body.encode() if isinstance(body, str) else body
    content_type = more.pop("content_type", HTML)
    url = more.pop("url", URL)
    own = {name: more.pop(name) for name in ("kind", "page") if name in more}
    exchange = Exchange(
        url=more.pop("final_url", url),
        request_headers=(),
        status=status,
        headers=tuple((name.replace("_", "-"), value) for name, value in more.items()),
        body=document,
    )
    return Answer(
        **{"kind": "article"} | own,
        url=url,
        exchange=exchange,
        document=document,
        media_type=media_type(content_type, document, url),
        text=text_of(document, content_type) if is_text(document) else None,
    )


def listing(status: int = 200, body: str | bytes = "<ul></ul>", **more: Any) -> Answer:
    return answer(status, body, kind="listing", url=f"{SITE}/fz/index_2.html", **more)


def outcome(answered: Answer) -> Outcome:
    return of_answer(answered).outcome


def reason(answered: Answer) -> str | None:
    return of_answer(answered).reason


def read(body: str) -> ArticlePage:
    return articles.read(body, URL, ("//*[@id='zoom']",))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, "ok"),
        (304, "not_modified"),
        (404, "gone"),
        (410, "gone"),
        (401, "refused"),
        (403, "refused"),
        (451, "refused"),
        (429, "rate_limited"),
        (300, "error"),
        (400, "error"),
        (500, "error"),
        (502, "error"),
        (503, "error"),
    ],
)
def test_a_status_speaks_for_itself(status: int, expected: Outcome) -> None:
    assert outcome(answer(status)) == expected


def test_a_server_that_says_when_to_come_again_limits_the_rate() -> None:
    assert reason(answer(503, Retry_After="120")) == "HTTP 503, Retry-After: 120"
    assert outcome(answer(503, Retry_After="120")) == outcome(answer(429, Retry_After="120")) == "rate_limited"


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_page_that_finds_the_visitor_too_fast_limits_the_rate(status: int) -> None:
    assert reason(answer(status, "<p>您的访问过于频繁，请稍后再试</p>")) == f"HTTP {status}: 访问过于频繁"
    assert outcome(answer(status, "<p>请求次数太多</p>")) == "rate_limited"


@pytest.mark.parametrize(
    "body",
    ["<p>网站正在升级维护</p>", "数据库连接失败", "<title>系统繁忙</title>", "<pre>java.lang.Exception at a.b</pre>"],
)
def test_a_page_of_the_server_s_own_trouble_says_nothing_of_the_article(body: str) -> None:
    assert outcome(answer(200, body)) == "error"


def test_the_foot_of_a_short_page_is_no_trouble() -> None:
    assert outcome(answer(200, "<p>云岭县</p><p>网站维护单位：云岭县数据局</p>")) == "soft_404"


LOGIN = "<form>请登录 请输入安全验证码 <input name=a><input type=Password name=b></form>"


def test_a_login_page_refuses() -> None:
    assert reason(answer(200, LOGIN)) == reason(answer(200, LOGIN.replace("安全验证码", ""), url=PDF)) == "a login page"
    assert outcome(answer(200, LOGIN + REPORT)) == "ok"


def test_bytes_that_are_called_a_page_and_are_no_text_are_an_error() -> None:
    assert outcome(answer(200, bytes(range(256)) * 9)) == "error"


SCRIPT = "<html><head><script>{}</script></head><body></body></html>"


@pytest.mark.parametrize(
    "answered",
    [
        answer(521, SCRIPT.format("document.cookie='a=1'"), X_Via_JSL="c1f3"),
        answer(412, ""),
        answer(412, f"<p>{REPORT}</p>"),
        answer(202, SCRIPT.format("$_ts={}")),
        answer(202, ""),
        listing(202, "<p>请稍候</p>"),
        # the challenge's script alone, though the status is 200 or 403
        answer(200, "<meta id=a content=b r=m><script r=m>$_ts = window['$_ts'];</script><body onload=f()></body>"),
        answer(200, SCRIPT.format("document.cookie='__jsl_clearance_s=1';location.href=location.pathname")),
        answer(200, SCRIPT.format("document.cookie = 'x=' + go(); location.reload()")),
        answer(403, SCRIPT.format("var arg1='A1'; var name = 'acw_sc__v2'")),
        listing(200, SCRIPT.format("$_ts={}")),
        answer(200, "<script src=/x.js></script>", Set_Cookie="FSSBBIl1UgzbN7N80T=4abc; Path=/"),
        answer(200, "<script src=/x.js></script>", X_Via_JSL="c1f3"),
        answer(200, "<meta http-equiv=Refresh content=1><script src=/x.js></script>"),
        answer(200, f"<meta http-equiv=refresh content='0;URL={URL}'><script src=/x.js></script>"),
        # a person is asked for
        answer(200, "<h1>请完成 安全验证</h1><div id=slider></div>"),
        answer(200, "<noscript>请开启JavaScript并刷新该页.</noscript><script>a()</script>"),
        # what only a browser without scripts shows
        answer(200, f"{SCRIPT.format('document.cookie=a;location.reload()')}<noscript><p>需要脚本</p></noscript>"),
        answer(503, "<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>"),
        answer(200, "<title>安全验证</title><p>请输入验证码以继续访问</p><input name=code>"),
        answer(200, "<title>滑动验证</title><p>请按住滑块，拖动到最右边</p>"),
        answer(200, "<body onload='go()'><script src='/_guard/auto.js'></script></body>"),
        answer(200, "<form><input name=codeValue></form>", url=PDF),
        answer(200, "<p>请输入验证码</p>", kind="attachment"),
    ],
)
def test_a_challenge_is_a_challenge(answered: Answer) -> None:
    assert outcome(answered) == "blocked_challenge"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("正在验证您的浏览器，请稍候…", "blocked_challenge"),
        ("浏览器检测中，5秒后自动进入", "blocked_challenge"),
        ("正在进行安全检查，请稍候", "blocked_challenge"),
        ("请点击下方按钮继续访问", "blocked_challenge"),
        ("请依次点击图中的文字完成验证", "blocked_challenge"),
        ("请证明您不是机器人", "blocked_challenge"),
        ("您提交的请求含有不合法的参数，已被网站管理员设置拦截", "blocked_waf"),
        ("检测到您的请求存在攻击行为，已被记录", "blocked_waf"),
        ("您访问的地址不被允许，已被安全设备阻止", "blocked_waf"),
        ("根据规定，境外IP地址禁止访问本网站", "blocked_waf"),
        ("您所在的地区不在服务范围内，访问被拒绝", "blocked_waf"),
        ("The requested URL was rejected. Your support ID is: 1207", "blocked_waf"),
        ("您今日的访问次数已达上限", "rate_limited"),
        ("操作频繁，请稍后重试", "rate_limited"),
        ("当前访问人数过多，请稍后再试", "error"),
        # So speak short articles.
        ("县应急管理局开展节前安全检查", "soft_404"),
        ("县政府网站去年访问次数超过10万次", "soft_404"),
        ("境外人员请携带证件", "soft_404"),
        ("执法人员检查了浏览器厂商", "soft_404"),
    ],
)
def test_a_page_without_content_is_known_by_how_it_speaks(words: str, expected: Outcome) -> None:
    assert outcome(answer(200, f"<title>提示</title><p>{words}</p><script src=/a.js></script>")) == expected


def test_a_challenge_is_called_by_its_maker_s_name() -> None:
    assert reason(answer(521, "", X_Via_JSL="c1f3")) == "HTTP 521: a challenge (加速乐)"
    assert reason(answer(521, "", Set_Cookie="__jsluid_s=1; path=/")) == "HTTP 521: a challenge (加速乐)"
    assert reason(answer(412, "", Set_Cookie="FSSBBIl1UgzbN7N80S=1")) == "HTTP 412: a challenge (瑞数)"
    assert reason(answer(412, "")) == "HTTP 412: a challenge"


@pytest.mark.parametrize(
    "answered",
    [
        # The same vendors also serve the pages themselves.
        answer(200, X_Via_JSL="c1f3", Set_Cookie="__jsluid_s=1"),
        answer(202),
        listing(202, '{"data": [1]}', content_type="application/json"),
        listing(200, "<div id=app></div><script src=/app.js></script>", Set_Cookie="__jsluid_s=1"),
        listing(200, "<script>document.cookie='a=1';location.search</script><li><a href=t1.html>报告</a></li>"),
        listing(200, "<script>document.cookie='a=1';location.search</script><div id=app></div>"),
        listing(200, "<script>window._CONFIG = {SID:'1'}</script>"),
        listing(200, "<meta http-equiv=refresh content=600><li><a href=t1.html>报告</a></li>"),
        answer(200, f"<p>{REPORT}依托人机验证技术，请完成安全验证后登录。</p>"),
    ],
)
def test_traces_of_a_vendor_do_not_make_a_challenge(answered: Answer) -> None:
    assert outcome(answered) == "ok"


BLOCKED = "<html><body>您的请求 已被创宇盾拦截</body></html>"


@pytest.mark.parametrize(
    "answered",
    [
        answer(418, ""),
        answer(461, ""),
        answer(493, ""),
        answer(405, "<title>405</title>"),
        answer(405, BLOCKED),
        listing(405, BLOCKED),
        answer(403, BLOCKED),
        answer(403, "<p>很抱歉，您提交的请求可能对网站造成威胁</p>"),
        answer(404, BLOCKED),
        answer(200, BLOCKED),
        listing(200, BLOCKED),
        answer(200, "<p>当前访问疑似黑客攻击，已被 云防护 安全拦截</p>"),
        # in words that no list has
        answer(200, "<title>访问拦截</title><p>您的访问请求存在风险，已被WAF拦截，拦截ID 8e1</p>"),
        answer(200, "<p>网站防火墙：您的访问行为触发了安全规则</p>"),
        answer(403, "<h1>您的请求已被该站点的安全策略拦截</h1>"),
        answer(403, "<p>访问被拒绝，您的IP地址已被列入黑名单</p>"),
        # OpenRASP names itself in a script or in JSON
        answer(400, "<script>location.href='https://rasp.baidu.com/blocked/?request_id=1'</script>"),
        answer(400, '{"reason":"Request blocked by OpenRASP"}', content_type="application/json"),
    ],
)
def test_a_firewall_s_page_is_a_block(answered: Answer) -> None:
    assert outcome(answered) == "blocked_waf"


def test_a_block_is_told_in_its_own_words() -> None:
    assert reason(answer(403, BLOCKED)) == "HTTP 403: 创宇盾拦截"
    assert reason(answer(418, "")) == "HTTP 418: a block page"


def test_a_report_about_firewalls_is_no_block() -> None:
    spoken = f"<div id=zoom>{REPORT}恶意请求被拦截，失信主体的网站地址列入黑名单，网页不存在的问题已整改。</div>"
    assert outcome(answer(200, spoken, page=read(spoken))) == "ok"
    attached = f"<p>访问量：12</p><div id=zoom><p>黑名单管理报告</p>{FILE}</div>"
    assert outcome(answer(200, attached, page=read(attached))) == "attachment_only"
    assert outcome(listing(200, "<li><a href=1.html>网络攻击请求拦截情况</a></li>")) == "ok"
    assert outcome(answer(200, f"<p>{REPORT * 3}访问被拦截的次数下降，已被创宇盾拦截</p>")) == "ok"
    assert outcome(listing(405, "<title>405</title>")) == "error"


@pytest.mark.parametrize(
    "answered",
    [
        answer(200, "<title>404 Not Found</title>"),
        answer(200, f"<title>页面 不存在</title><p>{REPORT * 3}</p>"),
        answer(200, f"<p>您访问的页面不存在</p><p>{REPORT}</p>"),
        answer(200, "<p>信息公开</p>"),
        answer(200, ""),
        answer(200, f"<script>{REPORT}</script>"),
        # another page in its stead
        answer(200, final_url=f"{SITE}/"),
        answer(200, final_url=f"{SITE}/index.html"),
        answer(200, final_url=f"{SITE}/404.html"),
        listing(200, final_url=f"{SITE}/"),
        listing(200, final_url=f"{SITE}/error/notfound.jsp"),
        answer(200, "<meta http-equiv=REFRESH content=\"3;url='/'\"><p>正在跳转</p>"),
        listing(200, "<meta http-equiv=refresh content='0; url=/error.html'><p>正在跳转</p>"),
        answer(200, f"<title>云岭县人民政府</title>{LINKS}"),
        answer(200, f"<title>云岭县人民政府</title>{LINKS}", page=read(LINKS)),
        listing(200, "<title>页面不存在</title>"),
        # not what was asked for
        answer(200, url=PDF),
        answer(200, kind="attachment", url=f"{SITE}/downfile.jsp?id=1"),
        answer(200, '{"msg":"文件不存在"}', kind="attachment", content_type="application/json"),
        listing(200, b"%PDF-1.7"),
    ],
)
def test_a_page_that_says_200_and_means_404(answered: Answer) -> None:
    assert outcome(answered) == "soft_404"


@pytest.mark.parametrize(
    "answered",
    [
        answer(200, f"<p>{REPORT * 3}投诉的页面不存在</p>"),
        answer(200, url=f"{SITE}/", final_url=f"{SITE}/index.html"),
        answer(200, f"<meta http-equiv=refresh content='600;url=/'><p>{REPORT}</p>"),
        answer(200, f"<title>年度报告</title>{LINKS}<p>{REPORT}</p>"),
        answer(200, REPORT, content_type="text/plain"),
    ],
)
def test_what_a_text_says_of_missing_pages_does_not_count(answered: Answer) -> None:
    assert outcome(answered) == "ok"


@pytest.mark.parametrize(
    "answered",
    [
        listing(200, ""),
        listing(200, "[]", content_type="application/json"),
        listing(200, '{"data":{"results":[]}}', content_type="application/json"),
        listing(200, "<datastore></datastore>", content_type="text/xml"),
        listing(200, "<ul></ul>"),
    ],
)
def test_a_list_may_be_short_or_empty(answered: Answer) -> None:
    assert outcome(answered) == "ok"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<title>提示</title><p>您的访问过于频繁，请稍后再试</p><a href='/'>返回首页</a>", "rate_limited"),
        ("<p>请按住滑块，拖动到最右边</p><a href='javascript:history.back()'>返回</a>", "blocked_challenge"),
        ("<p>您的请求触发了网站防火墙，已被拒绝</p><a href='#'>申诉</a>", "blocked_waf"),
        ("<p>网站正在升级维护</p><a href='http://www.example.org/'>首页</a>", "error"),
        (f"<title>统一身份认证</title>{LOGIN}<a href='/sso/forgot'>忘记密码</a>", "refused"),
        # The same words in a row, and a field for a password beside a list that a script fills.
        ("<li><a href='/a/1.html'>关于网站正在升级维护的公告</a></li>", "ok"),
        (f"<title>通知公告</title><div id=list></div>{LOGIN}", "ok"),
    ],
)
def test_what_is_given_in_a_list_s_stead_is_judged_as_in_an_article_s(body: str, expected: Outcome) -> None:
    assert outcome(listing(200, body)) == expected


def test_a_list_page_that_is_gone_is_gone() -> None:
    assert outcome(listing(404, "")) == "gone"


SHORT = "<html><title>附件</title>{}<div><div id=zoom><p>报告全文见附件。</p>{}</div></div></html>"
FILE = "<a href='./P020240328.ofd'>全文</a>"
SHEETS = "<img src=1.jpg><img src=2.jpg>"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (SHORT.format("", FILE), ("attachment_only", "9 Chinese characters and 1 file")),
        (SHORT.format(LINKS, SHEETS), ("attachment_only", "7 Chinese characters and 2 images")),
        (SHORT.format("", FILE + SHEETS), ("attachment_only", "9 Chinese characters and 1 file and 2 images")),
        (SHORT.format(f"<p>{REPORT}</p>", ""), ("soft_404", "7 Chinese characters")),
        (SHORT.format("", REPORT + FILE), ("ok", None)),
    ],
)
def test_an_article_is_judged_by_its_own_text(body: str, verdict: tuple[Outcome, str | None]) -> None:
    found = of_answer(answer(200, body, page=read(body)))
    assert (found.outcome, found.reason) == verdict


def test_an_article_nested_deeper_than_its_tree_reaches_is_no_missing_page() -> None:
    assert outcome(answer(200, f"<title>报告</title>{'<b>' * 20_000}{REPORT}")) == "ok"
    assert outcome(answer(200, f"<title>报告</title><!-- {REPORT} --><script>'{REPORT}")) == "soft_404"


def test_without_a_dialect_the_page_s_text_outside_of_links_counts() -> None:
    assert outcome(answer(200, SHORT.format(LINKS, FILE))) == "attachment_only"
    assert outcome(answer(200, SHORT.format("", "<a href='/downfile.jsp?filename=a'>全文</a>"))) == "attachment_only"


@pytest.mark.parametrize("content_type", ["text/html", "application/octet-stream", None])
@pytest.mark.parametrize(
    ("document", "verdict"),
    [
        (b"%PDF-1.7 ...", ("ok", None)),
        (zipped("word/document.xml"), ("ok", None)),
        (zipped("OFD.xml"), ("attachment_only", "application/ofd: no text is read from it yet")),
        (WORD, ("attachment_only", "application/msword: no text is read from it yet")),
        (compound("Workbook"), ("attachment_only", "application/vnd.ms-excel: no text is read from it yet")),
        (b"\xff\xd8\xff\xe0", ("attachment_only", "image/jpeg: no text is read from it yet")),
    ],
)
def test_a_file_is_what_its_bytes_say(
    content_type: str | None, document: bytes, verdict: tuple[Outcome, str | None]
) -> None:
    for kind in ("article", "attachment"):
        found = of_answer(answer(200, document, kind=kind, content_type=content_type))
        assert (found.outcome, found.reason) == verdict


@given(st.text(), st.sampled_from(["", "<meta http-equiv=refresh content='0;url=", "<a href='", "<div id=zoom>"]))
def test_no_page_is_too_broken(text: str, beginning: str) -> None:
    body = beginning + text
    for each in (answer(200, body, page=read(body)), answer(403, body), listing(200, body), answer(202, body)):
        assert outcome(each) in get_args(Outcome)


def test_bytes_that_nothing_tells_are_kept_as_a_file() -> None:
    found = of_answer(answer(200, b"\0\1\2", kind="attachment", content_type=None))
    assert (found.outcome, found.reason) == (
        "attachment_only",
        "application/octet-stream: no text is read from it yet",
    )
