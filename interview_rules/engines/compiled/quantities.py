"""The scales on which the values of facts stand, and how the generated code asks about them."""

from __future__ import annotations

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.compiled.ranges import KNOWN, Quantity

__all__ = ["Age", "DayAge", "Truth", "Value"]


class Age(Quantity):
    """How many seconds ago a moment was: below 0 if it is ahead, far below if it is unknown."""

    __slots__ = ("moment",)

    def __init__(self, moment: str, cost: int = 2, base: Quantity | None = None) -> None:
        super().__init__(f"now - {moment}", cost, base)
        self.moment = moment

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # false of no value anyway
        if at == KNOWN:
            return f"{self.moment} < {NEVER}"
        return f"now >= {self.moment}" if at == 0 else f"{self.value} >= {at}"

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # true of no value anyway
        if at == KNOWN:
            return f"{self.moment} == {NEVER}"
        return f"now < {self.moment}" if at == 0 else f"{self.value} < {at}"

    def _within(self, low: int, high: int, *, known: bool) -> str:
        if low > KNOWN:
            return f"{low} <= {self.value} < {high}"
        if known:
            return self._below(high, known=known)
        if high == 0:
            return f"now < {self.moment} < {NEVER}"
        return f"({self.moment} < {NEVER} and {self.value} < {high})"


class DayAge(Quantity):
    """How many local days ago a moment's day began. Days that nobody knows are not looked up."""

    __slots__ = ("day", "start")

    def __init__(self, day: str, base: Quantity, start: str) -> None:
        super().__init__("", 6, base)
        self.day = day
        self.start = start

    def _reached(self, at: int, *, known: bool) -> str:
        return self._if_known(f"now >= {self._starts(at)}", known=known)

    def _below(self, at: int, *, known: bool) -> str:
        later = f"now < {self._starts(at)}"
        return later if known else f"({self.start} == {NEVER} or {later})"

    def _within(self, low: int, high: int, *, known: bool) -> str:
        asked = f"{self._starts(low)} <= now < {self._starts(high)}"
        return self._if_known(asked, known=known)

    def _if_known(self, asked: str, *, known: bool) -> str:
        return asked if known else f"({self.start} < {NEVER} and {asked})"

    def _starts(self, later: int) -> str:
        sign = "+" if later > 0 else "-"
        return f"S[{self.day} {sign} {abs(later)}]" if later else f"S[{self.day}]"


class Value(Quantity):
    """A flag, a choice or a count."""

    __slots__ = ("flag",)

    def __init__(self, value: str, *, flag: bool = False) -> None:
        super().__init__(value, 1)
        self.flag = flag

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # there always is a value
        return self.value if self.flag else f"{self.value} >= {at}"

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # there always is a value
        return f"not {self.value}" if self.flag else f"{self.value} < {at}"

    def _within(self, low: int, high: int, *, known: bool) -> str:  # noqa: ARG002  # the same
        return f"{self.value} == {low}" if high == low + 1 else f"{low} <= {self.value} < {high}"


class Truth(Quantity):
    """Whether something holds, as an expression: 1 or 0."""

    __slots__ = ()

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # it is 1
        return self.value

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # it is 0
        return f"not {self.value}"
