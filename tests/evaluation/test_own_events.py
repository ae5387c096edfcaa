"""Events that a pack declares: what they set and clear, from when on, in questions and in plans."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import Advisor, InterviewState, RulePack, advise, explain, plan
from interview_rules.errors import StateError
from interview_rules.evaluation.provenance import origins

FILE = Path(__file__).parents[2] / "examples" / "rental-viewing.yaml"
PACK = RulePack.load(FILE)
COUNTING = """\
pack: counting
facts:
  papers: {type: count, doc: How many papers are missing.}
  stage: {type: choice, doc: The stage., choices: [none, first, second], ordered: true}
  begun: {type: moment, doc: When it began.}
  due_day: {type: moment, doc: The day.}
  over: {type: flag, doc: It is over.}
events:
  it.began: {doc: It began., by: you, sets: {begun: at, stage: first, papers: 3}}
  it.paper-came: {doc: A paper came., by: them, sets: {papers: one less}}
  it.paper-lost: {doc: A paper was lost., by: them, sets: {papers: one more}}
  it.day-named: {doc: They named a day., by: them, sets: {due_day: date}}
  it.ended: {doc: It ended., by: you, sets: {over: true}, clears: [papers, stage, begun]}
rules:
  - {id: rest, when: over, source: Us., advise: {action: rest, kind: know, title: A, text: A.}}
formerly:
  events: {it.started: it.began}
