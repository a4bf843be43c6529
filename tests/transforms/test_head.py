"""The fields of a document: from which place each comes, and which place wins."""

import pytest

from tests.transforms.conftest import COUNTY, PROSE, head, html_head
from transforms.pipeline import clean
from transforms.records import Issuer, Page

# --- place and body


@pytest.mark.parametrize(
    ("lines", "code", "name", "level"),
    [
        (["吴忠市利通区2021年法治政府建设情况报告"], "640302", "吴忠市利通区", "county"),
        (["关于瑞安市2021年度法治政府建设情况的报告"], "330381", "瑞安市", "county"),
        (["浙江省宁波市2022年法治政府建设情况报告"], "330200", "宁波市", "prefecture"),
        (["宁夏2022年法治政府建设情况报告"], "640000", "宁夏回族自治区", "province"),
        (["恩施州2022年法治政府建设情况报告"], "422800", "恩施土家族苗族自治州", "prefecture"),
        (["重庆市渝中区2022年法治政府建设情况报告"], "500103", "重庆市渝中区", "county"),
        (["徐闻县下洋镇2023年法治政府建设年度报告"], "440825", "徐闻县下洋镇", "township"),
        (
            ["鼓楼区2022年法治政府建设情况报告", "在福州市委的领导下,全区推进依法行政。"],
            "350102",
            "福州市鼓楼区",
            "county",
        ),
        (["鼓楼区2022年法治政府建设情况报告"], None, "鼓楼区", "county"),
        (["2023年,柯桥区坚持依法行政,推动全区工作。"], "330603", "绍兴市柯桥区", "county"),
        (
            ["我市推进依法行政,制定《宁波市宪法宣传办法》。", "宁波市法院、宁波市司法局协作,浙江省考核优秀。"],
            "330200",
            "宁波市",
            "prefecture",
        ),
    ],
)
def test_the_place_is_the_most_specific_one_that_title_or_text_call_their_own(lines, code, name, level):
    place = head(*lines, PROSE).jurisdiction
    assert (place.code, place.name, place.level) == (code, name, level)


def test_an_index_number_that_starts_with_a_code_tells_divisions_of_one_name_apart():
    place = head("鼓楼区2022年法治政府建设情况报告", "索引号:11320106000000000X/2023-00001", PROSE).jurisdiction
    assert (place.code, place.prefecture) == ("320106", "南京市")


