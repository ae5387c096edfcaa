"""Conditions as rule sets of durable_rules: each kind of test, over known and unknown moments."""

from __future__ import annotations

import ctypes
import json
import sys
from itertools import product

import pytest

from interview_rules import PackError, RulePack
from interview_rules.calendars.calendar import calendar_for
from interview_rules.engines.durable import rule_set as rule_sets
from interview_rules.engines.durable.normal_form import Asked, Joined, TooManyWays, normal, ways
from interview_rules.engines.durable.rule_set import build_rule_set
from interview_rules.engines.program import program_for
from interview_rules.facts.vocabulary import EMPTY, default_of

pytest.importorskip("durable_rules_engine")

from interview_rules.engines.durable import engine as engines  # after the check that may skip

HOUR, DAY = 3_600, 86_400
NOON = 1_795_003_200
"""Noon of 18 November 2026."""
FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fgh"},
    "n": {"type": "count", "doc": "A count."},
    "size": {
        "type": "choice",
        "doc": "A size.",
        "ordered": True,
        "choices": ["small", "medium", "big"],
    },
}


def pack(*rules: dict | str, **sections) -> RulePack:
    written = [
        {
            "id": f"r{place}",
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": "It is so."},
            **(rule if isinstance(rule, dict) else {"when": rule}),
        }
        for place, rule in enumerate(rules)
    ]
    sections = {"facts": FACTS, "rules": written, **sections}
    return RulePack.from_text(json.dumps({"pack": "tiny", **sections}))


def folded(rules: RulePack, **values: int | tuple[int, int] | None) -> list[int]:
    """Return folded facts; a moment is an instant, the start and end of a day, or unknown."""
    facts = [*EMPTY, *(place for fact in rules.facts.values() for place in default_of(fact))]
    for name, value in values.items():
        place = rules.offsets[name]
        if isinstance(value, tuple) or (value is not None and name in {"a", "b"}):
            start, end = value if isinstance(value, tuple) else (value, value)
            facts[place : place + 3] = [start, end, calendar_for().day_of(start)]
        elif value is not None:
            facts[place] = value
        facts[0] |= rules.bits[name] if value else 0
    return facts


def whole(day: int) -> tuple[int, int]:
    """Return the start and end of the day so many days after that of NOON."""
    starts, today = calendar_for().starts, calendar_for().day_of(NOON)
    return starts[today + day], starts[today + day + 1]


ABOUT_NOW = [
    *("from a", "before a", "after a", "on a", "a is known"),
    *("from a + 1 hour", "before a + 90 minutes", "after a - 1 hour", "before a - 1 hour"),
    *("from a + 1 day", "before a + 1 day", "after a - 1 week", "on a + 1 day"),
    *("from latest of a, b", "before earliest of a, b", "on latest of a, b"),
    *("from a + 1 day + 2 hours", "before a + 1 hour - 2 hours"),
]
OF_TWO = [
    *("a before b", "a from b", "a after b", "a on b", "no a since b"),
    *("a + 1 hour before b", "a after b + 1 day", "no a since b - 1 day"),
]
SINGLE = [None, NOON, NOON - 1, NOON + 1, NOON - HOUR, NOON + HOUR, NOON - DAY, NOON + DAY]
SEVERAL = [None, NOON, NOON - HOUR, whole(0), whole(-1), whole(1)]


def agree(rules: RulePack, facts: list[int], now: int = NOON) -> None:
    found = program_for(rules, "durable").evaluate(now, facts, calendar_for())
    assert found == program_for(rules).evaluate(now, facts, calendar_for())


@pytest.mark.parametrize("when", [*ABOUT_NOW, *(f"not {when}" for when in ABOUT_NOW)])
def test_now_is_compared_with_moments_known_or_not(when):
    rules = pack(when)
    for a in [*SINGLE, *map(whole, (-8, -7, -1, 0, 1))]:
        for b in (None, NOON - 5, NOON + 5):
            agree(rules, folded(rules, a=a, b=b))


