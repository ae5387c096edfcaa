"""Tests of exclusion and implication without a solver: positive answers are certain."""

from __future__ import annotations

import json
import random

import pytest
from drawn_packs import packs
from fact_rows import CORNERS, PLACE_CALENDARS, drawn_facts
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import RulePack
from interview_rules.authoring.checks.logic import Logic
from interview_rules.engines.compiled.formulas import negated
from interview_rules.engines.program import program_for
from interview_rules.language.nodes import MomentFact

SECTIONS = {
    "facts": {
        **{name: {"type": "moment", "doc": "A moment."} for name in ("a", "b")},
        **{name: {"type": "flag", "doc": "A flag."} for name in ("f", "g")},
        "n": {"type": "count", "doc": "A count."},
        "mood": {
            "type": "choice",
            "choices": ["low", "fair", "high"],
            "ordered": True,
            "doc": "A choice.",
        },
    },
    "parameters": {
        "short": {"value": "2 days", "doc": "Short.", "source": "This test."},
        "many": {"value": "3", "doc": "Many.", "source": "This test."},
    },
    "definitions": {
        "soon": {"moment": "a + 2 days", "doc": "Soon."},
        "early": {"condition": "before soon", "doc": "Early."},
        "calm": {"condition": "mood is at least fair and not f", "doc": "Calm."},
    },
    "conclusions": {"late": "Late.", "very_late": "Very late.", "told": "Told."},
}
CONCLUDING = [
    {"id": "is-late", "when": "after a", "conclude": "late"},
    {"id": "is-very-late", "when": "late and after a + 1 week", "conclude": "very_late"},
    {"id": "told-once", "when": "f and g", "conclude": "told"},
    {"id": "told-again", "when": "f and not g", "conclude": "told"},
]


def logic_of(*conditions: str) -> Logic:
    """Return the logic of a pack whose first rules have these conditions."""
    rules = [
        {"id": f"rule-{place}", "when": when, "conclude": f"c{place}"}
        for place, when in enumerate(conditions)
    ]
    told = [{"source": "This test.", **rule} for rule in (*rules, *CONCLUDING)]
    return Logic(RulePack.from_text(json.dumps({"pack": "tiny", **SECTIONS, "rules": told})))


NEVER = [
    # Tests of one moment
    ("before a", "from a"),
    ("before a", "after a"),
    ("before a", "no a"),
    ("on a", "a is not known"),
    ("from a", "not from a"),
    ("after a", "not from a"),
    ("on a", "before a - 1 day"),
    ("on a", "after a + 1 day"),
    ("on a + 2 days", "on a + 3 days"),
    ("on a + 1 day", "before a"),
    ("after a", "before a + 0 days"),
    # Shifts of one moment
    ("before a + 1 day", "from a + 1 day"),
    ("before a + 2 days", "from a + 3 days"),
    ("before a + 2 days", "after a + 2 days"),
    ("before a - 3 days", "from a - 1 day"),
    ("before a + 1 week", "from a + 7 days"),
    ("before a + 1 hour", "from a + 60 minutes"),
    ("before a + 1 hour", "from a + 2 hours"),
    ("before a + short", "from a + 3 days"),
    ("before a + short", "not before a + short and a is known"),
    ("from a + 3 days and before a + 2 days",),
    ("after a and before a",),
    ("before soon", "from a + 2 days"),
    # Choices, counts, flags
    ("mood is low", "mood is high"),
    ("mood is at least fair", "no mood"),
    ("mood is at most fair", "mood is high"),
    ("offer is at least firm", "offer is at most verbal"),
    ("n >= 2", "n < 2"),
    ("n = 1", "n >= many"),
    ("n > 2 and n < 3",),
    ("n < 0",),
    ("no n", "n = 2"),
    ("n = 1 or n = 3", "n = 2 or n = 4"),
    ("f", "not f"),
    ("no f", "f"),
    ("f and (g or n = 1)", "not f or (no g and n = 2)"),
    # Conclusions and definitions
    ("late", "not from a"),
    ("late", "before a"),
    ("very_late", "before a + 1 week"),
    ("very_late", "not late"),
    ("told", "not f"),
    ("not told", "f and g"),
    ("not told", "f"),
    ("early", "from a + 2 days"),
    ("early", "very_late"),
    ("calm", "f"),
    ("calm", "mood is low"),
    ("not calm", "mood is high and no f"),
]
POSSIBLE = [
    ("on a", "from a"),
    ("on a", "before a"),
    ("on a", "after a"),
    ("from a", "before a + 1 day"),
    ("from a", "before a + 1 minute"),
    ("not before a", "not after a"),
    ("not before a", "no a"),
    ("before a + 2 days", "from a + 1 day"),
    ("before a + 25 hours", "from a + 1 day"),
    ("before a + 23 hours", "from a + 1 day"),
    ("before a + 1 month", "from a + 30 days"),
    ("before a + 1 month", "after a + 27 days"),
    ("before a + 2 business days", "from a + 4 days"),
    ("on a + 1 business day", "on a + 3 days"),
    ("a before b", "b before a + 1 day"),
    ("before a", "from b"),
    ("no a since b", "a is known"),
    ("mood is at least fair", "mood is at most fair"),
    ("mood is not low", "mood is not high"),
    ("n >= 2", "n <= 2"),
    ("n > 1", "n < many"),
    ("no n", "no mood"),
    ("f", "g"),
    ("late", "before a + 1 week"),
    ("late", "not very_late"),
    ("told", "not g"),
    ("not told", "g"),
    ("early", "late"),
    ("early", "after a"),
    ("not early", "no a"),
    ("not calm", "mood is high"),
]


