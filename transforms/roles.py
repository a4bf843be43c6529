"""What a number says: level, rate, change, rank, stock, before value or target; of which period, of whom."""

from __future__ import annotations

import re
from decimal import Decimal

from transforms.changes import (
    CHANGE,
    COMPARED,
    MOVED,
    OF_A_THING,
    change_in,
    is_compared_before,
    is_decrease,
    is_than_before,
    more_of_a_thing,
)
from transforms.readings import WITHIN_YEAR, Reading
from transforms.records import Role, Scope
from transforms.units import durations

_WITHIN = frozenset(("内", "以内", "之内"))
# 平均停留时间缩短2小时 needs no word of comparison.
_SHORTENED = frozenset(("缩短", "压缩", "压减"))
_RATE_UNITS = frozenset({"%", "‰"})
_CHANGE_UNITS = _RATE_UNITS | {"百分点", "倍"}
_TARGET = re.compile(
    r"(?=[力争预目计不须应要之到至])(?:力争|争取|预期|目标(?:为|是|值)|计划(?:到|于|在)|(?<![按照度查年])计划(?:投入|新[建增]|建[成设])|不得|须在|应当?在|应于|(?<!符合)(?<!国家)(?<!上级)(?<!按)(?<!按照)要求(?!公开|$)|之日起$|到(?:19|20)\d{2}年(?:底|末|前)|至少(?!有)[^,。;#]{1,6}$)"
)
_OF_A_TARGET = re.compile(r"的?(?:预期|预定|既定|年度|考核|问责)?(?:目标|要求|红线|[问警控][责戒制]线)")
# 未达到规定的5人标准; 制定3项标准 is a result.
_PRESCRIBED = ("规定的", "要求的", "核定的", "法定的")
# 法定时限20个工作日, 比法定的15日少8日: what the law allows is no result.
_LAWFUL = re.compile(r"(?:法定|规定)(?:的|(?:办理|办结|审批|审查|答复)?(?:时限|期限|时间))(?:为|是|的)?$")
# 控制在4.5%以内
_KEPT_WITHIN = re.compile(r"[,并]?控制在")
_NORM = re.compile(r"的?(?:最低)?(?:标准|时限|期限|比例|编制)")
# 确保依法决策,全年共形成决策事项近260项: what was done in the year is no aim, whatever it served.
_DONE = re.compile(r"全年|年内|共|累计")
# 力争调撤率达到40%以上、败诉率低于4%: the aim holds for the whole list.
_AIM = re.compile(r"力争|争取|确保")
_REACHED = re.compile(
    r"(?=[达控提下降压缩增保])(?:达到|控制在|(?:提升|提高|下降|降低|压缩|缩短|降|增)(?:到|至)|保持在)[^,。;]{0,4}$"
)
_AHEAD = re.compile(
    r"(?:^|[。;!])\s*+(?:(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+[、是])\s*+)?"
    r"(?:下一?步|下一?阶段|下一?年度?|今后|接下来|明年|来年|新的一年|(?P<year>20\d{2})年度?(?=[,我全本将要工是拟力]|计划[新开举培组完]))"
)
# What `_AHEAD` looks for behind the beginning of a sentence; most lines have none of it.
_NAMES_WHAT_COMES = re.compile(
    r"下一|下步|下阶段|下年|今后|接下来|明年|来年|新的一年|20\d{2}年度?[,我全本将要工是计拟力]"
)
_STILL = re.compile(r"(?:仍|尚|还)(?:有|存在)[^,。;]*$")
_OF_EACH = re.compile(
    r"(?:(?:[件案户日月]|(?<![责请告事表])人)均[^,。;]{0,8}|平均每[^,。;]{1,14}|单[笔案次件][^,。;]{0,8}"
    r"|最[大高低](?:的?一[笔件起]|罚款|处罚)?金额)$"
)
# 每季度开展1次; in 每周五开展普法36场 the number is of the year.
_EVERY = re.compile("^每(?![十百]?[万千百])[^,。;共计]{1,14}$|每(?:半?年|季度|个?月|周|旬)[^,。;共计]{0,4}$")
_MOST_OF_EVERY = 10
# 61.2件/万人
PER = re.compile("/[万千百]?[人年件户月天起]")
_A_PLACE = re.compile(r"(?:乡镇|镇街|街道|[县市区乡镇])(?:\([^()]*\))?(?![级民委直政局办])")
# Most clauses have none of these.
_OF_WORDS_OF_EACH = frozenset("每均单最")
_LACKS = re.compile(r"^[^,。;]{0,12}(?:未配备|未建立|未达|不相适应|不到位|缺乏|薄弱)")
_WILL = re.compile(r"将|要|力争|争取|确保|继续|着力|推动|计划|打算|努力|重点")
_THRESHOLDS = frozenset({"不低于", "不少于", "不超过", "不高于", "不多于"})
_STOCK = re.compile(
    r"(?=[现实在已均截注历以三四五六累总师员人队伍])(?:现有|现行有效(?!的)|实有|在册|已有|均已|已配[置备]|已贯通|已建成|截至|注册[^,。;]{0,4}数|注册资(?:本|金)|历年|以来[^。]*累计|[三四五六]年来?累计"
    r"|累计(?:上线|访问|服务|接入|归集|汇聚|注册|下载|浏览|建成|培育)|累计已?达到?$|注册用户$|总[量数](?:已?达到?|增至|为|$)|(?:师|员|人|队伍|伍)[^,。;]{0,4}(?:增至|发展到|壮大到|扩充[至到])$)"
)
# 2016—2022年,全县累计创成23个; 截至12月底,已培养136名; 自2021年启动以来,已培训1260名.
_OPENS_A_SPAN = re.compile(r"(?:(?:19|20)\d{2}年?[-—–~至到]+(?:19|20)\d{2}年|截[至止][^,。;]{2,14}),$")
_IN_THE_SPAN = re.compile(r"(?:全[^,。;年]{1,8})?(?:已|累计|共累计)")
# 五年来,共制定…; 自2021年启动以来,…; 行政复议体制改革以来; “十四五”以来. 今年以来 is the year itself.
_SINCE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年[^,。;]{0,14}以来"
    r"|(?<![\d第附靠邻最隔近])(?:近|过去)?(?:[二两三四五六七八九十]|\d{1,2})年(?:来(?![访信])|间)"
    r"|(?<![^,。;:])(?:近|过去)(?:[二两三四五六七八九十]|\d{1,2})年(?!未|没|[^,。;]{0,4}首)"
    r"|[七八九十]{1,2}[一二三四]?五[”\"]?(?:普法|规划)?(?:(?:时期|期间)(?=以来|[,全共累已])|(?:时期|期间)?以来)"
    r"|届政府[^,。;]{0,4}以来|党的[^,。;]{1,4}大以来|(?:改革|实施|施行|换届)以来)(?![的最首新])"
)
_OF_WORDS_OF_SINCE = ("以来", "年来", "年间", "近", "期间", "时期")
_ALL_ALREADY = re.compile(r"^[^,。;]{0,12}均已(?:取得|配[备置]|建[成立]|设[立置]|接入|纳入)")
# 比2020年增长, 是2016年的2.3倍 and 2016年底前的文件 name a year compared with, not the year of the number.
_YEAR = re.compile(
    r"(?<![\d比较与是])(?<![高低多少好优]于)(?!(?<=为)(?:19|20)\d{2}年的)((?:19|20)\d{2})\s*年(?!\d{0,2}月?\d{0,2}[日底末]?(?:之|以)?前|[^,。;]{0,14}以来)"
)
_OPENING_YEAR = re.compile(r"^\s*((?:19|20)\d{2})\s*年(?=[,,度]|全)")
# Elsewhere in a clause it says which things: 评查上年度案卷36卷.
_LAST_YEAR = re.compile(r"^\(?(?:而|但|其中)?(?:上一?|去)年(?![^,。;]*(?:以来|至今|结转|转入|遗留|起))")
_YEAR_BEFORE_IT = re.compile("(?:上一?|去)年")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=\s*年)")
_SPAN_OF_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}年?\s*[-—–~至到]+\s*((?:19|20)\d{2})\s*年")
_SCOPES: tuple[tuple[Scope, re.Pattern[str]], ...] = (
    ("courts", re.compile(r"(?<!申请)(?<!申请人民)法院|审判|检察(?!建议)")),
    (
        "departments",
        re.compile(r"各(?:部门|单位|镇街|乡镇|执法单位)|行政执法(?:机关|单位|部门)|各级行政机关"),
    ),
    ("territory", re.compile(r"(?<![较于比])全[省市区县州](?!平均)|辖区|各?(?:区县|县区|县市区|县\(市、区\))")),
    ("own", re.compile(r"市本级|[省市区县]政府|本级|[我本]局")),
)
_ANY_SCOPE = re.compile(f"(?=[法审检各行全辖区县市省政本我])(?:{'|'.join(pattern.pattern for _, pattern in _SCOPES)})")


