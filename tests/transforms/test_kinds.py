"""What kind of document a text is, and whether all of it is there."""

import pytest

from tests.transforms.conftest import PROSE, head


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["云岭县2023年法治政府建设年度报告"], "annual_report"),
        (["云岭县2023年依法行政工作总结及2024年工作计划"], "annual_report"),
        (["2023年,全县推进依法行政。现将法治政府建设情况报告如下:"], "annual_report"),
        (["组配分类:法治政府建设年度报告"], "annual_report"),
        (["一、2023年法治政府建设主要举措和成效", "二、2024年工作思路"], "annual_report"),
        (["《云岭县2023年法治政府建设情况报告》解读"], "interpretation"),
        (["云岭县2023年法治政府建设工作要点"], "plan"),
        (["云岭县法治政府建设示范创建实施方案"], "plan"),
        (["云岭县2023年政府信息公开工作年度报告"], "disclosure_report"),
        (["云岭县2023年行政执法工作情况报告"], "other"),
        (["云岭县法治政府建设白皮书"], "other"),
        (["云岭县持续推进法治政府建设", "张三 云川法治报记者 李四"], "news_article"),
        (["云岭县召开法治政府建设情况汇报会"], "news_article"),
        (["云岭县:从一份年度报告看法治温度"], "news_article"),
        (["关于2020年度法治政府建设情况报告公开情况的公告"], "other"),
        (["云岭县各乡镇各部门2023年度法治政府建设年度报告公开情况汇总"], "other"),
        (["云岭县2023年度法治政府建设年度报告一览"], "other"),
        (["市委督察组到云岭县开展法治政府建设年度报告公开情况督察"], "news_article"),
        (["云岭县法治政府建设年度报告出炉 行政复议纠错率下降"], "news_article"),
        (["云岭县2023年法治政府建设年度报告发布"], "annual_report"),
        (["关于召开云岭县城区供水价格调整听证会的公告"], "other"),
        (["县政府常务会议听取2022年度法治政府建设情况汇报"], "news_article"),
        (["法治云岭,我们一直在路上", "记者了解到,今年上半年全县新登记市场主体6120户。"], "news_article"),
        (["云岭县2023年度法治政府建设年度报告公示"], "annual_report"),
        (["云岭县教育局2023年法治工作总结"], "annual_report"),
        (["云岭县政府信息公开2023年年报"], "disclosure_report"),
        (["云岭县法治政府建设任务分解表"], "plan"),
        (["云川市法治政府建设督察组到云岭县开展督察"], "news_article"),
        (["云岭县法治政府建设示范项目名单公示"], "other"),
        (["关于报送2023年度法治政府建设情况报告的通知"], "other"),
        (["关于对《云岭县2023年法治政府建设情况报告(征求意见稿)》公开征求意见的公告"], "other"),
        (["关于公布云岭县2023年法治政府建设年度报告的公告"], "annual_report"),
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
