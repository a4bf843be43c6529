"""Which place a document is about: from its title, its first sentences, its source, its whole text, in that order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.divisions import GAZETTEER, Division, Gazetteer, Mention, division_of
from transforms.records import Issuer

_QUOTED = re.compile(r"《[^》]{0,80}》")
_OPENING_LENGTH, _BODY_LENGTH = 220, 4000
# A region named for its leaders' visit or a superior's guidance is not the one that reports.
_SUPERIOR = re.compile(r"(?:视察|考察|来|赴|在|对)$")
_LED_BY = re.compile(r"领导|指导|部署|要求|关心|支持|监督")
# 我市 says more of the reporting level than 全市, 全市 more than 市委.
_OWN_LEVEL = (
    re.compile(r"我(省|自治区|市|州|县|区|旗|盟)"),
    re.compile(r"(?<![\u4e00-\u9fff])(?:全)(省|自治区|市|州|县|区|旗|盟)"),
    re.compile(r"(省|自治区|市|州|县|区|旗|盟)(?:委|政府|人民政府)(?!办公厅)"),
)
_PLACE_IN_TITLE = re.compile(
    r"(?:关于|中共)?(?P<name>[\u4e00-\u9fff]{1,9}?[省市县区州旗盟])(?=人民政府|委|20\d\d|二[〇○零]|年度|法治政府|法治建设|依法|关于)"
)
_FIRST_PERSON = re.compile(r"[全我本各]|开展|推进|加强|示范|先行|街道|社区")
_CODE_IN_INDEX = re.compile(r"(?<!\d)(?:11)?(\d{6})")


@dataclass(frozen=True, slots=True)
class Placed:
    """A division, what named it, and the full names that lost against it."""

    division: Division | None
    origin: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scope:
    """What helps to tell divisions of one name apart."""

    gazetteer: Gazetteer
    issuer: Division | None
    index_code: Division | None
    context: str

    def resolve(self, divisions: Sequence[Division]) -> Division | None:
        for hint in (self.issuer, self.index_code):
            if hint:
                for division in divisions:
                    if division.code == hint.code or hint.contains(division):
                        return division
        named = [division for division in divisions if self._is_named_with(division)]
        if len(divisions) == 1:
            return divisions[0]
        return named[0] if len(named) == 1 else None

    def _is_named_with(self, division: Division) -> bool:
        if division.prefecture and division.prefecture != division.name:
            return division.prefecture in self.context
        return division.province in self.context


def find_place(
    title: str, body: str, issuing_body: str | None, index_number: str | None, issuer: Issuer | None
) -> Placed:
    """The reporting place. `title` and `body` are folded; body is the text without title and metadata."""
    gazetteer = GAZETTEER.with_issuer(issuer) if issuer else GAZETTEER
    own = division_of(issuer, gazetteer) if issuer else None
    text = _QUOTED.sub("", body[:_BODY_LENGTH])
    scope = _Scope(gazetteer, own, _coded(gazetteer, index_number), f"{title} {issuing_body or ''} {body}")
    certain = (
        ("title", _first_chain(scope, re.sub(r"^关于", "", title))),
        ("title", _unlisted(gazetteer, title)),
        ("opening", _opening(scope, text[:_OPENING_LENGTH])),
        ("source", own if own and _is_named(own, body) else None),
    )
    found = [(origin, division) for origin, division in certain if division] or list(
        _inferred(scope, text, issuing_body)
    )
    if not found:
        return Placed(None, None)
    origin, division = found[0]
    others = dict.fromkeys(other.full_name for _, other in found if other.code != division.code)
    return Placed(division, origin, tuple(others))


def _unlisted(gazetteer: Gazetteer, title: str) -> Division | None:
    """The place that the title starts with where the table has it not, or several times: its name is known, no code."""
    match = _PLACE_IN_TITLE.match(title)
    if match is None or _FIRST_PERSON.match(match["name"]):
        return None
    levels = {division.level for mention in gazetteer.mentions(match["name"]) for division in mention.divisions}
    level = levels.pop() if len(levels) == 1 else "county" if match["name"].endswith(("县", "旗")) else None
    return Division("", match["name"], level, "", None)


def _inferred(scope: _Scope, text: str, issuing_body: str | None) -> Iterator[tuple[str, Division]]:
    attempts = (
        ("text", _most_named(scope, text)),
        ("issuing_body", _first_chain(scope, issuing_body or "")),
        ("index_number", scope.index_code),
        ("source", scope.issuer),
    )
    return ((origin, division) for origin, division in attempts if division)


def _is_named(division: Division, text: str) -> bool:
    return division.name in text or (len(division.name) > 2 and division.name[:-1] in text)


def _coded(gazetteer: Gazetteer, index_number: str | None) -> Division | None:
    """The division whose code the index number starts with, bare or as part of an organ's credit code (11…)."""
    match = _CODE_IN_INDEX.match(index_number or "")
    if match is None or not re.search(r"[/A-Z-]", (index_number or "")[6:]):
        return None
    return gazetteer.by_code.get(match[1])


def _first_chain(scope: _Scope, text: str) -> Division | None:
    """The most specific division of the first run of adjoining names: 吴忠市利通区 is 利通区."""
    last: Mention | None = None
    chain: list[Mention] = []
    for mention in scope.gazetteer.mentions(text):
        if last and mention.start != last.end:
            break
        chain.append(mention)
        last = mention
    return _deepest(scope, chain)


def _deepest(scope: _Scope, chain: Sequence[Mention]) -> Division | None:
    division: Division | None = None
    for mention in chain:
        inside = [inner for inner in mention.divisions if division and division.contains(inner)]
        division = inside[0] if len(inside) == 1 else scope.resolve(mention.divisions) or division
    return division


def _opening(scope: _Scope, text: str) -> Division | None:
    """The division that the opening names, if it names one alone or one that contains none of the others."""
    found = [division for division in _resolved(scope, text) if division]
    if not found:
        return None
    innermost = [one for one in found if not any(one.contains(other) and other.code != one.code for other in found)]
    return innermost[0] if len({division.code for division in innermost}) == 1 else None


def _resolved(scope: _Scope, text: str) -> Iterator[Division | None]:
    for mention in scope.gazetteer.mentions(text):
        if not _SUPERIOR.search(text[: mention.start]) and not _LED_BY.search(text[mention.end : mention.end + 8]):
            yield scope.resolve(mention.divisions)


def _most_named(scope: _Scope, text: str) -> Division | None:
    """The division named most often among those of the level that the text calls its own (我市, 全区)."""
    counts = Counter(division for division in _resolved(scope, text) if division)
    if not counts:
        return None
    kind = _own_kind(text)
    best = max(
        counts, key=lambda division: (bool(kind) and division.name.endswith(kind), counts[division], division.code)
    )
    rivals = [other for other in counts if other != best and counts[other] == counts[best]]
    return None if any(other.name.endswith(kind) for other in rivals if kind) else best


def _own_kind(text: str) -> str:
    for pattern in _OWN_LEVEL:
        kinds = Counter(pattern.findall(text))
        if kinds:
            return str(kinds.most_common(1)[0][0])
    return ""
