"""Intervals of facts: the periods in which each value holds, computed from an event log.

Most intervals end when a later event supersedes the one that began them or clears its value. Those
of upcoming rounds and holidays also end when the round or the holiday is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.events.effects import OFFER_LEVELS
from interview_rules.facts.change_points import ChangePoints
from interview_rules.facts.competing_offers import (
    SLOTS,
    by_employer,
    most_pressing,
    of_each_employer,
)
from interview_rules.facts.contradictions import contradictions
from interview_rules.facts.happening import Happening, beyond, newer, since
from interview_rules.facts.interval import Interval
from interview_rules.facts.people import NOTES, people_intervals
from interview_rules.facts.slots import around
from interview_rules.facts.steps import steps_of
from interview_rules.facts.upcoming import (
    foreign_rounds,
    free_days,
    outside,
    rounds_ahead,
    rounds_held,
)
from interview_rules.facts.vocabulary import BITS, EMPTY, MOMENTS, OFFSETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.happening import Later, Mark, Meeting
    from interview_rules.facts.slots import BySlot
    from interview_rules.facts.steps import AnySteps
    from interview_rules.facts.timeline import Timeline
    from interview_rules.facts.vocabulary import Facts

__all__ = [
    "COUNTED",
    "FLAGS",
    "LEVEL",
    "OFFER_ENDS",
    "OTHER_ENDS",
    "SOLID",
    "SPANS",
    "FactIntervals",
    "intervals_of",
]

SPANS: dict[str, tuple[tuple[str, int, tuple[tuple[str, Later], ...]], ...]] = {}
"""The moments that each slot sets: fact, index of the happening's field, what clears the fact."""
for _name, _slot, _which, _ends, *_rest in MOMENTS:
    SPANS[_slot] = (*SPANS.get(_slot, ()), (_name, Happening._fields.index(_which), _ends))

_DECIDING = {
    slot: frozenset({slot, *(other for _n, _w, ends in each for other, _later in ends)})
    for slot, each in SPANS.items()
}
"""The slots whose happenings decide the moments that each slot sets."""
_SLOT_OF = {
    name: slot
    for slot, each in SPANS.items()
    for name, _which, _ends in each
    # Rounds ahead interrupt the former; several employers can share the latter.
    if slot != "round_off" and slot not in SLOTS
}
"""The slot that sets each moment that depends on nothing but the slots in `_DECIDING`."""
LEVEL = {f"{level}-offer": index for index, level in enumerate(OFFER_LEVELS)}

FLAGS: tuple[tuple[str, str, tuple[tuple[str, Later], ...]], ...] = (
    ("agency", "agency_between", ()),
    ("recruiter", "recruiter_between", ()),
    ("date_asked", "date_asked", (("round", newer),)),
)
COUNTED: tuple[tuple[str, str, tuple[tuple[str, Later], ...]], ...] = (
    ("follow_up", "follow_ups", (("round", newer),)),
    (
        "follow_up",
        "unanswered_follow_ups",
        (("round", newer), ("answer", beyond), ("invitation", since)),
    ),
    (
        "holding",
        "holding_replies",
        (("round", newer), ("decision_date", newer), ("date_over", newer)),
    ),
)
"""Counts of happenings: the slot that adds one, the fact, and what clears it."""
OFFER_ENDS: tuple[tuple[str, Later], ...] = (("closing", beyond),)
SOLID = frozenset({"firm-offer", "written-offer"})
OTHER_ENDS = (("other_offer_over", beyond), ("accepted_elsewhere", beyond))


class FactIntervals(NamedTuple):
    """The intervals during which facts have their values.

    `base` holds the folded facts outside every interval. Each item of `values` sets a fact; each
    item of `counts` adds one to a count. `steps` holds both, encoded for folding. `points` are the
    instants at which facts can change. `marks` are the statements about advice.
    `ahead` holds the rounds to come, each after the instants between which it is the next.
    `of_rounds` holds those of `values` and of `counts` that depend on rounds alone.
    """

    base: Facts
    steps: AnySteps
    values: tuple[Interval, ...]
    counts: tuple[Interval, ...]
    calendar: Calendar
    points: ChangePoints
    timeline: Timeline
    marks: tuple[Mark, ...]
    ahead: list[tuple[int, int, Meeting]]
    of_rounds: tuple[list[Interval], list[Interval]]

    @property
    def change_points(self) -> tuple[int, ...]:
        """The instants at which facts can change, in order."""
        return self.points.instants

    @property
    def by_slot(self) -> BySlot:
        """The happenings that set each slot, in order."""
        return self.timeline.by_slot

    @property
    def foreign(self) -> list[Interval]:
        """The intervals in which the next round, or else the latest, is in another time zone."""
        return [each for each in self.values if each.fact == "other_time_zone"]


