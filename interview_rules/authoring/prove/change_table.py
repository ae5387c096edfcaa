"""What the change of a rule means for a candidate: the advice before and after, in one situation."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.prove.counterexamples import COUNTRIES, find_situation
from interview_rules.calendars.formatting import say_hour
from interview_rules.engines.program import program_for
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import Session, session_of_facts
from interview_rules.facts.vocabulary import FACTS
from interview_rules.reports.report import Report
from interview_rules.state.interview_state import InterviewState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.authoring.prove.pack_diff import Change
    from interview_rules.packs.model import RulePack

__all__ = ["Contrast", "contrast", "contrast_as_text"]

_WIDTH = 36
"""Width of each of the two columns, in characters."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The titles of the advice in one situation, before and after a change, in order."""

    situation: Situation
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def words(self) -> str:
        """The situation in words: its moment, and what is known."""
        situation = self.situation
        given = {name: value for name, value in situation.given.items() if name != "events"}
        known = given.pop("facts", {}) | given
        said = [f"{name}: {_value(value)}" for name, value in known.items()]
        said += [_event(event) for event in situation.given.get("events", ())]
        said += [f"country: {situation.country}"] if situation.country else []
        return f"On {say_hour(situation.now)}, with {'; '.join(said) or 'nothing known'}"


def contrast(
    old: RulePack,
    new: RulePack,
    change: Change,
    shown: Mapping[str, Situation],
    countries: Sequence[str] = COUNTRIES,
) -> Contrast | None:
    """Return what the change of a rule from `old` to `new` means, or None if no situation shows it.

    `shown` holds situations in which rules of `new` hold or give their advice, by rule id. Other
    situations are sought as in `find_situation`.
    """
    situation = change.now or change.before or shown.get(change.rule)
    if situation is None and change.effect == "gone":
        situation = _given(old, change.rule, countries)
    if situation is None:
        return None
    before, after = (tuple(_titles(pack, situation)) for pack in (old, new))
    return Contrast(situation, before, after)


def _given(pack: RulePack, rule: str, countries: Sequence[str]) -> Situation | None:
    """Return a situation in which a rule gives its advice; None for a rule without advice."""
    index = pack.by_id[rule]
    if pack.rules[index].advise is None:
        return None
    return find_situation(
        pack,
        lambda encoding: encoding.gives_advice(index),
        lambda report: bool(report.given >> index & 1),
        countries,
    )


def _titles(pack: RulePack, situation: Situation) -> Iterator[str]:
    """Yield the titles of the advice of a pack in a situation that was found for another one."""
    program, place = program_for(pack), {"country": situation.country}
    if situation.is_log:
        session = Session(program, InterviewState.read({**situation.given, **place}))
    else:
        known = {*FACTS, *pack.facts}
        facts = {n: value for n, value in situation.given["facts"].items() if n in known}
        session = session_of_facts(program, InterviewState.read(place), facts)
    now = situation.now.replace(tzinfo=session.calendar.tzinfo)
    for advice in Report(evaluate(session, int(now.timestamp()))):
        yield advice.title


def contrast_as_text(found: Contrast) -> Iterator[str]:
    """Yield the lines of a table with two columns, in which equal titles stand side by side."""
    yield from wrap(found.words, 2 * _WIDTH + 2, break_on_hyphens=False)
    yield from _row("BEFORE", "AFTER")
    matcher = SequenceMatcher(None, found.before, found.after, autojunk=False)
    for _tag, first, last, start, stop in matcher.get_opcodes():
        sides = found.before[first:last], found.after[start:stop]
        for one, other in zip_longest(*sides, fillvalue=""):
            yield from _row(one, other)


def _row(one: str, other: str) -> Iterator[str]:
    for left, right in zip_longest(wrap(one, _WIDTH), wrap(other, _WIDTH), fillvalue=""):
        yield f"{left:<{_WIDTH}}  {right}".rstrip()


def _event(event: Mapping[str, Any]) -> str:
    about = [
        f"{name} {_value(value)}" for name, value in event.items() if name not in {"event", "at"}
    ]
    at = event.get("at")
    on, more = (f" on {at}" if at else ""), (f" ({', '.join(about)})" if about else "")
    return f"{event['event']}{on}{more}"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
