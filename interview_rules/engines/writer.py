"""Rules to Python source: a visitor of the checked tree.

What is written contains numbers only, and names of the writer's own: `F` the folded facts, `C` the
calendar, `S` where its days start, `h` and `k` the rules that hold and that speak.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.calendars import NEVER
from interview_rules.engines.needs import Required, levels
from interview_rules.facts import EVERYDAY
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.packs import Rule, RulePack

__all__ = ["Writer", "made"]

_Part = Literal["s", "e", "d"]
_CHUNK = 8
"""How many rules that ask for rarer facts stand behind one test of the mask."""
_WORTH_SHARING = 4
"""How many rules have to share a condition for it to be asked once for all of them."""
_PLACE = re.compile(r"F\[(\d+)\]")


class Writer:
    """Writes one function about some rules of a pack."""

    def __init__(self, pack: RulePack, rules: Iterable[int]) -> None:
        self.pack = pack
        self.rules: tuple[Rule, ...] = pack.rules
        self.needed = sorted(rules)
        self.lines: list[str] = []
        self.known: dict[tuple[str, object], str] = {}
        self.temporaries = 0
        self.kept: dict[tuple[Moment, _Part], str] = {}
        self.kept_as: dict[str, str] = {}
        self.required = Required(pack)
        self.concluders: dict[str, list[int]] = {}
        self.beaten_by: dict[int, list[int]] = {}
        self.of_action: dict[str, list[int]] = {}
        self.uses: dict[str, int] = {}
        for index in self.needed:
            rule = pack.rules[index]
            for name in rule.conclude:
                self.concluders.setdefault(name, []).append(index)
            for beaten in rule.instead_of:
                self.beaten_by.setdefault(pack.by_id[beaten], []).append(index)
            if rule.advise is not None:
                self.of_action.setdefault(rule.advise.action, []).append(index)
            self._count(rule.when)

    def _count(self, condition: Condition) -> None:
        if isinstance(condition, nodes.Named):
            self.uses[condition.name] = self.uses.get(condition.name, 0) + 1
            if self.uses[condition.name] > 1:
                return
        for part in nodes.parts(condition):
            self._count(part)

    # -- functions -----------------------------------------------------------------------------

    def evaluate(self) -> str:
        """All rules: which hold, and which speak."""
        for level in levels(self.pack, self.needed):
            self._level(level)
        alone = [index for index in self.needed if self._speaks_alone(index)]
        self.lines.append(f"k = h & {_mask(alone)}")
        for indexes in self.of_action.values():
            chain = [index for index in indexes if index not in alone]
            for place, index in enumerate(chain):
                word = "if" if place == 0 else "elif"
                self.lines += [f"{word} {self._active(index)}:", f"    k |= {1 << index}"]
        first = ["h = 0", "known = F[0]", *self._names()]
        return self._function([*first, *self.lines, "return h, k"])

    def _names(self) -> list[str]:
        """The first value of every name that says whether a rule holds."""
        names = [f"r{index}" for index in self.needed if self._is_named(index)]
        return [f"{' = '.join(names)} = False"] if names else []

    def _is_named(self, index: int) -> bool:
        """Whether anything in the function asks whether this rule holds."""
        rule = self.rules[index]
        if rule.conclude or rule.instead_of:
            return True
        return rule.advise is not None and not self._speaks_alone(index)

    def speaks(self, rule: int) -> str:
        """Whether one rule's advice is given."""
        advise = self.rules[rule].advise
        if advise is None:
            return self._function(["return False"])
        for level in levels(self.pack, self.needed):
            self._level(level)
        indexes = self.of_action[advise.action]
        earlier = indexes[: indexes.index(rule)]
        tests = [self._active(rule), *(f"not {self._active(index)}" for index in earlier)]
        result = " and ".join(tests)
        return self._function(
            ["h = 0", "known = F[0]", *self._names(), *self.lines, f"return {result}"]
        )

    def holds(self, rule: int) -> str:
        """Whether one rule holds."""
        for level in levels(self.pack, self.needed):
            self._level(level)
        last = f"return h & {1 << rule} != 0"
        return self._function(["h = 0", "known = F[0]", *self._names(), *self.lines, last])

    def borders(self) -> str:
        """The instants at which any of the rules can change."""
        found: dict[str, None] = {}
        for index in self.needed:
            for leaf in nodes.leaves(self.rules[index].when):
                if isinstance(leaf, nodes.Now):
                    for name in self._thresholds(leaf):
                        found[name] = None
        return self._function([f"return [{', '.join(found)}]"], "F, C")

    def span(self, moment: Moment) -> str:
        """Start, end and day of a moment."""
        parts = ", ".join(self.part(moment, part) for part in ("s", "e", "d"))
        return self._function([f"return ({parts})"], "F, C")

    def _function(self, lines: list[str], arguments: str = "now, F, C") -> str:
        """The source, with every fact that is read several times read once at the beginning."""
        body = "\n    ".join(lines)
        outside = "\n".join(line for line in lines if not line.startswith("            "))
        places = [int(place) for place in _PLACE.findall(outside)]
        often = sorted({place for place in places if places.count(place) > 3})
        body = _PLACE.sub(lambda m: f"f{m[1]}" if int(m[1]) in often else m[0], body)
        reads = [f"f{place} = F[{place}]" for place in often]
        if self.kept_as:
            reads.append(f"{' = '.join(self.kept_as)} = 0")
        return "\n    ".join([f"def run({arguments}):", "S = C.starts", *reads, body])

    # -- rules ---------------------------------------------------------------------------------

    def _level(self, indexes: list[int]) -> None:
        """Rules that do not need each other, those that share a condition behind it."""
        tests = {index: self._tests(self.rules[index].when) for index in indexes}
        counts = Counter(test for each in tests.values() for test in each)
        shared, times = counts.most_common(1)[0]
        if times < _WORTH_SHARING:
            self.lines += self._rules(tests)
            return
        self.lines += self._rules({i: each for i, each in tests.items() if shared not in each})
        behind = {
            index: [test for test in each if test != shared] or ["True"]
            for index, each in tests.items()
            if shared in each
        }
        self.lines.append(f"if {shared}:")
        self.lines += [f"    {line}" for line in self._rules(behind)]

    def _tests(self, condition: Condition) -> list[str]:
        """The conditions that all have to hold, cheap ones first."""
        if not isinstance(condition, nodes.All):
            return [self._condition(condition)]
        return [self._condition(part) for part in sorted(_flat(condition), key=self._cost)]

    def _rules(self, tests: dict[int, list[str]]) -> list[str]:
        """What notes which of some rules hold: rarer facts are asked for together, first."""
        lines = []
        rare: dict[int, str] = {}
        for index, each in tests.items():
            uncommon = self.required[index] - EVERYDAY
            if uncommon:
                rare[index] = min(uncommon)
            else:
                lines += [f"if {' and '.join(each)}:", f"    {self._noted(index)}"]
        order = sorted(rare, key=lambda index: (rare[index], index))
        if order:
            lines.append(f"if known & {self._bits(rare.values())}:")
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            lines.append(f"    if known & {self._bits(rare[i] for i in chunk)}:")
            for index in chunk:
                test = " and ".join(tests[index])
                lines += [f"        if {test}:", f"            {self._noted(index)}"]
        return lines

    def _noted(self, index: int) -> str:
        """What is done when a rule holds."""
        name = f"; r{index} = True" if self._is_named(index) else ""
        return f"h |= {1 << index}{name}"

    def _bits(self, facts: Iterable[str]) -> int:
        mask = 0
        for fact in facts:
            mask |= self.pack.bits[fact]
        return mask

    def _speaks_alone(self, index: int) -> bool:
        """Whether a rule speaks whenever it holds: none beats it, none has its action."""
        advise = self.rules[index].advise
        alone = advise is not None and len(self.of_action[advise.action]) == 1
        return alone and index not in self.beaten_by

    def _conclusion(self, name: str) -> str:
        """Whether any rule concludes this: all of them have been written by now."""
        key = ("conclusion", name)
        if key not in self.known:
            rules = [f"r{index}" for index in self.concluders.get(name, ())] or ["False"]
            self.known[key] = self._set(" or ".join(rules)) if len(rules) > 1 else rules[0]
        return self.known[key]

    def _active(self, index: int) -> str:
        """Whether a rule's advice stands: it holds and none that beats it stands."""
        if self._speaks_alone(index) and not self.rules[index].instead_of:
            return f"(h & {1 << index} != 0)"
        beaters = [self._active(beater) for beater in self.beaten_by.get(index, ())]
        return f"(r{index} and not ({' or '.join(beaters)}))" if beaters else f"r{index}"

    def _set(self, expression: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {expression}")
        return name

    def temporary(self) -> str:
        """A name that nothing else has."""
        self.temporaries += 1
        return f"w{self.temporaries}"

    # -- conditions ----------------------------------------------------------------------------

    def _condition(self, condition: Condition) -> str:
        match condition:
            case nodes.All():
                return self._joined(" and ", condition)
            case nodes.Any():
                return self._joined(" or ", condition)
            case nodes.Not(inner):
                return f"(not {self._condition(inner)})"
            case nodes.Named(name, inner):
                if self.uses.get(name, 0) < 2:
                    return self._condition(inner)
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
                return f"({self.part(moment, 's')} < {NEVER})"
            case nodes.Now(word, moment):
                return self._now(word, moment)
            case nodes.Against(left, word, right):
                return self._against(left, word, right)
            case nodes.NoneSince(left, right):
                known = f"{self.part(right, 's')} < {NEVER}"
                return f"({known} and not {self._against(left, 'from', right)})"

    def _joined(self, word: str, whole: nodes.All | nodes.Any) -> str:
        """The conditions joined, the cheap ones first: all of them are free of effects."""
        parts = _flat(whole)
        return f"({word.join(self._condition(part) for part in sorted(parts, key=self._cost))})"

    def _cost(self, condition: Condition) -> int:
        """Roughly how long a condition takes to ask."""
        if isinstance(condition, nodes.Named) and self.uses.get(condition.name, 0) > 1:
            return 1
        inner = nodes.parts(condition)
        if inner:
            return sum(self._cost(part) for part in inner)
        if isinstance(condition, nodes.Against | nodes.NoneSince):
            return 6
        return 1 + 2 * sum(_is_derived(m) for m in nodes.moments_in(condition))

    def _now(self, word: str, moment: Moment) -> str:
        if word == "before":
            return f"(now < {self.part(moment, 's')} < {NEVER})"
        if word == "on":
            first, end = self._day(moment)
            return f"({first} <= now < {end})"
        return f"(now >= {self.part(moment, 's' if word == 'from' else 'e')})"

    def _day(self, moment: Moment) -> tuple[str, str]:
        day = self.part(moment, "d")
        return f"S[{day}]", f"S[{day} + 1]"

    def _against(self, left: Moment, word: str, right: Moment) -> str:
        (ls, le, ld), (rs, re_, rd) = (
            [self.part(moment, part) for part in ("s", "e", "d")] for moment in (left, right)
        )
        exact, daily = {
            "before": ("<", "<"),
            "from": (">=", ">="),
            "after": (">=", ">"),
            "on": ("==", "=="),
        }[word]
        days = f"{ld} {daily} {rd}"
        if word == "on":
            return f"({ls} < {NEVER} and {rs} < {NEVER} and {days})"
        one, other = self.temporary(), self.temporary()
        return (
            f"(({one} := {ls}) < {NEVER} and ({other} := {rs}) < {NEVER} and "
            f"({one} {exact} {other} if {one} == {le} and {other} == {re_} else {days}))"
        )

    def _thresholds(self, leaf: nodes.Now) -> tuple[str, ...]:
        if leaf.word == "on":
            return self._day(leaf.moment)
        return (self.part(leaf.moment, "e" if leaf.word == "after" else "s"),)

    # -- moments -------------------------------------------------------------------------------

    def _fact(self, name: str, part: _Part) -> str:
        return f"F[{self.pack.offsets[name] + 'sed'.index(part)}]"

    def part(self, moment: Moment, part: _Part) -> str:
        """An expression for a moment's start, end or day; NEVER where it is unknown.

        What takes several steps is worked out where it is first needed, and kept.
        """
        if not _takes_steps(moment):
            return self._worked_out(moment, part)
        name = self.kept.get((moment, part))
        if name is None:
            worked_out = self._worked_out(moment, part)
            name = self.kept[(moment, part)] = f"m{len(self.kept)}"
            self.kept_as[name] = worked_out
        return f"({name} or ({name} := {self.kept_as[name]}))"

    def _worked_out(self, moment: Moment, part: _Part) -> str:
        match moment:
            case nodes.MomentFact(name):
                return self._fact(name, part)
            case nodes.NamedMoment(_, inner):
                return self.part(inner, part)
            case nodes.Extreme("earliest", inner):
                return f"min({', '.join(self.part(m, part) for m in inner)})"
            case nodes.Extreme(_, inner):
                known = ", ".join(self._or(self.part(m, part), "{}", f"-{NEVER}") for m in inner)
                top = self.temporary()
                return f"({top} if ({top} := max({known})) > -{NEVER} else {NEVER})"
            case nodes.Shift(inner, sign, duration):
                return self._shifted(moment, inner, sign * duration.amount, duration.unit, part)

    def _or(self, value: str, then: str, otherwise: str = str(NEVER)) -> str:
        """`then` with a value in its place if that is known, else something else."""
        name = self.temporary()
        return f"({then.format(name)} if ({name} := {value}) < {NEVER} else {otherwise})"

    def _shifted(self, whole: Moment, inner: Moment, amount: int, unit: str, part: _Part) -> str:
        if unit in {"minute", "hour"}:
            if part == "d":
                return self._or(self.part(whole, "s"), "C.day_of({})")
            seconds = amount * (60 if unit == "minute" else 3600)
            return self._or(self.part(inner, part), f"{{}} + {seconds}")
        if part != "d":
            day = self.part(whole, "d")
            return f"S[{day}]" if part == "s" else f"S[{day} + 1]"
        day = self.part(inner, "d")
        if unit == "month":
            return self._or(day, f"C.months({{}}, {amount})")
        if unit == "business day":
            return self._or(day, f"C.business({{}}, {amount})")
        return self._or(day, f"{{}} + {amount * (7 if unit == 'week' else 1)}")


def made(source: str, **names: Any) -> Any:
    """The function that a source defines, in which these names stand for something."""
    exec(compile(source, "<rule pack>", "exec"), names)  # noqa: S102  # our own code: no text of a pack is in it
    return names["run"]


def _flat(whole: nodes.All | nodes.Any) -> list[Condition]:
    """The parts of a condition, with those of the same kind inside it taken apart too."""
    found: list[Condition] = []
    for part in whole.conditions:
        if isinstance(part, nodes.All | nodes.Any) and type(part) is type(whole):
            found += _flat(part)
        else:
            found.append(part)
    return found


def _mask(rules: Iterable[int]) -> int:
    return sum(1 << index for index in rules)


def _takes_steps(moment: Moment) -> bool:
    """Whether a moment is more than a fact, or a fact moved once."""
    match moment:
        case nodes.MomentFact() | nodes.NamedMoment():
            return False
        case nodes.Shift(inner):
            return not isinstance(inner, nodes.MomentFact)
        case _:
            return True


def _is_derived(moment: Moment) -> bool:
    return not isinstance(moment, nodes.MomentFact)
