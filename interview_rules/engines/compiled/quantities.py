"""The quantities that rules compare, and the expressions that test them."""

from __future__ import annotations

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.code import AGE, FACT, STARTS, Code, Use, code
from interview_rules.engines.compiled.ranges import KNOWN, Quantity

__all__ = ["Age", "DayAge", "Truth", "Value"]


class Age(Quantity):
    """The seconds since a moment: negative before the moment, very low if it is unknown."""

    __slots__ = ("moment",)

    def __init__(self, moment: Code, cost: int = 2, base: Quantity | None = None) -> None:
        match moment:
            case (Use(kind, number),) if kind == FACT:
                age = Code([Use(AGE, number)])
            case _:
                age = code("now - {}", moment)
        super().__init__(age, cost, base)
        self.moment = moment

    def _reached(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # false without a value
        if at == KNOWN:
            return code("{} < {}", self.moment, NEVER)
        return code("now >= {}", self.moment) if at == 0 else code("{} >= {}", self.value, at)

    def _below(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # true without a value
        if at == KNOWN:
            return code("{} == {}", self.moment, NEVER)
        return code("now < {}", self.moment) if at == 0 else code("{} < {}", self.value, at)

    def _within(self, low: int, high: int, *, known: bool) -> Code:  # noqa: ARG002  # then only one end is asked
        if low > KNOWN:
            return code("{} <= {} < {}", low, self.value, high)
        if high == 0:
            return code("now < {} < {}", self.moment, NEVER)
        return code("({} < {} and {} < {})", self.moment, NEVER, self.value, high)


class DayAge(Quantity):
    """The local days since the day of a moment; the day of an unknown moment is not looked up."""

    __slots__ = ("day", "start")

    def __init__(self, day: Code, base: Quantity, start: Code) -> None:
        super().__init__(Code(), 6, base)
        self.day = day
        self.start = start

    def _reached(self, at: int, *, known: bool) -> Code:
        return self._if_known(code("now >= {}", self._starts(at)), known=known)

    def _below(self, at: int, *, known: bool) -> Code:
        later = code("now < {}", self._starts(at))
        return later if known else code("({} == {} or {})", self.start, NEVER, later)

    def _within(self, low: int, high: int, *, known: bool) -> Code:
        asked = code("{} <= now < {}", self._starts(low), self._starts(high))
        return self._if_known(asked, known=known)

    def _if_known(self, asked: Code, *, known: bool) -> Code:
        return asked if known else code("({} < {} and {})", self.start, NEVER, asked)

    def _starts(self, later: int) -> Code:
        if not later:
            return code("{}[{}]", Use(STARTS), self.day)
        sign = "+" if later > 0 else "-"
        return code("{}[{} {} {}]", Use(STARTS), self.day, sign, abs(later))


class Value(Quantity):
    """A flag, a choice or a count."""

    __slots__ = ("flag",)

    def __init__(self, value: Code, *, flag: bool = False) -> None:
        super().__init__(value, 1)
        self.flag = flag

    def _reached(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # always has a value
        return self.value if self.flag else code("{} >= {}", self.value, at)

    def _below(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # always has a value
        return code("not {}", self.value) if self.flag else code("{} < {}", self.value, at)

    def _within(self, low: int, high: int, *, known: bool) -> Code:  # noqa: ARG002  # always has a value
        if high == low + 1:
            return code("{} == {}", self.value, low)
        return code("{} <= {} < {}", low, self.value, high)


class Truth(Quantity):
    """The truth value of an expression: 1 if true, 0 if false."""

    __slots__ = ()

    def _reached(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # 1 is the only step
        return self.value

    def _below(self, at: int, *, known: bool) -> Code:  # noqa: ARG002  # 1 is the only step
        return code("not {}", self.value)
