"""Every number that the body asserts as a fact, with its value, unit, role, period and evidence span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from transforms.body import Body, Passage
from transforms.constructions import read
from transforms.context import Placed, is_criterion, place
from transforms.mentions import MOST_NUMBERS, find_mentions, too_many_numbers
from transforms.parts import with_parts
from transforms.readings import Reading
from transforms.records import Quantity, Role, Section
from transforms.roles import (
    PER,
    is_of_each,
    names_shortcoming,
    names_the_year,
    period_of,
    plans_begin,
    qualifier_of,
    role_of,
    says_where,
    scope_of,
    signed,
)
from transforms.shapes import Mention
from transforms.tables import Cell, find_cells
from transforms.themes import themes_named
from transforms.worded import Claim, find_claims

_LEAD = re.compile(
    r"^(?:其中|全年|今年(?:以来)?|年内|截至目前|(?:19|20)\d{2}年(?:度)?(?:以来)?|共计|累计"
    r"|共(?!青团|享|同|建共|治共|产[党主]|识(?!别)|和国|商共)|全[省市区县](?![级域])|已(?!决(?!定)|婚)"
    r"|还(?!款|建房|迁|田|贷)|并(?!联审|案|购|轨|网(?!络))|和(?!解(?!决)|谐|平|睦)|及(?![时格])|与(?!会)|[,、的])+"
)
# Not the ends of 行为, 统计, 公约, 国有, 公共, 平均, 附近, 目的.
_TRAIL = re.compile(
    r"(?:共计|累计|合计|总计|达到|达|为(?<![行作认以]为)|是|有(?<![国所公私拥持享]有)|共(?<![公中]共)|计(?<![统审会设预估]计)"
    r"|近(?<![附临邻就]近)|约(?<![公预契履违签特邀合节]约)(?<!规民约)|了|各|的(?<!目的)|均(?<![人户平]均)|[、::])+$"
)
# Characters that one of these can begin or end with; most words have none of them there.
_FIRST_OF_LEAD = frozenset("其全今年截12共累已还并,、和及与的")
_LAST_OF_TRAIL = frozenset("计到达为是有共近约了各的均、::")
_NONE_OF = re.compile(r"^(?:零|(?:未|没有|无)(?:发生|出现|发现|收到|接到|引发|造成)?(?:一[件起例宗份]?)?)")
_BARE_VERB_LENGTH = 4
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_CAPTION_OF_A_YEAR = re.compile(r"(20\d\d)年(?![-—–~至到])")
# 7件判决驳回、1件败诉: what became of the first is said.
_OUTCOME = re.compile(
    "(?:被|判决|裁定|已|正在|予以)*(?:维持|驳回|撤|胜诉|败诉|审理|终止|和解|调解|纠错|变更|确认|责令)"
)


_Item = TypeVar("_Item")


class Found(NamedTuple):
    """A quantity with the words around it, for the indicators; all folded and without quotation marks.

    `sentence` is the offset of its sentence, `topic` what that said before `own`, `before` the end of
    what the line said before the sentence, `headings` the headings above, outermost first. `continues`: a
    change of what the quantity before it counts; `whole`: how many quantities before it the one stands
    whose part it is; `shares_next`: it has the verb of the next one (县委2次、县政府3次听取…); `is_no_result`: the
    number is no result of the year, because the text names a shortcoming (仍有5个司法所…; a plain rate,
    败诉率达30%, is one) or says how many each (每个乡镇配备2名).
    """

    quantity: Quantity
    own: str
    right: str
    sentence: int
    topic: str
    before: str
    headings: str
    continues: bool
    whole: int | None
    shares_next: bool
    is_no_result: bool


def find_quantities(body: Body) -> tuple[Found, ...]:
    """The quantities of the body in reading order; shared numbers give one row per fact.

    Raises `Refused` where there are more than any report has.
    """
    found: list[Found] = []
    for passage in body.passages:
        mentions = find_mentions(passage.folded)
        if len(found) + len(mentions) > MOST_NUMBERS:
            raise too_many_numbers()
        if mentions:
            found.extend(_of_passage(passage, mentions, body))
    return tuple(found)


def find_table_cells(body: Body) -> Iterator[Found]:
    """The bare numbers in tables of the body whose names of row and column say unit and thing, in reading order."""
    for cell in _bounded(find_cells([passage.folded for passage in body.passages], body.report_year)):
        mention = Mention(cell.start, cell.end, cell.value, cell.written_unit, cell.unit.norm, "eq", (), "cell")
        placed = Placed(mention, cell.words, "", cell.caption, "", 0, 0, counts_next=False, joins_next=False)
        passage = body.passages[cell.line]
        found = _found(Reading(placed, cell.words), passage, body, _plans_begin(passage, body))
        yield found._replace(quantity=_in_its_column(_of_the_caption(found.quantity, cell), cell))


def _of_the_caption(quantity: Quantity, cell: Cell) -> Quantity:
    year = _CAPTION_OF_A_YEAR.match(cell.caption)
    return quantity._replace(period=year[1]) if year else quantity


def _in_its_column(quantity: Quantity, cell: Cell) -> Quantity:
    if cell.role is None or quantity.role == "target":
        return quantity
    return quantity._replace(
        role=cell.role, value=cell.value, period=str(cell.year) if cell.year else quantity.period, qualifier=None
    )


def find_claims_in_words(body: Body) -> Iterator[Quantity]:
    """What the body asserts without a numeral (零败诉, 实现全覆盖), as 0 or 100, in reading order."""
    found = ((passage, claim) for passage in body.passages for claim in find_claims(passage.folded))
    for passage, claims in groupby(_bounded(found), key=itemgetter(0)):
        yield from _claimed(passage, [claim for _, claim in claims], body)


def _bounded(items: Iterable[_Item]) -> Iterator[_Item]:
    """The items; raises `Refused` when there are more than any report has."""
    for count, item in enumerate(items, start=1):
        if count > MOST_NUMBERS:
            raise too_many_numbers()
        yield item


def _claimed(passage: Passage, claims: Sequence[Claim], body: Body) -> Iterator[Quantity]:
    """The facts claimed in one passage; plans and shortcomings assert nothing of the year."""
    mentions = [
        Mention(claim.start, claim.end, Decimal(claim.rule.value), None, claim.rule.unit, "eq", (), "words")
        for claim in claims
    ]
    plans = _plans_begin(passage, body)
    for claim, placed in zip(claims, place(passage.folded, mentions), strict=True):
        quantity = _found(Reading(placed, placed.own), passage, body, plans).quantity
        section = body.section_at(quantity.source_start)
        if quantity.role != "target" and (section is None or section.theme != "problems"):
            yield _as_claimed(quantity, claim, passage)


def _as_claimed(quantity: Quantity, claim: Claim, passage: Passage) -> Quantity:
    words, rule = passage.folded[claim.start : claim.end], claim.rule
    return quantity._replace(
        role="rate" if rule.unit == "%" else "level",
        subject=_NONE_OF.sub("", words) if rule.value == 0 else quantity.subject,
        indicator=rule.code,
        rule=f"words/{rule.id}",
    )


def _of_passage(passage: Passage, mentions: Sequence[Mention], body: Body) -> Iterator[Found]:
    plans = _plans_begin(passage, body)
    readings = with_parts(
        read([item for item in place(passage.folded, mentions) if not is_criterion(item, passage.folded)])
    )
    for position, reading in enumerate(readings):
        back = None if reading.whole is None else position - reading.whole
        yield _found(reading, passage, body, plans, back)


def _plans_begin(passage: Passage, body: Body) -> int:
    """The offset in the source text from which the passage speaks of plans."""
    chapter = body.headings(body.section_at(passage.line.start))
    of_plans = "plans" in themes_named(chapter)
    return passage.line.start + plans_begin(passage.folded, body.report_year, of_plans=of_plans)


def _found(reading: Reading, passage: Passage, body: Body, plans: int, whole: int | None = None) -> Found:
    placed, mention, line = reading.placed, reading.placed.mention, passage.line
    start = line.start + mention.start
    section = body.section_at(start)
    in_plans = section is not None and section.theme == "plans"
    planned = in_plans or (start >= plans and not names_the_year(reading, body.report_year))
    role = role_of(reading, body.report_year, planned=planned)
    quantity = Quantity(
        source_start=start,
        source_end=line.start + mention.end,
        raw=line.text[mention.start : mention.end],
        value=signed(mention.value, role, placed.own),
        value_low=mention.low,
        value_high=mention.high,
        unit=mention.unit,
        unit_norm=mention.unit_norm,
        role=role,
        qualifier=qualifier_of(reading, role),
        cmp=mention.cmp,
        period=period_of(reading, role, _year_of(role, section, body)),
        subject=subject_of(placed.own, placed.right),
        scope=scope_of(reading),
        section=section.path if section else "0",
        rule="+".join(filter(None, (mention.shape, reading.shape))),
    )
    return Found(
        quantity,
        own=_unquoted(placed.own),
        right=_unquoted(placed.right),
        sentence=line.start + placed.sentence,
        topic=_unquoted(placed.topic),
        before=placed.before,
        headings=body.headings(section),
        continues=role == "yoy_change" and reading.shape in ("continued", "difference"),
        whole=whole,
        shares_next=placed.counts_next and placed.joins_next and not _OUTCOME.match(placed.right),
        is_no_result=names_shortcoming(reading)
        or is_of_each(reading)
        or says_where(reading)
        or (section is not None and section.theme == "problems" and not _is_rate_of_the_body(role, mention)),
    )


def _year_of(role: Role, section: Section | None, body: Body) -> int | None:
    """The report's year, or that of the plans in whose chapter an aim stands: 三、2024年工作打算."""
    planned = [int(year) for year in _YEAR.findall(body.headings(section))] if role == "target" else []
    if body.report_year and planned and max(planned) > body.report_year:
        return max(planned)
    return body.report_year


def _is_rate_of_the_body(role: Role, mention: Mention) -> bool:
    """败诉率达30%, but not 7个县败诉率超过20%, which bounds others'."""
    return role == "rate" and not mention.affixes


def _unquoted(words: str) -> str:
    """Without quotation marks, which part a name (法律“明白人”) or its first word from the rest."""
    return words.replace("“", "").replace("”", "") if "“" in words or "”" in words else words


def subject_of(own: str, right: str) -> str | None:
    """The thing counted, in the words of the text: what stands before the number, or behind it after a bare verb."""
    before = _LEAD.sub("", own) if own[:1] in _FIRST_OF_LEAD else own
    before = _TRAIL.sub("", before) if before[-1:] in _LAST_OF_TRAIL else before
    if ")" not in before:
        before = before.removeprefix("(")
    if "(" not in right:
        right = right.removesuffix(")")
    if per := PER.match(right):
        right = right[per.end() :]
    if len(before) > _BARE_VERB_LENGTH or not (noun := right.strip("、 的")):
        return before.rstrip("(") or right.strip("、 ") or None
    return f"{before}{noun}"
