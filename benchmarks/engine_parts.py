"""Ablation of the compiled engine: the same rules, compiled without one optimization at a time.

The variants run in turn, so that all of them see the machine in the same condition. `python
benchmarks/engine_parts.py` prints a table with the best evaluation time and the compile time.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from peer_engines import folder
from peer_workload import peer_pack, states
from speed import cases

from interview_rules import RulePack
from interview_rules.engines.compiled import codegen, decision_tree
from interview_rules.engines.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER_SO_MANY = 1 << 40
PARTS: dict[str, list[tuple[Any, str, float]]] = {
    "everything": [],
    "no variant for ordinary states": [(codegen, "_MOSTLY", 2.0)],
    "no repeated decisions": [(codegen, "_ROOM", 0)],
    "no shared decisions": [(codegen, "_ROOM", 0), (decision_tree, "_DEEPEST", 0)],
    "no groups of similar rules": [(codegen, "_MANY", NEVER_SO_MANY)],
}


def compiled(pack: RulePack, changes: list[tuple[Any, str, float]]) -> tuple[Callable, float]:
    """Return an evaluation function without some optimizations, and its compile time in ms."""
    kept = [(module, name, getattr(module, name)) for module, name, _value in changes]
    for module, name, value in changes:
        setattr(module, name, value)
    start = time.perf_counter()
    try:
        evaluate = Program(pack).evaluate
    finally:
        for module, name, value in kept:
            setattr(module, name, value)
    return evaluate, (time.perf_counter() - start) * 1e3


def compare(name: str, pack: RulePack, folded: list[tuple[Any, ...]], rounds: int) -> None:
    """Print a row for each variant."""
    made = {part: compiled(pack, changes) for part, changes in PARTS.items()}
    best = dict.fromkeys(made, float("inf"))
    for _ in range(rounds):
        for part, (evaluate, _took) in made.items():
            for case in folded[:5]:
                evaluate(*case)
            start = time.perf_counter()
            for case in folded:
                evaluate(*case)
            best[part] = min(best[part], (time.perf_counter() - start) / len(folded) * 1e6)
    for part, (_evaluate, took) in made.items():
        ratio = best[part] / best["everything"]
        print(f"| {name} | {part} | {best[part]:.2f} µs | {ratio:.1f} | {took:.0f} ms |")


def main() -> None:
    """Print the table."""
    print("| rules | compiled with | evaluation | ratio | compiling |\n|---|---|--:|--:|--:|")
    default = RulePack.default()
    logs = [(int(now.timestamp()), state) for state, now in cases(400, 7)]
    folded = [(at, state.facts_at(at), state.calendar) for at, state in logs]
    compare(f"both packs ({len(default.rules)})", default, folded, 60)
    for count, rounds in ((20, 200), (200, 100), (1_000, 40)):
        pack = peer_pack(count)
        fold = folder(pack)
        compare(f"peer rules ({count})", pack, [fold(state) for state in states(200, 3)], rounds)


if __name__ == "__main__":
    main()
