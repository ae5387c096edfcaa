"""Name lookup for one text, with problems for names that are unknown or of the wrong kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from interview_rules.errors import LIST_NAMES, Problem, Suggestions, nearest
from interview_rules.language.parser import KEYWORDS, UNITS, Token

if TYPE_CHECKING:
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.language.nodes import Condition, Moment
    from interview_rules.language.parser import Syntax
    from interview_rules.language.scope import Locate, Scope
    from interview_rules.positions import Position

__all__ = ["CheckFailed", "Lookup", "ResolveDefinition"]


class CheckFailed(Exception):
    """Signals that the text cannot be checked further, after a problem was noted."""


class ResolveDefinition(Protocol):
    """Returns the checked node of a definition; raises CheckFailed if it refers to itself."""

    def __call__(self, name: str, /, used_at: tuple[Token, Lookup]) -> Condition | Moment | None:
        """Return the node, or None after noting the problems of the definition."""
        ...


@dataclass(slots=True)
class Lookup:
    """Looks up the names in one text, and adds the text's problems to `problems`."""

    scope: Scope
    text: str
    start: Literal["condition", "moment"]
    locate: Locate
    problems: list[Problem]
    resolve: ResolveDefinition

    def position(self, part: Syntax | Token) -> Position:
        """Return the position at which a part of the text begins."""
        place = part if isinstance(part, Token) else part.meta
        # The meta of a tree without tokens has no positions.
        return self.locate(getattr(place, "start_pos", 0) or 0)

    def use(self, token: Token) -> tuple[str, Fact | None]:
        """Record that a name is used. Return the present name, and its fact or None."""
        name = self.scope.now(str(token))
        self.scope.used.add(name)
        return name, self.scope.facts.get(name)

    def definition(self, token: Token, kind: str) -> Condition | Moment | None:
        """Return the node of a definition, or None if no definition of this kind has the name.

        Raises CheckFailed if the definition has problems.
        """
        found = self.scope.definitions.get(str(token))
        if found is None or found.kind != kind:
            return None
        node = self.resolve(str(token), used_at=(token, self))
        if node is None:
            raise CheckFailed
        return node

    def fail(self, code: str, token: Token, message: str, hint: str | Suggestions) -> CheckFailed:
        """Note a problem at a word, and return the exception for the caller to raise."""
        start = token.start_pos or 0
        span = self.locate.span(start, len(token))
        self.problems.append(Problem(self.locate(start), message, hint, code, span=span))
        return CheckFailed()

    def misplaced(self, token: Token, wanted: str, *, tested: bool = False) -> CheckFailed:
        """Note that a name is unknown or of the wrong kind; return the exception to raise.

        `wanted` is the kind expected at this place, such as `moment`. With `tested`, a condition
        tests this name, and the hint says how names of its kind are tested.
        """
        name = self.scope.now(token)
        kind = self.scope.kind_of(name)
        if not kind and name in KEYWORDS:
            return self.fail("syntax", token, f"unexpected '{token}'", "expected a name")
        if not kind and name in UNITS:
            message, hint = f"the unit '{token}' has no number", f"write, for example, '3 {token}'"
            return self.fail("syntax", token, message, hint)
        if not kind:
            near = (
                (self._of_choice(name) if wanted == "condition" else "")
                or self._in_prose(token, wanted)
                or nearest(token, self.scope.names())
                or LIST_NAMES
            )
            return self.fail("unknown-name", token, f"unknown name '{token}'", near)
        message = f"{token} is a {kind}, not a {wanted}"
        return self.fail(
            "wrong-kind", token, message, _how_to_correct(name, kind, "" if tested else wanted)
        )

    def _of_choice(self, value: str) -> str:
        """Return the hint for a value of a choice without its fact; empty for anything else."""
        facts = [name for name, fact in self.scope.facts.items() if value in fact.choices]
        tests = [f"'{name} is {value}'" for name in facts]
        return f"write {' or '.join(tests)}" if tests else ""

    def _in_prose(self, token: Token, wanted: str) -> str:
        """Return the hint for a word of a sentence used as a name, such as `today` or `monday`.

        Return an empty string for anything else.
        """
        # Only packs with errors need these modules.
        from interview_rules.language.moment_phrases import against_now  # noqa: PLC0415
        from interview_rules.language.typography import NO_WEEKDAYS, NUMBER_WORDS, WEEKDAYS  # noqa: PLC0415

        if wanted == "number" and token in NUMBER_WORDS:
            return f"write the number in digits: {NUMBER_WORDS[token]}"
        if token in {"now", "today"}:
            if self.start == "moment":
                return "name a moment, such as decision_date"
            return against_now(self.text, token.start_pos or 0)
        if token in _DAYS:
            return f"count from a fact, as in 'interview {_DAYS[token]}'"
        if token in WEEKDAYS:
            return NO_WEEKDAYS[self.start]
        if token in _COMPARATIVES:
            return "write 'offer is at least firm' for a choice, or 'rounds >= 2' for a count"
        return ""


_DAYS = {"yesterday": "+ 1 day", "tomorrow": "- 1 day"}
"""What is added to a moment to test whether it is on such a day."""
_COMPARATIVES = frozenset({"better", "fewer", "higher", "less", "lower", "more", "worse"})
"""Words of phrases such as `firm or better`."""


def _how_to_correct(name: str, kind: str, wanted: str) -> str:
    for_wanted = {
        "duration": "write a duration such as 3 days",
        "number": "write a number such as 3",
        "moment": "name a moment, such as decision_date",
    }
    return (
        for_wanted.get(wanted)
        or {
            "moment": f"write '{name} is known', 'no {name}' or 'after {name}'",
            "choice": f"write '{name} is ...'",
            "count": f"write '{name} >= 1' or 'no {name}'",
            "parameter": "use it only after +, - or a comparison",
            "condition": f"write '{name}' or 'not {name}'",
            "conclusion": f"write '{name}' or 'not {name}'",
            "flag": f"write '{name}' or 'not {name}'",
        }[kind]
    )
