"""A program that uses the public API; it is type-checked but never run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, assert_type

import polars as pl

from interview_rules import (
    Advice,
    Advisor,
    CalendarFeed,
    Event,
    Explanation,
    InterviewState,
    JobSearch,
    PackError,
    Plan,
    PlanRecord,
    Problem,
    QuestionRecord,
    Report,
    ReportRecord,
    RulePack,
    SearchPlan,
    SearchReport,
    StateError,
    Stretch,
    __version__,
    advise,
    answer,
    explain,
    plan,
    read_file,
)
from interview_rules.imports import Imported, Importer, presets
from interview_rules.positions import FieldPath, Position
from interview_rules.tables import advise_table, facts_table

assert_type(__version__, str)

report = advise({"interview": "2026-11-19"}, now="2026-11-20 12:00")
assert_type(report, Report)
assert_type(report.now, datetime)
assert_type(report.ids, tuple[str, ...])
assert_type(report.next_change, datetime | None)
assert_type(report.to_json(), str)
assert_type(report.record(), ReportRecord)
assert_type("wait" in report, bool)
assert_type(report["wait"], Advice)
assert_type(report.to_text(width=72, drafts=True), str)
assert_type(report.to_markdown(drafts=True), str)
assert_type(report.to_html(), str)

for advice in report:
    assert_type(advice, Advice)
    assert_type(advice.kind, Literal["do", "avoid", "know"])
    assert_type(advice.title, str)
    assert_type(advice.since, datetime | None)
    assert_type(advice.due, date | datetime | None)
    if advice.draft is not None:
        assert_type(advice.draft.body, str)
        assert_type(advice.draft.blanks, tuple[str, ...])
        assert_type(advice.draft.paragraphs, tuple[str, ...])
        assert_type(advice.draft.to_text(), str)
        assert_type(advice.draft.mailto("kim@example.org"), str)
        assert_type(advice.draft.eml(sender="kim@example.org", address=""), bytes)
    for reason in advice.because:
        assert_type(reason.words, tuple[str, ...])

state = InterviewState.from_events(
    [{"at": "2026-11-19", "event": "interview"}, Event(at=date(2026, 11, 20), event="rejection")],
    timezone="Europe/Berlin",
    country="DE",
    company="Acme",
)
assert_type(state, InterviewState)
assert_type(state.with_events({"at": "2026-11-21", "event": "withdrawn"}), InterviewState)
assert_type(state.snapshot(), InterviewState)
assert_type(state.as_log(), InterviewState)
assert_type({state: 1}[state], int)

pack = RulePack.load("in-practice", Path("mine.yaml"))
assert_type(pack, RulePack)
assert_type(RulePack.default().rule("wait").id, str)
advisor = Advisor(pack, engine="compiled")
assert_type(advisor.advise(state, datetime.now(UTC)), Report)
advise(state, None, rules=["in-practice", "mine.yaml"])
advise(b"{}", rules=Path("mine.yaml"))

try:
    advise("{", now="2026-11-20 12:00")
except (StateError, PackError) as error:
    assert_type(error.problems, tuple[Problem, ...])
    assert_type(error.problems[0].where, str)
    assert_type(error.problems[0].place, Position | FieldPath)
    assert_type(error.problems[0].suggestions.near, tuple[str, ...])

weeks = plan(state, now="2026-11-20 12:00", until=date(2026, 12, 31), assume="follow advice")
assert_type(weeks, Plan)
assert_type(weeks[0], Stretch)
assert_type(weeks.record(), PlanRecord)
assert_type(weeks.to_svg(), str)
assert_type(weeks.to_text(), str)
assert_type(weeks.to_markdown(), str)
assert_type(weeks.to_ics(todos=True), bytes)
feed = weeks.to_feed(previous=weeks.to_ics(alarms=["day before", timedelta(hours=2)]))
assert_type(feed, CalendarFeed)
assert_type((feed.content, feed.etag, feed.name), tuple[bytes, str, str])
assert_type(feed.refresh, timedelta)
for stretch in weeks:
    assert_type(stretch.until, datetime | None)
    assert_type(stretch.advice, tuple[Advice, ...])
plan(state, assume=["follow advice", {"at": "2026-12-01", "event": "reply-received"}])
plan(state, until=timedelta(weeks=4), assume=[Event(at=date(2026, 12, 1), event="rejection")])

why = explain(state, "wait", now="2026-11-20 12:00")
assert_type(why, Explanation)
assert_type(why.earliest, datetime | None)
assert_type(why.to_html(), str)
assert_type(why.tree.parts[0].words, str)

assert_type(read_file("search.yaml"), InterviewState | JobSearch)
search = JobSearch.read({"applications": {"Acme": state}})
assert_type(search, JobSearch)
across = advise(search)
assert_type(across, SearchReport)
assert_type(across.to_text(drafts=True), str)
assert_type(advisor.plan(search), SearchPlan)
for item in across:
    assert_type(item.application, str)
    assert_type(item.advice, Advice)
    assert_type(across.done(item), JobSearch)

for question in report.questions(all=True):
    assert_type(question.choices, tuple[str, ...])
    assert_type(question.answered("2026-11-27"), InterviewState)
    assert_type(question.record(), QuestionRecord)
assert_type(answer({}, {"interview": "2026-11-19"}), InterviewState)
assert_type(answer(search, {"Acme": {"thank_you": "no"}}), JobSearch)
assert_type(advisor.answer(search, {}), JobSearch)
assert_type(report.to_json(include=["windows", "questions"]), str)
for given in report.record(include=["reasons"]).advice:
    assert_type(given.due, date | None)
    assert_type(given.due_at, datetime | None)
assert_type(report["wait"].done(), InterviewState)
assert_type(report["wait"].set_aside("2026-12-01"), InterviewState)

imported = Importer("huntr", country="US").read_csv_file(Path("jobs.csv"), encoding="cp1252")
assert_type(imported, Imported)
assert_type(imported.search, JobSearch)
assert_type(imported.summary.applications, int)
assert_type(imported.guesses[0].at, date | None)
assert_type(imported.rejected[0].problems, tuple[Problem, ...])
assert_type(Importer({"company": "A"}).read([{"A": "x"}]), Imported)
assert_type(presets(), dict[str, str])

applications = pl.DataFrame({"interview": [date(2026, 11, 19)]})
assert_type(advise_table(applications, now="2026-11-20T12:00Z"), pl.DataFrame)
assert_type(advise_table(applications.lazy(), form="long"), pl.LazyFrame)
assert_type(facts_table(applications.lazy(), application="company"), pl.LazyFrame)
assert_type(Advisor(engine="durable").advise({}), Report)
