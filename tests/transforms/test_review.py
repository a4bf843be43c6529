"""What a person should look at, and how the judged list comes back as corrections. All sentences are ours."""

import pytest
import yaml

from tests.transforms.conftest import body_of, read_text
from transforms.quantity_corrections import QuantityCorrection, correct_quantities
from transforms.reconcile import reconcile
from transforms.records import Record
from transforms.review import COLUMNS, BrokenJudgement, as_yaml, doubts, judged, review_rows

URL = "http://www.example.gov.cn/1.html"


def record(text, sections=()):
    quantities = read_text(text)
    return Record(body_of(text), sections, quantities, reconcile(body_of(text), quantities))


def whys(text):
    found = record(text)
    return [(found.quantities[index].raw, why) for index, why in doubts(found.sections, found.quantities, found.checks)]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("办理人大代表建议和政协提案189件。", ("189件", "ambiguous")),
        ("群众满意度达983%。", ("983%", "rate over 100")),
        ("行政复议案件受理量同比增长5200%。", ("5200%", "change over 1000 %")),
        ("办理行政应诉案件5.2件。", ("5.2件", "count is not whole")),
        ("办理行政应诉案件2023件。", ("2023件", "count looks like a year")),
    ],
)
def test_what_is_ambiguous_or_unlikely_is_listed(text, doubt):
    assert whys(text) == [doubt]


def test_the_numbers_of_a_sum_that_fails_are_listed():
    assert whys("审结行政诉讼案件573件，败诉50件，败诉率为8.8%。") == [
        ("573件", "unreconciled"),
        ("50件", "unreconciled"),
        ("8.8%", "unreconciled"),
    ]


def test_what_is_sound_is_not_listed():
    assert whys("受理行政复议案件126件，同比增长8.6%，群众满意率98%。") == []


def test_a_row_says_where_the_number_stands_and_why_it_is_listed():
    (row,) = review_rows(record("今年办案189件。办理人大代表建议和政协提案189件。"), URL)
    assert tuple(row) == COLUMNS
    assert (row["raw"], row["ordinal"], row["sentence"]) == ("189件", "2", "办理人大代表建议和政协提案189件")
    assert (row["candidates"], row["why"], row["verdict"]) == ("npc_proposals cppcc_proposals", "ambiguous", "")


def verdict(verdict, right_value="", reason="the body lists all of them as proposals of the congress"):
    text = "办理人大代表建议和政协提案189件。"
    (row,) = review_rows(record(text), URL)
    return row | {"verdict": verdict, "right_value": right_value, "reason": reason}


def test_a_judged_row_corrects_the_number():
    (entry,) = judged([verdict("indicator", "npc_proposals")])
    text = "办理人大代表建议和政协提案189件。"
    (quantity,) = correct_quantities(read_text(text), text, URL, [entry])
    assert (quantity.indicator, quantity.candidates) == ("npc_proposals", ())


def test_rows_not_judged_or_judged_right_give_no_entry():
    assert judged([verdict(""), verdict("right")]) == ()


def test_a_number_listed_twice_and_judged_alike_gives_one_entry():
    assert len(judged([verdict("withdraw")] * 2)) == 1


def test_the_printed_entries_are_entries_of_the_file():
    entries = judged([verdict("value", "1,189.5"), verdict("indicator")])
    assert entries[0].value == 1189.5
    assert tuple(QuantityCorrection(**row) for row in yaml.safe_load(as_yaml(entries))) == entries
    assert as_yaml(()) == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (verdict("unit", "件"), "row 2: field"),
        (verdict("value", "many"), "row 2: the row: .*'many' is no value"),
        (verdict("indicator", "no_such_code"), "'no_such_code' is no indicator"),
        (verdict("withdraw", reason="no"), "row 2: reason"),
        (verdict("value", "Infinity"), "'Infinity' is no value"),
        ({"url": URL, "raw": "189件"}, "column ordinal, .* is missing"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(row, said):
    with pytest.raises(BrokenJudgement, match=said):
        judged([row])
