"""What kind of document a text is, and whether all of it is there."""

import pytest

from tests.transforms.conftest import PROSE, head
from transforms.fold import fold
from transforms.kinds import kind_rules
from transforms.titles import WITHOUT_BOOK_MARKS


def bare(title):
    return fold(title).translate(WITHOUT_BOOK_MARKS)


def examples(kind):
    titles = ((rule, title) for rule in kind_rules() for title in getattr(rule, kind))
    return [pytest.param(rule, title, id=f"{rule.id}: {title}") for rule, title in titles]


@pytest.mark.parametrize(("rule", "title"), examples("match"))
def test_a_title_is_of_the_kind_of_the_first_rule_that_takes_it(rule, title):
    assert next(first for first in kind_rules() if first.takes(bare(title))) is rule
    assert head(title, PROSE).doc_kind == rule.kind


@pytest.mark.parametrize(("rule", "title"), examples("keep"))
def test_a_title_that_nearly_says_so_is_of_another_kind(rule, title):
    assert not rule.takes(bare(title))


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["2023年,全县推进依法行政。现将法治政府建设情况报告如下:"], "annual_report"),
        (["组配分类:法治政府建设年度报告"], "annual_report"),
        (["一、2023年法治政府建设主要举措和成效", "二、2024年工作思路"], "annual_report"),
        (["云岭县持续推进法治政府建设", "张三 云川法治报记者 李四"], "news_article"),
        (["云岭县2023年法治政府建设年度报告发布"], "annual_report"),
        (["云岭县人民政府发布2023年法治政府建设年度报告", "2023年,县政府推进依法行政。"], "annual_report"),
        (["云岭县人民政府发布2023年法治政府建设年度报告", "3月5日上午,县政府召开发布会。"], "news_article"),
        (["法治云岭,我们一直在路上", "记者了解到,今年上半年全县新登记市场主体6120户。"], "news_article"),
        (["云岭县2023年度法治政府建设年度报告公示"], "annual_report"),
    ],
)
def test_the_kind_is_told_by_title_opening_category_and_chapters(lines, kind):
    assert head(*lines, PROSE).doc_kind == kind


@pytest.mark.parametrize(
    ("last", "truncated"),
    [("全县持续推进。", False), ("全县持续推进,在县公共法律服务中心联合", True), ("推进(试点)", False)],
)
def test_a_text_that_ends_in_mid_sentence_is_truncated(last, truncated):
    assert head(PROSE, last).truncated is truncated


def test_a_signature_closes_the_text():
    assert head(PROSE, "以上情况,特此报告", "云岭县人民政府").truncated is False
