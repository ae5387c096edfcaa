"""The meaning of conditions over time, and the interaction of rules, in tiny packs."""

from __future__ import annotations

import gc
import json
import linecache
import traceback
from datetime import datetime, timedelta
from functools import cache
from itertools import product

import pytest

from interview_rules import Advisor, RulePack, advise
from interview_rules.calendars.calendar import calendar_for
from interview_rules.engines.compiled.functions import compile_function, ladder
from interview_rules.engines.program import Program, program_for
from interview_rules.facts.vocabulary import EMPTY, default_of

SECOND = timedelta(seconds=1)
MOMENTS = {name: {"type": "moment", "doc": "A moment."} for name in ("a", "b", "c")}
FLAGS = {name: {"type": "flag", "doc": "A flag."} for name in ("f", "g", "h", "i")}


def advisor(*rules: dict, **sections) -> Advisor:
    """Return an advisor for abbreviated rules: `says` is the action, `as_` the kind of advice."""
    written = []
    for rule in rules:
        long = {key: value for key, value in rule.items() if key not in {"says", "as_", "due"}}
        if "says" in rule:
            due = {"due": rule["due"]} if "due" in rule else {}
            long["advise"] = {
                "action": rule["says"],
                "kind": rule.get("as_", "know"),
                "title": rule["id"],
                "text": "Text.",
                **due,
            }
        written.append({"source": "This test.", **long})
    pack = {"pack": "tiny", "facts": {**MOMENTS, **FLAGS}, "rules": written, **sections}
    return Advisor(RulePack.from_text(json.dumps(pack)))


@cache
def asking(when: str) -> Advisor:
    return advisor({"id": "it", "when": when, "says": "it"})


def given(when: str, now, zone: str = "UTC", country: str | None = None, **facts):
    return asking(when).advise({"timezone": zone, "country": country, "facts": facts}, now)


