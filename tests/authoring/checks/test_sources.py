"""Folders are replaced by the packs and test files in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interview_rules.authoring.checks.sources import packs_and_tests
from interview_rules.errors import PackError


def test_packs_and_tests_of_a_folder_are_found_and_other_files_are_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "b.yaml": "# A pack.\npack: b\nrules: [\n",
        "a.yml": "title: A\n'pack' : a\n",
        "flow.yaml": "\ufeff{pack: flow}\n",
        "b.tests.yaml": "tests: []\n",
        "compose.yaml": "services:\n  pack: one\n",
        "empty.yaml": "",
        "in/c.yaml": "pack: c\n",
        ".hidden/d.yaml": "pack: d\n",
        "in/.e.yaml": "pack: e\n",
        "f.json": "pack: f\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "folder.yaml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")  # reading it would block forever
    found = ["a.yml", "b.tests.yaml", "b.yaml", "flow.yaml", str(Path("in", "c.yaml"))]
    assert sorted(packs_and_tests(["."])) == found
    assert packs_and_tests(["in", "b.yaml", "in-practice", "none.yaml", "in"]) == [
        str(Path("in", "c.yaml")),
        "b.yaml",
        "in-practice",
        "none.yaml",
    ]


def test_a_folder_without_any_is_an_error(tmp_path):
    with pytest.raises(PackError) as raised:
        packs_and_tests([str(tmp_path), "in-practice"])
    assert str(raised.value).startswith(f"no file in {tmp_path} is a pack or ends in .tests.yaml")
