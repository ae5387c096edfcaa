"""The checker of conditions, which turns their syntax trees into checked nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.calendars.regions import country_days, known_place, known_zone, places_named
from interview_rules.errors import CalendarError, Suggestions, nearest
from interview_rules.facts.place import OTHER, is_of_place, with_choice
from interview_rules.language import nodes
from interview_rules.language.lookup import CheckFailed
from interview_rules.language.moment_checker import MomentChecker
from interview_rules.language.nodes import Duration
from interview_rules.language.parser import Token, Tree

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.lookup import Lookup
    from interview_rules.language.nodes import Condition
    from interview_rules.language.parser import Syntax

__all__ = ["ConditionChecker"]

_CODE = "write its code, such as BY"
_SUBDIVISION = re.compile("[A-Z0-9]{1,6}")


class ConditionChecker:
    """Checks the conditions of one text. Its methods raise CheckFailed after noting a problem."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.moments = MomentChecker(lookup)

    def condition(self, tree: Syntax | Token) -> Condition:
        """Return the node of a condition."""
        assert isinstance(tree, Tree)  # noqa: S101  # the grammar allows nothing else here
        at = self.lookup.position(tree)
        children = tree.children
        match str(tree.data):
            case "all":
                return nodes.All(self._several(children), at=at)
            case "any":
                return nodes.Any(self._several(children), at=at)
            case "negation":
                return nodes.Not(self.condition(children[0]), at=at)
            case "none_since" | "since" | "against" | "now" | "known" | "unknown":
                return self._about_moments(tree)
            case _:
                return self._about_a_name(tree)

    def _several(self, trees: list[Syntax | Token]) -> tuple[Condition, ...]:
        """Return the nodes of several conditions; all are checked before any failure is raised."""
        checked: list[Condition] = []
        failed = False
        for tree in trees:
            try:
                checked.append(self.condition(tree))
            except CheckFailed:
                failed = True
        if failed:
            raise CheckFailed
        return tuple(checked)

    def _about_moments(self, tree: Syntax) -> Condition:
        at = self.lookup.position(tree)
        first, *rest = tree.children
        moments = self.moments
        if str(tree.data) in {"known", "unknown"} and isinstance(first, Token):
            scope = self.lookup.scope
            if scope.kind_of(scope.now(first)) not in {"moment", ""}:
                raise self.lookup.misplaced(first, "moment", tested=True)
        match str(tree.data):
            case "none_since":
                return nodes.NoneSince(moments.moment(first), moments.moment(rest[0]), at=at)
            case "since":
                left, right = moments.moment(first), moments.moment(rest[0])
                return nodes.Against(left, "from", right, at=at)
            case "against":
                left, right = moments.moment(first), moments.moment(rest[1])
                return nodes.Against(left, str(rest[0]), right, at=at)  # type: ignore[arg-type]  # the grammar has only these words
            case "now":
                return nodes.Now(str(first), moments.moment(rest[0]), at=at)  # type: ignore[arg-type]  # the grammar has only these words
            case "known":
                return nodes.Known(moments.moment(first), at=at)
            case _:
                return nodes.Not(nodes.Known(moments.moment(first), at=at), at=at)

    def _about_a_name(self, tree: Syntax) -> Condition:
        at = self.lookup.position(tree)
        name, *rest = [child for child in tree.children if isinstance(child, Token)]
        match str(tree.data):
            case "name":
                return self._named(name)
            case "missing":
                return self._absent(name)
            case "count":
                return self._count(name, str(rest[0]), rest[1])
            case "is_not":
                return nodes.Not(self._choice(name, "is", rest[0]), at=at)
            case "is_":
                return self._choice(name, "is", rest[0])
            case "at_least":
                return self._choice(name, "at least", rest[0])
            case _:
                return self._choice(name, "at most", rest[0])

    def _named(self, token: Token) -> Condition:
        name, fact = self.lookup.use(token)
        at = self.lookup.position(token)
        if fact is not None and fact.type == "flag":
            return nodes.Flag(name, at=at)
        if name in self.lookup.scope.conclusions:
            return nodes.Flag(name, conclusion=True, at=at)
        node = self.lookup.definition(token, "condition")
        if node is None:
            raise self.lookup.misplaced(token, "condition")
        return nodes.Named(name, node, at=at)  # type: ignore[arg-type]  # definition() checks the kind

    def _absent(self, token: Token) -> Condition:
        """Return the node of `no x`, whose meaning depends on the kind of `x`.

        The count is 0, the choice has its first value, the moment is unknown or, for any other
        kind, the condition is false.
        """
        name, fact = self.lookup.use(token)
        at = self.lookup.position(token)
        if fact is not None and fact.type == "count":
            return nodes.Count(name, "=", 0, at=at)
        if fact is not None and fact.place == "zone":
            message, hint = "a state without a time zone is in UTC", "write 'timezone is UTC'"
            raise self.lookup.fail("wrong-kind", token, message, hint)
        if fact is not None and fact.type == "choice":
            return nodes.Is(name, "is", fact.choices[0], 0, at=at)
        if self.lookup.scope.kind_of(name) == "moment":
            return nodes.Not(nodes.Known(self.moments.named(token), at=at), at=at)
        return nodes.Not(self._named(token), at=at)

    def _choice(self, token: Token, test: str, value: Token) -> Condition:
        fact = self.lookup.scope.fact(token)
        if fact is not None and fact.type == "count" and test != "is":
            return self._count(token, ">=" if test == "at least" else "<=", value)
        if fact is None or fact.type != "choice":
            scope = self.lookup.scope
            if str(value) in _SAID_OF_MOMENTS and scope.kind_of(scope.now(token)) == "moment":
                message = f"{token} is a moment, not a choice"
                hint = f"write '{_SAID_OF_MOMENTS[str(value)].format(token)}'"
                raise self.lookup.fail("wrong-kind", token, message, hint)
            raise self.lookup.misplaced(token, "choice")
        name, _ = self.lookup.use(token)
        if is_of_place(fact):
            fact = self._with_place(fact, value)
        if str(value) not in fact.choices:
            message = f"unknown value '{value}' for {name}"
            raise self.lookup.fail("unknown-value", value, message, nearest(value, fact.choices))
        if test != "is" and not fact.ordered:
            message = f"the values of {name} have no order"
            raise self.lookup.fail("wrong-kind", value, message, f"write '{name} is {value}'")
        place = fact.choices.index(value)
        return nodes.Is(name, test, str(value), place, at=self.lookup.position(token))  # type: ignore[arg-type]  # the grammar has only these tests

    def _with_place(self, fact: Fact, value: Token) -> Fact:
        """Return a fact about the place with a value among its choices, and add it to the scope."""
        if value in fact.choices and value != OTHER:
            return fact
        try:
            if fact.name == "country":
                known_place(value, None)
            elif fact.name == "timezone":
                known_zone(value)
            elif not _SUBDIVISION.fullmatch(value):
                codes = [code for _country, code in places_named(value) if code is not None]
                bare = value.partition("-")[2]
                if country_days(value.partition("-")[0]) is not None and _SUBDIVISION.fullmatch(
                    bare
                ):
                    codes = [bare]
                hint = Suggestions(str(value), near=tuple(codes[:2])) if codes else _CODE
                message = f"unknown subdivision '{value}'"
                raise self.lookup.fail("unknown-value", value, message, hint)
        except CalendarError as error:
            (problem,) = error.problems
            near = problem.suggestions or problem.hint
            raise self.lookup.fail("unknown-value", value, problem.message, near) from None
        found = self.lookup.scope.facts[fact.name] = with_choice(fact, str(value))
        return found

    def _count(self, token: Token, comparison: str, value: Token) -> Condition:
        fact = self.lookup.scope.fact(token)
        kind = self.lookup.scope.kind_of(self.lookup.scope.now(token))
        if kind in {"choice", "moment"} and value.type == "NAME":
            raise self._compared_by_sign(token, kind, comparison, value)
        if fact is None or fact.type != "count":
            raise self.lookup.misplaced(token, "count")
        name, _ = self.lookup.use(token)
        parameter = ""
        if value.type == "NUMBER":
            number: Duration | int = int(value)
        else:
            parameter, _ = self.lookup.use(value)
            known = self.lookup.scope.parameters.get(parameter)
            if known is None:
                raise self.lookup.misplaced(value, "number")
            number = known
        if isinstance(number, Duration):
            if parameter in self.lookup.scope.invalid:
                raise CheckFailed
            message = f"{value} is a duration, not a number"
            raise self.lookup.fail("wrong-kind", value, message, "write a number such as 3")
        at = self.lookup.position(token)
        return nodes.Count(name, comparison, number, parameter, at=at)  # type: ignore[arg-type]  # the grammar has only these signs

    def _compared_by_sign(
        self, token: Token, kind: str, comparison: str, value: Token
    ) -> CheckFailed:
        """Note the problem of a choice or moment compared with a sign; return the exception to raise."""
        word = _OF_SIGN[kind].get(comparison)
        fact = self.lookup.scope.fact(token)
        if fact is not None and fact.type == "choice" and not fact.ordered:
            word = "{} is {}"
        if word is None:
            return self.lookup.misplaced(token, "count")
        if kind == "moment" and self.lookup.scope.kind_of(self.lookup.scope.now(value)) != "moment":
            return self.lookup.misplaced(value, "moment")
        if fact is not None and fact.type == "choice" and value not in fact.choices:
            message = f"unknown value '{value}' for {fact.name}"
            near = nearest(value, fact.choices)
            return self.lookup.fail("unknown-value", value, message, near)
        message = f"{token} is a {kind}, which cannot be compared with '{comparison}'"
        return self.lookup.fail(
            "wrong-kind", token, message, f"write '{word.format(token, value)}'"
        )


_SAID_OF_MOMENTS = {
    "yesterday": "on {} + 1 day",
    "today": "on {}",
    "tomorrow": "on {} - 1 day",
    "over": "after {}",
    "past": "after {}",
    "done": "after {}",
    "finished": "after {}",
    "ahead": "before {}",
    "upcoming": "before {}",
}
"""What `interview is over` and the like are in the language."""
_OF_SIGN = {
    "choice": {"=": "{} is {}", ">=": "{} is at least {}", "<=": "{} is at most {}"},
    "moment": {
        "=": "{} on {}",
        ">": "{} after {}",
        ">=": "{} from {}",
        "<": "{} before {}",
        "<=": "{0} is known and not {0} after {1}",
    },
}
"""How choices and moments are compared, where a count is compared with a sign."""
