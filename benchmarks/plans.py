"""Benchmark of plans, explanations, questions and searches: `python benchmarks/plans.py`.

Times are compared with those of `advise` in the same run. The states are realistic logs, drawn
with a fixed seed and all different. Each is used once per pass and created anew for every pass.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import UTC, datetime, timedelta

from speed import best, cases

from interview_rules import Advisor, InterviewState, JobSearch

YEAR = timedelta(days=365)


def each(passes: int, count: int, work) -> float:
    """Return the microseconds per case: the median over passes, each with new states."""

    def all_of(prepared) -> None:
        for state, now in prepared:
            work(state, now)

    return best(passes, count, all_of)


def once(work) -> float:
    """Return the milliseconds per call: the median of five calls."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--passes", type=int, default=5)
    options = parser.parse_args()
    advisor = Advisor()
    rules = advisor.pack.ids
    turn = iter(range(10**9))

    def explain(state: InterviewState, now: datetime) -> None:
        advisor.explain(state, rules[next(turn) % len(rules)], now)

    def explain_all(state: InterviewState, now: datetime) -> None:
        why = advisor.explain(state, rules[next(turn) % len(rules)], now)
        _ = (why.deciding, why.missing, why.earliest, why.given_from)

    def worst(now: datetime) -> float:
        (state, _now) = cases(1, 3)[0]
        found = []
        for rule in rules:
            start = time.perf_counter()
            for _ in range(50):
                _ = advisor.explain(state, rule, now).earliest
            found.append((time.perf_counter() - start) / 50 * 1e6)
        return max(found)

    work = {
        "advise: rules and identity of the advice": lambda s, n: advisor.advise(s, n).ids,
        "plan of a year, in silence": lambda s, n: advisor.plan(s, n, YEAR),
        "plan of a year, the advice followed": lambda s, n: advisor.plan(
            s, n, YEAR, "follow advice"
        ),
        "explain: any rule, the tree": explain,
        "explain: and what decides, is missing, and when it could hold": explain_all,
        "questions, all of them": lambda s, n: advisor.advise(s, n).questions,
        "assumptions": lambda s, n: advisor.advise(s, n).assumptions,
    }
    for state, now in cases(300, 99):  # warm-up: compiles the functions for single rules
        for do in work.values():
            do(state, now)
    measured = {name: each(options.passes, options.count, do) for name, do in work.items()}
    base = next(iter(measured.values()))
    print("| what | µs | times one advise |\n|---|--:|--:|")
    for name, value in measured.items():
        print(f"| {name} | {value:.1f} | {value / base:.1f} |")
    slowest = worst(datetime(2026, 11, 20, 12, tzinfo=UTC))
    print(f"| explain: the slowest of all rules, with its earliest moment | {slowest:.0f} | |")
    states = {f"Company {n}": state for n, (state, _now) in enumerate(cases(500, 7))}
    search = JobSearch(applications=states, timezone="Europe/Berlin", country="DE")
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    _ = search.prepared, search.person
    print("\n| a search of 500 applications | ms |\n|---|--:|")
    for name, do in {
        "advise, every title and due date read": lambda: [
            (a.title, a.due) for _n, a in advisor.advise(search, noon)
        ],
        "plan of eight weeks, in silence": lambda: advisor.plan(search, noon),
        "plan of eight weeks, the advice followed": lambda: advisor.plan(
            search, noon, assume="follow advice"
        ),
    }.items():
        print(f"| {name} | {once(do):.0f} |")


if __name__ == "__main__":
    main()
