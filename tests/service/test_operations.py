"""Operations: the bytes of a direct call, and problems with their places in the request."""

from __future__ import annotations

import json

import pytest

from interview_rules import (
    Advisor,
    InterviewRulesError,
    InterviewState,
    JobSearch,
    PlanRecord,
    Problem,
    SearchReportRecord,
    StateError,
)
from interview_rules.service.examples import EXAMPLES
from interview_rules.service.operations import OPERATIONS, perform

ADVISOR = Advisor()
NOW = "2026-11-30 09:00"
STATE = {"interview": "2026-11-19", "decision_date": "2026-11-25", "country": "US"}
SEARCH = {"applications": {"Birch": STATE, "Ash": {"interview": "2026-11-27"}}}


def done(name, **asked):
    """Return the answer of an operation to a request."""
    return perform(OPERATIONS[name], ADVISOR, json.dumps(asked))


def answered(name, **asked):
    """Return the answer of an operation as data."""
    return json.loads(done(name, **asked))


def test_a_report_is_that_of_a_direct_call():
    state, search = InterviewState.read(STATE), JobSearch.read(SEARCH)
    direct = ADVISOR.advise(state, NOW).to_json(include=["drafts"]).encode()
    assert done("advise", state=STATE, now=NOW, include=["drafts"]) == direct
    assert done("search/advise", search=SEARCH, now=NOW) == (
        ADVISOR.advise(search, NOW).to_json().encode()
    )
    assert done("explain", state=STATE, now=NOW, rule="follow-up") == (
        ADVISOR.explain(state, "follow-up", NOW).to_json().encode()
    )


def test_a_plan_and_its_calendar_file_are_those_of_a_direct_call():
    assume = ["follow advice", {"event": "reply-received", "at": "2026-12-02"}]
    plan = ADVISOR.plan(STATE, NOW, "2026-12-31", assume)
    asked = {"state": STATE, "now": NOW, "until": "2026-12-31", "assume": assume}
    assert PlanRecord.model_validate_json(done("plan", **asked)) == plan.record()
    file = done("ics", **asked, alarms=False)
    assert b"BEGIN:VEVENT" in file
    assert b"BEGIN:VALARM" not in file
    again = done("ics", **asked, alarms=False, previous=file.decode())
    assert again == file


def test_the_calendar_file_of_a_search_holds_to_dos_if_asked_for():
    assert b"BEGIN:VTODO" in done("search/ics", search=SEARCH, now=NOW, todos=True)
    assert answered("search/plan", search=SEARCH, now=NOW)["stretches"]


def test_pictures_are_those_of_a_direct_call():
    plan = ADVISOR.plan(STATE, NOW, assume="follow advice")
    assert done("picture", state=STATE, now=NOW, assume="follow advice") == plan.to_svg().encode()
    several = ADVISOR.plan(JobSearch.read(SEARCH), NOW, "2026-12-31")
    asked = {"search": SEARCH, "now": NOW, "until": "2026-12-31"}
    assert done("search/picture", **asked) == several.to_svg().encode()
    assert OPERATIONS["search/picture"].media_type == "image/svg+xml"


def test_a_state_and_a_search_become_event_logs():
    state = InterviewState.read(STATE)
    log = answered("log", state=STATE)
    assert [each["event"] for each in log["events"]] == ["interview", "decision-date-set"]
    assert InterviewState.read(log) == state.as_log()
    search = JobSearch.read({**SEARCH, "activities": [{"at": "2026-11-20", "kind": "boards"}]})
    logs = answered("search/log", search=search.model_dump(mode="json"))
    assert logs["applications"]["Birch"]["events"] == log["events"]
    assert [each["event"] for each in logs["events"]] == ["boards-searched"]
    assert "activities" not in logs


