"""Descriptions of the fields of events, entries, states and searches, with examples.

The JSON Schemas contain these texts. A description under `ANY` holds for every model that has no
description of its own for the field.
"""

from __future__ import annotations

from typing import Any

__all__ = ["ANY", "DESCRIPTIONS", "EXAMPLES"]

ANY = ""
"""The key of `DESCRIPTIONS` whose texts hold for models that have no text of their own."""

DESCRIPTIONS: dict[str, dict[str, str]] = {
    ANY: {
        "$schema": "The address of the JSON Schema, for editors; null if there is none.",
        "activities": "What the candidate did for the job search as a whole.",
        "asked": "True if the candidate asked for the date, false if the employer offered it; null"
        " if unknown.",
        "at": "When it happened: an instant, or a date if the time of day is unknown.",
        "candidate": "The name of the candidate, to sign drafts of messages; null if unknown.",
        "channel": "How the message was sent; null if unknown.",
        "company": "The name of the employer; null if unknown.",
        "contact": "The name of the person at the employer whom the event concerns; null if unknown.",
        "country": "The ISO 3166 code of the country whose weekends and public holidays apply; null"
        " for a weekend of Saturday and Sunday and no holidays.",
        "date": "The date that the news names; null if it names none.",
        "detail": "A note in your own words, without effect on the advice; null for none.",
        "earliest": "The first day of the range that ends on `date`; null if a single date was"
        " stated.",
        "end": "When the round ends; null if unknown.",
        "events": "An event log, in any order.",
        "free_days": "The days without work, instead of the public holidays of `country`; null to"
        " use those holidays.",
        "id": "Your own id, which is kept unchanged; null for none.",
        "interviewers": "The names of the people who took part in the round, or will.",
        "kind": "The kind of this entry.",
        "link": "The web address of the video call; null if there is none.",
        "marks": "Advice that the candidate marked as done or snoozed.",
        "meta": "Your own data as JSON, which is kept unchanged; null for none.",
        "place": "Where the round takes place; null if unknown.",
        "role": "The role of the person involved; use `recruiter` or `agency` for someone who acts"
        " between candidate and employer; null if unknown.",
        "said_on": "When the employer stated the date; null if unknown.",
        "schema_version": "The version of the layout; by default the latest.",
        "subdivision": "The code of the part of `country` whose public holidays apply; null for"
        " those of the whole country.",
        "timezone": "The IANA time zone of the candidate, in which times without an offset are read;"
        " null for UTC.",
        "to": "The name of the person the message was sent to; null if unknown.",
        "until": "When it ends: the last day, or an instant; null if unknown.",
        "weekend": "The days of the week without work, from 0 for Monday to 6 for Sunday; null to"
        " use those of `country`, or without it Saturday and Sunday.",
        "zone": "The IANA time zone in which the times of the round were stated; null for the"
        " candidate's.",
    },
    "Event": {
        "advice": "The `action` of the advice that was done or snoozed; null for other events.",
        "at": "When it happened: an instant, or a date if the time of day is unknown; null if"
        " unknown, which only an event that states or arranges a date allows.",
        "date": "The date that the event names, such as a decision date or a deadline; null if it"
        " names none.",
        "elsewhere": "True if the event concerns another employer.",
        "employer": "The name of the other employer, to tell several apart; null if there is no need.",
        "event": "What happened.",
        "id": "An id of your own, null for none; events that are equal in every field except `meta`"
        " count once.",
        "kind": "The kind of round that `interview-scheduled` arranges; null for an interview.",
        "message": "Whether the caller of a missed call left a message; null if unknown.",
        "other_role": "The name of another role at the same employer, if the event concerns that"
        " role; null otherwise.",
    },
    "Activity": {"kind": "What the candidate did for the search."},
    "Away": {
        "at": "When the absence became known.",
        "contact": "The name of the person who is away; null if unknown.",
        "until": "The last day of the absence; null if unknown.",
    },
    "CalledOff": {
        "at": "When the round was missed or called off.",
        "date": "The date of the round; null for the next one that had been arranged by `at`.",
        "how": "What became of the round.",
    },
    "Check": {
        "due": "The day by which the check ends or the materials are wanted; null if unknown.",
        "kind": "The step of the check.",
    },
    "Deadline": {
        "date": "The last day on which to answer the offer, or the instant by which to do so."
    },
    "Hold": {
        "at": "When the hold was announced.",
        "until": "The day until which the position is on hold; null if unknown.",
    },
    "Mark": {
        "advice": "The `action` of the advice that was done or snoozed.",
        "at": "When the advice was done or snoozed.",
        "how": "Whether the advice was done or snoozed.",
        "until": "The day or instant at which the snoozed advice is given again; null for as long as"
        " it applies without interruption.",
    },
    "OfferStep": {"step": "The step of the offer, or its outcome."},
    "OwnStep": {"step": "What the candidate did or decided."},
    "Reply": {
        "date": "The new decision date that an answer names, or the day by which a question is to be"
        " answered; null if there is none.",
        "kind": "The kind of message or news; only `answer` and `question` settle a follow-up.",
        "message": "Whether the caller of a missed call left a message; null if unknown.",
        "sender": "The name of the person who wrote or called; null if unknown.",
    },
    "Round": {
        "arranged": "When the invitation to a planned round came; null if unknown.",
        "date": "When the round takes place: an instant, or a date if the time of day is unknown;"
        " null only for a planned round without a date.",
        "kind": "The kind of the round.",
        "planned": "True for a round that was only arranged; any other counts as having taken place"
        " once its moment arrives or, for an instant with an `end`, once it ends.",
    },
    "StatedDate": {
        "date": "The date that was stated; null only for the kinds `changed` and `none`.",
        "kind": "What the employer said about the date, or that there is none.",
        "said_on": "When the employer stated it; null if unknown, which the kind `none` does not"
        " allow.",
    },
    "ThankYou": {"outcome": "Whether the note was sent, arrived and was answered."},
    "StateFields": {
        "away": "Absences of the contact.",
        "called_off": "Rounds that were missed, cancelled or to be rescheduled.",
        "checks": "References, background checks and requested materials.",
        "contact_known": "False if the candidate has no contact details for the employer; null if"
        " unknown.",
        "contact_updates": "Messages with new contact details or similar, without a question.",
        "dates": "Dates that the employer stated, or statements that there is none.",
        "elsewhere": "Events of other employers.",
        "employer_kind": "The kind of employer; a university or a public body decides more slowly;"
        " null if unknown.",
        "facts": "The values of facts that a rule pack declares, by name; moments are written as text.",
        "failed_attempts": "Attempts to reach the employer that failed.",
        "follow_ups": "Messages in which the candidate asked about the status.",
        "free_days_named": "Days on which the employer said that it would be closed.",
        "holds": "Holds on the position.",
        "hr_contacts": "Messages in which the candidate asked human resources about the status.",
        "hr_reachable": "False if the employer has no human resources department, or it accepts no"
        " questions; null if unknown.",
        "intermediary": "Who acts between candidate and employer; null if unknown.",
        "internal_candidate": "True if the candidate already works for the employer; null if"
        " unknown.",
        "interviewer": "The name of the interviewer, for texts and drafts; null if unknown.",
        "offer_deadlines": "Deadlines for answering the offer.",
        "offers": "Steps of the offer of this employer, and its outcome.",
        "other_applications": "The number of other open applications; null if unknown.",
        "other_offer_deadlines": "Deadlines for answering the offers of other employers.",
        "other_offers": "Offers of other employers.",
        "own_steps": "Other things that the candidate did or decided.",
        "position": "The title of the job; null if unknown.",
        "rejections": "Rejections by the employer.",
        "replies": "Messages from the employer, and news about it.",
        "rounds": "Interviews, screening calls and tests, past and planned.",
        "skip_questions": "Ids of questions answered with “I do not know”, each with a digest of the"
        " state at that time; `answer` writes them.",
        "start_date_changes": "Changes of the first working day.",
        "thank_yous": "Thank-you notes, and what became of them.",
        "withdrawals": "Withdrawals of the application by the candidate.",
    },
    "JobSearch": {
        "applications": "The state of each application, by a name of your choice, or in a list, where"
        " each is named by company and position or else by its number.",
        "country": "The ISO 3166 code of the country for applications that have no country, free days"
        " or weekend; null for none.",
        "events": "Events that belong to the person: activities, and offers of employers that are"
        " not among the applications.",
        "marks": "Advice on the search as a whole that the candidate marked as done or snoozed.",
        "timezone": "The IANA time zone for applications without one; null for UTC.",
    },
}
"""The description of each field, by the name of the model."""

