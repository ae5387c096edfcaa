"""State and rules to advice: `Advisor`, and `advise` for one call."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.advice import Report
from interview_rules.calendars import NEVER
from interview_rules.errors import Problem, StateError, nearest, printable
from interview_rules.facts import Facts, default_of
from interview_rules.folding import fold_stretches
from interview_rules.moments import parse_instant, parse_moment, resolve
from interview_rules.packs import RulePack
from interview_rules.state import InterviewState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from interview_rules.calendars import Calendar
    from interview_rules.facts import Fact

    Rules = RulePack | str | Path | Sequence[str | Path] | None
    State = InterviewState | Mapping[str, Any] | str | bytes
    Now = datetime | str | None

__all__ = ["Advisor", "advise"]


class Advisor:
    """Rules made ready once, to advise on as many states as you like, from as many threads.

    `rules` is a pack, a path, the name of a shipped pack, or several paths, each on top of those
    before it; left out, the shipped rules in full. Raises PackError with everything that is wrong
    with them.
    """

    __slots__ = ("engine", "pack")

    def __init__(self, rules: Rules = None, engine: Literal["compiled"] = "compiled") -> None:
        if engine != "compiled":
            hint = nearest(str(engine), ("compiled",))
            problem = Problem("engine", f"there is no engine '{printable(str(engine))}'", hint)
            raise StateError([problem])
        self.pack = _pack(rules)
        self.engine = self.pack.engine

    def advise(self, state: State, now: Now = None) -> Report:
        """The advice for a state at a moment.

        `state` is an InterviewState, a dict or JSON text. `now` is an aware datetime, or a naive
        one or text such as `2026-11-25 12:00`, which are read in the state's zone; left out, the
        clock is read once. A date alone is no moment and is refused. Raises StateError.
        """
        known = state if isinstance(state, InterviewState) else InterviewState.read(state)
        stretches = known.stretches
        calendar = stretches.calendar
        instant = _instant(now, calendar)
        facts = fold_stretches(stretches, instant)
        if self.pack.facts or stretches.has_own_facts:
            own = _own_facts(self.pack, known)
            facts += own
            for fact in self.pack.facts.values():
                place = self.pack.offsets[fact.name]
                if facts[place] != fact.default:
                    facts[0] |= self.pack.bits[fact.name]
        masks = self.engine.evaluate(instant, facts, calendar)
        return Report(self, known, calendar, instant, facts, masks)


def advise(state: State, now: Now = None, rules: Rules = None) -> Report:
    """What to do after a job interview, at a moment, by the shipped rules or by yours.

    See `Advisor` for `rules` and `Advisor.advise` for `state` and `now`. Rules given by path are
    read at every call; keep an Advisor where that matters. Raises StateError and PackError.
    """
    if rules is None:
        return _default().advise(state, now)
    return Advisor(rules).advise(state, now)


@lru_cache(maxsize=1)
def _default() -> Advisor:
    return Advisor()


def _pack(rules: Rules) -> RulePack:
    if rules is None:
        return RulePack.default()
    if isinstance(rules, RulePack):
        return rules
    if isinstance(rules, list | tuple):
        return RulePack.load(*rules)
    return RulePack.load(rules)  # type: ignore[arg-type]  # sequences were just taken out


def _instant(now: Now, calendar: Calendar) -> int:
    if now is None:
        return int(datetime.now(UTC).timestamp())
    if isinstance(now, datetime) and now.tzinfo is not None and 1900 < now.year < 2200:
        # The usual case needs none of the care that reading what people type takes.
        return int(now.timestamp() // 1)
    return resolve(parse_instant(now, "now"), calendar)[0]


def _own_facts(pack: RulePack, state: InterviewState) -> Facts:
    problems = []
    for name in state.facts:
        if name not in pack.facts:
            hint = nearest(name, pack.facts) or "declare it in the pack, under facts:"
            message = f"the rules know no fact '{printable(name)}'"
            problems.append(Problem(f"facts.{printable(name)}", message, hint))
    values: Facts = []
    for fact in pack.facts.values():
        given = state.facts.get(fact.name)
        try:
            values += default_of(fact) if given is None else _own_value(fact, given, state.calendar)
        except StateError as error:
            problems += error.problems
    if problems:
        raise StateError(problems)
    return values


def _own_value(fact: Fact, given: object, calendar: Calendar) -> Facts:
    where = f"facts.{fact.name}"
    if fact.type == "moment":
        return [*resolve(parse_moment(given, where), calendar)]
    if fact.type == "choice":
        if given in fact.choices:
            return [fact.choices.index(str(given))]
        hint = nearest(str(given), fact.choices)
        message = f"'{printable(str(given))}' is none of its values"
        raise StateError([Problem(where, message, hint)])
    if fact.type == "flag" and isinstance(given, bool):
        return [given]
    number = given if isinstance(given, int) and not isinstance(given, bool) else -1
    if fact.type == "count" and 0 <= number < NEVER:
        return [number]
    kind = "true or false" if fact.type == "flag" else "a whole number from 0"
    raise StateError([Problem(where, f"this fact is {kind}", f"{fact.name} is a {fact.type}")])
