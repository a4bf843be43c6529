"""The title of a document: from which place it comes, and which place wins."""

import pytest

from tests.transforms.conftest import PROSE, head, html_head
from transforms.pipeline import clean
from transforms.records import Listing, Page

TITLE = "云岭县2023年度法治政府建设工作情况报告"


def test_a_line_of_a_list_beside_the_text_is_no_title():
    other = "<td>热门文章<br>·云岭县农业局2014年度依法行政工作报告<br>·水稻病虫害情报第5期</td>"
    article = f"<table><tr>{other}<td><p>{PROSE * 9}</p></td></tr></table>"
    page = f"<title>云岭县农业局2015年度法治政府建设情况报告</title><body>{article}"
    document = clean(Page(page.encode(), "text/html")).document
    assert (document.title, document.report_year) == ("云岭县农业局2015年度法治政府建设情况报告", 2015)


def test_a_title_whose_second_line_the_window_shows_has_its_organ_too():
    title = "关于2023年度法治政府建设情况的报告"
    article = f"<p>云岭县农业农村局</p><p>{title}</p>"
    assert html_head(article=article, window=title).title == f"云岭县农业农村局 {title}"
    assert html_head(article=article.replace("农业农村局", "高新区管委会"), window=title).body_kind == "zone"
    assert html_head(article=f"<p>面向全社会</p><p>{title}</p>", window=title).title == title


def test_a_title_that_names_its_body_has_no_other_line_above():
    title = "关于云岭县2019年度法治政府建设工作情况的报告"
    assert html_head(article=f"<p>云川市交通运输局</p><p>{title}</p>", window=title).title == title


def test_the_printed_title_wins_over_markup_and_listing():
    title = "吴忠市利通区2021年法治政府建设情况报告"
    document = html_head(f"<meta name='ArticleTitle' content='{title}(摘要)'>", f"<h1>{title}</h1>")
    assert (document.title, document.fields["title"].candidates) == (title, (f"{title}(摘要)",))


def test_without_a_printed_title_a_page_has_that_of_its_markup_then_of_its_listing():
    title = "云岭县2023年法治政府建设情况报告"
    assert html_head(f"<meta name='ArticleTitle' content='{title}'>").title == title
    assert html_head(listing=Listing(title)).title == title
    assert html_head(window=f"{title}_云岭县人民政府").title == title


@pytest.mark.parametrize("site", ["_云岭县人民政府网", "-云岭县人民政府门户网站"])
def test_a_heading_with_the_site_s_name_behind_it_is_a_title(site):
    title = "云岭县2023年法治政府建设年度报告"
    assert title in html_head(article=f"<h1>{title}{site}</h1>").title


@pytest.mark.parametrize(
    ("article", "title"),
    [
        ("<center>2019年</center><center>法治政府建设年度报告</center>", "2019年 法治政府建设年度报告"),
        ("<center>法治政府建设年度报告</center><center>（2019年度）</center>", "法治政府建设年度报告 （2019年度）"),
        (
            "<span>关于2024年度推进依法行政<br>建设法治政府情况的报告</span>",
            "关于2024年度推进依法行政 建设法治政府情况的报告",
        ),
        ("<h1>云岭县人民政府网</h1><h3>云岭县2020年度法治政府建设工作报告</h3>", "云岭县2020年度法治政府建设工作报告"),
        ("<h1>云岭县政府信息公开平台</h1><h3>云岭县2020年法治政府建设报告</h3>", "云岭县2020年法治政府建设报告"),
    ],
)
def test_a_title_on_two_lines_is_whole_and_a_site_s_name_is_none(article, title):
    document = html_head(article=f"{article}<div>发布时间：2024-03-01</div>")
    assert document.title == title


def test_a_plan_reports_on_no_year():
    assert head("云岭县2024年法治政府建设工作要点", PROSE).report_year is None


def test_a_text_without_a_printed_title_has_none():
    assert head(f"2023年,{PROSE}", "一、主要举措").title is None


