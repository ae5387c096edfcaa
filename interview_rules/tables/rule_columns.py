"""Rules as expressions over the columns of a table.

The result is computed in stages of new columns: the places of the rows, the moments, each test of a
condition once, the rules level by level, the given advice, and finally the first advice. The names
of intermediate columns begin with two underscores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from interview_rules.engines.dependencies import Required, levels
from interview_rules.facts.place import PLACE_FACTS, is_of_place, place_of
from interview_rules.language import nodes
from interview_rules.tables.day_columns import day_literal, instant_literal
from interview_rules.tables.expressions import all_of, any_of, constant, filled, formula
from interview_rules.tables.thresholds import Reached, reached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs.model import RulePack
    from interview_rules.tables.columns import Columns
    from interview_rules.tables.moment_columns import Moments
    from interview_rules.tables.regions import Places
    from interview_rules.tables.thresholds import Part, Several

__all__ = ["Rules"]

_COMPARED = 8
"""Maximum number of texts to compare one by one, which is faster than looking them up."""


class Rules:
    """The rules of a pack for one table at one instant.

    `questions` holds the columns of single tests, to be added first. `levels` holds the columns of
    the rules, level by level: one for each rule in `possible`, true where the rule holds.
    """

    def __init__(
        self, pack: RulePack, columns: Columns, places: Places, moments: Moments, now: int
    ) -> None:
        self.pack = pack
        self.columns = columns
        self.places = places
        self.moments = moments
        self.now = now
        self.today = [calendar.day_of(now) for calendar in places.calendars]
        self.questions: dict[str, nw.Expr] = {}
        self._asked: dict[object, str] = {}
        self.possible = _possible(pack, columns)
        self.levels = [
            {
                f"__h{index}": filled(
                    formula(pack.rules[index].when, self._question, self._concluded)
                )
                for index in level
                if index in self.possible
            }
            for level in levels(pack, range(len(pack.rules)))
        ]

    def holds(self, index: int) -> nw.Expr:
        """Return a test that is true where a rule holds; the columns in `levels` must exist."""
        return nw.col(f"__h{index}") if index in self.possible else constant(so=False)

    def _concluded(self, name: str) -> nw.Expr:
        rules = self.pack.concluders.get(name, ())
        held = [self.holds(index) for index in rules if index in self.possible]
        return any_of(held)

    # -- questions -----------------------------------------------------------------------------

    def name_of(self, leaf: Condition) -> str:
        """Return the name of the column with the truth of a leaf, shared by all rules."""
        name = self._asked.get(leaf)
        if name is None:
            name = self._asked[leaf] = f"__q{len(self._asked)}"
            self.questions[name] = self._leaf(leaf)
        return name

    def _question(self, leaf: Condition) -> nw.Expr:
        return nw.col(self.name_of(leaf))

    def _leaf(self, leaf: Condition) -> nw.Expr:
        match leaf:
            case nodes.Flag(name):
                if name not in self.columns.others:
                    return constant(so=False)
                if self.columns.others[name].is_text:
                    return filled(nw.col(name).cast(nw.String).str.strip_chars() != "")
                return nw.col(name)
            case nodes.Is(name, test, _, index) if is_of_place(self.moments.facts[name]):
                fact, calendars = self.moments.facts[name], enumerate(self.places.calendars)
                return self.places.among(
                    n for n, each in calendars if place_of(fact, each) == index
                )
            case nodes.Is(name, test, _, index):
                choices = self.moments.facts[name].choices
                wanted = {
                    "is": choices[index : index + 1],
                    "at least": choices[index:],
                    "at most": choices[: index + 1],
                }[test]
                return self._choice(name, wanted, choices)
            case nodes.Count(name, comparison, number):
                return self._count(name, comparison, number)
            case nodes.Known(moment):
                return self.moments.known(moment)
            case nodes.Now(word, moment):
                return self._now(word, moment)
            case nodes.Against(left, word, right):
                return self.moments.against(left, word, right)
            case nodes.NoneSince(left, right):
                since = self.moments.against(left, "from", right)
                return self.moments.known(right) & ~filled(since)
            case _:  # pragma: no cover
                raise AssertionError(leaf)

    def _choice(self, name: str, wanted: Sequence[str], choices: Sequence[str]) -> nw.Expr:
        first = choices[0] in wanted
        if name not in self.columns.others:
            return constant(so=first)
        # Null means the first choice.
        column = nw.col(name).cast(nw.String)
        if first:
            return ~filled(_among(column, [each for each in choices if each not in wanted]))
        return _among(column, wanted)

    def _count(self, name: str, comparison: str, number: int) -> nw.Expr:
        of_none = {
            "=": number == 0, "<": number > 0, "<=": number >= 0, ">": number < 0, ">=": number <= 0
        }[comparison]  # fmt: skip
        if name not in self.columns.others:
            return constant(so=of_none)
        column = nw.col(name)
        test = {
            "=": column == number,
            "<": column < number,
            "<=": column <= number,
            ">": column > number,
            ">=": column >= number,
        }[comparison]
        return test | column.is_null() if of_none else test

    def _now(self, word: str, moment: Moment) -> nw.Expr:
        calendars = self.places.calendars
        instants = [self.now] * len(calendars)
        if word == "on":
            until = self._reached(reached(moment, "d", self.today, calendars))
            before = [day - 1 for day in self.today]
            return until & ~filled(self._reached(reached(moment, "d", before, calendars)))
        part: Part = "e" if word == "after" else "s"
        come = self._reached(reached(moment, part, instants, calendars))
        if word != "before":
            return come
        return self.moments.known(moment) & ~filled(come)

    def _reached(self, question: Reached | Several) -> nw.Expr:
        if isinstance(question, Reached):
            return self._column_reached(question)
        parts = [self._reached(part) for part in question.parts]
        if question.which == "earliest":
            return any_of(parts)
        # The latest moment is within a limit if no known moment is beyond it and one is known.
        unknown = [~self._known_in(part) for part in question.parts]
        each = [part | nothing for part, nothing in zip(parts, unknown, strict=True)]
        return all_of([*each, self._known_in(question)])

    def _known_in(self, question: Reached | Several) -> nw.Expr:
        if isinstance(question, Reached):
            return self.moments.known(nodes.MomentFact(question.fact))
        return any_of([self._known_in(part) for part in question.parts])

    def _column_reached(self, question: Reached) -> nw.Expr:
        fact, part, limits = question
        places = list(zip(limits, self.places.calendars, strict=True))
        found = []
        if fact in self.columns.days:
            last = list(limits)
            if part != "d":
                less = 1 if part == "e" else 0
                last = [calendar.day_of(limit) - less for limit, calendar in places]
            column = nw.col(self.columns.days[fact])
            found.append(column <= self.places.chosen(last, day_literal))
        if fact in self.columns.instants:
            instant = self.moments.instant(fact)
            if part == "d" and len(set(limits)) < len({c.starts[day + 1] for day, c in places}):
                # Places can share a day without sharing its first instant.
                day = self.moments.day_of_instant(fact)
                found.append(day <= self.places.chosen(list(limits), day_literal))
            else:
                ends = [c.starts[limit + 1] - 1 if part == "d" else limit for limit, c in places]
                # Instants with fractions of a second count as the second that contains them.
                found.append(instant < self.places.chosen([e + 1 for e in ends], instant_literal))
        return any_of(found)


def _among(column: nw.Expr, wanted: Sequence[str]) -> nw.Expr:
    """Return a test of a column of texts. Engines share its parts among the questions of a fact."""
    if len(wanted) > _COMPARED:
        return column.is_in(list(wanted))
    return any_of([column == each for each in wanted])


def _possible(pack: RulePack, columns: Columns) -> frozenset[int]:
    """Return the rules that can hold, whose required facts have columns or concern the place."""
    known = {*columns.instants, *columns.days, *columns.others, *PLACE_FACTS}
    required = Required(pack)
    return frozenset(index for index in range(len(pack.rules)) if required[index] <= known)
