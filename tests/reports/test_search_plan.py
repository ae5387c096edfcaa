"""Plans for a search of several applications."""

from __future__ import annotations

import pytest
from search_examples import ACME, BIRCH, NOW, given, search

from interview_rules import StateError, advise, plan


def test_a_plan_covers_all_applications():
    found = search(Acme=ACME, Birch=BIRCH)
    made = plan(found, NOW, assume="follow advice")
    assert [(each.application, each.event.event) for each in made.happens] == [
        ("Acme", "follow-up-sent"),
        ("Acme", "follow-up-sent"),
        ("Acme", "hr-contacted"),
    ]
    first = made.stretches[0]
    assert {(n, a.action) for n, a in first} == given(advise(found, NOW))
    for one, other in zip(made.stretches, made.stretches[1:], strict=False):
        assert one.since < one.until == other.since
    assert made.until.isoformat() == "2027-01-16T12:00:00-05:00"
    assert {row.application for row in made.rows} == {"", "Acme", "Birch"}
    assert not made.cut_short


def test_a_plan_shows_that_the_pipeline_runs_dry():
    made = plan(search(Acme=ACME), NOW, assume="follow advice")
    searching = [row for row in made.rows if row.action == "continue-search"]
    assert [row.id for row in searching] == ["keep-searching", "fill-the-pipeline"]
    assert searching[1].bars[0].since.date().isoformat() == "2026-12-04"


def test_an_event_in_an_application_is_listed_once():
    sent = {"application": "Acme", "event": "application-sent", "at": "2026-11-24"}
    made = plan(search(Acme=ACME), NOW, assume=[sent])
    assert [(each.application, each.imagined) for each in made.happens] == [("Acme", True)]


def test_an_offer_of_the_person_is_listed_once():
    offer = {"event": "written-offer", "at": "2026-11-25 10:00", "employer": "Cobalt"}
    both = {"Acme": ACME, "Birch": BIRCH}
    recorded = plan(search(**both).with_events(offer), NOW).happens
    assert [(each.application, each.imagined) for each in recorded] == [("", False)]
    imagined = plan(search(**both), NOW, assume=[offer]).happens
    assert [(each.application, each.imagined) for each in imagined] == [("", True)]


def test_imagined_events_name_their_application():
    offered = {"application": "Acme", "event": "written-offer", "at": "2026-11-24"}
    made = plan(search(Acme=ACME, Delta=ACME), NOW, assume=[offered])
    assert "tell-about-other-offer" in {row.action for row in made.rows if
                                        row.application == "Delta"}  # fmt: skip
    assert [(each.application, each.imagined) for each in made.happens] == [("Acme", True)]
    with pytest.raises(StateError) as error:
        plan(search(Acme=ACME), NOW, assume=[{**offered, "application": "Acne"}])
    assert str(error.value) == (
        "assume[0].application: unknown application 'Acne' (did you mean Acme?)"
    )


def test_problems_with_imagined_events_are_located():
    wrong = {"event": "advice-done", "at": "2026-12-01", "advice": "nope"}
    for event in (wrong, {**wrong, "application": "Acme"}):
        with pytest.raises(StateError) as error:
            plan(search(Acme=ACME), NOW, assume=["follow advice", event])
        assert str(error.value).startswith("assume[1].advice: unknown advice 'nope'")


def test_problems_of_imagined_events_name_their_application():
    far = {"at": "1901-01-01", "event": "reply-received", "application": "Acme"}
    with pytest.raises(StateError) as caught:
        plan(search(Acme={**ACME, "country": "DE"}), NOW, assume=[far])
    (problem,) = caught.value.problems
    assert problem.where.startswith("applications.Acme")
