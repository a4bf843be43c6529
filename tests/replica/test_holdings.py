"""What the replica holds: annual reports with facts that hold, a repost, and the wrong kinds."""

import re
from collections import Counter

import httpx
import pytest

from replica import catalogue

HOLDINGS = {holding.name: holding for holding in catalogue()}
ORIGINALS = [each for each in HOLDINGS.values() if each.kind == "annual_report" and each.copy_of is None]
ids = [each.name for each in ORIGINALS]


def test_every_kind_is_there():
    assert {each.kind for each in HOLDINGS.values()} == {
        "annual_report",
        "interpretation",
        "disclosure_report",
        "other",
    }


def test_each_issuer_has_at_least_two_reports_each_of_a_year_of_its_own():
    issuers = {each.source_id for each in HOLDINGS.values()}
    assert Counter(each.source_id for each in ORIGINALS) >= Counter(dict.fromkeys(issuers, 2))
    assert len({(each.source_id, each.year) for each in ORIGINALS}) == len(ORIGINALS)
    assert {each.year for each in ORIGINALS} == set(range(2019, 2026))


def test_repost_names_its_original_and_shares_its_facts():
    copy, original = HOLDINGS["yunling-2022-zhuanzai"], HOLDINGS["yunling-2022"]
    assert copy.copy_of == original.name
    assert (copy.title, copy.year, copy.facts) == (original.title, original.year, original.facts)
    assert copy.source_id != original.source_id
    assert copy.reporting_body == "云岭县人民政府"


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_report_has_a_realistic_length(report):
    assert 700 <= len(re.findall(r"[\u4e00-\u9fff]", report.text)) <= 8000


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_report_says_its_year_in_title_or_first_lines(report):
    assert str(report.year) in report.title + report.text[:400]


@pytest.mark.parametrize("report", ORIGINALS, ids=ids)
def test_facts_stand_in_the_text_as_whole_numbers(report):
    assert 6 <= len(report.facts) <= 15
    assert [fact.raw for fact in report.facts if not re.search(rf"(?<![\d.]){re.escape(fact.raw)}", report.text)] == []


def test_no_two_reports_share_a_long_sentence():
    sentences = [set(re.findall(r"[^。\n]{40,}", report.text)) for report in ORIGINALS]
    assert len(set().union(*sentences)) == sum(map(len, sentences))


def test_every_holding_is_served(replica, http: httpx.Client):
    urls = {url for each in HOLDINGS.values() for url in (each.url(replica.port), each.text_url(replica.port))}
    assert {http.get(url).status_code for url in urls} == {200}


def test_some_texts_stand_in_an_attachment(replica, http: httpx.Client):
    attached = [each for each in HOLDINGS.values() if each.text_path != each.path]
    assert {each.kind for each in attached} == {"annual_report"}
    pages = [http.get(each.url(replica.port)).text for each in attached]
    assert [each.name for each, page in zip(attached, pages, strict=True) if each.facts[0].raw in page] == []
