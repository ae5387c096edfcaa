"""Invariants: conditions that hold for the facts of every event log, in the rule language.

Facts derived from a log depend on each other: a pending follow-up was sent, and an offer that
stands was made. Proofs are about event logs, so they may rely on invariants. Rows of tables can
contain any facts, and may violate them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from interview_rules.errors import PackError
from interview_rules.facts.vocabulary import FACTS, MOMENTS
from interview_rules.language.checker import Checker, Scope
from interview_rules.positions import Position
from interview_rules.sources.yaml_tree import Passage, YamlNode

if TYPE_CHECKING:
    from interview_rules.language.nodes import Condition

__all__ = ["INVARIANTS", "USUAL", "invariants", "usual"]

_HAPPENED = tuple(name for name, _slot, which, *_rest in MOMENTS if which == "moment")
_CONTACTS = (
    "interview", "test_taken", "thank_you", "thank_you_reply", "follow_up", "hr_contacted",
    "contact_update", "references_requested", "references_checked", "background_check",
    "materials_requested", "materials_sent", "start_moved", "offer_made", "offer_accepted", "on_hold",
    "their_question", "question_answered", "counter_offer",
)  # fmt: skip
_REPLIES = (
    "rejection", "start_moved", "background_check", "materials_requested", "offer_made",
    "their_question", "invitation",
)  # fmt: skip
_AHEAD = ("upcoming_interview", "other_interview", "holiday")
_OF_THE_ROUND = (
    "thank_you", "thank_you_missing", "thank_you_failed", "follow_up", "hr_contacted",
)  # fmt: skip
_ANSWERS = ("offer_made", "on_hold", "start_moved", "materials_requested", "background_check")
"""Facts set by messages from the employer that answer a follow-up sent at the same moment."""
_ENDS = ("rejection", "offer_declined", "offer_withdrawn", "withdrawn")

INVARIANTS: tuple[str, ...] = (
    # Follow-ups that are counted or pending were sent.
    "not follow_up_pending or follow_up is known",
    "not follow_up_pending or unanswered_follow_ups >= 1",
    "follow_up_pending or no unanswered_follow_ups",
    "no unanswered_follow_ups or follow_ups >= 1",
    "no follow_up or follow_ups >= 1",
    "follow_up is known or no follow_ups",
    # A round that took place is counted, and only such a round has interviewers.
    "no interview or rounds >= 1",
    "no not_yet_thanked or interview is known",
    "no interviewers or interview is known",
    "no not_yet_thanked or interviewers >= 1",
    "no interview or last_contact is known",
    # A standing offer was made, and nothing has ended it.
    "offer is none or offer_made is known",
    *(f"offer is none or no {end}" for end in _ENDS),
    # A date given by an event is known only if the moment of the event is.
    "no materials_due or materials_requested is known",
    "no hold_until or on_hold is known",
    "no background_check_due or background_check is known",
    "no their_question_due or their_question is known",
    "no decision_earliest or decision_date is known",
)
"""Conditions that hold for every log. Tests search random logs for a violation."""

USUAL: tuple[str, ...] = (
    # Events lie in the past.
    *(f"no {name} or from {name}" for name in _HAPPENED),
    # Every contact counts as the last contact, and every message from the employer as a reply.
    *(f"no {name} or last_contact since {name} or last_contact on {name}" for name in _CONTACTS),
    *(f"no {name} or reply since {name}" for name in _REPLIES),
    "not follow_up_pending or not reply after follow_up or reply on follow_up",
    *(f"not follow_up_pending or not {name} since follow_up" for name in _ANSWERS),
    # Facts of the latest round are not older than the round.
    *(
        f"no {name} or no interview or {name} since interview or {name} on interview"
        for name in _OF_THE_ROUND
    ),
    "no other_interview_held or from other_interview_held",
    "no holding_replies or reply is known",
    "no holding_replies or no invitation or reply after invitation",
    # The end of an application settles what was open before it.
    *(
        f"no {name} or no {end} or {name} after {end}"
        for name in ("call_missed", "their_question")
        for end in _ENDS
    ),
    # An upcoming round or day is not over.
    *(f"no {name} or before {name} or on {name}" for name in _AHEAD),
)
"""Conditions that hold for nearly all logs. They guide the search for examples.

Proofs do not use them: undated events, rounds of several days, and instants mixed with whole days
can violate them.
"""


@cache
def invariants() -> tuple[Condition, ...]:
    """Return the conditions in INVARIANTS, checked; they hold for every event log."""
    return _checked(INVARIANTS)


@cache
def usual() -> tuple[Condition, ...]:
    """Return the conditions in USUAL, checked; they hold for nearly every event log."""
    return _checked(USUAL)


def _checked(texts: tuple[str, ...]) -> tuple[Condition, ...]:
    checker = Checker(Scope(facts=dict(FACTS)))
    found = [
        checker.condition(text, Passage(YamlNode(Position("invariants", place + 1, 1))))
        for place, text in enumerate(texts)
    ]
    if checker.problems:
        raise PackError(checker.problems)
    return tuple(each for each in found if each is not None)