def test_an_advert_is_never_the_title():
    document = html_head(window="新葡京官网_新葡京娱乐", listing=Listing("云岭县2023年法治政府建设情况报告"))
    assert (document.title, document.site_compromised) == ("云岭县2023年法治政府建设情况报告", True)


def test_an_advert_in_the_index_table_is_no_title():
    article = "<table><tr><td>名称：</td><td>beta388体育亚洲官方入口,beta388在线平台</td></tr></table>"
    assert html_head(article=article).title is None


def test_where_adverts_took_every_place_the_breadcrumb_gives_the_title():
    title = "云岭县2022年法治政府建设情况报告"
    crumbs = f"<div>当前位置: <a>首页</a> &gt; <a>政务公开</a> &gt; {title}</div>"
    spoilt = "<title>新葡京官网</title><body><h1>新葡京官网_新葡京娱乐</h1>"
    document = clean(Page(f"{spoilt}{crumbs}<div id='zoom'><p>{PROSE * 9}</p></div>".encode(), "text/html")).document
    assert (document.title, document.fields["title"].origin) == (title, "breadcrumb")


def test_where_adverts_took_every_place_the_lead_of_a_copying_site_names_the_title():
    title = "关于云岭县2019年度法治政府建设工作情况的报告"
    lead = f"导读:本篇文章《{title}》由云岭某资讯编辑转载"
    document = html_head(window="新葡京官网_云岭某资讯", article=f"<h1>新葡京官网</h1><p>{lead}</p>")
    assert (document.title, document.fields["title"].origin) == (title, "lead")


def test_the_window_of_a_house_that_no_rule_knows_is_no_title():
    assert html_head(window="q9某享厅网投-q9某享厅娱乐平台首选").title is None


def test_the_window_of_a_site_and_its_column_is_no_title():
    assert html_head(window="云岭县公安局-信息内容").title is None
    assert html_head(window="云岭县开展宣传活动-部门动态").title == "云岭县开展宣传活动"


def test_the_name_of_a_copying_site_beside_the_text_spoils_no_page():
    foot = "<div class='foot'>本文来自文秘无忧网www.wenmi-example.com</div>"
    article = f"<h1>云岭县新闻</h1><div id='zoom'><p>检查海滨娱乐、河畔棋牌等场所。{PROSE * 9}</p></div>"
    document = clean(Page(f"<body>{article}{foot}</body>".encode(), "text/html"))
    assert (document.document.site_compromised, [line.cuts for line in document.body]) == (False, [()])


def test_the_name_of_a_column_is_no_title():
    assert head("信息分类", "法治政府建设", "公开日期", "2024-03-06", PROSE).title is None


@pytest.mark.parametrize(
    "beside",
    ["某某娱乐usdt/{}", "{} - 必威某星娱乐平台", "必威某盟体育——{}", "『HTH登录』{}", "某某首页|{}|最新版app下载"],
)
def test_a_part_beside_a_title_that_has_words_of_adverts_is_none_of_it(beside):
    title = "云岭县2023年法治政府建设情况报告"
    assert html_head(article=f"<h1>{beside.format(title)}</h1>", window=beside.format(title)).title == title


@pytest.mark.parametrize(
    "title",
    [
        "云岭县教育体育局 2023年法治政府建设年度报告",
        "金沙县 | 2023年法治政府建设年度报告",
        "打造国际一流营商环境——云岭县2023年法治政府建设情况报告",
        "银河街道办事处·2023年法治政府建设年度报告",
        "聚焦“一网通办” 云岭县2023年法治政府建设工作总结",
        "砥砺奋进大发展——云岭县2023年法治政府建设工作报告",
        "乐享体育 法护健康——云岭县2023年法治政府建设工作总结",
        "官方解读：云岭县2023年法治政府建设年度报告",
    ],
)
def test_a_body_a_place_or_a_headline_beside_a_title_belongs_to_it(title):
    assert html_head(article=f"<h1>{title}</h1>", window=title).title == title


