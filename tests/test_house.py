"""Conventions of the repository: short modules, described packages, and valid references."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "interview_rules"
MODULES = sorted(set(PACKAGE.rglob("*.py")) - set(PACKAGE.glob("prepared/*.py")))
ROOMS = sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
# The change log also names removed modules.
DOCUMENTS = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")} - {ROOT / "CHANGELOG.md"})
LONGEST = 400
# Folders that only the build creates.
BUILT = {"interview_rules/prepared", "interview_rules/rules"}
PATH = re.compile(r"(?<![\w/.-])interview_rules/[\w./-]*\w")
MODULE = re.compile(r"(?<![\w/.-])interview_rules(?:\.\w+)+")


def named(path):
    return path.relative_to(ROOT).as_posix()


def exists(dotted: str) -> bool:
    """Return True for a module, and for a name that a module defines or imports."""
    *within, last = dotted.split(".")
    folder = ROOT.joinpath(*within, last)
    if folder.is_dir() or folder.with_suffix(".py").is_file():
        return True
    inside = ROOT.joinpath(*within)
    file = inside / "__init__.py" if inside.is_dir() else inside.with_suffix(".py")
    return last == "__version__" or (
        file.is_file() and re.search(rf"\b{last}\b", file.read_text(encoding="utf-8")) is not None
    )


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_module_is_longer_than_one_can_take_in(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_every_room_says_in_a_sentence_what_it_holds(room):
    says = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))
    assert says
    first = says.split("\n\n")[0]
    assert first.endswith(".")
    assert "\n" not in first
    assert not re.search(r"[.!?] ", first)


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=named)
def test_links_lead_to_files_that_exist(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", DOCUMENTS, ids=named)
def test_documents_name_only_modules_that_exist(page):
    text = page.read_text(encoding="utf-8")
    for path in PATH.findall(text):
        assert path in BUILT or (ROOT / path).exists(), path
    for dotted in MODULE.findall(text):
        assert exists(dotted), dotted
