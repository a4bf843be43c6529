"""The warehouse at the command line: load, check, publish, query, summary, status, docs."""

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
from warehouse import dictionary, folders, query, snapshot, staging
from warehouse import load as loading
from warehouse import publish as publishing
from warehouse import status as freshness
from warehouse import summary as summing

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)

Data = Annotated[Path, typer.Option("--data", help="Data folder.", default_factory=folders.data_folder)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Building = Annotated[Path | None, typer.Argument(help="Building file; without it, the one of the last load.")]

PIPE_WIDTH = 10_000

EXPECTED = (
    checking.GateStopped,
    loading.LoadBusy,
    loading.NothingStaged,
    query.QueryFailed,
    snapshot.NoSnapshot,
    snapshot.NotReady,
    staging.NothingCollected,
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
    with one_line_errors():
        loaded = loading.load(data)
    if as_json:
        print(query.to_json(asdict(loaded)))
    else:
        print(loaded.building or "nothing new")


@app.command()
def check(data: Data, building: Building = None, as_json: AsJson = False) -> None:
    """Ask every check of the building file; a stop check that finds rows ends with status 1."""
    with one_line_errors():
        outcomes = checking.check(building or snapshot.last_building(data))
    if as_json:
        print(query.to_json([asdict(outcome) for outcome in outcomes]))
        return
    for outcome in outcomes:
        print(f"{outcome.severity} {outcome.name}: {outcome.count}")


@app.command()
def publish(data: Data, building: Building = None, as_json: AsJson = False) -> None:
    """Publish a checked building file as the newest snapshot."""
    with one_line_errors():
        path = publishing.publish(data, building or snapshot.last_building(data))
    print(query.to_json({"snapshot": path}) if as_json else path)


@app.command(name="query")
def ask(
    data: Data,
    question: Annotated[str | None, typer.Argument(help="SQL, such as 'FROM report', or a named question.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = Format.table,
    as_json: AsJson = False,
) -> None:
    """Ask the newest snapshot, read-only; without a question, list the named ones."""
    with one_line_errors():
        if question is None:
            listed = [(known.name, known.en, known.zh) for known in query.questions()]
            answer = query.Answer(("name", "en", "zh"), listed)
        else:
            answer = query.ask(data, query.sql_of(question))
    _print(answer, Format.json if as_json else form)


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
    """Say whether the newest snapshot is fresh; ends with status 1 when it is not."""
    try:
        allowed = freshness.age(max_age)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    found = freshness.status(data)
    fresh = found.fresh(allowed)
    if as_json:
        print(query.to_json(asdict(found) | {"fresh": fresh}))
    else:
        what = f"{found.snapshot}, current at {found.current_at}" if found.snapshot else "nothing published"
        print(f"{'fresh' if fresh else 'stale'}: {what}")
    raise typer.Exit(0 if fresh else 1)


@app.command()
def docs() -> None:
    """Write the data dictionary, docs/warehouse.md, from the comments of the schema and the views."""
    print(dictionary.write())


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
