"""What looks like a number and is never a quantity: titles, dates, document numbers, ordinals, formulas.

Masked characters become NUL in a copy of the line of the same length, so whatever is found in the copy has the
offsets of the original.
"""

from __future__ import annotations

import re

MASK = "\0"
# What stands where a foreign span was cut out: the words before and behind it belong together.
CUT = "\x01"

YEAR = r"(?:19|20)\d{2}"
_DATES = (
    # What begins alike is one pattern: each is tried at every digit.
    # 2021-2025年, 2024.3.15, 2024年度. 年, 月 or a dash may be lost (202211日至20221231日): a number glued to a
    # year is not read.
    rf"{YEAR}(?:年?\s*[-—–~至到]+\s*{YEAR}\s*年?(?:度)?|\s*[-./]\s*\d{{1,2}}\s*[-./]\s*\d{{1,2}}|\s*年(?:度)?(?:版)?"
    r"|(?<!\d{5})(?:\d{2,8}\s*日|行动|版))",
    r"[二〇零一三四五六七八九]{4}年(?:度)?",
    # 3月15日, 1-6月, 9:30, 12·4
    r"\d{1,2}(?:\s*月\s*\d{1,2}\s*日|(?:\s*[-—–~至]\s*\d{1,2})?\s*月(?:份|底|初|末|中旬|上旬|下旬|以来|起)?"
    r"|\s*[::]\s*\d{2}|\s*·\s*\d{1,2})",
    # but 由7日缩短至2日 and 法定的60日、30日压缩至20日 are times
    r"(?:(?<=[-—–~、])|(?<=(?<![短缩减降])至))\s*\d{1,2}\s*日(?!内|以内|之内|[缩压减])",
)
_DOCUMENT_NUMBERS = (
    r"[〔\[【(]\s*\d{4}\s*[〕\]】)]\s*\d+\s*号?",
    r"\d+(?:\s*号(?:文|令|公告|线|楼)?|周年)",
    r"GB/?T?\s*\d+(?:[-—.]\d+)*",
)
_ORDINALS = (
    r"第\s*[\d一二三四五六七八九十百]+(?:\s*[-—~至、]\s*[\d一二三四五六七八九十百]+)*",
    r"[\d一二三四五六七八九十]{0,5}届[^,。;、\d]{0,12}?[\d一二三四五六七八九十]+次(?=(?:全体|常委)?(?:\([^()]*\))?(?:会议|全会))",
    r"[“\"]?[一二三四五六七八九十]五[”\"]?(?=普法|规划|时期|期间|纲要|”)",
)
_FORMULAS = (
    r"[\dA-Za-z一二三四五六七八九十]+(?:\s*[+×xX*]\s*[\dA-Za-z一二三四五六七八九十]+)+",
    r"365\s*天",
    # 位列全国100个城市第21位: among how many
    r"\d+\s*个(?![居列排获夺])[^,。;、:\d]{1,6}(?=第[\d一二三四五六七八九十]+[名位])",
    # “两个100%”, “23条”
    r"“[一二两三四五六七八九]个\s*100\s*%”|“\d{1,3}\s*条”",
    # “15分钟公共法律服务圈”
    r"\d+\s*分钟(?=[^,。;、\d]{0,12}圈)",
    r"“[^“”]{0,20}\d\s*个[^“”]{0,20}[、+][^“”]{0,20}[\dN]\s*个[^“”]{0,20}”",
    # round the clock, unless it is a limit: 24小时内办结, 缩短至24小时
    r"(?<![至到为时过超])24\s*小时(?!\s*(?:之内|以内|内|[缩压]))|24\s*小时(?=不间断|在线|开放|运行|值守|服务|热线|自助|营业)",
    r"(?:近|连续|过去|未来|今后|最近)\s*[\d一二两三四五六七八九十]+\s*(?:个)?(?:年|月|届|轮)",
    r"[\d一二两三四五六七八九十]+年(?:前|来|以来|行动|计划|规划|攻坚|期)",
    r"[\d一二三四五六七八九十]+(?:大(?!类|项(?!目))|级|届|维|张清单|方面军)",
)
_ENUMERATORS = (
    r"^\s*+(?:[((]\s*+)?[\d一二三四五六七八九十]{1,3}\s*+[))、..](?!\d)",
    r"^\s*+[一二三四五六七八九十]{1,3}\s*[是、]",
    r"(?<=[,。;:、])\s*[((]\d{1,2}[))]",
)
# A number of a document, a scan gone wrong: no count of anything has so many digits. Longer runs cost their square.
_IN_ENDLESS = "0-9A-Za-z〇零一二两三四五六七八九十百千万亿"
_SHORTEST_ENDLESS = 20
_ENDLESS = re.compile(rf"[{_IN_ENDLESS}]{{{_SHORTEST_ENDLESS},}}+")
_OF_ENDLESS = re.compile(f"[{_IN_ENDLESS}]")
# The characters that one of these can begin with: looking for them first makes the search five times faster.
_BEGINNINGS = r"[\d\sA-Za-z〇零一二两三四五六七八九十第届近连过未今最“\"〔\[【(]"
# And what stands behind the numeral it begins with: 14件, 六项 and 一体 are left at once. Behind spaces a numeral, and
# only the first of them begins anything.
_NUMERAL = "0-9〇零一二两三四五六七八九十"
_BEHIND = (
    rf"(?![{_NUMERAL}]++\s*+[^\s{_NUMERAL}A-Za-z年月日行版号周届天分小个大级维张方普规时期纲是+×*·.:/、)”\"~至到—–-])"
    rf"(?!(?<=\s)\s|\s++[^{_NUMERAL}(])"
)
_NEVER = re.compile(
    f"(?={_BEGINNINGS}){_BEHIND}(?:" + "|".join(_DATES + _DOCUMENT_NUMBERS + _ORDINALS + _FORMULAS + _ENUMERATORS) + ")"
)
# A title that nothing closes ends with its clause: 贯彻《行政复议法,全年受理156件.
_TITLE = re.compile(r"《(?:(?:[^《》]|《[^《》]*》)*》|[^《》,。;:]*)")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’")
# A count of this size with a year for its head has swallowed a lost 年; sums of money may be that large.
_GLUED_YEAR = re.compile(r"2(?<![\d.,]2)0[0-3]\d{4,5}(?![\d.,])(?!\s*(?:余|多)?\s*[万亿]?元)")


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: MASK * len(match.group()), text)


def mask_numbers(folded: str) -> str:
    """`folded` (one line) with everything masked that is never a quantity, whatever script its numeral has."""
    text = _blank(_NEVER, mask_titles(_mask_endless(folded)))
    return _blank(_GLUED_YEAR, text) if "20" in text else text


def _mask_endless(text: str) -> str:
    # A run as long as that has one of its characters at one of these places.
    may_have_one = _OF_ENDLESS.search(text[_SHORTEST_ENDLESS - 1 :: _SHORTEST_ENDLESS])
    return _blank(_ENDLESS, text) if may_have_one else text


def mask_titles(text: str) -> str:
    """Without the titles in 《》."""
    return _blank(_TITLE, text) if "《" in text else text


def mask_quoted(masked: str) -> str:
    """Also without what stands in quotation marks: slogans and names, where Chinese numerals count nothing."""
    return _blank(_QUOTED, masked) if "“" in masked or "‘" in masked else masked