@pytest.mark.parametrize("when", [*OF_TWO, *(f"not {when}" for when in OF_TWO)])
def test_two_moments_are_compared_known_or_not(when):
    rules = pack(when)
    for a, b in product(SEVERAL, repeat=2):
        agree(rules, folded(rules, a=a, b=b))


def test_counts_and_choices_are_compared_with_each_sign():
    signs = [f"n {sign} 2" for sign in ("=", "<", "<=", ">", ">=")]
    words = [f"size is {word}medium" for word in ("", "at least ", "at most ")]
    rules = pack(*signs, *words, *(f"not {when}" for when in (*signs, *words)), "f", "not f")
    for n, size, f in product(range(4), range(3), range(2)):
        agree(rules, folded(rules, n=n, size=size, f=f))


def test_conclusions_of_several_levels_are_told_with_what_was_not_concluded():
    rules = pack(
        {"when": "third and f or second and not first"},
        {"when": "n > 1", "conclude": "first"},
        {"when": "not first and g", "conclude": ["second", "unused"]},
        {"when": "second or h", "conclude": "third"},
        {"when": "n > 2 and f", "conclude": "second"},
        {"when": "not third", "instead_of": "r1"},
    )
    for n, f, g, h in product(range(4), range(2), range(2), range(2)):
        agree(rules, folded(rules, n=n, f=f, g=g, h=h))


def test_a_fact_has_each_field_that_the_rules_compare():
    rules = pack("from a + 2 hours and n > 1", "before a", "on a + 1 day", "a before b", "n = 4")
    fact = build_rule_set(rules).fact
    today = calendar_for().day_of(NOON)
    known = json.loads(fact(NOON, folded(rules, a=NOON - 9, b=NOON, n=3), calendar_for(), "7"))
    guards = {"g": -1, "h": -1}
    assert known == {
        "kind": "state",
        "id": "s",
        "sid": "7",
        "now": NOON,
        **guards,
        "f0": NOON - 9,
        "f1": 3,
        "f2": NOON - 9,
        "f3": today + 1,
        "f4": today,
        "f5": -9,
    }
    unknown = json.loads(fact(NOON, folded(rules), calendar_for(), "8"))
    assert unknown["f0"] > NOON
    assert unknown["f2"] + 2 * HOUR < -NOON
    assert unknown["f5"] == 1


def test_equal_comparisons_share_a_field():
    rules = pack("from a and f", "from a + 1 hour and g", "before a + 2 hours", "not before a")
    facts = json.loads(build_rule_set(rules).fact(NOON, folded(rules), calendar_for(), "1"))
    assert [name for name in facts if name[0] == "f"] == ["f0", "f1", "f2", "f3"]


def test_outside_the_years_of_calendars_no_day_is_today():
    rules = pack("on a")
    made = build_rule_set(rules).fact(-(1 << 55), folded(rules), calendar_for(), "1")
    assert json.loads(made)["f1"] == 0


def test_each_way_that_a_rule_can_hold_is_a_rule_of_the_network():
    rules = pack({"when": "f and (n > 1 or done)"}, {"when": "not g", "conclude": "done"})
    made = build_rule_set(rules)
    state = [{"kind": "state"}, {"$neq": {"g": 0}}, {"$neq": {"h": 0}}]
    level = [{"kind": "level0"}, *state[1:]]
    f, n, g = {"f1": 1}, {"$gt": {"f2": 1}}, {"f0": 0}
    assert made.rule_set == {
        "r0": {"all": [{"s": {"$and": [*state, g]}}], "pri": 0},
        "r1": {"all": [{"s": {"$and": [*state, f, n]}}], "pri": 1},
        "r2": {
            "all": [{"s": {"$and": [*state, f]}}, {"l": {"$and": [*level, {"c0": 1}]}}],
            "pri": 2,
        },
        "zstate": {"all": [{"m": {"kind": "state"}}], "pri": 65_535},
        "zlevel0": {"all": [{"m": {"kind": "level0"}}], "pri": 65_535},
    }
    assert made.rules == {"r0": 0b10, "r1": 0b01, "r2": 0b01, "zstate": 0, "zlevel0": 0}
    ((fact, concluders),) = made.concluded
    expected = {"kind": "level0", "id": "l0", "sid": "5", "g": -1, "h": -1, "c0": 1}
    assert json.loads(fact % ("5", 1)) == expected
    assert concluders == (0b10,)


