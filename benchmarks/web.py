"""Benchmark of a web service: `python benchmarks/web.py`.

Starts the FastAPI recipe of `docs/embedding/web.md` on the loopback in a process of its own, sends a
mixed load of requests from several clients at once, and compares every answer with that of a direct
call, byte for byte. The service measures how long each step of a task holds its event loop.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import httpx2
import uvicorn
from speed import cases

from interview_rules import Advisor

PAGE = Path(__file__).parent.parent / "docs" / "embedding" / "web.md"


def recipe() -> ModuleType:
    """Return the module of the recipe."""
    module = ModuleType("service")
    code = re.search(r"## FastAPI\n.*?```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert code is not None
    exec(compile(code[1], str(PAGE), "exec", dont_inherit=True), module.__dict__)  # noqa: S102  # our own page
    return module


async def serve(port: int) -> None:
    """Serve the recipe; print how long each step held the event loop, and worked, in ms.

    The first line of standard input starts the measurement, and the second ends the service.
    """
    held: list[tuple[float, float]] = []
    config = uvicorn.Config(
        recipe().app, port=port, log_level="warning", access_log=False, loop="asyncio"
    )
    server = uvicorn.Server(config)
    run = asyncio.Handle._run  # noqa: SLF001  # there is no public way

    def timed(handle: asyncio.Handle) -> None:
        start, worked = time.perf_counter(), time.thread_time()
        run(handle)
        held.append((time.perf_counter() - start, time.thread_time() - worked))

    async def obey() -> None:
        await asyncio.to_thread(sys.stdin.readline)
        asyncio.Handle._run = timed  # type: ignore[method-assign]  # noqa: SLF001
        await asyncio.to_thread(sys.stdin.readline)
        server.should_exit = True

    await asyncio.gather(server.serve(), obey())
    print(json.dumps([sorted(each * 1e3 for each in kind) for kind in zip(*held, strict=True)]))


@contextlib.contextmanager
def service(port: int):
    """Run the service in a process of its own.

    Yields a list that gets its measurements, and a function that starts them.
    """
    found: list[float] = []
    command = [sys.executable, __file__, "--serve", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        wait_for(port)

        def start() -> None:
            run.stdin.write("\n")
            run.stdin.flush()

        yield found, start
        found += json.loads(run.communicate("\n")[0])


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port: int) -> None:
    """Wait until the service accepts connections."""
    for _ in range(1_000):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    raise SystemExit("the service does not start")


async def client(port: int, work: list[tuple[str, bytes, bytes]]) -> int:
    """Send requests one after the other. Return how many answers differ."""
    wrong = 0
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as session:
        for now, body, expected in work:
            headers = {"content-type": "application/json"}
            answer = await session.post(
                "/advice", params={"now": now}, content=body, headers=headers
            )
            wrong += answer.content != expected
    return wrong


async def load(port: int, parts: list[list[tuple[str, bytes, bytes]]]) -> int:
    """Run all clients at once. Return how many answers differ."""
    return sum(await asyncio.gather(*(client(port, part) for part in parts)))


def main() -> None:
    """Print the rate, the differences, and for how long the event loop was held."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve))
        return
    advisor = Advisor()
    work = []
    for state, now in cases(options.requests, 7):
        said = now.isoformat()
        body = state.model_dump_json(exclude_defaults=True).encode()
        work.append((said, body, advisor.advise(json.loads(body), said).to_json().encode()))
    parts = [work[place :: options.clients] for place in range(options.clients)]
    port = free_port()
    with service(port) as (steps, measure):
        asyncio.run(load(port, [part[:5] for part in parts]))
        measure()
        start = time.perf_counter()
        wrong = asyncio.run(load(port, parts))
        took = time.perf_counter() - start
    print(f"| {options.requests:,} requests at {options.clients} clients | |")
    print("|---|--:|")
    print(f"| requests a second | {options.requests / took:,.0f} |")
    print(f"| answers that differ from a direct call | {wrong} |")
    # Most steps only pass a request on; as many as there are requests make a report.
    print("| a report, ms | median | 99 of 100 | longest |\n|---|--:|--:|--:|")
    names = ("holds the event loop, waits for a processor included", "works")
    for name, kind in zip(names, steps, strict=True):
        held = kind[-options.requests :]
        median, most = statistics.median(held), held[int(len(held) * 0.99)]
        print(f"| {name} | {median:.1f} | {most:.1f} | {held[-1]:.1f} |")


if __name__ == "__main__":
    main()
