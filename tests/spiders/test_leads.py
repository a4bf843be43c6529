from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.address import host
from spiders.leads import is_government, official_urls
from spiders.registry import Source


def source(source_id: str, url: str, *columns: str, dialect: str = "trs") -> Source:
    body = {"name": "某机关", "kind": "government", "code": source_id[:6], "place": "某地"}
    return Source.model_validate(
        {
            "source_id": source_id,
            "province": "99-yunzhou",
            "url": url,
            "dialect": dialect,
            "body": body,
            "columns": [{"url": column} for column in columns],
        }
    )


YUNCHUAN = source("990100-yunchuan", "http://www.yunchuan.example/", "/col/col1229/index.html", dialect="hanweb")
YUNLING = source("990121-yunling", "https://yl.yunchuan.example/", "/ylrmzf/fzzf/nav_list.shtml", dialect="kaipu")
LINXI = source("990102-linxi", "https://www.linxi.example/", "/zwgk/fzzfjs/szf/", dialect="trs")
XISHAN = source("990103-xishan", "https://www.xishan.example/", "/zwgk/fzzfjs/index.shtml", dialect="trs")
NORTH = source("990104-north", "https://www.north.example/", "/public/column/6596511?type=4", dialect="longxun")
PORT = source("990105-port", "https://www.port.example/", "/sfj/gkmlpt/index#21023", dialect="gkmlpt")
REGISTER = (YUNCHUAN, YUNLING, LINXI, XISHAN, NORTH, PORT)
HEX = "5150e35121f345c89d40f048ff89d6c2"
YUNLING_HEX = f"https://yl.yunchuan.example/ylrmzf/fzzf/{HEX}"


@pytest.mark.parametrize(
    ("url", "official"),
    [
        # the host swapped
        ("http://a.test/ylrmzf/fzzf/202401/1.shtml", ["https://yl.yunchuan.example/ylrmzf/fzzf/202401/1.shtml"]),
        ("http://a.test/public/6596511/71.html", ["https://www.north.example/public/6596511/71.html"]),
        ("http://a.test/sfj/gkmlpt/content/3/post_9.html", ["https://www.port.example/sfj/gkmlpt/content/3/post_9.html"]),
        # a sub-domain, or www, moved into the path
        ("http://m.a.test/yl/ylrmzf/fzzf/1.shtml", ["https://yl.yunchuan.example/ylrmzf/fzzf/1.shtml"]),
        ("http://a.test/yl/elsewhere/1.shtml", ["https://yl.yunchuan.example/elsewhere/1.shtml"]),
        ("http://a.test/www/art/2023/3/31/art_1229_42", ["http://www.yunchuan.example/art/2023/3/31/art_1229_42.html"]),
        # the suffix dropped
        (f"http://a.test/ylrmzf/fzzf/{HEX}", [f"{YUNLING_HEX}.shtml", f"{YUNLING_HEX}.html"]),
        ("http://a.test/zwgk/fzzfjs/t20240301_2", ["https://www.xishan.example/zwgk/fzzfjs/t20240301_2.shtml"]),
        # nothing that the register explains
        ("http://a.test/news/show/356/1.html", []),
        ("http://a.test/art/2023/3/31/art_77_42.html", []),
        ("http://a.test/", []),
        ("javascript:void(0)", []),
    ],
)  # fmt: skip
def test_a_copy_keeps_the_official_path(url: str, official: list[str]) -> None:
    assert official_urls(url, REGISTER) == tuple(official)


def test_the_column_that_explains_most_of_the_path_goes_first() -> None:
    found = official_urls("http://a.test/zwgk/fzzfjs/szf/t20240301_2.html", REGISTER)
    assert [host(url) for url in found] == ["www.linxi.example", "www.xishan.example"]


def test_a_copy_in_a_source_s_own_list_is_of_its_own_page() -> None:
    found = official_urls("http://a.test/zwgk/fzzfjs/szf/t20240301_2.html", REGISTER, listed_by=XISHAN)
    assert [host(url) for url in found] == ["www.xishan.example", "www.linxi.example"]
    assert official_urls("http://a.test/info/7.html", REGISTER, listed_by=LINXI) == (
        "https://www.linxi.example/info/7.html",
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://big5.a.test/gate/big5/www.linxi.example/zwgk/a.html",
        "http://a.test/http://www.linxi.example/zwgk/a.html",
        "http://a.test/read/www.linxi.example/zwgk/a.html",
        "http://a.test/read?u=1&url=http%3A%2F%2Fwww.linxi.example%2Fzwgk%2Fa.html",
        f"http://a.test/?src={b64encode(bytes(~byte & 255 for byte in b'http://www.linxi.example/zwgk/a.html')).decode()}",
    ],
)
def test_an_address_that_carries_another_leads_to_it(url: str) -> None:
    assert official_urls(url, REGISTER) == ("http://www.linxi.example/zwgk/a.html",)


@pytest.mark.parametrize("url", ["https://www.linxi.example/a.html", "http://a.test/?url=http://b.test/a.html"])
def test_neither_a_registered_page_nor_a_carried_foreign_one_leads_anywhere(url: str) -> None:
    assert official_urls(url, REGISTER) == ()


@given(st.text(), st.sampled_from([None, LINXI]))
def test_only_registered_hosts_are_ever_given(text: str, listed_by: Source | None) -> None:
    for url in (text, f"http://a.test/{text}", f"http://a.test/?url={text}"):
        assert all(any(each.owns(found) for each in REGISTER) for found in official_urls(url, REGISTER, listed_by))


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("www.linxi.gov.cn", True),
        ("gov.cn", True),
        ("WWW.LINXI.GOV.CN.", True),
        ("www.linxigov.cn", False),
        ("www.gov.cn.a.test", False),
        ("", False),
    ],
)
def test_a_government_s_host_is_in_its_own_domain(name: str, is_one: bool) -> None:
    assert is_government(name) is is_one
