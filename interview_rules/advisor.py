"""State and rules to advice: `Advisor`, and `advise` for one call."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.errors import Problem, StateError, nearest, printable
from interview_rules.explanations import explain_report
from interview_rules.moments import parse_instant, resolve
from interview_rules.packs import RulePack
from interview_rules.plans import make_plan, parse_end
from interview_rules.reading import Reading
from interview_rules.state import InterviewState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, timedelta
    from pathlib import Path

    from interview_rules.advice import Report
    from interview_rules.calendars import Calendar
    from interview_rules.explanations import Explanation
    from interview_rules.plans import Assume, Plan

    Rules = RulePack | str | Path | Sequence[str | Path] | None
    State = InterviewState | Mapping[str, Any] | str | bytes
    Now = datetime | str | None
    Until = datetime | date | timedelta | str | None

__all__ = ["Advisor", "advise", "explain", "plan"]


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
        reading = Reading(self.pack, known)
        return reading.report(_instant(now, reading.calendar))

    def plan(
        self, state: State, now: Now = None, until: Until = None, assume: Assume = "silence"
    ) -> Plan:
        """What will be advised when.

        `state` and `now` are as for `advise`. `until` is where the plan ends: an aware datetime, a
        date or a text for the end of that day, or a length of time; left out, it goes on for as long
        as anything changes. `assume` is `silence` (nothing happens but what the state knows of
        already), `follow advice` (the candidate does what is advised on the day it is due, and
        nobody answers), a list of events that are imagined, or a list of both. Raises StateError.
        """
        known = state if isinstance(state, InterviewState) else InterviewState.read(state)
        start = _instant(now, known.calendar)
        return make_plan(self.pack, known, start, parse_end(until, start, known.calendar), assume)

    def explain(self, state: State, rule: str, now: Now = None) -> Explanation:
        """Why a rule holds at a moment, or why not, and when it could.

        `rule` is a rule's id, or an action: of several rules that advise it, the one that speaks,
        or else the one that could hold first. Raises StateError, and PackError for a rule that
        there is not.
        """
        return explain_report(self.advise(state, now), rule)


def advise(state: State, now: Now = None, rules: Rules = None) -> Report:
    """What to do after a job interview, at a moment, by the shipped rules or by yours.

    See `Advisor` for `rules` and `Advisor.advise` for `state` and `now`. Rules given by path are
    read at every call; keep an Advisor where that matters. Raises StateError and PackError.
    """
    if rules is None:
        return _default().advise(state, now)
    return Advisor(rules).advise(state, now)


def plan(
    state: State,
    now: Now = None,
    until: Until = None,
    assume: Assume = "silence",
    rules: Rules = None,
) -> Plan:
    """What will be advised when, by the shipped rules or by yours.

    See `Advisor` for `rules` and `Advisor.plan` for the rest. Raises StateError and PackError.
    """
    advisor = _default() if rules is None else Advisor(rules)
    return advisor.plan(state, now, until, assume)


def explain(state: State, rule: str, now: Now = None, rules: Rules = None) -> Explanation:
    """Why a rule holds at a moment, or why not, and when it could.

    See `Advisor` for `rules` and `Advisor.explain` for the rest. Raises StateError and PackError.
    """
    advisor = _default() if rules is None else Advisor(rules)
    return advisor.explain(state, rule, now)


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
