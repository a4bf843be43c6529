"""Names that a page's own adverts give, found again where they stand alone in its text.

A betting house puts its bare name into a paragraph (某某体育), which no rule can tell from a word, and a copying site
its own. But the same page says what they are: in an advert on a line of its own, in a hidden block, at its foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transforms.brands import NAME_OF_THE_PAGE, brands_in, brands_of, is_of_a_place
from transforms.fought import is_forbidden
from transforms.keywords import masked_keywords
from transforms.ordinary import has_a_word
from transforms.records import Cut
from transforms.rule_files import read_words

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
_MOST_CALLED = 20
_TRADES = (*read_words("amid.yml")["bare"], "集团")
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
        self._brands = brands_of(lowered)
        self._names = (*houses, *called, *alone, *stems, *sites)
        self._patterns = [
            *map(_of_house, houses),
            *map(_of_called, called),
            *map(_of_known, alone),
            *map(_spelt, stems),
            *map(_of_site, sites),
        ]

    def cuts_of(self, folded: str) -> tuple[Cut, ...]:
        """Where a line holds one of them: a house's name at its ends or in brackets, a known house's, a copying site's
        and a name with its code or its bets anywhere; but not where the line tells how such are fought."""
        if not self._names and not self._brands:
            return ()
        lowered = folded.lower()
        squashed = "".join(lowered.split())
        # Most lines have none; to compile the patterns took a twentieth of a spoilt page.
        present = [pattern for name, pattern in zip(self._names, self._patterns, strict=True) if name in squashed]
        matches = re.finditer("|".join(present), lowered) if present else ()
        spans = (match.span() for match in matches)
        found = (Cut(*span, NAME_OF_THE_PAGE) for span in spans if not is_forbidden(lowered, *span))
        return (*found, *brands_in(lowered, self._brands))


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
        if not is_of_a_place(name) and not is_of_a_place(own) and (times > 1 or not has_a_word(own)):
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
