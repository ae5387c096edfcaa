"""Folded facts: the values, and the mask of what is known beside everyday facts."""

from __future__ import annotations

import pytest
from log_facts import EVE, dated, log_of

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.facts.vocabulary import BITS, FACTS, RARE, default_of


def known(now, *events, **fields):
    state = InterviewState.from_events(log_of(events), **fields)
    mask = state.facts_at(state.calendar.starts[EVE + now])[0]
    return {name for name, bit in BITS.items() if mask & bit}, mask


@pytest.mark.parametrize(
    ("log", "fields", "expected"),
    [
        ([], {}, set()),
        ([(5, "interview")], {}, set()),
        ([], {"hr_reachable": False}, {"hr_unreachable"}),
        ([], {"other_applications": 3}, {"other_applications"}),
        ([(5, "contact-failed")], {}, {"contact_failed"}),
        ([(8, "contact-failed")], {}, {"contact_failed"}),
        ([(9, "contact-failed")], {}, set()),
        ([(5, "contact-failed"), (8, "contact-update")], {}, {"contact_update"}),
        ([(5, "verbal-offer")], {}, {"offer", "offer_made"}),
        ([(5, "interview", {"interviewers": ["Ann"]})], {}, {"interviewers", "not_yet_thanked"}),
        ([(5, "follow-up-sent", {"role": "hr"})], {"intermediary": "agency"},
         {"hr_contacted", "agency_between"}),
        ([(5, "interview-scheduled", dated(12))], {}, {"invitation", "upcoming_interview", "no_hour"}),
    ],
)  # fmt: skip
def test_the_mask_has_the_rare_facts_that_are_known(log, fields, expected):
    names, mask = known(8, *log, **fields)
    assert names == expected
    assert mask == sum(RARE[name] for name in expected)


def test_an_empty_state_has_the_default_of_each_fact():
    folded = InterviewState.from_events([]).facts_at(0)
    assert folded == [0, *(place for fact in FACTS.values() for place in default_of(fact))]
    assert [default_of(FACTS[name]) for name in ("interview", "rounds")] == [[NEVER] * 3, [0]]