ELSEWHERE = "组织人员赴杭州市、深圳市南山区学习考察，借鉴外地在综合行政执法改革中的做法。"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["2023年法治政府建设年度报告", "来源：南京市鼓楼区人民政府", "2023年，我区推进依法行政。"], "320106"),
        (["县水务局2023年法治政府建设情况报告", "来源：庐江县水务局", "2023年，县水务局依法治水。"], "340124"),
        (["2023年法治政府建设年度报告", "来源：祁阳市应急管理局", "我局邀请湖南省委党校教授作专题辅导。"], "431181"),
        (["2023年法治政府建设年度报告", "2023年，我区推进依法行政。"], None),
    ],
)
def test_the_place_that_one_goes_to_learn_from_is_not_the_one_that_reports(lines, code):
    assert head(*lines, ELSEWHERE, PROSE).jurisdiction.code == code


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["2023年，杭州市深入学习贯彻习近平法治思想，落实浙江省法治建设规划。"], "330100"),
        (["2023年，大同市平城区深化京津冀协作，推进依法行政。"], "140213"),
        (["2023年，大同市云冈区与晋城市结对共建，推进依法行政。"], "140214"),
        (["2023年，安吉县经验做法在全省推广，推进依法行政。"], "330523"),
        (["2023年，安吉县行政复议案件与上年相比下降12%。"], "330523"),
        (["2023年，安吉县选派业务骨干参加省厅培训。"], "330523"),
        (["2023年，三门县人大代表团视察行政服务中心。"], "331022"),
        (["2023年，龙游县赴江苏省苏州市考察学习。"], "330825"),
        (["安吉县经验做法在全省推广，组织干部到延安市开展党性教育。"], "330523"),
        (["2023年，安吉县安排专项经费推进依法行政。"], "330523"),
        (["按照安吉县委依法治县办安排部署，现将我局2023年法治政府建设情况报告如下："], "330523"),
        (["2023年，安吉县法治政府建设工作在我市考核中获优秀等次。"], "330523"),
        (["2023年，成都市武侯区法治政府建设走在我市前列。"], "510107"),
        (["2023年，对照安吉县法治政府建设工作要点要求，各项工作有序推进。"], "330523"),
        (["我局深入学习中央、省、市和安吉县委工作会议精神，推进依法行政。"], "330523"),
        (["2023年，安吉县深入学习浙江“千万工程”经验，推广浦江县“浦江经验”。"], "330523"),
        (["2023年，杭州市坚持高位推动，余杭区获评示范区，我市成效明显。"], "330100"),
        (["发布机构：杭州市人民政府", "2023年，杭州市坚持高位推动，余杭区获评示范区。"], "330100"),
        (["来源：祁阳市应急管理局", "我局向永州市人民政府报备，永州市加强业务指导。"], "431181"),
        (["2023年，岳麓区认真学习贯彻党的二十大精神，贯彻湖南省实施方案。"], "430104"),
        (["岳麓区司法局结对帮扶社区，贯彻湖南省方案。"], "430104"),
        (["2023年深入学习贯彻习近平法治思想扎实推进西湖区建设，落实杭州市规划。"], "330106"),
        (["来源：长沙市司法局", "2023年，岳麓区深入学习贯彻习近平法治思想，我区推进依法行政。"], "430104"),
        (["来源：南宁市青秀区人民政府办公室", "广西壮族自治区推进依法行政，我区成效明显。"], "450000"),
        (["来源：昆山市司法局", "苏州市推进依法行政，我市成效明显。"], "320500"),
        (["来源：长沙市司法局", "湖南省司法厅推进依法行政，我厅成效明显。"], "430000"),
        (["我县推进依法行政。", "三江县司法局牵头，三江县各部门配合。"], "450226"),
        (["我局推进依法行政。", *["岳麓区司法局牵头。"] * 4, "邀请上海市专家授课。"], "430104"),
        (["贯彻我省优化营商环境条例，长沙市推进依法行政，长沙市人民政府审议。"], "430100"),
    ],
)
def test_a_place_that_learns_or_is_helped_by_none_is_the_one_that_reports(lines, code):
    assert head("2023年法治政府建设年度报告", *lines, PROSE).jurisdiction.code == code


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("朝阳区司法局2023年法治政府建设年度报告", "2023年，推进依法行政。"),
        ("南山区2023年法治政府建设年度报告", "2023年，南山区学习深圳先进经验。"),
        ("宝山区2023年法治政府建设年度报告", "2023年，宝山区邀请上海知名专家授课。"),
    ],
)
def test_a_city_called_like_a_district_or_learnt_from_does_not_tell_which_district_it_is(title, opening):
    place = head(title, opening, PROSE).jurisdiction
    assert (place.code, place.province) == (None, None)


OTHERS = (
    "2023年，我县对照四川省法治政府建设实施方案，借鉴浙江省安吉县、福建省晋江市经验推进工作。",
    "与福建省晋江市签订对口支援协议，福建省晋江市司法局选派5名律师到我县挂职，湖北省大冶市调研组来我县交流。",
    "与浙江省安吉县相比，我县基层执法力量仍显薄弱。2022年以来，浙江省安吉县帮助我县建立审核清单39项。",
)


def test_an_office_of_our_county_is_surer_than_the_places_that_the_text_names_most_often():
    signed = head("法治政府建设年度报告（2023年度）", *OTHERS, PROSE, "鄱阳县人民政府", "2024年3月12日")
    assert (signed.jurisdiction.code, signed.report_year) == ("361128", 2023)
    assert head("法治政府建设年度报告（2023年度）", *OTHERS, PROSE).jurisdiction.code is None


def test_what_the_page_says_of_its_source_beside_its_division_places_it():
    article = "<h1>2023年法治政府建设年度报告</h1><p>来源：办公室</p>" + "".join(f"<p>{line}</p>" for line in OTHERS)
    document = html_head("<meta name='ContentSource' content='同心县人民政府'>", article)
    assert (document.jurisdiction.code, document.issuing_body) == ("640324", "办公室")


