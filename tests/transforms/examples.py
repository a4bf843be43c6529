"""How the rules and the tests show what is cut out of a line: between « and »."""

import re


def spoilt_and_clean(example):
    """The line without the marks, and what is left of it without what stands between them."""
    before, foreign, behind = re.split("[«»]", example)
    return before + foreign + behind, before + behind
