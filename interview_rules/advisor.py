"""The entry points: `Advisor`, and `advise`, `plan`, `answer` and `explain` for one-off calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from interview_rules.calendars.moments import instant_of
from interview_rules.engines.program import program_for
from interview_rules.errors import Problem, StateError
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import Session
from interview_rules.evaluation.unknown_names import unknown_application
from interview_rules.packs.loading import pack_of
from interview_rules.packs.model import RulePack
from interview_rules.positions import FieldPath
from interview_rules.reports.report import Report
from interview_rules.state.interview_state import InterviewState

if TYPE_CHECKING:
    from datetime import date

    from typing_extensions import TypeIs

    from interview_rules.calendars.moments import Now
    from interview_rules.engines.engine import Engine, EngineName
    from interview_rules.engines.program import Program
    from interview_rules.evaluation.scenario import Assume
    from interview_rules.evaluation.search_session import SearchSession
    from interview_rules.packs.loading import Rules
    from interview_rules.reports.explanation import Explanation
    from interview_rules.reports.plan import Plan
    from interview_rules.reports.search_plan import SearchPlan
    from interview_rules.reports.search_report import SearchReport
    from interview_rules.state.job_search import JobSearch

    State = InterviewState | Mapping[str, Any] | str | bytes
    Until = datetime | date | timedelta | str | None

__all__ = ["Advisor", "advise", "answer", "explain", "plan"]


class Advisor:
    """Prepared rules that advise on any number of states, from any number of threads.

    `rules` is a pack, a path, a name, or a sequence of paths and names, each layered on those
    before it; it defaults to the bundled pack `in-practice`. A name is that of a bundled or
    installed pack, and the required versions may follow it: `uni-careers >= 2`. `search_rules`
    advise on a JobSearch as a whole and default to the bundled pack `job-search`. `engine` is
    `compiled`, or `durable` for durable_rules, which needs the extra `durable` and gives the same
    advice. Names in a state that the rules do not know, such as advice marked as done that no rule
    gives anymore, become warnings in the report; with `strict`, they raise StateError.

    Raises PackError listing all problems in the rules, including any engine limits they exceed,
    StateError for an unknown engine, and ModuleNotFoundError if the engine is not installed.
    """

    __slots__ = ("_search_program", "program", "strict")

    def __init__(
        self,
        rules: Rules = None,
        engine: EngineName = "compiled",
        search_rules: Rules = None,
        *,
        strict: bool = False,
    ) -> None:
        self.strict = strict
        self.program = program_for(pack_of(rules), engine)
        # Most callers have one application, so the default search rules are loaded on first use.
        self._search_program = (
            None if search_rules is None else program_for(pack_of(search_rules), engine)
        )

    @property
    def pack(self) -> RulePack:
        """The rule pack for one application."""
        return self.program.pack

    @property
    def engine(self) -> Engine:
        """The engine on which the rules for one application run."""
        return self.program.engine

    @overload
    def advise(self, state: State, now: Now = None) -> Report: ...
    @overload
    def advise(self, state: JobSearch, now: Now = None) -> SearchReport: ...
    def advise(self, state: State | JobSearch, now: Now = None) -> Report | SearchReport:
        """Return the advice for a state at a moment.

        `state` is a JobSearch, or one application as an InterviewState, a mapping or JSON text.
        `now` is a datetime or text such as `2026-11-25 12:00`; without an offset, it is in the time
        zone of the state or search. It defaults to the current time. Raises StateError for an
        invalid state or `now`, such as a date without a time.
        """
        if isinstance(state, InterviewState):
            known = state
        elif _is_search(state):
            from interview_rules.reports.search_report import SearchReport

            return SearchReport(self._search_session(state), instant_of(now, state.calendar))
        else:
            known = InterviewState.read(state)
        instant = instant_of(now, known.calendar)
        return Report(evaluate(Session(self.program, known, strict=self.strict), instant))

    def warm_up(self) -> None:
        """Prepare what the first calls would otherwise have to prepare.

        A service can call this as it starts; it takes about a second. It compiles what windows,
        texts and due dates need, loads the search rules, and imports what results as data need.
        Time zones, holidays, and what shows or exports a result are still read at their first use.
        Without this call, some of the first calls take a few hundred milliseconds.
        """
        from interview_rules.evaluation.boundary_values import find_comparisons
        from interview_rules.state.job_search import JobSearch

        for program in (self.program, self._program_for_search()):
            program.warm_up()
            find_comparisons(program)
        one, now = {"interview": "2026-01-01"}, "2026-01-02 12:00"
        search = JobSearch.read({"applications": {"first": one}})
        self.advise(one, now).to_json()
        self.advise(search, now).to_json()
        self.plan(search, now).to_json()
        self.answer(search, {}, now)
        for rule in self.pack.rules[:1]:
            self.explain(one, rule.id, now).to_json()

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
        """Return a plan: what will be advised, and when.

        `state` and `now` are as for `advise`. `until` is the end of the plan: a datetime, a date
        (meaning the end of that day), text for either, or a timedelta from `now`, at most 100
        years. By default, a plan continues until the advice no longer changes; the plan of a
        JobSearch covers eight weeks.

        `assume` is a keyword, an imagined event, or a list of these. With `silence`, nothing
        happens except the events in the state and the imagined ones. With `follow advice`, the
        candidate also takes each advised action for which the rules name an event, on its due day
        or, without one, on the first business day; the employer never replies. For a JobSearch, an
        event can name its `application`; otherwise, it belongs to the search.

        Raises StateError for invalid arguments, and CalendarError if `follow advice` needs the
        business days of a year without known holidays.
        """
        from interview_rules.evaluation.scenario import check_imagined, parse_end, read_scenario
        from interview_rules.reports.plan import make_plan

        if _is_search(state):
            return self._plan_search(state, now, until, assume)
        known = state if isinstance(state, InterviewState) else InterviewState.read(state)
        start = instant_of(now, known.calendar)
        end = parse_end(until, start, known.calendar)
        scenario = read_scenario(assume)
        imagined = scenario.events.get("", ())
        try:
            extended = known.with_events(*imagined) if imagined else known
            check_imagined(self.program.pack, imagined, len(known.events))
            session = Session(self.program, extended, strict=self.strict)
        except StateError as error:
            raise scenario.located(error, "", len(known.events)) from None
        return make_plan(session, start, end, scenario)

    def _plan_search(self, search: JobSearch, now: Now, until: Until, assume: Assume) -> SearchPlan:
        from interview_rules.evaluation.scenario import (
            check_imagined,
            parse_end,
            read_scenario,
            with_imagined,
        )
        from interview_rules.reports.search_plan import WEEKS, SearchPlan

        start = instant_of(now, search.calendar)
        end = parse_end(timedelta(weeks=WEEKS) if until is None else until, start, search.calendar)
        assert end is not None  # noqa: S101  # only `until=None` has no end
        scenario = read_scenario(assume, search.applications)
        recorded = search
        try:
            for name, events in scenario.events.items():
                search = with_imagined(search, name, events)
            for name, events in scenario.events.items():
                own = search.applications[name].events if name else search.events
                pack = self.program.pack if name else self.search_pack
                check_imagined(pack, events, len(own) - len(events), name)
            return SearchPlan(self._search_session(search), start, end, scenario)
        except StateError as error:
            for name in scenario.events:
                own = recorded.applications[name].events if name else recorded.events
                error = scenario.located(error, name, len(own))
            raise error from None

    def _search_session(self, search: JobSearch) -> SearchSession:
        from interview_rules.evaluation.search_session import SearchSession

        programs = self.program, self._program_for_search()
        return SearchSession(*programs, search, strict=self.strict)

    def _program_for_search(self) -> Program:
        if self._search_program is not None:
            return self._search_program
        return program_for(RulePack.shipped("job-search"), self.program.engine_name)

    @property
    def search_pack(self) -> RulePack:
        """The rule pack for a JobSearch as a whole."""
        return self._program_for_search().pack

    @overload
    def answer(
        self, state: State, answers: Mapping[str, Any], now: Now = None
    ) -> InterviewState: ...
    @overload
    def answer(
        self, state: JobSearch, answers: Mapping[str, Any], now: Now = None
    ) -> JobSearch: ...
    def answer(
        self, state: State | JobSearch, answers: Mapping[str, Any], now: Now = None
    ) -> InterviewState | JobSearch:
        """Return the state with answers to questions added, for the caller to store.

        `answers` maps the ids of questions to answers, which can be text from a form; for a
        JobSearch, it maps the names of applications to such mappings. Answers of None or blank text
        are ignored. The answer `unknown` means "I do not know": the question is not asked again
        until something else in the state changes. Raises StateError listing the problems of the
        answers, each located by the id of its question (for a JobSearch, by application and id):
        invalid and impossible answers, such as a future date for a note already sent, and questions
        that are not open. An unknown application is a problem, too.
        """
        from interview_rules.evaluation.answers import answered, as_answers

        if not _is_search(state):
            return answered(self.advise(state, now).evaluation, as_answers(answers))
        given = as_answers(answers, of_search=True)
        sessions = self._search_session(state).sessions
        instant = instant_of(now, state.calendar)
        problems: list[Problem] = []
        found: dict[str, InterviewState] = {}
        for name, theirs in given.items():
            if name not in sessions:
                problems.append(unknown_application(str(name), sessions, str(name)))
                continue
            try:
                evaluation = evaluate(sessions[name], instant)
                found[name] = answered(evaluation, as_answers(theirs), state.applications[name])
            except StateError as error:
                problems += error.within(FieldPath(name)).problems
        if problems:
            raise StateError(problems)
        return state.with_applications(found)

    def explain(
        self, state: State | JobSearch, rule: str, now: Now = None, application: str | None = None
    ) -> Explanation:
        """Explain why a rule holds or does not hold at a moment, and when it could hold.

        `state` and `now` are as for `advise`. `rule` is the id of a rule or, if no rule has that
        id, an action. If several rules advise the action, explain the one that gives its advice at
        that moment, or else the one that holds soonest, or else the first. For a search,
        `application` is required: the name of one, or an empty string for the rules of the search
        as a whole. The offers of the other applications count, too. Raises StateError as `advise`
        does, for an unknown or missing `application`, and for one that is given although `state` is
        not a search. Raises PackError for an unknown rule.
        """
        from interview_rules.reports.explanation import explain_evaluation

        if not _is_search(state):
            if application is not None:
                message = "a state is a single application"
                raise StateError([Problem("application", message, "leave it out", "unknown-name")])
            return explain_evaluation(self.advise(state, now).evaluation, rule)
        if application is None:
            message = "a search has several applications"
            hint = "name the application, or pass an empty name for the search as a whole"
            raise StateError([Problem("application", message, hint, "missing-field")])
        report = self.advise(state, now)
        if application and application not in report.applications:
            raise StateError([unknown_application(application, report.applications, "application")])
        found = report.applications[application] if application else report.search
        return explain_evaluation(found.evaluation, rule)


@overload
def advise(state: State, now: Now = None, rules: Rules = None) -> Report: ...
@overload
def advise(state: JobSearch, now: Now = None, rules: Rules = None) -> SearchReport: ...
def advise(state: State | JobSearch, now: Now = None, rules: Rules = None) -> Report | SearchReport:
    """Return the advice for a state at a moment, under the bundled rules or your own.

    See `Advisor` for `rules` and `Advisor.advise` for `state` and `now`. Each call loads `rules`
    again, unless they are a RulePack or the name of one bundled pack; reuse an Advisor to load them
    only once. Raises StateError and PackError.
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
    """Return a plan (what will be advised, and when) under the bundled rules or your own.

    See `Advisor` for `rules` and `Advisor.plan` for the rest. Raises StateError, PackError, and
    CalendarError as `Advisor.plan` does.
    """
    advisor = _default() if rules is None else Advisor(rules)
    return advisor.plan(state, now, until, assume)


