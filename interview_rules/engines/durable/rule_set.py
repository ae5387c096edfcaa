"""A pack as a rule set of durable_rules, and a state as the fact that it fires on.

A visitor of the checked tree. What is written has no text of the pack in it: rules, fields and
conclusions get names of the writer's own, since durable_rules tells names apart by a hash only.
Every field is in every fact and holds a whole number. A moment nobody knows is later than
everything where being known is asked for, and earlier than everything where it is not, so that
every question is a single comparison.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.compiled.codegen import compile_function
from interview_rules.engines.dependencies import levels
from interview_rules.engines.durable.normal_form import TooManyWays, normal, ways
from interview_rules.engines.moment_code import MomentCode
from interview_rules.errors import CalendarError, PackError, Problem
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.durable.normal_form import Asked
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["Level", "RuleSet", "written"]

_Test = dict[str, Any]

MOST_WAYS = 48
"""In how many ways one rule may come true. Each is a rule of the network."""
MOST_RULES = 2_000
"""How many rules the network may have in all; durable_rules has room for 4,096 actions."""
MOST_FIELDS = 250
"""How many fields a fact may have; durable_rules reads 255."""
_SPREAD = 16
"""How many conditions stand under one node. durable_rules looks at no more than 64 at a time, and
three levels of guards of sixteen each are below that and enough for all rules."""


class Level(NamedTuple):
    """What is asserted when a level of rules has come to rest.

    `fact` is a template for the session and a number for each conclusion, `concluders` are the
    rules that conclude each of them, as masks.
    """

    fact: str
    concluders: tuple[int, ...]


class RuleSet(NamedTuple):
    """`rules` are the rules of the pack, as masks, by their names in the network.

    `fact` makes the text of a state's fact out of now, the facts, the calendar and a session.
    """

    rule_set: dict[str, Any]
    fact: Callable[[int, Facts, Calendar, str], str]
    rules: dict[str, int]
    concluded: tuple[Level, ...]


def written(pack: RulePack) -> RuleSet:
    """A pack as a rule set. Raises PackError for everything that is beyond the limits."""
    return _Writer(pack).written()


class _Writer:
    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.moments = MomentCode(pack)
        self.fields: dict[str, str] = {}
        """The field that stands for each expression over the folded facts."""
        self.problems: list[Problem] = []
        self.levels = levels(pack, range(len(pack.rules)))
        asked = {n for rule in pack.rules for n in nodes.conclusions_in(rule.when)}
        self.settled_at: dict[str, int] = {}
        for place, level in enumerate(self.levels):
            for index in level:
                for name in pack.rules[index].conclude:
                    if name in asked:
                        self.settled_at[name] = place
        self.conclusions = {name: f"c{place}" for place, name in enumerate(self.settled_at)}
        self.named = {field: name for name, field in self.conclusions.items()}

    def written(self) -> RuleSet:
        found: list[tuple[int, list[_Test], list[_Test]]] = []
        for index in chain.from_iterable(self.levels):
            found += [(index, *way) for way in self._ways(self.pack.rules[index])]
        self._check(len(found))
        rule_set: dict[str, Any] = {}
        rules: dict[str, int] = {}
        last = len(self.levels) - 1
        for number, (index, state, concluded) in enumerate(found):
            guards = _guards(number)
            patterns: list[_Test] = [{"s": {"$and": [{"kind": "state"}, *guards, *state]}}]
            if concluded:
                level = max(self.settled_at[self.named[next(iter(test))]] for test in concluded)
                tests = [{"kind": f"level{level}"}, *guards, *concluded]
                patterns.append({"l": {"$and": tests}})
            rule_set[f"r{number}"] = {"all": patterns, "pri": number}
            rules[f"r{number}"] = 1 << index
        # Something always fires, so that no fact is left without an answer.
        for kind in ("state", *(f"level{place}" for place in range(last))):
            rule_set[f"z{kind}"] = {"all": [{"m": {"kind": kind}}], "pri": 65_535}
            rules[f"z{kind}"] = 0
        guards_text = "".join(f',"{name}":1' for name in _all_guards(len(found)))
        return RuleSet(
            rule_set, self._fact(guards_text), rules, tuple(self._levels(guards_text, last))
        )

    def _ways(self, rule: Rule) -> list[tuple[list[_Test], list[_Test]]]:
        try:
            found = ways(normal(rule.when), MOST_WAYS)
        except TooManyWays:
            message = f"'{rule.id}' can come true in more than {MOST_WAYS} ways, the most that the durable engine takes"
            hint = "let rules of their own conclude parts of it"
            self.problems.append(Problem(rule.at, message, hint))
            return []
        split = []
        for way in found:
            state: list[_Test] = []
            concluded: list[_Test] = []
            possible = True
            for asked in way:
                leaf = asked.leaf
                if isinstance(leaf, nodes.Flag) and leaf.conclusion:
                    if leaf.name in self.conclusions:
                        concluded.append({self.conclusions[leaf.name]: int(asked.holds)})
                    else:
                        # No rule concludes it.
                        possible = possible and not asked.holds
                else:
                    state += self._tests(asked)
            if possible:
                split.append((state, concluded))
        return split

    def _check(self, rules: int) -> None:
        if rules > MOST_RULES:
            message = f"the rules can come true in {rules:,} ways, and the durable engine takes {MOST_RULES:,}"
            hint = "split the pack, or use the compiled engine"
            self.problems.append(Problem(self.pack.name, message, hint))
        for count, what in (
            (len(self.fields) + len(_all_guards(rules)) + 4, "facts"),
            (len(self.conclusions) + len(_all_guards(rules)) + 3, "conclusions"),
        ):
            if count > MOST_FIELDS:
                message = f"the rules compare {count} {what} and moments, and the durable engine takes {MOST_FIELDS}"
                hint = "split the pack, or use the compiled engine"
                self.problems.append(Problem(self.pack.name, message, hint))
        if self.problems:
            raise PackError(self.problems)

    # -- facts ---------------------------------------------------------------------------------

    def _fact(self, guards: str) -> Callable[[int, Facts, Calendar, str], str]:
        names = "".join(f',"{field}":%d' for field in self.fields.values())
        template = f'{{"kind":"state","id":"s","sid":"%s","now":%d{guards}{names}}}'
        values = ", ".join(self.fields)
        reads = "".join(f"{name} = 0\n    " for name in self.moments.kept_as)
        source = (
            "def run(now, F, C, sid):\n    S = C.starts\n    "
            f"{reads}return {template!r} % (sid, now, {values})"
        )
        function: Callable[[int, Facts, Calendar, str], str] = compile_function(
            source, today=_today
        )
        return function

    def _levels(self, guards: str, last: int) -> list[Level]:
        """What is asserted after each level but the last: all that has been concluded so far."""
        found = []
        for place in range(last):
            names = [name for name, settled in self.settled_at.items() if settled <= place]
            fields = "".join(f',"{self.conclusions[name]}":%d' for name in names)
            masks = tuple(sum(1 << index for index in self.pack.concluders[name]) for name in names)
            kind = f'"kind":"level{place}","id":"l{place}"'
            found.append(Level(f'{{{kind},"sid":"%s"{guards}{fields}}}', masks))
        return found

    def _field(self, expression: str) -> str:
        return self.fields.setdefault(expression, f"f{len(self.fields)}")

    # -- questions -----------------------------------------------------------------------------

    def _tests(self, asked: Asked) -> list[_Test]:
        leaf, holds = asked
        match leaf:
            case nodes.Flag(name):
                return [{self._fact_field(name): int(holds)}]
            case nodes.Is(name, test, _, index):
                sign = {"is": "=", "at least": ">=", "at most": "<="}[test]
                return [_compared(self._fact_field(name), sign, index, holds=holds)]
            case nodes.Count(name, comparison, number):
                return [_compared(self._fact_field(name), comparison, number, holds=holds)]
            case nodes.Known(moment):
                known = f"({self._start(moment)} < {NEVER})"
                return [{self._field(known): int(holds)}]
            case nodes.Now("on", moment):
                day = {"$m": self._field(self.moments.part(moment, "d"))}
                return [_compared(self._field("today(C, now)"), "=", day, holds=holds)]
            case nodes.Now(word, moment):
                return [self._now(word, moment, holds=holds)]
            case nodes.Against(left, word, right):
                fields = self._pair(left, word, right)
            case nodes.NoneSince(left, right):
                fields = self._pair(left, "none since", right)
                word = "before"
            case _:  # pragma: no cover
                raise AssertionError(leaf)
        sign = {"before": "<", "from": ">=", "after": ">", "on": "="}[word]
        return [_compared(fields[0], sign, {"$m": fields[1]}, holds=holds)]

    def _fact_field(self, name: str) -> str:
        return self._field(f"F[{self.pack.offsets[name]}]")

    def _start(self, moment: Moment) -> str:
        return self.moments.part(moment, "s")

    def _now(self, word: str, moment: Moment, *, holds: bool) -> _Test:
        """Now against the start or the end of a moment; seconds are added by durable_rules."""
        seconds = 0
        while isinstance(moment, nodes.Shift) and moment.duration.unit in {"minute", "hour"}:
            length = moment.duration.amount * (60 if moment.duration.unit == "minute" else 3600)
            seconds += moment.sign * length
            moment = moment.moment
        part = self.moments.part(moment, "e" if word == "after" else "s")
        if word == "before":
            # Before a moment that nobody knows is never: it is over before time begins, and still is
            # when a length of time is added.
            temporary = self.moments.temporary()
            part = f"({temporary} if ({temporary} := {part}) < {NEVER} else -{2 * NEVER})"
        other: Any = {"$m": self._field(part)}
        if seconds:
            sign = "$add" if seconds > 0 else "$sub"
            other = {sign: {"$l": other, "$r": abs(seconds)}}
        return _compared("now", "<" if word == "before" else ">=", other, holds=holds)

    def _pair(self, left: Moment, word: str, right: Moment) -> tuple[str, str]:
        """Two moments in the same measure: seconds if both are instants, else local days.

        Where one of them is unknown, two numbers of which the question is not true.
        """
        (ls, le, ld), (rs, re, rd) = (
            [self.moments.part(moment, part) for part in ("s", "e", "d")]
            for moment in (left, right)
        )
        no_left, no_right = {
            "before": ((1, 0), (1, 0)),
            "from": ((0, 1), (0, 1)),
            "after": ((0, 1), (0, 1)),
            "on": ((0, 1), (0, 1)),
            "none since": ((0, 1), (1, 0)),
        }[word]
        # Two instants of which one is not before the other come in that order for `after`, two
        # days only if they differ; and `on` always asks for days.
        exact = "False" if word == "on" else f"{ls} == {le} and {rs} == {re}"
        less = " - 1" if word == "after" else ""
        pairs = [
            f"({no_right[side]} if {rs} >= {NEVER} else {no_left[side]} if {ls} >= {NEVER} "
            f"else {instant} if {exact} else {day})"
            for side, instant, day in ((0, ls, ld), (1, f"{rs}{less}", rd))
        ]
        return self._field(pairs[0]), self._field(pairs[1])


def _today(calendar: Calendar, now: int) -> int:
    """The local day of an instant, 0 before and after all of them."""
    try:
        return calendar.day_of(now)
    except CalendarError:
        return 0


def _compared(field: str, sign: str, value: Any, *, holds: bool) -> _Test:
    if not holds:
        sign = {"=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}[sign]
    name = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}.get(sign)
    return {name: {field: value}} if name else {field: value}


def _guards(number: int) -> list[_Test]:
    """Two conditions that are always so, under which a rule stands with few others."""
    group = number // _SPREAD
    return [{f"g{group // _SPREAD}": 1}, {f"h{group}": 1}]


def _all_guards(rules: int) -> list[str]:
    groups = range((rules + _SPREAD - 1) // _SPREAD)
    return [*dict.fromkeys(f"g{group // _SPREAD}" for group in groups), *(f"h{g}" for g in groups)]