@pytest.mark.parametrize("conditions", NEVER, ids=" | ".join)
def test_what_contradicts_itself_is_never_true(conditions):
    logic = logic_of(*conditions)
    formulas = [logic.rule(place) for place in range(len(conditions))]
    assert logic.never(*formulas)
    assert logic.never(*reversed(formulas))
    if len(formulas) == 2:
        assert logic.implies(formulas[0], negated(formulas[1]))
        assert not any(map(logic.never, formulas))


@pytest.mark.parametrize("conditions", POSSIBLE, ids=" | ".join)
def test_what_is_possible_is_never_called_impossible(conditions):
    logic = logic_of(*conditions)
    formulas = [logic.rule(place) for place in range(len(conditions))]
    assert not logic.never(*formulas)
    assert not logic.implies(formulas[0], negated(formulas[1]))


IMPLIES = [
    ("after a", "from a"),
    ("after a", "a is known"),
    ("on a", "a is known"),
    ("from a + 1 day", "from a"),
    ("before a", "before a + 1 day"),
    ("from a + 1 week", "after a + 2 days"),
    ("before a - 1 day", "not on a"),
    ("after a + 1 day", "not on a"),
    ("n = 5", "n > 1"),
    ("mood is high", "mood is at least fair"),
    ("very_late", "late"),
    ("very_late", "from a"),
    ("calm", "not f"),
    ("f and g", "told"),
]


@pytest.mark.parametrize(("one", "other"), IMPLIES)
def test_one_follows_from_the_other_and_not_the_other_way_round(one, other):
    logic = logic_of(one, other)
    assert logic.implies(logic.rule(0), logic.rule(1))
    assert not logic.implies(logic.rule(1), logic.rule(0))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f", "told"),
        ("n >= 3", "n >= many"),
        ("a is known and before a", "before a"),
        ("not (f or g)", "not f and not g"),
        ("not late", "no a or not after a"),
        ("f and g or f and not g", "f"),
    ],
)
def test_either_follows_from_the_other(one, other):
    logic = logic_of(one, other)
    assert logic.implies(logic.rule(0), logic.rule(1))
    assert logic.implies(logic.rule(1), logic.rule(0))


@pytest.mark.parametrize("when", ["f or not f", "n >= 0", "no a or a is known", "late or not late"])
def test_what_is_always_so_is_seen(when):
    logic = logic_of(when, "f")
    assert logic.always(logic.rule(0))
    assert not logic.always(logic.rule(1))
    assert not logic.always(negated(logic.rule(0)))


def test_a_moment_is_made_sure_of_by_what_asks_for_it_or_by_what_all_logs_have():
    logic = logic_of("from a", "no a", "follow_up_pending", "a before b", "f")

    def sure(place: int, name: str) -> bool:
        return logic.makes_sure(logic.rule(place), MomentFact(name))

    assert sure(0, "a")
    assert not sure(0, "b")
    assert not sure(1, "a")
    assert sure(2, "follow_up")
    assert not sure(2, "a")
    assert sure(3, "a")
    assert sure(3, "b")
    assert not sure(4, "follow_up")


def test_what_would_take_too_long_is_not_called_impossible():
    several = " or ".join(f"(n = {2 * k} and mood is low)" for k in range(12))
    ways = " and ".join(f"(before a + {k} hours or from b + {k} hours or f)" for k in range(1, 9))
    logic = logic_of(f"({several}) and {ways} and not f", "f")
    assert not logic.never(logic.rule(0))


@scaled(100, suppress_health_check=list(HealthCheck))
@given(packs, st.integers(0, 2**32))
def test_what_comes_about_in_some_facts_is_never_called_impossible(pack, seed):
    rnd = random.Random(seed)  # noqa: S311  # drawing examples
    seen = set()
    for _ in range(25):
        now = rnd.choice(CORNERS) + rnd.randint(-3, 3) * 86_400 + rnd.choice((0, -1, 3_600, 43_210))
        calendar = rnd.choice(PLACE_CALENDARS)
        facts = drawn_facts(pack, calendar, now, rnd)
        seen.add(program_for(pack).engine.evaluate(now, facts, calendar)[0])
    logic = Logic(pack)
    formulas = [logic.rule(place) for place in range(len(pack.rules))]
    for index, one in enumerate(formulas):
        for other_index, other in enumerate(formulas[: index + 1]):
            for first in (True, False):
                for second in (True, False):
                    if any(
                        bool(held >> index & 1) is first and bool(held >> other_index & 1) is second
                        for held in seen
                    ):
                        assert not logic.never(
                            one if first else negated(one), other if second else negated(other)
                        )


def test_a_round_may_go_on_after_its_day():
    logic = logic_of(
        "from upcoming_interview and not on upcoming_interview", "not after upcoming_interview"
    )
    assert not logic.never(logic.rule(0), logic.rule(1))


def test_long_chains_of_conclusions_are_not_written_out():
    asked = [f"n = {place} and (c{place - 1} or c{place - 2})" for place in range(2, 40)]
    logic = logic_of("f", "g", *asked)
    sizes = [getattr(logic.rule(place), "size", 1) for place in range(40)]
    assert max(sizes) < 300
    # Still recognized: the two rules require different numbers.
    assert logic.never(logic.rule(38), logic.rule(37))
