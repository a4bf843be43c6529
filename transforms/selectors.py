"""Which elements of a page a style sheet's selector names: tags, classes and ids, one in another (`#a .b > p.c`)."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree
from lxml.etree import _Element

_COMPOUND = re.compile(r"(?:[a-zA-Z][\w-]*|\*)?(?:[.#][\w-]+)*")
_NAME = re.compile(r"[.#]?[^.#]+")
_CHILD = re.compile(r"\s*>\s*")
# Sheets written by hand stay below 100 characters.
_LONGEST_SELECTOR = 200
# A page that hides its own parts takes some thousand steps; XPath, which merges node sets, took 11 s for one `.a .b`.
_MOST_STEPS = 500_000

Group = list[frozenset[str]]
"""The names of an element and, before it, of its parent and the parent's parent, as far as `>` joins them."""


class Elements:
    """The elements of a page by their tags, `.classes` and `#ids`."""

    def __init__(self, document: _Element) -> None:
        self._names: dict[_Element, set[str]] = {}
        self._named: dict[str, list[_Element]] = defaultdict(list)
        self._steps = 0
        for element in document.iter(etree.Element):
            self._names[element] = names = _names(element)
            for name in names:
                self._named[name].append(element)

    def selected(self, selector: str) -> list[_Element]:
        """The elements that one selector (without commas) names; none once the page's sheets have asked too much."""
        groups = _groups(selector)
        if not all(name in self._named for group in groups for names in group for name in names) or not groups:
            return []
        if self._steps > _MOST_STEPS:
            return []
        rarest = min((self._named[name] for name in groups[-1][-1]), key=len)
        found = [element for element in rarest if self._fits(element, groups)]
        return found if self._steps <= _MOST_STEPS else []

    def _fits(self, element: _Element, groups: list[Group]) -> bool:
        if self._steps > _MOST_STEPS:
            return False
        *above, last = groups
        top = self._top(element, last)
        for group in reversed(above):
            if top is None:
                break
            # The nearest ancestor leaves the most above it for the groups still to come.
            tops = (self._top(ancestor, group) for ancestor in top.iterancestors())
            top = next((found for found in tops if found is not None), None)
        return top is not None

    def _top(self, element: _Element, group: Group) -> _Element | None:
        """The outermost element of the group that ends in `element`; None where it does not fit."""
        at: _Element | None = element
        top = None
        for names in reversed(group):
            self._steps += 1
            if at is None or not names <= self._names[at]:
                return None
            top, at = at, at.getparent()
        return top


def _names(element: _Element) -> set[str]:
    names = {"*", str(element.tag)}
    if identity := element.get("id"):
        names.add(f"#{identity}")
    if classes := element.get("class"):
        names.update(f".{name}" for name in classes.split())
    return names


def _groups(selector: str) -> list[Group]:
    """The parts of a selector, outermost first; none for one that speaks of states, attributes or siblings."""
    if len(selector) > _LONGEST_SELECTOR:
        return []
    groups = [group.split(">") for group in _CHILD.sub(">", selector).split()]
    if not all(compound and _COMPOUND.fullmatch(compound) for group in groups for compound in group):
        return []
    return [[_compound(text) for text in group] for group in groups]


def _compound(text: str) -> frozenset[str]:
    return frozenset(name if name[0] in ".#" else name.lower() for name in _NAME.findall(text))
