"""Benchmark of growth: `python benchmarks/log_growth.py`.

Long logs of fourteen kinds, each of one thing that happens again and again. The figures are seconds
of processor time: to read the log and advise on it, to write the whole report as JSON, to explain a
rule as JSON, and to plan ahead with the advice followed. A plan begins where a tenth of the log lies
behind; it takes the number of actions in the last column, at most 100. The exponent is that of the
growth between the two longest logs, for figures of at least 20 ms: 1 means that twice as many events
take twice the time, 2 four times.
"""

from __future__ import annotations

import argparse
import gc
import math
import time
from datetime import date, timedelta

from interview_rules import Advisor, InterviewState

ADVISOR = Advisor()
FIRST = date(2024, 1, 1)
NOW = "2027-01-01 12:00"
ZONES = ("Asia/Tokyo", "Europe/Berlin", "America/New_York")


def day(number: int) -> str:
    """Return the ISO date that lies some days after the first."""
    return (FIRST + timedelta(number)).isoformat()


def noon(number: int) -> str:
    """Return an instant on that date."""
    return f"{day(number)} 12:00"


def planned_and_cancelled(number: int) -> dict:
    """Return an event of rounds that are planned and cancelled in turn."""
    if number % 2:
        return {"at": day(number), "event": "interview-cancelled"}
    return {"at": day(number), "event": "interview-scheduled", "date": day(number + 5)}


def notes(number: int) -> dict:
    """Return an event of rounds with fifty people, each followed by thanks to some of them."""
    people = [f"Person {each}" for each in range(50)]
    if number % 2:
        thanked = people[: number % 50 + 1]
        return {"at": day(number), "event": "thank-you-sent", "interviewers": thanked}
    return {"at": day(number), "event": "interview", "interviewers": people}


def offers(number: int) -> dict:
    """Return an event of offers of other employers and their deadlines."""
    employer, deadline = f"Employer {number // 2}", day(number + 9)
    if number % 2:
        return {
            "at": day(number), "event": "offer-deadline", "date": deadline,
            "employer": employer, "elsewhere": True,
        }  # fmt: skip
    return {
        "at": day(number), "event": "written-offer", "employer": employer, "elsewhere": True,
    }  # fmt: skip


KINDS = {
    "rounds held": lambda n: {"at": day(n), "event": "interview"},
    "rounds in other zones": lambda n: {
        "at": noon(n), "event": "interview", "zone": ZONES[n % 3],
    },
    "rounds planned": lambda n: {
        "at": day(n), "event": "interview-scheduled", "date": day(n + 5),
    },
    "planned and cancelled": planned_and_cancelled,
    "thanks to fifty": notes,
    "follow-ups": lambda n: {"at": day(n), "event": "follow-up-sent"},
    "replies": lambda n: {"at": day(n), "event": "reply-received"},
    "asked and answered": lambda n: {
        "at": noon(n), "event": "reply-received" if n % 2 else "follow-up-sent",
    },
    "decision dates": lambda n: {
        "at": day(n), "event": "decision-date-set", "date": day(n + 7),
    },
    "automatic replies": lambda n: {"at": day(n), "event": "auto-reply-received"},
    "rejections": lambda n: {"at": day(n), "event": "rejection"},
    "advice done": lambda n: {"at": noon(n), "event": "advice-done", "advice": "follow-up"},
    "advice set aside": lambda n: {
        "at": noon(n), "event": "advice-set-aside", "advice": "follow-up", "date": day(n + 1),
    },
    "offers elsewhere": offers,
}  # fmt: skip


def seconds(work) -> float:
    """Return the seconds of processor time that a call takes, without garbage collection."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.enable()
    return taken


def measured(kind, events: int) -> tuple[float, float, float, float, int]:
    """Return the seconds to read and advise, to write JSON, to explain and to plan.

    The last figure is the number of actions that the plan takes.
    """
    log = [kind(number) for number in range(events)]
    report = []
    advised = seconds(
        lambda: report.append(ADVISOR.advise(InterviewState.from_events(log), now=NOW))
    )
    written = seconds(report[0].to_json)
    state = InterviewState.from_events(log)
    explained = seconds(lambda: ADVISOR.explain(state, "follow-up", now=NOW).to_json())
    early, plans = noon(events // 10), []
    planned = seconds(lambda: plans.append(ADVISOR.plan(state, now=early, assume="follow advice")))
    return advised, written, explained, planned, len(plans[0].imagined)


def exponent(shorter: float, longer: float, ratio: float) -> str:
    """Return the exponent of growth as text, or `-` for figures that are too small to tell."""
    if longer < 0.02 or shorter <= 0:
        return "-"
    return f"{math.log(longer / shorter) / math.log(ratio):.1f}"


def main() -> None:
    """Print the figures and exponents for each kind of log."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[10, 100, 500, 1_000])
    sizes = sorted(parser.parse_args().events)
    warm = InterviewState.from_events([KINDS["rounds held"](number) for number in range(5)])
    ADVISOR.advise(warm, now=NOW).to_json()
    ADVISOR.explain(warm, "follow-up", now=NOW).to_json()
    ADVISOR.plan(warm, now=noon(0), assume="follow advice")
    print(f"{'':24}{'events':>8}{'advise':>9}{'JSON':>9}{'explain':>9}{'plan':>9}{'actions':>9}")
    for name, kind in KINDS.items():
        found = [measured(kind, size) for size in sizes]
        for size, figures in zip(sizes, found, strict=True):
            cells = "".join(f"{each:9.3f}" for each in figures[:-1])
            print(f"{name:24}{size:8,}{cells}{figures[-1]:9}", flush=True)
        if len(sizes) > 1:
            ratio = sizes[-1] / sizes[-2]
            last = [exponent(*pair, ratio) for pair in zip(*found[-2:], strict=True)][:-1]
            print(f"{'':24}{'exponent':>8}{''.join(f'{each:>9}' for each in last)}")


if __name__ == "__main__":
    main()
