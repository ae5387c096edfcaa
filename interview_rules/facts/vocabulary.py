"""The vocabulary: every fact a rule can name, with what sets and what clears it.

A fact is a moment, a flag, a choice or a count. Folded, the facts are one flat list of whole
numbers and bools: a moment takes three places (first instant, end, local day; NEVER where it is
unknown), everything else one. The first place is a bit mask of the facts beyond the everyday ones
that have a value other than their default.
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
"""Folded facts; see the module, and `folding` for how they come about."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One word of the vocabulary.

    `sets` and `clears` say in a line what gives the fact its value and what takes it back;
    `spoken` is what a text says where the value is unknown, `ask` the question for it. `choices` are in rising order if
    `ordered`.
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

    @property
    def default(self) -> int:
        """The value as far as anyone knows: unknown, false, the first choice, or none."""
        return NEVER if self.type == "moment" else 0

    @property
    def width(self) -> int:
        """How many places the fact takes in the folded list."""
        return 3 if self.type == "moment" else 1


def default_of(fact: Fact) -> list[int]:
    """The folded value of a fact that nobody has said anything about."""
    return [fact.default] * fact.width


_DATE_ENDS = (("date_over", newer), ("no_date", beyond), ("closing", beyond))
_OTHER_DATE_ENDS = (*_DATE_ENDS, ("decision_date", newer))

