"""The command `check`: folders, the list of findings, and watching."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest
from command_line import COMMAND, SOUND, run

from interview_rules.authoring.checks import FINDINGS
from interview_rules.cli import watching
from interview_rules.sources.files import read_source


def test_a_folder_is_checked_with_all_its_packs_and_tests(folder):
    assert run("check", ".") == "nothing found\n"
    (folder / "sub").mkdir()
    (folder / "sub" / "other.yaml").write_text(SOUND.replace("after decision_date", "after x"))
    (folder / "compose.yaml").write_text("services: {}\n")
    said = run("check", ".", status=1)
    assert said.startswith(f"{Path('sub', 'other.yaml')}:6:17: error unknown-name: ")
    assert said.endswith("found 1 error\n")
    assert run("check", "sub", status=1) == said
    (folder / "none").mkdir()
    assert run("check", "none", status=2) == (
        "no file in none is a pack or ends in .tests.yaml "
        "(give a folder with YAML files that have the key pack)\n"
    )


def test_explain_alone_lists_all_findings():
    listed = run("check", "--explain")
    assert [line.split()[0] for line in listed.splitlines()] == list(FINDINGS)
    assert "never-holds          warning  This rule can never hold\n" in listed
    assert run("check", "tiny.yaml", "--explain") == listed
    assert run("check", "--explain", "--fix") == listed


@pytest.mark.usefixtures("folder")
def test_watching_is_for_people():
    assert run("check", ".", "--watch", "--fix", "--format", "json", status=2) == (
        "--fix: cannot be combined with --watch (remove one of the two)\n"
        "--format: cannot be combined with --watch (remove one of the two)\n"
    )


def test_a_run_follows_each_change_and_nothing_else(tmp_path, monkeypatch):
    watched, folder, other = tmp_path / "a.txt", tmp_path / "folder", tmp_path / "b.txt"
    folder.mkdir()
    watched.write_text("one")
    # What happens in each pause, and how many runs came before it.
    steps = [
        (lambda: other.write_text("not watched"), 1),
        (lambda: watched.write_text("another"), 1),
        (lambda: None, 1),  # the pause after a change
        (watched.unlink, 2),
        (lambda: watched.write_text("saved in two steps"), 2),
        (lambda: None, 2),
        (lambda: (folder / "new.yaml").write_text("pack: new"), 3),
        (lambda: None, 3),
    ]
    runs = []

    def sleep(_seconds: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        step, expected = steps.pop(0)
        assert len(runs) == expected
        step()

    def reads() -> None:
        with suppress(OSError):
            runs.append(read_source(watched, 100))

    monkeypatch.setattr(watching, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        watching.again_after_each_change(reads, [str(folder)])
    assert runs == [b"one", b"another", b"saved in two steps", b"saved in two steps"]


def test_a_change_during_a_run_is_not_missed(tmp_path, monkeypatch):
    watched = tmp_path / "a.txt"
    watched.write_text("one")
    runs = []

    def reads() -> None:
        runs.append(read_source(watched, 100))
        if len(runs) == 1:
            watched.write_text("changed meanwhile")

    def sleep(_seconds: float) -> None:
        if len(runs) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        watching.again_after_each_change(reads, [])
    assert runs == [b"one", b"changed meanwhile"]


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_watch_checks_again_after_a_change_until_it_is_interrupted(folder):
    base = folder / "base.yaml"
    base.write_text("pack: base\nparameters: {patience: {value: 2 days, doc: A., source: B.}}\n")
    top = folder / "top.yaml"
    rule = SOUND.partition("rules:\n")[2].replace("after decision_date and not f", "{}", 1)
    when = "after decision_date + patience"
    top.write_text("pack: top\nextends: base.yaml\nrules:\n" + rule.replace("{}", when))
    with subprocess.Popen(
        [*COMMAND, "check", "top.yaml", "--watch"], stdout=subprocess.PIPE, encoding="utf-8"
    ) as command:
        timer = Timer(60, command.kill)
        timer.start()
        try:
            out = command.stdout
            assert out.readline() == "nothing found\n"
            assert "waiting for changes (Ctrl+C ends this)\n" in out.readline()
            # The changed file is one that the pack extends.
            base.write_text(base.read_text().replace("patience", "waiting"))
            assert "unknown name 'patience'" in out.readline()
            assert out.readline() == "found 1 error\n"
            assert out.readline().startswith("checked at ")
            base.write_text(base.read_text().replace("waiting", "patience"))
            assert out.readline() == "nothing found\n"
            assert out.readline().startswith("checked at ")
            command.send_signal(signal.SIGINT)
            assert command.wait(20) == 130
        finally:
            timer.cancel()
            command.kill()