def plans_begin(folded: str, report_year: int | None, *, of_plans: bool = False) -> int:
    """Where a line begins to speak of what is to come (下一步…, a later year with 将 or 力争), else its length.

    Chapters on shortcomings often end in plans without a heading of their own. `of_plans`: the heading names plans
    too, so that a later year needs no such word.
    """
    if not _NAMES_WHAT_COMES.search(folded):
        return len(folded)
    for match in _AHEAD.finditer(folded):
        year = match["year"]
        if year is None or (
            report_year
            and int(year) > report_year
            and (of_plans or _WILL.search(folded, match.end(), match.end() + 80))
        ):
            return match.start()
    return len(folded)


def role_of(reading: Reading, report_year: int | None, *, planned: bool) -> Role:
    """The role of a number, by its construction and its words; `planned` where the text speaks of plans."""
    mention = reading.placed.mention
    if planned or _is_target(reading):
        return "target"
    if reading.is_baseline:
        return "baseline"
    if mention.unit_norm in durations() and _LAWFUL.search(reading.placed.own):
        return "target"
    if mention.shape == "rank_before":
        return "baseline"
    if mention.shape == "rank":
        return "rank"
    if _is_change(reading):
        return "yoy_change"
    if mention.unit_norm in _RATE_UNITS or mention.shape == "ratio":
        return "rate"
    return "cumulative" if _is_stock(reading, report_year) else "level"


