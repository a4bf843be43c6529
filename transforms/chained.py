"""What stands right beside an advert amid a sentence and is of it: another name, its letters, one more offer.

The rules say what is certainly an advert; where it begins and ends they can say only for the words they know together.
"""

from __future__ import annotations

import re

from transforms.records import Cut
from transforms.rule_files import alternatives, read_words

# What the ids of the rules of betting and the adult trade begin with, and of those of what else is sold.
BETTING, TRADING = "ad.", "trade."
_WORDS = read_words("houses.yml") | read_words("adverts.yml")
_NAME = alternatives(word for key in ("brand", "house", "alone", "offered", "famed") for word in _WORDS[key])
_TRADE = alternatives(word for key in ("trade", "hall", "casino") for word in _WORDS[key])
_CALL = alternatives(word for key in ("call", "certain", "sure_offer", "slogan") for word in _WORDS[key])
_OFFER = alternatives(_WORDS["offer"])
_FIRM = alternatives(_WORDS["firm"])
_SLOGAN = alternatives(_WORDS["slogan"])
_JOINED = alternatives([*_WORDS["slogan"], *_WORDS["joined_slogan"]])
_NO_LETTERS = rf"(?!{alternatives(_WORDS['latin'])}(?![a-z]))"
_NO_ABBREVIATION = rf"(?!(?i:{alternatives(_WORDS['latin'])})\))"
_NO_COUNT = r"(?![a-z0-9]|\s?[年月日号时点个件名人次项家份条起万亿余多本枚套张册袋天种批台部%.、])"
# Letters of a report are capitals (APP, VPN, LNG), those of houses mostly small ones.
_BEFORE = re.compile(
    rf"(?:[→>»👉—-]{{0,4}}(?:点击|点此|立即|马上)(?:进入|访问|查看|注册)?[→>:]{{0,4}}|(?:www\.)?[a-z0-9-]{{3,20}}\.|[|_·-]?(?:{_NAME}{_TRADE}?|(?<![a-z0-9]){_NO_LETTERS}[a-z]{{1,8}}\d{{0,5}})[|_·-]?)+$"
)
# What offices offer, too, is an advert's only where no sentence goes on behind it.
_NO_SENTENCE = r"(?=$|[^\u4e00-\u9fffa-z0-9\s])"
_CALLED = (
    rf"(?i:{_CALL})|[-—_|·](?:在线|最新|手机版?|网页版?|全站|官方)?(?i:{_CALL})"
    "|(?<=下载)安装|(?<=平台)出租|(?<=就是[搏博])!"
)
_PRAISED = rf"[-—·|_]{_JOINED}!?|{_SLOGAN}!?{_NO_SENTENCE}"
# (中国)官方网站, (kaiyun); but (PPP), and (综合) only of a firm.
_BRACKETED = (
    rf"[·—-]?\((?:中国|股份|集团|官方|全站|(?:体育|综合|国际|亚洲)(?=\){_FIRM})|{_NO_ABBREVIATION}(?i:[a-z][a-z0-9]{{1,11}}))\)"
    rf"{_FIRM}?|·(?i:[a-z0-9]{{2,8}})(?=\()|\((?=[a-z]{{0,6}}\d)[a-z0-9]{{3,10}}\)"
)
_NUMBERED = (
    rf"\d\.\d(?={_TRADE}|(?i:{_CALL}))|(?:(?<=注册)|(?<=开户))送\d{{2,4}}元?{_NO_COUNT}|\d{{2,6}}\.(?:com|net|cc|vip|app)"
    rf"|{_NO_LETTERS}[a-z]{{1,8}}\d{{0,6}}{_NO_COUNT}"
)
_DEALT_IN = rf"{_TRADE}(?=\d|(?i:{_CALL})|$|[^\u4e00-\u9fff])|{_OFFER}(?=(?:{_OFFER}|{_CALL})*{_NO_SENTENCE})"
_BEHIND = re.compile(f"(?>{_CALLED}|{_PRAISED}|{_BRACKETED}|{_NUMBERED}|{_DEALT_IN}){{1,8}}")
_BRACKETS = re.compile(r"\([^(),。;、]*\)|\[[^\[\],。;、]*\]|【[^【】,。;、]*】")
_LONGEST_IN_BRACKETS = 30
_BEFORE_A_MARK = re.compile(
    r"(?:本文|此文|内容|文章|资料|文档|材料)?(?:来源于|来自于?|摘自|转自|转载自|出自|选自|转载于):?[\u4e00-\u9fff]{0,3}$"
)
# 收集整理,仅供参考。; 整理 before a bracket that closes; -让写作更容易, ——十万份材料任您下载; (微信号example).
_NOTICE = (
    r"(?:收集|搜集|整理|编辑|发布|提供){0,3},?(?:仅供(?:学习|交流|借鉴){0,2}(?:参考|使用)?"
    r"|转载请(?:注明|保留)(?:出处|来源)?|欢迎下载)(?:。(?=[^。]*。))?"
)
_WORK = r"(?:收集|搜集|整理|编辑|提供|发布|首发|原创){1,3}(?=[】)\]}」〗])"
_BOAST = (
    r"[-—·]{1,2}(?:让[\u4e00-\u9fff]{2,4}更(?:容易|轻松|简单|简便|高效|省心|精彩|便捷|快捷|出色|专业)"
    r"|[\u4e00-\u9fff]{0,2}免费[\u4e00-\u9fff]{2}下载|[\u4e00-\u9fff]{0,10}任[您你](?:下载|选|挑选)|[您你]身边的[\u4e00-\u9fff]{2,6})"
    r"|海量(?:文档|资料|范文)(?:免费)?下载|,[您你](?:身边)?的?(?:公文|文秘|材料|范文|办公)?(?:写作)?的?(?:好|贴心)?(?:帮手|助手|伙伴|秘书)|,免费(?:论文|范文|文档|资料|公文|材料)下载|(?i:vip)专享免费下载"
)
_ACCOUNT = r"\((?:微信号?|公众号|qq群?|网址):?[a-z0-9_.]{4,20}\)"
_REST_OF_AN_ADDRESS = r"\.cn(?![a-z])|(?:(?<=\.cn)|(?<=\.com)|(?<=\.net))/(?![a-z0-9])"
_BEHIND_A_MARK = re.compile("|".join((_NOTICE, _WORK, _BOAST, _ACCOUNT, _REST_OF_AN_ADDRESS)))
_ADDRESS = (
    r"(?:https?://)?(?:www\.)?(?![a-zA-Z0-9.-]*\.(?:gov|edu))[a-zA-Z0-9-]{2,30}"
    r"\.(?:com|cn|net|org|cc|top|vip|xyz|la)(?![a-zA-Z.])"
)
# 文库 and 原创 are a site's only where an address, a bracket or punctuation follows: (墨某)网警巡查, (墨某)原创视频.
_OF_A_SITE = re.compile(
    r"(?:网友投稿:?|(?:网址?|文档(?:分享|下载)?|文库|彩票)(?=$|[^\u4e00-\u9fff\d]))?"
    rf"(?:\s?\(\s?{_ADDRESS}[^()]{{0,8}}\)|\s?{_ADDRESS})?(?:\s?(?:原创首发|(?:原创|首发|提供)(?=$|[^\u4e00-\u9fff])))?"
)
_BIDS = re.compile(
    r"(?:(?:更多|免费|下载)[^,。;]{0,4}?(?<=材料|范文|公文|文章|资料|全文|下载)(?:请?访问|请登录|尽在|就上|请上)"
    r"|[【(\[](?:全文|本文|内容|资料|文档)[^,。;]{0,4}(?:共享于|来自于?|来源于?|转自|摘自):?)$"
)
# No name with its letters is longer.
_LONGEST_BEFORE = 20


