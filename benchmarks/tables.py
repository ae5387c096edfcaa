"""Benchmark of tables: `python benchmarks/tables.py [--rows N] [--events] [--write]`.

Each part runs in its own process, so that its peak memory can be measured. The parts are the
twenty peer rules on a million rows in memory, compared with a hand-written loop; the default packs
on a Parquet file with thirty time zones, with the results aggregated, written, or in the long
form; and the memory bandwidth of the machine. `--events` measures tables of events instead, in
memory and from a file. `--write` writes the figures to docs/tables.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLACES = {
    "America/New_York": "US", "America/Chicago": "US", "America/Denver": "US",
    "America/Los_Angeles": "US", "America/Toronto": "CA", "America/Sao_Paulo": "BR",
    "America/Mexico_City": "MX", "America/Bogota": "CO", "Europe/London": "GB",
    "Europe/Dublin": "IE", "Europe/Lisbon": "PT", "Europe/Berlin": "DE", "Europe/Paris": "FR",
    "Europe/Madrid": "ES", "Europe/Rome": "IT", "Europe/Warsaw": "PL", "Europe/Athens": "GR",
    "Europe/Helsinki": "FI", "Africa/Cairo": "EG", "Africa/Johannesburg": "ZA",
    "Asia/Dubai": "AE", "Asia/Kolkata": "IN", "Asia/Singapore": "SG", "Asia/Tokyo": "JP",
    "Asia/Seoul": "KR", "Asia/Shanghai": "CN", "Australia/Sydney": "AU", "Australia/Perth": "AU",
    "Pacific/Auckland": "NZ", "UTC": None,
}  # fmt: skip
INSTANTS = {
    "interview": (0.95, -60, -1), "thank_you": (0.5, -50, 0), "last_contact": (0.95, -40, 0),
    "reply": (0.3, -30, 0), "follow_up": (0.3, -30, 0), "upcoming_interview": (0.1, 0, 20),
    "on_hold": (0.03, -30, 0), "rejection": (0.1, -30, 0), "hr_contacted": (0.05, -20, 0),
    "offer_made": (0.1, -20, 0),
}  # fmt: skip
DAYS = {
    "decision_date": (0.6, -30, 20), "next_step_date": (0.1, -20, 20),
    "contact_away": (0.03, -5, 10), "offer_deadline": (0.05, -5, 10),
}  # fmt: skip
OFFERS = ("none", "informal", "verbal", "conditional", "firm", "written")


def applications(count: int, seed: int) -> pl.DataFrame:
    """Draw rows of facts; as in most applications, few facts are known."""
    rng = np.random.default_rng(seed)
    place = rng.integers(0, len(PLACES), count)
    columns = {
        "timezone": pl.Series(list(PLACES)).gather(place),
        "country": pl.Series(list(PLACES.values())).gather(place),
    }

    def known(values: pl.Series, share: float) -> pl.Series:
        return values.scatter(np.flatnonzero(rng.random(count) > share), None)

    for name, (share, low, high) in INSTANTS.items():
        seconds = rng.integers(low * 86_400, high * 86_400, count).astype("timedelta64[s]")
        values = (np.datetime64(NOW.replace(tzinfo=None), "us") + seconds).astype("datetime64[us]")
        columns[name] = known(pl.Series(values).dt.replace_time_zone("UTC"), share)
    for name, (share, low, high) in DAYS.items():
        values = np.datetime64(NOW.date(), "D") + rng.integers(low, high, count)
        columns[name] = known(pl.Series(values.astype("datetime64[D]")).cast(pl.Date), share)
    columns["follow_up_pending"] = pl.Series(rng.random(count) < 0.2)
    offer = rng.choice(len(OFFERS), count, p=[0.8, 0.04, 0.06, 0.02, 0.03, 0.05])
    columns["offer"] = pl.Series(OFFERS).gather(offer)
    for name, low, high in (("follow_ups", 0, 3), ("rounds", 1, 4), ("other_applications", 0, 8)):
        columns[name] = pl.Series(rng.integers(low, high, count))
    return pl.DataFrame(columns)


def write_file(path: Path, rows: int) -> None:
    """Write a Parquet file of `rows` rows, a million at a time."""
    import pyarrow.parquet as pq

    writer = None
    step = min(rows, 1_000_000)
    for number in range(rows // step):
        part = applications(step, number).to_arrow()
        writer = writer or pq.ParquetWriter(path, part.schema, compression="zstd")
        writer.write_table(part, row_group_size=125_000)
    writer.close()


def timed(work, rounds: int) -> float:
    """Return the seconds per call: the median over rounds, after one warm-up call."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peer_columns(rows: int) -> pl.DataFrame:
    """Return the peer states, shifted to the same `now` and repeated."""
    from peer_workload import states

    utc = pl.Datetime("us", "UTC")
    some = []
    for state in states(100_000):
        more = NOW.timestamp() - state["now"]
        some.append({
            name: value + more if name in MOMENTS and value is not None else value
            for name, value in state.items()
            if name != "now"
        })  # fmt: skip
    frame = pl.DataFrame(some, infer_schema_length=None).with_columns(
        *((pl.col(name) * 1e6).cast(pl.Int64).cast(utc) for name in MOMENTS),
        # The vocabulary has no solid offers; firm is the closest level.
        offer=pl.col("offer").replace({"solid": "firm"}),
        rejection=pl.when("rejected").then(pl.lit(NOW, utc)),
    )
    times = rows // frame.height
    return pl.concat([frame] * times).rechunk()