def test_the_office_in_a_publication_line_without_labels_is_read():
    line = "2024-03-01 09:01:17 重庆市铜梁区规划和自然资源局 浏览：1024"
    assert head("2023年法治政府建设年度报告", line, PROSE).issuing_body == "重庆市铜梁区规划和自然资源局"


@pytest.mark.parametrize(
    "line",
    ["2024-03-01 10:00 【打印】 分享到：全部 浏览次数：100", "2024-03-01 查看全部 浏览次数：100"],
)
def test_words_of_tools_in_a_publication_line_are_no_office(line):
    document = head("2023年法治政府建设年度报告", line, f"我局{PROSE}")
    assert (document.issuing_body, document.reporting_body) == (None, None)


@pytest.mark.parametrize(("site", "body"), [("香河县行政审批局", "香河县行政审批局"), ("香河县政务服务中心", None)])
def test_the_site_of_a_bureau_says_whose_our_bureau_is(site, body):
    title = "<h1>2023年法治政府建设年度报告</h1><p>我局推进依法行政。</p>"
    assert html_head(f"<meta name='SiteName' content='{site}'>", title).reporting_body == body


def test_the_site_tells_whose_county_our_county_is():
    article = "<h1>2022年度我县法治政府建设情况报告</h1><p>2022年，我县紧扣酒泉市安排推进依法行政。</p>"
    place = html_head(article=article, window="2022年度我县法治政府建设情况报告_金塔县人民政府门户网站").jurisdiction
    assert (place.code, place.prefecture) == ("620921", "酒泉市")


def test_the_bare_stem_of_a_city_in_the_first_sentence_tells_districts_of_one_name_apart():
    lines = "西湖区2022年度法治政府建设年度报告", "2022年，西湖区积极打造杭州法治建设示范样板。"
    assert head(*lines, PROSE).jurisdiction.code == "330106"


@pytest.mark.parametrize(
    ("title", "province", "prefecture"),
    [
        ("苏州工业园区2023年度法治政府建设情况报告", "江苏省", "苏州市"),
        ("海口国家高新技术产业开发区管理委员会2023年法治政府建设年度报告", "海南省", "海口市"),
        ("新疆生产建设兵团2021年法治政府建设情况报告", "新疆维吾尔自治区", None),
    ],
)
def test_a_zone_lies_in_the_city_that_its_name_begins_with(title, province, prefecture):
    place = head(title, PROSE).jurisdiction
    assert (place.code, place.province, place.prefecture) == (None, province, prefecture)


def test_a_division_outside_the_table_is_known_through_its_source():
    place = head("云岭县2023年法治政府建设情况报告", PROSE, issuer=COUNTY).jurisdiction
    assert (place.code, place.name, place.level, place.province) == ("990101", "云岭县", "county", "云州省")


def test_the_host_is_not_the_issuer_when_the_title_names_another_place():
    assert head("宁波市2023年法治政府建设情况报告", PROSE, issuer=COUNTY).jurisdiction.code == "330200"


def test_a_place_that_the_title_names_and_no_table_knows_has_a_name_and_no_code():
    document = head("星沙县2023年法治政府建设情况报告", PROSE, issuer=COUNTY)
    assert (document.jurisdiction.code, document.jurisdiction.name, document.reporting_body) == (
        None,
        "星沙县",
        "星沙县人民政府",
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("星沙县司法局2023年法治政府建设情况报告", "星沙县"),
        ("国家税务总局星沙市税务局2023年法治政府建设情况报告", "星沙市"),
        ("市市场监管局2023年法治政府建设情况报告", None),
        ("关于县人民政府2023年法治政府建设情况的报告", None),
    ],
)
def test_a_place_is_named_by_the_title_of_its_department_too(title, name):
    assert head(title, PROSE).jurisdiction.name == name


def test_a_district_that_no_table_knows_is_not_the_city_it_lies_in():
    place = head("上海市申浦区人民政府2024年法治政府建设年度报告", "2024年，全面推进依法行政。").jurisdiction
    assert (place.code, place.name, place.level, place.province) == (None, "上海市申浦区", "county", "上海市")
    zone = head("合肥市高新区2024年法治政府建设年度报告", "2024年，全面推进依法行政。").jurisdiction
    assert zone.code == "340100"


def test_the_source_stands_in_where_the_text_names_no_place():
    document = head("2023年法治政府建设情况报告", PROSE, issuer=COUNTY)
    assert (document.jurisdiction.code, document.fields["jurisdiction"].origin) == ("990101", "source")


