"""Where each part of a condition begins in its file, and where problems with it are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from interview_rules import PackError, RulePack
from interview_rules.language import nodes
from interview_rules.positions import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

SECTIONS = {
    "facts": {
        "f": {"type": "flag", "doc": "A flag."},
        "n": {"type": "count", "doc": "A count."},
        "mood": {"type": "choice", "doc": "A choice.", "choices": ["calm", "glad"]},
        "level": {"type": "choice", "doc": "One.", "ordered": True, "choices": ["low", "high"]},
        **{name: {"type": "moment", "doc": "A moment."} for name in ("a", "b")},
    },
    "parameters": {
        "pause": {"value": "2 days", "doc": "A length."},
        "many": {"value": 3, "doc": "A number."},
    },
    "definitions": {
        "glum": {"condition": "mood is calm", "doc": "A condition."},
        "later": {"moment": "a + pause", "doc": "A moment."},
    },
}


def checked(when: str) -> tuple[str, nodes.Condition]:
    """Return the line of a pack with one rule, and the condition of this rule."""
    rules = [
        {"id": "it", "when": when, "conclude": "so", "source": "This test."},
        {"id": "ended", "when": "f", "conclude": "done", "source": "This test."},
    ]
    text = json.dumps({"pack": "tiny", "rules": rules, **SECTIONS})
    return text, RulePack.from_text(text, "tiny.yaml").rule("it").when


def every(node: nodes.Condition | nodes.Moment) -> Iterator[nodes.Node]:
    """Yield a node and all nodes in it, except those of definitions."""
    yield node
    if isinstance(node, nodes.Shift):
        yield from every(node.moment)
        yield node.duration
    elif not isinstance(node, nodes.Named | nodes.NamedMoment):
        for inner in nodes.inside(node):
            yield from every(inner)


BEGINS = {
    "f and (n = 3 or not done)": "All=f Flag=f Any=n Count=n Not=not Flag=done",
    "f or n is at least many or not glum": "Any=f Flag=f Count=n Not=not Named=glum",
    "no n and no done": "All=no Count=n Not=done Flag=done",
    "no glum or no mood": "Any=no Not=glum Named=glum Is=mood",
    "level is at most low and not mood is not calm": "All=level Is=level Not=not Not=mood Is=mood",
    "a is known or b is not known": "Any=a Known=a MomentFact=a Not=b Known=b MomentFact=b",
    "no later": "Not=later Known=later NamedMoment=later",
    "no b since a or f": "Any=no NoneSince=no MomentFact=b MomentFact=a Flag=f",
    "from a + 3 days and f": "All=from Now=from Shift=a MomentFact=a Duration=3 Flag=f",
    "f and a since later - pause": "All=f Flag=f Against=a MomentFact=a Shift=later NamedMoment=later Duration=pause",
    "f and a on earliest of b, later": "All=f Flag=f Against=a MomentFact=a Extreme=earliest MomentFact=b NamedMoment=later",
}
"""The nodes of conditions, outer ones first, each with the first word of its text; `no` belongs to a
node only before `since`."""


@pytest.mark.parametrize("when", BEGINS)
def test_every_node_has_the_position_at_which_its_text_begins(when):
    line, condition = checked(when)
    start = line.index(json.dumps(when)) + len('"')
    for node, begins in zip(every(condition), BEGINS[when].split(), strict=True):
        kind, word = begins.split("=")
        at = start + re.search(rf"\b{word}\b", when).start()
        assert (type(node).__name__, node.at) == (kind, Position("tiny.yaml", 1, at + 1))


@pytest.mark.parametrize(
    ("when", "names", "conclusions"),
    [
        ("f and (no n or done)", ("f", "n", "done"), {"done"}),
        ("not done and b since later", ("done", "b", "a"), {"done"}),
        ("glum or latest of b, a after a", ("mood", "b", "a"), set()),
    ],
)
def test_names_and_conclusions_are_found_wherever_they_are(when, names, conclusions):
    _line, condition = checked(when)
    assert nodes.names_in(condition) == names
    assert nodes.conclusions_in(condition) == conclusions


LINES = """
pack: tiny
extends: after-the-interview
rules:
  - id: it
    when:
      - {}
        {}
    conclude: so
    source: This test.
"""
ITEM = "this line continues the text of the line above"


@pytest.mark.parametrize(
    ("first", "second", "line", "column", "message"),
    [
        ("no reply", "- no offer", 8, 9, ITEM),
        ("after interview", "- no reply", 8, 9, ITEM),
        # These can be meant as lengths of time to subtract.
        ("after interview", "- reply_wait yet", 8, 22, "unexpected 'yet'"),
        ("after interview", "- 3 days yet", 8, 18, "unexpected 'yet'"),
    ],
)
def test_a_line_that_is_indented_too_far_for_an_item_is_reported(
    first, second, line, column, message
):
    with pytest.raises(PackError) as caught:
        RulePack.from_text(LINES.format(first, second), "tiny.yaml")
    (problem,) = caught.value.problems
    assert (problem.place, problem.message) == (Position("tiny.yaml", line, column), message)
    assert problem.code == "syntax"
    if message == ITEM:
        hint = "indent it like the '-' of the first item, to make it an item of the list"
        assert problem.hint == hint


WIDE = {
    "facts": SECTIONS["facts"],
    "definitions": {"d": {"condition": " or ".join(["f"] * 331), "doc": "D."}},
}


@pytest.mark.parametrize(
    ("key", "largest", "larger", "limit"),
    [
        ("when", "d and d and d", "d and d and d and f", "condition has more than 1,000 parts"),
        (
            "when",
            "before a" + " + 1 day" * 28,
            "before a" + " + 1 day" * 29,
            "condition has more than 30 nesting levels",
        ),
        (
            "due",
            "a" + " + 1 day" * 29,
            "a" + " + 1 day" * 30,
            "moment has more than 30 nesting levels",
        ),
    ],
)
def test_what_is_larger_than_the_limit_with_its_definitions_is_reported_where_it_begins(
    key, largest, larger, limit
):
    def pack(text):
        advise = {"action": "it", "kind": "do", "title": "Title", "text": "Text", "due": "a"}
        rule = {"id": "it", "when": "f", "advise": advise, "source": "This test."}
        (rule if key == "when" else advise)[key] = text
        return json.dumps({"pack": "tiny", **WIDE, "rules": [rule]})

    RulePack.from_text(pack(largest))
    with pytest.raises(PackError) as caught:
        RulePack.from_text(pack(larger), "tiny.yaml")
    (problem,) = caught.value.problems
    what = limit.split()[0]
    assert problem.message == f"the {limit} with its definitions expanded"
    assert problem.hint == f"simplify the {what}, or the definitions that it uses"
    assert problem.code == "too-large"
    assert problem.place.column == pack(larger).index(larger) + 1
