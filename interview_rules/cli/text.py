"""Pages of text for a terminal.

Names and texts come from untrusted input, so all text goes through `shown`.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from interview_rules.calendars.formatting import last_day, say_border, say_day, say_hour, say_short
from interview_rules.reports.explanation import lines_of
from interview_rules.reports.rows import days_of
from interview_rules.sources.characters import UNPRINTABLE

if TYPE_CHECKING:
    from interview_rules.packs.model import Kind
    from interview_rules.reports.advice import Advice
    from interview_rules.reports.explanation import Explanation
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.report import Report
    from interview_rules.reports.rows import Bar, Days, Row
    from interview_rules.reports.search_plan import SearchPlan
    from interview_rules.reports.search_report import SearchReport

__all__ = ["Page", "shown"]

_NARROWEST, _WIDEST = 20, 100
_HEADINGS: dict[Kind, str] = {"do": "DO", "avoid": "AVOID", "know": "KNOW"}
_PLAINER = str.maketrans("“”‘’–—\xa0✓✗", "\"\"''-- +-", "") | {ord("…"): "..."}  # noqa: RUF001  # characters to replace
_BARS = {"do": "█", "avoid": "▒", "know": "░", "due": "◆", "none": "·"}
_PLAIN_BARS = {"do": "#", "avoid": "/", "know": "-", "due": "*", "none": "."}
_MOST_ROWS = 60


def shown(text: str, encoding: str | None) -> str:
    """Return text with control characters, and characters that an encoding lacks, escaped."""
    safe = UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], text)
    try:
        safe.encode(encoding or "ascii")
    except UnicodeEncodeError:
        plainer = safe.translate(_PLAINER)
        return plainer.encode(encoding or "ascii", "backslashreplace").decode(encoding or "ascii")
    return safe


class Page:
    """A page of text, wrapped to the width of the terminal, with bold headings."""

    def __init__(self) -> None:
        self.console = Console(markup=False, emoji=False, highlight=False)
        self.width = min(max(self.console.width, _NARROWEST), _WIDEST)
        self.encoding = sys.stdout.encoding if sys.stdout is not None else None
        self.lines: list[Text] = []

    def __str__(self) -> str:
        with self.console.capture() as capture:
            for line in self.lines:
                self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
        return capture.get()

    def gap(self) -> None:
        """Add an empty line, unless the page is empty or ends with one."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def say(self, text: str, indent: int = 0, *, style: str = "", bullet: str = "") -> None:
        """Add a wrapped paragraph; all of its lines are indented like the first."""
        first = " " * indent + bullet
        words = Text(shown(" ".join(text.split("\n")), self.encoding), style=style)
        for line in words.wrap(self.console, self.width - len(first)):
            line.rstrip()
            self.lines.append(Text(first).append_text(line))
            first = " " * len(first)

    def heading(self, text: str) -> None:
        """Add an empty line and a bold line."""
        self.gap()
        self.say(text, style="bold")

    def items(self, heading: str, items: tuple[str, ...]) -> None:
        """Add a heading and a bulleted list; nothing if the list is empty."""
        if items:
            self.heading(heading)
            for item in items:
                self.say(item, 2, bullet="- ")

    def report(self, report: Report, *, drafts: bool) -> str:
        """Return the page of a report: the advice at one moment."""
        state = report.state
        about = " at ".join(name for name in (state.position, state.company) if name)
        if about:
            self.say(about, style="bold")
        self.say(f"As of {say_hour(report.now)} ({state.calendar.zone})")
        last = None
        for advice in report:
            if (heading := _heading(advice)) != last:
                self.heading(heading)
            else:
                self.gap()
            last = heading
            self._advice(report, advice, drafts=drafts)
        if not len(report):
            self.heading("No advice at this moment.")
        self.items("ASSUMPTIONS", tuple(map(str, report.assumptions)))
        self.items("OPEN QUESTIONS", tuple(q.text for q in report.questions))
        self._next_change(report)
        hidden = 0 if drafts else sum(len(advice.drafts) for advice in report)
        if hidden:
            self.say(f"Add --drafts to show {hidden} draft message{'s' * (hidden > 1)}.")
        return str(self)

    def _next_change(self, report: Report | SearchReport) -> None:
        self.gap()
        change = report.next_change
        if change is None:
            self.say("This advice stays the same until something happens.")
        else:
            when = say_border(report.calendar, change)
            self.say(f"If nothing happens, this advice changes on {when}.")

    def _advice(self, report: Report, advice: Advice, *, drafts: bool, about: str = "") -> None:
        self.say(f"{about}: {advice.title}" if about else advice.title, 2, style="bold")
        when = _when(report, advice)
        if when:
            self.say(when, 4)
        self.say(advice.text, 4)
        self.say(f"Source: {advice.source}", 4)
        for draft in advice.drafts if drafts else ():
            self.gap()
            if draft.to:
                self.say(f"To: {draft.to}", 6)
            self.say(f"Subject: {draft.subject}", 6)
            self.gap()
            for line in draft.body.split("\n"):
                if line.strip():
                    self.say(line, 6)
                else:
                    self.gap()

    def search_report(self, report: SearchReport) -> str:
        """Return the page of a search report: all advice, each with its application."""
        count = len(report.applications)
        self.say(f"{count} application{'' if count == 1 else 's'}", style="bold")
        self.say(f"As of {say_hour(report.now)} ({report.calendar.zone})")
        last = None
        for name, advice in report:
            if (heading := _heading(advice)) != last:
                self.heading(heading)
            else:
                self.gap()
            last = heading
            own = report.applications[name] if name else report.search
            self._advice(own, advice, drafts=False, about=name)
        self.items("ASSUMPTIONS", tuple(map(str, report.search.assumptions)))
        self._next_change(report)
        return str(self)

    def explanation(self, explanation: Explanation) -> str:
        """Return the page that explains why a rule holds or does not hold."""
        for line in lines_of(explanation):
            text = line.lstrip()
            bullet = text[:2] if text[:2] in {"✓ ", "✗ "} else ""
            mark = shown(bullet, self.encoding)
            self.say(text[len(bullet) :], len(line) - len(text), bullet=mark)
        return str(self)

    def plan(self, plan: Plan | SearchPlan) -> str:
        """Return the page of a plan: each piece of advice as bars over days."""
        rows, happens = plan.rows, plan.happens
        days = days_of(plan.now, plan.until, rows, plan.calendar)
        if plan.heading:
            self.say(plan.heading, style="bold")
        follow = "the advice is followed" if "follow advice" in plan.assumed else "nothing is done"
        imagined = " and the imagined events happen" if plan.foreseen else ""
        self.say(f"From {say_hour(plan.now)} ({plan.calendar.zone}), if {follow}{imagined}")
        self.gap()
        width = self.width - 4
        self.lines.append(Text(f"    {_axis(days, plan.now, width)}"))
        for kind, heading in _HEADINGS.items():
            own = [row for row in rows if row.kind == kind]
            if own:
                self.heading(heading)
            for row in own[:_MOST_ROWS]:
                about = f"{row.application}: " if row.application else ""
                self.say(f"{about}{row.title}", 2, style="bold")
                self.say("; ".join(_span_said(bar, plan.now) for bar in row.bars[:6]), 4)
                self.lines.append(Text(f"    {self._drawn(row, days, width)}"))
            if len(own) > _MOST_ROWS:
                self.say(f"and {len(own) - _MOST_ROWS} more", 2)
        said = [
            f"{say_short(each.at)}: {each.says}"
            f"{f' ({each.application})' if each.application else ''}"
            f"{', imagined' if each.imagined else ''}"
            for each in happens
        ]
        self.items("EVENTS", tuple(said[:_MOST_ROWS]))
        if plan.cut_short:
            self.gap()
            self.say("Following this advice would never end, so the plan was cut short.")
        return str(self)

    def _drawn(self, row: Row, days: Days, width: int) -> str:
        """Return the bars of a row as characters, at least one per bar, with due dates marked."""
        marks = _BARS if shown(_BARS["do"], self.encoding) == _BARS["do"] else _PLAIN_BARS
        cells = [marks["none"]] * width
        scale = width / days.length
        for bar in row.bars:
            left = min(int(days.position(bar.since) * scale), width - 1)
            right = max(left + 1, round(days.position(bar.until) * scale))
            cells[left:right] = [marks[row.kind]] * (min(right, width) - left)
        for bar in row.bars:
            if bar.due is not None:
                cells[min(int(days.of(bar.due) * scale), width - 1)] = marks["due"]
        return "".join(cells)

    def rules(self, title: str, found: list[dict[str, Any]]) -> str:
        """Return the page of rules, given as results of `rule_page`."""
        if title:
            self.heading(title)
        for rule in found:
            self.heading(rule["id"])
            for key, value in rule.items():
                name = key.replace("_", " ")
                if isinstance(value, str) and value and key != "id":
                    self.say(f"{name}: {value}", 2)
                elif value and key != "id":
                    self.say(f"{name}:", 2)
                    named = value.items() if isinstance(value, dict) else ()
                    for each in [f"{inner}: {text}" for inner, text in named] or value:
                        self.say(each, 4, bullet="- ")
        return str(self)


