"""Moments to Python source: which expression over the folded facts gives a start, end or day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from interview_rules.calendars.calendar import NEVER
from interview_rules.language import nodes

if TYPE_CHECKING:
    from interview_rules.language.nodes import Moment
    from interview_rules.packs.model import RulePack

__all__ = ["MomentCode", "Part"]

Part = Literal["s", "e", "d"]


class MomentCode:
    """The expressions of one function, and what it has to keep for them."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.temporaries = 0
        self.kept: dict[tuple[Moment, Part], str] = {}
        self.kept_as: dict[str, str] = {}

    def temporary(self) -> str:
        """A name that nothing else has."""
        self.temporaries += 1
        return f"w{self.temporaries}"

    def fact(self, name: str, part: Part) -> str:
        """The value of a fact, or a part of it if it is a moment."""
        return f"F[{self.pack.offsets[name] + 'sed'.index(part)}]"

    def part(self, moment: Moment, part: Part) -> str:
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

    def against(self, left: Moment, word: str, right: Moment) -> str:
        """An expression for one moment against another; it means nothing where one is unknown."""
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
        """How to ask for a value again, and how to ask for it the first time."""
        if value.isidentifier() or value.startswith("F["):
            return value, value
        name = self.temporary()
        return name, f"({name} := {value})"

    def _worked_out(self, moment: Moment, part: Part) -> str:
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
        """`then` with a value in its place if that is known, else something else."""
        name, first = self._read(value)
        return f"({then.format(name)} if {first} < {NEVER} else {otherwise})"

    def _shifted(self, whole: Moment, inner: Moment, amount: int, unit: str, part: Part) -> str:
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


def _takes_steps(moment: Moment) -> bool:
    """Whether a moment is more than a fact, or a fact moved once."""
    match moment:
        case nodes.MomentFact() | nodes.NamedMoment():
            return False
        case nodes.Shift(inner):
            return not isinstance(inner, nodes.MomentFact)
        case _:
            return True
