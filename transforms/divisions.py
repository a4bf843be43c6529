"""The table of administrative divisions (GB/T 2260; editions 2020 and 2023 together, so that codes abolished in
between still resolve) and the search for their names in text."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import StringIO
from typing import cast

from transforms.records import Issuer, Jurisdiction, Level
from transforms.rule_files import alternatives, read_text, read_words

# 恩施土家族苗族自治州 is called 恩施州, 三江侗族自治县 三江县, 宁夏回族自治区 宁夏.
_AUTONOMOUS = re.compile(
    rf"(?P<stem>.{{2,}}?)(?:{alternatives(read_words('names.yml')['people'])}族?|各族)*自治(?P<kind>[州县旗区])"
)

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table, or a place that a title names and the table does not tell: then without code and province."""

    code: str
    name: str
    level: Level | None
    province: str
    prefecture: str | None

    @property
    def full_name(self) -> str:
        """A district is a part of its city and bears its name before its own; counties stand alone."""
        head = self.prefecture or self.province
        is_district = bool(self.code) and self.level == "county" and self.name.endswith("区")
        return head + self.name if is_district and head != self.name else self.name

    def jurisdiction(self) -> Jurisdiction:
        return Jurisdiction(self.code or None, self.full_name, self.level, self.province or None, self.prefecture)

    def contains(self, other: Division) -> bool:
        """Whether `other` lies within this division (or is it)."""
        stem = self.code.rstrip("0")
        width = {"province": 2, "prefecture": 4}.get(self.level or "", 6)
        return other.code.startswith(stem[:width].ljust(width, "0"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A division's name in a text. `divisions` are all that bear it."""

    start: int
    end: int
    divisions: tuple[Division, ...]


class Gazetteer:
    """Names of divisions, found by their first two characters, the longest first."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.by_code = {division.code: division for division in divisions}
        names: dict[str, dict[tuple[str, str | None], Division]] = defaultdict(dict)
        # Codes ascend: of two codes with one name in one prefecture the newer, higher one stays.
        for division in sorted(self.by_code.values(), key=lambda division: division.code):
            for name in _names(division):
                names[name][division.province, division.prefecture] = division
        self._bearers = {name: tuple(bearers.values()) for name, bearers in names.items()}
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._bearers, key=len, reverse=True):
            self._by_start[name[:2]].append(name)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Every name in folded `text` from left to right, the longest at each place, without overlaps."""
        place, last_end = 0, 0
        while place < len(text) - 1:
            names = self._by_start.get(text[place : place + 2])
            name = names and next((name for name in names if text.startswith(name, place)), None)
            # 新县 is in 创新县域治理, 和县 in 市级和县级: names of two characters need a border before them.
            if not name or (len(name) == 2 and place > last_end and _IDEOGRAPH.match(text[place - 1])):
                place += 1
                continue
            yield Mention(place, place + len(name), self._bearers[name])
            place = last_end = place + len(name)

    def with_issuer(self, issuer: Issuer) -> Gazetteer:
        """The same with the issuer's division, where its code is not in the table (fictitious or new)."""
        if issuer.code in self.by_code:
            return self
        return Gazetteer([*self.by_code.values(), _declared(issuer)])


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


def _names(division: Division) -> Iterator[str]:
    yield division.name
    match = _AUTONOMOUS.fullmatch(division.name)
    if match:
        yield match["stem"] + ("" if match["kind"] == "区" else match["kind"])


def _read() -> Gazetteer:
    rows = csv.DictReader(StringIO(read_text("divisions.csv")))
    return Gazetteer(
        Division(row["code"], row["name"], cast(Level, row["level"]), row["province"], row["prefecture"] or None)
        for row in rows
    )


GAZETTEER = _read()
