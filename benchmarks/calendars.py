"""Benchmark of calendar files: `python benchmarks/calendars.py`.

Each figure is the median of several exports, in milliseconds of processor time, with the plan made
beforehand. The states are realistic logs, drawn with a fixed seed. An export that follows a file
gets the file of the same plan, so that every entry is compared and none is new.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from datetime import UTC, datetime

from speed import cases

from interview_rules import Advisor, JobSearch

ADVISOR = Advisor()


def median(times: int, work) -> float:
    """Return the milliseconds per call: the median of several calls."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1e3)
    return statistics.median(found)


def figures(plans, times: int) -> tuple[float, float, float]:
    """Return entries per file, and milliseconds without and with the file before."""
    entries, alone, after = [], [], []
    for plan in plans:
        file = plan.to_ics()
        entries.append(file.count(b"\r\nUID:") - 1)
        alone.append(median(times, plan.to_ics))
        after.append(median(times, lambda plan=plan, file=file: plan.to_ics(previous=file)))
    return statistics.mean(entries), statistics.median(alone), statistics.median(after)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--applications", type=int, default=100)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    plans = [
        ADVISOR.plan(state, now, assume="follow advice") for state, now in cases(options.count, 3)
    ]
    states = {f"Company {n}": s for n, (s, _now) in enumerate(cases(options.applications, 7))}
    search = JobSearch(applications=states, timezone="Europe/Berlin", country="DE")
    whole = ADVISOR.plan(search, datetime(2026, 11, 1, 12, tzinfo=UTC), assume="follow advice")
    gc.disable()
    print("| calendar file of | entries | ms | ms, following a file |\n|---|--:|--:|--:|")
    for name, made in {
        "a plan, the advice followed": plans,
        f"a plan of a search of {options.applications} applications": [whole],
    }.items():
        count, alone, after = figures(made, options.times)
        print(f"| {name} | {count:.0f} | {alone:.1f} | {after:.1f} |")


if __name__ == "__main__":
    main()
