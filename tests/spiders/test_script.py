from __future__ import annotations

import re

import pytest

from spiders.dialects.script import literals, variables, written

OBJECT = re.compile(r"\{")


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("f({a: 1, 'b': '二', \"c\": null})", {"a": 1, "b": "二", "c": None}),
        ("f({a: 'it\\'s', b: \"it\\'s\"})", {"a": "it's", "b": "it's"}),
        ("f({a: [1, 2,], // the first\n b: true, /* c: 3 */})", {"a": [1, 2], "b": True}),
        ("var n = 7; f({page: n, of: unknown.thing})", {"page": 7, "of": None}),
        ("f({url: 'http://www.example.org/a'})", {"url": "http://www.example.org/a"}),
    ],
)
def test_an_object_is_read_as_a_script_writes_it(script: str, value: object) -> None:
    assert next(literals(script, OBJECT, variables(script))) == value


def test_what_is_no_value_is_passed_over() -> None:
    assert list(literals("if (a) { b(); } f({c: 1})", OBJECT, {})) == [{"c": 1}]


def test_a_variable_is_what_it_is_first_set_to() -> None:
    assert variables("var a = '1', b=\"x\"; a = 2\nc = 3 // pages") == {"a": 1, "b": "x", "c": 3}


@pytest.mark.parametrize("piece", ["/*", ",/*", "'", '"\\', "{", "[{", ",\n", "a:"])
def test_no_script_is_so_broken_that_reading_it_fails(piece: str) -> None:
    assert list(literals(piece * 20_000, OBJECT, {})) == []
    assert written(piece * 20_000) == ""
