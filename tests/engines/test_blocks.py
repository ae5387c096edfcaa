"""Where generated functions keep values in variables."""

from __future__ import annotations

from textwrap import dedent

import pytest

from interview_rules.engines.code import AGE, FACT, Code, Use, code
from interview_rules.engines.compiled.blocks import Hoisted, If, hoisted, rendered, replaced

OFTEN = Hoisted(FACT, lambda n: code("f{} = {}", n, Use(FACT, n)), 1.5, lambda n: Code([f"f{n}"]))
ALWAYS = Hoisted(FACT, lambda n: code("use {}", n))


def fact(number: int) -> Code:
    return Code([Use(FACT, number)])


def lines(block, named: Hoisted = OFTEN, among=None) -> str:
    return "\n".join(rendered(hoisted(block, named, among), ""))


def shown(text: str) -> str:
    return dedent(text).strip()


def test_a_value_that_is_used_twice_is_kept_before_its_first_use():
    block = ["h = 0", code("h = {}", fact(1)), code("h = {} + {}", fact(1), fact(2))]
    assert lines(block) == shown("""
        h = 0
        f1 = F[1]
        h = f1
        h = f1 + F[2]
        """)


def test_a_use_in_one_of_two_branches_counts_for_half():
    once = If(code("{}", fact(1)), [code("h = {}", fact(2))])
    assert lines([once]) == "if F[1]:\n h = F[2]"
    more = If(code("{}", fact(1)), [code("h = {}", fact(1))])
    assert lines([more]) == "f1 = F[1]\nif f1:\n h = f1"
    deep = If(code("{}", fact(1)), [If(code("x"), [code("h = {}", fact(1))])])
    assert lines([deep]) == "if F[1]:\n if x:\n  h = F[1]"


def test_further_uses_in_a_line_count_for_less():
    twice = code("h = {} and {}", fact(1), fact(1))
    assert lines([twice]) == "h = F[1] and F[1]"
    thrice = code("h = {} and {} and {}", fact(1), fact(1), fact(1))
    assert lines([thrice]) == "f1 = F[1]\nh = f1 and f1 and f1"


def test_a_value_that_only_one_branch_uses_is_kept_inside_it():
    inner = [code("h = {}", fact(1)), code("k = {}", fact(1)), code("l = {}", fact(1))]
    one = If(code("x"), inner, ["y"])
    assert lines([one]) == shown("""
        if x:
         f1 = F[1]
         h = f1
         k = f1
         l = f1
        else:
         y
        """)
    both = If(code("x"), inner, [code("y = {}", fact(1))])
    assert lines([both]) == shown("""
        f1 = F[1]
        if x:
         h = f1
         k = f1
         l = f1
        else:
         y = f1
        """)
    tested = If(code("{}", fact(1)), inner)
    assert lines([tested]).startswith("f1 = F[1]\nif f1:\n h = f1\n")
    after = [If(code("x"), inner), code("z = {}", fact(1))]
    assert lines(after).startswith("f1 = F[1]\nif x:\n h = f1\n")


def test_a_value_is_kept_once_even_if_inner_blocks_use_it_often():
    inner = If(code("x"), [code("h = {}", fact(1)), code("k = {}", fact(1))])
    assert lines([code("g = {}", fact(1)), inner]).count("f1 = F[1]") == 1


def test_values_are_kept_in_the_order_of_their_numbers():
    block = [code("h = {} + {}", fact(7), fact(2)), code("k = {} + {}", fact(7), fact(2))]
    assert lines(block).splitlines()[:2] == ["f2 = F[2]", "f7 = F[7]"]


def test_without_a_name_uses_stay_and_only_the_line_is_added():
    assert lines([code("h = {}", fact(1))], ALWAYS) == "use 1\nh = F[1]"


def test_only_the_values_asked_for_are_kept():
    block = [code("h = {} + {}", fact(1), fact(2))]
    assert lines(block, ALWAYS, {2: None}) == "use 2\nh = F[1] + F[2]"
    assert lines(block, ALWAYS, {}) == "h = F[1] + F[2]"


def test_a_use_of_another_kind_is_left_alone():
    block = [code("h = {}", Code([Use(AGE, 1)]))]
    assert lines(block, ALWAYS) == "h = now - F[1]"


@pytest.mark.parametrize("new", [None, Code(["x"])])
def test_uses_are_replaced_in_tests_and_in_both_branches(new):
    inner = If(code("a > {}", fact(3)), [code("b = {}", fact(1))], [code("c = {}", fact(1)), "d"])
    block = ["start", If(code("{}", fact(1)), [inner])]
    found = rendered(replaced(block, FACT, lambda n: new if n == 1 else None))
    one = "F[1]" if new is None else "x"
    assert found == [
        "    start",
        f"    if {one}:",
        "     if a > F[3]:",
        f"      b = {one}",
        "     else:",
        f"      c = {one}",
        "      d",
    ]


def test_a_decision_alone_in_the_other_branch_needs_no_deeper_indent():
    third = If(code("c"), ["z"], ["w"])
    assert rendered([If(code("a"), ["x"], [If(code("b"), ["y"], [third])])], "") == [
        *("if a:", " x", "elif b:", " y", "elif c:", " z", "else:", " w"),
    ]
    assert rendered([If(code("a"), ["x"], [third, "v"])], "") == [
        *("if a:", " x", "else:", " if c:", "  z", " else:", "  w", " v"),
    ]
