"""What the views say of the rows."""

from dataclasses import replace
from decimal import Decimal

from transforms.records import Check, Jurisdiction

REPOSTED = "http://127.0.0.9:18990"


def value(raw, number, code="reconsideration_accepted", **fields):
    return (raw, number, code, fields)


def test_an_official_copy_is_better_than_a_repost_and_a_repost_than_a_compromised_one(town, make, ask):
    town.page("/spam.html", make.report(ad="澳门娱乐 www.example.invalid"), at="2024-01-03")
    town.page("/repost.html", make.report(more="转载。"), code="990102", at="2024-01-02")
    town.page("/own.html", make.report(more="全文。"), at="2024-01-01")
    town.page("/spam.html", make.report(2022, ad="澳门娱乐"), at="2023-01-01")
    path = town.build()
    assert ask(path, "SELECT report_year, copy_grade, copies, url FROM report ORDER BY ALL") == [
        (2022, "compromised", 1, "http://127.0.0.1:18990/spam.html"),
        (2023, "official", 3, "http://127.0.0.1:18990/own.html"),
    ]


def test_a_repost_of_a_body_without_a_code_is_a_copy_of_the_registered_bodys_report(town, make, ask):
    cleaned, *rest = make.report(ad="澳门娱乐")
    nowhere = replace(cleaned.document, jurisdiction=Jurisdiction(None, "云岭县"))
    town.page("/spam.html", (replace(cleaned, document=nowhere), *rest), code="990102")
    town.page("/own.html", make.report(more="全文。"))
    assert ask(town.build(), "SELECT body_name, copy_grade, copies FROM report") == [("云岭县人民政府", "official", 2)]


def test_a_name_that_several_real_places_bear_is_given_to_none_of_them(town, make, ask):
    real = {"source_id": "x", "jurisdiction_name": "开封市鼓楼区", "body_name": "鼓楼区人民政府"}
    town.sources.append(town.sources[0] | real)
    cleaned, *rest = make.report(reporting_body="鼓楼区人民政府")
    nowhere = replace(cleaned.document, jurisdiction=Jurisdiction(None, "鼓楼区"))
    town.page("/1.html", (replace(cleaned, document=nowhere), *rest), code="990102")
    assert ask(town.build(), "SELECT count(*) FROM report") == [(0,)]


def test_a_page_found_through_another_site_first_is_official_once_its_own_site_shows_it(town, make, ask):
    town.page("/own.html", make.report(), at="2024-03-01", source_id="990102-河西县")
    town.page("/own.html", make.report(), at="2024-03-02")
    assert ask(town.build(), "SELECT copy_grade, source_id FROM report") == [("official", "990102-河西县")]


def test_an_advert_injected_after_the_first_capture_is_an_incident(town, make, ask):
    town.page("/1.html", make.report(), at="2024-03-01")
    town.page("/1.html", make.report(ad="澳门娱乐"), at="2024-06-01")
    path = town.build()
    assert ask(path, "SELECT copy_grade FROM report") == [("official",)]
    assert ask(path, "SELECT kind, captured_at::DATE::TEXT FROM incident") == [("later_ad", "2024-06-01")]


def test_a_page_compromised_outside_its_text_is_an_incident(town, make, ask):
    cleaned, *rest = make.report()
    hidden = replace(cleaned, document=replace(cleaned.document, site_compromised=True))
    town.page("/1.html", (hidden, *rest))
    assert ask(town.build(), "SELECT kind, text FROM incident") == [("page", None)]


def test_a_department_is_a_body_of_its_own_under_its_government(town, make, ask):
    town.page("/1.html", make.report())
    town.page("/2.html", make.report(more="我局。", body_kind="department", reporting_body="云岭县司法局"))
    path = town.build()
    assert ask(path, "SELECT body_name, copy_grade FROM report ORDER BY ALL") == [
        ("云岭县人民政府", "official"),
        ("云岭县司法局", "repost"),
    ]
    assert ask(
        path, "SELECT p.name FROM body b JOIN body p ON p.body_id = b.parent_id WHERE b.kind = 'department'"
    ) == [("云岭县人民政府",)]


def test_other_kinds_of_document_are_no_reports(town, make, ask):
    town.page("/1.html", make.report(doc_kind="news_article"))
    assert ask(town.build(), "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version)") == [(0, 1)]


