"""`python -m spiders`: crawl the register's sources, take in files, show the register and its schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from spiders import inbox as inbox_room
from spiders.address import host, is_on_host
from spiders.crawl import crawl as crawl_sources
from spiders.registry import Fault, Register, RegisterError, Source, read_register
from spiders.registry import schema as register_schema
from spiders.tally import Tally
from spiders.warc import Busy

ROOT = Path(__file__).parents[1]

Data = Annotated[Path, typer.Option(envvar="FAZHI_DATA", help="Data folder.")]
Sources = Annotated[Path, typer.Option(envvar="FAZHI_SOURCES", help="Folder of the register.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def crawl(
    data: Data = ROOT / "data",
    sources: Sources = ROOT / "spiders" / "sources",
    province: Annotated[str | None, typer.Option(help="Only this province, e.g. 33-zhejiang.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source, by its id.")] = None,
    url: Annotated[list[str] | None, typer.Option(help="Only this article; may be repeated.")] = None,
    as_json: Json = False,
) -> None:
    """Fetch what is new on the registered sites, or the articles named, and archive it."""
    register = _register(sources)
    if url:
        _finish(_fetch_named(register, url, data), as_json)
    chosen = [each for each in register.sources if _is_chosen(each, province, source)]
    faults = [each for each in register.faults if _is_chosen(each, province, source)]
    if not chosen and not faults:
        _stop(f"no source of the register in {sources} matches; see `python -m spiders list`")
    tally = _crawl_with_progress(chosen, data)
    tally.failures[:0] = map(str, faults)
    _finish(tally, as_json)


@app.command()
def inbox(folder: Path, data: Data = ROOT / "data", as_json: Json = False) -> None:
    """Archive the files of FOLDER, which lies in the data folder's inbox; unchanged ones are passed over."""
    try:
        taken = inbox_room.take(folder, data)
    except (inbox_room.OutsideInbox, Busy) as error:
        _stop(str(error))
    if as_json:
        _print_json(taken.to_json())
        return
    for name, reason in taken.left.items():
        print(f"left: {name}: {reason}", file=sys.stderr)
    print(f"archived {len(taken.archived)}, unchanged {len(taken.unchanged)}, left {len(taken.left)}")


@app.command("list")
def list_sources(sources: Sources = ROOT / "spiders" / "sources", as_json: Json = False) -> None:
    """Show the register."""
    register = _register(sources)
    if as_json:
        _print_json([each.model_dump(mode="json") for each in register.sources])
    else:
        Console().print(_table(register))
    _complain(map(str, register.faults))
    raise typer.Exit(1 if register.faults else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a source file, which editors use."""
    print(register_schema(), end="")


def _register(folder: Path) -> Register:
    try:
        return read_register(folder)
    except RegisterError as error:
        _stop(str(error))


def _is_chosen(entry: Source | Fault, province: str | None, source_id: str | None) -> bool:
    return province in (None, entry.province) and source_id in (None, entry.source_id)


def _fetch_named(register: Register, urls: Iterable[str], data: Path) -> Tally:
    """Fetches articles by address; one whose site is not registered is a failure that says what to do."""
    owners: dict[str, Source] = {}
    wanted: dict[str, list[str]] = {}
    strangers: list[str] = []
    for url in urls:
        owner = next((each for each in register.sources if is_on_host(url, host(each.url))), None)
        if owner is None:
            strangers.append(f"{url}: no registered site; register it, or save the page into data/inbox")
        else:
            owners[owner.source_id] = owner
            wanted.setdefault(owner.source_id, []).append(url)
    tally = _crawl_with_progress(list(owners.values()), data, wanted) if owners else Tally()
    tally.failures[:0] = strangers
    return tally


def _finish(tally: Tally, as_json: bool) -> NoReturn:
    _report(tally, as_json)
    raise typer.Exit(1 if tally.failures else 0)


def _crawl_with_progress(sources: list[Source], data: Path, wanted: Mapping[str, Sequence[str]] | None = None) -> Tally:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("sources", total=len(sources))
        return crawl_sources(sources, data, lambda: progress.advance(task), wanted)


def _report(tally: Tally, as_json: bool) -> None:
    if as_json:
        _print_json(tally.to_json())
    else:
        for (source_id, kind, outcome), number in sorted(tally.visits.items()):
            print(f"{source_id}\t{kind}\t{outcome}\t{number}")
    _complain(tally.warnings)
    _complain(tally.failures)


def _table(register: Register) -> Table:
    table = Table()
    table.add_column("id", no_wrap=True)
    for title in ("province", "dialect", "body", "url", "columns"):
        table.add_column(title, overflow="fold")
    for each in register.sources:
        columns = str(len(each.columns))
        cells = (each.source_id, each.province, each.dialect, each.body.name, each.url, columns)
        table.add_row(*map(Text, cells))
    return table


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _complain(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


def _stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    app(prog_name="python -m spiders")
