"""The register of sources: one YAML file a site, checked by a model whose JSON Schema editors can use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from spiders.address import canonical, host, is_loopback, is_on_host
from spiders.dialects.listing import CUT_MARKS, Ask, Form, resolved

Dialect = Literal["hanweb", "jpaas", "trs", "gkmlpt", "kaipu", "vsb", "longxun", "static"]
BodyKind = Literal["government", "department", "township", "party_organ", "zone"]
Level = Literal["province", "prefecture", "county", "township"]
Text = Annotated[str, Field(min_length=1)]

INBOX = "inbox"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(Strict):
    """Who reports: its name, kind and jurisdiction."""

    name: Text
    kind: BodyKind
    code: str = Field(pattern=r"^\d{6}(\d{3}){0,2}$", description="GB/T 2260 code in quotes; 99xxxx is fictitious")
    place: Text = Field(description="the jurisdiction's name")
    level: Level | None = Field(None, description="only for a code outside the divisions table, as the next two")
    province: Text | None = None
    prefecture: Text | None = None


class Column(Strict):
    """One list page of the site, and which of its titles are wanted."""

    url: Text = Field(description="address of the list, absolute or from the site's root")
    post: Text | None = Field(
        default=None,
        description="what an interface that takes only POST is sent: a form, name=value&name=value, or JSON",
    )
    title_include: tuple[Text, ...] = Field((), description="a title must hold one of these; none: every title")
    title_exclude: tuple[Text, ...] = Field((), description="a title must hold none of these")

    @field_validator("post")
    @classmethod
    def _posts_a_form_or_json(cls, post: str | None) -> str | None:
        if post is not None and not _is_object(post) and not parse_qsl(post):
            raise ValueError("neither a form, name=value&name=value, nor a JSON object")
        return post

    @property
    def form(self) -> Form:
        if self.post is None:
            return ()
        return self.post if _is_object(self.post) else tuple(parse_qsl(self.post, keep_blank_values=True))

    def wants(self, title: str) -> bool:
        # Lists break titles over lines, and space them out.
        written = "".join(title.split())
        if any("".join(term.split()) in written for term in self.title_exclude):
            return False
        # The words that are looked for may stand in the part that was cut off.
        if not self.title_include or title.endswith(CUT_MARKS):
            return True
        return any("".join(term.split()) in written for term in self.title_include)


class Entry(Strict):
    """What the YAML file of a site says."""

    url: str = Field(pattern=r"^https?://[^/\s]+/", description="home page, with its slash")
    dialect: Dialect
    body: Body
    columns: tuple[Column, ...] = Field(min_length=1)
    hosts: tuple[str, ...] = Field((), description="further hosts of the same body that keep its articles or files")
    delay: float = Field(2.0, ge=0, le=60, description="seconds between requests to the host")
    budget: int = Field(1000, ge=1, description="requests to each host in one crawl at most")
    tls: Literal["default", "legacy"] = Field(
        "default",
        description="legacy: the host knows only old TLS; its certificate is not checked, and that is recorded",
    )
    remark: Text | None = None

    @model_validator(mode="after")
    def _columns_on_host(self) -> Entry:
        for column in self.columns:
            address = resolved(self.url, column.url)
            if not self.owns(address):
                raise ValueError(f"column {column.url} is not on {host(self.url)} or one of the source's `hosts`")
        return self

    @property
    def all_hosts(self) -> tuple[str, ...]:
        return (host(self.url), *self.hosts)

    def owns(self, url: str) -> bool:
        """Whether `url` is an http(s) address on one of the source's hosts."""
        return any(is_on_host(url, name) for name in self.all_hosts)

    @model_validator(mode="after")
    def _polite(self) -> Entry:
        if self.delay < 1 and not is_loopback(host(self.url)):
            raise ValueError("delay below 1 second is only for loopback")
        return self


