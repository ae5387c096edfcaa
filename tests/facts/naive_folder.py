"""A naive folder, made from folding.yaml: the facts of a log at one instant, by walking through it.

It knows nothing of intervals: it takes the events that are known by the instant, puts them in order,
and asks of each one that sets a fact whether another one has cleared it. Moments are spans, (start,
end, day), or None; flags are False or True, choices their index, and counts numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from facts.naive_rounds import (
    ALWAYS,
    ARRANGED,
    HELD,
    TABLE,
    Round,
    Span,
    content,
    last_of,
    next_of,
    rounds_of,
)

from interview_rules.calendars.moments import resolve
from interview_rules.events.event import OF_ADVICE, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.calendars.calendar import Calendar

Value = Span | int | None
KINDS = {name: place for place, names in enumerate(TABLE["kinds"]) for name in names}
LEVELS = ["none", *TABLE["words"]["an offer"]]
SEVERAL, OF_ROUNDS = TABLE["facts of several events"], TABLE["facts of rounds"]
ELSEWHERE = TABLE["facts of other employers"]


@dataclass(frozen=True)
class Deed:
    """An event with the names by which the table calls it, and what its order rests on."""

    event: Event
    names: frozenset[str]
    known: int
    start: int
    day: int
    timed: bool
    kind: int
    at: Span | None
    date: Span | None = None
    earliest: Span | None = None

    def is_one_of(self, names: frozenset[str]) -> bool:
        return not self.names.isdisjoint(names)


def later(one: Deed, other: Deed) -> bool:
    return one.start > other.start if one.timed and other.timed else one.day > other.day


def not_before(one: Deed, other: Deed) -> bool:
    return not later(other, one)


def following(one: Deed, other: Deed) -> bool:
    return later(one, other) or (not_before(one, other) and one.kind > other.kind)


def events_in(words: str | list[str]) -> frozenset[str]:
    """Return the names of the events that words of the table stand for."""
    listed = [words] if isinstance(words, str) else words
    parts = [events_in(TABLE["words"].get(word, ())) or {word} for word in listed]
    return frozenset().union(*parts)


class Row:
    """What sets one fact, to what, and what clears it."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.sets = events_in(row["set by"])
        self.to = row["to"]
        self.clears = [
            (events_in(row.get("cleared by later", [])), later),
            (events_in(row.get("cleared by following", [])), following),
            (events_in(row.get("cleared by what is not before", [])), not_before),
        ]
        self.hidden = "hidden while" in row

    def standing(self, deeds: list[Deed]) -> list[Deed]:
        """Return the events that set the fact and are not cleared, the latest one last."""
        return [
            deed
            for deed in deeds
            if deed.is_one_of(self.sets)
            and not any(
                other.is_one_of(names) and comes(other, deed)
                for names, comes in self.clears
                for other in deeds
            )
        ]

    def value(self, deeds: list[Deed]) -> Value:
        found = self.standing(deeds)
        if self.to in {"count", "yes"}:
            return len(found) if self.to == "count" else bool(found)
        if self.to == "level":
            return LEVELS.index(found[-1].event.event) if found else 0
        return getattr(found[-1], self.to) if found else None


ROWS = {name: Row(row) for name, row in TABLE["facts"].items()}
OTHER_ROWS = {name: Row(row) for name, row in ELSEWHERE.items() if "set by" in row}


def facts_at(
    log: Iterable[Event], calendar: Calendar, now: int, fields: Mapping[str, Any]
) -> dict[str, Value]:
    """Return the facts at an instant, by name; `fields` are those of the state."""
    events = [
        *{content(e): e for e in log if e.event in KINDS and e.event not in OF_ADVICE}.values()
    ]
    own = [event for event in events if not event.elsewhere and not event.other_role]
    rounds = rounds_of(own, calendar)
    records = {one.day for one in rounds if one.held}
    counted = [one for one in rounds if one.held or one.day not in records]
    deeds = [deed_of_round(one) for one in counted if one.took_place(now)]
    deeds += [
        deed_of(event, counted if event in own else [], calendar)
        for event in events
        if event.event not in HELD
    ]
    deeds = [deed for deed in deeds if deed.known <= now]
    deeds.sort(key=lambda deed: (deed.known, deed.start, deed.kind, content(deed.event)))
    facts = {name: row.value(deeds) for name, row in ROWS.items()}
    facts |= of_rounds(rounds, now) | of_interviewers(deeds)
    facts |= of_other_rounds([event for event in events if event.elsewhere], calendar, now)
    facts |= of_other_offers(deeds, now)
    if facts["upcoming_interview"]:
        facts |= {name: None for name, row in ROWS.items() if row.hidden}
    facts["follow_up_pending"] = bool(facts["unanswered_follow_ups"])
    closed = [d.date or d.at for d in deeds if "holiday" in d.names]
    facts["holiday"] = min((day for day in closed if day and day[1] > now), default=None)
    facts["contradiction"] = contradiction(deeds)
    for name, row in TABLE["facts of fields"].items():
        value = fields.get(row["field"])
        if "values" not in row:
            facts[name] = value or 0
        else:
            facts[name] = bool(facts.get(name)) or value in row["values"]
    return facts


def deed_of_round(one: Round) -> Deed:
    start, _end, day = one.moment
    names = names_of(one.event, one.name) - {"an event with asked"}
    return Deed(one.event, names, one.over, start, day, one.timed, KINDS[one.name], one.moment)


