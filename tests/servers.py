"""Helpers that run a server of the command in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from command_line import COMMAND

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[str, list[str]]]:
    """Run the command until the end of this context, on a free port.

    Yields the address of the server, and a list that gets what it has told in the end.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    told: list[str] = []
    command = [*COMMAND, *arguments, "--port", str(port)]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", told
    finally:
        running.send_signal(signal.SIGINT)
        told += running.communicate(timeout=30)[1].splitlines()
