"""The annotated texts: spans that fit, every digit accounted for, codes that exist, sums that hold."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold"
DOCS = sorted(path.stem for path in GOLD.glob("*.txt"))
LABELS = {"body", "title", "meta", "nav", "tool", "ad", "byline", "blank"}
ROLES = {"level", "rate", "yoy_change", "rank", "cumulative", "baseline"}

pytestmark = pytest.mark.parametrize("doc", DOCS)


def text(doc):
    return (GOLD / f"{doc}.txt").read_bytes().decode("utf-8")


def rows(doc, name):
    with (GOLD / f"{doc}.{name}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def fields(doc):
    return json.loads((GOLD / f"{doc}.doc.json").read_text("utf-8"))


def span(row, start="start", end="end"):
    return int(row[start]), int(row[end])


@pytest.mark.parametrize("name", ["quantities", "indicators", "negatives", "implicit"])
def test_a_span_holds_what_the_row_says(doc, name):
    source = text(doc)
    assert [row for row in rows(doc, name) if source[slice(*span(row))] != row["raw"]] == []


def test_every_line_is_labelled_once(doc):
    lines = rows(doc, "lines")
    source = text(doc)
    assert [source[slice(*span(row))] for row in lines] == source.removesuffix("\n").split("\n")
    assert {row["label"] for row in lines} <= LABELS
    assert [int(row["line"]) for row in lines] == list(range(1, len(lines) + 1))


def test_every_digit_is_a_quantity_or_a_negative_and_never_both(doc):
    quantities = {span(row) for row in rows(doc, "quantities")}
    negatives = [span(row) for row in rows(doc, "negatives")]
    taken = Counter(at for start, end in [*quantities, *negatives] for at in range(start, end))
    digits = {at for at, character in enumerate(text(doc)) if character.isdigit()}
    assert digits - taken.keys() == set()
    assert [at for at, times in taken.items() if times > 1] == []


def test_headings_stand_behind_their_markers_in_a_tree_without_holes(doc):
    source, sections = text(doc), rows(doc, "sections")
    for row in sections:
        assert source[slice(*span(row, "h_start", "h_end"))] == row["heading"]
        assert source[slice(*span(row, "start", "h_start"))].strip() == row["marker"]
        assert int(row["level"]) == row["path"].count(".") + 1
    paths = {row["path"] for row in sections}
    assert {path.rpartition(".")[0] for path in paths} - {""} <= paths


def test_quantities_carry_known_roles_and_their_sentences(doc):
    source = text(doc)
    paths = {row["path"] for row in rows(doc, "sections")} | {"0"}
    for row in rows(doc, "quantities"):
        assert row["role"] in ROLES
        assert row["section"] in paths
        assert source[slice(*span(row, "sent_start", "sent_end"))] == row["sentence"]
        assert row["raw"] in row["sentence"]


def test_indicators_repeat_the_quantities_with_codes_of_the_catalogue(doc):
    catalogue = yaml.safe_load((ROOT / "transforms" / "rules" / "indicators.yml").read_text("utf-8"))
    themes = {entry["code"]: entry["theme"] for entry in catalogue}
    indicators = rows(doc, "indicators")
    same = ("qid", "start", "end", "raw", "value", "unit_norm", "role", "period", "qualifier", "cmp", "core")
    assert [[row[key] for key in same] for row in indicators] == [
        [row[key] for key in same] for row in rows(doc, "quantities")
    ]
    coded = [row for row in indicators if row["code"] != "other"]
    assert [row["code"] for row in coded if themes.get(row["code"]) != row["theme"]] == []
    keys = Counter((row["code"], row["breakdown"], row["role"], row["period"]) for row in coded)
    assert [key for key, times in keys.items() if times > 1] == []


def test_sums_and_ratios_hold(doc):
    checks = rows(doc, "checks")
    assert [row for row in checks if not holds(row["expression"], row["stated"])] == []


def holds(expression, stated):
    value = eval(expression, {"__builtins__": {}}, {"round": round})
    return value == pytest.approx(float(stated))


def test_the_document_says_who_reports_and_names_its_adverts(doc):
    given, lines = fields(doc), text(doc).split("\n")
    assert given["jurisdiction"] in text(doc)
    assert given["ad_lines"] == [int(row["line"]) for row in rows(doc, "lines") if row["label"] == "ad"]
    assert [ad for ad in given.get("inline_ads", []) if ad["raw"] not in lines[ad["line"] - 1]] == []
    assert given["site_compromised"] == bool(given["ad_lines"] or given.get("inline_ads"))
