"""Pages of Guangdong's disclosure platform, whose article may stand only in the JSON of their script."""

import json

import pytest

from transforms.markup import read_markup
from transforms.pipeline import clean
from transforms.records import Page

TITLE = "云川市生态环境局2024年度法治政府建设情况报告"
PARAGRAPHS = [
    "2024年，市生态环境局深入推进依法行政，现将法治政府建设情况报告如下：",
    "一、主要举措和成效",
    "全年办理行政处罚案件86件，举行听证会4次，行政机关负责人出庭应诉率达到100%。",
]
CONTENT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
INDEX_TABLE = "<table><tr><td>索引号：</td><td>11990100MB2C91453G/2025-00026</td></tr></table>"
FOOT = "<div class='foot'>主办单位：云川市生态环境局 网站标识码：9901000019</div>"


def script(detail):
    return f"<script>window._CONFIG = {{ SID:'990019', DETAIL:{detail}, TREE:[] }}</script>"


def detail(content=CONTENT):
    # The platform writes its tags as \u003C.
    return json.dumps({"id": 1, "content": content}, ensure_ascii=False).replace("<", r"\u003C")


def lines(body):
    return read_markup(f"<html><head><title>{TITLE}</title></head><body>{body}{FOOT}</body></html>").text.split("\n")


@pytest.mark.parametrize("container", ["<div class='article-content'></div>", "<div id='zoomcon'> <p></p> </div>"])
def test_an_empty_container_gets_the_text_of_the_script(container):
    found = lines(f"{INDEX_TABLE}<h1>{TITLE}</h1>{container}{script(detail())}")
    assert found == ["索引号： | 11990100MB2C91453G/2025-00026", TITLE, *PARAGRAPHS]


def test_an_outer_container_keeps_what_stands_beside_the_empty_one():
    found = lines(
        f"<div class='news_content'><h1>{TITLE}</h1><div class='article-content'></div></div>{script(detail())}"
    )
    assert found == [TITLE, *PARAGRAPHS]


def test_without_a_container_the_text_stands_after_the_title():
    assert lines(f"<h1>{TITLE}</h1>{FOOT}{script(detail())}") == [TITLE, *PARAGRAPHS]


def test_without_a_title_too_the_text_is_all():
    assert lines(f"<div id='app'></div>{script(detail())}") == PARAGRAPHS


def test_the_day_that_only_the_script_names_is_that_of_publication():
    held = json.dumps({"content": CONTENT, "created_at": "2025-03-25 09:00:00"}, ensure_ascii=False)
    html = f"<html><body><h1>{TITLE}</h1>{script(held)}</body></html>"
    document = clean(Page(html.encode(), "text/html")).document
    assert (document.publish_date, document.fields["publish_date"].origin) == ("2025-03-25", "<detail>")


def test_an_object_beside_the_article_may_name_its_day():
    state = json.dumps({"article": {"content": CONTENT * 3}, "pubTime": "2025-03-25 09:20"}, ensure_ascii=False)
    html = f"<html><body><h1>{TITLE}</h1><script>window.STATE = {state}</script></body></html>"
    assert clean(Page(html.encode(), "text/html")).document.publish_date == "2025-03-25"


def test_what_stands_in_a_script_of_the_body_is_no_sentence_that_the_page_shows():
    state = json.dumps({"detail": {"content": CONTENT}}, ensure_ascii=False)
    shown = "<noscript><p>请启用脚本。</p></noscript><div id='app'>数据加载中</div>"
    assert lines(f"{shown}<script>window.STATE = {state}</script>") == PARAGRAPHS


def test_a_text_in_the_page_goes_before_the_script_s():
    assert lines(f"<div class='article-content'>{CONTENT * 2}</div>{script(detail('<p>旧文</p>'))}") == PARAGRAPHS * 2


@pytest.mark.parametrize("written", ["null", "{", "{}", '{"content": 3}', '{"content": ""}', '{"a":' * 9000])
def test_a_script_without_a_readable_text_changes_nothing(written):
    assert lines(f"<div class='neirong'>{CONTENT}</div>{script(written)}")[0] == PARAGRAPHS[0]


def test_tags_left_open_and_control_characters_in_the_json_do_no_harm():
    broken = f"</div>{CONTENT}<div><p>\ud800\x00\x08完</p>"
    assert (
        lines(f"<div class='article-content'></div>{script(json.dumps({'content': broken}))}")[: len(PARAGRAPHS)]
        == PARAGRAPHS
    )


def test_the_object_of_a_script_says_title_source_and_day_of_its_article():
    held = {"title": "云岭县<br>2023年法治政府建设年度报告", "source": "云岭县司法局", "created_at": 1709251200}
    held |= {"publishTime": "2024-03-01 09:00:00", "content": CONTENT}
    page = f"<body><div id='app'></div><script>var detail = {json.dumps(held)}</script>"
    document = clean(Page(page.encode(), "text/html")).document
    assert document.title == "云岭县 2023年法治政府建设年度报告"
    assert (document.issuing_body, document.publish_date) == ("云岭县司法局", "2024-03-01")


