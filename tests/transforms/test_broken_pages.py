"""Pages that are cut, doubled, mislabelled or absurd: read as far as they go, or refused with the reason."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Callable, Iterator

import pytest

from bench.templates import unknown_pages
from transforms.damaged import less_nested
from transforms.markup import read_markup
from transforms.paragraphs import breaks_in_print
from transforms.pipeline import parse
from transforms.records import Record, Refused

SENTENCE = "全年受理行政复议申请12件，审结11件。"
PAGES = [page.html for page in unknown_pages()][::9]
MOST_CPU = 15


@pytest.fixture(autouse=True)
def cpu_seconds(request: pytest.FixtureRequest) -> Iterator[None]:
    """Ends a test that takes what only a square or a cube costs: the slowest takes 2 s, and 20 to 80 s where a search
    costs its square again."""
    if "torture" not in request.keywords:
        signal.signal(signal.SIGPROF, too_slow)
        signal.setitimer(signal.ITIMER_PROF, MOST_CPU)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def too_slow(*_: object) -> None:
    raise AssertionError(f"more than {MOST_CPU} s of CPU")


def read(html: str) -> Record:
    return parse(html.encode(), media_type="text/html")


def sentences(html: str) -> int:
    return read(html).cleaned.source_text.count(SENTENCE)


def test_formatting_that_is_never_closed_loses_no_sentence():
    assert sentences("<body>" + f"<font>{SENTENCE}" * 3000) == 3000


@pytest.mark.parametrize("tags", ["<b>", "<div>", "<ul><li>", "<TABLE>\n<tr><td>"])
def test_tags_nested_too_deep_leave_the_article_in_its_container(tags):
    page = f'<body><p>{"热点信息，" * 9}</p>{tags * 5000}<div id="zoom">{f"<p>{SENTENCE}</p>" * 9}</div>'
    assert read(page).cleaned.source_text.split("\n") == [SENTENCE] * 9


def test_titles_in_one_another_are_none_but_the_innermost():
    titles = "".join(f"<h1>{number}云岭县法治政府" for number in range(1500))
    assert max(map(len, read_markup(f"<body>{titles}</h1><p>{SENTENCE * 3}</p>").titles)) <= 1000


def test_blocks_three_hundred_deep_are_read():
    assert sentences("<body>" + "<div>" * 300 + SENTENCE + "</div>" * 300 + f"<p>{SENTENCE}</p>" * 5) == 6


def test_blocks_five_thousand_deep_are_walked_and_keep_their_lines():
    found = read("<body>" + f"<div>{SENTENCE}<script>1件</script>" * 5000 + "</div>" * 5000).cleaned
    assert [line.text for line in found.lines] == [SENTENCE] * 5000


@pytest.mark.parametrize("tag", ["div", "ul><li", "section class=a", "blockquote style='color:red'"])
def test_a_heap_of_blocks_that_nobody_closes_leaves_article_and_lines_as_they_are(tag):
    heap = f"<{tag}>{SENTENCE}" * 3000
    found = read(f'<body><p>热点信息</p><div id="zoom">{heap}</div><p style="display:none">{SENTENCE}</p>').cleaned
    assert [line.text for line in found.lines] == [SENTENCE] * 3000


def test_what_looks_like_tags_in_a_script_of_such_a_page_is_no_heap():
    field = f"<textarea>{f'&lt;p>{SENTENCE}<div>' * 30}</textarea>"
    assert less_nested(f"<body>{field}") == f"<body>{field}"


def test_what_looks_like_tags_in_a_comment_of_such_a_page_is_no_heap():
    comments = f"<!-- <div> <!-- --><p>{SENTENCE}</p>" * 30
    assert less_nested(f"<body>{comments}") == f"<body>{comments}"


def test_blocks_in_one_another_with_text_behind_each_leave_the_article_in_its_container():
    deep = "".join(f'<div class="c{number % 7}">' for number in range(4000)) + f"{SENTENCE}</div>" * 4000
    page = f'<body><p>{"热点信息，" * 9}</p><div id="zoom"><p>{SENTENCE}</p>{deep}</div><p>上一篇：没有了</p>'
    assert read(page).cleaned.source_text.split("\n") == [SENTENCE] * 4001


def test_sentences_behind_an_anchor_that_nobody_closes_stay():
    assert sentences(f'<body><div id="zoom"><p>{SENTENCE}</p><a name="top"><p>{SENTENCE * 2}</p></div>') == 3


@pytest.mark.parametrize("tags", [("div",), ("ul", "li"), ("blockquote",), ("table", "tr", "td")])
def test_tags_that_are_opened_and_closed_again_and_again_lose_no_line(tags):
    opened = "".join(f"<{tag}>" for tag in tags) * 5000
    closed = "".join(f"</{tag}>" for tag in reversed(tags)) * 5000
    article = f'<div id="zoom"><p>{SENTENCE * 9}</p>{opened}<p>{SENTENCE}</p>{closed}<p>{SENTENCE}</p></div>'
    found = read(f"<body>{article}<p>上一篇：没有了</p>").cleaned
    assert [line.text for line in found.lines] == [SENTENCE * 9, SENTENCE, SENTENCE]


@pytest.mark.parametrize("attribute", ["a{}=1 ", "a{} ", "a{}/", "a{}='x y'"])
def test_a_tag_with_a_hundred_thousand_attributes_is_read_without_them(attribute):
    attributes = "".join(attribute.format(number) for number in range(100_000))
    assert sentences(f"<body><p {attributes}>{SENTENCE * 3}</p>") == 3
    # and where the next tag opens before it is closed
    assert sentences(f"<body><p {attributes}<p>{SENTENCE * 3}</p>") == 3


def test_attributes_behind_a_value_that_holds_tags_are_left_out_too():
    attributes = "".join(f' a{number}="{number}"' for number in range(100_000))
    assert sentences(f'<body><p style="font-<div><style>x</style>1"{attributes}>{SENTENCE * 3}</p>') == 3
    assert sentences(f'<body><p {attributes} z="<">{SENTENCE * 3}</p>') == 3


@pytest.mark.parametrize("attribute", ['a{}=">"', "a{}='<'", "a{}='1'"])
def test_attributes_whose_values_look_like_tags_are_left_out_too(attribute):
    attributes = "".join(f" {attribute.format(number)}" for number in range(100_000))
    assert sentences(f'<body><p style="<"{attributes}>{SENTENCE * 3}</p>') == 3


def test_a_style_sheet_cut_inside_a_media_rule_hides_nothing():
    rules = "".join(f"\n  .a{number}{{display:none}}" for number in range(40))
    assert sentences(f'<style>@media (max-width:700px){{{rules}</style><body><p class="a1">{SENTENCE * 3}</p>') == 3


def test_a_rule_for_all_screens_behind_one_for_small_screens_hides():
    sheet = "/* { */ @import url(x.css); @media print{.a{color:red}} .b{display:none}"
    assert sentences(f'<style>{sheet}</style><body><p class="b">{SENTENCE}</p><p class="a">{SENTENCE * 2}</p>') == 2


@pytest.mark.parametrize(
    "selector", [".x " * 5000, ".a>" * 60 + "p", "p:hover", "[x]", "p + p", ".b p", "p > p", "*..a"]
)
def test_a_selector_that_is_endless_or_names_nothing_hides_nothing(selector):
    assert sentences(f'<style>{selector}{{display:none}}</style><body class="x"><p class="a">{SENTENCE * 3}</p>') == 3


@pytest.mark.parametrize("selector", ["p.b", "#box .b", "div#box > .b", "body div>p.b", "BODY * .b", "x, .a.b"])
def test_a_selector_hides_what_it_names(selector):
    page = f'<div id="box"><section></section><p class="a b">{SENTENCE}</p></div><p>{SENTENCE * 2}</p>'
    page = page if "*" not in selector else f"<div>{page}</div>"
    assert sentences(f"<style>{selector}{{display:none}}</style><body>{page}") == 2


@pytest.mark.parametrize("declared", ["overflow:hidden;", "height:1;", "opacity:0.5;"])
def test_an_endless_style_that_shows_its_element_hides_nothing(declared):
    assert sentences(f'<body><p style="{declared * 10_000}">{SENTENCE * 3}</p>') == 3


def test_a_window_title_of_spaces_is_none():
    record = read(f"<title>{chr(0x3000) * 100_000}-</title><body><p>{SENTENCE * 3}</p>")
    assert record.cleaned.document.title is None


def test_rules_of_style_sheets_without_end_are_not_each_tried_on_every_element():
    sheet = ".b .x{display:none} .b>.b .y{display:none}" * 1000 + "".join(
        f".a{n}{{display:none}}" for n in range(100_000)
    )
    page = "<div class=b>" * 200 + "<p class=x>广告</p><p class=y>广告</p>" * 2000 + f"<p>{SENTENCE * 3}</p>"
    assert sentences(f"<style>{sheet}</style><body>{page}") == 3


def test_what_is_longer_than_any_title_is_none():
    record = read(f"<title>{'某某网_' * 20_000}</title><body><h1>{'《云岭县' * 20_000}</h1><p>{SENTENCE * 3}</p>")
    assert record.cleaned.document.title is None


def test_nested_tables_of_two_cells_lay_out_the_page():
    assert sentences("<body>" + "<table><tr><td>甲</td><td>" * 300 + f"<p>{SENTENCE}</p>" * 5) == 5


@pytest.mark.parametrize("text", ["1\n" * 30_000, "法" * 2_000_001])
def test_more_text_than_any_report_has_is_refused(text):
    with pytest.raises(Refused, match="more than any report has"):
        parse(text.encode(), media_type="text/plain")


@pytest.mark.parametrize(
    "text",
    [
        "1" * 50_000,
        "一" * 50_000,
        "x" * 100_000,
        " " * 200_000 + "a",
        "\u3000" * 100_000 + "下一步,力争办结12件。",
        "(" * 50_000,
        "12件，其中" * 2000,
        "同比增长3%" * 8000,
        "均增长3%，" * 4000,
        "甲、乙" * 5000 + "分别为" + "3件、" * 3000,
        "朝阳区" * 10_000,
        "7日" * 20_000,
        "未发生" * 30_000 + "办结12件",
        "审查" * 30_000 + "12件" + "文件" * 30_000,
        "葡京官网a" * 20_000 + "\n新葡京官网",
        "加微信13800138000办理，" * 4000,
        "本文来自某某范文网，" * 4000,
        "-某某范文网-" * 12_000,
        "澳门新葡京" * 40_000,
    ],
)
def test_an_endless_line_is_read_and_does_not_cost_its_square(text):
    text = f"{SENTENCE}\n{text}"
    assert parse(text.encode(), media_type="text/plain").cleaned.source_text == text


def test_small_letters_within_small_letters_do_not_cost_their_square():
    row = "<span style=font-size:1px>" * 1000 + "</span>" * 1000
    page = f"<body><div id='zoom'><p>{SENTENCE}</p>{row * 20}</div></body>"
    assert parse(page.encode(), media_type="text/html").cleaned.source_text == SENTENCE


@pytest.mark.parametrize(
    "page",
    [
        "<script>" + "var pubdate='2024-03-01';\n" * 100_000 + "</script>",
        "<script>"
        + "document.getElementById('a').style.display='none';" * 10_000
        + "</script>"
        + "<b id=b></b>" * 10_000,
    ],
)
def test_what_a_page_says_ten_thousand_times_does_not_cost_its_square(page):
    assert sentences(f"<body>{page}<p>{SENTENCE * 3}</p>") == 3


def test_what_a_script_hides_is_taken_out_in_the_order_of_the_script():
    hide = "".join(f"document.getElementById('{name}').style.display='none';" for name in "ba")
    page = f"<script>{hide}</script><div id=a><p>一。</p><p>二。</p><p id=b>三。</p></div><p>四。</p><p>五。</p>"
    assert read_markup(page).text == "四。\n五。"


def cut(html: str, chance: random.Random) -> str:
    return html[: chance.randrange(len(html))]


def lose_a_piece(html: str, chance: random.Random) -> str:
    start = chance.randrange(len(html))
    return html[:start] + html[start + chance.randrange(2000) :]


def double_tags(html: str, chance: random.Random) -> str:
    return re.sub(r"<(\w+)", lambda tag: tag[0] * chance.choice((1, 1, 1, 2)), html)


def lose_tags(html: str, chance: random.Random) -> str:
    return re.sub(r"<[^>]*>", lambda tag: tag[0] if chance.random() > 0.2 else "", html)


def add_nul_bytes(html: str, chance: random.Random) -> str:
    return "".join(char if chance.random() > 0.02 else char + "\0" for char in html)


def shuffle_lines(html: str, chance: random.Random) -> str:
    parts = html.split("<p>")
    chance.shuffle(parts)
    return "<p>".join(parts)


def open_a_comment(html: str, chance: random.Random) -> str:
    at = chance.randrange(len(html))
    return html[:at] + chance.choice(("<!--", "<![CDATA[", "<script>", "<style>", "&#xD800;", "\ufffe")) + html[at:]


MUTATIONS: list[Callable[[str, random.Random], str]] = [
    cut,
    lose_a_piece,
    double_tags,
    lose_tags,
    add_nul_bytes,
    shuffle_lines,
    open_a_comment,
]
ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5", "latin-1")


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_page_is_read_or_refused(seed):
    chance = random.Random(seed)
    html = chance.choice(PAGES)
    for mutation in chance.choices(MUTATIONS, k=chance.randrange(1, 4)):
        html = mutation(html or "x", chance)
    content = html.encode(chance.choice(ENCODINGS), errors="replace")
    try:
        record = parse(content, media_type=chance.choice(("text/html", "text/html; charset=gbk", "text/plain", "")))
    except Refused as refused:
        assert str(refused)
    else:
        text = record.cleaned.source_text
        assert all(text[quantity.source_start : quantity.source_end] == quantity.raw for quantity in record.quantities)


@pytest.mark.torture
def test_two_thousand_mutated_pages_are_read_or_refused():
    for seed in range(60, 2060):
        test_a_mutated_page_is_read_or_refused(seed)


def test_twenty_thousand_lines_of_print_do_not_cost_their_square():
    assert breaks_in_print(["全县深入推进依法行政,办理行政复议案件持续提升治理能力"] * 20_000)