def test_the_status_of_every_rule():
    rules = {each["id"]: each for each in answered("status", state=STATE, now=NOW)["rules"]}
    assert list(rules) == list(ADVISOR.pack.ids)
    given = rules["follow-up"]
    assert (given["holds"], given["given"], given["since"]) == (True, True, "2026-11-26T00:00:00Z")
    later = ADVISOR.explain(STATE, "assume-filled", "2026-11-26 09:00")
    before = answered("status", state=STATE, now="2026-11-26 09:00")["rules"]
    (found,) = [each for each in before if each["id"] == "assume-filled"]
    assert (found["holds"], found["since"]) == (False, None)
    assert found["earliest"] == later.earliest.isoformat().replace("+00:00", "Z")
    assert found["title"] == "Plan as if someone else has the job"
    assert found["pack"] == "after-the-interview"
    done = {"event": "advice-done", "at": "2026-11-29", "advice": "continue-search"}
    state = {**STATE, "events": [done]}
    (put_off,) = [
        each
        for each in answered("status", state=state, now=NOW)["rules"]
        if each["id"] == "continue-search"
    ]
    assert (put_off["holds"], put_off["given"], put_off["hidden"]) == (True, False, True)


PACK = """pack: own
extends: in-practice
rules:
  - id: coach
    when: assumed_filled
    advise: {action: coach, kind: do, title: Tell your coach, text: Tell your coach.}
    source: Coaches help.
"""
TESTS = """tests:
  - name: The coach is told.
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-12-10 12:00
    expect: coach
"""


def test_tests_run_and_tell_what_they_reach():
    found = answered("test", pack=PACK, tests=TESTS)
    assert found["findings"] == []
    assert [(each["line"], each["passed"]) for each in found["tests"]] == [(2, True)]
    assert found["coverage"]["rules_always_held"] == ["coach"]
    (leaf,) = found["coverage"]["leaves_never_false"]
    assert leaf == {"of": "coach", "at": "pack.yaml:5:11", "words": "assumed_filled"}
    early = answered("test", pack=PACK, tests=TESTS.replace("2026-12-10", "2026-11-20"))
    (failed,) = early["tests"]
    assert "coach" in failed["failures"][0]["message"]
    assert "assumed_filled" in failed["failures"][0]["explanation"]


@pytest.mark.parametrize(
    ("pack", "tests", "expected"),
    [
        (PACK.replace("when", "wenn"), TESTS, ("pack.yaml", 5)),
        (PACK, TESTS.replace("expect", "expekt"), ("pack.tests.yaml", 5)),
        (PACK, "", ("pack.tests.yaml", 0)),
    ],
)
def test_errors_of_a_pack_or_of_its_tests_are_findings(pack, tests, expected):
    found = answered("test", pack=pack, tests=tests)
    assert (found["tests"], found["coverage"]) == ([], None)
    assert expected in [(each["file"], each["line"]) for each in found["findings"]]


def test_an_application_of_a_search_is_explained():
    found = answered(
        "search/explain", search=SEARCH, now=NOW, rule="follow-up", application="Birch"
    )
    assert (found["rule"], found["given"]) == ("follow-up", True)
    with pytest.raises(InterviewRulesError) as caught:
        done("search/explain", search=SEARCH, now=NOW, rule="follow-up", application="Birsh")
    assert str(caught.value.problems[0].place) == "application"


def test_questions_and_their_answers():
    best = answered("questions", state=STATE, now=NOW)["questions"]
    all_ = answered("questions", state=STATE, now=NOW, all=True)["questions"]
    assert all_[: len(best)] == best
    assert len(all_) > len(best)
    state = answered("answer", state=STATE, now=NOW, answers={"contact_known": "yes"})
    assert state["contact_known"] is True
    assert "contact_known" not in [
        each["id"] for each in answered("questions", state=state, now=NOW, all=True)["questions"]
    ]


