"""The code that is generated for small packs: tests are shared, and none is needless.

In the code shown here, facts have their names in place of their numbers. `h` is the mask of the rules
that hold.
"""

from __future__ import annotations

import json
import re
from textwrap import dedent

import pytest

from interview_rules import RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.compiled.codegen import CodeGenerator
from interview_rules.engines.compiled.functions import compile_function
from interview_rules.engines.conflict_resolution import ConflictResolution

FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    **{name: {"type": "flag", "doc": "A flag."} for name in "fgjk"},
    **{name: {"type": "count", "doc": "A count."} for name in "nm"},
}


def pack(*rules: str | dict, **sections) -> RulePack:
    """Return a pack with a rule for each condition."""
    written = [
        {
            "id": f"r{place}",
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "know", "title": "It.", "text": "It is so."},
            **(rule if isinstance(rule, dict) else {"when": rule}),
        }
        for place, rule in enumerate(rules)
    ]
    return RulePack.from_text(
        json.dumps({"pack": "tiny", "facts": FACTS, "rules": written, **sections})
    )


def shown(rules: RulePack, *, plain: bool = False) -> str:
    """Return the body of the function that evaluates a pack, with the names of facts."""
    writer = CodeGenerator(rules, range(len(rules.rules)))
    source = writer.evaluate(ConflictResolution(rules), plain=plain)
    names = {0: "UNUSUAL", rules.offsets["rounds"]: "rounds"}
    for name in FACTS:
        parts = ("", "_end", "_day") if FACTS[name]["type"] == "moment" else ("",)
        for place, part in enumerate(parts, rules.offsets[name]):
            names[place] = name + part
    source = re.sub(r"F\[(\d+)\]", lambda found: names[int(found[1])], source)
    source = re.sub(r"\b([fd])(\d+)\b", lambda found: f"{found[1]}_{names[int(found[2])]}", source)
    head, _, body = source.replace(str(NEVER), "NEVER").partition("\n")
    assert head == "def run(now, F, C):"
    return dedent(body)


