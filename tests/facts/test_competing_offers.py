"""Offers of several other employers: the most urgent one counts, and each ends on its own."""

from __future__ import annotations

import pytest
from log_facts import causes, dated, facts

A, B = {"elsewhere": True, "employer": "Ash"}, {"elsewhere": True, "employer": "Birch"}
UNNAMED = {"elsewhere": True}


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (A, B, 3),
        (B, A, 4),
        (UNNAMED, A, 3),
        (A, UNNAMED, 4),
    ],
)
def test_of_two_equal_deadlines_that_of_the_first_employer_by_name_counts(one, other, first):
    log = [
        (3, "firm-offer", one),
        (4, "firm-offer", other),
        (5, "offer-deadline", {**one, **dated(20)}),
        (6, "offer-deadline", {**other, **dated(20)}),
    ]
    assert facts(8, *log)["other_offer"] == first
    assert causes(8, "other_offer", *log) == [("firm-offer", first)]
    assert facts(8, *log)["other_offer_deadline"] == 20


def test_an_acceptance_elsewhere_stands_beside_the_offer_of_another_employer():
    for accepting, other in ((A, B), (B, A)):
        log = [(5, "offer-accepted", accepting), (6, "firm-offer", other)]
        assert facts(8, *log)["accepted_elsewhere"] == 5
        assert facts(8, *log)["other_offer"] == 6
        assert causes(8, "accepted_elsewhere", *log) == [("offer-accepted", 5)]


def test_two_acceptances_of_one_day_are_one_fact():
    log = [(5, "offer-accepted", A), (5, "offer-accepted", B)]
    assert facts(8, *log)["accepted_elsewhere"] == 5


def test_of_two_acceptances_the_later_one_counts_until_it_is_over():
    for first, second in ((A, B), (B, A)):
        log = [(5, "offer-accepted", first), (7, "offer-accepted", second)]
        assert facts(8, *log)["accepted_elsewhere"] == 7
        over = (9, "offer-withdrawn", second)
        assert facts(10, *log, over)["accepted_elsewhere"] == 5
        assert facts(10, *log, (9, "offer-withdrawn", first))["accepted_elsewhere"] == 7


def test_a_deadline_that_was_moved_counts_where_it_is_now():
    log = [
        (3, "firm-offer", A),
        (3, "offer-deadline", {**A, **dated(10)}),
        (4, "firm-offer", B),
        (4, "offer-deadline", {**B, **dated(15)}),
        (5, "offer-deadline", {**A, **dated(20)}),
    ]
    assert [facts(day, *log)["other_offer_deadline"] for day in (4, 8, 15, 16)] == [10, 15, 15, 20]


def test_an_offer_that_ended_is_no_longer_the_most_urgent():
    log = [
        (3, "firm-offer", A),
        (3, "offer-deadline", {**A, **dated(10)}),
        (4, "firm-offer", B),
        (5, "offer-declined", A),
    ]
    assert [facts(day, *log)["other_offer_deadline"] for day in (4, 6)] == [10, None]
    assert [facts(day, *log)["other_offer"] for day in (4, 6)] == [3, 4]
    again = (7, "firm-offer", A)
    assert facts(8, *log, again)["other_offer"] == 7
    assert facts(8, *log, again)["other_offer_deadline"] is None


def test_an_offer_without_a_deadline_comes_between_those_ahead_and_those_past():
    log = [
        (2, "firm-offer", A),
        (2, "offer-deadline", {**A, **dated(10)}),
        (3, "firm-offer", B),
        (4, "firm-offer", {**UNNAMED, "employer": "Cobalt"}),
        (4, "offer-deadline", {**UNNAMED, "employer": "Cobalt", **dated(12)}),
    ]
    found = [facts(day, *log) for day in (9, 11, 13)]
    assert [seen["other_offer"] for seen in found] == [2, 4, 3]
    assert [seen["other_offer_deadline"] for seen in found] == [10, 12, None]
    gone = (13, "offer-declined", B)
    assert facts(14, *log, gone)["other_offer_deadline"] == 12


def test_an_ending_without_an_employer_ends_all_offers():
    log = [(3, "firm-offer", A), (4, "firm-offer", B), (5, "offer-accepted", B)]
    assert facts(8, *log)["other_offer"] is not None
    for over in ("offer-declined", "offer-withdrawn"):
        seen = facts(8, *log, (7, over, UNNAMED))
        assert (seen["other_offer"], seen["accepted_elsewhere"]) == (None, None)