def _is_target(reading: Reading) -> bool:
    placed = reading.placed
    affixes = placed.mention.affixes
    if _TARGET.search(placed.own) or not _THRESHOLDS.isdisjoint(affixes) or _OF_A_TARGET.match(placed.right):
        return True
    if placed.own.endswith(_PRESCRIBED) and _NORM.match(placed.right):
        return True
    if not _WITHIN.isdisjoint(affixes) and _KEPT_WITHIN.fullmatch(placed.own):
        return True
    serves_an_aim = (affixes or _REACHED.search(placed.own)) and _AIM.search(placed.topic)
    return bool(serves_an_aim) and not _DONE.search(placed.own)


def _is_change(reading: Reading) -> bool:
    """A change is a percentage or difference right behind a word of change; 件 needs a word of comparison too."""
    own, unit = reading.placed.own, reading.placed.mention.unit_norm
    if reading.placed.mention.shape == "doubled":
        return True
    change = CHANGE.search(own)
    if change is None and is_than_before(own):
        return True
    if change is None:
        return (unit in _RATE_UNITS and OF_A_THING.search(own) is not None) or more_of_a_thing(own) is not None
    # 由97.5%上升为99.3%, 缩短为5天
    if own.endswith("为") and (reading.shape == "before_after" or unit in durations()):
        return False
    if change["word"] in _SHORTENED and unit in durations() and not _bounds(reading):
        return True
    if unit in _CHANGE_UNITS or COMPARED.search(own) or is_compared_before(reading.placed.topic):
        return True
    # 由15件减少到9件,减少6件
    return reading.shape == "difference" or (unit == "位" and MOVED.search(own) is not None)


def _bounds(reading: Reading) -> bool:
    """缩短15日内办结, 缩短1天至3天: how long it may take now, not by how much less."""
    return bool(_WITHIN & set(reading.placed.mention.affixes)) or reading.placed.right.startswith(("至", "到"))


def _is_stock(reading: Reading, report_year: int | None) -> bool:
    """A stock says so (已有, 注册用户数) or spans years; 全年累计 is bounded by the year."""
    # What names its own year has no verb of an earlier one.
    names_its_year = "年" in reading.said and _ANY_YEAR.search(reading.said)
    own = reading.placed.own if names_its_year else f"{reading.shared}{reading.placed.own}"
    if ("年" in own and _SPAN_OF_YEARS.search(own)) or _ALL_ALREADY.match(reading.placed.right):
        return True
    if WITHIN_YEAR.search(reading.said) or _is_of(report_year, reading.said):
        return False
    in_a_span = _IN_THE_SPAN.match(own) and _OPENS_A_SPAN.search(reading.placed.topic)
    return bool(in_a_span or _STOCK.search(own)) or _is_since(reading, report_year)


