"""The checker of moments and lengths of time, which turns their syntax trees into checked nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.language import nodes
from interview_rules.language.nodes import Duration
from interview_rules.language.parser import MOST_OF_A_UNIT, UNITS, Token, Tree

if TYPE_CHECKING:
    from interview_rules.language.lookup import Lookup
    from interview_rules.language.nodes import Moment
    from interview_rules.language.parser import Syntax

__all__ = ["MomentChecker"]


class MomentChecker:
    """Checks the moments of one text. Its methods raise CheckFailed after noting a problem."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def moment(self, tree: Syntax | Token) -> Moment:
        """Return the node of a moment."""
        if isinstance(tree, Token):
            return self.named(tree)
        at = self.lookup.position(tree)
        children = tree.children
        match str(tree.data):
            case "shift":
                moment = self.moment(children[0])
                sign = 1 if children[1] == "+" else -1
                return nodes.Shift(moment, sign, self.duration(children[2]), at=at)
            case "extreme":
                inner = tuple(self.moment(child) for child in children[1:])
                return nodes.Extreme(str(children[0]), inner, at=at)  # type: ignore[arg-type]  # the grammar has only these words
            case _:
                return self.moment(children[0])

    def named(self, token: Token) -> Moment:
        """Return the node of a fact or a definition that is a moment."""
        name, fact = self.lookup.use(token)
        at = self.lookup.position(token)
        if fact is not None and fact.type == "moment":
            return nodes.MomentFact(name, at=at)
        node = self.lookup.definition(token, "moment")
        if node is None:
            raise self.lookup.misplaced(token, "moment")
        return nodes.NamedMoment(name, node, at=at)  # type: ignore[arg-type]  # definition() checks the kind

    def duration(self, tree: Syntax | Token) -> Duration:
        """Return the node of a length of time: a number with a unit, or a parameter."""
        assert isinstance(tree, Tree)  # noqa: S101  # the grammar allows nothing else here
        token, *unit_words = [child for child in tree.children if isinstance(child, Token)]
        at = self.lookup.position(token)
        if str(tree.data) == "parameter":
            name, _ = self.lookup.use(token)
            length = self.lookup.scope.parameters.get(name)
            if length is None:
                raise self.lookup.misplaced(token, "duration")
            if not isinstance(length, Duration):
                message = f"{name} is a number, not a duration"
                hint = "write a duration such as 3 days"
                raise self.lookup.fail("wrong-kind", token, message, hint)
            return Duration(length.amount, length.unit, name, at=at)
        unit = UNITS[" ".join(unit_words[0].split())]
        amount = int(token)
        if amount > MOST_OF_A_UNIT[unit]:
            message = f"{amount} {unit}s is too long"
            hint = f"use at most {MOST_OF_A_UNIT[unit]} {unit}s"
            raise self.lookup.fail("wrong-unit", token, message, hint)
        return Duration(amount, unit, at=at)
