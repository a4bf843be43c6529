from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.article import Attachment
from spiders.dialects.hanweb import article, listing
from spiders.dialects.listing import Ask, ListingPage, Row

COLUMN = "http://www.example.org/col/col1001/index.html"
HREF = (
    "/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=21&path=/&columnid=1001&unitid=212101"
    "&webname=%25E4%25BA%2591&permissiontype=0"
)


PROXY = "http://www.example.org/module/web/jpage/dataproxy.jsp"
ARTICLE = "http://www.example.org/art/2024/3/14/art_1001_1.html"
TEXT = "<p>全县办理行政复议案件12件。</p>"


def urls(page: ListingPage) -> list[str]:
    """The following pages that are asked for by GET."""
    return [ask.url for ask in page.following if not ask.form]


def column(records: list[str], per_page: int = 2, href: str | None = HREF) -> str:
    group = f'<nextgroup><![CDATA[<a href="{href}"></a>]]></nextgroup>' if href else ""
    rows = "".join(f"<record><![CDATA[{record}]]></record>" for record in records)
    return (
        f'<ul class="shell"></ul><div id="212101"><script type="text/xml"><datastore>{group}'
        f"<recordset>{rows}</recordset></datastore></script></div>"
        f"<script>var p={{columnid:1001,unitid:'212101',webid:21}};"
        f"$('#212101').jpage({{totalRecord:4895,perPage:{per_page}}});</script>"
    )


def item(number: int, title: str = "法治政府建设年度报告") -> str:
    return (
        f"<li><a href='/art/2024/3/14/art_1001_{number}.html' title='{title}'>法治政府…</a><span>2024-03-14</span></li>"
    )


def answer(records: list[str]) -> str:
    rows = "".join(f"<record><![CDATA[{record}]]></record>" for record in records)
    return f"<datastore><totalrecord>386</totalrecord><recordset>{rows}</recordset></datastore>"


