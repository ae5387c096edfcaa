"""What is so of the facts of every log at every moment, said in the rule language.

Facts hang together because of where they come from: a follow-up that is pending was sent, an offer
that stands was made. Proofs are about states, so they may count on this; a table brings facts from
anywhere, so its rows need not be so.
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
)  # fmt: skip
_REPLIES = ("rejection", "start_moved", "background_check", "materials_requested", "offer_made")
_AHEAD = ("upcoming_interview", "other_interview", "holiday")
_OF_THE_ROUND = (
    "thank_you", "thank_you_missing", "thank_you_failed", "follow_up", "hr_contacted",
)  # fmt: skip
_ANSWERS = ("offer_made", "on_hold", "start_moved", "materials_requested", "background_check")
"""Words of theirs that come after a question of the same moment, and answer it."""
_ENDS = ("rejection", "offer_declined", "offer_withdrawn", "withdrawn")

INVARIANTS: tuple[str, ...] = (
    # What is counted, and what is pending, was sent.
    "not follow_up_pending or follow_up is known",
    "not follow_up_pending or unanswered_follow_ups >= 1",
    "follow_up_pending or no unanswered_follow_ups",
    "no unanswered_follow_ups or follow_ups >= 1",
    "no follow_up or follow_ups >= 1",
    "follow_up is known or no follow_ups",
    "no interview or rounds >= 1",
    "no not_yet_thanked or interview is known",
    "no interviewers or interview is known",
    "no not_yet_thanked or interviewers >= 1",
    "no interview or last_contact is known",
    # An offer that stands was made, and nothing has ended it.
    "offer is none or offer_made is known",
    *(f"offer is none or no {end}" for end in _ENDS),
    # What an event says beside its moment is known only with that moment.
    "no materials_due or materials_requested is known",
    "no hold_until or on_hold is known",
    "no background_check_due or background_check is known",
    "no decision_earliest or decision_date is known",
)
"""Conditions that hold whatever happened: tests draw logs and look for one that breaks them."""

USUAL: tuple[str, ...] = (
    # What has happened lies behind.
    *(f"no {name} or from {name}" for name in _HAPPENED),
    # Every contact is one, and every word of theirs is one.
    *(f"no {name} or last_contact since {name} or last_contact on {name}" for name in _CONTACTS),
    *(f"no {name} or reply since {name}" for name in _REPLIES),
    "not follow_up_pending or not reply after follow_up or reply on follow_up",
    *(f"not follow_up_pending or not {name} since follow_up" for name in _ANSWERS),
    # What belongs to the latest round is no older than it.
    *(
        f"no {name} or no interview or {name} since interview or {name} on interview"
        for name in _OF_THE_ROUND
    ),
    # A round or a day that is ahead is not over.
    *(f"no {name} or before {name} or on {name}" for name in _AHEAD),
)
"""Conditions that hold of nearly all logs: examples that keep to them are logs more often.

Nothing is proved with these. Undated words, rounds of several days, and what is noted by the hour
beside what is noted by the day break them.
"""


@cache
def invariants() -> tuple[Condition, ...]:
    """INVARIANTS as checked conditions."""
    return _checked(INVARIANTS)


@cache
def usual() -> tuple[Condition, ...]:
    """USUAL as checked conditions."""
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
