"""From what was seen of a site to its YAML file: whose site it is, and how the entry is written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from parsel import Selector
from pydantic import ValidationError

from spiders.address import host, is_loopback, literal
from spiders.clues import CLUES, Page, default_column, is_home
from spiders.dialects.article import metas_of
from spiders.registry import Source, in_one_line
from spiders.sight import ColumnSight, in_words
from spiders.survey import Finding

with Path(__file__).with_name("provinces.csv").open(encoding="utf-8", newline="") as file:
    PROVINCES = {row["digits"]: f"{row['digits']}-{row['folder']}" for row in csv.DictReader(file)}

# The first six digits of a 网站标识码 are the code of the place; those of ministries (bm…) have none.
SITE_CODE = re.compile(r"(\d{6})\d{4}")
SITE_CODE_IN_TEXT = re.compile(r"网站标识码[:：]?(\d{6})\d{4}")
TITLE_PARTS = re.compile(r"[_|｜—－-]+|\s+-\s+")
OFFICE_OF_GOVERNMENT = re.compile(r"(?<=政府)办公[室厅]$")
SHORT_GOVERNMENT = re.compile(r"(?<!人民)政府$")
SPONSOR = re.compile(
    rf"(?:{'|'.join(CLUES['sponsors'])})[:：]?\s*([\u4e00-\u9fff]+?)"
    rf"(?={'|'.join(CLUES['after_sponsors'])}|[^\u4e00-\u9fff]|$)"
)
PARTY = re.compile(r"^(?:中共|中国共产党)")
# A department's own name may begin like a place's: 市场监督管理局, 城市管理局, 委员会 of a Party committee.
DIVISION = re.compile(
    r"(?!城市|园区|委)[^省市县区旗盟]{1,12}?(?:特别行政区|自治区|自治州|自治县|自治旗|新区|地区|省|市|盟|县|区|旗)"
)
TOWNSHIP = re.compile(r".{1,8}?(?:民族乡|苏木|街道|镇|乡)(?=人民政府|办事处)")
SLUG = re.compile(r"[^a-z0-9]+")
COMMON_LABELS = frozenset({"www", "wap", "m"})
EXAMPLES = {
    "body": "--body 云岭县人民政府",
    "kind": "--kind government",
    "code": "--code 330200",
    "place": "--place 云岭县",
}


class Missing(ValueError):
    """What an entry needs and could not be seen, or does not fit; the text is one line that names the options."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of a site, which goes before what was seen; `name` is the end of the source's id."""

    body: str | None = None
    kind: str | None = None
    code: str | None = None
    place: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that the register takes, and the text of its file."""

    source: Source
    text: str

    @property
    def path(self) -> Path:
        """Relative to the register's folder."""
        return Path(self.source.province) / f"{self.source.source_id}.yml"


def draft(finding: Finding, said: Said, registered: Sequence[Source]) -> Draft:
    """The entry for what was found, beside those that are `registered`. Raises `Missing`."""
    if not finding.columns:
        raise Missing(f"no list was found from {finding.url} on: give the address of the list, or of a report")
    body = body_of(finding.pages, said)
    if unseen := [EXAMPLES[key] for key in EXAMPLES if not body[key]]:
        raise Missing(f"the pages do not say whose site it is: add, with what is true of it, {' '.join(unseen)}")
    entry = _entry(finding, {"name": body.pop("body"), **body})
    source_id = f"{body['code']}-{said.name or slug(finding)}"
    folder = province_of(str(body["code"]), host(finding.home), registered)
    try:
        source = Source.model_validate({**entry, "source_id": source_id, "province": folder})
    except ValidationError as error:
        raise Missing(in_one_line(error)) from error
    return Draft(source, _comment(finding, source_id) + yaml.dump(entry, Dumper=_Indented, **STYLE))


def body_of(pages: Iterable[Page], said: Said) -> dict[str, str | None]:
    """Name (`body`), kind, code and place of the body whose pages these are; None for what they do not say."""
    seen = tuple(pages)
    name = said.body or next((each for each in _names(seen) if kind_of(each)), None)
    code = said.code or next(_codes(seen), None)
    kind = said.kind or (kind_of(name) if name else None)
    place = said.place or (place_of(name, kind) if name else None)
    return {"body": name, "kind": kind, "code": code, "place": place}


def kind_of(name: str) -> str | None:
    return next((each["kind"] for each in CLUES["kinds"] if re.search(each["pattern"], name)), None)


