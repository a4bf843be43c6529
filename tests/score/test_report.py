"""`python -m score` as a person and a program see it."""

from __future__ import annotations

import json
import subprocess
import sys

from score.report import excerpt, report
from score.sets import ROOT
from score.tally import Confusion, Tally


def asked(*options):
    return subprocess.run(
        [sys.executable, "-m", "score", *options], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_for_a_program_it_prints_figures_classes_and_confusions():
    gold = json.loads(asked("--json"))["gold"]
    assert list(gold) == ["documents", "pooled", "negatives_by_reason", "classes", "confusions"]
    assert set(gold["classes"]) == {"field", "label", "role", "code"}
    assert gold["classes"]["role"]["level"].keys() == {"right", "found", "gold", "precision", "recall"}


def test_for_a_person_it_shows_the_change_against_the_accepted_scores():
    tally = Tally()
    for right in (True, True, True, False):
        tally.share("role_acc", right)
    line = next(line for line in report("gold", {"g01": tally}, {"role_acc": 0.5}).splitlines() if "role_acc" in line)
    assert line.split() == ["role_acc", "0.750", "0.7500", "0.5000", "+0.2500"]


def test_a_confusion_has_its_number_of_times_and_a_sentence():
    tally = Tally()
    tally.confuse(Confusion("role", "rate", "level"), "办结率【90%】。")
    tally.confuse(Confusion("role", "rate", "level"), "调解率【80%】。")
    assert "   2 rate -> level: 办结率【90%】。" in report("gold", {"g01": tally}, {})


def test_of_a_long_sentence_the_words_around_the_number_are_shown():
    assert excerpt("一" * 50 + "【3件】" + "二" * 50) == f"…{'一' * 40}【3件】{'二' * 40}…"
