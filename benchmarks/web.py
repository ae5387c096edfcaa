"""Benchmark of a web service: `python benchmarks/web.py`.

Starts the FastAPI recipe of `docs/embedding/web.md` on the loopback in a process of its own, sends a
mixed load of requests from several clients at once, and compares every answer with that of a direct
call, byte for byte. A task in the event loop of the service measures how long the loop was held.
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
TICK = 0.001


def recipe() -> ModuleType:
    """Return the module of the recipe."""
    module = ModuleType("service")
    code = re.search(r"## FastAPI\n.*?```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert code is not None
    exec(compile(code[1], str(PAGE), "exec", dont_inherit=True), module.__dict__)  # noqa: S102  # our own page
    return module


async def serve(port: int) -> None:
    """Serve the recipe until standard input ends; print how long the event loop was held, in ms."""
    held: list[float] = []
    config = uvicorn.Config(recipe().app, port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)

    async def watch() -> None:
        while not server.should_exit:
            start = time.perf_counter()
            await asyncio.sleep(TICK)
            held.append(time.perf_counter() - start - TICK)

    async def stop() -> None:
        await asyncio.to_thread(sys.stdin.readline)
        server.should_exit = True

    await asyncio.gather(server.serve(), watch(), stop())
    print(json.dumps(sorted(each * 1e3 for each in held[len(held) // 20 :])))


@contextlib.contextmanager
def service(port: int):
    """Run the service in a process of its own. Yields a list that gets its measurements."""
    found: list[float] = []
    command = [sys.executable, __file__, "--serve", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        wait_for(port)
        yield found
        found += json.loads(run.communicate("\n")[0])


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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with service(port) as held:
        asyncio.run(load(port, [part[:5] for part in parts]))
        start = time.perf_counter()
        wrong = asyncio.run(load(port, parts))
        took = time.perf_counter() - start
    print(f"| {options.requests:,} requests at {options.clients} clients | |")
    print("|---|--:|")
    print(f"| requests a second | {options.requests / took:,.0f} |")
    print(f"| answers that differ from a direct call | {wrong} |")
    print(f"| event loop held, median, ms | {statistics.median(held):.1f} |")
    print(f"| event loop held, 99 of 100, ms | {held[int(len(held) * 0.99)]:.1f} |")
    print(f"| event loop held, longest, ms | {held[-1]:.1f} |")


if __name__ == "__main__":
    main()
