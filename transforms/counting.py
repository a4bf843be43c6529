"""Whether a Chinese numeral with a measure word counts something, or stands in a phrase, a slogan or a name."""

from __future__ import annotations

import re

from transforms.masks import MASK
from transforms.units import Unit

# 个 and 项 after a bare Chinese numeral (not 七十余项) count something only where a verb or 共, 等, 及 leads up.
_CUE = re.compile(
    r"(?:共|计|及|等|了|完成|制定|出台|建立|建成|新增|增设|设立|开展|推出|实施|梳理|形成|印发|承接|取消|下放|入选|获得?|达|有|整改|办理|受理|审查|修订|废止|组织)\s*$"
)
# A quoted name (“民主法治示范村”四十二个) is masked where Chinese numerals are read.
_BEHIND_NOUN = re.compile(rf"(?:[\u4e00-\u9fff]{{2}}(?<![这那前后同每第等他另上下述列哪的各是])|{MASK}{{4}})$")
_CLAUSE_ENDS = frozenset(",。;")
_SLOGAN_NOUN = re.compile(
    r"(?:[“‘\"]|(?:基本|重要|主要|重点)?(?:制度|清单|维护|确立|意识|自信|责任|准则|统筹|结合|体系|机制|原则|标准|方面|环节|层面|维度|抓手"
    r"|关键|坚持|必须|一律|到位|转变|中心|更加|统一|平台|全面|方式|渠道|阶段|专项行动|主线|底线|红线))"
)
# No pattern here looks further than this from a numeral.
NEAR = 24
_BARE_PLACES = "百千万"
# 为期一个月, 压缩至一天; elsewhere 一天 and 一年 say when.
_BEFORE_ONE_DAY = (
    "为期",
    "历时",
    "长达",
    "缩至",
    "缩短至",
    "减至",
    "缩短到",
    "缩到",
    "减到",
    "控制在",
    "只需",
    "仅需",
    "只要",
    "最快",
)
# 镇长出庭一次; elsewhere 一次 says that something is done at one go.
_APPEARED = ("出庭", "出庭应诉")
_CASE_NOUN = re.compile(r"[^,。;]{0,12}案")
# 未发生一起…, 无一件…: none (`worded.py` reads it).
_NEGATED = re.compile(r"(?:未|没有|无|零)(?:再)?(?:发生|出现|发现|引发|收到|接到)?$")
# 发生一起事故 counts, 防止发生一起事故 wishes; 一起 alone is together.
_HAPPENED = re.compile(r"(?<![未没有无不止绝免])发生了?$")
_ACCIDENT = re.compile(r"[^,。;]{0,12}(?:事故|事件|火灾)")
_AFTER_CASE_NOUN = re.compile(r"(?:案件?|败诉|诉讼|复议|应诉|事故|纠纷|事件)\s*$")


def counts(numeral: str, unit: Unit, left: str, right: str, *, compared: str | None, has_rest: bool) -> bool:
    """Whether it does: 六项相关制度, 一百多家法院, not 三项制度, 一个中心, 一批, 千家企业.

    `left` and `right` are the text around it up to `NEAR` characters, `compared` the word of comparison before it, and
    `has_rest` says that 余 or 多 follows the numeral.
    """
    if numeral[0] in _BARE_PLACES and not (compared or has_rest):
        return False
    if numeral == "一":
        return _one_counts(unit, left, right)
    is_cued = has_rest or _CUE.search(left.removesuffix(compared or "")) or _ends_its_clause(left, right)
    if unit.cue and not is_cued:
        return False
    return not _SLOGAN_NOUN.match(right)


def _one_counts(unit: Unit, left: str, right: str) -> bool:
    if _NEGATED.search(left):
        return False
    if unit.unit in ("件", "起", "宗"):
        happened = _HAPPENED.search(left) and _ACCIDENT.match(right)
        return bool(_CASE_NOUN.match(right) or _AFTER_CASE_NOUN.search(left) or happened)
    if unit.unit == "次":
        return left.endswith(_APPEARED) and right[:1] not in ("性", "率")
    return unit.unit == "倍" or (unit.duration and left.endswith(_BEFORE_ONE_DAY))


def _ends_its_clause(left: str, right: str) -> bool:
    """命名法治示范乡镇六个,给予…: behind its noun at the end of a clause a numeral counts."""
    return _BEHIND_NOUN.search(left) is not None and right[:1] in _CLAUSE_ENDS
