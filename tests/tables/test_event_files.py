"""Tests of whole files of events: results, parts, rejected files, the command."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from interview_rules import RulePack, StateError

pytest.importorskip("polars")

import polars as pl

from interview_rules.tables import advise_table, event_files, facts_table
from interview_rules.tables.event_files import advise_event_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
LOG = pl.DataFrame(
    {
        "job": ["007", "8", "007", "9", "8", "9", "10"],
        "company": [None, "Birch", "Cobalt", "Kauri", None, "Kauri", None],
        "event": [
            "interview", "rejection", "decision-date-set", "interview", "reply-received",
            "other-offer", "interview",
        ],
        "at": [
            "2026-11-19 15:00", "2026-11-20", "2026-11-19", "2026-11-26", "2026-11-21",
            "2026-11-27", "2026-11-12T10:00+01:00",
        ],
        "date": [None, None, "2026-11-25", None, None, None, None],
        "elsewhere": [None, None, None, None, None, True, None],
        "timezone": ["Europe/Berlin", None, None, None, None, None, "Asia/Tokyo"],
    }
)  # fmt: skip
OPTIONS = {"application": "job", "keep": ["company"], "country": "DE"}


def expected(form="wide") -> pl.DataFrame:
    facts = facts_table(LOG, NOW, rules=RulePack.default(), timezone="UTC", **OPTIONS)
    return advise_table(facts, NOW, keep=["job", "company"], form=form)


def written(path, log=LOG):
    log.write_parquet(path) if path.suffix == ".parquet" else log.write_csv(path)
    return path


@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_a_file_of_events_says_what_the_tables_say(tmp_path, kind, form):
    source, target = written(tmp_path / f"in.{kind}"), tmp_path / f"out.{kind}"
    assert advise_event_file(source, target, NOW, form=form, **OPTIONS) == LOG.height
    if kind == "parquet":
        assert pl.read_parquet(target).equals(expected(form))
    else:
        assert target.read_text() == expected(form).write_csv()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name])


def test_an_application_is_in_one_part(tmp_path, monkeypatch):
    monkeypatch.setattr(event_files, "EVENTS", 2)
    source, target = written(tmp_path / "in.parquet"), tmp_path / "out.parquet"
    seen = []
    done = lambda folded, total: seen.append((folded, total))  # noqa: E731
    assert advise_event_file(source, target, NOW, progress=done, **OPTIONS) == LOG.height
    assert pl.read_parquet(target).sort("job").equals(expected().sort("job"))
    assert len(seen) > 1
    assert seen[-1] == (7, 7)
    assert len([*tmp_path.iterdir()]) == 2


@pytest.mark.parametrize("most", [2, 100])
def test_problems_are_told_and_nothing_is_left(tmp_path, monkeypatch, most):
    monkeypatch.setattr(event_files, "EVENTS", most)
    wrong = LOG.with_columns(at=LOG["at"].replace("2026-11-21", "soon"))
    source = written(tmp_path / "in.csv", wrong)
    with pytest.raises(StateError) as caught:
        advise_event_file(source, tmp_path / "out.csv", NOW, **OPTIONS)
    assert [problem.where for problem in caught.value.problems] == ["job 8: events[1].at"]
    assert [*tmp_path.iterdir()] == [source]


def test_wrong_columns_are_told_before_reading(tmp_path):
    source = written(tmp_path / "in.parquet", LOG.rename({"event": "evnet"}))
    with pytest.raises(StateError) as caught:
        advise_event_file(source, tmp_path / "out.parquet", NOW, **OPTIONS)
    assert [problem.where for problem in caught.value.problems] == ["event", "evnet"]
    (tmp_path / "broken.parquet").write_text("no table")
    with pytest.raises(StateError, match=r"cannot read 'broken\.parquet'"):
        advise_event_file(tmp_path / "broken.parquet", tmp_path / "out.parquet", NOW)
    with pytest.raises(StateError, match="no such file"):
        advise_event_file(tmp_path / "none.parquet", tmp_path / "out.parquet", NOW)


def test_a_file_without_events(tmp_path):
    source, target = written(tmp_path / "in.parquet", LOG.clear()), tmp_path / "out.parquet"
    assert advise_event_file(source, target, NOW, **OPTIONS) == 0
    assert pl.read_parquet(target).schema == expected().schema


def test_the_moment_needs_a_place_that_exists(tmp_path):
    source = written(tmp_path / "in.parquet")
    with pytest.raises(StateError, match="unknown time zone"):
        advise_event_file(source, tmp_path / "out.parquet", NOW, timezone="Europe/Berln")


@pytest.mark.process
def test_the_command(tmp_path):
    source, target = written(tmp_path / "in.csv"), tmp_path / "out.parquet"
    line = [sys.executable, "-m", "interview_rules", "table", source, target, "--events"]
    line += ["--application", "job", "--keep", "company", "--country", "DE"]
    line += ["--now", "2026-11-29T12:00Z"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert pl.read_parquet(target).equals(expected())
