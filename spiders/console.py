"""How the command line speaks: one-line errors, reports and tables for people, JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from spiders import sight
from spiders.golden import Difference
from spiders.registry import Register
from spiders.sight import ColumnSight
from spiders.state import State
from spiders.tally import Tally


def stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)


def complain(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def finish(tally: Tally, as_json: bool) -> NoReturn:
    report(tally, as_json)
    raise typer.Exit(1 if tally.failures else 0)


def report(tally: Tally, as_json: bool) -> None:
    if as_json:
        print_json(tally.to_json())
    else:
        for (source_id, kind, outcome), number in sorted(tally.visits.items()):
            print(f"{source_id}\t{kind}\t{outcome}\t{number}")
    complain(tally.warnings)
    complain(tally.failures)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    # Not as rich decides it: FORCE_COLOR makes a file a terminal there.
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("sources", total=total)
        yield lambda: bar.advance(task)


def table(register: Register, known: Mapping[str, State]) -> Table:
    made = Table(padding=(0, 0), pad_edge=False)
    for title in ("id", "body", "dialect", "lists", "state", "visited", "held"):
        made.add_column(title, no_wrap=title not in ("body", "state"), overflow="fold")
    for each in register.sources:
        state = known[each.source_id]
        visited = state.visited_at[:10] if state.visited_at else ""
        cells = (each.source_id, each.body.name, each.dialect, str(len(each.columns)), state.word, visited)
        made.add_row(*map(Text, (*cells, str(state.documents))))
    return made


def print_columns(dialect: str, columns: Sequence[ColumnSight]) -> None:
    print(f"dialect {dialect}")
    for column in columns:
        print(*sight.lines(column), sep="\n")


def finish_probe(
    dialect: str, columns: Sequence[ColumnSight], differences: Sequence[Difference], as_json: bool
) -> NoReturn:
    if as_json:
        seen = {"dialect": dialect, **sight.as_json(columns)}
        print_json(seen | {"differences": [asdict(each) for each in differences]})
    else:
        print_columns(dialect, columns)
    for each in differences:
        print(f"{'LOST' if each.is_loss else 'changed'}: {each.text}", file=sys.stderr)
    is_fine = warn_if_nothing(columns) and not any(each.is_loss for each in differences)
    raise typer.Exit(0 if is_fine else 1)


def warn_if_nothing(columns: Sequence[ColumnSight]) -> bool:
    """Whether any column yields a report; says so if none does."""
    does_yield = any(column.does_yield for column in columns)
    if not does_yield:
        print("no report was seen: check the dialect, the columns and the title filters", file=sys.stderr)
    return does_yield
