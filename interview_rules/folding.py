"""State and `now` to facts: what the log says at an instant, and nothing that lies after it.

When a state is validated, its log is turned into stretches: from when until when an event gives a
fact its value, until it is superseded or taken back. Folding at an instant takes the stretches
that it falls into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars import NEVER
from interview_rules.facts import BITS, EMPTY, MOMENTS, OFFSETS
from interview_rules.timeline import OFFER_LEVELS, Happening, beyond, newer, since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.facts import Facts
    from interview_rules.state import InterviewState
    from interview_rules.timeline import Later, Meeting, Span, Timeline

__all__ = ["Stretches", "fold", "not_yet_thanked", "stretches_of"]

_SPANS: dict[str, tuple[tuple[str, int, tuple[tuple[str, Later], ...]], ...]] = {}
for _name, _slot, _which, _ends, *_rest in MOMENTS:
    _SPANS[_slot] = (*_SPANS.get(_slot, ()), (_name, Happening._fields.index(_which), _ends))

_UPCOMING = OFFSETS["upcoming_interview"]
_OTHER_INTERVIEW = OFFSETS["other_interview"]
_HOLIDAY = OFFSETS["holiday"]
_ROUND_OFF = OFFSETS["round_off"]
_PENDING = OFFSETS["follow_up_pending"]
_ROUNDS = OFFSETS["rounds"]
_INTERVIEWERS = OFFSETS["interviewers"]
_NOT_THANKED = OFFSETS["not_yet_thanked"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]
_OTHER_ZONE = OFFSETS["other_time_zone"]
_LEVEL = {f"{level}-offer": index for index, level in enumerate(OFFER_LEVELS)}
_UNKNOWN = (NEVER, NEVER, NEVER)

_FLAGS: tuple[tuple[str, str, tuple[tuple[str, Later], ...]], ...] = (
    ("agency", "agency_between", ()),
    ("recruiter", "recruiter_between", ()),
    ("date_asked", "date_asked", (("round", newer),)),
)
_SENT = (("round", newer),)
_ANSWERED = (("round", newer), ("answer", beyond), ("invitation", since))


class Stretches(NamedTuple):
    """A log as folding wants it; instants are [since, until).

    `base` are the facts that no event changes. A span gives a moment its three places, a value
    gives a fact its one, a count adds one. `borders` are the instants at which a fact changes, and
    `changes` which facts do so there, as masks.
    """

    base: Facts
    spans: tuple[tuple[int, int, int, int, Span], ...]
    values: tuple[tuple[int, int, int, int, int], ...]
    counts: tuple[tuple[int, int, int], ...]
    borders: tuple[int, ...]
    changes: tuple[int, ...]


def stretches_of(state: InterviewState) -> Stretches:
    """The stretches of a state's log."""
    base = EMPTY.copy()
    for name, value in (
        ("agency_between", state.intermediary == "agency"),
        ("recruiter_between", state.intermediary == "recruiter"),
        ("internal_candidate", state.internal_candidate),
        ("hr_unreachable", state.hr_reachable is False),
        ("other_applications", state.other_applications or 0),
    ):
        if value:
            base[OFFSETS[name]] = value
            base[0] |= BITS[name]
    by_slot: dict[str, list[Happening]] = {}
    for happening in state.timeline.happenings:
        for slot in happening.sets:
            by_slot.setdefault(slot, []).append(happening)
    spans: list[tuple[int, int, int, int, Span]] = []
    for slot, found in by_slot.items():
        for name, which, ends in _SPANS.get(slot, ()):
            offset, bit = OFFSETS[name], BITS[name]
            for place, happening in enumerate(found):
                span: Span = happening[which]  # type: ignore[assignment]  # one of its spans
                if span[0] < NEVER:
                    for start, end in _lasts(happening, found[place + 1 :], ends, by_slot):
                        spans.append((start, end, offset, bit, span))
    values: list[tuple[int, int, int, int, int]] = []
    for slot, name, ends in _FLAGS:
        for happening in by_slot.get(slot, ()):
            for start, end in _lasts(happening, (), ends, by_slot):
                values.append((start, end, OFFSETS[name], BITS[name], 1))
    offers = by_slot.get("offer_made", ())
    for place, happening in enumerate(offers):
        level, closed = _LEVEL[happening.event.event], (("closing", beyond),)
        for start, end in _lasts(happening, offers[place + 1 :], closed, by_slot):
            values.append((start, end, OFFSETS["offer"], BITS["offer"], level))
    counts = [
        (happening.known, happening.meeting.off, _ROUNDS)
        for happening in state.timeline.happenings
        if happening.meeting is not None
    ]
    for happening in by_slot.get("follow_up", ()):
        for offset, ends in ((_FOLLOW_UPS, _SENT), (_UNANSWERED, _ANSWERED)):
            for start, end in _lasts(happening, (), ends, by_slot):
                counts.append((start, end, offset))
    changes = _changes(state.timeline, [*spans, *values], counts)
    borders = sorted(border for border in changes if -NEVER < border < NEVER)
    return Stretches(
        base,
        tuple(spans),
        tuple(values),
        tuple(counts),
        tuple(borders),
        tuple(changes[border] for border in borders),
    )


