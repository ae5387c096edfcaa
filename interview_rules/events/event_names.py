"""The names and meanings of events, and groups of events, such as those that require a date."""

from __future__ import annotations

import re

__all__ = [
    "EVENTS",
    "NEEDS_DATE",
    "OF_ADVICE",
    "OF_PACK",
    "OWN_ACTS",
    "ROUNDS",
    "UNDATED_SAYING",
    "is_of_pack",
]

OF_PACK = re.compile(r"^(?=.{3,80}$)[a-z][a-z0-9]*(-[a-z0-9]+)*[.][a-z][a-z0-9]*(-[a-z0-9]+)*$")
"""Pattern of the names of events that packs declare, such as `flat.viewed`."""


def is_of_pack(name: str) -> bool:
    """Return True for the name of an event that packs declare: only these have a dot."""
    return "." in name


EVENTS: dict[str, str] = {
    "interview": "An interview took place, or will take place, at `at`, with the people in"
    " `interviewers`.",
    "phone-screen": "A screening call took place, or will take place, at `at`.",
    "test-taken": "A test or task was completed.",
    "interview-scheduled": "A round was arranged for `date`. If it replaces an earlier one, record"
    " `reschedule-requested` too; otherwise both count as rounds.",
    "missed-interview": "A round did not take place because one side did not show up.",
    "interview-cancelled": "A round was cancelled.",
    "reschedule-requested": "One side asked to move a round before it took place; the old time no"
    " longer applies. After a missed round, asking for a new time is `follow-up-sent`.",
    "decision-date-set": "The employer stated when it will decide: by `date`, with `earliest` for a"
    " range.",
    "decision-date-changed": "The employer moved the decision date to `date`, or withdrew it if"
    " `date` is missing.",
    "no-decision-date": "The employer gave no decision date, whether asked or not.",
    "next-step-date-set": "The employer will be in touch by `date`, without promising a decision.",
    "not-before-date": "The employer will not decide before `date`.",
    "contact-date-set": "The employer asked to be contacted on `date`.",
    "silence-means-no": "The employer said that no word by `date` means no.",
    "decision-meeting": "The employer decides internally on `date`, which is not a promise to"
    " candidates.",
    "paperwork-date-set": "The employer will send the letter or contract by `date`.",
    "start-date-changed": "The first working day moved to `date`, or to an unknown day if `date` is"
    " missing.",
    "holiday": "The employer is closed on `date`, or else on `at`.",
    "thank-you-sent": "The candidate sent a thank-you note for the latest round.",
    "thank-you-not-sent": "The candidate states that no note was sent.",
    "thank-you-failed": "The thank-you note came back or did not arrive.",
    "thank-you-reply": "A courtesy reply to the thank-you note; does not settle a follow-up.",
    "follow-up-sent": "The candidate asked about the status; with `role: hr`, human resources.",
    "hr-contacted": "The candidate asked human resources about the status.",
    "contact-failed": "An attempt to reach the employer failed.",
    "contact-update": "The candidate sent new contact details or similar, without asking anything.",
    "contact-away": "The contact is away, until the end of `date` if known.",
    "chance-contact": "A chance meeting or a missed call, without news.",
    "call-missed": "The candidate missed the employer's call; `message` tells whether the caller"
    " left one.",
    "question-received": "The employer asked the candidate something, to be answered by `date` if"
    " stated.",
    "question-answered": "The candidate answered the employer's question.",
    "reply-received": "A real answer; `date` is the new decision date if the answer names one.",
    "auto-reply-received": "An automatic reply; does not settle a follow-up.",
    "third-party-info": "Hearsay or a hint from an insider; does not settle a follow-up.",
    "positive-signal": "Kind words or a good sign; does not settle a follow-up.",
    "contact-left": "The interviewer or contact has left the employer.",
    "posting-relisted": "The posting appeared again; does not settle a follow-up.",
    "position-on-hold": "The position is on hold or frozen, until `date` if known.",
    "rejection": "The employer rejected the candidate, in whatever words.",
    "references-requested": "The employer asked for references; no decision yet.",
    "references-checked": "The employer contacted the referees; no decision yet.",
    "background-check": "A background check started; `date` is its expected end.",
    "materials-requested": "The employer asked for documents or work samples, by `date` if stated.",
    "materials-sent": "The candidate sent the requested materials.",
    "informal-offer": "The employer hinted at or announced an offer, without terms.",
    "verbal-offer": "The employer made an oral offer.",
    "conditional-offer": "An offer that depends on a check, an approval or references.",
    "firm-offer": "An unconditional offer with its terms.",
    "written-offer": "The offer in writing.",
    "counter-offer-made": "The candidate asked for other terms than those offered.",
    "notice-given": "The candidate resigned from the present job.",
    "notice-withdrawn": "The candidate took the resignation back.",
    "offer-deadline": "The employer wants an answer to the offer by `date`.",
    "offer-accepted": "The candidate accepted the offer.",
    "offer-declined": "The candidate declined the offer.",
    "offer-withdrawn": "The employer withdrew the offer.",
    "other-offer": "Another employer made an offer.",
    "other-offer-deadline": "The other employer wants an answer by `date`.",
    "withdrawn": "The candidate withdrew the application.",
    "interest-lost": "The candidate no longer wants this job, and has not told the employer yet.",
    "mistake-noticed": "The candidate found a mistake in something already sent.",
    "correction-sent": "The candidate corrected a mistake in something already sent.",
    "application-sent": "The candidate applied, to this or another employer.",
    "boards-searched": "The candidate looked through job boards.",
    "networking-attended": "The candidate attended a networking event.",
    "mentor-consulted": "The candidate talked with a mentor or an associate about openings.",
    "advice-done": "The advice for the action `advice` has been followed. If its rules name an"
    " event for that, such as a message, this counts as that event.",
    "advice-set-aside": "The advice for the action `advice` is snoozed until `date` begins, or without"
    " a date for as long as it applies without interruption.",
}

OF_ADVICE = frozenset({"advice-done", "advice-set-aside"})
"""Events about advice rather than the application; they require `advice`."""

OWN_ACTS = (
    "thank-you-sent",
    "follow-up-sent",
    "hr-contacted",
    "contact-update",
    "materials-sent",
    "question-answered",
    "counter-offer-made",
    "correction-sent",
    "notice-given",
    "notice-withdrawn",
    "offer-accepted",
    "offer-declined",
    "withdrawn",
    "application-sent",
    "boards-searched",
    "networking-attended",
    "mentor-consulted",
)
"""Events in which the candidate acts; they can record that advice was followed."""

ROUNDS = ("interview", "phone-screen", "test-taken", "interview-scheduled")
"""Events that record a round, held or arranged."""

NEEDS_DATE = frozenset(
    {
        "decision-date-set",
        "next-step-date-set",
        "not-before-date",
        "contact-date-set",
        "paperwork-date-set",
        "silence-means-no",
        "decision-meeting",
        "offer-deadline",
        "other-offer-deadline",
    }
)
"""Events that require a `date`."""

UNDATED_SAYING = frozenset(
    {
        "interview-scheduled",
        "decision-date-set",
        "decision-date-changed",
        "next-step-date-set",
        "not-before-date",
        "contact-date-set",
        "paperwork-date-set",
        "silence-means-no",
        "decision-meeting",
        "offer-deadline",
        "other-offer-deadline",
    }
)
"""Events whose `at` may be null, because the date that they name is what counts."""
