"""The nodes of checked conditions and moments, which engines and explanations share.

Nodes are immutable. Each has the position of its text in the file, which comparisons ignore.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from interview_rules.positions import NOWHERE, Position

__all__ = [
    "Against",
    "All",
    "Any",
    "Condition",
    "Count",
    "Duration",
    "Extreme",
    "Flag",
    "Is",
    "Known",
    "Moment",
    "MomentFact",
    "Named",
    "NamedMoment",
    "NoneSince",
    "Not",
    "Now",
    "Shift",
    "TimeWord",
    "Unit",
    "conclusions_in",
    "facts_of",
    "inside",
    "leaves",
    "moments_in",
    "names_in",
    "parts",
]

TimeWord = Literal["before", "from", "after", "on"]
Unit = Literal["minute", "hour", "day", "week", "month", "business day"]
ChoiceTest = Literal["is", "at least", "at most"]
Comparison = Literal["=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Node:
    """Base class of all nodes; `at` is the position of the node's text in its file."""

    at: Position = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Duration(Node):
    """A length of time.

    Minutes and hours shift the start and the end of a moment. All other units shift its local
    day, and the result is a whole day.

    `parameter` names the parameter that sets the length; it is empty if the text states the length.
    """

    amount: int
    unit: Unit
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class MomentFact(Node):
    """A fact that is a moment."""

    name: str


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """A moment shifted by a duration: forward if `sign` is 1, back if it is -1."""

    moment: Moment
    sign: int
    duration: Duration


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """The latest or earliest of the known moments; start, end and day are compared separately."""

    which: Literal["latest", "earliest"]
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class NamedMoment(Node):
    """A moment named by a definition."""

    name: str
    moment: Moment


Moment = MomentFact | Shift | Extreme | NamedMoment


@dataclass(frozen=True, slots=True)
class All(Node):
    """A conjunction: true if all of its conditions are true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """A disjunction: true if at least one of its conditions is true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The negation of a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Flag(Node):
    """A test that a flag is true or, with `conclusion`, that some rule draws a conclusion."""

    name: str
    conclusion: bool = False


@dataclass(frozen=True, slots=True)
class Known(Node):
    """A test that is true if a moment is known."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Is(Node):
    """A choice compared with one of its values; `index` is the value's index among the choices."""

    name: str
    test: ChoiceTest
    value: str
    index: int


@dataclass(frozen=True, slots=True)
class Count(Node):
    """A count compared with a number.

    `parameter` names the parameter that sets the number; it is empty if the text states the number.
    """

    name: str
    comparison: Comparison
    number: int
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Now(Node):
    """The current time compared with a moment; false if the moment is unknown."""

    word: TimeWord
    moment: Moment


@dataclass(frozen=True, slots=True)
class Against(Node):
    """Two moments compared; false if either is unknown.

    Two instants are compared to the second, any other two moments by local day. `on` always
    compares local days.
    """

    left: Moment
    word: TimeWord
    right: Moment


@dataclass(frozen=True, slots=True)
class NoneSince(Node):
    """`no X since M`: M is known, and X is unknown or before M."""

    left: Moment
    right: Moment


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A condition named by a definition."""

    name: str
    condition: Condition


Condition = All | Any | Not | Flag | Known | Is | Count | Now | Against | NoneSince | Named


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside a condition."""
    match condition:
        case All(conditions) | Any(conditions):
            return conditions
        case Not(inner) | Named(_, inner):
            return (inner,)
        case _:
            return ()


def inside(node: Condition | Moment) -> tuple[Condition | Moment, ...]:
    """Return the conditions and moments directly inside a condition or a moment."""
    match node:
        case Shift(inner) | NamedMoment(_, inner):
            return (inner,)
        case Extreme(_, several):
            return several
        case MomentFact():
            return ()
        case _:
            return (*parts(node), *moments_in(node))


def leaves(condition: Condition) -> list[Condition]:
    """Return the leaves of a condition, in order: conditions that contain no others."""
    inner = parts(condition)
    return [leaf for part in inner for leaf in leaves(part)] if inner else [condition]


def conclusions_in(condition: Condition) -> set[str]:
    """Return the names of the conclusions used in a condition."""
    found = leaves(condition)
    return {leaf.name for leaf in found if isinstance(leaf, Flag) and leaf.conclusion}


def moments_in(condition: Condition) -> tuple[Moment, ...]:
    """Return the moments that a leaf compares or tests; empty for any other condition."""
    match condition:
        case Known(moment) | Now(_, moment):
            return (moment,)
        case Against(left, _, right) | NoneSince(left, right):
            return (left, right)
        case _:
            return ()


def facts_of(moment: Moment) -> tuple[str, ...]:
    """Return the names of the facts used in a moment, in order of appearance."""
    if isinstance(moment, MomentFact):
        return (moment.name,)
    inner = [part for part in inside(moment) if isinstance(part, Moment)]
    return tuple(dict.fromkeys(name for part in inner for name in facts_of(part)))


def names_in(condition: Condition) -> tuple[str, ...]:
    """Return the names of facts and conclusions used in a condition, in order of appearance."""
    found: list[str] = []
    for leaf in leaves(condition):
        if isinstance(leaf, Flag | Is | Count):
            found.append(leaf.name)
        for moment in moments_in(leaf):
            found += facts_of(moment)
    return tuple(dict.fromkeys(found))
