"""Calendar files (RFC 5545, RFC 7986), written and read. Only this module imports icalendar.

Every instant is in UTC. A file has a calendar UID, which identifies its application or search, and
each entry has a digest of its content, which shows whether the entry has changed in the next file.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.errors import MissingExtraError, Problem, StateError, shown
from interview_rules.reports.appointment import Appointment, without_controls
from interview_rules.reports.calendar_entries import LARGEST, Entry
from interview_rules.reports.calendar_feed import COLORS

try:
    from icalendar import (
        Alarm,
        Component,
        Event,
        Timezone,
        TimezoneStandard,
        Todo,
        vDDDTypes,
        vDuration,
        vText,
    )
    from icalendar import Calendar as File
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] != "icalendar":
        raise
    message = "calendar files need an extra: pip install 'interview-rules[calendar]'"
    raise MissingExtraError(message, name="icalendar") from None

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.reports.calendar_feed import FeedLook

__all__ = ["EarlierFile", "read_ics", "write_ics"]

_PRODUCT = "-//interview-rules//interview-rules//EN"
_OURS = "@interview-rules"
_DIGEST = "X-INTERVIEW-RULES-CONTENT"
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""The first and the last year of moments in a file of this library."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_HINT = "pass the last file for the same application or search, or leave it out"


class EarlierFile(NamedTuple):
    """The entries of an earlier file by UID. `calendar_uid` is empty if the file has none.

    The appointment of each entry has only its UID, start, title and category.
    """

    calendar_uid: str
    entries: dict[str, Entry]


# -- writing -------------------------------------------------------------------------------------


def write_ics(entries: Iterable[Entry], calendar_uid: str, look: FeedLook | None = None) -> bytes:
    """Return a calendar file of entries; `look` adds the properties of a feed."""
    file = File()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("uid", calendar_uid)
    if look is not None:
        _add_look(file, look)
    for entry in entries:
        file.add_component(_component(entry))
    if not file.subcomponents:
        # RFC 5545 requires at least one component.
        file.add_component(_utc())
    written: bytes = file.to_ical()
    return written


def _add_look(file: File, look: FeedLook) -> None:
    # Each property has an older form, which more calendars read. The types are named because
    # icalendar does not know them for every property.
    file.add("name", vText(look.name))
    file.add("x-wr-calname", vText(look.name))
    file.add("color", vText(look.color))
    file.add("x-apple-calendar-color", vText(COLORS[look.color]))
    file.add("refresh-interval", vDuration(look.refresh), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", vDuration(look.refresh))


def _component(entry: Entry) -> Event | Todo:
    appointment = entry.appointment
    found = Todo() if entry.is_todo else Event()
    found.add("uid", appointment.uid)
    found.add("dtstamp", entry.stamp)
    found.add("last-modified", entry.stamp)
    found.add("sequence", entry.sequence)
    found.add("summary", appointment.title)
    found.add("categories", [appointment.category])
    _add_times(found, entry)
    if entry.cancelled:
        found.add("status", "CANCELLED")
        return found
    found.add("status", "NEEDS-ACTION" if entry.is_todo else "CONFIRMED")
    found.add(_DIGEST, vText(entry.digest))
    if appointment.text:
        found.add("description", appointment.text)
    if appointment.place:
        found.add("location", appointment.place)
    if appointment.link:
        found.add("url", appointment.link)
    for person in appointment.people:
        found.add("contact", person)
    for at in entry.alarms:
        found.add_component(_alarm(appointment.title, at))
    return found


def _add_times(found: Event | Todo, entry: Entry) -> None:
    start, end = entry.appointment.start, entry.appointment.end
    if entry.is_todo:
        found.add("due", _in_utc(start))
        return
    found.add("dtstart", _in_utc(start))
    if end is not None:
        found.add("dtend", _in_utc(end))
    elif not isinstance(start, datetime):
        found.add("dtend", start + timedelta(days=1))
    busy = entry.appointment.is_round and not entry.cancelled
    found.add("transp", "OPAQUE" if busy else "TRANSPARENT")


def _in_utc(moment: date | datetime) -> date | datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _alarm(title: str, at: datetime) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", at, parameters={"VALUE": "DATE-TIME"})
    return alarm


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001  # local time, as required
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


# -- reading -------------------------------------------------------------------------------------


def read_ics(file: bytes | str) -> EarlierFile:
    """Read a file that this module has written.

    Entries that other programs have added are left out, and so are entries without a moment. Of two
    entries with one UID, the one with the higher SEQUENCE counts. Raises StateError for a file that
    cannot be read or that another program has written.
    """
    if not isinstance(file, bytes | str):
        message = f"expected the content of a calendar file, not {shown(file)}"
        raise StateError([Problem("previous", message, "pass bytes or text", "wrong-type")])
    try:
        text = file.decode() if isinstance(file, bytes) else file
        calendar = Component.from_ical(text.removeprefix("\ufeff"))
    except (ArithmeticError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _refused("this is not a valid calendar file") from None
    if isinstance(calendar, list) or calendar.name != "VCALENDAR":
        raise _refused("this is not a valid calendar file")
    if _text(calendar, "prodid") != _PRODUCT:
        raise _refused("this calendar file was not written by this library")
    entries: dict[str, Entry] = {}
    for component in calendar.subcomponents:
        entry = _entry(component) if component.name in {"VEVENT", "VTODO"} else None
        if entry is not None:
            uid = entry.appointment.uid
            known = entries.get(uid)
            if known is None or known.sequence < entry.sequence:
                entries[uid] = entry
    return EarlierFile(_text(calendar, "uid"), entries)


def _refused(message: str) -> StateError:
    return StateError([Problem("previous", message, _HINT, "invalid-value")])


def _entry(component: Component) -> Entry | None:
    """Return the entry in a component; None if another program made it, or it has no moment."""
    is_todo = component.name == "VTODO"
    uid = _text(component, "uid")
    start = _moment(component, "due" if is_todo else "dtstart")
    if not uid.endswith(_OURS) or start is None:
        return None
    stamp = _moment(component, "dtstamp")
    alarms = [_moment(each, "trigger") for each in component.subcomponents]
    categories = _first(component, "categories")
    category = str(next(iter(getattr(categories, "cats", ())), ""))
    return Entry(
        Appointment(
            without_controls(uid),
            start,
            None,
            without_controls(_text(component, "summary")),
            "",
            without_controls(category),
        ),
        sequence=_count(component, "sequence"),
        stamp=stamp if isinstance(stamp, datetime) else _LONG_AGO,
        alarms=tuple(sorted(each for each in alarms if isinstance(each, datetime))),
        digest=_text(component, _DIGEST),
        is_todo=is_todo,
        cancelled=_text(component, "status").upper() == "CANCELLED",
    )


def _first(component: Component, name: str) -> Any:
    value = component.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(component: Component, name: str) -> str:
    value = _first(component, name)
    return "" if value is None else str(value)


def _count(component: Component, name: str) -> int:
    try:
        return min(max(0, int(_text(component, name))), LARGEST)
    except ValueError:
        return 0


def _moment(component: Component, name: str) -> date | datetime | None:
    found = _first(component, name)
    value = found.dt if isinstance(found, vDDDTypes) else None
    if not isinstance(value, date) or not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        return None
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    return value
