"""Turn an event log into facts: what the log says at an instant, and nothing that lies after it.

A log becomes stretches: the time during which an event gives a fact its value, until it is
superseded or taken back. Folding at an instant takes the stretches that the instant falls into.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFFER_LEVELS
from interview_rules.facts.competing_offers import SLOTS, by_employer, most_pressing, of_employer
from interview_rules.facts.happening import Happening, Meeting, beyond, newer, since
from interview_rules.facts.vocabulary import BITS, EMPTY, MOMENTS, OFFSETS, PLACES, RARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.happening import Later, Mark
    from interview_rules.facts.timeline import Timeline
    from interview_rules.facts.vocabulary import Facts

__all__ = ["FactIntervals", "fold", "intervals_of", "not_yet_thanked"]

_SPANS: dict[str, tuple[tuple[str, int, tuple[tuple[str, Later], ...]], ...]] = {}
for _name, _slot, _which, _ends, *_rest in MOMENTS:
    _SPANS[_slot] = (*_SPANS.get(_slot, ()), (_name, Happening._fields.index(_which), _ends))

_PENDING = OFFSETS["follow_up_pending"]
_ROUNDS = OFFSETS["rounds"]
_INTERVIEWERS = OFFSETS["interviewers"]
_NOT_THANKED = OFFSETS["not_yet_thanked"]
_FOLLOW_UPS = OFFSETS["follow_ups"]
_UNANSWERED = OFFSETS["unanswered_follow_ups"]
_LEVEL = {f"{level}-offer": index for index, level in enumerate(OFFER_LEVELS)}

_FLAGS: tuple[tuple[str, str, tuple[tuple[str, Later], ...]], ...] = (
    ("agency", "agency_between", ()),
    ("recruiter", "recruiter_between", ()),
    ("date_asked", "date_asked", (("round", newer),)),
)
_SENT = (("round", newer),)
_ANSWERED = (("round", newer), ("answer", beyond), ("invitation", since))
_SOLID = frozenset({"firm-offer", "written-offer"})
_OTHER_ENDS = (("other_offer_over", beyond), ("accepted_elsewhere", beyond))


Origin = Happening | Meeting | None
_Stretch = tuple[int, int, slice, int, "Span", Origin]
_Value = tuple[int, int, int, int, int, Origin]
_Counted = tuple[int, int, int, Origin]


_BIT_AT = {OFFSETS[name]: bit for name, bit in BITS.items()}


class FactIntervals(NamedTuple):
    """A log as folding wants it; instants are [since, until).

    `base` are the facts that no event changes. A span gives a moment its three places, a value
    gives a fact its one, a count adds one; bits are 0 for everyday facts, and each of them ends
    with what it comes from. `people` is the timeline if anybody is named in it, `marks` what it says
    of advice. `change_points` are the instants at which a fact changes,
    `changes` which facts do so there, and `known_changes` which of them become known or unknown, as masks.
    """

    base: Facts
    spans: tuple[_Stretch, ...]
    values: tuple[_Value, ...]
    counts: tuple[_Counted, ...]
    people: Timeline | None
    calendar: Calendar
    change_points: tuple[int, ...]
    changes: tuple[int, ...]
    known_changes: tuple[int, ...]
    timeline: Timeline
    marks: tuple[Mark, ...]


def intervals_of(
    timeline: Timeline,
    standing: Mapping[str, int],
    open_applications: Iterable[tuple[int, int]] = (),
) -> FactIntervals:
    """Compute the stretches of a log.

    `standing` holds the values of facts that no event changes. `open_applications` are the periods
    during which each of several applications is open.
    """
    base = EMPTY.copy()
    for name, value in standing.items():
        base[OFFSETS[name]] = value
        base[0] |= BITS[name]
    by_slot: dict[str, list[Happening]] = {}
    for happening in timeline.happenings:
        for slot in happening.sets:
            by_slot.setdefault(slot, []).append(happening)
    spans: list[_Stretch] = []
    several = SLOTS if by_employer(by_slot) else ()
    for slot, found in by_slot.items():
        if slot not in several:
            for start, end, name, span, happening in _spans(slot, found, by_slot):
                spans.append((start, end, PLACES[name], RARE[name], span, happening))
    if several:
        spans += [
            (start, end, PLACES[name], RARE[name], span, happening)
            for start, end, name, span, happening in most_pressing(by_slot, _spans)
        ]
    values: list[_Value] = []
    for slot, name, ends in _FLAGS:
        for happening in by_slot.get(slot, ()):
            for start, end in _lasts(happening, ends, by_slot):
                values.append((start, end, OFFSETS[name], BITS[name], 1, happening))
    offers = by_slot.get("offer_made", [])
    for start, end, happening in _latest(offers, (("closing", beyond),), by_slot):
        level = _LEVEL[happening.event.event]
        values.append((start, end, OFFSETS["offer"], BITS["offer"], level, happening))
    counts: list[_Counted] = [
        (happening.known, happening.meeting.off, _ROUNDS, happening)
        for happening in timeline.happenings
        if happening.meeting is not None
    ]
    for happening in by_slot.get("follow_up", ()):
        for offset, ends in ((_FOLLOW_UPS, _SENT), (_UNANSWERED, _ANSWERED)):
            for start, end in _lasts(happening, ends, by_slot):
                counts.append((start, end, offset, happening))
    for employer in dict.fromkeys(h.event.employer for h in by_slot.get("other_offer", ())):
        own = of_employer(by_slot, employer)
        for start, end, happening in _latest(own["other_offer"], _OTHER_ENDS, own):
            if happening.event.event in _SOLID:
                counts.append((start, end, OFFSETS["solid_offers"], happening))
    counts += [(start, end, OFFSETS["open_applications"], None) for start, end in open_applications]
    ahead = _ahead(timeline.meetings)
    spans = [span for stretch in spans for span in _outside(stretch, ahead)]
    spans += [_span("upcoming_interview", start, end, m.moment, m) for start, end, m in ahead]
    elsewhere = _ahead(timeline.other_meetings)
    spans += [_span("other_interview", start, end, m.moment, m) for start, end, m in elsewhere]
    spans += [_span("holiday", *stretch) for stretch in _free_days(timeline)]
    if timeline.foreign:
        values += _foreign(timeline, ahead)
    gains, losses = _changes(timeline, [*spans, *values], counts)
    borders = sorted(border for border in {*gains, *losses} if -NEVER < border < NEVER)
    return FactIntervals(
        base,
        tuple(spans),
        tuple(values),
        tuple(counts),
        timeline if timeline.has_names else None,
        timeline.calendar,
        tuple(borders),
        tuple(gains.get(border, 0) | losses.get(border, 0) for border in borders),
        tuple(gains.get(border, 0) ^ losses.get(border, 0) for border in borders),
        timeline,
        timeline.marks,
    )


def _spans(
    slot: str, found: list[Happening], by_slot: dict[str, list[Happening]]
) -> Iterator[tuple[int, int, str, Span, Happening]]:
    """From when until when the happenings of a slot give which of its facts which moment."""
    for name, which, ends in _SPANS.get(slot, ()):
        for start, end, happening in _latest(found, ends, by_slot):
            span: Span = happening[which]  # type: ignore[assignment]  # one of its spans
            if span[0] < NEVER:
                yield start, end, name, span, happening


def _latest(
    found: list[Happening],
    ends: tuple[tuple[str, Later], ...],
    by_slot: dict[str, list[Happening]],
) -> list[tuple[int, int, Happening]]:
    """From when until when which of several happenings is the latest one that is not taken back.

    Where a later one is taken back and an earlier one is not, the earlier one counts again: one
    noted by its day is not older than a round of that day, and one noted by its hour may be.
    """
    latest: list[tuple[int, int, Happening]] = []
    taken: list[tuple[int, int]] = []
    for happening in reversed(found):
        lasts = _lasts(happening, ends, by_slot)
        latest += [(start, end, happening) for start, end in _beside(lasts, taken)]
        if len(lasts) == 1 and (not taken or (lasts[0][0] <= taken[0][0] and lasts[0][1] == NEVER)):
            taken = lasts  # what comes after it is inside
        elif lasts:
            taken = sorted([*taken, *lasts])
    latest.reverse()
    return latest


def _beside(lasts: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of some stretches beside others, which are sorted by where they begin."""
    if not taken:
        return lasts
    found = []
    for begins, stop in lasts:
        start = begins
        for known, over in taken:
            if known >= stop:
                break
            if start < known:
                found.append((start, known))
            start = max(start, over)
        if start < stop:
            found.append((start, stop))
    return found