def _is_of(report_year: int | None, said: str) -> bool:
    """Whether a clause counts in the report's year (2023年检查总量为2186次), not since it or until its end."""
    named = f"{report_year}年"
    return named in said and re.search(rf"{named}(?!底|末|\d|[^,。;]*以来)", said) is not None


def _is_since(reading: Reading, report_year: int | None) -> bool:
    """Whether the sentence counts from an earlier year on, and not of the year alone since: 五年来共制定规章12件."""
    said = f"{reading.placed.topic}{reading.said}"
    since = None
    if reading.years_ago is None and any(map(said.__contains__, _OF_WORDS_OF_SINCE)):
        since = _SINCE.search(said)
    if since is None or "今年" in said or (since["year"] and int(since["year"]) == report_year):
        return False
    return not (WITHIN_YEAR.search(said, since.end()) or _ANY_YEAR.search(said, since.end()))


def is_of_each(reading: Reading) -> bool:
    """每季度开展1次, 每个乡镇配备2名, 单笔最大金额50万元: how often, how many each, or of one, but no count of all."""
    mention = reading.placed.mention
    return (
        mention.unit_norm not in durations()
        and mention.unit_norm not in _CHANGE_UNITS
        and (_says_each(reading.placed.own, mention.value) or PER.match(reading.placed.right) is not None)
    )


def names_the_year(reading: Reading, report_year: int | None) -> bool:
    """Whether a clause amid plans names a year that is over: (2025年计划培训36场,)2024年已培训12场."""
    years = _ANY_YEAR.findall(reading.said)
    return bool(years) and report_year is not None and int(years[-1]) <= report_year


def says_where(reading: Reading) -> bool:
    """抽查8个乡镇案卷160份: where the next number was counted."""
    placed, unit = reading.placed, reading.placed.mention.unit_norm
    elsewhere = placed.next_unit is not None and placed.next_unit != unit
    return unit in ("个", "家") and elsewhere and _A_PLACE.match(placed.right) is not None


def _says_each(own: str, value: Decimal | None) -> bool:
    if _OF_WORDS_OF_EACH.isdisjoint(own):
        return False
    is_few = value is not None and value <= _MOST_OF_EVERY
    return _OF_EACH.search(own) is not None or (is_few and _EVERY.search(own) is not None)


def names_shortcoming(reading: Reading) -> bool:
    """仍有3个乡镇未配备…, 尚有2家…: what is still missing."""
    return bool(_STILL.search(reading.said)) or bool(_LACKS.search(reading.placed.right))


def signed(value: Decimal | None, role: Role, own: str) -> Decimal | None:
    """A change downwards is negative: 下降1.36% is -1.36."""
    if value is None or role != "yoy_change":
        return value
    change = change_in(own)
    return -value if change and is_decrease(change) else value


def qualifier_of(reading: Reading, role: Role) -> str | None:
    """The words that qualify the number, joined with `|`: 同比|增长, 余, 超, 全省."""
    mention, own = reading.placed.mention, reading.placed.own
    words = list(mention.affixes)
    if role == "yoy_change":
        change, compared = change_in(own), COMPARED.search(own)
        words = [match.group("word") if match is change else match.group() for match in (compared, change) if match]
    if mention.rank_scope:
        words.append(mention.rank_scope)
    return "|".join(word.strip() for word in words) or None


def period_of(reading: Reading, role: Role, report_year: int | None) -> str | None:
    """The year a number speaks of (ISO): its clause's, the one that opens its sentence, the report's; a before value
    has only the first, or 上年."""
    if "年" in reading.said:
        if span := _SPAN_OF_YEARS.search(reading.said):
            return span[1]
        if years := (_ANY_YEAR if role == "baseline" else _YEAR).findall(reading.said):
            return str(years[-1])
        if _LAST_YEAR.search(reading.said) or (role == "baseline" and _YEAR_BEFORE_IT.search(reading.said)):
            return str(report_year - 1) if report_year else None
    if role == "baseline":
        return None
    if reading.years_ago:
        return str(report_year - reading.years_ago) if report_year else None
    if opening := _OPENING_YEAR.match(reading.placed.topic):
        return opening[1]
    return str(report_year) if report_year else None


def scope_of(reading: Reading) -> Scope | None:
    """Whose number it is, where its own clause says so; of a rank 全省 says among whom, and is its qualifier."""
    if reading.placed.mention.shape == "rank":
        return None
    own = reading.placed.own
    if not _ANY_SCOPE.search(own):
        return None
    return next(scope for scope, pattern in _SCOPES if pattern.search(own))
