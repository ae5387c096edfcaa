"""The default engine: a whole pack as one generated Python function over plain whole numbers.

The function takes an instant, the folded facts and the calendar, and returns two bit masks: the
rules that hold, and the rules whose advice is given. Smaller functions of the same kind tell
whether one rule speaks, and at which moments that can change; they are made when they are first
needed. What is generated contains no text of a pack, only numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.calendars import NEVER
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.calendars import Calendar
    from interview_rules.facts import Facts
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs import Rule, RulePack

__all__ = ["Borders", "Compiled", "Evaluate", "Speaks"]

Evaluate = Callable[[int, "Facts", "Calendar"], tuple[int, int]]
Speaks = Callable[[int, "Facts", "Calendar"], bool]
Borders = Callable[["Facts", "Calendar"], list[int]]
_Part = Literal["s", "e", "d"]


class Compiled:
    """A pack made executable. Immutable but for the functions it has made so far; thread-safe."""

    __slots__ = ("_borders", "_speaks", "all_borders", "evaluate", "pack", "source")

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        everything = range(len(pack.rules))
        self.source = _Writer(pack).evaluate()
        self.evaluate: Evaluate = _made(self.source)
        self.all_borders: Borders = _made(_Writer(pack).borders(everything))
        self._speaks: dict[int, Speaks] = {}
        self._borders: dict[int, Borders] = {}

    def speaks(self, rule: int) -> Speaks:
        """The function that tells whether this rule's advice is given."""
        made = self._speaks.get(rule)
        if made is None:
            made = self._speaks[rule] = _made(_Writer(self.pack).speaks(rule))
        return made

    def borders(self, rule: int) -> Borders:
        """The function that lists the instants at which that can change, facts unchanged."""
        made = self._borders.get(rule)
        if made is None:
            writer = _Writer(self.pack)
            made = self._borders[rule] = _made(writer.borders(writer.needed_to_speak(rule)))
        return made


def _made(source: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(source, "<rule pack>", "exec"), names)  # noqa: S102  # our own code: no text of a pack is in it
    return names["run"]