def test_half_a_surrogate_pair_in_that_object_becomes_a_question_mark():
    held = json.dumps({"title": "云岭县2023年法治政府建设年度报告\ud83d", "content": CONTENT})
    page = f"<body><div id='app'></div><script>var detail = {held}</script>"
    assert clean(Page(page.encode(), "text/html")).document.title == "云岭县2023年法治政府建设年度报告?"


def test_the_day_the_numbers_and_the_office_may_stand_in_the_object_alone():
    said = {
        "content": CONTENT,
        "created_at": "2024-01-02 09:00:00",
        "publish_time": "2024-02-01 09:00:00",
        "publisher": "番禺区人民政府",
        "document_number": "番府〔2024〕3号",
        "identifier": "007512345/2024-00011",
    }
    page = f"<html><body><h1>{TITLE}</h1>{script(json.dumps(said, ensure_ascii=False))}</body></html>"
    document = clean(Page(page.encode(), "text/html")).document
    assert (document.publish_date, document.issuing_body) == ("2024-02-01", "番禺区人民政府")
    assert (document.document_number, document.index_number) == ("番府〔2024〕3号", "007512345/2024-00011")


def test_the_numbers_of_an_object_are_those_of_its_article():
    held = {"content": CONTENT * 3, "indexNo": "119901010115520837/202502-00019", "docNo": "云政发〔2025〕3号"}
    state = f"<script>var state = {json.dumps(held, ensure_ascii=False)}</script>"
    document = clean(Page(f"<html><body><h1>{TITLE}</h1>{state}</body></html>".encode(), "text/html")).document
    assert (document.index_number, document.document_number) == ("119901010115520837/202502-00019", "云政发〔2025〕3号")


def test_an_object_says_the_title_and_the_day_of_its_article_and_not_of_others():
    article = {"title": TITLE, "publishTime": "2025-01-31 10:15:00", "content": CONTENT * 3, "next": {"title": "甲"}}
    others = [{"title": "云川市2024年供热价格调整听证报告书", "publishTime": "2025-01-20"}]
    state = json.dumps({"recommend": others, "article": article}, ensure_ascii=False)
    page = f"<title>云川市政务公开</title><body><div id='app'></div><script>window.STATE = {state}</script>"
    document = clean(Page(page.encode(), "text/html")).document
    assert (document.title, document.publish_date) == (TITLE, "2025-01-31")


@pytest.mark.parametrize("content", [CONTENT.replace("生态环境局", "水务局") * 3, "<p>网站停机维护。</p>" * 4])
def test_an_object_whose_content_the_page_does_not_show_says_nothing_of_it(content):
    other = {
        "title": "云川市2022年法治政府建设年度报告",
        "publishTime": "2023-05-06",
        "content": content.replace("环", "水"),
    }
    script = f"<script>var pop = {json.dumps(other, ensure_ascii=False)}</script>"
    body = f"<body><h1>{TITLE}</h1><p>发布日期：2025-03-01</p><div id='zoom'>{CONTENT}</div>{script}"
    document = clean(Page(body.encode(), "text/html")).document
    assert (document.title, document.publish_date) == (TITLE, "2025-03-01")


def test_a_title_with_quotation_marks_and_braces_beside_attachments_is_read():
    title = '云川市生态环境局“十四五”"法治"建设2024年度报告'
    held = {"title": title, "tpl": "a{b}c", "attachments": [{"name": "附件"}], "content": CONTENT * 3}
    state = json.dumps({"article": held}, ensure_ascii=False)
    page = f"<title>云川市政务公开</title><body><div id='app'></div><script>window.STATE = {state}</script>"
    assert clean(Page(page.encode(), "text/html")).document.title == title


def test_of_two_numbers_of_its_objects_a_page_has_none():
    states = "".join(
        f"<script>var state = {json.dumps({'content': CONTENT * 3, 'indexNo': number})}</script>"
        for number in ("119901010115520837/202502-00019", "119901010115520837/202502-00020")
    )
    document = clean(Page(f"<html><body><h1>{TITLE}</h1>{states}</body></html>".encode(), "text/html")).document
    assert document.index_number is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (r'"indexNo": "1199\/2025-00102"', "1199/2025-00102"),
        ('"indexCode": "banner_12"', None),
        ('"indexNo": "undefined"', None),
    ],
)
def test_what_an_object_says_is_a_number_by_its_shape(said, number):
    state = f"<script>var state = {{'content': {json.dumps(CONTENT * 3)}, {said}}}</script>".replace("'", '"')
    document = clean(Page(f"<html><body><h1>{TITLE}</h1>{state}</body></html>".encode(), "text/html")).document
    assert document.index_number == number


@pytest.mark.parametrize("said", ["undefined", "8f3c-attachment.pdf"])
def test_a_file_s_name_is_no_document_number(said):
    held = {"content": CONTENT * 3, "fileNumber": said}
    state = f"<script>var state = {json.dumps(held)}</script>"
    document = clean(Page(f"<html><body><h1>{TITLE}</h1>{state}</body></html>".encode(), "text/html")).document
    assert document.document_number is None


def test_a_text_in_a_template_that_a_script_shows_is_read():
    body = f"<h1>{TITLE}</h1><div id='app'>加载中</div><template><div>{CONTENT * 3}</div></template>"
    document = clean(Page(f"<body>{body}".encode(), "text/html"))
    assert PARAGRAPHS[2] in [line.text for line in document.body]
