from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.searching import beginning_of_any

WORDS = st.lists(st.text("甲乙丙.[^-", min_size=1, max_size=4), min_size=1, max_size=6)


@given(WORDS, st.text("甲乙丙.[^-\n", max_size=12), st.integers(0, 12))
def test_the_first_place_is_found_where_one_of_the_words_begins(words: list[str], text: str, start: int) -> None:
    match = beginning_of_any(words).search(text, start)
    places = [place for place in range(start, len(text)) if text.startswith(tuple(words), place)]
    assert (match.start() if match else None) == (places[0] if places else None)