def _changes(
    timeline: Timeline,
    intervals: Iterable[_Stretch | _Value],
    counts: Iterable[_Counted],
) -> tuple[dict[int, int], dict[int, int]]:
    """Which facts get a value, and which lose one, at each instant."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for start, end, place, _bit, _value, _origin in intervals:
        bit = _BIT_AT[place.start if isinstance(place, slice) else place]
        starts[start] = starts.get(start, 0) | bit
        ends[end] = ends.get(end, 0) | bit
    for start, end, offset, _origin in counts:
        # Counts overlap, so what one gains where another ends may still be a change.
        bits = _COUNT_BITS[offset]
        for instant in (start, end):
            starts[instant] = starts.get(instant, 0) | bits
    if timeline.has_names:
        for happening in timeline.happenings:
            if {"thank_you", "thank_you_failed"} & {*happening.sets}:
                starts[happening.known] = starts.get(happening.known, 0) | _PEOPLE_BITS
        for meeting in timeline.meetings:
            for instant in (meeting.over, meeting.off):
                starts[instant] = starts.get(instant, 0) | _PEOPLE_BITS
    return starts, ends


def _lasts(
    happening: Happening,
    ends: tuple[tuple[str, Later], ...],
    by_slot: dict[str, list[Happening]],
) -> list[tuple[int, int]]:
    """The stretches in which what a happening sets is not taken back."""
    start = happening.known
    stop = NEVER if happening.meeting is None else happening.meeting.off
    called_off: list[tuple[int, int]] = []
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


def fold(intervals: FactIntervals, now: int) -> Facts:
    """The facts at an instant. What lies after it is a plan and counts as one."""
    base, spans, values, counts, people = intervals[:5]
    facts = base.copy()
    known = facts[0]
    for start, end, places, bit, span, _ in spans:
        if start <= now < end:
            facts[places] = span
            if bit:
                known |= bit
    for start, end, offset, bit, value, _ in values:
        if start <= now < end:
            facts[offset] = value
            known |= bit
    for start, end, offset, _ in counts:
        if start <= now < end:
            facts[offset] += 1
    if facts[_FOLLOW_UPS]:
        facts[_PENDING] = facts[_UNANSWERED] > 0
    facts[0] = known
    if people is not None:
        _people(people, now, facts)
    return facts


def _people(timeline: Timeline, now: int, facts: Facts) -> None:
    held = timeline.latest_round(now)
    if held is not None:
        facts[_INTERVIEWERS] = len(held.event.interviewers)
        facts[_NOT_THANKED] = len(not_yet_thanked(timeline, now, held))
        facts[0] |= _PEOPLE_BITS


def _next(meetings: tuple[Meeting, ...], now: int) -> Meeting | None:
    found = None
    for meeting in meetings:
        ahead = meeting.announced <= now < meeting.over and meeting.off > now
        if ahead and (found is None or meeting.moment < found.moment):
            found = meeting
    return found


def _ahead(meetings: tuple[Meeting, ...]) -> list[tuple[int, int, Meeting]]:
    """From when until when which round is the next one ahead."""
    borders = {instant for m in meetings for instant in (m.announced, m.over, m.off)}
    ordered = sorted(borders)
    return [
        (start, end, meeting)
        for start, end in pairwise(ordered)
        if (meeting := _next(meetings, start)) is not None
    ]


def _free_days(timeline: Timeline) -> list[tuple[int, int, Span]]:
    """From when until when which named day is the next one on which nobody works."""
    days = timeline.free_days
    borders = sorted({instant for known, day in days for instant in (known, day[1])})
    found = []
    for start, end in pairwise(borders):
        left = [day for known, day in days if known <= start < day[1]]
        if left:
            found.append((start, end, min(left)))
    return found


def _foreign(timeline: Timeline, ahead: list[tuple[int, int, Meeting]]) -> list[_Value]:
    """From when until when the round that counts was given in another zone."""
    borders = {b for m in timeline.meetings for b in (m.announced, m.over, m.off)}
    found: list[_Value] = []
    for start, end in pairwise(sorted({*borders, NEVER})):
        meeting = next((m for first, last, m in ahead if first <= start < last), None)
        over = [m for m in timeline.meetings if m.over <= start < m.off]
        if meeting is None and over:
            meeting = max(over, key=lambda m: m.over)
        if meeting is not None and meeting.foreign:
            place = OFFSETS["other_time_zone"]
            found.append((start, end, place, BITS["other_time_zone"], 1, meeting))
    return found


def _span(name: str, start: int, end: int, span: Span, origin: Origin = None) -> _Stretch:
    return (start, end, PLACES[name], BITS[name], span, origin)


def _outside(stretch: _Stretch, ahead: list[tuple[int, int, Meeting]]) -> list[_Stretch]:
    """A stretch without the time in which a round is ahead, if that clears its fact."""
    if stretch[2] != PLACES["round_off"]:
        return [stretch]
    start, stop, *rest = stretch
    found: list[_Stretch] = []
    for first, last, _meeting in ahead:
        if start < min(first, stop):
            found.append((start, min(first, stop), *rest))  # type: ignore[arg-type]  # the rest of the same tuple
        if first < stop and last > start:
            start = last
    if start < stop:
        found.append((start, stop, *rest))  # type: ignore[arg-type]  # the same
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
_PEOPLE_BITS = BITS["interviewers"] | BITS["not_yet_thanked"]
_COUNT_BITS = {
    OFFSETS[name]: bits
    for name, bits in (
        ("rounds", BITS["rounds"]),
        ("follow_ups", _FOLLOW_UP_BITS),
        ("unanswered_follow_ups", _FOLLOW_UP_BITS),
        ("solid_offers", BITS["solid_offers"]),
        ("open_applications", BITS["open_applications"]),
    )
}
"""The facts that a count of each place changes."""
