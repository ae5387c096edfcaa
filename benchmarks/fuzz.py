"""Fuzzing of the readers of states, searches, packs, conditions, CSV and tests, with atheris.

    python benchmarks/fuzz.py --seconds 3600 --record fuzz.json    fuzz, and add up in the record
    python benchmarks/fuzz.py --merge --record fuzz.json           renew the committed corpus
    python benchmarks/fuzz.py --table --record fuzz.json           print the record as Markdown

`--targets state,pack` names the targets, `--workers` the number of processes at a time. All inputs
that reach new code are kept in the folder next to the record, so a later run goes on from there. A
merge keeps those that together reach the most code. The texts of findings go to
`tests/fuzzing/findings.json`.

Needs the extra `fuzzing`, on Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from fuzz_seeds import CORPUS, FOUND, corpus_of, dictionary, findings_of, seeds_of
from fuzz_texts import bytes_of, text_of

ROOT = Path(__file__).parent.parent
CHILD = Path(__file__).with_name("fuzz_child.py")
# The share of time of each target. The quick ones reach most executions.
SHARES = {
    "state": 34, "csv": 18, "condition": 16, "yaml": 8, "pack": 7, "advice": 5, "search": 4,
    "hints": 4, "tests": 4,
}  # fmt: skip
SLICE = 600
"""Maximum number of seconds of a process, after which the record is written."""
LONGEST = 2_000
TIMEOUT = 10
MEMORY = 2_048
MOST_KEPT = 300
MOST_CHARACTERS = 50_000
"""Maximum number of texts of a target in the corpus, and of their characters."""
_RUN = re.compile(r"^#(\d+)\s.*?(?:cov: (\d+) )?(?:ft: (\d+) )?corp:", re.MULTILINE)
_FIELDS = {"executions": 0, "seconds": 0.0, "new_inputs": 0, "edges": 0, "features": 0}


class Record:
    """The figures and findings of all runs, in a JSON file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.with_suffix(".work")
        self.data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.lock = threading.Lock()

    def of(self, target: str) -> dict[str, Any]:
        return self.data.setdefault(target, {**_FIELDS, "findings": {}})

    def inside(self, target: str, *names: str) -> Path:
        path = self.folder.joinpath(target, *names)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def add(self, target: str, log: str, seconds: float) -> str:
        """Add what one process did, and return it as a line."""
        with self.lock:
            return self._added(target, log, seconds)

    def _added(self, target: str, log: str, seconds: float) -> str:
        runs = [tuple(int(part or 0) for part in found) for found in _RUN.findall(log)]
        total = re.findall(r"number_of_executed_units: (\d+)", log)
        done = int(total[-1]) if total else max((run[0] for run in runs), default=0)
        new = re.findall(r"new_units_added:\s+(\d+)", log)
        kept = self.of(target)
        kept["executions"] += done
        kept["seconds"] += seconds
        kept["new_inputs"] += int(new[-1]) if new else 0
        kept["edges"] = max(kept["edges"], *(run[1] for run in runs), 0)
        kept["features"] = max(kept["features"], *(run[2] for run in runs), 0)
        before = len(kept["findings"])
        for path in sorted(self.inside(target, "findings").glob("*.json")):
            kept["findings"][path.stem] = json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(self.inside(target, "artifacts").iterdir()):
            self._note_artifact(target, path, log)
        scratch = self.path.with_suffix(".part")
        scratch.write_text(json.dumps(self.data, indent=1, sort_keys=True), encoding="utf-8")
        scratch.replace(self.path)
        rate = done / seconds if seconds else 0
        found = len(kept["findings"]) - before
        return (
            f"{target}: {done:,} executions in {seconds:.0f} s ({rate:,.0f} a second), "
            f"{kept['features']:,} features, {found} new findings; "
            f"{sum(each['executions'] for each in self.data.values()):,} executions in all"
        )

    def _note_artifact(self, target: str, path: Path, log: str) -> None:
        """Note an input at which libFuzzer stopped, once for each kind and place."""
        text = text_of(path.read_bytes())
        frames = re.findall(r'File "[^"]*?(interview_rules/[^"]+)", line (\d+), in (\w+)', log)
        place = ":".join(frames[-1][:2]) if frames else ""
        kind = path.name.split("-", 1)[0]
        name = hashlib.sha256(f"{kind} {place}".encode()).hexdigest()[:16]
        found = {"kind": kind, "place": place, "text": text, "traceback": log[-6_000:]}
        if kind != "slow":
            self.of(target)["findings"].setdefault(name, found)
        path.unlink()


def command(record: Record, target: str) -> list[str]:
    return [sys.executable, str(CHILD), target, str(record.inside(target, "findings"))]


