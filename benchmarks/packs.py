"""Benchmark of large packs: `python benchmarks/packs.py`.

Packs of 100 to 10,000 rules of two kinds: `alike`, which repeat twenty conditions, and `different`,
of which no two have the same condition. The figures are seconds of processor time to load a pack
that was not loaded before, and to check one, each divided in parentheses by the time in which
ruamel.yaml alone reads its text. The exponent is that of the growth between the two largest packs.
With `--without-libyaml`, YAML is read as it is where PyYAML is not installed. With
`--without-collecting`, the garbage collector is off, as it nearly is in commands. With `--most-proved`,
packs of the kind `different` are proved instead, with a few actions that exclude each other and a kind
of state that needs a stance; the figures are seconds of wall time in all and for the slowest claim.
"""

from __future__ import annotations

import argparse
import gc
import math
import time

from ruamel.yaml import YAML

from interview_rules import RulePack
from interview_rules.authoring.checks.runner import check_text
from interview_rules.sources import yaml_events

FLAGS = 50
HEAD = "pack: large\nfacts:\n" + "".join(
    f"  flag_{number}: {{type: flag, doc: The flag {number}.}}\n" for number in range(FLAGS)
)


def alike(number: int) -> str:
    """Return one of twenty conditions."""
    kind = number % 20
    return f"flag_{kind} and from interview + {kind + 1} days and no reply"


def different(number: int) -> str:
    """Return a condition that no other rule has."""
    one, other = number % FLAGS, number // FLAGS % FLAGS
    flags = f"flag_{one} and not flag_{other}" if one != other else f"flag_{one}"
    return f"{flags} and from interview + {number + 1} hours and no reply since interview"


def text_of(kind: str, rules: int, name: str) -> str:
    """Return a pack with this number of rules."""
    condition = {"alike": alike, "different": different}[kind]
    return (
        HEAD.replace("large", name)
        + "rules:\n"
        + "".join(
            f"  - id: rule-{number}\n    when: {condition(number)}\n"
            f"    advise:\n      action: action-{number}\n      kind: know\n"
            f"      title: Title number {number}\n      text: Text number {number}.\n"
            f"    source: A made-up source, number {number}.\n"
            for number in range(rules)
        )
    )


def seconds(call, *given) -> float:
    """Return the processor time of a call."""
    start = time.process_time()
    call(*given)
    return time.process_time() - start


def read_by_ruamel(text: str) -> None:
    for _ in YAML(typ="safe", pure=True).parse(text):
        pass


PROMISES = """\
exclusive: [[action-1, action-2, action-53], [action-7, action-60, action-75, action-86]]
stances: [action-1, action-2]
complete: [flag_1 and from interview + 200 hours and no reply since interview]
"""


def prove_packs(sizes: list[int]) -> None:
    """Prove packs of these sizes, and print a table."""
    from interview_rules.authoring.prove import prove  # needs the extra `prove`

    print("| rules | claims | proved | seconds | slowest claim |\n|--:|--:|--:|--:|--:|")
    for size in sizes:
        text = text_of("different", size, "large").replace("rules:\n", f"{PROMISES}rules:\n", 1)
        times, proved = [], 0
        start = time.perf_counter()
        for verdict in prove(RulePack.from_text(text, "large.yaml")):
            times.append(time.perf_counter())
            proved += verdict.outcome == "proved"
        slowest = max(one - other for one, other in zip(times, [start, *times], strict=False))
        cells = (f"{size:,}", f"{len(times):,}", f"{proved:,}", f"{times[-1] - start:.0f}")
        print(f"| {' | '.join(cells)} | {slowest:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most", type=int, default=10_000, help="the rules of the largest pack")
    parser.add_argument("--most-checked", type=int, default=3_000, help="the same, for checks")
    parser.add_argument("--most-proved", type=int, help="the rules of the largest pack to prove")
    parser.add_argument("--without-libyaml", action="store_true")
    parser.add_argument("--without-collecting", action="store_true")
    options = parser.parse_args()
    if options.without_libyaml:
        yaml_events._events_of_libyaml = lambda _text: None  # noqa: SLF001  # as if not installed
    if options.without_collecting:
        gc.disable()
    if options.most_proved is not None:
        prove_packs([size for size in (100, 300, 1_000) if size <= options.most_proved])
        return
    sizes = [size for size in (100, 300, 1_000, 3_000, 10_000) if size <= options.most]
    RulePack.from_text(text_of("alike", 2, "first"), "first.yaml")  # imports what is needed
    [*check_text(text_of("alike", 2, "first"), "first.yaml")]
    print("| kind | rules | load | check |\n|---|--:|--:|--:|")
    for kind in ("alike", "different"):
        found: dict[str, list[float]] = {"load": [], "check": []}
        for size in sizes:
            text = text_of(kind, size, f"{kind}-{size}")
            yaml = seconds(read_by_ruamel, text)
            loaded = seconds(RulePack.from_text, text, "large.yaml")
            found["load"].append(loaded)
            cells = [f"{loaded:.2f} ({loaded / yaml:.2f})", ""]
            if size <= options.most_checked:
                again = text.replace("pack: ", "pack: again-", 1)
                checked = seconds(lambda text: [*check_text(text, "large.yaml")], again)
                found["check"].append(checked)
                cells[1] = f"{checked:.2f} ({checked / yaml:.2f})"
            print(f"| {kind} | {size:,} | {' | '.join(cells)} |", flush=True)
        exponents = []
        for figures in found.values():
            steps = sizes[len(figures) - 2 : len(figures)]
            growth = math.log(figures[-1] / figures[-2]) / math.log(steps[1] / steps[0])
            exponents.append(f"{growth:.2f}")
        print(f"| {kind} | exponent | {' | '.join(exponents)} |")


if __name__ == "__main__":
    main()
