from __future__ import annotations

from collections import Counter

import pytest

from interview_rules.events.event import EVENTS
from interview_rules.imports.statuses import _data, known_statuses, plain, tracker_words


def test_every_word_has_one_meaning():
    words = Counter(
        plain(word)
        for name, each in _data()["statuses"].items()
        for word in (name, *each["aliases"])
    )
    words.update(plain(word) for word in _data()["ambiguous"])
    assert {word: count for word, count in words.items() if count > 1} == {}


def test_statuses_are_made_of_known_events():
    for status in known_statuses().values():
        assert {*status.events, status.without_offer} <= {*EVENTS, ""}
    for names in _data()["ambiguous"].values():
        assert {*names} <= known_statuses().keys()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        # What six trackers write.
        ("evaluated", "not-applied"), ("Applied", "applied"), ("responded", "replied"),
        ("SKIP", "not-applied"), ("discarded", "not-applied"), ("hired", "accepted"),
        ("no_response", "no-answer"), ("Ghosted", "no-answer"), ("recruiter_screen", "screening"),
        ("hiring_manager_screen", "interview"), ("onsite", "interview"), ("expired", "closed"),
        ("offer_accepted", "accepted"), ("Offer Declined", "offer-declined"), ("draft", "not-applied"),
        ("Awaiting Response", "waiting"), ("Dropped Out", "withdrawn"), ("In Progress", "in-progress"),
        ("hiring freeze", "on-hold"), ("  PHONE-screen ", "screening"), ("1st Interview", "interview"),
    ],
)  # fmt: skip
def test_spellings_of_trackers(word, name):
    found = tracker_words().read(word)
    assert found is not None
    assert [status.name for status in found] == [name]


def test_similar_words_are_suggested_and_opposites_are_named():
    words = tracker_words()
    assert words.read("Rejcted") is None
    assert str(words.explain("Rejcted")[1]) == "did you mean rejected?"
    # A word is read to its end.
    assert words.read("rejected" + " " * 300) is not None
    assert words.read("rejected" + " " * 300 + "by me") is None
    assert words.read("declined") is None
    message, near = words.explain("Declined")
    assert message == "can mean opposite things"
    assert near.near == ("rejected", "offer-declined")
    assert not words.explain("zzzzz")[1]


def test_own_words_come_first():
    words = tracker_words().with_words(
        {"Declined": ("rejected",), "No": (), "Ghosted": ("rejected",)}
    )
    assert [status.name for status in words.read("declined") or ()] == ["rejected"]
    assert words.read("no") == ()
    assert [status.name for status in words.read("ghosted") or ()] == ["rejected"]
    assert tracker_words().read("declined") is None
