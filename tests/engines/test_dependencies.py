"""What rules depend on: levels, facts that must be known, and other rules."""

from __future__ import annotations

import json
from graphlib import CycleError

import pytest

from interview_rules import RulePack
from interview_rules.engines.conflict_resolution import replaced_in_order
from interview_rules.engines.dependencies import (
    Required,
    fact_masks,
    in_levels,
    levels,
    needed_to_advise,
    needed_to_hold,
)
from interview_rules.engines.moment_functions import MomentFunctions

FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "abc"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fgh"},
    "n": {"type": "count", "doc": "A count."},
    "size": {"type": "choice", "doc": "A size.", "ordered": True, "choices": ["small", "big"]},
}
DEFINITIONS = {
    "later": {"moment": "a + 1 day", "doc": "A moment."},
    "set": {"condition": "f and n > 2", "doc": "A condition."},
}


def pack(*rules: dict) -> RulePack:
    """Return a pack of abbreviated rules: `says` is the action, and `due` its due date."""
    written = []
    for place, rule in enumerate(rules):
        action, due = rule.pop("says", None), rule.pop("due", None)
        advise = {"action": action, "kind": "do", "title": "It.", "text": "It is so."}
        dated = {"due": due} if due else {}
        more = {"advise": {**advise, **dated}} if action else {}
        written.append({"id": f"r{place}", "source": "This test.", **more, **rule})
    sections = {"facts": FACTS, "definitions": DEFINITIONS, "rules": written}
    return RulePack.from_text(json.dumps({"pack": "tiny", **sections}))


def test_a_level_depends_only_on_earlier_ones():
    graph = {
        "roof": ["wall"],
        "door": ["wall", "wood"],
        "wall": ["ground"],
        "ground": [],
        "sky": [],
    }
    assert in_levels(graph) == [["ground", "sky"], ["wall"], ["roof", "door"]]
    assert in_levels({"wall": ["stone"]}) == [[], ["wall"]]
    assert in_levels({"one": (), "two": ()}) == [["one", "two"]]
    assert in_levels({}) == []


def test_nothing_is_sorted_that_depends_on_itself():
    with pytest.raises(CycleError):
        in_levels({"hen": ["egg"], "egg": ["hen"]})


def test_rules_are_replaced_level_by_level_in_pack_order():
    assert replaced_in_order({3: (1,), 1: (0,), 2: (0,)}) == [
        [(1, (0,)), (2, (0,))],
        [(3, (1,))],
    ]
    assert replaced_in_order({}) == []


CONCLUDING = (
    {"when": "two or f", "says": "last"},
    {"when": "not one and g", "conclude": "two"},
    {"when": "h", "conclude": ["one"]},
    {"when": "from a and n > 2", "conclude": "one"},
    {"when": "b is known", "says": "other"},
)


def test_conclusions_are_settled_in_the_level_before_the_rules_that_use_them():
    rules = pack(*map(dict, CONCLUDING))
    assert levels(rules, range(5)) == [[2, 3, 4], [1], [0]]
    assert levels(rules, [4, 1, 0]) == [[1, 4], [0]]
    assert levels(rules, []) == []


def test_a_rule_needs_those_that_reach_its_conclusions_to_hold():
    rules = pack(*map(dict, CONCLUDING))
    assert needed_to_hold(rules, [0]) == {0, 1, 2, 3}
    assert needed_to_hold(rules, [1]) == {1, 2, 3}
    assert needed_to_hold(rules, [4, 2]) == {2, 4}
    assert needed_to_hold(rules, []) == set()


def test_what_decides_on_advice_are_rivals_those_that_replace_and_what_they_use():
    rules = pack(
        {"when": "f", "says": "one"},
        {"when": "g", "says": "two"},
        {"when": "done", "says": "one"},
        {"when": "h", "says": "one"},
        {"when": "n > 1", "conclude": "done"},
        {"when": "n > 2", "says": "three", "instead_of": "r0"},
        {"when": "n > 3", "says": "three", "instead_of": "r5"},
    )
    assert needed_to_advise(rules, 0) == {0, 5, 6}
    assert needed_to_advise(rules, 1) == {1}
    assert needed_to_advise(rules, 2) == {0, 2, 4, 5, 6}
    assert needed_to_advise(rules, 3) == {0, 2, 3, 4, 5, 6}
    assert needed_to_advise(rules, 4) == {4}
    assert needed_to_advise(rules, 5) == {5, 6}
    assert needed_to_advise(rules, 6) == {5, 6}


REQUIRED = [
    ("f", "f"),
    ("not f", ""),
    ("f and n > 0", "f n"),
    ("f or g", ""),
    ("f and a is known or f and g", "f"),
    ("n >= 1", "n"),
    ("n >= 0", ""),
    ("n = 2", "n"),
    ("n = 0", ""),
    ("n > 0", "n"),
    ("n < 3", ""),
    ("n <= 3", ""),
    ("size is big", "size"),
    ("size is small", ""),
    ("size is at least big", "size"),
    ("size is at most big", ""),
    ("set", "f n"),
    ("a is known", "a"),
    ("before a + 3 days", "a"),
    ("from later", "a"),
    ("on latest of a, b", ""),
    ("after earliest of later, a", "a"),
    ("after latest of later, a", "a"),
    ("a before b - 1 day", "a b"),
    ("no c since b", "b"),
]


@pytest.mark.parametrize(("when", "names"), REQUIRED)
def test_a_condition_requires_what_it_cannot_hold_without(when, names):
    assert Required(pack({"when": when, "says": "it"}))[0] == set(names.split())


def test_a_conclusion_requires_what_every_rule_that_reaches_it_does():
    rules = pack(
        {"when": "done and g", "says": "it"},
        {"when": "f and a is known", "conclude": "done"},
        {"when": "f and n > 3", "conclude": "done"},
    )
    required = Required(rules)
    assert required[0] == {"f", "g"}
    assert [set(required[index]) for index in (1, 2)] == [{"f", "a"}, {"f", "n"}]


def test_facts_that_are_only_tested_for_being_known_are_told_apart():
    rules = pack(
        {"when": "a is known and f and not g", "says": "one"},
        {"when": "from a + 1 hour and n > 1", "says": "two"},
        {"when": "b before c", "says": "three"},
        {"when": "no b since c and h", "says": "four"},
    )

    def names(*indexes: int) -> tuple[str, ...]:
        masks = fact_masks(rules, indexes)
        return tuple("".join(n for n in sorted(FACTS) if rules.bits[n] & m) for m in masks)

    assert names(0) == ("", "afg")
    assert names(1) == ("an", "")
    assert names(0, 1) == ("an", "fg")
    assert names(2) == ("bc", "")
    assert names(3, 0) == ("bc", "afgh")
    assert names() == ("", "")


def test_conclusions_are_no_facts():
    rules = pack({"when": "done", "says": "it"}, {"when": "f", "conclude": "done"})
    assert fact_masks(rules, [0]) == (0, 0)


def test_a_due_date_is_certain_if_the_condition_requires_one_of_its_moments():
    rules = pack(
        {"when": "a is known", "says": "one", "due": "a + 1 day"},
        {"when": "f", "says": "two", "due": "a + 1 day"},
        {"when": "before a", "says": "three", "due": "later"},
        {"when": "before a", "says": "four", "due": "earliest of b, a"},
        {"when": "before a", "says": "five", "due": "latest of b, c"},
        {"when": "before a", "says": "six"},
        {"when": "before a", "conclude": "seven"},
    )
    assert MomentFunctions(rules).surely_due == {0, 2, 3}
