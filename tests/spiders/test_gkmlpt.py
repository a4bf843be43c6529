from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.article import Attachment
from spiders.dialects.gkmlpt import article, listing
from spiders.dialects.listing import Ask, ListingPage, Row

BASE = "https://www.example.org/ycsthjj"
INDEX = f"{BASE}/gkmlpt/index"
API = f"{BASE}/gkmlpt/api/all/0?page=1&sid=990019"
POST = f"{BASE}/gkmlpt/content/3/3255/post_3255421.html"
LIST = "http://www.example.org/zwgk/fzjs/"

LEAF = {"post_count": 9, "jump_url": "", "children": []}
TREE = [
    LEAF | {"id": 11, "name": "机构职能"},
    LEAF | {"id": 12, "name": "法定主动公开内容", "children": [LEAF | {"id": 13, "name": "法治政府建设年度报告"}]},
    LEAF | {"id": 14, "name": "人事信息", "children": [LEAF | {"id": 15, "name": "通知公告"}]},
    LEAF | {"id": 16, "name": "规划计划", "jump_url": "http://www.example.org/ghjh/"},
    LEAF | {"id": 17, "name": "政府工作报告"},
    "no node",
    {"name": "年度报告"},
]
ARTICLE = {
    "id": 3255421,
    "title": "云川市生态环境局2024年度法治政府建设情况报告",
    "url": POST,
    "post_url": f"{BASE}/content/post_3255421.html",
    "type": "normal",
    "date": 1742832000,
    "create_time": 1742832000,
    "created_at": "2025-03-27 16:40:12",
    "display_publish_time": 0,
    "is_expired": 0,
    "is_abolished": 0,
    "attachment": [],
}


def index(sid: str = "SID:'990019'", tree: str = json.dumps(TREE)) -> str:
    return f"<div id='app'></div><script>window._CONFIG = {{ {sid}, TREE:{tree}, SERVICE_AREA_ID: 758 }}</script>"


def numbers(page: ListingPage) -> list[str]:
    return [ask.url.removeprefix(f"{BASE}/gkmlpt/api/all/").partition("?")[0] for ask in page.lists]


def answer(*articles: object, total: object = 203) -> str:
    return json.dumps({"classify": {"id": 0, "post_count": 260}, "total": total, "articles": articles})


def row(**fields: object) -> Row:
    [found] = listing(answer(ARTICLE | fields), API).rows
    return found


def test_the_index_leads_to_everything_and_then_to_the_likely_parts_of_the_tree() -> None:
    page = listing(index(), INDEX)
    assert (page.rows, page.following) == ((), ())
    assert page.lists[0] == Ask(API)
    # Parts of any depth; not the one that jumps to another page.
    assert numbers(page) == ["0", "12", "13", "15", "17"]


@pytest.mark.parametrize("sid", ["SID: '990019'", 'SID:"990019"', "sid:990019", '"SID" : "990019"'])
def test_the_site_s_number_is_written_in_several_ways(sid: str) -> None:
    assert listing(index(sid), INDEX).lists[0] == Ask(API)


def test_a_site_without_a_folder_has_its_interface_at_the_root() -> None:
    page = listing(index(), "http://www.example.org/gkmlpt/index")
    assert page.lists[0] == Ask("http://www.example.org/gkmlpt/api/all/0?page=1&sid=990019")


@pytest.mark.parametrize("tree", ["null", "[{'id': 13, 'name': '年度报告'}]", "[{", "[" * 100_000])
def test_without_a_readable_tree_everything_is_the_only_list(tree: str) -> None:
    assert listing(index(tree=tree), INDEX).lists == (Ask(API),)


def test_the_number_may_be_left_out() -> None:
    assert listing("", INDEX).lists == (Ask(f"{BASE}/gkmlpt/api/all/0?page=1"),)


