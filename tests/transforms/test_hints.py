"""Which lines of a text may hold something foreign, by one search of all of it."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.copyists import WORDS_OF_NAMES
from transforms.hints import hints_in
from transforms.keywords import WORDS_OF_LISTS
from transforms.searching import AnyOf
from transforms.spliced import WORDS_OF_SPLICES

WORDS = sorted(set(sorted(WORDS_OF_NAMES)[:40]) | set(sorted(WORDS_OF_LISTS)[:40]) | set(sorted(WORDS_OF_SPLICES)[:40]))


@given(st.lists(st.sampled_from([*WORDS, "全面推进依法行政", "\n"]), max_size=20))
def test_one_search_finds_what_a_search_for_each_list_does(pieces):
    text = "".join(pieces)
    hints = hints_in(text)
    assert hints.names >= AnyOf(WORDS_OF_NAMES).lines_of(text.lower())
    assert hints.keywords == AnyOf(WORDS_OF_LISTS).lines_of(text.lower())
    assert list(hints.splices) == AnyOf(WORDS_OF_SPLICES).found_in(text.lower())


def test_a_line_of_a_report_gives_no_hint():
    assert hints_in("全面推进依法行政。\n办理行政复议案件12件。") == (
        frozenset(),
        frozenset(),
        frozenset(),
        frozenset(),
        frozenset(),
        frozenset(),
        [],
    )
