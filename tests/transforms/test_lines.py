"""Which label each line of a text gets, by where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.adverts import advertises
from transforms.lines import label_lines

PROSE = "2023年,云岭县深入推进依法行政,持续提升基层治理能力和水平。"


def labels(*lines):
    return [line.label for line in label_lines("\n".join(lines))]


@given(st.text(alphabet=st.sampled_from("一二、(.)。,:|> \t\r\n\u3000法治政府来源2023-打印"), max_size=200))
def test_the_lines_joined_are_the_text_and_offsets_point_into_it(text):
    found = label_lines(text)
    assert "\n".join(line.text for line in found) == text
    assert all(text[line.start : line.end] == line.text for line in found)
    assert [line.n for line in found] == list(range(1, len(found) + 1))


def test_a_page_from_breadcrumb_to_print_button():
    assert labels(
        "当前位置:首页 > 政务公开",
        "云岭县2023年法治政府建设年度报告",
        "来源:县司法局 发布时间:2024-03-01 【字体:大 中 小】",
        "",
        PROSE,
        "一、主要举措和成效",
        "(一)加强领导。县政府常务会议研究4次。",
        "云岭县人民政府",
        "2024年2月20日",
        "上一篇:云岭县2022年法治政府建设年度报告",
        "打印本页 关闭窗口",
    ) == ["nav", "title", "meta", "blank", "body", "body", "body", "byline", "byline", "nav", "tool"]


def test_words_of_the_boilerplate_inside_the_report_are_body():
    inside = [
        "来源于群众的意见建议办理情况如下",
        "推行电子证照免打印服务",
        "(三)规范文号管理",
        "公开方式更加多样",
        "访问量12万次",
    ]
    assert labels("一、主要举措", PROSE, *inside, PROSE)[2:7] == ["body"] * 5


def test_a_title_on_two_lines_is_two_title_lines():
    assert labels("云岭县扎实推进法治政府建设", "着力提升依法行政水平", "张三 云川法治报记者 李四", PROSE)[:3] == [
        "title",
        "title",
        "byline",
    ]


def test_a_title_may_be_longer_than_a_short_paragraph():
    title = (
        "中共云岭县委、云岭县人民政府关于2023年度法治政府建设暨党政主要负责人履行推进法治建设第一责任人职责情况的报告"
    )
    assert labels(f"{title[:-3]}工作开展情况的报告", PROSE) == ["title", "body"]


def test_the_name_of_the_body_above_the_subject_belongs_to_the_title():
    assert labels("云岭县人民政府", "关于2023年度法治政府建设情况的报告", PROSE)[:2] == ["title", "title"]


def test_a_heading_below_a_complete_title_is_body():
    assert labels("云岭县2023年法治政府建设情况报告", "工作开展情况", PROSE)[1] == "body"


def test_a_title_repeated_for_small_screens_is_title_again():
    title = "云岭县2023年法治政府建设情况报告"
    assert labels(title, "发布日期:2024-03-01", title, "发布日期:2024-03-01", PROSE) == [
        "title",
        "meta",
        "title",
        "meta",
        "body",
    ]


def test_a_title_known_from_the_markup_needs_no_words_of_a_title():
    found = label_lines(f"县委书记的一天\n{PROSE}", ["县委书记的一天"])
    assert found[0].label == "title"


def test_a_text_may_start_in_the_body():
    assert labels(PROSE, "一、主要举措") == ["body", "body"]


def test_the_addressee_is_body():
    assert labels("云岭县2023年法治政府建设情况报告", "县委、县政府:", PROSE)[1] == "body"


def test_values_of_an_index_table_without_labels_are_meta():
    assert labels(
        "索引号:", "990101009/2024-00011", "县政府办(外事办)", "2024-03-06", "发布时间:2024-03-06", PROSE
    ) == [
        *["meta"] * 5,
        "body",
    ]


def test_the_value_below_the_last_label_of_an_index_table_is_meta():
    found = labels("索引号", "990101009/2024-00011", "责任部门", "县政府办(外事办)", "(三)加强法治保障", PROSE)
    assert found == ["meta"] * 4 + ["body"] * 2


def test_links_below_a_heading_of_related_articles_are_nav():
    found = labels("一、主要举措", PROSE, "相关链接", "云岭县推进依法治县", "云岭县召开工作会议")
    assert found[2:] == ["nav", "nav", "nav"]


def test_an_advert_in_the_title_s_place_is_no_title():
    assert labels("某某娱乐官网_某某娱乐开户_某某", PROSE)[0] == "ad"


def test_an_advert_glued_to_the_title_is_cut_from_it():
    line = label_lines(f"云岭县2023年法治政府建设报告bet365备用网址\n{PROSE}")[0]
    assert (line.label, [line.text[cut.start : cut.end] for cut in line.cuts]) == ("title", ["bet365备用网址"])


@pytest.mark.parametrize("advert", ["yabo888vip官网登录", "_金沙娱乐场_8814官网", "澳门威尼斯人官网"])
def test_a_numbered_heading_survives_the_advert_glued_to_it(advert):
    line = label_lines(f"一、主要举措\n{PROSE}\n（二）营造良好氛围{advert}\n{PROSE}")[2]
    assert (line.label, line.kept) == ("body", "（二）营造良好氛围")


def test_a_numbered_heading_survives_the_advert_glued_before_it():
    line = label_lines(f"{PROSE}\nbet365备用网址一、营造良好氛围\n{PROSE}")[1]
    assert (line.label, line.kept) == ("body", "一、营造良好氛围")


@pytest.mark.parametrize(
    ("spoilt", "kept"),
    [
        ("强化学法用法,提高队伍素质bet365备用网址", "强化学法用法,提高队伍素质"),
        ("澳门威尼斯人官网深化“放管服”改革", "深化“放管服”改革"),
        ("(一)畅通救济渠道,开云体育app官网化解矛盾争议", "(一)畅通救济渠道,化解矛盾争议"),
        ("现将有关情况报告如下:澳门威尼斯人官网", "现将有关情况报告如下:"),
        ("天博体育官网入口,天博体育登录——推进“无证明化”改革。", "推进“无证明化”改革。"),
        ("球盟会官网_开云体育登录入口_自觉接受人大监督。", "自觉接受人大监督。"),
        ("宣传手册已印发8000册。——新葡京官网", "宣传手册已印发8000册。"),
        ("完成中心建设,绍兴国际真人百家乐平台仲裁院已挂牌。", "完成中心建设,绍兴国际仲裁院已挂牌。"),
        ("办结【开云体育】行政复议案件12件。", "办结行政复议案件12件。"),
        ("天博体育官网讯:依法办结12件。", "依法办结12件。"),
        ("依法办结12件。某某网bet365备用网址首页", "依法办结12件。"),
    ],
)
def test_what_an_advert_is_glued_to_or_spliced_into_stays(spoilt, kept):
    line = label_lines(f"一、主要举措\n{PROSE}\n{spoilt}\n{PROSE}")[2]
    assert (line.label, line.kept) == ("body", kept)


def test_an_advert_that_is_numbered_is_an_advert():
    assert labels("一、主要举措", PROSE, "1、新葡京官网", PROSE)[2] == "ad"


@pytest.mark.parametrize("ideographs", ["推进example-site.com法治", "法example-site.com治政府"])
def test_a_domain_spliced_into_a_sentence_is_cut(ideographs):
    line = label_lines(f"全县持续{ideographs}建设,成效明显。")[0]
    assert [line.text[cut.start : cut.end] for cut in line.cuts] == ["example-site.com"]


def test_a_title_with_the_sites_name_behind_an_underscore_is_no_advert():
    assert not advertises("云岭县2023年法治政府建设年度报告_云岭县人民政府")
    assert advertises("某国际w66_某国际老牌网站")


def test_a_title_printed_again_on_two_lines_is_title_again():
    title = "云岭县人民政府关于2023年度法治政府建设情况的报告"
    again = ["云政报〔2024〕5号", "云岭县人民政府", "关于2023年度法治政府建设情况的报告"]
    assert labels(title, "来源:县司法局", *again, "云川市人民政府:", PROSE) == [
        *["title", "meta", "meta", "title", "title"],
        *["body", "body"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "加强软件正版化工作,完善资料管理",
        "推进政务服务大厅建设(中国)样板",
        "依托永利集团有限公司建设普法基地",
        "优化营商环境,太阳城社区开展普法活动",
        "规范体育竞猜型彩票销售",
        "同乐城社区法治文化广场建成",
    ],
)
def test_names_and_words_that_betting_houses_use_as_well_survive(text):
    line = label_lines(f"一、主要举措\n{PROSE}\n{text}\n{PROSE}")[2]
    assert (line.label, line.cuts) == ("body", ())


@pytest.mark.parametrize(
    "text", ["太阳成集团tyc151cc", "新莆京游戏大厅", "香港正版资料大全免费", "足球即时比分_捷报比分"]
)
def test_betting_houses_of_later_years_are_adverts(text):
    assert labels("一、主要举措", PROSE, text, PROSE)[2] == "ad"


@pytest.mark.parametrize("rest", ["5月9日主持召开会议", "12件案件", "2019年7月4日出席会议", "3次听取汇报"])
def test_a_number_behind_an_advert_is_no_part_of_it(rest):
    line = f"市长于bob半岛中国{rest}，深入推进依法行政，提升治理能力。"
    assert label_lines(f"{PROSE}\n{line}\n新葡京官网")[1].kept == line.replace("bob半岛中国", "")


@given(st.lists(st.sampled_from(["雷火电竞官网", "百家乐", "_", "-", "、", "监管", "3.2%", "新葡京官网"]), max_size=9))
def test_cuts_are_in_order_and_none_overlaps_another(pieces):
    for line in label_lines(f"{''.join(pieces)}\n{PROSE}\n新葡京官网"):
        ends = [0, *(cut.end for cut in line.cuts)]
        assert all(cut.start >= end for cut, end in zip(line.cuts, ends, strict=False))


def test_a_year_behind_an_advert_is_no_part_of_it():
    line = "澳门新普京官网2019年是机构改革后的第一年，全年受理行政复议案件12件。"
    (found,) = [each for each in label_lines(f"云岭县2019年法治政府建设年度报告\n{line}") if each.cuts]
    assert found.kept == line.removeprefix("澳门新普京官网")


def test_the_comma_between_a_stop_and_an_advert_goes_with_the_advert():
    assert label_lines(f"{PROSE}\n{PROSE},金年会官网入口")[1].kept == PROSE


@pytest.mark.parametrize("heading", ["三、存在的问题", "(二)加强组织领导", "1.健全行政复议机制"])
@pytest.mark.parametrize("advert", ["🔥🔥BY体育🔥", " b w i n必 赢 亚 洲", "范文先生网www.fwsir.com", " 新葡京官网"])
def test_a_heading_with_an_advert_behind_it_is_kept_without(heading, advert):
    assert label_lines(f"{PROSE}\n{heading}{advert}\n{PROSE}")[1].kept.strip() == heading


def test_a_capital_whose_small_letter_is_two_characters_shifts_no_cut():
    assert label_lines(f"{PROSE}\nİİİ{PROSE}金年会官网入口")[1].kept == f"İİİ{PROSE}"


def test_the_names_of_the_columns_of_a_last_table_are_no_label():
    table = ["名称 | 制发件数 | 备案件数", "县政府 | 12 | 12", "部门 | 8 | 8"]
    assert labels("云岭县2023年法治政府建设年度报告", PROSE, *table)[2:] == ["body"] * 3


def test_the_table_of_an_annex_is_no_list_of_links():
    rows = ["序号 | 重点任务 | 牵头单位", "1 | 会前学法 | 县政府办公室", "2 | 专项清理 | 县司法局"]
    lines = label_lines("\n".join([PROSE, "附件", "云岭县法治政府建设任务分工表", *rows, "云岭县人民政府"]))
    assert [line.label for line in lines] == ["body", "nav", *["body"] * 4, "byline"]


def test_a_place_with_the_year_above_a_title_is_of_it():
    text = f"云岭市江北区2023年\n政府信息公开工作年度报告\n{'全县深入推进依法行政,持续提升治理能力。' * 3}"
    assert [line.label for line in label_lines(text)] == ["title", "title", "body"]
