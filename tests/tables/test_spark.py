"""Tests of PySpark frames, on two local threads with a fixed table of 10,000 rows."""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from fact_rows import PLACE_CALENDARS, drawn_facts, row, table

from interview_rules import RulePack, StateError

pytest.importorskip("polars")
pytest.importorskip("pyspark.sql")

import polars as pl
from pyspark import sql

from interview_rules.tables import advise_table, facts_table

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),
]

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PACK = RulePack.shipped("after-the-interview")


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def facts() -> pl.DataFrame:
    rnd = random.Random(7)  # noqa: S311  # drawing examples
    rows = []
    for number in range(10_000):
        calendar = PLACE_CALENDARS[number % len(PLACE_CALENDARS)]
        folded = drawn_facts(PACK, calendar, int(NOW.timestamp()), rnd)
        rows.append({"nr": number, **row(PACK, folded, calendar)})
    return table(PACK, rows)


@pytest.fixture(scope="module")
def on_spark(spark, facts, tmp_path_factory):
    path = tmp_path_factory.mktemp("spark") / "facts.parquet"
    facts.write_parquet(path)
    return spark.read.parquet(str(path))


def shuffles(frame) -> list[str]:
    plan = frame._jdf.queryExecution().executedPlan().toString()
    return [line for line in plan.splitlines() if "Exchange" in line]


def as_polars(frame) -> pl.DataFrame:
    return pl.DataFrame(frame.toArrow())


def test_it_says_what_polars_says_and_shuffles_nothing(facts, on_spark):
    found = advise_table(on_spark, NOW, PACK, keep=["nr"])
    assert shuffles(found) == []
    expected = advise_table(facts, NOW, PACK, keep=["nr"])
    made = as_polars(found).sort("nr").cast(expected.schema)
    different = [name for name in made.columns if not made[name].equals(expected[name])]
    assert different == []


def test_the_long_form_is_made_where_the_rows_are(facts, on_spark):
    found = advise_table(on_spark, NOW, PACK, keep=["nr"], form="long")
    assert shuffles(found) == []
    expected = advise_table(facts, NOW, PACK, keep=["nr"], form="long").drop("row")
    made = as_polars(found).cast(expected.schema)
    assert made.sort("nr", "rule").equals(expected.sort("nr", "rule"))


def test_a_log_is_shuffled_once(spark):
    log = [
        (number, name, f"2026-10-{1 + number % 28:02}", None)
        for number in range(500)
        for name in ("interview", "thank-you-sent", "follow-up-sent")[: 1 + number % 3]
    ]
    columns = ["application", "event", "at", "date"]
    schema = "application long, event string, at string, date string"
    found = facts_table(spark.createDataFrame(log, schema), NOW)
    assert len(shuffles(found)) == 1
    frame = pl.DataFrame(log, schema=columns, orient="row")
    expected = facts_table(frame.with_columns(pl.col("date").cast(pl.String)), NOW)
    made = as_polars(found).sort("application").cast(expected.schema)
    assert made.equals(expected)


def test_a_session_elsewhere_is_refused(spark, on_spark):
    spark.conf.set("spark.sql.session.timeZone", "Europe/Berlin")
    try:
        with pytest.raises(StateError, match="the time zone of the session is Europe/Berlin"):
            advise_table(on_spark, NOW, PACK, keep=["nr"])
    finally:
        spark.conf.set("spark.sql.session.timeZone", "UTC")


def test_the_business_day_after_a_sunday(spark):
    """Spark numbers the days of the week differently from Polars."""
    days = [(n, date(2026, 10, 26) + timedelta(n)) for n in range(7)]
    frame = spark.createDataFrame(days, "nr long, decision_date date")
    rules = RulePack.from_text("""
pack: tiny
rules:
  - id: it
    when: decision_date is known
    advise: {action: it, kind: do, title: It., text: So., due: decision_date + 1 business day}
    source: This test.
""")
    found = as_polars(advise_table(frame, NOW, rules, keep=["nr"])).sort("nr")
    assert [(day.month, day.day) for day in found["due"]] == [
        (10, 27), (10, 28), (10, 29), (10, 30), (11, 2), (11, 2), (11, 2),
    ]  # fmt: skip
