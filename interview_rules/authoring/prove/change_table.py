"""What the change of a rule means for a candidate: the advice before and after, in one situation."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.prove.counterexamples import COUNTRIES, are_alike, find_situation
from interview_rules.authoring.prove.pack_diff import facts_of
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
    from interview_rules.authoring.prove.encoding import Encoding, Term
    from interview_rules.authoring.prove.pack_diff import Change
    from interview_rules.packs.model import RulePack

__all__ = ["Contrast", "contrast_as_text", "contrasts"]

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


def contrasts(
    old: RulePack,
    new: RulePack,
    change: Change,
    shown: Mapping[str, Situation],
    countries: Sequence[str] = COUNTRIES,
) -> tuple[Contrast, ...]:
    """Return what the change of a rule from `old` to `new` means; nothing if no situation shows it.

    In one contrast, the rule no longer holds; in one, it holds only now. If its title differs and
    neither shows the new one, another contrast does, where both packs give the advice if possible.
    `shown` holds situations in which rules of `new` hold or give their advice, by rule id. Other
    situations are sought as in `find_situation`.
    """
    situations = [each for each in (change.before, change.now) if each is not None]
    if change.effect == "gone":
        situations += _maybe(_given(old, change.rule, countries, beside=new))
    elif not situations:
        situations += _maybe(_shown(old, new, change.rule, shown, countries))
    elif "title" in change.keys and not any(_speaks(each, change.rule) for each in situations):
        both = _given_by_both(old, new, change.rule, countries)
        situations += _maybe(both or _shown(old, new, change.rule, shown, countries))
    return tuple(_contrast(old, new, situation) for situation in situations)


def _maybe(situation: Situation | None) -> list[Situation]:
    return [] if situation is None else [situation]


def _speaks(situation: Situation, rule: str) -> bool:
    """Return True if a rule of the new pack gives its advice in a situation."""
    return bool(situation.report.given >> situation.report.pack.by_id[rule] & 1)


def _shown(
    old: RulePack,
    new: RulePack,
    rule: str,
    shown: Mapping[str, Situation],
    countries: Sequence[str],
) -> Situation | None:
    """Return a known situation of a rule, or another one if only `new` has the events in it."""
    situation = shown.get(rule)
    if situation is None or all(
        event["event"] not in new.events or are_alike(new.events[event["event"]], old)
        for event in situation.given.get("events", ())
    ):
        return situation
    return _given(new, rule, countries, beside=old)


def _given_by_both(
    old: RulePack, new: RulePack, rule: str, countries: Sequence[str]
) -> Situation | None:
    """Return a situation in which both packs give the advice of a rule."""
    before, now = old.by_id[rule], new.by_id[rule]
    if old.rules[before].advise is None:
        return None

    def wanted(encoding: Encoding) -> Term:
        # The new pack has all facts of the old one.
        told = encoding.beside(old).gives_advice(before), encoding.gives_advice(now)
        return encoding.together([*told])

    def seen(report: Report) -> bool:
        where = report.instant, facts_of(old, report), report.calendar
        given = program_for(old).evaluate(*where)[1]
        return bool(given >> before & report.given >> now & 1)

    return find_situation(new, wanted, seen, countries, beside=old)


def _contrast(old: RulePack, new: RulePack, situation: Situation) -> Contrast:
    before, after = (tuple(_titles(pack, situation)) for pack in (old, new))
    return Contrast(situation, before, after)


def _given(
    pack: RulePack, rule: str, countries: Sequence[str], beside: RulePack | None = None
) -> Situation | None:
    """Return a situation in which a rule gives its advice; None for a rule without advice."""
    index = pack.by_id[rule]
    if pack.rules[index].advise is None:
        return None
    return find_situation(
        pack,
        lambda encoding: encoding.gives_advice(index),
        lambda report: bool(report.given >> index & 1),
        countries,
        beside=beside,
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
