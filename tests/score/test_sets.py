"""The sets of annotated texts, and that the figures are those of the scorer that lies beside the repository."""

from __future__ import annotations

import csv
import importlib.util
import json

import pytest

from score.gold import plain
from score.sets import ROOT, annotated_sets, pooled
from transforms.pipeline import parse, to_json

SCORER = ROOT.parent / "shared" / "score.py"


def test_without_a_folder_beside_it_the_repository_scores_its_own_texts(tmp_path):
    assert [one.name for one in annotated_sets(beside=tmp_path)] == ["gold"]


def test_every_text_of_gold_is_measured(tmp_path):
    texts = sorted(path.stem for path in (ROOT / "gold").glob("*.txt"))
    assert list(annotated_sets(beside=tmp_path)[0].measure()) == texts


def test_texts_are_compared_without_spaces_width_and_closing_punctuation():
    assert plain("（一） 主要 工作；") == plain("(一)主要工作")
    assert plain(None) == ""


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SCORER.exists(), reason="../shared, with the scorer to compare with, is not here")
@pytest.mark.parametrize("one", annotated_sets(), ids=lambda one: one.name)
def test_figures_equal_those_of_the_scorer_text_by_text(one, scorer, tmp_path):
    with (tmp_path / "codes.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([["code"], *([code] for code in sorted(one.codes))])
    for path in one.texts.glob("*.txt"):
        record = to_json(parse(path.read_bytes(), media_type="text/plain"))
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(record), encoding="utf-8")
    theirs = scorer.score_directories(one.annotations, tmp_path, codes=tmp_path / "codes.csv")
    ours = one.measure()
    for name, tally in ours.items():
        assert_equal(tally, theirs["documents"][name])
    assert_equal(pooled(ours.values()), theirs["micro"])


def assert_equal(tally, theirs):
    ours = tally.scores()
    assert ours == {name: pytest.approx(theirs[name], abs=0.00005) for name in ours}
    assert dict(tally.reasons) == theirs["negatives_by_reason"]
