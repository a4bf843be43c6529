"""Names that a page's own adverts give, where they stand alone in its text. All names are ours."""

import pytest

from transforms.pipeline import clean
from transforms.records import Page

PROSE = "全县深入推进依法行政，办理行政复议案件12件，持续提升治理能力和水平。"


def kept(line, *others):
    page = f"<body><h1>云岭县2023年法治政府建设年度报告</h1><div id='zoom'><p>{PROSE * 3}</p><p>{line}</p></div>"
    document = clean(Page((page + "".join(f"<p>{other}</p>" for other in others)).encode(), "text/html"))
    return next(each.kept for each in document.lines if each.text == line)


@pytest.mark.parametrize(
    ("spoilt", "advert"),
    [
        (f"澜某体育{PROSE}", "澜某体育官网登录"),
        (f"{PROSE}澜某国际", "澜某国际app下载"),
        (PROSE.replace("办理", "（澜某体育）办理"), "澜某体育官方网站"),
        (
            PROSE.replace("复议", "复某笔网www.example.com议"),
            "本文由某笔网（www.example.com）小编整理发布，转载请注明出处。",
        ),
        (PROSE.replace("行政复议", "行政公文某园复议"), "公文某园 您身边的写作助手"),
        (PROSE.replace("行政复议", "秘书某帮行政复议"), f"{PROSE}（秘书某帮，秘书工作者的好帮手）{PROSE}"),
        (PROSE.replace("持续", "墨某秘书之家持续"), PROSE.replace("行政", "行墨某秘书之家[mobishu.org]政")),
        (PROSE.replace("持续", "墨某巴巴持续"), PROSE.replace("行政复议", "行★墨某巴巴www.mobb88.com★政复议")),
        (PROSE.replace("行政复议", "万博行政复议"), "万博manbetx体育"),
        (PROSE.replace("行政复议", "嘉某汇行政复议"), "嘉某汇·(中国)官方网站"),
        (PROSE.replace("行政复议", "恒某集团股份有限公司行政复议"), "恒某集团娱乐场开户送体验金"),
        (PROSE.replace("行政复议", "w e n m i k u行政复议"), "本文来自文秘无忧网www.wenmiku.com"),
        (PROSE.replace("行政复议", "wenmiku行政复议"), "本文来自文秘无忧网www.wenmiku.com"),
    ],
)
def test_a_name_that_an_advert_of_the_page_gives_is_cut_where_it_stands_alone(spoilt, advert):
    assert kept(spoilt, advert) == PROSE
    assert kept(spoilt) == spoilt


@pytest.mark.parametrize("place", ["永利村", "永利社区", "永利化工公司", "永利派出所", "千万博士"])
def test_a_place_or_a_firm_with_the_name_of_a_house_stays(place):
    line = f"到{place}开展普法宣传。{PROSE}"
    assert kept(line, "永利皇宫官网", "万博manbetx体育") == line


def test_a_name_of_ordinary_words_is_one_where_two_adverts_begin_with_it():
    line = PROSE.replace("行政复议", "辉煌世纪行政复议")
    assert kept(line, "辉煌世纪娱乐场官网登录") == line
    assert kept(line, "辉煌世纪娱乐场官网登录", "辉煌世纪棋牌app下载官网") == PROSE


@pytest.mark.parametrize(
    ("word", "advert"), [("欧洲杯", "欧洲杯体育投注平台_新葡京官网下载"), ("俄罗斯", "俄罗斯娱乐城官网登录")]
)
def test_a_match_or_a_country_is_no_name(word, advert):
    line = f"{word}期间查处案件12件。{PROSE}"
    assert kept(line, advert) == line


def test_a_word_that_an_advert_begins_with_is_no_name():
    line = f"公共体育设施免费开放。{PROSE}"
    assert kept(line, "公共体育app下载官网") == line


@pytest.mark.parametrize("word", ["公文写作", "秘书工作", "公文处理"])
def test_ordinary_words_before_the_praise_of_a_mill_are_no_name(word):
    line = f"组织{word}培训2期。{PROSE}"
    assert kept(line, f"{word} 您身边的写作助手") == line


def test_words_of_an_invitation_before_an_address_are_no_name():
    line = f"免费下载法律文书范本12份。{PROSE}"
    assert kept(line, PROSE.replace("行政复议", "行★免费下载www.mobb88.com★政复议")) == line


def test_signs_of_patterns_between_stars_are_no_name():
    line = f"便民服务网点覆盖全县。{PROSE}"
    assert kept(line, f"{PROSE}★(网★{PROSE}", f"{PROSE}★*文库★{PROSE}", f"{PROSE}★服务网★{PROSE}") == line


@pytest.mark.parametrize(
    ("mark", "adverts"),
    [
        ("皓铂hb8注册入口", ["皓铂hb8电竞下注、皓铂滚球盘口官网"]),
        ("恒珑皇家赌场", [f"{PROSE}恒珑皇家ht6677网址大全"]),
        ("恒珑皇家赌场(中国)官方网站", [f"{PROSE}恒珑皇家ht6677网址大全"]),
        ("觅璟辰v7篮球投注", ["觅璟辰v7(中国)体育平台-觅璟辰官网在线登录"]),
        ("澳愉盛世as228官网", ["澳愉盛世娱乐城官网登录"]),
    ],
)
def test_a_name_is_cut_with_its_code_or_offers_wherever_they_follow_it(mark, adverts):
    line = PROSE.replace("行政复议", "“行政复议”")
    assert kept(line.replace("“", f"“{mark}"), *adverts) == line


def test_a_code_with_its_entrance_is_cut_before_what_is_enumerated_behind_it():
    line = f"协调皓铂hb8注册入口、乡镇完成目录编制。{PROSE}"
    assert kept(line, "皓铂hb8电竞下注、皓铂滚球盘口官网") == line.replace("皓铂hb8注册入口", "")


@pytest.mark.parametrize(
    ("said", "advert"),
    [
        ("调解恒珑皇家小区的物业纠纷", "恒珑皇家ht6677网址大全"),
        ("调解恒珑皇家3件物业纠纷", "恒珑皇家ht6677网址大全"),
        ("群众一键登录即可办理", "葡京娱乐城官网,一键登录"),
        ("依托浙里办app办件12万件", "浙里办app_葡京娱乐城官网"),
        ("查扣华为p40手机5部", "华为p40娱乐城官网下载"),
        ("巡查沪昆g60高速沿线", "沪昆g60真人投注平台官网"),
        ("完成南京东g2官网改造", "京东g2娱乐城官网下载"),
        ("建设银河麒麟v10投注站监管系统", "银河娱乐城官网登录"),
        ("破获“金沙湾娱乐城”案,金沙湾娱乐城被依法关闭", "金沙湾jsw88官网登录"),
        ("侦破皓铂hb8网络赌博案", "皓铂hb8电竞下注"),
        ("检查旺角娱乐城、旺角娱乐场所消防", "旺角wj88官网登录"),
        ("云岭剧团演出“恒珑皇家赌场”", f"{PROSE}恒珑皇家ht6677网址大全"),
        ("开展工作投注比分析", f"{PROSE}工作gz6677网址大全"),
        ("开展手机投注站检查", f"{PROSE}手机sj6677网址大全"),
        ("使用睿捷app2官网查询", f"{PROSE}睿捷app2网址大全"),
        ("上海投注站12家", "上海sh88娱乐城官网"),
        ("体育投注站12家", "体育ty88娱乐城官网"),
    ],
)
def test_what_a_report_says_of_one_with_such_a_name_stays(said, advert):
    line = f"{said}。{PROSE}"
    assert kept(line, advert) == kept(line)
