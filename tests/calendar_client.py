"""A calendar that receives files one after the other, as RFC 5545 and RFC 5546 ask of it."""

from __future__ import annotations

from icalendar import Calendar

CONTENT = ("SUMMARY", "DTSTART", "DTEND", "DUE", "DESCRIPTION", "CATEGORIES", "LOCATION", "URL")


class Client:
    """A calendar into which files are imported.

    A newer revision of an entry replaces it, an older one is ignored, and a cancelled one is no
    longer shown. What a file leaves out stays.
    """

    def __init__(self) -> None:
        self._known = {}

    def receive(self, file):
        for entry in components(file):
            revision = (int(entry["SEQUENCE"]), entry["DTSTAMP"].dt)
            uid = str(entry["UID"])
            if uid not in self._known or self._known[uid][0] <= revision:
                self._known[uid] = (revision, entry)

    @property
    def entries(self):
        """The entries shown, by UID."""
        return {
            uid: entry
            for uid, (_revision, entry) in self._known.items()
            if entry["STATUS"] != "CANCELLED"
        }

    @property
    def shows(self):
        """What the entries say, without UIDs, stamps and alarms, in a fixed order."""
        return sorted(says(entry) for entry in self.entries.values())


def components(file):
    """Return the events and to-dos of a file."""
    calendar = Calendar.from_ical(file)
    assert calendar.name == "VCALENDAR"
    assert calendar.subcomponents, "an empty calendar is invalid"
    return [each for each in calendar.subcomponents if each.name in {"VEVENT", "VTODO"}]


def says(entry):
    """Return the content of an entry, as text."""
    return tuple(f"{name}:{entry[name].to_ical()}" for name in CONTENT if name in entry)


def rings(entry):
    """Return the instants at which an entry rings."""
    return [alarm["TRIGGER"].dt for alarm in entry.walk("VALARM")]
