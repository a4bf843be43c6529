"""Who reports: the government, or a department, township, Party organ or zone of the place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.divisions import Division, names_of
from transforms.records import BodyKind, Issuer

# What the title says before its year or its subject is the name of the body.
_BEFORE_SUBJECT = re.compile(
    r"^(?:关于)?(?:20\d\d年度?)?(?:以来)?(?![我全本各]|关于)(?P<name>[\u4e00-\u9fff()·][\u4e00-\u9fff()·\d]{1,39}?)"
    r"(?:关于|报送|上报|推进|落实|贯彻|开展|持续|扎实|深入|(?=20\d\d|[二][〇○零O0]|的?(?:年度)?法治政府|依法行政|法治建设))"
)
# 阜阳市行政审批服务局(阜阳市政务服务管理局) is one body.
_OTHER_NAME = re.compile(r"\([^()]*\)$")
# A title that names a department is not of the government, even where its name cannot be told.
_A_DEPARTMENT = re.compile(r"^(?!.*人民政府).*[\u4e00-\u9fff]{2}(?:局(?!长)|厅(?!长)|委员会|支队|大队)")
_KINDS: tuple[tuple[BodyKind, re.Pattern[str]], ...] = (
    (
        "zone",
        re.compile(
            r"(?:开发区|高新区|经开区|示范区|园区|保税区|合作区|管理区|度假区|新城|新区|实验区|港务区|名胜区|旅游区|科学城|产业园)(?:管委会|管理委员会)?$|管委会$|(?<!监督)(?<!城市)(?<!综合)管理委员会$"
        ),
    ),
    (
        "party_organ",
        re.compile(r"^中共|[省市县区州旗]委(?:.{0,12}(?:办公室|部|会))?$|依法治[省市县区州]\S{0,8}办(?:公室)?$"),
    ),
    ("government", re.compile(r"人民政府$|行政公署$|政府办公[室厅]$|政府办$|生产建设兵团$")),
    (
        "department",
        re.compile(
            r"(?:局|厅|委员会|委|办公室|办|中心|支队|大队|总队|院|处|海关|联社|联合社|联合会|部|公司|集团"
            r"|馆|供销社|总工会|工会|妇联|红十字会|工商联|残联|文联|科协|团委|研究室|监狱|气象台|学校|大学|学院)$"
        ),
    ),
    ("township", re.compile(r"(?:镇|乡|街道|街道办事处|苏木)(?:人民政府)?$")),
)
# A title on two lines: the body on the first, its subject on the second.
_LINE_BREAK = re.compile(r"(?<=[\u4e00-\u9fff]) (?=关于|20\d\d|二[〇○零])")
# Whose report a notice carries stands behind 印发: 某县人民政府办公室关于印发某县2024年…的通知.
_CARRIED = re.compile(r"^.{0,60}印发(?=.)")
_OWN_DEPARTMENT = re.compile(r"本局|本厅|我(?:局|厅|委|办|中心|院|支队|部门)|局党组|局机关|局领导班子")
_OWN_ZONE = re.compile("我区|全区|管委会")
_OWN_BODY = re.compile("我(局|厅|委|镇|乡|街道)")
_OWN_TOWNSHIP = re.compile(r"我(?:镇|乡|街道)|全(?:镇|乡|街道)|(?:镇|乡)党委")
_OPENING = 60
_OWN_OF_KIND = {"township": _OWN_TOWNSHIP, "zone": _OWN_ZONE}


@dataclass(frozen=True, slots=True)
class Reporting:
    """The reporting body and what named it."""

    name: str | None
    kind: BodyKind | None
    origin: str | None


def kind_of(name: str) -> BodyKind | None:
    """The kind of body that a name is of, None if its ending says nothing."""
    if re.search(r"(?:镇|乡)人民政府$|街道办事处$", name):
        return "township"
    return next((kind for kind, ending in _KINDS if ending.search(name)), None)


def find_reporting(
    title: str,
    body: str,
    signature: str | None,
    offices: Sequence[str],
    place: Division | None,
    issuer: Issuer | None,
    site: str = "",
) -> Reporting:
    """The body that reports. `title` and `body` are folded, `offices` those that the page names, `site` the site's own
    name; without any sign it is the place's government."""
    named = _named_in_title(title, place)
    if issuer and issuer.kind != "government" and _is_issuer(f"{title} {body[:300]} {signature or ''}", named, issuer):
        return Reporting(issuer.name, issuer.kind, "source")
    if named and named.kind != "government":
        return named
    for origin, name in (("signature", signature), *(("issuing_body", office) for office in offices)):
        kind = kind_of(name) if name else None
        own = _OWN_OF_KIND.get(kind or "", _OWN_DEPARTMENT)
        if name and kind in ("department", "township", "zone") and (own.search(body) or _opens_with(name, place, body)):
            return Reporting(_with_place(name, place), kind, origin)
    if (said := _OWN_BODY.search(body)) and site.endswith((said[1], f"{said[1]}办事处", f"{said[1]}人民政府")):
        return Reporting(_with_place(site, place), kind_of(site), "site")
    if issuer and issuer.kind == "government" and place and issuer.code == place.code:
        return Reporting(issuer.name, "government", "source")
    if named:
        return named
    if place is None or _OWN_DEPARTMENT.search(body) or _A_DEPARTMENT.search(title):
        return Reporting(None, None, None)
    return Reporting(government_of(place), "government", "jurisdiction")


