"""The tab that shows a run's report looks where the warehouse keeps it."""

from datetime import UTC, datetime

import pytest

from launcher.run_tab import report_of
from warehouse import report_page
from warehouse.run_report import Run


@pytest.mark.parametrize("run_id", ["manual__2024-03-01T02:00:00+00:00", "../../etc/passwd", "夜 1"])
def test_the_tab_and_the_warehouse_name_a_report_alike(tmp_path, run_id):
    run = Run(
        run_id=run_id, dag_id="nightly", started_at=datetime(2024, 3, 1, tzinfo=UTC), reasons=("check: 1 failed",)
    )
    assert report_of(tmp_path, "nightly", run_id) == report_page.write(tmp_path, run)
