"""Files: read from disk or from unsaved text, and written completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview_rules import InterviewRulesError, RulePack
from interview_rules.sources.files import read_source, with_content, write_file


def test_a_file_reads_as_what_is_tried_out_and_stays_what_it_was(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"on the disk")
    with with_content(path, b"tried"), with_content(tmp_path / "b.txt", b"another"):
        assert read_source(tmp_path / "." / "a.txt", 3) == b"tri"
        assert read_source(tmp_path / "b.txt", 100) == b"another"
    assert read_source(path, 100) == path.read_bytes() == b"on the disk"


def test_a_pack_cannot_have_a_pipe_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.yaml")
    Path("m.yaml").write_text("pack: m\nextends: pipe.yaml\n")
    with pytest.raises(InterviewRulesError, match=r"pipe\.yaml' is not a regular file"):
        RulePack.load(Path("m.yaml"))


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "out.xml"
    path.write_bytes(b"a long text that was there before")
    write_file(str(path), b"short")
    assert path.read_bytes() == b"short"
    assert [each.name for each in tmp_path.iterdir()] == ["out.xml"]


@pytest.mark.parametrize(
    ("name", "reason", "hint"),
    [
        (
            "none/out.xml",
            "No such file or directory",
            "create its folder first, or write to another file",
        ),
        ("", "Is a directory", "write to another file"),
        ("a\0b", "embedded null", "write to another file"),
        ("x" * 300, "File name too long", "write to another file"),
    ],
)
def test_what_cannot_be_written_is_one_problem_and_leaves_nothing(name, reason, hint, tmp_path):
    with pytest.raises(InterviewRulesError) as caught:
        write_file(f"{tmp_path}/{name}", b"content")
    (problem,) = caught.value.problems
    assert problem.message.startswith("cannot be written: ")
    assert reason in problem.message
    assert problem.hint == hint
    assert "\0" not in str(problem)
    assert not [*tmp_path.iterdir()]
