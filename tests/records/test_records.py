"""Results as data: what is included, typed values, and what tells results apart."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from interview_rules import (
    JobSearch,
    ReportRecord,
    RulePack,
    SearchReportRecord,
    StateError,
    advise,
    explain,
    plan,
)
from interview_rules.records.parts import PARTS, parts_of
from interview_rules.schemas.registry import schema_of

NOW = "2026-11-24 12:00"
STATE = {
    "interview": "2026-11-19 10:00",
    "decision_date": "2026-11-23",
    "interviewer": "Ms. Okafor",
    "timezone": "Europe/Berlin",
    "country": "DE",
}


def test_only_the_parts_asked_for_are_computed():
    report = advise(STATE, NOW)
    full = report.record()
    assert full.included == PARTS
    assert full == report.record(include=PARTS)
    bare = report.record(include=[])
    assert bare.included == ()
    assert not bare.questions
    assert not bare.questions_complete
    assert not bare.assumptions
    assert bare.next_change is None
    for found, whole in zip(bare.advice, full.advice, strict=True):
        assert found == whole.model_copy(
            update={"since": None, "until": None, "because": (), "draft": None, "drafts": ()}
        )
    for part in PARTS:
        one = report.record(include=[part])
        assert one.included == (part,)
        assert ReportRecord.model_validate_json(report.to_json(include=part)) == one
    assert report.record(include=["questions", "windows"]).included == ("windows", "questions")


def test_unknown_parts_are_refused_together():
    with pytest.raises(StateError) as error:
        advise(STATE, NOW).to_json(include=["windws", "draft", "questions"])
    assert [problem.hint for problem in error.value.problems] == [
        "did you mean drafts?",
        "did you mean windows?",
    ]


def test_days_and_instants_are_told_apart():
    by_day = advise(STATE, NOW).record().advice[0]
    assert (by_day.due.isoformat(), by_day.due_at) == ("2026-11-24", None)
    log = [
        {"at": "2026-11-20", "event": "materials-requested", "date": "2026-11-25 15:00"},
    ]
    by_hour = advise({"timezone": "Europe/Berlin", "events": log}, NOW).record().advice[0]
    assert by_hour.due.isoformat() == "2026-11-25"
    assert by_hour.due_at.isoformat() == "2026-11-25T15:00:00+01:00"


def test_reasons_carry_the_known_facts_as_typed_values():
    reason = advise(STATE, NOW).record().advice[0].because[0]
    values = reason.model_dump(mode="json")["values"]
    assert values["decision_date"] == {"type": "moment", "day": "2026-11-23", "at": None}
    assert values["last_contact"]["at"] == "2026-11-19T10:00:00+01:00"
    assert values.keys() < reason.facts.keys()
    unknown = reason.facts.keys() - values.keys()
    assert {reason.facts[name] for name in unknown} <= {"unknown", "no", "none", "0"}


def test_an_explanation_has_typed_values_and_origins():
    record = explain(STATE, "follow-up", NOW).record()
    parts = [*record.tree.parts]
    saw = [each for part in parts for each in part.saw if each.fact == "decision_date"]
    while parts and not saw:
        parts = [inner for part in parts for inner in part.parts]
        saw = [each for part in parts for each in part.saw if each.fact == "decision_date"]
    assert saw[0].data.day.isoformat() == "2026-11-23"
    assert record.pack_digest == RulePack.default().digest


def test_a_plan_carries_its_rows_and_what_happens():
    made = plan(STATE, NOW, assume="follow advice")
    record = made.record()
    assert [row.id for row in record.rows] == [row.id for row in made.rows]
    bars = [bar for row in record.rows for bar in row.bars if bar.due is not None]
    assert bars
    assert [each.says for each in record.happens] == [each.says for each in made.happens]
    assert record.happens[0].imagined


def test_every_result_names_what_it_rests_on():
    report = advise(STATE, NOW)
    for record in (report.record(), plan(STATE, NOW).record()):
        assert record.state == report.state.identity
        assert record.versions.keys() == {"interview-rules", "tzdata", "holidays"}
    search = JobSearch.read({"applications": {"Acme": STATE}})
    for record in (advise(search, NOW).record(), plan(search, NOW).record()):
        assert record.search == search.identity
        assert record.packs == ("in-practice", "job-search")
        assert record.pack_digests[0] == RulePack.default().digest


def test_packs_of_one_name_and_other_numbers_differ():
    text = "pack: mine\nextends: in-practice\nset: {question_wait: %s business days}\n"
    one, same, other = (RulePack.from_text(text % days) for days in (4, 4, 5))
    assert one.digest == same.digest != other.digest
    commented = RulePack.from_text("# A comment, which changes nothing.\n" + text % 4)
    assert commented.digest == one.digest


def test_a_search_can_leave_parts_out_as_well():
    search = JobSearch.read({"applications": {"Acme": STATE}})
    report = advise(search, NOW)
    assert report.record().questions
    bare = report.record(include=["windows"])
    assert not bare.questions
    assert bare.next_change == report.next_change
    text = report.to_json(include=["windows"])
    assert SearchReportRecord.model_validate_json(text) == bare


@pytest.mark.parametrize("name", ["report", "plan", "explanation", "search-report", "search-plan"])
def test_every_key_of_a_result_is_required(name):
    schema = schema_of(name)
    for each in [schema, *schema["$defs"].values()]:
        if each.get("type") == "object" and each.get("title") != "Event":
            assert set(each.get("required", ())) == set(each.get("properties", ()))


def test_a_report_fits_its_schema_and_a_wrong_kind_does_not():
    data = json.loads(advise(STATE, NOW).to_json())
    check = Draft202012Validator(schema_of("report"))
    check.validate(data)
    data["advice"][0]["kind"] = "perhaps"
    with pytest.raises(ValidationError):
        check.validate(data)


@pytest.mark.parametrize("include", [3, True, object()])
def test_parts_that_are_no_list_are_refused(include):
    with pytest.raises(StateError, match="include: expected a list of parts, not "):
        parts_of(include)
