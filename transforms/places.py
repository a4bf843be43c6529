"""Which place a document is about: from its title, its first sentences, its source, its offices, its whole text, its
index number and its site, in that order; an office within the place that the first sentences name goes before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from transforms.divisions import Division, Gazetteer, Mention, division_of, gazetteer_for, names_of
from transforms.elsewhere import is_elsewhere, is_followed, of_itself
from transforms.records import Issuer, Jurisdiction

_QUOTED = re.compile(r"《[^》]{0,80}》")
_OPENING_LENGTH, _BODY_LENGTH = 220, 4000
# 我市 says more of the reporting level than 全市, 全市 more than 市委.
_OWN_LEVEL = (
    re.compile(r"我(省|自治区|市(?!场)|州|县|区|旗|盟)"),
    re.compile(r"(?<![\u4e00-\u9fff])(?:全)(省|自治区|市|州|县|区|旗|盟)"),
    re.compile(r"(省|自治区|市|州|县|区|旗|盟)(?:委|政府|人民政府)(?!办公厅)"),
)
_OWN_OFFICE = re.compile("我(?:局|委|厅|办|中心|街道|镇|乡)")
_PLACE_IN_TITLE = re.compile(
    r"(?:关于|中共|国家税务总局)?(?P<name>(?!关于|在|[省市县区州旗盟年])[\u4e00-\u9fff]{1,9}?[省市县区州旗盟](?<!城市)(?<!社区)(?<!县县))"
    r"(?=人民政府|委|20\d\d|二[〇○零]|年度|法治政府|法治建设|依法|关于|[\u4e00-\u9fff]{2,12}?(?:局|办公室|中心)(?:关于|20\d\d))"
)
# 高新区, 工业园区 are zones of the city and no divisions.
_A_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,3}(?:县|旗|(?<![新发园开范税作理假术济])区)")
_FIRST_PERSON = re.compile(r"[全我本各]|开展|推进|加强|示范|先行|街道|社区")
_CODE_LENGTH = 6
# Named so often, a place that the text names is surer than the office that the page names.
_OFTEN = 2
_MUCH_MORE = 3
_OF_A_PROVINCE = "我厅"
_BELOW = ("区", "县", "旗", "镇", "乡")
_OF_COUNTIES = ("县", "区", "旗")
_LEVELS_ABOVE_ALL = ("省", "自治区")
_SHORTEST_WITH_STEM, _SHORTEST_CUT = 2, 3
_OF_ANY_CITY = re.compile("[\u4e00-\u9fff]区")
_CODE_IN_INDEX = re.compile(r"(?<!\d)(?:11)?(\d{6})")


@dataclass(frozen=True, slots=True)
class Placed:
    """A division, what named it, and the names that lost against it: other divisions', its own former ones."""

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
    opening: str = ""
    searched: dict[str, bool] = field(default_factory=dict)

    def resolve(self, mention: Mention) -> Division | None:
        for hint in filter(None, (self.issuer, self.index_code)):
            for division in mention.divisions:
                if division.code == hint.code or hint.contains(division):
                    return division
        # 东区 and 城区 are words of any city.
        if len(mention.divisions) == 1 and not _OF_ANY_CITY.fullmatch(mention.divisions[0].name):
            return mention.divisions[0]
        named = [division for division in mention.divisions if self._is_named_with(division)]
        return named[0] if len(named) == 1 else None

    def _is_named_with(self, division: Division) -> bool:
        is_in_prefecture = division.prefecture and division.prefecture != division.name
        above = (division.prefecture if is_in_prefecture else division.province) or ""
        # One text may name a district 18,000 times, and each time it would be searched from its beginning.
        if above not in self.searched:
            # 打造杭州法治建设示范样板: the bare stem says something in the first sentences alone.
            self.searched[above] = any(name in self.context for name in names_of(above)) or (
                len(above) > _SHORTEST_WITH_STEM and above[:-1] in self.opening
            )
        return self.searched[above]


def find_place(
    title: str, body: str, offices: Sequence[str], index_number: str | None, issuer: Issuer | None, site: str = ""
) -> Placed:
    """The reporting place. `title` and `body` are folded; body is the text without title and metadata. `offices` are
    those that the page names, the most trusted first.

    `site` is the site's own name. It tells districts of one name apart, places of which the text gives but the stem,
    and whose 我县 it is; alone it says nothing here, as sites carry reports of others (see `place_of_site`).
    """
    gazetteer = gazetteer_for(issuer)
    own = division_of(issuer, gazetteer) if issuer else None
    text = _QUOTED.sub("", body[:_BODY_LENGTH])
    context = f"{title} {' '.join(offices)} {body} {site}"
    opening = _whole_sentences(text[:_OPENING_LENGTH])
    scope = _Scope(gazetteer, own, _coded(gazetteer, index_number), context, of_itself(opening))
    opened = _opening(scope, opening, _signed(scope, offices))
    bare = title.removeprefix("关于")
    certain = (
        ("title", _unlisted_within(scope, bare) or _first_chain(scope, bare) or _unlisted(gazetteer, title)),
        ("issuing_body", _office_within(scope, opened, offices, text)),
        ("opening", opened),
        ("source", own if own and _is_named(own, body) else None),
    )
    found = [(origin, division) for origin, division in certain if division] or list(_inferred(scope, text, offices))
    said = title + opening
    if not found and (sited := _first_chain(scope, site)) and (_is_named(sited, said) or _is_its_own(sited, said)):
        found = [("site", sited)]
    if not found:
        return Placed(None, None)
    origin, division = found[0]
    lost = [other.full_name for _, other in found if other.code != division.code]
    lost += [name for name in division.former_names if name in title or name in text]
    return Placed(division, origin, tuple(dict.fromkeys(name for name in lost if name != division.name)))