"""
PLACE = {"timezone": "Europe/Berlin", "country": "DE"}


def flat(*events: dict[str, object], **fields: object) -> InterviewState:
    return InterviewState.read({**PLACE, **fields, "events": [*events]})


def values(now: str, *events: tuple[str, str], facts: dict[str, object] | None = None) -> dict[str, object]:  # fmt: skip
    state = flat(*({"at": at, "event": event} for at, event in events), facts=facts or {})
    advisor = Advisor(rules=RulePack.from_text(COUNTING))
    evaluation = advisor.advise(state, now if " " in now else f"{now} 12:00").evaluation
    return {name: evaluation.fact_said(name)[0] for name in ("papers", "stage", "begun", "over")}


VIEWED = {"at": "2026-11-19 17:00", "event": "flat.viewed"}
DAY = {"at": "2026-11-19", "event": "flat.decision-day-named", "date": "2026-11-25"}


def test_events_say_what_facts_say():
    told = flat(VIEWED, DAY, facts={"landlord": "Ms Arslan"})
    given_ = flat(
        facts={
            "landlord": "Ms Arslan",
            "viewing": "2026-11-19 17:00",
            "decision_day": "2026-11-25",
        }
    )
    for now in ("2026-11-19 17:00", "2026-11-24 12:00", "2026-11-26 12:00", "2026-12-20 12:00"):
        one, other = advise(told, now, PACK), advise(given_, now, PACK)
        assert [(a.id, a.title, a.text, a.due, a.until) for a in one] == [
            (a.id, a.title, a.text, a.due, a.until) for a in other
        ]


def test_nothing_is_known_before_the_event():
    assert advise(flat(VIEWED), "2026-11-19 16:59", PACK).actions == ("keep-looking",)
    assert advise(flat(VIEWED), "2026-11-19 16:59", PACK).next_change.isoformat() == (
        "2026-11-19T17:00:00+01:00"
    )


def test_the_event_counts_even_if_an_earlier_one_named_a_later_day():
    arranged = {"at": "2026-11-14", "event": "flat.viewing-arranged", "date": "2026-11-25"}
    wait = advise(flat(arranged, VIEWED), "2026-11-20 12:00", PACK)["wait"]
    assert f"{wait.since:%d %H:%M}" == "19 17:00"


def test_counts_go_up_and_down_and_events_clear_facts():
    began = ("2026-11-02", "it.began")
    came, lost = ("2026-11-03", "it.paper-came"), ("2026-11-04", "it.paper-lost")
    assert values("2026-11-02 12:00", began)["papers"] == "3"
    assert values("2026-11-03 12:00", began, came)["papers"] == "2"
    assert values("2026-11-05 12:00", began, came, lost)["papers"] == "3"
    assert values("2026-11-05 12:00", came)["papers"] == "0"
    ended = values("2026-11-06", began, came, ("2026-11-05", "it.ended"))
    assert ended == {"papers": "0", "stage": "none", "begun": "unknown", "over": "yes"}


def test_events_start_from_what_the_state_gives():
    came = ("2026-11-03", "it.paper-came")
    assert values("2026-11-04", came, facts={"papers": 5})["papers"] == "4"
    assert values("2026-11-02", came, facts={"papers": 5})["papers"] == "5"


def test_an_event_that_is_repeated_counts_once():
    began, came = ("2026-11-02", "it.began"), ("2026-11-03", "it.paper-came")
    assert values("2026-11-05", began, came, came)["papers"] == "2"
    assert values("2026-11-05", began, came, ("2026-11-03 10:00", "it.paper-came"))["papers"] == "1"


@given(order=st.permutations(["it.began", "it.paper-came", "it.ended"]))
def test_at_one_moment_the_order_is_that_of_the_pack(order):
    found = values("2026-11-03", *(("2026-11-02", name) for name in order))
    assert found == {"papers": "0", "stage": "none", "begun": "unknown", "over": "yes"}


def test_a_former_name_counts():
    assert values("2026-11-03 12:00", ("2026-11-02", "it.started"))["stage"] == "first"


def test_a_date_that_is_missing_is_reported_and_changes_nothing():
    pack = RulePack.from_text(COUNTING)
    state = flat(
        {"at": "2026-11-02", "event": "it.day-named", "date": "2026-11-10"},
        {"at": "2026-11-03", "event": "it.day-named"},
    )
    report = advise(state, "2026-11-04 12:00", pack)
    assert report.evaluation.fact_said("due_day")[0] == "Tuesday 10 November 2026"
    assert [str(each) for each in report.warnings] == [
        (
            "events[1].date: it.day-named has no date, so due_day stays as it was"
            " (add one, for example, date: 2026-11-25)"
        )
    ]


def test_unknown_events_are_reported_with_the_nearest():
    state = flat({"at": "2026-11-19", "event": "flat.veiwed"})
    (warning,) = advise(state, "2026-11-20 12:00", PACK).warnings
    assert (
        str(warning) == "events[0].event: unknown event 'flat.veiwed' (did you mean flat.viewed?)"
    )
    with pytest.raises(StateError, match=r"unknown event 'flat\.veiwed'"):
        Advisor(rules=PACK, strict=True).advise(state, "2026-11-20 12:00")
    with pytest.raises(StateError, match=r"assume\[0\]\.event: unknown event"):
        Advisor(rules=PACK).plan(flat(VIEWED), "2026-11-20 12:00", assume=state.events[0])


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ({"event": "flat..viewed"}, "'flat..viewed' is not a valid name for an event of a pack"),
        ({"event": "flat.viewed", "elsewhere": True}, "flat.viewed cannot have elsewhere"),
        ({"event": "flat.viewed", "other_role": "Clerk"}, "flat.viewed cannot have other_role"),
        ({"event": "flat.viewed", "place": "Here"}, "flat.viewed cannot have a place"),
        ({"event": "flat.viewed", "at": None}, "flat.viewed requires a moment"),
    ],
)
def test_what_such_an_event_cannot_be(event, message):
    with pytest.raises(StateError, match=message):
        flat({"at": "2026-11-19", **event})


def test_other_spellings_are_read():
    assert flat({**VIEWED, "event": "Flat.Decision day_named"}).events[0].event == (
        "flat.decision-day-named"
    )


def test_built_in_facts_ignore_them():
    log = [{"at": "2026-11-19", "event": "interview"}]
    plain, more = flat(*log), flat(*log, VIEWED)
    assert more.facts_at(2**31) == plain.facts_at(2**31)
    assert more.snapshot().log() == more.log()
    assert more.as_log().events == more.events


def test_done_records_the_event():
    report = advise(flat(VIEWED, DAY), "2026-11-26 09:00", PACK)
    (*_, event) = report["ask-once"].done().events
    assert event.event == "flat.asked"
    later = report["ask-once"].done()
    assert "wait-for-answer" in advise(later, "2026-11-26 09:00", PACK)
    marked = flat(VIEWED, DAY, {"at": "2026-11-26 09:00", "event": "advice-done", "advice": "ask-once"})  # fmt: skip
    assert (
        advise(marked, "2026-11-27 12:00", PACK).ids == advise(later, "2026-11-27 12:00", PACK).ids
    )


def test_a_plan_follows_the_advice_and_names_what_happens():
    made = plan(flat(VIEWED, DAY), "2026-11-19 16:00", assume="follow advice", rules=PACK)
    assert [(str(each.at)[:10], each.says, each.imagined) for each in made.happens] == [
        ("2026-11-19", "You viewed the flat", False),
        ("2026-11-20", "You thanked them for the viewing", True),
        ("2026-11-26", "You asked whether they have decided", True),
    ]


def test_events_are_asked_about_and_the_answer_adds_them():
    advisor = Advisor(rules=PACK)
    report = advisor.advise(flat(), "2026-11-18 12:00")
    asked = {question.id: question for question in report.questions}
    viewing = asked["events.flat.viewing-arranged"]
    assert (viewing.text, viewing.path) == ("When is or was the viewing?", "events[0].date")
    assert "facts.viewing" not in asked
    # It can lie ahead.
    state = advisor.answer(flat(), {viewing.id: "2026-11-19 17:00"}, "2026-11-18 12:00")
    (event,) = state.events
    assert (event.event, event.at.isoformat()) == (
        "flat.viewing-arranged",
        "2026-11-18T12:00:00+01:00",
    )
    assert "say-thank-you" in advisor.advise(state, "2026-11-19 17:00")
    later = advisor.advise(state, "2026-11-24 12:00").questions
    assert viewing.id not in {each.id for each in later}


def test_an_event_without_a_date_is_dated_by_the_answer():
    advisor = Advisor(rules=PACK)
    state, now = flat(VIEWED, DAY), "2026-11-27 12:00"
    # The advice to ask is marked as hidden, so that the question is open.
    hidden = state.with_events({"at": now, "event": "advice-set-aside", "advice": "ask-once"})
    asked = {each.id: each for each in advisor.advise(hidden, now).questions(all=True)}
    assert asked["events.flat.asked"].path == "events[3].at"
    answered = advisor.answer(hidden, {"events.flat.asked": "2026-11-26"}, now)
    assert (answered.events[-1].event, answered.events[-1].at) == ("flat.asked", date(2026, 11, 26))
    with pytest.raises(StateError, match="too late"):
        advisor.answer(hidden, {"events.flat.asked": "2026-11-29"}, now)


def test_what_is_advised_now_is_not_asked_about():
    report = advise(flat(VIEWED, DAY), "2026-11-26 09:00", PACK)
    assert "ask-once" in report
    assert "events.flat.asked" not in {each.id for each in report.questions}


def test_nobody_is_asked_about_events_and_facts_without_a_question():
    pack = RulePack.from_text(COUNTING)
    assert [*advise(flat(), "2026-11-24 12:00", pack).questions] == []
    asking = COUNTING.replace("doc: It is over.}", "doc: It is over., ask: Is it over?}")
    report = advise(flat(), "2026-11-24 12:00", RulePack.from_text(asking))
    assert [question.id for question in report.questions] == ["facts.over"]


def test_facts_that_an_event_sets_are_not_asked_for():
    report = advise(
        flat(VIEWED, {"at": "2026-11-20", "event": "flat.offered"}), "2026-11-21 12:00", PACK
    )
    assert "facts.answer" not in {each.id for each in report.questions}


def test_questions_about_facts_keep_what_events_set():
    report = advise(flat(VIEWED), "2026-11-21 12:00", PACK)
    asked = {question.id for question in report.questions}
    assert "facts.answer" in asked
    offered = Advisor(rules=PACK).answer(
        flat(VIEWED), {"facts.answer": "refused"}, "2026-11-21 12:00"
    )
    assert "flat-gone" in advise(offered, "2026-11-21 12:00", PACK)


def test_an_explanation_names_the_event():
    told = explain(flat(VIEWED, DAY), "ask-once", "2026-11-26 09:00", PACK)
    parts, origins = [told.record().tree], []
    while parts:
        part = parts.pop()
        parts += part.parts
        origins += [(each.path, each.event) for saw in part.saw for each in saw.origins]
    assert ("events[0]", "flat.viewed") in origins
    assert ("events[1]", "flat.decision-day-named") in origins


def test_a_state_with_events_of_packs_is_stored_and_pickled_as_it_is():
    state = flat(VIEWED, DAY)
    assert InterviewState.read(state.model_dump_json()) == state
    report = advise(state, "2026-11-24 12:00", PACK)
    again = pickle.loads(pickle.dumps(report))
    assert (again.ids, again["wait"].until) == (report.ids, report["wait"].until)
    assert "wait" in again


def test_a_table_of_facts_has_what_events_of_the_pack_set():
    pl = pytest.importorskip("polars")
    from interview_rules.tables.facts_table import facts_table  # needs polars

    log = pl.DataFrame(
        {
            "application": ["a", "a", "b"],
            "event": ["flat.viewed", "flat.decision-day-named", "flat.refused"],
            "at": ["2026-11-19 17:00", "2026-11-19", "2026-11-20"],
            "date": [None, "2026-11-25", None],
        }
    )
    made = facts_table(log, "2026-11-21 12:00", rules=PACK, timezone="Europe/Berlin")
    assert made["decision_day_day"].to_list() == [date(2026, 11, 25), None]
    assert made["answer"].to_list() == ["none", "refused"]
    assert made["viewing"].to_list()[0].isoformat() == "2026-11-19T16:00:00+00:00"
    plain = facts_table(log, "2026-11-21 12:00", timezone="Europe/Berlin")
    assert "viewing" not in plain.columns
    wrong = log.with_columns(event=pl.lit("flat.gone"))
    with pytest.raises(StateError, match=r"application a: events\[0\]\.event: unknown event"):
        facts_table(wrong, "2026-11-21 12:00", rules=PACK)


def origins_of(state: InterviewState, fact: str, now: str) -> list[tuple[str, str]]:
    evaluation = Advisor(rules=RulePack.from_text(COUNTING)).advise(state, now).evaluation
    return [(each.path, each.event) for each in origins(evaluation, fact)]


def test_the_origin_of_a_count_has_what_the_state_gave():
    state = flat({"at": "2026-11-03", "event": "it.paper-lost"}, facts={"papers": 2})
    assert origins_of(state, "papers", "2026-11-04 12:00") == [
        ("events[0]", "it.paper-lost"),
        ("facts.papers", ""),
    ]


def test_the_origin_of_a_moment_that_advice_done_set_is_that_mark():
    text = (FILE.read_text()).replace("recorded_as: flat.asked", "recorded_as: asked")
    state = flat(
        VIEWED,
        {"at": "2026-11-26", "event": "flat.asked"},
        {"at": "2026-11-28", "event": "advice-done", "advice": "ask-once"},
    )
    evaluation = advise(state, "2026-11-29 12:00", RulePack.from_text(text)).evaluation
    assert [(each.path, each.event) for each in origins(evaluation, "asked")] == [
        ("events[2]", "advice-done")
    ]
    # On that day, too, although it is not over.
    evaluation = advise(state, "2026-11-28 12:00", RulePack.from_text(text)).evaluation
    assert [each.path for each in origins(evaluation, "asked")] == ["events[2]"]
