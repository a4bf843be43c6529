"""How far a command has come: a bar on a terminal, nothing for a machine."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import Progress

Item = TypeVar("Item")


class Over(Protocol):
    """Goes over the items of a long work, one after the other, and may show how far it has come."""

    def __call__(self, items: Sequence[Item], /) -> Iterable[Item]: ...


def unseen(items: Sequence[Item], /) -> Iterable[Item]:
    """Nobody watches, as in a DAG."""
    return items


@contextmanager
def bar(what: str) -> Iterator[Over]:
    """A bar on stderr for each work that is gone over; all are gone before an error is printed."""
    with Progress(console=Console(stderr=True), transient=True, disable=not _is_watched()) as shown:

        def over(items: Sequence[Item], /) -> Iterable[Item]:
            return shown.track(items, description=what)

        yield over


def turning(what: str) -> AbstractContextManager[object]:
    """A sign on stderr that a work goes on whose length nobody knows."""
    return Console(stderr=True).status(what) if _is_watched() else nullcontext()


def _is_watched() -> bool:
    # Not as rich decides it: FORCE_COLOR makes a file a terminal there.
    return sys.stderr.isatty()
