"""Views that publication turns into tables: the same rows and comments, and a night starts from them as before."""

from warehouse import views

KINDS = "SELECT table_name FROM duckdb_tables() WHERE table_name IN ('indicator_value', 'year_on_year') ORDER BY ALL"
COMMENTS = """
SELECT table_name, column_name, comment FROM duckdb_columns() WHERE table_name IN ('indicator_value', 'year_on_year')
UNION ALL SELECT table_name, '', comment FROM duckdb_tables() WHERE table_name IN ('indicator_value', 'year_on_year')
UNION ALL SELECT view_name, '', comment FROM duckdb_views() WHERE view_name IN ('indicator_value', 'year_on_year')
ORDER BY ALL
"""
ROWS = ("FROM indicator_value ORDER BY ALL", "FROM year_on_year ORDER BY ALL", COMMENTS)


def two_years(town, make):
    for year, raw, number in ((2022, "10件", 10), (2023, "15件", 15)):
        record = make.report(year, numbers=[(raw, number, "legal_aid_cases", {})])
        town.page(f"/{year}.html", record, at=f"{year + 1}-03-01")


def test_a_published_file_has_tables_of_the_same_rows_and_comments(town, make, ask):
    two_years(town, make)
    building = town.build()
    assert ask(building, KINDS) == []
    before = [ask(building, sql) for sql in ROWS]
    path = town.night()
    assert ask(path, KINDS) == [("indicator_value",), ("year_on_year",)]
    assert [ask(path, sql) for sql in ROWS] == before
    assert {name for name, *_ in ask(path, COMMENTS)} == views.MADE.keys()


def test_a_night_that_starts_from_such_a_file_has_views_again(town, make, ask):
    two_years(town, make)
    town.night()
    town.page("/2024.html", make.report(2024, numbers=[("30件", 30, "legal_aid_cases")]), batch="two", at="2025-03-01")
    building = town.build()
    assert ask(building, KINDS) == []
    assert ask(building, "SELECT report_year, computed_pct FROM year_on_year ORDER BY ALL") == [(2023, 50), (2024, 100)]
