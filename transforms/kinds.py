"""What kind of document it is: the report itself, or one of those whose titles nearly say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.records import DocKind
from transforms.titles import WITHOUT_BOOK_MARKS

_IN_TITLE: tuple[tuple[DocKind, re.Pattern[str]], ...] = (
    ("interpretation", re.compile(r"解读|一图读懂|图解|问答|读懂")),
    (
        "disclosure_report",
        re.compile(
            r"政府信息公开(?:20\d\d年度?)?(?:工作)?(?:年度)?(?:工作)?(?:报告|情况|年报)|政务公开工作(?:年度)?(?:报告|总结)"
        ),
    ),
    # A call for reports or for opinions on one; 关于公布…报告的公告 may carry it.
    (
        "other",
        re.compile(
            r"(?:报送|上报|填报|编报|提交|做好|征求|征集|征询).{0,60}(?:通知|公告|通告|启事|提示|函)$|公开征求.{0,10}意见|征求意见的|召开.{0,40}(?:公告|通告|通知)$"
        ),
    ),
    (
        "other",
        re.compile(
            r"(?:选聘|招聘|招录|聘任|遴选).{0,40}(?:公告|通告|启事|通知|名单)$|报告公开情况的(?:公告|通报)$|(?:报告|年报|公开情况)的?(?:汇总表?|一览表?|目录)$"
        ),
    ),
    (
        "other",
        re.compile(r"白皮书|蓝皮书|审议意见|调研报告|评估报告|的决议|的批复|(?<!报告)(?<!报告的)公示$|评选|招标|采购"),
    ),
    (
        "other",
        re.compile(
            r"^(?!.*(?:法治政府|依法行政)).*(?:行政执法|行政复议|行政应诉|普法|司法行政).{0,20}(?:报告|总结|情况)"
        ),
    ),
    (
        "news_article",
        re.compile(
            r"(?:会议?|人大(?:常委会)?|党组)(?:专题)?(?:听取|审议|传达).{0,40}(?:汇报|报告|情况)|^.{2,12}(?:公开|公布|发布)(?!.{0,40}的?(?:公告|通告|通知)).{0,8}20\d\d年|召开|举办|举行|开展.{2,30}(?:活动|宣传)$|建成投用|推进会|座谈会|动员会|培训班|获评|荣获|揭牌|报告(?:正式)?(?:出炉|亮相)|(?:到|(?<![以年])来|赴).{1,12}(?:督察|调研|指导)(?:.{0,12}(?:工作|建设))?$|从.{2,16}看.{0,8}(?:法治|温度|变化)|(?:督察|调研|检查|指导)组(?:到|赴|来).{2,40}(?:督察|调研|检查|指导|座谈)$"
        ),
    ),
    (
        "annual_report",
        re.compile(
            r"(?:法治政府|依法行政|法治建设|法治工作|依法治[省市县区]|法治(?!宣传|教育|文化|社会)[\u4e00-\u9fff]{2}建设).{0,40}"
            r"(?:报告|总结|情况|年报|自查)"
        ),
    ),
    (
        "plan",
        re.compile(
            r"实施方案|工作要点|工作安排|工作计划|行动方案|工作方案|行动计划|规划|实施意见|任务分工|任务分解|责任分解|重点任务|任务清单|方案$|计划$|安排$"
        ),
    ),
)
_REPORT_CATEGORY = re.compile(r"法治政府建设.{0,6}(?:报告|情况|年报)")
_PRESENTED = re.compile(
    r"现将.{0,60}(?:报告|汇报|公布|公告|通报|公开|总结|情况).{0,12}(?:如下|:)|现(?:就|对).{0,50}(?:报告|汇报)如下"
)
_ON_RULE_OF_LAW = re.compile(r"法治政府|依法行政|法治建设|依法治[省市县区州]")
_DATELINE = re.compile(
    r"\s*(?:本报讯|本网讯|[^。,]{2,12}(?:网|报|社|台)(?:[^。,]{0,10}[日)])?\s?(?:讯|电)(?=[\s(:]|\d{1,2}月|记者|$))"
)
_DISPATCH = re.compile(rf"{_DATELINE.pattern}|近日,|日前,|\d{{1,2}}月\d{{1,2}}日(?:上午|下午)?,")
# 某县法治政府建设年度报告(2023年), …情况的公告
_IS_A_REPORT = re.compile(r"(?:报告|总结|情况|年报|汇报)(?:的?(?:公告|公示))?(?:20\d\d年度?)?(?:\([^()]{1,8}\))?\W*$")
_OUTLET = re.compile(r"报$|日报|晚报|新闻|电视台|融媒|网信|新华|人民网|记者|频道|传媒")
_REPORTER = re.compile(r"记者(?:了解|获悉|看到|采访|从|在)|(?:对|告诉)记者")
_RESULTS = re.compile(r"主要(?:举措|措施|做法|工作|成效)|成效|工作总结|工作情况|开展情况|进展")
_OUTLOOK = re.compile(r"下一?步|工作(?:计划|安排|思路|打算)|今后|问题|不足|短板")


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


def _by_title(title: str) -> DocKind | None:
    # 印发 …的通知 carries the document it names, but a report with a plan in its title is still the report.
    bare = title.translate(WITHOUT_BOOK_MARKS)
    return next((kind for kind, cue in _IN_TITLE if cue.search(bare)), None)


def _has_shape(body: str, chapters: Sequence[str]) -> bool:
    """A report without its title: chapters on results and on shortcomings or plans, about the rule of law."""
    return (
        bool(_ON_RULE_OF_LAW.search(" ".join(chapters) + body[:600]))
        and any(_RESULTS.search(chapter) for chapter in chapters)
        and any(_OUTLOOK.search(chapter) for chapter in chapters)
    )
