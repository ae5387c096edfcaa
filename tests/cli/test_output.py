"""Output shared by the commands: escaping, folders, and one problem per line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
import typer
from command_line import COMMAND

from interview_rules import InterviewRulesError
from interview_rules.cli.output import (
    WRONG_USE,
    complain,
    complaints,
    make_folder,
    print_json,
    print_lines,
    print_text,
)
from interview_rules.errors import MissingExtraError, Problem

RAW = {*"\x1b\x07\x9b\u202e\u2028\x00\t\x7f\u2066"}
HOSTILE = "a\x1b[31m\x07\x9b2J\u202eb\u2028\x00\t\x7f\u2066c"


class Stream(io.TextIOWrapper):
    """A stream with a given encoding that exposes its bytes."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")

    @property
    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture
def stream(monkeypatch):
    def made(encoding: str) -> Stream:
        found = Stream(encoding)
        monkeypatch.setattr(sys, "stdout", found)
        monkeypatch.setattr(sys, "stderr", found)
        return found

    return made


@pytest.mark.parametrize(
    "encoding", ["utf-8", "ascii", "latin-1", "cp1252", "cp437", "utf-16", "shift_jis"]
)
def test_no_encoding_and_no_text_crashes_a_command(encoding, stream):
    out = stream(encoding)
    print_lines(f"{HOSTILE} ✓ ä “x” … 😀 \ud800\n")
    complain(f"{HOSTILE} ✓ ä “x” … 😀 \ud800")
    print_json(json.dumps({"key": f"{HOSTILE} ✓ ä “x” … 😀"}, ensure_ascii=False))
    lines = out.written.split("\n")
    assert len(lines) == 4
    assert not RAW & {*out.written}
    assert lines[0].startswith("a\\x1b[31m\\x07\\x9b2J\\u202eb\\u2028\\x00\\t\\x7f\\u2066c ")
    assert lines[1] == lines[0]
    assert json.loads(lines[2]) == {"key": f"{HOSTILE} ✓ ä “x” … 😀"}


def test_text_that_fits_the_encoding_is_unchanged(stream):
    out = stream("utf-8")
    print_lines("✓ ä “x” … 😀\n")
    assert out.written == "✓ ä “x” … 😀\n"
    out = stream("ascii")
    print_lines("✓ ✗ “x” ‘y’ – …\n")
    assert out.written == "+ - \"x\" 'y' - ...\n"


def test_a_complaint_is_one_line(stream):
    out = stream("utf-8")
    complain("one\ntwo")
    assert out.written == "one two\n"


def test_without_streams_nothing_is_printed(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    complain("one")
    print_text("two")
    print_lines("thrée")
    print_json('{"four": "ö"}')


def test_problems_become_lines_and_the_status_of_wrong_use(stream):
    out = stream("utf-8")
    with pytest.raises(typer.Exit) as left, complaints():
        raise InterviewRulesError([Problem("a.yaml:1:1", "wrong", "mend it"), Problem("", "worse")])
    assert left.value.exit_code == WRONG_USE
    assert out.written == "a.yaml:1:1: wrong (mend it)\nworse\n"


def test_a_missing_extra_is_one_line_and_other_missing_modules_are_faults(stream):
    out = stream("utf-8")
    with pytest.raises(typer.Exit) as left, complaints():
        raise MissingExtraError("proofs need an extra", name="z3.z3")
    assert left.value.exit_code == WRONG_USE
    assert out.written == "proofs need an extra\n"
    with pytest.raises(ModuleNotFoundError), complaints():
        raise ModuleNotFoundError("no module", name="json")


def test_folders_are_created_with_their_parents(tmp_path):
    make_folder(f"{tmp_path}/a/b")
    make_folder(f"{tmp_path}/a/b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    for name in ("file", "file/below", "a\0b"):
        with pytest.raises(InterviewRulesError, match="cannot create the folder: "):
            make_folder(f"{tmp_path}/{name}")


EXTRAS = {
    "fastapi": ("serve", "the service needs an extra: pip install 'interview-rules[http]'"),
    "uvicorn": ("serve", "the service needs an extra: pip install 'interview-rules[http]'"),
    "mcp": ("mcp", "the tools for assistants need an extra: pip install 'interview-rules[mcp]'"),
    "anyio": ("mcp", "the tools for assistants need an extra: pip install 'interview-rules[mcp]'"),
    "z3": ("prove in-practice", "proofs need an extra: pip install 'interview-rules[prove]'"),
}


@pytest.mark.process
@pytest.mark.parametrize("module", EXTRAS)
def test_every_command_tells_the_extra_that_it_needs(module, tmp_path):
    (tmp_path / f"{module}.py").write_text(
        f"raise ModuleNotFoundError('no module', name='{module}')", encoding="utf-8"
    )
    command, said = EXTRAS[module]
    done = subprocess.run(
        [*COMMAND, *command.split()],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, f"{said}\n")
