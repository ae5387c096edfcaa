"""A pytest plugin that tries mutants in processes forked off after the tests have been collected.

The file that MUTANTS names holds JSON: for each function the tests to run, in order, the seconds of
processor time that they may take, and the mutants. The exit code of each mutant is appended to
MUTANTS_TRIED: 0 if the tests pass, 1 if one fails, 5 if there are none, and a negative signal if they
take too long or crash.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test

if TYPE_CHECKING:
    from collections.abc import Sequence

WORKERS = 2
NO_TESTS = int(pytest.ExitCode.NO_TESTS_COLLECTED)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    items = {item.nodeid: item for item in session.items}
    wanted = json.loads(Path(os.environ["MUTANTS"]).read_text(encoding="utf-8"))
    running: dict[int, str] = {}
    gc.collect()
    gc.freeze()
    with Path(os.environ["MUTANTS_TRIED"]).open("a", encoding="utf-8") as tried:

        def wait() -> None:
            pid, status = os.wait()
            print(running.pop(pid), os.waitstatus_to_exitcode(status), file=tried, flush=True)

        for tests, seconds, mutants in wanted.values():
            some = [items[test] for test in tests if test in items]
            for mutant in mutants:
                if not some:
                    print(mutant, NO_TESTS, file=tried, flush=True)
                    continue
                if len(running) == WORKERS:
                    wait()
                pid = os.fork()
                if not pid:
                    _try(mutant, some, seconds)
                running[pid] = mutant
        while running:
            wait()
    return True


def _try(mutant: str, items: Sequence[pytest.Item], seconds: int) -> None:
    """Run tests on a mutant, up to the first that fails, and end this process."""
    code = 1
    try:
        limit = int(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        set_mutant_under_test(mutant)
        passed = all(
            report.passed or report.skipped
            for item, after in zip(items, (*items[1:], None), strict=True)
            for report in runtestprotocol(item, nextitem=after, log=False)
        )
        code = 0 if passed else 1
    finally:
        os._exit(code)
