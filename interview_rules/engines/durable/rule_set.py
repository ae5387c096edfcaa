"""A pack as a rule set of durable_rules, and a state as the fact to evaluate.

The rule set contains no text of the pack. Rules, fields and conclusions have generated names,
because durable_rules tells names apart only by a hash. Every fact has every field of its kind, with
an integer as its value. An unknown moment is encoded as later or earlier than all others, whichever
makes the comparison false, so that every test is a single comparison.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars.calendar import CLOCK_UNITS, NEVER
from interview_rules.engines.code import code
from interview_rules.engines.compiled.functions import compile_function
from interview_rules.engines.dependencies import levels
from interview_rules.engines.durable.normal_form import TooManyWays, normal, ways
from interview_rules.engines.moment_code import PARTS, MomentCode
from interview_rules.engines.rule_mask import mask_of
from interview_rules.errors import CalendarError, PackError, Problem
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.code import Code
    from interview_rules.engines.durable.normal_form import Asked
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["Level", "RuleSet", "build_rule_set"]

_Test = dict[str, Any]

MOST_WAYS = 48
"""The maximum number of conjunctions per rule of the pack. Each becomes a rule of the network."""
MOST_RULES = 2_000
"""The maximum number of rules in the network; durable_rules supports 4,096 actions."""
MOST_FIELDS = 250
"""The maximum number of fields of a fact; durable_rules reads at most 255."""
_SPREAD = 16
"""The maximum number of conditions under one node. durable_rules fails if more than 64 match. With
16, three levels of nodes are enough for 4,096 rules."""

_GUARDS = ("g", "h")
"""The fields that guards compare with numbers of 0 or more. Every fact has -1 in these fields."""
_GUARDS_TEXT = "".join(f',"{name}":-1' for name in _GUARDS)


class Level(NamedTuple):
    """The fact that is asserted after a level of rules has been evaluated.

    `fact` is a template to fill with the session and with 0 or 1 for each conclusion. `concluders`
    holds, for each conclusion, the mask of the rules that reach it.
    """

    fact: str
    concluders: tuple[int, ...]


class RuleSet(NamedTuple):
    """A rule set, with the functions and masks needed to use it.

    `fact` returns a state's fact as JSON text, given an instant, the folded facts, the calendar and
    a session. `rules` maps names in the network to masks of the rules of the pack. `concluded`
    holds the facts to assert after each level of rules except the last.
    """

    rule_set: dict[str, Any]
    fact: Callable[[int, Facts, Calendar, str], str]
    rules: dict[str, int]
    concluded: tuple[Level, ...]


def build_rule_set(pack: RulePack) -> RuleSet:
    """Return a pack as a rule set. Raises PackError if it exceeds limits of durable_rules."""
    return _Writer(pack).rule_set()


class _Writer:
    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.moments = MomentCode(pack)
        self.fields: dict[str, str] = {}
        """The name of the field that holds each expression over the folded facts."""
        self._early: dict[Code, Code] = {}
        """The code for each moment that follows `before`, so that equal moments share a field."""
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

    def rule_set(self) -> RuleSet:
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
        # For each kind of fact, one rule always fires, so that every fact gets an answer.
        for kind in ("state", *(f"level{place}" for place in range(last))):
            rule_set[f"z{kind}"] = {"all": [{"m": {"kind": kind}}], "pri": 65_535}
            rules[f"z{kind}"] = 0
        return RuleSet(rule_set, self._fact(), rules, tuple(self._levels(last)))

    def _ways(self, rule: Rule) -> list[tuple[list[_Test], list[_Test]]]:
        try:
            found = ways(normal(rule.when), MOST_WAYS)
        except TooManyWays:
            limit = f"{MOST_WAYS} ways, the durable engine's limit"
            message = f"rule {rule.id} can hold in more than {limit}"
            hint = "move parts of its condition into rules with conclusions, or use the compiled engine"
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
                        # No rule reaches this conclusion.
                        possible = possible and not asked.holds
                else:
                    state += self._tests(asked)
            if possible:
                split.append((state, concluded))
        return split

    def _check(self, rules: int) -> None:
        if rules > MOST_RULES:
            message = (
                f"the rules can hold in {rules:,} ways, "
                f"more than the durable engine's limit of {MOST_RULES:,}"
            )
            hint = "split the pack, or use the compiled engine"
            self.problems.append(Problem(self.pack.name, message, hint))
        for count, what in (
            (len(self.fields) + len(_GUARDS) + 4, "facts and moments"),
            (len(self.conclusions) + len(_GUARDS) + 3, "conclusions"),
        ):
            if count > MOST_FIELDS:
                message = (
                    f"the rules need {count} fields for {what}, "
                    f"more than the durable engine's limit of {MOST_FIELDS}"
                )
                hint = "split the pack, or use the compiled engine"
                self.problems.append(Problem(self.pack.name, message, hint))
        if self.problems:
            raise PackError(self.problems)

    # -- facts ---------------------------------------------------------------------------------

    def _fact(self) -> Callable[[int, Facts, Calendar, str], str]:
        names = "".join(f',"{field}":%d' for field in self.fields.values())
        template = f'{{"kind":"state","id":"s","sid":"%s","now":%d{_GUARDS_TEXT}{names}}}'
        values = ", ".join(self.fields)
        reads = "".join(f"{name} = 0\n    " for name in self.moments.kept.values())
        source = (
            "def run(now, F, C, sid):\n    S = C.starts\n    "
            f"{reads}return {template!r} % (sid, now, {values})"
        )
        function: Callable[[int, Facts, Calendar, str], str] = compile_function(
            source, today=_today
        )
        return function

    def _levels(self, last: int) -> list[Level]:
        """Return the fact to assert after each level except the last: the conclusions so far."""
        found = []
        for place in range(last):
            names = [name for name, settled in self.settled_at.items() if settled <= place]
            fields = "".join(f',"{self.conclusions[name]}":%d' for name in names)
            masks = tuple(mask_of(self.pack.concluders[name]) for name in names)
            kind = f'"kind":"level{place}","id":"l{place}"'
            found.append(Level(f'{{{kind},"sid":"%s"{_GUARDS_TEXT}{fields}}}', masks))
        return found

    def _field(self, expression: Code | str) -> str:
        return self.fields.setdefault(str(expression), f"f{len(self.fields)}")

    # -- tests ---------------------------------------------------------------------------------

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
                return [_compared(self._field(self._start(moment)), "<", NEVER, holds=holds)]
            case nodes.Now("on", moment):
                day = {"$m": self._field(self.moments.part(moment, "d"))}
                return [_compared(self._field("today(C, now)"), "=", day, holds=holds)]
            case nodes.Now(word, moment):
                return [self._now(word, moment, holds=holds)]
            case nodes.Against(left, word, right):
                field = self._distance(left, word, right)
            case nodes.NoneSince(left, right):
                field = self._distance(left, "none since", right)
                word = "before"
            case _:  # pragma: no cover
                raise AssertionError(leaf)
        sign = {"before": "<", "from": ">=", "after": ">", "on": "="}[word]
        return [_compared(field, sign, 0, holds=holds)]

    def _fact_field(self, name: str) -> str:
        return self._field(f"F[{self.pack.offsets[name]}]")

    def _start(self, moment: Moment) -> Code:
        return self.moments.part(moment, "s")

    def _now(self, word: str, moment: Moment, *, holds: bool) -> _Test:
        """Return a test that compares now with the start or end of a moment.

        durable_rules adds shifts in minutes and hours itself, so that such moments share a field.
        """
        seconds = 0
        while isinstance(moment, nodes.Shift) and moment.duration.unit in CLOCK_UNITS:
            length = moment.duration.amount * CLOCK_UNITS[moment.duration.unit]
            seconds += moment.sign * length
            moment = moment.moment
        part = self.moments.part(moment, "e" if word == "after" else "s")
        if word == "before":
            # Now is never before an unknown moment, so an unknown moment is encoded as earlier
            # than all instants, even after seconds are added.
            part = self._or_early(part)
        other: Any = {"$m": self._field(part)}
        if seconds:
            sign = "$add" if seconds > 0 else "$sub"
            other = {sign: {"$l": other, "$r": abs(seconds)}}
        return _compared("now", "<" if word == "before" else ">=", other, holds=holds)

    def _or_early(self, part: Code) -> Code:
        if part not in self._early:
            temporary = self.moments.temporary()
            early = code("({} := {}) < {} else -{}", temporary, part, NEVER, 2 * NEVER)
            self._early[part] = code("({} if {})", temporary, early)
        return self._early[part]

    def _distance(self, left: Moment, word: str, right: Moment) -> str:
        """Return the field with the distance of `left` from `right`, negative if `left` is before.

        The distance is in seconds if both moments are instants and `word` is not "on", otherwise in
        local days; for "after", a second is added to a distance in seconds. If either moment is
        unknown, the field has a value that makes the comparison false or, if `word` is "none since"
        and only `left` is unknown, true.
        """
        (ls, le, ld), (rs, re, rd) = (
            [self.moments.part(moment, part) for part in PARTS] for moment in (left, right)
        )
        no_left, no_right = {
            "before": (1, 1),
            "from": (-1, -1),
            "after": (-1, -1),
            "on": (1, 1),
            "none since": (-1, 1),
        }[word]
        # For `after`, equal instants pass but equal days do not; `on` always compares days.
        exact = "False" if word == "on" else f"{ls} == {le} and {rs} == {re}"
        more = " + 1" if word == "after" else ""
        return self._field(
            f"({no_right} if {rs} >= {NEVER} else {no_left} if {ls} >= {NEVER} "
            f"else {ls} - {rs}{more} if {exact} else {ld} - {rd})"
        )


def _today(calendar: Calendar, now: int) -> int:
    """Return the local day of an instant, or 0 outside the years that calendars cover."""
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
    """Return two tests that are always true; they limit the number of conditions under a node."""
    group = number // _SPREAD
    return [{"$neq": {"g": group // _SPREAD}}, {"$neq": {"h": group}}]
