"""Names that a page's own adverts give, found again where they stand alone in its text.

A betting house puts its bare name into a paragraph (某某体育), which no rule can tell from a word, and a copying site
its own. But the same page says what they are: in an advert on a line of its own, in a hidden block, at its foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transforms.chained import with_what_is_chained
from transforms.divisions import stems_of_places
from transforms.keywords import masked_keywords
from transforms.ordinary import has_a_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words

NAME_OF_THE_PAGE = "ad.name_of_the_page"
# An ordinary word that the report itself may say begins some: 公共体育, 文化娱乐, 福利彩票.
_WORDS = (
    "中国|全国|国家|公共|大众|全民|文化|群众|职业|竞技|学校|社会|现代|城市|农村|青年|世界|亚洲|传统|民族|电子|网络|体育|福利"
    "|大型|健身|民间|在线|手机|最新|智慧|国际|举办|承办|参加|开展|健康|运动|休闲|商务|旅游|教育|官方|热门|推荐"
)
_HOUSE = re.compile(rf"(?<![\u4e00-\u9fff])((?!{_WORDS})[\u4e00-\u9fff]{{2}}(?:体育|国际|娱乐|棋牌|电竞|运动|彩票))")
_DOMAIN = r"(?:https?://)?(?:www\.)?[a-z0-9-]{3,30}\.(?:com|net|org|cn|cc|top|vip|xyz|info|la)"
# What is no copying site, though a text may be taken from it.
_SOURCES = "人民|新华|中国|信用|政府|法治|光明|央视|登录|网址|官网|网站"
_SITE = re.compile(
    rf"(?:[由自在注:\s]|^(?!本文|内容|文章|文档))(?!{_SOURCES})([\u4e00-\u9fff]{{2,6}}?(?:网|文库|岛))(?=[(\s]?\s?{_DOMAIN})"
    rf"|[(【\[](?!{_SOURCES})([\u4e00-\u9fff]{{3,6}})\s?(?={_DOMAIN}\s?(?:收集|整理)|[,·—-]{{1,2}}[\u4e00-\u9fff]{{2,8}}的好[帮助伙])"
    r"|^★([\u4e00-\u9fff]{3,8})★$"
    rf"|((?:文秘|公文|(?<!示)范文|秘书|写作)(?:[\u4e00-\u9fff]{{0,2}}[网库帮站岛园]|之家|在线|家园))(?={_DOMAIN}|[,·—\s-]{{1,2}}您身边)"
    rf"|^([\u4e00-\u9fff]{{0,3}}(?:文秘|公文|范文|秘书|写作|材料|文档)(?:[\u4e00-\u9fff]{{0,2}}[网库帮站岛园]|之家|家园))(?=[(\[【]\s?{_DOMAIN})"
)


_NAME_AND_ADDRESS = re.compile(rf"[★☆◆【\[(〖{{@]?([\u4e00-\u9fff]{{3,8}})[\[(]?\s?{_DOMAIN}\W{{0,3}}$")
# 某悦汇jyh·一站式…, 某沐集团娱乐场, 某福汇注册送38元: a name of more characters, by what it goes on with.
_CALLED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{3,6})(?=[a-z]{0,8}(?:[·-]?\((?:中国|[a-z]{2,8})\)|[·-](?:一站式|首页|官方)"
    r"|(?:注册|首存|开户)送|娱乐[场城]|老虎机|app官方|[a-z]{0,4}\d{2,6}\.?(?:vip|com)?(?:官网|入口|登录|备用|注册|开户)"
    r"|(?:体育|娱乐|棋牌|彩票|电竞|真人|捕鱼)(?:app|官网|官方|登录|下载|注册|开户|备用|网址|手机)))"
)
# A match, a country: 欧洲杯体育投注, 菲律宾娱乐场.
_NO_NAME = re.compile(
    r"[杯赛联超甲国洲]$|俄罗斯|菲律宾|柬埔寨|加拿大|新加坡|马来西亚|澳大利亚|英格兰|意大利|西班牙|葡萄牙|北京|上海|重庆"
)
_MOST_CALLED = 20
_TRADES = (*read_words("amid.yml")["bare"], "集团")
_OF_PLACES = tuple("省市县区镇乡村州盟旗")
# 皓某hb8电竞下注, 恒某皇家ht6677网址大全: a name of any kind, by the code or the surest offers behind it, and found by
# such again: 协调皓某hb8注册入口、乡镇完成….
_OFFERS = read_words("adverts.yml")
_SURE = alternatives(
    word for key in ("hall", "casino", "lounge", "certain", "sure_offer", "call") for word in _OFFERS[key]
)
_CODE = r"[a-z]{1,8}\d{1,6}(?![\d.%])"
_NO_WORD = rf"(?!{alternatives(_OFFERS['latin'])}(?![a-z]))"
_GAME = "(?:篮球|足球|电竞|体育|真人|彩票|棋牌|电子|捕鱼|网络|线上|在线|网上|手机|最新|注册|登录|官方)"
_BRANDED = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,5}}?)(?={_NO_WORD}{_CODE}|{_GAME}?{_SURE})")
_OF_A_BRAND = re.compile(rf"{_CODE}(?:{_GAME}?{_SURE}|{_GAME}入口)*|(?:{_GAME}?{_SURE})+")
# haowenmi of haowenmi.org, which stands alone and letter by letter as well.
_STEM = re.compile(r"(?<![a-z0-9.-])(?:www\.)?([a-z][a-z0-9-]{5,30})\.(?:com|net|org|cn|cc|top|info)(?![a-z.])")
# What reports speak of themselves; and no page is copied from more sites than that.
_KNOWN = frozenset(("weixin", "wechat", "alipay", "douyin", "people", "xinhuanet", "zhengwu", "taobao", "chinacourt"))
_MOST_STEMS = 20
_ALONE = read_words("houses.yml")["alone"]
# 永利村, 万博中心 and 凯旋门小区 are places, 永利化工 is a firm, and 三万博士 no house.
_NO_PLACE = (
    r"(?![士物览主村镇乡街路县区市煤矿厂店苑屯组队河湖桥城馆园会]"
    r"|府|湾|城|花园|家园|汇商|超市|建材|市场|ktv|会所|工地|汽车|4s店|教育|培训|装饰|卫浴|用品|视频监控"
    r"|[\u4e00-\u9fff]{0,4}(?:公司|集团|社区|小区|大厦|广场|中心|酒店|学校|法庭|项目|所|居委|村委|煤业|石化|银行|支行|医院|水库|分局|站|服务区|片区))"
)


class Houses:
    """The names that the foreign texts of one page give; the texts are folded."""

    def __init__(self, texts: Iterable[str]) -> None:
        lowered = [text.lower() for text in texts]
        houses = sorted({name for text in lowered for name in _HOUSE.findall(text)})
        stems = sorted({name for text in lowered for name in _STEM.findall(text)} - _KNOWN)[:_MOST_STEMS]
        alone = sorted({name for name in _ALONE if any(name in text for text in lowered)})
        named = {name for text in lowered for match in _SITE.finditer(text) for name in match.groups() if name}
        sites = sorted(named.union(*map(_name_before_an_address, lowered)))
        called = sorted(_called(lowered))
        self._branded = sorted(_branded(lowered))
        self._names = (*houses, *called, *alone, *stems, *sites)
        self._patterns = [
            *map(_of_house, houses),
            *map(_of_called, called),
            *map(_of_known, alone),
            *map(_spelt, stems),
            *map(_of_site, sites),
        ]

    def cuts_of(self, folded: str) -> tuple[Cut, ...]:
        """Where a line holds one of them: a house's name at its ends or in brackets, a known house's and a copying
        site's anywhere."""
        if not self._names and not self._branded:
            return ()
        lowered = folded.lower()
        squashed = "".join(lowered.split())
        # Most lines have none; to compile the patterns took a twentieth of a spoilt page.
        present = [pattern for name, pattern in zip(self._names, self._patterns, strict=True) if name in squashed]
        matches = re.finditer("|".join(present), lowered) if present else ()
        branded = (cut for name in self._branded for cut in _with_its_offers(name, lowered))
        return (*(Cut(*match.span(), NAME_OF_THE_PAGE) for match in matches), *branded)


