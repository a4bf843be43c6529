"""What the search interfaces of TRS answer: JSON, JSON in a call (JSONP), or the XML of WAS5."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from parsel import Selector

from spiders.address import canonical
from spiders.dialects import paging, script
from spiders.dialects.interface import words
from spiders.dialects.listing import Ask, Form, ListingPage, Row, iso_date, resolved

ANSWER = re.compile(r"\s*(?:[\w$.]+\s*\(\s*)?(\{.*\})\s*\)?\s*;?\s*", re.S)
RECORD_COUNT = re.compile(r"<RECORDCOUNT>\D{0,20}(\d{1,9})")
# t20240328_6583952.html: the day when the article was made. The index's own date may be years off.
FILE_DATE = re.compile(r"/t(\d{4})(\d{2})(\d{2})_\d+")
OBJECTS = re.compile(r"\[(?=\s*\{)")
COUNT = re.compile(r"\d{1,9}")

# What the JSONP list, IRS, IGS, trs-search and WAS5 call a row's fields, in lower case; the first that is there goes.
TITLES = ("title", "doctitle", "f_title")
ADDRESSES = ("puburl", "doc_pub_url", "docpuburl", "url", "href", "link")
DATES = (
    "dates",
    "pubdate",
    "docpubtime",
    "docreltime",
    "trs_time",
    "publishtime",
    "pubtime",
    "date",
    "time",
    "save_time",
)
TOTALS = ("num", "total", "totalelements")

Record = dict[str, object]


def is_answer(text: str) -> bool:
    """Whether `text` is an answer of an interface; the HTML that WAS5 can also give is a page like others."""
    return RECORD_COUNT.search(text) is not None or _json(text) is not None


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows, the declared total, and the next page, which is asked for by its number in the query or the form."""
    data = _json(text)
    rows = _rows(_elements(text) if data is None else _records(data), url)
    following = (paging.following(Ask(url, form)),) if rows else ()
    return ListingPage(rows, following, total=_total(text, data))


def rows_in_scripts(scripts: str, url: str) -> tuple[Row, ...]:
    """The rows of a page whose script holds them as a list of objects."""
    found = script.literals(scripts, OBJECTS, {})
    return next(filter(None, (_rows(_records(each), url) for each in found)), ())


def _rows(records: Iterable[Record], url: str) -> tuple[Row, ...]:
    rows = {row.url: row for row in (_row(record, url) for record in records) if row is not None}
    return tuple(rows.values())


def _json(text: str) -> object:
    match = ANSWER.fullmatch(text)
    if match is None:
        return None
    for read in (_strictly, _as_script):
        try:
            return read(match[1])
        except (ValueError, RecursionError):
            continue
    return None


def _strictly(written: str) -> object:
    return json.loads(written, strict=False)


def _as_script(written: str) -> object:
    """Names in a script need no quotes, texts may stand in single ones, and a comma may come last."""
    return script.value(written, {})


def _elements(text: str) -> Iterator[Record]:
    for record in Selector(text, type="xml").xpath("//REC"):
        yield {str(field.root.tag).lower(): field.xpath("string()").get() for field in record.xpath("*")}


def _records(data: object) -> Iterator[Record]:
    """The objects of an answer, at whatever depth, names in lower case; those inside a record are its fields too."""
    if isinstance(data, list):
        for each in data:
            yield from _records(each)
    elif isinstance(data, dict):
        record = {name.lower(): value for name, value in _flat(data)}
        if _first(record, ADDRESSES):
            yield record
        else:
            yield from _records(list(data.values()))


def _flat(data: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The fields of an object and of the objects in it, as tip.dates is one of a row's."""
    for name, value in data.items():
        if isinstance(value, dict):
            yield from value.items()
        yield name, value


def _row(record: Record, url: str) -> Row | None:
    title, address = words(_first(record, TITLES)), _first(record, ADDRESSES)
    if not title or not address:
        return None
    found = canonical(resolved(url, address.strip()))
    file_date = FILE_DATE.search(found)
    return Row(found, title, (file_date and iso_date("-".join(file_date.groups()))) or iso_date(_first(record, DATES)))


def _first(record: Record, names: tuple[str, ...]) -> str:
    return next((value for name in names if isinstance(value := record.get(name), str) and value.strip()), "")


def _total(text: str, data: object) -> int | None:
    if match := RECORD_COUNT.search(text):
        return int(match[1])
    found = (each.get(name) for each in _objects(data) for name in TOTALS)
    return next((number for number in map(_number, found) if number is not None), None)


def _objects(data: object) -> Iterator[Record]:
    """The objects of an answer down to the one that holds its list."""
    while isinstance(data, dict):
        yield {name.lower(): value for name, value in data.items()}
        data = next((value for value in data.values() if isinstance(value, dict)), None)


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, int | str) and COUNT.fullmatch(str(value)) else None