def place_of(name: str, kind: str | None) -> str | None:
    """The jurisdiction in a body's name: the innermost division that the name begins with."""
    rest = PARTY.sub("", name)
    if kind == "zone":
        return re.sub(r"(?:管理委员会|管委会)$", "", rest)
    place = None
    while division := DIVISION.match(rest):
        place, rest = division[0], rest[division.end() :]
    if kind == "township" and (township := TOWNSHIP.match(rest)):
        return township[0]
    return place


def province_of(code: str, site: str, registered: Sequence[Source]) -> str:
    """The folder of a source on the host `site`: where that is crawled already, else the province's own.

    Raises `Missing`.
    """
    owners = (each.province for each in registered if site in each.all_hosts)
    same_digits = (each.province for each in registered if each.province.startswith(f"{code[:2]}-"))
    folder = next(owners, None) or next(same_digits, None) or PROVINCES.get(code[:2])
    if folder is None:
        raise Missing(f"no province has the digits {code[:2]}: give another --code, or add it to spiders/provinces.csv")
    return folder


def slug(finding: Finding) -> str:
    """The site's own label: of its host name, or where its host is an IP address of the domain its pages name."""
    name = host(finding.home)
    if literal(name) is not None:
        domains = (metas_of(Selector(page.text, type="html")).get("sitedomain", "") for page in finding.pages)
        name = next((each for each in domains if "." in each), name.replace(".", "-"))
    labels = [label for label in name.lower().split(".") if label not in COMMON_LABELS]
    return SLUG.sub("-", labels[0]).strip("-")


def _names(pages: tuple[Page, ...]) -> Iterator[str]:
    """What the pages call their site, the most reliable first, without the words around a body's name."""
    documents = [Selector(page.text, type="html") for page in pages]
    for document in documents:
        yield _bare(metas_of(document).get("sitename", ""))
    for page, document in zip(pages, documents, strict=True):
        if is_home(page.url):
            yield from map(_bare, TITLE_PARTS.split(document.xpath("string(//title)").get() or ""))
    for document in documents:
        texts = document.xpath("//text()[not(parent::script or parent::style)]").getall()
        yield from map(_bare, SPONSOR.findall("\n".join(texts)))


def _bare(name: str) -> str:
    bare = "".join(name.split())
    for words in CLUES["site_names"]["before"]:
        bare = bare.removeprefix(words)
    for words in CLUES["site_names"]["after"]:
        bare = bare.removesuffix(words)
    return SHORT_GOVERNMENT.sub("人民政府", OFFICE_OF_GOVERNMENT.sub("", bare))


def _codes(pages: tuple[Page, ...]) -> Iterator[str]:
    for page in pages:
        document = Selector(page.text, type="html")
        if match := SITE_CODE.fullmatch(metas_of(document).get("siteidcode", "")):
            yield match[1]
    for page in pages:
        if match := SITE_CODE_IN_TEXT.search("".join(re.sub(r"<[^>]*>", "", page.text).split())):
            yield match[1]


def _entry(finding: Finding, body: dict[str, str | None]) -> dict[str, Any]:
    entry = {
        "url": finding.home,
        "dialect": finding.dialect,
        "body": body,
        "columns": [_column(finding.home, column) for column in finding.columns],
    }
    return entry | ({"delay": 0} if is_loopback(host(finding.home)) else {})


def _column(home: str, column: ColumnSight) -> dict[str, Any]:
    filters = default_column(column.url)
    post = {"post": column.post} if column.post else {}
    return {
        "url": f"/{column.url.removeprefix(home)}",
        **post,
        "title_include": list(filters.title_include),
        "title_exclude": list(filters.title_exclude),
    }


def _comment(finding: Finding, source_id: str) -> str:
    lines = [
        "yaml-language-server: $schema=../schema.json",
        f"Made by `python -m spiders new {finding.url}`.",
        f"Check the body, its code and the title filters; `python -m spiders probe {source_id}` tries it.",
        "Columns, in order:",
        *(f"- {line}" for line in map(in_words, finding.columns)),
    ]
    if finding.others:
        lines += ["Seen and not taken:", *(f"- {urlsplit(each.url).path} {in_words(each)}" for each in finding.others)]
    return "".join(f"# {line}\n" for line in lines)


class _Indented(yaml.SafeDumper):
    """Lists stand indented below their key, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


# A mapping or list without further ones inside stands in one line.
STYLE: dict[str, Any] = {"default_flow_style": None, "allow_unicode": True, "sort_keys": False, "width": 110}
