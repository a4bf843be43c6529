"""The archive handed to the next room again, without asking any site."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from spiders import archive as archive_room
from spiders.archive import Archive
from spiders.outcome import SETTLED
from spiders.registry import Source
from spiders.warc import Broken


@dataclass(slots=True)
class Replayed:
    """Captures in the archive, documents that were read, and a line for each that could not be."""

    captures: int = 0
    documents: int = 0
    unreadable: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class NothingArchived(FileNotFoundError):
    """No crawl has archived anything in this data folder yet."""


def replay(data: Path, register: Sequence[Source]) -> Replayed:
    """Make the index from the WARC files, read every document, and stage what is there.

    Raises `warc.Busy` while another process writes to the archive, NothingArchived where there is none.
    """
    if not archive_room.is_there(data):
        raise NothingArchived(f"{data} holds no archive: crawl first, or name another data folder")
    with archive_room.held_still(data):
        archive_room.rebuild(data)
        with Archive(data) as archive:
            replayed = _read_all(archive)
            archive.stage(list(register))
        replayed.unreadable.extend(archive_room.damage(data))
    return replayed


def _read_all(archive: Archive) -> Replayed:
    replayed = Replayed()
    for capture in archive.index.captures():
        replayed.captures += 1
        if capture.outcome not in SETTLED:
            continue
        try:
            content = archive.payload(capture.capture_id)
        except (Broken, OSError) as error:
            replayed.unreadable.append(f"{capture.warc_path}: {capture.url}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() == capture.payload_sha256:
            replayed.documents += 1
        else:
            replayed.unreadable.append(f"{capture.warc_path}: {capture.url} is not what was archived")
    return replayed
