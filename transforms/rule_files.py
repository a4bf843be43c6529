"""Reads the rule files: named word lists and line rules in YAML, each rule with its own examples."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from time import process_time
from typing import Any, get_args

import yaml

from transforms.records import Label
from transforms.searching import AnyOf, plain, sentences_at

_FIELDS = {"id", "label", "where", "needs", "pattern", "why", "match", "within", "keep"}
_OPTIONAL = {"where", "needs", "within", "keep"}
_IN_LINES = ("inside", "unfought", "spoilt")
_ZONES = ("head", "foot", "edge", "any", "anyhow", *_IN_LINES)
# CPU seconds one search may take on text made to make a pattern back up; sound ones take under 0.01 on 4,000
# characters. The lengths grow slowly at first: a pattern that doubles with each character must be caught early.
_PATIENCE = 0.2
_ADVERSARIAL_LENGTHS = (16, 20, 24, 28, 32, 500, 4000)
# What takes no full stop though it names one: [^,。;], (?=[,。]|$).
_NONE_OF, _BESIDE = re.compile(r"\[\^(?:\\.|[^\]\\])*\]"), re.compile(r"\(\?<?[=!][^()]*\)")
_MANY = 16
_WITHOUT_MARKS = str.maketrans("", "", "«»")


class BrokenRule(ValueError):
    """A rule file that cannot be used; the text names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of knowledge: what a folded, stripped line of this shape is, and why.

    `where` says where in a document it holds: `head` before the body, `foot` after it, `edge` both, `any`, `anyhow`
    whatever else the line says, `inside` a line that otherwise stays, `unfought` the same unless the sentence tells how
    such things are fought, or inside a line of a page that is `spoilt`. `needs` are plain words of which every match
    has one; rules of adverts are tried only where a line has one of theirs. `within` are examples that only match in
    their line, where they stand between «».
    """

    file: str
    id: str
    label: Label
    where: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    why: str
    match: tuple[str, ...]
    within: tuple[str, ...]
    keep: tuple[str, ...]

    @property
    def crosses_sentences(self) -> bool:
        """Whether it names a full stop that what it finds may have in it, so that it is not looked for by sentences."""
        return "。" in _BESIDE.sub("", _NONE_OF.sub("", self.pattern.pattern))

    @property
    def place(self) -> str:
        """Where the rule is written, for errors."""
        return f"rules/{self.file}, rule {self.id}"


class RulesByWord:
    """Rules in their order, each tried only on a text that has one of the words that it needs.

    Raises `BrokenRule` for one that needs none.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        if free := next((rule for rule in self._rules if not rule.needs), None):
            raise BrokenRule(f"{free.place}: say which words it needs: it is tried only where one of them stands")
        self._needing: dict[str, list[int]] = defaultdict(list)
        for place, rule in enumerate(self._rules):
            for word in rule.needs:
                self._needing[word].append(place)
        self._crossing = frozenset(place for place, rule in enumerate(self._rules) if rule.crosses_sentences)
        self.words = tuple(self._needing)
        self._search = AnyOf(self.words)

    def whole(self, text: str) -> Rule | None:
        """The first rule that takes all of a text; None where none does."""
        return next((rule for rule in self._tried_on(text) if rule.pattern.fullmatch(text)), None)

    def spans(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """What the rules find inside a text, rule by rule in their order, in the sentences that have one of its words.

        A rule that names the full stop may cross one.
        """
        starts = defaultdict[int, list[int]](list)
        for start, word in self._search.found_in(text):
            for place in self._needing[word]:
                starts[place].append(start)
        for place in sorted(starts):
            rule = self._rules[place]
            sentences = [(0, len(text))] if place in self._crossing else sentences_at(text, starts[place])
            yield from ((rule, match) for sentence in sentences for match in rule.pattern.finditer(text, *sentence))

    def lines_of(self, text: str) -> frozenset[int]:
        """The places of the lines of a text that have one of the words."""
        return self._search.lines_of(text)

    def _tried_on(self, text: str) -> Iterator[Rule]:
        tried = {place for word in self._search.words_in(text) for place in self._needing[word]}
        return map(self._rules.__getitem__, sorted(tried))


class WholeLineRules:
    """Rules of whole lines in their order, behind one pattern for all, which most lines do not match.

    Raises `BrokenRule` for one with a group, whose number would be another's.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        if grouped := next((rule for rule in self._rules if rule.pattern.groups), None):
            raise BrokenRule(f"{grouped.place}: write its groups as (?:…), since it is tried together with others")
        self._any = re.compile("|".join(rule.pattern.pattern for rule in self._rules))

    def first_of(self, line: str) -> Rule | None:
        """The first rule that takes the line; None where none does."""
        if self._any.fullmatch(line) is None:
            return None
        return next((rule for rule in self._rules if rule.pattern.fullmatch(line)), None)


def read_text(name: str) -> str:
    """Text of a file in `transforms/rules`."""
    return files("transforms").joinpath("rules", name).read_text(encoding="utf-8")


def read_rules(name: str, words: Mapping[str, Iterable[str]] | None = None) -> tuple[Rule, ...]:
    """The rules of one YAML file, compiled; `{word}` in a pattern stands for a list of `words` or of the file's own.

    Raises `BrokenRule` for one that is incomplete, given twice, slow, or without an example.
    """
    content = yaml.load(read_text(name), yaml.CSafeLoader)
    lists = {**(words or {}), **content["words"]}
    groups = {key: _guarded(value) for key, value in lists.items()}
    rules = tuple(_rule(name, entry, groups, lists) for entry in content["rules"])
    repeated = {rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1}
    if repeated:
        raise BrokenRule(f"rules/{name}: id given twice: {', '.join(sorted(repeated))}")
    return rules


@cache
def read_words(name: str) -> dict[str, tuple[str, ...]]:
    """The word lists of one YAML file as they are written."""
    return {key: tuple(value) for key, value in yaml.load(read_text(name), yaml.CSafeLoader)["words"].items()}


def alternatives(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; a space in a word may be any white space.

    Words that begin with one character stand together behind it, since `re` tries one alternative after the other.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        # What begins with a sign of a pattern stands alone.
        length = 1 if word[0].isalnum() and not word[1:].startswith(("*", "+", "?", "{")) else len(word)
        behind[word[:length]].append(word[length:].replace(" ", r"\s*"))
    return "(?:" + "|".join(_behind(first, rests) for first, rests in behind.items()) + ")"


def _guarded(words: Iterable[str]) -> str:
    """The same, behind a look at the next character where they begin in so many ways that to try each takes longer.

    Not for what a search begins with: there `re` makes such a look itself, and faster.
    """
    firsts = {word[0] for word in words}
    if len(firsts) < _MANY or not all(char.isalnum() for char in firsts):
        return alternatives(words)
    return f"(?:(?=[{''.join(sorted(firsts))}]){alternatives(words)})"


def _behind(first: str, rests: Sequence[str]) -> str:
    return f"{first}(?:{'|'.join(rests)})" if len(rests) > 1 else f"{first}{rests[0]}"


def _rule(name: str, entry: Mapping[str, Any], groups: Mapping[str, str], lists: Mapping[str, Iterable[str]]) -> Rule:
    where = f"rules/{name}, rule {entry.get('id', '?')}"
    unknown, missing = set(entry) - _FIELDS, _FIELDS - _OPTIONAL - set(entry)
    if unknown or missing:
        raise BrokenRule(f"{where}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    if entry["label"] not in get_args(Label) or entry.get("where", "any") not in _ZONES:
        raise BrokenRule(f"{where}: label must be one of {get_args(Label)}, where one of {_ZONES}")
    needs = entry.get("needs", "").split()
    if not lists.keys() >= set(needs):
        raise BrokenRule(f"{where}: needs names no word list; there are {', '.join(lists)}")
    if not (entry["match"] or entry.get("within")):
        raise BrokenRule(f"{where}: give an example, in match or between «» in within")
    rule = Rule(
        file=name,
        id=entry["id"],
        label=entry["label"],
        where=entry.get("where", "any"),
        needs=tuple(_plain(where, word) for name in needs for word in lists[name]),
        pattern=_compiled(where, entry["pattern"], groups),
        why=entry["why"],
        match=tuple(entry["match"]),
        within=tuple(entry.get("within", ())),
        keep=tuple(entry.get("keep", ())),
    )
    _require_speed(where, rule)
    return rule


def _plain(where: str, word: str) -> str:
    try:
        return plain(word)
    except ValueError as error:
        raise BrokenRule(f"{where}: needs plain words, and {error}") from error


def _compiled(where: str, pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    for key, group in words.items():
        pattern = pattern.replace("{" + key + "}", group)
    try:
        return re.compile(pattern)
    except re.error as error:
        raise BrokenRule(f"{where}: {error}") from error


def _require_speed(where: str, rule: Rule) -> None:
    examples = (*rule.match, *(text.translate(_WITHOUT_MARKS) for text in rule.within))
    # Without its last character an example is nearly a match: there a pattern backs up.
    for example in (*examples, *filter(None, (text[:-1] for text in examples))):
        for length in _ADVERSARIAL_LENGTHS:
            started = process_time()
            _try(rule, (example * (length // len(example) + 1))[:length] + "\x00")
            if process_time() - started > _PATIENCE:
                raise BrokenRule(f"{where}: too slow on its own example repeated; bound the repeats of the pattern")


def _try(rule: Rule, text: str) -> None:
    if rule.where in _IN_LINES:
        for _ in rule.pattern.finditer(text):
            pass
    else:
        rule.pattern.fullmatch(text)
