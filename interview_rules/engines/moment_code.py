"""Moments as Python source: expressions over the folded facts for a start, an end or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from interview_rules.calendars.calendar import CLOCK_UNITS, NEVER
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack

__all__ = ["MomentCode", "Part"]

Part = Literal["s", "e", "d"]
"""Start, end or day."""


class MomentCode:
    """The expressions of one function, and the intermediate values it keeps for them."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.temporaries = 0
        self.kept: dict[tuple[Moment, Part], str] = {}
        self.kept_as: dict[str, str] = {}

    def temporary(self) -> str:
        """Return an unused variable name."""
        self.temporaries += 1
        return f"w{self.temporaries}"

    def fact(self, name: str, part: Part) -> str:
        """Return the expression for a fact, or for a part of it if it is a moment."""
        return f"F[{self.pack.offsets[name] + 'sed'.index(part)}]"

    def part(self, moment: Moment, part: Part) -> str:
        """Return an expression for a moment's start, end or day, NEVER if it is unknown.

        A moment that takes several steps is computed on first use and kept in a variable.
        """
        if not _takes_steps(moment):
            return self._computed(moment, part)
        name = self.kept.get((moment, part))
        if name is None:
            computed = self._computed(moment, part)
            name = self.kept[(moment, part)] = f"m{len(self.kept)}"
            self.kept_as[name] = computed
        return f"({name} or ({name} := {self.kept_as[name]}))"

    def against(self, left: Moment, word: str, right: Moment) -> str:
        """Return an expression that compares two moments, meaningless if one is unknown."""
        exact, daily = {
            "before": ("<", "<"),
            "from": (">=", ">="),
            "after": (">=", ">"),
            "on": ("==", "=="),
        }[word]
        days = f"{self.part(left, 'd')} {daily} {self.part(right, 'd')}"
        if word == "on":
            return days
        one, first = self._read(self.part(left, "s"))
        other, second = self._read(self.part(right, "s"))
        instants = f"{first} == {self.part(left, 'e')} and {second} == {self.part(right, 'e')}"
        return f"{one} {exact} {other} if {instants} else {days}"

    def _read(self, value: str) -> tuple[str, str]:
        """Return two expressions for a value: for repeated use, and for its first use."""
        if value.isidentifier() or value.startswith("F["):
            return value, value
        name = self.temporary()
        return name, f"({name} := {value})"

    def _computed(self, moment: Moment, part: Part) -> str:
        match moment:
            case nodes.MomentFact(name):
                return self.fact(name, part)
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
        """Return an expression: `then` with a value filled in if it is known, else `otherwise`."""
        name, first = self._read(value)
        return f"({then.format(name)} if {first} < {NEVER} else {otherwise})"

    def _shifted(self, whole: Moment, inner: Moment, amount: int, unit: str, part: Part) -> str:
        if unit in CLOCK_UNITS:
            if part == "d":
                return self._or(self.part(whole, "s"), "C.day_of({})")
            seconds = amount * CLOCK_UNITS[unit]
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


def _takes_steps(moment: Moment) -> bool:
    """Return True if a moment is more than a fact, or a fact shifted once."""
    match moment:
        case nodes.MomentFact() | nodes.NamedMoment():
            return False
        case nodes.Shift(inner):
            return not isinstance(inner, nodes.MomentFact)
        case _:
            return True
