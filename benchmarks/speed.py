"""Benchmark of advice: `python benchmarks/speed.py`.

The states are realistic logs of one to eight events, drawn with a fixed seed and all different.
Caches per state have no effect: each state is used once per pass and created anew for every pass.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

from interview_rules import Advisor, InterviewState

START = date(2026, 9, 1)
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Tokyo", "UTC", "Australia/Sydney")


def log(rnd: random.Random) -> tuple[list[dict[str, object]], datetime]:
    """Draw the log of a typical application, and a moment for a query."""

    def day(after: date, low: int, high: int) -> date:
        return after + timedelta(days=rnd.randint(low, high))

    interview = day(START, 0, 120)
    events: list[dict[str, object]] = [{"event": "interview", "at": f"{interview}T15:00"}]
    decision = day(interview, 2, 20)
    if rnd.random() < 0.6:
        events.append({"event": "decision-date-set", "at": f"{interview}", "date": f"{decision}"})
    if rnd.random() < 0.6:
        events.append({"event": "thank-you-sent", "at": f"{day(interview, 0, 3)}"})
    asked = day(decision, -2, 6)
    if rnd.random() < 0.5:
        events.append({"event": "follow-up-sent", "at": f"{asked}T09:10"})
        if rnd.random() < 0.5:
            events.append({"event": "reply-received", "at": f"{day(asked, 0, 6)}"})
    for share, name in (
        (0.15, "verbal-offer"),
        (0.08, "written-offer"),
        (0.1, "rejection"),
        (0.06, "position-on-hold"),
        (0.08, "references-requested"),
        (0.08, "other-offer"),
        (0.08, "hr-contacted"),
    ):
        if rnd.random() < share:
            events.append({"event": name, "at": f"{day(decision, -3, 12)}"})
    if rnd.random() < 0.1:
        later = day(decision, 5, 25)
        arranged = f"{day(decision, 0, 4)}"
        events.append({"event": "interview-scheduled", "at": arranged, "date": f"{later}"})
    when = day(interview, 0, 40)
    return events, datetime(when.year, when.month, when.day, rnd.randint(7, 21), 7, tzinfo=UTC)


def cases(count: int, seed: int) -> list[tuple[InterviewState, datetime]]:
    """Return new validated states, all different, each with a moment."""
    rnd = random.Random(seed)
    made = []
    for _ in range(count):
        events, now = log(rnd)
        made.append((InterviewState.from_events(events, timezone=rnd.choice(ZONES)), now))
    return made


def best(passes: int, count: int, work) -> float:
    """Return the microseconds per case: the median over passes, each with new states."""
    times = []
    for seed in range(passes):
        prepared = cases(count, seed)
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work(prepared)
        times.append((time.perf_counter() - start) / count * 1e6)
        gc.enable()
    return statistics.median(times)


def starting() -> str:
    """Return what a new process waits for, beside the two libraries that it needs in any case."""
    code = (
        "import time\n"
        "times = [time.perf_counter()]\n"
        "import pendulum, pydantic\n"
        "pydantic.create_model('Any', name=str)\n"  # pydantic imports the rest for the first model
        "times.append(time.perf_counter())\n"
        "from interview_rules import advise\n"
        "state = {'interview': '2026-11-19', 'decision_date': '2026-11-25'}\n"
        "report = advise(state, '2026-11-20 12:00')\n"
        "report.ids\n"
        "times.append(time.perf_counter())\n"
        "report.to_json()\n"
        "times.append(time.perf_counter())\n"
        "print(*(after - before for before, after in zip(times, times[1:])))"
    )
    # Python compiles the modules in the first run, and stores them.
    env = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", code]
    runs = [
        subprocess.run(command, capture_output=True, check=True, env=env).stdout.split()
        for _ in range(16)
    ][1:]
    libraries, first, text = (
        statistics.median(map(float, each)) for each in zip(*runs, strict=True)
    )
    return (
        f"pydantic and pendulum: {libraries:.3f} s; import and first advice on top: {first:.3f} s"
        f" ({first / libraries:.2f} times); its first full JSON: {text:.3f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    count, passes = options.count, options.passes
    advisor = Advisor()
    for state, now in cases(2_000, 99):  # warm-up: compiles the functions for moments
        [advice.until for advice in advisor.advise(state, now)]

    def identity(prepared) -> None:
        for state, now in prepared:
            _ = advisor.advise(state, now).ids

    def everything(prepared) -> None:
        for state, now in prepared:
            for advice in advisor.advise(state, now):
                _ = (advice.title, advice.text, advice.since, advice.until, advice.due)

    evaluate = advisor.engine.evaluate
    folded = [
        (int(now.timestamp()), state.facts_at(int(now.timestamp())), state.calendar)
        for state, now in cases(count, 7)
    ]

    def bare(function) -> float:
        times = []
        for _ in range(passes * 3):
            start = time.perf_counter()
            for instant, facts, calendar in folded:
                function(instant, facts, calendar)
            times.append((time.perf_counter() - start) / count * 1e6)
        return statistics.median(times)

    for _ in range(2):
        generated = bare(evaluate)
    again = cases(1, 5)[0]

    def repeated(prepared) -> None:
        state, now = again
        for _ in prepared:
            _ = advisor.advise(state, now).ids

    def folding(prepared) -> None:
        for state, now in prepared:
            state.facts_at(int(now.timestamp()))

    rnd = random.Random(3)
    raw = [log(rnd)[0] for _ in range(count)]
    start = time.perf_counter()
    for events in raw:
        InterviewState.from_events(events, timezone="Europe/Berlin")
    validation = (time.perf_counter() - start) / count * 1e6
    rows = [
        ("validation of a log, and putting it in order", validation),
        ("facts folded from a validated state", best(passes, count, folding)),
        (f"bare rules ({len(advisor.pack.rules)})", generated),
        ("advise: rules and identity of the advice, in order", best(passes, count, identity)),
        ("advise: the same state and moment again", best(passes, count, repeated)),
        ("advise: with every text, window and due date read", best(passes, count, everything)),
    ]
    print("| what | µs |\n|---|--:|")
    for name, value in rows:
        print(f"| {name} | {value:.2f} |")
    print()
    print(starting())


if __name__ == "__main__":
    main()
