"""The lists of a snapshot, and shorthands for their entries."""

from __future__ import annotations

from interview_rules.events.entries import (
    Activity,
    Away,
    CalledOff,
    Check,
    Deadline,
    Entry,
    Hold,
    Mark,
    OfferStep,
    Round,
    StatedDate,
    Word,
)
from interview_rules.events.message_entries import Message, OwnStep, Reply, ThankYou

__all__ = ["ENTRIES", "SHORTHANDS"]

ENTRIES: dict[str, tuple[type[Entry], tuple[str, ...]]] = {
    "rounds": (Round, (*Round.choices.values(), "interview-scheduled")),
    "called_off": (CalledOff, (*CalledOff.choices.values(),)),
    "thank_yous": (ThankYou, (*ThankYou.choices.values(),)),
    "dates": (StatedDate, (*StatedDate.choices.values(),)),
    "follow_ups": (Message, ("follow-up-sent",)),
    "hr_contacts": (Message, ("hr-contacted",)),
    "failed_attempts": (Message, ("contact-failed",)),
    "contact_updates": (Message, ("contact-update",)),
    "replies": (Reply, (*Reply.choices.values(),)),
    "checks": (Check, (*Check.choices.values(),)),
    "own_steps": (OwnStep, (*OwnStep.choices.values(),)),
    "offers": (OfferStep, (*OfferStep.choices.values(),)),
    "offer_deadlines": (Deadline, ("offer-deadline",)),
    "other_offers": (Word, ("other-offer",)),
    "other_offer_deadlines": (Deadline, ("other-offer-deadline",)),
    "holds": (Hold, ("position-on-hold",)),
    "away": (Away, ("contact-away",)),
    "free_days_named": (Word, ("holiday",)),
    "start_date_changes": (Word, ("start-date-changed",)),
    "rejections": (Word, ("rejection",)),
    "withdrawals": (Word, ("withdrawn",)),
    "activities": (Activity, (*Activity.choices.values(),)),
    "marks": (Mark, (*Mark.choices.values(),)),
}
"""For each list of a snapshot: the type of its entries, and the events that they represent."""

SHORTHANDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "interview": ("rounds", "date", {}),
    "phone_screen": ("rounds", "date", {"kind": "phone-screen"}),
    "thank_you": ("thank_yous", "at", {}),
    "decision_date": ("dates", "date", {}),
    "next_step_date": ("dates", "date", {"kind": "next-step"}),
    "not_before_date": ("dates", "date", {"kind": "not-before"}),
    "contact_date": ("dates", "date", {"kind": "contact"}),
    "paperwork_date": ("dates", "date", {"kind": "paperwork"}),
    "follow_up": ("follow_ups", "at", {}),
    "reply": ("replies", "at", {}),
    "hr_contacted": ("hr_contacts", "at", {}),
    "offer": ("offers", "at", {}),
    "offer_deadline": ("offer_deadlines", "date", {}),
    "other_offer": ("other_offers", "at", {}),
    "other_offer_deadline": ("other_offer_deadlines", "date", {}),
    "on_hold": ("holds", "at", {}),
    "rejection": ("rejections", "at", {}),
    "withdrawn": ("withdrawals", "at", {}),
}
"""For each shorthand: its list, the key that a bare moment sets, and fixed values of other keys."""
