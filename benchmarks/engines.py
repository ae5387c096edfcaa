"""Comparison of this library's engines with other engines: `python benchmarks/engines.py`.

All engines get the same twenty rules and the same distinct states, drawn with a fixed seed. Every
answer is first compared with that of hand-written code; the program stops if any differs. Then
each round times every engine once, in turn, so that other load on the machine affects all of them
alike. With `--write`, the tables go into docs/engines.md.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import platform
import random
import statistics
import time
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from peer_engines import CONTENDERS, WORDS, mask_of
from peer_workload import PACK, Record, by_hand, peer_rules, states
from speed import ZONES, cases, log

from interview_rules import Advisor, InterviewState, RulePack
from interview_rules.engines.program import program_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from multiprocessing.connection import Connection

    from peer_engines import Contender, Ready
    from peer_workload import PeerRule, State

    from interview_rules.calendars.calendar import Calendar

    Present = list[tuple[Contender, Ready]]

DOCUMENT = Path(__file__).parent.parent / "docs" / "engines.md"
OPENED, CLOSED = "<!-- figures -->", "<!-- /figures -->"
SIZES = (20, 100, 1_000, 10_000)
LIKE_FOR_LIKE = (
    ("interview_rules, compiled", "datalogic-py, data parsed before"),
    ("interview_rules, from a dict", "datalogic-py, from a dict"),
    ("interview_rules, compiled", "datalogic-py, from a dict"),
    ("interview_rules, durable", "durable_rules"),
)
TURN = 0.05
"""Approximate seconds per engine and round; less if the states are used up first."""
BLOCK = 250
PATIENCE = 60
"""Timeout for one engine and one number of rules, in seconds."""


class Job(NamedTuple):
    """Work to time: `once` does `units` units of work and returns the seconds it took."""

    name: str
    once: Callable[[], float]
    units: int


def seconds(work: Callable[..., object], *arguments: object) -> float:
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def clocked(job: Job) -> float:
    """Return the microseconds per unit in one pass."""
    gc.collect()
    gc.disable()
    spent = job.once()
    gc.enable()
    return spent / job.units * 1e6


def round_robin(jobs: list[Job], rounds: int) -> list[list[float]]:
    """Return the microseconds per unit of every job, one list per round."""
    for job in jobs:
        job.once()
    return [[clocked(job) for job in jobs] for _ in range(rounds)]


def times(passes: list[list[float]], one: int, other: int) -> float:
    """Return the ratio of the times of two jobs: the median over all rounds."""
    return statistics.median(each[one] / each[other] for each in passes)


def rows(jobs: list[Job], passes: list[list[float]], digits: int = 2) -> list[str]:
    """Return a table row for each job: µs per unit, and the ratio to the first job."""
    medians = [statistics.median(column) for column in zip(*passes, strict=True)]
    return [
        f"| {job.name} | {medians[place]:.2f} | {times(passes, place, 0):.{digits}f} |"
        for place, job in enumerate(jobs)
    ]


def asking(
    name: str, run: Callable[[list[Any]], None], prepare: Callable[[Any], Any], drawn: list[Any]
) -> Job:
    """Return a job with as many states as fit into a turn; preparing inputs is not timed.

    Inputs are prepared one block at a time, right before use, as any caller does: with ten
    thousand inputs at once, the result would depend mainly on cache misses.
    """
    few = [prepare(state) for state in drawn[:3]]
    run(few)
    each = seconds(run, few) / len(few)
    asked = drawn[: max(5, int(TURN / each))]

    def once() -> float:
        spent = 0.0
        for start in range(0, len(asked), BLOCK):
            inputs = [prepare(state) for state in asked[start : start + BLOCK]]
            spent += seconds(run, inputs)
        return spent

    return Job(name, once, len(asked))


# Participants


def meaning(rules: Sequence[PeerRule]) -> Callable[[State], int]:
    """Return a function that evaluates rules with Python's own `eval`.

    The notation of rule-engine is valid Python, except for `null`.
    """
    code = compile(WORDS.one(rules), "<rules>", "eval")
    return lambda state: mask_of(eval(code, {"null": None}, state))  # noqa: S307  # the text is our own


def missing(contender: Contender) -> str:
    """Return the reason why a contender cannot take part, or an empty string."""
    if not contender.version:
        return f"{contender.name}: not installed"
    try:
        contender.ready(contender.write(peer_rules()))
    except ImportError as error:
        return f"{contender.name}: not installed ({error})"
    return ""


def checked(drawn: list[State]) -> Present:
    """Return the installed engines; exit if any of them differs from the hand-written answers."""
    rules = peer_rules()
    expected = [by_hand(Record(state)) for state in drawn]
    assert expected == list(map(meaning(rules), drawn)), "the hand-written rules differ"
    found = []
    for contender in CONTENDERS:
        reason = missing(contender)
        if reason:
            print(reason)
            continue
        ready = contender.ready(contender.write(rules))
        for state, answer in zip(drawn, expected, strict=True):
            given = ready.answer(state)
            if given != answer:
                wrong = [
                    rule.id for place, rule in enumerate(rules) if (given ^ answer) >> place & 1
                ]
                raise SystemExit(f"{contender.name} differs in {', '.join(wrong)}: {state}")
        found.append((contender, ready))
    return found


# Tables


def beside(present: Present, drawn: list[State], rounds: int) -> list[str]:
    jobs = [asking(c.name, ready.run, ready.prepare, drawn) for c, ready in present]
    passes = round_robin(jobs, rounds)
    lines = [
        f"All {len(jobs)} gave the same answers to {len(drawn):,} states; medians of {rounds} rounds.",
        "",
        "| engine | µs a state | times hand-written |",
        "|---|--:|--:|",
        *rows(jobs, passes, 1),
        "",
    ]
    places = {job.name: place for place, job in enumerate(jobs)}
    for ours, other in LIKE_FOR_LIKE:
        if {ours, other} <= places.keys():
            longer = times(passes, places[other], places[ours])
            lines.append(f"- {other}: {longer:.2f} times {ours}")
    return lines


def grow(place: int, answers: Connection) -> None:
    """Send the ms until the first answer and the µs per state of one engine, size by size."""
    contender = CONTENDERS[place]
    contender.ready(contender.write(peer_rules()))  # imports happen here, before the clock starts
    drawn = states(400, seed=2)
    for size in SIZES:
        rules = peer_rules(size)
        try:
            written = contender.write(rules)
            start = time.perf_counter()
            ready = contender.ready(written)
            answer = ready.answer(drawn[0])
            first = time.perf_counter() - start
            meant = meaning(rules)
            assert answer == meant(drawn[0]), "another answer"
            for state in drawn[1:4]:
                assert ready.answer(state) == meant(state), "another answer"
            job = asking(contender.name, ready.run, ready.prepare, drawn)
            micros = statistics.median(clocked(job) for _ in range(5))
        except Exception as error:  # noqa: BLE001  # engines fail in ways of their own
            said = shorten(f"{type(error).__name__}: {error}", 120, placeholder=" ...")
            answers.send(said)
            return
        answers.send((first * 1e3, micros))


def grown(place: int) -> tuple[list[tuple[float, float]], str]:
    """Run `grow` in a new process; return its results, and the reason if it stopped early."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=grow, args=(place, there))
    process.start()
    there.close()
    found: list[tuple[float, float]] = []
    reason = ""
    while len(found) < len(SIZES) and not reason:
        try:
            answer = here.recv() if here.poll(PATIENCE) else f"not within {PATIENCE} s"
        except EOFError:
            answer = "its process ends"
        if isinstance(answer, str):
            reason = f"with {SIZES[len(found)]:,} rules: {answer}"
        else:
            found.append(answer)
    process.kill()
    process.join()
    return found, reason


