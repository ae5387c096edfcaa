"""Fixtures of the tests of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from command_line import SOUND, STATE, TESTS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path) -> str:
    path = tmp_path / "state.yaml"
    path.write_text(STATE, encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(SOUND)
    (tmp_path / "tiny.tests.yaml").write_text(TESTS)
    return tmp_path