def intervals_of(
    timeline: Timeline,
    standing: Mapping[str, int],
    open_applications: Iterable[tuple[int, int]] = (),
    before: FactIntervals | None = None,
) -> FactIntervals:
    """Compute the intervals of the facts of a log.

    `standing` holds the folded values that fields of the state give to facts, by name, without
    defaults, because each fact in it counts as set. `open_applications` are the periods, as
    instants [start, end), during which each of several applications is open. `before` are the
    intervals of a log with fewer events, which are reused where the new events change nothing.
    """
    by_slot = timeline.by_slot
    same_rounds = before is not None and before.timeline.meetings is timeline.meetings
    ahead = before.ahead if before and same_rounds else rounds_ahead(timeline.meetings)
    several = by_employer(by_slot)
    set_by = _set_by_slots(by_slot, SLOTS if several else (), before)
    values = _moments(set_by, timeline, ahead)
    of_employers = of_each_employer(by_slot) if several or "other_offer" in by_slot else {}
    if several:
        values += most_pressing(of_employers, _set_by)
    values += _flags_and_offers(by_slot)
    of_rounds = before.of_rounds if before and same_rounds else _of_rounds(timeline, ahead)
    values += of_rounds[0]
    if refusals := by_slot.get("rejection"):
        hopes = [*by_slot.get("offer_made", ()), *by_slot.get("positive_signal", ())]
        values += contradictions(refusals, hopes, by_slot["answer"])
    if timeline.foreign:
        values += before.foreign if before and same_rounds else foreign_rounds(timeline, ahead)
    if timeline.has_names:
        rounds = _latest([h for h in by_slot.get("round", ()) if h.meeting], (), by_slot)
        notes = [h for h in timeline.happenings if not NOTES.isdisjoint(h.sets)]
        values += people_intervals(rounds, notes)
    counts = [*of_rounds[1], *_counts(by_slot, of_employers)]
    counts += [Interval(start, end, "open_applications", 1) for start, end in open_applications]
    listed, counted = tuple(values), tuple(counts)
    points = ChangePoints(listed, counted)
    return FactIntervals(
        _base(standing),
        steps_of(listed, counted, points),
        listed,
        counted,
        timeline.calendar,
        points,
        timeline,
        timeline.marks,
        ahead,
        of_rounds,
    )


def _base(standing: Mapping[str, int]) -> Facts:
    base = EMPTY.copy()
    for name, value in standing.items():
        base[OFFSETS[name]] = value
        base[0] |= BITS[name]
    return base


def _set_by_slots(
    by_slot: BySlot, left_out: tuple[str, ...], before: FactIntervals | None
) -> dict[str, list[Interval]]:
    """Return the intervals during which each slot gives moments their values."""
    kept: dict[str, list[Interval]] = {}
    if before is not None:
        earlier = before.by_slot
        # Most happenings are the same objects as before, so comparing them is fast.
        changed = {
            slot
            for slot in by_slot.keys() | earlier.keys()
            if by_slot.get(slot) != earlier.get(slot)
        }
        for each in before.values:
            slot = _SLOT_OF.get(each.fact, "")
            if slot and _DECIDING[slot].isdisjoint(changed):
                kept.setdefault(slot, []).append(each)
    return {
        slot: kept[slot] if slot in kept else _set_by(slot, happenings, by_slot)
        for slot, happenings in by_slot.items()
        if slot in SPANS and slot not in left_out
    }


def _moments(
    set_by: dict[str, list[Interval]],
    timeline: Timeline,
    ahead: list[tuple[int, int, Meeting]],
) -> list[Interval]:
    """Return the intervals of all moments except `contradiction` and those of several employers."""
    found: list[Interval] = []
    for slot, given in set_by.items():
        found += (
            given if slot != "round_off" else (i for each in given for i in outside(each, ahead))
        )
    if timeline.other_meetings:
        elsewhere = rounds_ahead(timeline.other_meetings)
        found += [Interval(a, b, "other_interview", m.moment, m) for a, b, m in elsewhere]
        past = rounds_held(timeline.other_meetings)
        found += [Interval(a, b, "other_interview_held", m.moment, m) for a, b, m in past]
    if timeline.free_days:
        found += [Interval(a, b, "holiday", day) for a, b, day in free_days(timeline)]
    return found


def _flags_and_offers(by_slot: BySlot) -> list[Interval]:
    found: list[Interval] = []
    for slot, name, ends in FLAGS:
        for happening in by_slot.get(slot, ()):
            for start, end in _lasts(happening, ends, by_slot):
                found.append(Interval(start, end, name, 1, happening))
    offers = by_slot.get("offer_made", [])
    for start, end, happening in _latest(offers, OFFER_ENDS, by_slot):
        level = LEVEL[happening.event.event]
        found.append(Interval(start, end, "offer", level, happening))
    return found


