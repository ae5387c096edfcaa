"""The quantities that rules compare, and the expressions that test them."""

from __future__ import annotations

from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.compiled.ranges import KNOWN, Quantity

__all__ = ["Age", "DayAge", "Truth", "Value"]


class Age(Quantity):
    """The seconds since a moment: negative if it lies ahead, very low if it is unknown."""

    __slots__ = ("moment",)

    def __init__(self, moment: str, cost: int = 2, base: Quantity | None = None) -> None:
        super().__init__(f"now - {moment}", cost, base)
        self.moment = moment

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # false without a value
        if at == KNOWN:
            return f"{self.moment} < {NEVER}"
        return f"now >= {self.moment}" if at == 0 else f"{self.value} >= {at}"

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # true without a value
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
    """The local days since a moment's day began. The day of an unknown moment is not looked up."""

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

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # always has a value
        return self.value if self.flag else f"{self.value} >= {at}"

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # always has a value
        return f"not {self.value}" if self.flag else f"{self.value} < {at}"

    def _within(self, low: int, high: int, *, known: bool) -> str:  # noqa: ARG002  # always has a value
        return f"{self.value} == {low}" if high == low + 1 else f"{low} <= {self.value} < {high}"


class Truth(Quantity):
    """An expression that is true or false: 1 or 0."""

    __slots__ = ()

    def _reached(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # 1 is the only step
        return self.value

    def _below(self, at: int, *, known: bool) -> str:  # noqa: ARG002  # 1 is the only step
        return f"not {self.value}"
