"""The sessions of a search: when its applications are open, and names that no rules know."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interview_rules import Advisor, InterviewState, JobSearch, RulePack, StateError
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.evaluation.search_session import open_while
from interview_rules.evaluation.session import Session

PROGRAM = program_for(RulePack.default())


def day(number: int) -> int:
    return int(datetime(2026, 11, number, tzinfo=UTC).timestamp())


SENT = {"at": "2026-11-02", "event": "application-sent"}
REPLY = {"at": "2026-11-10", "event": "reply-received"}
REFUSAL = {"at": "2026-11-12", "event": "rejection"}
AHEAD = {"date": "2026-11-20", "planned": True}
OPEN = {
    "nothing is known": ({}, [(-NEVER, NEVER)]),
    "a refusal": ({"events": [SENT, REPLY, REFUSAL]}, [(day(2), day(12))]),
    "a round that was recorded without its arrangement": (
        {"rounds": [AHEAD], "events": [SENT, REFUSAL]},
        [(-NEVER, day(12))],
    ),
    "nothing but a refusal": ({"events": [REFUSAL]}, []),
}


@pytest.mark.parametrize(("fields", "periods"), OPEN.values(), ids=OPEN)
def test_an_application_is_open_from_its_first_event_until_it_ends(fields, periods):
    assert open_while(Session(PROGRAM, InterviewState.read(fields))) == periods


def test_names_that_no_search_rules_know_are_errors_only_if_strict():
    search = JobSearch.read({"marks": [{"at": "2026-11-10", "advice": "write-a-poem"}]})
    now, strict = "2026-11-20 12:00", Advisor(strict=True)
    (warning,) = Advisor().advise(search, now).warnings
    assert warning.where == "marks[0].advice"
    for call in (strict.advise, strict.plan):
        with pytest.raises(StateError) as caught:
            call(search, now)
        assert caught.value.problems == (warning,)
