"""A state to evaluate under a pack, with suppressed advice and values for the pack's own facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from interview_rules.calendars.calendar import NEVER
from interview_rules.errors import (
    LIST_NAMES,
    InterviewRulesError,
    Problem,
    StateError,
    nearest,
    printable,
)
from interview_rules.evaluation.own_facts import NO_OWN, own_facts, value_of, with_changes
from interview_rules.evaluation.suppression import read_marks
from interview_rules.evaluation.unknown_names import unknown_names
from interview_rules.evaluation.windows import Windows
from interview_rules.facts.folding import fold
from interview_rules.facts.intervals import intervals_of
from interview_rules.facts.place import PLACE_FACTS
from interview_rules.facts.vocabulary import FACTS, OFFSETS, PLACES, RARE
from interview_rules.positions import FieldPath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.engines.program import Program
    from interview_rules.evaluation.own_facts import Own
    from interview_rules.evaluation.windows import Computed, Suppressed
    from interview_rules.facts.intervals import FactIntervals
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.packs.model import RulePack
    from interview_rules.state.interview_state import InterviewState

__all__ = ["OpenApplications", "OpenDuring", "Session", "session_of_facts"]

_OPEN = OFFSETS["open_applications"]


class OpenApplications(Protocol):
    """The open applications of a job search. Counting them at one instant takes less time."""

    @property
    def periods(self) -> tuple[tuple[int, int], ...]:
        """The periods, as instants [start, end), during which each application is open."""

    def at(self, instant: int) -> int:
        """Return the number of applications that are open at an instant."""


class OpenDuring(NamedTuple):
    """Open applications whose periods are known."""

    periods: tuple[tuple[int, int], ...]

    def at(self, instant: int) -> int:
        """Return the number of applications that are open at an instant."""
        return sum(start <= instant < end for start, end in self.periods)


class Session:
    """One state under one program, ready to be evaluated at any instant."""

    __slots__ = (
        "_computed",
        "_intervals",
        "calendar",
        "leave_out",
        "open_applications",
        "own",
        "program",
        "recorded",
        "state",
        "suppressed",
    )

    def __init__(
        self,
        program: Program,
        state: InterviewState,
        open_applications: OpenApplications | None = None,
        leave_out: int = 0,
        *,
        recorded: InterviewState | None = None,
        strict: bool = False,
    ) -> None:
        """Encode the facts declared by the pack, apply its events, and find the suppressed advice.

        `open_applications` are those of the job search that the state is about. `leave_out` is a
        mask of rules whose advice is given elsewhere. `recorded` is the state to which answers and
        completed advice are added, by default `state`. In a search they differ: `state` also has
        the offers of other applications and the defaults of the search. Facts, events and advice unknown to the pack are ignored, or are errors if
        `strict` is True. Raises StateError for invalid facts and, if `strict`, for `unknown_names`.
        """
        self.program = program
        self.state = state
        self.recorded = state if recorded is None else recorded
        intervals = state.intervals
        self._intervals = intervals if open_applications is None else None
        self.calendar = intervals.calendar
        self.open_applications = open_applications
        self.leave_out = leave_out
        self.own: Own = NO_OWN
        self._computed: Computed | None = None
        self.suppressed: tuple[Suppressed, ...] = ()
        # For speed: every call of `advise` creates a session, and most need neither step.
        if strict or program.pack.facts:
            self._read_facts(strict=strict)
        if intervals.marks:
            periods = () if open_applications is None else open_applications.periods
            self._intervals, self.suppressed, self.own = read_marks(
                program, state, self.own, periods
            )
        if leave_out:
            self.suppressed = ((-NEVER, NEVER, leave_out), *self.suppressed)

    def _read_facts(self, *, strict: bool) -> None:
        problems = [*self.unknown_names] if strict else []
        try:
            own = own_facts(self.program.pack, self.state)
            self.own = with_changes(own, self.program.pack, self.state.intervals.timeline.of_pack)
        except StateError as error:
            problems += error.problems
        if problems:
            raise StateError(problems)

    def __reduce__(self) -> tuple[object, ...]:
        opened = None if self.open_applications is None else self.open_applications.periods
        return (_restored, (self.program, self.state, opened, self.leave_out, self.recorded))

    @property
    def intervals(self) -> FactIntervals:
        """The intervals during which facts have their values, including the open applications."""
        if self._intervals is None:
            # Computed on first access, because advice at one instant needs only a number.
            known, state = self.state.intervals, self.state
            periods = () if self.open_applications is None else self.open_applications.periods
            found = intervals_of(state.timeline, state.standing, periods, before=known)
            self._intervals = found
        return self._intervals

    @property
    def pack(self) -> RulePack:
        """The rule pack of the program."""
        return self.program.pack

    @property
    def unknown_names(self) -> tuple[Problem, ...]:
        """The problems that `unknown_names` finds in the state, such as unknown facts."""
        state = self.state
        if not (state.facts or state.intervals.marks or state.intervals.timeline.of_pack):
            return ()
        return unknown_names(self.program.pack, state)

    def set_base(self, base: Facts) -> None:
        """Set the folded facts that hold outside every interval."""
        self._intervals = self.intervals._replace(base=base)

    def again(self, state: InterviewState, recorded: InterviewState | None = None) -> Session:
        """Return a session of another state with the same program and settings, but not strict.

        `recorded` is as for `Session`. Raises StateError for invalid values of facts that the pack
        declares.
        """
        return Session(
            self.program, state, self.open_applications, self.leave_out, recorded=recorded
        )

    def facts(self, instant: int) -> Facts:
        """Return the folded facts at an instant, followed by those that the pack declares."""
        if self._intervals is not None:
            facts = fold(self._intervals, instant)
        else:
            facts = fold(self.state.intervals, instant)
            if self.open_applications is not None:
                facts[_OPEN] += self.open_applications.at(instant)
        if self.own is not NO_OWN:
            bits, values = self.own.at(instant)
            facts[0] |= bits
            facts += values
        return facts

    def windows(self, instant: int, facts: Facts | None = None) -> Windows:
        """Return the windows around an instant; `facts` are the facts at it, if already folded.

        The windows of a session share what they compute.
        """
        if self._computed is None:
            self._computed = {}, {}
        return Windows(
            self.program.engine,
            self.program.moments,
            self.intervals,
            instant,
            self.own,
            self.suppressed,
            facts,
            self._computed,
        )


def _restored(
    program: Program,
    state: InterviewState,
    periods: tuple[tuple[int, int], ...] | None,
    leave_out: int,
    recorded: InterviewState,
) -> Session:
    opened = None if periods is None else OpenDuring(periods)
    return Session(program, state, opened, leave_out, recorded=recorded)


def session_of_facts(program: Program, state: InterviewState, given: Mapping[str, Any]) -> Session:
    """Return a session of a state in which facts have the values in `given`.

    Events of the state still change them, and add to counts. The values may be ones that no event
    log can produce. `given` replaces all values that the state has for facts of the pack.
    Raises StateError for unknown facts, invalid values and values that contradict each other.
    """
    pack = program.pack
    problems: list[Problem] = []
    own: dict[str, Any] = {}
    held: dict[str, Facts] = {}
    for name, value in given.items():
        fact = FACTS.get(name)
        if fact is None:
            own[name] = value
            continue
        try:
            held[name] = value_of(fact, value, state.calendar)
        except InterviewRulesError as error:
            problems += error.problems
    try:
        session = Session(program, state.read({**_said(state), "facts": own}), strict=True)
    except StateError as error:
        problems += [_with_any_name(problem, pack) for problem in error.problems]
    if problems:
        raise StateError(problems)
    _count_pending(held)
    base = session.intervals.base.copy()
    for name, places in held.items():
        base[PLACES[name]] = places
        if places[0] != FACTS[name].default:
            base[0] |= RARE[name]
    session.set_base(base)
    return session


def _said(state: InterviewState) -> dict[str, Any]:
    """Return the fields that are set in a state, to read the state again with other facts."""
    return {name: getattr(state, name) for name in state.model_fields_set}


def _count_pending(held: dict[str, Facts]) -> None:
    """Derive a missing `unanswered_follow_ups` from `follow_up_pending`, if there are follow-ups.

    Raises StateError if the two contradict each other.
    """
    pending, count = (held.get(name) for name in ("follow_up_pending", "unanswered_follow_ups"))
    if pending is None or not held.get("follow_ups", [0])[0]:
        return
    if count is None:
        held["unanswered_follow_ups"] = [int(pending[0])]
    elif bool(count[0]) is not bool(pending[0]):
        said = "true" if pending[0] else "false"
        message = f"{said} contradicts unanswered_follow_ups: {count[0]}"
        hint = "leave out one of the two"
        raise StateError(
            [Problem(FieldPath("facts", "follow_up_pending"), message, hint, "invalid-value")]
        )


def _with_any_name(problem: Problem, pack: RulePack) -> Problem:
    """Return a problem; one about an unknown fact also suggests names from the vocabulary."""
    match problem.place:
        case ("facts", str(name), *_) if name in PLACE_FACTS:
            return replace(problem, hint="write it beside now, not under facts")
        case ("facts", str(name), *_) if name not in pack.facts:
            message = f"unknown fact '{printable(name)}'"
            hint = nearest(name, [*FACTS, *pack.facts]) or LIST_NAMES
            return Problem(problem.place, message, hint, "unknown-name")
        case _:
            return problem
