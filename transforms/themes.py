"""What part of a report a heading opens: results, shortcomings, plans, or the duty of the first persons."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.records import Theme

_CUES: tuple[tuple[Theme, re.Pattern[str]], ...] = (
    (
        "first_responsible",
        re.compile(r"主要负责(?:人|同志).{0,6}履行|第一责任人.{0,4}(?:职责|情况)|履行.{0,12}第一责任人"),
    ),
    ("problems", re.compile(r"问题|不足|短板|差距|困难|薄弱环节|弱项")),
    (
        "plans",
        re.compile(
            r"下一?步|工作计划|工作安排|工作思路|工作打算|今后|明年|下一年|努力方向|工作重点|改进措施|打算$|展望"
        ),
    ),
    (
        "achievements",
        re.compile(r"举措|成效|成绩|做法|总结|进展|亮点|主要(?:工作|措施)|情况"),
    ),
)
_MEASURES = re.compile(
    r"坚持|加强|强化|推进|推动|健全|完善|深化|提升|提高|优化|规范|落实|聚焦|着力|创新|构建|打造|夯实|严格|全面|依法|持续|统筹|压实|突出|立足|围绕"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


# Of each section its chapter's heading is asked again.
@lru_cache(maxsize=256)
def themes_named(heading: str) -> tuple[Theme, ...]:
    """Every theme that the words of a folded heading name, in the order of precedence."""
    return tuple(theme for theme, cue in _CUES if cue.search(heading))


def theme_of_chapter(heading: str, report_year: int | None) -> Theme:
    """The theme of a folded heading of the first level.

    A chapter for a later year than the report's is a plan; one that names only measures tells of results.
    """
    years = [int(year) for year in _YEAR.findall(heading)]
    named = themes_named(heading)
    if report_year and years and min(years) > report_year and "problems" not in named:
        return "plans"
    if named:
        return named[0]
    return "achievements" if _MEASURES.search(heading) else "other"


def theme_below(heading: str, chapter_heading: str, chapter_theme: Theme) -> Theme:
    """The theme of a section below a chapter: the chapter's, unless that names several (问题及下一步打算)."""
    named = themes_named(heading)
    return named[0] if named and len(themes_named(chapter_heading)) > 1 else chapter_theme
