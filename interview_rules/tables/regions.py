"""The places of a table: which time zones and countries its rows have, and what differs by place.

Everything that depends on a row's place is worked out once for each place with the library's own
calendars. What has the same value in several places is chosen for all of them together.
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
"""From how many choices on a value is a column of its own, chosen once for all who ask."""
_T = TypeVar("_T")


class Place(NamedTuple):
    """Where a row belongs."""

    timezone: str
    country: str | None = None
    subdivision: str | None = None


class Places:
    """The places that rows have, each known by its number.

    `stages` are the columns that the expressions made here need, in their order.
    """

    def __init__(
        self,
        told: Iterable[tuple[str | None, ...]],
        columns: Sequence[str],
        default: Place,
        *,
        numbered: bool,
    ) -> None:
        """`told` are the values that rows have in `columns`, those of PLACE_COLUMNS that there are.

        `default` stands for what is null or empty, its subdivision only in its own country.
        `numbered` tells whether texts can be compared as the numbers of an enumeration.
        Raises CalendarError with all places that there are not.
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
        """The number of what a row tells of its place: the digits of zone, country and so on."""
        code: nw.Expr | None = None
        self._numbers = [0] * len(self.all)
        for place, column in enumerate(self._columns):
            if column not in self._telling():
                continue
            values = list(dict.fromkeys(told[place] for told in self.all))
            name = column
            if self._numbered:
                # Numbered texts are compared several times faster.
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
        """The fewest of the columns, from the left, that tell the places apart."""
        found: list[int] = []
        for place in range(len(self._columns)):
            fewer = {tuple(told[each] for each in found) for told in self.all}
            more = {tuple(told[each] for each in (*found, place)) for told in self.all}
            if len(more) > len(fewer):
                found.append(place)
        return [self._columns[place] for place in found]

    def among(self, numbers: Iterable[int]) -> nw.Expr:
        """Whether a row's place is one of these."""
        wanted = frozenset(numbers)
        if len(wanted) == len(self.all):
            return constant(so=True)
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
        """A value for each place, as one column: a constant where they are all the same."""
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
