"""The way of one document through the transforms, step by step: bytes to text, lines, head, sections, quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from transforms.adverts import adverts_among
from transforms.body import Body
from transforms.corrections import correct, corrections
from transforms.formats import read_source
from transforms.frames import why_without_text
from transforms.head import read_head
from transforms.indicators import assign
from transforms.jsonform import to_json
from transforms.lines import label_lines
from transforms.mirrors import refuse_rewritten
from transforms.quantities import find_claims_in_words, find_quantities, find_table_cells
from transforms.quantity_corrections import correct_quantities, quantity_corrections
from transforms.reconcile import reconcile
from transforms.records import Check, Cleaned, Issuer, Listing, Page, Quantity, Record, Refused, Section
from transforms.sections import split_sections
from transforms.site_names import names_of_its_site
from transforms.tampering import said_of_itself

__all__ = ["clean", "extract", "parse", "rules_version", "split", "to_json"]

_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_RULE_SUFFIXES = (".py", ".yml", ".csv", ".txt")


def clean(page: Page) -> Cleaned:
    """Labelled lines and document fields of a page. Raises `Refused` with a one-line reason."""
    source = read_source(page)
    refuse_rewritten(source.text)
    adverts = adverts_among((*source.outside, *source.titles, *said_of_itself(source)))
    sites = names_of_its_site(source.window_title or "", source.outside)
    lines = label_lines(source.text, source.titles, adverts, source.links, sites)
    if not any(line.label == "body" and _IDEOGRAPH.search(line.text) for line in lines):
        raise Refused(why_without_text(source.pages))
    head = correct(read_head(source, lines, page, adverts), page.url, corrections())
    return Cleaned(source.text, lines, head)


def split(cleaned: Cleaned) -> tuple[Section, ...]:
    """The heading tree of the body."""
    return split_sections(cleaned)


def extract(
    cleaned: Cleaned, sections: tuple[Section, ...], url: str | None = None
) -> tuple[tuple[Quantity, ...], tuple[Check, ...]]:
    """Every fact in numbers or words, with its code where the catalogue has one, and the sums that the text allows.

    `url` is the document's, for which numbers may have been corrected. Raises `Refused` with a one-line reason.
    """
    body = Body(cleaned, sections)
    cells = assign(find_table_cells(body))
    counted = _outside(cells, assign(find_quantities(body)))
    read = sorted((*counted, *cells, *find_claims_in_words(body)), key=lambda quantity: quantity.source_start)
    quantities = correct_quantities(read, cleaned.source_text, url, quantity_corrections())
    return quantities, reconcile(cleaned, quantities)


def _outside(cells: Sequence[Quantity], found: Sequence[Quantity]) -> list[Quantity]:
    """What was found in no cell of a table: there row and column say more of it."""
    ends = {cell.source_end for cell in cells}
    return [quantity for quantity in found if quantity.source_end not in ends]


def parse(
    content: bytes,
    *,
    media_type: str,
    url: str | None = None,
    listing: Listing | None = None,
    issuer: Issuer | None = None,
) -> Record:
    """Everything the transforms say of one document. Raises `Refused` with a one-line reason."""
    cleaned = clean(Page(content, media_type, url, listing, issuer))
    sections = split(cleaned)
    quantities, checks = extract(cleaned, sections, url)
    return Record(cleaned, sections, quantities, checks)


@cache
def rules_version() -> str:
    """12 hexadecimal digits over the code and rules of the transforms: what derived these rows."""
    digest = sha256()
    for path, file in sorted(_rule_files(files("transforms"), "")):
        digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _rule_files(folder: Traversable, above: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _rule_files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(_RULE_SUFFIXES):
            found.append((f"{above}{entry.name}", entry))
    return found
