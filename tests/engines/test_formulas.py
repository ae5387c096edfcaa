"""Formulas: what known ranges decide, and what follows from what."""

from __future__ import annotations

import pytest

from interview_rules.engines.code import AGE as AGE_
from interview_rules.engines.code import FACT, Code, Use
from interview_rules.engines.compiled.expressions import cost, expression
from interview_rules.engines.compiled.formulas import (
    Compound,
    Step,
    assume,
    both,
    conjuncts,
    either,
    negated,
    ranges_of,
    told,
    under,
)
from interview_rules.engines.compiled.quantities import Age, DayAge, Value
from interview_rules.engines.compiled.ranges import KNOWN, TOP, UNKNOWN

COUNT = Value(Code(["count"]))
FLAG = Value(Code(["flag"]), flag=True)
START = Code(["start"])
AGE = Age(START)
DAYS = DayAge(Code(["day"]), AGE, START)


def reached(quantity, at: int) -> Step:
    return Step(quantity, at, reached=True)


def below(quantity, at: int) -> Step:
    return Step(quantity, at, reached=False)


MANY, FEW, SET = reached(COUNT, 5), below(COUNT, 3), reached(FLAG, 1)
KNOWS, NEXT_DAY = reached(AGE, KNOWN), reached(DAYS, 1)


@pytest.mark.parametrize(
    ("ranges", "answer"),
    [
        ({}, None),
        ({COUNT: (5, TOP)}, True),
        ({COUNT: (4, TOP)}, None),
        ({COUNT: (UNKNOWN, 5)}, False),
        ({COUNT: (UNKNOWN, 6)}, None),
    ],
)
def test_a_step_is_decided_once_the_range_lies_on_one_side_of_it(ranges, answer):
    assert told(MANY, ranges) is answer
    assert told(negated(MANY), ranges) is (None if answer is None else not answer)


def test_no_day_of_an_unknown_moment_is_reached():
    unknown = {AGE: (UNKNOWN, KNOWN)}
    assert told(NEXT_DAY, unknown) is False
    assert told(negated(NEXT_DAY), unknown) is True
    assert under(NEXT_DAY, {AGE: (KNOWN, TOP)}) is NEXT_DAY
    assert ranges_of([NEXT_DAY, negated(KNOWS)]) is None


def test_a_day_that_is_reached_tells_that_the_moment_is_known():
    assert assume({}, NEXT_DAY) == {DAYS: (1, TOP), AGE: (KNOWN, TOP)}
    assert assume({}, negated(NEXT_DAY)) == {DAYS: (UNKNOWN, 1)}


def test_what_is_assumed_narrows_what_is_known_and_never_widens_it():
    assert assume({COUNT: (2, 9)}, MANY) == {COUNT: (5, 9)}
    assert assume({COUNT: (7, 9)}, MANY) == {COUNT: (7, 9)}
    assert assume({COUNT: (2, 3)}, below(COUNT, 8)) == {COUNT: (2, 3)}
    assert assume({}, both([either([MANY, SET]), KNOWS])) == {AGE: (KNOWN, TOP)}
    for undecided in (True, False, either([MANY, SET])):
        assert assume({COUNT: (2, 9)}, undecided) == {COUNT: (2, 9)}


def test_steps_after_an_alternative_count_too():
    whole = Compound((either([MANY, SET]), KNOWS), any_=False)
    assert assume({}, whole) == {AGE: (KNOWN, TOP)}


def test_parts_that_exclude_each_other_are_false_and_their_negations_true():
    assert both([MANY, FEW]) is False
    assert both([reached(COUNT, 3), FEW]) is False
    assert both([reached(COUNT, 2), FEW]) == Compound((reached(COUNT, 2), FEW), any_=False)
    assert either([negated(MANY), negated(FEW)]) is True
    assert both([SET, False]) is False
    assert either([SET, True]) is True
    assert both([]) is True
    assert either([]) is False


def test_parts_that_follow_from_others_are_left_out():
    assert both([MANY, reached(COUNT, 2), True]) == MANY
    assert both([MANY, either([reached(COUNT, 2), SET])]) == MANY
    assert both([MANY, either([FEW, SET])]) == both([MANY, SET])
    assert both([either([MANY, SET]), either([MANY, SET])]) == either([MANY, SET])
    assert both([both([MANY, SET]), KNOWS]) == both([MANY, SET, KNOWS])


