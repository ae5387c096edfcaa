"""Tests of `advise_table`: the schema of its input and its results."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from interview_rules import Advisor, PackError, RulePack, StateError

pytest.importorskip("duckdb")
pytest.importorskip("narwhals")
pytest.importorskip("pandas")
pytest.importorskip("polars")
pytest.importorskip("pyarrow")

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

from interview_rules.tables import advise_table, facts_table

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FRAME = pl.DataFrame(
    {
        "id": ["a", "b", "c"],
        "interview": [datetime(2026, 11, 19, 15, tzinfo=UTC), datetime(2026, 11, 28, tzinfo=UTC), None],
        "decision_date": [date(2026, 11, 25), None, None],
        "rounds": [1, 1, 0],
    },
    schema_overrides={"interview": pl.Datetime("us", "UTC")},
)  # fmt: skip


def test_the_result_has_kept_columns_rules_and_what_comes_first():
    found = advise_table(FRAME, NOW, keep=["id"])
    assert found.columns == ["id", *RulePack.default().ids, "action", "due", "due_at"]
    assert found["id"].to_list() == ["a", "b", "c"]
    assert found["follow-up"].to_list() == [True, False, False]
    assert found["action"].to_list() == ["follow-up", "send-thank-you", "continue-search"]
    assert found["due"].to_list() == [date(2026, 11, 26), date(2026, 11, 29), None]


def test_a_row_says_what_a_single_call_says():
    log = [
        {"event": "interview", "at": "2026-11-19 15:00"},
        {"event": "decision-date-set", "at": "2026-11-19", "date": "2026-11-25"},
    ]
    report = Advisor().advise({"events": log}, NOW)
    facts = facts_table(pl.DataFrame([{"application": 1, **event} for event in log]), NOW)
    found = advise_table(facts, NOW, keep=["application"]).row(0, named=True)
    advising = [rule.id for rule in RulePack.default().rules if rule.advise]
    assert {name for name in advising if found[name]} == {*report.ids}
    assert (found["action"], found["due"]) == (report.advice[0].action, report.advice[0].due)


@pytest.mark.parametrize(
    "kind",
    [pl.DataFrame.to_pandas, pl.DataFrame.to_arrow, pl.DataFrame.lazy, nw.from_native],
    ids=["pandas", "pyarrow", "lazy", "narwhals"],
)
@pytest.mark.parametrize("form", ["wide", "long"])
def test_every_kind_of_frame_comes_back_as_it_came(kind, form):
    frame = kind(FRAME)
    found = advise_table(frame, NOW, keep=["id"], form=form)
    assert type(found) is type(frame)
    made = nw.from_native(found, pass_through=False)
    rows = made.collect() if isinstance(made, nw.LazyFrame) else made
    assert rows["id"].to_list()[0] == "a"
    assert rows["id"].to_list()[-1] == "c"


def test_pandas_keeps_its_index_and_its_midnights_are_days():
    frame = pd.DataFrame({"decision_date": pd.to_datetime(["2026-11-25", None])}, index=[7, 9])
    found = advise_table(frame, NOW)
    assert found.index.to_list() == [7, 9]
    assert pd.Timestamp(found["due"].iloc[0]).date() == date(2026, 11, 26)
    frame["decision_date"] += timedelta(hours=1)
    with pytest.raises(StateError, match="decision_date: these times have no time zone"):
        advise_table(frame, NOW)


def test_duckdb_answers_on_the_connection_that_asked():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("told", FRAME.to_arrow())
    for form in ("wide", "long"):
        found = advise_table(connection.sql("FROM told"), NOW, keep=["id"], form=form)
        assert isinstance(found, duckdb.DuckDBPyRelation)
        count = connection.sql("SELECT count(DISTINCT id) FROM found").fetchall()
        assert count == [(3,)]


def test_a_session_that_does_not_reckon_in_utc_is_refused():
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'Europe/Berlin'")
    connection.register("told", FRAME.to_arrow())
    with pytest.raises(StateError, match="the time zone of the session is Europe/Berlin"):
        advise_table(connection.sql("FROM told"), NOW, keep=["id"])


def test_instants_in_other_zones_and_units_are_the_same_instants():
    there = FRAME.with_columns(
        pl.col("interview").dt.convert_time_zone("Asia/Tokyo").dt.cast_time_unit("ns")
    )
    assert advise_table(there, NOW, keep=["id"]).equals(advise_table(FRAME, NOW, keep=["id"]))
    assert advise_table(there, NOW, keep=["id"], form="long").equals(
        advise_table(FRAME, NOW, keep=["id"], form="long")
    )


def test_an_instant_counts_as_the_second_it_falls_into():
    late = datetime(2026, 11, 19, 15, 0, 0, 999_999, tzinfo=UTC)
    rules = pack("after interview")
    frame = pl.DataFrame({"interview": [late]})
    assert advise_table(frame, late.replace(microsecond=0), rules)["it"].to_list() == [True]
    before = late.replace(microsecond=0) - timedelta(seconds=1)
    assert advise_table(frame, before, rules)["it"].to_list() == [False]


def pack(when: str, **more) -> RulePack:
    import json

    advice = {"action": "it", "kind": "do", "title": "It.", "text": "It is so.", **more}
    rule = {"id": "it", "when": when, "advise": advice, "source": "This test."}
    return RulePack.from_text(json.dumps({"pack": "tiny", "rules": [rule]}))


def test_days_of_their_own_stand_beside_instants():
    frame = pl.DataFrame(
        {
            "thank_you": [datetime(2026, 11, 20, 9, tzinfo=UTC), None, None],
            "thank_you_day": [None, date(2026, 11, 20), None],
        }
    )
    rules = pack("thank_you is known and before thank_you + 10 days", due="thank_you + 2 hours")
    found = advise_table(frame, NOW, rules)
    assert found["it"].to_list() == [True, True, False]
    assert found["due"].to_list() == [date(2026, 11, 20), date(2026, 11, 20), None]
    assert found["due_at"].to_list() == [datetime(2026, 11, 20, 11, tzinfo=UTC), None, None]


def test_rows_have_their_own_places():
    frame = pl.DataFrame(
        {
            "decision_date": [date(2026, 11, 25)] * 4,
            "timezone": ["Pacific/Auckland", "America/Los_Angeles", "America/New_York", None],
            "country": ["NZ", "US", "US", None],
        }
    )
    # Thanksgiving is on the 26th, so the next business day there is Friday.
    found = advise_table(frame, datetime(2026, 11, 25, 20, tzinfo=UTC), timezone="Europe/Berlin")
    assert found["follow-up"].to_list() == [True, False, False, False]
    later = advise_table(frame, NOW, timezone="Europe/Berlin")
    assert [day.day for day in later["due"]] == [26, 27, 27, 26]


@pytest.mark.parametrize("sign", "+-")
def test_no_business_days_after_a_day_off_give_the_next_business_day(sign):
    rules = pack(
        f"from decision_date {sign} 0 business days", due="decision_date + 0 business days"
    )
    days = {20: 20, 21: 23, 22: 23, 23: 23}
    frame = pl.DataFrame({"decision_date": [date(2026, 11, day) for day in days]})
    weekend = advise_table(frame, datetime(2026, 11, 22, 12, tzinfo=UTC), rules=rules)
    assert weekend["it"].to_list() == [True, False, False, False]
    monday = advise_table(frame, datetime(2026, 11, 23, 12, tzinfo=UTC), rules=rules)
    assert [day.day for day in monday["due"]] == [*days.values()]


def test_everything_that_is_wrong_is_told_at_once():
    frame = pl.DataFrame(
        {
            "interveiw": [1],
            "thank_you": ["2026-11-20"],
            "reply": [datetime(2026, 11, 20)],
            "rounds": [-1],
            "rounds_day": [date(2026, 11, 20)],
            "offer": ["frim"],
            "follow_up_pending": [1],
            "decision_date": [date(26, 11, 20)],
            "timezone": ["Europe/Berlni"],
            "id": [1],
        }
    )
    with pytest.raises(StateError) as caught:
        advise_table(frame, NOW, keep=["nr"])
    text = str(caught.value)
    for line in (
        "nr: unknown column in keep",
        "interveiw: this column is not named after a fact (did you mean interview?",
        "thank_you: this column must hold dates, or instants with a time zone, but its type is String",
        "reply: these times have no time zone",
        "rounds: the count -1 is negative (write 0 or more)",
        "rounds_day: 'rounds' is not a moment",
        "offer: unknown value 'frim'",
        "follow_up_pending: this column must hold true or false",
        "decision_date: 0026-11-20 is too far from now",
        "timezone: unknown time zone 'Europe/Berlni' (did you mean Europe/Berlin?)",
        "id: this column is not named after a fact (",
    ):
        assert line in text
    assert len(caught.value.problems) == 11


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ({"rounds": [1]}, "'dict' is not a table"),
        (pl.DataFrame({"company": ["x"]}), "company: this column is not named after a fact"),
        (pl.DataFrame(), "no column of the table has the name of a fact"),
        (
            pl.DataFrame({"decison_date": [None]}),
            "decison_date: this column is not named after a fact",
        ),
        (pd.DataFrame([[1, 2]], columns=["rounds", "rounds"]), "cannot read the table"),
        (pl.DataFrame({"reply": [date.max]}), "9999-12-31 is too far from now"),
        (
            pl.DataFrame({"rounds": [1], "subdivision": ["BY"]}),
            "the subdivision 'BY' requires a country",
        ),
        (
            pl.DataFrame({"reply": [date(2026, 11, 20)], "reply_day": [date(2026, 11, 20)]}),
            "reply_day: the column 'reply' already holds dates",
        ),
    ],
)
def test_what_is_no_table_of_facts(frame, told):
    with pytest.raises(StateError, match=told):
        advise_table(frame, NOW)


def test_names_of_the_result_are_its_own():
    with pytest.raises(StateError, match="Action: the result already has a column of this name"):
        advise_table(pl.DataFrame({"rounds": [1], "Action": [1]}), NOW, keep=["Action"])
    with pytest.raises(StateError, match="row: the result already has a column of this name"):
        advise_table(pl.DataFrame({"rounds": [1], "row": [1]}), NOW, keep=["row"], form="long")


def test_years_whose_holidays_are_not_known():
    frame = pl.DataFrame({"decision_date": [date(2101, 12, 31)], "country": ["DE"]})
    with pytest.raises(StateError, match="holidays of DE are known only for"):
        advise_table(frame, datetime(2102, 1, 1, tzinfo=UTC))


def test_an_empty_table_has_an_empty_answer():
    found = advise_table(FRAME.head(0), NOW, keep=["id"])
    assert found.height == 0
    assert found.schema == advise_table(FRAME, NOW, keep=["id"]).schema
    long = advise_table(FRAME.head(0), NOW, keep=["id"], form="long")
    assert long.schema == advise_table(FRAME, NOW, keep=["id"], form="long").schema


def test_the_long_form_numbers_its_rows_and_goes_on_after_many(monkeypatch):
    from interview_rules.tables import frames

    whole = advise_table(FRAME, NOW, keep=["id"], form="long")
    assert whole.columns == ["row", "id", "rule", "action", "since", "until", "due", "due_at"]
    monkeypatch.setattr(frames, "ROWS", 2)
    assert advise_table(FRAME, NOW, keep=["id"], form="long").equals(whole)
    first = whole.filter(pl.col("rule") == "follow-up").row(0, named=True)
    assert first["since"] == datetime(2026, 11, 26, tzinfo=UTC)
    assert first["until"] == datetime(2027, 1, 20, tzinfo=UTC)


def test_rules_that_come_before_others():
    def rule(name: str, **more) -> dict:
        advice = {"action": name, "kind": "do", "title": "It.", "text": "It is so."}
        return {"id": name, "when": "rounds > 0", "advise": advice, "source": "This test.", **more}

    import json

    rules = [rule("one"), rule("two"), rule("three", before=["one"])]
    text = json.dumps({"pack": "tiny", "rules": rules})
    found = advise_table(pl.DataFrame({"rounds": [1, 0]}), NOW, RulePack.from_text(text))
    assert found["action"].to_list() == ["three", None]
    rules.append(rule("four", before=["three"]))
    text = json.dumps({"pack": "tiny", "rules": rules})
    with pytest.raises(PackError, match="or use the long form"):
        advise_table(pl.DataFrame({"rounds": [1]}), NOW, RulePack.from_text(text))
    rules[3] = rule("four", before=["one"])
    twice = json.dumps({"pack": "tiny", "rules": rules})
    with pytest.raises(PackError, match="does not support several rules before 'one'"):
        advise_table(pl.DataFrame({"rounds": [1]}), NOW, RulePack.from_text(twice))
    long = advise_table(pl.DataFrame({"rounds": [1]}), NOW, RulePack.from_text(text), form="long")
    assert long["rule"].to_list() == ["one", "two", "three", "four"]


@pytest.mark.process
def test_where_the_extra_is_missing_one_line_names_it():
    code = (
        "import sys; sys.modules['polars'] = None\n"
        "try: import interview_rules.tables\n"
        "except ModuleNotFoundError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "tables need an extra: pip install 'interview-rules[tables]'\n"


def test_arrow_tables_of_dictionaries_are_texts():
    table = pa.table({"offer": pa.array(["firm", "none"]).dictionary_encode()})
    found = advise_table(table, NOW)
    assert found["decide-on-offer"].to_pylist() == [True, False]


def test_what_is_kept_still_counts_and_comes_back_as_it_came():
    tokyo = FRAME.with_columns(pl.col("interview").dt.convert_time_zone("Asia/Tokyo"))
    found = advise_table(tokyo, NOW, keep=["id", "interview", "decision_date"])
    assert found["interview"].equals(tokyo["interview"])
    assert found["follow-up"].to_list() == [True, False, False]
    frame = FRAME.to_pandas().assign(own=pd.array([1, None, 2], dtype="Int64"))
    kept = advise_table(frame, NOW, keep=["id", "own"])["own"]
    assert kept.dtype == "Int64"


def test_names_of_columns_in_between_are_refused():
    with pytest.raises(
        StateError, match="__q0: names that begin with two underscores are reserved"
    ):
        advise_table(FRAME.rename({"id": "__q0"}), NOW, keep=["__q0"])


def test_a_form_that_there_is_not():
    with pytest.raises(StateError, match=r"unknown form 'lnog' \(did you mean long"):
        advise_table(FRAME, NOW, keep=["id"], form="lnog")


@pytest.mark.parametrize("frame", [FRAME, FRAME.lazy(), FRAME.head(0), FRAME.to_arrow()])
def test_windows_can_be_left_out_of_the_long_form(frame):
    def rows(**more):
        found = advise_table(frame, NOW, keep=["id"], form="long", **more)
        return nw.from_native(found).lazy().collect("polars").to_native()

    assert rows(include=()).equals(rows().drop("since", "until"))
    assert rows(include=["windows"]).equals(rows())


@pytest.mark.parametrize(
    ("form", "include", "told"),
    [
        ("wide", ["windows"], "the wide form does not include windows (use the long form)"),
        ("long", ["drafts"], "tables do not include drafts (use advise for single applications)"),
        ("long", ["widnows"], "unknown part 'widnows' (did you mean windows?)"),
    ],
)
def test_what_a_table_cannot_include(form, include, told):
    with pytest.raises(StateError) as caught:
        advise_table(FRAME, NOW, form=form, include=include)
    assert str(caught.value) == f"include: {told}"


def test_facts_of_the_pack_are_columns_too():
    import json

    own = {
        "coach_day": {"type": "moment", "doc": "The day with the coach."},
        "mood": {"type": "choice", "doc": "How it went.", "choices": ["bad", "fair", "good"], "ordered": True},
    }  # fmt: skip
    advice = {
        "action": "it",
        "kind": "do",
        "title": "It.",
        "text": "So.",
        "due": "coach_day + 1 week",
    }
    when = "coach_day is known and mood is at least fair"
    rule = {"id": "it", "when": when, "advise": advice, "source": "This test."}
    rules = RulePack.from_text(json.dumps({"pack": "tiny", "facts": own, "rules": [rule]}))
    days = [date(2026, 11, 20)] * 3
    frame = pl.DataFrame({"coach_day": days, "mood": ["good", None, "fair"]})
    found = advise_table(frame, NOW, rules)
    assert found["it"].to_list() == [True, False, True]
    assert found["due"].to_list() == [date(2026, 11, 27), None, date(2026, 11, 27)]
    with pytest.raises(StateError, match="mood: unknown value 'godo'"):
        advise_table(frame.with_columns(mood=pl.lit("godo")), NOW, rules)


def test_parts_of_a_country_have_holidays_of_their_own():
    rules = pack("decision_date is known", due="decision_date + 1 business day")
    frame = pl.DataFrame(
        {
            "decision_date": [date(2027, 1, 5)] * 4,
            "country": ["DE", "DE", None, "US"],
            "subdivision": ["BY", "BE", None, None],
        }
    )
    # Epiphany is a holiday in Bavaria, but not in Berlin.
    found = advise_table(frame, NOW, rules, country="DE", subdivision="BY")
    assert [day.day for day in found["due"]] == [7, 6, 7, 6]


def test_a_day_that_one_place_of_a_country_skipped_is_a_business_day_at_another():
    rules = pack("decision_date is known", due="decision_date + 1 business day")
    frame = pl.DataFrame(
        {
            "decision_date": [date(2011, 12, 29)] * 2,
            "timezone": ["Pacific/Apia", "Pacific/Auckland"],
            "country": ["NZ", "NZ"],
        }
    )
    for way in (1, -1):
        found = advise_table(frame[::way], datetime(2012, 1, 5, tzinfo=UTC), rules)
        assert [day.isoformat() for day in found["due"]][::way] == ["2012-01-04", "2011-12-30"]


def test_a_round_at_midnight_is_as_soon_as_the_day_before():
    import json

    def rule(name: str, due: str) -> dict:
        advice = {"action": name, "kind": "do", "title": "It.", "text": "It is so.", "due": due}
        return {"id": name, "when": f"{due} is known", "advise": advice, "source": "This test."}

    midnight = datetime(2026, 11, 29, 23, tzinfo=UTC)
    rounds = [midnight + timedelta(seconds=more) for more in (-1, 0, 0.5, 1)]
    frame = pl.DataFrame(
        {"upcoming_interview": [*rounds, None], "decision_date": [date(2026, 11, 29)] * 4 + [None]},
        schema_overrides={"upcoming_interview": pl.Datetime("us", "UTC")},
    )
    both = [rule("day", "decision_date"), rule("round", "upcoming_interview")]
    for rules, first in ((both, "day"), (both[::-1], "round")):
        tiny = RulePack.from_text(json.dumps({"pack": "tiny", "rules": rules}))
        found = advise_table(frame, NOW, tiny, timezone="Europe/Berlin")
        assert found["action"].to_list() == ["round", first, first, "day", None]


def test_many_places_and_many_rules():
    import json
    import zoneinfo

    zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone)[:400]
    frame = pl.DataFrame({"decision_date": [date(2026, 11, 28)] * len(zones), "timezone": zones})
    found = advise_table(frame, NOW, pack("after decision_date"))
    for zone, so in zip(zones, found["it"], strict=True):
        state = {"decision_date": "2026-11-28", "timezone": zone}
        assert ("it" in Advisor(pack("after decision_date")).advise(state, NOW).actions) is so
    rules = [
        {"id": f"r{n}", "when": f"rounds > {n}", "source": "This test.",
         "advise": {"action": f"a{n % 150}", "kind": "do", "title": "It.", "text": "So.",
                    "due": f"decision_date + {n} hours"}}
        for n in range(300)
    ]  # fmt: skip
    many = RulePack.from_text(json.dumps({"pack": "many", "rules": rules}))
    frame = pl.DataFrame({"decision_date": [date(2026, 11, 28)] * 2, "rounds": [1, 290]})
    assert advise_table(frame, NOW, many)["action"].to_list() == ["a0", "a0"]


def test_a_pack_without_rules_has_nothing_to_say():
    found = advise_table(FRAME, NOW, RulePack.from_text('{"pack": "none", "rules": []}'), keep="id")
    assert found.rows() == [
        ("a", None, None, None),
        ("b", None, None, None),
        ("c", None, None, None),
    ]


def test_nothing_at_all_is_a_table_too():
    for frame in (FRAME.head(0).to_pandas(), FRAME.head(0).to_arrow()):
        assert len(advise_table(frame, NOW, keep=["id"])) == 0
    frame = pd.DataFrame({"rounds": [1, None]})
    assert advise_table(frame, NOW, pack("rounds >= 1"))["it"].to_list() == [True, False]
    assert advise_table(pd.DataFrame({"rounds": [None]}), NOW, pack("no rounds"))[
        "it"
    ].to_list() == [True]


OF_PLACE = """\
pack: places
rules:
  - {id: de, when: country is DE, source: Us., advise: {action: a, kind: know, title: A, text: A.}}
"""


@pytest.mark.parametrize("place", [{}, {"country": "US"}, {"country": "DE"}])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_a_place_that_no_rule_names_is_no_error(place, form):
    pack = RulePack.from_text(OF_PLACE)
    frame = pl.DataFrame({"interview": [date(2026, 11, 19)] * 2})
    made = advise_table(frame, now=NOW, rules=pack, form=form, **place)
    found = made["de"].any() if form == "wide" else made.height > 0
    assert found is (place == {"country": "DE"})


def test_a_rule_named_like_a_column_of_pandas_has_its_own_result():
    pack = RulePack.from_text(
        "pack: p\nrules:\n"
        "  - {id: offer, when: offer is written, source: Us., advise: {action: a, kind: know,"
        " title: A, text: A.}}\n"
    )
    frame = pd.DataFrame({"offer": ["written", "verbal"], "name": ["x", "y"]})
    made = advise_table(frame, now=NOW, rules=pack, keep=["name"])
    assert made["offer"].tolist() == [True, False]
    assert made["name"].tolist() == ["x", "y"]
