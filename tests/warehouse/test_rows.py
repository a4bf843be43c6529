"""Records become rows and come back as they were."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.records import Check, Cleaned, Cut, Document, Jurisdiction, Line
from warehouse import rows

PLANNED = {"batch": "b", "capture_id": "c", "captured_at": datetime(2024, 3, 1, tzinfo=UTC), "document_id": "d"}
LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12)
DOCUMENT = Document("报告", "other", Jurisdiction(), None, None, None, None, None, None, None, None, False, False, {})


def cleaned_of(texts):
    lines, at = [], 0
    for n, text in enumerate(texts, start=1):
        lines.append(Line(n, at, text, "body", "r", (Cut(0, len(text), "ad"),) if n == 1 else ()))
        at += len(text) + 1
    return Cleaned("\n".join(texts), tuple(lines), DOCUMENT)


def through(row, schema):
    return pa.Table.from_pylist([row], schema).to_pylist()[0]


@given(st.lists(LINE, min_size=1, max_size=4))
def test_a_cleaned_document_comes_back_from_its_row(texts):
    cleaned = cleaned_of(texts)
    assert rows.cleaned_of(through(rows.cleaned_row(PLANNED, cleaned), rows.CLEAN)) == cleaned


def test_the_head_comes_back_from_its_row(make):
    cleaned, *_ = make.report()
    assert rows.cleaned_of(through(rows.cleaned_row(PLANNED, cleaned), rows.CLEAN)) == cleaned


def test_sections_come_back_from_their_row(make):
    cleaned, sections, *_ = make.report()
    row = rows.split_row(rows.cleaned_row(PLANNED, cleaned), sections)
    assert rows.sections_of(through(row, rows.SPLIT)) == sections


def test_a_foreign_span_does_not_make_another_version():
    plain, spammed = cleaned_of(["", "正文"]), cleaned_of(["澳门娱乐", "正文"])
    assert rows.body_text(plain) == rows.body_text(spammed)


def test_a_repeated_path_gets_an_ordinal(make):
    cleaned, sections, *_ = make.report()
    row = rows.split_row(rows.cleaned_row(PLANNED, cleaned), sections * 2)
    assert [section["ordinal"] for section in row["sections"]] == [1, 2]
    assert len({section["section_id"] for section in row["sections"]}) == 2


def test_numbers_that_share_a_span_keep_their_own_keys(make):
    shared = ("同比增长367%", 367, None, {"role": "yoy_change"})
    cleaned, _, quantities, _ = make.report(numbers=[shared, shared])
    row = rows.extracted_row(rows.cleaned_row(PLANNED, cleaned), (), quantities, [])
    assert len({quantity["quantity_id"] for quantity in row["quantities"]}) == 2


def test_a_check_names_its_quantities(make):
    numbers = [("2件", 2), ("1件", 1), ("3件", 3)]
    cleaned, _, quantities, _ = make.report(numbers=numbers)
    check = Check("2+1", Decimal(3), True, (0, 1, 2))
    row = rows.extracted_row(rows.cleaned_row(PLANNED, cleaned), (), quantities, [check])
    assert row["checks"][0]["quantity_ids"] == [quantity["quantity_id"] for quantity in row["quantities"]]


def test_a_period_gets_its_days(make):
    cleaned, _, quantities, _ = make.report(numbers=[("14件", 14)])
    (row,) = rows.extracted_row(rows.cleaned_row(PLANNED, cleaned), (), quantities, [])["quantities"]
    assert (row["period_start"], row["period_end"]) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (Decimal("87.86"), Decimal("87.86")),
        (Decimal(10) ** 15 + Decimal("0.000001"), Decimal("1000000000000000.000001")),
        (Decimal("0.0000005"), Decimal(0)),
        (Decimal(10) ** 18, None),
        (Decimal("NaN"), None),
        (None, None),
    ],
)
def test_values_are_held_to_six_decimals_and_eighteen_digits(value, held):
    assert rows.exact(value) == held
