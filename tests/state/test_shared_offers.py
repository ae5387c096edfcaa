"""Offers that applications receive from the person and from each other."""

from __future__ import annotations

import pytest

from interview_rules import InterviewState, JobSearch, StateError

OFFER = {"event": "written-offer", "at": "2026-11-20"}
ROUND = {"event": "interview", "at": "2026-11-19"}


def search(**fields):
    applications = {
        "Ash": {"events": [ROUND]},
        "Birch": {"events": [ROUND, OFFER]},
        "Cobalt": {"events": [ROUND, {"event": "phone-screen", "at": "2026-11-17"}]},
    }
    return JobSearch.read({"applications": applications, **fields})


def offers_in(state):
    return [each.origin for each in state.intervals.values if each.fact == "other_offer"]


def test_applications_without_offers_share_one_happening():
    prepared = search().prepared
    (ash,), (cobalt,) = offers_in(prepared["Ash"]), offers_in(prepared["Cobalt"])
    assert ash is cobalt
    assert ash.event.employer == "Birch"
    assert offers_in(prepared["Birch"]) == []


def test_each_calendar_places_the_offers_in_its_own_time():
    found = search(timezone="Asia/Tokyo")
    moved = found.with_application(
        "Dune", InterviewState.read({"timezone": "America/New_York", "interview": "2026-11-19"})
    )
    (ash,), (dune,) = offers_in(moved.prepared["Ash"]), offers_in(moved.prepared["Dune"])
    assert dune.known - ash.known == 14 * 3600


def test_what_an_application_knows_of_another_employer_counts_with_what_it_receives():
    declined = {"event": "offer-declined", "at": "2026-11-22", "employer": "Birch"}
    applications = {
        "Ash": {"events": [ROUND], "elsewhere": [declined]},
        "Birch": {"events": [ROUND, OFFER]},
    }
    prepared = JobSearch.read({"applications": applications}).prepared
    (interval,) = [i for i in prepared["Ash"].intervals.values if i.fact == "other_offer"]
    assert interval.end == prepared["Ash"].timeline.happenings[-1].known


def test_reading_computes_no_facts():
    found = search(country="US")
    for state in (*found.applications.values(), *found.prepared.values()):
        assert "intervals" not in vars(state)
        assert "timeline" not in vars(state)


@pytest.mark.parametrize(
    ("years", "where", "first"),
    [
        ({"Ash": 2190}, "applications.Ash", "interview"),
        ({"Birch": 2190}, "applications.Ash", "written-offer"),
        ({"Birch": 2190, "Ash": 2191}, "applications.Ash", "interview"),
        ({"Cobalt": 2190}, "applications.Cobalt", "interview"),
    ],
)
def test_a_year_without_holidays_is_a_problem_of_the_first_application_that_needs_it(
    years, where, first
):
    applications = {
        name: {
            "events": [
                {"event": event, "at": f"{years.get(name, 2026)}-11-19"}
                for event in ("interview", *(["written-offer"] if name == "Birch" else []))
            ]
        }
        for name in ("Ash", "Birch", "Cobalt")
    }
    with pytest.raises(StateError) as error:
        JobSearch.read({"applications": applications, "country": "US"})
    (problem,) = error.value.problems
    assert problem.where.startswith(where)
    assert problem.message.startswith(f"{first}: business days from")
