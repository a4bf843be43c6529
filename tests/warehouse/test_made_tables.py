"""Views that publication turns into tables: the same rows and comments, and a night starts from them as before."""

import pytest

from transforms.records import Section
from warehouse import views

KINDS = "SELECT table_name FROM duckdb_tables()"
COMMENTS = """
SELECT '' AS column_name, comment FROM duckdb_tables() WHERE table_name = '{0}'
UNION ALL SELECT '', comment FROM duckdb_views() WHERE view_name = '{0}'
UNION ALL SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{0}'
ORDER BY ALL
"""


def two_years(town, make):
    for year, raw, number in ((2022, "10件", 10), (2023, "15件", 15)):
        record = make.report(year, numbers=[(raw, number, "legal_aid_cases", {})], ad="澳门娱乐")
        town.page(f"/{year}.html", record, at=f"{year + 1}-03-01")


def made(ask, path):
    return views.MADE.keys() & {name for (name,) in ask(path, KINDS)}


def test_a_published_file_has_tables_of_the_same_rows_and_comments(town, make, ask):
    two_years(town, make)
    building = town.build()
    assert made(ask, building) == set()
    asked = [sql for name in views.MADE for sql in (f"FROM {name} ORDER BY ALL", COMMENTS.format(name))]
    before = [ask(building, sql) for sql in asked]
    path = town.night()
    assert made(ask, path) == views.MADE.keys()
    assert [ask(path, sql) for sql in asked] == before
    assert all(before)


def test_a_night_that_starts_from_such_a_file_has_views_again(town, make, ask):
    two_years(town, make)
    town.night()
    town.page("/2024.html", make.report(2024, numbers=[("30件", 30, "legal_aid_cases")]), batch="two", at="2025-03-01")
    building = town.build()
    assert made(ask, building) == set()
    assert ask(building, "SELECT report_year, computed_pct FROM year_on_year ORDER BY ALL") == [(2023, 50), (2024, 100)]


@pytest.fixture
def parts(town, make):
    """A text with a title, a chapter and an advert in it, published."""
    town.page("/1.html", make.report(more="快办。", ad="澳门娱乐"))
    return town.night()


def test_passages_are_the_text_cut_at_its_headings(parts, ask):
    assert ask(parts, "SELECT section_path, heading, theme, text FROM passage ORDER BY source_start") == [
        ("0", None, None, "云岭县2023年法治政府建设年度报告"),
        ("1", "主要举措", "achievements", "一、主要举措\n全年办理。快办。"),
    ]


def test_a_passage_is_the_span_of_the_source_text_that_it_names(parts, ask):
    assert ask(
        parts,
        "SELECT bool_and(substring(source_text, source_start + 1, source_end - source_start) = text) "
        "FROM passage JOIN version USING (version_id)",
    ) == [(True,)]


def test_the_text_of_a_part_is_no_passage_of_the_chapter_above_it(town, make, ask):
    cleaned, (chapter,), *rest = make.report(more="（一）快办。")
    start = cleaned.source_text.index("（一）")
    part = Section("1.1", 2, "（一）", "快办。", "achievements", start, chapter.source_end)
    town.page("/1.html", (cleaned, (chapter, part), *rest))
    assert ask(town.night(), "SELECT section_path, text FROM passage WHERE theme IS NOT NULL ORDER BY 1") == [
        ("1", "一、主要举措\n全年办理。"),
        ("1.1", "（一）快办。"),
    ]
