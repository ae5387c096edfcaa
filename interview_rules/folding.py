"""State and `now` to facts: what the log says at an instant, and nothing that lies after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars import NEVER
from interview_rules.facts import EMPTY, FACTS, MOMENTS, OFFSETS
from interview_rules.timeline import MEETINGS, OFFER_LEVELS, SLOTS, Happening, beyond, newer, since

if TYPE_CHECKING:
    from interview_rules.facts import Facts
    from interview_rules.state import InterviewState
    from interview_rules.timeline import Later, Meeting, Timeline

__all__ = ["DEPENDS", "fold", "not_yet_thanked", "said_of_the_person"]

_BY_SLOT: dict[str, tuple[tuple[int, int, tuple[tuple[str, Later], ...]], ...]] = {}
for _name, _slot, _which, _ends, *_rest in MOMENTS:
    _BY_SLOT[_slot] = (
        *_BY_SLOT.get(_slot, ()),
        (OFFSETS[_name], Happening._fields.index(_which), _ends),
    )

_UPCOMING = OFFSETS["upcoming_interview"]
_OTHER_INTERVIEW = OFFSETS["other_interview"]
_HOLIDAY = OFFSETS["holiday"]
_ROUND_OFF = OFFSETS["round_off"]
_PENDING = OFFSETS["follow_up_pending"]
_OFFER = OFFSETS["offer"]
_ROUNDS = OFFSETS["rounds"]
_INTERVIEWERS = OFFSETS["interviewers"]
_NOT_THANKED = OFFSETS["not_yet_thanked"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]
_AGENCY = OFFSETS["agency_between"]
_RECRUITER = OFFSETS["recruiter_between"]
_ASKED = OFFSETS["date_asked"]
_OTHER_ZONE = OFFSETS["other_time_zone"]
_LEVEL = {f"{level}-offer": index for index, level in enumerate(OFFER_LEVELS)}
_UNKNOWN = (NEVER, NEVER, NEVER)


def said_of_the_person(state: InterviewState) -> Facts:
    """The facts that no event changes, on top of empty ones: what `fold` begins with."""
    facts = EMPTY.copy()
    facts[_AGENCY] = state.intermediary == "agency"
    facts[_RECRUITER] = state.intermediary == "recruiter"
    facts[OFFSETS["internal_candidate"]] = state.internal_candidate
    facts[OFFSETS["hr_unreachable"]] = state.hr_reachable is False
    facts[OFFSETS["other_applications"]] = state.other_applications or 0
    return facts


def fold(state: InterviewState, now: int) -> Facts:
    """The facts of a state at an instant. What lies after it is a plan and counts as one."""
    timeline = state.timeline
    facts = state.said_of_the_person.copy()
    latest: dict[str, Happening] = {}
    rounds = 0
    for known, meeting, sets, happening in timeline.steps:
        if known > now:
            break
        if meeting is not None:
            if meeting.off <= now:
                continue
            rounds += 1
        for slot in sets:
            latest[slot] = happening
    for slot, happening in latest.items():
        if slot in _BY_SLOT:
            for offset, which, ends in _BY_SLOT[slot]:
                for end_slot, comes in ends:
                    if end_slot in latest and comes(latest[end_slot], happening):
                        break
                else:
                    facts[offset : offset + 3] = happening[which]  # type: ignore[assignment]  # a span of it
    _meetings(timeline, now, facts)
    if rounds:
        facts[_ROUNDS] = rounds
        held = latest.get("round")
        if held is not None and held.event.interviewers:
            facts[_INTERVIEWERS] = len(held.event.interviewers)
            facts[_NOT_THANKED] = len(not_yet_thanked(timeline, now, held))
    if "offer_made" in latest:
        offer = latest["offer_made"]
        if "closing" not in latest or not beyond(latest["closing"], offer):
            facts[_OFFER] = _LEVEL[offer.event.event]
    if "follow_up" in latest:
        _follow_ups(timeline, now, latest, facts)
    if "agency" in latest:
        facts[_AGENCY] = True
    if "recruiter" in latest:
        facts[_RECRUITER] = True
    if "date_asked" in latest:
        asked = latest["date_asked"]
        facts[_ASKED] = "round" not in latest or not newer(latest["round"], asked)
    return facts


def _meetings(timeline: Timeline, now: int, facts: Facts) -> None:
    """What is still ahead: rounds here and elsewhere, and a day on which nobody works."""
    ahead = _next(timeline.meetings, now)
    if ahead is not None:
        facts[_UPCOMING : _UPCOMING + 3] = ahead.moment
        facts[_ROUND_OFF : _ROUND_OFF + 3] = _UNKNOWN
        facts[_OTHER_ZONE] = ahead.foreign
    elif timeline.foreign:
        held = [m for m in timeline.meetings if m.over <= now < m.off]
        facts[_OTHER_ZONE] = bool(held) and max(held, key=lambda m: m.over).foreign
    if timeline.other_meetings:
        elsewhere = _next(timeline.other_meetings, now)
        if elsewhere is not None:
            facts[_OTHER_INTERVIEW : _OTHER_INTERVIEW + 3] = elsewhere.moment
    if timeline.free_days:
        days = [day for known, day in timeline.free_days if known <= now < day[1]]
        if days:
            facts[_HOLIDAY : _HOLIDAY + 3] = min(days)


def _next(meetings: tuple[Meeting, ...], now: int) -> Meeting | None:
    found = None
    for meeting in meetings:
        ahead = meeting.announced <= now < meeting.over and meeting.off > now
        if ahead and (found is None or meeting.moment < found.moment):
            found = meeting
    return found


def _follow_ups(timeline: Timeline, now: int, latest: dict[str, Happening], facts: Facts) -> None:
    """How many follow-ups the latest round has seen, and how many of them nothing answers."""
    held, answer, invited = (latest.get(slot) for slot in ("round", "answer", "invitation"))
    sent = unanswered = 0
    for happening in timeline.follow_ups:
        if happening.known > now:
            break
        if held is not None and newer(held, happening):
            continue
        sent += 1
        if answer is not None and beyond(answer, happening):
            continue
        if invited is None or not since(invited, happening):
            unanswered += 1
    facts[_FOLLOW_UPS] = sent
    facts[_UNANSWERED] = unanswered
    facts[_PENDING] = unanswered > 0


def not_yet_thanked(timeline: Timeline, now: int, held: Happening) -> tuple[str, ...]:
    """Who of a round has had no note yet, by name. A note to nobody by name counts for all."""
    notes: set[str | None] = set()
    for happening in timeline.happenings:
        if happening.known > now:
            break
        if not newer(held, happening):
            if "thank_you" in happening.sets:
                notes.add(happening.event.contact)
            elif "thank_you_failed" in happening.sets:
                notes.discard(happening.event.contact)
    if None in notes:
        return ()
    return tuple(person for person in held.event.interviewers if person not in notes)


def _mask(*slots: str) -> int:
    return sum(1 << SLOTS[slot] for slot in set(slots))


_COMPUTED = {
    "upcoming_interview": MEETINGS,
    "other_interview": MEETINGS,
    "holiday": MEETINGS,
    "follow_up_pending": _mask("follow_up", "round", "answer", "invitation"),
    "agency_between": _mask("agency"),
    "recruiter_between": _mask("recruiter"),
    "date_asked": _mask("date_asked", "round"),
    "other_time_zone": MEETINGS,
    "offer": _mask("offer_made", "closing"),
    "rounds": _mask("round", "test"),
    "interviewers": _mask("round"),
    "not_yet_thanked": _mask("round", "thank_you", "thank_you_failed"),
    "follow_ups": _mask("follow_up", "round"),
    "unanswered_follow_ups": _mask("follow_up", "round", "answer", "invitation"),
}
DEPENDS: dict[str, int] = {
    **dict.fromkeys(FACTS, 0),
    **_COMPUTED,
    **{
        name: _mask(slot, *(end for end, _comes in ends)) | (MEETINGS if name == "round_off" else 0)
        for name, slot, _of, ends, *_docs in MOMENTS
    },
}
"""For each fact, the slots of the timeline on which it depends, as a bit mask."""