DATE, HOUR = "2026-11-19", "2026-11-19 15:00"
STRETCHES = [
    # condition, a, b, since, until
    ("before a", DATE, None, None, "2026-11-19 00:00"),
    ("from a", DATE, None, "2026-11-19 00:00", None),
    ("after a", DATE, None, "2026-11-20 00:00", None),
    ("on a", DATE, None, "2026-11-19 00:00", "2026-11-20 00:00"),
    ("before a", HOUR, None, None, "2026-11-19 15:00"),
    ("from a", HOUR, None, "2026-11-19 15:00", None),
    ("after a", HOUR, None, "2026-11-19 15:00", None),
    ("on a", HOUR, None, "2026-11-19 00:00", "2026-11-20 00:00"),
    ("not before a", DATE, None, "2026-11-19 00:00", None),
    ("not after a", DATE, None, None, "2026-11-20 00:00"),
    ("from a and not after a", DATE, None, "2026-11-19 00:00", "2026-11-20 00:00"),
    # Calendar units give a date, even if added to an instant.
    ("before a + 3 days", DATE, None, None, "2026-11-22 00:00"),
    ("from a + 3 days", HOUR, None, "2026-11-22 00:00", None),
    ("after a + 3 days", HOUR, None, "2026-11-23 00:00", None),
    ("on a + 1 day", HOUR, None, "2026-11-20 00:00", "2026-11-21 00:00"),
    ("before a - 1 week", DATE, None, None, "2026-11-12 00:00"),
    ("on a + 2 weeks", HOUR, None, "2026-12-03 00:00", "2026-12-04 00:00"),
    ("on a + 0 days", HOUR, None, "2026-11-19 00:00", "2026-11-20 00:00"),
    # Clock units shift both ends.
    ("from a + 36 hours", HOUR, None, "2026-11-21 03:00", None),
    ("from a + 36 hours", DATE, None, "2026-11-20 12:00", None),
    ("after a + 36 hours", DATE, None, "2026-11-21 12:00", None),
    ("on a + 36 hours", DATE, None, "2026-11-20 00:00", "2026-11-21 00:00"),
    ("before a - 30 minutes", HOUR, None, None, "2026-11-19 14:30"),
    ("on a + 9 hours", HOUR, None, "2026-11-20 00:00", "2026-11-21 00:00"),
    ("from a + 36 hours + 1 day", DATE, None, "2026-11-21 00:00", None),
    ("from a + 1 day + 2 hours", HOUR, None, "2026-11-20 02:00", None),
    ("after a + 1 day + 2 hours", HOUR, None, "2026-11-21 02:00", None),
    # Results in shorter months are clamped to the last day, including leap days.
    ("on a + 1 month", "2026-01-31", None, "2026-02-28 00:00", "2026-03-01 00:00"),
    ("on a + 1 month", "2024-01-31", None, "2024-02-29 00:00", "2024-03-01 00:00"),
    ("on a - 1 month", "2024-03-31", None, "2024-02-29 00:00", "2024-03-01 00:00"),
    ("on a + 12 months", "2024-02-29", None, "2025-02-28 00:00", "2025-03-01 00:00"),
    ("on a + 1 month + 1 month", "2026-01-31", None, "2026-03-28 00:00", "2026-03-29 00:00"),
    ("on a + 2 months", "2026-01-31", None, "2026-03-31 00:00", "2026-04-01 00:00"),
    ("on a", "2024-02-29", None, "2024-02-29 00:00", "2024-03-01 00:00"),
    ("on a + 1 day", "2024-02-28", None, "2024-02-29 00:00", "2024-03-01 00:00"),
    # Business days are counted strictly after: one from Friday, Saturday or Sunday is Monday.
    ("on a + 1 business day", "2026-11-20", None, "2026-11-23 00:00", "2026-11-24 00:00"),
    ("on a + 1 business day", "2026-11-21", None, "2026-11-23 00:00", "2026-11-24 00:00"),
    ("on a + 1 business day", "2026-11-22 09:00", None, "2026-11-23 00:00", "2026-11-24 00:00"),
    ("on a + 0 business days", "2026-11-21", None, "2026-11-23 00:00", "2026-11-24 00:00"),
    ("on a - 0 business days", "2026-11-22", None, "2026-11-23 00:00", "2026-11-24 00:00"),
    ("on a + 0 business days", HOUR, None, "2026-11-19 00:00", "2026-11-20 00:00"),
    ("on a + 5 business days", "2026-11-21", None, "2026-11-27 00:00", "2026-11-28 00:00"),
    ("on a - 1 business day", "2026-11-21", None, "2026-11-20 00:00", "2026-11-21 00:00"),
    ("on a - 1 business day", "2026-11-23", None, "2026-11-20 00:00", "2026-11-21 00:00"),
    # Latest and earliest take the maximum or minimum of the known starts and ends.
    ("from latest of a, b", DATE, HOUR, "2026-11-19 15:00", None),
    ("after latest of a, b", DATE, HOUR, "2026-11-20 00:00", None),
    ("from earliest of a, b", DATE, HOUR, "2026-11-19 00:00", None),
    ("after earliest of a, b", DATE, HOUR, "2026-11-19 15:00", None),
    ("from latest of b, a", DATE, None, "2026-11-19 00:00", None),
    ("from earliest of a, b", None, DATE, "2026-11-19 00:00", None),
    ("on latest of a, b, c", DATE, "2026-11-16", "2026-11-19 00:00", "2026-11-20 00:00"),
    ("on earliest of a, b, c", DATE, "2026-11-16", "2026-11-16 00:00", "2026-11-17 00:00"),
    # A duration applies to the moment before it; parentheses may enclose moments.
    ("from latest of a, b + 1 day", DATE, "2026-11-17", "2026-11-19 00:00", None),
    ("from latest of a + 1 day, b", DATE, "2026-11-17", "2026-11-20 00:00", None),
    ("from (latest of a, b) + 1 day", DATE, "2026-11-17", "2026-11-20 00:00", None),
    ("from ((a + 1 day) - 1 week)", DATE, None, "2026-11-13 00:00", None),
]


def check_stretch(when, zone, country, facts, since, until):
    """Assert that a condition holds from `since` until `until`, and that advice reports both."""
    borders = [None if text is None else aware(text, zone) for text in (since, until)]
    facts = {name: value for name, value in facts.items() if value is not None}
    for border, change in zip(borders, (SECOND, -SECOND), strict=True):
        if border is None:
            continue
        inside = border if change > timedelta() else border + change
        outside = border - change if change > timedelta() else border
        assert not given(when, outside, zone, country, **facts).ids
        (advice,) = given(when, inside, zone, country, **facts)
        # datetime considers an ambiguous hour unequal to any in another zone: compare texts.
        assert [str(advice.since), str(advice.until)] == [str(border) for border in borders]


