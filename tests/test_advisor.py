"""Tests of what an Advisor does beyond the functions of the same names."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from interview_rules import Advisor, JobSearch
from interview_rules.engines import moment_functions
from interview_rules.engines.compiled import engine

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-12-03 12:00"
STATES = (
    {"interview": "2026-11-19", "decision_date": "2026-11-25", "country": "US"},
    {"interview": "2026-11-19", "offer": {"at": "2026-11-30", "step": "verbal"}},
    {"interview": "2026-11-19", "follow_ups": [{"at": "2026-11-27"}]},
)
SEARCH = JobSearch.read({"applications": dict(zip("abc", STATES, strict=True))})


def reports(advisor: Advisor) -> list[str]:
    """Return the JSON of all reports, which reads every window, text and due date."""
    return [advisor.advise(state, NOW).to_json() for state in (*STATES, SEARCH)]


def test_after_a_warm_up_no_report_compiles_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = tmp_path / "own.yaml"
    own.write_text("pack: own\nextends: after-the-interview\n")
    # Bundled packs share their functions with other tests; packs from files have their own.
    rules = Advisor(own, search_rules=own)
    expected = reports(Advisor(own, search_rules=own))
    rules.warm_up()

    def refuse(*_args: object, **_names: object) -> None:
        raise AssertionError("compiled after the warm-up")

    monkeypatch.setattr(moment_functions, "compile_function", refuse)
    monkeypatch.setattr(engine, "compile_function", refuse)
    assert reports(rules) == expected


def run(program: str) -> str:
    """Return what a program prints that can list the loaded modules of this package."""
    start = (
        "import sys\n"
        "from interview_rules import Advisor, advise\n"
        "def loaded():\n"
        "    return {name for name in sys.modules if name.startswith('interview_rules.')}\n"
    )
    command = [sys.executable, "-c", start + program]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.process
def test_advice_imports_only_what_it_needs():
    found = run(
        "report = advise({'interview': '2026-11-19'}, '2026-11-20 12:00')\n"
        "assert report.ids and report.headline and report.actions\n"
        "print(*sorted(loaded()))"
    ).split()
    rooms = ("records.", "imports.", "tables.", "schemas.", "authoring.", "service.", "cli.")
    assert not [name for name in found if name.removeprefix("interview_rules.").startswith(rooms)]
    generator = [name for name in found if name.startswith("interview_rules.engines.compiled.")]
    assert [name.rpartition(".")[2] for name in generator] == ["engine", "functions", "stored_code"]
    others = {
        "evaluation.questions", "evaluation.assumptions", "language.parser", "reports.plan",
        "reports.explanation", "reports.calendar_export", "reports.search_report",
        "state.job_search",
    }  # fmt: skip
    assert not others & {name.removeprefix("interview_rules.") for name in found}


@pytest.mark.process
def test_after_a_warm_up_no_call_imports_anything():
    found = run(
        "from interview_rules import JobSearch\n"
        "rules, now = Advisor(), '2026-11-20 12:00'\n"
        "rules.warm_up()\n"
        "before = loaded()\n"
        "one = {'interview': '2026-11-19'}\n"
        "for state in (one, JobSearch.read({'applications': {'a': one, 'b': one}})):\n"
        "    rules.advise(state, now).to_json()\n"
        "    rules.plan(state, now, assume='follow advice').to_json()\n"
        "    rules.answer(state, {}, now)\n"
        "rules.explain(one, 'thank-you', now).to_json()\n"
        "print(*sorted(loaded() - before))"
    )
    assert not found.split()
