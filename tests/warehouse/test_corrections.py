"""What became of each correction."""

from dataclasses import replace

import pytest

from transforms.corrections import Correction, correct
from warehouse import inputs
from warehouse.check import check

URL = "http://127.0.0.1:18990/1.html"
ENTRY = Correction(
    url=URL, field="report_year", expect=2024, value=2023, reason="the first sentence speaks of 2023", status="open"
)
STATES = "SELECT url, field, expect, value, state FROM correction"


@pytest.fixture
def corrected(monkeypatch, make):
    """A record that went through the corrections of a register with one entry."""
    monkeypatch.setattr(inputs, "corrections", lambda: (ENTRY,))
    inputs._corrections.cache_clear()

    def record(year):
        cleaned, *rest = make.report(year)
        return replace(cleaned, document=correct(cleaned.document, URL, (ENTRY,))), *rest

    yield record
    inputs._corrections.cache_clear()


def test_a_correction_that_applies_says_so_and_its_value_is_the_reports(town, corrected, ask):
    town.page("/1.html", corrected(2024))
    path = town.night()
    assert ask(path, STATES) == [(URL, "report_year", "2024", "2023", "applied")]
    assert ask(path, "SELECT report_year FROM report") == [(2023,)]


def test_a_correction_that_the_source_has_mended_is_flagged(town, corrected, ask):
    town.page("/1.html", corrected(2022))
    building = town.build()
    assert [(found.name, found.severity) for found in check(town.data, building) if found.rows] == [
        ("correction_mended", "flag")
    ]
    assert ask(building, STATES) == [(URL, "report_year", "2024", "2023", "mended")]


def test_a_correction_of_a_document_that_never_came_is_unseen(town, corrected, ask):
    town.page("/2.html", corrected(2023))
    assert ask(town.build(), "SELECT state FROM correction") == [("unseen",)]


def test_a_correction_of_the_text_that_came_back_applies_again(town, corrected, ask):
    town.page("/1.html", corrected(2024), at="2024-03-01")
    town.page("/1.html", corrected(2022), at="2024-05-01", batch="two")
    assert ask(town.build(), "SELECT state FROM correction") == [("mended",)]
    town.captures[0]["returned_at"] = town.moment("2024-06-01")
    assert ask(town.build(), "SELECT state FROM correction") == [("applied",)]