def test_a_number_without_a_scope_is_the_territorys(town, make, ask):
    numbers = [value("216件", 216), value("3440件", 3440, scope="territory")]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value FROM indicator_value WHERE preferred") == [(3440,)]


def test_the_territorys_number_is_preferred_to_the_bodys_own(town, make, ask):
    numbers = [value("1230件", 1230, scope="territory"), value("132件", 132, scope="own")]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value, preferred FROM indicator_value ORDER BY value") == [
        (132, False),
        (1230, True),
    ]


def test_a_number_without_a_scope_is_the_reports_figure(town, make, ask):
    numbers = [value("286件", 286, scope="own"), value("1180件", 1180)]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value FROM indicator_value WHERE preferred") == [(1180,)]


def test_the_whole_is_preferred_to_a_part_that_stands_before_it(town, make, ask):
    numbers = [value("114件", 114), value("3276件", 3276)]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value FROM indicator_value WHERE preferred") == [(3276,)]


def test_of_rates_the_first_is_preferred(town, make, ask):
    numbers = [value("95%", 95, "leader_court_rate", role="rate"), value("100%", 100, "leader_court_rate", role="rate")]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value FROM indicator_value WHERE preferred") == [(95,)]


def test_an_exact_number_is_preferred_to_a_rounded_one_and_then_the_first(town, make, ask):
    numbers = [value("近20件", 20, cmp="lt"), value("19件", 19), value("18件", 18)]
    town.page("/1.html", make.report(numbers=numbers))
    assert ask(town.build(), "SELECT value FROM indicator_value WHERE preferred") == [(19,)]


def test_parts_of_a_whole_do_not_compete(town, make, ask):
    numbers = [
        value("3件", 3, breakdown="合计"),
        value("2件", 2, breakdown="县政府"),
        value("1件", 1, breakdown="部门"),
    ]
    town.page("/1.html", make.report(numbers=numbers))
    path = town.night()
    assert ask(path, "SELECT count(*) FROM indicator_value WHERE preferred") == [(3,)]
    assert ask(path, "SELECT reconsideration_accepted FROM indicator_wide") == [(3,)]


def test_the_wide_table_has_a_commented_column_per_indicator(town, make, ask):
    rate = value("95%", 95, "leader_court_rate", role="rate")
    town.page("/1.html", make.report(numbers=[value("14件", 14), rate]))
    path = town.night()
    assert ask(path, "SELECT reconsideration_accepted, leader_court_rate, legal_aid_cases FROM indicator_wide") == [
        (14, 95, None)
    ]
    assert ask(
        path,
        "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'indicator_wide' AND comment IS NULL",
    ) == [(0,)]


def test_a_stated_change_stands_beside_the_computed_one(town, make, ask):
    change = value("增长40%", 40, role="yoy_change", unit_norm="%", unit="%")
    town.page("/1.html", make.report(2022, numbers=[value("10件", 10)]), at="2023-03-01")
    town.page("/2.html", make.report(2023, numbers=[value("15件", 15), change]))
    assert ask(
        town.build(), "SELECT report_year, value, last_value, stated_change, computed_pct, exact FROM year_on_year"
    ) == [(2023, 15, 10, 40, 50, True)]


def test_a_change_of_a_rate_is_computed_in_points_too(town, make, ask):
    for year, raw, number in ((2022, "6.4%", "6.4"), (2023, "6.09%", "6.09")):
        numbers = [value(raw, number, "litigation_loss_rate", role="rate")]
        town.page(f"/{year}.html", make.report(year, numbers=numbers), at=f"{year + 1}-03-01")
    assert ask(town.build(), "SELECT computed_points::TEXT, computed_pct::TEXT FROM year_on_year") == [
        ("-0.310000", "-4.84")
    ]


def test_coverage_says_what_is_known_here_and_no_more(town, make, ask):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    town.page("/2.html", make.report(2023), at="2024-05-01")
    town.page("/3.html", make.report(more="我乡。", body_kind="township", reporting_body="河口乡人民政府"))
    town.capture("/list.html", kind="listing", at="2024-05-01")
    town.fail("2024-05-01", "blocked_waf", code="990102")
    assert ask(town.build(), "SELECT body_name, report_year, status FROM coverage ORDER BY ALL") == [
        ("云岭县人民政府", 2022, "published"),
        ("云岭县人民政府", 2023, "published"),
        ("河口乡人民政府", 2022, "no_source"),
        ("河口乡人民政府", 2023, "published"),
        ("河西县人民政府", 2022, "blocked"),
        ("河西县人民政府", 2023, "blocked"),
    ]


