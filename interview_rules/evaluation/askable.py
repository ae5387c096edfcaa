"""Questions about what the candidate may know but the state does not contain.

Events that may still happen (a reply, an offer, or an action currently advised) are not asked
about.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.askable_circumstances import own_events, own_facts, people
from interview_rules.evaluation.assumptions import MOST_ROUNDS, unconfirmed
from interview_rules.evaluation.changes import (
    NO,
    AddDecisionDate,
    AddEvent,
    AddThanks,
    CallOff,
    ConfirmRound,
)
from interview_rules.evaluation.question_context import YES_NO, QuestionContext
from interview_rules.facts.vocabulary import OFFSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.calendars.calendar import Span
    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.question import Question
    from interview_rules.events.event import Event

__all__ = ["askable"]

_AFTER_THE_FIRST_ROUND = (
    "interview",
    "test_taken",
    "upcoming_interview",
    "offer_made",
    "offer_accepted",
    "rejection",
    "withdrawn",
)
"""Facts that, once any of them is known, rule out the question about a first interview."""


def askable(evaluation: Evaluation) -> Iterator[Question]:
    """Yield a question for each gap in the state that the candidate may be able to fill.

    Each id is unique. Questions under `skip_questions` are left out until the state changes.
    """
    context = QuestionContext(evaluation)
    seen = set(evaluation.state.skipped_questions)
    several = (_dates, _open_ends, people, own_events, own_facts)
    for questions in several:
        for question in questions(context):
            if question.id not in seen:
                seen.add(question.id)
                yield question


def _dates(context: QuestionContext) -> Iterator[Question]:
    """Yield questions about the dates on which most advice depends."""
    arranged = context.latest("interview-scheduled")
    if arranged is not None and arranged.date is None and not context.knows("upcoming_interview"):
        yield context.dated(
            "When is the round that was arranged?", "upcoming_interview", arranged, hour=True
        )
    elif not any(map(context.knows, _AFTER_THE_FIRST_ROUND)):
        yield context.question(
            "When is or was the interview?",
            "interview",
            f"{context.next_event}.at",
            AddEvent("interview"),
            hour=True,
        )
    for event, day in unconfirmed(context.evaluation):
        yield _took_place(context, event, day)
    for event, day in _brought_forward(context):
        yield _still_on(context, event, day)
    held = None if context.latest_round is None else context.latest_round.moment
    if (
        context.knows("interview")
        and not context.knows("decision_date")
        and not context.knows("no_date")
    ):
        yield context.question(
            "Did they say when they will decide?",
            "decision_date",
            f"{context.next_event}.date",
            AddDecisionDate(_when_said(context)),
            choices=((NO, "No, they did not say"),),
            earliest=held,
        )
    offered = context.evaluation.facts[OFFSETS["offer"]] > 0
    if offered and not context.knows("offer_deadline") and not context.knows("offer_accepted"):
        yield context.question(
            "By when do they want an answer to their offer?",
            "offer_deadline",
            f"{context.next_event}.date",
            AddEvent("offer-deadline", dated=True),
            hour=True,
            earliest=context.after(context.cause("offer_made")),
        )
    if context.knows("other_offer") and not context.knows("other_offer_deadline"):
        other = context.cause("other_offer")
        employer = None if other is None else other.employer
        yield context.question(
            f"By when does {employer or 'the other employer'} want an answer?",
            "other_offer_deadline",
            f"{context.next_event}.date",
            AddEvent("other-offer-deadline", dated=True, employer=employer),
            # Several employers may have made offers, each of which has a deadline of its own.
            id_="" if employer is None else f"other_offer_deadline-{employer}",
            hour=True,
            earliest=context.after(other),
        )
    yield from _thanks(context, held)


def _took_place(context: QuestionContext, event: Event, day: date) -> Question:
    text = f"Did the round on {day.isoformat()} take place?"
    return context.question(
        text,
        "interview",
        context.next_event,
        ConfirmRound(event, day),
        id_=f"took-place-{day.isoformat()}",
        type_="choice",
        choices=YES_NO,
    )


def _brought_forward(context: QuestionContext) -> Iterator[tuple[Event, date]]:
    """Yield upcoming rounds, with their local days, that another round may have replaced.

    The other round takes place earlier and was arranged later. Yields at most `MOST_ROUNDS`.
    """
    planned = [
        meeting
        for meeting in context.evaluation.session.intervals.timeline.meetings
        if not meeting.held and meeting.announced <= context.evaluation.instant < meeting.off
    ]
    found = []
    announced = at_this_moment = -NEVER
    moment = None
    for meeting in sorted(planned, key=lambda m: m.moment):
        if meeting.moment != moment:
            announced, at_this_moment = max(announced, at_this_moment), -NEVER
            moment = meeting.moment
        at_this_moment = max(at_this_moment, meeting.announced)
        if context.evaluation.instant < meeting.over and meeting.announced < announced:
            found.append((meeting.event, date.fromordinal(meeting.moment[2])))
    yield from found[:MOST_ROUNDS]


def _still_on(context: QuestionContext, event: Event, day: date) -> Question:
    text = f"Is the round on {day.isoformat()} still on, besides the earlier one?"
    return context.question(
        text,
        "upcoming_interview",
        context.next_event,
        CallOff(event, context.evaluation.now),
        id_=f"still-on-{day.isoformat()}",
        type_="choice",
        choices=YES_NO,
    )


def _when_said(context: QuestionContext) -> date | None:
    """Return the moment to record if the employer named no date: the latest round, or else today."""
    held = context.latest_round
    if held is None:
        return context.today
    return held.event.date if held.event.event == "interview-scheduled" else held.event.at


def _thanks(context: QuestionContext, held: Span | None) -> Iterator[Question]:
    recorded = {
        context.evaluation.pack.recorded.get(action) for action in context.evaluation.actions
    }
    said = any(map(context.knows, ("thank_you", "thank_you_missing", "thank_you_failed")))
    if not context.knows("interview") or said or "thank-you-sent" in recorded:
        return

    text = "Did you send a thank-you note after the interview, and when?"
    yield context.question(
        text,
        "thank_you",
        f"{context.next_event}.at",
        AddThanks(context.evaluation.now),
        rank=1,
        choices=((NO, "No, I did not send one"),),
        earliest=held,
        latest=(context.now, context.now, context.today.toordinal()),
    )


def _open_ends(context: QuestionContext) -> Iterator[Question]:
    """Yield questions about missing end or due dates, such as the end of a hold."""
    for begun, ends, text in (
        ("on_hold", "hold_until", "Until when is the position on hold?"),
        ("background_check", "background_check_due", "When is the background check due?"),
        ("materials_requested", "materials_due", "By when do they want the materials?"),
        ("their_question", "their_question_due", "By when do they want your answer?"),
    ):
        if context.knows(begun) and not context.knows(ends):
            event = context.cause(begun)
            if event is not None:
                yield context.dated(text, ends, event, hour=begun != "background_check")
    away = context.latest("contact-away")
    if away is not None and away.date is None and not context.knows("contact_away"):
        yield context.dated("Until when is your contact away?", "contact_away", away)
