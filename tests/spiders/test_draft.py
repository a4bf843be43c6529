from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from spiders.clues import Page
from spiders.dialects.listing import Row
from spiders.draft import Draft, Missing, Said, body_of, draft, kind_of, place_of
from spiders.registry import Source
from spiders.sight import ArticleSight, ColumnSight
from spiders.survey import Finding

HOME = "https://www.yunling.example/"
PAGE = Page(HOME, '<title>云岭县人民政府</title><meta name="SiteIDCode" content="9901210001">')
ROW = Row(f"{HOME}art/1", "云岭县2023年法治政府建设年度报告", "2024-03-01")
ARTICLE = ArticleSight(ROW.url, "ok", None, ROW.title, ROW.date, (), 900)


def finding(*pages: Page, home: str = HOME, columns: tuple[str, ...] = ("col/col1/index.html",)) -> Finding:
    sights = tuple(ColumnSight(home + path, "法治\n政府建设", (ROW,), (ROW,), 1, ARTICLE) for path in columns)
    return Finding(home, home, "hanweb", pages or (PAGE,), sights, ())


def drafted(*pages: Page, said: Said | None = None, registered: tuple[Source, ...] = (), home: str = HOME) -> Draft:
    return draft(finding(*pages, home=home), said or Said(), registered)


def body(html: str, said: Said | None = None) -> dict[str, str | None]:
    return body_of([Page(HOME, html)], said or Said())


def test_an_entry_is_written_as_a_person_would_write_it() -> None:
    made = drafted()
    assert made.path.as_posix() == "99-yunzhou/990121-yunling.yml"
    assert made.text == (
        "# yaml-language-server: $schema=../schema.json\n"
        "# Made by `python -m spiders new https://www.yunling.example/`.\n"
        "# Check the body, its code and the title filters; `python -m spiders probe 990121-yunling` tries it.\n"
        "# Columns, in order:\n"
        "# - 法治 政府建设: 1 row, more behind them, 1 wanted title seen\n"
        "url: https://www.yunling.example/\n"
        "dialect: hanweb\n"
        "body: {name: 云岭县人民政府, kind: government, code: '990121', place: 云岭县}\n"
        "columns:\n"
        "  - url: /col/col1/index.html\n"
        "    title_include: [法治政府建设, 依法行政]\n"
        "    title_exclude: [解读, 实施方案, 工作要点, 政府信息公开]\n"
    )
    assert yaml.safe_load(made.text)["columns"][0]["url"] == "/col/col1/index.html"


def test_lists_that_were_seen_and_not_taken_are_named_for_whoever_reads_the_file() -> None:
    other = ColumnSight(f"{HOME}tzgg/", "通知公告", (ROW, ROW))
    made = draft(replace(finding(), others=(other,)), Said(), ())
    assert "# Seen and not taken:\n# - /tzgg/ 通知公告: 2 rows, no further page, 0 wanted titles seen\n" in made.text


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta name="SiteName" content="云岭县人民政府门户网站">', "云岭县人民政府"),
        ("<meta content='中国·云川市司法局' name='sitename'/>", "云川市司法局"),
        ('<meta name="SiteName" content="网站名称"><title>首页 - 云岭县人民政府</title>', "云岭县人民政府"),
        ("<title>魅力云岭</title><p>主办单位：云岭县人民政府办公室　承办单位：云岭县大数据中心</p>", "云岭县人民政府"),
        ("<title>魅力云岭</title><p>主办：<a href='/'>云岭县水利局</a></p>", "云岭县水利局"),
        ("<title>魅力云岭</title><p>主办：云岭县水利局承办：云岭县大数据中心</p>", "云岭县水利局"),
        ("<title>魅力云岭</title>", None),
    ],
)
def test_the_body_is_named_by_the_site_its_title_or_its_foot(html: str, name: str | None) -> None:
    assert body(html)["body"] == name


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<meta name="SiteIDCode" content="9901210003">', "990121"),
        ("<p>网站标识码：<span>9901210003</span></p>", "990121"),
        ("<p>网站标识码 9901210003</p>", "990121"),
        ('<meta name="SiteIDCode" content="政府网站标识码">', None),
        ('<meta name="SiteIDCode" content="bm99000001">', None),
    ],
)
def test_the_code_is_that_of_the_site(html: str, code: str | None) -> None:
    assert body(html)["code"] == code


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("云州省人民政府", "government", "云州省"),
        ("云川市人民政府", "government", "云川市"),
        ("云川市临溪区人民政府", "government", "临溪区"),
        ("柳河土家族自治县人民政府", "government", "柳河土家族自治县"),
        ("云川市市场监督管理局", "department", "云川市"),
        ("云川市城市管理局", "department", "云川市"),
        ("云岭县住房和城乡建设局", "department", "云岭县"),
        ("云川市国有资产监督管理委员会", "department", "云川市"),
        ("云川市发展和改革委员会", "department", "云川市"),
        ("云州省财政厅", "department", "云州省"),
        ("云岭县柳河镇人民政府", "township", "柳河镇"),
        ("临溪区滨河街道办事处", "township", "滨河街道"),
        ("云川经济技术开发区管理委员会", "zone", "云川经济技术开发区"),
        ("中共云川市委全面依法治市委员会办公室", "party_organ", "云川市"),
        ("云川之窗", None, None),
    ],
)
def test_kind_and_place_are_read_from_the_name(name: str, kind: str | None, place: str | None) -> None:
    assert (kind_of(name), place_of(name, kind)) == (kind, place)