def deed_of(event: Event, rounds: list[Round], calendar: Calendar) -> Deed:
    """Return an event that is no round; if it has no `at`, it is placed in the round before."""
    date = resolve(event.date, calendar) if event.date else None
    earliest = resolve(event.earliest, calendar) if event.earliest else None
    at = resolve(event.at, calendar) if event.at else None
    known = at[0] if at else ALWAYS
    if at is None and date:
        before = date[0] if event.event in ARRANGED else date[1]
        at = max((one.moment for one in rounds if one.moment[0] < before), default=None)
    start, _end, day = at or (ALWAYS, ALWAYS, ALWAYS)
    timed = isinstance(event.at, datetime)
    names = names_of(event, event.event)
    return Deed(event, names, known, start, day, timed, KINDS[event.event], at, date, earliest)


def names_of(event: Event, name: str) -> frozenset[str]:
    names = {name, f"{name} {'with' if event.date else 'without'} a date"}
    if event.at:
        names.add(f"dated {name}")
    if event.role:
        names |= {f"{name} with role {event.role}", f"an event with role {event.role}"}
    if event.asked:
        names.add("an event with asked")
    whose = "elsewhere " if event.elsewhere else "other role " if event.other_role else ""
    return frozenset(whose + each for each in names)


def of_rounds(rounds: list[Round], now: int) -> dict[str, Value]:
    ahead = next_of(rounds, now)
    current = ahead or last_of(rounds, now)
    return {
        "upcoming_interview": ahead.moment if ahead else None,
        "no_hour": ahead is not None and not ahead.timed,
        "other_time_zone": current is not None and current.foreign,
    }


def of_interviewers(deeds: list[Deed]) -> dict[str, Value]:
    talks = ROWS["interview"].standing(deeds)
    people = talks[-1].event.interviewers if talks else ()
    notes = [deed for deed in deeds if deed.is_one_of(events_in(OF_ROUNDS["notes"]))]
    thanked: dict[str | None, bool] = {}
    for note in notes:
        if talks and not_before(note, talks[-1]):
            thanked[note.event.contact] = note.event.event == "thank-you-sent"
    left = [name for name in people if not thanked.get(name) and not thanked.get(None)]
    return {"interviewers": len(people), "not_yet_thanked": len(left)}


def of_other_rounds(events: list[Event], calendar: Calendar, now: int) -> dict[str, Value]:
    rounds, past = [], []
    ends = {name.removeprefix("elsewhere ") for name in OF_ROUNDS["ended by"]}
    for employer in {event.employer for event in events}:
        own = [e for e in events if e.employer == employer or (not e.employer and e.event in ends)]
        no = [resolve(e.at, calendar)[0] for e in own if e.event in ends and e.at]
        found = rounds_of(own, calendar)
        rounds += found
        past += [one for one in found if not any(one.over <= end <= now for end in no)]
    for these in (rounds, past):
        these.sort(key=lambda one: (one.moment, one.known, content(one.event)))
    ahead, last = next_of(rounds, now), last_of(past, now)
    return {
        "other_interview": ahead.moment if ahead else None,
        "other_interview_held": last.moment if last else None,
    }


def of_other_offers(deeds: list[Deed], now: int) -> dict[str, Value]:
    """Return the facts about offers of other employers, each employer looked at by itself."""
    ends = events_in(TABLE["words"]["the end elsewhere"])
    offers, accepted = [], []
    solid = 0
    for employer in sorted({deed.event.employer or "" for deed in deeds}):
        own = [
            deed
            for deed in deeds
            if (deed.event.employer or "") == employer
            or (not deed.event.employer and deed.is_one_of(ends))
        ]
        made = OTHER_ROWS["other_offer"].standing(own)
        due = OTHER_ROWS["other_offer_deadline"].standing(own)
        accepted += OTHER_ROWS["accepted_elsewhere"].standing(own)[-1:]
        solid += bool(made and made[-1].is_one_of(frozenset(ELSEWHERE["solid"])))
        deadline = due[-1].date if due else None
        if deadline and now < deadline[1]:
            offers.append((0, deadline[0], made, deadline))
        elif deadline:
            offers.append((2, -deadline[0], made, deadline))
        elif made:
            offers.append((1, -made[-1].known, made, None))
    _degree, _place, made, deadline = min(offers, key=lambda o: o[:2], default=(0, 0, [], None))
    accepted.sort(key=lambda deed: deed.known)
    return {
        "other_offer": made[-1].at if made else None,
        "other_offer_deadline": deadline,
        "accepted_elsewhere": accepted[-1].at if accepted else None,
        "solid_offers": solid,
    }


def contradiction(deeds: list[Deed]) -> Span | None:
    yes, no = events_in(SEVERAL["yes"]), events_in(SEVERAL["no"])
    said = [deed for deed in deeds if deed.is_one_of(yes | no)]
    found = [
        two
        for one, two in pairwise(said)
        if one.is_one_of(yes) != two.is_one_of(yes) and another_person(one.event, two.event)
    ]
    if not found:
        return None
    answers = [deed for deed in deeds if deed.is_one_of(events_in("an answer"))]
    if any(each.known >= found[-1].known and following(each, found[-1]) for each in answers):
        return None
    return found[-1].at


def another_person(one: Event, other: Event) -> bool:
    if one.contact and other.contact:
        return one.contact.casefold() != other.contact.casefold()
    if (one.channel == "portal") != (other.channel == "portal"):
        person = other if one.channel == "portal" else one
        return bool(person.contact or person.role)
    return bool(one.role and other.role) and one.role != other.role
