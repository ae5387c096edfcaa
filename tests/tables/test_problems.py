"""Problems with tables: each has a code, by which a program tells them apart."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import interview_rules

FILES = sorted(Path(interview_rules.__file__).parent.joinpath("tables").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_has_a_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    without = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Problem"
        and len(node.args) < 4
    ]
    assert not without
