"""Helpers that run the command in tests, in this process or in a separate one."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

from typer import testing

from interview_rules.cli.app import app

# Building the command from its functions takes longer than most commands run.
testing._get_command = cache(testing._get_command)

COMMAND = (sys.executable, "-m", "interview_rules")
STATE = """
company: Acme
position: Analyst
timezone: America/New_York
country: US
interview: 2026-11-19 10:00
decision_date: 2026-11-25
"""
NOW = ("--now", "2026-11-20 12:00")
SOUND = """\
pack: tiny
facts:
  f: {type: flag, doc: A flag.}
rules:
  - id: ask
    when: after decision_date and not f
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: This test.
  - id: rest
    when: before decision_date
    advise: {action: rest, kind: avoid, title: Rest, text: Let it rest.}
    source: This test.
"""
TESTS = """\
tests:
  - name: One asks
    facts: {decision_date: 2026-11-19}
    now: 2026-11-20 12:00
    expect: [ask]
  - name: One rests
    facts: {decision_date: 2026-11-21}
    now: 2026-11-20 12:00
    expect: [rest]
    expect_not: [ask]
"""
HOSTILE = "x\\e[31m\\a\\x9b2J\\u202e\\u2028y"
RAW = {*"\x1b\x07\x9b\u202e\u2028\x00"}


def run(
    *words: str,
    status: int = 0,
    width: int = 100,
    stdin: str | bytes | None = None,
    warned: str = "",
) -> str:
    """Return the output of a command: standard error if the status is 2, else standard output.

    `warned` is what a successful command is expected to print to standard error.
    """
    done = testing.CliRunner(env={"COLUMNS": str(width)}).invoke(app, words, input=stdin)
    assert done.exit_code == status, done.output
    assert (done.stdout if status == 2 else done.stderr) == warned
    return done.stderr if status == 2 else done.stdout


def process(
    *words: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a separate process."""
    return subprocess.run(
        [*COMMAND, *words],
        input=stdin,
        env={**os.environ, "COLUMNS": "60", **environment},
        capture_output=True,
        check=False,
    )
