"""Reports of runs as their JSON holds them."""

import pytest


@pytest.fixture
def calm():
    """A night that needs nobody, with what is counted but not alarming."""
    return {
        "run_id": "night-1",
        "dag_id": "nightly",
        "started_at": "2024-03-01T18:00:00Z",
        "outcome": "published",
        "reasons": [],
        "checks": [
            {"name": "orphans", "severity": "stop", "why": "no key", "count": 0, "rows": []},
            {"name": "rate_above_100", "severity": "flag", "why": "a slip", "count": 3, "rows": [{"value": 120}]},
            {"name": "source_fell", "severity": "hold", "why": "it fell", "count": 1, "rows": [held("2024-02-29")]},
        ],
        "failing": [failing("990102-a", newly=False)],
    }


def held(day):
    return {"source_id": "990101-a", "since": f"{day} 18:00:05.123+00", "found": {"reports": 1}}


def failing(source_id, newly):
    told = {"source_id": source_id, "province": "99-yunzhou", "outcome": "unreachable", "reason": None}
    return told | {"newly": newly}


@pytest.fixture
def troubled(calm):
    """A night that needs somebody for each of the four reasons."""
    checks = [
        {"name": "orphans", "severity": "stop", "why": "no key", "count": 2, "rows": []},
        {"name": "source_fell", "severity": "hold", "why": "it fell", "count": 1, "rows": [held("2024-03-01")]},
    ]
    return calm | {
        "outcome": "stopped",
        "reasons": ["check failed"],
        "checks": checks,
        "failing": [failing("990103-b", newly=True)],
    }
