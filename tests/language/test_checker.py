"""The meaning of names: facts of each type, parameters, definitions and conclusions."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from interview_rules import Advisor, PackError, RulePack
from interview_rules.packs.rule_usage import usage_of

NOW = "2026-11-20 12:00"
SECTIONS = {
    "facts": {
        **{name: {"type": "moment", "doc": "A moment."} for name in ("a", "b")},
        **{name: {"type": "flag", "doc": "A flag."} for name in ("f", "g")},
        "n": {"type": "count", "doc": "A count."},
        "mood": {"type": "choice", "doc": "In no order.", "choices": ["calm", "glad", "sad"]},
        "level": {
            "type": "choice",
            "doc": "In order.",
            "ordered": True,
            "choices": ["low", "middle", "high"],
        },
    },
    "parameters": {
        "pause": {"value": "2 days", "doc": "A length."},
        "working_pause": {"value": "2 business days", "doc": "Another."},
        "many": {"value": 3, "doc": "A number."},
    },
    "definitions": {
        "either": {"condition": "f or g", "doc": "A condition."},
        "neither": {"condition": "not either", "doc": "It names another."},
        "later": {"moment": "a + pause", "doc": "A moment."},
        "last": {"moment": "latest of later, b", "doc": "It names another."},
    },
}


def pack_of(when: str | list[str]) -> RulePack:
    advise = {"action": "it", "kind": "know", "title": "Title", "text": "Text"}
    rules = [
        {"id": "it", "when": when, "advise": advise, "source": "This test."},
        {"id": "concluder", "when": "f and not g", "conclude": "done", "source": "This test."},
    ]
    return RulePack.from_text(json.dumps({"pack": "tiny", **SECTIONS, "rules": rules}), "tiny.yaml")


@cache
def asking(when: str) -> Advisor:
    return Advisor(pack_of(when))


def holds(when: str, **facts) -> bool:
    return asking(when).advise({"facts": facts}, NOW).ids == ("it",)


def test_a_flag_is_a_condition_and_false_by_default():
    assert holds("f", f=True)
    assert not holds("f", f=False)
    assert not holds("f")
    assert holds("not f") is holds("no f") is True


def test_a_conclusion_is_used_like_a_flag():
    assert holds("done", f=True)
    assert not holds("done", f=True, g=True)
    assert holds("no done") is holds("not done") is True


@pytest.mark.parametrize("day", ["2026-01-01", "2026-11-20", "2200-12-31"])
def test_a_moment_is_known_whether_past_or_to_come(day):
    assert holds("a is known", a=day)
    assert not holds("a is not known", a=day)
    assert not holds("no a", a=day)


def test_a_moment_that_is_not_set_is_unknown():
    assert not holds("a is known")
    assert holds("a is not known")
    assert holds("no a")


def test_a_defined_moment_is_known_if_its_parts_are():
    assert not holds("later is known", b="2026-11-20")
    assert holds("later is known", a="2026-11-20")
    assert holds("last is known", a="2026-11-20")
    assert holds("last is known", b="2026-11-20")
    assert holds("no last")


LEVELS = {
    "is low": "low",
    "is middle": "middle",
    "is not middle": "low high",
    "is at least low": "low middle high",
    "is at least middle": "middle high",
    "is at least high": "high",
    "is at most low": "low",
    "is at most middle": "low middle",
    "is at most high": "low middle high",
}


@pytest.mark.parametrize("test", LEVELS)
def test_an_ordered_choice_is_compared_by_its_place(test):
    for level in ("low", "middle", "high"):
        assert holds(f"level {test}", level=level) is (level in LEVELS[test].split())
    assert holds(f"level {test}") is ("low" in LEVELS[test].split()), "unsaid, it is the first"


def test_none_of_a_choice_is_its_first_value():
    assert holds("no level") is holds("no mood") is True
    assert holds("no mood", mood="calm")
    assert not holds("no mood", mood="glad")


def test_an_unordered_choice_is_only_compared_for_equality():
    assert holds("mood is sad", mood="sad")
    assert holds("mood is not sad", mood="glad")
    with pytest.raises(
        PackError, match=r"the values of mood have no order \(write 'mood is glad'\)$"
    ):
        pack_of("mood is at least glad")


COUNTS = {
    "n = 3": [3],
    "n < 3": [0, 1, 2],
    "n <= 3": [0, 1, 2, 3],
    "n > 3": [4, 5],
    "n >= 3": [3, 4, 5],
    "n = many": [3],
    "n < many": [0, 1, 2],
    "n <= many": [0, 1, 2, 3],
    "n > many": [4, 5],
    "n >= many": [3, 4, 5],
    "n is at least 3": [3, 4, 5],
    "n is at most 3": [0, 1, 2, 3],
    "n is at least many": [3, 4, 5],
    "n is at most many": [0, 1, 2, 3],
    "no n": [0],
    "not no n": [1, 2, 3, 4, 5],
    "not n = 3": [0, 1, 2, 4, 5],
}


@pytest.mark.parametrize("test", COUNTS)
def test_a_count_is_compared_with_a_number_or_a_parameter(test):
    assert [n for n in range(6) if holds(test, n=n)] == COUNTS[test]
    assert holds(test) is (0 in COUNTS[test])


def test_a_parameter_stands_for_its_length_of_time():
    assert holds("from a + pause", a="2026-11-18")
    assert not holds("from a + pause", a="2026-11-19")
    assert holds("before a - pause", a="2026-11-23")
    assert not holds("before a - pause", a="2026-11-22")
    assert holds("on a + working_pause", a="2026-11-18")
    assert pack_of("from a + pause").rule("it").when == pack_of("from  (a+pause)").rule("it").when
    assert pack_of("from a + pause") != pack_of("from a + 2 days"), "the name is kept for texts"


def test_a_definition_is_used_as_a_unit():
    assert holds("not either")
    assert not holds("not either", g=True)
    assert holds("either and f", f=True)
    assert not holds("either and f", g=True), "and does not reach into the definition"
    assert holds("neither") is holds("no either") is True
    assert not holds("neither", f=True)


def test_a_defined_moment_is_moved_and_compared_like_any_other():
    assert holds("on later", a="2026-11-18")
    assert holds("on later + 1 day", a="2026-11-17")
    assert holds("on last", a="2026-11-01", b="2026-11-20")
    assert holds("later before b", a="2026-11-18", b="2026-11-21")
    assert holds("no b since later", a="2026-11-18")
    assert holds("b since later", a="2026-11-18", b="2026-11-20")


def test_a_former_name_of_a_fact_or_a_parameter_stands_for_the_present_one():
    formerly = {
        "facts": {"start": "a", "score": "n", "temper": "mood"},
        "parameters": {"rest": "pause"},
    }
    rules = [{"id": "it", "when": "{}", "conclude": "c", "source": "This test."}]
    text = json.dumps({"pack": "p", **SECTIONS, "formerly": formerly, "rules": rules})
    for former, present in (
        ("from start + rest and no score", "from a + pause and no n"),
        ("start is known or score >= 2 or temper is sad", "a is known or n >= 2 or mood is sad"),
        ("a on start and score is at least many", "a on a and n is at least many"),
    ):
        one, other = (RulePack.from_text(text.replace("{}", when)) for when in (former, present))
        assert one.rule("it").when == other.rule("it").when


def test_conclusions_inside_definitions_are_settled_first():
    sections = {**SECTIONS, "definitions": {"finished": {"condition": "done", "doc": "It is."}}}
    advise = {"action": "it", "kind": "know", "title": "Title", "text": "Text"}
    rules = [
        {"id": "it", "when": "not finished", "advise": advise, "source": "This test."},
        {"id": "late", "when": "f", "conclude": "done", "source": "This test."},
    ]
    advisor = Advisor(RulePack.from_text(json.dumps({"pack": "p", **sections, "rules": rules})))
    assert advisor.advise({}, NOW).ids == ("it",)
    assert advisor.advise({"facts": {"f": True}}, NOW).ids == ()


def test_a_rule_knows_the_facts_it_asks_for_through_definitions_and_conclusions():
    pack = pack_of("done and no b since last and level is high")
    assert [fact.name for fact in usage_of(pack, pack.rule("it")).facts] == [
        "b",
        "a",
        "level",
        "f",
        "g",
    ]


def test_reasons_show_the_facts_of_the_rule():
    report = asking("f and n >= 2 and level is low and no a").advise(
        {"facts": {"f": True, "n": 2}}, NOW
    )
    (reason,) = report["it"].because
    assert reason.facts == {"f": "yes", "n": "2", "level": "low", "a": "unknown"}
    assert reason.words == ("f and n >= 2 and level is low and no a",)


WRONG = [
    ("a", "a is a moment, not a condition (write 'a is known', 'no a' or 'after a')"),
    ("n", "n is a count, not a condition (write 'n >= 1' or 'no n')"),
    ("level", "level is a choice, not a condition (write 'level is ...')"),
    (
        "later",
        "later is a moment, not a condition (write 'later is known', 'no later' or 'after later')",
    ),
    (
        "pause",
        ("pause is a parameter, not a condition (use it only after +, - or a comparison)"),
    ),
    ("no f since a", "f is a flag, not a moment (name a moment, such as decision_date)"),
    ("f is known", "f is a flag, not a moment (write 'f' or 'not f')"),
    ("after done", "done is a conclusion, not a moment (name a moment, such as decision_date)"),
    ("f is glad", "f is a flag, not a choice (write 'f' or 'not f')"),
    ("done >= 1", "done is a conclusion, not a count (write 'done' or 'not done')"),
    ("after n", "n is a count, not a moment (name a moment, such as decision_date)"),
    ("n >= pause", "pause is a duration, not a number (write a number such as 3)"),
    ("after a + many", "many is a number, not a duration (write a duration such as 3 days)"),
    ("n >= a", "a is a moment, not a number (write a number such as 3)"),
    ("after a + a", "a is a moment, not a duration (write a duration such as 3 days)"),
    ("level < high", "level is a choice, not a count (write 'level is ...')"),
    ("level is hihg", "unknown value 'hihg' for level (did you mean high?)"),
    ("mood is x", "unknown value 'x' for mood (choose from: calm, glad, sad)"),
    (
        "no nothing_like_it",
        (
            "unknown name 'nothing_like_it' (declare it, or run 'interview-rules schema pack"
            " --rules PACK' to list all names)"
        ),
    ),
    ("after laast", "unknown name 'laast' (did you mean last?)"),
    ("n > mnay", "unknown name 'mnay' (did you mean many?)"),
    ("after a + pasue", "unknown name 'pasue' (did you mean pause?)"),
    ("eihter", "unknown name 'eihter' (did you mean either?)"),
    ("doen", "unknown name 'doen' (did you mean done?)"),
    ("f and is", "unexpected 'is' (expected a name)"),
    ("after a + days", "the unit 'days' has no number (write, for example, '3 days')"),
    ("after a + 4000 days", "4000 days is too long (use at most 3660 days)"),
]


@pytest.mark.parametrize(("when", "message"), WRONG)
def test_misplaced_names_are_reported(when, message):
    with pytest.raises(PackError) as caught:
        pack_of(when)
    (problem,) = caught.value.problems
    assert str(problem).split(": ", 1)[1] == message


def test_all_problems_of_a_condition_are_reported_together():
    with pytest.raises(PackError) as caught:
        pack_of(["f and (no oh or not after ah)", "n", "g"])
    assert [problem.message for problem in caught.value.problems] == [
        "unknown name 'oh'",
        "unknown name 'ah'",
        "n is a count, not a condition",
    ]


@pytest.mark.parametrize(
    ("when", "code", "word", "hint"),
    [
        ("f and nonesuch", "unknown-name", "nonesuch", None),
        ("from a + nonesuch", "unknown-name", "nonesuch", None),
        ("f and a = calm", "unknown-name", "calm", None),
        ("f and n is calm", "wrong-kind", "n is", "write 'n >= 1' or 'no n'"),
        ("f and mood = calm", "wrong-kind", "mood", "write 'mood is calm'"),
        ("f and a is calm", "wrong-kind", "a is", "write 'a is known', 'no a' or 'after a'"),
        ("n = mood", "wrong-kind", "mood", "write a number such as 3"),
        ("n >= pause", "wrong-kind", "pause", "write a number such as 3"),
        ("from a + f", "wrong-kind", "f", "write a duration such as 3 days"),
        ("before n", "wrong-kind", "n", "name a moment, such as decision_date"),
        ("f >= 2", "wrong-kind", "f", "write 'f' or 'not f'"),
        ("f and either is known", "wrong-kind", "either", "write 'either' or 'not either'"),
        ("mood is happy", "unknown-value", "happy", "choose from: calm, glad, sad"),
        ("mood is at least glad", "wrong-kind", "glad", "write 'mood is glad'"),
        ("f and days", "syntax", "days", "write, for example, '3 days'"),
        ("f and is", "syntax", "is", "expected a name"),
        ("from a + many", "wrong-kind", "many", "write a duration such as 3 days"),
        ("from a + 4000 days", "wrong-unit", "4000", "use at most 3660 days"),
        ("no timezone", "wrong-kind", "timezone", "write 'timezone is UTC'"),
        ("f and a is over", "wrong-kind", "a is", "write 'after a'"),
        ("country is Germany", "unknown-value", "Germany", "did you mean DE?"),
        ("country is Atlantis", "unknown-value", "Atlantis", "use an ISO 3166 code such as DE"),
        ("subdivision is not Scotland", "unknown-value", "Scotland", "did you mean SCT?"),
        ("subdivision is nowhere-at-all", "unknown-value", "nowhere", "write its code, such as BY"),
        ("subdivision is GB-SCT", "unknown-value", "GB", "did you mean SCT?"),
        ("subdivision is GB-SCT-X", "unknown-value", "GB", "write its code, such as BY"),
        ("subdivision is ZZ-SCT", "unknown-value", "ZZ", "write its code, such as BY"),
        ("country is other", "unknown-value", "other", "use an ISO 3166 code such as DE"),
        ("timezone is Europe/Berln", "unknown-value", "Europe", "did you mean Europe/Berlin?"),
        ("level = hihg", "unknown-value", "hihg", "did you mean high?"),
        ("mood >= calm", "wrong-kind", "mood", "write 'mood is calm'"),
        ("level < high", "wrong-kind", "level", "write 'level is ...'"),
    ],
)
def test_a_problem_has_a_code_and_is_at_the_word_that_causes_it(when, code, word, hint):
    with pytest.raises(PackError) as caught:
        pack_of(when)
    (problem,) = caught.value.problems
    assert problem.code == code
    text = json.dumps({"pack": "tiny", **SECTIONS, "rules": [{"id": "it", "when": when}]})
    start, end = (place.column - 1 for place in (problem.span.start, problem.span.end))
    assert start == text.rindex(when) + when.rindex(word)
    assert text[start:end].startswith(word.split()[0])
    assert not re.match(r"\w", text[end:])
    assert problem.suggestions.word in {"", text[start:end]}
    if hint is not None:
        assert problem.hint == hint


def test_a_definition_that_refers_to_itself_is_reported_where_it_does():
    circle = {
        "one": {"condition": "f or two", "doc": "It names the other."},
        "two": {"condition": "g and one", "doc": "It names the first."},
    }
    rule = {"id": "it", "when": "one", "conclude": "so", "source": "This test."}
    text = json.dumps(
        {"pack": "tiny", "facts": SECTIONS["facts"], "definitions": circle, "rules": [rule]}
    )
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text, "tiny.yaml")
    (problem,) = caught.value.problems
    assert problem.code == "loop"
    assert problem.message == "the definition refers to itself: one -> two -> one"
    assert problem.hint == "remove a reference from this cycle"
    assert problem.span.start.column == text.index('one", "doc": "It names the first') + 1


def test_a_country_its_part_and_a_zone_are_compared_with_their_codes():
    berlin = {"country": "DE", "subdivision": "BE", "timezone": "Europe/Berlin"}
    when = "country is DE and subdivision is BE and timezone is Europe/Berlin or country is FR"
    for state, holds_there in (
        (berlin, True),
        ({"country": "FR"}, True),
        ({**berlin, "timezone": "UTC"}, False),
        ({**berlin, "subdivision": "BY"}, False),
        ({}, False),
    ):
        assert bool(asking(when).advise(state, NOW).ids) is holds_there


def test_a_parameter_with_a_wrong_value_is_one_problem_wherever_it_is_used():
    sections = {**SECTIONS, "parameters": {"many": {"value": "3 dayz", "doc": "A number."}}}
    rules = [{"id": "it", "when": "n >= many", "conclude": "so", "source": "This test."}]
    with pytest.raises(PackError) as caught:
        RulePack.from_text(json.dumps({"pack": "p", **sections, "definitions": {}, "rules": rules}))
    (problem,) = caught.value.problems
    assert "3 dayz" in problem.message


@pytest.mark.parametrize(("known", "reported"), [(199, 2), (200, 1)])
def test_after_many_problems_only_the_first_syntax_error_of_each_text_is_reported(known, reported):
    with pytest.raises(PackError) as caught:
        pack_of([*["nonesuch"] * known, "f == 1 and g == 1"])
    problems = caught.value.problems
    assert len(problems) == known + reported
    assert problems[known].message == "unexpected '=='"