@pytest.mark.parametrize(
    ("title", "name", "kind"),
    [
        ("吴忠市利通区2021年法治政府建设情况报告", "吴忠市利通区人民政府", "government"),
        ("上海市浦东新区2023年法治政府建设情况报告", "上海市浦东新区人民政府", "government"),
        ("绍兴市司法局关于2023年度法治政府建设情况的报告", "绍兴市司法局", "department"),
        ("利通区司法局2023年法治政府建设情况报告", "吴忠市利通区司法局", "department"),
        ("徐闻县下洋镇人民政府2023年法治政府建设年度报告", "徐闻县下洋镇人民政府", "township"),
        ("深汕特别合作区2022年法治政府建设年度报告", "深汕特别合作区", "zone"),
        ("天津市东丽区城市管理委员会2022年度法治政府建设工作报告", "天津市东丽区城市管理委员会", "department"),
        ("六枝特区2019年度法治政府建设工作报告", "六枝特区人民政府", "government"),
        ("郑州航空港经济综合实验区2022年法治政府建设情况报告", "郑州航空港经济综合实验区", "zone"),
        ("2019年西安国际港务区法治政府建设年度报告", "西安国际港务区", "zone"),
        ("深圳海关2022年法治政府建设年度报告", "深圳海关", "department"),
        ("荆州市委依法治市办2023年度法治政府建设情况报告", "荆州市委依法治市办", "party_organ"),
        ("延边州人民政府2021年法治政府建设情况报告", "延边朝鲜族自治州人民政府", "government"),
        ("锡林郭勒盟2021年法治政府建设情况报告", "锡林郭勒盟行政公署", "government"),
        ("塔城地区行政公署2022年法治政府建设年度报告", "塔城地区行政公署", "government"),
        ("济源示范区2023年法治政府建设工作情况报告", "济源市人民政府", "government"),
        ("新疆生产建设兵团2021年法治政府建设情况报告", "新疆生产建设兵团", "government"),
    ],
)
def test_the_reporting_body_is_what_the_title_says_before_the_year(title, name, kind):
    document = head(title, PROSE)
    assert (document.reporting_body, document.body_kind) == (name, kind)


def test_a_department_that_says_our_bureau_and_signs_reports_for_itself():
    document = head(
        "2023年法治政府建设情况报告", "宁波市各项工作推进,我局落实责任。", PROSE, "宁波市司法局", "2024年1月5日"
    )
    assert (document.reporting_body, document.body_kind, document.issuing_body) == (
        "宁波市司法局",
        "department",
        "宁波市司法局",
    )


def test_a_department_source_named_by_its_short_name_reports():
    bureau = Issuer("云川市司法局", "department", "990100", "云川市", "prefecture", "云州省", "云川市")
    document = head("2023年法治政府建设情况报告", "2023年,市司法局推进依法行政。", PROSE, issuer=bureau)
    assert (document.reporting_body, document.body_kind) == ("云川市司法局", "department")


def test_a_department_source_is_known_by_the_common_short_form_of_its_name():
    bureau = Issuer("云川市市场监督管理局", "department", "990100", "云川市", "prefecture", "云州省", "云川市")
    document = head("市市场监管局2023年法治政府建设情况报告", PROSE, issuer=bureau)
    assert (document.reporting_body, document.fields["reporting_body"].origin) == ("云川市市场监督管理局", "source")


def test_only_of_a_report_is_it_presumed_that_the_government_gives_it():
    assert head("《宁海县2023年法治政府建设情况报告》解读", PROSE).reporting_body is None


def test_the_values_of_an_index_table_whose_labels_a_style_sheet_writes_are_read():
    values = "<ul><li>11990101MB0000000X/2024-5531207</li><li>法治政府建设年度报告</li><li>云岭县教育局</li></ul>"
    document = html_head(article=f"{values}<h1>云岭县教育局2023年法治政府建设年度报告</h1>")
    assert (document.title, document.index_number, document.issuing_body) == (
        "云岭县教育局2023年法治政府建设年度报告",
        "11990101MB0000000X/2024-5531207",
        "云岭县教育局",
    )


def test_a_telephone_above_the_title_is_no_index_number():
    assert html_head(article="<p>0990-2010002</p><h1>云岭县2023年法治政府建设年度报告</h1>").index_number is None


