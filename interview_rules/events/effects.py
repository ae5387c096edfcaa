"""Effects of each event: its rank among events at the same moment, and the slots that it sets.

A slot, such as `answer`, stands for one effect that several events may have. Most facts are defined
by the slots that set and clear them, not by events.
"""

from __future__ import annotations

__all__ = [
    "ELSEWHERE",
    "OFF",
    "OFFER_LEVELS",
    "ORDER",
    "OTHER_ROLE",
    "RANK",
    "ROUND_KINDS",
    "SETS",
]

ROUND_KINDS = {"interview": "interview", "phone-screen": "phone-screen", "test-taken": "test"}
OFF = frozenset({"missed-interview", "interview-cancelled", "reschedule-requested"})
OFFER_LEVELS = ("none", "informal", "verbal", "conditional", "firm", "written")

ORDER = (
    ("interview", "phone-screen", "test-taken", "interview-scheduled"),
    ("missed-interview", "interview-cancelled", "reschedule-requested"),
    ("no-decision-date",),
    ("decision-date-set", "next-step-date-set", "not-before-date", "contact-date-set"),
    ("paperwork-date-set", "silence-means-no", "decision-meeting", "holiday", "contact-away"),
    ("thank-you-not-sent",),
    ("thank-you-sent",),
    ("thank-you-failed",),
    ("thank-you-reply",),
    ("mistake-noticed", "contact-left"),
    ("materials-sent", "contact-update", "contact-failed", "question-answered", "correction-sent"),
    ("follow-up-sent", "hr-contacted"),
    ("auto-reply-received", "chance-contact", "third-party-info", "positive-signal", "call-missed"),
    ("posting-relisted", "references-requested", "references-checked", "background-check"),
    ("materials-requested", "question-received", "reply-received"),
    ("position-on-hold", "start-date-changed"),
    ("decision-date-changed",),
    ("informal-offer",),
    ("verbal-offer",),
    ("conditional-offer",),
    ("firm-offer",),
    ("written-offer", "other-offer"),
    ("offer-deadline", "other-offer-deadline", "counter-offer-made"),
    ("offer-accepted",),
    ("notice-given", "interest-lost"),
    ("notice-withdrawn",),
    ("offer-declined", "offer-withdrawn"),
    ("rejection",),
    ("withdrawn",),
    ("application-sent", "boards-searched", "networking-attended", "mentor-consulted"),
    ("advice-done", "advice-set-aside"),
)
"""Order of events at the same moment: rounds, dates, notes, the candidate's messages, messages from
the employer, changed dates, offers, endings, and events of the search or of advice."""

RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

