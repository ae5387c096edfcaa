"""The places of a table: the time zones and countries of its rows, and what depends on them.

A value that depends on the place of a row is computed once per place, with the library's own
calendars. Places that have the same value share one test.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import narwhals as nw
import polars as pl

from interview_rules.calendars.calendar import calendar_for
from interview_rules.errors import CalendarError, Problem
from interview_rules.tables.expressions import constant
from interview_rules.tables.in_polars import looked_up, number_in

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
        country. `numbered` is True if Polars computes the table. Raises CalendarError with a
        problem for each unknown place.
        """
        self._numbered = numbered
        self._columns = columns
        self.all: tuple[tuple[str | None, ...], ...] = tuple(sorted({*told}, key=repr)) or ((),)
        self.calendars: tuple[Calendar, ...] = tuple(self._calendars(default))
        self._groups: dict[frozenset[int], str] = {}
        self._chosen: dict[object, str] = {}
        self.stages: list[list[nw.Expr | pl.Expr]] = []
        self._codes: list[int] = []
        if len(self.all) > 1:
            self.stages += [], [], []
            self._add_code()

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

    def _add_code(self) -> None:
        """Add a code for the place of a row, to which each place column contributes a digit."""
        code: Any = None
        self._codes = [0] * len(self.all)
        for column in self._telling():
            told = self._told(column)
            known = list(dict.fromkeys(each for each in told if each is not None))
            values = [*known, *([None] if None in told else [])]
            digit = self._digit(column, known, null=None in told)
            self._codes = [
                number * len(values) + values.index(each)
                for number, each in zip(self._codes, told, strict=True)
            ]
            if code is None:
                code = digit
                continue
            code = code * len(values) + digit
            if self._numbered:
                # Of all combinations of values, there are few. Lookups need small numbers.
                used = {each: number for number, each in enumerate(dict.fromkeys(self._codes))}
                small = [used.get(each, 0) for each in range(max(used) + 1)]
                code = looked_up(pl.Series(small, dtype=pl.Int64), code)
                self._codes = [used[each] for each in self._codes]
        self.stages[0].append(code.alias(_CODE))

    def _digit(self, column: str, known: Sequence[str], *, null: bool) -> nw.Expr | pl.Expr:
        """Return the number of the value of a column in `known`, with null after all others."""
        if self._numbered:
            number = number_in(known, column)
            if null or len(self._telling()) > 1:
                number = number.cast(pl.Int64).fill_null(len(known) if null else 0)
            return number
        digits = [
            nw.when(nw.col(column) == value).then(nw.lit(number, nw.Int32))
            for number, value in enumerate(known)
        ]
        return nw.coalesce(*digits, nw.lit(len(known) if null else 0, nw.Int32))

    def _told(self, column: str) -> list[str | None]:
        """Return what each place tells in a column."""
        place = self._columns.index(column)
        return [told[place] for told in self.all]

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
                nw.col(_CODE) == self._codes[next(iter(wanted))]
                if len(wanted) == 1
                else nw.col(_CODE).is_in([self._codes[each] for each in sorted(wanted)])
            )
            self.stages[1].append(test.alias(name))
        return nw.col(name)

    def chosen(self, values: Sequence[_T], literal: Callable[[_T], nw.Expr]) -> nw.Expr:
        """Return, for each row, the value of its place; a literal if all places share one value.

        `values` holds one value per place, in order; `literal` turns it into an expression.
        """
        (most, _), *others = Counter(values).most_common()
        key = (literal, tuple(values))
        if key in self._chosen:
            return nw.col(self._chosen[key])
        if self._numbered and len(others) >= _WORTH_KEEPING:
            return self._kept(key, self._by_code(values, literal))
        found = literal(most)
        cases = [
            (self.among(n for n, each in enumerate(values) if each == value), literal(value))
            for value, _times in others
        ]
        if len(cases) < _WORTH_KEEPING:
            for here, value in cases:
                found = nw.when(here).then(value).otherwise(found)
            return found
        several = [nw.when(here).then(value) for here, value in cases]
        return self._kept(key, nw.coalesce(*several, found))

    def _kept(self, key: object, chosen: nw.Expr | pl.Expr) -> nw.Expr:
        """Return the new column of a value chosen by place."""
        name = self._chosen[key] = f"__c{len(self._chosen)}"
        self.stages[2].append(chosen.alias(name))
        return nw.col(name)

    def _by_code(self, values: Sequence[_T], literal: Callable[[_T], nw.Expr]) -> pl.Expr:
        """Return the value of the place of a row, looked up by the code of the place."""
        of_code = dict(zip(self._codes, values, strict=True))
        different = list(dict.fromkeys(values))
        # The frame is only there to learn what the literals stand for.
        one = nw.from_native(pl.DataFrame({"one": [1]})).select(
            *(literal(each).alias(str(number)) for number, each in enumerate(different))
        )
        meant = dict(zip(different, one.row(0), strict=True))
        ordered = [meant[of_code.get(code, values[0])] for code in range(max(of_code) + 1)]
        return looked_up(pl.Series(ordered, dtype=one.to_native().dtypes[0]), pl.col(_CODE))
