"""What part of a report a heading opens: results, shortcomings, plans, or the duty of the first persons.

By the words of `rules/headings.yml`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from transforms.records import Theme
from transforms.rule_files import alternatives, read_text, read_words

_MEASURES = re.compile(alternatives(read_words("headings.yml")["measure"]))
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_LONGEST_OF_ITS_OWN = 16
# 存在问题, 下一步工作打算; what begins with a verb (落实年度工作安排) tells of work done.
_OF_ITS_OWN = re.compile(
    r"(?!落实|制定|谋划|部署|整改|印发|明确|研究|召开|编制|统筹)[^\d]*(?:问题|不足|短板|弱项|差距|困难|打算|计划|安排|思路|方向|展望|步工作)"
)


class ThemeRule(BaseModel):
    """The words of one theme; see the head of `rules/headings.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    theme: Theme
    words: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)
    not_: tuple[str, ...] = Field(min_length=1, alias="not")


@cache
def theme_rules() -> tuple[ThemeRule, ...]:
    """The themes in the order of the file. Raises `pydantic.ValidationError` on a broken file."""
    content = yaml.load(read_text("headings.yml"), yaml.CSafeLoader)
    return TypeAdapter(tuple[ThemeRule, ...]).validate_python(content["themes"])


@cache
def _cues() -> tuple[tuple[Theme, re.Pattern[str]], ...]:
    return tuple((rule.theme, re.compile("|".join(rule.words))) for rule in theme_rules())


# Of each section its chapter's heading is asked again.
@lru_cache(maxsize=256)
def themes_named(heading: str) -> tuple[Theme, ...]:
    """Every theme that the words of a folded heading name, in the order of precedence."""
    return tuple(theme for theme, cue in _cues() if cue.search(heading))


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


def theme_below(heading: str, chapter_heading: str, chapter_theme: Theme, *, inline: bool) -> Theme:
    """The theme of a section below a chapter: the chapter's, unless that names several (问题及下一步打算), or is of
    results while a short heading of the section's own is not (存在的问题); a sentence behind 一是 says what was done.
    """
    named = themes_named(heading)
    if not named:
        return chapter_theme
    is_short = not inline and len(heading) <= _LONGEST_OF_ITS_OWN and _OF_ITS_OWN.fullmatch(heading) is not None
    is_of_its_own = is_short and named[0] in ("problems", "plans") and chapter_theme in ("achievements", "other")
    return named[0] if is_of_its_own or len(themes_named(chapter_heading)) > 1 else chapter_theme
