"""States around every clock change since 1970, in every time zone: all meanings agree.

Among them are the days that Kwajalein, Kiritimati, Apia and Fakaofo skipped.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import settings

from interview_rules import InterviewState, RulePack
from interview_rules.engines.program import program_for
from interview_rules.engines.rule_mask import contains
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.evaluation.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.engines.program import Program

DURABLE = find_spec("durable_rules_engine") is not None
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
SKIPPED_A_DAY = ("Pacific/Kwajalein", "Pacific/Kiritimati", "Pacific/Apia", "Pacific/Fakaofo")
CONDITIONS = (
    "before one",
    "from one",
    "after one",
    "on one",
    "one before other",
    "one from other",
    "one after other",
    "one on other",
    "from one - 7 minutes and before one + 90 minutes",
    "on one + 1 day",
    "on one - 1 day",
    "after one + 1 week and not after other + 1 month",
    "from one + 1 business day",
    "before one - 2 business days",
    "on latest of one, other",
    "on earliest of one - 1 hour, other + 1 day",
    "no other since one",
    "not on other - 25 hours",
)
DUES = (
    "one",
    "one - 7 minutes",
    "one + 1 day",
    "one - 1 day",
    "other + 1 business day",
    "latest of one, other",
    "one + 25 hours",
)


@cache
def program(engine: str = "compiled") -> Program:
    rules = "".join(
        f"  - {{id: r{n}, when: '{when}', source: Us, advise: {{action: r{n}, kind: do, title: T,"
        f" text: 'T.', due: '{DUES[n % len(DUES)]}'}}}}\n"
        for n, when in enumerate(CONDITIONS)
    )
    facts = "facts: {one: {type: moment, doc: One.}, other: {type: moment, doc: Another.}}\n"
    return program_for(RulePack.from_text(f"pack: p\n{facts}rules:\n{rules}", "p.yaml"), engine)


def changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the instants at which the clocks of a zone change."""
    day = FIRST
    before = day.astimezone(zone).utcoffset()
    while day < LAST:
        following = day + timedelta(days=1)
        after = following.astimezone(zone).utcoffset()
        if after != before:
            low, high = day, following
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(zone).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            yield high
        day, before = following, after


def moments(change: datetime, zone: ZoneInfo) -> list[date]:
    """Return moments around a change: its days, times that the clocks skip or show twice, instants."""
    local = change.astimezone(zone)
    shown = local.replace(tzinfo=None)
    lost = (change - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    between = lost + (shown - lost) / 2
    days = [shown.date() + timedelta(days=n) for n in (-2, -1, 0, 1)]
    times = [shown, lost, between.replace(microsecond=0), shown + timedelta(minutes=30)]
    seconds = (-86_400, -3_600, -1, 0, 1, 1_800, 3_600, 86_400)
    return [*days, *times, *(change + timedelta(seconds=n) for n in seconds)]


def differences(
    name: str, change: datetime, rows: int, others: tuple[Program, ...] = ()
) -> Iterator[str]:
    """Yield in what the meanings differ on states drawn around a change."""
    drawn = random.Random(f"{name} {change}")  # noqa: S311  # not for cryptography
    zone = ZoneInfo(name)
    near = moments(change, zone)
    own, pack = program(), program().pack
    for _ in range(rows):
        facts = {each: drawn.choice(near).isoformat() for each in ("one", "other")}
        state = InterviewState.read({"timezone": name, "facts": facts})
        session = Session(own, state)
        calendar = session.calendar
        steps = (0, -1, 1, 420, -420, 5_400, 86_400, -86_400)
        for now in {int(change.timestamp()) + drawn.choice(steps) for _ in range(3)}:
            folded = session.facts(now)
            reference = Interpreter(pack, now, folded, calendar)
            holds, given = own.evaluate(now, folded, calendar)
            if (holds, given) != reference.evaluate():
                yield f"{name} {facts} at {now}: the engine differs from the interpreter"
            if any(other.evaluate(now, folded, calendar) != (holds, given) for other in others):
                yield f"{name} {facts} at {now}: the engines differ"
            for place, rule in enumerate(pack.rules):
                due = rule.advise.due
                if own.moments.due(place)(folded, calendar) != reference.span(due):
                    yield f"{name} {facts} at {now}: due of {rule.id}"
                if contains(given, place):
                    since, until = session.windows(now).window(place)
                    for at, within in ((since, True), (until, False)):
                        if at is None:
                            continue
                        for instant, inside in ((at, within), (at - 1, not within)):
                            found = own.evaluate(instant, session.facts(instant), calendar)[1]
                            if contains(found, place) is not inside:
                                yield f"{name} {facts} at {now}: window of {rule.id} at {instant}"


@pytest.mark.parametrize("name", SKIPPED_A_DAY)
def test_around_a_day_that_was_skipped(name):
    zone = ZoneInfo(name)
    skipped = [c for c in changes(zone) if _jump(c, zone) > timedelta(hours=12)]
    assert skipped
    others = (program("durable"),) if DURABLE else ()
    assert [each for change in skipped for each in differences(name, change, 60, others)] == []


def _jump(change: datetime, zone: ZoneInfo) -> timedelta:
    before = (change - timedelta(seconds=1)).astimezone(zone).utcoffset()
    return change.astimezone(zone).utcoffset() - before


@pytest.mark.slow
def test_around_every_clock_change():
    known: set[tuple[datetime, ...]] = set()
    tried = 0
    share = max(1, 500 // settings().max_examples)
    found: list[str] = []
    for name in sorted(available_timezones()):
        points = tuple(changes(ZoneInfo(name)))
        if points in known:  # another name for a zone, or one without changes
            continue
        known.add(points)
        for change in points[::share]:
            tried += 1
            found += differences(name, change, 2)
    assert tried > 10_000 / share
    assert found == []
