"""How far a command has come: a bar on a terminal, nothing for a machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")


class Over(Protocol):
    """Goes over the items of a long work, one after the other, and may show how far it has come."""

    def __call__(self, items: Sequence[Item], /) -> Iterable[Item]: ...


def unseen(items: Sequence[Item], /) -> Iterable[Item]:
    """Nobody watches, as in a DAG."""
    return items


def bar(what: str) -> Over:
    """A bar on stderr, which goes when the work ends."""

    def over(items: Sequence[Item], /) -> Iterable[Item]:
        console = _console()
        return track(items, what, console=console, transient=True, disable=not console.is_terminal)

    return over


def turning(what: str) -> AbstractContextManager[object]:
    """A sign on stderr that a work goes on whose length nobody knows."""
    return _console().status(what)


def _console() -> Console:
    return Console(stderr=True)
