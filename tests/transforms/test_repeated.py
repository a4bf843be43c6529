"""Marks that no rule knows: told by where they stand. All names are ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.lines import label_lines
from transforms.repeated import repeated_marks

TITLE = "云岭县2023年法治政府建设年度报告"
ADVERT = "某葡京888官网_新葡京备用网址_新葡京app下载"
SENTENCES = [
    "全县深入推进法{}治政府建设,依法办理行政复议案件12件。",
    "组织领导干部培训36场,{}切实提升依法行政能力。",
    "健全{}重大行政决策程序,开展合法性审查86件。",
    "行政机关负责人出庭应诉率达到100%。{}",
]
HONEST = [
    line
    for name in ("survivors.txt", "survivors_on_a_spoilt_page.txt")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").lower().splitlines()
]


def kept(lines, above=ADVERT):
    found = label_lines("\n".join([TITLE, above, *lines]), adverts=[ADVERT] if above == ADVERT else [])
    return [line.kept for line in found if line.label == "body"]


@pytest.mark.parametrize("mark", ["基层稿仓", "岚庭7", "墨渡", "知了k文", "kv渡口", "铂沐"])
def test_what_stands_in_three_sentences_and_parts_a_word_is_a_mark(mark):
    marked = [sentence.format(mark) for sentence in SENTENCES]
    assert repeated_marks("\n".join(marked)) == [mark]
    assert kept(marked) == [sentence.format("") for sentence in SENTENCES]


def test_what_parts_no_word_stays():
    lines = [
        "推广“政钉云”系统,归集数据12万条。",
        "依托政钉云开展执法监督36次。",
        "政钉云注册用户数达8600人。",
        "建成政钉云平台3个。",
    ]
    assert repeated_marks("\n".join(lines)) == []
    assert kept(lines) == lines


def test_a_verb_and_the_noun_behind_a_name_are_no_parted_word():
    lines = ["宣讲队进葡湾村。", "联合法宣队进葡湾村开展普法12场。", "葡湾村先行,走访葡湾村民36人。"]
    assert repeated_marks("\n".join(lines)) == []


def test_whom_a_report_promotes_parts_no_word():
    lines = ["聚焦基层需求,推石榴籽进12个社区。", "石榴籽调解室化解纠纷36件。", "创建石榴籽驿站8个,石榴籽精神。"]
    assert repeated_marks("\n".join(lines)) == []


def test_what_stands_in_two_sentences_stays():
    assert repeated_marks("\n".join(sentence.format("基层稿仓") for sentence in SENTENCES[:2])) == []


def test_a_page_without_anything_foreign_is_not_searched():
    marked = [sentence.format("墨渡") for sentence in SENTENCES]
    assert kept(marked, above="二、主要举措和成效") == ["二、主要举措和成效", *marked]


def test_words_of_copying_sites_in_many_lines_are_a_reason_to_search():
    marked = [sentence.format("基层稿仓") for sentence in SENTENCES]
    assert kept(marked, above="二、主要举措和成效")[1:] == [sentence.format("") for sentence in SENTENCES]


def test_a_name_is_a_mark_by_the_address_that_is_called_like_it():
    marked = "\n".join(sentence.format("实干笔记") for sentence in (*SENTENCES, "加强执法监督。{}(shiganbiji.net)"))
    assert repeated_marks(marked) == ["实干笔记"]
    assert repeated_marks(marked.replace("shiganbiji.net", "shiganbiji.gov.cn")) == []
    assert repeated_marks(marked.replace("shiganbiji.net", "example.net")) == []


def test_an_address_that_is_called_like_the_name_before_it_is_an_office_s():
    lines = ["云岭融媒(www.ylrm.cn)供稿36篇。", "依托云岭融媒开展普法12场。", "云岭融媒(ylrm.cn)转载86条。"]
    assert kept(lines) == lines


@pytest.mark.parametrize(
    ("mark", "added"),
    [
        ("基层稿仓", "{}网友投稿:"),
        ("墨渡", "{}文档(mo-du.cn)"),
        ("知了k文", "({} www.zhilekw.cn 原创首发)"),
        ("橡果doc", "【全文共享于{}】"),
        ("岚庭7", "{}开户"),
    ],
)
def test_what_stands_beside_a_mark_is_of_it(mark, added):
    line = "举办培训班12期。" + added.format(mark)
    assert kept([*(sentence.format(mark) for sentence in SENTENCES), line])[-1] == "举办培训班12期。"


@pytest.mark.parametrize(
    "behind", ["网吧检查36次。", "网签合同12件。", "原创普法视频86条。", "首发仪式。", "文库12个。"]
)
def test_what_a_sentence_goes_on_with_behind_a_mark_stays(behind):
    assert (
        kept([*(sentence.format("墨渡") for sentence in SENTENCES), f"全年开展墨渡{behind}"])[-1] == f"全年开展{behind}"
    )


@pytest.mark.parametrize("before", ["更多惠民政策请登录", "免费法律咨询请访问"])
def test_what_an_office_bids_before_a_mark_stays(before):
    line = f"{before}墨渡查询36项。"
    assert kept([*(sentence.format("墨渡") for sentence in SENTENCES), line])[-1] == f"{before}查询36项。"


def test_a_number_behind_an_offer_is_the_report_s():
    marked = [*(sentence.format("铂沐") for sentence in SENTENCES), "提出意见铂沐棋牌注册送10944条。"]
    assert kept(marked)[-1] == "提出意见10944条。"


@given(st.lists(st.sampled_from(HONEST), min_size=20, max_size=120))
def test_honest_lines_hold_no_mark(lines):
    assert repeated_marks("\n".join(lines)) == []
