"""The syntax of conditions, operator precedence, and the errors for invalid text."""

from __future__ import annotations

import re
from itertools import product

import pytest

from interview_rules import Advisor, RulePack
from interview_rules.language.parser import (
    DEEPEST,
    LONGEST,
    UNITS,
    ConditionSyntaxError,
    parse,
    read_duration,
)

TINY = """
pack: tiny
facts:
  f: {type: flag, doc: A flag.}
  g: {type: flag, doc: A flag.}
  h: {type: flag, doc: A flag.}
rules:
  - id: it
    when: %s
    advise: {action: it, kind: know, title: Title, text: Text}
    source: This test.
"""

BINDING = [
    ("f or g and h", lambda f, g, h: f or (g and h)),
    ("f and g or h", lambda f, g, h: (f and g) or h),
    ("(f or g) and h", lambda f, g, h: (f or g) and h),
    ("f and (g or h)", lambda f, g, h: f and (g or h)),
    ("not f and g", lambda f, g, _h: (not f) and g),
    ("not (f and g)", lambda f, g, _h: not (f and g)),
    ("not f or g", lambda f, g, _h: (not f) or g),
    ("f or not g and h", lambda f, g, h: f or ((not g) and h)),
    ("not not f", lambda f, _g, _h: f),
    ("no f and g", lambda f, g, _h: (not f) and g),
    ("not no f", lambda f, _g, _h: f),
    ("f and g and h", lambda f, g, h: f and g and h),
    ("f or g or h", lambda f, g, h: f or g or h),
    ("f and not (g or not h)", lambda f, g, h: f and not (g or not h)),
    # A list means "and", whatever its items contain.
    ("[f or g, h]", lambda f, g, h: (f or g) and h),
    ("[not f, g, not h]", lambda f, g, h: not f and g and not h),
    ("[f]", lambda f, _g, _h: f),
    ('"f\\n and\\tg"', lambda f, g, _h: f and g),
]


@pytest.mark.parametrize(("when", "meaning"), BINDING, ids=[when for when, _ in BINDING])
def test_not_binds_tighter_than_and_and_and_tighter_than_or(when, meaning):
    advisor = Advisor(RulePack.from_text(TINY % when))
    for values in product((False, True), repeat=3):
        facts = dict(zip("fgh", values, strict=True))
        report = advisor.advise({"facts": facts}, "2026-11-20 12:00")
        assert bool(report.ids) is bool(meaning(*values)), facts


VALID = [
    "f",
    "no f",
    "a is known",
    "a is not known",
    "level is high",
    "level is not high",
    "level is at least high",
    "level is at most very-high",
    "n is at least 3",
    "n is at most many",
    "n>=3",
    "n <= many",
    "n=0",
    "before a",
    "from a+3 days",
    "after a - 3 business days",
    "on (a)",
    "a before b",
    "a + 1 day after b - 2 weeks",
    "a since b + pause",
    "no a since latest of b, c",
    "latest of a, b before earliest of c, d",
    "after latest of a, b + 1 day, (earliest of c, d)",
    "((f))",
    "beforehand and on_hold and no_date and is_over and not_yet and from_us and order",
    "after business and after days + days",
]


@pytest.mark.parametrize("text", VALID)
def test_valid_conditions_are_parsed(text):
    assert parse(text, "condition").data


@pytest.mark.parametrize(
    "text", ["a", "a + 1 day", "(a)", "latest of a, b", "(a - 1 hour) + pause"]
)
def test_valid_moments_are_parsed(text):
    assert parse(text, "moment").children


