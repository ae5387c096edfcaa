"""Tests of whole files through the command: results, interruption, rejected files."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime

import pytest

from interview_rules import RulePack, StateError

pytest.importorskip("polars")

import polars as pl

from interview_rules.tables import advise_table
from interview_rules.tables.files import advise_file

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FRAME = pl.DataFrame(
    {"id": [1, 2], "decision_date": [date(2026, 11, 25), None], "rounds": [1, 0]},
)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "interview_rules", "table", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="other systems may end the process")
@pytest.mark.parametrize("events", [(), ("--events", "--application", "id")])
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_full_disk_is_an_error_of_the_output(tmp_path, kind, events):
    source, target = tmp_path / "in.csv", tmp_path / f"out.{kind}"
    head, last = ("id,at,event", "interview") if events else ("id,interview,rounds", "1")
    rows = "".join(f"\n{number},2026-11-20,{last}" for number in range(20_000))
    source.write_text(head + rows)
    words = ["table", str(source), str(target), "--keep", "id", *events]
    # A limit on the size of a file stops a writer as a full disk does.
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from interview_rules.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("cannot write the output: ")
    assert sorted(tmp_path.iterdir()) == [source]


@pytest.mark.process
@pytest.mark.parametrize("kind", ["parquet", "csv"])
@pytest.mark.parametrize(
    ("options", "form"),
    [
        ([], {}),
        (["--long"], {"form": "long"}),
        (["--long", "--no-windows"], {"form": "long", "include": ()}),
    ],
    ids=["wide", "long", "without windows"],
)
def test_a_file_says_what_the_table_says(tmp_path, kind, options, form):
    source, target = tmp_path / f"in.{kind}", tmp_path / "out.parquet"
    FRAME.write_parquet(source) if kind == "parquet" else FRAME.write_csv(source)
    done = command(source, target, "--keep", "id", "--now", "2026-11-29T12:00Z", *options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    made = pl.read_parquet(target)
    if kind == "csv":
        # Columns kept from a text file stay text, with leading zeros.
        assert made.schema["id"] == pl.String
        made = made.cast({"id": pl.Int64})
    assert made.equals(advise_table(FRAME, NOW, keep=["id"], **form))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, target.name])


def test_progress_comes_to_an_end(tmp_path):
    FRAME.write_parquet(tmp_path / "in.parquet")
    seen = []
    read = advise_file(
        tmp_path / "in.parquet",
        tmp_path / "out.csv",
        NOW,
        keep=["id"],
        progress=lambda *done: seen.append(done),
    )
    assert read == 2
    assert seen[-1] == (2, 2)
    assert pl.read_csv(tmp_path / "out.csv")["action"].to_list() == ["follow-up", "continue-search"]


@pytest.mark.process
def test_a_table_that_is_wrong_leaves_the_old_result_alone(tmp_path):
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    FRAME.write_parquet(source)
    target.write_text("what was there")
    done = command(source, target)
    assert done.returncode == 2
    assert (
        done.stderr
        == "id: this column is not named after a fact (list the column in keep to copy it to the result, or drop it)\n"
    )
    assert target.read_text() == "what was there"


@pytest.mark.process
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_on_the_way_it_leaves_nothing_behind(tmp_path, number):
    source = tmp_path / "in.parquet"
    pl.concat([FRAME] * 1_500_000).write_parquet(source)
    line = [sys.executable, "-m", "interview_rules", "table", str(source)]
    with subprocess.Popen([*line, str(tmp_path / "out.parquet"), "--keep", "id"]) as running:
        for _ in range(600):
            if any(path.name.endswith(".part") for path in tmp_path.iterdir()):
                break
            time.sleep(0.02)
        running.send_signal(number)
        assert running.wait() in {130, 0}
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"in.parquet"} | ({"out.parquet"} if running.returncode == 0 else set())


def test_columns_of_a_csv_that_hold_nothing_are_of_no_type(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "OUT.CSV"
    source.write_text("id,decision_date,thank_you,offer,rounds\n007,2026-11-25,,,1\n")
    advise_file(source, target, NOW, keep="id")
    assert target.read_text().splitlines()[1].startswith("007,")
    source.write_text("id,decision_date,thank_you,offer,rounds\n")
    assert advise_file(source, target, NOW, keep="id") == 0


@pytest.mark.process
def test_a_row_that_cannot_be_read_is_told_in_a_line(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("rounds\n" + "1\n" * 20_000 + "many\n")
    done = command(source, target)
    assert done.returncode == 2
    assert done.stderr.startswith("cannot read 'in.csv': ")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("in.parquet", "out.txt", "cannot write 'out.txt'"),
        ("in.xlsx", "out.csv", "cannot read 'in.xlsx'"),
        ("none.csv", "out.csv", "no such file"),
        ("in.parquet", "in.parquet", "would overwrite the table"),
        ("broken.parquet", "out.csv", "cannot read 'broken.parquet'"),
    ],
)
def test_files_that_are_no_tables(tmp_path, source, target, told):
    FRAME.write_parquet(tmp_path / "in.parquet")
    (tmp_path / "broken.parquet").write_text("no table")
    with pytest.raises(StateError, match=told):
        advise_file(tmp_path / source, tmp_path / target, NOW)


def test_a_kept_column_of_a_csv_that_is_a_fact_is_read_as_one(tmp_path):
    pack = RulePack.from_text(
        "pack: mine\nfacts: {likes_us: {type: flag, doc: They like us.}}\nrules:\n"
        "  - {id: liked, when: likes_us, source: Drawn.,"
        " advise: {action: smile, kind: do, title: Smile, text: Smile.}}\n"
    )
    source, target = tmp_path / "facts.csv", tmp_path / "advice.csv"
    source.write_text("interview,likes_us,decision_date\n2026-11-19,true,\n2026-11-19,false,\n")
    advise_file(source, target, NOW, pack, keep=["likes_us", "decision_date"])
    advice = pl.read_csv(target)
    assert advice["likes_us"].to_list() == [True, False]
    assert advice["decision_date"].to_list() == [None, None]
    assert advice["action"].to_list() == ["smile", None]


def test_a_csv_of_numbers_only_is_read(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("rounds,follow_ups\n1,0\n")
    assert advise_file(source, target, NOW) == 1
    source.write_text("a,b\n1,2\n")
    with pytest.raises(StateError, match="not named after a fact"):
        advise_file(source, target, NOW)


def test_a_column_of_lists_is_refused_for_a_csv_file(tmp_path):
    source = tmp_path / "in.parquet"
    FRAME.with_columns(tags=pl.Series([["a"], ["b"]]), raw=pl.Series([b"a", b"b"])).write_parquet(
        source
    )
    with pytest.raises(StateError) as caught:
        advise_file(source, tmp_path / "out.csv", NOW, keep=("tags", "raw"))
    assert list(map(str, caught.value.problems)) == [
        "tags: a CSV file cannot hold values of type List(String) (write to a Parquet file)",
        "raw: a CSV file cannot hold values of type Binary (write to a Parquet file)",
    ]
    assert not (tmp_path / "out.csv").exists()
    assert advise_file(source, tmp_path / "out.parquet", NOW, keep=("id", "tags", "raw")) == 2


def test_a_kept_column_of_days_holds_dates(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("interview,interview_day\n2026-11-25T15:00Z,\n,2026-11-25\n")
    assert advise_file(source, target, NOW, keep=["interview_day"]) == 2
    assert "2026-11-25" in target.read_text()