MOMENTS: tuple[tuple[str, str, str, tuple[tuple[str, Later], ...], str, str, str], ...] = (
    # name, slot of the timeline, which of its moments, what takes it back, doc, clears, spoken
    ("interview", "round", "moment", (), "The latest interview or screening call that took place",
     "a newer one", "your interview"),
    ("test_taken", "test", "moment", (), "The latest test or task done", "a newer one", "the test"),
    ("invitation", "invitation", "moment", (("round", newer),),
     "When the latest round was arranged", "the round", "the invitation"),
    ("round_off", "round_off", "moment", (("round", newer), ("test", newer), ("closing", beyond)),
     "When a round was missed, cancelled or asked to be moved",
     "a newer round, one that is arranged, or the end", "the round that fell through"),
    ("thank_you", "thank_you", "moment", (("round", newer), ("thank_you_failed", beyond)),
     "When the latest round was thanked for", "a newer round, or a note that did not arrive",
     "your thank-you note"),
    ("thank_you_missing", "thank_you_missing", "moment", (("round", newer), ("thank_you", beyond)),
     "When the candidate said that no note was sent", "a note or a newer round", "then"),
    ("thank_you_failed", "thank_you_failed", "moment", (("round", newer), ("thank_you", beyond)),
     "When the note came back", "another note or a newer round", "then"),
    ("thank_you_reply", "thank_you_reply", "moment", (("round", newer),),
     "When they answered the note out of courtesy", "a newer round", "then"),
    ("decision_date", "decision_date", "date", _DATE_ENDS,
     "The day they said they will decide, as last stated",
     "a later date, word that there is none, a round, an invitation, an offer, a hold, or the end",
     "the decision date"),
    ("decision_earliest", "decision_date", "earliest", _DATE_ENDS,
     "The near end of the range in which they will decide", "what clears decision_date",
     "the first day of that range"),
    ("no_date", "no_date", "moment", (("decision_date", beyond), ("date_over", newer)),
     "When they gave no decision date, asked for or not", "a date or what takes dates back",
     "then"),
    ("next_step_date", "next_step_date", "date", _OTHER_DATE_ENDS,
     "The day by which they will be in touch, without a decision", "what clears decision_date",
     "the day they named"),
    ("not_before_date", "not_before_date", "date", _OTHER_DATE_ENDS,
     "The day before which nothing will be decided", "what clears decision_date",
     "the day they named"),
    ("contact_date", "contact_date", "date", _OTHER_DATE_ENDS,
     "The day on which they asked to be contacted", "what clears decision_date",
     "the day they named"),
    ("paperwork_date", "paperwork_date", "date", _OTHER_DATE_ENDS,
     "The day by which the letter or contract is to come", "what clears decision_date",
     "the day they named"),
    ("follow_up", "follow_up", "moment", (("round", newer),),
     "When the candidate last asked how things stand", "a newer round", "your follow-up"),
    ("hr_contacted", "hr_contacted", "moment", (("round", newer),),
     "When human resources was last asked", "a newer round", "then"),
    ("contact_failed", "contact_failed", "moment", (("contact", newer), ("answer", beyond)),
     "When an attempt to reach them failed", "a contact that succeeds", "then"),
    ("contact_update", "contact_update", "moment", (), "When new contact details were given",
     "newer details", "then"),
    ("contact_away", "contact_away", "date", (("closing", beyond),),
     "The last day on which the contact is away", "a newer absence, or the end",
     "their return"),
    ("chance_contact", "chance_contact", "moment", (("answer", newer),),
     "When there was a chance meeting or a missed call", "a newer answer", "then"),
    ("reply", "reply", "moment", (),
     "The latest real word from them: an answer, an invitation, an offer, a hold, a refusal",
     "a newer one", "their reply"),
    ("last_contact", "contact", "moment", (),
     "The latest contact in either direction: a round, a message, a note, an answer, a check",
     "a newer one", "your last contact"),
    ("auto_reply", "auto_reply", "moment", (("answer", newer),), "The latest automatic reply",
     "a newer answer", "the automatic reply"),
    ("hint", "hint", "moment", (("answer", newer),), "The latest hearsay", "a newer answer",
     "then"),
    ("positive_signal", "positive_signal", "moment", (), "The latest kind word or good sign",
     "a newer one", "their kind word"),
    ("relisted", "relisted", "moment", (("answer", newer),),
     "When the posting appeared again", "a newer answer", "then"),
    ("on_hold", "on_hold", "moment", (("reopened", newer), ("closing", beyond)),
     "When the position was put on hold", "a later round, invitation, offer or date, or the end",
     "the day they told you"),
    ("hold_until", "on_hold", "date", (("reopened", newer), ("closing", beyond)),
     "The day until which the position is on hold", "what clears on_hold",
     "the end of the hold"),
    ("rejection", "rejection", "moment", (("reopened", newer),),
     "When they said no", "a later offer, invitation, round or date", "their refusal"),
    ("references_requested", "references_requested", "moment",
     (("references_checked", since), ("closing", beyond)),
     "When they asked for references", "the references having been checked, or the end", "then"),
    ("references_checked", "references_checked", "moment", (("closing", beyond),),
     "When they spoke to referees", "the end", "then"),
    ("background_check", "background_check", "moment", (("closing", beyond),),
     "When a background check was started", "the end", "then"),
    ("background_check_due", "background_check", "date", (("closing", beyond),),
     "The expected end of the background check", "the end", "the end of the check"),
    ("materials_requested", "materials_requested", "moment",
     (("materials_sent", since), ("closing", beyond)),
     "When they asked for papers or samples", "sending them, or the end", "then"),
    ("materials_due", "materials_requested", "date",
     (("materials_sent", since), ("closing", beyond)),
     "The day by which they want those papers", "sending them, or the end", "the day they named"),
    ("materials_sent", "materials_sent", "moment", (("round", newer),),
     "When those papers were sent", "a newer round", "then"),
    ("start_moved", "start_moved", "moment", (("closing", beyond),),
     "When the first working day was moved", "the end", "then"),
    ("offer_made", "offer_made", "moment", (), "The latest offer of any kind", "a newer one",
     "the offer"),
    ("offer_deadline", "offer_deadline", "date", (("closing", beyond), ("offer_accepted", beyond)),
     "The day by which they want an answer to the offer", "the answer, or the end of the offer",
     "the day they named"),
    ("offer_accepted", "offer_accepted", "moment", (("closing", beyond),),
     "When the candidate accepted", "a withdrawal or a refusal", "then"),
    ("offer_declined", "offer_declined", "moment", (("reopened", newer),),
     "When the candidate declined", "a later offer, invitation, round or date", "then"),
    ("offer_withdrawn", "offer_withdrawn", "moment", (("reopened", newer),),
     "When they took the offer back", "a later offer, invitation, round or date", "then"),
    ("withdrawn", "withdrawn", "moment", (("reopened", newer),),
     "When the candidate left the process", "a later offer, invitation, round or date", "then"),
    ("other_offer", "other_offer", "moment",
     (("other_offer_over", beyond), ("accepted_elsewhere", beyond)),
     "When another employer made an offer", "its end, or having accepted it",
     "the other offer"),
    ("other_offer_deadline", "other_offer_deadline", "date",
     (("other_offer_over", beyond), ("accepted_elsewhere", beyond)),
     "The day by which the other employer wants an answer", "what clears other_offer",
     "the other employer's deadline"),
    ("accepted_elsewhere", "accepted_elsewhere", "moment", (("other_offer_over", beyond),),
     "When another employer's offer was accepted", "its end", "then"),
    ("last_application", "application_sent", "moment", (), "When an application was last sent",
     "a newer one", "your last application"),
    ("last_boards", "boards_searched", "moment", (), "When job boards were last looked through",
     "a newer look", "your last look"),
    ("last_networking", "networking", "moment", (), "When a networking event was last attended",
     "a newer one", "the last event"),
    ("last_mentor", "mentor", "moment", (), "When openings were last talked over with a mentor",
     "a newer talk", "your last talk"),
)  # fmt: skip