INVALID = [
    ("", 0, "the condition is empty", "write, for example, 'no reply since interview'"),
    (" \n ", 0, "the condition is empty", "write, for example, 'no reply since interview'"),
    ("No reply", 0, "'No' has capital letters", "write names and keywords in lowercase"),
    ("f AND g", 2, "'AND' has capital letters", "write names and keywords in lowercase"),
    ("no reply sicne a", 9, "unexpected 'sicne'", "did you mean since?"),
    ("level is at leats high", 12, "unexpected 'leats'", "did you mean least?"),
    ("after a + 3 dyas", 12, "unknown unit 'dyas'", "did you mean days?"),
    (
        "after a + 3 busness days",
        12,
        "unknown unit 'busness days'",
        "did you mean business days?",
    ),
    ("from a + 3 business-days", 11, "unknown unit 'business-days'", "did you mean business days?"),
    ("after a + 1 dya", 12, "unknown unit 'dya'", "did you mean day?"),
    ("after a + 01 dya", 13, "unknown unit 'dya'", "did you mean day?"),
    ("after a + 10 dys", 13, "unknown unit 'dys'", "did you mean days?"),
    (
        "after a + 3 working days",
        12,
        "unknown unit 'working days'",
        "did you mean business days?",
    ),
    (
        "after a + 3",
        11,
        "unexpected end of the condition",
        "expected a unit such as days or business days",
    ),
    ("after a +  ", 9, "unexpected end of the condition", "expected a name or a number"),
    ("latest of a, b", 14, "unexpected end of the condition", None),
    ("f)", 1, "unexpected ')'", "remove it; no '(' is open here"),
    ("(f) or g) or f", 8, "unexpected ')'", "remove it; no '(' is open here"),
    (
        "before 2026-01-01",
        7,
        "the date '2026-01-01' is not allowed in a condition",
        "compare with a fact, such as 'before decision_date'",
    ),
    ("f or after 1.2.2026", 11, "the date '1.2.2026' is not allowed in a condition", None),
    (
        "count > 3.5",
        8,
        "'3.5' is not a whole number",
        "use a whole number; for a length of time, use a smaller unit",
    ),
    ("after a + 1,5 days", 10, "'1,5' is not a whole number", None),
    (
        "after a + 12345678901 days",
        10,
        "the number '12345678901' is too long",
        "use at most seven digits",
    ),
    ("a; import os", 1, "unexpected ';'", None),
    ("a is 'x'", 5, "unexpected quotation mark", "write names and values without quotation marks"),
    ("count > -1", 8, "the number '-1' is negative", "use a whole number of at least 0"),
    ("count > 12,500", 8, "unexpected ',' in '12,500'", "write 12500"),
    ("a is 2", 5, "unexpected '2'", "write '=' instead of 'is' to compare a count with a number"),
    ("after a + 3days", 10, "unexpected '3days'", "put a space before the unit: 3 days"),
    (
        "2 days after a",
        0,
        "unexpected '2 days'",
        "begin with a moment, such as 'interview + 2 days'",
    ),
    ("!f", 0, "unexpected '!'", "write 'not'"),
    ("a is or ?", 5, "unexpected 'or'", "expected a value"),
    ("after a + 3 ?", 12, "unexpected '?'", "expected a unit such as days or business days"),
    ("after a + 3 (b)", 12, "unexpected '('", f"choose from: {', '.join(UNITS)}"),
    ("n == 2", 2, "unexpected '=='", "write '=' for a count, or 'is' for a choice"),
    ("f \u2028", 2, "unexpected unusual space", "type an ordinary space"),
    (
        "next-step-date is known",
        0,
        "'next-step-date' is not a valid name",
        "use underscores: next_step_date; to subtract, put spaces around '-'",
    ),
    ("f & g", 2, "unexpected '&'", "write 'and'"),
    ("f and or g", 6, "unexpected 'or'", "expected a name"),
    ("level is not at least high", 13, "unexpected 'at'", "expected a value"),
    ("x" * 81, 0, f"the name '{'x' * 79}…' is too long", "use at most 80 characters"),
    (
        "f ? g",
        2,
        "unexpected '?'",
        (
            "expected '+', '-', 'and', 'before', 'from', 'after', 'on', 'is', 'or', 'since' or a"
            " comparison"
        ),
    ),
    ("f; g", 1, "unexpected ';'", "join two tests with 'and' or 'or'"),
    ("f, g", 1, "unexpected ','", "join two tests with 'and' or 'or'"),
    (
        "(" * (DEEPEST + 1) + "f" + ")" * (DEEPEST + 1),
        DEEPEST,
        f"the condition has more than {DEEPEST} nested parentheses",
        "move parts of it into definitions",
    ),
    (
        "not " * (DEEPEST + 1) + "f",
        0,
        f"the condition uses 'not' more than {DEEPEST} times",
        "move parts of it into definitions",
    ),
    (
        "f" * (LONGEST + 1),
        LONGEST,
        f"the condition is longer than {LONGEST} characters",
        "move parts of it into definitions",
    ),
]


