"""Folding of applications one by one, each read and folded as a single log is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.errors import Problem, StateError
from interview_rules.evaluation.own_facts import own_facts, with_changes
from interview_rules.evaluation.unknown_names import unknown_names
from interview_rules.events.event import Event
from interview_rules.facts.place import is_of_place
from interview_rules.facts.vocabulary import FACTS
from interview_rules.state.interview_state import InterviewState
from interview_rules.tables.folding.events import interviewers_of
from interview_rules.tables.folding.fact_columns import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.model import RulePack

__all__ = ["OF_EVENTS", "Single", "problems_of"]

OF_EVENTS = tuple(name for name in Event.model_fields if name not in {"id", "meta"})
"""The fields of an event that columns can hold. A column `id` is not read as the id of an event,
because it more often identifies the application."""
_HINTS = {"no-holidays": "correct the date, or leave out the country"}
"""Hints that replace those for a state, by the code of the problem. A table has no free days."""


class Single:
    """Folds single applications at the instant `now`; `pack` declares further facts.

    `facts` are those that have columns; the facts about the place have columns of their own.
    """

    def __init__(self, now: int, pack: RulePack | None) -> None:
        self.now = now
        self._pack = pack
        own = () if pack is None else pack.facts.values()
        self._of_pack = [fact for fact in own if not is_of_place(fact)]
        self.facts: list[Fact] = [*FACTS.values(), *self._of_pack]

    def values(self, events: Iterable[Mapping[str, Any]], place: Mapping[str, Any]) -> list[object]:
        """Return the values of the columns of facts of an application.

        `events` are its rows, and `place` holds fields of its state. Raises StateError with the
        problems of both, and for events that the pack does not know.
        """
        state = InterviewState.from_events([_event(each) for each in events], **place)
        found = [*values_of(FACTS.values(), state.facts_at(self.now)[1:], state.calendar)]
        if self._pack is None:
            return found
        of_pack = state.timeline.of_pack
        if of_pack and (unknown := unknown_names(self._pack, state)):
            raise StateError(unknown)
        own = with_changes(own_facts(self._pack, state), self._pack, of_pack)
        # The facts about the place come last.
        found += values_of(self._of_pack, own.at(self.now)[1], state.calendar)
        return found


def problems_of(error: StateError, where: str) -> Iterator[Problem]:
    """Yield the problems of an application, located in a table."""
    for each in error.problems:
        hint = _HINTS.get(each.code, each.hint)
        yield Problem(f"{where}: {each.where}", each.message, hint, each.code)


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the fields of an event, without nulls.

    A null in `at` is kept: it means that the moment was not recorded.
    """
    fields = {name: row[name] for name in OF_EVENTS if name in row}
    fields = {name: value for name, value in fields.items() if value is not None or name == "at"}
    if "interviewers" in fields:
        fields["interviewers"] = interviewers_of(fields["interviewers"])
    return fields