def test_an_answer_gives_rows_the_total_and_the_page_after_it() -> None:
    page = listing(answer(ARTICLE), API)
    assert page.rows == (Row(POST, "云川市生态环境局2024年度法治政府建设情况报告", "2025-03-27"),)
    assert page.following == (Ask(f"{BASE}/gkmlpt/api/all/0?page=2&sid=990019"),)
    assert page.total == 203


@pytest.mark.parametrize(
    ("asked", "following"),
    [
        ("13?page=2&sid=990019", "13?page=3&sid=990019"),
        ("13?sid=990019&page=9", "13?sid=990019&page=10"),
        ("13?sid=990019", "13?sid=990019&page=2"),
        ("13", "13?page=2"),
    ],
)
def test_the_other_parameters_of_a_page_stay_as_they_were(asked: str, following: str) -> None:
    page = listing(answer(ARTICLE), f"{BASE}/gkmlpt/api/all/{asked}")
    assert page.following == (Ask(f"{BASE}/gkmlpt/api/all/{following}"),)


@pytest.mark.parametrize("text", [answer(), "", "[]", '{"total": 3}', '{"articles": [1, null]}', "<h1>404</h1>"])
def test_an_answer_without_rows_is_the_end(text: str) -> None:
    page = listing(text, API)
    assert (page.rows, page.following) == ((), ())


def test_the_day_is_the_one_that_readers_see_and_it_is_a_day_in_china() -> None:
    # 1743091200 is 2025-03-27T16:00:00Z.
    assert row(display_publish_time=1743091200).date == "2025-03-28"
    assert row().date == "2025-03-27"
    assert row(created_at="").date == "2025-03-25"
    assert row(created_at=None, date="1742832000").date == "2025-03-25"
    assert row(created_at="", date=0, create_time=0).date is None


def test_titles_lose_their_markup() -> None:
    text = answer(ARTICLE).replace(
        json.dumps(ARTICLE["title"]), r'"\u003Cb\u003E关于法治\u003C/b\u003E &ldquo;报告&rdquo; "'
    )
    assert listing(text, API).rows[0].title == "关于法治 “报告”"


def test_one_article_under_several_spellings_is_one_row() -> None:
    spellings = [POST, POST.replace("https:", "http:"), f"{POST}?jump=false", f"{POST}#12"]
    page = listing(answer(*(ARTICLE | {"url": url} for url in spellings)), API)
    assert [found.url for found in page.rows] == [POST]


def test_an_article_elsewhere_and_one_no_longer_in_force_are_rows() -> None:
    elsewhere = "http://www.example.com/a.html?jump=1&id=2"
    assert row(type="url", url=elsewhere).url == elsewhere
    assert row(is_abolished=1, is_expired=1).url == POST


def test_the_second_address_serves_where_the_first_is_missing() -> None:
    assert row(url="").url == f"{BASE}/content/post_3255421.html"
    assert listing(answer(ARTICLE | {"url": None, "post_url": None}), API).rows == ()


def test_half_a_surrogate_pair_does_not_get_out() -> None:
    text = answer(ARTICLE | {"title": "报告\ud800", "url": f"{POST}?\ud800"})
    for found in listing(text, API).rows:
        assert f"{found.url}{found.title}".encode()


ITEM = "<li><a href='./content/post_{0}.html' title='年度报告'>年度…</a><span>2024-03-28</span></li>"


@pytest.mark.parametrize("url", [LIST, LIST.rstrip("/"), f"{LIST}index.html", f"{LIST}index_3.html"])
def test_a_static_list_has_its_articles_below_it(url: str) -> None:
    assert listing(ITEM.format(7), url).rows == (Row(f"{LIST}content/post_7.html", "年度报告", "2024-03-28"),)


