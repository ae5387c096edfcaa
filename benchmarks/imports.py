"""Benchmark of imports: `python benchmarks/imports.py [--rows N]`.

Imports logs of a quarter of the rows, half of them and all of them, so that a cost that grows
faster than the number of rows is seen. The rows are drawn with a fixed seed. The last column is the
most memory that Python held at a time.
"""

from __future__ import annotations

import argparse
import random
import time
import tracemalloc

from interview_rules.imports import Importer

STATUSES = ("Applied", "Rejected", "In process", "No project for now", "Accepted")
HEADER = (
    "Status,Company,Role,Application,Phone call,1st interview,2nd interview,3rd interview,"
    "Proposition,Final answer"
)


def log(count: int) -> str:
    """Draw a log with rounds in a third of the rows, and an invalid row in a hundred."""
    draw = random.Random(7)
    lines = [HEADER]
    for number in range(count):
        status = "Rejcted" if draw.random() < 0.01 else draw.choice(STATUSES)
        month = draw.randint(1, 9)
        day = f"{draw.randint(1, 28):02}"
        rounds = (
            f"{day}/{month + 1:02}/2026 {draw.randint(8, 17)}:30" if draw.random() < 0.33 else ""
        )
        answer = f"{day}/{month + 2:02}/2026" if status in STATUSES[1:] else ""
        lines.append(
            f"{status},Company {number},Analyst,{day}/{month:02}/2026,,{rounds},,,,{answer}"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    print("| rows | seconds | microseconds per row | rejected | MB |")
    print("|--:|--:|--:|--:|--:|")
    importer = Importer("round-log")
    importer.read_csv(log(100))
    for count in (options.rows // 4, options.rows // 2, options.rows):
        text = log(count)
        start = time.process_time()
        found = importer.read_csv(text)
        took = time.process_time() - start
        tracemalloc.start()
        importer.read_csv(text)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        told = f"{took:.1f} | {took / count * 1e6:.0f} | {found.summary.rejected} | {peak:.0f}"
        print(f"| {count:,} | {told} |")


if __name__ == "__main__":
    main()