def _with_its_offers(name: str, lowered: str) -> Iterator[Cut]:
    """Where a line holds a name with a code or an offer right behind it, with what is chained to these."""
    at = lowered.find(name)
    while at >= 0:
        end = at + len(name)
        if offered := _OF_A_BRAND.match(lowered, end):
            end = offered.end()
            yield with_what_is_chained(lowered, Cut(at, end, NAME_OF_THE_PAGE))
        at = lowered.find(name, end)


def _name_before_an_address(text: str) -> Iterator[str]:
    """The name of which a mark is but its address and signs, if it has no ordinary word in it: ★某客巴巴www….com★."""
    mark = _NAME_AND_ADDRESS.match(text)
    if mark and not has_a_word(mark[1]) and masked_keywords(mark[1]).strip():
        yield mark[1]


def _of_house(name: str) -> str:
    name = re.escape(name)
    return rf"[(【\[]{name}[)】\]]|^\s*{name}|{name}(?=[。!]?\s*$)"


def _called(texts: Sequence[str]) -> Iterator[str]:
    """Names that two of the texts give, or that have no ordinary word of the report in them; but no places."""
    given = Counter(name for text in texts for name in set(_CALLED.findall(text)))
    for name, times in given.most_common(_MOST_CALLED):
        own = next((name.removesuffix(trade) for trade in _TRADES if name.endswith(trade)), name)
        is_of_the_report = name.endswith(_OF_PLACES) or own in stems_of_places() or _NO_NAME.search(own)
        if not is_of_the_report and (times > 1 or not has_a_word(own)):
            yield name


