"""Benchmark of plans, explanations, questions and searches: `python benchmarks/plans.py`.

Times are compared with those of `advise` in the same run. The states are realistic logs, drawn
with a fixed seed and all different. Each is used once per pass and created anew for every pass.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice

from speed import best, cases, log

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
    print_searches(advisor)
    print_dicts(advisor)


def usual(count: int) -> dict[str, object]:
    """Return a search as a dict: applications with logs of four to eight events."""
    rnd = random.Random(7)
    drawn = (log(rnd)[0] for _ in iter(int, 1))
    logs = islice((events for events in drawn if 4 <= len(events) <= 8), count)
    return {
        "timezone": "Europe/Berlin",
        "country": "DE",
        "applications": {f"Company {n}": {"events": events} for n, events in enumerate(logs)},
    }


def print_searches(advisor: Advisor) -> None:
    """Print the times of searches of 500 and of 5,000 applications."""
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    drawn = [state for state, _now in cases(5_000, 7)]
    searches = [
        JobSearch(
            applications={f"Company {n}": state for n, state in enumerate(drawn[:count])},
            timezone="Europe/Berlin",
            country="DE",
        )
        for count in (500, 5_000)
    ]
    some, many = searches

    def shown(search: JobSearch) -> None:
        _ = [(a.title, a.due) for _n, a in advisor.advise(search, noon)]

    shown(some)
    print("\n| a search, ms | 500 applications | 5,000 |\n|---|--:|--:|")
    for name, do in {
        "advise, every title and due date read": shown,
        "the applications validated, with the offers of the others": lambda each: JobSearch(
            **{name: getattr(each, name) for name in each.model_fields_set}
        ),
        "plan of eight weeks, in silence": lambda each: advisor.plan(each, noon),
    }.items():
        print(f"| {name} | {once(partial(do, some)):.0f} | {once(partial(do, many)):.0f} |")
    followed = once(lambda: advisor.plan(some, noon, assume="follow advice"))
    print(f"| plan of eight weeks, the advice followed | {followed:.0f} | |")


def print_dicts(advisor: Advisor) -> None:
    """Print the processor time of searches from a dict to advice: reading, advice and both."""
    print("\n| applications | reading, ms | advice, ms | both, ms |\n|---|--:|--:|--:|")
    for count in (500, 1_000, 2_000, 5_000):
        data, times = usual(count), []
        for _ in range(6 if count < 2_000 else 3):
            start = time.thread_time()
            search = JobSearch.read(data)
            read = time.thread_time()
            _advice = [(a.title, a.due) for _n, a in advisor.advise(search, "2026-11-01 12:00")]
            end = time.thread_time()
            times.append((end - start, read - start, end - read))
            del search, _advice
        both, reading, advice = (each * 1e3 for each in min(times))
        print(f"| {count:,} | {reading:.0f} | {advice:.0f} | {both:.0f} |")


if __name__ == "__main__":
    main()