@overload
def answer(
    state: State, answers: Mapping[str, Any], now: Now = None, rules: Rules = None
) -> InterviewState: ...
@overload
def answer(
    state: JobSearch, answers: Mapping[str, Any], now: Now = None, rules: Rules = None
) -> JobSearch: ...
def answer(
    state: State | JobSearch, answers: Mapping[str, Any], now: Now = None, rules: Rules = None
) -> InterviewState | JobSearch:
    """Return the state with answers to questions added, under the bundled rules or your own.

    See `Advisor` for `rules` and `Advisor.answer` for the rest. Raises StateError and PackError.
    """
    advisor = _default() if rules is None else Advisor(rules)
    return advisor.answer(state, answers, now)


def explain(
    state: State | JobSearch,
    rule: str,
    now: Now = None,
    rules: Rules = None,
    application: str | None = None,
) -> Explanation:
    """Explain why a rule holds or does not hold at a moment, and when it could hold.

    See `Advisor` for `rules` and `Advisor.explain` for the rest. Raises StateError and PackError.
    """
    advisor = _default() if rules is None else Advisor(rules)
    return advisor.explain(state, rule, now, application)


def _is_search(state: State | JobSearch) -> TypeIs[JobSearch]:
    """Return True for a JobSearch. Its module is imported only if the type does not rule it out."""
    if isinstance(state, InterviewState | Mapping | str | bytes):
        return False
    from interview_rules.state.job_search import JobSearch

    return isinstance(state, JobSearch)


@lru_cache(maxsize=1)
def _default() -> Advisor:
    return Advisor()