def test_before_the_first_of_april_a_report_is_not_due(town, make, ask):
    town.page("/1.html", make.report(2023), at="2024-03-01")
    town.capture("/col.html", code="990102", kind="listing", at="2024-03-31")
    path = town.build()
    assert ask(path, "SELECT status FROM coverage WHERE body_name = '河西县人民政府'") == [("not_due",)]
    town.capture("/col.html", code="990102", kind="listing", at="2024-04-01")
    path = town.build()
    assert ask(path, "SELECT status FROM coverage WHERE body_name = '河西县人民政府'") == [("not_found",)]


def test_incidents_show_the_injected_text(town, make, ask):
    town.page("/1.html", make.report(ad="澳门娱乐"))
    town.capture("/", code="990102", outcome="mirror_suspect", reason="the pages of another site")
    assert ask(town.build(), "SELECT kind, text, line FROM incident ORDER BY kind") == [
        ("ad_line", "澳门娱乐", 4),
        ("mirror", "the pages of another site", None),
    ]


def test_source_health_counts_by_outcome(town, make, ask):
    town.page("/1.html", make.report())
    town.page("/2.html", "Refused: no text in it")
    town.capture("/3.html", outcome="rate_limited")
    town.capture("/4.html", outcome="tls_error")
    assert ask(
        town.build(),
        "SELECT captures, ok, blocked, failing, refused_texts, outcomes['tls_error'] FROM source_health "
        "WHERE source_id = '990101-云岭县'",
    ) == [(4, 2, 1, 1, 1, 1)]


def test_search_finds_the_section_and_not_those_above_it(town, make, ask):
    town.page("/1.html", make.report(more="涉企行政复议案件快办。"))
    path = town.build()
    assert ask(path, "SELECT section_path, heading FROM search('快办')") == [("1", "主要举措")]
    assert ask(path, "SELECT section_path FROM search('云岭县2023年')") == [("0",)]
    assert ask(path, "FROM search('不存在')") == []


def test_sums_of_the_text_are_recorded_whether_they_hold_or_not(town, make, ask):
    numbers = [value("2件", 2), value("1件", 1), value("4件", 4)]
    checks = [Check("2+1", Decimal(4), False, (0, 1, 2)), Check("2+2", Decimal(4), True, (0, 0, 2))]
    town.page("/1.html", make.report(numbers=numbers, checks=checks))
    assert ask(town.build(), "SELECT expression, holds, severity FROM check_result ORDER BY expression") == [
        ("2+1", False, "flag"),
        ("2+2", True, "note"),
    ]


def test_a_place_knows_the_place_above_it(town, make, ask):
    town.sources[1] |= {
        "jurisdiction_code": "990100",
        "jurisdiction_name": "云川市",
        "jurisdiction_level": "prefecture",
    }
    town.sources[1] |= {"body_name": "云川市人民政府"}
    path = town.build()
    assert ask(path, "SELECT jurisdiction_code, name, parent_code FROM jurisdiction ORDER BY ALL") == [
        ("990100", "云川市", None),
        ("990101", "云岭县", "990100"),
    ]
    assert ask(path, "SELECT b.name, p.name FROM body b JOIN body p ON p.body_id = b.parent_id") == [
        ("云岭县人民政府", "云川市人民政府")
    ]


def test_a_flag_of_a_version_is_an_incident(town, make, ask):
    cleaned, *rest = make.report()
    town.page("/1.html", (replace(cleaned, document=replace(cleaned.document, flags=("splice",))), *rest))
    assert ask(town.build(), "SELECT kind, line FROM incident") == [("splice", None)]


def test_a_value_says_since_when_its_indicator_has_meant_this(town, make, ask):
    for year in (2023, 2024, 2025):
        numbers = [(f"{year}件", year, "reconsideration_accepted")]
        town.page(f"/{year}.html", make.report(year, numbers=numbers), at=f"{year + 1}-03-01")
    path = town.build()
    assert ask(path, "SELECT report_year, series_from FROM indicator_value ORDER BY ALL") == [
        (2023, None),
        (2024, 2024),
        (2025, 2024),
    ]
    assert ask(path, "SELECT report_year, across_break FROM year_on_year ORDER BY ALL") == [(2024, True), (2025, False)]
