"""The text of a PDF: its pages' lines, without page numbers, joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from transforms.fold import fold
from transforms.records import Refused

_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d+\s?页.{0,12}")
_STARTS_ANEW = re.compile(
    r"[\s\u3000]{2,}|[(（]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．]|第[一二三四五六七八九十]+[章节条部]"
)
# A line of print that is this full goes on in the next one.
_FULL_LINE = 0.85


def pdf_text(content: bytes) -> str:
    """The paragraphs of a PDF. Raises `Refused` where a page cannot be read: a report without it would look whole."""
    lines = [line.rstrip() for page in _pages(content) for line in _without_radicals(page).splitlines()]
    printed = [line for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip())]
    if not printed:
        raise Refused("a scanned PDF without text: run OCR over it, or save the page it came from as HTML")
    return "\n".join(_unwrapped(printed))


def _pages(content: bytes) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"a PDF that cannot be opened ({error}): fetch it again or save it without a password") from error
    count = len(document)
    if count < 1:
        raise Refused("a damaged PDF (it has no pages): fetch or save it again")
    for number in range(count):
        try:
            yield document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError as error:
            raise Refused(f"a damaged PDF (page {number + 1} of {count:,}: {error}): fetch or save it again") from error


def _without_radicals(text: str) -> str:
    return _RADICALS.sub(lambda match: fold(match[0]), text)


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs: a full line goes on in the next unless that starts a new one."""
    width = sorted(len(line) for line in lines)[int(0.9 * (len(lines) - 1))]
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _STARTS_ANEW.match(line):
            paragraphs[-1] += line.strip()
        else:
            paragraphs.append(line.strip())
        goes_on = len(line) >= _FULL_LINE * width and not (line.endswith("。") and len(line) < width)
    return paragraphs