def _changes(
    timeline: Timeline,
    stretches: Iterable[tuple[int, int, int, int, object]],
    counts: Iterable[tuple[int, int, int]],
) -> dict[int, int]:
    """At each instant where a fact can change, the facts that can."""
    changes: dict[int, int] = {}

    def note(bits: int, *instants: int) -> None:
        for instant in instants:
            changes[instant] = changes.get(instant, 0) | bits

    for start, end, _offset, bit, _value in stretches:
        note(bit, start, end)
    for start, end, offset in counts:
        note(BITS["rounds"] if offset == _ROUNDS else _FOLLOW_UP_BITS, start, end)
    for meeting in timeline.meetings:
        note(_MEETING_BITS, meeting.announced, meeting.over, meeting.off)
    for meeting in timeline.other_meetings:
        note(BITS["other_interview"], meeting.announced, meeting.over, meeting.off)
    for known, day in timeline.free_days:
        note(BITS["holiday"], known, day[1])
    if timeline.has_names:
        for happening in timeline.happenings:
            if {"thank_you", "thank_you_failed"} & {*happening.sets}:
                note(BITS["not_yet_thanked"], happening.known)
    return changes


def _lasts(
    happening: Happening,
    successors: Iterable[Happening],
    ends: tuple[tuple[str, Later], ...],
    by_slot: dict[str, list[Happening]],
) -> list[tuple[int, int]]:
    """The stretches in which what a happening sets is neither superseded nor taken back."""
    start = happening.known
    stop = NEVER if happening.meeting is None else happening.meeting.off
    called_off: list[tuple[int, int]] = []
    for other in successors:
        if other.meeting is None:
            stop = min(stop, other.known)
        else:
            called_off.append((other.known, other.meeting.off))
    for slot, comes in ends:
        for other in by_slot.get(slot, ()):
            if comes(other, happening):
                if other.meeting is None:
                    stop = min(stop, other.known)
                else:
                    called_off.append((other.known, other.meeting.off))
    if not called_off:
        return [(start, stop)] if start < stop else []
    found = []
    for known, off in sorted(called_off):
        if start < min(known, stop):
            found.append((start, min(known, stop)))
        if known < off:
            start = max(start, off)
    if start < stop:
        found.append((start, stop))
    return found


def fold(state: InterviewState, now: int) -> Facts:
    """The facts of a state at an instant. What lies after it is a plan and counts as one."""
    base, spans, values, counts, _borders, _changed = state.stretches
    facts = base.copy()
    known = facts[0]
    for start, end, offset, bit, span in spans:
        if start <= now < end:
            facts[offset : offset + 3] = span
            known |= bit
    for start, end, offset, bit, value in values:
        if start <= now < end:
            facts[offset] = value
            known |= bit
    for start, end, offset in counts:
        if start <= now < end:
            facts[offset] += 1
    facts[0] = known
    timeline = state.timeline
    if facts[_FOLLOW_UPS]:
        facts[0] |= _FOLLOW_UP_BITS
        facts[_PENDING] = facts[_UNANSWERED] > 0
    if timeline.meetings or timeline.other_meetings or timeline.free_days:
        _meetings(timeline, now, facts)
    return facts


def _meetings(timeline: Timeline, now: int, facts: Facts) -> None:
    """The rounds that are ahead or over, and a day on which nobody works."""
    ahead = _next(timeline.meetings, now)
    if ahead is not None:
        facts[_UPCOMING : _UPCOMING + 3] = ahead.moment
        facts[_ROUND_OFF : _ROUND_OFF + 3] = _UNKNOWN
        facts[_OTHER_ZONE] = ahead.foreign
        facts[0] |= _AHEAD_BITS
    elif timeline.foreign:
        over = [m for m in timeline.meetings if m.over <= now < m.off]
        facts[_OTHER_ZONE] = bool(over) and max(over, key=lambda m: m.over).foreign
        facts[0] |= BITS["other_time_zone"]
    if facts[_ROUNDS]:
        facts[0] |= BITS["rounds"]
        if timeline.has_names:
            _people(timeline, now, facts)
    if timeline.other_meetings:
        elsewhere = _next(timeline.other_meetings, now)
        if elsewhere is not None:
            facts[_OTHER_INTERVIEW : _OTHER_INTERVIEW + 3] = elsewhere.moment
            facts[0] |= BITS["other_interview"]
    if timeline.free_days:
        days = [day for known, day in timeline.free_days if known <= now < day[1]]
        if days:
            facts[_HOLIDAY : _HOLIDAY + 3] = min(days)
            facts[0] |= BITS["holiday"]


def _people(timeline: Timeline, now: int, facts: Facts) -> None:
    held = timeline.latest_round(now)
    if held is not None:
        facts[_INTERVIEWERS] = len(held.event.interviewers)
        facts[_NOT_THANKED] = len(not_yet_thanked(timeline, now, held))
        facts[0] |= BITS["interviewers"] | BITS["not_yet_thanked"]


def _next(meetings: tuple[Meeting, ...], now: int) -> Meeting | None:
    found = None
    for meeting in meetings:
        ahead = meeting.announced <= now < meeting.over and meeting.off > now
        if ahead and (found is None or meeting.moment < found.moment):
            found = meeting
    return found


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


_FOLLOW_UP_BITS = BITS["follow_ups"] | BITS["unanswered_follow_ups"] | BITS["follow_up_pending"]
_MEETING_BITS = (
    BITS["upcoming_interview"]
    | BITS["other_time_zone"]
    | BITS["round_off"]
    | BITS["interviewers"]
    | BITS["not_yet_thanked"]
)
_AHEAD_BITS = BITS["upcoming_interview"] | BITS["other_time_zone"]
