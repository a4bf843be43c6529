"""A run's report as files: a page for people and JSON for programs, kept beside the snapshot it is about."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse import folders, query, snapshot
from warehouse.run_report import LISTED, Run, RunReport, newest_run, report

# Of runs that published nothing: two months of nights.
KEPT = 60

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def write(data: Path, run: Run) -> Path:
    """Make the report of a run and keep it; returns the page, beside which the JSON lies.

    With the run's snapshot: `snapshots/<snapshot>.report.html`. Without one: `reports/<DAG>-<run>.report.html`, of
    which the newest `KEPT` stay.
    """
    made = report(data, run)
    page = _path(data, run)
    for path, text in ((page, html(made)), (page.with_suffix(".json"), json_text(made))):
        with folders.written_aside(path) as aside:
            aside.write_text(text, encoding="utf-8")
    _retire(folders.reports(data))
    return page


def newest(data: Path) -> Path:
    """The page of the run that reported last, made now where the newest snapshot has none; raises NoSnapshot."""
    kept = [*folders.reports(data).glob("*.report.html"), *folders.snapshots(data).glob("*.report.html")]
    current = snapshot.newest(data)
    if not kept or (current and current.with_name(f"{current.stem}.report.html") not in kept):
        return write(data, newest_run(data))
    return max(kept, key=lambda path: path.stat().st_mtime_ns)


def html(made: RunReport) -> str:
    """One page without any outside reference; whatever comes from a site is escaped."""
    longest = max(made.seconds.values(), default=0.0)
    return _PAGES.get_template("report.html").render(report=made, longest=longest, listed=LISTED)


def json_text(made: RunReport) -> str:
    return query.to_json(made.as_dict()) + "\n"


def _path(data: Path, run: Run) -> Path:
    if run.snapshot is not None:
        return run.snapshot.with_name(f"{run.snapshot.stem}.report.html")
    # Whoever triggers a run through the API chooses its id.
    name = re.sub(r"[^\w.+-]", "_", f"{run.dag_id}-{run.run_id}")
    return folders.reports(data) / f"{name}.report.html"


def _retire(folder: Path) -> None:
    pages = sorted(folder.glob("*.report.html"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for page in pages[KEPT:]:
        page.with_suffix(".json").unlink(missing_ok=True)
        page.unlink()