def test_what_is_left_of_an_advert_in_the_title_s_place_is_no_title():
    assert html_head(article="<h1>bet365体育在线-365备用网址-Welcome</h1>").title is None


def test_a_title_that_only_a_shared_link_shows_is_read():
    meta = '<meta property="og:title" content="云岭县2023年法治政府建设情况报告_云岭县人民政府">'
    document = html_head(metas=meta, article="<h1>必威体育官网登录</h1>", window="必威体育官网登录")
    assert document.fields["title"].value == "云岭县2023年法治政府建设情况报告"


@pytest.mark.parametrize(
    ("organ", "title"),
    [
        ("中共云岭县委 云岭县人民政府", "关于2023年度法治政府建设情况的报告"),
        ("云岭县人民政府办公室", "关于印发云岭县2024年法治政府建设工作要点的通知"),
    ],
)
def test_an_organ_above_a_title_without_one_is_of_it(organ, title):
    lines = f"<p>来源：云岭县司法局</p><p>{organ}</p><p>{title}</p>"
    assert html_head(article=lines, window=f"{organ}{title}").title == f"{organ} {title}"


def test_a_title_that_no_mark_shows_stands_alone_between_breadcrumb_and_publication_line():
    trail = "<p>所在位置：<a>首页</a> :: <a>法治建设</a></p>"
    lines = "<td><b>云岭县持续加强法治政府建设<br>提高依法行政水平_雷竞技官网</b></td>"
    article = f"{trail}<table><tr>{lines}</tr></table><p>发布日期：2024/2/8 来源：云岭县司法局</p>"
    assert html_head(article=article).title == "云岭县持续加强法治政府建设 提高依法行政水平"


def test_a_headline_that_the_breadcrumb_alone_shows_is_read():
    title = "云岭县持续加强法治政府建设 提高依法行政水平"
    trail = f"<p>您现在的位置：<a>首页</a> / <a>法治政府建设</a> / <span>{title}</span></p>"
    assert html_head(article=f"{trail}<h1>必威体育在线登录</h1>", window="必威体育在线登录").title == title


def test_a_printed_title_of_another_matter_gives_way_to_one_that_reads_as_a_report_s():
    title = "云岭县2023年法治政府建设情况报告"
    found = html_head(article="<h1>小城风云录第九回</h1>", window=f"{title}_云岭县人民政府").fields["title"]
    assert (found.value, found.candidates) == (title, ("小城风云录第九回",))


def test_where_adverts_took_every_place_what_the_page_tells_search_engines_names_the_title():
    title = "云岭高新技术产业开发区2022年度法治政府建设情况报告"
    for name, content in (("keywords", f"云岭,法治政府建设,{title}"), ("description", f"{title}，2022年以来，全区")):
        found = html_head(f"<meta name='{name}' content='{content}'>", "<h1>开元ky888棋牌官网版</h1>")
        assert (found.title, found.fields["title"].origin) == (title, name)


def test_what_a_cut_leaves_of_a_title_of_two_parts_is_all_of_it():
    title = "高坪区加强法治政府建设 提升依法行政水平"
    assert html_head(article=f"<h1>澳门六合彩开奖记录 {title}</h1>").title == title


def test_an_advert_in_the_midst_of_a_title_takes_neither_body_nor_year_with_it():
    title = html_head(article="<h1>云岭县人民政府雷火电竞投注平台2022年度法治政府建设报告</h1>").title
    assert title == "云岭县人民政府2022年度法治政府建设报告"


def test_a_title_goes_on_in_the_line_that_names_its_matter_behind_a_dash():
    title = ["依法行政 阳光为民", "——云岭县2024年法治政府建设年度报告"]
    document = head(*title, "来源:云岭县司法局", PROSE)
    assert (document.title, document.doc_kind) == (" ".join(title), "annual_report")


