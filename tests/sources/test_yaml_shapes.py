"""Shapes that do not fit: texts that braces and commas have cut into keys."""

from __future__ import annotations

import pytest

from interview_rules.sources.yaml_shapes import Shapes
from interview_rules.sources.yaml_tree import read_yaml

KNOWN = ("title", "text")


def said(text: str, *, as_text: bool = False) -> list[str]:
    shapes = Shapes()
    node = read_yaml(text, "q.yaml").keys["a"]
    if as_text:
        shapes.text(node)
    else:
        shapes.mapping(node, "advice", KNOWN, {"when": ("'when' is elsewhere", "move it")})
    return [str(problem) for problem in shapes.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: {title: Write, text: Be short, and kind}\n",
            (
                "q.yaml:1:35: the comma before 'and kind' ends the text of 'text'"
                ' (put the text in quotes: "Be short, and kind")'
            ),
        ),
        (
            "a: {title: Wait, then write, text: So}\n",
            (
                "q.yaml:1:18: the comma before 'then write' ends the text of 'title'"
                ' (put the text in quotes: "Wait, then write")'
            ),
        ),
        (
            "a: {title: 'Wait', then: write}\n",
            "q.yaml:1:20: unknown key 'then' in advice (choose from: title, text)",
        ),
        (
            "a:\n  title: Wait\n  then:\n",
            "q.yaml:3:3: unknown key 'then' in advice (choose from: title, text)",
        ),
        ("a: {when: now}\n", "q.yaml:1:5: 'when' is elsewhere (move it)"),
        (
            "a:\n  \u00a0title: Wait\n",
            "q.yaml:2:3: unexpected non-breaking space in key 'title' (type ordinary spaces)",
        ),
        (
            "a: {tіtle: Wait}\n",
            "q.yaml:1:5: unknown key 'tіtle' in advice (did you mean title, in Latin letters?)",
        ),
    ],
)
def test_a_key_that_is_none_is_explained(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: {company}\n", 'put the text in quotes: "{company}"'),
        ("a: {company, they}\n", 'put the text in quotes: "{company, they}"'),
        ("a: {b: c}\n", "write text, in quotes if it contains a colon or begins with {"),
        ("a:\n  b:\n", "write text, in quotes if it contains a colon or begins with {"),
    ],
)
def test_a_placeholder_that_is_a_mapping_is_to_be_quoted(text, hint):
    (problem,) = said(text, as_text=True)
    assert problem.endswith(f": expected text, not a mapping ({hint})")
