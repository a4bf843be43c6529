"""What it costs to get from clean text to indicators, and what ten times the catalogue adds."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import process_time
from unittest.mock import patch

from score.gold import read_gold
from score.sets import annotated_sets
from transforms import indicators
from transforms.catalogue import Indicator, Wording, catalogue
from transforms.pipeline import clean, extract, split
from transforms.records import Cleaned, Page

ROUNDS = 15
TIMES = 10


def cost_of_extraction() -> Iterator[str]:
    """CPU for 1,000 characters of each set of annotated texts, and how many times that is with a larger catalogue."""
    for each in annotated_sets():
        texts = [clean(Page(gold.content, "text/plain")) for gold in read_gold(each.annotations, each.texts)]
        yield _compared(each.name, texts)


def _compared(name: str, texts: list[Cleaned]) -> str:
    once, often = _seconds(texts), []
    with patch.object(indicators, "catalogue", _many):
        indicators._lexicon.cache_clear()
        often = _seconds(texts)
    indicators._lexicon.cache_clear()
    characters = sum(len(text.source_text) for text in texts)
    numbers = sum(len(extract(text, split(text))[0]) for text in texts)
    return (
        f"clean text to indicators, {name}: {median(once) / characters * 1e6:.2f} ms for 1,000 characters with "
        f"{numbers / characters * 1000:.0f} quantities ({len(texts)} texts, median of {ROUNDS} rounds); "
        f"{median(often) / median(once):.2f} times that with {TIMES} times the catalogue"
    )


def _seconds(texts: list[Cleaned]) -> list[float]:
    for text in texts:
        extract(text, split(text))
    return [_cpu(texts) for _ in range(ROUNDS)]


def _cpu(texts: list[Cleaned]) -> float:
    started = process_time()
    for text in texts:
        extract(text, split(text))
    return process_time() - started


def _many() -> tuple[Indicator, ...]:
    """The catalogue with more entries of its kind, whose words begin with other of their characters."""
    return tuple(_turned(entry, by) for by in range(TIMES) for entry in catalogue())


def _turned(entry: Indicator, by: int) -> Indicator:
    rules = tuple(rule.model_copy(update={"words": _turned_words(rule, by)}) for rule in entry.rules)
    return entry.model_copy(update={"code": f"{entry.code}_{by}", "rules": rules})


def _turned_words(rule: Wording, by: int) -> tuple[str, ...]:
    return tuple(word[by % len(word) :] + word[: by % len(word)] for word in rule.words)
