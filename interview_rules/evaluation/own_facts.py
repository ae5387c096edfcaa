"""The facts that a pack declares: their values in a state, and how events change them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.calendars.calendar import NEVER, check_year
from interview_rules.calendars.moments import parse_moment, resolve
from interview_rules.errors import (
    InterviewRulesError,
    Problem,
    StateError,
    kind_of,
    nearest,
    printable,
    quoted,
    shown,
)
from interview_rules.events.event import LONGEST_NAME
from interview_rules.facts.happening import UNKNOWN
from interview_rules.facts.place import is_of_place, place_of
from interview_rules.facts.vocabulary import SIZE, default_of
from interview_rules.packs.own_event import Setting
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.events.event import Event
    from interview_rules.facts.happening import Happening
    from interview_rules.facts.vocabulary import Fact, Facts
    from interview_rules.packs.model import RulePack
    from interview_rules.state.interview_state import InterviewState

__all__ = ["NO_OWN", "Later", "Own", "own_facts", "text_of", "value_of", "with_changes"]


class Later(NamedTuple):
    """Values from `instant` on. `bits` is as in `Own`; `changed` is the mask of what changes.

    `event` is the event that changes them, or None for advice that was done.
    """

    instant: int
    bits: int
    values: Facts
    changed: int
    event: Event | None = None


class Own(NamedTuple):
    """The encoded values of the facts that a pack declares, in the order of the pack.

    `bits` is the mask of the facts that differ from their defaults. `later` holds, in order, the
    values that apply from each instant at which an event of the pack, or advice that was done and
    that a fact records, changes them.
    """

    bits: int
    values: Facts
    later: tuple[Later, ...] = ()

    def at(self, instant: int) -> tuple[int, Facts]:
        """Return the mask and the values at an instant."""
        place = bisect_right(self.later, instant, key=lambda each: each.instant)
        last = self.later[place - 1] if place else self
        return last.bits, last.values


NO_OWN = Own(0, [])


def with_changes(
    own: Own,
    pack: RulePack,
    happenings: Sequence[Happening],
    done: Sequence[tuple[str, Span]] = (),
) -> Own:
    """Return the values with the events of the pack, and with advice that was done.

    `happenings` are events that packs declare; others than those of this pack have no effect.
    An event without a date leaves facts that would be set to its date as they were. `done` pairs
    the fact that records advice with the moment at which the advice was done; the fact keeps its
    own moment if that is not earlier. Events at the same moment count in the order in which the
    pack declares them, after advice that was done.
    """
    order = {name: place for place, name in enumerate(pack.events)}
    changes = [
        _Change(moment[0], -1, (), (Setting(name, "at"),), moment, UNKNOWN, None)
        for name, moment in done
    ]
    for happening in happenings:
        of_pack = pack.event(happening.event.event)
        if of_pack is not None:
            when = happening.moment
            place = order[of_pack.name]
            what = (when[0], place, of_pack.clears, of_pack.sets, when, happening.date)
            changes.append(_Change(*what, happening.event))
    changes.sort(key=lambda each: (each.instant, each.place))
    values = _Values(own, pack)
    later = list[Later]()
    for change in changes:
        changed = values.apply(change)
        if changed:
            now = (change.instant, values.bits, values.values.copy())
            later.append(Later(*now, changed, change.event))
    return own._replace(later=tuple(later))


class _Change(NamedTuple):
    """What an event or advice that was done changes; `place` orders changes at the same instant."""

    instant: int
    place: int
    clears: tuple[str, ...]
    sets: tuple[Setting, ...]
    moment: Span
    date: Span
    event: Event | None


class _Values:
    """The values of the facts of a pack while changes are applied in order."""

    def __init__(self, own: Own, pack: RulePack) -> None:
        self.bits = own.bits
        self.values = own.values.copy()
        self._pack = pack
        self._first = {name: pack.offsets[name] - SIZE for name in pack.facts}

    def apply(self, change: _Change) -> int:
        """Apply a change; return the mask of the facts whose values it changes."""
        before = self.values.copy()
        for name in change.clears:
            self._set(name, default_of(self._pack.facts[name]))
        for setting in change.sets:
            value = self._new(setting, change)
            if value is not None:
                self._set(setting.fact, value)
        changed = 0
        for name, first in self._first.items():
            stop = first + self._pack.facts[name].width
            if self.values[first:stop] != before[first:stop]:
                changed |= self._pack.bits[name]
        return changed

    def _new(self, setting: Setting, change: _Change) -> list[int] | None:
        """Return the new value of a fact, or None if it stays as it was."""
        value = self.values[self._first[setting.fact]]
        match setting.to:
            case "at":
                was_later = change.event is None and change.moment[0] <= value < NEVER
                return None if was_later else [*change.moment]
            case "date":
                return None if change.date == UNKNOWN else [*change.date]
            case "more":
                return [value + 1]
            case "less":
                return [max(0, value - 1)]
            case "value":
                return [setting.value]

    def _set(self, name: str, value: list[int]) -> None:
        fact = self._pack.facts[name]
        first, bit = self._first[name], self._pack.bits[name]
        self.values[first : first + fact.width] = value
        self.bits = self.bits & ~bit if value[0] == fact.default else self.bits | bit


def own_facts(pack: RulePack, state: InterviewState) -> Own:
    """Encode a state's values for the facts declared by a pack.

    The state may give a fact under a former name. A fact that it does not set has its default; facts
    about the place follow from the state's calendar. Facts that the pack does not know have no
    effect. Raises StateError for invalid values.
    """
    problems: list[Problem] = []
    bits, values = 0, list[int]()
    former = {pack.now("facts", name): value for name, value in state.facts.items()}
    facts = {**former, **state.facts}
    for fact in pack.facts.values():
        if is_of_place(fact):
            value = [place_of(fact, state.calendar)]
            bits |= pack.bits[fact.name] if value[0] else 0
            values += value
            continue
        given = facts.get(fact.name)
        try:
            value = default_of(fact) if given is None else value_of(fact, given, state.calendar)
        except InterviewRulesError as error:
            problems += error.problems
            continue
        if value[0] != fact.default:
            bits |= pack.bits[fact.name]
        values += value
    if problems:
        raise StateError(problems)
    return Own(bits, values)


def text_of(pack: RulePack, name: str, state: InterviewState) -> str:
    """Return the text that a state gives to a fact of the type text; empty if it gives none."""
    former = (value for given, value in state.facts.items() if pack.now("facts", given) == name)
    given = state.facts.get(name, next(former, None))
    return given.strip() if isinstance(given, str) else ""


def value_of(fact: Fact, given: object, calendar: Calendar) -> Facts:
    """Return the encoded value of one fact, one item per place in the folded list.

    Raises StateError for an invalid value, and CalendarError for a year from which business days
    cannot be counted (see `check_year`).
    """
    where = FieldPath("facts", fact.name)
    if fact.type == "moment":
        moment = parse_moment(given, where)
        if calendar.country is not None:
            check_year(moment.year, calendar, where)
        return [*resolve(moment, calendar)]
    if fact.type == "choice":
        if given in fact.choices:
            return [fact.choices.index(str(given))]
        hint = nearest(str(given), fact.choices)
        message = f"unknown value {shown(given)}"
        raise StateError([Problem(where, message, hint, "invalid-value")])
    if fact.is_text:
        return [_is_known_text(fact, given)]
    if fact.type == "flag" and isinstance(given, bool):
        return [given]
    number = given if isinstance(given, int) and not isinstance(given, bool) else -1
    if fact.type == "count" and 0 <= number < NEVER:
        return [number]
    said = quoted(given) if isinstance(given, str) else printable(str(given))
    if isinstance(given, bool):
        said = kind_of(given)
    if fact.type == "flag":
        example = "write true or false, without quotes"
        message = f"expected true or false, not {said}"
        raise StateError([Problem(where, message, example, "wrong-type")])
    example = f"write, for example, {fact.name}: 3"
    message = f"expected a whole number of at least 0, not {said}"
    if number >= NEVER:
        message = f"{said} is too large"
    raise StateError([Problem(where, message, example, "wrong-type")])


def _is_known_text(fact: Fact, given: object) -> bool:
    where = FieldPath("facts", fact.name)
    if not isinstance(given, str):
        said = kind_of(given)
        example = "write text, and put a number in quotes"
        raise StateError([Problem(where, f"expected text, not {said}", example, "wrong-type")])
    if len(given) > LONGEST_NAME:
        message = f"this text may have at most {LONGEST_NAME} characters, but has {len(given)}"
        raise StateError([Problem(where, message, "shorten it", "too-long")])
    return bool(given.strip())