# -- dates -------------------------------------------------------------------------------------


def _heading(advice: Advice) -> str:
    """Return the heading for advice: according to its `order` or, without one, its kind."""
    assert advice.rule.advise is not None  # noqa: S101  # only rules with advice give it
    match advice.rule.advise.order:
        case "first":
            return "FIRST"
        case "last":
            return "MEANWHILE"
        case None:
            return _HEADINGS[advice.kind]


def _when(report: Report, advice: Advice) -> str:
    """Return a line with the due date, or else the start of the window, and the window's end."""
    due, now, said = advice.due, report.now, []
    if due is not None:
        hour = due.timestamp() if isinstance(due, datetime) else None
        over = due < now.date() if hour is None else hour < now.timestamp()
        today = due.timetuple()[:3] == now.timetuple()[:3]
        word = "was due" if over else "due today," if today else "due"
        said.append(f"{word} {say_hour(due) if isinstance(due, datetime) else say_day(due)}")
    elif advice.kind != "do" and advice.since is not None:
        said.append(f"since {say_border(report.calendar, advice.since)}")
    if advice.until is not None:
        said.append(f"until {say_border(report.calendar, advice.until, ends=True)}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:]


def _axis(days: Days, now: datetime, width: int) -> str:
    """Return the axis of a plan: `now` and some dates, each above its place in time."""
    line = f"{'':<{int(days.position(now) / days.length * width)}}now"
    for place, day in days.ticks(max(1, min(8, width // 12))):
        at = int(place / days.length * width)
        said = say_short(day)
        if at > len(line) and at + len(said) <= width:
            line = f"{line:<{at}}{said}"
    return line


def _span_said(bar: Bar, now: datetime) -> str:
    """Return the period and the due date of a bar, such as `28 Nov to 29 Nov, due 30 Nov`."""
    begins = "now" if bar.since.timestamp() == now.timestamp() else say_short(bar.since)
    last = None if bar.until is None else last_day(bar.until)
    said = begins
    if last is None:
        said = "from now on" if begins == "now" else f"from {begins}"
    elif begins != say_short(last) and (begins != "now" or last.date() != now.date()):
        said = f"{begins} to {say_short(last)}"
    due = "" if bar.due is None else f", due {_due_said(bar.due)}"
    return f"{said}{due}"


def _due_said(due: date | datetime) -> str:
    return f"{say_short(due)}, {due:%H:%M}" if isinstance(due, datetime) else say_short(due)
