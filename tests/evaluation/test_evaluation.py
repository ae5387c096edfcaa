"""One evaluation: the order of advice, the names that texts fill in, and facts as data."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from interview_rules import Advisor, RulePack
from interview_rules.evaluation.fact_values import fact_value

NOW = "2026-11-24 12:00"
FACTS = {
    **{name: {"type": "moment", "doc": "A moment."} for name in "ab"},
    "f": {"type": "flag", "doc": "A flag."},
    "n": {"type": "count", "doc": "A count."},
    "size": {"type": "choice", "doc": "A size.", "choices": ["small", "big"]},
    "note": {"type": "text", "doc": "A text."},
}
MET = {
    "event": "interview",
    "at": "2026-11-19 10:00",
    "interviewers": ["Ms Okafor", "Mr Lind", "Ms Ito"],
}


def pack(*rules: dict) -> RulePack:
    """Return a pack of abbreviated rules; `says`, `kind`, `due`, `title` are of their advice."""
    written = []
    for place, rule in enumerate(rules):
        advise = {
            "action": rule.pop("says", f"a{place}"),
            "kind": rule.pop("kind", "do"),
            "title": rule.pop("title", f"Title {place}."),
            "text": "It is so.",
        }
        advise |= {"due": rule.pop("due")} if "due" in rule else {}
        base = {"id": f"r{place}", "when": "not f", "source": "This test.", "advise": advise}
        written.append({**base, **rule})
    return RulePack.from_text(json.dumps({"pack": "tiny", "facts": FACTS, "rules": written}))


def evaluated(rules: RulePack, now: str = NOW, **fields):
    state = {"timezone": "UTC", "events": [MET], **fields}
    return Advisor(rules).advise(state, now).evaluation


def test_what_is_due_sooner_comes_first_and_what_has_no_known_date_last():
    rules = pack(
        {},
        {"due": "a"},
        {"due": "b"},
        {"kind": "know", "due": "b"},
        {"due": "a"},
        {},
    )
    dates = {"a": "2026-11-30", "b": "2026-11-27"}
    assert evaluated(rules, facts=dates).order == (2, 1, 4, 0, 5, 3)
    assert evaluated(rules, facts={"a": "2026-11-26", "b": "2026-11-27"}).order == (
        1,
        4,
        2,
        0,
        5,
        3,
    )
    assert evaluated(rules, facts={"b": "2026-11-27"}).order == (2, 0, 1, 4, 5, 3)
    assert evaluated(rules).order == (0, 1, 2, 4, 5, 3)


def test_a_rule_is_moved_before_the_first_that_it_names():
    rules = pack({}, {}, {"before": ["r1", "r0"]}, {"before": "r4"}, {})
    assert evaluated(rules).ids == ("r2", "r0", "r1", "r3", "r4")
    assert evaluated(pack({}, {"before": "r2"}, {})).ids == ("r0", "r1", "r2")


def test_the_reasons_are_the_rule_and_others_of_its_action_that_hold():
    rules = pack(
        {"says": "same"},
        {"says": "other"},
        {"says": "same", "when": "f"},
        {"says": "same", "when": "rounds > 0"},
    )
    found = evaluated(rules)
    reasons = [rule.id for rule in found.reasons(found.pack.rules[3])]
    assert reasons == ["r3", "r0"]
    assert [rule.id for rule in found.reasons(found.pack.rules[1])] == ["r1"]


@pytest.mark.parametrize(
    ("people", "listed"),
    [
        ([], ""),
        (["Ms Okafor"], "Ms Okafor"),
        (["Ms Okafor", "Mr Lind"], "Ms Okafor and Mr Lind"),
        (["Ms Okafor", "Mr Lind", "Ms Ito"], "Ms Okafor, Mr Lind and Ms Ito"),
    ],
)
def test_people_are_listed_as_one_says_it(people, listed):
    found = evaluated(pack({}), events=[{**MET, "interviewers": people}])
    assert found.name("interviewers") == listed
    assert found.name("not_yet_thanked") == listed
    assert found.name("interviewer") == (people[0] if people else "")
    assert found.name("addressee") == (people[0] if people else "")


def test_a_message_goes_to_whoever_is_in_between():
    found = evaluated(pack({}), intermediary="agency", company="Harbor", facts={"note": " Hello "})
    assert found.name("addressee") == "the agency"
    assert found.name("company") == "Harbor"
    assert found.name("note") == "Hello"
    assert found.name("anything") == ""


def test_without_a_round_there_are_no_names():
    found = evaluated(pack({}), events=[])
    for name in ("addressee", "interviewer", "interviewers", "not_yet_thanked", "company"):
        assert found.name(name) == ""


def test_facts_are_data_and_text():
    facts = {
        "a": "2026-11-30",
        "b": "2026-11-27 09:30",
        "f": True,
        "n": 3,
        "size": "big",
        "note": "x",
    }
    found = evaluated(pack({}), facts=facts)
    assert fact_value(found, "a").day == date(2026, 11, 30)
    assert fact_value(found, "a").at is None
    assert fact_value(found, "b").at == datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    assert fact_value(found, "b").day == date(2026, 11, 27)
    assert [fact_value(found, name).value for name in ("f", "n", "size")] == [True, 3, "big"]
    assert found.fact_said("f") == ("yes", True)
    assert found.fact_said("n") == ("3", True)
    assert found.fact_said("size") == ("big", True)
    assert found.fact_said("note") == ("x", True)
    assert "30 November" in found.fact_said("a")[0]
    nothing = evaluated(pack({}))
    assert [nothing.fact_said(name) for name in ("a", "f", "n", "size", "note")] == [
        ("unknown", False),
        ("no", False),
        ("0", False),
        ("small", False),
        ("unknown", False),
    ]
    assert fact_value(nothing, "a").day is fact_value(nothing, "a").at is None


def test_a_moment_is_a_day_if_it_covers_one_or_ends_with_it():
    found = evaluated(pack({}))
    starts, today = found.calendar.starts, found.calendar.day_of(found.instant)
    start, end = starts[today], starts[today + 1]
    day = date(2026, 11, 24)
    assert found.day_or_hour((start, end, today)) == day
    assert found.day_or_hour((start + 3_600, end + 1, today)) == day
    assert found.day_or_hour((end, end, today)) == day
    eight = datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert found.day_or_hour((start + 8 * 3_600, start + 9 * 3_600, today)) == eight
    assert found.day_or_hour((start + 8 * 3_600, start + 8 * 3_600, today)) == eight
    assert found.day_or_hour((start + 8 * 3_600, end, today)) == eight
    assert found.day_or_hour((start, start + 3_600, today)) == eight.replace(hour=0)


def test_the_headline_is_the_title_of_the_first_advice():
    rules = pack({"kind": "know", "title": "Second."}, {"title": "Since {interview}."})
    assert evaluated(rules).headline.startswith("Since ")
    assert evaluated(pack({"when": "f"})).headline == ""


def test_the_next_change_is_of_advice_wording_or_due_date():
    changing = pack({"when": "from a"}, {"title": "At most {n} times."})
    found = evaluated(changing, facts={"a": "2026-11-30"})
    assert found.clock(found.next_change()) == datetime(2026, 11, 30, tzinfo=UTC)
    worded = pack({"title": "Since {interview}."})
    again = {**MET, "at": "2026-11-26 10:00"}
    found = evaluated(worded, events=[MET, again])
    assert found.clock(found.next_change()) == datetime(2026, 11, 26, 10, tzinfo=UTC)
    unmoved = pack({"title": "It is."})
    assert evaluated(unmoved, events=[MET, again]).next_change() is None
    assert found.clock(None) is None
