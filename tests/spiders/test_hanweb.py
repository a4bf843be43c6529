from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from spiders.dialects.hanweb import listing
from spiders.dialects.listing import ListingPage, Row

COLUMN = "http://www.example.org/col/col1001/index.html"
HREF = (
    "/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=21&path=/&columnid=1001&unitid=212101"
    "&webname=%25E4%25BA%2591&permissiontype=0"
)


def urls(page: ListingPage) -> list[str]:
    return [ask.url for ask in page.following]


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


def test_a_datastore_without_records_holds_its_rows_in_one_block() -> None:
    text = f"<script type='text/xml'><datastore><![CDATA[ {item(1)} {item(2)} ]]></datastore></script>"
    assert [row.url[-8:] for row in listing(text, COLUMN).rows] == ["1_1.html", "1_2.html"]


def test_a_date_in_the_title_is_not_the_row_s_date() -> None:
    record = "<li><a href='/art/1/art_1_1.html'>截至2023-12-31的报告</a></li>"
    assert listing(column([record]), COLUMN).rows[0].date is None


def test_a_day_that_does_not_exist_is_no_date() -> None:
    record = "<li><a href='/art/1/art_1_1.html' title='报告'>报告</a><span>2024-02-30</span></li>"
    assert listing(column([record]), COLUMN).rows[0].date is None


def test_older_rows_are_asked_for_behind_those_shown() -> None:
    ranged, paged = urls(listing(column([item(n) for n in range(4)]), COLUMN))
    asked = parameters(ranged)
    assert (asked["startrecord"], asked["endrecord"], asked["perpage"]) == ("5", "10", "2")
    assert (asked["columnid"], asked["unitid"], asked["webid"]) == ("1001", "212101", "21")
    assert "page" not in asked
    assert parameters(paged)["page"] == "3"


def test_a_name_that_is_encoded_twice_stays_so() -> None:
    for url in urls(listing(column([item(1)]), COLUMN)):
        assert "webname=%25E4%25BA%2591" in url


def test_without_a_nextgroup_the_page_s_script_gives_the_ids() -> None:
    [ranged] = urls(listing(column([item(1), item(2)], href=None), COLUMN))
    assert parameters(ranged) | {"startrecord": "3", "unitid": "212101"} == parameters(ranged)


def test_ids_may_be_encrypted() -> None:
    href = HREF.replace("columnid=1001", "columnid=YSt6Wk1%2FQ%3D")
    ranged, _ = urls(listing(column([item(1)], href=href), COLUMN))
    assert parameters(ranged)["columnid"] == "YSt6Wk1/Q="


def test_a_range_goes_on_where_the_answer_ended_not_where_it_was_asked_to() -> None:
    [first, _] = urls(listing(column([item(1), item(2)]), COLUMN))
    [second] = urls(listing(answer([item(3)]), first))
    assert (parameters(first)["startrecord"], parameters(second)["startrecord"]) == ("3", "4")


def test_a_page_number_goes_up_by_one() -> None:
    [_, paged] = urls(listing(column([item(1), item(2)]), COLUMN))
    [following] = urls(listing(answer([item(3), item(4)]), paged))
    assert parameters(following)["page"] == "3"


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
    [ranged, paged] = urls(listing(column([item(1)]), COLUMN))
    for url in (ranged, paged):
        page = listing(text, url)
        assert (page.rows, page.following) == ((), ())


@pytest.mark.parametrize("store", ["", column([])])
def test_links_in_the_page_serve_where_the_datastore_is_missing_or_empty(store: str) -> None:
    text = f"{store}<ul>{item(1)}<li><a href='/col/col2/index.html'>首页</a></li></ul>"
    assert [row.title for row in listing(text, COLUMN).rows] == ["法治政府建设年度报告"]
