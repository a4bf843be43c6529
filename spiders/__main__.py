"""`python -m spiders`: add, probe, verify and crawl sources, take in files, replay the archive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console

from spiders import golden, sight
from spiders import inbox as inbox_room
from spiders import state as state_room
from spiders.address import canonical, pair
from spiders.console import (
    complain,
    finish,
    finish_probe,
    print_columns,
    print_json,
    progress,
    stop,
    table,
    warn_if_nothing,
)
from spiders.leads import official_urls
from spiders.registry import Column, Fault, Register, RegisterError, Source, in_one_line, read_register
from spiders.registry import schema as register_schema
from spiders.replay import NothingArchived
from spiders.replay import replay as replay_archive
from spiders.season import is_season
from spiders.tally import Tally
from spiders.warc import Busy

# Scrapy takes a second to import: what needs it is imported by the commands that ask a site.
if TYPE_CHECKING:
    from spiders.fetch import Download
    from spiders.round import Plan
    from spiders.survey import Site

ROOT = Path(__file__).parents[1]
T = TypeVar("T")

Data = Annotated[Path, typer.Option(envvar="FAZHI_DATA", help="Data folder.")]
Sources = Annotated[Path, typer.Option(envvar="FAZHI_SOURCES", help="Folder of the register.")]
Province = Annotated[str | None, typer.Option(help="Only this province, e.g. 33-zhejiang.")]
Chosen = Annotated[str | None, typer.Option("--source", help="Only this source, by its id.")]
ChosenSome = Annotated[list[str] | None, typer.Option("--source", help="Only this source, by its id; may be repeated.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def crawl(
    data: Data = ROOT / "data",
    sources: Sources = ROOT / "spiders" / "sources",
    province: Province = None,
    source: ChosenSome = None,
    url: Annotated[list[str] | None, typer.Option(help="Only this article; may be repeated.")] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only verified sources whose turn it is: every night in season, else weekly.")
    ] = False,
    since: Annotated[
        int | None, typer.Option(help="Only reports of this year and later; an earlier year fills the gap.")
    ] = None,
    began: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M:%S.%f%z"], help="When the night began of which a killed crawl was a part."
        ),
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask again for every report that is held, as --due does in season.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fetch what is new on the registered sites, or the articles named, and archive it."""
    from spiders.round import Plan  # noqa: PLC0415

    if url and (province or source or due or recheck or (since, began) != (None, None)):
        stop("--url names single articles, which no other option chooses among: leave the others out")
    register = _register(sources)
    now = datetime.now(UTC)
    if url:
        finish(_fetch_named(register, url, data, now), as_json)
    chosen, faults = _choose(register, province, source or [])
    waiting = state_room.unverified(chosen, data) if due else []
    if due:
        chosen = state_room.due(chosen, data, now, began)
    plan = Plan(now, since, recheck or (due and is_season(now)), began=began)
    tally = _crawl_with_progress(chosen, register, data, plan) if chosen else Tally()
    if waiting:
        tally.warnings.append(f"{len(waiting)} hosts have not answered yet: run `python -m spiders verify`")
    tally.failures[:0] = map(str, faults)
    finish(tally, as_json)


@app.command()
def verify(
    data: Data = ROOT / "data",
    sources: Sources = ROOT / "spiders" / "sources",
    province: Province = None,
    source: Chosen = None,
    as_json: Json = False,
) -> None:
    """Ask every host that has not answered yet for one list page; `nightly` crawls those that answer."""
    from spiders.crawl import verify as verify_sources  # noqa: PLC0415

    chosen, faults = _choose(_register(sources), province, [source] if source else [])
    waiting = state_room.unverified(chosen, data)
    tally = Tally()
    if waiting:
        with progress(len(waiting)) as advance:
            tally = verify_sources(waiting, data, advance)
    tally.failures[:0] = map(str, faults)
    finish(tally, as_json)


@app.command()
def replay(data: Data = ROOT / "data", sources: Sources = ROOT / "spiders" / "sources", as_json: Json = False) -> None:
    """Make the index again from the archive, read every document, and hand all to the next room; asks no site."""
    register = _register(sources)
    try:
        replayed = replay_archive(data, register.sources)
    except (Busy, NothingArchived) as error:
        stop(str(error))
    if as_json:
        print_json(replayed.to_json())
    else:
        print(f"captures {replayed.captures}, documents {replayed.documents}, unreadable {len(replayed.unreadable)}")
    complain([*replayed.unreadable, *map(str, register.faults)])
    raise typer.Exit(1 if replayed.unreadable or register.faults else 0)