def place_of_site(name: str, code: str) -> Placed:
    """The county whose site it is, by the code of the site's own (网站标识码) or by its folded name; none for others.

    Only of a township, a department or a zone without a place may it be presumed that it lies there.
    """
    gazetteer = gazetteer_for(None)
    named = _first_chain(_Scope(gazetteer, None, None, name), name)
    division = gazetteer.coded(code[:_CODE_LENGTH]) or named
    return Placed(division, "site") if division and division.level == "county" else Placed(None, None)


def _signed(scope: _Scope, offices: Sequence[str]) -> Division | None:
    """The place whose government the page names first among its offices."""
    return _first_chain(scope, offices[0]) if offices and offices[0].endswith("人民政府") else None


def _office_within(scope: _Scope, opened: Division | None, offices: Sequence[str], text: str) -> Division | None:
    """The place of an office that lies in the one the opening names: 邀请湖南省委党校教授 says nothing of 我局."""
    if opened is None or _is_its_own(opened, text) or _OF_A_PROVINCE in text:
        return None
    placed = (_first_chain(scope, office) for office in offices)
    inner = (division for division in placed if division and division != opened and opened.contains(division))
    return next((each for each in inner if _OWN_OFFICE.search(text) or _is_its_own(each, text)), None)


def within(body: str) -> Jurisdiction:
    """The province, and the city, that a body's name begins with (苏州工业园区); empty where it begins with none."""
    # 朝阳区司法局 is not of 朝阳市.
    named = (
        division
        for stem, division in _stems_of_cities()
        if body.startswith(stem) and not body.startswith(_BELOW, len(stem))
    )
    division = next(named, None)
    if division is None:
        return Jurisdiction()
    return Jurisdiction(None, None, None, division.province or division.name, division.prefecture)


@cache
def _stems_of_cities() -> tuple[tuple[str, Division], ...]:
    """The provinces and prefectures of today by their names without what each is (苏州, 延边, 新疆)."""
    present = (each for each in gazetteer_for(None).by_code.values() if not each.until)
    above = [each for each in present if each.level in ("prefecture", "province")]
    forms = ((form, each) for each in above for form in names_of(each.name))
    return tuple((form if len(form) < _SHORTEST_CUT else form[:-1], each) for form, each in forms)


def _unlisted(gazetteer: Gazetteer, title: str) -> Division | None:
    """The place that the title starts with where the table has it not, or several times: its name is known, no code."""
    match = _PLACE_IN_TITLE.match(title)
    if match is None or _FIRST_PERSON.match(match["name"]):
        return None
    levels = {division.level for mention in gazetteer.mentions(match["name"]) for division in mention.divisions}
    level = levels.pop() if len(levels) == 1 else "county" if match["name"].endswith(("县", "旗")) else None
    # 朝阳区 is in Beijing and in Changchun, but not in 朝阳市.
    above = Jurisdiction() if levels else within(match["name"])
    return Division("", match["name"], level, above.province or "", above.prefecture)


def _unlisted_within(scope: _Scope, title: str) -> Division | None:
    """A county that the title names behind the city it lies in and the table has not: it is not that city."""
    match = _PLACE_IN_TITLE.match(title)
    chain = list(scope.gazetteer.mentions(match["name"])) if match else []
    if match is None or not chain or chain[0].start or not _A_COUNTY.fullmatch(match["name"], chain[-1].end):
        return None
    outer = _deepest(scope, chain)
    if outer is None or outer.level == "county":
        return None
    prefecture = outer.name if outer.level == "prefecture" else outer.prefecture
    return Division("", match["name"], "county", outer.province, prefecture)


def _inferred(scope: _Scope, text: str, offices: Sequence[str]) -> Iterator[tuple[str, Division]]:
    named, times = _most_named(scope, text)
    chains = [(office, division) for office in offices if (division := _first_chain(scope, office))]
    office = chains[0][1] if chains else None
    own = (division for name, division in chains if _is_its_own(division, text) or _is_our_office(name, text))
    is_sure = times >= _OFTEN or (named is not None and office is not None and office.contains(named))
    attempts = (
        ("issuing_body", next(own, None)),
        ("text", named if is_sure else None),
        ("issuing_body", office),
        ("text", named),
        ("index_number", scope.index_code),
        ("source", scope.issuer),
    )
    return ((origin, division) for origin, division in attempts if division)


def _whole_sentences(text: str) -> str:
    """The text without the sentence that its end cuts; all of it where that is the only one."""
    return text[: max(text.rfind("。"), text.rfind("\n")) + 1] or text


