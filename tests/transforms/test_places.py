"""Which place a report is about: the one that its title, its sentences, its offices or its site call their own."""

import pytest

from tests.transforms.conftest import COUNTY, PROSE, head, html_head


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
        ("在全县法治政府建设工作推进会上的讲话", None),
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
