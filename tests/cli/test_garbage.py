"""Commands collect garbage seldom, and servers as usual."""

from __future__ import annotations

import gc
import sys

import pytest

from interview_rules import __main__ as command

USUAL = gc.get_threshold()


@pytest.fixture(autouse=True)
def thresholds():
    yield
    gc.set_threshold(*USUAL)


def test_a_command_collects_seldom(monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", ["interview-rules", "rules", "--list"])
    with pytest.raises(SystemExit):
        command.main()
    assert gc.get_threshold()[0] > USUAL[0]


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("serve", "interview_rules.http.server.serve"),
        ("mcp", "interview_rules.mcp.server.serve_stdio"),
    ],
)
def test_a_server_collects_as_usual(name, starts, monkeypatch) -> None:
    pytest.importorskip("fastapi")
    pytest.importorskip("mcp")
    seen = []
    monkeypatch.setattr(starts, lambda *_given, **_named: seen.append(gc.get_threshold()))
    monkeypatch.setattr(sys, "argv", ["interview-rules", name])
    with pytest.raises(SystemExit):
        command.main()
    assert seen == [USUAL]
