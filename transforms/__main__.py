"""`python -m transforms`: files in, JSON or a list of numbers to review out. The only reader of files here."""

from __future__ import annotations

import csv
import json
import mimetypes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

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


@app.command()
def parse(
    paths: Annotated[list[Path], typer.Argument(help="Files: .txt .html .mht .mhtml .pdf .docx .warc.gz")],
    url: Annotated[str | None, typer.Option(help="Where the document was published")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for <stem>.json; without it JSON lines on stdout")] = None,
) -> None:
    """Parse documents; a file that fails is one line on stderr, the others go on, the exit status is 1."""
    if url and len(paths) > 1:
        typer.echo(f"--url {url}: one address is of one document; parse the files one by one", err=True)
        raise typer.Exit(1)
    _require_distinct_stems(paths, out)
    failures = sum(_parse_file(path, url, out) for path in paths)
    if failures:
        raise typer.Exit(1)


@app.command()
def review(
    paths: Annotated[list[Path], typer.Argument(help="Files, as for parse; each is listed under file://<its path>")],
) -> None:
    """Print as CSV the numbers that a person should look at: ambiguous, in a sum that fails, or unlikely."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    failures = 0
    for path in paths:
        url = path.resolve().as_uri()
        try:
            record = parse_document(path.read_bytes(), media_type=_media_type(path), url=url)
        except Exception as error:  # noqa: BLE001 - one file never stops the others; the line names it
            failures += _report(str(path), error)
            continue
        writer.writerows(review_rows(record, url))
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
        typer.echo(f"{path}: not UTF-8; save it as CSV UTF-8", err=True)
        raise typer.Exit(1) from None
    except (BrokenJudgement, OSError) as error:
        typer.echo(f"{path}: {error.strerror if isinstance(error, OSError) else error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(as_yaml(entries), nl=False)


@app.command()
def version() -> None:
    """Print the rules version: 12 hexadecimal digits over code and rules."""
    typer.echo(rules_version())


def _require_distinct_stems(paths: list[Path], out: Path | None) -> None:
    stems: dict[str, Path] = {}
    for path in paths if out else []:
        if path.stem in stems and not _is_warc(path):
            typer.echo(f"{path}: would be written over {stems[path.stem]} in {out}; rename one of them", err=True)
            raise typer.Exit(1)
        stems[path.stem] = path


def _parse_file(path: Path, url: str | None, out: Path | None) -> int:
    """Writes the records of one file; returns the number of documents that failed."""
    if _is_warc(path):
        return _parse_warc(path)
    try:
        line = _as_json(path.read_bytes(), _media_type(path), url)
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{path.stem}.json").write_text(line + "\n", encoding="utf-8")
        else:
            typer.echo(line)
    except Exception as error:  # noqa: BLE001 - one file never stops the others; the line names it
        return _report(str(path), error)
    return 0


def _media_type(path: Path) -> str:
    return _MEDIA_TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or ""


def _parse_warc(path: Path) -> int:
    failures = 0
    try:
        for uri, media_type, content in _warc_payloads(path):
            try:
                typer.echo(_as_json(content, media_type, uri))
            except Exception as error:  # noqa: BLE001 - one record never stops the others; the line names it
                failures += _report(f"{path}: {uri}", error)
    except OSError as error:
        failures += _report(str(path), error)
    except ArchiveLoadFailed as error:
        failures += _report(str(path), Refused(f"no WARC file, or damaged: {error}"))
    return failures


def _warc_payloads(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Address, media type and content of each document: files, and answers that brought one (HTTP 2xx)."""
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
            yield record.rec_headers.get_header("WARC-Target-URI"), media_type, content


def _media_type_in(record: ArcWarcRecord) -> str | None:
    """The media type of the document in a record; None where it holds none."""
    if record.rec_type == "resource":
        return record.rec_headers.get_header("Content-Type") or ""
    if record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode().startswith("2"):
        return record.http_headers.get_header("Content-Type") or ""
    return None


def _is_warc(path: Path) -> bool:
    return path.name.endswith((".warc", ".warc.gz"))


def _as_json(content: bytes, media_type: str, url: str | None) -> str:
    record = parse_document(content, media_type=media_type, url=url)
    for entry in unapplied(record.quantities, url, quantity_corrections()):
        typer.echo(f"{url}: the correction of {entry.raw} ({entry.ordinal}) no longer applies; remove it", err=True)
    return json.dumps(to_json(record), ensure_ascii=False)


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
