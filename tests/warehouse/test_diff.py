"""What a reader of yesterday's snapshot finds other today."""

from warehouse.diff import diff


def accepted(count):
    return [(f"{count}件", count, "reconsideration_accepted")]


def test_new_changed_and_vanished_reports_and_values(town, make, new_town, tmp_path):
    town.page("/2021.html", make.report(2021, numbers=accepted(11)), at="2022-03-01")
    town.page("/2022.html", make.report(2022, numbers=accepted(12)), at="2023-03-01")
    old = town.night()
    other = new_town(tmp_path / "later" / "demo")
    other.page("/2022.html", make.report(2022, numbers=accepted(13)), at="2023-03-01")
    other.page("/2023.html", make.report(2023, numbers=accepted(14)), at="2024-03-01")
    found = diff(old, other.night())
    assert found.counts() == {
        "reports": {"new": 1, "changed": 1, "vanished": 1},
        "values": {"new": 1, "changed": 1, "vanished": 1},
    }
    changes = [
        (row["change"], row["report_year"], row["old_value"], row["new_value"]) for row in found.values.as_dicts()
    ]
    assert changes == [("changed", 2022, 12, 13), ("new", 2023, None, 14), ("vanished", 2021, 11, None)]


def test_a_snapshot_differs_in_nothing_from_itself(town, make):
    town.page("/1.html", make.report(numbers=accepted(11)))
    path = town.night()
    assert diff(path, path).as_dict()["reports"] == diff(path, path).as_dict()["values"] == []