def test_guards_keep_the_number_of_conditions_under_a_node_small():
    made = build_rule_set(pack(*(f"n > {n}" for n in range(300)))).rule_set
    guards = [made[f"r{n}"]["all"][0]["s"]["$and"][1:3] for n in range(300)]
    groups = [(one["$neq"]["g"], other["$neq"]["h"]) for one, other in guards]
    assert groups[0] == groups[15] == (0, 0)
    assert groups[16] == (0, 1)
    assert groups[255:257] == [(0, 15), (1, 16)]


def test_packs_at_the_limits_are_accepted_and_beyond_them_refused(monkeypatch):
    rules = pack("f", "g", {"when": "n > 1", "conclude": "done"}, "done and h")
    monkeypatch.setattr(rule_sets, "MOST_RULES", 4)
    monkeypatch.setattr(rule_sets, "MOST_FIELDS", 4 + 2 + 4)
    build_rule_set(rules)
    monkeypatch.setattr(rule_sets, "MOST_RULES", 3)
    monkeypatch.setattr(rule_sets, "MOST_FIELDS", 5)
    with pytest.raises(PackError) as caught:
        build_rule_set(rules)
    hint = "split the pack, or use the compiled engine"
    limit = "more than the durable engine's limit of"
    assert [
        (problem.where, problem.message, problem.hint) for problem in caught.value.problems
    ] == [
        ("tiny", f"the rules can hold in 4 ways, {limit} 3", hint),
        ("tiny", f"the rules need 10 fields for facts and moments, {limit} 5", hint),
        ("tiny", f"the rules need 6 fields for conclusions, {limit} 5", hint),
    ]


def test_rules_that_can_hold_in_as_many_ways_as_allowed_are_accepted(monkeypatch):
    monkeypatch.setattr(rule_sets, "MOST_WAYS", 4)
    build_rule_set(pack("(f or g) and (h or n > 1)"))
    with pytest.raises(PackError) as caught:
        build_rule_set(pack("(f or g) and (h or n > 1) or n > 7"))
    (problem,) = caught.value.problems
    assert problem.message == "rule r0 can hold in more than 4 ways, the durable engine's limit"
    assert problem.hint.startswith("move parts of its condition into rules with conclusions")


def test_in_normal_form_only_leaves_are_negated():
    rules = pack(
        "not (f and (g or not h))", "d", definitions={"d": {"condition": "f or g", "doc": "D."}}
    )
    leaves = {name: pack(name).rules[0].when for name in "fgh"}
    denied, asked = (
        {n: Asked(leaf, holds) for n, leaf in leaves.items()} for holds in (False, True)
    )
    form = normal(rules.rules[0].when)
    assert form == Joined("or", (denied["f"], Joined("and", (denied["g"], asked["h"]))))
    negation = normal(rules.rules[0].when, holds=False)
    assert negation == Joined("and", (asked["f"], Joined("or", (asked["g"], denied["h"]))))
    assert normal(rules.rules[1].when) == Joined("or", (asked["f"], asked["g"]))
    assert normal(rules.rules[1].when, holds=False) == Joined("and", (denied["f"], denied["g"]))


