"""The command `import`."""

from __future__ import annotations

import pytest
from command_line import RAW, run

HUNTR = "Company,Title,List,Date Applied\n"


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "log.csv"
    path.write_text(HUNTR + "Acme,Analyst,Applied,2026-11-02\nBolt,Analyst,Rejected,2026-11-03\n")
    return path


def test_an_import_can_be_advised_on(log, tmp_path):
    told = run("import", log.name, "--as", "huntr", "-o", "search.yaml", "--timezone", "UTC")
    latest = "the date of the latest event, 'application-sent'"
    guess = f"the date of 'rejection' is not given; 2026-11-03 is assumed, {latest}"
    assert told.splitlines() == [
        "2 rows: 2 applications, 3 events, 0 rejected rows, 1 guess, 0 rows left out",
        "guessed:",
        f"  log.csv:3:1: {guess}",
    ]
    assert "2 applications" in run("advise", "search.yaml", "--now", "2026-11-10 09:00")
    again = run("import", log.name, "--as", "huntr", "-o", "search.json", "--timezone", "UTC")
    assert again == told
    assert (tmp_path / "search.json").read_text(encoding="utf-8").startswith("{")
    assert run("advise", "search.json", "--now", "2026-11-10 09:00") == run(
        "advise", "search.yaml", "--now", "2026-11-10 09:00"
    )


def test_without_output_nothing_is_written(log, tmp_path):
    run("import", str(log), "--as", "huntr")
    assert list(tmp_path.iterdir()) == [log]


def test_rejected_rows_are_listed_and_are_status_1(log):
    log.write_text(HUNTR + "Acme,,Rejcted,2026-11-02\n" * 60 + "Bolt,,Wishlist,\n")
    told = run("import", str(log), "--as", "huntr", status=1).splitlines()
    assert told[1] == "rejected:"
    assert told[2].endswith("'Rejcted' is not a known status (did you mean rejected?)")
    assert told[52:54] == ["  and 10 more", "left out:"]


def test_an_encoding_can_be_named(log):
    log.write_bytes((HUNTR + "Thalès,,Applied,2026-11-02\n").encode("cp1252"))
    assert "is not UTF-8" in run("import", str(log), "--as", "huntr", status=2)
    run("import", str(log), "--as", "huntr", "--encoding", "cp1252", "-o", "search.yaml")
    assert "Thalès" in log.with_name("search.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("absent.csv", "--as", "huntr"), "absent.csv: cannot be read: No such file or directory"),
        (("log.csv", "--as", "huntre"), "--as: unknown preset 'huntre' (did you mean huntr?)"),
        (("log.csv", "--as", "mine.yaml"), "mine.yaml: cannot be read: No such file or directory"),
        (
            ("log.csv", "--as", "huntr", "--encoding", "utf8x"),
            "--encoding: unknown encoding 'utf8x'",
        ),
        (
            ("log.csv", "--as", "huntr", "--timezone", "Paris"),
            "--timezone: unknown time zone 'Paris'",
        ),
        (("log.csv", "--as", "huntr", "-o", "absent/x.yaml"), "absent/x.yaml: cannot be written"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(words, problem):
    told = run("import", *words, status=2)
    assert problem in told
    assert len(told.splitlines()) == 1


def test_each_missing_column_is_one_line(log):
    log.write_text("Comp,Title\nA,B\n")
    told = run("import", str(log), "--as", "huntr", status=2)
    assert len(told.splitlines()) == 3


def test_control_characters_are_shown_and_do_nothing(log):
    log.write_text(HUNTR + "A,,\x1b[31m\x07\u202ered,2026-11-02\n\x1b[2J,,Interview,2026-11-02\n")
    told = run("import", str(log), "--as", "huntr", "-o", "search.yaml", status=1)
    assert not RAW & {*told}
    assert not RAW & {*log.with_name("search.yaml").read_text(encoding="utf-8")}
