"""Alarms of calendar entries: how long before an entry each alarm rings.

An all-day entry counts as beginning at 9:00 local time, so `day before` rings at 9:00 on the day
before. Days and weeks are counted on the calendar: if the clocks change in between, the alarm still
rings at the same local time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.errors import Problem, StateError, quoted, shown
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.reports.appointment import Appointment

__all__ = ["Ahead", "Alarms", "alarm_times", "late_alarm", "read_alarms"]

Alarms = bool | Sequence[str | timedelta]
"""What callers pass: whether there are alarms, or how long before an entry each alarm rings."""

_MORNING = 9
"""Local hour at which an all-day entry begins, as far as alarms are concerned."""
MOST_ALARMS = 10
_LONGEST = timedelta(days=366)
_TEXT = re.compile(r"(?:(\d{1,4})\s+)?(minute|hour|day|week)s?(?:\s+before)?")
_HINT = "write, for example, 'day before', '2 hours before' or '0 minutes'"


class Ahead(NamedTuple):
    """How long before an entry an alarm rings: calendar days, then elapsed time."""

    days: int
    clock: timedelta = timedelta()


class AlarmRule(NamedTuple):
    """The alarms of each kind of entry: of actions and of rounds, on whole days or with an hour."""

    of_days: tuple[Ahead, ...]
    of_hours: tuple[Ahead, ...]
    of_rounds_of_days: tuple[Ahead, ...]
    of_rounds: tuple[Ahead, ...]


_AT_NINE, _HOUR, _DAY = Ahead(0), Ahead(0, timedelta(hours=1)), Ahead(1)
_USUAL = AlarmRule((_AT_NINE,), (_HOUR,), (_DAY,), (_DAY, _HOUR))


def read_alarms(alarms: Alarms) -> AlarmRule:
    """Return the alarms for each kind of entry.

    True sets the usual alarms: for an action, at 9:00 on the day, or an hour before if the hour
    matters; for a round, a day before, and an hour before if it has an hour. False and an empty
    list set none. Raises StateError listing all invalid values, and for more than `MOST_ALARMS`.
    """
    if isinstance(alarms, bool):
        return _USUAL if alarms else AlarmRule((), (), (), ())
    if isinstance(alarms, str | bytes) or not isinstance(alarms, Sequence):
        message = f"alarms must be a list, true or false, not {shown(alarms)}"
        raise StateError(
            [Problem("alarms", message, "write, for example, ['day before']", "wrong-type")]
        )
    if len(alarms) > MOST_ALARMS:
        message = f"an entry may have at most {MOST_ALARMS} alarms, not {len(alarms)}"
        raise StateError([Problem("alarms", message, "leave some out", "too-long")])
    found: list[Ahead] = []
    problems = []
    for place, each in enumerate(alarms):
        ahead = _read(each)
        if isinstance(ahead, str):
            path = FieldPath("alarms", place)
            problems.append(Problem(path, ahead, _HINT, "unknown-value"))
        elif ahead not in found:
            found.append(ahead)
    if problems:
        raise StateError(problems)
    rule = tuple(found)
    return AlarmRule(rule, rule, rule, rule)


def _read(value: object) -> Ahead | str:
    """Return how long before an entry an alarm rings, or what is wrong with the value."""
    if isinstance(value, timedelta):
        ahead = Ahead(value.days, timedelta(seconds=value.seconds))
        if value < timedelta():
            return f"-{abs(value)} is negative, but an alarm must not ring after its entry begins"
    elif isinstance(value, str):
        match = _TEXT.fullmatch(value.strip().lower())
        if match is None:
            return f"unknown alarm {quoted(value)}"
        amount = 1 if match[1] is None else int(match[1])
        unit = match[2]
        days = amount * {"day": 1, "week": 7}.get(unit, 0)
        ahead = Ahead(days) if days or unit in {"day", "week"} else Ahead(0, _clock(amount, unit))
    else:
        return f"an alarm must be text or a timedelta, not {shown(value)}"
    if timedelta(days=ahead.days) + ahead.clock > _LONGEST:
        given = quoted(value) if isinstance(value, str) else value
        return f"an alarm must ring at most 366 days before its entry, not {given}"
    return ahead


def _clock(amount: int, unit: str) -> timedelta:
    return timedelta(hours=amount) if unit == "hour" else timedelta(minutes=amount)


def alarm_times(
    appointment: Appointment, rule: AlarmRule, calendar: Calendar
) -> tuple[datetime, ...]:
    """Return the instants, in UTC and in order, at which the alarms of an appointment ring."""
    start = appointment.start
    timed = isinstance(start, datetime)
    if appointment.is_round:
        every = rule.of_rounds if timed else rule.of_rounds_of_days
    else:
        every = rule.of_hours if timed else rule.of_days
    return tuple(sorted({_instant(start, each, calendar) for each in every}))


def _instant(start: date | datetime, ahead: Ahead, calendar: Calendar) -> datetime:
    if isinstance(start, datetime):
        if not ahead.days:
            return start.astimezone(UTC) - ahead.clock
        local = start.astimezone(calendar.tzinfo)
        day, hour = local.date(), local.time()
    else:
        # An absolute time, because calendars disagree on when an all-day event begins.
        day, hour = start, time(_MORNING)
    wall = datetime.combine(day - timedelta(days=ahead.days), hour, calendar.tzinfo)
    return wall.astimezone(UTC) - ahead.clock


def late_alarm(appointment: Appointment, now: datetime, calendar: Calendar) -> datetime | None:
    """Return when to ring for a new or moved appointment whose alarms have all passed, or None.

    The alarm rings an hour from now, or at the start of the appointment if that is sooner. A round
    that has begun, or is today without an hour, and advice without a due date need no such alarm.
    """
    if not appointment.is_due:
        return None
    start = appointment.start
    soon = now + timedelta(hours=1)
    if isinstance(start, datetime) and start > now:
        return min(soon, start.astimezone(UTC))
    today = now.astimezone(calendar.tzinfo).date()
    if appointment.is_round and (isinstance(start, datetime) or start <= today):
        return None
    return soon
