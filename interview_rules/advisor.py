"""State and rules to advice: `Advisor`, and `advise` for one call."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from interview_rules.calendars.moments import instant_of
from interview_rules.engines.program import program_for
from interview_rules.errors import Problem, StateError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.scenario import parse_end, read_scenario
from interview_rules.evaluation.search_session import SearchSession
from interview_rules.evaluation.session import Session
from interview_rules.packs.loading import pack_of
from interview_rules.packs.model import RulePack
from interview_rules.reports.explanation import explain_evaluation
from interview_rules.reports.plan import make_plan
from interview_rules.reports.report import Report
from interview_rules.reports.search_report import WEEKS, SearchPlan, SearchReport
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from interview_rules.calendars.moments import Now
    from interview_rules.engines.engine import Engine, EngineName
    from interview_rules.engines.program import Program
    from interview_rules.evaluation.scenario import Assume
    from interview_rules.packs.loading import Rules
    from interview_rules.reports.explanation import Explanation
    from interview_rules.reports.plan import Plan

    State = InterviewState | Mapping[str, Any] | str | bytes
    Until = datetime | date | timedelta | str | None

__all__ = ["Advisor", "advise", "explain", "plan"]


class Advisor:
    """Rules made ready once, to advise on as many states as you like, from as many threads.

    `rules` is a pack, a path, the name of a shipped pack, or several paths, each on top of those
    before it; left out, the shipped rules in full. `search_rules` are those for what belongs to
    the person in a JobSearch. `engine` makes the rules executable: `compiled`, or `durable` for
    durable_rules, which needs the extra `durable` and gives the same advice. Raises PackError with
    everything that is wrong with the rules or beyond the engine's limits, StateError for an engine
    that there is not, and ModuleNotFoundError for one that is not installed.
    """

    __slots__ = ("_latest", "_search_program", "program")

    def __init__(
        self,
        rules: Rules = None,
        engine: EngineName = "compiled",
        search_rules: Rules = None,
    ) -> None:
        self.program = program_for(pack_of(rules), engine)
        self._latest: Session | None = None
        # Most callers have one application: the rules for a search are read when they are needed.
        self._search_program = (
            None if search_rules is None else program_for(pack_of(search_rules), engine)
        )

    @property
    def pack(self) -> RulePack:
        """The rules for one application."""
        return self.program.pack

    @property
    def engine(self) -> Engine:
        """The engine that evaluates them."""
        return self.program.engine

    @overload
    def advise(self, state: State, now: Now = None) -> Report: ...
    @overload
    def advise(self, state: JobSearch, now: Now = None) -> SearchReport: ...
    def advise(self, state: State | JobSearch, now: Now = None) -> Report | SearchReport:
        """The advice for a state at a moment.

        `state` is an InterviewState, a dict or JSON text, or a JobSearch. `now` is an aware datetime, or a naive
        one or text such as `2026-11-25 12:00`, which are read in the state's zone; left out, the
        clock is read once. A date alone is no moment and is refused. Raises StateError.
        """
        if isinstance(state, InterviewState):
            known = state
        elif isinstance(state, JobSearch):
            return SearchReport(self._search_session(state), instant_of(now, state.calendar))
        else:
            known = InterviewState.read(state)
        instant = instant_of(now, known.calendar)
        session = self._latest
        if session is None or session.state is not known:
            # A state is often asked about several times in a row: keep what was looked up for it.
            session = self._latest = Session(self.program, known)
        return Report(evaluate(session, instant))

    @overload
    def plan(
        self, state: State, now: Now = None, until: Until = None, assume: Assume = "silence"
    ) -> Plan: ...
    @overload
    def plan(
        self, state: JobSearch, now: Now = None, until: Until = None, assume: Assume = "silence"
    ) -> SearchPlan: ...
    def plan(
        self,
        state: State | JobSearch,
        now: Now = None,
        until: Until = None,
        assume: Assume = "silence",
    ) -> Plan | SearchPlan:
        """What will be advised when.

        `state` and `now` are as for `advise`. `until` is where the plan ends: an aware datetime, a
        date or a text for the end of that day, or a length of time; left out, it goes on for as long
        as anything changes, and for eight weeks in a JobSearch. `assume` is `silence` (nothing happens but what the state knows of
        already), `follow advice` (the candidate does what is advised on the day it is due, and
        nobody answers), a list of events that are imagined, or a list of both; in a JobSearch, an
        event names the `application` it is about. Raises StateError.
        """
        if isinstance(state, JobSearch):
            return self._plan_search(state, now, until, assume)
        known = state if isinstance(state, InterviewState) else InterviewState.read(state)
        start = instant_of(now, known.calendar)
        end = parse_end(until, start, known.calendar)
        assumed = read_scenario(assume)
        imagined = assumed.events.get("", ())
        try:
            session = Session(self.program, known.with_events(*imagined) if imagined else known)
        except StateError as error:
            raise assumed.located(error, "", len(known.events)) from None
        return make_plan(session, start, end, assumed)

    def _plan_search(self, search: JobSearch, now: Now, until: Until, assume: Assume) -> SearchPlan:
        start = instant_of(now, search.calendar)
        end = parse_end(timedelta(weeks=WEEKS) if until is None else until, start, search.calendar)
        assert end is not None  # noqa: S101  # only no end at all gives none
        assumed = read_scenario(assume, search.applications)
        for name, events in assumed.events.items():
            if name:
                state = search.applications[name].with_events(*events)
                search = search.with_application(name, state)
            else:
                search = search.with_events(*events)
        try:
            return SearchPlan(self._search_session(search), start, end, assumed)
        except StateError as error:
            for name, events in assumed.events.items():
                own = search.applications[name].events if name else search.events
                error = assumed.located(error, name, len(own) - len(events))
            raise error from None

    def _search_session(self, search: JobSearch) -> SearchSession:
        return SearchSession(self.program, self._program_for_search(), search)

    def _program_for_search(self) -> Program:
        if self._search_program is not None:
            return self._search_program
        return program_for(RulePack.shipped("job-search"), self.program.engine_name)

    @property
    def search_pack(self) -> RulePack:
        """The rules for what belongs to the person in a JobSearch."""
        return self._program_for_search().pack

    def explain(self, state: State, rule: str, now: Now = None) -> Explanation:
        """Why a rule holds at a moment, or why not, and when it could.

        `rule` is a rule's id, or an action: of several rules that advise it, the one that speaks,
        or else the one that could hold first. Raises StateError, and PackError for a rule that
        there is not.
        """
        if isinstance(state, JobSearch):
            message, hint = "this is a search", "explain one of its applications"
            raise StateError([Problem("", message, hint)])
        return explain_evaluation(self.advise(state, now).evaluation, rule)


@overload
def advise(state: State, now: Now = None, rules: Rules = None) -> Report: ...
@overload
def advise(state: JobSearch, now: Now = None, rules: Rules = None) -> SearchReport: ...
def advise(state: State | JobSearch, now: Now = None, rules: Rules = None) -> Report | SearchReport:
    """What to do after a job interview, at a moment, by the shipped rules or by yours.

    See `Advisor` for `rules` and `Advisor.advise` for `state` and `now`. Rules given by path are
    read at every call; keep an Advisor where that matters. Raises StateError and PackError.
    """
    if rules is None:
        return _default().advise(state, now)
    return Advisor(rules).advise(state, now)


@overload
def plan(
    state: State,
    now: Now = None,
    until: Until = None,
    assume: Assume = "silence",
    rules: Rules = None,
) -> Plan: ...
@overload
def plan(
    state: JobSearch,
    now: Now = None,
    until: Until = None,
    assume: Assume = "silence",
    rules: Rules = None,
) -> SearchPlan: ...
def plan(
    state: State | JobSearch,
    now: Now = None,
    until: Until = None,
    assume: Assume = "silence",
    rules: Rules = None,
) -> Plan | SearchPlan:
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
