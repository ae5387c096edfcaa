"""What the rows of one application say together, in whatever order they say it."""

from __future__ import annotations

from itertools import permutations

import pytest

from interview_rules.imports import Importer

MAPPING = {
    "company": "C",
    "application": "Id",
    "dates": [
        {"column": "Sent", "event": "application-sent", "optional": True},
        {"column": "Reply", "event": "reply-received", "optional": True},
        {"column": "Round", "event": "interview", "optional": True},
        {"column": "Offer", "event": "written-offer", "optional": True},
        {"column": "Planned", "event": "interview-scheduled", "optional": True},
        {"column": "Decision", "event": "decision-date-set", "optional": True},
        {"column": "Refused", "event": "rejection", "optional": True},
    ],
    "statuses": [
        {"column": "S", "optional": True},
        {"column": "Stage", "date": "Moved", "optional": True},
        {"column": "Result", "date": "Told", "optional": True},
    ],
    "words": {"both": ["interview", "rejected"]},
}
NONE = {"C": "A", "Id": 1, "S": None, "Stage": None, "Moved": None, "Result": None, "Told": None}


def read(*rows):
    return Importer(MAPPING).read([{**NONE, **row} for row in rows])


def told(found):
    return sorted(
        (str(event.at or event.date), event.event)
        for state in found.search.applications.values()
        for event in state.log()
    )


def shortened(guess):
    return guess.reason.removeprefix("the date of '").replace("' is not given; ", ": ")


