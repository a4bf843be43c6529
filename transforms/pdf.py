"""The text of a PDF: its pages' lines, without page numbers, joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from transforms.fold import fold
from transforms.paragraphs import paragraphs_of
from transforms.records import Refused

_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def pdf_text(content: bytes) -> str:
    """The paragraphs of a PDF. Raises `Refused` where a page cannot be read: a report without it would look whole."""
    lines = [line.rstrip() for page in _pages(content) for line in _without_radicals(page).splitlines()]
    printed = paragraphs_of(lines)
    if not printed:
        raise Refused("a scanned PDF without text: run OCR over it, or save the page it came from as HTML")
    return "\n".join(printed)


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
