"""The year a document reports on and the day of its publication, and how far each can be trusted."""

import pytest

from tests.transforms.conftest import PROSE, head, html_head
from transforms.pipeline import clean
from transforms.records import Listing, Page


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["云岭县2023年法治政府建设情况报告", "一、2024年主要工作"], 2023),
        (["云岭县二〇二三年度法治政府建设情况报告"], 2023),
        (["法治政府建设年度报告(2023年度)"], 2023),
        (["现将2023年度法治政府建设情况报告如下:"], 2023),
        (["2023年,全县推进依法行政。"], 2023),
        (["一、2023年工作总结", PROSE, "二、2024年计划"], 2023),
        (["云岭县贯彻《纲要(2021-2025年)》2023年情况报告"], 2023),
        (["现将我县一年来法治政府建设工作报告如下:2023年,全县推进依法行政。"], 2023),
        (["近年来,全县推进依法行政。"], None),
        (["云岭县法治政府建设202211日至20221231日情况报告"], None),
    ],
)
def test_the_report_year_comes_from_the_title_and_the_opening(lines, year):
    assert head(*lines, PROSE).report_year == year


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("2020年，云岭县推进依法行政，现将2020年度法治政府建设情况报告如下。", 2020),
        ("2021年，云岭县推进依法行政，现将2020年度法治政府建设情况报告如下。", 2021),
        ("2020年，云岭县推进依法行政，现将2020年整改和2021年法治政府建设情况报告如下。", 2021),
        ("2019年，云岭县推进依法行政，现将2019年度法治政府建设情况报告如下。", 2021),
    ],
)
def test_a_title_with_the_year_after_the_one_that_its_first_sentences_name_twice_is_of_that_year(opening, year):
    document = head("云岭县2021年法治政府建设情况报告", opening, PROSE)
    assert document.report_year == year


def test_conflicting_years_are_kept_as_candidates():
    document = head("云岭县2023年法治政府建设情况报告", "2024年,全县推进依法行政。", PROSE)
    assert (document.report_year, document.fields["report_year"].candidates) == (2023, ("2024",))


def test_the_publication_date_follows_the_order_of_trust():
    lines = [
        "云岭县2023年法治政府建设情况报告",
        "生成日期 | 2024-02-28 | 发布日期 | 2024年3月1日",
        PROSE,
        "云岭县人民政府",
        "2024年1月5日",
    ]
    document = head(*lines, url="http://127.0.0.1/art/2024/5/6/art_1_2.html", listing=Listing(date="2024-03-02"))
    assert document.publish_date == "2024-03-01"
    assert document.fields["publish_date"].candidates == ("2024-03-02", "2024-02-28", "2024-01-05", "2024-05-06")


def test_a_tag_that_only_says_when_the_page_was_built_goes_behind_the_day_that_it_shows():
    built = "<meta name='PubDate' content='2024-04-07 15:39:34'>"
    made = "<meta name='others' content='页面生成时间 2024-04-07 15:39:34'>"
    article = "<h1>云岭县2023年法治政府建设年度报告</h1><p>日期：2024-01-25 来源：</p>"
    assert html_head(built + made, article).publish_date == "2024-01-25"
    assert html_head(built, article).publish_date == "2024-04-07"
    assert html_head(built + made.replace("页面生成时间", "发布"), article).publish_date == "2024-04-07"
    assert html_head(built + made, article.replace("日期：2024-01-25", "")).publish_date == "2024-04-07"


def test_a_date_before_the_year_reported_on_is_no_publication_of_the_report():
    page = '<meta name="PubDate" content="2016-08-01"><body><h1>云岭县2023年法治政府建设年度报告</h1>'
    document = clean(Page(f"{page}<p>发布时间：2024-03-01</p><p>{PROSE}</p>".encode(), "text/html")).document
    assert (document.publish_date, document.fields["publish_date"].candidates) == ("2024-03-01", ("2016-08-01",))


@pytest.mark.parametrize(
    "line",
    [
        "2024/3/1 17:05:29　作者：党政办　[点击: 207 ]",
        "[2024-03-01] 来自：县司法局　已有 312 人浏览",
        "云岭县人民政府2024/3/1 08:42阅读 1283",
        "2024年3月1日 09:00 · 来源 县司法局 · 更新于 2026年1月5日",
    ],
)
def test_a_publication_line_in_any_order_dates_the_report(line):
    document = head("云岭县2023年法治政府建设年度报告", line, PROSE)
    assert (document.title, document.publish_date) == ("云岭县2023年法治政府建设年度报告", "2024-03-01")


def test_the_moment_in_a_publication_line_is_its_publication_though_no_label_says_so():
    document = head(
        "生成日期：2024-02-27", "云岭县2023年法治政府建设年度报告", "来源：县司法局　2024-03-01 10:21:33", PROSE
    )
    assert (document.publish_date, document.issuing_body) == ("2024-03-01", "县司法局")


def test_the_day_of_an_update_counts_where_the_page_names_no_other():
    updated = "来源：县司法局 更新时间：2024-3-2"
    assert head("云岭县2023年法治政府建设年度报告", updated, PROSE).publish_date == "2024-03-02"
    assert head("云岭县2023年法治政府建设年度报告", f"{updated} 发布时间：2024-3-1", PROSE).publish_date == "2024-03-01"


