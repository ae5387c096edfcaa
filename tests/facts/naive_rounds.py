"""The rounds of a log for the naive folder: which were held or called off, and which is next.

It follows `rounds` in folding.yaml, for one instant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

from interview_rules.calendars.moments import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.events.event import Event

Span = tuple[int, int, int]
ALWAYS = -(1 << 60)
TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "folding.yaml").read_text("utf-8"))
HELD, ARRANGED = TABLE["rounds"]["took place"], TABLE["rounds"]["arranged"]
ENDS, OFF = TABLE["words"]["the end"], TABLE["rounds"]["called off by"]


@dataclass(frozen=True)
class Round:
    """A round, known from `known` on; `off` is when it is called off, or None."""

    event: Event
    held: bool
    moment: Span
    known: int
    over: int
    foreign: bool = False
    off: int | None = None

    @property
    def timed(self) -> bool:
        return isinstance(self.event.at if self.held else self.event.date, datetime)

    @property
    def name(self) -> str:
        if self.held:
            return self.event.event
        return "test-taken" if self.event.kind == "test" else self.event.kind or "interview"

    @property
    def day(self) -> tuple[int, bool]:
        return self.moment[2], self.name == "test-taken"

    def took_place(self, now: int) -> bool:
        return self.over <= now and (self.off is None or now < self.off)

    def ahead(self, now: int) -> bool:
        return self.known <= now < self.over and (self.off is None or now < self.off)


def content(event: Event) -> str:
    """Return what an event says; events that say the same count once."""
    return event.model_dump_json(exclude_defaults=True, exclude={"meta"})


def next_of(rounds: Iterable[Round], now: int) -> Round | None:
    return min((one for one in rounds if one.ahead(now)), key=lambda one: one.moment, default=None)


def last_of(rounds: Iterable[Round], now: int) -> Round | None:
    past = [one for one in rounds if one.took_place(now)]
    return max(reversed(past), key=lambda one: (one.over, one.moment[0]), default=None)


def rounds_of(events: Iterable[Event], calendar: Calendar) -> list[Round]:
    """Return the rounds of one employer, those that took place and those that were arranged."""
    events = list(events)
    found = [read(each, calendar) for each in events if each.event in HELD and each.at]
    found += [read(each, calendar) for each in events if each.event in ARRANGED and each.date]
    found.sort(key=lambda one: (one.moment, one.known, content(one.event)))
    held = [one for one in found if one.held]
    plans = called_off([one for one in found if not one.held], events, calendar)
    plans = [ended(plan, events, calendar) for plan in plans]
    for place, plan in enumerate(plans):
        records = [one for one in held if one.day == plan.day and plan.off is None]
        if records:
            over = min(plan.over, max(records[0].over, plan.known))
            plans[place] = replace(plan, over=over)
            held[held.index(records[0])] = replace(records[0], known=over)
    return [*held, *plans]


def read(event: Event, calendar: Calendar) -> Round:
    held = event.event in HELD
    given = in_its_zone(event, event.at if held else event.date)
    end = in_its_zone(event, event.end)
    assert given is not None
    start, stop, day = resolve(given, calendar)
    moment = (start, max(stop, resolve(end, calendar)[1]) if end else stop, day)
    ends = {"beginning": start, "end": moment[1], "end of its day": calendar.starts[day + 1]}
    timed = isinstance(given, datetime)
    if held:
        how = "took place, at an instant" if timed else "took place, on a day"
    else:
        arranged = timed and end
        how = "arranged, for an instant with an end" if arranged else "arranged, in any other way"
    offset = given.utcoffset() if isinstance(given, datetime) else None
    foreign = offset is not None and offset != calendar.to_datetime(start).utcoffset()
    known = ALWAYS if held or event.at is None else resolve(event.at, calendar)[0]
    return Round(event, held, moment, known, ends[TABLE["rounds"]["over"][how]], foreign)


def in_its_zone(event: Event, value: date | datetime | None) -> date | datetime | None:
    if event.zone and isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(event.zone))
    return value


def called_off(plans: list[Round], events: list[Event], calendar: Calendar) -> list[Round]:
    said = [(resolve(e.at, calendar), content(e), e) for e in events if e.event in OFF and e.at]
    for (start, end, day), _content, event in sorted(said, key=lambda each: each[:2]):
        left = [one for one in plans if one.off is None]
        if event.date:
            meant = [one for one in left if one.moment[2] == resolve(event.date, calendar)[2]]
        else:
            before = [one for one in left if one.known < start]
            before = before or [one for one in left if one.known < max(end, start + 1)]
            meant = [one for one in before if one.moment[2] >= day]
            if event.event == "missed-interview":
                meant = meant or before[-1:]
        if meant:
            plans[plans.index(meant[0])] = replace(meant[0], off=max(start, meant[0].known))
    return plans


def ended(plan: Round, events: list[Event], calendar: Calendar) -> Round:
    starts = [resolve(e.at, calendar)[0] for e in events if e.event in ENDS and e.at]
    offs = [start for start in starts if plan.known <= start < plan.over]
    offs += [] if plan.off is None else [plan.off]
    return replace(plan, off=min(offs, default=None))
