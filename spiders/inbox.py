"""The way in by hand: files that a person saved into `data/inbox` go into the archive as they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from spiders.archive import Archive
from spiders.exchange import Visit
from spiders.registry import INBOX

# Text files do not say their charset here: the transforms find it in the bytes.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The nightly DAG and the one that imports by hand may come at once; either is soon done with the inbox.
PATIENCE = 60.0


class OutsideInbox(ValueError):
    """A folder that is not in the data folder's inbox; the text says where to copy it."""


@dataclass(slots=True)
class Taken:
    """What became of each file, as paths relative to the inbox; `left` says why a file was not taken."""

    archived: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"archived": self.archived, "unchanged": self.unchanged, "left": self.left}


def take(folder: Path, data: Path) -> Taken:
    """Archive every supported file under `folder` that is new or has changed; the files stay in place.

    Raises `OutsideInbox`, or `warc.Busy` if another import does not end within `PATIENCE` seconds.
    """
    inbox = (data / INBOX).resolve()
    if not folder.is_dir():
        raise OutsideInbox(f"{folder}: no such folder")
    if not folder.resolve().is_relative_to(inbox):
        raise OutsideInbox(f"{folder} lies outside {inbox}: copy it there, so that what is archived can be found again")
    taken = Taken()
    with Archive(data) as archive:
        archive.open_source(INBOX, PATIENCE)
        for path in sorted(path for path in folder.resolve().rglob("*") if path.is_file()):
            name = path.relative_to(inbox).as_posix()
            if (reason := _unfit(path, name)) is None:
                _take_file(path, name, archive, taken)
            else:
                taken.left[name.encode("utf-8", "backslashreplace").decode("utf-8")] = reason
    return taken


def _unfit(path: Path, name: str) -> str | None:
    """Why a file cannot be archived at all, if so."""
    if path.is_symlink():
        return "is a link; put the file itself here, since the archive forgets nothing"
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "has a name that is not UTF-8; rename it"
    return None


def _take_file(path: Path, name: str, archive: Archive, taken: Taken) -> None:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        taken.left[name] = f"{path.suffix or 'a file without suffix'} is not read; save it as {', '.join(MEDIA_TYPES)}"
        return
    try:
        content = _settled_content(path)
    except OSError as error:
        taken.left[name] = f"cannot be read ({error.strerror})"
        return
    if content is None:
        taken.left[name] = "is empty or still being written; run the import again when it is whole"
        return
    url = f"{INBOX}:///{quote(name)}"
    latest = archive.index.latest_document(INBOX, url)
    if latest is not None and latest.payload_sha256 == hashlib.sha256(content).hexdigest():
        taken.unchanged.append(name)
        return
    archive.keep(Visit(INBOX, url, "file", "ok", datetime.now(UTC), document=content, media_type=media_type))
    taken.archived.append(name)


def _settled_content(path: Path) -> bytes | None:
    """The file's bytes, or None if it is empty or changed while it was read."""
    before = path.stat()
    content = path.read_bytes()
    after = path.stat()
    is_settled = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if content and is_settled else None