def test_ways_repeat_nothing_and_contradict_nothing():
    f, g, h = (Asked(pack(name).rules[0].when, holds=True) for name in "fgh")
    no_f = Asked(f.leaf, holds=False)
    assert ways(f, 1) == [(f,)]
    assert ways(Joined("or", (f, g, f)), 2) == [(f,), (g,)]
    assert ways(Joined("and", (f, g, f)), 1) == [(f, g)]
    assert ways(Joined("and", (f, no_f)), 1) == []
    both = Joined("and", (Joined("or", (f, g)), Joined("or", (no_f, h))))
    assert ways(both, 3) == [(f, h), (g, no_f), (g, h)]
    with pytest.raises(TooManyWays):
        ways(both, 2)
    with pytest.raises(TooManyWays):
        ways(Joined("or", (f, g, h)), 2)


def test_a_product_of_ways_has_at_most_the_square_of_the_limit():
    f, g, h = (Asked(pack(name).rules[0].when, holds=True) for name in "fgh")
    no = [Asked(each.leaf, holds=False) for each in (f, g, h)]
    contrary = Joined("and", (Joined("or", (f, g)), Joined("or", (no[0], no[1]))))
    assert len(ways(contrary, 2)) == 2
    with pytest.raises(TooManyWays):
        ways(Joined("and", (contrary, Joined("or", (f, g)), Joined("or", (h, no[2])))), 1)


def test_each_evaluation_has_a_session_that_is_deleted(monkeypatch):
    rules = pack("f", {"when": "g", "conclude": "done"}, "done")
    deleted: list[tuple[int, str]] = []
    rete = engines.rete

    class Recording:
        def __getattr__(self, name: str):
            return getattr(rete, name)

        def delete_state(self, handle: int, session: str) -> None:
            deleted.append((handle, session))
            rete.delete_state(handle, session)

    engine = program_for(rules, "durable").engine
    monkeypatch.setattr(engines, "rete", Recording())
    facts = folded(rules, f=1, g=1)
    for _ in range(3):
        assert engine.evaluate(NOON, facts, calendar_for())[0] == 0b111
    assert len({session for _, session in deleted}) == 3
    assert {handle for handle, _ in deleted} == {engine._handle}

    def fails(*_args: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(Recording, "complete_and_start_action", fails, raising=False)
    with pytest.raises(RuntimeError, match="no"):
        engine.evaluate(NOON, facts, calendar_for())
    assert len(deleted) == 4


def test_a_rule_set_that_fires_without_end_is_stopped(monkeypatch):
    rules = pack("f", "g")
    engine = program_for(rules, "durable").engine

    class Endless:
        def assert_fact(self, _handle: int, _fact: str) -> tuple[int, int]:
            return 0, 0

        def start_action_for_state(self, *_args: object) -> tuple[str, str]:
            return "", '{"r0": {}}'

        def complete_and_start_action(self, *_args: object) -> str:
            return '{"r0": {}}'

        def delete_state(self, *_args: object) -> None:
            """Nothing was made."""

    monkeypatch.setattr(engines, "rete", Endless())
    with pytest.raises(
        RuntimeError, match=r"^durable_rules fired more rules than the rule set has$"
    ):
        engine.evaluate(NOON, folded(rules), calendar_for())


def test_the_memory_of_sessions_is_kept_on_linux_only(monkeypatch):
    called: list[tuple[int, int]] = []

    class Library:
        def __init__(self, name: None) -> None:
            assert name is None

        mallopt = staticmethod(lambda option, value: called.append((option, value)))

    monkeypatch.setattr(ctypes, "CDLL", Library)
    monkeypatch.setattr(sys, "platform", "darwin")
    engines.keep_memory()
    assert called == []
    monkeypatch.setattr(sys, "platform", "linux")
    engines.keep_memory()
    assert called == [(-3, 32 << 20), (-1, 64 << 20), (-2, 4 << 20)]
    monkeypatch.delattr(Library, "mallopt")
    engines.keep_memory()  # where the C library has no such options
