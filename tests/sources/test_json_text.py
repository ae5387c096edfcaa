"""The JSON reader: where its problems are, and what it says about them."""

from __future__ import annotations

import pytest

from interview_rules.positions import position_in
from interview_rules.sources import json_text
from interview_rules.sources.json_text import read_json

MERGE = "merge the two, or remove one"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "s.json:1:1: not valid JSON: the text is empty (write a JSON value, such as {})"),
        (
            '{"a": tru}',
            (
                "s.json:1:7: not valid JSON: Expecting value (write a value, such as text in double"
                " quotes, or remove an extra comma)"
            ),
        ),
        (
            "{'a': 1}",
            (
                "s.json:1:2: not valid JSON: Expecting property name enclosed in double quotes (put the"
                " name in double quotes, or remove an extra comma)"
            ),
        ),
        (
            '{"a": 1} x',
            "s.json:1:10: not valid JSON: Extra data (remove what follows the first value)",
        ),
        (
            '{"a": "x\ty"}',
            (
                "s.json:1:9: not valid JSON: Invalid control character (write an escape instead, such"
                " as \\n for a line break)"
            ),
        ),
        (
            '"abc',
            "s.json:1:1: not valid JSON: Unterminated string (add the closing quotation mark)",
        ),
        (b'"\xff"', "s.json: not valid JSON: byte 2 is not UTF-8 (encode the text as UTF-8)"),
        ("[" * 100_000, "s.json: not valid JSON: nested too deeply (use fewer levels)"),
        ("1" * 5_000, "s.json: not valid JSON: a number has too many digits (shorten it)"),
        (
            '[1,\n "NaN", NaN]',
            "s.json:2:9: not valid JSON: NaN is not allowed (write a number or null)",
        ),
        (
            '{"x": {"a": 1,\n"\\u0061": 1}, "b": "{"}',
            f"s.json:2:1: duplicate key 'a' (the first is on line 1; {MERGE})",
        ),
        (
            b'{"x": [{"a": 1}, {"a": 1}], "x": 1}',
            f"s.json:1:29: duplicate key 'x' (the first is on line 1; {MERGE})",
        ),
    ],
)
def test_invalid_json_is_located_and_explained(text, said):
    assert str(read_json(text, "s.json").problem) == said


def test_every_duplicate_key_is_located_in_its_message():
    found = read_json('{"a": 1,\n "a": [{"b": 1, "b": 2}]}').duplicate_keys()
    assert [str(each) for each in found] == [
        f"duplicate key 'b' on line 2, column 17 (the first is on line 2; {MERGE})",
        f"duplicate key 'a' on line 2, column 2 (the first is on line 1; {MERGE})",
    ]


def test_only_the_places_of_problems_are_computed(monkeypatch):
    """Otherwise, the cost would grow with the square of the length."""
    computed = []

    def counted(text, index, name):
        computed.append(index)
        return position_in(text, index, name)

    monkeypatch.setattr(json_text, "position_in", counted)
    keys = ", ".join(f'"k{n}": {n}' for n in range(1_000))
    found = read_json(f'{{"a": 1, "a": 2, {keys}}}', "s.json")
    assert str(found.problem).startswith("s.json:1:10: duplicate key 'a'")
    assert computed == [1, 9]
