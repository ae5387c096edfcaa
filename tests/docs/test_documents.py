"""Every example in the README and the docs gives the output that is shown."""

from __future__ import annotations

import re
import sys
from itertools import zip_longest
from pathlib import Path

import pytest

from interview_rules import RulePack

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))
from examples import BLOCK, documents, failures, filled  # noqa: E402  # found by the line above

# Texts in Python examples, and the optional module that each requires.
NEEDED = {
    ">>> import polars": "polars",
    ">>> from interview_rules.authoring.prove": "z3",
    ">>> from fastapi": "fastapi",
    ">>> from mcp": "mcp_types",
}
PAGES = pytest.mark.parametrize(
    "page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix()
)
SLOW = {"proofs.md", "testing-rules.md"}
"""Pages whose examples in Python take long."""


@pytest.mark.process
@PAGES
def test_the_output_shown_is_the_real_output(page):
    text = page.read_text(encoding="utf-8")
    try:
        again = filled(text)
    except ModuleNotFoundError as error:
        pytest.skip(str(error))
    assert again == text


@pytest.mark.process
def test_a_hint_to_install_an_extra_is_not_written_into_a_page(tmp_path, monkeypatch):
    (tmp_path / "z3.py").write_text("raise ModuleNotFoundError(name='z3')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="prove in-practice: proofs need an extra"):
        filled("```console\n$ interview-rules prove in-practice\n```\n")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page,
            id=page.relative_to(ROOT).as_posix(),
            marks=[pytest.mark.slow] if page.name in SLOW else [],
        )
        for page in documents()
    ],
)
def test_the_examples_in_python_are_doctests_that_pass(page):
    text = page.read_text(encoding="utf-8")
    for word, module in NEEDED.items():
        if word in text:
            pytest.importorskip(module)
    assert failures(text, page.name) == 0


@PAGES
def test_every_pack_shown_loads(page):
    blocks = list(BLOCK.finditer(page.read_text(encoding="utf-8")))
    for match, after in zip_longest(blocks, blocks[1:]):
        # Each invalid example is followed by the output of the command.
        wrong = after is not None and after[1] == "console" and ": error " in after[2]
        if match[1] == "yaml" and "pack:" in match[2] and not wrong:
            RulePack.from_text(match[2], page.name)


@PAGES
def test_every_link_to_a_file_leads_somewhere(page):
    for target in re.findall(r"\]\((?!\w+:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@PAGES
def test_every_path_that_a_page_names_exists(page):
    files = r"(?:\w+/)+[\w.-]+\.(?:py|ya?ml|md|csv)"
    folders = r"(?:tests|docs|interview_rules|benchmarks)/[\w/]+"
    found = re.findall(f"`({files}|{folders})`", page.read_text(encoding="utf-8"))
    named = [name for name in found if "PACK" not in name]  # stands for the name of a pack
    homes = (ROOT, ROOT / "interview_rules", page.parent)
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


@pytest.mark.process
def test_an_example_in_python_that_fails_is_found():
    with pytest.raises(RuntimeError, match="an example in Python fails: NameError"):
        filled("```python\nabsent\n```\n")


def test_there_are_examples_to_run():
    kinds = [m[1] for page in documents() for m in BLOCK.finditer(page.read_text(encoding="utf-8"))]
    assert kinds.count("console") >= 3
    assert kinds.count("pycon") >= 2