_WORD = ("answer", "reply", "contact")
SETS: dict[str, tuple[str, ...]] = {
    "interview": ("round", "contact", "date_over", "answer", "reopened"),
    "phone-screen": ("round", "contact", "date_over", "answer", "reopened"),
    "test-taken": ("test", "contact", "date_over", "answer", "reopened"),
    "interview-scheduled": ("invitation", "date_over", "answer", "reply", "reopened"),
    "missed-interview": ("round_off",),
    "interview-cancelled": ("round_off", *_WORD),
    "reschedule-requested": ("round_off", *_WORD),
    "decision-date-set": ("decision_date", "answer", "contact", "reopened"),
    "decision-date-changed": ("decision_date", "answer", "contact", "reopened"),
    "no-decision-date": ("no_date", "answer", "contact"),
    "next-step-date-set": ("next_step_date", "date_over", "answer", "contact", "reopened"),
    "not-before-date": ("not_before_date", "date_over", "answer", "contact", "reopened"),
    "contact-date-set": ("contact_date", "date_over", "answer", "contact", "reopened"),
    "paperwork-date-set": ("paperwork_date", "date_over", "answer", "contact", "reopened"),
    "silence-means-no": ("silence_means_no", "answer", "contact", "reopened"),
    "decision-meeting": ("decision_meeting",),
    "start-date-changed": ("start_moved", *_WORD),
    "holiday": (),
    "thank-you-sent": ("thank_you", "contact"),
    "thank-you-not-sent": ("thank_you_missing",),
    "thank-you-failed": ("thank_you_failed",),
    "thank-you-reply": ("thank_you_reply", "contact"),
    "follow-up-sent": ("follow_up", "contact"),
    "hr-contacted": ("hr_contacted", "contact"),
    "contact-failed": ("contact_failed",),
    "contact-update": ("contact_update", "contact"),
    "contact-away": ("contact_away",),
    "contact-left": ("contact_left",),
    "chance-contact": ("chance_contact",),
    "call-missed": ("call_missed", "chance_contact"),
    "question-received": ("their_question", *_WORD),
    "question-answered": ("question_answered", "contact"),
    "mistake-noticed": ("mistake",),
    "correction-sent": ("correction", "contact"),
    "reply-received": _WORD,
    "auto-reply-received": ("auto_reply",),
    "third-party-info": ("hint",),
    "positive-signal": ("positive_signal",),
    "posting-relisted": ("relisted",),
    "position-on-hold": ("on_hold", "date_over", *_WORD),
    "rejection": ("rejection", "answer", "reply", "closing"),
    "references-requested": ("references_requested", "contact"),
    "references-checked": ("references_checked", "contact"),
    "background-check": ("background_check", *_WORD),
    "materials-requested": ("materials_requested", *_WORD),
    "materials-sent": ("materials_sent", "contact"),
    **{
        f"{level}-offer": ("offer_made", "date_over", "reopened", *_WORD)
        for level in OFFER_LEVELS[1:]
    },
    "counter-offer-made": ("counter_offer", "contact"),
    "notice-given": ("notice",),
    "notice-withdrawn": ("notice_over",),
    "offer-deadline": ("offer_deadline",),
    "offer-accepted": ("offer_accepted", "contact"),
    "offer-declined": ("offer_declined", "offer_over", "closing"),
    "offer-withdrawn": ("offer_withdrawn", "offer_over", "reply", "answer", "closing"),
    "other-offer": ("other_offer",),
    "other-offer-deadline": ("other_offer_deadline",),
    "withdrawn": ("withdrawn", "closing"),
    "interest-lost": ("interest_lost",),
    "application-sent": ("application_sent",),
    "boards-searched": ("boards_searched",),
    "networking-attended": ("networking",),
    "mentor-consulted": ("mentor",),
    "advice-done": (),
    "advice-set-aside": (),
}
"""Slots that each event sets; `Timeline` adds or changes some by the event's fields.

`contact` is any contact in either direction, `answer` settles a pending follow-up, `reply` is a
real message from the employer, `date_over` clears an older date, `reopened` reopens a closed
application, and `closing` closes one."""

ELSEWHERE: dict[str, tuple[str, ...]] = {
    **{f"{level}-offer": ("other_offer",) for level in OFFER_LEVELS[2:]},
    "other-offer": ("other_offer",),
    "offer-deadline": ("other_offer_deadline",),
    "other-offer-deadline": ("other_offer_deadline",),
    "offer-accepted": ("accepted_elsewhere",),
    "offer-declined": ("other_offer_over",),
    "offer-withdrawn": ("other_offer_over",),
}
"""Slots set by events of another employer: offers above `informal`, deadlines and outcomes."""

OTHER_ROLE: dict[str, tuple[str, ...]] = {
    **{f"{level}-offer": ("other_role_offer",) for level in OFFER_LEVELS[1:]},
    "offer-accepted": ("other_role_over",),
    "offer-declined": ("other_role_over",),
    "offer-withdrawn": ("other_role_over",),
    "rejection": ("other_role_over",),
    "withdrawn": ("other_role_over",),
}
"""Slots set by events about another role at the same employer: offers, and what ends them."""
