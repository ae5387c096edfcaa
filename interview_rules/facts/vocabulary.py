"""The vocabulary: every built-in fact that a rule can use, with what sets and clears it.

A fact is a moment, a flag, a choice or a count. The values of all facts at one instant are folded
into one flat list of integers. Its first item is a bit mask of the facts that have been set,
leaving out everyday facts. Then a moment takes three places (first instant, end, local day; NEVER
if unknown), and any other fact takes one: 0 or 1, the index of the choice, or the count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFFER_LEVELS
from interview_rules.facts.happening import Later, beyond, newer, since

__all__ = [
    "BITS",
    "EMPTY",
    "EVERYDAY",
    "FACTS",
    "LASTING",
    "MOMENTS",
    "OFFSETS",
    "PLACES",
    "RARE",
    "SIZE",
    "Fact",
    "FactType",
    "Facts",
    "default_of",
]

FactType = Literal["moment", "flag", "choice", "count"]
Facts = list[int]
"""Folded facts; see the module docstring."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the vocabulary.

    `sets` and `clears` summarize the events, or fields of a state, that set and clear the fact; in
    `clears`, "the end" is that of the application. `spoken` replaces an unknown value in texts, and
    `ask` is the question to the candidate. `choices` are in ascending order if `ordered`. `is_text`
    is True for a flag that is on if a text is given, such as a name; templates show the text.
    `place` names the attribute of a calendar that gives the value of a fact about the place; it is
    empty for other facts.
    """

    name: str
    type: FactType
    doc: str
    sets: str = ""
    clears: str = ""
    spoken: str = ""
    choices: tuple[str, ...] = ()
    ordered: bool = False
    ask: str = ""
    is_text: bool = False
    place: str = ""

    @property
    def default(self) -> int:
        """The folded value before any event: unknown, false, the first choice, or zero."""
        return NEVER if self.type == "moment" else 0

    @property
    def default_text(self) -> str:
        """The default in words."""
        if self.type == "moment" or self.is_text:
            return "unknown"
        if self.type == "choice":
            return self.choices[0]
        return "no" if self.type == "flag" else "0"

    @property
    def width(self) -> int:
        """The number of places that the fact occupies in the folded list."""
        return 3 if self.type == "moment" else 1


def default_of(fact: Fact) -> list[int]:
    """Return the folded value of a fact before any event, one item per place."""
    return [fact.default] * fact.width


_DATE_ENDS = (("date_over", newer), ("no_date", beyond), ("closing", beyond))
_OTHER_DATE_ENDS = (*_DATE_ENDS, ("decision_date", newer))

MOMENTS: tuple[tuple[str, str, str, tuple[tuple[str, Later], ...], str, str, str], ...] = (
    # name, slot that sets it, field of the happening, slots that clear it, doc, clears, spoken
    ("interview", "round", "moment", (), "The latest interview or screening call that took place",
     "a newer one", "your interview"),
    ("test_taken", "test", "moment", (), "The latest test or task done", "a newer one", "the test"),
    ("invitation", "invitation", "moment", (("round", newer),),
     "When the latest round was arranged", "the round", "the invitation"),
    ("round_off", "round_off", "moment", (("round", newer), ("test", newer), ("closing", beyond)),
     "When a round was missed or cancelled, or was to be rescheduled",
     "a newer round or test, an upcoming round, or the end", "the round that fell through"),
    ("thank_you", "thank_you", "moment", (("round", newer), ("thank_you_failed", beyond)),
     "When a thank-you note for the latest round was sent",
     "a newer round, or a note that did not arrive",
     "your thank-you note"),
    ("thank_you_missing", "thank_you_missing", "moment", (("round", newer), ("thank_you", beyond)),
     "When the candidate stated that no note was sent", "a note or a newer round", "then"),
    ("thank_you_failed", "thank_you_failed", "moment", (("round", newer), ("thank_you", beyond)),
     "When the note came back or did not arrive", "another note or a newer round", "then"),
    ("thank_you_reply", "thank_you_reply", "moment", (("round", newer),),
     "When the employer sent a courtesy reply to the note", "a newer round", "then"),
    ("decision_date", "decision_date", "date", _DATE_ENDS,
     "The decision date, as last stated by the employer",
     "a later date, or that there is none, a round or test, an invitation, an offer, a hold, or the end",
     "the decision date"),
    ("decision_earliest", "decision_date", "earliest", _DATE_ENDS,
     "The first day of the range in which the employer will decide", "what clears decision_date",
     "the first day of that range"),
    ("no_date", "no_date", "moment", (("decision_date", beyond), ("date_over", newer)),
     "When the employer gave no decision date, whether asked or not",
     "a date, a round or test, an invitation, an offer or a hold",
     "then"),
    ("next_step_date", "next_step_date", "date", _OTHER_DATE_ENDS,
     "The day by which the employer will be in touch, without promising a decision",
     "what clears decision_date",
     "the day they named"),
    ("not_before_date", "not_before_date", "date", _OTHER_DATE_ENDS,
     "The day before which the employer will not decide", "what clears decision_date",
     "the day they named"),
    ("contact_date", "contact_date", "date", _OTHER_DATE_ENDS,
     "The day on which the employer asked to be contacted", "what clears decision_date",
     "the day they named"),
    ("paperwork_date", "paperwork_date", "date", _OTHER_DATE_ENDS,
     "The day by which the letter or contract will arrive", "what clears decision_date",
     "the day they named"),
    ("silence_means_no", "silence_means_no", "date", _OTHER_DATE_ENDS,
     "The day by which no word from the employer means no", "what clears decision_date",
     "the day they named"),
    ("decision_meeting", "decision_meeting", "date", _OTHER_DATE_ENDS,
     "The day on which the employer decides internally", "what clears decision_date",
     "their meeting"),
    ("follow_up", "follow_up", "moment", (("round", newer),),
     "When the candidate last asked about the status", "a newer round", "your follow-up"),
    ("hr_contacted", "hr_contacted", "moment", (("round", newer),),
     "When human resources was last asked", "a newer round", "then"),
    ("contact_failed", "contact_failed", "moment", (("contact", newer), ("answer", beyond)),
     "When an attempt to reach the employer failed", "a newer contact, or an answer", "then"),
    ("contact_update", "contact_update", "moment", (), "When new contact details were given",
     "newer details", "then"),
    ("contact_away", "contact_away", "date", (("closing", beyond),),
     "The last day on which the contact is away",
     "a newer absence, or the end of the application",
     "their return"),
    ("contact_left", "contact_left", "moment", (("contact", newer), ("closing", beyond)),
     "When the interviewer or contact left the employer",
     "a later contact in either direction, or the end of the application", "then"),
    ("chance_contact", "chance_contact", "moment", (("answer", newer),),
     "The latest chance meeting or missed call", "a newer answer", "then"),
    ("call_missed", "call_missed", "moment",
     (("follow_up", since), ("answer", newer), ("closing", beyond)),
     "When the candidate missed the employer's latest call, as long as it was not returned",
     "a follow-up, a newer answer, or the end", "then"),
    ("their_question", "their_question", "moment",
     (("question_answered", since), ("round", newer), ("closing", beyond)),
     "When the employer asked the candidate something, as long as it is not answered",
     "the answer, a newer round, or the end", "their question"),
    ("their_question_due", "their_question", "date",
     (("question_answered", since), ("round", newer), ("closing", beyond)),
     "The day by which the employer wants that answer", "what clears their_question",
     "the day they named"),
    ("question_answered", "question_answered", "moment", (("answer", newer), ("closing", beyond)),
     "When the candidate answered the employer's question",
     "a newer answer of the employer, or the end",
     "your answer"),
    ("mistake", "mistake", "moment", (("correction", since), ("closing", beyond)),
     "When the candidate found a mistake in something already sent", "a correction, or the end",
     "then"),
    ("interest_lost", "interest_lost", "moment", (("closing", beyond),),
     "When the candidate stopped wanting this job", "the end", "then"),
    ("reply", "reply", "moment", (),
     "The latest real message from the employer, such as an answer, an invitation or an offer",
     "a newer one", "their reply"),
    ("last_contact", "contact", "moment", (),
     "The latest contact in either direction, such as a round, a message, a note or a check",
     "a newer one", "your last contact"),
    ("auto_reply", "auto_reply", "moment", (("answer", newer),), "The latest automatic reply",
     "a newer answer", "the automatic reply"),
    ("hint", "hint", "moment", (("answer", newer),), "The latest hearsay", "a newer answer",
     "then"),
    ("positive_signal", "positive_signal", "moment", (), "The latest kind words or good sign",
     "a newer one", "their kind words"),
    ("relisted", "relisted", "moment", (("answer", newer),),
     "When the posting appeared again", "a newer answer", "then"),
    ("on_hold", "on_hold", "moment", (("reopened", newer), ("closing", beyond)),
     "When the position was put on hold",
     "a later round or test, invitation, offer or date, or the end of the application",
     "the day they told you"),
    ("hold_until", "on_hold", "date", (("reopened", newer), ("closing", beyond)),
     "The day until which the position is on hold", "what clears on_hold",
     "the end of the hold"),
    ("rejection", "rejection", "moment", (("reopened", newer),),
     "When the employer rejected the candidate", "a later offer, invitation, round, test or date",
     "their refusal"),
    ("references_requested", "references_requested", "moment",
     (("references_checked", since), ("closing", beyond)),
     "When the employer asked for references", "checked references, or the end", "then"),
    ("references_checked", "references_checked", "moment", (("closing", beyond),),
     "When the employer contacted the referees", "the end", "then"),
    ("background_check", "background_check", "moment", (("closing", beyond),),
     "When a background check was started", "the end", "then"),
    ("background_check_due", "background_check", "date", (("closing", beyond),),
     "The expected end of the background check", "the end of the application",
     "the end of the check"),
    ("materials_requested", "materials_requested", "moment",
     (("materials_sent", since), ("test", since), ("closing", beyond)),
     "When the employer asked for documents, samples or a task",
     "sending them, a test or task done, or the end", "then"),
    ("materials_due", "materials_requested", "date",
     (("materials_sent", since), ("test", since), ("closing", beyond)),
     "The day by which the employer wants them", "what clears materials_requested",
     "the day they named"),
    ("materials_sent", "materials_sent", "moment", (("round", newer),),
     "When the requested documents were sent", "a newer round", "then"),
    ("start_moved", "start_moved", "moment", (("closing", beyond),),
     "When the first working day was moved", "the end", "then"),
    ("offer_made", "offer_made", "moment", (), "The latest offer of any kind", "a newer one",
     "the offer"),
    ("counter_offer", "counter_offer", "moment", (("offer_made", newer), ("closing", beyond)),
     "When the candidate asked for other terms, until there is another offer",
     "a newer offer, or the end", "your counter-offer"),
    ("notice_given", "notice", "moment", (("notice_over", since),),
     "When the candidate resigned from the present job", "taking the resignation back", "then"),
    ("other_role_offer", "other_role_offer", "moment", (("other_role_over", beyond),),
     "When the same employer made an offer for another role", "its outcome", "that offer"),
    ("offer_deadline", "offer_deadline", "date", (("closing", beyond), ("offer_accepted", beyond)),
     "The deadline for answering the offer", "the answer, or the end of the offer",
     "the day they named"),
    ("offer_accepted", "offer_accepted", "moment", (("closing", beyond),),
     "When the candidate accepted", "declining after all, a withdrawal or a rejection", "then"),
    ("offer_declined", "offer_declined", "moment", (("reopened", newer),),
     "When the candidate declined", "a later offer, invitation, round, test or date", "then"),
    ("offer_withdrawn", "offer_withdrawn", "moment", (("reopened", newer),),
     "When the employer withdrew the offer", "a later offer, invitation, round, test or date", "then"),
    ("withdrawn", "withdrawn", "moment", (("reopened", newer),),
     "When the candidate withdrew the application", "a later offer, invitation, round, test or date",
     "then"),
    ("other_offer", "other_offer", "moment",
     (("other_offer_over", beyond), ("accepted_elsewhere", beyond)),
     "When another employer made an offer", "its end, or its acceptance",
     "the other offer"),
    ("other_offer_deadline", "other_offer_deadline", "date",
     (("other_offer_over", beyond), ("accepted_elsewhere", beyond)),
     "The deadline for answering the other offer", "what clears other_offer",
     "the other employer's deadline"),
    ("accepted_elsewhere", "accepted_elsewhere", "moment", (("other_offer_over", beyond),),
     "When another employer's offer was accepted", "its end", "then"),
    ("last_application", "application_sent", "moment", (), "When an application was last sent",
     "a newer one", "your last application"),
    ("last_boards", "boards_searched", "moment", (), "When job boards were last searched",
     "a newer search", "your last look"),
    ("last_networking", "networking", "moment", (), "When a networking event was last attended",
     "a newer one", "the last event"),
    ("last_mentor", "mentor", "moment", (), "When openings were last discussed with a mentor",
     "a newer talk", "your last talk"),
)  # fmt: skip

_COMPUTED: tuple[Fact, ...] = (
    Fact("upcoming_interview", "moment", "The next upcoming round",
         "an arranged round, or one whose moment is ahead",
         "its end or, if it has none, its moment, or the end of its day if it was only arranged; a"
         " cancellation; or the end of the application",
         "the interview"),
    Fact("other_interview", "moment", "The next upcoming round with another employer",
         "a round with another employer",
         "its end or, if it has none, its moment, or the end of its day if it was only arranged; a"
         " cancellation; or that employer's or the candidate's no", "the other interview"),
    Fact("other_interview_held", "moment",
         "The latest round with another employer that took place",
         "a round with another employer", "a newer one, or that employer's or the candidate's no",
         "the other interview"),
    Fact("holiday", "moment",
         "The next day, named by the candidate, on which the employer is closed",
         "holiday", "the end of that day", "the holiday"),
    Fact("contradiction", "moment",
         "When another person contradicted a rejection, or rejected the candidate after a good sign",
         "a rejection, and an offer or positive-signal from another contact or role, or one of the two"
         " from a portal and the other from a person", "the employer's next answer", "then"),
    Fact("follow_up_pending", "flag", "A follow-up has been sent and is unanswered",
         "follow-up-sent",
         "any real answer or a newer round, but not courtesy, hearsay or an automatic reply"),
    Fact("agency_between", "flag", "An agency acts between candidate and employer",
         "intermediary: agency, or an event with role agency"),
    Fact("recruiter_between", "flag", "A recruiter acts between candidate and employer",
         "intermediary: recruiter, or an event with role recruiter"),
    Fact("slow_employer", "flag",
         "The employer is a university or a public body, and so takes longer to decide",
         "employer_kind: university or public"),
    Fact("internal_candidate", "flag", "The candidate already works for the employer",
         "internal_candidate"),
    Fact("hr_unreachable", "flag",
         "The employer has no HR department, or it does not accept questions",
         "hr_reachable: false"),
    Fact("contact_unknown", "flag", "The candidate has no contact details for the employer",
         "contact_known: false"),
    Fact("date_asked", "flag", "The candidate asked for the decision date", "asked: true on a date",
         "a newer round"),
    Fact("other_time_zone", "flag",
         "The next round, or else the latest, was stated with a UTC offset other than the candidate's",
         "a round with another UTC offset"),
    Fact("no_hour", "flag", "The next round has a date but no time",
         "an upcoming round that is recorded without a time", "the round"),
    Fact("offer", "choice", "Firmness of the offer; firm and written offers are solid",
         "the latest offer event",
         "a rejection, a declined offer or a withdrawal", choices=OFFER_LEVELS, ordered=True),
    Fact("rounds", "count", "Number of rounds that have taken place", "each round or test"),
    Fact("interviewers", "count", "Number of interviewers of the latest round",
         "interviewers of the round"),
    Fact("not_yet_thanked", "count",
         "Number of interviewers of the latest round who have received no note yet",
         "interviewers of the round", "thank-you-sent with the contact; a note without a "
         "contact counts for all"),
    Fact("follow_ups", "count", "Number of follow-ups sent since the latest round",
         "follow-up-sent", "a newer round"),
    Fact("unanswered_follow_ups", "count", "Number of unanswered follow-ups since the latest round",
         "follow-up-sent", "any real answer or a newer round"),
    Fact("holding_replies", "count",
         "Number of answers without a date since the latest round or the latest named day",
         "reply-received without a date", "a newer round or test, invitation, date, offer or hold"),
    Fact("other_applications", "count", "Number of other open applications",
         "other_applications"),
    Fact("open_applications", "count",
         "Number of applications of a search that are neither closed nor presumably filled",
         "the applications of a JobSearch"),
    Fact("solid_offers", "count", "Number of open firm or written offers of other employers",
         "a firm or written offer that is the latest of its employer", "its end, or its acceptance"),
)  # fmt: skip

FACTS: dict[str, Fact] = {
    **{
        name: Fact(name, "moment", doc, _slot.replace("_", "-"), clears, spoken)
        for name, _slot, _which, _ends, doc, clears, spoken in MOMENTS
    },
    **{fact.name: fact for fact in _COMPUTED},
}
"""The vocabulary, by name."""

LASTING: frozenset[str] = frozenset(
    name
    for name, fact in FACTS.items()
    if fact.type == "moment"
    and name != "holiday"
    and not any(name == other and which != "moment" for other, _slot, which, *_rest in MOMENTS)
)
"""Moments that need not be a single instant or a whole day: rounds, which may have an end, and
statements made in a round. Stated dates are excluded."""

OFFSETS: dict[str, int] = {}
"""First place of each fact in the folded list."""
BITS: dict[str, int] = {name: 1 << place for place, name in enumerate(FACTS)}
"""A bit for each fact, for masks of facts."""
SIZE = 1
for _fact in FACTS.values():
    OFFSETS[_fact.name] = SIZE
    SIZE += _fact.width

PLACES: dict[str, slice] = {
    name: slice(OFFSETS[name], OFFSETS[name] + fact.width) for name, fact in FACTS.items()
}
"""Places of each fact in the folded list."""

EVERYDAY = frozenset(
    {
        "interview",
        "last_contact",
        "rounds",
        "decision_date",
        "thank_you",
        "reply",
        "follow_up",
        "follow_ups",
        "unanswered_follow_ups",
        "holding_replies",
        "follow_up_pending",
        "open_applications",
        "solid_offers",
    }
)
"""Facts that most logs set, and counts across applications: they rule out few rules, so engines
test other facts first."""

RARE: dict[str, int] = {name: 0 if name in EVERYDAY else bit for name, bit in BITS.items()}
"""Bit of each fact in the first place of the folded list; zero for everyday facts."""

EMPTY: Facts = [0, *(place for fact in FACTS.values() for place in default_of(fact))]
"""Folded facts of an empty state."""
