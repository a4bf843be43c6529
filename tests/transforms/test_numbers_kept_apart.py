"""What looks like one of the constructions and is none: first versions of them read these sentences wrongly."""

import pytest


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("2023 156件行政复议案件办结。", ["156件"]),
        ("服务热线12345，236件诉求办结。", ["236件"]),
        ("热线电话12348。560人次得到咨询。", ["560人次"]),
        ("综合考核得分98.6。12个股室达标。", ["98.6", "12个"]),
        ("测评得分96，12个乡镇参加测评。", ["96", "12个"]),
        ("G320 120公里路段整治完成。", ["120公里"]),
        ("抓好以下工作：2. 100%完成整改。3. 5个百分点的提升。", ["100%", "5个百分点"]),
        ("见表2. 35%的案件调解结案。", []),
        ("七成一审案件调解结案。", ["七成"]),
        ("八成一线执法人员参加培训。", ["八成"]),
        ("分别对12、13、15栋的住户开展宣传，入户36户。", ["15栋", "36户"]),
        ("分别由5、7、9人组成。", ["9人"]),
        ("编号为1201、1202、1203件。", ["1203件"]),
        ("在全市12个县区中列第3名。", ["第3"]),
        ("全省100个县排第4名。", ["第4"]),
        ("考核第一和第三季度均为优秀。", []),
        ("会议时间为12日，参会36人。", ["36人"]),
        ("时限为20日前完成36项。", ["36项"]),
        ("自助终端需24小时运行。", []),
        ("投诉为零容忍对待。", []),
        ("败诉率为零点五个百分点。", []),
        ("推出36节目，推行5口之家。", []),
    ],
)
def test_numbers_that_stand_beside_each_other_are_not_one(read, text, raws):
    assert [quantity.raw for quantity in read(text)] == raws


@pytest.mark.parametrize(
    ("text", "raw"),
    [("挽回经济损失约36万元。", "约36万元"), ("惠及村民约360户。", "约360户"), ("成功化解约36件。", "约36件")],
)
def test_yue_behind_a_noun_is_about(read, text, raw):
    assert [(quantity.raw, quantity.cmp) for quantity in read(text)] == [(raw, "approx")]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("行政复议案件分别为2022年12件、2023年15件、2024年18件。", ["2022", "2023", "2024"]),
        ("该中心于2023年受理案件36件。", ["2023"]),
        ("2022、2023、2024年分别受理行政复议案件12、15、18件。", ["2022", "2023", "2024"]),
        ("2022和2023年分别受理12、15件。", ["2022", "2023"]),
        ("评查上年度行政处罚案卷36卷。", ["2024"]),
        ("对去年办结的36件案卷进行评查。", ["2024"]),
        ("兑现去年奖补资金36万元。", ["2024"]),
    ],
)
def test_the_year_is_that_of_the_count(read, text, periods):
    assert [quantity.period for quantity in read(text)] == periods


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("群众满意度高达98.6%。", "rate"),
        ("线上办理的多达85%。", "rate"),
        ("同比减少案件的单位12家。", "level"),
        ("梳理事项156项，精简36项。", "level"),
        ("新建司法所36个，提升12个。", "level"),
        ("自今年4月全省专项整治启动以来，立案查处36起。", "level"),
        ("专项行动启动以来，检查企业120家。", "level"),
        ("附近三年级学生36人。", "level"),
        ("评查近三年行政处罚案卷36卷。", "level"),
        ("时隔三年来访36人次。", "level"),
        ("行政诉讼败诉率控制在5%以内。", "rate"),
        ("2025年计划培训36场，2024年已培训12场。", "level"),
        ("按要求公示行政处罚36件。", "level"),
    ],
)
def test_the_role_is_that_of_a_result(facts, text, role):
    assert facts(text)[-1][2] == role


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("与上年相比，行政复议案件增加26件，行政诉讼案件减少12件。", -12),
        ("行政复议、行政诉讼与2023年相比分别减少12件、8件。", -8),
        ("今年以来同比多发36起。", 36),
        ("比上年高出3.5个百分点。", 3.5),
    ],
)
def test_a_comparison_goes_on(facts, text, change):
    assert facts(text)[-1][1:] == (change, "yoy_change")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("受理行政复议案件12件、行政诉讼案件36件，共计48件。", None),
        ("败诉2件、胜诉10件，共12件。", None),
        ("检查企业36家，去年12家企业问题已整改。", None),
        ("行政机关负责人均出庭36次。", "leader_court_count"),
        ("深入每个社区举办普法活动36场。", "popularization_events"),
        ("行政处罚案件12件/36万元。", "penalty_cases"),
        ("最大限度化解矛盾纠纷36件。", "mediation_cases"),
    ],
)
def test_codes_of_what_stands_near(read, text, indicator):
    assert read(text)[-1].indicator == indicator


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("共建成示范村36个。", "建成示范村"),
        ("还建立制度36项。", "建立制度"),
        ("并联合公安检查36次。", "联合公安检查"),
        ("申请人为36人。", "申请人"),
    ],
)
def test_adverbs_are_no_part_of_the_thing(read, text, subject):
    assert read(text)[0].subject == subject


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("由第5降为第7。", [(5, "baseline"), (7, "rank")]),
        ("由第十二位跃居第三位。", [(12, "baseline"), (3, "rank")]),
        ("由全市第5名提高至第2名。", [(5, "baseline"), (2, "rank")]),
    ],
)
def test_the_rank_before_is_none_of_now(facts, text, ranks):
    assert [(value, role) for _, value, role in facts(text)] == ranks
