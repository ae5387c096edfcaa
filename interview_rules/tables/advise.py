"""Advice for a whole table: `advise_table`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import narwhals as nw
import polars as pl

from interview_rules.calendars.calendar import calendar_for
from interview_rules.calendars.moments import instant_of
from interview_rules.errors import CalendarError, Problem, StateError, nearest, quoted
from interview_rules.facts.vocabulary import FACTS
from interview_rules.language import nodes
from interview_rules.packs.loading import pack_of
from interview_rules.records.parts import parts_of
from interview_rules.tables.columns import read_columns
from interview_rules.tables.day_columns import Days
from interview_rules.tables.expressions import CONSTANTS, constant, given, standing
from interview_rules.tables.first_advice import TOP, Top, check_order
from interview_rules.tables.frames import ROW, Frame, opened, with_columns
from interview_rules.tables.long_form import LONG, ChangePoints, long_form
from interview_rules.tables.moment_columns import Moments
from interview_rules.tables.regions import Place, Places
from interview_rules.tables.rule_columns import Rules
from interview_rules.tables.scan import places_in, scanned
from interview_rules.tables.thresholds import seconds_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.calendars.moments import Now
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.loading import Rules as RulesGiven
    from interview_rules.packs.model import RulePack
    from interview_rules.tables.columns import Columns

__all__ = ["Table", "advise_table", "table_of"]

FORMS = ("wide", "long")


def advise_table(
    frame: Frame,
    now: Now = None,
    rules: RulesGiven = None,
    *,
    keep: Iterable[str] = (),
    timezone: str = "UTC",
    country: str | None = None,
    subdivision: str | None = None,
    form: Literal["wide", "long"] = "wide",
    include: Iterable[Literal["windows"]] | None = None,
) -> Frame:
    """Return the advice for every row of a table, as a table of the same kind.

    `frame` is a frame of Polars, pandas, pyarrow, DuckDB or PySpark, with one row per application
    and columns named after the facts (see docs/tables.md). `timezone`, `country` and `subdivision`
    may also be columns that give the place of each row; the arguments are the defaults. `now` and
    `rules` are as for `advise`; a `now` without a zone is in `timezone`. `keep` names columns to
    copy to the result.

    `form` selects the result. The wide form has the kept columns, then one column per rule, true
    where its advice is given (for a rule without advice, where it holds), then `action`, `due` and
    `due_at`: the first action of the report, the local day on which it is due, and, if it is due at
    an instant, that instant in UTC. Lazy frames stay lazy, but are scanned at once to check their
    values, and again for columns of places.

    The long form has one row per piece of advice: its row number in the table (`row`, from 0, if
    rows are ordered) and the kept columns, then `rule`, `action`, `since`, `until`, `due` and
    `due_at`. The window from `since` to `until` is in UTC, null where it is open, and assumes that
    the facts do not change. Windows take most of the computing time; `include=()` leaves them out.
    In this form, a DuckDB relation is computed at once, and the values of a lazy Polars or PySpark
    frame are checked only when the result is computed.

    In both forms, ordered rows keep their order. Reasons, drafts and questions are only in the
    reports of `advise`.

    Raises StateError for invalid arguments, and with all problems of the table (columns, types,
    places, one wrong value per column); but the long form reads a large table in parts, and stops
    at the first part with problems. Raises PackError for invalid rules and, in the wide form, for
    rules named `action`, `due` or `due_at`, and for several rules or a chain of rules before one
    rule (`before`).
    """
    if form not in FORMS:
        message = f"unknown form {quoted(str(form))}"
        raise StateError([Problem("form", message, nearest(str(form), FORMS), "unknown-value")])
    windows = _windows(include, form)
    pack = pack_of(rules)
    facts = {**FACTS, **pack.facts}
    moments, counts = (
        [name for name, fact in facts.items() if fact.type == kind] for kind in ("moment", "count")
    )
    keep = (keep,) if isinstance(keep, str) else tuple(keep)
    opener = opened(frame, moments, counts, keep)
    default = Place(timezone, country, subdivision)
    if form == "wide":
        return cast("Frame", opener.close(table_of(opener.frame, pack, now, keep, default).wide()))
    if opener.ordered and ROW in opener.frame.collect_schema().names():
        message = "the result already has a column of this name"
        raise StateError([Problem(ROW, message, "rename the column", "name-taken")])
    usual, problems = _usual(default)
    if problems:
        raise StateError(problems)
    instant = instant_of(now, usual)
    made = opener.long(_Long(pack, instant, keep, default, opener.ordered, windows))
    return cast("Frame", made)


@dataclass(frozen=True)
class _Long:
    """Computes the long form of a part of a table. Picklable, so that it can run on workers."""

    pack: RulePack
    now: int
    keep: tuple[str, ...]
    default: Place
    ordered: bool
    windows: bool

    def __call__(self, part: pl.DataFrame, first: int | None = 0) -> pl.DataFrame:
        """Return the advice for some rows.

        `first` is the number that the first of these rows has in the table, or None if the rows
        are already numbered.
        """
        now, keep = datetime.fromtimestamp(self.now, UTC), self.keep
        if self.ordered:
            if first is not None:
                part = part.with_row_index(ROW, first)
            part = part.cast({ROW: pl.Int64})
            keep = (ROW, *keep)
        frame = nw.from_native(part.lazy())
        table = table_of(frame, self.pack, now, keep, self.default, windows=True)
        assert table.change_points is not None  # noqa: S101  # they were asked for
        return long_form(
            table.frame,
            table.change_points,
            table.given,
            self.now,
            table.columns.kept,
            windows=self.windows,
        )


class Table(NamedTuple):
    """A table with the columns of all intermediate results.

    `given` maps the index of a rule to a test that is true where its advice is given or, for a rule
    without advice, where it holds. `top` is None for the long form, `change_points` for the wide
    form.
    """

    pack: RulePack
    columns: Columns
    frame: nw.LazyFrame[Any]
    """The table, with all columns that the results need."""
    given: Mapping[int, nw.Expr]
    top: Top | None
    change_points: ChangePoints | None

    def wide(self) -> nw.LazyFrame[Any]:
        """Return the wide form: the kept columns, one column per rule, and the first advice."""
        rules = [
            self.given.get(index, constant(so=False)).alias(name)
            for index, name in enumerate(self.pack.ids)
        ]
        return self.frame.select(
            *self.columns.kept, *rules, *(self.top.results() if self.top else ())
        )


def table_of(
    frame: nw.LazyFrame[Any],
    pack: RulePack,
    now: Now,
    keep: Iterable[str],
    default: Place,
    *,
    windows: bool = False,
) -> Table:
    """Return a table with the intermediate columns that `advise_table` needs.

    `windows` selects the columns for the long form. Raises StateError and PackError like
    `advise_table`.
    """
    if not windows:
        check_order(pack)
    usual, misplaced = _usual(default)
    instant = instant_of(now, usual)
    reserved = LONG if windows else (*pack.ids, *TOP)
    columns, problems = read_columns(frame.collect_schema(), pack, keep, reserved)
    compared = _moments(pack, windows=windows)
    ranges, impossible = scanned(
        frame, _in_days(pack, columns, compared), columns, usual.day_of(instant)
    )
    problems += [*misplaced, *impossible]
    numbered = frame.implementation is nw.Implementation.POLARS
    try:
        places = Places(places_in(frame, columns), columns.places, default, numbered=numbered)
    except CalendarError as error:
        problems += [each for each in error.problems if each not in problems]
    if problems:
        raise StateError(problems)
    first = min((span[0] for span in ranges.values()), default=usual.day_of(instant))
    last = max((span[1] for span in ranges.values()), default=usual.day_of(instant))
    reach = max((_reach(moment) for moment in compared), default=0)
    try:
        days = Days(places, first - reach, last + reach, numbered=numbered)
        moments = Moments(columns, days, ranges, pack.facts)
        rules = Rules(pack, columns, places, moments, instant)
        given_rules = given(pack, rules.holds, rules.possible)
        given_columns = {index: nw.col(f"__g{index}") for index in given_rules}
        top = None if windows else Top(pack, given_columns, moments, _utc(frame), numbered=numbered)
        change_points = ChangePoints(pack, rules, moments) if windows else None
    except CalendarError as error:
        hint = "correct now or the dates in the table, or leave out the country"
        raise StateError(
            [
                Problem(
                    "",
                    problem.message,
                    hint if problem.where else problem.hint or hint,
                    problem.code,
                )
                for problem in error.problems
            ]
        ) from None
    for stage in (
        CONSTANTS,
        *places.stages,
        *moments.stages,
        [test.alias(name) for name, test in rules.questions.items()],
        *([test.alias(name) for name, test in level.items()] for level in rules.levels),
        *standing(pack, rules.holds, rules.possible),
        [test.alias(f"__g{index}") for index, test in given_rules.items()],
        *(top.stages if top else ()),
    ):
        if stage:
            frame = with_columns(frame, stage)
    return Table(pack, columns, frame, given_columns, top, change_points)


def _windows(include: Iterable[str] | None, form: str) -> bool:
    """Return True if windows must be computed. Raises StateError for an invalid `include`."""
    if include is None:
        return form == "long"
    parts = parts_of(include)
    problems = [
        Problem(
            "include",
            f"tables do not include {part}",
            "use advise for single applications",
            "unknown-value",
        )
        for part in parts
        if part != "windows"
    ]
    if "windows" in parts and form == "wide":
        problems.append(
            Problem(
                "include",
                "the wide form does not include windows",
                "use the long form",
                "wrong-form",
            )
        )
    if problems:
        raise StateError(problems)
    return "windows" in parts


def _usual(default: Place) -> tuple[Calendar, list[Problem]]:
    """Return the calendar of rows without a place, and the problems in `default`.

    If there are problems, return the calendar of UTC.
    """
    try:
        return calendar_for(*default), []
    except CalendarError as error:
        return calendar_for(), [*error.problems]


def _utc(frame: nw.LazyFrame[Any]) -> str:
    """Return the name that a frame uses for UTC."""
    dtype = frame.select(nw.lit(datetime.now(UTC)).alias("now")).collect_schema()["now"]
    return (dtype.time_zone if isinstance(dtype, nw.Datetime) else None) or "UTC"


def _moments(pack: RulePack, *, windows: bool) -> list[Moment]:
    """Return the moments to compute in every row: due dates and moments compared with moments.

    With `windows`, also return the moments compared with now.
    """
    found: list[Moment] = []
    for rule in pack.rules:
        for leaf in nodes.leaves(rule.when):
            both = isinstance(leaf, nodes.Against | nodes.NoneSince)
            if both or (windows and isinstance(leaf, nodes.Now)):
                found += nodes.moments_in(leaf)
        if rule.advise is not None and rule.advise.due is not None:
            found.append(rule.advise.due)
    return found


def _in_days(pack: RulePack, columns: Columns, compared: Iterable[Moment]) -> set[str]:
    """Return the facts whose earliest and latest day in the table must be known."""
    found = {name for moment in compared for name in nodes.facts_of(moment)}
    for rule in pack.rules:
        for leaf in nodes.leaves(rule.when):
            if isinstance(leaf, nodes.Now):
                found.update(set(nodes.facts_of(leaf.moment)) & columns.instants.keys())
    return found


def _reach(moment: Moment) -> int:
    """Return an upper bound, in days, on how far a moment is outside the range of its facts."""
    match moment:
        case nodes.MomentFact():
            return 0
        case nodes.NamedMoment(_, inner):
            return _reach(inner)
        case nodes.Extreme(_, several):
            return max(map(_reach, several))
        case nodes.Shift(inner, _, duration):
            seconds = seconds_in(duration)
            if seconds is not None:
                return _reach(inner) + seconds // 86_400 + 1
            units = {"day": 1, "week": 7, "month": 31, "business day": 7}
            return _reach(inner) + duration.amount * units[duration.unit] + 31
