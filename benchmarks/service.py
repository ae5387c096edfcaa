"""Benchmark of the service: `python benchmarks/service.py`.

Starts `interview-rules serve` on the loopback, sends requests from several clients for a while, and
compares every answer with that of a direct call, byte for byte. Beside it runs a bare FastAPI
application that reads the same state and sends it back, as a measure of what the framework, the
reading of a state and the client take.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import signal
import subprocess
import sys
import time

import httpx2
from speed import cases

from interview_rules import Advisor
from web import free_port, wait_for

ECHO = """
import uvicorn
from fastapi import FastAPI
from interview_rules import InterviewState

app = FastAPI()

@app.post("/advise")
async def echo(state: InterviewState) -> InterviewState:
    return state

uvicorn.run(app, port={port}, log_level="error", access_log=False)
"""

Work = list[tuple[bytes, bytes | None]]
"""Bodies, each with the expected answer if it is known."""


@contextlib.contextmanager
def running(command: list[str], port: int):
    """Run a server in a process of its own until the end of this context."""
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


async def client(port: int, work: Work, until: float) -> tuple[int, int]:
    """Send requests one after the other. Return how many, and how many answers are wrong."""
    sent = wrong = 0
    headers = {"content-type": "application/json"}
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as session:
        for body, expected in itertools.cycle(work):
            if time.perf_counter() > until:
                return sent, wrong
            answer = await session.post("/advise", content=body, headers=headers)
            sent += 1
            wrong += answer.status_code != 200 or (
                expected is not None and answer.content != expected
            )
    raise AssertionError


async def load(port: int, parts: list[Work], seconds: float) -> tuple[float, int]:
    """Run all clients at once. Return the requests a second, and how many answers are wrong."""
    start = time.perf_counter()
    done = await asyncio.gather(*(client(port, part, start + seconds) for part in parts))
    took = time.perf_counter() - start
    return sum(sent for sent, _wrong in done) / took, sum(wrong for _sent, wrong in done)


def measured(command: list[str], port: int, parts: list[Work], seconds: float) -> tuple[float, int]:
    """Return the requests a second that a server answers, and how many answers are wrong."""
    with running(command, port):
        asyncio.run(load(port, parts, 2))
        return asyncio.run(load(port, parts, seconds))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--states", type=int, default=1_000)
    options = parser.parse_args()
    advisor = Advisor()
    asked: Work = []
    titles: Work = []
    bare: Work = []
    for state, now in cases(options.states, 7):
        data = json.loads(state.model_dump_json(exclude_defaults=True))
        report = advisor.advise(data, now.isoformat())
        whole = {"state": data, "now": now.isoformat()}
        asked.append((json.dumps(whole).encode(), report.to_json().encode()))
        short = {**whole, "include": ["windows"]}
        titles.append((json.dumps(short).encode(), report.to_json(include=["windows"]).encode()))
        bare.append((json.dumps(data).encode(), None))
    serve = [sys.executable, "-m", "interview_rules", "serve", "--port"]
    print(f"| {options.clients} clients, {options.seconds:g} s each | a second | wrong answers |")
    print("|---|--:|--:|")
    for name, work, command in (
        ("whole reports", asked, None),
        ("titles, texts and windows", titles, None),
        ("a bare FastAPI echo of the same states", bare, ECHO),
    ):
        port = free_port()
        parts = [work[place :: options.clients] for place in range(options.clients)]
        if command is None:
            started = [*serve, str(port)]
        else:
            started = [sys.executable, "-c", command.format(port=port)]
        rate, wrong = measured(started, port, parts, options.seconds)
        print(f"| {name} | {rate:,.0f} | {wrong} |", flush=True)


if __name__ == "__main__":
    main()
