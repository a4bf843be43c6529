"""Pages of the site families, written small in their manner: what of them becomes text."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.pages import BODY, NAVIGATION, PARAGRAPHS, TITLE, lines, page
from transforms.markup import read_markup
from transforms.pipeline import clean
from transforms.records import Page


@pytest.mark.parametrize(
    "container",
    [
        '<div id="zoom">{}</div>',
        '<div id="zoomcon">{}</div>',
        '<div class="trs_editor_view TRS_UEDITOR trs_paper_default">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        '<div id="UCAP-CONTENT">{}</div>',
        '<div class="article-content">{}</div>',
        '<div id="vsb_content"><div class="v_news_content">{}</div></div>',
        '<div class="contentxxgk">{}</div>',
        '<div class="main-txt">{}</div>',
        "<UCAPCONTENT>{}</UCAPCONTENT>",
        "<founder-content><!--enpcontent-->{}<!--/enpcontent--></founder-content>",
        '<table><tr><td id="article_content">{}</td></tr></table><div>收藏 分享 邀请</div>',
        '<table><tr><td class="t_f" id="postmessage_12">{}</td></tr></table>',
    ],
)
def test_title_and_body_of_each_known_container_become_the_text(container):
    article = f"<div class='art'><h1>{TITLE}</h1>{container.format(BODY)}</div>"
    assert lines(page(article)) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<!--ZJEG_RSS.content.begin-->", "<!--ZJEG_RSS.content.end-->"),
        ("<!--<$[信息内容]>begin-->", "<!--<$[信息内容]>end-->"),
        ('<meta name="ContentStart">', '<meta name="ContentEnd">'),
    ],
)
def test_guards_around_the_text_are_taken_before_containers(begin, end):
    article = f"<div><h1>{TITLE}</h1>{begin}{BODY}{end}<p>相关链接</p></div>"
    assert lines(page(article)) == [TITLE, *PARAGRAPHS]


def test_a_page_of_no_known_family_gives_its_densest_part():
    article = f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td><div class='neirong'>{BODY}</div></td></tr></table>"
    assert lines(page(article)) == [TITLE, *PARAGRAPHS]


def test_the_index_table_above_the_text_gives_one_line_a_row():
    table = (
        "<table class='xxgk_table'><tr><td>索引号:</td><td>990101009/2024-00011</td><td>文号:</td><td></td></tr>"
        "<tr><td>发布机构:</td><td>云岭县司法局</td><td>生成日期:</td><td>2024-02-28</td></tr></table>"
    )
    found = lines(page(f"{table}<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>"))
    assert found[:3] == [
        "索引号: | 990101009/2024-00011 | 文号: |",
        "发布机构: | 云岭县司法局 | 生成日期: | 2024-02-28",
        TITLE,
    ]


def test_a_title_that_only_the_window_names_is_found_above_the_text():
    found = lines(page(f"<div class='bt'>{TITLE}</div><div class='xx'>发布:县司法局</div><div id='zoom'>{BODY}</div>"))
    assert found[0] == TITLE


def test_tools_between_title_and_text_stay_for_the_line_rules():
    found = lines(page(f"<h1>{TITLE}</h1><p>来源:县司法局 字号:[大 中 小]</p><div id='zoom'>{BODY}</div>"))
    assert found[:2] == [TITLE, "来源:县司法局 字号:[大 中 小]"]


def test_inline_elements_join_without_spaces_and_line_breaks_divide():
    article = "<div id='zoom'><p>受理<span>行政复议</span><b>案件</b>\n 12件。<br>办结" + "十" * 80 + "。</p></div>"
    assert lines(page(article)) == ["受理行政复议案件 12件。", "办结" + "十" * 80 + "。"]


@pytest.mark.parametrize("tag", ["wbr", "label", "mark", "o:p"])
def test_an_element_that_holds_most_of_one_paragraph_breaks_no_line(tag):
    page = read_markup(
        f"<body><div><p>现将<{tag}>2022年重点任务分解到各责任单位，请认真抓好落实。</{tag}></p></div></body>"
    )
    assert page.text == "现将2022年重点任务分解到各责任单位，请认真抓好落实。"


def test_an_element_of_no_paragraph_that_holds_the_article_is_its_box():
    article = "全年受理行政复议申请12件。审结11件。持续提升治理能力和服务水平。"
    page = f"<body><div>县委书记会见客商</div><zoom>{article}</zoom><div>办结信访件35件</div></body>"
    assert read_markup(page).text == article


@given(st.lists(st.sampled_from(["span", "b", "font", "em"]), min_size=1, max_size=4))
def test_a_paste_from_word_reads_as_it_would_without_its_tags(tags):
    opening = "".join(f"<{tag} class='Mso'>" for tag in tags)
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    pasted = [f"<p>{''.join(opening + part + closing for part in paragraph)}</p>" for paragraph in PARAGRAPHS]
    article = f"<div class='unnamed'><h1>{TITLE}</h1>{''.join(pasted)}</div>"
    assert lines(page(article)) == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    "place", ["<div><span class='article-title'>{}</span></div>", "<div><b id='bt_title'>{}</b></div>"]
)
def test_a_title_and_a_container_that_are_spans_themselves_are_found(place):
    article = f"{place.format(TITLE)}<div>来源:县司法局</div><span id='zoom'>{BODY}</span>"
    assert lines(page(article)) == [TITLE, "来源:县司法局", *PARAGRAPHS]


def test_a_page_made_from_a_pdf_gives_paragraphs_without_page_numbers_and_running_heads():
    printed = [TITLE, "2023年,全县立足实际推进依法行政,各乡镇向县政府提交书面述法报告", "7份。", "— 1 —", TITLE]
    printed += ["一、主要举措", "受理行政复议案件12件,办结11件,行政机关负责人出庭应诉率达到", "96.3%。", "— 2 —", TITLE]
    body = "".join(f"<div class='t'>{line}</div>" for line in printed)
    page_of_lines = page(body, "<meta name='generator' content='pdf2htmlEX'>").replace(NAVIGATION, "")
    assert lines(page_of_lines)[1:4] == [
        "2023年,全县立足实际推进依法行政,各乡镇向县政府提交书面述法报告7份。",
        "一、主要举措",
        "受理行政复议案件12件,办结11件,行政机关负责人出庭应诉率达到96.3%。",
    ]


def test_lines_that_a_page_breaks_like_paper_are_joined_below_its_head():
    printed = (
        "2023年,全县立足实际推进依法行政,各乡镇向县政府提交书面述法报告7份,查处违法案件163起,移送司法机关12件。" * 5
    )
    article = [TITLE, "来源:县司法局", *(printed[at : at + 27] for at in range(0, len(printed), 27)), "— 1 —"]
    assert lines(page("".join(f"<p>{line}</p>" for line in article)))[:3] == [TITLE, "来源:县司法局", printed]


def test_short_paragraphs_are_no_lines_of_paper():
    listed = [f"({number})加强组织领导,落实工作责任,推进依法行政" for number in "一二三四五六七八九"]
    assert lines(page(f"<div id='zoom'>{''.join(f'<p>{line}</p>' for line in listed)}</div>")) == listed


def test_short_lines_below_one_long_paragraph_are_the_article_s():
    article = f"<p>{PARAGRAPHS[-1] * 9}</p><p>一、主要工作</p><p>开展检查126次</p>"
    found = lines(page(f"<div class='unnamed'><h1>{TITLE}</h1>{article}</div>"))
    assert found == [TITLE, PARAGRAPHS[-1] * 9, "一、主要工作", "开展检查126次"]


def test_a_list_without_stops_is_no_paper():
    things = ["行政处罚", "行政复议申请", "行政许可事项", "重大执法决定审核", "法律援助", "人民调解矛盾纠纷", "公证"]
    listed = [f"{thing}案件{number * 37}件,同比下降{number}%" for number, thing in enumerate(things * 2, start=1)]
    assert lines(page(f"<div id='zoom'>{''.join(f'<p>{line}</p>' for line in listed)}</div>")) == listed


def test_the_white_noise_of_a_forum_is_no_text():
    noisy = BODY.replace("。</p>", "。<font class='jammer'>1 l) ~; B: L7 V</font></p>")
    assert lines(page(f"<div id='zoom'>{noisy}</div>")) == PARAGRAPHS


def test_a_source_line_break_between_ideographs_is_no_space():
    article = "<div id='zoom'><p>全面推进\n      依法行政,提升治理能力和水平" + "一" * 80 + "</p></div>"
    assert lines(page(article))[0].startswith("全面推进依法行政,")


def test_data_tables_in_the_text_give_rows_of_cells():
    table = "<table><tr><th>事项</th><th>件数</th></tr><tr><td>行政复议</td><td>14</td></tr></table>"
    assert lines(page(f"<div id='zoom'>{BODY}{table}</div>"))[-2:] == ["事项 | 件数", "行政复议 | 14"]


def test_paragraphs_in_one_cell_do_not_run_together():
    row = "<tr><td><p>12</p><p>3</p></td><td>行政<br>复议</td><td>4<!-- -->5<br></td></tr>"
    assert "12 3 | 行政复议 | 45" in lines(page(f"<div id='zoom'>{BODY}<table>{row}</table></div>"))


def test_the_mark_of_a_footnote_is_no_digit_of_the_number_before_it():
    noted = "<p>受理案件156<sup>1</sup>件、<sup>[2]</sup>绿化5万m<sup>2</sup>,参训20人<sup>3</sup>。</p>"
    assert lines(page(f"<div id='zoom'>{BODY}{noted}</div>"))[-1] == "受理案件156¹件、[2]绿化5万m2,参训20人3。"


def test_meta_tags_are_read_in_any_case_and_the_first_filled_one_wins():
    head = (
        '<meta name="pubdate" content=""><META NAME="PubDate" CONTENT="2024-03-01 10:00">'
        '<meta content="县司法局" name="contentsource">'
    )
    metas = read_markup(page(f"<div id='zoom'>{BODY}</div>", head)).metas
    assert (metas["pubdate"], metas["contentsource"]) == ("2024-03-01 10:00", "县司法局")


def test_unfilled_templates_and_site_names_are_no_titles():
    head = '<meta name="SiteName" content="云岭县政府网"><meta name="ArticleTitle" content="云岭县政府网">'
    assert read_markup(page(f"<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>", head)).titles == (TITLE,)


def test_an_entity_encoded_window_title_is_decoded_and_kept_apart_from_the_titles():
    head = "<title>&#x65B0;&#x8461;&#x4EAC;&#x5B98;&#x7F51;</title>"
    source = read_markup(page(f"<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>", head))
    assert (source.titles, source.window_title) == ((TITLE,), "新葡京官网")


def test_words_that_their_style_shows_as_paragraphs_are_paragraphs():
    shown = "".join(f"<span style='text-indent:2em;display:block'>{paragraph}</span>" for paragraph in PARAGRAPHS)
    assert lines(page(f"<h1>{TITLE}</h1><div id='zoom'>{shown}</div>")) == [TITLE, *PARAGRAPHS]


def test_the_site_s_name_in_the_window_is_not_where_the_head_begins():
    logo = "<div>云岭县发展和改革局</div><div><a href='/'>首页</a>政策法规</div>"
    for name in (logo, logo.replace("<div>云岭县", "<div><h1>云岭县")):
        html = page(f"{name}<h2>{TITLE}</h2><div id='zoom'>{BODY}</div>", f"<title>{TITLE}_云岭县发展和改革局</title>")
        assert lines(html)[0] == TITLE


def test_the_day_in_an_element_of_its_own_goes_before_that_of_a_page_generated_anew():
    html = page(
        f"<h1>{TITLE}</h1><PUBLISHTIME>2024-03-01 10:00</PUBLISHTIME><UCAPCONTENT>{BODY}</UCAPCONTENT>",
        head='<meta name="PubDate" content="2026-01-09 08:00">',
    )
    document = clean(Page(html.encode(), "text/html")).document
    assert (document.publish_date, document.fields["publish_date"].origin) == ("2024-03-01", "publishtime")


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("<input type='hidden' name='fbrq' value='2024-03-01 09:47:05'>", "2024-03-01"),
        ("<input type='text' name='fbsj' value='2024-01-01'><input type='hidden' id='pubTime' value=''>", None),
        (
            "<input type='hidden' id='pubtime' value='2024-03-01'><input type='hidden' id='fbsj' value='2024-04-01'>",
            None,
        ),
    ],
)
def test_a_hidden_field_gives_the_day_where_all_such_fields_name_one(fields, day):
    assert clean(Page(page(f"<h1>{TITLE}</h1>{fields}{BODY}").encode(), "text/html")).document.publish_date == day


def test_the_head_begins_below_the_breadcrumb_and_never_at_the_clock_of_the_site():
    clock = "<div>2020年11月02日 星期一</div><div>2019-01-09</div><div>热门搜索:社保</div>"
    crumb = "<div>当前位置:首页 &gt; 政务公开</div><div>索引号:990101/2024-00011</div>"
    for container in ('<div id="zoom">{}</div>', "<div>{}</div>"):
        html = page(f"{clock}{crumb}<h1>{TITLE}</h1>{container.format(BODY)}")
        assert lines(html) == ["索引号:990101/2024-00011", TITLE, *PARAGRAPHS]
    assert lines(page(f"<div>2020年11月02日 星期一</div><h1>{TITLE}</h1><div id='zoom'>{BODY}</div>"))[0] == TITLE


@pytest.mark.parametrize(
    "table",
    [
        "<ol><li>[主题分类] <span>政务公开</span></li><li>[发文机构] <span>县司法局</span></li></ol>",
        "<dl><dt>索 引 号</dt><dd>990101/2024-00011</dd></dl>",
    ],
)
def test_the_head_begins_at_a_label_in_brackets_or_in_an_element_of_its_own(table):
    first = lines(page(f"{table}<h1>{TITLE}</h1><div id='zoom'>{BODY}</div>"))[0]
    assert first in ("[主题分类] 政务公开", "索 引 号")


def test_names_of_columns_in_a_heading_are_no_titles():
    article = f"<h1>通知公告</h1><h2>云岭县人民政府<br>关于2022年度法治政府建设情况的报告</h2><div>{BODY}</div>"
    html = page(article, head="<title>云岭县人民政府</title>")
    document = clean(Page(html.encode(), "text/html")).document
    assert document.title == "云岭县人民政府 关于2022年度法治政府建设情况的报告"


def test_an_article_in_a_field_that_a_script_reads_becomes_the_text():
    field = escape(BODY + "<p>全年评查案卷30卷。</p>")
    article = f"<h1>{TITLE}</h1><p>来源:县司法局</p><div id='show'></div><textarea id='t'>{field}</textarea>"
    assert lines(page(article)) == [TITLE, "来源:县司法局", *PARAGRAPHS, "全年评查案卷30卷。"]


def test_a_field_of_the_article_in_a_named_container_takes_nothing_from_it():
    field = f"<textarea style='display:none'>{escape(BODY + '<p>全年评查案卷30卷。</p>')}</textarea>"
    article = f"<div class='contentxxgk'><h1>{TITLE}</h1><p>阅读次数：<b></b>次</p>{field}</div>"
    assert lines(page(article)) == [TITLE, "阅读次数：次", *PARAGRAPHS, "全年评查案卷30卷。"]


def test_a_title_element_within_the_text_is_not_read():
    assert lines(page(f"<h1>{TITLE}</h1><div id='zoom'><title>Untitled</title>{BODY}</div>")) == [TITLE, *PARAGRAPHS]


def test_a_column_with_the_name_of_a_report_is_not_where_the_article_begins():
    menu = "<ul><li><a>法治政府建设年度报告</a></li><li><a>财政局</a></li></ul><div>当前位置:首页</div>"
    day = f"<h2>{TITLE}<small>(2024年01月21日)</small></h2><div>{BODY}</div>"
    html = page(menu + day, head=f"<title>{TITLE}_法治政府建设年度报告_云岭县人民政府</title>")
    document = clean(Page(html.encode(), "text/html")).document
    assert document.title == TITLE
    assert lines(html)[0] == f"{TITLE}(2024年01月21日)"


def test_a_chapter_is_no_title_and_a_title_may_be_printed_again_in_the_text():
    opening = "<p>现将法治政府建设情况报告如下:</p><p>一、工作开展情况</p>"
    article = f"<td>{TITLE}</td></tr><tr><td>作者:佚名 来源:县司法局</td></tr><tr><td id='fontzoom'><p>{TITLE}</p>"
    html = page(f"<table><tr>{article}{opening}{BODY}</td></tr></table>", head="<title>云岭县人民政府</title>")
    assert lines(html)[:4] == [TITLE, "作者:佚名 来源:县司法局", TITLE, "现将法治政府建设情况报告如下:"]
    without = page(f"<div id='zoom'>{opening}{BODY}</div>", head="<title>云岭县人民政府</title>")
    assert lines(without)[0] == "现将法治政府建设情况报告如下:"


def test_a_notice_in_a_cell_is_titled_as_it_prints_where_the_window_names_the_site():
    crumbs = "<tr><td>首页 - 公告公示</td></tr>"
    title = "<tr><td class='tit'>云岭县2012年度廉租住房保障对象公示</td></tr><tr><td>2012-09-10 浏览次数:</td></tr>"
    html = page(
        f"<table>{crumbs}{title}<tr><td>{BODY}</td></tr></table>", head="<title>云岭县政府信息网-公告公示</title>"
    )
    assert clean(Page(html.encode(), "text/html")).document.title == "云岭县2012年度廉租住房保障对象公示"


def test_a_title_broken_behind_a_joining_word_is_shown_whole():
    title = ["云岭县2014年度依法行政暨", "法治政府建设工作情况的报告"]
    crumbs = "<tr><td>您现在的位置:首页 -&gt; 依法行政</td></tr>"
    html = page(
        f"<table>{crumbs}<tr><td><b>{'<br>'.join(title)}</b></td></tr><tr><td>{BODY}</td></tr></table>", head=""
    )
    assert lines(html)[:2] == title


def test_a_title_in_the_list_of_a_newspaper_s_page_is_not_where_its_article_begins():
    others = "<tr><td><a>春灌时节用水忙</a></td></tr><tr><td><a>图片新闻</a></td></tr>"
    article = f"<div>{TITLE}</div><div id='ozoom'>{BODY}</div>"
    html = page(f"<table><tr><td><a><div>{TITLE}</div></a></td></tr>{others}</table>{article}")
    assert lines(html)[:2] == [TITLE, PARAGRAPHS[0]]


def test_summaries_of_other_reports_before_the_article_are_not_its_head():
    summary = "<p>2020年,云川市聚焦区域协同,审结行政复议案件412件,出庭应诉率81.3%……</p><span>2021-03-20</span>"
    other = f"<div><a>云川市2020年法治政府建设情况报告</a>{summary}<a>详细</a></div>"
    article = f"<h5>{TITLE}</h5><ul><li>发布时间 2024-03-01</li></ul><div class='TRS_Editor'>{BODY}</div>"
    assert lines(page(f"<div>{other * 2}</div><div>{article}</div>")) == [TITLE, "发布时间 2024-03-01", *PARAGRAPHS]


def test_teasers_with_summaries_above_the_heading_of_an_article_are_not_its_text():
    summary = "省里近日公布名单，我县企业入选数量居全市第四位，产值增长两成。"
    teaser = f"<h4>云岭县新增三家工厂</h4><p>{summary}</p><em>7月1日</em>"
    article = f"<h1>{TITLE}</h1><div>泸云〔2024〕22号</div><div class='art'>{BODY}</div>"
    assert lines(f"<title>{TITLE}</title><body><div>{teaser * 2}</div>{article}") == [
        TITLE,
        "泸云〔2024〕22号",
        *PARAGRAPHS,
    ]


def test_an_article_among_the_strings_of_a_script_becomes_the_text():
    content = BODY.replace("/", "\\/")
    script = f'<script>var newsData = {{"id":"1","content":"{content}","next":null}};</script>'
    assert lines(page(f"<h2>{TITLE}</h2><div id='app' v-html='content'>正在加载……</div>{script}"))[-5:] == PARAGRAPHS


def test_the_heading_of_a_column_of_links_opens_no_article():
    organs = "".join(f"<a href='/{number}'>云岭县第{number}局</a>" for number in range(30))
    side = f"<h2>公开机构</h2><div>{organs}</div>"
    index = "<table><tr><th>索引号：</th><td>0012/2024-00011</td></tr></table>"
    text = f"<div id='zoom'><p>{'全年受理行政复议申请12件，审结11件。' * 3}</p></div>"
    lines = read_markup(f"<body>{side}{index}<h1>{TITLE}</h1>{text}").text.split("\n")
    assert lines[0].startswith("索引号")


def test_a_menu_in_a_table_opens_no_article_whose_title_is_an_advert():
    columns = ("政府公报", "法治政府建设", "政府工作报告")
    menu = "".join(f"<td><a href='/1'>{column}</a></td>" for column in columns)
    index = "<table><tr><th>索引号：</th><td>0012/2024-00011</td></tr></table>"
    article = f"<div>您的位置：首页 → 正文</div>{index}<h3>某某必赢5003网址_信誉首选</h3><div id='zoom'>{BODY}</div>"
    assert lines(page(f"<table><tr>{menu}</tr></table>{article}"))[0] == "索引号： | 0012/2024-00011"


def test_rows_of_links_below_the_text_are_other_articles():
    other = "<tr><td><a href='/1'>云岭县开展普法活动</a></td><td><a href='/2'>云岭县召开执法会议</a></td></tr>"
    assert lines(page(f"<h1>{TITLE}</h1><div id='zoom'>{BODY}<table>{other * 2}</table></div>")) == [TITLE, *PARAGRAPHS]


def test_a_label_whose_value_is_a_link_opens_the_head():
    index = "<div>发布机构：</div><div><a href='/x'>云岭县司法局</a></div><div>索引号：</div><div>0012/2024-00011</div>"
    text = f"<div id='zoom'><p>{'全年受理行政复议申请12件，审结11件。' * 3}</p></div>"
    lines = read_markup(f"<body>{index}<h1>{TITLE}</h1>{text}").text.split("\n")
    assert lines[0] == "发布机构："


def test_a_row_of_the_index_table_with_a_semicolon_is_of_the_head():
    rows = "<p>索引号：990101/2024-00001</p><p>主题分类：综合政务、政府信息公开；其他需要公开的各类事项</p>"
    article = f"{rows}<p>发布机构：云岭县司法局</p><h1>{TITLE}</h1><div id='zoom'>{BODY}</div>"
    assert lines(page(article))[:2] == [
        "索引号：990101/2024-00001",
        "主题分类：综合政务、政府信息公开；其他需要公开的各类事项",
    ]


def test_comments_and_neighbours_in_the_box_of_an_article_are_none_of_it():
    beside = f"<nav class='post-navigation'>下一篇：{TITLE}</nav><div id='comments'><p>点赞！{PARAGRAPHS[2]}</p></div>"
    source = read_markup(page(f"<main><div class='entry-content'>{BODY}</div>{beside}</main>"))
    assert source.text.split("\n") == PARAGRAPHS
    assert any("点赞" in text for text in source.outside)


def test_the_table_of_an_annex_in_a_box_of_its_own_below_the_article_is_its_own():
    rows = "".join(f"<tr><td>{name}</td><td>12</td><td>3</td></tr>" for name in ("类别", "非法占地", "违法采矿"))
    box = f"<div class='box'><div>相关附件</div><p>附件1</p><table>{rows}</table><p><a href='/1'>某镇普法</a></p></div>"
    found = lines(page(f"<div id='zoom'>{BODY}</div>{box}"))
    assert found[-4:] == ["附件1", "类别 | 12 | 3", "非法占地 | 12 | 3", "违法采矿 | 12 | 3"]


def test_an_advert_as_a_heading_above_the_menus_opens_no_article():
    menus = "".join(f"<p>服务<a href='/{n}'>栏目{n}</a></p>" for n in range(9))
    above = f"<h1>九某城娱乐_九某城体育滚球_九某城网投</h1>{menus}<p>现在位置:首页 :: 政务公开</p>"
    shown = f"<body>{above}<p>{TITLE}</p><div id='zoom'>{BODY}</div></body>"
    assert lines(shown) == [TITLE, *PARAGRAPHS]