SHOWN = {
    "a test that several rules need is made once": (
        [
            "f",
            "f and g",
            "g",
        ],
        """
        h = 0
        if f:
         if g:
          h = 7
         else:
          h = 1
        elif g:
         h = 4
        return h, h
        """,
    ),
    "rules that remain under a test are tested one by one": (
        [
            "f",
            "f and g",
            "f and not g",
            "f and j",
            "f and not j",
        ],
        """
        h = 0
        if f:
         h = 1
         if g:
          h |= 2
         else:
          h |= 4
         if j:
          h |= 8
         else:
          h |= 16
        return h, h
        """,
    ),
    "of a moment it is asked once whether it is known": (
        [
            "from a + 1 hour and before a + 3 hours",
            "from a + 2 hours",
            "f and before a",
        ],
        """
        h = 0
        f_a = a
        if f_a < NEVER:
         d_a = now - f_a
         if d_a >= 3600:
          if d_a < 10800:
           h = 1
          if d_a >= 7200:
           h |= 2
         elif f and now < f_a:
          h = 4
        return h, h
        """,
    ),
    "it is not asked first where no rule needs the moment": (
        [
            "before a + 1 hour",
            "not from a + 2 hours",
            "f and not before a + 3 hours",
        ],
        """
        h = 0
        f_a = a
        if f_a < NEVER:
         d_a = now - f_a
         if d_a >= 7200:
          if f and d_a >= 10800:
           h = 4
         else:
          h = 2
          if d_a < 3600:
           h |= 1
        else:
         h = 2
         if f:
          h |= 4
        return h, h
        """,
    ),
    "a single rule needs no decision of its own": (
        [
            "n > 2",
            "f and g",
        ],
        """
        h = 0
        if n >= 3:
         h = 1
        if f and g:
         h |= 2
        return h, h
        """,
    ),
    "two rules suffice for a shared test": (
        [
            "n > 2",
            "n > 2 and f",
        ],
        """
        h = 0
        if n >= 3:
         h = 1
         if f:
          h |= 2
        return h, h
        """,
    ),
    "counts are compared with both ends at once": (
        [
            "f and not n = 2",
            "f or not n = 2",
            "not (n > 2 and n < 5) and g",
        ],
        """
        h = 0
        f_f = f
        f_n = n
        if f_f and f_n != 2:
         h = 1
        if f_f or f_n != 2:
         h |= 2
        if g and not 3 <= f_n < 5:
         h |= 4
        return h, h
        """,
    ),
    "so are the ages of moments and days": (
        [
            "f and from a + 1 hour and before a + 2 hours",
            "not (from b + 1 day and before b + 2 days) and g",
        ],
        """
        h = 0
        if f and 3600 <= now - a < 7200:
         h = 1
        S = C.starts
        if g and (b == NEVER or not S[b_day + 1] <= now < S[b_day + 2]):
         h |= 2
        return h, h
        """,
    ),
    "cheap parts are tested first": (
        [
            "before a or g or f",
            "before a and n > 2 and f",
            "a before b and g",
        ],
        """
        h = 0
        f_a = a
        f_f = f
        f_g = g
        if f_a < NEVER:
         if n >= 3 and f_f and now < f_a:
          h = 2
         f_b = b
         if f_g and f_b < NEVER and (f_a < f_b if f_a == a_end and f_b == b_end else a_day < b_day):
          h |= 4
         if f_g or f_f or now < f_a:
          h |= 1
        elif f_g or f_f:
         h = 1
        return h, h
        """,
    ),
    "only parts of another kind are in parentheses": (
        [
            "f and (g or j and k)",
            "g and (f or (b is known and before b + 1 day))",
        ],
        """
        h = 0
        f_f = f
        f_g = g
        if f_f and (f_g or (j and k)):
         h = 1
        S = C.starts
        if f_g and (f_f or (b < NEVER and now < S[b_day + 1])):
         h |= 2
        return h, h
        """,
    ),
    "rules with equal conditions are noted together": (
        [
            "f and g",
            "g and f",
            "j or k",
            "j or k",
        ],
        """
        h = 0
        if f:
         if g:
          h = 3
        if j or k:
         h |= 12
        return h, h
        """,
    ),
    "days are looked up in the calendar": (
        [
            "on a + 2 days",
            "on a + 1 month",
        ],
        """
        h = 0
        if a < NEVER:
         f_a_day = a_day
         S = C.starts
         if S[f_a_day + 2] <= now < S[f_a_day + 3]:
          h = 1
         if (S[(C.months(f_a_day, 1) if f_a_day < NEVER else NEVER)] <= now < S[(C.months(f_a_day, 1) if f_a_day < NEVER else NEVER) + 1]):
          h |= 2
        return h, h
        """,
    ),
    "a moment in several steps is computed once": (
        [
            "after latest of a, b",
            "on earliest of a, b",
        ],
        """
        h = 0
        m0 = 0
        f_a = a
        f_b = b
        if (f_a < NEVER or f_b < NEVER) and now >= (m0 or (m0 := (w1 if (w1 := max((a_end if a_end < NEVER else -NEVER), (b_end if b_end < NEVER else -NEVER))) > -NEVER else NEVER))):
         h = 1
        m1 = 0
        S = C.starts
        if (f_a < NEVER or f_b < NEVER) and (S[(m1 or (m1 := min(a_day, b_day)))] <= now < S[(m1 or (m1 := min(a_day, b_day))) + 1]):
         h |= 2
        return h, h
        """,
    ),
    "two moments are compared by instants or by days": (
        [
            "a before b",
            "a on b",
            "f or a + 1 day after b",
        ],
        """
        h = 0
        if a < NEVER:
         f_b = b
         if f_b < NEVER:
          f_a_day = a_day
          f_b_end = b_end
          f_b_day = b_day
          if (a < f_b if a == a_end and f_b == f_b_end else f_a_day < f_b_day):
           h = 1
          if (f_a_day == f_b_day):
           h |= 2
          S = C.starts
          if f or (w1 >= f_b if (w1 := S[(f_a_day + 1 if f_a_day < NEVER else NEVER)]) == S[(f_a_day + 1 if f_a_day < NEVER else NEVER) + 1] and f_b == f_b_end else (f_a_day + 1 if f_a_day < NEVER else NEVER) > f_b_day):
           h |= 4
         elif f:
          h = 4
        elif f:
         h = 4
        return h, h
        """,
    ),
    "clock units are seconds": (
        [
            "from a + 90 minutes",
            "before a - 2 hours and f",
        ],
        """
        h = 0
        f_a = a
        if f_a < NEVER:
         if now - f_a >= 5400:
          h = 1
         elif f and now - f_a < -7200:
          h = 2
        return h, h
        """,
    ),
    "a rule that is neither here nor there is repeated where it gains": (
        [
            "f and g",
            "f and n > 0",
            "f and n > 1",
            "n > 0 and m > 0",
            "n > 1 and m > 1",
            "n > 2 and m > 2",
            "not f and n > 4",
        ],
        """
        h = 0
        f_n = n
        if f_n >= 1:
         f_m = m
         if f:
          h = 2
          if f_n >= 2:
           if f_m >= 2:
            h |= 20
            if f_n >= 3 and f_m >= 3:
             h |= 32
           else:
            h |= 4
          if g:
           h |= 1
         elif f_n >= 2:
          if f_n >= 3:
           if f_m >= 2:
            h = 16
            if f_m >= 3:
             h |= 32
           if f_n >= 5:
            h |= 64
          elif f_m >= 2:
           h = 16
         if f_m >= 1:
          h |= 8
        elif f and g:
         h = 1
        return h, h
        """,
    ),
    "a long condition whose conclusion is used has a variable": (
        [
            {
                "id": "x",
                "when": "f and g and j and k and n > 2 and m > 3 and a is known and b is known and (n > 5 or m > 7)",
                "conclude": "done",
            },
            "done and j",
            "not done",
        ],
        """
        h = 0
        r0 = False
        f_j = j
        if f and g and f_j and k and n >= 3 and m >= 4 and (n >= 6 or m >= 8) and a < NEVER and b < NEVER:
         h = 1
         r0 = True
        if r0:
         if f_j:
          h |= 2
        else:
         h |= 4
        return h, h
        """,
    ),
    "a short condition whose conclusion is used stands there in full": (
        [
            {"id": "x", "when": "f and n > 2", "conclude": "done"},
            "done and j",
            "not done",
        ],
        """
        h = 0
        if f:
         if n >= 3:
          h = 1
          if j:
           h |= 2
         else:
          h = 4
        else:
         h = 4
        return h, h
        """,
    ),
    "parts that follow from others are left out": (
        [
            "n > 2 and n > 1 and f",
            "f and (n > 3 or f)",
            "before a and a is known and g",
            "n > 4 or n > 5 and f",
            "j or not (j and k)",
        ],
        """
        h = 0
        h = 16
        f_n = n
        if f_n >= 3:
         if f:
          h |= 3
         if f_n >= 5:
          h |= 8
        elif f:
         h |= 2
        if g and now < a < NEVER:
         h |= 4
        return h, h
        """,
    ),
    "a condition that can never hold needs no test": (
        [
            "n > 2 and n < 1",
            "f",
            "f and not (f or g)",
        ],
        """
        h = 0
        if f:
         h = 2
        return h, h
        """,
    ),
    "no shared test is left to repeat where the room is used up": (
        [
            "not f and g",
            "f and n > 1",
            "f and k",
            "n > 2 and m > 1",
            "n > 3 and m > 2",
            "n > 4 and m > 3",
            "m > 5 and not f",
            "m > 4 and j",
        ],
        """
        h = 0
        f_m = m
        if f_m >= 2:
         f_n = n
         if f_n >= 2:
          if f_m >= 3:
           if f:
            h = 2
            if f_m >= 4:
             if f_n >= 5:
              h |= 32
             if f_m >= 5 and j:
              h |= 128
            if k:
             h |= 4
           else:
            if f_m >= 4:
             if f_m >= 5:
              if f_m >= 6:
               h = 64
              if j:
               h |= 128
             if f_n >= 5:
              h |= 32
            if g:
             h |= 1
           if f_n >= 3:
            h |= 8
            if f_n >= 4:
             h |= 16
          else:
           if f:
            h = 2
            if k:
             h |= 4
           elif g:
            h = 1
           if f_n >= 3:
            h |= 8
         elif f:
          if k:
           h = 4
          if f_m >= 5 and j:
           h |= 128
         else:
          if f_m >= 5:
           if f_m >= 6:
            h = 64
           if j:
            h |= 128
          if g:
           h |= 1
        elif f:
         if n >= 2:
          h = 2
         if k:
          h |= 4
        elif g:
         h = 1
        return h, h
        """,
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_code_of_a_pack(name):
    rules, expected = SHOWN[name]
    assert shown(pack(*rules)) == dedent(expected).strip()


COSTLY = "before a + 1 day or before b + 1 day or from a + 8 days or from b + 8 days"


@pytest.mark.parametrize(("condition", "named"), [(COSTLY, True), ("f or before a + 1 day", False)])
def test_a_costly_definition_that_is_used_twice_has_a_variable(condition, named):
    sections = {"definitions": {"near": {"condition": condition, "doc": "A condition."}}}
    once = shown(pack("near and f", "j and k", **sections))
    twice = shown(pack("near and f", "j and not near", **sections))
    assert "v0" not in once
    assert ("v0 = " in twice) == named
    assert len(re.findall(r"\bv0\b", twice)) == (2 if named else 0)


def test_definitions_are_computed_before_those_that_use_them():
    inner = {"condition": COSTLY, "doc": "A condition."}
    outer = {"condition": f"f and near or g and ({COSTLY.replace('8', '9')})", "doc": "Another."}
    sections = {"definitions": {"near": inner, "wide": outer}}
    lines = shown(pack("wide and j", "wide and k", "near and n > 1", **sections)).splitlines()
    (first,) = [place for place, line in enumerate(lines) if line.lstrip().startswith("v0 = ")]
    (second,) = [place for place, line in enumerate(lines) if line.lstrip().startswith("v1 = ")]
    assert first < second
    assert "v0" in lines[second]


def test_the_rules_of_a_conclusion_that_several_reach_are_tested_once():
    several = [{"when": f"n = {n} and m = {n}", "conclude": "done"} for n in range(3, 6)]
    used = shown(pack(*several, "done and f", "done and g"))
    assert used.count("v0 = ") == 1
    assert "v0 = " not in shown(pack(*several, "done and f"))


def test_decisions_are_not_nested_deeper_than_python_allows():
    count = 120
    facts = {f"flag{n}": {"type": "flag", "doc": "A flag."} for n in range(count)}
    whens = [" and ".join(f"flag{n}" for n in range(last + 1)) for last in range(count)]
    rules = pack(*whens, facts=facts)
    source = CodeGenerator(rules, range(count)).evaluate(ConflictResolution(rules))
    assert max(len(line) - len(line.lstrip()) for line in source.splitlines()) < 50
    facts = [0] * (max(rules.offsets.values()) + 1)
    for n in range(70):
        facts[rules.offsets[f"flag{n}"]] = 1
    facts[rules.offsets["flag90"]] = 1
    assert compile_function(source)(0, facts, None)[0] == (1 << 70) - 1


def test_a_plain_function_leaves_unusual_states_to_another():
    rules = pack("f and n > 1", "not f and rounds > 2", "g or rounds > 4")
    assert (
        shown(rules, plain=True)
        == dedent("""
        if UNUSUAL:
         return unusual(now, F, C)
        h = 0
        f_rounds = rounds
        if f_rounds >= 3:
         h = 2
         if f_rounds >= 5:
          h |= 4
        return h, h
        """).strip()
    )


@pytest.mark.parametrize(
    ("whens", "plain"),
    [
        (["f", "g", "j", "rounds > 1", "rounds > 2"], True),
        (["f", "g", "rounds > 1", "rounds > 2"], False),
        (["not f"], False),
        ([], False),
        ([f"f and n > {n}" for n in range(199)], True),
        ([f"f and n > {n}" for n in range(200)], False),
    ],
)
def test_a_plain_function_pays_off_if_most_rules_need_an_unusual_fact(whens, plain):
    assert CodeGenerator(pack(*whens), range(len(whens))).is_mostly_plain() == plain