class _Writer:
    """Writes one function."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.rules: tuple[Rule, ...] = pack.rules
        self.lines: list[str] = []
        self.known: dict[object, str] = {}
        self.concluders: dict[str, list[int]] = {}
        self.beaten_by: dict[int, list[int]] = {}
        self.of_action: dict[str, list[int]] = {}
        for index, rule in enumerate(pack.rules):
            for name in rule.conclude:
                self.concluders.setdefault(name, []).append(index)
            for beaten in rule.instead_of:
                self.beaten_by.setdefault(pack.by_id[beaten], []).append(index)
            if rule.advise is not None:
                self.of_action.setdefault(rule.advise.action, []).append(index)
        self.holding: set[int] = set()
        self.masks = True

    # -- functions -----------------------------------------------------------------------------

    def evaluate(self) -> str:
        """All rules: which hold, and which speak."""
        self.lines.append("h = k = 0")
        for index in range(len(self.rules)):
            self._rule(index)
        for indexes in self.of_action.values():
            for index in indexes:
                self._advice(index)
        for indexes in self.of_action.values():
            for place, index in enumerate(indexes):
                word = "if" if place == 0 else "elif"
                self.lines += [f"{word} {self._active(index)}:", f"    k |= {1 << index}"]
        return self._function([*self.lines, "return h, k"])

    def speaks(self, rule: int) -> str:
        """Whether one rule's advice is given."""
        self.masks = False
        advise = self.rules[rule].advise
        if advise is None:
            return self._function(["return False"])
        indexes = self.of_action[advise.action]
        earlier = indexes[: indexes.index(rule)]
        for index in (rule, *earlier):
            self._advice(index)
        tests = [self._active(rule), *(f"not {self._active(index)}" for index in earlier)]
        return self._function([*self.lines, f"return {' and '.join(tests)}"])

    def borders(self, rules: Any) -> str:
        """The instants at which any of some rules can change."""
        found: dict[str, None] = {}
        for index in sorted(rules):
            for leaf in nodes.leaves(self.rules[index].when):
                if isinstance(leaf, nodes.Now):
                    for name in self._thresholds(leaf):
                        found[name] = None
        names = ", ".join(found)
        return self._function(
            [*self.lines, f"return [t for t in ({names}{',' if names else ''}) if t < {NEVER}]"],
            "F, C",
        )

    def needed_to_speak(self, rule: int) -> set[int]:
        """The rules that decide whether one rule speaks."""
        advise = self.rules[rule].advise
        if advise is None:
            return {rule}
        indexes = self.of_action[advise.action]
        found: set[int] = set()
        left = list(indexes[: indexes.index(rule) + 1])
        while left:
            index = left.pop()
            if index in found:
                continue
            found.add(index)
            left += self.beaten_by.get(index, [])
            for name in nodes.conclusions_in(self.rules[index].when):
                left += self.concluders[name]
        return found

    def _function(self, lines: list[str], arguments: str = "now, F, C") -> str:
        return "\n    ".join([f"def run({arguments}):", "S = C.starts", *lines])

    # -- rules ---------------------------------------------------------------------------------

    def _rule(self, index: int) -> str:
        name = f"r{index}"
        if index not in self.holding:
            self.holding.add(index)
            test = self._condition(self.rules[index].when)
            if self.masks:
                self.lines += [
                    f"if {test}:",
                    f"    {name} = True; h |= {1 << index}",
                    "else:",
                    f"    {name} = False",
                ]
            else:
                self.lines.append(f"{name} = {test}")
        return name

    def _conclusion(self, name: str) -> str:
        key = ("conclusion", name)
        if key not in self.known:
            holds = [self._rule(index) for index in self.concluders[name]]
            self.known[key] = self._set(" or ".join(holds)) if len(holds) > 1 else holds[0]
        return self.known[key]

    def _advice(self, index: int) -> None:
        """Write whether a rule's advice stands: it holds and none that beats it stands."""
        key = ("advice", index)
        if key in self.known:
            return
        holds = self._rule(index)
        beaters = self.beaten_by.get(index, [])
        for beater in beaters:
            self._advice(beater)
        if beaters:
            stronger = " or ".join(self._active(beater) for beater in beaters)
            self.known[key] = self._set(f"{holds} and not ({stronger})")
        else:
            self.known[key] = holds

    def _active(self, index: int) -> str:
        return self.known[("advice", index)]

    def _set(self, expression: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {expression}")
        return name

    # -- conditions ----------------------------------------------------------------------------

    def _condition(self, condition: Condition) -> str:
        match condition:
            case nodes.All(inner):
                return "(" + " and ".join(self._condition(part) for part in inner) + ")"
            case nodes.Any(inner):
                return "(" + " or ".join(self._condition(part) for part in inner) + ")"
            case nodes.Not(inner):
                return f"(not {self._condition(inner)})"
            case nodes.Named(name, inner):
                key = ("definition", name)
                if key not in self.known:
                    self.known[key] = self._set(self._condition(inner))
                return self.known[key]
            case nodes.Flag(name, conclusion):
                return self._conclusion(name) if conclusion else self._fact(name, "s")
            case nodes.Is(name, test, _, index):
                sign = {"is": "==", "at least": ">=", "at most": "<="}[test]
                return f"({self._fact(name, 's')} {sign} {index})"
            case nodes.Count(name, comparison, number):
                sign = "==" if comparison == "=" else comparison
                return f"({self._fact(name, 's')} {sign} {number})"
            case nodes.Known(moment):
                return f"({self._part(moment, 's')} < {NEVER})"
            case nodes.Now(word, moment):
                return self._now(word, moment)
            case nodes.Against(left, word, right):
                return self._against(left, word, right)
            case nodes.NoneSince(left, right):
                known = f"{self._part(right, 's')} < {NEVER}"
                return f"({known} and not {self._against(left, 'from', right)})"

    def _now(self, word: str, moment: Moment) -> str:
        if word == "before":
            return f"(now < {self._part(moment, 's')} < {NEVER})"
        if word == "on":
            first, end = self._day(moment)
            return f"({first} <= now < {end})"
        return f"(now >= {self._part(moment, 's' if word == 'from' else 'e')})"

    def _day(self, moment: Moment) -> tuple[str, str]:
        day = self._part(moment, "d")
        key = ("day", day)
        if key not in self.known:
            self.known[key] = self._set(f"S[{day}]")
            self.known[(*key, "end")] = self._set(f"S[{day} + 1]")
        return self.known[key], self.known[(*key, "end")]

    def _against(self, left: Moment, word: str, right: Moment) -> str:
        key = ("against", left, word, right)
        if key not in self.known:
            (ls, le, ld), (rs, re, rd) = (
                [self._part(moment, part) for part in ("s", "e", "d")] for moment in (left, right)
            )
            exact, daily = {
                "before": ("<", "<"),
                "from": (">=", ">="),
                "after": (">=", ">"),
                "on": ("", "=="),
            }[word]
            days = f"{ld} {daily} {rd}"
            test = (
                days
                if word == "on"
                else f"({ls} {exact} {rs} if {ls} == {le} and {rs} == {re} else {days})"
            )
            self.known[key] = self._set(f"{ls} < {NEVER} and {rs} < {NEVER} and {test}")
        return self.known[key]

    def _thresholds(self, leaf: nodes.Now) -> tuple[str, ...]:
        if leaf.word == "on":
            return self._day(leaf.moment)
        return (self._part(leaf.moment, "e" if leaf.word == "after" else "s"),)

    # -- moments -------------------------------------------------------------------------------

    def _fact(self, name: str, part: _Part) -> str:
        place = self.pack.offsets[name] + "sed".index(part)
        if place not in self.known:
            self.known[place] = self._set(f"F[{place}]")
        return self.known[place]

    def _part(self, moment: Moment, part: _Part) -> str:
        """The name of a moment's start, end or day."""
        key = (moment, part)
        if key not in self.known:
            self.known[key] = self._written(moment, part)
        return self.known[key]

    def _written(self, moment: Moment, part: _Part) -> str:
        match moment:
            case nodes.MomentFact(name):
                return self._fact(name, part)
            case nodes.NamedMoment(_, inner):
                return self._part(inner, part)
            case nodes.Extreme("earliest", inner):
                return self._set(f"min({', '.join(self._part(m, part) for m in inner)})")
            case nodes.Extreme(_, inner):
                names = [self._part(m, part) for m in inner]
                known = ", ".join(f"{n} if {n} < {NEVER} else -{NEVER}" for n in names)
                top = self._set(f"max({known})")
                return self._set(f"{top} if {top} > -{NEVER} else {NEVER}")
            case nodes.Shift(inner, sign, duration):
                return self._shifted(moment, inner, sign * duration.amount, duration.unit, part)

    def _shifted(self, whole: Moment, inner: Moment, amount: int, unit: str, part: _Part) -> str:
        if unit in {"minute", "hour"}:
            if part == "d":
                start = self._part(whole, "s")
                return self._set(f"C.day_of({start}) if {start} < {NEVER} else {NEVER}")
            name = self._part(inner, part)
            seconds = amount * (60 if unit == "minute" else 3600)
            return self._set(f"{name} + {seconds} if {name} < {NEVER} else {NEVER}")
        if part != "d":
            day = self._part(whole, "d")
            return self._set(f"S[{day}]" if part == "s" else f"S[{day} + 1]")
        day = self._part(inner, "d")
        if unit == "month":
            moved = f"C.months({day}, {amount})"
        elif unit == "business day":
            moved = f"C.business({day}, {amount})"
        else:
            moved = f"{day} + {amount * (7 if unit == 'week' else 1)}"
        return self._set(f"{moved} if {day} < {NEVER} else {NEVER}")
