"""ISO periods as first and last day."""

from datetime import date

import pytest

from warehouse.period import days


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-06-30", date(2023, 6, 30), date(2023, 6, 30)),
        ("2021-01/2023-12", date(2021, 1, 1), date(2023, 12, 31)),
    ],
)
def test_first_and_last_day(period, first, last):
    assert days(period) == (first, last)


@pytest.mark.parametrize("period", [None, "", "近年来", "2023-13", "2023-02-30", "0000", "2023/2021", "２０２３"])
def test_what_is_no_period_has_no_days(period):
    assert days(period) is None