MOMENTS = ("interview", "thank_you", "decision_date", "follow_up", "reply", "hr_contacted")
ROW = (*MOMENTS, "date_asked", "rejected", "offer", "other_applications", "upcoming_rounds")


def peer(rows: int) -> dict[str, float]:
    """Measure the twenty peer rules: a loop, a table, and a table planned in advance."""
    from peer_workload import Record, by_hand, from_yaml

    from interview_rules.tables import advise_table

    pack = from_yaml()
    frame = peer_columns(rows)
    few = frame.head(200_000)

    def loop() -> list[int]:
        """Evaluate row by row: columns to objects to answers."""
        plain = few.with_columns(pl.col(MOMENTS).dt.epoch("s")).drop("rejection")
        plain = plain.with_columns(pl.col("offer").replace({"firm": "solid"}))
        now, blank = int(NOW.timestamp()), dict.fromkeys(("now", *plain.columns))
        answers = []
        case = Record(blank)
        case.now = now
        columns = [plain[name].to_list() for name in ROW]
        for (
            case.interview, case.thank_you, case.decision_date, case.follow_up, case.reply,
            case.hr_contacted, case.date_asked, case.rejected, case.offer,
            case.other_applications, case.upcoming_rounds,
        ) in zip(*columns, strict=True):  # fmt: skip
            answers.append(by_hand(case))
        return answers

    table = frame.drop("rejected")
    answers = advise_table(table.head(few.height), NOW, pack)
    masks = sum(answers[name].cast(pl.Int64) * (1 << n) for n, name in enumerate(pack.ids))
    assert masks.to_list() == loop()
    plan = advise_table(table.lazy(), NOW, pack)
    rules = plan.select(pack.ids)
    records = few.height / timed(loop, 3)
    return {
        "a loop by hand": records,
        "the table": rows / timed(lambda: advise_table(table, NOW, pack), 5),
        "the table, planned before": rows / timed(lambda: plan.collect(engine="streaming"), 5),
        "the table, rules only, planned before": rows
        / timed(lambda: rules.collect(engine="streaming"), 7),
    }


def added_up(path: str, rows: int) -> dict[str, float]:
    """Measure the default packs on a file, with all results aggregated."""
    from interview_rules import RulePack
    from interview_rules.tables import advise_table

    start = time.perf_counter()
    found = advise_table(pl.scan_parquet(path), NOW)
    looked = time.perf_counter() - start
    ids = RulePack.default().ids
    top = (pl.col("due").max(), pl.col("due_at").max(), pl.col("action").n_unique())
    found.select(pl.col(ids).sum(), *top).collect(engine="streaming")
    whole = time.perf_counter() - start
    return {"rows a second": rows / whole, "share of the first pass": looked / whole}


def written(path: str, rows: int) -> dict[str, float]:
    """Measure the default packs on a file, with the results written to a file."""
    from interview_rules.tables.files import advise_file

    target = Path(path).with_name("advice.parquet")
    start = time.perf_counter()
    advise_file(path, target, NOW)
    whole = time.perf_counter() - start
    size = target.stat().st_size / rows
    target.unlink()
    return {"rows a second": rows / whole, "bytes a row written": size}


def long(path: str, rows: int) -> dict[str, float]:
    """Measure the long form, with every window, on the first rows."""
    from interview_rules.tables import advise_table

    frame = pl.scan_parquet(path).head(rows).collect()
    start = time.perf_counter()
    found = advise_table(frame, NOW, form="long")
    whole = time.perf_counter() - start
    return {"rows a second": rows / whole, "pieces of advice a second": found.height / whole}


def memory() -> dict[str, float]:
    """Measure the memory bandwidth of two threads that copy: bytes read and written per second."""
    from concurrent.futures import ThreadPoolExecutor

    source = np.ones(64 << 20, np.int64)
    target = np.empty_like(source)
    half = len(source) // 2

    def copy(part: slice) -> None:
        np.copyto(target[part], source[part])

    with ThreadPoolExecutor(2) as pool:
        both = (slice(0, half), slice(half, None))
        seconds = timed(lambda: list(pool.map(copy, both)), 7)
    return {"bytes a second": 2 * source.nbytes / seconds}


