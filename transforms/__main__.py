"""`python -m transforms`: files in, JSON or a list of numbers to review out. The only reader of files here."""

from __future__ import annotations

import csv
import json
import mimetypes
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, NoReturn, TextIO

import typer
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from transforms.pipeline import parse as parse_document
from transforms.pipeline import rules_version, to_json
from transforms.quantity_corrections import quantity_corrections, unapplied
from transforms.records import Refused
from transforms.review import COLUMNS, BrokenJudgement, as_yaml, review_rows
from transforms.review import judged as judged_rows

app = typer.Typer(add_completion=False, no_args_is_help=True, help="What a document means: text, lines, numbers.")

_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class _Input(NamedTuple):
    """A document: what it is called on stderr, where it was published, its media type and its bytes."""

    name: str
    url: str | None
    media_type: str
    content: bytes


@app.command()
def parse(
    paths: Annotated[list[Path], typer.Argument(help="Files: .txt .html .mht .mhtml .pdf .docx .warc .warc.gz")],
    url: Annotated[str | None, typer.Option(help="Where the document was published")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for <stem>.json, of a WARC <stem>.jsonl; without it lines on stdout")
    ] = None,
) -> None:
    """Parse documents; a file that fails is one line on stderr, the others go on, the exit status is 1."""
    if url and (len(paths) > 1 or _is_warc(paths[0])):
        _stop(f"--url {url}: one address is of one document; parse the files one by one, a WARC names its own")
    targets = _targets(paths, out) if out else {}
    failures = 0
    for path in paths:
        target = targets.get(path)
        failures += _write_parsed(path, url, target) if target else _each(path, url, _print_parsed)
    if failures:
        raise typer.Exit(1)


@app.command()
def review(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, as for parse; listed under file://<path>, those of a WARC as it says")
    ],
) -> None:
    """Print as CSV the numbers that a person should look at: ambiguous, in a sum that fails, or unlikely."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    failures = sum(_each(path, path.resolve().as_uri(), partial(_print_reviewed, writer=writer)) for path in paths)
    if failures:
        raise typer.Exit(1)


@app.command()
def judged(
    path: Annotated[Path, typer.Argument(help="A review list (CSV, UTF-8) with verdict, right_value and reason")],
) -> None:
    """Print the judged rows as entries to append to transforms/rules/corrections.yml."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            entries = judged_rows(csv.DictReader(lines))
    except UnicodeDecodeError:
        _stop(f"{path}: not UTF-8; save it as CSV UTF-8")
    except (BrokenJudgement, OSError) as error:
        _stop(f"{path}: {error.strerror if isinstance(error, OSError) else error}")
    typer.echo(as_yaml(entries), nl=False)


@app.command()
def version() -> None:
    """Print the rules version: 12 hexadecimal digits over code and rules."""
    typer.echo(rules_version())


def _targets(paths: list[Path], out: Path) -> dict[Path, Path]:
    """The file that each input is written to, all different."""
    sources: dict[Path, Path] = {}
    read = {path.resolve() for path in paths}
    for path in paths:
        stem = path.name.removesuffix(".gz").removesuffix(".warc")
        target = out / (f"{stem}.jsonl" if _is_warc(path) else f"{path.stem}.json")
        if target in sources:
            _stop(f"{path}: would be written over {sources[target]} in {out}; rename one of them")
        if target.resolve() in read:
            _stop(f"{path}: would be written over {target}, which is to be read; name another folder")
        sources[target] = path
    return {path: target for target, path in sources.items()}


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _each(path: Path, url: str | None, work: Callable[[_Input], None]) -> int:
    """Does the work with each document of a file; returns the number of those that failed."""
    failures = 0
    try:
        for document in _documents(path, url):
            try:
                work(document)
            except Exception as error:  # noqa: BLE001 - one document never stops the others; the line names it
                failures += _report(document.name, error)
    except OSError as error:
        failures += _report(str(path), error)
    except ArchiveLoadFailed as error:
        failures += _report(str(path), Refused(f"no WARC file, or damaged: {error}"))
    return failures


def _documents(path: Path, url: str | None) -> Iterator[_Input]:
    if _is_warc(path):
        yield from _documents_of_warc(path)
    else:
        yield _Input(str(path), url, _media_type(path), path.read_bytes())


def _write_parsed(path: Path, url: str | None, target: Path) -> int:
    """The documents of a file as lines of `target`, which is left alone where none could be read; the failures."""
    aside = target.with_name(f".{target.name}.aside")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w", encoding="utf-8") as lines:
            failures = _each(path, url, partial(_print_parsed, lines=lines))
        try:
            if aside.stat().st_size:
                aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        return _report(str(target), error)
    return failures


def _print_parsed(document: _Input, lines: TextIO | None = None) -> None:
    """As a line of JSON, on stdout where there is no file."""
    record = parse_document(document.content, media_type=document.media_type, url=document.url)
    for entry in unapplied(record.quantities, document.url, quantity_corrections()):
        typer.echo(
            f"{document.url}: the correction of {entry.raw} ({entry.ordinal}) no longer applies; remove it", err=True
        )
    typer.echo(json.dumps(to_json(record), ensure_ascii=False), file=lines)


def _print_reviewed(document: _Input, writer: csv.DictWriter[str]) -> None:
    record = parse_document(document.content, media_type=document.media_type, url=document.url)
    writer.writerows(review_rows(record, document.url or document.name))


def _media_type(path: Path) -> str:
    return _MEDIA_TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or ""


def _documents_of_warc(path: Path) -> Iterator[_Input]:
    """Those in a WARC file: files, and answers that brought one (HTTP 2xx)."""
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            # What is no WARC at all is read as a record of its forerunner, ARC.
            if record.format != "warc":
                raise ArchiveLoadFailed("what stands in it is no record")
            if (media_type := _media_type_in(record)) is None:
                continue
            content = record.content_stream().read()
            if record.raw_stream.limit:
                raise ArchiveLoadFailed("its last record is cut short")
            uri = record.rec_headers.get_header("WARC-Target-URI")
            yield _Input(f"{path}: {uri}", uri, media_type, content)


def _media_type_in(record: ArcWarcRecord) -> str | None:
    """The media type of the document in a record; None where it holds none."""
    if record.rec_type == "resource":
        return record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode().startswith("2"):
        return record.http_headers.get_header("Content-Type") or ""
    return None


def _is_warc(path: Path) -> bool:
    return path.name.endswith((".warc", ".warc.gz"))


def _report(name: str, error: Exception) -> int:
    typer.echo(f"{name}: {_reason(error)}", err=True)
    return 1


def _reason(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return f"a fault of this program, not of the file ({type(error).__name__}: {error}): please report it"


if __name__ == "__main__":
    app()
