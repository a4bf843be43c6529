"""One small text, read by the transforms and measured against annotations that agree or do not."""

from __future__ import annotations

from dataclasses import replace

from score.gold import Gold, Heading, Line, Negative, Row, Span
from score.sets import measure
from score.tally import Confusion
from transforms.pipeline import parse

TEXT = "一、主要工作\n2023年共审查规范性文件29件，办理行政复议案件100件。"
READ = parse(TEXT.encode(), media_type="text/plain")
CODES = frozenset({"normdocs_reviewed", "reconsideration_accepted", "penalty_cases"})
BODY = frozenset({"body"})


def span(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def row(words, value, code, period=""):
    return Row(*span(words), value, frozenset({"件"}), role="level", cmp="eq", period=period, code=code)


REVIEWED = row("29件", 29.0, "normdocs_reviewed", "2023")
ACCEPTED = row("100件", 100.0, "reconsideration_accepted")
GOLD = Gold(
    name="small",
    content=TEXT.encode(),
    document={"title_in_text": False, "doc_kind": "other", "site_compromised": False, "truncated": False},
    lines=(Line(*span("一、主要工作"), 1, "body", BODY), Line(7, len(TEXT), 2, "body", BODY)),
    headings=(Heading(*span("一、主要工作"), level=1, kind="own", words="主要工作"),),
    rows=(REVIEWED, ACCEPTED),
    negatives=(Negative(*span("2023"), reason="date"),),
    implicit=(),
)


def measured(**changed):
    return measure(replace(GOLD, **changed), READ, CODES)


def scores(**changed):
    return measured(**changed).scores()


def test_a_text_read_as_annotated_has_full_marks_and_does_no_harm():
    given = scores()
    assert {name for name, score in given.items() if score == 0} == {
        "ads_kept",
        "body_lost",
        "title_invented",
        "negatives_hit",
    }
    assert {score for score in given.values() if score} == {1.0}


def test_a_figure_with_nothing_to_measure_is_left_out():
    assert "section_inline_f1" not in scores()


def test_a_missed_number_costs_recall_and_is_named_with_its_sentence():
    missed = row("2023", 2023.0, "penalty_cases")
    tally = measured(rows=(REVIEWED, ACCEPTED, missed))
    assert tally.scores()["fact_f1"] == 0.8  # 2 of 2 found, 2 of 3 wanted
    assert tally.sentences[Confusion("code", "penalty_cases", "(not found)")] == (
        "【2023】年共审查规范性文件29件，办理行政复议案件100件。"
    )


def test_a_wrong_code_costs_the_indicator_and_not_the_fact():
    tally = measured(rows=(replace(REVIEWED, code="penalty_cases"), ACCEPTED))
    assert (tally.scores()["fact_f1"], tally.scores()["indicator_f1"]) == (1.0, 0.5)
    assert tally.confusions == {Confusion("code", "penalty_cases", "normdocs_reviewed"): 1}


def test_a_code_that_the_annotator_did_not_know_is_not_judged():
    known = frozenset({"reconsideration_accepted"})
    other = replace(REVIEWED, code="other")
    assert measure(replace(GOLD, rows=(other, ACCEPTED)), READ, known).scores()["indicator_f1"] == 1.0


def test_a_row_on_which_readers_may_differ_stays_out_of_the_core():
    doubtful = replace(REVIEWED, code="other", core=False)
    given = scores(rows=(doubtful, ACCEPTED))
    assert (given["indicator_core_f1"], given["indicator_f1"]) == (1.0, 0.6667)


def test_a_stock_called_a_level_is_a_confusion_of_roles_and_still_a_fact():
    tally = measured(rows=(replace(REVIEWED, role="cumulative"), ACCEPTED))
    assert (tally.scores()["fact_f1"], tally.scores()["role_acc"]) == (1.0, 0.5)
    assert tally.confusions == {Confusion("role", "cumulative", "level"): 1}


def test_a_numeral_that_is_no_fact_is_a_harm_with_its_reason():
    tally = measured(rows=(ACCEPTED,), negatives=(Negative(*span("29"), reason="name"),))
    assert (tally.harms["negatives_hit"], tally.reasons) == (1, {"name": 1})
    assert tally.confusions == {Confusion("code", "(no fact)", "normdocs_reviewed"): 1}


def test_a_fact_told_in_words_is_never_scored():
    assert scores(rows=(ACCEPTED,), implicit=(Span(*span("29件")),))["fact_f1"] == 1.0


def test_a_kept_advert_is_counted_beside_the_wrong_label():
    advert = Line(7, len(TEXT), 2, "ad", frozenset({"ad"}))
    given = scores(lines=(GOLD.lines[0], advert))
    assert (given["ads_kept"], given["line_acc"], given["body_f1"]) == (1, 0.5, 0.6667)


def test_a_line_that_may_be_body_or_not_is_no_matter_for_the_body():
    either = Line(7, len(TEXT), 2, "byline", frozenset({"byline", "body"}))
    given = scores(lines=(GOLD.lines[0], either))
    assert (given["line_acc"], given["body_f1"]) == (1.0, 1.0)


def test_a_field_may_have_further_right_answers():
    wanted = {**GOLD.document, "report_year": 2024}
    assert scores(document=wanted)["doc_acc"] < 1
    assert scores(document={**wanted, "accept": {"report_year": [None]}})["doc_acc"] == 1.0


def test_a_heading_on_another_level_is_missed_and_one_too_many():
    given = scores(headings=(replace(GOLD.headings[0], level=2),))
    assert (given["section_f1"], given["section_own_f1"]) == (0.0, 0.0)
