"""Benchmark of reports as data: `python benchmarks/reports.py`.

The states are realistic logs, all different, drawn with a fixed seed. Times are processor time of
one thread; with `--passes`, the best of several passes. Works with version 0.1.0, too, for figures
before and after.
"""

from __future__ import annotations

import argparse
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial

from speed import cases

from interview_rules import Advisor, InterviewState

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WITHOUT_QUESTIONS = ("windows", "reasons", "drafts", "assumptions")


def timed(work) -> float:
    """Return the processor time of one call, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def throughput(advisor: Advisor, count: int, passes: int, **options) -> float:
    """Return the milliseconds per report: advice, and everything about it as JSON."""

    def all_of(prepared) -> None:
        for state, now in prepared:
            advisor.advise(state, now).to_json(**options)

    # Each pass has new states, so that nothing is remembered about them.
    taken = [timed(partial(all_of, cases(count, seed))) for seed in range(passes)]
    return min(taken) / count * 1e3


def long_state(length: int) -> InterviewState:
    """Return a snapshot with many rounds, follow-ups and replies."""
    days = [str(date(2024, 1, 1) + timedelta(days=n)) for n in range(length)]
    return InterviewState.read({"rounds": [{"date": day} for day in days], "follow_up": days})


def long_log(length: int) -> InterviewState:
    """Return a log of many arranged rounds."""
    days = [str(date(2024, 1, 1) + timedelta(days=n)) for n in range(length)]
    events = [{"at": day, "event": "interview-scheduled", "date": day} for day in days]
    return InterviewState.from_events(events)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--passes", type=int, default=1)
    options = parser.parse_args()
    advisor = Advisor()
    throughput(advisor, 100, 1)
    can_choose = "include" in advisor.advise({}).to_json.__code__.co_varnames
    choices = {"everything": {}}
    if can_choose:
        choices["everything but questions"] = {"include": WITHOUT_QUESTIONS}
        choices["titles, texts and windows"] = {"include": ["windows"]}
    print(f"| JSON of {options.count:,} usual states | ms a report | reports a second |")
    print("|---|--:|--:|")
    for name, chosen in choices.items():
        each = throughput(advisor, options.count, options.passes, **chosen)
        print(f"| {name} | {each:.2f} | {1e3 / each:,.0f} |")
    print("\n| JSON of one long state | 100 entries | 300 | 1,000 |")
    print("|---|--:|--:|--:|")
    for name, made in (("rounds and follow-ups", long_state), ("arranged rounds", long_log)):
        seconds = [
            timed(lambda made=made, n=n: advisor.advise(made(n), NOW).to_json())
            for n in (100, 300, 1_000)
        ]
        print(
            f"| {name}, read and written, ms | {' | '.join(f'{s * 1e3:,.0f}' for s in seconds)} |"
        )


if __name__ == "__main__":
    main()