def test_questions_and_answers_of_a_search():
    asked = answered("search/questions", search=SEARCH, now=NOW)["questions"]
    found = {each["application"] for each in asked}
    assert found <= {"Birch", "Ash"}
    first = asked[0]
    value = first["choices"][0]["value"]
    search = answered(
        "search/answer",
        search=SEARCH,
        now=NOW,
        answers={first["application"]: {first["id"]: value}},
    )
    report = ADVISOR.advise(JobSearch.read(search), NOW)
    assert SearchReportRecord.model_validate_json(report.to_json())
    assert (first["application"], first["id"]) not in {
        (each["application"], each["id"])
        for each in answered("search/questions", search=search, now=NOW)["questions"]
    }


def test_drafts_come_with_their_rule_and_a_link():
    (draft,) = answered("drafts", state=STATE, now=NOW)["drafts"]
    direct = ADVISOR.advise(STATE, NOW)["follow-up"]
    assert (draft["rule"], draft["action"]) == (direct.id, direct.action)
    assert draft["draft"]["body"] == direct.drafts[0].body
    assert draft["mailto"] == direct.drafts[0].mailto()
    several = answered("search/drafts", search=SEARCH, now=NOW)["drafts"]
    assert {each["application"] for each in several} == {"Birch"}


def test_a_pack_is_checked_and_can_extend_bundled_packs_only():
    assert answered("check", pack="pack: own\nextends: after-the-interview\n") == {"findings": []}
    wrong = "pack: own\nextends: after-the-interview\nsets:\n  reply_wait: 4 days\n"
    (finding,) = answered("check", pack=wrong)["findings"]
    assert (finding["code"], finding["line"], finding["fixable"]) == ("unknown-key", 3, True)
    assert finding["fix"]["edits"][0]["text"] == "set"
    for name in ("/etc/passwd", "../own.yaml", "pack.yaml"):
        (finding,) = answered("check", pack=f"pack: own\nextends: {name}\n")["findings"]
        assert finding["code"] == "unreadable-pack"
        assert finding["message"] == f"unknown pack '{name}'"


@pytest.mark.parametrize(
    ("name", "asked", "places"),
    [
        ("advise", {"state": STATE, "now": "noon"}, ["now"]),
        ("advise", {"state": {"country": "US", "interview": "2199-11-19"}}, ["state.country"]),
        ("plan", {"state": STATE, "now": NOW, "until": "2026-11-01"}, ["until"]),
        ("explain", {"state": STATE, "rule": "no-such-rule"}, ["rule"]),
        ("answer", {"state": STATE, "now": NOW, "answers": {"thank_yuo": 1, "contact_known": "hm"}},
         ["answers.thank_yuo", "answers.contact_known"]),
        ("search/answer", {"search": SEARCH, "now": NOW, "answers": {"Brich": {}, "Ash": {"x": 1}}},
         ["answers.Brich", "answers.Ash.x"]),
        ("ics", {"state": STATE, "alarms": ["soon"]}, ["alarms[0]"]),
        ("ics", {"state": STATE, "previous": "no calendar"}, ["previous"]),
    ],
)  # fmt: skip
def test_a_problem_has_its_place_in_the_request(name, asked, places):
    if name == "ics":
        pytest.importorskip("icalendar")
    with pytest.raises(InterviewRulesError) as error:
        done(name, **asked)
    assert [problem.where for problem in error.value.problems] == places


def test_a_hint_about_rules_is_given_only_where_a_rule_is_named(monkeypatch):
    def fail(*_arguments):
        raise StateError([Problem("", "something else", "do something")])

    monkeypatch.setattr(Advisor, "advise", fail)
    for name in ("advise", "explain"):
        asked = {"state": STATE, **({"rule": "wait"} if name == "explain" else {})}
        with pytest.raises(StateError) as error:
            done(name, **asked)
        (problem,) = error.value.problems
        expected = "choose an id" if name == "explain" else "do something"
        assert problem.hint.startswith(expected)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_an_example_that_works(name):
    content = done(name, **EXAMPLES[name])
    answer = OPERATIONS[name].answer
    if answer is None:
        starts = {"text/calendar": b"BEGIN:VCALENDAR", "image/svg+xml": b"<svg "}
        assert content.startswith(starts[OPERATIONS[name].media_type])
    else:
        assert answer.model_validate_json(content)