SEVERAL = [
    (
        "an undated status of a row is dated by the other rows",
        [{"Sent": "2026-11-01", "S": "rejected"}, {"Round": "2026-11-06"}],
        [("2026-11-01", "application-sent"), ("2026-11-06", "interview"), ("2026-11-06", "rejection")],
        ["rejection: 2026-11-06 is assumed, the date of the latest event, 'interview'"],
    ),
    (
        "a date in one row answers for the same status without a date in another",
        [{"Sent": "2026-11-01", "S": "Interview"}, {"Stage": "Interview", "Moved": "2026-11-06"}],
        [("2026-11-01", "application-sent"), ("2026-11-06", "interview")],
        ["interview: 2026-11-06 is assumed, the date of its status"],
    ),
    (
        "the same for an answer",
        [{"Sent": "2026-11-01", "S": "Rejected"}, {"Result": "Rejected", "Told": "2026-11-09"}],
        [("2026-11-01", "application-sent"), ("2026-11-09", "rejection")],
        [],
    ),
    (
        "an undated status is applied once",
        [{"Sent": "2026-11-01", "S": "rejected"}, {"Round": "2026-11-06", "S": "rejected"},
         {"S": "Not selected", "Round": "2026-11-05"}],
        [("2026-11-01", "application-sent"), ("2026-11-05", "interview"), ("2026-11-06", "interview"),
         ("2026-11-06", "rejection")],
        ["rejection: 2026-11-06 is assumed, the date of the latest event, 'interview'"],
    ),
    (
        "a row without any date of its own is not rejected",
        [{"S": "rejected"}, {"Sent": "2026-11-01"}],
        [("2026-11-01", "application-sent"), ("2026-11-01", "rejection")],
        ["rejection: 2026-11-01 is assumed, the date of the latest event, 'application-sent'"],
    ),
    (
        "the application is sent before anything else happens",
        [{"S": "applied"}, {"Reply": "2026-11-03", "Round": "2026-11-06"}],
        [("2026-11-03", "application-sent"), ("2026-11-03", "reply-received"),
         ("2026-11-06", "interview")],
        ["application-sent: 2026-11-03 is assumed, the date of the earliest event, 'reply-received'"],
    ),
    (
        "what was turned down depends on offers in any row",
        [{"Sent": "2026-11-01", "Result": "I declined", "Told": "2026-11-20"},
         {"Stage": "offer", "Moved": "2026-11-12"}],
        [("2026-11-01", "application-sent"), ("2026-11-12", "verbal-offer"),
         ("2026-11-20", "offer-declined")],
        [],
    ),
    (
        "rounds of a log of stages are kept apart",
        [{"Stage": "phone screen", "Moved": "2026-11-02"}, {"Stage": "onsite", "Moved": "2026-11-09"},
         {"Stage": "onsite", "Moved": "2026-11-09 17:00"}],
        [("2026-11-02", "phone-screen"), ("2026-11-09", "interview")],
        ["phone-screen: 2026-11-02 is assumed, the date of its status",
         "interview: 2026-11-09 is assumed, the date of its status"],
    ),
    (
        "a phone screen with a date does not stand for an interview without one",
        [{"Sent": "2026-11-01", "Stage": "phone screen", "Moved": "2026-11-05"}, {"S": "interview"}],
        [("2026-11-01", "application-sent"), ("2026-11-05", "phone-screen"),
         ("None", "interview-scheduled")],
        ["phone-screen: 2026-11-05 is assumed, the date of its status",
         "interview: the event is recorded without it"],
    ),
    (
        "two rounds on the day on which a card was moved twice",
        [{"Stage": "phone screen", "Moved": "2026-11-05"},
         {"Stage": "interview", "Moved": "2026-11-05", "Sent": "2026-11-01"}],
        [("2026-11-01", "application-sent"), ("2026-11-05", "interview"),
         ("2026-11-05", "phone-screen")],
        ["phone-screen: 2026-11-05 is assumed, the date of its status",
         "interview: 2026-11-05 is assumed, the date of its status"],
    ),
    (
        "a column says which round a status of that day is",
        [{"Round": "2026-11-05 15:00"}, {"Stage": "phone screen", "Moved": "2026-11-05"},
         {"S": "onsite"}],
        [("2026-11-05 15:00:00", "interview")],
        [],
    ),
    (
        "rounds without dates are kept apart",
        [{"Sent": "2026-11-01", "S": "interview"}, {"S": "phone screen"}, {"S": "phone call"}],
        [("2026-11-01", "application-sent"), ("None", "interview-scheduled"),
         ("None", "interview-scheduled")],
        ["phone-screen: the event is recorded without it", "interview: the event is recorded without it"],
    ),
    (
        "a date of a column in another row stands for an answer, but not for a further round",
        [{"Offer": "2026-11-20", "Round": "2026-11-06"},
         {"Stage": "interview", "Moved": "2026-11-02", "Result": "offer", "Told": "2026-11-22"}],
        [("2026-11-02", "interview"), ("2026-11-06", "interview"), ("2026-11-20", "written-offer")],
        ["interview: 2026-11-02 is assumed, the date of its status"],
    ),
    (
        "a reply on the day of a rejection is that rejection, and no guess remains of it",
        [{"Reply": "2026-11-09 10:00", "S": "replied"}, {"Result": "rejected", "Told": "2026-11-09"}],
        [("2026-11-09", "rejection")],
        [],
    ),
    (
        "an undated reply is dated by the rejection, and so is that rejection",
        [{"Sent": "2026-11-01", "S": "replied"}, {"Refused": "2026-11-09 16:00"}],
        [("2026-11-01", "application-sent"), ("2026-11-09 16:00:00", "rejection")],
        [],
    ),
    (
        "a round is not dated by the application or by an answer that is a guess itself",
        [{"Sent": "2026-11-01", "S": "rejected"}, {"S": "interview"}],
        [("2026-11-01", "application-sent"), ("2026-11-01", "rejection"),
         ("None", "interview-scheduled")],
        ["interview: the event is recorded without it",
         "rejection: 2026-11-01 is assumed, the date of the latest event, 'application-sent'"],
    ),
    (
        "a round is not dated by an application that came after the reply",
        [{"Sent": "2026-11-05", "S": "interview"}, {"Reply": "2026-11-03"}],
        [("2026-11-03", "interview"), ("2026-11-03", "reply-received"),
         ("2026-11-05", "application-sent")],
        ["interview: 2026-11-03 is assumed, the date of the latest event, 'reply-received'"],
    ),
    (
        "a date that was only named is the last resort",
        [{"Decision": "2026-11-27", "S": "rejected"}, {"S": "applied"}],
        [("2026-11-27", "decision-date-set"), ("2026-11-27", "rejection")],
        ["rejection: 2026-11-27 is assumed, the latest date named, 'decision-date-set'"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected", "guesses"), [each[1:] for each in SEVERAL], ids=[e[0] for e in SEVERAL]
)
def test_rows_say_together_what_happened(rows, expected, guesses):
    for ordered in permutations(rows):
        found = read(*ordered)
        assert told(found) == expected
        assert sorted(map(shortened, found.guesses)) == sorted(guesses)
        assert found.rejected == found.left_out == ()


@pytest.mark.parametrize("rows", [SEVERAL[0][1], SEVERAL[1][1], SEVERAL[2][1]])
def test_columns_of_one_row_say_the_same_as_several_rows(rows):
    joined = {name: value for row in rows for name, value in row.items()}
    assert told(read(joined)) == told(read(*rows))


def test_a_stage_of_job_ops_comes_before_an_outcome_without_a_date():
    found = Importer("job-ops").read([
        {"application_id": "a", "employer": "A", "title": "T", "status": "in_progress",
         "applied_at": "2026-11-01", "outcome": "rejected", "closed_at": None,
         "to_stage": "technical_interview", "occurred_at": "2026-11-06"},
    ])  # fmt: skip
    assert told(found) == [
        ("2026-11-01", "application-sent"),
        ("2026-11-06", "interview"),
        ("2026-11-06", "rejection"),
    ]
    latest = "the date of the latest event, 'interview'"
    assert [str(guess) for guess in found.guesses] == [
        "rows[0]: the date of 'interview' is not given; 2026-11-06 is assumed, the date of its status",
        f"rows[0]: the date of 'rejection' is not given; 2026-11-06 is assumed, {latest}",
    ]


def test_a_guess_names_its_row():
    found = read({"Sent": "2026-11-01"}, {"S": "rejected"}, {"Round": "2026-11-05"})
    assert [str(guess.place) for guess in found.guesses] == ["rows[1]"]


def test_without_any_date_every_row_is_rejected_or_left_out():
    found = read({"S": "rejected"}, {"S": "interview"}, {"C": "B", "Id": 2, "S": "interview"})
    assert told(found) == [("None", "interview-scheduled")]
    assert [str(row).partition(" (")[0] for row in found.rejected] == [
        "rows[0]: no date is given",
        "rows[1]: no date is given",
    ]
    saved = read({"S": "saved"}, {"S": "archived"})
    assert [str(each) for each in saved.left_out] == [
        "rows[0]: the status is not-applied, and no date is given",
        "rows[1]: the status is not-applied, and no date is given",
    ]
    mixed = read({"S": "saved"}, {"S": "applied"})
    assert (mixed.left_out, len(mixed.rejected)) == ((), 2)
    # The day of an interview can be asked for, but that of an answer would be lost.
    assert read({"S": "both"}).summary.rejected == 1
    assert told(read({"S": "applied", "Stage": "onsite"})) == [("None", "interview-scheduled")]


def test_notes_are_in_the_order_of_the_rows():
    found = read(
        {"C": "B", "Id": 2, "S": "rejected"}, {"C": None}, {"C": "D", "Id": 4, "S": "offer"}
    )
    assert [str(row.place) for row in found.rejected] == ["rows[0]", "rows[1]", "rows[2]"]


def test_statuses_count_as_events_of_an_application():
    rows = [{"Stage": "interview", "Moved": 1_700_000_000 + 86_400 * n} for n in range(1_002)]
    found = read(*rows, {"S": "interview"})
    assert found.summary.events == 1_000
    assert [str(row.place) for row in found.rejected] == ["rows[1000]", "rows[1001]", "rows[1002]"]


def test_a_date_that_says_nothing_is_not_told_as_missing():
    mapping = {"company": "C", "statuses": [{"column": "S", "date": "D"}]}

    def told_of(status: str) -> list[str]:
        sheet = Importer(mapping).read([{"C": "A", "S": status, "D": "2026-11-19"}])
        return [str(row).partition(" (")[0] for row in (*sheet.rejected, *sheet.left_out)]

    assert told_of("waiting") == [
        "rows[0]: the status is waiting, which does not say what happened on its date"
    ]
    assert told_of("saved") == ["rows[0]: the status is not-applied"]


def test_the_order_of_rows_does_not_matter_even_on_one_day():
    rows = [
        {"S": "withdrawn", "D": "2026-11-05"},
        {"S": "assessment", "D": "2026-11-05"},
        {"S": "interview", "D": ""},
    ]
    mapping = {"company": "C", "application": "Id", "statuses": [{"column": "S", "date": "D"}]}
    seen = set()
    for order in permutations(rows):
        found = Importer(mapping).read([{"C": "A", "Id": 1, **row} for row in order])
        (state,) = found.search.applications.values()
        seen.add(tuple(sorted(event.model_dump_json() for event in state.log())))
    assert len(seen) == 1
