"""Programs: the order of advice, what a text shows, and the functions for moments."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest

from interview_rules import RulePack, StateError
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.engines import program as programs
from interview_rules.engines.moment_functions import MomentFunctions
from interview_rules.engines.program import Program, program_for
from interview_rules.engines.rule_mask import contains, mask_of
from interview_rules.facts.people import INTERMEDIARIES
from interview_rules.facts.vocabulary import EMPTY, default_of

DAY = 86_400
NOON = 1_795_003_200
"""Noon of 18 November 2026."""
FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fg"},
    "n": {"type": "count", "doc": "A count."},
    "size": {"type": "choice", "doc": "A size.", "choices": ["small", "big"]},
}


def pack(*rules: dict) -> RulePack:
    """Return a pack of abbreviated rules: `kind`, `due`, `title` and `text` are of their advice."""
    written = []
    for place, rule in enumerate(rules):
        advise = {"action": f"a{place}", "kind": "know", "title": "It.", "text": "It is so."}
        advise |= {key: rule.pop(key) for key in [*rule] if key in {"kind", "due", "title", "text"}}
        more = {} if "conclude" in rule else {"advise": advise}
        written.append({"id": f"r{place}", "when": "f", "source": "This test.", **more, **rule})
    return RulePack.from_text(json.dumps({"pack": "tiny", "facts": FACTS, "rules": written}))


def folded(rules: RulePack, **moments: int) -> list[int]:
    """Return folded facts in which some moments are known."""
    facts = [*EMPTY, *(place for fact in rules.facts.values() for place in default_of(fact))]
    for name, at in moments.items():
        place = rules.offsets[name]
        facts[place : place + 3] = [at, at, calendar_for().day_of(at)]
    return facts


def test_a_mask_has_a_bit_for_each_rule():
    assert mask_of([]) == 0
    assert mask_of([0, 3, 3]) == 0b1001
    assert [contains(0b1001, place) for place in range(5)] == [True, False, False, True, False]


def test_advice_is_in_order_of_kind_then_dated_then_as_in_the_pack():
    rules = pack(
        {"when": "f", "kind": "know"},
        {"when": "f", "kind": "know", "due": "a"},
        {"when": "f", "kind": "do"},
        {"when": "f", "kind": "do", "due": "b"},
        {"when": "g", "conclude": "done"},
        {"when": "a is known", "kind": "do", "due": "a + 1 day"},
    )
    program = Program(rules)
    assert program.in_order(0b111111) == ((3, 5, 2, 1, 0), (3, 5, 1))
    assert program.in_order(0b010101) == ((2, 0), ())
    assert program.in_order(0) == ((), ())


def test_one_due_date_changes_the_order_only_if_it_may_be_unknown():
    rules = pack({"due": "a"}, {"when": "a is known", "due": "a + 1 day"}, {})
    program = Program(rules)
    assert program.in_order(0b101) == ((0, 2), (0,))
    assert program.in_order(0b110) == ((1, 2), ())


def test_the_orders_that_are_remembered_have_an_end_and_stay_right(monkeypatch):
    monkeypatch.setattr(programs, "_MOST_ORDERS", 2)
    program = Program(pack({}, {}, {}))
    for _ in range(2):
        for mask in range(8):
            expected = tuple(place for place in range(3) if mask >> place & 1)
            assert program.in_order(mask) == (expected, ())
            assert len(program._orders) <= 2
    assert program.in_order(7) is program.in_order(7)


def shown(**advice: str) -> set[str]:
    """Return the facts that the text of a rule shows, each with as many places as it has."""
    rules = pack(dict(advice))
    found = set()
    for part in Program(rules).shown(0):
        (name,) = [name for name, place in rules.offsets.items() if place == part.start]
        assert part.stop - part.start == (3 if name in {"a", "b", "interview"} else 1)
        found.add(name)
    return found


def test_what_a_rule_shows_are_the_facts_of_its_texts_and_of_its_due_date():
    assert shown() == set()
    assert shown(title="It is {n}.") == {"n"}
    assert shown(text="From {a + 1 day} to {latest of b, interview}.") == {"a", "b", "interview"}
    assert shown(title="It is {size}.", due="b - 1 hour") == {"size", "b"}
    assert shown(text="Write to {addressee}.") == {*INTERMEDIARIES.values()}


def test_a_rule_without_advice_shows_nothing():
    assert Program(pack({"conclude": "done"})).shown(0) == ()


def test_what_a_rule_shows_is_found_once():
    program = Program(pack({"title": "It is {n}."}))
    assert program.shown(0) is program.shown(0)


def test_warming_up_compiles_what_windows_texts_and_due_dates_need():
    rules = pack(
        {"title": "On {a}.", "text": "Until {b + 1 day}, or {n} times.", "due": "a + 2 days"},
        {"conclude": "done"},
        {"text": "After {b + 3 days}."},
    )
    program = Program(rules)
    program.warm_up()
    moments = program.moments
    assert "borders" in vars(moments)
    assert set(moments._advising) == {0, 2}
    assert set(moments._dues) == {0, 2}
    assert len(moments._spans) == 4


def test_programs_are_made_once_for_each_pack():
    rules = pack({})
    assert program_for(rules) is program_for(rules)
    assert program_for(rules) is not program_for(pack({}))
    assert program_for(rules).engine_name == "compiled"
    assert repr(program_for(rules)) == "<Program tiny on compiled>"
    found = pickle.loads(pickle.dumps(program_for(rules)))
    assert found.pack == rules
    assert found.engine_name == "compiled"


def test_an_unknown_engine_is_named_with_those_there_are():
    with pytest.raises(StateError) as caught:
        Program(pack({}), "compield")
    (problem,) = caught.value.problems
    assert problem.where == "engine"
    assert problem.message == "unknown engine 'compield'"
    assert problem.hint == "did you mean compiled?"


def test_a_due_date_is_computed_from_the_facts():
    rules = pack({"due": "a + 1 day"}, {}, {"conclude": "done"})
    moments = MomentFunctions(rules)
    calendar = calendar_for()
    day = calendar.day_of(NOON) + 1
    due = moments.due(0)
    assert due is moments.due(0)
    asked = rules.rules[0].advise.due
    assert due is moments.span(asked) is moments.span(asked)
    assert due is moments.span(replace(asked))  # an equal node has the same function
    assert due(folded(rules, a=NOON), calendar) == (
        calendar.starts[day],
        calendar.starts[day + 1],
        day,
    )
    assert due(folded(rules), calendar) == (NEVER, NEVER, NEVER)
    assert moments.due(1) is None
    assert moments.due(2) is None


def test_the_borders_of_a_rule_are_those_of_all_that_it_depends_on():
    rules = pack(
        {"when": "from a + 1 hour and done"},
        {"when": "before b - 1 minute and f", "conclude": "done"},
        {"when": "on a and n > 1", "instead_of": "r0"},
        {"when": "after a + 2 hours"},
    )
    moments, calendar = MomentFunctions(rules), calendar_for()
    facts = folded(rules, a=NOON, b=NOON + DAY)
    start = calendar.starts[calendar.day_of(NOON)]
    hour, minute = NOON + 3_600, NOON + DAY - 60

    def borders(found: tuple) -> list[int]:
        return sorted(found[2](facts, calendar))

    def names(mask: int) -> str:
        return "".join(name for name in "abfgn" if rules.bits[name] & mask)

    assert borders(moments.holding(0)) == [hour, minute]
    assert borders(moments.advising(0)) == [start, hour, start + DAY, minute]
    assert borders(moments.holding(2)) == [start, start + DAY]
    assert borders(moments.advising(3)) == [NOON + 7_200]
    assert [names(mask) for mask in moments.holding(0)[:2]] == ["ab", "f"]
    assert [names(mask) for mask in moments.advising(0)[:2]] == ["abn", "f"]
    assert moments.holding(0) is moments.holding(0)
    assert moments.advising(0) is moments.advising(0)
    every = sorted(moments.borders(facts, calendar))
    assert every == sorted([start, start + DAY, hour, NOON + 7_200, minute])
    unknown = moments.borders(folded(rules, a=NOON), calendar)
    assert NEVER - 60 not in unknown
    assert NEVER in unknown