def with_what_is_of_it(folded: str, cut: Cut) -> Cut:
    """The cut of an advert, or of a mill's mark, with what is chained to it."""
    extend = with_what_is_chained if cut.rule.startswith(BETTING) else with_what_a_mill_adds
    return extend(folded, cut)


def with_what_is_beside(folded: str, cut: Cut) -> Cut:
    """The cut of a house's or a mill's name with what is of it: its bidding, its address, offers behind it."""
    named = with_what_names_its_site(folded, cut)
    # Letters and digits before it may be the report's: 案件1|某某稿仓|2件.
    offered = Cut(named.start, with_what_is_chained(folded, named).end, cut.rule)
    return with_what_a_mill_adds(folded, offered)


def with_what_is_chained(folded: str, cut: Cut) -> Cut:
    """The cut with the names and letters right before it and the offers right behind it."""
    window = max(0, cut.start - _LONGEST_BEFORE)
    before = _BEFORE.search(folded[window : cut.start])
    behind = _BEHIND.match(folded, cut.end)
    start = window + before.start() if before else cut.start
    return Cut(start, behind.end() if behind else cut.end, cut.rule)


def with_what_names_its_site(folded: str, cut: Cut) -> Cut:
    """The cut of a site's name with its address, with what a name of such ends with, and with what bids to visit it."""
    behind = _OF_A_SITE.match(folded, cut.end)
    window = max(0, cut.start - _LONGEST_BEFORE)
    before = _BIDS.search(folded[window : cut.start])
    start, end = window + before.start() if before else cut.start, behind.end() if behind else cut.end
    is_closed = folded[start] + folded[end : end + 1] in ("()", "【】", "[]")
    return Cut(start, end + is_closed, cut.rule)


def with_its_brackets(folded: str, cut: Cut) -> Cut:
    """The cut with all that the brackets around it hold, where that is a phrase: (足球推单扣裙:捌陆叁贰零柒)."""
    first, last = max(0, cut.start - _LONGEST_IN_BRACKETS), cut.end + _LONGEST_IN_BRACKETS
    around = (
        held for held in _BRACKETS.finditer(folded, first, last) if held.start() <= cut.start < cut.end <= held.end()
    )
    held = next(around, None)
    return Cut(*held.span(), cut.rule) if held and len(held[0]) <= _LONGEST_IN_BRACKETS else cut


def with_what_a_mill_adds(folded: str, cut: Cut) -> Cut:
    """The cut of a mill's mark with what it adds to its name: 内容来源于 before it, 收集整理,仅供参考。 behind."""
    window = max(0, cut.start - _LONGEST_BEFORE)
    before = _BEFORE_A_MARK.search(folded[window : cut.start])
    behind = _BEHIND_A_MARK.match(folded, cut.end)
    return Cut(window + before.start() if before else cut.start, behind.end() if behind else cut.end, cut.rule)
