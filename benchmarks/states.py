"""Benchmark of reading states: `python benchmarks/states.py`.

Measures `advise` of plain dicts from end to end, and its steps, for logs of one to eight events and
for snapshots in shorthands, all different and drawn with a fixed seed. Times are processor time of
one thread, the best of several passes. The ratio is to pydantic alone, which validates a flat model
with as many moments and words in the same run.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, create_model
from speed import ZONES, log

from interview_rules import Advisor, InterviewState
from interview_rules.calendars.moments import instant_of
from interview_rules.facts.intervals import intervals_of
from interview_rules.facts.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from interview_rules.calendars.calendar import Calendar

Case = tuple[dict[str, Any], str]
_SHORT = {
    "interview": "interview", "thank-you-sent": "thank_you", "follow-up-sent": "follow_up",
    "reply-received": "reply", "rejection": "rejection", "hr-contacted": "hr_contacted",
    "position-on-hold": "on_hold", "other-offer": "other_offer",
}  # fmt: skip


def logs(count: int, seed: int) -> list[Case]:
    """Draw states with a log of events, each with a moment."""
    rnd = random.Random(seed)
    return [
        ({"timezone": rnd.choice(ZONES), "events": events}, f"{now:%Y-%m-%d %H:%M}")
        for events, now in (log(rnd) for _ in range(count))
    ]


def snapshots(count: int, seed: int) -> list[Case]:
    """Draw states in shorthands, each with a moment."""
    found = []
    for state, now in logs(count, seed):
        events = {event["event"]: event for event in state.pop("events")}
        short = {_SHORT[name]: each["at"] for name, each in events.items() if name in _SHORT}
        if said := events.get("decision-date-set"):
            short["decision_date"] = {"said_on": said["at"], "date": said["date"]}
        found.append(({**state, **short}, now))
    return found


def flat(cases: list[Case]) -> Callable[[Iterable[Case]], None]:
    """Return a function that validates the moments and words of states as one flat model each."""
    models: dict[tuple[str, ...], type[BaseModel]] = {}
    kinds = {"d": (date, ...), "t": (datetime, ...), "w": (str, ...)}
    prepared = []
    for state, _now in cases:
        entries = state.get("events") or [e for e in state.values() if isinstance(e, dict)]
        words = [value for entry in entries for value in entry.values()]
        words += [value for value in state.values() if isinstance(value, str)]
        shape = tuple("w" if "-" not in w or w[0] > "9" else "dt"["T" in w] for w in words)
        if shape not in models:
            fields = {f"{kind}{place}": kinds[kind] for place, kind in enumerate(shape)}
            models[shape] = create_model("Flat", **fields)
        validator = models[shape].__pydantic_validator__
        names = models[shape].model_fields
        prepared.append((validator, dict(zip(names, words, strict=True))))

    def validate(_cases: Iterable[Case]) -> None:
        for validator, data in prepared:
            validator.validate_python(data)

    return validate


def best(passes: int, cases: list[Any], work: Callable[[Any], None]) -> float:
    """Return the microseconds per case."""
    times = []
    for _ in range(passes):
        gc.collect()
        gc.disable()
        start = time.thread_time_ns()
        work(cases)
        times.append((time.thread_time_ns() - start) / len(cases) / 1e3)
        gc.enable()
    return min(times)


def read(cases: Iterable[Case]) -> None:
    for state, _now in cases:
        InterviewState.read(state)


def at(moments: Iterable[tuple[str, Calendar]]) -> None:
    for now, calendar in moments:
        instant_of(now, calendar)


def placed(states: Iterable[InterviewState]) -> None:
    for state in states:
        Timeline(state.log(), state.calendar)


def facts(states: Iterable[InterviewState]) -> None:
    for state in states:
        intervals_of(state.timeline, {})


def steps(cases: list[Case], advisor: Advisor, passes: int) -> list[tuple[str, float]]:
    """Return the name of each step, and its microseconds per state."""

    def advise(cases: Iterable[Case]) -> None:
        for state, now in cases:
            _ = advisor.advise(state, now).ids

    def everything(cases: Iterable[Case]) -> None:
        for state, now in cases:
            for advice in advisor.advise(state, now):
                _ = (advice.title, advice.text, advice.since, advice.until, advice.due)

    everything(cases)
    states = [InterviewState.read(state) for state, _now in cases]
    moments = [(now, state.calendar) for state, (_, now) in zip(states, cases, strict=True)]
    return [
        ("pydantic, a flat model", best(passes, cases, flat(cases))),
        ("`now`, from text", best(passes, moments, at)),
        ("events placed in time", best(passes, states, placed)),
        ("intervals of facts", best(passes, states, facts)),
        ("reading", best(passes, cases, read)),
        ("`advise`", best(passes, cases, advise)),
        ("`advise`, everything read", best(passes, cases, everything)),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--passes", type=int, default=15)
    options = parser.parse_args()
    advisor = Advisor()
    print("| what | µs | times pydantic |\n|---|--:|--:|")
    for kind, drawn in (("logs", logs), ("snapshots", snapshots)):
        rows = steps(drawn(options.count, 3), advisor, options.passes)
        for name, value in rows:
            print(f"| {kind}: {name} | {value:.1f} | {value / rows[0][1]:.1f} |")


if __name__ == "__main__":
    main()
