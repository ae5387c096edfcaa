"""Real situations as data, with the advice that each requires, allows and forbids."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import every_moment

from interview_rules import Advisor, InterviewState
from interview_rules.sources.yaml_tree import read_yaml

FILES = {"what-people-asked": 46, "what-the-article-leaves-open": 34, "whose-turn-it-is": 12}
FOLDER = Path(__file__).parent


def situations(name: str) -> list[dict]:
    return read_yaml((FOLDER / f"{name}.yaml").read_bytes(), name).value()


def state_of(situation: dict) -> InterviewState:
    place = {key: situation[key] for key in ("timezone", "country") if key in situation}
    return InterviewState.from_events(situation["events"], **place)


ALL = [each for name in FILES for each in situations(name)]
ADVISOR = Advisor()


def test_no_situation_is_missing_or_empty():
    assert [len(situations(name)) for name in FILES] == list(FILES.values())
    assert len({each["id"] for each in ALL}) == len(ALL)
    for each in ALL:
        expect = each["expect"]
        assert each["events"], each["id"]
        assert expect.get("all") or expect.get("any") or expect.get("none"), each["id"]
        assert set(expect) <= {"all", "any", "none", "either"}, each["id"]


@pytest.mark.parametrize("situation", ALL, ids=[each["id"] for each in ALL])
def test_situation(situation):
    state = state_of(situation)
    report = ADVISOR.advise(state, situation["now"])
    given, expect = set(report.actions), situation["expect"]
    either = set(expect.get("either", ()))
    assert set(expect.get("all", ())) - either <= given
    for group in expect.get("any", ()):
        assert given & set(group), group
    assert not given & (set(expect.get("none", ())) - either)
    assert given & set(ADVISOR.pack.stances), "no stance"


@pytest.mark.parametrize("situation", ALL, ids=[each["id"] for each in ALL])
def test_following_the_advice_comes_to_an_end(situation):
    state = state_of(situation)
    followed = ADVISOR.plan(state, situation["now"], assume="follow advice")
    assert followed[0].actions == ADVISOR.advise(state, situation["now"]).actions
    assert followed[-1].until is None
    assert not followed.cut_short
    assert len(followed.imagined) < 10
    for stretch in followed:
        assert {*stretch.actions} & {*ADVISOR.pack.stances}, stretch


@pytest.mark.parametrize("situation", ALL, ids=[each["id"] for each in ALL])
def test_there_is_a_stance_at_every_moment_from_the_first_event_on(situation):
    state = state_of(situation)
    pack, engine = ADVISOR.pack, ADVISOR.engine
    own = [event for event in state.events if not event.elsewhere]
    first = min(state.calendar.starts[event.at.toordinal()] for event in own)
    moments = [(at, facts) for at, facts in every_moment(pack, state) if at >= first]
    assert moments
    for instant, facts in moments:
        _holds, speaks = engine.evaluate(instant, facts, state.calendar)
        said = {a for i, a in enumerate(pack.actions_by_rule) if speaks >> i & 1}
        assert said & set(pack.stances), instant


PRACTICAL = [each for each in ALL if "must_say" in each]
LEAST_COVERED = 0.95


def test_every_practical_situation_asks_for_something_and_forbids_something():
    assert len(PRACTICAL) == FILES["what-the-article-leaves-open"] + FILES["whose-turn-it-is"]
    for situation in PRACTICAL:
        assert situation["must_say"], situation["id"]
        assert situation["must_not_say"], situation["id"]
        for demand in situation["must_say"]:
            assert set(demand) == {"substance", "rule", "words"}, situation["id"]
            assert demand["words"] == [words.lower() for words in demand["words"]]
            assert bool(demand["words"]) == (demand["rule"] is not None), demand["substance"]
        for taboo in situation["must_not_say"]:
            assert set(taboo) == {"substance", "absent"}, situation["id"]
            assert taboo["absent"] == [words.lower() for words in taboo["absent"]] != []


def test_nearly_everything_that_good_advice_has_to_say_is_said():
    """Require the share of demands that name a rule, which the next test finds to be said."""
    demands = [demand for situation in PRACTICAL for demand in situation["must_say"]]
    covered = [demand for demand in demands if demand["rule"] is not None]
    missing = [demand["substance"] for demand in demands if demand["rule"] is None]
    assert len(covered) >= LEAST_COVERED * len(demands), missing


@pytest.mark.parametrize("situation", PRACTICAL, ids=[each["id"] for each in PRACTICAL])
def test_the_advice_says_what_good_advice_has_to_say(situation):
    report = ADVISOR.advise(state_of(situation), situation["now"])
    said = {advice.id: f"{advice.title}. {advice.text}".lower() for advice in report}
    for demand in situation["must_say"]:
        if demand["rule"] is None:
            continue
        assert demand["rule"] in said, demand["substance"]
        for words in demand["words"]:
            assert words in said[demand["rule"]], demand["substance"]
    drafts = [f"{draft.subject} {draft.body}".lower() for each in report for draft in each.drafts]
    for taboo in situation["must_not_say"]:
        for words in taboo["absent"]:
            # "do not wait for their answer" is the opposite of the forbidden phrase
            everything = " ".join([*said.values(), *drafts]).replace(f"do not {words}", "")
            assert words not in everything, taboo["substance"]