def growth(present: Present) -> list[str]:
    results = {
        contender.name: grown(CONTENDERS.index(contender))
        for contender, _ready in present
        if contender.grows
    }
    lines = []
    for which, title in enumerate(("ms until the first answer", "µs a state")):
        lines += [f"| {title} |{''.join(f' {size:,} rules |' for size in SIZES)}"]
        lines += [f"|---|{'--:|' * len(SIZES)}"]
        for name, (found, _reason) in results.items():
            cells = [f"{each[which]:,.1f}" for each in found]
            cells += ["" for _ in range(len(SIZES) - len(cells))]
            lines.append(f"| {name} | {' | '.join(cells)} |")
        lines.append("")
    lines += [f"- {name} {reason}" for name, (_found, reason) in results.items() if reason]
    reading = seconds(RulePack.load, PACK) * 1e3
    lines.append(f"- Reading the twenty rules from YAML and checking them takes {reading:.0f} ms.")
    return lines


def whole_packs(present: Present, drawn: list[State], rounds: int) -> list[str]:
    """Compare the shipped rules, on folded logs, with the twenty rules in another engine."""
    pack = RulePack.default()
    evaluate = program_for(pack).engine.evaluate

    def bare(folded: list[Any]) -> None:
        for instant, facts, calendar in folded:
            evaluate(instant, facts, calendar)

    def folded(case: tuple[InterviewState, datetime]) -> tuple[int, list[int], Calendar]:
        state, now = case
        instant = int(now.timestamp())
        return instant, state.facts_at(instant), state.calendar

    name = f"interview_rules, both packs ({len(pack.rules)} rules)"
    jobs = [asking(name, bare, folded, cases(len(drawn), 7))]
    jobs += [
        asking(f"{contender.name} (20 rules)", ready.run, ready.prepare, drawn)
        for contender, ready in present
        if contender.package == "datalogic-py"
    ]
    lines = ["| bare rules | µs a state | times both packs |", "|---|--:|--:|"]
    return lines + rows(jobs, round_robin(jobs, rounds))


