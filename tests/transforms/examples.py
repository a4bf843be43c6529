"""How the rules and the tests show what is cut out of a line: between « and »."""

import re

import yaml

from transforms.rule_files import read_text


def spoilt_and_clean(example):
    """The line without the marks, and what is left of it without what stands between them."""
    before, foreign, behind = re.split("[«»]", example)
    return before + foreign + behind, before + behind


def weighed(key):
    """The examples of what is told by weight, of words and of pairs of characters."""
    return [line for name in ("pitches.yml", "likeness.yml") for line in yaml.safe_load(read_text(name))[key]]
