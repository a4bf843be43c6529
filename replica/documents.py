"""PDF and DOCX files of lines of text, no larger than their readers need."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import TypeVar

Item = TypeVar("Item")
Line = tuple[float, float, str]
"""A line of print: points from the left edge and from below, and its characters."""

# A sheet of official size: 22 lines of 28 characters, type of 16 points.
LINES, CHARACTERS, POINTS, LEADING, LEFT, TOP = 22, 28, 16, 28, 74, 730
INDENT = 2
# No line begins with a closing mark or ends with an opening one, and no number is broken.
UNBROKEN = re.compile(r"[“（《]*(?:[!-~]+|.)[，。、；：）》”]*")
# Fonts that draw a character and a radical with one glyph make some PDF writers name the radical.
RADICALS = str.maketrans("行方日人月长", "⾏⽅⽇⼈⽉⻓")
# ISO 32000 allows so many in one block of a CMap.
MAPPINGS = 100

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# One time for all, so that the bytes are always the same.
MADE = (2020, 1, 1, 0, 0, 0)


def document(name: str, lines: Sequence[str]) -> bytes:
    """The file `name` with a paragraph a line, the title first."""
    return FORMATS[PurePosixPath(name).suffix](lines)


def docx(lines: Sequence[str]) -> bytes:
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONSHIPS,
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), XML + part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def pdf(lines: Sequence[str]) -> bytes:
    """A PDF with a font of its own codes (Identity-H), whose ToUnicode map gives radicals for some characters."""
    sheets = list(_blocks(list(_set(lines)), LINES))
    shown = [_shown(sheet, number) for number, sheet in enumerate(sheets, start=1)]
    codes = {character: code for code, character in enumerate(dict.fromkeys("".join(map(_text, shown))), start=1)}
    first = 7
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(shown)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(shown)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/FangSong/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/FangSong/FontDescriptor 5 0 R/DW 1000"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[{_half_widths(codes)}]>>",
        "<</Type/FontDescriptor/FontName/FangSong/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0/Ascent 860"
        "/Descent -140/CapHeight 700/StemV 80>>",
        _stream(_to_unicode(codes)),
    ]
    for place, sheet in enumerate(shown):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {first + 2 * place + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(_stream("\n".join(_drawn(line, codes) for line in sheet)))
    return _file(objects)


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {".docx": docx, ".pdf": pdf}


def _set(lines: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Each line of print with its indent in characters; the first line, the title, in the middle."""
    title, *paragraphs = lines
    yield max(0.0, (CHARACTERS - _width(title)) / 2), title
    for paragraph in paragraphs:
        indent, line = INDENT, ""
        for piece in UNBROKEN.findall(paragraph):
            if indent + _width(line + piece) > CHARACTERS:
                yield indent, line
                indent, line = 0, ""
            line += piece
        yield indent, line


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _shown(sheet: Sequence[tuple[float, str]], number: int) -> list[Line]:
    """The lines of a sheet in their places, and its number at the foot."""
    body = [(LEFT + POINTS * indent, TOP - LEADING * row, line) for row, (indent, line) in enumerate(sheet)]
    return [*body, (LEFT + POINTS * (CHARACTERS // 2 - 2), TOP - LEADING * (LINES + 1), f"— {number} —")]


def _text(sheet: Sequence[Line]) -> str:
    return "".join(line for _, _, line in sheet)


def _drawn(line: Line, codes: dict[str, int]) -> str:
    left, below, text = line
    return f"BT /F1 {POINTS} Tf {left:g} {below:g} Td <{''.join(f'{codes[each]:04X}' for each in text)}> Tj ET"


def _half_widths(codes: dict[str, int]) -> str:
    return " ".join(f"{code} [500]" for character, code in codes.items() if character.isascii())


def _to_unicode(codes: dict[str, int]) -> str:
    mappings = [f"<{code:04X}> <{ord(character.translate(RADICALS)):04X}>" for character, code in codes.items()]
    blocks = ["\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in _blocks(mappings, MAPPINGS)]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def"
    return "\n".join([head, "1 begincodespacerange <0000> <FFFF> endcodespacerange", *blocks, "endcmap end end"])


def _blocks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    """The objects, numbered from 1, with the table of their places."""
    written = "%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