def _branded(texts: Sequence[str]) -> Iterator[str]:
    """Names that have no ordinary word of the report in them and are no places or trades."""
    given = Counter(name for text in texts for name in set(_BRANDED.findall(text)))
    for name, _ in given.most_common(_MOST_CALLED):
        is_a_place = name.endswith(_OF_PLACES) or name in stems_of_places() or _NO_NAME.search(name)
        if not is_a_place and not has_a_word(name) and masked_keywords(name).strip():
            yield name


def _of_called(name: str) -> str:
    return rf"(?<!“){re.escape(name)}(?:股份有限公司|\([a-z]{{2,8}}\)(?:官网)?)?"


def _of_known(name: str) -> str:
    return rf"(?<![\d百千万十新“]){re.escape(name)}{_NO_PLACE}"


def _of_site(name: str) -> str:
    invited = "更多[^,。]{0,6}?(?:访问|关注|登录|尽在)"
    named = r"(?:内容|本文|文章|资料)(?:来自于?|来源于?|摘自):?[\u4e00-\u9fff]{0,3}?"
    return rf"(?:{invited}|{named})?[(【\[]?@?{re.escape(name)}(?![络点格站上])(?:{_DOMAIN})?[)】\]]?"


def _spelt(stem: str) -> str:
    """A site's name with or without its domain, its letters together or apart."""
    letters, ending = r"\s?".join(map(re.escape, stem)), r"(?:c\s?o\s?m|n\s?e\s?t|o\s?r\s?g|c\s?n|c\s?c)"
    # www.example.gov.cn is the body's own.
    not_a_body = r"(?!\s?\.\s?g\s?o\s?v)(?![a-z])"
    return rf"(?<![a-z])(?:w\s?w\s?w\s?\.\s?)?{letters}(?:\s?[.点]\s?{ending})?{not_a_body}"
