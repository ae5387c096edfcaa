"""The places of a table: the time zones and countries of its rows, and what depends on them.

A value that depends on the place of a row is computed once per place, with the library's own
calendars. Places that have the same value share one test.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import narwhals as nw

from interview_rules.calendars.calendar import calendar_for
from interview_rules.errors import CalendarError, Problem
from interview_rules.tables.expressions import constant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview_rules.calendars.calendar import Calendar

__all__ = ["PLACE_COLUMNS", "Place", "Places"]

PLACE_COLUMNS = ("timezone", "country", "subdivision")
_CODE = "__place"
_WORTH_KEEPING = 3
"""Minimum number of alternatives at which a value gets a column, so that it is computed once."""
_T = TypeVar("_T")


class Place(NamedTuple):
    """The time zone and region of a row."""

    timezone: str
    country: str | None = None
    subdivision: str | None = None


class Places:
    """The places of a table's rows; the number of a place is its index in `all` and `calendars`.

    `stages` holds the columns that the expressions of this class need, in the order to add them.
    """

    def __init__(
        self,
        told: Iterable[tuple[str | None, ...]],
        columns: Sequence[str],
        default: Place,
        *,
        numbered: bool,
    ) -> None:
        """Prepare for the places in `told`, the distinct values of the place columns `columns`.

        `default` replaces null and empty values, but its subdivision applies only to rows in its
        country. `numbered` is True if texts can be cast to an enumeration. Raises CalendarError
        with a problem for each unknown place.
        """
        self._numbered = numbered
        self._columns = columns
        self.all: tuple[tuple[str | None, ...], ...] = tuple(sorted({*told}, key=repr)) or ((),)
        self.calendars: tuple[Calendar, ...] = tuple(self._calendars(default))
        self._numbers: list[int] = []
        self._groups: dict[frozenset[int], str] = {}
        self._chosen: dict[object, str] = {}
        self.stages: list[list[nw.Expr]] = []
        if len(self.all) > 1:
            self.stages += [], [], [], []
            self.stages[1].append(self._code().alias(_CODE))

    def _calendars(self, default: Place) -> Iterable[Calendar]:
        problems: list[Problem] = []
        for told in self.all:
            values = dict(zip(self._columns, told, strict=True)) if told else {}
            country = values.get("country") or default.country
            usual = default.subdivision if country == default.country else None
            place = Place(
                values.get("timezone") or default.timezone,
                country,
                values.get("subdivision") or usual,
            )
            try:
                yield calendar_for(*place)
            except CalendarError as error:
                problems += [p for p in error.problems if p not in problems]
        if problems:
            raise CalendarError(problems)

    def _code(self) -> nw.Expr:
        """Return a code for the place of a row, to which each place column contributes a digit."""
        code: nw.Expr | None = None
        self._numbers = [0] * len(self.all)
        for place, column in enumerate(self._columns):
            if column not in self._telling():
                continue
            values = list(dict.fromkeys(told[place] for told in self.all))
            name = column
            if self._numbered:
                # Enumerations are compared several times faster than texts.
                name = f"__{column}"
                known = [value for value in values if value is not None]
                texts = nw.col(column).cast(nw.String).cast(nw.Enum(known))
                self.stages[0].append(texts.alias(name))
            null = values.index(None) if None in values else 0
            digits = [
                nw.when(nw.col(name) == value).then(nw.lit(number, nw.Int32))
                for number, value in enumerate(values)
                if value is not None
            ]
            digit = nw.coalesce(*digits, nw.lit(null, nw.Int32))
            code = digit if code is None else code * len(values) + digit
            self._numbers = [
                number * len(values) + values.index(told[place])
                for number, told in zip(self._numbers, self.all, strict=True)
            ]
        assert code is not None  # noqa: S101  # several places differ in something
        return code

    def _telling(self) -> list[str]:
        """Return the place columns that suffice to tell all places apart."""
        found: list[int] = []
        for place in range(len(self._columns)):
            fewer = {tuple(told[each] for each in found) for told in self.all}
            more = {tuple(told[each] for each in (*found, place)) for told in self.all}
            if len(more) > len(fewer):
                found.append(place)
        return [self._columns[place] for place in found]

    def among(self, numbers: Iterable[int]) -> nw.Expr:
        """Return a test that is true where the place of a row has one of these numbers."""
        wanted = frozenset(numbers)
        if not wanted or len(wanted) == len(self.all):
            return constant(so=bool(wanted))
        name = self._groups.get(wanted)
        if name is None:
            name = self._groups[wanted] = f"__in{len(self._groups)}"
            test = (
                nw.col(_CODE) == self._numbers[next(iter(wanted))]
                if len(wanted) == 1
                else nw.col(_CODE).is_in([self._numbers[each] for each in sorted(wanted)])
            )
            self.stages[2].append(test.alias(name))
        return nw.col(name)

    def chosen(self, values: Sequence[_T], literal: Callable[[_T], nw.Expr]) -> nw.Expr:
        """Return, for each row, the value of its place; a literal if all places share one value.

        `values` holds one value per place, in order; `literal` turns it into an expression.
        """
        (most, _), *others = Counter(values).most_common()
        key = (literal, tuple(values))
        if key in self._chosen:
            return nw.col(self._chosen[key])
        found = literal(most)
        if others:
            here = {
                value: self.among(n for n, each in enumerate(values) if each == value)
                for value, _times in others
            }
            found = nw.coalesce(
                *(nw.when(test).then(literal(value)) for value, test in here.items()), found
            )
        if len(others) < _WORTH_KEEPING:
            return found
        name = self._chosen[key] = f"__c{len(self._chosen)}"
        self.stages[3].append(found.alias(name))
        return nw.col(name)