class Source(Entry):
    """An entry with its place in the register: `source_id` is the file's stem, `province` its folder."""

    source_id: str = Field(pattern=r"^\d{6,12}-[a-z0-9]+(-[a-z0-9]+)*$")
    province: str = Field(pattern=r"^\d{2}-[a-z]+$")

    @model_validator(mode="after")
    def _named_by_code(self) -> Source:
        if not self.source_id.startswith(f"{self.body.code}-"):
            raise ValueError(f"the file name must begin with the body's code, {self.body.code}-")
        return self

    def address(self, column: Column) -> str:
        return resolved(self.url, column.url)

    def ask(self, column: Column) -> Ask:
        """The request for the column's first page."""
        return Ask(canonical(self.address(column)), column.form)


class RegisterError(ValueError):
    """A register that cannot be used as it is; each line names a file and a field."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken file of the register. `path` is relative to its folder."""

    path: PurePosixPath
    complaint: str

    @property
    def source_id(self) -> str:
        return self.path.stem

    @property
    def province(self) -> str:
        return self.path.parent.name

    def __str__(self) -> str:
        return f"{self.path}: {self.complaint}"


@dataclass(frozen=True, slots=True)
class Register:
    """The sound sources, ordered by id, and the broken files."""

    sources: tuple[Source, ...]
    faults: tuple[Fault, ...]


class _UniqueKeys(yaml.CSafeLoader):
    """YAML as the standard asks: a key stands once. PyYAML lets the last one win without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        if twice := [key for key, number in keys.items() if number > 1]:
            raise yaml.YAMLError(f"{', '.join(twice)} stands twice in what begins in line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep)


def read_register(folder: Path) -> Register:
    """The sources under `folder` that are sound, and the files that are not.

    Raises `RegisterError` where there is no such folder.
    """
    if not folder.is_dir():
        raise RegisterError(f"{folder}: no such folder; --sources or FAZHI_SOURCES names the register")
    sources: dict[str, Source] = {}
    provinces: dict[str, str] = {}
    faults = []
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        try:
            source = _read_source(folder, path)
            if source.source_id in sources:
                raise RegisterError(f"id {source.source_id} is taken by province {sources[source.source_id].province}")
            _claim(provinces, source)
        except RegisterError as error:
            faults.append(Fault(PurePosixPath(path.relative_to(folder)), str(error)))
        else:
            sources[source.source_id] = source
    return Register(tuple(sources[key] for key in sorted(sources)), tuple(faults))


def schema() -> str:
    """JSON Schema of a source file, as `spiders/sources/schema.json` holds it."""
    return json.dumps(Entry.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _claim(provinces: dict[str, str], source: Source) -> None:
    """Note the province of the source's hosts. Provinces are crawled at once, each by its own process."""
    for name in source.all_hosts:
        owner = provinces.setdefault(name, source.province)
        if owner != source.province:
            raise RegisterError(
                f"host {name} is crawled in province {owner}: "
                "put this file there, so that one crawl keeps the host's pace"
            )


def _read_source(folder: Path, path: Path) -> Source:
    if path.parent.parent != folder or path.suffix != ".yml":
        raise RegisterError("a source is <province>/<code>-<name>.yml")
    try:
        content = yaml.load(path.read_text("utf-8"), _UniqueKeys)
    except (yaml.YAMLError, ValueError) as error:  # 2024-02-30 is a ValueError of the YAML reader's own
        raise RegisterError(f"not YAML in UTF-8: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise RegisterError("no fields; see the README of the register")
    try:
        return Source.model_validate({**content, "source_id": path.stem, "province": path.parent.name})
    except ValidationError as error:
        raise RegisterError(in_one_line(error)) from error


def in_one_line(error: ValidationError) -> str:
    """What is wrong with an entry, field by field."""
    return "; ".join(_complaint(detail) for detail in error.errors())


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _complaint(detail: ErrorDetails) -> str:
    field = ".".join(str(part) for part in detail["loc"])
    message = str(detail["msg"]).removeprefix("Value error, ")
    return f"{field}: {message}" if field else message
