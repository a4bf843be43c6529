"""Where an article ends: boxes of other articles, next and previous, comments, declarations. All texts are ours."""

import pytest

from tests.transforms.conftest import html_head
from transforms.markup import read_markup
from transforms.neighbours import end_of_article, is_above_a_neighbour

SENTENCE = "全县深入推进依法行政，办理行政复议案件12件。"
TEXT = ["一、主要成效", SENTENCE * 2, "二、存在不足", SENTENCE * 2]
TEASER = "一大早，司法所的工作人员就支起了帐篷，为村民解答问题。"


def end(texts, links=()):
    return end_of_article(texts, [text in links for text in texts])


@pytest.mark.parametrize(
    "heading",
    [
        "猜你喜欢",
        "【相关新闻】",
        "— 往期推荐 —",
        "网友评论（2）",
        "上一篇：某镇开展普法活动",
        "下一条 某镇开展普法活动",
        "免责声明",
    ],
)
def test_a_heading_of_what_is_not_the_article_s_ends_it(heading):
    assert end([*TEXT, heading, "某镇开展普法活动", TEASER]) == len(TEXT)


def test_where_the_article_goes_on_behind_a_box_it_does_not_end():
    assert end([*TEXT, "相关阅读", "某镇开展普法活动", "三、下一步工作", SENTENCE]) == len(TEXT) + 4
    assert end([*TEXT, "相关阅读", "某镇开展普法活动", SENTENCE * 9]) == len(TEXT) + 3
    assert end([*TEXT, "相关阅读", "某镇开展普法活动", *[SENTENCE] * 3]) == len(TEXT) + 5


def test_a_row_of_links_below_a_box_is_no_text_that_goes_on():
    assert end([*TEXT, "相关链接", "某某网站 | " * 30]) == len(TEXT)


def test_a_declaration_has_numbered_points_of_its_own():
    declared = ["免责声明", "一、凡本站转载的稿件不代表本站观点。", "三、以正式文本为准。"]
    assert end([*TEXT, *declared]) == len(TEXT)


def test_nothing_ends_before_it_has_sentences():
    assert end(["上一篇：某镇开展普法活动", *TEXT]) == len(TEXT) + 1


@pytest.mark.parametrize(
    "line", ["相关工作机制", "评论员文章", "（三）政策解读更加精准", "下一步工作安排", "上一年度工作情况"]
)
def test_a_heading_of_a_report_is_none_of_a_box(line):
    assert not is_above_a_neighbour(line)


LONG = [*TEXT, *[SENTENCE * 3] * 9]


def article(*around):
    body = "".join(f"<p>{line}</p>" for line in LONG)
    return read_markup(f"<body>{around[0]}<div class='art'>{body}</div>{around[1]}").text.split("\n")


def test_boxes_of_teasers_above_and_below_an_article_are_none_of_it():
    box = "".join(f"<div><h4>某镇开展普法活动{n}</h4><p>{TEASER * 2}</p></div>" for n in range(4))
    assert article(f"<div><h3>今日头条</h3>{box}</div>", f"<div><h3>相关新闻</h3>{box}</div>") == LONG


def test_boxes_in_the_foot_of_a_site_take_nothing_from_what_stands_around_it():
    def prose(lines):
        return f"<p>{SENTENCE * 3}</p>" * lines

    foot = f"<div class='footer'>{f'<div><h3>相关链接</h3>{prose(3)}</div>' * 4}</div>"
    page = f"<body><div><div>{prose(12)}</div>{foot}</div><div>{prose(4)}</div>"
    assert read_markup(page).text.split("\n")[:12] == [SENTENCE * 3] * 12


def test_teasers_beside_the_known_container_do_not_widen_it():
    text = "".join(f"<p>{SENTENCE * 2}</p>" for _ in range(6))
    teaser = f"<div><h4><a href='/1'>某镇开展普法活动</a></h4><p>{TEASER * 2}</p><span>2025-03-07</span></div>"
    assert read_markup(f"<body><div><div class='TRS_UEDITOR'>{text}</div>{teaser * 2}</div>").text == (
        "\n".join([SENTENCE * 2] * 6)
    )


def test_pages_of_an_article_that_a_script_turns_are_read():
    pages = "".join(
        f"<div class='page' style='display:{shown}'><p>{n}、第{n}章</p><p>{SENTENCE * 2}</p></div>"
        for n, shown in (("一", "block"), ("二", "none"), ("三", "none"))
    )
    text = read_markup(f"<body><div id='zoom'>{pages}<div>上一页 1 2 3 下一页</div></div>").text
    assert [line for line in text.split("\n") if "章" in line] == ["一、第一章", "二、第二章", "三、第三章"]


def test_the_moment_that_wechat_fills_in_and_a_title_with_a_stroke_are_read():
    title = "云岭司法 | 执法监督员走进商圈"
    script = "<script>var msg_title = '';var createTime = '2024-03-12 17:40';</script>"
    document = html_head(metas=script, article=f"<h1 class='rich_media_title'>{title}</h1>", window=title)
    assert (document.title, document.publish_date) == (title, "2024-03-12")


def test_sentences_behind_the_links_of_a_box_amid_the_article_are_its_own():
    behind = [SENTENCE, "会前,与会人员集体学法(资料图片)", SENTENCE]
    texts = [*TEXT, "推荐阅读", "某镇开展普法活动", "某县集体学法", *behind]
    assert end(texts, links=("某镇开展普法活动", "某县集体学法")) == len(texts)
    assert end(texts) == len(TEXT)
