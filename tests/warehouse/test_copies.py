"""One text in several places is one report; the others are its copies, each with the reason."""

from dataclasses import replace

from transforms.records import Jurisdiction

COPIES = """
SELECT c.url, r.url, t.reason FROM text_copy t JOIN capture c USING (version_id)
JOIN capture r ON r.version_id = t.copy_of ORDER BY ALL
"""
OWN, OTHER = "http://127.0.0.1:18990", "http://127.0.0.2:18990"
TEXT = "。".join(f"全年办理第{number}类行政复议案件，逐件审查，依法纠正" for number in range(60))


def unplaced(record):
    cleaned, *rest = record
    document = replace(cleaned.document, jurisdiction=Jurisdiction(), reporting_body=None, body_kind=None)
    return replace(cleaned, document=document), *rest


def test_the_same_text_on_another_site_is_a_copy_whatever_its_head_says(town, make, ask):
    town.page("/own.html", make.report(more=TEXT))
    town.page("/repost.html", unplaced(make.report(more=TEXT)), code="990102")
    path = town.build()
    assert ask(path, COPIES) == [(f"{OTHER}/repost.html", f"{OWN}/own.html", "same_text")]
    assert ask(path, "SELECT url, copies FROM report") == [(f"{OWN}/own.html", 2)]


def test_a_text_that_lost_a_sentence_is_a_near_copy(town, make, ask):
    town.page("/own.html", make.report(more=TEXT))
    town.page("/repost.html", unplaced(make.report(more=TEXT.replace("全年办理第7类", ""))), code="990102")
    assert ask(town.build(), COPIES) == [(f"{OTHER}/repost.html", f"{OWN}/own.html", "near_text")]


def test_a_like_text_of_another_year_is_a_report_of_its_own(town, make, ask):
    for year in (2022, 2023):
        town.page(f"/{year}.html", make.report(year, more=TEXT), code="990102", host=OTHER)
    assert ask(town.build(), "SELECT report_year, copies FROM report ORDER BY ALL") == [(2022, 1), (2023, 1)]


def test_a_compromised_text_is_the_report_until_an_official_one_arrives(town, make, ask):
    town.page("/spam.html", make.report(more=TEXT, ad="澳门娱乐"), code="990102", at="2024-02-01")
    assert ask(town.night(), "SELECT url, copy_grade FROM report") == [(f"{OTHER}/spam.html", "compromised")]
    town.page("/own.html", make.report(more=TEXT), at="2024-03-01", batch="two")
    path = town.night()
    assert ask(path, "SELECT url, copy_grade FROM report") == [(f"{OWN}/own.html", "official")]
    assert ask(path, COPIES) == [(f"{OTHER}/spam.html", f"{OWN}/own.html", "same_text")]


def test_two_townships_that_publish_one_text_have_a_report_each(town, make, ask):
    for code, host in (("990101", OWN), ("990102", OTHER)):
        town.page("/own.html", make.report(code=code, more=TEXT), code=code, host=host)
    assert ask(town.build(), "SELECT count(*), max(copies) FROM report") == [(2, 1)]


def test_a_copy_of_a_copy_leads_to_the_report(town, make, ask):
    town.page("/own.html", make.report(more=TEXT))
    town.page("/a.html", make.report(more=f"转载。{TEXT}"), code="990102")
    town.page("/b.html", unplaced(make.report(more=f"转载。{TEXT}")), code="990102")
    assert [copy[1] for copy in ask(town.build(), COPIES)] == [f"{OWN}/own.html"] * 2


def test_two_bodies_that_only_point_to_an_attachment_have_a_report_each(town, make, ask):
    town.page("/own.html", make.report(more="详见附件。"))
    town.page("/other.html", make.report(code="990102", more="详见附件。"), host=OTHER)
    assert ask(town.build(), "SELECT count(*), max(copies) FROM report") == [(2, 1)]
