"""The warehouse at the command line: from staged files to a snapshot, and what is asked of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import duckdb
import typer
from rich.console import Console

from warehouse import check as checking
from warehouse import decisions, dictionary, folders, forget, query, report_page, snapshot, staging
from warehouse import diff as differing
from warehouse import export as exporting
from warehouse import load as loading
from warehouse import publish as publishing
from warehouse import status as freshness
from warehouse import summary as summing
from warehouse import trace as tracing
from warehouse.progress import bar, turning

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)

Data = Annotated[Path, typer.Option("--data", help="Data folder.", default_factory=folders.data_folder)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Building = Annotated[Path | None, typer.Argument(help="Building file; without it, the one of the last load.")]

PIPE_WIDTH = 10_000

EXPECTED = (
    checking.GateStopped,
    decisions.Unreadable,
    exporting.NoFolder,
    folders.NoSpace,
    forget.UnknownSubject,
    loading.LoadBusy,
    loading.NothingStaged,
    publishing.BadSetting,
    query.QueryFailed,
    snapshot.NewerProgram,
    snapshot.NoSnapshot,
    snapshot.NoWarehouse,
    snapshot.NotReady,
    staging.NothingCollected,
    tracing.TraceFailed,
    duckdb.IOException,
)


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


@contextmanager
def one_line_errors() -> Iterator[None]:
    try:
        yield
    except EXPECTED as error:
        print(f"warehouse: {error}", file=sys.stderr)
        raise typer.Exit(1) from error


@app.command()
def load(data: Data, as_json: AsJson = False) -> None:
    """Build a warehouse file from the newest snapshot and what is staged."""
    with one_line_errors(), bar("load") as over:
        loaded = loading.load(data, over)
    if as_json:
        print(query.to_json(asdict(loaded)))
    else:
        print(loaded.building or "nothing new")
    for source_id in loaded.held:
        print(f"held back: {source_id}; python -m warehouse query 'FROM hold' says why", file=sys.stderr)


@app.command()
def check(data: Data, building: Building = None, as_json: AsJson = False) -> None:
    """Ask every check of the building file; a stop check that finds rows ends with status 1."""
    with one_line_errors(), bar("check") as over:
        outcomes = checking.check(data, building or snapshot.last_building(data), over)
    if as_json:
        print(query.to_json([asdict(outcome) for outcome in outcomes]))
        return
    for outcome in outcomes:
        print(f"{outcome.severity} {outcome.name}: {outcome.count}")


@app.command()
def publish(data: Data, building: Building = None, as_json: AsJson = False) -> None:
    """Publish a checked building file as the newest snapshot."""
    with one_line_errors(), bar("publish") as over:
        path = publishing.publish(data, building or snapshot.last_building(data), over)
    print(query.to_json({"snapshot": path}) if as_json else path)


@app.command(name="query")
def ask(
    data: Data,
    question: Annotated[str | None, typer.Argument(help="SQL, such as 'FROM report', or a named question.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    as_json: AsJson = False,
    output: Annotated[Path | None, typer.Option(help="Write the answer to a .csv, .json or .parquet file.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that the answer may take.")] = query.TIMEOUT,
) -> None:
    """Ask the newest snapshot, read-only; without a question, list the named ones."""
    if output and question is None:
        raise typer.BadParameter("--output needs a question whose answer to write")
    with one_line_errors():
        if question is None:
            listed = [(known.name, known.en, known.zh) for known in query.questions()]
            answer = query.Answer(("name", "en", "zh"), listed)
        elif output:
            with turning("query"):
                query.write(data, query.sql_of(question), output, timeout)
            print(output)
            return
        else:
            with turning("query"):
                answer = query.ask(data, query.sql_of(question), timeout)
    _print(answer, Format.json if as_json else form)


@app.command()
def trace(
    data: Data,
    quantity_id: Annotated[str, typer.Argument(help="quantity_id of a query's answer.")],
    as_json: AsJson = False,
) -> None:
    """Print a number's way back: sentence, section, rule, capture, address, archive record."""
    with one_line_errors():
        way = tracing.trace(data, quantity_id)
    print(query.to_json(asdict(way)) if as_json else way)