@pytest.mark.parametrize(
    ("pager", "page", "following"),
    [
        ("", "index.html", ["index_2.html"]),
        ("", "", ["index_2.html"]),
        ("", "index_2.html", ["index_3.html"]),
        ("<a href='index_2.html'>下一页</a>", "index.html", ["index_2.html"]),
        ("<a href='/zwgk/fzjs/more_2.html' title='下一页'>&gt;</a>", "index.html", ["more_2.html", "index_2.html"]),
        # On the last page the link leads nowhere.
        ("<a href='javascript:void(0)'>下一页</a>", "index_4.html", ["index_5.html"]),
        ("<a href='index_4.html'>下一页</a>", "index_4.html", ["index_5.html"]),
    ],
)
def test_the_page_s_own_link_goes_before_the_next_number(pager: str, page: str, following: list[str]) -> None:
    assert listing(ITEM.format(7) + pager, LIST + page).following == tuple(Ask(LIST + name) for name in following)


def test_a_folder_without_a_name_stays_in_the_address() -> None:
    folder = "http://www.example.org//ycsthjj/ssw/"
    page = listing(ITEM.format(7), f"{folder}index.html")
    assert page.rows[0].url == f"{folder}content/post_7.html"
    assert page.following == (Ask(f"{folder}index_2.html"),)


def test_a_static_page_without_rows_is_the_end() -> None:
    page = listing("<ul></ul><a href='index_3.html'>下一页</a>", f"{LIST}index_2.html")
    assert (page.rows, page.following) == ((), ())


def script(**detail: object) -> str:
    # The platform writes its tags as \u003C.
    written = json.dumps(detail, ensure_ascii=False).replace("<", r"\u003C")
    return f"<script>window._CONFIG = {{ SID:'990019', DETAIL:{written}, TREE:[] }}</script>"


CONTENT = '<p>一、工作情况</p><p><img src="/img/1.png"><a href="/attachment/0/88/88389/963149.pdf">全文</a></p>'
PDF = Attachment("https://www.example.org/attachment/0/88/88389/963149.pdf", "全文")


@pytest.mark.parametrize("container", ["", "<div class='article-content'> </div>", "<div id='zoomcon'>加载中</div>"])
def test_the_text_may_stand_only_in_the_script(container: str) -> None:
    page = article(container + script(title="年度报告", content=CONTENT, created_at="2025-03-27 16:40:12"), POST)
    assert page.body is not None
    assert "一、工作情况" in page.body
    assert (page.title, page.published) == ("年度报告", "2025-03-27")
    assert page.attachments == (PDF,)
    assert page.images == ("https://www.example.org/img/1.png",)


@pytest.mark.parametrize("name", ["class='article-content'", "id='zoomcon'", "class='news_cont_d_wrap'"])
def test_a_text_in_the_page_goes_before_the_script_s(name: str) -> None:
    head = "<meta name='ArticleTitle' content='年度报告'><meta name='PubDate' content='2025-03-27 16:40'>"
    page = article(head + f"<div {name}>{CONTENT}</div>" + script(content="<p>旧文</p>"), POST)
    assert page.body is not None
    assert "旧文" not in page.body
    assert (page.title, page.published, page.attachments) == ("年度报告", "2025-03-27", (PDF,))


def test_files_that_the_script_lists_are_attachments_too_each_once() -> None:
    files = [
        {"name": "全文.pdf", "type": "pdf", "url": "/attachment/0/88/88389/963149.pdf"},
        {"name": "附表.xlsx", "type": "xlsx", "url": "http://www.example.org/attachment/0/88/88389/963150.xlsx"},
        "no file",
    ]
    page = article(f"<div class='article-content'>{CONTENT}</div>" + script(attachment=files), POST)
    table = Attachment("http://www.example.org/attachment/0/88/88389/963150.xlsx", "附表.xlsx")
    assert page.attachments == (PDF, table)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(ARTICLE)), inner),
)


@given(st.text(), JSON)
def test_no_text_is_so_broken_that_reading_it_fails(text: str, value: object) -> None:
    for url in (INDEX, API, LIST):
        listing(text, url)
        listing(answer(value, {"url": text, "title": value, "date": value}, total=value), url)
        listing(index(text, json.dumps(value)), url)
    article(text + script(content=value, attachment=value, title=value, created_at=value), POST)
