"""What the fields of a document's head are read from: its lines, its page's markup, its listing row and its source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from transforms.content import Source
from transforms.fold import fold, fold_whole
from transforms.markers import marker_at_start
from transforms.metadata import Labelled, labelled_values
from transforms.records import Line, Page

_OF_INDEX_TABLES = ("meta", "nav", "tool")


class Front:
    """The front matter of one document, each part of it read once."""

    def __init__(self, source: Source, lines: Sequence[Line], page: Page) -> None:
        self.source = source
        self.lines = lines
        self.page = page

    @cached_property
    def values(self) -> tuple[Labelled, ...]:
        """What stands behind labels, in the order of the lines."""
        return labelled_values([line for line in self.lines if line.label in _OF_INDEX_TABLES])

    @cached_property
    def body(self) -> str:
        """The folded body, a line for each of its own."""
        folded = fold_whole(self.source.text)
        return "\n".join(folded[line.start : line.end] for line in self.lines if line.label == "body")

    @cached_property
    def bylines(self) -> list[str]:
        """The folded lines of signatures, authors and days."""
        return [fold(line.text).strip() for line in self.lines if line.label == "byline"]

    @cached_property
    def chapters(self) -> list[str]:
        """Headings of the first level of the body: those of the style that it uses first."""
        marked = [(marker, line) for line in self.body.split("\n") if (marker := marker_at_start(line))]
        sound = [(marker, line) for marker, line in marked if not marker.damaged]
        return [line[marker.end :].split("。")[0] for marker, line in sound if marker.style == sound[0][0].style]

    def labelled(self, kind: str) -> list[str]:
        """The values behind the labels of one kind."""
        return [item.value for item in self.values if item.kind == kind]
