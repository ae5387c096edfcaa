"""Tests of what an Advisor does beyond the functions of the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules import Advisor, JobSearch
from interview_rules.engines import moment_functions
from interview_rules.engines.compiled import engine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

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
