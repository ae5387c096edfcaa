"""Parsing of dates in trackers: single cells, and columns whose day-month order must be inferred.

`03/04/2021` is 3 April or 4 March. All cells of a column determine which order it uses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from interview_rules.calendars.moments import parse_moment
from interview_rules.errors import StateError, printable, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Cell", "ColumnOfDates", "is_blank"]

LONGEST: Final = 64
"""Maximum length of a date in characters."""
_BLANK: Final = frozenset(
    {
        "",
        "-",
        "--",
        "\u2013",
        "\u2014",
        "n/a",
        "na",
        "none",
        "null",
        "nan",
        "nat",
        "tbd",
        "tba",
        "?",
    }
)
_CLOCK: Final = (
    r"(?:(?:,? +|,|T)(?:at +)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?: ?([ap])\.?m\.?)?)?"
)
_NUMBERS: Final = re.compile(rf"(\d{{1,4}})([./-])(\d{{1,2}})\2(\d{{1,4}}){_CLOCK}", re.IGNORECASE)
_DIGITS: Final = re.compile(r"(\d{8}|\d{10}|\d{13})(?:\.0+)?")
_SERIAL: Final = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")
"""Spreadsheet serial numbers of days from 1954 to 2119; a fraction is the time of day."""
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +)?"
_DAY_NAME: Final = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[ .-]*([a-z]{{3,9}})[ .,-]*(\d{{4}}|\d{{2}}){_CLOCK}",
    re.IGNORECASE,
)
_NAME_DAY: Final = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})[ .-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[ -]+(\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_HINT: Final = "write one such as 2026-11-25, or 2026-11-25 15:00 with a time"
_SERIAL_HINT: Final = (
    "if a spreadsheet wrote this number, format the column as dates and export it again"
)

Order = Literal["day-first", "month-first"]


class Cell(NamedTuple):
    """What a cell holds: a moment, two possible moments, a problem, or nothing.

    `day_first` and `month_first` are the moments in either order; they are equal if the order does
    not matter, and one is None if only the other is a valid date.
    """

    day_first: date | None = None
    month_first: date | None = None
    problem: str = ""
    hint: str = ""

    @property
    def blank(self) -> bool:
        """True if the cell is empty."""
        return self.day_first is None and self.month_first is None and not self.problem

    @property
    def evidence(self) -> Order | None:
        """The only order that makes this cell a valid date; None if both do or neither does."""
        if self.day_first is None and self.month_first is not None:
            return "month-first"
        if self.month_first is None and self.day_first is not None:
            return "day-first"
        return None

    @property
    def ambiguous(self) -> bool:
        """True if both orders give valid but different dates."""
        known = self.day_first is not None and self.month_first is not None
        return known and self.day_first != self.month_first


def is_blank(value: object) -> bool:
    """Return True for cells that hold nothing: None, NaN, empty texts, and words such as `N/A`."""
    if value is None or (isinstance(value, float | datetime) and value != value):  # noqa: PLR0124  # NaN and NaT
        return True
    if isinstance(value, str):
        text = value.strip()
        return len(text) <= LONGEST and text.casefold() in _BLANK
    return type(value).__name__ in {"NAType", "NaTType"}


def read_cell(value: object, formats: tuple[str, ...] = ()) -> Cell:
    """Read one cell: a date, a datetime, a text, or an int.

    An int is a day such as 20261125, or counts seconds or milliseconds since the epoch; a float is
    refused. With `formats`, a text must be in one of them or in ISO 8601, or be such a number.
    """
    if is_blank(value):
        return Cell()
    if isinstance(value, date):
        return _exactly(value)
    if isinstance(value, int) and not isinstance(value, bool) and 10**7 <= value < 10**14:
        return _number(value)
    if not isinstance(value, str):
        return Cell(problem=f"{shown(value)} is not a date", hint=_hint(value))
    text = " ".join(value.split())
    if len(text) > LONGEST:
        return Cell(problem=f"text of {len(text):,} characters is not a date", hint=_HINT)
    if re.match(r"\d{4}-\d\d-", text):
        return _exactly(text)
    if formats and not _DIGITS.fullmatch(text):
        return _formatted(text, formats)
    try:
        found = _typed(text)
    except ValueError:
        found = None
    return found or Cell(problem=f"{quoted(text)} is not a date", hint=_hint(text))


def _hint(value: object) -> str:
    """Return a hint on writing a date, or on exporting a spreadsheet's serial numbers as dates."""
    if isinstance(value, str):
        counted = _SERIAL.fullmatch(value) is not None
    else:
        counted = isinstance(value, int | float) and 20_000 <= value < 80_000
    return _SERIAL_HINT if counted else _HINT