def test_compounds_are_equal_if_their_kind_and_parts_are():
    one = Compound((MANY, SET), any_=False)
    assert one == Compound((MANY, SET), any_=False)
    assert hash(one) == hash(Compound((MANY, SET), any_=False))
    others = [Compound((MANY, SET), any_=True), Compound((MANY, KNOWS), any_=False), (MANY, SET)]
    for other in others:
        assert one != other
        assert not isinstance(other, Compound) or len({one, other}) == 2
    other = Compound((MANY, KNOWS), any_=False)
    other._hash = one._hash  # as if the two hashes were equal by chance
    assert one != other


def test_compounds_know_their_size_and_what_they_ask_about():
    whole = Compound((MANY, Compound((SET, KNOWS, FEW), any_=True)), any_=False)
    assert whole.size == 4
    assert whole.quantities == {COUNT, FLAG, AGE}
    assert cost(whole) == 1 + 1 + 2 + 1
    assert cost(both([])) == 0


def test_only_a_conjunction_has_conjuncts():
    assert conjuncts(both([MANY, SET])) == (MANY, SET)
    assert conjuncts(either([MANY, SET])) == (either([MANY, SET]),)
    assert conjuncts(MANY) == (MANY,)
    assert conjuncts(both([])) == ()


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (both([]), "True"),
        (MANY, "count >= 5"),
        (FEW, "count < 3"),
        (both([reached(COUNT, 3), below(COUNT, 4)]), "count == 3"),
        (both([reached(COUNT, 3), below(COUNT, 5)]), "3 <= count < 5"),
        (either([both([reached(COUNT, 3), below(COUNT, 5)]), SET]), "flag or 3 <= count < 5"),
        (both([either([reached(COUNT, 4), below(COUNT, 3)]), SET]), "flag and count != 3"),
        (both([either([reached(COUNT, 5), below(COUNT, 3)]), SET]), "flag and not 3 <= count < 5"),
        (both([MANY, negated(SET)]), "count >= 5 and not flag"),
        (both([either([MANY, KNOWS]), SET]), "flag and (count >= 5 or start < NEVER)"),
        (negated(KNOWS), "start == NEVER"),
        (below(AGE, 0), "now < start"),
        (below(AGE, 7), "now - start < 7"),
        (reached(AGE, 0), "now >= start"),
        (both([KNOWS, below(AGE, 0), SET]), "flag and now < start < NEVER"),
        (both([KNOWS, below(AGE, 7), SET]), "flag and (start < NEVER and now - start < 7)"),
        (both([reached(AGE, -3), below(AGE, 7), SET]), "flag and -3 <= now - start < 7"),
        (reached(DAYS, 0), "(start < NEVER and now >= S[day])"),
        (reached(DAYS, 2), "(start < NEVER and now >= S[day + 2])"),
        (below(DAYS, -1), "(start == NEVER or now < S[day - 1])"),
        (both([KNOWS, below(DAYS, 2)]), "start < NEVER and now < S[day + 2]"),
        (
            both([reached(DAYS, 0), below(DAYS, 1), SET]),
            "flag and (start < NEVER and S[day] <= now < S[day + 1])",
        ),
    ],
)
def test_a_formula_is_written_with_as_few_tests_as_it_needs(formula, written):
    assert str(expression(formula)).replace(str(1 << 60), "NEVER") == written


def test_what_is_known_is_not_tested_again():
    known = {AGE: (KNOWN, TOP)}
    assert str(expression(reached(DAYS, 2), known)) == "now >= S[day + 2]"
    assert str(expression(below(DAYS, 2), known)) == "now < S[day + 2]"
    assert str(expression(both([KNOWS, MANY]), known)) == "count >= 5"
    assert str(expression(both([KNOWS, below(AGE, 7)]), known)) == "now - start < 7"
    assert str(expression(either([MANY, both([KNOWS, SET])]), known)) == "count >= 5 or flag"


def test_alternatives_in_parentheses_do_not_test_again_what_is_known():
    known = {AGE: (KNOWN, TOP)}
    formula = both([SET, either([MANY, NEXT_DAY])])
    assert str(expression(formula, known)) == "flag and (count >= 5 or now >= S[day + 1])"


def test_an_age_is_counted_from_a_fact_or_from_what_computes_the_moment():
    assert Age(Code([Use(FACT, 7)])).value == (Use(AGE_, 7),)
    assert str(Age(Code(["min(", Use(FACT, 7), ", m0)"])).value) == "now - min(F[7], m0)"
    assert Age(Code(["m0"]), 12).cost == 12