def _is_its_own(division: Division, text: str) -> bool:
    """Whether the text speaks of 我县 and the division is a county."""
    own = _spoken_of(text)
    return bool(own) and any(name.endswith(own) for name in (division.name, *division.former_names))


def _spoken_of(text: str) -> str:
    """The level that the text says most often is its own (县 of 我县); empty where it says none."""
    return _most_frequent(_OWN_LEVEL[0], text)


def _most_frequent(pattern: re.Pattern[str], text: str) -> str:
    kinds = Counter(pattern.findall(text)).most_common(1)
    return str(kinds[0][0]) if kinds else ""


def _is_our_office(name: str, text: str) -> bool:
    """Whether the text speaks of 我局 and the office is one, or of 我镇 and it is its government."""
    own = _OWN_OFFICE.search(text)
    return own is not None and name.removesuffix("人民政府").removesuffix("办事处").endswith(own[0][1:])


def _is_named(division: Division, text: str) -> bool:
    return division.name in text or (len(division.name) > 2 and division.name[:-1] in text)


def _coded(gazetteer: Gazetteer, index_number: str | None) -> Division | None:
    """The division whose code the index number starts with, bare or as part of an organ's credit code (11…)."""
    match = _CODE_IN_INDEX.match(index_number or "")
    if match is None or not re.search(r"[/A-Z-]", (index_number or "")[6:]):
        return None
    return gazetteer.coded(match[1])


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
        division = _within(division, mention) or scope.resolve(mention) or division
    return division


def _within(outer: Division | None, mention: Mention) -> Division | None:
    """The one that lies in the division named right before; only there counts a former name that others bear today."""
    if outer is None:
        return None
    inside = [inner for inner in mention.divisions if outer.contains(inner)]
    inside = inside or [inner for inner in mention.once if outer.contains(inner)]
    return inside[0] if len(inside) == 1 else None


def _opening(scope: _Scope, text: str, signed: Division | None) -> Division | None:
    """The division that the opening names, if it names one alone or one that contains none of the others; the city of
    我市, or the one that has `signed`, where it stands there by itself beside one of its counties."""
    mentions = list(_resolved(scope, text))
    found = [division for _, division in mentions]
    innermost = [one for one in found if not any(one.contains(other) and other.code != one.code for other in found)]
    if len({division.code for division in innermost}) != 1:
        return None
    named = innermost[0]
    starts = {mention.start for mention, _ in mentions}
    alone = [division for mention, division in mentions if mention.end not in starts]
    outer = (one for one in alone if one != named and (one == signed or _is_its_own(one, text)))
    return next(outer, named if _may_be_its_own(named, text) else None)


def _may_be_its_own(division: Division, text: str) -> bool:
    """Whether the text does not speak of 我县 where the division is none; a county is told of as one of 我市."""
    own = _spoken_of(text)
    is_county_of_it = own not in _OF_COUNTIES and division.level == "county"
    return not own or is_county_of_it or _is_its_own(division, text)


def _resolved(scope: _Scope, text: str) -> Iterator[tuple[Mention, Division]]:
    """The mentions of places in a text that may be its own, with what they name."""
    for mention in scope.gazetteer.mentions(text):
        division = None if is_elsewhere(text, mention.start, mention.end) else scope.resolve(mention)
        if division and not (division.level == "province" and is_followed(text, mention.start)):
            yield mention, division


def _most_named(scope: _Scope, text: str) -> tuple[Division | None, int]:
    """The division named most often among those of the level that the text calls its own (我市, 全区), how often."""
    counts = Counter(division for _, division in _resolved(scope, text))
    if not counts:
        return None, 0
    kind = _own_kind(text)
    best = max(
        counts, key=lambda division: (bool(kind) and division.name.endswith(kind), counts[division], division.code)
    )
    rivals = [other for other in counts if other != best and counts[other] == counts[best]]
    # 我市 of a prefecture that names 庄河市 and 沙河口区 as examples is neither.
    in_one_city = any(best.prefecture and other.prefecture == best.prefecture for other in rivals)
    is_example = bool(kind) and (in_one_city or any(other.name.endswith(kind) for other in rivals))
    return (None, 0) if is_example or _is_of_others(best, counts, text) else (best, counts[best])


def _is_of_others(best: Division, named: Counter[Division], text: str) -> bool:
    """Whether the place that a text names most often is not its own: 我县 is no city, and whose 我局 is nobody knows
    where the text names several places as often. 我省 is said by cities, too."""
    own = _spoken_of(text)
    if own and own not in _LEVELS_ABOVE_ALL:
        names = (*names_of(best.name), *best.short, *best.former_names)
        return not any(name.endswith(own) and name in text for name in names)
    nested = {other for other in named if best.contains(other) or other.contains(best)}
    alone = all(other in nested or named[other] * _MUCH_MORE <= named[best] for other in named)
    return _OWN_OFFICE.search(text) is not None and not alone


def _own_kind(text: str) -> str:
    return next(filter(None, (_most_frequent(pattern, text) for pattern in _OWN_LEVEL)), "")
