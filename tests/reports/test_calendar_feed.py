"""Feeds: name, colour, refresh interval and ETag."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest
from icalendar import Calendar

from interview_rules import CalendarFeed, StateError, advise, plan

STATE = {"interview": "2026-11-19", "company": "Acme", "position": "Clerk"}
NOW = "2026-11-20 12:00"


def test_a_feed_is_frozen_and_equal_if_its_content_is():
    feed = plan(STATE, NOW).to_feed()
    assert isinstance(feed, CalendarFeed)
    assert feed == plan(STATE, NOW).to_feed()
    with pytest.raises(FrozenInstanceError):
        feed.name = "Other"
    assert feed.etag[0] == feed.etag[-1] == '"'
    assert feed.etag[1:-1].isalnum()


@pytest.mark.parametrize(
    ("state", "options", "name"),
    [
        (STATE, {}, "Clerk at Acme"),
        ({}, {"name": "One"}, "One"),
        ({}, {}, "Job application"),
        (STATE, {"title": "My; jobs,\r\nand\x00 more"}, "My; jobs, and more"),
    ],
)
def test_a_feed_has_a_name(state, options, name):
    feed = advise(state, NOW).to_feed(**options)
    assert feed.name == name
    read = Calendar.from_ical(feed.content)
    assert str(read["NAME"]).replace("\\", "") == name


def test_all_that_is_wrong_with_a_look_is_named():
    with pytest.raises(StateError) as error:
        plan(STATE, NOW).to_feed(color="steelbleu", refresh=timedelta(seconds=1))
    assert str(error.value).split("\n") == [
        "color: unknown color 'steelbleu' (did you mean steelblue?)",
        (
            "refresh: a refresh interval must be from a minute to 30 days, not 0:00:01"
            " (write, for example, timedelta(hours=6))"
        ),
    ]
    with pytest.raises(StateError) as error:
        plan(STATE, NOW).to_feed(title=3, color=["red"])
    assert [str(problem).partition(" (")[0] for problem in error.value.problems] == [
        "title: a title must be text, not 3",
        "color: unknown color '['red']'",
    ]
    for call in (plan(STATE, NOW).to_feed, plan(STATE, NOW).to_ics):
        with pytest.raises(StateError, match="name: a name must be text, not bytes"):
            call(name=b"Acme")
    with pytest.raises(StateError, match="must be a timedelta, not 6"):
        plan(STATE, NOW).to_feed(refresh=6)