_COMPUTED: tuple[Fact, ...] = (
    Fact("upcoming_interview", "moment", "The next round that is still ahead",
         "an arranged round, or one whose moment has not come", "its day being over, or its end",
         "the interview"),
    Fact("other_interview", "moment", "The next round with another employer that is still ahead",
         "such a round", "its day being over", "the other interview"),
    Fact("holiday", "moment", "The next day, named by the candidate, on which nobody works there",
         "holiday", "the day being over", "the holiday"),
    Fact("follow_up_pending", "flag", "A follow-up has been sent and nothing has answered it",
         "follow-up-sent", "any real answer; courtesy, hearsay and automatic replies are none"),
    Fact("agency_between", "flag", "An agency stands between candidate and employer",
         "intermediary: agency, or an event with role agency"),
    Fact("recruiter_between", "flag", "A recruiter stands between candidate and employer",
         "intermediary: recruiter, or an event with role recruiter"),
    Fact("internal_candidate", "flag", "The candidate already works there", "internal_candidate"),
    Fact("hr_unreachable", "flag", "There is no HR department to ask, or it asks not to be asked",
         "hr_reachable: false"),
    Fact("contact_unknown", "flag", "There is nobody whose address the candidate has",
         "contact_known: false"),
    Fact("date_asked", "flag", "The candidate asked for the decision date", "asked: true on a date",
         "a newer round"),
    Fact("other_time_zone", "flag", "The round was given in another zone than the candidate's",
         "a round with an offset of its own"),
    Fact("offer", "choice", "How firm their offer is; firm and written are solid",
         "the latest offer event", "a refusal, declining, withdrawing", choices=OFFER_LEVELS, ordered=True),
    Fact("rounds", "count", "How many rounds have taken place", "each round"),
    Fact("interviewers", "count", "How many people the latest round was with",
         "interviewers of the round"),
    Fact("not_yet_thanked", "count", "How many people of the latest round have had no note yet",
         "interviewers of the round", "thank-you-sent with the contact; one to nobody by name "
         "counts for all"),
    Fact("follow_ups", "count", "How many follow-ups were sent since the latest round",
         "follow-up-sent", "a newer round"),
    Fact("unanswered_follow_ups", "count", "How many of them nothing has answered",
         "follow-up-sent", "any real answer"),
    Fact("other_applications", "count", "How many other applications are open",
         "other_applications"),
    Fact("open_applications", "count",
         "How many applications of a search are neither settled nor assumed to be filled",
         "the applications of a JobSearch"),
    Fact("solid_offers", "count", "How many firm or written offers of other employers are open",
         "firm-offer and written-offer elsewhere", "their end, or having accepted one"),
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
"""Moments that can end later than a day or point in time does: those of rounds, and of what was
said in a round. Dates that somebody names are not among them."""

OFFSETS: dict[str, int] = {}
"""Where each fact begins in the folded list."""
BITS: dict[str, int] = {name: 1 << place for place, name in enumerate(FACTS)}
"""A bit for each fact, for masks of facts."""
SIZE = 1
for _fact in FACTS.values():
    OFFSETS[_fact.name] = SIZE
    SIZE += _fact.width

PLACES: dict[str, slice] = {
    name: slice(OFFSETS[name], OFFSETS[name] + fact.width) for name, fact in FACTS.items()
}
"""Which places of the folded list each fact takes."""

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
        "follow_up_pending",
        "open_applications",
        "solid_offers",
    }
)
"""The facts that most logs set, and counts of several applications: asking for them sorts out few
rules, so engines ask for others first."""

RARE: dict[str, int] = {name: 0 if name in EVERYDAY else bit for name, bit in BITS.items()}
"""The bit of each fact in the first place of the folded list, none for everyday facts."""

EMPTY: Facts = [0, *(place for fact in FACTS.values() for place in default_of(fact))]
"""The facts of a state that says nothing."""
