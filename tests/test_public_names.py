"""The names of the package: each is found on first access, where type checkers see it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import interview_rules


def test_type_checkers_see_every_name_in_the_module_that_defines_it():
    tree = ast.parse(Path(interview_rules.__file__).read_text(encoding="utf-8"))
    seen = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("interview_rules.")
        for alias in node.names
    }
    found = {
        name: f"interview_rules.{module}" for name, module in interview_rules._MODULE_OF.items()
    }
    assert seen == found
    assert sorted(found) == sorted(interview_rules.__all__)


def test_names_are_listed_and_found():
    assert {*interview_rules.__all__} <= {*dir(interview_rules)}
    for name in interview_rules.__all__:
        assert getattr(interview_rules, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'advize'"):
        _ = interview_rules.advize


@pytest.mark.process
def test_the_package_alone_and_its_plugin_import_nothing_large():
    program = (
        "import sys, interview_rules.pytest_plugin\n"
        "print(sorted({'pydantic', 'pendulum', 'lark', 'ruamel'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
