"""The numbers and the office that a document's head names: in its index table, on a line of their own, as signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.bodies import kind_of
from transforms.fold import fold
from transforms.front import Front
from transforms.metadata import Labelled, labelled_beside
from transforms.records import Candidate

_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s?[〔\[(【]?\s?(?:19|20)\d\d\s?[〕\])】]?\s?第?\s?\d{1,4}\s?号")
# 某省人民政府令第236号, 国家税务总局公告2024年第3号: all of a value, since texts name such of others.
_ORDER = re.compile(
    r"[\u4e00-\u9fff]{2,20}令(?<!口令)\s?\(?第?\s?\d{1,4}\s?号\)?|[\u4e00-\u9fff]{2,20}[告字]\s?20\d\d年\s?第?\s?\d{1,4}\s?号"
)
_INDEX_NUMBER = re.compile(r"(?=.*\d)[0-9A-Za-z\u4e00-\u9fff()〔〕/.·—-]{4,60}")
# 2024-03-01 09:01:17 某市某区司法局 浏览:1024
_OF_OFFICES = ("issuer", "source")
# What all labels of these numbers have.
_NUMBERED = re.compile("[号码].*\\d").search
_NO_OFFICE = re.compile(
    r"[^\u4e00-\u9fff()]+|(?:浏览|点击|访问|阅读)(?:次数|量)?|(?:信息|稿件|文章|内容)?来源|发布(?:机构|单位|部门)|作者"
)
_OF_A_PLACE = re.compile("[省市县区州旗盟镇乡]|街道")
_RULES_OF_PUBLICATION = frozenset(("meta.publication", "meta.date_source"))
_LABELLED = re.compile("[:丨]")
_SITE_OF = re.compile(r"(?:门户|官方)?网站$")
_NOT_AN_OFFICE = re.compile(r"本站(?:原创)?|本网站?|原创|互联网|网络|转载|未知|佚名|不详|无|其他|-+")


def index_numbers(front: Front) -> Iterator[Candidate]:
    for item in _labelled(front, "index_number"):
        token = item.value.split(" ")[0]
        if _INDEX_NUMBER.fullmatch(token):
            yield token, item.label
    for line in front.lines:
        if line.rule == "meta.code_value":
            yield fold(line.text).strip(), "own_line"
    of_script = front.source.metas.get("<identifier>", "")
    if _INDEX_NUMBER.fullmatch(of_script):
        yield of_script, "<detail>"


def document_numbers(front: Front, index_number: str | None) -> Iterator[Candidate]:
    """Tables without a document number repeat the `index_number` in its place."""
    for item in _labelled(front, "document_number"):
        if item.value != index_number and _is_document_number(item.value):
            yield item.value, item.label
    for line in front.lines:
        if line.rule == "meta.document_number":
            yield line.text.strip(" \t\r\u3000\xa0()（）"), "own_line"
        if line.rule == "meta.number_and_date" and (number := _DOCUMENT_NUMBER.match(fold(text := line.text.strip()))):
            yield text[: number.end()], "own_line"
    of_script = front.source.metas.get("<document_number>", "")
    if _DOCUMENT_NUMBER.search(of_script):
        yield of_script, "<detail>"


def _labelled(front: Front, kind: str) -> Sequence[Labelled]:
    """The values of a kind in the article's head; where it has none, the only one beside the article, in an index table
    that names the office of the head as well: others may be of a related document."""
    within = [item for item in front.values if item.kind == kind]
    if within or not any(map(_NUMBERED, front.source.outside)):
        return within
    beside = labelled_beside(front.source.outside)
    found = [item for item in beside if item.kind == kind]
    return found if len({item.value for item in found}) == 1 and _offices_in(beside) & _offices_in(front.values) else ()


def _offices_in(values: Sequence[Labelled]) -> set[str]:
    return {item.value for item in values if item.kind in _OF_OFFICES}


def _is_document_number(value: str) -> bool:
    return _DOCUMENT_NUMBER.search(value) is not None or _ORDER.fullmatch(value) is not None


def offices(front: Front) -> Iterator[Candidate]:
    """Who issued the document, most trusted first: the table's issuer, its source, the page's tags, the signature."""
    for kind in _OF_OFFICES:
        for item in front.values:
            if item.kind == kind and not _NOT_AN_OFFICE.fullmatch(item.value):
                yield _without_its_site(item.value), item.label
    for line in front.lines:
        if line.rule == "meta.unlabelled_value" and kind_of(value := fold(line.text).strip()):
            yield value, "own_line"
        if line.rule in _RULES_OF_PUBLICATION:
            parts = _NO_OFFICE.split(fold(line.text))
            yield from ((part, "own_line") for part in parts if _OF_A_PLACE.search(part) and kind_of(part))
    for name, origin in (("contentsource", "contentsource"), ("source", "source"), ("<publisher>", "<detail>")):
        value = front.source.metas.get(name, "")
        if value and not _NOT_AN_OFFICE.fullmatch(value):
            yield _without_its_site(value), origin
    signed = signature(front.bylines)
    if signed:
        yield signed, "signature"


def signature(bylines: Sequence[str]) -> str | None:
    """The organ that signs, without the date that may follow it; authors and editors are none."""
    for line in reversed(bylines):
        name = re.split(r"\s*(?:20\d\d|二[〇○零O0])", line)[0].strip(" ()")
        if name and not _LABELLED.search(name) and kind_of(name):
            return name
    return None


def _without_its_site(office: str) -> str:
    """来源:某局网站 is 某局's; what else a site is called (某某新闻网站) stays."""
    body = _SITE_OF.sub("", office)
    return body if kind_of(body) else office