# --- numbers of the index table


def test_an_empty_label_followed_by_another_has_no_value():
    document = head(
        "云岭县2023年法治政府建设情况报告", "索引号 | 990101009/2024-00011 | 文号 | 生成日期 | 2024-02-28 | |", PROSE
    )
    assert (document.index_number, document.document_number, document.publish_date) == (
        "990101009/2024-00011",
        None,
        "2024-02-28",
    )


def test_number_day_and_division_on_one_line_without_labels_are_told_apart():
    document = head("2023年法治政府建设年度报告", "云府报（2024）10号　2024/02/01　法治建设股", PROSE)
    assert (document.document_number, document.publish_date) == ("云府报（2024）10号", "2024-02-01")


def test_a_document_number_stands_at_its_label_or_on_its_own_line():
    assert head("发文字号:云政发〔2024〕3号", PROSE).document_number == "云政发〔2024〕3号"
    assert head("云岭县2023年法治政府建设情况报告", "云政发〔2024〕3号", PROSE).document_number == "云政发〔2024〕3号"
    assert head("文件编号：云资规发【2024】4号", PROSE).document_number == "云资规发【2024】4号"


def test_a_document_number_that_repeats_the_index_number_is_none():
    assert head("索引号:990101009/2024-00011 文号:990101009/2024-00011", PROSE).document_number is None


def test_values_may_stand_on_the_line_below_their_label():
    assert head("索引号:", "990101009/2024-00011", "发布机构:", "云岭县司法局", PROSE).issuing_body == "云岭县司法局"


def test_a_row_of_labels_above_a_row_of_values_is_read_cell_by_cell():
    document = head("索引号 | 发布机构 | 发布日期", "990101009/2024-00011 | 云岭县司法局 | 2024-03-01", PROSE)
    assert (document.index_number, document.issuing_body, document.publish_date) == (
        "990101009/2024-00011",
        "云岭县司法局",
        "2024-03-01",
    )


def test_a_label_in_brackets_and_one_glued_to_its_value_are_read():
    document = head(
        "[索引号] 11990100MB0000027X/2025-00412", "发布机构云岭县司法局", "云岭县2023年法治政府建设情况报告", PROSE
    )
    assert (document.index_number, document.issuing_body) == ("11990100MB0000027X/2025-00412", "云岭县司法局")


@pytest.mark.parametrize("line", ["来源:云岭县司法局作者:张三", "作者:佚名 来源:云岭县司法局 点击数:12"])
def test_the_author_is_no_part_of_the_source(line):
    assert head("云岭县2023年法治政府建设情况报告", line, PROSE).issuing_body == "云岭县司法局"


def test_a_site_named_as_the_source_stands_for_its_body():
    for source, body in (("云岭县司法局网站", "云岭县司法局"), ("云川新闻网站", "云川新闻网站")):
        assert head("云岭县2023年法治政府建设情况报告", f"来源:{source}", PROSE).issuing_body == body


def test_what_stands_glued_behind_the_source_is_no_part_of_it():
    line = "2024-03-08 16:12来源:法规科文章字体:[大][中][小][打印]"
    assert head("云岭县2023年法治政府建设情况报告", line, PROSE).issuing_body == "法规科"


def test_a_notice_carries_the_report_of_the_body_behind_it():
    document = head("徐闻县人民政府办公室关于印发徐闻县2023年法治政府建设情况报告的通知", PROSE)
    assert document.reporting_body == "徐闻县人民政府"


def test_a_title_that_ends_with_its_printing_names_its_body_before():
    assert head("徐闻县教育局2023年法治政府建设年度报告印发", PROSE).body_kind == "department"


def test_the_name_of_the_site_tells_places_of_one_name_apart_and_completes_a_stem():
    site = "<meta name='SiteName' content='{}'>"
    twins = html_head(site.format("连云港市海州区人民政府"), "<h1>海州区2018年法治政府建设工作情况</h1>")
    stem = html_head(site.format("凤台县人民政府"), "<h1>凤台经济开发区管理委员会2023年度法治政府建设工作报告</h1>")
    alone = html_head(site.format("凤台县人民政府"), "<h1>2023年度法治政府建设工作报告</h1>")
    codes = [document.jurisdiction.code for document in (twins, stem, alone)]
    assert codes == ["320706", "340421", None]