def test_what_the_user_says_goes_before_what_was_seen() -> None:
    said = Said(body="云川市司法局", kind="government", code="990100", place="云川", name="sfj")
    made = drafted(said=said)
    assert made.source.source_id == "990100-sfj"
    assert made.source.body.model_dump(exclude_none=True) == {
        "name": "云川市司法局",
        "kind": "government",
        "code": "990100",
        "place": "云川",
    }


@pytest.mark.parametrize(
    ("home", "html", "name"),
    [
        ("https://www.ningbo.gov.cn/", "", "ningbo"),
        ("https://sfj.ningbo.gov.cn/", "", "sfj"),
        ("http://127.0.0.11:8000/", "", "127-0-0-11"),
        ("http://127.0.0.11:8000/", '<meta name="SiteDomain" content="www.yunling.example">', "yunling"),
    ],
)
def test_a_source_is_called_as_its_site(home: str, html: str, name: str) -> None:
    made = drafted(Page(home, PAGE.text + html), home=home)
    assert made.source.source_id == f"990121-{name}"


@pytest.mark.parametrize(
    ("code", "folder"), [("330200", "33-zhejiang"), ("610100", "61-shaanxi"), ("140100", "14-shanxi")]
)
def test_the_folder_is_that_of_the_province(code: str, folder: str) -> None:
    assert drafted(said=Said(code=code)).source.province == folder


def test_the_register_s_own_folder_goes_first_and_that_of_the_host_before_it() -> None:
    other = drafted(said=Said(name="other")).source
    neighbour = other.model_copy(update={"url": "https://b.example/", "province": "99-demo"})
    assert drafted(registered=(neighbour,)).source.province == "99-demo"
    same_host = other.model_copy(update={"province": "98-elsewhere"})
    assert drafted(registered=(neighbour, same_host)).source.province == "98-elsewhere"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (Said(code="770100"), "no province has the digits 77"),
        (Said(kind="court"), "body.kind: Input should be"),
        (Said(name="A B"), "source_id: String should match"),
    ],
)
def test_what_the_register_would_not_take_is_refused_in_one_line(said: Said, complaint: str) -> None:
    with pytest.raises(Missing, match=complaint):
        drafted(said=said)


def test_without_a_list_there_is_no_entry() -> None:
    with pytest.raises(Missing, match="give the address of the list"):
        draft(finding(columns=()), Said(), ())


def test_only_loopback_is_fetched_without_a_delay() -> None:
    assert drafted().source.delay == 2.0
    assert drafted(PAGE, home="http://127.0.0.11:8000/").source.delay == 0


@given(st.text(), st.text())
def test_any_page_can_be_read(text: str, name: str) -> None:
    body(text)
    body(f'<title>{name}</title><meta name="SiteName" content="{name}"><p>主办单位：{name}</p>')
