"""The examples, run as a user would run them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from interview_rules import RulePack
from interview_rules.cli.app import app

EXAMPLES = Path(__file__).parent.parent / "examples"
OWN_DOMAINS = pytest.mark.parametrize("pack", ["rental-viewing", "grant-application"])
"""The packs that extend no other pack."""
PLACE = ("--timezone", "America/New_York", "--country", "US")
ENVIRONMENT = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


def run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=EXAMPLES.parent,
        env=ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def command_in(file: str) -> list[str]:
    """Return the command in the comment at the top of an example."""
    shown = re.search(
        r"^#     interview-rules ([^\\\n]*(?:\\\n.*)*)$",
        (EXAMPLES / file).read_text("utf-8"),
        re.MULTILINE,
    )
    assert shown is not None
    return ["-m", "interview_rules", *shlex.split(shown[1].replace("\\\n#", ""))]


def advised(file: str, *words: str) -> dict[str, dict[str, Any]]:
    # Run in this process, which is faster; other tests run each file as a program.
    done = CliRunner().invoke(app, ["advise", str(EXAMPLES / file), *words, "--json"])
    assert (done.exit_code, done.stderr) == (0, "")
    return {advice["action"]: advice for advice in json.loads(done.stdout)["advice"]}


@pytest.mark.process
def test_the_script() -> None:
    lines = run("examples/advise.py").splitlines()
    assert lines[0] == "do: Ask your interviewer for news (due 2026-11-27)"
    assert any(line.startswith("do: Keep searching") for line in lines)


@pytest.mark.process
def test_the_script_of_plans() -> None:
    lines = run("examples/plan.py").splitlines()
    assert lines[0].startswith("20 Nov 12:00 | Send a short thank-you note; ")
    assert lines[-1] == "follow-up could hold from 2026-11-28 00:00:00-05:00"


@pytest.mark.process
def test_the_command_of_the_search() -> None:
    text = run(*command_in("search.yaml"))
    assert text.startswith("3 applications\nAs of Mon 23 Nov 2026, 09:00 (America/New_York)\n")
    assert "  Harbor & Finch: Tell the employer you prefer about your other offer\n" in text
    assert "  Compare your offers and answer\n" in text


def test_the_snapshot_before_the_decision_date() -> None:
    found = advised("state.yaml", "--now", "2026-11-23 09:00")
    assert found["wait"]["until"] == "2026-11-26T00:00:00-05:00"
    assert {"send-thank-you", "follow-up", "assume-filled"}.isdisjoint(found)


def test_the_snapshot_after_the_decision_date_knows_thanksgiving() -> None:
    found = advised("state.yaml", "--now", "2026-11-27 09:00")
    assert found["follow-up"]["due"] == "2026-11-27"
    assert "wait" not in found


@pytest.mark.process
def test_the_command_of_the_snapshot() -> None:
    text = run(*command_in("state.yaml"))
    assert text.startswith("Data Analyst at Harbor & Finch\nAs of Mon 23 Nov 2026, 09:00 (America/")
    assert "  Do not ask about the decision before Wednesday 25 November 2026 is over\n" in text
    assert "ASSUMPTIONS" not in text


def test_the_log() -> None:
    assert "await-reply" in advised("events.yaml", *PLACE, "--now", "2026-11-29 09:00")
    assert "await-reply" not in advised("events.yaml", *PLACE, "--now", "2026-12-02 09:00")


@pytest.mark.process
def test_the_command_of_the_log() -> None:
    text = run(*command_in("events.yaml"))
    assert "  Plan as if someone else has the job\n" in text
    assert "(America/New_York)" in text


@pytest.mark.slow
def test_own_rules() -> None:
    pack = RulePack.load(EXAMPLES / "my_rules.yaml")
    own = [rule.id for rule in pack.rules if rule.pack == "my-rules"]
    assert own == ["write-down-the-questions", "evening-off"]

    mine = ("--rules", str(EXAMPLES / "my_rules.yaml"), "--now")
    found = advised("state.yaml", *mine, "2026-11-25 09:00")
    assert found["wait"]["text"].startswith("Harbor & Finch decides by Wednesday 25 November 2026.")
    assert found["write-down-the-questions"]["due"] == "2026-11-20"
    assert found["evening-off"]["kind"] == "know"

    patient = advised("events.yaml", *PLACE, *mine, "2026-12-01 09:00")["await-reply"]
    assert patient["until"] == "2026-12-04T00:00:00-05:00"
    assert "assume-filled" in advised("events.yaml", *PLACE, *mine, "2026-12-04 09:00")


@pytest.mark.process
def test_the_command_of_own_rules() -> None:
    text = run(*command_in("my_rules.yaml"), "--now", "2026-11-25 09:00")
    assert "  Plan something pleasant for tonight\n" in text
    assert "Source: My own notes have helped in every second round so far.\n" in text


def printed(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@OWN_DOMAINS
def test_a_pack_about_something_else_stands_on_its_own(pack: str) -> None:
    loaded = RulePack.load(EXAMPLES / f"{pack}.yaml")
    assert {rule.pack for rule in loaded.rules} == {pack}
    assert 6 <= len(loaded.rules) <= 10


@OWN_DOMAINS
def test_a_pack_about_something_else_is_checked_and_tested(pack: str) -> None:
    files = [str(EXAMPLES / f"{pack}{suffix}") for suffix in (".yaml", ".tests.yaml")]
    assert printed("check", *files) == "nothing found\n"
    assert ", 0 failed\n" in printed("test", files[1], "--min-coverage", "100")


@OWN_DOMAINS
def test_a_pack_about_something_else_keeps_its_promises(pack: str) -> None:
    pytest.importorskip("z3")
    said = printed("prove", str(EXAMPLES / f"{pack}.yaml"))
    proved = re.match(rf"{pack}: (\d+) of (\d+) claims proved\n", said)
    assert proved is not None
    assert proved[1] == proved[2]