def test_a_party_committee_that_signs_above_the_government_is_no_body():
    document = clean(Page("\n".join([PROSE, "中共云岭县委", "云岭县人民政府", "2024年3月1日"]).encode(), "text/plain"))
    assert [line.label for line in document.lines] == ["body", *["byline"] * 3]


@pytest.mark.parametrize(
    ("index", "number", "day", "office"),
    [
        ("信息索引号", "公文文号", "公布日期", "发布机关"),
        ("索取号", "发文号", "发稿时间", "信息提供单位"),
        ("索 引 码", "公文字号", "上传时间", "公开单位"),
    ],
)
def test_rarer_labels_of_index_tables_are_read(index, number, day, office):
    document = head(
        f"{index} | 990101009/2024-00011 | {office} | 云岭县司法局",
        f"{day} | 2024-03-01 | {number} | 云政发〔2024〕3号",
        "云岭县2023年法治政府建设情况报告",
        PROSE,
    )
    values = (document.index_number, document.issuing_body, document.publish_date, document.publish_date_kind)
    assert values == ("990101009/2024-00011", "云岭县司法局", "2024-03-01", "published")
    assert document.document_number == "云政发〔2024〕3号"


def test_a_union_of_cooperatives_and_a_party_department_sign_and_report():
    for name, kind in (("云岭县供销合作社联合社", "department"), ("中共云岭县委宣传部", "party_organ")):
        document = head(f"{name}2023年度法治政府建设工作报告", PROSE, name, "2024年1月5日")
        assert (document.body_kind, document.issuing_body) == (kind, name)


def test_the_day_of_publication_that_the_page_tells_programs_is_read():
    assert html_head("<meta itemprop='datePublished' content='2025-04-02T07:30:00'>").publish_date == "2025-04-02"


def test_the_window_of_an_electronic_newspaper_names_its_day():
    window = "云川法治报 2024年04月12日 A3版 一份年度报告背后的法治温度"
    assert html_head(window=window).publish_date == "2024-04-12"


def test_a_title_behind_an_advert_loses_the_joint_between_them():
    title = "延庆区2023年度法治政府建设情况报告"
    for advert in ("开云体育官网-", "金沙3770_", "某某天地3559-官网注册_", "足球即时比分_捷报比分-"):
        assert html_head(article=f"<h1>{advert}{title}</h1>").title == title


def test_the_body_on_the_first_line_of_a_title_reports():
    title = ["云岭县审计局", "关于2023年度法治政府建设情况的报告"]
    document = head(*title, "来源:云岭县司法局", f"我局{PROSE}")
    assert (document.reporting_body, document.fields["reporting_body"].origin) == ("云岭县审计局", "title")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("徐闻县下洋镇2023年法治政府建设年度报告", "徐闻县下洋镇人民政府"),
        ("徐闻县下洋镇人民政府2023年法治政府建设年度报告", "徐闻县下洋镇人民政府"),
        ("徐闻县徐城街道2023年法治政府建设年度报告", "徐闻县徐城街道办事处"),
    ],
)
def test_a_township_is_one_body_however_its_title_names_it(title, body):
    document = head(title, PROSE)
    assert (document.reporting_body, document.body_kind) == (body, "township")
    assert document.jurisdiction.name == body.removesuffix("人民政府").removesuffix("办事处")


@pytest.mark.parametrize(
    ("metas", "window"),
    [
        ("<meta name='SiteName' content='山丹县人民政府'>", ""),
        ("<meta name='SiteName' content='政府网站'><meta name='SiteIDCode' content='6207250001'>", ""),
        ("", "山丹县政府门户网站"),
    ],
)
def test_a_township_without_a_place_lies_in_the_county_whose_site_it_is(metas, window):
    document = html_head(metas, "<h1>大某镇2025年法治政府建设情况的报告</h1>", window=window)
    assert (document.jurisdiction.code, document.jurisdiction.level) == ("620725", "township")
    assert (document.reporting_body, document.fields["jurisdiction"].origin) == ("大某镇人民政府", "site")


