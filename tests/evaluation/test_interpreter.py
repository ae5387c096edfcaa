"""The meaning of conditions at one instant, node by node, against plain tables."""

from __future__ import annotations

import json

import pytest

from interview_rules import RulePack
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.facts.vocabulary import EMPTY, default_of

HOUR, DAY = 3_600, 86_400
NOON = 1_795_003_200
"""Noon of 18 November 2026, in UTC."""
START = NOON - DAY // 2
UNKNOWN = (NEVER, NEVER, NEVER)
FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fg"},
    "n": {"type": "count", "doc": "A count."},
    "size": {
        "type": "choice",
        "doc": "A size.",
        "ordered": True,
        "choices": ["small", "medium", "big"],
    },
}
DEFINITIONS = {
    "both": {"condition": "f and g", "doc": "A condition."},
    "later": {"moment": "a + 1 day", "doc": "A moment."},
}


def pack(*rules: dict | str) -> RulePack:
    written = [
        {
            "id": f"r{place}",
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": "It is so."},
            **(rule if isinstance(rule, dict) else {"when": rule}),
        }
        for place, rule in enumerate(rules)
    ]
    sections = {"facts": FACTS, "definitions": DEFINITIONS, "rules": written}
    return RulePack.from_text(json.dumps({"pack": "tiny", **sections}))


def at_noon(rules: RulePack, **values: int | tuple[int, int]) -> Interpreter:
    """Return an interpreter; a moment is an instant, or the start and end of a day."""
    facts = [*EMPTY, *(place for fact in rules.facts.values() for place in default_of(fact))]
    for name, value in values.items():
        place = rules.offsets[name]
        if name in {"a", "b"}:
            start, end = value if isinstance(value, tuple) else (value, value)
            facts[place : place + 3] = [start, end, calendar_for().day_of(start)]
        else:
            facts[place] = value
    return Interpreter(rules, NOON, facts, calendar_for())


def holds(when: str, **values) -> bool:
    rules = pack(when)
    return at_noon(rules, **values).holds(rules.rules[0].when)


TODAY, TOMORROW, YESTERDAY = (
    (START, START + DAY),
    (START + DAY, START + 2 * DAY),
    (START - DAY, START),
)


@pytest.mark.parametrize(
    ("word", "true", "false"),
    [
        ("before", [NOON + 1, TOMORROW], [NOON, NOON - 1, TODAY, YESTERDAY]),
        ("from", [NOON, NOON - 1, TODAY, YESTERDAY], [NOON + 1, TOMORROW]),
        ("after", [NOON, NOON - 1, YESTERDAY], [NOON + 1, TODAY, TOMORROW]),
        ("on", [START, NOON, START + DAY - 1, TODAY], [START - 1, START + DAY, TOMORROW]),
    ],
)
def test_now_is_compared_with_the_start_the_end_or_the_day(word, true, false):
    assert [moment for moment in true if not holds(f"{word} a", a=moment)] == []
    assert [moment for moment in false if holds(f"{word} a", a=moment)] == []
    assert not holds(f"{word} a")
    assert holds(f"not {word} a")


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (NOON, NOON, {"from", "after", "on"}),
        (NOON + 1, NOON, {"from", "after", "on"}),
        (NOON, NOON + 1, {"before", "on"}),
        (NOON + DAY, NOON, {"from", "after"}),
        (NOON, TODAY, {"from", "on"}),
        (TODAY, NOON, {"from", "on"}),
        (TODAY, TODAY, {"from", "on"}),
        (TOMORROW, TODAY, {"from", "after"}),
        (YESTERDAY, NOON, {"before"}),
        (NOON, TOMORROW, {"before"}),
    ],
)
def test_moments_compare_by_the_second_or_by_the_day(a, b, words):
    for word in ("before", "from", "after", "on"):
        assert holds(f"a {word} b", a=a, b=b) == (word in words)
        assert not holds(f"a {word} b", a=a)
        assert not holds(f"a {word} b", b=b)


def test_nothing_since_a_moment_needs_that_moment_only():
    assert holds("no a since b", b=NOON)
    assert not holds("no a since b", a=NOON)
    assert not holds("no a since b", a=NOON, b=NOON)
    assert holds("no a since b", a=NOON - 1, b=NOON)
    assert not holds("no a since b")


def test_counts_and_choices_are_compared_by_their_place():
    signs = {"=": {2}, "<": {0, 1}, "<=": {0, 1, 2}, ">": {3}, ">=": {2, 3}}
    for sign, right in signs.items():
        assert {n for n in range(4) if holds(f"n {sign} 2", n=n)} == right
    words = {"is medium": {1}, "is at least medium": {1, 2}, "is at most medium": {0, 1}}
    for word, right in words.items():
        assert {size for size in range(3) if holds(f"size {word}", size=size)} == right


def test_parts_are_joined_and_definitions_stand_for_theirs():
    for f in (0, 1):
        for g in (0, 1):
            assert holds("f and g", f=f, g=g) == holds("both", f=f, g=g) == bool(f and g)
            assert holds("f or g", f=f, g=g) == bool(f or g)
            assert holds("f and not g", f=f, g=g) == bool(f and not g)
    assert holds("a is known", a=NOON + DAY)
    assert not holds("a is known")


def span(moment: str, **values) -> tuple[int, int, int]:
    rules = pack(f"from {moment}")
    return at_noon(rules, **values).span(rules.rules[0].when.moment)


def test_moments_are_shifted_and_the_latest_or_earliest_of_those_known():
    today = calendar_for().day_of(NOON)
    assert span("a", a=NOON) == (NOON, NOON, today)
    assert span("a + 2 hours", a=NOON) == (NOON + 2 * HOUR, NOON + 2 * HOUR, today)
    assert span("later", a=NOON) == (*TOMORROW, today + 1)
    assert span("a - 1 week", a=NOON)[2] == today - 7
    assert span("a - 1 week") == span("later") == UNKNOWN
    both = {"a": TODAY, "b": NOON}
    assert span("latest of a, b", **both) == (NOON, START + DAY, today)
    assert span("earliest of a, b", **both) == (START, NOON, today)
    assert span("latest of a, b", b=NOON) == span("earliest of a, b", b=NOON) == (NOON, NOON, today)
    assert span("latest of a, b") == UNKNOWN


def test_rules_give_their_advice_unless_replaced_or_after_another_of_its_action():
    action = {"action": "same", "kind": "do", "title": "It.", "text": "It is so."}
    rules = pack(
        {"when": "f", "advise": action},
        {"when": "g", "advise": action, "instead_of": "r3"},
        {"when": "done", "advise": action, "instead_of": "r1"},
        {"when": "n > 0"},
        {"when": "n > 1", "conclude": "done"},
        {"when": "n > 4", "conclude": "done", "instead_of": "r0"},
    )

    def found(**values) -> tuple[str, str]:
        masks = at_noon(rules, **values).evaluate()
        return tuple("".join(str(n) for n in range(6) if mask >> n & 1) for mask in masks)

    assert found() == ("", "")
    assert found(f=1, n=1) == ("03", "03")
    assert found(f=1, g=1, n=1) == ("013", "0")
    assert found(g=1, n=1) == ("13", "1")
    assert found(g=1, n=2) == ("1234", "234")
    assert found(f=1, g=1, n=2) == ("01234", "034")
    assert found(f=1, g=1, n=5) == ("012345", "2345")
