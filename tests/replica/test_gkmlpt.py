"""NFCMS: the platform's index with its tree, rows as JSON, a text kept in a script; static lists from index.html on."""

import json
import re
from dataclasses import replace

import pytest

from replica import catalogue
from replica.gkmlpt import site
from replica.issuer import issuers

DEPARTMENT = "127.0.0.19"
COUNTY = "127.0.0.20"
API = "/linjiang/gkmlpt/api/all"
CONTENT = "/linjiang/gkmlpt/content"
LIST = "/lqxrmzf/zwgk/gzbg/"
HREF = re.compile(r'href="\./(content/post_\d+\.html)"')


def held(host):
    return [holding.path for holding in catalogue() if holding.host == host]


def nodes(tree):
    return [each for node in tree for each in (node, *nodes(node["children"]))]


@pytest.fixture
def get(replica, http):
    return lambda host, target, **query: http.get(f"http://{host}:{replica.port}{target}", params=query or None)


@pytest.fixture
def rows(get):
    return lambda number, **query: get(DEPARTMENT, f"{API}/{number}", **query).json()


def test_the_index_names_the_site_s_number_and_tree_and_has_no_rows(get):
    page = get(DEPARTMENT, "/linjiang/gkmlpt/index").text
    assert "SID: '990019'," in page
    tree = json.loads(re.search(r"TREE: (\[.*\]),\n", page)[1])
    assert [(node["id"], node["post_count"]) for node in nodes(tree)] == [
        (41001, 0),
        (41010, 3),
        (41011, 1),
        (41012, 2),
        (41020, 0),
        (41030, 4),
    ]
    assert [node["name"] for node in nodes(tree) if node["jump_url"]] == ["规划计划"]
    assert "/content/" not in page


def test_the_list_of_everything_is_cut_after_its_first_page(get, rows):
    answer = rows(0, page=1, sid=990019)
    paths = [each["post_url"].removesuffix("?jump=false") for each in answer["articles"]]
    assert (answer["total"], paths) == (6, held(DEPARTMENT)[:4])
    assert get(DEPARTMENT, f"{API}/0", page=2, sid=990019).status_code == 404


def test_a_part_of_the_tree_holds_its_rows_and_those_below_it(rows):
    assert [each["id"] for each in rows(41012)["articles"]] == [3255421, 3017726]
    assert [each["id"] for each in rows(41010, page=1)["articles"]] == [3255421, 3140052, 3017726]


def test_an_unknown_part_is_a_404(get):
    assert get(DEPARTMENT, f"{API}/1", page=1).status_code == 404


def test_other_sites_of_the_family_page_on():
    issuer = next(each for each in issuers() if each.address == DEPARTMENT)
    paging = site(replace(issuer, cms={**issuer.cms, "only_first_page": False}))
    pages = [json.loads(paging(f"{API}/0", {"page": str(page)}).content)["articles"] for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [4, 2, 0]


def test_a_row_has_a_day_of_making_and_a_day_of_publication(rows):
    row = rows(41012)["articles"][0]
    assert row["url"] == f"{CONTENT}/3/3255/post_3255421.html"
    # 2025-03-14 in China.
    assert (row["date"], row["created_at"]) == (1741881600, "2025-03-18 16:40:12")


def test_one_row_leads_to_another_site(rows):
    [away] = [each for each in rows(0)["articles"] if each["type"] == "url"]
    assert away["url"] == "http://127.0.0.13:18990/xxgk/tzgg/202510/t20251022_760337.html"


def test_one_text_stands_only_in_the_script_and_one_in_both(get):
    pages = [get(DEPARTMENT, f"{CONTENT}/3/{path}.html").text for path in ("3255/post_3255421", "3017/post_3017726")]
    shown = [re.search(r'<div class="article-content">(.*?)</div>', page, re.DOTALL)[1] for page in pages]
    assert [len(text) > 1000 for text in shown] == [False, True]
    assert all(r'"content": "\u003Cp\u003E' in page for page in pages)


def test_a_file_of_an_article_stands_below_it_and_in_the_script(get):
    page = get(DEPARTMENT, f"{CONTENT}/3/3017/post_3017726.html").text
    [path] = re.findall(r'<a class="nfw-cms-attachment" href="([^"]+)"', page)
    assert path == "/attachment/0/301/3017726/30177260.docx"
    assert page.count(path) == 2
    assert get(DEPARTMENT, path).content.startswith(b"PK")


def test_static_lists_go_from_index_to_index_2_and_end_in_a_404(get):
    names = ["index.html", "index_2.html"]
    assert [LIST + href for name in names for href in HREF.findall(get(COUNTY, LIST + name).text)] == held(COUNTY)
    assert [get(COUNTY, f"{LIST}index_{number}.html").status_code for number in (1, 3)] == [404, 404]
    assert get(COUNTY, LIST).content == get(COUNTY, f"{LIST}index.html").content


def test_only_the_last_static_page_has_no_link_to_the_next(get):
    assert [get(COUNTY, LIST + name).text.count("下一页") for name in ("index.html", "index_2.html")] == [1, 0]


def test_a_static_article_has_its_text_in_zoomcon(get):
    assert '<div id="zoomcon" class="zw">' in get(COUNTY, f"{LIST}content/post_2456018.html").text