def run(record: Record, target: str, *options: str) -> tuple[str, float]:
    """Run the process of a target, and return what it wrote and its seconds on the processor."""
    # libFuzzer starts itself again for a merge, by one name and through a shell.
    program = record.inside(target) / "program"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(command(record, target))} "$@"\n')
    program.chmod(0o755)
    words = record.inside(target) / "words.dict"
    words.write_text(dictionary(target), encoding="utf-8")
    log = record.inside(target) / f"log-{time.time_ns()}.txt"
    given = [
        *options[:1], f"-max_len={LONGEST}", f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={record.inside(target, 'artifacts')}/", *options[1:],
    ]  # fmt: skip
    with log.open("wb") as out:
        child = subprocess.Popen(
            [*command(record, target), *given],
            env={**os.environ, "FUZZ_PROGRAM": str(program), "PYTHONHASHSEED": "0"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        # The time of the processor, because a machine that does other work says little.
        used = os.wait4(child.pid, 0)[2]
    took = used.ru_utime + used.ru_stime
    written = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return written, took


def prepare(record: Record, target: str) -> None:
    """Start the corpus of a target with its seeds."""
    corpus = record.inside(target, "corpus")
    if not any(corpus.iterdir()):
        write_texts(corpus, seeds_of(target, LONGEST))


def write_texts(folder: Path, texts: list[str]) -> None:
    for text in texts:
        data = bytes_of(text)
        (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)


def fuzz(record: Record, targets: list[str], seconds: float, workers: int) -> None:
    """Fuzz the targets in turns, until each has had its share of the time."""
    start = time.monotonic()
    total = sum(SHARES[target] for target in targets)
    left = {target: seconds * workers * SHARES[target] / total for target in targets}
    lock = threading.Lock()
    busy: set[str] = set()

    def work(_worker: int) -> None:
        while (remaining := seconds - (time.monotonic() - start)) > 5:
            with lock:
                free = [target for target in targets if target not in busy]
                if not free:
                    return
                target = max(free, key=lambda each: left[each])
                busy.add(target)
            prepare(record, target)
            remaining = seconds - (time.monotonic() - start)
            part = max(5, int(min(SLICE, remaining, max(left[target], 20))))
            began = time.monotonic()
            corpus = record.inside(target, "corpus")
            words = record.inside(target) / "words.dict"
            log, took = run(
                record, target, f"-max_total_time={part}", f"-dict={words}",
                "-print_final_stats=1", str(corpus),
            )  # fmt: skip
            print(record.add(target, log, took), flush=True)
            with lock:
                left[target] -= time.monotonic() - began
                busy.discard(target)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))


def merge(record: Record, target: str) -> None:
    """Write the committed corpus: all findings, and the inputs that reach the most together."""
    everything = record.inside(target, "corpus")
    seeds = record.inside(target, "committed")
    write_texts(seeds, corpus_of(target))
    merged = record.inside(target, f"merged-{time.time_ns()}")
    control = record.inside(target) / "control"
    control.unlink(missing_ok=True)
    run(
        record, target, "-merge=1", f"-merge_control_file={control}",
        str(merged), str(everything), str(seeds),
    )  # fmt: skip
    reached = features_of(control)
    found: list[bytes] = []
    covered: set[str] = set()
    while reached and len(found) < MOST_KEPT:
        best = max(reached, key=lambda path: len(reached[path] - covered))
        new = reached.pop(best) - covered
        if not new:
            break
        data = Path(best).read_bytes()
        if sum(map(len, found)) + len(data) <= MOST_CHARACTERS:
            covered |= new
            found.append(data)
    texts = set(map(text_of, found))
    path = CORPUS / f"{target}.json"
    path.write_text(json.dumps(sorted(texts), indent=0) + "\n", encoding="utf-8")
    print(f"{target}: {len(texts)} texts, {path.stat().st_size:,} bytes, {len(covered)} features")


def keep_findings(record: Record) -> None:
    """Add the texts of all findings to the committed ones, which stay there when they are mended."""
    kept = {
        target: sorted(
            {*findings_of(target), *(each["text"] for each in found["findings"].values())}
        )
        for target, found in record.data.items()
    }
    told = {target: texts for target, texts in kept.items() if texts}
    FOUND.write_text(json.dumps(told, indent=0) + "\n", encoding="utf-8")


def features_of(control: Path) -> dict[str, set[str]]:
    """Return the features that each input reaches, from the control file of a merge."""
    lines = control.read_text(encoding="utf-8").splitlines()
    count = int(lines[0])
    paths = lines[2 : 2 + count]
    found: dict[str, set[str]] = {}
    for line in lines[2 + count :]:
        kind, *numbers = line.split()
        if kind == "FT":
            found[paths[int(numbers[0])]] = set(numbers[1:])
    return found


def table(record: Record) -> str:
    lines = [
        "| target | executions | a second of a core | new inputs | features reached | findings |",
        "|---|---|---|---|---|---|",
    ]
    for target, each in record.data.items():
        rate = each["executions"] / each["seconds"] if each["seconds"] else 0
        lines.append(
            f"| {target} | {each['executions']:,} | {rate:,.0f} | {each['new_inputs']:,}"
            f" | {each['features']:,} | {len(each['findings'])} |"
        )
    whole = sum(each["executions"] for each in record.data.values())
    new = sum(each["new_inputs"] for each in record.data.values())
    found = sum(len(each["findings"]) for each in record.data.values())
    lines.append(f"| all | {whole:,} | | {new:,} | | {found} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=3_600)
    parser.add_argument("--targets", default=",".join(SHARES))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--record", type=Path, default=ROOT / "build" / "fuzz.json")
    parser.add_argument("--merge", action="store_true")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    asked.record.parent.mkdir(parents=True, exist_ok=True)
    record = Record(asked.record.absolute())
    targets = asked.targets.split(",")
    if asked.table:
        print(table(record))
        return
    if asked.merge:
        for target in targets:
            merge(record, target)
        keep_findings(record)
        return
    fuzz(record, targets, asked.seconds, asked.workers)
    print(table(record))
    for target, each in record.data.items():
        for found in each["findings"].values():
            print(f"\n{target}: {found['kind']} at {found['place']}: {found['text'][:200]!r}")


if __name__ == "__main__":
    main()
