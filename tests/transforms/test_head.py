"""The fields of a document: from which place each comes, and which place wins."""

import pytest

from tests.transforms.conftest import PROSE, head, html_head
from transforms.pipeline import clean
from transforms.records import Issuer, Page

# --- body


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
        ("昆明市档案馆2023年法治政府建设年度报告", "昆明市档案馆", "department"),
        ("昆明市总工会2023年法治政府建设年度报告", "昆明市总工会", "department"),
        ("昆明市人民政府研究室2023年法治政府建设年度报告", "昆明市人民政府研究室", "department"),
        ("云南省第二监狱2023年法治政府建设年度报告", "云南省第二监狱", "department"),
        ("宁波市12345政务服务热线中心2023年法治政府建设年度报告", "宁波市12345政务服务热线中心", "department"),
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


@pytest.mark.parametrize(
    ("opening", "signature", "body", "kind"),
    [
        ("2023年,江阴市水利局坚持依法行政,", "江阴市水利局", "江阴市水利局", "department"),
        ("2023年,市水利局坚持依法行政,", "江阴市水利局", "江阴市水利局", "department"),
        ("2023年,江阴市华士镇坚持依法行政,", "江阴市华士镇人民政府", "江阴市华士镇人民政府", "township"),
        ("2023年,江阴市坚持依法行政,", "江阴市司法局", "江阴市人民政府", "government"),
        ("在江阴市司法局指导下,江阴市", "江阴市司法局", "江阴市人民政府", "government"),
    ],
)
def test_who_signs_and_is_the_subject_of_the_first_sentence_reports(opening, signature, body, kind):
    document = head("2023年度法治政府建设工作报告", opening + PROSE, PROSE, signature, "2024年1月5日")
    assert (document.reporting_body, document.body_kind) == (body, kind)


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


@pytest.mark.parametrize("line", ["发布日期：20240305", "2024-03-05T08:12:00+08:00", "[2024-03-05 08:12:00] 区司法局"])
def test_a_day_is_read_in_digits_alone_with_its_zone_and_in_brackets(line):
    document = head("云岭县2023年法治政府建设年度报告", line, PROSE, "云岭县人民政府", "2024年2月1日")
    assert (document.publish_date, document.publish_date_kind) == ("2024-03-05", "published")


def test_below_the_name_of_a_column_the_opening_gives_the_year():
    page = f"<h1>法治政府建设年度报告</h1><p>2023年，我局推进依法行政。</p><p>{PROSE}</p>"
    assert html_head("<title>法治政府建设年度报告</title>", page).report_year == 2023


def test_the_values_of_an_index_table_printed_again_are_no_title():
    title, code = "云岭区2023年法治政府建设年度报告", "00990101-5/2024-00017"
    table = (
        f"<dl><dt>索引号</dt><dd>{code}</dd><dt>组配分类</dt><dd>法治政府建设年度报告</dd></dl><p>标题 | {title} |</p>"
    )
    again = f"<p>{code}</p><p>法治政府建设年度报告-</p><p>区政府办(外事办)</p><p>2024-03-06</p><p>主动公开</p>"
    assert html_head("", table + again, title).title == title


def test_where_a_report_was_passed_is_no_part_of_its_title():
    passed = "（2024年1月15日县政府第36次常务会议审议通过）"
    assert head("云岭县2023年法治政府建设年度报告", passed, PROSE).title == "云岭县2023年法治政府建设年度报告"
