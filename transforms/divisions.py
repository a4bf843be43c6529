"""The table of administrative divisions (GB/T 2260) and the search for their names in text.

- `divisions.csv`: the divisions in force at the end of 2024 and those merged since 2000: `until` is the year of the
  merger, `successor` the code of the division that has the place, or its seat, today. A merged division stays its own,
  with its own code: it and the others that went into the successor reported in the same years.
- `former_names.csv`: the other changes since 2000: `name` and `code` of that time, `until` the year of the change (none
  where not sure), `successor` the code of the present division, `kind`: renamed, converted (a county became a city or a
  district, a prefecture a city), divided (the successor is the part that kept the name or the seat) or merged (and the
  successor has its code). A text that prints such a name is placed in the successor, so that one code holds a place's
  reports of all years. What was shared out among several without one successor is left out.
- `short_names.csv`: short forms that no rule makes (巴州, 莫旗).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from io import StringIO
from operator import itemgetter
from typing import cast

from transforms.records import Issuer, Jurisdiction, Level
from transforms.rule_files import alternatives, read_text, read_words

# 恩施土家族苗族自治州 is called 恩施州, 三江侗族自治县 三江县, 宁夏回族自治区 宁夏.
_AUTONOMOUS = re.compile(
    rf"(?P<stem>.{{2,}}?)(?:{alternatives(read_words('names.yml')['people'])}族?|各族)*自治(?P<kind>[州县旗区])"
)

# 新县 is in 创新县域治理, 和县 in 市级和县级: names of two characters need a border before them, 中共 at least.
_IN_A_WORD = re.compile("(?<=[\u4e00-\u9fff])(?<!中共)")
# 江北区域 is no district, and the corps of Xinjiang is not its government.
_NO_NAME_BEFORE = ("域", "生产建设兵团")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a division bore and the code of that time, up to the year `until` (None: not known).

    `is_shared`: another division bears the name today.
    """

    name: str
    code: str
    until: int | None
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table, or a place that a title names and the table does not tell: then without code and province.

    `until` is the year in which it was merged into another.
    """

    code: str
    name: str
    level: Level | None
    province: str
    prefecture: str | None
    former: tuple[FormerName, ...] = field(default=(), compare=False)
    short: tuple[str, ...] = field(default=(), compare=False)
    until: int | None = None

    @property
    def full_name(self) -> str:
        """A district is a part of its city and bears its name before its own; counties stand alone."""
        head = self.prefecture or self.province
        # 六枝特区 and 神农架林区 are no city's.
        is_named_alone = not self.name.endswith("区") or self.name.endswith(("特区", "林区"))
        is_district = bool(self.code) and self.level == "county" and not is_named_alone
        return head + self.name if is_district and head != self.name else self.name

    @property
    def former_names(self) -> tuple[str, ...]:
        """Names that it bore and none bears today."""
        return tuple(former.name for former in self.former if not former.is_shared)

    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.code or None, self.full_name, self.level, self.province or None, self.prefecture)

    def contains(self, other: Division) -> bool:
        """Whether `other` lies within this division (or is it)."""
        stem = self.code.rstrip("0")
        width = {"province": 2, "prefecture": 4}.get(self.level or "", 6)
        return other.code.startswith(stem[:width].ljust(width, "0"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A division's name in a text. `divisions` are all that bear it, or once bore a name that none bears today.

    `once` are those that once bore it where others bear it today.
    """

    start: int
    end: int
    divisions: tuple[Division, ...]
    once: tuple[Division, ...] = ()