def _of_rounds(
    timeline: Timeline, ahead: list[tuple[int, int, Meeting]]
) -> tuple[list[Interval], list[Interval]]:
    """Return the intervals of the next round, and of rounds held, which add one to a count."""
    values = [Interval(a, b, "upcoming_interview", m.moment, m) for a, b, m in ahead]
    values += [Interval(a, b, "no_hour", 1, m) for a, b, m in ahead if not m.timed]
    counts = [
        Interval(happening.known, happening.meeting.off, "rounds", 1, happening)
        for happening in timeline.happenings
        if happening.meeting is not None
    ]
    return values, counts


def _counts(by_slot: BySlot, of_employers: dict[str | None, BySlot]) -> list[Interval]:
    """Return the intervals of messages and solid offers; each adds one to a count."""
    found: list[Interval] = []
    for slot, name, ends in COUNTED:
        for happening in by_slot.get(slot, ()):
            for start, end in _lasts(happening, ends, by_slot):
                found.append(Interval(start, end, name, 1, happening))
    for own in of_employers.values():
        for start, end, happening in _latest(own["other_offer"], OTHER_ENDS, own):
            if happening.event.event in SOLID:
                found.append(Interval(start, end, "solid_offers", 1, happening))
    return found


def _set_by(slot: str, happenings: list[Happening], by_slot: BySlot) -> list[Interval]:
    """Return the intervals during which the happenings of a slot give moments their values."""
    found: list[Interval] = []
    cleared_by: tuple[tuple[str, Later], ...] | None = None
    latest: list[tuple[int, int, Happening]] = []
    for name, which, ends in SPANS[slot]:
        if ends is not cleared_by:  # a date and its earliest day are cleared by the same slots
            latest, cleared_by = _latest(happenings, ends, by_slot), ends
        for start, end, happening in latest:
            span: Span = happening[which]  # type: ignore[assignment]  # one of its spans
            if span[0] < NEVER:
                found.append(Interval(start, end, name, span, happening))
    return found


def _latest(
    found: list[Happening],
    ends: tuple[tuple[str, Later], ...],
    by_slot: BySlot,
) -> list[tuple[int, int, Happening]]:
    """Return the intervals in which each happening is the latest one that is not cleared.

    If a later happening is cleared but an earlier one is not, the earlier one counts again. For
    example, a round at noon clears a question from 9:00, but not one dated only to the same day.
    """
    if len(found) == 1:
        return [(start, end, found[0]) for start, end in _lasts(found[0], ends, by_slot)]
    latest: list[tuple[int, int, Happening]] = []
    taken: list[tuple[int, int]] = []
    for happening in reversed(found):
        lasts = _lasts(happening, ends, by_slot)
        latest += [(start, end, happening) for start, end in _beside(lasts, taken)]
        if len(lasts) == 1 and (not taken or (lasts[0][0] <= taken[0][0] and lasts[0][1] == NEVER)):
            taken = lasts  # contains the intervals of all later happenings
        elif lasts:
            taken = _joined(sorted([*taken, *lasts]))
    latest.reverse()
    return latest


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of intervals that are sorted by start, as the fewest possible intervals."""
    found = [spans[0]]
    for start, end in spans[1:]:
        first, last = found[-1]
        if start <= last:
            found[-1] = (first, max(last, end))
        else:
            found.append((start, end))
    return found


def _beside(lasts: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts of the intervals in `lasts` that lie outside those in `taken`.

    Both lists must be sorted by start, without overlaps; so is the result.
    """
    if not taken:
        return lasts
    first, over = taken[0]
    if over == NEVER:
        return [(start, min(stop, first)) for start, stop in lasts if start < first]
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


def _lasts(
    happening: Happening,
    ends: tuple[tuple[str, Later], ...],
    by_slot: BySlot,
) -> list[tuple[int, int]]:
    """Return the intervals in which the value set by a happening is not cleared."""
    start = happening.known
    stop = NEVER if happening.meeting is None else happening.meeting.off
    called_off: list[tuple[int, int]] = []
    for slot, comes in ends:
        if slot not in by_slot:
            continue
        for other in around(by_slot[slot], happening):
            if comes(other, happening):
                if other.meeting is None:
                    stop = min(stop, other.known)
                    break
                called_off.append((other.known, other.meeting.off))
                if other.meeting.off == NEVER:
                    break
    if not called_off:
        return [(start, stop)] if start < stop else []
    found = []
    for known, off in sorted(called_off):
        if start < min(known, stop):
            found.append((start, min(known, stop)))
        start = max(start, off)
    if start < stop:
        found.append((start, stop))
    return found