def from_dicts(count: int, rounds: int) -> list[str]:
    """Compare advice on a log given as a dict with the work that precedes rule evaluation."""
    rnd = random.Random(5)
    given = []
    for _ in range(count):
        events, now = log(rnd)
        given.append(({"events": events, "timezone": rnd.choice(ZONES)}, now))
    advisor = Advisor()

    def read() -> None:
        for state, now in given:
            InterviewState.read(state).facts_at(int(now.timestamp()))

    def advise() -> None:
        for state, now in given:
            _ = advisor.advise(state, now).ids

    jobs = [
        Job("validation and folding", lambda: seconds(read), count),
        Job("advise, which does both and asks the rules", lambda: seconds(advise), count),
    ]
    lines = ["| from a dict | µs | times validation and folding |", "|---|--:|--:|"]
    return lines + rows(jobs, round_robin(jobs, rounds))


def versions(present: Present) -> list[str]:
    packages = {c.package: f"{c.package} {c.version}" for c, _ready in present if c.package}
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        f"{python} on {platform.system()} ({platform.machine()}): {', '.join(packages.values())}."
    ]


def write(text: str) -> None:
    """Replace the figures between the two marks in the document."""
    if not DOCUMENT.exists():
        DOCUMENT.write_text(f"# Engines\n\n{OPENED}\n{CLOSED}\n", encoding="utf-8")
    before, opened, rest = DOCUMENT.read_text(encoding="utf-8").partition(OPENED)
    _old, closed, after = rest.partition(CLOSED)
    if not (opened and closed):
        raise SystemExit(f"{DOCUMENT} has no {OPENED} followed by {CLOSED}")
    DOCUMENT.write_text(f"{before}{OPENED}\n{text}\n{CLOSED}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000, help="number of states")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write the tables to docs/engines.md")
    options = parser.parse_args()
    count, rounds = options.count, options.rounds
    drawn = states(count)
    present = checked(drawn)
    parts = []
    for part in (
        lambda: versions(present),
        lambda: beside(present, drawn, rounds),
        lambda: growth(present),
        lambda: whole_packs(present, drawn, rounds),
        lambda: from_dicts(max(1, count // 5), rounds),
    ):
        lines = part()
        print("\n".join(lines), end="\n\n", flush=True)
        parts.append("\n".join(lines))
    if options.write:
        write("\n\n".join(parts))


if __name__ == "__main__":
    main()
