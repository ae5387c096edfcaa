"""What earlier versions stored is read for ever: a folder of dumps for each version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from interview_rules import (
    ExplanationRecord,
    InterviewState,
    JobSearch,
    PlanRecord,
    ReportRecord,
    SearchPlanRecord,
    SearchReportRecord,
    StateError,
    advise,
    plan,
)
from interview_rules.records.upgrading import RESULT_VERSION
from interview_rules.state.versions import SCHEMA_VERSION

FOLDER = Path(__file__).parent
VERSIONS = sorted(path.name for path in FOLDER.iterdir() if (path / "search.json").exists())
STATES = [path for version in VERSIONS for path in (FOLDER / version).glob("state-*.json")]
RESULTS = {
    "report": ReportRecord,
    "plan": PlanRecord,
    "explanation": ExplanationRecord,
    "search-report": SearchReportRecord,
    "search-plan": SearchPlanRecord,
}
NOW = "2026-11-24 12:00"


def named(path):
    return f"{path.parent.name}/{path.stem}"


def test_there_are_dumps_of_every_version():
    assert {"0.1.0", "0.2.0", f"schema-{SCHEMA_VERSION}"} <= {*VERSIONS}


def kept(old, new):
    """Return True if everything in the old data is in the new data as well."""
    if isinstance(old, dict):
        return all(key in new and kept(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return len(old) == len(new) and all(map(kept, old, new))
    return old == new


@pytest.mark.parametrize("path", STATES, ids=named)
def test_a_stored_state_is_read_with_everything_in_it(path):
    text = path.read_text(encoding="utf-8")
    state = InterviewState.read(text)
    again = json.loads(state.model_dump_json())
    assert again["schema_version"] == SCHEMA_VERSION
    assert kept({**json.loads(text), "schema_version": SCHEMA_VERSION}, again)
    assert InterviewState.read(again) == state
    report = advise(state, NOW)
    assert advise(again, NOW).to_json() == report.to_json()
    assert plan(state, NOW).stretches


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stored_search_is_read_with_everything_in_it(version):
    text = (FOLDER / version / "search.json").read_text(encoding="utf-8")
    search = JobSearch.read(text)
    again = json.loads(search.model_dump_json())
    old = json.loads(text)
    assert again["schema_version"] == SCHEMA_VERSION
    assert kept(old["applications"]["Acme"]["rounds"], again["applications"]["Acme"]["rounds"])
    assert JobSearch.read(again) == search
    assert advise(search, NOW).advice


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", RESULTS)
def test_a_stored_result_is_read(version, name):
    text = (FOLDER / version / f"{name}.json").read_text(encoding="utf-8")
    record = RESULTS[name].model_validate_json(text)
    assert record.schema_version == RESULT_VERSION
    assert RESULTS[name].model_validate_json(record.model_dump_json()) == record
    old = json.loads(text)
    assert record.now.isoformat() == old["now"]
    listed = old.get("advice", [a for s in old.get("stretches", ()) for a in s["advice"]])
    found = getattr(record, "advice", None)
    if found is None:
        found = [a for stretch in getattr(record, "stretches", ()) for a in stretch.advice]
    for before, after in zip(listed, found, strict=True):
        assert (before["id"], before["title"], before["text"]) == (
            after.id,
            after.title,
            after.text,
        )
        due = after.due_at or after.due
        assert before["due"] == (None if after.due is None else due.isoformat()) or (
            "due_at" in before
        )


@pytest.mark.parametrize("reading", [InterviewState.read, JobSearch.read])
def test_a_later_version_is_refused_with_advice(reading):
    with pytest.raises(StateError) as error:
        reading({"schema_version": SCHEMA_VERSION + 1})
    (problem,) = error.value.problems
    assert problem.where == "schema_version"
    assert "the newest that this library supports" in problem.message
    assert problem.hint == "install a newer version of interview-rules, or correct the number"
    with pytest.raises(StateError):
        reading({"schema_version": 0})


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_an_older_report_on_a_search_claims_no_questions(version):
    text = (FOLDER / version / "search-report.json").read_text(encoding="utf-8")
    record = SearchReportRecord.model_validate_json(text)
    assert not record.questions
    assert not record.questions_complete
    assert "questions" not in record.included


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (ReportRecord, '{"advice": ["x"]}'),
        (ReportRecord, '{"advice": 5}'),
        (SearchReportRecord, '{"packs": [], "advice": [[]]}'),
        (PlanRecord, '{"stretches": [5]}'),
        (ExplanationRecord, '{"tree": 5}'),
        (ExplanationRecord, "[]"),
    ],
)
def test_what_no_version_wrote_is_an_error_of_validation(record, text):
    with pytest.raises(ValidationError):
        record.model_validate_json(text)