@pytest.mark.parametrize(("text", "offset", "message", "hint"), INVALID)
def test_an_invalid_condition_is_reported_at_its_character(text, offset, message, hint):
    with pytest.raises(ConditionSyntaxError) as caught:
        parse(text, "condition")
    error = caught.value
    assert (error.offset, error.message) == (offset, message)
    assert hint is None or str(error.hint) == hint
    assert error.vague is str(error.hint).startswith("expected ")
    quoted = re.findall("'([^…']+)'", message)
    if quoted and not error.final:
        assert error.length == len(quoted[-1])
    elif message.startswith("unexpected unusual") or message.endswith(" mark"):
        assert error.length == 1


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("2026-11-25", 0, "the date '2026-11-25' is not allowed in a moment", "name a fact, such as decision_date"),
        ("after a", 0, "unexpected 'after'", "expected a name"),
        ("a b", 2, "unexpected 'b'", "expected '+' or '-'"),
    ],
)  # fmt: skip
def test_an_invalid_moment_is_reported_at_its_character(text, offset, message, hint):
    with pytest.raises(ConditionSyntaxError) as caught:
        parse(text, "moment")
    error = caught.value
    assert (error.offset, error.message, str(error.hint)) == (offset, message, hint)


@pytest.mark.parametrize(
    "text", [" ", "f" * (LONGEST + 1), "(" * (DEEPEST + 1), "not " * (DEEPEST + 1)]
)
def test_nothing_else_is_read_in_a_text_that_is_empty_or_beyond_a_limit(text):
    with pytest.raises(ConditionSyntaxError) as caught:
        parse(text, "condition")
    assert caught.value.final


def test_conditions_at_the_limits_are_parsed():
    assert parse("(" * DEEPEST + "f" + ")" * DEEPEST, "condition")
    assert parse("not " * DEEPEST + "f", "condition")
    assert parse(" or ".join(["(f)"] * (DEEPEST + 1)), "condition")
    assert parse(" or ".join(["f"] * 400).ljust(LONGEST), "condition")


@pytest.mark.parametrize(("unit", "meant"), UNITS.items())
def test_lengths_of_time_are_read_with_every_unit(unit, meant):
    assert read_duration(f" 3  {unit.replace(' ', '   ')} ") == (3, meant)


INVALID_LENGTHS = [
    "",
    "3",
    "days",
    "days 3",
    "-3 days",
    "3.5 days",
    "٣ days",
    "3 dayz",
    "3 Days",
    "3days",
]


@pytest.mark.parametrize("text", INVALID_LENGTHS)
def test_invalid_lengths_are_refused(text):
    assert read_duration(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("012 days", (12, "day")),
        ("00000000012 days", (12, "day")),
        ("0 days", (0, "day")),
        ("0" * 5_000 + "1 hour", (1, "hour")),
        ("1234567890" * 500 + " days", (123_456_789, "day")),
    ],
)
def test_leading_zeros_and_more_than_nine_digits_do_not_change_a_length_of_time(text, length):
    assert read_duration(text) == length


def test_trees_are_shared_except_those_of_long_texts():
    usual = "no reply since interview"
    assert parse(usual, "condition") is parse(usual, "condition")
    long = " or ".join([usual] * 20)
    assert parse(long, "condition") == parse(long, "condition")
    assert parse(long, "condition") is not parse(long, "condition")