@app.command()
def new(
    url: Annotated[str, typer.Argument(help="The site's home page, a list of its reports, or a report.")],
    sources: Sources = ROOT / "spiders" / "sources",
    body: Annotated[str | None, typer.Option(help="Who reports, e.g. 云岭县人民政府.")] = None,
    kind: Annotated[str | None, typer.Option(help="government, department, township, party_organ or zone.")] = None,
    code: Annotated[str | None, typer.Option(help="GB/T 2260 code of the place.")] = None,
    place: Annotated[str | None, typer.Option(help="Name of the place.")] = None,
    name: Annotated[str | None, typer.Option(help="End of the source's id, e.g. ningbo.")] = None,
    post: Annotated[
        str | None, typer.Option(help="What an interface that takes only POST is sent: a=1&b=2, or JSON.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Look at a site and write its YAML file and its golden expectation; options go before what the pages say."""
    from spiders import survey  # noqa: PLC0415
    from spiders.draft import Missing, Said, draft  # noqa: PLC0415

    # The first site of a new register makes its folder.
    register = _register(sources) if sources.exists() else Register((), ())
    try:
        Column.model_validate({"url": url, "post": post})
    except ValidationError as error:
        stop(f"--{in_one_line(error)}")
    finding = _looked(survey.stranger(_address(url)), partial(survey.look, url=url, post=post))
    try:
        made = draft(finding, Said(body, kind, code, place, name), register.sources)
    except Missing as missing:
        stop(str(missing))
    path = sources / made.path
    if path.exists():
        stop(f"{path} is there already and stays as it is; --name gives the new source another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8")
    golden.write(golden.beside(path), golden.golden(finding.columns))
    if as_json:
        print_json({"file": str(path), "source": made.source.model_dump(mode="json"), **sight.as_json(finding.columns)})
        return
    print(", ".join((made.source.body.name, made.source.body.kind, made.source.body.code, made.source.body.place)))
    print_columns(finding.dialect, finding.columns)
    print(f"wrote {path} and {golden.beside(path).name}: check the YAML, then")
    print(f"  python -m spiders crawl --source {made.source.source_id}")
    warn_if_nothing(finding.columns)


@app.command()
def probe(
    site: Annotated[str, typer.Argument(help="A source's id, or an address; one that is not registered is looked at.")],
    sources: Sources = ROOT / "spiders" / "sources",
    accept: Annotated[
        bool, typer.Option("--accept", help="Take what is seen as the golden expectation, if it yields a report.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what a source would yield, and how that differs from its golden expectation; nothing is archived."""
    from spiders import survey  # noqa: PLC0415

    register = _register(sources)
    source = _named(register, site)
    if source is None:
        found = _looked(survey.stranger(_address(site)), partial(survey.look, url=site))
        finish_probe(found.dialect, found.columns, [], as_json)
    path = golden.beside(sources / source.province / f"{source.source_id}.yml")
    try:
        expected = golden.read(path)
    except ValueError:
        stop(f"{path} is not JSON; delete it, and `probe {source.source_id} --accept` writes it anew")
    again = partial(survey.look_again, source=source, readable=golden.articles(expected))
    columns = _looked(source, again)
    if accept and any(column.does_yield for column in columns):
        expected = golden.golden(columns)
        golden.write(path, expected)
    finish_probe(source.dialect, columns, golden.differences(expected, columns), as_json)


@app.command()
def inbox(folder: Path, data: Data = ROOT / "data", as_json: Json = False) -> None:
    """Archive the files of FOLDER, which lies in the data folder's inbox; unchanged ones are passed over.

    Files that were left, each with its reason on stderr, make the exit status 1.
    """
    try:
        taken = inbox_room.take(folder, data)
    except (inbox_room.OutsideInbox, Busy) as error:
        stop(str(error))
    if as_json:
        print_json(taken.to_json())
    else:
        print(f"archived {len(taken.archived)}, unchanged {len(taken.unchanged)}, left {len(taken.left)}")
    complain(f"left: {name}: {reason}" for name, reason in taken.left.items())
    raise typer.Exit(1 if taken.left else 0)


@app.command("list")
def list_sources(
    data: Data = ROOT / "data", sources: Sources = ROOT / "spiders" / "sources", as_json: Json = False
) -> None:
    """Show the register, and how each source stands."""
    register = _register(sources)
    known = state_room.states(register.sources, data)
    if as_json:
        print_json([each.model_dump(mode="json") | asdict(known[each.source_id]) for each in register.sources])
    else:
        Console().print(table(register, known))
    complain(map(str, register.faults))
    raise typer.Exit(1 if register.faults else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a source file, which editors use."""
    print(register_schema(), end="")


def _register(folder: Path) -> Register:
    try:
        return read_register(folder)
    except RegisterError as error:
        stop(str(error))


def _choose(register: Register, province: str | None, source_ids: Collection[str]) -> tuple[list[Source], list[Fault]]:
    def is_chosen(entry: Source | Fault) -> bool:
        return province in (None, entry.province) and (not source_ids or entry.source_id in source_ids)

    known = {source.source_id for source in register.sources} | {fault.source_id for fault in register.faults}
    if unknown := sorted(set(source_ids) - known):
        stop(f"no source {', '.join(unknown)} in the register; see `python -m spiders list`")
    chosen, faults = list(filter(is_chosen, register.sources)), list(filter(is_chosen, register.faults))
    if not chosen and not faults:
        stop("no source of the register matches; see `python -m spiders list`")
    return chosen, faults


def _fetch_named(register: Register, urls: Iterable[str], data: Path, now: datetime) -> Tally:
    """Fetches articles by address, those of mirrors from the official site.

    One whose site is not registered is a failure that says what to do.
    """
    from spiders.round import Plan  # noqa: PLC0415

    owners: dict[str, Source] = {}
    wanted: dict[str, list[str]] = {}
    strangers: list[str] = []
    for url in urls:
        owner, address = _owned(register.sources, canonical(url))
        if owner is None:
            strangers.append(f"{url}: no registered site; register it, or save the page into data/inbox")
        else:
            owners[owner.source_id] = owner
            wanted.setdefault(owner.source_id, []).append(address)
    plan = Plan(now, wanted=wanted)
    tally = _crawl_with_progress(list(owners.values()), register, data, plan) if owners else Tally()
    tally.failures[:0] = strangers
    return tally


def _owned(sources: Sequence[Source], url: str) -> tuple[Source | None, str]:
    """The source that owns `url`, or the official address of which it is a copy."""
    for address in (url, *official_urls(url, sources)):
        owner = next((each for each in sources if each.owns(address)), None)
        if owner is not None:
            return owner, address
    return None, url


def _address(url: str) -> str:
    if pair(url) is None:
        stop(f"{url} is no address of a site; one begins with http:// or https://")
    return url


def _named(register: Register, site: str) -> Source | None:
    """The registered source with this id, home page, column or host; None for an address of another site."""
    if fault := next((each for each in register.faults if each.source_id == site), None):
        stop(str(fault))
    if source := next((each for each in register.sources if each.source_id == site), None):
        return source
    if pair(site) is None:
        stop(f"{site} is neither a source's id nor an address; see `python -m spiders list`")
    owners = [each for each in register.sources if each.owns(site)]
    exact = [each for each in owners if site in (each.url, *map(each.address, each.columns))]
    return next(iter([*exact, *owners]), None)


def _looked(site: Site, work: Callable[[Download], Awaitable[T]]) -> T:
    from spiders.crawl import look  # noqa: PLC0415
    from spiders.survey import Unseen  # noqa: PLC0415

    console = Console(stderr=True)
    try:
        with console.status(f"looking at {site.source_id}"):
            return look(site, work)
    except Unseen as unseen:
        stop(str(unseen))


def _crawl_with_progress(sources: list[Source], register: Register, data: Path, plan: Plan) -> Tally:
    from spiders.crawl import crawl as crawl_sources  # noqa: PLC0415

    with progress(len(sources)) as advance:
        return crawl_sources(sources, register.sources, data, plan, advance)


if __name__ == "__main__":
    app(prog_name="python -m spiders")
