"""The list of doubtful numbers goes out to a person and comes back as corrections."""

import csv
from decimal import Decimal

from transforms import review
from transforms.records import Check
from warehouse import query

TWO = {"candidates": ("npc_proposals", "cppcc_proposals")}


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_doubt_is_on_the_list_with_its_sentence(town, make, ask):
    numbers = [("14件", 14, None, TWO), ("102%", 102, "leader_court_rate", {"role": "rate"})]
    town.page("/1.html", make.report(numbers=numbers, checks=[Check("14 = 15", Decimal(15), False, (0,))]))
    path = town.night()
    assert ask(path, "SELECT raw, ordinal, sentence, why FROM review") == [
        ("14件", 1, "全年办理14件，102%", "ambiguous; unreconciled"),
        ("102%", 1, "全年办理14件，102%", "rate over 100"),
    ]
    assert [row[0] for row in ask(path, "DESCRIBE review")] == list(review.COLUMNS)


def test_a_judged_list_comes_back_as_corrections(town, make, tmp_path):
    town.page("/1.html", make.report(numbers=[("14件", 14, None, TWO)]))
    town.night()
    out = tmp_path / "review.csv"
    query.write(town.data, "FROM review", out)
    (row,) = rows_of(out)
    row |= {"verdict": "indicator", "right_value": "npc_proposals", "reason": "The sentence before names the congress."}
    (entry,) = review.judged([row])
    assert (entry.url, entry.raw, entry.ordinal, entry.field, entry.value) == (
        town.captures[0]["url"],
        "14件",
        1,
        "indicator",
        "npc_proposals",
    )
    assert entry.expect == "全年办理14件"
