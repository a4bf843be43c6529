"""A person's judgement of a number: it holds as long as the text around the number does, and shows in the row."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from tests.transforms.conftest import read_text
from transforms.quantity_corrections import (
    QuantityCorrection,
    correct_quantities,
    quantity_corrections,
    unapplied,
)

URL = "http://www.example.gov.cn/art/2024/3/1/art_1_2.html"
TEXT = "办理人大代表建议12件。办理政协提案30件，其中主办件12件。"
ENTRY = {
    "url": URL,
    "raw": "12件",
    "ordinal": 2,
    "expect": "其中主办件12件",
    "field": "indicator",
    "value": "npc_proposals",
    "reason": "invented: the body says that these were of the congress",
    "status": "open",
}


def corrected(text=TEXT, url=URL, **entry):
    return correct_quantities(read_text(text), text, url, [QuantityCorrection(**{**ENTRY, **entry})])


def test_the_number_meant_has_the_right_code_and_says_so():
    first, _, last = corrected()
    assert (last.indicator, last.rule) == ("npc_proposals", "arabic/cppcc_proposals.2/correction")
    assert not first.rule.endswith("/correction")


def test_value_role_and_scope_may_be_wrong():
    assert corrected(field="value", value=1.5)[-1].value == Decimal("1.5")
    assert corrected(field="role", value="target")[-1].role == "target"
    assert corrected(field="scope", value="own")[-1].scope == "own"
    assert corrected(value=None)[-1].indicator is None


def test_a_withdrawn_number_stays_without_value_and_code():
    last = corrected(field="withdraw", value=None)[-1]
    assert (last.raw, last.value, last.indicator) == ("12件", None, None)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (TEXT.replace("主办件", "会办件"), URL),
        ("办理政协提案30件。", URL),
        (TEXT, "http://www.example.gov.cn/other.html"),
    ],
)
def test_a_text_that_no_longer_has_it_is_left_as_it_is(text, url):
    assert corrected(text, url) == read_text(text)


def test_an_entry_that_no_longer_applies_is_named():
    entry = QuantityCorrection(**ENTRY)
    mended = TEXT.replace("主办件", "会办件")
    assert unapplied(correct_quantities(read_text(mended), mended, URL, [entry]), URL, [entry]) == (entry,)
    assert unapplied(corrected(), URL, [entry]) == ()


@pytest.mark.parametrize(
    "broken",
    [
        {"ordinal": 0},
        {"expect": "其中主办件"},
        {"value": "no_such_code"},
        {"field": "unit", "value": "件"},
        {"field": "role", "value": "result"},
        {"field": "role", "value": None},
        {"field": "scope", "value": "world"},
        {"field": "value", "value": "twelve"},
        {"field": "withdraw", "value": "npc_proposals"},
        {"reason": "wrong"},
        {"status": "done"},
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(broken):
    with pytest.raises(ValidationError):
        QuantityCorrection(**{**ENTRY, **broken})


def test_the_file_of_corrections_is_valid():
    assert isinstance(quantity_corrections(), tuple)
