"""Which indicator of the catalogue a quantity is.

A wording fits a number by words of its clause, by what the sentence or a heading speaks of, and by its unit. Where
several fit, the closest reading wins (see `_Fit`); two codes that are equal in everything become `candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Pattern
from typing import NamedTuple

from transforms.catalogue import Indicator, Wording, catalogue
from transforms.quantities import Found
from transforms.records import Quantity
from transforms.searching import AnyOf

# A word of so many characters (人大代表, 依申请公开) says what is counted as a topic of the same sentence does.
_NAMES_ITS_THING = 4
_PERSONS_OR_BODIES = frozenset({"个", "名", "人", "位", "家"})
_CHANGES_OF_ANYTHING = frozenset({"%", "‰", "百分点", "倍"})


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """A wording with its id (`code.1`) and the code it gives; a field of a pydantic model takes three times as long."""

    id: str
    code: str
    breakdown: str | None
    own: Pattern[str] | None
    unless: Pattern[str] | None
    unless_topic: Pattern[str] | None
    topic: Pattern[str] | None


class _Fit(NamedTuple):
    """How closely a wording reads a number; the greater, the closer.

    `topic_rank`: 3 the topic stands in the same sentence or a long word needs none, 2 just before it, 1 in a heading,
    0 none is asked for.
    `topic_end` and `word_end`: how far towards the number the last topic and word reach.
    """

    topic_rank: int
    topic_end: int
    word_length: int
    word_end: int


class _Lexicon(NamedTuple):
    """The words of the rules that allow a number of one role and unit, and those rules by their words.

    So a clause costs what it is long, however many words the catalogue has.
    """

    words: AnyOf
    rules: dict[str, list[_Rule]]


@cache
def _lexicon(role: str, unit: str) -> _Lexicon:
    rules: dict[str, list[_Rule]] = defaultdict(list)
    for entry in catalogue():
        if _allows(entry, role, unit):
            for index, wording in enumerate(entry.rules, 1):
                rule = _rule(entry.code, index, wording)
                for word in wording.words:
                    rules[word].append(rule)
    return _Lexicon(AnyOf(rules), rules)


def _rule(code: str, number: int, wording: Wording) -> _Rule:
    patterns = wording.own, wording.unless, wording.unless_topic, wording.topic
    return _Rule(f"{code}.{number}", code, wording.breakdown, *patterns)


def _allows(entry: Indicator, role: str, unit: str) -> bool:
    is_a_rank = role == "rank" or (role == "baseline" and unit == "位")
    if (entry.kind == "rank") != is_a_rank:
        return False
    if role == "yoy_change" and unit in _CHANGES_OF_ANYTHING:
        return True
    return unit in entry.allowed_units


def assign(found: Iterable[Found]) -> tuple[Quantity, ...]:
    """The quantities with their code and breakdown, or with `candidates` where two codes fit equally."""
    found = tuple(found)
    quantities = _coded(found)
    _tell_ways_apart(quantities, found)
    for position, item in enumerate(found):
        if item.continues:
            quantities[position] = _inherited(item, quantities[position - 1])
    return tuple(quantities)


def _coded(found: Sequence[Found]) -> list[Quantity]:
    """The quantities, of which bare changes have no code yet."""
    quantities: list[Quantity] = []
    waiting: list[int] = []
    for position, item in enumerate(found):
        if item.continues:
            quantities.append(item.quantity)
            continue
        quantity, words = _assigned(item)
        if item.whole and not item.is_no_result:
            quantity = _as_part(quantity, quantities[position - item.whole])
        quantities.append(quantity)
        if waiting and any(word in item.right for word in words):
            for earlier in waiting:
                quantities[earlier] = _with_verb_of(quantities[earlier], quantity)
        waiting = [*waiting, position] if item.shares_next and _lacks_a_code(quantity) else []
    return quantities


def _tell_ways_apart(quantities: list[Quantity], found: Sequence[Found]) -> None:
    """Of several ways in one sentence (撤销19件、变更7件) none is the whole: each is the breakdown of its number."""
    told: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for position, (quantity, item) in enumerate(zip(quantities, found, strict=True)):
        if way := _way_of(quantity):
            told[item.sentence, quantity.indicator, quantity.role, quantity.period].append((position, way))
    for ways in told.values():
        for position, way in ways if len(ways) > 1 else ():
            quantities[position] = quantities[position]._replace(breakdown=way)


def _way_of(quantity: Quantity) -> str:
    """The words of the catalogue that say which way a number is of; empty where none does or it is told apart."""
    if quantity.breakdown is not None or quantity.subject is None:
        return ""
    return "、".join(word for word in _ways().get(quantity.indicator or "", ()) if word in quantity.subject)


@cache
def _ways() -> dict[str, tuple[str, ...]]:
    return {entry.code: entry.ways for entry in catalogue() if entry.ways}


def _lacks_a_code(quantity: Quantity) -> bool:
    return quantity.indicator is None and not quantity.candidates


def _as_part(quantity: Quantity, whole: Quantity) -> Quantity:
    """A part without a code of its own (其中市政府9件、部门22件) has that of the whole; its words are the breakdown.

    So they are where it says the same as the whole (受理1180件,其中市政府受理286件), but not of a year in a stock
    (累计340个,其中今年21个).
    """
    if whole.indicator is None or quantity.role not in ("level", "cumulative"):
        return quantity
    if _lacks_a_code(quantity):
        rule = f"{quantity.rule}/{whole.rule.partition('/')[2]}"
        return quantity._replace(indicator=whole.indicator, breakdown=quantity.subject, rule=rule)
    return quantity._replace(breakdown=quantity.subject) if _key(quantity) == _key(whole) else quantity


def _key(quantity: Quantity) -> tuple[str | None, ...]:
    """What a document states once: code, breakdown, role and period."""
    return quantity.indicator, quantity.breakdown, quantity.role, quantity.period


def _with_verb_of(quantity: Quantity, following: Quantity) -> Quantity:
    """县委常委会2次、县政府常务会议3次听取…: the verb behind the last number is that of the first, too."""
    if (
        quantity.unit_norm != following.unit_norm
        and not {quantity.unit_norm, following.unit_norm} <= _PERSONS_OR_BODIES
    ):
        return quantity
    return quantity._replace(
        indicator=following.indicator,
        breakdown=quantity.subject,
        rule=f"{quantity.rule}/{following.rule.partition('/')[2]}",
    )


def _inherited(item: Found, previous: Quantity) -> Quantity:
    """A bare change (,同比下降62%) is a change of what the number before it counts."""
    return item.quantity._replace(
        indicator=previous.indicator,
        candidates=previous.candidates,
        breakdown=previous.breakdown,
        rule="/".join(filter(None, (item.quantity.rule, previous.rule.partition("/")[2]))),
    )


def _assigned(item: Found) -> tuple[Quantity, Sequence[str]]:
    """The quantity with its code, and the words of the clause that gave it."""
    quantity = item.quantity
    fits = [] if item.is_no_result else _fits(item)
    if not fits:
        return quantity, ()
    if len(fits) > 1:
        closest = max(fit for fit, _, _ in fits)
        fits = [each for each in fits if each[0] == closest]
        codes = tuple(dict.fromkeys(rule.code for _, rule, _ in fits))
        if len(codes) > 1:
            return quantity._replace(candidates=codes), ()
    _, rule, words = fits[0]
    coded = quantity._replace(
        indicator=rule.code,
        breakdown=rule.breakdown,
        rule=f"{quantity.rule}/{rule.id}",
    )
    return coded, words


def _fits(item: Found) -> list[tuple[_Fit, _Rule, list[str]]]:
    """The rules that read the number, each with its words that the clause has."""
    window = f"{item.own}#{item.right}"
    said = f"{item.topic}{window}"
    words: dict[_Rule, list[str]] = defaultdict(list)
    lexicon = _lexicon(item.quantity.role, item.quantity.unit_norm or "")
    for word in lexicon.words.words_in(window):
        for rule in lexicon.rules[word]:
            words[rule].append(word)
    fits = []
    for rule, found in words.items():
        # Here already, because six of ten end here.
        if rule.own is None or rule.own.search(window):
            fit = _fit(rule, found, item, window, said)
            if fit is not None:
                fits.append((fit, rule, found))
    return fits


def _fit(rule: _Rule, words: Sequence[str], item: Found, window: str, said: str) -> _Fit | None:
    """How closely a rule reads a number whose clause has some of its words and fits `own`; `None` if it does not.

    `window` is the clause with the number written as `#`, `said` the sentence up to its end.
    """
    if rule.unless is not None and rule.unless.search(window):
        return None
    if rule.unless_topic is not None and rule.unless_topic.search(said):
        return None
    topic = (0, 0) if rule.topic is None else _topic(rule, item, said)
    if topic is None:
        return None
    length, end = _nearest(words, item)
    if rule.topic is None and length >= _NAMES_ITS_THING:
        topic = (3, len(item.topic) + max(0, end))
    return _Fit(*topic, length, end)


def _nearest(words: Sequence[str], item: Found) -> tuple[int, int]:
    """Length and end of the longest of `words`, nearest to the number; one before the number goes first."""
    before = [(len(word), item.own.rfind(word) + len(word)) for word in words if word in item.own]
    return max(before or [(len(word), -item.right.find(word)) for word in words])


def _topic(rule: _Rule, item: Found, said: str) -> tuple[int, int] | None:
    """Rank and end of the last mention of the rule's topic; `None` where there is none."""
    if end := _end_of_last(rule, said):
        return 3, end
    if end := _end_of_last_before(rule, item.before):
        return 2, end
    return (1, 0) if _end_of_last_before(rule, item.headings) else None


def _end_of_last(rule: _Rule, text: str) -> int:
    """End of the last mention of the rule's topic, 0 where there is none."""
    end = 0
    for match in rule.topic.finditer(text) if rule.topic else ():
        end = match.end()
    return end


# What stands before a sentence and above a section is the same for all its numbers. By rule, since a pattern's own hash
# is made from all its code.
_end_of_last_before = lru_cache(maxsize=4096)(_end_of_last)
