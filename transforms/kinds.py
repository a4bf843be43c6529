"""What kind of document it is: the report itself, or one of those whose titles nearly say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from transforms.records import DocKind
from transforms.rule_files import read_text
from transforms.titles import WITHOUT_BOOK_MARKS

_REPORT_CATEGORY = re.compile(r"法治政府建设.{0,6}(?:报告|情况|年报)")
_PRESENTED = re.compile(
    r"现将.{0,60}(?:报告|汇报|公布|公告|通报|公开|总结|情况).{0,12}(?:如下|:)|现(?:就|对).{0,50}(?:报告|汇报)如下"
)
_ON_RULE_OF_LAW = re.compile(r"法[治制冶]政府|依法行政|法治建设|依法治[省市县区州]")
_DATELINE = re.compile(
    r"\s*(?:本报讯|本网讯|[^。,]{2,12}(?:网|报|社|台)(?:[^。,]{0,10}[日)])?\s?(?:讯|电)(?=[\s(:]|\d{1,2}月|记者|$))"
)
_DISPATCH = re.compile(rf"{_DATELINE.pattern}|近日,|日前,|\d{{1,2}}月\d{{1,2}}日(?:上午|下午)?,")
# 某县法治政府建设年度报告(2023年), …情况的公告
_IS_A_REPORT = re.compile(r"(?:报告|总结|情况|年报|汇报)(?:的?(?:公告|公示))?(?:20\d\d年度?)?(?:\([^()]{1,8}\))?\W*$")
_OF_A_YEAR = re.compile(r"\s*20\d\d年(?:度|来|以来)?,(?!.{0,12}(?:召开|举行|记者))")
_OUTLET = re.compile(r"报$|日报|晚报|新闻|电视台|融媒|网信|新华|人民网|记者|频道|传媒")
_REPORTER = re.compile(r"记者(?:了解|获悉|看到|采访|从|在)|(?:对|告诉)记者")
_RESULTS = re.compile(r"主要(?:举措|措施|做法|工作|成效)|成效|工作总结|工作情况|开展情况|进展")
_OUTLOOK = re.compile(r"下一?步|工作(?:计划|安排|思路|打算)|今后|问题|不足|短板")


class KindRule(BaseModel):
    """What titles of a kind say; see the head of `rules/kinds.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+$")
    kind: DocKind
    any: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    why: str
    match: tuple[str, ...] = Field(min_length=1)
    keep: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def _cue(self) -> re.Pattern[str]:
        return re.compile("|".join(self.any))

    @cached_property
    def _against(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.unless)) if self.unless else None

    def takes(self, title: str) -> bool:
        """Whether a folded title without its book marks says so."""
        return self._cue.search(title) is not None and not (self._against and self._against.search(title))


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules in the order of the file. Raises `pydantic.ValidationError` on a broken file."""
    content = yaml.load(read_text("kinds.yml"), yaml.CSafeLoader)
    return TypeAdapter(tuple[KindRule, ...]).validate_python(content)


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind and what told it."""

    kind: DocKind
    origin: str | None


def find_kind(
    title: str, categories: Sequence[str], body: str, chapters: Sequence[str], bylines: Sequence[str], source: str
) -> Kind:
    """The kind of a document.

    `title` and `body` are folded, `categories` values of index tables, `chapters` the headings of the first level,
    `bylines` the byline lines, `source` what the page names as its source.
    """
    presented = bool(_PRESENTED.search(body[:1500])) and bool(_ON_RULE_OF_LAW.search(title + body[:1500]))
    named = _by_title(title)
    if named == "news_article" and _is_the_report_after_all(title, body, presented=presented):
        return Kind("annual_report", "opening")
    if named and named != "annual_report":
        return Kind(named, "title")
    if any("记者" in line or "通讯员" in line for line in bylines) and not presented and named is None:
        return Kind("news_article", "byline")
    if named and not presented and _DATELINE.match(body[:60]) and not _IS_A_REPORT.search(title):
        return Kind("news_article", "opening")
    if named:
        return Kind(named, "title")
    if presented:
        return Kind("annual_report", "opening")
    if any(_REPORT_CATEGORY.search(category) for category in categories):
        return Kind("annual_report", "category")
    if _DISPATCH.match(body[:60]) or _OUTLET.search(source):
        return Kind("news_article", "opening" if _DISPATCH.match(body[:60]) else "source")
    if _REPORTER.search(body):
        return Kind("news_article", "reporter")
    if _has_shape(body, chapters):
        return Kind("annual_report", "chapters")
    return Kind("other", None)


def _is_the_report_after_all(title: str, body: str, *, presented: bool) -> bool:
    """某县人民政府发布2023年法治政府建设年度报告 may be a headline or what it says: then it begins as a report does."""
    is_titled_so = _IS_A_REPORT.search(title) is not None and _ON_RULE_OF_LAW.search(title) is not None
    begins_so = presented or _OF_A_YEAR.match(body) is not None
    return is_titled_so and begins_so and _DISPATCH.match(body[:60]) is None


def _by_title(title: str) -> DocKind | None:
    # 印发 …的通知 carries the document it names, but a report with a plan in its title is still the report.
    bare = title.translate(WITHOUT_BOOK_MARKS)
    return next((rule.kind for rule in kind_rules() if rule.takes(bare)), None)


def _has_shape(body: str, chapters: Sequence[str]) -> bool:
    """A report without its title: chapters on results and on shortcomings or plans, about the rule of law."""
    return (
        bool(_ON_RULE_OF_LAW.search(" ".join(chapters) + body[:600]))
        and any(_RESULTS.search(chapter) for chapter in chapters)
        and any(_OUTLOOK.search(chapter) for chapter in chapters)
    )