def parameters(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_few_links_without_a_date_are_not_the_list_that_the_proxy_has() -> None:
    hot = "<ul><li><a href='/art/2019/1/2/art_60003_55.html'>热点信息</a></li></ul>"
    page = listing(hot + column([], per_page=15), COLUMN)
    assert (page.rows, page.following) == ((), ())
    assert parameters(page.lists[0].url).items() >= {"startrecord": "1", "columnid": "1001", "unitid": "212101"}.items()


def test_the_title_attribute_goes_before_the_cut_text() -> None:
    page = listing(column([item(1, "云岭县2023年法治政府建设年度报告")]), COLUMN)
    assert page.rows == (
        Row(
            "http://www.example.org/art/2024/3/14/art_1001_1.html",
            "云岭县2023年法治政府建设年度报告",
            "2024-03-14",
        ),
    )


@pytest.mark.parametrize(
    "record",
    [
        """<tr><td><a title="报告" href="/art/2024/3/14/art_1001_1.html">报</a></td><td>2024-03-14</td></tr>""",
        """<h1><a href='/art/2024/3/14/art_1001_1.html'>报告</a></h1><span class="time">2024-\n 03-\n 14</span>""",
        """<li><a target=_blank href=/art/2024/3/14/art_1001_1.html title=报告>报<b>告</b></a>[2024年3月14日]</li>""",
        """<a href="/art/2024/3/14/art_1001_1.html"><i>报</i>告</a><span>2024.3.14</span>""",
    ],
)
def test_records_come_in_several_shapes(record: str) -> None:
    url = "http://www.example.org/art/2024/3/14/art_1001_1.html"
    assert listing(column([record]), COLUMN).rows == (Row(url, "报告", "2024-03-14"),)


def heading(number: int) -> str:
    return f"<h1><a href='/art/2024/3/1{number}/art_1001_{number}.html'>报告{number}</a></h1><i>[2024-03-1{number}]</i>"


@pytest.mark.parametrize(
    "store",
    [
        f"<![CDATA[ {heading(1)} {heading(2)} ]]>",
        f"<nextgroup><![CDATA[<a href='{HREF}'></a>]]></nextgroup><![CDATA[{heading(1)}]]><![CDATA[{heading(2)}]]>",
        f"<recordset>{heading(1)}{heading(2)}</recordset>",
        f"<record>{heading(1)}</record><record>{heading(2)}</record>",
        f"<record>{escape(heading(1))}</record><record>{escape(heading(2))}</record>",
    ],
)
def test_a_datastore_may_lack_records_recordset_or_cdata(store: str) -> None:
    text = f"<ul></ul><script type='text/xml'><DataStore>{store}</DataStore></script>"
    assert [(row.title, row.date) for row in listing(text, COLUMN).rows] == [
        ("报告1", "2024-03-11"),
        ("报告2", "2024-03-12"),
    ]


def test_the_page_declares_how_many_rows_the_list_has() -> None:
    assert listing(column([item(1)]), COLUMN).total == 4895
    assert listing(answer([item(1)]), f"{PROXY}?page=1").total == 386
    assert listing(item(1), COLUMN).total is None


def test_a_date_in_the_title_is_not_the_row_s_date() -> None:
    record = "<li><a href='/art/1/art_1_1.html'>截至2023-12-31的报告</a></li>"
    assert listing(column([record]), COLUMN).rows[0].date is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    record = "<li><a href='/art/1/art_1_1.html' title='报告'>报告</a><span>2024-02-30</span></li>"
    assert listing(column([record]), COLUMN).rows[0].date is None


def test_a_page_that_does_not_say_its_size_is_never_asked_for_the_page_that_it_is() -> None:
    store = "<recordset>{}</recordset>".format("".join(f"<record><![CDATA[{item(n)}]]></record>" for n in range(15)))
    text = f"<datastore><nextgroup><![CDATA[<a href='{HREF}'></a>]]></nextgroup>{store}</datastore>"
    _, paged = urls(listing(text, COLUMN))
    assert parameters(paged)["page"] == "2"


def test_older_rows_are_asked_for_from_the_last_one_shown() -> None:
    """A server that counts from 0 begins behind it, one that counts from 1 repeats it."""
    ranged, paged = urls(listing(column([item(n) for n in range(4)]), COLUMN))
    asked = parameters(ranged)
    assert (asked["startrecord"], asked["endrecord"], asked["perpage"]) == ("4", "9", "2")
    assert (asked["columnid"], asked["unitid"], asked["webid"]) == ("1001", "212101", "21")
    assert "page" not in asked
    assert parameters(paged)["page"] == "3"


def test_the_last_guess_is_the_range_by_post() -> None:
    *_, posted = listing(column([item(1), item(2)]), COLUMN).following
    assert posted.url == f"{PROXY}?startrecord=2&endrecord=7&perpage=2"
    assert dict(posted.form) == {
        "col": "1",
        "appid": "1",
        "webid": "21",
        "path": "/",
        "columnid": "1001",
        "sourceContentType": "1",
        "unitid": "212101",
        "webname": "%E4%BA%91",
        "permissiontype": "0",
    }


def test_nothing_is_posted_for_a_list_that_is_shown_whole() -> None:
    whole = column([item(1), item(2)]).replace("4895", "2")
    assert [ask for ask in listing(whole, COLUMN).following if ask.form] == []


def test_what_was_posted_is_posted_for_the_next_range() -> None:
    form = (("columnid", "1001"), ("unitid", "212101"))
    url = f"{PROXY}?startrecord=2&endrecord=7&perpage=2"
    assert listing(answer([item(2), item(3)]), url, form).following == (
        Ask(f"{PROXY}?startrecord=4&endrecord=9&perpage=2", form),
    )


def test_a_name_that_is_encoded_twice_stays_so() -> None:
    found = urls(listing(column([item(1)]), COLUMN))
    assert found
    assert all("webname=%25E4%25BA%2591" in url for url in found)


def test_without_a_nextgroup_the_page_s_script_gives_the_ids() -> None:
    [ranged] = urls(listing(column([item(1), item(2)], href=None), COLUMN))
    assert parameters(ranged) | {"startrecord": "2", "unitid": "212101"} == parameters(ranged)


def test_without_ids_in_the_script_the_address_names_the_column_and_the_call_its_unit() -> None:
    script = "<script>$('#212101').jpage({perPage:15,proxyUrl:'/zwgk/module/web/jpage/dataproxy.jsp'});</script>"
    [ranged] = urls(listing(item(1) + script, COLUMN))
    assert parameters(ranged) | {"columnid": "1001", "unitid": "212101"} == parameters(ranged)
    assert urlsplit(ranged).path == "/zwgk/module/web/jpage/dataproxy.jsp"


@pytest.mark.parametrize("written", ["f3kR%2B9vQ%2FuHcA%3D%3D", "f3kR+9vQ/uHcA=="])
def test_ids_may_be_encrypted(written: str) -> None:
    href = HREF.replace("columnid=1001", f"columnid={written}")
    ranged, paged = urls(listing(column([item(1)], href=href), COLUMN))
    assert parameters(ranged)["columnid"] == "f3kR+9vQ/uHcA=="
    assert f"columnid={written}&" in paged


def test_of_several_lists_in_one_page_that_of_the_column_is_followed() -> None:
    other = column([item(n) for n in range(7, 10)], href=HREF.replace("1001", "55"))
    page = listing(other + column([item(1), item(2)]), COLUMN)
    assert len(page.rows) == 5
    asked = parameters(urls(page)[0])
    assert (asked["columnid"], asked["startrecord"]) == ("1001", "2")


def test_an_href_in_an_attribute_has_its_ampersands_escaped() -> None:
    href = escape(HREF.replace("&webname", "&para=1&webname"))
    ranged, paged = urls(listing(f"<a href='{href}'>更多</a>{item(1)}", COLUMN))
    assert parameters(ranged)["columnid"] == "1001"
    assert parameters(paged)["para"] == "1"


def test_a_range_goes_on_where_the_answer_ended_not_where_it_was_asked_to() -> None:
    [first, _] = urls(listing(column([item(1), item(2)]), COLUMN))
    [second] = urls(listing(answer([item(3)]), first))
    assert (parameters(first)["startrecord"], parameters(second)["startrecord"]) == ("2", "3")


@pytest.mark.parametrize(("start", "end", "then"), [("0", "15", ("2", "17")), ("1", "15", ("3", "17"))])
def test_a_range_may_be_registered_as_the_list(start: str, end: str, then: tuple[str, str]) -> None:
    url = f"{PROXY}?startrecord={start}&endrecord={end}&perpage=15&columnid=1001&unitid=2"
    [following] = urls(listing(answer([item(1), item(2)]), url))
    asked = parameters(following)
    assert (asked["startrecord"], asked["endrecord"], asked["perpage"]) == (*then, "15")


def test_a_page_number_goes_up_by_one() -> None:
    [_, paged] = urls(listing(column([item(1), item(2)]), COLUMN))
    [following] = urls(listing(answer([item(3), item(4)]), paged))
    assert parameters(following)["page"] == "3"


def test_a_proxy_registered_without_a_page_goes_on_to_the_second() -> None:
    page = listing(answer([item(1)]), f"{PROXY}?columnid=1001&unitid=2")
    assert urls(page) == [f"{PROXY}?columnid=1001&unitid=2&page=2"]


def test_links_of_an_answer_belong_to_the_site_not_to_the_proxy() -> None:
    record = "<li><a href='art/2024/3/14/art_1001_1.html'>报告</a></li>"
    assert listing(answer([record]), f"{PROXY}?page=1").rows[0].url == ARTICLE
    below = PROXY.replace("/module", "/zwgk/module")
    assert listing(answer([record]), f"{below}?page=1").rows[0].url == ARTICLE.replace("/art/", "/zwgk/art/")


def test_a_site_may_live_behind_a_path() -> None:
    [_, paged] = urls(listing(column([item(1)], href=f"/zwgk{HREF}"), COLUMN))
    [following] = urls(listing(answer([item(2)]), paged))
    assert urlsplit(following).path == "/zwgk/module/web/jpage/dataproxy.jsp"


def test_a_nextgroup_that_is_no_url_stays_as_it_stands_to_be_refused() -> None:
    href = "http://[www.example.org]/dataproxy.jsp?columnid=1&unitid=2"
    [_, paged] = urls(listing(column([item(1)], href=href), COLUMN))
    assert paged.startswith("http://[www.example.org]/dataproxy.jsp?")


@pytest.mark.parametrize("text", ["<datastore><recordset></recordset></datastore>", "", "<x/>"])
def test_an_empty_or_short_answer_is_the_end_whatever_the_total(text: str) -> None:
    asked = listing(column([item(1)]), COLUMN).following
    assert asked
    pages = [listing(text, ask.url, ask.form) for ask in asked]
    assert {(page.rows, page.following, page.lists) for page in pages} == {((), (), ())}


@pytest.mark.parametrize("store", ["", column([])])
def test_links_in_the_page_serve_where_the_datastore_is_missing_or_empty(store: str) -> None:
    text = f"{store}<ul>{item(1)}<li><a href='/col/col2/index.html'>首页</a></li></ul>"
    assert [row.title for row in listing(text, COLUMN).rows] == ["法治政府建设年度报告"]


def test_rows_outside_the_datastore_tell_nothing_of_the_range_behind_it() -> None:
    """They may be another list's, so the range begins with the first record."""
    [ranged, _] = urls(listing(f"{column([])}<ul>{item(1)}{item(2)}</ul>", COLUMN))
    assert parameters(ranged)["startrecord"] == "1"


def test_a_list_without_a_proxy_has_nothing_behind_it() -> None:
    page = listing(f"<ul>{item(1)}{item(2)}</ul>", COLUMN)
    assert (len(page.rows), page.following, page.lists) == (2, (), ())


def test_a_page_without_rows_leads_to_its_proxy() -> None:
    page = listing(column([]), COLUMN)
    assert (page.rows, page.following) == ((), ())
    ranged, paged, posted = page.lists
    assert parameters(ranged.url)["startrecord"] == "1"
    assert parameters(paged.url)["page"] == "1"
    assert parameters(posted.url)["startrecord"] == "1" and posted.form


@pytest.mark.parametrize(
    ("query", "following"),
    [
        ("?uid=7284066&pageNum=1", "?uid=7284066&pageNum=2"),
        ("?uid=7284066&pageNum=2", "?uid=7284066&pageNum=3"),
        ("?pageNum=4", "?uid=212101&pageNum=5"),
        ("?vc_xxgkarea=3707&uid=7284066&pageNum=2", "?vc_xxgkarea=3707&uid=7284066&pageNum=3"),
    ],
)
def test_a_column_that_numbers_its_own_page_is_followed_by_it(query: str, following: str) -> None:
    asked = [parameters(url) for url in urls(listing(column([item(1)]), COLUMN + query)) if url.startswith(COLUMN)]
    assert asked == [parameters(following)]


def test_a_numbered_page_without_rows_is_the_end() -> None:
    page = listing(column([]), f"{COLUMN}?uid=7284066&pageNum=9")
    assert (page.rows, page.following, page.lists) == ((), (), ())


def test_links_may_show_that_a_column_numbers_its_own_page() -> None:
    text = f"{item(1)}<a href='?uid=7284066&amp;pageNum=2'>下一页</a>"
    assert urls(listing(text, COLUMN)) == [f"{COLUMN}?uid=7284066&pageNum=2"]


def test_the_query_of_a_disclosure_s_column_goes_with_every_request() -> None:
    page = listing(column([item(1)]), f"{COLUMN}?vc_xxgkarea=3707&number=B0303&jh=263")
    for ask in page.following:
        asked = parameters(ask.url) | dict(ask.form)
        assert (asked["vc_xxgkarea"], asked["number"], asked["jh"]) == ("3707", "B0303", "263")
    assert parameters(page.following[0].url)["sourceContentType"] == "3"


@pytest.mark.parametrize(
    "guarded",
    [
        f'<div class="box"><p>标题</p><meta name="ContentStart">{TEXT}<meta name="ContentEnd"><p>打印</p></div>',
        f"<div><p>标题</p><META content='' name='ContentStart'/>{TEXT}<meta NAME=ContentEnd><p>打印</p></div>",
        f"<div><p>标题</p><!--ZJEG_RSS.content.begin-->{TEXT}<!--ZJEG_RSS.content.end--><p>打印</p></div>",
        f"<td><p>标题</p><!--<$[信息内容]>begin-->{TEXT}<!--<$[信息内容]>end--><p>打印</p></td>",
    ],
)
def test_the_text_stands_between_its_guards(guarded: str) -> None:
    body = article(guarded, ARTICLE).body or ""
    assert TEXT in body
    assert "标题" not in body and "打印" not in body


@pytest.mark.parametrize(
    "container",
    [
        "<div id='zoom'>{}</div>",
        "<div class='a zc_article_con'>{}</div>",
        "<div class=artile_zw>{}</div>",
        "<div class='main-txt'>{}</div>",
        "<table><tr><td class='bt_content'>{}</td></tr></table>",
    ],
)
@pytest.mark.parametrize(
    "guards", ["{}", "<meta name='ContentStart'><meta name='ContentEnd'>{}", "<!--ZJEG_RSS.content.begin-->{}"]
)
def test_without_guards_round_it_the_text_stands_in_its_container(container: str, guards: str) -> None:
    body = article(f"<p>标题</p>{container.format(guards.format(TEXT))}<p>打印</p>", ARTICLE).body or ""
    assert TEXT in body
    assert "标题" not in body and "打印" not in body


def test_a_scanned_text_between_guards_is_its_picture() -> None:
    page = article("<meta name='ContentStart'><img src='/picture/0/1.jpg'><meta name='ContentEnd'>", ARTICLE)
    assert page.images == ("http://www.example.org/picture/0/1.jpg",)


def test_guards_give_title_and_date_where_the_metas_do_not() -> None:
    text = (
        "<title>云岭县人民政府</title><div><!--<$[标题名称(html)]>begin-->云岭县<br>年度报告<!--<$[标题名称(html)]>end--></div>"
        "发布日期：<!--<$[发布时间]>begin-->2024-03-14<!--<$[发布时间]>end-->"
    )
    page = article(text, ARTICLE)
    assert (page.title, page.published) == ("云岭县年度报告", "2024-03-14")
    metas = "<meta name='ArticleTitle' content='云岭县2023年报告'><meta name='PubDate' content='2024-03-15 09:00'>"
    page = article(metas + text, ARTICLE)
    assert (page.title, page.published) == ("云岭县2023年报告", "2024-03-15")


def test_attachments_come_from_downfile() -> None:
    path = "/module/download/downfile.jsp?classid=0&filename=0a1b2c3d4e5f60718293a4b5c6d7e8f9.xlsx"
    page = article(f"<div><div id='zoom'>{TEXT}</div><p><a href='{escape(path)}'>附件1</a></p></div>", ARTICLE)
    assert page.attachments == (Attachment(f"http://www.example.org{path}", "附件1"),)


@given(st.text(), st.sampled_from(["startrecord=", "page=", "pageNum=", "columnid="]))
def test_no_text_and_no_query_are_so_broken_that_reading_them_fails(text: str, name: str) -> None:
    store = f"<datastore><nextgroup>{text}</nextgroup><record>{text}</record>{item(1)}"
    href = f"<a href='/dataproxy.jsp?columnid={text}&unitid={text}'>"
    for url in (f"{COLUMN}?{name}{text}", f"{PROXY}?{name}{text}"):
        listing(store, url)
        listing(href + item(1), url, (("unitid", text),))
    article(f"<meta name='ContentStart'>{text}<meta name='ContentEnd'>", ARTICLE)
    article(f"<!--<$[标题]>begin-->{text}<!--<$[标题]>end--><!--ZJEG_RSS.content.begin-->{text}", ARTICLE)


def test_a_file_may_stand_behind_the_table_that_holds_the_text() -> None:
    table = "<table class='xxgk_table'><tr><td>索引号</td></tr><tr><td class='bt_content'>正文</td></tr></table>"
    page = article(f"<body>{table}<a href='/module/download/downfile.jsp?filename=a.docx'>附件</a></body>", COLUMN)
    assert [file.name for file in page.attachments] == ["附件"]
