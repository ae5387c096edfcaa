"""Tests of `facts_table` with logs of many applications."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from drawn import logs, zones
from fact_rows import row
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import InterviewState, RulePack, StateError

pytest.importorskip("duckdb")
pytest.importorskip("pandas")
pytest.importorskip("polars")

import duckdb
import pandas as pd
import polars as pl

from interview_rules.tables import advise_table, facts_table

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LOG = pl.DataFrame(
    {
        "application": ["x", "y", "x"],
        "event": ["interview", "rejection", "decision-date-set"],
        "at": ["2026-11-19 15:00", "2026-11-20", "2026-11-19"],
        "date": [None, None, "2026-11-25"],
    }
)


def test_a_log_becomes_facts_and_facts_become_advice():
    facts = facts_table(LOG, NOW, timezone="Europe/Berlin")
    assert facts["application"].to_list() == ["x", "y"]
    assert facts["interview"].to_list() == [datetime(2026, 11, 19, 14, tzinfo=UTC), None]
    assert facts["decision_date_day"].to_list() == [date(2026, 11, 25), None]
    found = advise_table(facts, NOW, keep=["application"])
    assert found["action"].to_list() == ["follow-up", "application-closed"]


@scaled(60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(logs, zones), max_size=6))
def test_every_application_is_folded_as_a_single_call_folds_it(drawn):
    rows, expected = [], []
    for number, (log, zone) in enumerate(drawn):
        if log:
            state = InterviewState.from_events(log, timezone=zone)
            facts = state.facts_at(int(NOW.timestamp()))
            expected.append(
                {"application": number, **row(RulePack.default(), facts, state.calendar)}
            )
        rows += [
            {"application": number, "timezone": zone, "event": each["event"], "at": each["at"],
             **{key: each.get(key) for key in ("date", "end", "contact", "role", "elsewhere", "employer", "detail", "interviewers")}}
            for each in log
        ]  # fmt: skip
    if not rows:
        return
    found = facts_table(pl.DataFrame(rows, infer_schema_length=None), NOW)
    assert found.to_dicts() == expected


@pytest.mark.parametrize(
    "kind",
    [
        pl.DataFrame.to_pandas,
        pl.DataFrame.to_arrow,
        pl.DataFrame.lazy,
        lambda frame: duckdb.from_arrow(frame.to_arrow()),
    ],
    ids=["pandas", "pyarrow", "lazy", "duckdb"],
)
def test_every_kind_of_frame_comes_back_as_it_came(kind):
    frame = kind(LOG)
    found = facts_table(frame, NOW)
    assert type(found) is type(frame)
    assert type(advise_table(found, NOW, keep=["application"])) is type(frame)


def test_what_is_wrong_is_told_by_application_and_place():
    wrong = LOG.with_columns(event=pl.Series(["intervew", "rejection", "decision-date-set"]), at=pl.Series(["2026-11-19", "soon", "2026-11-19"]))  # fmt: skip
    with pytest.raises(StateError) as caught:
        facts_table(wrong, NOW)
    assert [problem.where for problem in caught.value.problems] == [
        "application x: events[0].event",
        "application y: events[0].at",
    ]


def test_columns_that_no_event_has():
    with pytest.raises(StateError) as caught:
        facts_table(LOG.rename({"event": "evnet", "application": "company"}), NOW)
    assert [problem.where for problem in caught.value.problems] == [
        "application", "event", "company", "evnet",
    ]  # fmt: skip


def test_every_event_belongs_to_an_application():
    with pytest.raises(StateError, match="a row has no application"):
        facts_table(LOG.with_columns(application=pl.Series(["x", None, "x"])), NOW)


def test_a_date_on_a_day_that_a_place_skipped_stays_a_date():
    log = pl.DataFrame({"application": [1], "event": ["interview"], "at": ["2011-12-30"]})
    facts = facts_table(log, datetime(2012, 1, 3, tzinfo=UTC), timezone="Pacific/Apia")
    assert facts["interview_day"].to_list() == [date(2011, 12, 30)]
    assert facts["interview"].to_list() == [None]


def test_other_columns_of_a_tracker_are_carried_along_if_they_are_named():
    log = LOG.with_columns(company=pl.Series([None, "Birch", "Cobalt"]))
    with pytest.raises(StateError, match="company: unknown field of an event"):
        facts_table(log, NOW)
    found = facts_table(log, NOW, keep="company")
    assert found.select("application", "company").rows() == [("x", "Cobalt"), ("y", "Birch")]
    with pytest.raises(StateError, match="offer: this name is taken by a column of the result"):
        facts_table(LOG.rename({"application": "offer"}), NOW, application="offer")


def test_midnights_of_pandas_are_days():
    log = pd.DataFrame(
        {"application": [1], "event": ["interview"], "at": pd.to_datetime(["2026-11-19"])}
    )
    facts = facts_table(log, NOW, timezone="Europe/Berlin")
    assert pd.Timestamp(facts["interview_day"][0]).date() == date(2026, 11, 19)


def test_the_default_subdivision_applies_in_its_country_only():
    log = pl.DataFrame(
        {
            "application": ["a", "b"],
            "event": ["interview", "interview"],
            "at": ["2026-11-19", "2026-11-19"],
            "country": ["DE", "FR"],
        }
    )
    made = facts_table(log, "2026-11-20 12:00", country="DE", subdivision="BY")
    assert made["subdivision"].to_list() == ["BY", None]
