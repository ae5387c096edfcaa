"""SVG pictures of plans: rows of advice as bars over days.

A picture is legible at a width of 600 pixels, in light and dark mode, and in black and white: bars
for things to avoid are striped, and bars for things to know are outlined. The XML writer escapes
all text from a state.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from interview_rules.calendars.formatting import last_day, say_day, say_month, say_short
from interview_rules.reports.rows import days_of
from interview_rules.sources.characters import NOT_IN_XML, UNPRINTABLE, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.reports.rows import Bar, Days, PlannedEvent, Row

__all__ = ["to_svg"]

WIDTH = 600
MOST_ROWS = 60
"""Maximum number of rows, and of events: hundreds would make the picture illegible."""
_MARGIN, _ROW, _BAR, _HEAD = 16, 36, 9, 24
_CHARACTERS, _LETTER = 78, 7.1
_KINDS = (("do", "To do"), ("avoid", "Hold back"), ("know", "To know"))
_STYLE = """
.irp text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1f2328}
.irp text{paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}
.irp .h{font-weight:600;font-size:15px}.irp .k{font-weight:600;font-size:12px;fill:#57606a}
.irp .s{font-size:12px;fill:#57606a}.irp .bg{fill:#ffffff}.irp .free{fill:#f0f2f4}
.irp .grid{stroke:#d0d7de}.irp .now{stroke:#cf222e;stroke-width:1.5}.irp .nowt{fill:#cf222e}
.irp .do{fill:#0969da}.irp .avoid{fill:#9a6700}.irp .stripe{stroke:#ffffff;stroke-width:3}
.irp .know{fill:#eaeef2;stroke:#57606a}.irp .due{fill:#0a3069;stroke:#ffffff}.irp .dot{fill:#57606a}
@media (prefers-color-scheme:dark){
.irp text{fill:#e6edf3;stroke:#0d1117}.irp .k,.irp .s{fill:#9ea7b3}.irp .bg{fill:#0d1117}.irp .free{fill:#161b22}
.irp .grid{stroke:#30363d}.irp .now{stroke:#ff7b72}.irp .nowt{fill:#ff7b72}.irp .do{fill:#58a6ff}
.irp .avoid{fill:#d29922}.irp .stripe{stroke:#0d1117}.irp .know{fill:#21262d;stroke:#9ea7b3}
.irp .due{fill:#cae8ff;stroke:#0d1117}.irp .dot{fill:#9ea7b3}}
"""


def to_svg(
    heading: str,
    now: datetime,
    until: datetime | None,
    rows: Sequence[Row],
    happens: Sequence[PlannedEvent],
    calendar: Calendar,
) -> str:
    """Return a plan as an SVG picture: rows of bars, grouped by kind, then the events.

    Rows beyond `MOST_ROWS`, and events beyond it, are only counted.
    """
    days = days_of(now, until, rows, calendar)
    return _Picture(days, now).drawn(heading, rows, happens)


class _Picture:
    """A picture, drawn from top to bottom."""

    def __init__(self, days: Days, now: datetime) -> None:
        self.days = days
        self.now = now
        self.scale = (WIDTH - 2 * _MARGIN) / days.length
        self.y = 0.0
        self.body: list[ET.Element] = []

    def drawn(self, heading: str, rows: Sequence[Row], happens: Sequence[PlannedEvent]) -> str:
        """Return the whole picture as SVG text."""
        self.y = 26
        self._text(_MARGIN, self.y, _cut(heading or "The weeks ahead", 64), "h")
        self.y += 20
        until = date.fromordinal(self.days.last)
        self._text(_MARGIN, self.y, f"{say_day(self.now)} to {say_day(until)}", "s")
        self.y += 26
        axis = self.y
        self.y += 8
        shown = rows[:MOST_ROWS]
        for kind, title in _KINDS:
            own = [row for row in shown if row.kind == kind]
            if own:
                self._heading(title)
                for row in own:
                    self._row(row)
        if happens:
            self._heading("Events")
            for each in happens[:MOST_ROWS]:
                self._happens(each)
        more = len(rows) - len(shown) + max(0, len(happens) - MOST_ROWS)
        if more:
            self.y += 18
            self._text(_MARGIN, self.y, f"and {more} more", "s")
        height = round(self.y + 14)
        root = ET.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {height}",
                "width": "100%",
                "style": f"max-width:{WIDTH * 1.5:.0f}px",
                "class": "irp",
                "role": "img",
            },
        )
        ET.SubElement(root, "title").text = _clean(
            one_line(f"Plan: {heading}") if heading else "Plan"
        )
        ET.SubElement(root, "desc").text = _clean("; ".join(_described(row) for row in shown))
        ET.SubElement(root, "style").text = _STYLE
        ET.SubElement(root, "rect", _box(0, 0, WIDTH, height, "bg"))
        self._background(root, axis, height)
        root.extend(self.body)
        return ET.tostring(root, encoding="unicode")

    def _x(self, position: float) -> float:
        return _MARGIN + position * self.scale

    def _background(self, root: ET.Element, axis: float, height: int) -> None:
        """Draw days off, labeled days and the current time behind the bars."""
        bottom = height - 10
        if self.days.length <= 120:
            for place in range(self.days.length):
                if not self._works(self.days.first + place):
                    box = _box(self._x(place), axis, self.scale, bottom - axis, "free")
                    ET.SubElement(root, "rect", box)
        now = self._x(self.days.position(self.now))
        for place, day in self.days.ticks(8):
            x = self._x(place)
            line = {"x1": _n(x), "x2": _n(x), "y1": _n(axis), "y2": _n(bottom), "class": "grid"}
            ET.SubElement(root, "line", line)
            anchor = "end" if x > WIDTH - 60 else "start"
            if not -50 < x - now < 30:
                at = x + (-3 if anchor == "end" else 3)
                said = say_month(day) if self.days.is_long else say_short(day)
                _text(root, at, axis - 3, said, "s", anchor)
        line = {"x1": _n(now), "x2": _n(now), "y1": _n(axis - 12), "y2": _n(bottom)}
        ET.SubElement(root, "line", {**line, "class": "now"})
        _text(root, now + 3, axis - 3, "now", "s nowt")

    def _works(self, day: int) -> bool:
        try:
            return self.days.calendar.is_business(day)
        except ValueError:  # beyond the years with known holidays
            return True

    def _heading(self, title: str) -> None:
        self.y += _HEAD
        self._text(_MARGIN, self.y, title.upper(), "k")

    def _row(self, row: Row) -> None:
        self.y += _ROW
        label = f"{row.application}: {row.title}" if row.application else row.title
        group = ET.Element("g")
        ET.SubElement(group, "title").text = _clean(_described(row))
        _text(group, _MARGIN, self.y - 14, _cut(label, _CHARACTERS))
        for bar in row.bars:
            self._bar(group, row.kind, bar)
        self.body.append(group)

    def _bar(self, group: ET.Element, kind: str, bar: Bar) -> None:
        left, right = self.days.position(bar.since), self.days.position(bar.until)
        if left >= self.days.length:
            return
        x, width = self._x(left), max((right - left) * self.scale, 4.0)
        x = min(x, WIDTH - _MARGIN - width)
        top = self.y - 8
        ET.SubElement(group, "rect", {**_box(x, top, width, _BAR, kind), "rx": "2"})
        if kind == "avoid":
            for place in range(1, int(width / 10)):
                at = x + place * 10
                line = {"x1": _n(at - 3), "x2": _n(at + 3), "y1": _n(top + _BAR), "y2": _n(top)}
                ET.SubElement(group, "line", {**line, "class": "stripe"})
        if bar.due is not None:
            due = bar.due
            at, middle, size = self._x(self.days.of(due)), top + _BAR / 2, 7.0
            corners = ((at, middle - size), (at + size, middle), (at, middle + size),
                       (at - size, middle))  # fmt: skip
            points = " ".join(f"{_n(px)},{_n(py)}" for px, py in corners)
            ET.SubElement(group, "polygon", {"points": points, "class": "due"})

    def _happens(self, each: PlannedEvent) -> None:
        self.y += 22
        x = self._x(self.days.position(each.at))
        dot = {"cx": _n(x), "cy": _n(self.y - 4), "r": "4", "class": "dot"}
        self.body.append(ET.Element("circle", dot))
        said = f"{say_short(each.at)}: {each.says}"
        if each.application:
            said = f"{said} ({each.application})"
        if each.imagined:
            said = f"{said}, imagined"
        room = max(x, WIDTH - x) - 9
        said = _cut(said, int(room / _LETTER))
        right = x + 9 + len(said) * _LETTER <= WIDTH
        anchor = "start" if right else "end"
        self._text(x + (9 if right else -9), self.y, said, "s", anchor)

    def _text(self, x: float, y: float, text: str, class_: str = "", anchor: str = "") -> None:
        holder = ET.Element("g")
        _text(holder, x, y, text, class_, anchor)
        self.body.extend(holder)


def _text(
    parent: ET.Element, x: float, y: float, text: str, class_: str = "", anchor: str = ""
) -> None:
    attributes = {"x": _n(x), "y": _n(y)}
    if class_:
        attributes["class"] = class_
    if anchor:
        attributes["text-anchor"] = anchor
    ET.SubElement(parent, "text", attributes).text = _clean(text)


def _box(x: float, y: float, width: float, height: float, class_: str) -> dict[str, str]:
    return {
        "x": _n(x),
        "y": _n(y),
        "width": _n(width),
        "height": _n(height),
        "class": class_,
    }


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _clean(text: str) -> str:
    # A name can hold characters that reverse the direction of the text after it.
    return NOT_IN_XML.sub(" ", UNPRINTABLE.sub(" ", text))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _described(row: Row) -> str:
    """Return a row as a sentence for screen readers."""
    about = f"{row.application}: " if row.application else ""
    spans = []
    for bar in row.bars:
        end = "" if bar.until is None else f" until {say_day(last_day(bar.until))}"
        due = "" if bar.due is None else f", due {say_day(bar.due)}"
        spans.append(f"from {say_day(bar.since)}{end}{due}")
    return f"{about}{row.title} ({'; '.join(spans)})"