def _exactly(value: object) -> Cell:
    try:
        moment = parse_moment(value)
    except StateError as error:
        problem = error.problems[0]
        return Cell(problem=problem.message, hint=problem.hint)
    return Cell(moment, moment)


def _number(value: int) -> Cell:
    """Read a day such as 20261125, or seconds or milliseconds since the epoch."""
    if value < 10**8:
        return _exactly(f"{value // 10_000:04}-{value // 100 % 100:02}-{value % 100:02}")
    return _exactly(datetime.fromtimestamp(value // (1000 if value >= 10**11 else 1), UTC))


def _formatted(text: str, formats: tuple[str, ...]) -> Cell:
    for each in formats:
        try:
            moment = datetime.strptime(text, each)  # noqa: DTZ007  # in the zone of the search
        except (ValueError, OverflowError):
            continue
        timed = any(part in each for part in ("%H", "%I", "%X", "%c", "%T"))
        return _exactly(moment if timed else moment.date())
    expected = " or ".join(map(quoted, formats[:3]))
    message = f"{quoted(text)} is not a date in the format {expected}"
    return Cell(problem=message, hint=_HINT)


def _typed(text: str) -> Cell | None:
    """Read a text in one of the common notations. Raises ValueError for dates that do not exist."""
    if digits := _DIGITS.fullmatch(text):
        return _number(int(digits[1]))
    if parts := _NUMBERS.fullmatch(text):
        return _numbers(parts)
    if parts := _DAY_NAME.fullmatch(text):
        day, name, year = parts.group(1, 2, 3)
    elif parts := _NAME_DAY.fullmatch(text):
        name, day, year = parts.group(1, 2, 3)
    else:
        return None
    word = name.lower()
    months = [n for n, full in enumerate(_MONTHS, 1) if full.startswith(word)]
    month = months[0] if len(months) == 1 else 0
    return _exactly(_moment(year, month, day, parts.group(4, 5, 6, 7)))


def _numbers(parts: re.Match[str]) -> Cell | None:
    first, _apart, second, third = parts.group(1, 2, 3, 4)
    clock = parts.group(5, 6, 7, 8)
    if len(first) == 4:
        return _exactly(_moment(first, int(second), third, clock)) if len(third) < 3 else None
    if len(first) > 2 or len(third) not in {2, 4}:
        return None
    day_first = _possible(third, second, first, clock)
    month_first = _possible(third, first, second, clock)
    if day_first is None and month_first is None:
        return None
    cell = _exactly(day_first or month_first)
    # Both orders are in the same year, so one check is enough.
    return cell if cell.problem else Cell(day_first, month_first)


def _possible(year: str, month: str, day: str, clock: tuple[str | None, ...]) -> date | None:
    try:
        return _moment(year, int(month), day, clock)
    except ValueError:
        return None


def _moment(year: str, month: int, day: str, clock: tuple[str | None, ...]) -> date:
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 70 else 1900
    on = date(full, month, int(day))
    hour, minute, second, half = clock
    if hour is None or minute is None:
        return on
    hours = int(hour)
    if half is not None:
        if not 1 <= hours <= 12:
            raise ValueError(half)
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    return datetime.combine(on, time(hours, int(minute), int(second or 0)))


@dataclass(slots=True)
class ColumnOfDates:
    """The dates of one column; equal texts are read only once.

    Add all cells, call `decide`, and then read the cells. `order` is the order for ambiguous cells,
    and `mixed` is True if the column has evidence for both orders. If every time in a column is
    midnight, its cells are dates without a time.
    """

    name: str
    formats: tuple[str, ...] = ()
    order: Order = "day-first"
    mixed: bool = False
    _cells: dict[str, Cell] = field(default_factory=dict)
    _evidence: dict[Order, str] = field(default_factory=dict)
    _ambiguous: dict[str, int] = field(default_factory=dict)
    _timed: bool = False

    def add(self, value: object) -> None:
        """Read a cell as possible evidence of the order of day and month."""
        cell = self._cell(value)
        if cell.evidence is not None:
            self._evidence.setdefault(cell.evidence, printable(str(value).strip(), 40))
        elif cell.ambiguous:
            shown = printable(str(value).strip(), 40)
            self._ambiguous[shown] = self._ambiguous.get(shown, 0) + 1
        for moment in (cell.day_first, cell.month_first):
            if isinstance(moment, datetime) and moment.time() != time():
                self._timed = True

    def _cell(self, value: object) -> Cell:
        if not isinstance(value, str):
            return read_cell(value, self.formats)
        cell = self._cells.get(value)
        if cell is None:
            cell = read_cell(value, self.formats)
            if len(value) <= LONGEST:
                self._cells[value] = cell
        return cell

    @property
    def evidence(self) -> Order | None:
        """The order that the cells of this column require; None if they require neither or both."""
        return next(iter(self._evidence)) if len(self._evidence) == 1 else None

    def decide(self, otherwise: Order | None, default: Order) -> str:
        """Decide the order of day and month, and return an explanation.

        `otherwise` is the order of the other columns if they agree, `default` that of the country.
        The explanation is empty if no cell is ambiguous, or if the column has evidence for both
        orders.
        """
        self.mixed = len(self._evidence) == 2
        if not self._ambiguous or self.mixed:
            return ""
        self.order = self.evidence or otherwise or default
        first = next(iter(self._ambiguous))
        count = sum(self._ambiguous.values())
        told = f"{first} is" if count == 1 else f"{first} and {count - 1:,} more are"
        if self.evidence is not None:
            reason = f" because of {self._evidence[self.evidence]}"
        elif otherwise is not None:
            reason = ", as in the other columns"
        else:
            reason = " by default; set formats in the mapping if this is wrong"
        return f"{told} read {self.order}{reason}"

    def read(self, value: object) -> tuple[date | None, str, str]:
        """Return the moment of a cell, and a message and a hint if the cell is invalid.

        The moment is None for an empty or invalid cell; message and hint are empty unless the cell
        is invalid.
        """
        cell = self._cell(value)
        if cell.problem or cell.blank:
            return None, cell.problem, cell.hint
        if cell.ambiguous and self.mixed:
            both = " and ".join(sorted(self._evidence.values()))
            message = f"the order of day and month in {quoted(str(value))} is ambiguous"
            return None, message, f"use one order in the whole column, which has both: {both}"
        first, second = cell.day_first, cell.month_first
        moment = (first or second) if self.order == "day-first" else (second or first)
        if isinstance(moment, datetime) and not self._timed:
            moment = moment.date()
        return moment, "", ""


def decide(columns: Iterable[ColumnOfDates], default: Order) -> list[tuple[str, str]]:
    """Decide the order of all columns.

    Return the name and the explanation of each column whose ambiguous cells can now be read.
    """
    listed = list(columns)
    known = {column.evidence for column in listed} - {None}
    common = next(iter(known)) if len(known) == 1 else None
    said = [(column.name, column.decide(common, default)) for column in listed]
    return [(name, reason) for name, reason in said if reason]