def scanned(path: str, rows: int) -> dict[str, float]:
    """Measure reading the file alone."""
    start = time.perf_counter()
    pl.scan_parquet(path).select(pl.all().max()).collect(engine="streaming")
    return {"rows a second": rows / (time.perf_counter() - start)}


def folded(rows: int) -> dict[str, float]:
    """Measure events in memory: a state for each application, and `facts_table`."""
    from event_logs import events, measured

    return measured(events(rows, PLACES, NOW, 1), NOW)


def folded_file(path: str, rows: int) -> dict[str, float]:
    """Measure the advice for a file of events of `rows` applications, written as a file."""
    from interview_rules.tables.event_files import advise_event_file

    target = Path(path).with_name("advice-of-events.parquet")
    used = time.process_time()
    advise_event_file(path, target, NOW)
    used = time.process_time() - used
    target.unlink()
    return {"applications a second and core": rows / used}


PARTS = {
    each.__name__: each
    for each in (peer, added_up, written, long, memory, scanned, folded, folded_file)
}


def part(name: str, *arguments: object) -> dict[str, float]:
    """Run one part in its own process; the result includes its peak memory in megabytes."""
    line = [sys.executable, __file__, "--part", name, *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def of_events(say, applications: int) -> None:
    """Measure tables of events, in memory and from a file."""
    from event_logs import scattered

    found = part("folded", 100_000)
    each = found["a state for each application"]
    title = f"100,000 applications with {found['events']:.1f} events each"
    say(f"| {title} | applications a second and core | times the loop |")
    say("|---|--:|--:|")
    for name in ("a state for each application", "`facts_table`"):
        say(f"| {name} | {found[name]:,.0f} | {found[name] / each:.1f} |")
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_DIR")) as folder:
        path = Path(folder) / "events.parquet"
        count = scattered(path, applications, PLACES, NOW)
        found = part("folded_file", path, applications)
    rate = found["applications a second and core"]
    say(
        f"\n`table --events` advises on {rate:,.0f} applications a second and core, from a file of"
        f" {count:,} events, and needs {found['peak']:.0f} MB."
    )


def put(lines: list[str], block: str) -> None:
    """Write lines to a block of docs/tables.md."""
    page = Path(__file__).parent.parent / "docs" / "tables.md"
    first, last = f"<!-- {block} -->", f"<!-- /{block} -->"
    figures = "\n".join((first, *lines, last))
    found = re.compile(f"{first}.*{last}", re.DOTALL)
    page.write_text(found.sub(lambda _: figures, page.read_text()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000_000)
    parser.add_argument("--applications", type=int, default=1_000_000)
    parser.add_argument("--events", action="store_true", help="measure tables of events instead")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--part", nargs="+")
    options = parser.parse_args()
    if options.part:
        name, *arguments = options.part
        found = PARTS[name](*(int(each) if each.isdigit() else each for each in arguments))
        peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
        print(json.dumps({**found, "peak": int(peak[1]) / 1024}))
        return
    lines = []

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    if options.events:
        of_events(say, options.applications)
        if options.write:
            put(lines, "figures of events")
        return
    rows = options.rows
    twenty = part("peer", 1_000_000)
    loop = twenty["a loop by hand"]
    say("| 20 peer rules, 1,000,000 rows in memory | million rows a second | times the loop |")
    say("|---|--:|--:|")
    for name, speed in twenty.items():
        if name != "peak":
            say(f"| {name} | {speed / 1e6:.1f} | {speed / loop:.1f} |")
    say("")
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_DIR")) as folder:
        path = Path(folder) / "applications.parquet"
        write_file(path, rows)
        size = path.stat().st_size / rows
        reading, adding = part("scanned", path, rows), part("added_up", path, rows)
        writing, windows = part("written", path, rows), part("long", path, 1_000_000)
    say(
        f"| both packs, {rows:,} rows from a file of {size:.0f} bytes a row | million rows a second | peak memory, MB |"
    )
    say("|---|--:|--:|")
    for name, found in (
        ("reading the file, and nothing else", reading),
        ("rules, first action and due date, added up", adding),
        ("the same, written as a file", writing),
        ("the long form with windows, of 1,000,000 rows", windows),
    ):
        say(f"| {name} | {found['rows a second'] / 1e6:.2f} | {found['peak']:.0f} |")
    bandwidth = part("memory")["bytes a second"]
    row = 8 * len(INSTANTS) + 4 * len(DAYS) + 8 * 3 + 2 * 16 + 16 + 1
    given = windows["pieces of advice a second"] / 1e6
    say(f"\nThe long form gives {given:.2f} million pieces of advice a second.")
    say(
        f"The first pass over the table takes {adding['share of the first pass']:.0%} of the time. "
        f"Memory copies {bandwidth / 1e9:.1f} GB a second here; at {row} bytes a row it could carry "
        f"{bandwidth / row / 1e6:.0f} million rows a second."
    )
    if options.write:
        put(lines, "figures")


if __name__ == "__main__":
    main()
