"""Files: read from disk or from unsaved text, and written completely or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from interview_rules import InterviewRulesError, RulePack
from interview_rules.authoring.checks import check
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


def test_a_file_keeps_its_permissions_and_its_links(tmp_path):
    path, link = tmp_path / "private.json", tmp_path / "link.json"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_file(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    os.link(path, link)
    write_file(str(path), b"newer")
    assert link.read_bytes() == b"newer"
    assert path.samefile(link)


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "usual").touch()
    write_file(str(tmp_path / "new"), b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_others_put_in_the_way_of_a_temporary_file_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("secrets.token_hex", lambda _bytes: "guessed")
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    (tmp_path / ".guessed.part").symlink_to(theirs)
    with pytest.raises(InterviewRulesError, match="File exists"):
        write_file(str(tmp_path / "out"), b"mine")
    assert theirs.read_bytes() == b"theirs"
    assert (tmp_path / ".guessed.part").is_symlink()


def test_the_longest_name_can_be_written(tmp_path):
    path = tmp_path / ("x" * 255)
    write_file(str(path), b"content")
    assert path.read_bytes() == b"content"


def test_links_in_a_loop_are_one_problem(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("loop.yaml", "loop.ics"):
        Path(name).symlink_to(name)
    loop = "Too many levels of symbolic links"
    with pytest.raises(InterviewRulesError, match=loop):
        RulePack.load(Path("loop.yaml"))
    [found] = check(["loop.yaml"])
    assert loop in str(found)
    with pytest.raises(InterviewRulesError, match=loop):
        write_file("loop.ics", b"content")


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