@pytest.mark.parametrize("title", ["年度报告(2023年)", "情况报告(全文)", "情况的汇报", "情况的公告", "情况2023年度"])
def test_a_report_that_begins_with_a_platform_is_no_news(title):
    text = "云岭县依托政务服务平台推进电子证照应用,全年办结12件。"
    document = html_head(
        article=f"<h1>云岭县法治政府建设{title}</h1><div id='zoom'><p>{text}</p><p>{PROSE * 4}</p></div>"
    )
    assert document.doc_kind == "annual_report"


@pytest.mark.parametrize(("title", "kind"), [("司法局", "department"), ("某某经济开发区管委会", "zone")])
def test_a_department_or_zone_without_a_place_lies_there_too(title, kind):
    metas = "<meta name='SiteIDCode' content='6207250001'>"
    document = html_head(metas, f"<h1>{title}2025年法治政府建设情况的报告</h1>")
    assert (document.jurisdiction.code, document.body_kind) == ("620725", kind)


def test_a_government_without_a_place_is_not_that_of_the_site():
    document = html_head("<meta name='SiteName' content='山丹县人民政府'>", "<h1>2025年法治政府建设情况的报告</h1>")
    assert document.jurisdiction.code is None


def test_what_begins_as_news_and_does_not_call_itself_a_report_is_news():
    text = "本报讯 2月24日，市司法局召开视频会议，调度年度报告编报和公开工作。"
    document = html_head(article=f"<h1>市司法局调度法治政府建设年度报告编报公开工作</h1><p>{text}</p>")
    assert document.doc_kind == "news_article"


def test_a_source_with_the_day_glued_to_it_is_read_without():
    line = "来源：云岭政务网2024年3月5日 星期二责任编辑：某某"
    assert head("云岭县2023年法治政府建设情况报告", line, PROSE).issuing_body == "云岭政务网"


def test_a_city_that_names_two_of_its_places_as_examples_is_neither_of_them():
    told = "我市法治政府建设交出成绩单,入企检查频次下降三成以上。" * 9
    assert head(told, "庄河市组建队伍,沙河口区联合执法,办结事项670余件。").jurisdiction.code is None


def test_a_district_is_named_beside_the_municipality_that_it_lies_in():
    told = "我区推进法治建设,入企检查频次下降三成以上,满意率提升。" * 9
    assert head(told, "海淀区依法行政。", "北京市依法行政。").jurisdiction.code == "110108"


def test_a_common_name_of_districts_that_one_city_alone_has_is_no_place():
    lines = ["云岭新区管委会2023年法治政府建设情况报告", f"培树“东区执法”品牌，{PROSE}"]
    assert head(*lines).jurisdiction.code is None
    assert head("攀枝花市东区2023年法治政府建设情况报告", PROSE).jurisdiction.code == "510402"


def test_a_call_for_candidates_is_no_report():
    lines = ["关于公开选聘行政执法监督员的公告", "为推进法治政府建设，现就选聘工作情况报告如下：", PROSE]
    assert head(*lines).doc_kind == "other"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("利通区水利局关于报送2023年度法治政府建设工作总结的报告", "吴忠市利通区水利局"),
        ("利通区财政局推进法治财政建设2023年工作总结", "吴忠市利通区财政局"),
        ("阜阳市行政审批服务局(阜阳市政务服务管理局)2023年度法治政府建设工作报告", "阜阳市行政审批服务局"),
        ("2022年以来阜阳市法治政府建设工作报告", "阜阳市人民政府"),
        ("阜阳市应急管理局贯彻落实《法治政府建设实施纲要》2023年度情况报告", "阜阳市应急管理局"),
        ("关于我局2023年度法治政府建设情况的报告", None),
        ("2023年度法治政府建设情况报告(阜阳市财政局)", None),
    ],
)
def test_a_title_names_the_body_before_its_verb_and_never_a_government_for_a_department(title, body):
    assert head(title, PROSE).reporting_body == body


def test_the_name_and_the_contents_of_a_gazette_are_no_title():
    contents = [
        "云岭县人民政府公报",
        "目录",
        "云岭县人民政府关于2023年法治政府建设情况的报告……(3)",
        "关于防火工作的通知……(8)",
    ]
    article = ["云岭县人民政府", "关于2023年法治政府建设情况的报告", "发布时间:2024-03-01", PROSE]
    assert head(*contents, *article).title == "云岭县人民政府 关于2023年法治政府建设情况的报告"