def test_a_publication_line_below_the_article_counts_where_it_is_the_only_one():
    def published(*below):
        page = f"<body><h1>云岭县2023年法治政府建设年度报告</h1><div id='zoom'><p>{PROSE * 3}</p></div>"
        return clean(Page((page + "".join(f"<div>{line}</div>" for line in below)).encode(), "text/html")).document

    assert published("发布时间：2024-03-01 来源：县司法局").publish_date == "2024-03-01"
    assert published("发布时间：2024-03-01", "发布时间：2023-05-06").publish_date is None


def test_the_day_in_an_element_for_programs_counts_where_no_reader_sees_one_and_not_in_a_list():
    time = "<time datetime='2024-03-01T09:12:00+08:00'>03-01</time>"
    assert html_head(article=f"<h1>云岭县新闻</h1>{time}").publish_date == "2024-03-01"
    assert html_head(article=f"<h1>云岭县新闻</h1><ul><li>{time}</li></ul>").publish_date is None


def test_the_day_in_a_variable_of_the_script_counts_where_it_names_but_one():
    script = "<script>var pubdate = '2024-03-01 09:01:17'; var title = '云岭县2023年法治政府建设年度报告';</script>"
    assert html_head(script, "<h1>云岭县2023年法治政府建设年度报告</h1>").publish_date == "2024-03-01"
    assert html_head(script + script.replace("03-01", "04-02")).publish_date is None
    assert html_head(article="<a data-pubdate='2019-05-05' href='x'>相关</a>").publish_date is None


def test_a_candidate_stands_once_though_text_and_url_name_it():
    url = "http://www.example.gov.cn/2024/03/12/1.html"
    document = head("云岭县2023年法治政府建设情况报告", "发布日期:2024-04-01", PROSE * 4, "2024年3月12日", url=url)
    assert document.fields["publish_date"].candidates.count("2024-03-12") == 1


def test_the_date_of_the_url_alone_is_no_publication_date():
    document = head(PROSE, PROSE, url="http://127.0.0.1/202005/t20200506_1.html")
    assert (document.publish_date, document.fields["publish_date"].candidates) == (None, ("2020-05-06",))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["发布日期：2024-03-01"], "published"),
        (["成 文 日 期：2024-03-01"], "written"),
        (["2024-03-01"], "published"),
        ([], None),
    ],
)
def test_how_far_a_date_can_be_trusted_is_said(lines, kind):
    assert head("云岭县2023年法治政府建设情况报告", *lines, PROSE).publish_date_kind == kind


def test_a_day_of_signing_and_one_of_the_listing_are_no_days_of_publication():
    signed = head("云岭县2023年法治政府建设情况报告", PROSE, "云岭县人民政府", "2024年1月5日")
    listed = head("云岭县2023年法治政府建设情况报告", PROSE, listing=Listing(date="2024-03-02"))
    assert (signed.publish_date_kind, listed.publish_date_kind) == ("signed", "listed")


def test_a_publication_line_may_start_with_its_author_or_have_no_label():
    for line in ("作者:佚名 来源:县司法局 发布日期:2018/12/21 9:30:00", "2018-12-21 09:30 县司法局"):
        document = head("云岭县2018年法治政府建设情况报告", line, PROSE, "云岭县人民政府", "2018年12月20日")
        assert (document.publish_date, document.publish_date_kind) == ("2018-12-21", "published")


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("Fri Mar 08 09:00:00 CST 2024", "2024-03-08"),
        ("2024-03-08 09:00:00.0", "2024-03-08"),
        ("1970-01-01 08:00:00", None),
        ("Fri Xyz 08 09:00:00 CST 2024", None),
    ],
)
def test_a_day_that_no_template_formatted_is_read_and_the_epoch_is_none(tag, day):
    assert html_head(f"<meta name='PubDate' content='{tag}'>").publish_date == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("来源：云岭县司法局2024-03-04 16:42字体 大 中 小", "2024-03-04"),
        ("来源：云岭县司法局2024年3月4日 17:53字体 大 中 小", "2024-03-04"),
        ("来源：云岭县人民政府 2024-03-04", "2024-03-04"),
        ("由 admin 提交于 周一, 03/04/2024 - 10:25", "2024-03-04"),
        ("发布：2024/03/04　出处：云岭县人民政府网　点击：445次", "2024-03-04"),
    ],
)
def test_a_day_without_a_label_of_its_own_is_read(line, day):
    assert head("云岭县2023年法治政府建设情况报告", line, PROSE).publish_date == day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("<p>2024/02/27政策法规科热度 412</p>", "2024-02-27"),
        ("<p>签署日期：2024-04-09</p><p>公开日期：2024-04-15</p>", "2024-04-15"),
        ("<p>（2024年2月17日）</p><p>来源：县府办 | 2024-02-21 | 责编：云岭</p>", "2024-02-21"),
        ("<p>（2024年2月17日）</p>", "2024-02-17"),
    ],
)
def test_the_day_of_publication_goes_before_those_of_office_and_decision(lines, day):
    assert html_head(article=f"<h1>云岭县2023年法治政府建设年度报告</h1>{lines}").publish_date == day
