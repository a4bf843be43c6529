"""What the replica holds: fourteen annual reports, a repost, the wrong kinds, and facts that hold."""

import re
from collections import Counter

import httpx
import pytest

from replica import catalogue

HOLDINGS = {holding.name: holding for holding in catalogue()}
ORIGINALS = [each for each in HOLDINGS.values() if each.kind == "annual_report" and each.copy_of is None]
ids = [each.name for each in ORIGINALS]


def test_kinds_and_numbers():
    assert Counter(each.kind for each in HOLDINGS.values()) == {
        "annual_report": 15,
        "interpretation": 1,
        "disclosure_report": 1,
        "other": 19,
    }
    assert len(ORIGINALS) == 14


def test_one_report_a_body_and_year():
    assert Counter(each.source_id for each in ORIGINALS) == {
        "990121-yunling": 5,
        "990102-linxi": 4,
        "990100-yunchuan": 3,
        "990100-scjgj": 2,
    }
    assert len({(each.source_id, each.year) for each in ORIGINALS}) == 14
    assert {each.year for each in ORIGINALS} == set(range(2019, 2026))


def test_repost_names_its_original_and_shares_its_facts():
    copy, original = HOLDINGS["yunling-2022-zhuanzai"], HOLDINGS["yunling-2022"]
    assert copy.copy_of == original.name
    assert (copy.title, copy.year, copy.facts) == (original.title, original.year, original.facts)
    assert copy.source_id != original.source_id
    assert copy.reporting_body == "云岭县人民政府"


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_report_has_a_realistic_length(report):
    assert 2000 <= len(re.findall(r"[\u4e00-\u9fff]", report.text)) <= 8000


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_report_says_its_year_in_title_or_first_lines(report):
    assert str(report.year) in report.title + report.text[:400]


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_facts_stand_in_the_text_as_whole_numbers(report):
    assert 8 <= len(report.facts) <= 15
    assert [fact.raw for fact in report.facts if not re.search(rf"(?<![\d.]){re.escape(fact.raw)}", report.text)] == []


def test_no_two_reports_share_a_long_sentence():
    sentences = [set(re.findall(r"[^。\n]{40,}", report.text)) for report in ORIGINALS]
    assert len(set().union(*sentences)) == sum(map(len, sentences))


def test_every_holding_is_served(replica, http: httpx.Client):
    answers = {each.name: http.get(each.url(replica.port)).status_code for each in HOLDINGS.values()}
    assert set(answers.values()) == {200}
