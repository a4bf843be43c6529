"""What goes with an advert that a rule has found amid a sentence."""

import pytest

from transforms.chained import with_its_brackets, with_what_a_mill_adds, with_what_is_chained
from transforms.lines import label_lines
from transforms.records import Cut

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"


def extended(extend, line, advert):
    """What is cut out of a line when the cut of an advert in it is extended."""
    start = line.index(advert)
    cut = extend(line, Cut(start, start + len(advert), "ad"))
    return line[cut.start : cut.end]


@pytest.mark.parametrize(
    ("line", "advert", "whole"),
    [
        ("提高水平um优德体育登录推进", "优德体育登录", "um优德体育登录"),
        ("水平切实提高|天博tb988官网", "tb988官网", "|天博tb988官网"),
        ("加强星际娱乐场xj005入口矛盾化解", "xj005入口", "星际娱乐场xj005入口"),
        ("加强九州酷游ku111关于", "酷游", "九州酷游ku111"),
        ("涵盖pg电子麻将胡了免费试玩组织", "pg电子麻将胡了免费", "pg电子麻将胡了免费试玩"),
        ("【欧宝体育ob】一是", "欧宝体育", "欧宝体育ob"),
        ("办结新葡京官网最新网站。", "新葡京官网", "新葡京官网最新网站"),
        ("人民政府华体会hth888注册送38始终坚持", "hth888注册", "华体会hth888注册送38"),
        ("权责清单。天博tb6868全站app下载安装切实加强", "tb6868全站app下载", "天博tb6868全站app下载安装"),
        ("法治爱游戏ayx-让生活更精彩建设", "爱游戏ayx", "爱游戏ayx-让生活更精彩"),
        # what a sentence goes on with
        ("办结新葡京官网平台建设", "新葡京官网", "新葡京官网"),
        ("办结新葡京官网12件", "新葡京官网", "新葡京官网"),
        ("通过app新葡京官网vpn接入", "新葡京官网", "新葡京官网"),
    ],
)
def test_names_letters_and_offers_right_beside_it_are_of_it(line, advert, whole):
    assert extended(with_what_is_chained, line, advert) == whole


def test_what_a_mill_says_of_its_work_is_of_it_where_a_bracket_closes():
    assert extended(with_what_a_mill_adds, "重大行【笔杆子驿站整理】政决策", "笔杆子驿站") == "笔杆子驿站整理"
    assert extended(with_what_a_mill_adds, "重大笔杆子驿站整理公布清单", "笔杆子驿站") == "笔杆子驿站"


@pytest.mark.parametrize(
    ("line", "advert", "whole"),
    [
        ("同比下降1.36%;(足球推单扣裙:捌陆叁)行政机关", "扣裙", "(足球推单扣裙:捌陆叁)"),
        ("提高【pk拾冠军五码两期计划】水平", "pk拾", "【pk拾冠军五码两期计划】"),
        ("检查(棋牌室、扣裙、网吧)12家", "扣裙", "扣裙"),
        ("检查扣裙(12家)", "扣裙", "扣裙"),
    ],
)
def test_a_phrase_in_brackets_is_of_the_advert_in_it(line, advert, whole):
    assert extended(with_its_brackets, line, advert) == whole


ADVERTS = [
    "bet365备用网址",
    "新葡京官网",
    "必威betway",
    "亚博体育登录入口",
    "凯发k8娱乐手机版下载",
    "十大网赌平台排行榜",
]
SENTENCES = [
    "推进|平台建设",
    "开展|注册会计师行业监管",
    "支持企业通过|国际仲裁解决争议12件",
    "推动公共|体育场馆免费开放",
    "加强电子公文|登录系统管理",
    "办结案件|12件",
    "开展|官方兽医培训",
    "加强政府|网站建设",
    "推行|在线调解",
    "检查|娱乐场所36家",
    "提供|免费法律咨询",
    "深化|电子政务应用",
    "规范|直播带货",
    "做好|最新政策解读",
    "完善|手机短信提醒",
    "落实|2023年工作要点",
    "(一)加强|组织领导",
    "|健全工作机制",
    "一、规范|网站建设",
    "深化“放管服”|改革",
]


def test_brackets_with_more_than_the_advert_s_phrase_keep_their_words():
    line = "全县办理复议案件(其中行政处罚类12件,新葡京娱乐城,占比60%),同比上升。"
    assert label_lines(line)[0].kept.startswith("全县办理复议案件(其中行政处罚类12件,")


@pytest.mark.parametrize("mark", ["内容来源于某文秘dywm-example.com", "本文来自范文某网"])
def test_where_a_mill_has_a_text_from_is_of_its_mark(mark):
    assert label_lines(f"矛盾得到妥善处理{mark},入选全省典型案例12件。")[0].kept == (
        "矛盾得到妥善处理,入选全省典型案例12件。"
    )


@pytest.mark.parametrize("advert", ADVERTS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_goes_on_with_stays(sentence, advert):
    text = f"{PROSE}\n{sentence.replace('|', advert)}\n{PROSE}\n新葡京官网"
    assert label_lines(text)[1].kept == sentence.replace("|", "")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("政府和社会资本合作新葡京官网(PPP)项目12个。", "政府和社会资本合作(PPP)项目12个。"),
        ("完善新葡京官网(综合)执法12次。", "完善(综合)执法12次。"),
        ("开展法典新葡京官网与你同行活动。", "开展法典与你同行活动。"),
        ("推行一窗受理(来源:公文写作网),让群众办事更便捷。", "推行一窗受理,让群众办事更便捷。"),
    ],
)
def test_what_offices_say_behind_an_advert_stays(line, kept):
    assert label_lines(f"{PROSE}\n{line}\n新葡京官网")[1].kept == kept