@app.command()
def export(
    data: Data,
    out: Annotated[
        Path | None, typer.Option(help="Folder to export to; without it, exports/ in the data folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the newest snapshot as Parquet, CSV and datapackage.json, into a folder of its own name."""
    with one_line_errors(), bar("export") as over:
        folder = exporting.export(data, out, over)
    print(query.to_json({"export": folder}) if as_json else folder)


@app.command()
def summary(data: Data, as_json: AsJson = False) -> None:
    """Say what the newest snapshot holds."""
    with one_line_errors():
        summed = summing.summary(data)
    print(query.to_json(summed.as_dict()) if as_json else summed)


@app.command()
def status(
    data: Data,
    max_age: Annotated[str, typer.Option(help="Oldest age that is still well: 90m, 36h, 2d.")] = "36h",
    as_json: AsJson = False,
) -> None:
    """Say whether all is well; ends with status 1 when the snapshot is too old or the last run was red."""
    try:
        allowed = freshness.age(max_age)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    found = freshness.status(data)
    if as_json:
        print(query.to_json(asdict(found) | {"fresh": found.fresh(allowed), "well": found.well(allowed)}))
    else:
        what = f"{found.snapshot}, current at {found.current_at}" if found.snapshot else "nothing published"
        print(f"{'fresh' if found.fresh(allowed) else 'stale'}: {what}")
        for reason in found.last_run.reasons if found.last_run else ():
            print(f"red: {reason}")
    raise typer.Exit(0 if found.well(allowed) else 1)


@app.command()
def diff(
    data: Data,
    old: Annotated[Path, typer.Argument(help="A snapshot.")],
    new: Annotated[Path | None, typer.Argument(help="A later one; without it, the newest.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say which reports and values are new, changed or vanished between two snapshots."""
    with one_line_errors(), turning("diff"):
        found = differing.diff(old, new or snapshot.published(data))
    if as_json:
        print(query.to_json(found.as_dict()))
        return
    for answer in (found.reports, found.values):
        _print(answer, Format.table)
    for what, counts in found.counts().items():
        print(f"{what}: " + ", ".join(f"{change} {count}" for change, count in counts.items()))


@app.command()
def report(data: Data, as_json: AsJson = False) -> None:
    """Say where the report of the last run lies, or print it as JSON; made now where a snapshot has none."""
    with one_line_errors():
        page = report_page.newest(data)
    print(page.with_suffix(".json").read_text(encoding="utf-8") if as_json else page, end="" if as_json else "\n")


@app.command(name="forget")
def forget_document(
    url: Annotated[str, typer.Argument(help="Canonical URL, as in document.url.")],
    reason: Annotated[str, typer.Option(help="Why; it stands in the tombstone.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Remove a document from every later snapshot, and leave a tombstone."""
    with one_line_errors():
        forgotten = forget.forget(data, url, reason)
    if as_json:
        print(query.to_json(asdict(forgotten)))
        return
    print("the next load leaves it out: python -m warehouse load, check and publish, or wait for the night")
    for copy in forgotten.copies:
        print(f"the same text stands at {copy}, which is a document of its own")
    for name in forgotten.published:
        print(f"{name} holds it, and is to be deleted by hand if it must be gone at once")


@app.command()
def release(
    source: Annotated[str, typer.Argument(help="A source that is held back; * for all, and for the floor.")],
    reason: Annotated[str, typer.Option(help="What you saw when you looked at it.")],
    data: Data,
    as_json: AsJson = False,
) -> None:
    """Let through, with the next load, what a held source brought."""
    with one_line_errors():
        released = forget.release(data, source, reason)
    print(query.to_json(asdict(released)) if as_json else "the next load lets it through")


@app.command()
def docs(as_json: AsJson = False) -> None:
    """Write the data dictionary, docs/warehouse.md, from the comments of the schema and the views."""
    path = dictionary.write()
    print(query.to_json({"docs": path}) if as_json else path)


def _print(answer: query.Answer, form: Format) -> None:
    if form is Format.json:
        print(query.as_json(answer))
    elif form is Format.csv:
        print(query.as_csv(answer), end="")
    else:
        # A pipe has no width: nothing is cut or broken there.
        Console(width=None if sys.stdout.isatty() else PIPE_WIDTH).print(query.as_table(answer))


if __name__ == "__main__":
    app()