def _opens_with(name: str, place: Division | None, body: str) -> bool:
    """Whether the body is the subject of the first sentence: 2023年,江阴市水利局坚持…, 2023年,市水利局坚持…"""
    own = name.removesuffix("人民政府")
    local = f"{place.name[-1:]}{own.removeprefix(place.name)}" if place else own
    return re.search(rf"(?:^|[,年])(?:{re.escape(own)}|{re.escape(local)})", body[:_OPENING]) is not None


def government_of(place: Division) -> str:
    """The name of a place's government; that of a league, or of a prefecture that is no city, is an agency
    (行政公署) of its province's."""
    return f"{place.full_name}{'行政公署' if place.name.endswith(('盟', '地区')) else '人民政府'}"


def _is_issuer(text: str, named: Reporting | None, issuer: Issuer) -> bool:
    """Whether the text names the source's own body in full, as 市司法局, or in the title as 市市场监管局."""
    own_part = issuer.name.removeprefix(issuer.place)
    if issuer.name in text or (len(own_part) > 1 and issuer.place[-1:] + own_part in text):
        return True
    return named is not None and named.kind == issuer.kind and _is_short_for(named.name or "", issuer.name)


def _is_short_for(short: str, name: str) -> bool:
    """市场监管局 is short for 市场监督管理局: its characters stand in the name, in that order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _named_in_title(title: str, place: Division | None) -> Reporting | None:
    match = _BEFORE_SUBJECT.match(_CARRIED.sub("", _LINE_BREAK.sub("", title)))
    name = _OTHER_NAME.sub("", match["name"].strip()) if match else ""
    # 浦东新区 is a district by the table, 深汕特别合作区 no division at all.
    if name and place and name.endswith(place.name) and (place.code or kind_of(name) != "zone"):
        return Reporting(government_of(place), "government", "title")
    if place and place.code and name.removesuffix("人民政府") in (*names_of(place.name), *place.short):
        # 延边州人民政府 is 延边朝鲜族自治州人民政府.
        return Reporting(government_of(place), "government", "title")
    kind = kind_of(name)
    name = _in_full(name) if kind == "township" else name
    return Reporting(_with_place(name, place), kind, "title") if kind else None


def _in_full(name: str) -> str:
    """The body of a township named by its place, so that it is one body in all years."""
    if name.endswith(("镇", "乡", "苏木")):
        return f"{name}人民政府"
    return f"{name}办事处" if name.endswith("街道") else name


def _with_place(name: str, place: Division | None) -> str:
    """The name with the place's before it: 市司法局 or 利通区司法局 becomes 吴忠市利通区司法局, 襄樊市… 襄阳市…"""
    if place is None or name.startswith(("中共", place.full_name)):
        return name
    for own in (place.name, *place.former_names):
        if name.startswith(own):
            return place.full_name + name.removeprefix(own)
    if name[:1] == place.name[-1:]:
        return place.full_name + name[1:]
    return name
