"""`InterviewState`: the state of one application, as a snapshot or as an event log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from interview_rules.calendars.calendar import Calendar, calendar_for
from interview_rules.errors import CalendarError, Problem, StateError, shown
from interview_rules.events.event import Event, refused
from interview_rules.events.event_names import is_of_pack
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS
from interview_rules.facts.elsewhere import intervals_beside
from interview_rules.facts.folding import fold
from interview_rules.facts.happening import in_known_years
from interview_rules.facts.intervals import FactIntervals, intervals_of
from interview_rules.facts.people import INTERMEDIARIES
from interview_rules.facts.timeline import Timeline
from interview_rules.state.fields import StateFields
from interview_rules.state.problems import MOST, given, read_as
from interview_rules.state.stored import indexes_of, misplaced
from interview_rules.state.versions import upgraded

if TYPE_CHECKING:
    from interview_rules.events.entries import Entry
    from interview_rules.facts.vocabulary import Facts

__all__ = ["FLAGS_OF", "IN_SEARCH", "PLACE", "InterviewState"]

IN_SEARCH: Final = {"in": "search"}
"""The context in which a search validates its applications.

Advice on a search needs the facts of an application with the offers of the others, so those of the
application alone are not computed.
"""


class InterviewState(StateFields):
    """The state of one application, as far as the candidate knows it. All fields are optional.

    A state holds a snapshot (`rounds`, `dates`, `follow_ups`, ...), an event log (`events`), or
    both. An entry has the moment at which it happened or was stated, unless only the date that it
    states is known. Entries after the `now` of a call have no effect yet, except that rounds count
    as upcoming. Times without an offset are in `timezone` (default: UTC). Business days follow
    `country` and `subdivision`, with the codes of the `holidays` package, or `free_days` and
    `weekend` (Monday is 0). `facts` holds the values of facts that a rule pack declares.
    `skip_questions` holds the ids of questions answered with "I do not know", each with a digest of
    the state; the questions are asked again once the digest changes. `id` and `meta` are for your
    own use; they and `$schema` are kept unchanged, and are not part of the digest.
    """

    @model_validator(mode="before")
    @classmethod
    def _shorthands(cls, data: object) -> object:
        data = upgraded(data)
        if not isinstance(data, Mapping) or not (SHORTHANDS.keys() & data.keys()):
            return data
        plain = {key: value for key, value in data.items() if key not in SHORTHANDS}
        for short, (field, key, fixed) in SHORTHANDS.items():
            value = data.get(short)
            if value is None:
                continue
            entries = [
                {**fixed, **one} if isinstance(one, Mapping) else {**fixed, key: one}
                for one in given(value)
            ]
            already = plain.get(field, ())
            if not isinstance(already, list | tuple):
                hint = f"write {field}: [...], or only {short}"
                raise refused(f"expected a list, not {shown(already)}", hint, field)
            plain[field] = [*already, *entries]
        return plain

    def model_post_init(self, context: object, /) -> None:
        """Validate the time zone, the country, and the years of the log."""
        try:
            if context is IN_SEARCH:
                self.check_calendar()
            else:
                # Stored here, because on Python 3.11 a cached property takes a lock at first use.
                known = self.__dict__
                known["timeline"] = timeline = Timeline(self._log, self.calendar)
                known["intervals"] = intervals_of(timeline, self.standing)
        except CalendarError as error:
            problems = misplaced(self.__dict__) or error.problems
            context = {"message": "; ".join(map(str, problems)), "problems": problems}
            raise PydanticCustomError("refused", "{message}", context) from None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, InterviewState):
            return NotImplemented
        names = type(self).model_fields
        return self is other or all(getattr(self, n) == getattr(other, n) for n in names)

    def __hash__(self) -> int:
        return hash(self.identity)

    @property
    def about(self) -> str:
        """The position and the company, such as `Analyst at Acme`; empty if neither is known."""
        return " at ".join(each for each in (self.position, self.company) if each)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar for the time zone and business days of this state."""
        zone = self.timezone or "UTC"
        return calendar_for(zone, self.country, self.subdivision, self.free_days, self.weekend)

    def calendar_with(self, changes: Mapping[str, Any]) -> Calendar:
        """Return the calendar that this state has once some of its fields are replaced.

        Raises CalendarError for an unknown time zone or country.
        """
        place = {name: changes.get(name, getattr(self, name)) for name in PLACE}
        return calendar_for(place.pop("timezone") or "UTC", *place.values())

    def check_calendar(self) -> None:
        """Raise CalendarError for an unknown time zone or country, or years without calendar data."""
        # Offers that are shared have been checked already.
        events = self._log if self._shared is None else self._shared[0]
        # Only its years can be wrong in a validated log, so nothing else is computed here.
        if not in_known_years(events, self.calendar):
            _ = self.timeline

    @cached_property
    def timeline(self) -> Timeline:
        """The log in chronological order, from which the facts are computed."""
        return self._read_log() if self._shared is None else self.intervals.timeline

    def _read_log(self) -> Timeline:
        found = None if self._before is None else self._before.timeline
        if found is not None:
            for event in self._log[len(found.events) :]:
                found = found.with_event(event)
                if found is None:
                    break
        return found or Timeline(self._log, self.calendar)

    @cached_property
    def intervals(self) -> FactIntervals:
        """The intervals during which each fact has each of its values."""
        if self._shared is not None:
            events, elsewhere = self._shared
            here = Timeline(events, self.calendar)
            return intervals_beside(here, self.standing, elsewhere, self._log)
        before = None if self._before is None else self._before.intervals
        timeline = self.__dict__.get("timeline")
        if timeline is None:
            # Stored here, because on Python 3.11 a cached property takes a lock at its first use.
            timeline = self.__dict__["timeline"] = self._read_log()
        found = intervals_of(timeline, self.standing, before=before)
        self.__dict__["_before"] = None  # no longer needed
        return found

    # Not cached properties, because on Python 3.11 these take a lock at their first use.
    @property
    def _before(self) -> InterviewState | None:
        """This state with fewer events, whose intervals are known; None if there is no such state."""
        return self.__dict__.get("_before")

    @property
    def _shared(self) -> tuple[tuple[Event, ...], FactIntervals] | None:
        """The log without events of other employers, and the intervals of these, if they are shared."""
        return self.__dict__.get("_shared")

    @property
    def standing(self) -> dict[str, int]:
        """The folded values that fields of the state give to facts, by name, without defaults."""
        found: dict[str, int] = {}
        for field, flags in FLAGS_OF.items():
            flag = flags.get(getattr(self, field))
            if flag is not None:
                found[flag] = 1
        if self.other_applications:
            found["other_applications"] = self.other_applications
        return found

    def facts_at(self, instant: int) -> Facts:
        """Return the folded facts at an instant, in seconds since the epoch.

        Later events have no effect, except that a round recorded for a later moment is upcoming.
        """
        return fold(self.intervals, instant)

    @cached_property
    def identity(self) -> str:
        """A digest of the whole state, whatever the order of its events; usable as a cache key."""
        return self._digest(16)

    @cached_property
    def content_digest(self) -> str:
        """A digest of the state without `skip_questions`, `$schema`, `id` and `meta`.

        It does not depend on the order of the events either.
        """
        return self._digest(8, "skip_questions", "schema_", "id", "meta")

    def _digest(self, size: int, *without: str) -> str:
        """Return a digest of the state without some fields: `size` bytes, in hexadecimal."""
        lists = (*ENTRIES, "elsewhere", "events")
        content = [self.model_dump_json(exclude={*lists, *without})]
        for name in lists:
            content += [name, *sorted(each.model_dump_json() for each in getattr(self, name))]
        return hashlib.blake2b("\n".join(content).encode(), digest_size=size).hexdigest()

    @cached_property
    def skipped_questions(self) -> frozenset[str]:
        """The ids of questions that remain skipped, because the state has not changed since."""
        if not self.skip_questions:
            return _NONE_SKIPPED
        same = self.content_digest
        return frozenset(name for name, then in self.skip_questions.items() if then == same)

    @classmethod
    def read(cls, source: InterviewState | Mapping[str, Any] | str | bytes) -> InterviewState:
        """Create a state from a mapping or JSON text; return an existing state unchanged.

        Raises StateError with all problems found, each with its field path.
        """
        if isinstance(source, InterviewState):
            return source
        return read_as(cls, source, "state")

    @classmethod
    def from_events(
        cls,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        timezone: str | None = None,
        country: str | None = None,
        **fields: Any,
    ) -> InterviewState:
        """Create a state from events in any order; `fields` are other fields of the state.

        Raises StateError with all problems found, those of an event located by its index, or if
        there are more than 1,000 events.
        """
        if isinstance(events, str | bytes | Mapping) or not isinstance(events, Iterable):
            message = f"a log must be a list of events, not {shown(events)}"
            raise StateError([Problem("events", message, "pass [{...}, ...]", "wrong-type")])
        log = []
        for event in events:
            log.append(event)
            if len(log) > MOST:
                message = f"a log may have at most {MOST:,} events"
                hint = "leave out events that no longer matter"
                raise StateError([Problem("events", message, hint, "too-long")])
        return cls.read({**fields, "timezone": timezone, "country": country, "events": log})

    def snapshot(self) -> InterviewState:
        """Return this state with its log converted to the lists of a snapshot.

        Events of another employer go to `elsewhere`. Other events that no entry can represent
        completely stay in `events`. Raises StateError if a list would exceed 1,000 entries.
        """
        lists: dict[str, list[Entry]] = {}
        elsewhere, rest = [], []
        for event in self.log():
            if event.elsewhere:
                elsewhere.append(event)
                continue
            if is_of_pack(event.event):
                rest.append(event)
                continue
            field = _FIELD_OF[event.event]
            entry_type, names = ENTRIES[field]
            entry = entry_type.of(event)
            if entry.log(names[0] if len(names) == 1 else "") == event:
                lists.setdefault(field, []).append(entry)
            else:
                rest.append(event)
        kept = {
            name: getattr(self, name)
            for name in self.model_fields_set - ENTRIES.keys() - {"events", "elsewhere"}
        }
        return self.read({**kept, **lists, "elsewhere": elsewhere, "events": rest})

    def as_log(self) -> InterviewState:
        """Return this state with all entries as events in `events`: the reverse of `snapshot`.

        Raises StateError if there would be more than 1,000 events.
        """
        kept = self.model_fields_set - ENTRIES.keys() - {"events", "elsewhere"}
        return self.read({**{name: getattr(self, name) for name in kept}, "events": self.log()})

    def imagined(self, *events: Event) -> InterviewState:
        """Return this state with further, usually hypothetical, events, without validating them.

        Reading the `intervals` of the result raises CalendarError if an event needs a year without
        calendar data.
        """
        other = self.model_copy(update={"events": (*self.events, *events)})
        other.__dict__["calendar"] = self.calendar
        other.__dict__["_log"] = (*self._log, *events)
        is_known = "intervals" in self.__dict__ or self._before is None
        other.__dict__["_before"] = self if is_known else self._before
        return other

    def beside(
        self, elsewhere: FactIntervals, changes: Mapping[str, Any] | None = None
    ) -> InterviewState:
        """Return this state, which has no events of other employers, with some in `elsewhere`.

        They are given as what `intervals_elsewhere` returns for them in the calendar of the result.
        `changes` are as for `amended`.
        """
        added = elsewhere.timeline.events
        update = {**(changes or {}), "elsewhere": self.elsewhere + added}
        other = self.amended(update)
        place = len(self._log) - len(self.events)
        other.__dict__["_log"] = (*self._log[:place], *added, *self._log[place:])
        other.__dict__["_shared"] = (self._log, elsewhere)
        return other

    def amended(self, changes: Mapping[str, Any]) -> InterviewState:
        """Return this state with some fields replaced, without validating the new values.

        Events under the key `add` are appended to `events`. Reading the `intervals` of the result
        raises CalendarError for an unknown time zone or country, and for years without calendar
        data.
        """
        given = dict(changes)
        added = given.pop("add", ())
        other = self.model_copy(update=given) if given else self
        return other.imagined(*added) if added else other

    def without(self, *events: Event | str) -> InterviewState:
        """Return this state without some of its events, for example to undo a step.

        Each of `events` is an event of `log()` or the `id` of one; all events that match it are
        removed. Raises StateError if one of them matches nothing.
        """
        spots = self.spots()
        gone = {spots[index] for index in indexes_of(self.log(), events)}
        data = {name: getattr(self, name) for name in self.model_fields_set}
        for field in {field for field, _index in gone}:
            entries = enumerate(getattr(self, field))
            data[field] = [entry for place, entry in entries if (field, place) not in gone]
        return self.read(data)

    def with_events(self, *events: Event | Mapping[str, Any]) -> InterviewState:
        """Return this state with further events.

        Raises StateError for invalid events, and if `events` would exceed 1,000 entries.
        """
        data = {name: getattr(self, name) for name in self.model_fields_set}
        return self.read({**data, "events": [*self.events, *events]})


PLACE = ("timezone", "country", "subdivision", "free_days", "weekend")
"""The fields that decide the calendar of a state."""
FLAGS_OF: dict[str, dict[object, str]] = {
    "intermediary": dict(INTERMEDIARIES.items()),
    "employer_kind": {"university": "slow_employer", "public": "slow_employer"},
    "internal_candidate": {True: "internal_candidate"},
    "hr_reachable": {False: "hr_unreachable"},
    "contact_known": {False: "contact_unknown"},
}
"""The flag that each value sets, for each field of a state that sets flags."""
_NONE_SKIPPED: frozenset[str] = frozenset()
_FIELD_OF = {name: field for field, (_entry, names) in ENTRIES.items() for name in names}
