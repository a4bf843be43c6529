from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from spiders.season import is_due, is_full_walk_due, is_retry_due, is_season
from spiders.warc import iso

SUMMER = datetime(2024, 7, 1, 18, 0, tzinfo=UTC)
SPRING = datetime(2024, 3, 1, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2023-12-31T15:59:59+00:00", False),
        # Midnight in China.
        ("2023-12-31T16:00:00+00:00", True),
        ("2024-04-30T15:59:59+00:00", True),
        ("2024-04-30T16:00:00+00:00", False),
    ],
)
def test_reports_are_expected_from_january_to_april_in_china(moment: str, expected: bool) -> None:
    assert is_season(datetime.fromisoformat(moment)) is expected


@pytest.mark.parametrize(
    ("now", "days", "expected"), [(SPRING, 1, True), (SUMMER, 1, False), (SUMMER, 6, False), (SUMMER, 7, True)]
)
def test_a_source_is_due_every_night_in_season_and_weekly_otherwise(now: datetime, days: int, expected: bool) -> None:
    # The nightly run begins a minute earlier than the last one did.
    last = iso(now - timedelta(days=days) + timedelta(minutes=1))
    assert is_due(last, now) is expected


def test_a_source_that_was_never_visited_is_due() -> None:
    assert is_due(None, SUMMER)


@pytest.mark.parametrize(("days", "expected"), [(1, False), (27, False), (28, True)])
def test_a_whole_list_is_walked_again_every_four_weeks(days: int, expected: bool) -> None:
    assert is_full_walk_due(iso(SUMMER - timedelta(days=days)), SUMMER) is expected


@pytest.mark.parametrize(
    ("missing", "waited", "expected"), [(0, 0, True), (1, 1, True), (4, 3, False), (4, 4, True), (300, 28, True)]
)
def test_what_is_missing_is_asked_for_ever_more_seldom(missing: int, waited: int, expected: bool) -> None:
    last = SUMMER - timedelta(days=waited)
    assert is_retry_due(iso(last - timedelta(days=missing)), iso(last), SUMMER) is expected
