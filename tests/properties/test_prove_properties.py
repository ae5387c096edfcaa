"""No situation that occurs is proved impossible, and every example is valid."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from math import inf
from typing import TYPE_CHECKING

import pytest
from drawn import every_moment, interviewed, promised, states
from drawn_packs import conditions, pack_texts, packs
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState, RulePack
from interview_rules.engines.program import program_for
from interview_rules.evaluation.evaluation import Evaluation, evaluate
from interview_rules.evaluation.session import Session, session_of_facts
from interview_rules.reports.report import Report

pytest.importorskip("z3")

from interview_rules.authoring.prove import prove
from interview_rules.authoring.prove.queries import examples, impossible
from interview_rules.authoring.prove.time_models import OneCalendar

if TYPE_CHECKING:
    from interview_rules.authoring.prove.encoding import Encoding

EARLIEST = int(datetime(1900, 1, 1, tzinfo=UTC).timestamp())
PLACES = (
    {"timezone": "UTC"},
    {"timezone": "America/New_York", "country": "US"},
    {"timezone": "Australia/Lord_Howe", "country": "AU"},
    {"timezone": "America/Havana"},
    {"timezone": "Europe/Berlin", "country": "DE"},
)


def without(index: int, other: int):
    return lambda e: e.without(e.holds(index), [e.holds(other)])


def beside(index: int, other: int):
    return lambda e: e.together([e.gives_advice(index), e.gives_advice(other)])


@st.composite
def situations(draw):
    """Draw states in several places, many of them with promised dates."""
    state = draw(st.one_of(states(), states(), st.none()))
    if state is not None:
        return state
    log, _now = draw(st.one_of(interviewed(), promised()))
    return InterviewState.from_events(log, **draw(st.sampled_from(PLACES)))


@scaled(60)
@given(packs, st.lists(situations(), min_size=3, max_size=8))
def test_what_is_seen_is_never_called_impossible(pack, found):
    seen: set[tuple[int, int]] = set()
    for state in found:
        for instant, facts in every_moment(pack, state):
            if instant > EARLIEST:
                seen.add(program_for(pack).engine.evaluate(instant, facts, state.calendar))
    every = range(len(pack.rules))
    together = {
        (i, j) for _, given in seen for i in every for j in every[:i] if given >> i & given >> j & 1
    }
    apart = {
        (i, j) for held, _ in seen for i in every for j in every if held >> i & ~(held >> j) & 1
    }
    for index, other in together:
        assert impossible(pack, beside(index, other)) is not True
    for index, other in apart:
        assert impossible(pack, without(index, other)) is not True
    for index in every:
        if any(given >> index & 1 for _, given in seen):
            assert impossible(pack, lambda e, i=index: e.gives_advice(i)) is not True


@scaled(30)
@given(packs, st.sampled_from((None, "US", "DE")), st.integers(0, 4))
def test_every_example_is_one(pack, country, index):
    index %= len(pack.rules)
    place = OneCalendar(date(2026, 11, 16), date(2027, 3, 1), country)

    def wanted(encoding: Encoding):
        return encoding.gives_advice(index)

    for found in examples(pack, wanted, place, whole=True, most=2, until=inf):
        facts = {
            name: str(value) if isinstance(value, date) else value
            for name, value in found.facts.items()
        }
        session = session_of_facts(
            program_for(pack), InterviewState.read({"country": country}), facts
        )
        report = Report(evaluate(session, int(found.now.replace(tzinfo=UTC).timestamp())))
        assert report.given >> index & 1 or pack.rules[index].advise is None
        assert report.holds >> index & 1


@scaled(15)
@given(pack_texts(), conditions(), st.lists(situations(), min_size=4, max_size=10))
def test_what_is_proved_withstands_every_attack(text, kind, found):
    drawn = json.loads(text)
    actions = sorted({r["advise"]["action"] for r in drawn["rules"] if "advise" in r})
    if len(actions) < 2:
        return
    promises = {"exclusive": [actions], "stances": actions[:1], "complete": [kind]}
    pack = RulePack.from_text(json.dumps(drawn | promises), "drawn.yaml")
    verdicts = list(prove(pack, ()))
    for verdict in verdicts:
        if verdict.situation is not None:
            assert verdict.claim.seen(verdict.situation.report)
    # Claims of impossibility that were proved, and claims of possibility that were refuted.
    standing = [
        v.claim for v in verdicts if v.outcome == ("proved" if v.claim.never else "refuted")
    ]
    for state in found:
        session = Session(program_for(pack), state)
        for instant, facts in every_moment(pack, state):
            if instant > EARLIEST:
                held, given_ = program_for(pack).engine.evaluate(instant, facts, state.calendar)
                report = Report(Evaluation(session, instant, facts, held, given_))
                assert not [claim.says for claim in standing if claim.seen(report)]