_DATES = ["2026-11-25", "2026-11-25T15:00:00+01:00"]

EXAMPLES: dict[str, list[Any]] = {
    "$schema": ["urn:interview-rules:schema:state"],
    "advice": ["follow-up"],
    "arranged": ["2026-11-16", "2026-11-16T09:30:00+01:00"],
    "at": ["2026-11-19", "2026-11-19T14:00:00+01:00"],
    "candidate": ["Sam Rivera"],
    "company": ["Harbor & Finch"],
    "event": ["interview", "flat.viewed"],
    "contact": ["Ms. Okafor"],
    "country": ["US", "DE"],
    "date": _DATES,
    "detail": ["They sounded pleased."],
    "due": _DATES,
    "earliest": ["2026-11-23"],
    "employer": ["Birch Logistics"],
    "end": ["2026-11-19T15:00:00+01:00"],
    "facts": [{"tests_passed": 2, "likes_us": True}],
    "free_days": [["2026-12-24", "2026-12-25"]],
    "id": ["17"],
    "interviewer": ["Ms. Okafor"],
    "interviewers": [["Ms. Okafor", "Mr. Reyes"]],
    "link": ["https://meet.example/abc"],
    "meta": [{"source": "mail 17"}],
    "other_applications": [3],
    "other_role": ["Data Engineer"],
    "place": ["12 Harbor Street, room 4"],
    "position": ["Data Analyst"],
    "said_on": ["2026-11-19", "2026-11-19T15:00:00+01:00"],
    "sender": ["Ms. Okafor"],
    "skip_questions": [{"intermediary": "5f0c2b7d91a3e846"}],
    "subdivision": ["NY"],
    "timezone": ["America/New_York", "Europe/Berlin"],
    "to": ["Ms. Okafor"],
    "until": ["2026-12-04"],
    "weekend": [[5, 6]],
    "zone": ["Europe/London"],
}
"""Valid values to show as examples of each field, whatever the model."""
