"""Facts told without a numeral (零败诉, 未发生, 实现全覆盖), by the rules of `rules/worded.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from transforms.masks import mask_quoted, mask_titles
from transforms.rule_files import read_text
from transforms.searching import matches_from

# An aim, a lack or a condition before the words: nothing is asserted of the year.
_ASSERTS_NOTHING = re.compile(
    r"力争|争取|确保|推[进动]|促进|加快|逐步|努力|目标|要求|责令|督促|计划|应当|须|将|拟|(?<![主重必首])要|防止|避免|杜绝|遏制"
    r"|若|凡|以实现|[未没尚仍非](?!仅)|不(?!断|仅|但)|难以"
)
_AIMS = re.compile(r"力争|争取|确保|(?:作)?为目标|目标[是为]|下一?步|计划[到于在]")
_CLAUSE_END = r"(?=[,。;:!?、)]|$)"
_FURTHEST = 400
_CLAUSE = ",。;:!?("
_SENTENCE = "。!?"
# Where a pattern can begin; most lines have no such place. A character alone goes first, so that it is searched for.
_BEGINNING = re.compile(
    r"[零未没无全均已](?:(?<=零)(?=[败纠撤退投差超伤])|(?<=[未没无])(?=[无发出造收接引有一败行诉复])"
    r"|(?<=全)(?=域?覆盖|部)|(?<=均)(?=[已按如及依在办审答反整])|(?<=已)(?=全部))"
)


class Worded(BaseModel):
    """A rule; see the head of `rules/worded.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+$")
    pattern: str
    after: re.Pattern[str] | None = None
    value: Literal[0, 100]
    unit: str
    code: str | None = None
    why: str
    examples: tuple[str, ...] = Field(min_length=1)
    not_: tuple[str, ...] = Field(min_length=1, alias="not")


class Claim(NamedTuple):
    """Words of one line that claim none or all of something; `start` and `end` are offsets in that line."""

    start: int
    end: int
    rule: Worded


@cache
def worded_rules() -> tuple[Worded, ...]:
    """The rules in the order of the file. Raises `pydantic.ValidationError` on a broken file."""
    content = yaml.load(read_text("worded.yml"), yaml.CSafeLoader)
    return TypeAdapter(tuple[Worded, ...]).validate_python(content)


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, Worded]]:
    """All rules in one pattern, and the rule by the name of the group that matched."""
    rules = worded_rules()
    groups = "|".join(f"(?P<{rule.id}>{rule.pattern})" for rule in rules)
    return re.compile(f"(?:{groups}){_CLAUSE_END}"), {rule.id: rule for rule in rules}


def find_claims(folded: str) -> Iterator[Claim]:
    """What one folded line claims in words, in reading order."""
    if not _BEGINNING.search(folded):
        return
    masked = mask_quoted(mask_titles(folded))
    pattern, rules = _patterns()
    for match in matches_from(_BEGINNING, pattern, masked):
        rule = rules[match.lastgroup or ""]
        if _is_asserted(masked, match.start(), rule):
            yield Claim(*match.span(), rule)


def _is_asserted(masked: str, start: int, rule: Worded) -> bool:
    clause = _last(_CLAUSE, masked, start)
    return not (
        _ASSERTS_NOTHING.search(clause)
        or _AIMS.search(_last(_SENTENCE, masked, start))
        or (rule.after and not rule.after.search(clause))
    )


def _last(stops: str, text: str, end: int) -> str:
    """The text before `end` since the last of `stops`, or as far as an aim can reach."""
    begin = max(0, end - _FURTHEST)
    return text[max(begin, *(text.rfind(stop, begin, end) + 1 for stop in stops)) : end]
