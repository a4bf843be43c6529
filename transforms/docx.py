"""The text of a Word file (.docx): paragraphs, and table rows as `a | b`.

Only the main part is read, so that a file whose styles or properties are damaged or were never written is still read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from transforms.flow import in_one_cell
from transforms.records import Refused

MAIN_PART = "word/document.xml"
# Five times what a report of 10,000 characters takes if each is a run with fonts of its own (200 bytes).
_LARGEST_PART = 10_000_000
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # encrypted, or (NotImplementedError) packed in a way that zipfile does not know
    etree.XMLSyntaxError,
)
_DAMAGED = "a damaged .docx or archive: fetch or save it again"
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Text taken out by a correction, and the copy of a text box for old readers.
_UNREAD = frozenset(("del", "moveFrom", "Fallback"))
_LONGEST_CELL = 300


def part_names(content: bytes) -> frozenset[str]:
    """The names of an archive's files. Raises `Refused` for a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except _DAMAGE as error:
        raise Refused(_DAMAGED) from error


def docx_text(content: bytes) -> str:
    """The text of a Word file. Raises `Refused` for a damaged one and for one with more in it than any report has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = archive.getinfo(MAIN_PART).file_size
            document = etree.fromstring(archive.read(MAIN_PART)) if size <= _LARGEST_PART else None
    except _DAMAGE as error:
        raise Refused(_DAMAGED) from error
    if document is None:
        raise Refused(f"a .docx that unpacks to {size:,} bytes, more than any report has: hand over the report alone")
    body = next((element for element in document if _name(element) == "body"), None)
    if body is None:
        raise Refused(_DAMAGED)
    return "\n".join(_lines(body))


def _name(element: _Element) -> str:
    """The tag without its namespace, which differs between the two forms of the standard."""
    return str(element.tag).rpartition("}")[2]


def _lines(block: _Element) -> Iterator[str]:
    """The lines of a body or cell, those of text boxes and of whatever else wraps paragraphs included."""
    for element in block:
        name = _name(element)
        if name == "p":
            yield from "".join(_pieces(element)).split("\n")
            yield from _boxed(element)
        elif name == "tr":
            yield from _row(element)
        elif name not in _UNREAD:
            yield from _lines(element)


def _pieces(element: _Element) -> Iterator[str]:
    """The text of a paragraph without that of its boxes."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _UNREAD and name not in ("pPr", "txbxContent") and not _vanishes(child):
            yield from _pieces(child)


def _vanishes(run: _Element) -> bool:
    """Whether a run is marked as hidden text, which Word neither shows nor prints."""
    hidden = run.find("{*}rPr/{*}vanish")
    return hidden is not None and not {"0", "false", "off"} & set(hidden.attrib.values())


def _boxed(paragraph: _Element) -> Iterator[str]:
    """The lines of the text boxes that hang on a paragraph."""
    for element in paragraph:
        if _name(element) == "txbxContent":
            yield from _lines(element)
        elif _name(element) not in _UNREAD:
            yield from _boxed(element)


def _row(row: _Element) -> list[str]:
    """One line for a row of short cells; the lines of the cells where the row holds tables or only lays out a page."""
    cells = [
        [line for line in _lines(cell) if line.strip()] for cell in row if _name(cell) == "tc" and not _merged(cell)
    ]
    texts = [in_one_cell(lines) for lines in cells]
    holds_table = any(_name(element) == "tbl" for element in row.iter())
    if len(cells) > 1 and not holds_table and all(len(text) <= _LONGEST_CELL for text in texts):
        return [" | ".join(texts)]
    return [line for lines in cells for line in lines]


def _merged(cell: _Element) -> bool:
    """Whether the cell is the empty continuation of the one above it."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return merge is not None and "restart" not in merge.attrib.values()
