"""Entries of a calendar file, each continued from its entry in the previous file.

An entry with the same content as before keeps its stamp, its SEQUENCE and its alarms. Any other
entry gets new ones, except that an entry with the same start keeps its alarms if all new ones have
passed. Entries that only the previous file has are cancelled. Cancelled entries remain for half a
year, for calendars that seldom synchronize.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.reports.alarms import alarm_times, late_alarm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.reports.alarms import AlarmRule
    from interview_rules.reports.appointment import Appointment

__all__ = ["LARGEST", "Entry", "Style", "continued"]

KEPT = timedelta(days=183)
"""How long a cancelled entry remains in later files."""
_SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)
LARGEST = 2**31 - 1
"""The largest integer that RFC 5545 allows."""


class Entry(NamedTuple):
    """An appointment as a calendar file contains it. `digest` identifies its content.

    `stamp` is when that content last changed, in UTC; `alarms` holds the instants, in UTC, at which
    alarms ring. A cancelled entry has no end, text, place, link, people, alarms or digest.
    """

    appointment: Appointment
    sequence: int
    stamp: datetime
    alarms: tuple[datetime, ...]
    digest: str
    is_todo: bool
    cancelled: bool = False


class Style(NamedTuple):
    """How appointments are written: as to-dos or events, and with which alarms.

    `ring_late` adds an alarm to entries that are new or moved and whose alarms have all passed.
    """

    alarms: AlarmRule
    todos: bool
    ring_late: bool


def continued(
    appointments: Iterable[Appointment],
    before: Mapping[str, Entry],
    calendar: Calendar,
    now: datetime,
    style: Style,
) -> list[Entry]:
    """Return the entries of a file; `before` holds those of the previous file by UID.

    Current entries come first, in chronological order, and cancelled entries last.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    live: dict[str, Entry] = {}
    for appointment in appointments:
        earlier = before.get(appointment.uid)
        live[appointment.uid] = _entry(appointment, earlier, calendar, now, style)
    gone = [each for uid, each in before.items() if uid not in live]
    cancelled = [each if each.cancelled else _cancelled(each, now) for each in gone]
    return [
        *sorted(live.values(), key=_place),
        *(each for each in cancelled if now - each.stamp < KEPT),
    ]


def _entry(
    appointment: Appointment,
    earlier: Entry | None,
    calendar: Calendar,
    now: datetime,
    style: Style,
) -> Entry:
    alive = earlier is not None and not earlier.cancelled
    if earlier is not None and alive and not appointment.anchored:
        appointment = appointment._replace(start=earlier.appointment.start)
    usual = alarm_times(appointment, style.alarms, calendar)
    is_todo = style.todos and not appointment.is_round
    digest = _digest(appointment, usual, is_todo=is_todo)
    if earlier is not None and alive and earlier.digest == digest:
        return earlier._replace(appointment=appointment, is_todo=is_todo)
    alarms = tuple(each for each in usual if each > now)
    if usual and not alarms:
        if earlier is not None and alive and earlier.appointment.start == appointment.start:
            alarms = earlier.alarms
        elif style.ring_late and (late := late_alarm(appointment, now, calendar)) is not None:
            alarms = (late,)
    sequence, stamp = _next(earlier, now)
    return Entry(appointment, sequence, stamp, alarms, digest, is_todo)


def _cancelled(entry: Entry, now: datetime) -> Entry:
    sequence, stamp = _next(entry, now)
    bare = entry.appointment._replace(end=None, text="", place="", link="", people=())
    return Entry(bare, sequence, stamp, (), "", entry.is_todo, cancelled=True)


def _next(earlier: Entry | None, now: datetime) -> tuple[int, datetime]:
    """Return the SEQUENCE and the stamp of a new, changed or cancelled entry.

    SEQUENCE grows with time, so that calendars accept a changed entry even if the previous file was
    not given.
    """
    sequence = max(0, (now - _SEQUENCE_START) // timedelta(minutes=1))
    if earlier is None:
        return sequence, now
    return min(max(sequence, earlier.sequence + 1), LARGEST), max(now, earlier.stamp)


def _digest(appointment: Appointment, alarms: tuple[datetime, ...], *, is_todo: bool) -> str:
    said = [
        is_todo,
        *(str(part) for part in appointment._replace(anchored=True)),
        [str(each) for each in alarms],
    ]
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()


def _place(entry: Entry) -> tuple[str, str, str]:
    start = entry.appointment.start
    moment = start.astimezone(UTC) if isinstance(start, datetime) else start
    return moment.isoformat(), entry.appointment.category, entry.appointment.uid