class Gazetteer:
    """Names of divisions, found by the few characters that they end in (县, 区, 市 …)."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.by_code = {division.code: division for division in divisions}
        present = [division for division in self.by_code.values() if not division.until]
        former = [(name, division) for division in self.by_code.values() for name in division.former]
        self._by_former_code = {name.code: division for name, division in former}
        past = [(name.until or 0, name.name, division) for name, division in former]
        past += [(division.until, division.name, division) for division in self.by_code.values() if division.until]
        past.sort(key=itemgetter(0))
        today = {division.name for division in present}
        self._once = _bearers((name, division) for _, name, division in past if name in today)
        self._bearers = _bearers(
            [(form, division) for _, name, division in past if name not in today for form in names_of(name)]
            + [(form, division) for division in present for form in (*names_of(division.name), *division.short)]
        )
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for name in self._bearers:
            self._by_end[name[-2:]].append(name)
        self._last_character = re.compile(f"[{''.join({re.escape(name[-1]) for name in self._bearers})}]")

    def coded(self, code: str) -> Division | None:
        """The division that has the code or once had it."""
        return self.by_code.get(code) or self._by_former_code.get(code)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every name in folded `text` from left to right, the longest at each place, without overlaps."""
        last_end = 0
        for place, name in self._longest_names(text):
            if place < last_end or (len(name) == 2 and place > last_end and _IN_A_WORD.match(text, place)):
                continue
            last_end = place + len(name)
            yield Mention(place, last_end, self._bearers[name], self._once.get(name, ()))

    def _longest_names(self, text: str) -> list[tuple[int, str]]:
        """The longest name at each place where one begins, in order."""
        found: dict[int, str] = {}
        for last in self._last_character.finditer(text):
            end = last.end()
            for name in self._by_end.get(text[end - 2 : end], ()):
                if text.endswith(name, 0, end) and not text.startswith(_NO_NAME_BEFORE, end):
                    place = end - len(name)
                    found[place] = max(found.get(place, ""), name, key=len)
        return sorted(found.items())


def division_of(issuer: Issuer, gazetteer: Gazetteer) -> Division:
    """The division an issuer belongs to; what its register entry declares wins over the table."""
    known = gazetteer.by_code.get(issuer.code)
    if known is None:
        return _declared(issuer)
    return replace(
        known,
        level=issuer.level or known.level,
        province=issuer.province or known.province,
        prefecture=issuer.prefecture or known.prefecture,
    )


def _declared(issuer: Issuer) -> Division:
    return Division(issuer.code, issuer.place, issuer.level or "county", issuer.province or "", issuer.prefecture)


def _bearers(named: Iterable[tuple[str, Division]]) -> dict[str, tuple[Division, ...]]:
    """All divisions of a name; of several in one prefecture (思茅市 was a city within 思茅市) the last."""
    bearers: dict[str, dict[tuple[str, str | None], Division]] = defaultdict(dict)
    for name, division in named:
        bearers[name][division.province, division.prefecture] = division
    return {name: tuple(divisions.values()) for name, divisions in bearers.items()}


def names_of(name: str) -> Iterator[str]:
    """A division's name and the short forms of an autonomous one: 峨山县 and 峨山自治县, 鄂温克旗, 宁夏."""
    yield name
    match = _AUTONOMOUS.fullmatch(name) if "自治" in name else None
    if match:
        stem = match["stem"].removesuffix("族")
        yield stem + ("" if match["kind"] == "区" else match["kind"])
        yield f"{stem}自治{match['kind']}"


@cache
def stems_of_places() -> frozenset[str]:
    """The names of all divisions, with and without the character that says what each is (武汉 of 武汉市)."""
    names = {row["name"] for row in _rows("divisions.csv")}
    return frozenset(names | {name[:-1] for name in names if len(name) > 2})


def _read() -> Gazetteer:
    rows = list(_rows("divisions.csv"))
    today = {row["name"] for row in rows if not row["until"]}
    former: dict[str, list[FormerName]] = defaultdict(list)
    for row in _rows("former_names.csv"):
        former[row["successor"]].append(FormerName(row["name"], row["code"], _year(row), row["name"] in today))
    short: dict[str, list[str]] = defaultdict(list)
    for row in _rows("short_names.csv"):
        short[row["code"]].append(row["name"])
    return Gazetteer(
        Division(
            row["code"],
            row["name"],
            cast(Level, row["level"]),
            row["province"],
            row["prefecture"] or None,
            tuple(former[row["code"]]),
            tuple(short[row["code"]]),
            _year(row),
        )
        for row in rows
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(StringIO(read_text(name)))


def _year(row: dict[str, str]) -> int | None:
    return int(row["until"]) if row["until"] else None


GAZETTEER = _read()


@lru_cache(maxsize=256)
def gazetteer_for(issuer: Issuer | None) -> Gazetteer:
    """The table, with the issuer's division where its code is not there (fictitious or new)."""
    if issuer is None or issuer.code in GAZETTEER.by_code:
        return GAZETTEER
    return Gazetteer([*GAZETTEER.by_code.values(), _declared(issuer)])
