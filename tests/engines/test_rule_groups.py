"""Rules that differ only in numbers, in many shapes, against the reference meaning of conditions."""

from __future__ import annotations

import json
from itertools import product

import pytest

from interview_rules import RulePack
from interview_rules.calendars.calendar import calendar_for
from interview_rules.engines.compiled import codegen, rule_groups
from interview_rules.engines.compiled.codegen import CodeGenerator
from interview_rules.engines.compiled.functions import compile_function
from interview_rules.engines.conflict_resolution import ConflictResolution
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.facts.vocabulary import EMPTY, default_of

NOON = 1_795_003_200
"""Noon of 18 November 2026."""
FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fgj"},
    "n": {"type": "count", "doc": "A count."},
}
SHAPES = [
    "from a + {} hours",
    "not from a + {} hours and f",
    "f or n > {}",
    "f and (g or n <= {})",
    "j or f and from a - {} hours",
    "(j or g) and (f or before a + {} hours)",
    "f and g and (j or n < {} or a is known)",
    "n > {} and before b + {} hours",
    "f and not (j and n > {})",
]
EACH = 23


def pack(conditions: list[str], conclusions: dict[int, str] | None = None) -> RulePack:
    concluding = conclusions or {}
    rules = [
        {
            "id": f"r{place}",
            "when": when,
            "source": "This test.",
            **({"conclude": concluding[place]} if place in concluding else {}),
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": "So."},
        }
        for place, when in enumerate(conditions)
    ]
    return RulePack.from_text(json.dumps({"pack": "tiny", "facts": FACTS, "rules": rules}))


def states(rules: RulePack) -> list[list[int]]:
    found = []
    for a, b, f, g, j, n in product(
        (None, -7 * 3_600, 0, 5 * 86_400), (None, 3_600), (0, 1), (0, 1), (0, 1), (0, 7)
    ):
        facts = [*EMPTY, *(place for fact in rules.facts.values() for place in default_of(fact))]
        for name, ago in (("a", a), ("b", b)):
            if ago is not None:
                at, place = NOON - ago, rules.offsets[name]
                facts[place : place + 3] = [at, at, calendar_for().day_of(at)]
        for name, value in (("f", f), ("g", g), ("j", j), ("n", n)):
            facts[rules.offsets[name]] = value
        found.append(facts)
    return found


def source(rules: RulePack) -> str:
    writer = CodeGenerator(rules, range(len(rules.rules)))
    return writer.evaluate(ConflictResolution(rules))


def agrees(rules: RulePack, found: str) -> None:
    evaluate, calendar = compile_function(found), calendar_for()
    for facts in states(rules)[:: 1 if len(rules.rules) < 1_000 else 9]:
        expected = Interpreter(rules, NOON, facts, calendar).evaluate()
        assert evaluate(NOON, facts, calendar) == expected


def test_rules_of_each_shape_are_looked_up_together():
    rules = pack([shape.format(n, n) for n in range(1, EACH + 1) for shape in SHAPES])
    found = source(rules)
    assert found.count("ladder(") == len(SHAPES) + 1  # two for the shape with two quantities
    assert len(found.splitlines()) < 100
    agrees(rules, found)


@pytest.mark.parametrize("negated", [False, True])
def test_rules_that_use_each_others_conclusions_are_looked_up_together(negated):
    first = [f"f and from a + {n} hours" for n in range(70)]
    concluding = {n: f"done_{n}" for n in range(70)}
    using = [f"{'not ' if negated else ''}done_{n} and (g or j)" for n in range(70)]
    some = [f"done_{n} and n > 2" for n in range(30, 60)]
    more = [f"g and n > {n}" for n in range(40)]
    rules = pack([*first, *using, *some, *more], concluding)
    found = source(rules)
    assert len(found.splitlines()) < 60
    agrees(rules, found)


def test_conclusions_are_found_whichever_of_the_rules_come_first():
    using = [f"done_{n} and (g or j)" for n in range(100)]
    first = [f"f and from a + {n} hours" for n in range(120)]
    rules = pack([*using, *first], {n + 100: f"done_{n}" for n in range(120)})
    agrees(rules, source(rules))


def test_a_few_similar_rules_are_no_group():
    rules = pack([f"f and n > {n}" for n in range(15)] + [f"g and n = {n}" for n in range(190)])
    assert "ladder" in source(rules)
    few = pack([f"f and n > {n}" for n in range(199)])
    assert "ladder" not in source(few)
    agrees(rules, source(rules))


def test_a_conclusion_of_a_group_can_be_used_by_itself():
    first = [f"f and from a + {n} hours" for n in range(170)]
    using = [f"g and n > {n} and not done_3" for n in range(40)]
    rules = pack([*first, *using], {n: f"done_{n}" for n in range(170)})
    agrees(rules, source(rules))


def test_rules_are_grouped_by_the_masks_that_hold_their_bits(monkeypatch):
    for module in (codegen, rule_groups):
        monkeypatch.setattr(module, "WINDOW", 64)
    using = [f"done_{n} and (g or j)" for n in range(128)]
    rules = pack(
        [f"f and n > {n % 11}" for n in range(128)] + using,
        {n: f"done_{n}" for n in range(128)},
    )
    found = source(rules)
    assert found.count("ladder(") == 2
    assert "h = h0 << 0 | h1 << 64 | h2 << 128 | h3 << 192" in found
    agrees(rules, found)
