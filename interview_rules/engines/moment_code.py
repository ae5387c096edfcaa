"""Generated code for moments: expressions that compute start, end and day from folded facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from interview_rules.calendars.calendar import CLOCK_UNITS, NEVER
from interview_rules.engines.code import FACT, KEPT, STARTS, Code, Use, code, joined
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack

__all__ = ["PARTS", "MomentCode", "Part"]

Part = Literal["s", "e", "d"]
"""Start, end or day."""
PARTS: tuple[Part, ...] = ("s", "e", "d")


class MomentCode:
    """Writes the expressions for moments in one generated function.

    `kept` maps parts of moments to the variables that keep them. The function must set these
    variables to 0 before the expressions are evaluated.
    """

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.temporaries = 0
        self.kept: dict[tuple[Moment, Part], Use] = {}
        self._kept_as: dict[Use, Code] = {}

    def temporary(self) -> Code:
        """Return a new variable name as code."""
        self.temporaries += 1
        return Code([f"w{self.temporaries}"])

    def fact(self, name: str, part: Part) -> Code:
        """Return the expression for a part of a moment or, if `part` is "s", for any other fact."""
        return Code([Use(FACT, self.pack.offsets[name] + PARTS.index(part))])

    def part(self, moment: Moment, part: Part) -> Code:
        """Return an expression for the start, end or day of a moment.

        It evaluates to NEVER if the moment is unknown. If computing it takes several steps, the
        result is kept in a variable on first use.
        """
        if not _takes_steps(moment):
            return self._computed(moment, part)
        name = self.kept.get((moment, part))
        if name is None:
            computed = self._computed(moment, part)
            name = self.kept[(moment, part)] = Use(KEPT, len(self.kept))
            self._kept_as[name] = computed
        return code("({} or ({} := {}))", name, name, self._kept_as[name])

    def against(self, left: Moment, word: str, right: Moment) -> Code:
        """Return an expression that compares two known moments.

        If one of them is unknown, the result of the expression is meaningless.
        """
        exact, daily = {
            "before": ("<", "<"),
            "from": (">=", ">="),
            "after": (">=", ">"),
            "on": ("==", "=="),
        }[word]
        days = code("{} {} {}", self.part(left, "d"), daily, self.part(right, "d"))
        if word == "on":
            return days
        one, first = self._read(self.part(left, "s"))
        other, second = self._read(self.part(right, "s"))
        ends = self.part(left, "e"), self.part(right, "e")
        instants = code("{} == {} and {} == {}", first, ends[0], second, ends[1])
        return code("{} {} {} if {} else {}", one, exact, other, instants, days)

    def _read(self, value: Code) -> tuple[Code, Code]:
        """Return an expression for later uses of a value, and one for its first use.

        The latter assigns the value to a variable, unless reading it twice costs little.
        """
        if value.is_name:
            return value, value
        name = self.temporary()
        return name, code("({} := {})", name, value)

    def _computed(self, moment: Moment, part: Part) -> Code:
        match moment:
            case nodes.MomentFact(name):
                return self.fact(name, part)
            case nodes.NamedMoment(_, inner):
                return self.part(inner, part)
            case nodes.Extreme("earliest", inner):
                return code("min({})", joined(", ", [self.part(m, part) for m in inner]))
            case nodes.Extreme(_, inner):
                known = [self._or(self.part(m, part), "{}", f"-{NEVER}") for m in inner]
                top = self.temporary()
                largest = code("({} := max({}))", top, joined(", ", known))
                return code("({} if {} > -{} else {})", top, largest, NEVER, NEVER)
            case nodes.Shift(inner, sign, duration):
                return self._shifted(moment, inner, sign * duration.amount, duration.unit, part)

    def _or(self, value: Code, then: str, otherwise: str = str(NEVER)) -> Code:
        """Return an expression: `then` with the value filled in or, if unknown, `otherwise`."""
        name, first = self._read(value)
        return code("({} if {} < {} else {})", code(then, name), first, NEVER, otherwise)

    def _shifted(self, whole: Moment, inner: Moment, amount: int, unit: str, part: Part) -> Code:
        if unit in CLOCK_UNITS:
            if part == "d":
                return self._or(self.part(whole, "s"), "C.day_of({})")
            seconds = amount * CLOCK_UNITS[unit]
            return self._or(self.part(inner, part), f"{{}} + {seconds}")
        if part != "d":
            day = self.part(whole, "d")
            return code("{}[{}]" if part == "s" else "{}[{} + 1]", Use(STARTS), day)
        day = self.part(inner, "d")
        if unit == "month":
            return self._or(day, f"C.months({{}}, {amount})")
        if unit == "business day":
            return self._or(day, f"C.business({{}}, {amount})")
        return self._or(day, f"{{}} + {amount * (7 if unit == 'week' else 1)}")


def _takes_steps(moment: Moment) -> bool:
    """Return False if a moment is a fact, a definition, or a fact shifted once."""
    match moment:
        case nodes.MomentFact() | nodes.NamedMoment():
            return False
        case nodes.Shift(inner):
            return not isinstance(inner, nodes.MomentFact)
        case _:
            return True
