"""What a page carries and no reader sees is no text. All texts are ours."""

import pytest

from tests.transforms.pages import BODY, PARAGRAPHS, TITLE, lines, page


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>{}</p>",
        "<div style='position:absolute;left:-9999px'>{}</div>",
        "<span style='font-size:0'>{}</span>",
        "<span style='color:#fff;font-size:1px'>{}</span>",
        "<div style='text-indent:-9999px'>{}</div>",
        "<div style='opacity: 0'>{}</div>",
        "<div style='margin-left: -20em'>{}</div>",
        "<div style='position:fixed;TOP:-5000px'>{}</div>",
        "<div style='clip: rect(0,0,0,0)'>{}</div>",
        "<div style='position:absolute;clip:rect(1px 1px 1px 1px)'>{}</div>",
        "<div style='clip-path: inset(50%)'>{}</div>",
        "<div style='color:#ffffff; background-color:#FFF'>{}</div>",
        "<div style='background:white;color:white!important'>{}</div>",
        "<div style='height:0; overflow: hidden'>{}</div>",
        "<span style='visibility: hidden'>{}</span>",
        "<p hidden>{}</p>",
        "<div class='gone'>{}</div>",
        "<script>{}</script>",
        "<style>{}</style>",
    ],
)
def test_what_the_page_hides_is_never_text(hidden):
    article = f"<style>.gone{{display:none}}</style><div id='zoom'>{hidden.format('外来文字')}{BODY}</div>"
    assert lines(page(article)) == PARAGRAPHS


def test_what_is_hidden_beside_a_control_character_is_no_text_either():
    article = f"<div id='zoom'><p>全面\x1f<span style='display:none'>外来</span>推进\x02依法行政。</p>{BODY}</div>"
    assert lines(page(article))[0].replace("\x1f", "").replace("\x02", "") == "全面推进依法行政。"


@pytest.mark.parametrize(
    "style",
    ["color:#fff;background:#c00", "color:#fff", "background:#fff;color:#333"],
)
def test_white_letters_on_colour_and_black_on_white_are_read(style):
    assert lines(page(f"<div id='zoom'>{BODY}<p style='{style}'>特别提示。</p></div>"))[-1] == "特别提示。"


@pytest.mark.parametrize("tag", ["span style='color:#FFF'", "font color='#ffffff' size='1'"])
def test_white_letters_amid_a_sentence_in_black_are_not(tag):
    paragraph = f"<p>全面推进<{tag}>某某笔记</{tag.partition(' ')[0]}>依法行政。</p>"
    assert lines(page(f"<div id='zoom'>{BODY}{paragraph}</div>"))[-1] == "全面推进依法行政。"


@pytest.mark.parametrize("size", ["1em", "1rem", "1.2em", "16px", "1.5vw"])
def test_text_as_large_as_that_around_it_is_read(size):
    sheet = f"<style>.TRS_Editor p{{font-size:{size}}}</style>"
    assert lines(page(f"{sheet}<div class='TRS_Editor'>{BODY}</div>")) == PARAGRAPHS
    styled = BODY.replace("<p>", f"<p style='font-size:{size}'>")
    assert lines(page(f"<div class='TRS_Editor'>{styled}</div>")) == PARAGRAPHS


def test_a_rule_for_small_screens_hides_nothing():
    article = (
        f"<style>@media (max-width:600px){{.wide{{display:none}}}}</style><div id='zoom' class='wide'>{BODY}</div>"
    )
    assert lines(page(article)) == PARAGRAPHS


def test_lines_of_a_pdf_whose_size_a_second_class_gives_are_read():
    sheet = "<style>.t{font-size:1px}.fs0{font-size:64px}</style>"
    lines_of_print = "".join(f"<div class='t fs0'>{paragraph}</div>" for paragraph in PARAGRAPHS)
    assert lines(page(f"{sheet}<div id='zoom'>{lines_of_print}</div>")) == PARAGRAPHS


def test_lines_of_a_pdf_are_read_though_the_sheet_with_their_size_is_absent():
    lines_of_print = "".join(f"<div class='t fs0'>{paragraph}</div>" for paragraph in PARAGRAPHS)
    made = "<meta name='generator' content='pdf2htmlEX'><style>.t{font-size:1px}</style>"
    assert lines(page(f"{made}<div id='zoom'>{lines_of_print}</div>")) == PARAGRAPHS


@pytest.mark.parametrize("sheet", [".t{visibility:hidden} p{font-size:14px}", ".t{font-size:0} p{font-size:16px}"])
def test_another_property_or_a_rule_for_all_paragraphs_shows_nothing_again(sheet):
    article = f"<style>{sheet}</style><div id='zoom'>{BODY}<p class='t'>某某广告。</p></div>"
    assert lines(page(article)) == PARAGRAPHS


def test_what_a_style_sheet_shows_again_within_what_it_hides_is_read():
    sheet = "<style>.list{font-size:0}.list span{font-size:15px}</style>"
    head = f"<h1>{TITLE}</h1><div class='list'><span>2024-03-01 15:03</span><span>云州</span></div>"
    assert lines(page(f"{sheet}{head}<div id='zoom'>{BODY}</div>"))[1] == "2024-03-01 15:03云州"


@pytest.mark.parametrize(
    "struck",
    ["<s>110</s>", "<strike>30</strike>", "<del>1100</del>", "<span style='text-decoration: line-through'>5</span>"],
)
def test_a_number_that_is_struck_out_joins_no_other(struck):
    article = f"<div id='zoom'><p>审结案件{struck}<ins>120</ins>件。</p>{BODY}</div>"
    assert lines(page(article))[0] == "审结案件120件。"


def test_a_strike_that_is_never_closed_takes_no_paragraph():
    assert lines(page(f"<div id='zoom'><div><s>{BODY}</div></div>")) == PARAGRAPHS


def test_how_a_character_is_read_is_none_of_the_sentence():
    ruby = "<ruby>云<rp>(</rp><rt>yún</rt><rp>)</rp></ruby>岭县办理案件12件。"
    assert lines(page(f"<div id='zoom'><p>{ruby}</p>{BODY}</div>"))[0] == "云岭县办理案件12件。"
