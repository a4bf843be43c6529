"""The last accepted scores: what counts as a drop, and what is kept."""

from __future__ import annotations

from score import page
from score.accepted import drops, read_accepted, to_accept
from score.sets import annotated_sets, pooled
from score.tally import Confusion, Match, Tally


def test_a_figure_may_fall_by_half_a_thousandth_and_no_more():
    harmless = dict.fromkeys(("ads_kept", "body_lost", "title_invented", "negatives_hit"), 0)
    assert drops({"fact_f1": 0.9805, **harmless}, {"fact_f1": 0.981, **harmless}) == []
    assert drops({"fact_f1": 0.98, **harmless}, {"fact_f1": 0.981, **harmless}) == ["fact_f1 was 0.981 and is 0.98"]


def test_a_harm_may_not_rise():
    before = {"ads_kept": 0, "body_lost": 0, "title_invented": 0, "negatives_hit": 2}
    assert drops({**before, "negatives_hit": 1}, before) == []
    assert drops({**before, "negatives_hit": 3}, before) == ["negatives_hit was 2 and is 3"]


def test_a_figure_that_nothing_measures_any_more_is_a_drop():
    before = Tally().scores() | {"line_acc": 0.9}
    assert drops(Tally().scores(), before) == ["line_acc was 0.9 and is 0"]


def test_before_the_first_time_nothing_is_a_drop():
    assert drops(Tally().scores(), {}) == []


def test_sentences_of_texts_from_outside_are_not_kept():
    tally = Tally()
    tally.figures["fact_f1"] += Match(1, 2, 2)
    tally.confuse(Confusion("role", "rate", "level"), "办结率【90%】。")
    assert to_accept("shared", tally, 3) == {"texts": 3, "scores": tally.scores()}
    assert to_accept("gold", tally, 10)["confusions"] == [
        {"of": "role", "gold": "rate", "ours": "level", "times": 1, "sentence": "办结率【90%】。"}
    ]


def test_the_transforms_read_no_worse_than_was_accepted():
    accepted = read_accepted()
    worse = {
        one.name: drops(pooled(one.measure().values()).scores(), accepted[one.name]["scores"])
        for one in annotated_sets()
    }
    assert {name: lines for name, lines in worse.items() if lines} == {}


def test_the_document_shows_the_accepted_scores():
    written = page.FILE.read_text(encoding="utf-8")
    assert page.with_scores(written, read_accepted()) == written
    assert written.count("<!-- end -->") == 2