def test_a_window_that_shows_site_and_column_before_its_title_shows_only_that():
    window = f"云岭县人民政府 法治政府建设年度报告 {TITLE}"
    metas = f"<meta name='ArticleTitle' content='{TITLE}'>"
    assert html_head(metas, window=window).title == TITLE


def test_the_name_of_two_bodies_before_a_title_is_of_it():
    title = f"中共云岭县委员会 {TITLE}"
    assert html_head(article=f"<h1>{title}</h1>", metas=f"<meta name='ArticleTitle' content='{TITLE}'>").title == title


def test_the_columns_beside_a_text_are_no_title():
    article = f"<p>索引号:11-22/2024-1</p><p>行政执法公示</p><p>行政复议</p><h2>{TITLE}</h2>"
    assert html_head(article=article, window="新葡京官网").title == TITLE


def test_an_item_of_a_list_of_news_above_a_spoilt_title_is_none():
    title = "云岭县2023年度法治政府建设情况报告"
    above = "<p>关于公开征求意见的公告</p><p>普法宣传月活动启动</p>"
    assert html_head(article=f"{above}<div>笔落范文汇精选五篇</div>", window=title).title == title


@pytest.mark.parametrize("column", ["法治政府建设年度报告", "部门文件"])
def test_a_window_that_names_site_and_column_before_the_title_shows_the_title(column):
    title = "云岭县2023年法治政府建设情况报告"
    window = f"云岭县人民政府 {column} {title}"
    assert html_head(article="<h1>必威体育在线登录</h1>", window=window).title == title


def test_a_heading_that_sells_something_gives_way_to_a_headline():
    headline = "云岭县持续加强法治政府建设 提高行政机关依法行政水平"
    article = f"<h1>专业办理无抵押贷款_当天放款_信用贷款公司电话</h1><p>{PROSE}</p>"
    assert html_head(article=article, window=headline).title == headline


def test_a_motto_and_a_publication_line_in_headings_of_their_own_are_no_title():
    mottos = "<h1>云岭县审计局</h1><h1>依法审计 服务大局</h1><div><a>审计公告</a></div><h1>政务公开 / 法治审计</h1>"
    document = html_head(article=f"{mottos}<h1>{TITLE}</h1><h1>2024-01-23 法规科 阅读 --</h1>", window="云岭县审计局")
    assert (document.title, document.publish_date) == (TITLE, "2024-01-23")
    dated = "<h1>2024-01-02云岭县新闻发布会实录</h1><p>发布日期：2024-01-05</p>"
    assert html_head(article=dated).title == "2024-01-02云岭县新闻发布会实录"


def test_who_speaks_below_the_title_of_a_speech_is_none_of_it():
    speech = "在全县依法行政工作会议上的讲话"
    parts = (speech, "县长 谢云岭", "（2023年2月17日）", "信息来源：县政府研究室 | 2023-02-21 | 责编：云岭")
    article = "<p>当前位置：领导之窗</p>" + "".join(f"<div>{part}</div>" for part in parts)
    document = html_head(article=article, window="领导讲话 - 云岭县党政网")
    assert (document.title, document.publish_date) == (speech, "2023-02-21")


def test_a_year_that_a_title_s_lines_part_is_whole_again():
    lines = ("云岭镇人民政府2", "023年度法治政府建设工作报告")
    assert head(*lines, PROSE * 3).title == "云岭镇人民政府2023年度法治政府建设工作报告"


def test_what_a_file_is_called_behind_its_name_is_none_of_the_title():
    assert html_head(article=f"<h1>{TITLE}.docx</h1>").title == TITLE


def test_a_heading_of_any_matter_above_the_day_is_the_title():
    article = "<h2>云岭市养犬管理条例</h2><ul><li>公布日期：2023-02-03</li></ul>"
    assert html_head(article=article, window="法规数据库").title == "云岭市养犬管理条例"
