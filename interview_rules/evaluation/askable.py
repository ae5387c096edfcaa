"""Questions about everything that the candidate can know but the state does not contain.

Events that may still happen (a reply, an offer, or an action currently advised) are not asked
about.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.assumptions import MOST_ROUNDS, unconfirmed
from interview_rules.evaluation.provenance import causes
from interview_rules.evaluation.question import NO, YES, Question
from interview_rules.events.effects import ROUND_KINDS
from interview_rules.events.event import Event
from interview_rules.facts.vocabulary import OFFSETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.evaluation.evaluation import Evaluation
    from interview_rules.evaluation.question import Change
    from interview_rules.facts.vocabulary import Fact

__all__ = ["askable"]

_YES_NO = (YES, NO)
_AFTER_THE_FIRST_ROUND = (
    "interview",
    "test_taken",
    "upcoming_interview",
    "offer_made",
    "offer_accepted",
    "rejection",
    "withdrawn",
)
"""Facts of which any known one rules out the question about a first interview."""


def askable(evaluation: Evaluation) -> Iterator[Question]:
    """Yield a question for each gap in the state that the candidate may be able to fill."""
    asked = _Askable(evaluation)
    yield from asked.dates()
    yield from asked.open_ends()
    yield from asked.people()
    yield from asked.own_facts()


class _Askable:
    """Questions about the gaps in the state of one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.state = evaluation.state
        self.today = date.fromordinal(evaluation.calendar.day_of(evaluation.instant))

    def knows(self, fact: str) -> bool:
        return self.evaluation.facts[OFFSETS[fact]] < NEVER

    def _question(
        self,
        rank: int,
        text: str,
        fact: str,
        change: Change,
        *,
        type_: str = "moment",
        choices: tuple[str, ...] = (),
    ) -> Question:
        return Question(text, fact, type_, choices, self.state, change, rank)

    def dates(self) -> Iterator[Question]:
        """Yield questions about the dates on which most advice depends."""
        arranged = self._latest("interview-scheduled")
        if arranged is not None and arranged.date is None and not self.knows("upcoming_interview"):
            yield self._question(
                0,
                "When is the round that was arranged?",
                "upcoming_interview",
                self._dated(arranged),
            )
        elif not any(map(self.knows, _AFTER_THE_FIRST_ROUND)):
            yield self._question(
                0,
                "When is or was the interview?",
                "interview",
                lambda at: {"add": [Event(event="interview", at=at)]},
            )
        for event, day in unconfirmed(self.evaluation):
            yield self._took_place(event, day)
        for event, day in self._brought_forward():
            yield self._still_on(event, day)
        if (
            self.knows("interview")
            and not self.knows("decision_date")
            and not self.knows("no_date")
        ):
            yield self._question(
                0,
                "Did they say when they will decide?",
                "decision_date",
                self._decision_date,
                choices=(NO,),
            )
        offered = self.evaluation.facts[OFFSETS["offer"]] > 0
        if offered and not self.knows("offer_deadline") and not self.knows("offer_accepted"):
            yield self._question(
                0,
                "By when do they want an answer to their offer?",
                "offer_deadline",
                lambda day: {"add": [Event(event="offer-deadline", at=None, date=day)]},
            )
        if self.knows("other_offer") and not self.knows("other_offer_deadline"):
            yield self._question(
                0,
                "By when does the other employer want an answer?",
                "other_offer_deadline",
                self._other_deadline,
            )
        yield from self._thanks()

    def _took_place(self, event: Event, day: date) -> Question:
        kind = next(n for n, of in ROUND_KINDS.items() if of == (event.kind or "interview"))

        def change(answer: str) -> dict[str, Any]:
            if answer == NO:
                return {"add": [Event(event="missed-interview", at=day, date=day)]}
            held = {"event": kind, "at": event.date, "date": None, "kind": None}
            return {"add": [event.model_copy(update=held)]}

        text = f"Did the round on {day.isoformat()} take place?"
        return self._question(0, text, "interview", change, type_="choice", choices=_YES_NO)

    def _brought_forward(self) -> Iterator[tuple[Event, date]]:
        """Yield upcoming rounds that an earlier round, arranged after them, may replace.

        Each comes with its local day.
        """
        planned = [
            meeting
            for meeting in self.evaluation.session.intervals.timeline.meetings
            if not meeting.held and meeting.announced <= self.evaluation.instant < meeting.off
        ]
        found = []
        announced = at_this_moment = -NEVER
        moment = None
        for meeting in sorted(planned, key=lambda m: m.moment):
            if meeting.moment != moment:
                announced, at_this_moment = max(announced, at_this_moment), -NEVER
                moment = meeting.moment
            at_this_moment = max(at_this_moment, meeting.announced)
            if self.evaluation.instant < meeting.over and meeting.announced < announced:
                found.append((meeting.event, date.fromordinal(meeting.moment[2])))
        yield from found[:MOST_ROUNDS]

    def _still_on(self, event: Event, day: date) -> Question:
        def change(answer: str) -> dict[str, Any]:
            if answer == YES:
                return {}
            off = Event(event="interview-cancelled", at=self.evaluation.now, date=event.date)
            return {"add": [off]}

        text = f"Is the round on {day.isoformat()} still on, besides the earlier one?"
        return self._question(
            0, text, "upcoming_interview", change, type_="choice", choices=_YES_NO
        )

    def _decision_date(self, answer: Any) -> dict[str, Any]:
        if answer == NO:
            held = self.evaluation.session.intervals.timeline.latest_round(self.evaluation.instant)
            if held is None:
                at: date | None = self.today
            else:
                planned = held.event.event == "interview-scheduled"
                at = held.event.date if planned else held.event.at
            return {"add": [Event(event="no-decision-date", at=at)]}
        return {"add": [Event(event="decision-date-set", at=None, date=answer)]}

    def _other_deadline(self, day: date) -> dict[str, Any]:
        cause = self._cause("other_offer")
        employer = cause.employer if cause is not None else None
        event = Event(event="other-offer-deadline", at=None, date=day, employer=employer)
        return {"add": [event]}

    def _thanks(self) -> Iterator[Question]:
        recorded = {self.evaluation.pack.recorded.get(action) for action in self.evaluation.actions}
        said = any(map(self.knows, ("thank_you", "thank_you_missing", "thank_you_failed")))
        if not self.knows("interview") or said or "thank-you-sent" in recorded:
            return

        def change(answer: Any) -> dict[str, Any]:
            name = "thank-you-not-sent" if answer == NO else "thank-you-sent"
            return {"add": [Event(event=name, at=self.evaluation.now if answer == NO else answer)]}

        text = "Did you send a thank-you note after the interview, and when?"
        yield self._question(1, text, "thank_you", change, choices=(NO,))

    def open_ends(self) -> Iterator[Question]:
        """Yield questions about the unknown end of what has begun: a hold, a check, an absence."""
        for begun, ends, text in (
            ("on_hold", "hold_until", "Until when is the position on hold?"),
            ("background_check", "background_check_due", "When is the background check due?"),
            ("materials_requested", "materials_due", "By when do they want the materials?"),
            ("their_question", "their_question_due", "By when do they want your answer?"),
        ):
            if self.knows(begun) and not self.knows(ends):
                event = self._cause(begun)
                if event is not None:
                    yield self._question(0, text, ends, self._dated(event))
        away = self._latest("contact-away")
        if away is not None and away.date is None and not self.knows("contact_away"):
            yield self._question(
                0, "Until when is your contact away?", "contact_away", self._dated(away)
            )

    def people(self) -> Iterator[Question]:
        """Yield questions about the people involved and the kind of employer."""
        state, facts = self.state, self.evaluation.facts
        if state.hr_reachable is None:
            text = "Is there a human resources department there that you can ask?"
            yield self._yes_no(1, text, "hr_unreachable", "hr_reachable")
        between = facts[OFFSETS["agency_between"]] or facts[OFFSETS["recruiter_between"]]
        if state.intermediary is None and not between:
            text = "Are you dealing with them through a recruiter or an agency?"
            yield self._question(
                2,
                text,
                "agency_between",
                lambda who: {"intermediary": "none" if who == NO else who},
                type_="choice",
                choices=(NO, "recruiter", "agency"),
            )
        held = self.evaluation.session.intervals.timeline.latest_round(self.evaluation.instant)
        if held is not None and not held.event.interviewers:
            event = held.event
            yield self._question(
                2,
                "Who was there at the latest interview?",
                "interviewers",
                lambda names: self._amended(event, interviewers=names),
                type_="names",
            )
        written = any(map(self.knows, ("thank_you", "follow_up", "hr_contacted", "contact_update")))
        if state.contact_known is None and not written:
            text = "Do you know anyone there you can write to?"
            yield self._yes_no(2, text, "contact_unknown", "contact_known")
        if state.employer_kind is None:
            text = "Is the employer a university or a public body?"
            yield self._question(
                3,
                text,
                "slow_employer",
                lambda kind: {"employer_kind": "company" if kind == NO else kind},
                type_="choice",
                choices=(NO, "university", "public"),
            )
        if state.internal_candidate is None:
            text = "Do you work there already?"
            yield self._yes_no(3, text, "internal_candidate", "internal_candidate")

    def _yes_no(self, rank: int, text: str, fact: str, field: str) -> Question:
        def change(answer: str) -> dict[str, Any]:
            return {field: answer == YES}

        return self._question(rank, text, fact, change, type_="choice", choices=_YES_NO)

    def own_facts(self) -> Iterator[Question]:
        """Yield a question for each fact that the pack declares and the state leaves out."""
        for fact in self.evaluation.pack.facts.values():
            if fact.name not in self.state.facts:
                yield self._own(fact)

    def _own(self, fact: Fact) -> Question:
        def change(answer: Any) -> dict[str, Any]:
            value = answer == YES if fact.type == "flag" else answer
            if isinstance(value, date):
                value = value.isoformat()
            return {"facts": {**self.state.facts, fact.name: value}}

        text = fact.ask or f"Please fill this in: {fact.doc}"
        choices = _YES_NO if fact.type == "flag" else fact.choices
        kind = "choice" if fact.type == "flag" else fact.type
        return self._question(2, text, fact.name, change, type_=kind, choices=choices)

    # -- recorded events ------------------------------------------------------------------------

    def _cause(self, fact: str) -> Event | None:
        """Return the event that sets a fact, or None."""
        found = causes(self.evaluation, fact)
        return found[0].event if found and found[0] is not None else None

    def _latest(self, name: str) -> Event | None:
        """Return the latest event with this name, up to now, of this application; or None."""
        events = [
            event
            for event in self.evaluation.session.intervals.timeline.events
            if event.event == name and not event.elsewhere and event.at is not None
        ]
        past = [event for event in events if self._known(event) <= self.evaluation.instant]
        return max(past, key=self._known, default=None)

    def _known(self, event: Event) -> int:
        at = event.at
        if isinstance(at, datetime) and at.tzinfo is not None:
            return int(at.timestamp())
        assert at is not None  # noqa: S101  # `_latest` filters out None
        return self.evaluation.calendar.starts[at.toordinal()]

    def _dated(self, event: Event) -> Change:
        return lambda day: self._amended(event, date=day)

    def _amended(self, event: Event, **values: Any) -> dict[str, Any]:
        """Return the changes, for `InterviewState.amended`, that set fields of a recorded event."""
        events = self.evaluation.session.intervals.timeline.events
        place = next(i for i, other in enumerate(events) if other is event)
        return self.state.amendment(place, values)