def aware(text: str, zone: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        return moment
    return Advisor().advise({"timezone": zone}, moment).now


@pytest.mark.parametrize(("when", "a", "b", "since", "until"), STRETCHES)
def test_a_condition_holds_in_this_stretch_and_no_second_longer(when, a, b, since, until):
    check_stretch(when, "UTC", None, {"a": a, "b": b}, since, until)


BERLIN, HAVANA, APIA = "Europe/Berlin", "America/Havana", "Pacific/Apia"
SAO_PAULO = "America/Sao_Paulo"
ZONED = [
    ("from a", BERLIN, DATE, "2026-11-19 00:00+01:00", None),
    ("before a", BERLIN, "2026-11-19 15:00Z", None, "2026-11-19 16:00+01:00"),
    # An instant late in the day in one zone falls on the next day in another.
    ("on a", BERLIN, "2026-11-19 23:30Z", "2026-11-20 00:00+01:00", "2026-11-21 00:00+01:00"),
    # Clocks go forward: a day has 23 hours, and half past two is half past three.
    ("on a", BERLIN, "2026-03-29", "2026-03-29 00:00+01:00", "2026-03-30 00:00+02:00"),
    ("from a", BERLIN, "2026-03-29 02:30", "2026-03-29 03:30+02:00", None),
    ("from a + 24 hours", BERLIN, "2026-03-28 12:00", "2026-03-29 13:00+02:00", None),
    ("from a + 24 hours", BERLIN, "2026-03-29", "2026-03-30 01:00+02:00", None),
    ("from a + 1 day", BERLIN, "2026-03-28 12:00", "2026-03-29 00:00+01:00", None),
    # Clocks go back: of two half past twos, the first counts.
    ("from a", BERLIN, "2026-10-25 02:30", "2026-10-25 02:30+02:00", None),
    ("on a", BERLIN, "2026-10-25", "2026-10-25 00:00+02:00", "2026-10-26 00:00+01:00"),
    # Midnight occurs twice in Havana; the first one begins the day.
    ("on a", HAVANA, "2024-11-03", "2024-11-03 00:00-04:00", "2024-11-04 00:00-05:00"),
    ("after a", HAVANA, "2024-11-02", "2024-11-03 00:00-04:00", None),
    ("from a", HAVANA, "2024-11-03 00:30", "2024-11-03 00:30-04:00", None),
    ("from a", HAVANA, "2024-11-03 00:30-05:00", "2024-11-03 00:30-05:00", None),
    ("on a", HAVANA, "2024-11-03 00:30-05:00", "2024-11-03 00:00-04:00", "2024-11-04 00:00-05:00"),
    ("from a + 1 hour", HAVANA, "2024-11-03", "2024-11-03 00:00-05:00", None),
    # No midnight at all in São Paulo: the day begins when the clocks jump.
    ("on a", SAO_PAULO, "2018-11-04", "2018-11-04 01:00-02:00", "2018-11-05 00:00-02:00"),
    # Apia skipped 30 December 2011; a day without length ends when it starts.
    ("from a", APIA, "2011-12-30", "2011-12-31 00:00+14:00", None),
    ("after a", APIA, "2011-12-30", "2011-12-31 00:00+14:00", None),
    ("after a", APIA, "2011-12-29", "2011-12-31 00:00+14:00", None),
    ("on a", APIA, "2011-12-29", "2011-12-29 00:00-10:00", "2011-12-31 00:00+14:00"),
    ("on a + 2 days", APIA, "2011-12-29", "2011-12-31 00:00+14:00", "2012-01-01 00:00+14:00"),
]


@pytest.mark.parametrize(("when", "zone", "a", "since", "until"), ZONED)
def test_local_days_are_those_of_the_zone(when, zone, a, since, until):
    check_stretch(when, zone, None, {"a": a}, since, until)


@pytest.mark.parametrize(
    ("when", "ages"),
    [
        ("(before a + 5 hours or from a + 8 hours) and not f", {0, 1, 4, 8, 9}),
        ("f or (not before a + 5 hours and not from a + 8 hours)", {None, 5, 7}),
        ("not (before a + 5 hours or from a + 8 hours) and not f", {None, 5, 7}),
        ("f or not (not before a + 5 hours and not from a + 8 hours)", {0, 1, 4, 8, 9}),
    ],
)
def test_two_questions_about_one_moment_keep_what_each_of_them_asks(when, ages):
    def holds(age):
        known = {} if age is None else {"a": f"2026-11-19 {12 - age:02}:00"}
        return "it" in given(when, "2026-11-19 12:00", **known)

    assert {age for age in (None, 0, 1, 4, 5, 7, 8, 9) if holds(age)} == ages


@pytest.mark.parametrize("when", ["on a", "on b + 1 day", "from a and not after a"])
@pytest.mark.parametrize("hour", range(-14, 40, 6))
def test_a_day_that_was_left_out_is_never_on(when, hour):
    now = datetime.fromisoformat("2011-12-30 00:00+14:00") + timedelta(hours=hour)
    assert not given(when, now, APIA, a="2011-12-30", b="2011-12-29").ids


def test_business_days_skip_the_holidays_of_the_country():
    day = ("2026-11-27 00:00", "2026-11-28 00:00")  # the 26th is Thanksgiving
    check_stretch("on a + 1 business day", "UTC", "US", {"a": "2026-11-25"}, *day)
    check_stretch("on a - 1 business day", "UTC", "US", {"a": "2026-11-28"}, *day)


UNKNOWN = [
    *["before a", "from a", "after a", "on a", "a is known", "no b since a", "b since a"],
    *["b before a", "b from a", "b after a", "b on a", "a before b", "a after b", "a on b"],
    *["before a + 1 day", "after a - 1 month", "from a + 2 hours", "on a + 1 business day"],
    *["after latest of a, c", "from earliest of a, c", "on (latest of a, c) + 1 month"],
]


@pytest.mark.parametrize("when", UNKNOWN)
@pytest.mark.parametrize("now", ["1999-01-01 00:00", "2199-12-31 23:59"])
def test_of_an_unknown_moment_every_test_is_false_and_its_negation_true(when, now):
    assert not given(when, now, b=DATE).ids
    assert given(f"not ({when})", now, b=DATE).ids == ("it",)
    assert given(f"not {when}", now, b=DATE).ids == ("it",)


EARLIER, LATER = "2026-11-18", "2026-11-20"
AGAINST = [
    # a, b, and which of before, from, after, on hold for: a ... b
    (DATE, DATE, "from on"),
    (EARLIER, DATE, "before"),
    (LATER, DATE, "from after"),
    (HOUR, HOUR, "from after on"),
    (HOUR, "2026-11-19 15:00:01", "before on"),
    ("2026-11-19 15:00:01", HOUR, "from after on"),
    (HOUR, "2026-11-19 16:00+01:00", "from after on"),
    # If one of them is a whole day, only days are compared.
    (DATE, HOUR, "from on"),
    (HOUR, DATE, "from on"),
    ("2026-11-19 00:00", DATE, "from on"),
    ("2026-11-18 23:59", DATE, "before"),
    ("2026-11-20 00:00", DATE, "from after"),
    (DATE, "2026-11-20 00:00", "before"),
    ("2026-11-19 23:30-05:00", DATE, "from after"),  # the 20th already, in UTC
]


@pytest.mark.parametrize(("a", "b", "words"), AGAINST)
def test_two_moments_compare_to_the_second_or_else_by_the_day(a, b, words):
    for word in ("before", "from", "after", "on"):
        held = given(f"a {word} b", "2026-01-01 00:00", a=a, b=b).ids
        assert held == (("it",) if word in words.split() else ()), word
    since = "from" in words.split()
    assert bool(given("a since b", HOUR, a=a, b=b).ids) is since
    assert bool(given("no a since b", HOUR, a=a, b=b).ids) is not since


def test_nothing_since_a_moment_needs_that_moment_and_only_that():
    assert given("no a since b", HOUR, b=DATE).ids == ("it",)
    assert given("no a since b", HOUR, a=DATE).ids == ()
    assert given("no a since b", HOUR).ids == ()
    assert given("not a since b", HOUR).ids == ("it",)


def test_moments_on_both_sides_can_be_moved():
    facts = {"a": DATE, "b": "2026-11-20"}
    assert given("a + 1 day from b", HOUR, **facts).ids
    assert not given("a + 1 day after b", HOUR, **facts).ids
    assert given("a + 2 days after b + 0 days", HOUR, **facts).ids
    assert given("a - 1 week before b - 1 week", HOUR, **facts).ids
    assert given("latest of a, b after a", HOUR, **facts).ids
    assert given("earliest of a, b on a", HOUR, **facts).ids
    assert given("no a since b - 1 day", HOUR, **facts).ids == ()
    assert given("no a since b - 1 hour", HOUR, a="2026-11-19 22:59", b="2026-11-20 00:00").ids
    assert not given("no a since b - 1 hour", HOUR, a="2026-11-19 23:00", b="2026-11-20 00:00").ids


# -- interaction of rules -------------------------------------------------------------------------


def ids(advisor_: Advisor, *flags: str, **facts) -> tuple[str, ...]:
    return advisor_.advise({"facts": {**dict.fromkeys(flags, True), **facts}}, HOUR).ids


def rule(rule_id: str, when: str, **more) -> dict:
    return {"id": rule_id, "when": when, "says": f"do-{rule_id}", **more}


def test_instead_of_takes_the_others_advice_while_both_hold():
    rules = advisor(rule("weak", "f"), rule("strong", "g", instead_of="weak"))
    assert ids(rules, "f", "g") == ("strong",)
    assert ids(rules, "f") == ("weak",)
    assert ids(rules, "g") == ("strong",)


def test_the_place_in_the_pack_does_not_matter_for_instead_of():
    rules = advisor(rule("strong", "g", instead_of="weak"), rule("weak", "f"))
    assert ids(rules, "f", "g") == ("strong",)


def test_a_beaten_rule_beats_nobody():
    rules = advisor(
        rule("low", "f"),
        rule("middle", "g", instead_of="low"),
        rule("top", "h", instead_of="middle"),
    )
    assert ids(rules, "f", "g", "h") == ("low", "top")
    assert ids(rules, "f", "g") == ("middle",)
    assert ids(rules, "f", "h") == ("low", "top")


def test_of_several_that_stand_instead_one_that_is_not_beaten_suffices():
    rules = advisor(
        rule("low", "f"),
        rule("one", "g", instead_of="low"),
        rule("two", "h", instead_of=["low"]),
        rule("top", "i", instead_of="one"),
    )
    assert ids(rules, "f", "g", "i") == ("low", "top")
    assert ids(rules, "f", "g", "h", "i") == ("two", "top")


def test_the_conclusions_of_a_beaten_rule_stay():
    rules = advisor(
        rule("weak", "f", conclude="done"),
        rule("strong", "g", instead_of="weak"),
        rule("third", "done"),
    )
    assert ids(rules, "f", "g") == ("strong", "third")
    assert ids(rules, "g") == ("strong",)


def test_a_rule_that_leaves_the_word_to_another_of_its_action_still_stands_instead():
    rules = advisor(
        {"id": "first", "when": "f", "says": "act"},
        {"id": "second", "when": "g", "says": "act", "instead_of": "low"},
        rule("low", "h"),
    )
    assert ids(rules, "f", "g", "h") == ("first",)
    assert ids(rules, "f", "h") == ("first", "low")


def test_of_one_action_the_first_in_the_pack_speaks_and_names_the_others():
    rules = advisor(*({"id": name, "when": name, "says": "act"} for name in "fgh"))
    report = rules.advise({"facts": {"g": True, "h": True}}, HOUR)
    assert report.ids == ("g",)
    assert [reason.rule for reason in report["act"].because] == ["g", "h"]


def test_where_the_first_is_beaten_the_next_of_its_action_speaks():
    rules = advisor(
        {"id": "first", "when": "f", "says": "act"},
        {"id": "second", "when": "g", "says": "act"},
        rule("strong", "h", instead_of="first"),
    )
    assert ids(rules, "f", "g", "h") == ("second", "strong")
    assert ids(rules, "f", "h") == ("strong",)


def test_conclusions_are_settled_before_they_are_asked_for():
    rules = advisor(
        rule("unless", "not done"),
        rule("then", "done"),
        {"id": "later", "when": "nearly and g", "conclude": "done"},
        {"id": "last", "when": "f", "conclude": ["nearly", "other"]},
        rule("neither", "no done and not nearly"),
    )
    assert ids(rules) == ("unless", "neither")
    assert ids(rules, "f") == ("unless",)
    assert ids(rules, "f", "g") == ("then",)


def test_what_any_of_several_rules_concludes_is_concluded():
    rules = advisor(
        {"id": "one", "when": "f", "conclude": "done"},
        {"id": "two", "when": "g", "conclude": "done"},
        rule("then", "done"),
    )
    assert [ids(rules, *flags) for flags in ((), ("f",), ("g",), ("f", "g"))] == [
        (),
        *[("then",)] * 3,
    ]


def test_what_to_do_comes_first_then_what_is_due_sooner_then_the_order_of_the_pack():
    rules = advisor(
        rule("known", "f", due="a"),
        rule("avoided", "f", as_="avoid"),
        rule("undated", "f", as_="do"),
        rule("last-due", "f", as_="do", due="b + 1 day"),
        rule("first-due", "f", as_="do", due="a"),
        rule("due-never", "f", as_="do", due="c"),
        rule("as-due", "f", as_="do", due="a + 0 days"),
    )
    expected = ("first-due", "as-due", "last-due", "undated", "due-never", "avoided", "known")
    assert ids(rules, "f", a=DATE, b=DATE) == expected


def test_an_hour_comes_before_the_whole_day_it_lies_in():
    rules = advisor(rule("day", "f", due="a"), rule("hour", "f", due="b"))
    assert ids(rules, "f", a=DATE, b="2026-11-19 23:59") == ("hour", "day")


def test_before_puts_one_advice_ahead_of_another():
    rules = advisor(
        rule("third", "f", as_="do"),
        rule("second", "f", as_="do"),
        rule("first", "f", before=["second", "third"]),
        rule("alone", "g", before="second"),
    )
    assert ids(rules, "f") == ("first", "third", "second")
    assert ids(rules, "g") == ("alone",)
    assert ids(rules, "f", "g") == ("first", "third", "alone", "second")


def test_a_pack_without_rules_advises_nothing():
    assert advisor().advise({}, HOUR).ids == ()


def test_the_generated_functions_contain_no_text_of_the_pack():
    when = "a is known and f or before b + 3 days"
    rules = advisor(rule("the-name", when, conclude="the_end"))
    assert not {"the_name", "the-name", "the_end", "Text.", "tiny"} & set(
        rules.engine.source.split()
    )


# -- sharing in the generated code ----------------------------------------------------------------

NOON = 1_795_000_000


def folded(pack: RulePack, a: int | None = None, **values: int) -> list[int]:
    """Return folded facts without a log: the instant `a`, and the given values."""
    facts = [*EMPTY, *(place for fact in pack.facts.values() for place in default_of(fact))]
    if a is not None:
        facts[pack.offsets["a"] : pack.offsets["a"] + 3] = [a, a, calendar_for().day_of(a)]
        facts[0] |= pack.bits["a"]
    for name, value in values.items():
        facts[pack.offsets[name]] = value
        facts[0] |= pack.bits[name] if value else 0
    return facts


@pytest.mark.parametrize("count", [51, pytest.param(400, marks=pytest.mark.slow)])
def test_rules_that_differ_in_numbers_only_are_asked_about_together(count):
    hours = [(7 * place) % 400 for place in range(count)]
    rules = []
    for place, hour in enumerate(hours):
        rules += [
            rule(f"from-{place}", f"from a + {hour} hours and not f", conclude=f"over_{place}"),
            rule(f"within-{place}", f"from a - 1 hour and before a + {hour} hours"),
            rule(f"many-{place}", f"n > {place % 9} and (g or not over_{place})"),
            {"id": f"then-{place}", "when": f"over_{place} and g", "conclude": "any_over"},
        ]
    rules.append(rule("any", "any_over and not over_7"))
    conclusions = {f"over_{place}": "Over." for place in range(count)} | {"any_over": "Any."}
    facts = {**MOMENTS, **FLAGS, "n": {"type": "count", "doc": "A number."}}
    pack = advisor(*rules, facts=facts, conclusions=conclusions).pack
    engine, calendar = Program(pack).engine, calendar_for()
    assert "ladder" in engine.source
    for ago, f, g, n in product(
        (None, -9_000, -1, 0, 3_600, 500_000, 9**9), (0, 1), (0, 1), (0, 5)
    ):
        state = folded(pack, None if ago is None else NOON - ago, f=f, g=g, n=n)
        over = [ago is not None and ago >= 3_600 * hour and not f for hour in hours]
        expected = []
        for place, hour in enumerate(hours):
            within = ago is not None and -3_600 <= ago < 3_600 * hour
            many = n > place % 9 and (g or not over[place])
            expected += [over[place], within, bool(many), bool(over[place] and g)]
        expected.append(bool(g) and any(over) and not over[7])
        holds, speaks = engine.evaluate(NOON, state, calendar)
        assert [bool(holds >> place & 1) for place in range(len(expected))] == expected
        assert speaks == program_for(pack).conflicts.of(holds)[1]


def test_of_rules_that_hold_of_an_unknown_moment_none_asks_first_whether_it_is_known():
    rules = (
        rule("one", "before b"),
        rule("two", "b is known"),
        rule("three", "not from a + 1 minute", conclude="done"),
        rule("four", "done", conclude="over"),
    )
    several = advisor(*rules)
    assert several.advise({}, HOUR).ids == ("three", "four")
    assert several.advise({"facts": {"a": DATE}}, HOUR).ids == ()


@pytest.mark.parametrize("reached", [0, 1])
def test_a_ladder_has_the_rules_whose_places_a_value_has_reached(reached):
    places, masks = ladder([(5, 0), (3, 1), (5, 2), (-1, 3)], reached)
    assert places == [-1, 3, 5]
    climbed = [0b0000, 0b1000, 0b1010, 0b1111]
    assert masks == [mask if reached else 0b1111 ^ mask for mask in climbed]


def test_plain_and_unusual_states_get_the_same_function_whichever_comes_first():
    rules = (
        rule("unless", "not f and not from a"),
        rule("when", "f and from a + 1 day", conclude="done"),
        rule("either", "g or done", instead_of="unless"),
        rule("late", "after a - 1 hour"),
        rule("rare", "h and on latest of a, b"),
    )
    pack = advisor(*rules).pack
    assert "unusual" in Program(pack).engine.source
    plain = folded(pack)
    unusual = folded(pack, NOON - 200_000, f=1)
    for states in ((plain, unusual), (unusual, plain), (plain, plain, unusual, unusual)):
        engine = Program(pack).engine
        assert engine.source == Program(pack).engine.source
        for state in states:
            expected = (0b00001, 0b00001) if state is plain else (0b01110, 0b01110)
            assert engine.evaluate(NOON, state, calendar_for()) == expected


def test_a_traceback_shows_the_generated_line_until_the_function_is_released():
    function = compile_function("def run(now, F, C):\n    return now // F[0]")
    filename = function.__code__.co_filename
    with pytest.raises(ZeroDivisionError) as caught:
        function(1, [0], None)
    shown = "".join(traceback.format_exception(caught.value))
    assert f'File "{filename}", line 2, in run\n    return now // F[0]\n' in shown
    assert compile_function("def run():\n    pass").__code__.co_filename != filename
    lines = ["def run(now, F, C):\n", "    return now // F[0]"]
    assert linecache.getlines(filename) == lines
    del function, caught
    gc.collect()
    assert filename not in linecache.cache


def test_released_packs_leave_no_generated_source_behind():
    before = set(linecache.cache)
    made = advisor(rule("one", "from a"), rule("two", "f and before b", conclude="done"))
    assert [item.until for item in made.advise({"facts": {"a": DATE}}, HOUR)] == [None]
    assert set(linecache.cache) - before
    del made
    gc.collect()
    assert not {name for name in set(linecache.cache) - before if name.startswith("<rule pack")}


def test_a_due_date_of_several_moments_may_be_unknown():
    pack = RulePack.from_text(
        "pack: p\nrules:\n"
        "  - {id: plain, when: interview is known, source: Us., advise: {action: a, kind: do,"
        " title: A, text: A.}}\n"
        "  - {id: dated, when: interview is known, source: Us., advise: {action: b, kind: do,"
        " title: B, text: B., due: 'earliest of decision_date, offer_deadline'}}\n"
    )
    state = {"interview": "2026-11-19"}
    assert advise(state, "2026-11-20 12:00", pack).ids == ("plain", "dated")
    known = {**state, "decision_date": "2026-11-25"}
    assert advise(known, "2026-11-20 12:00", pack).ids == ("dated", "plain")
