"""The pages on states, Python and the command leave nothing public out."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

import interview_rules
from interview_rules import InterviewState, JobSearch
from interview_rules.events.snapshot import ENTRIES, SHORTHANDS

FOLDER = Path(__file__).parent.parent.parent / "docs"
sys.path.insert(0, str(FOLDER))
from interface_pages import BEHIND_EXTRAS, MODULES  # noqa: E402  # found by the line above


def page(name):
    return (FOLDER / name).read_text(encoding="utf-8")


def headings(name):
    return re.findall(r"^##+ (.+)$", page(name), re.MULTILINE)


def keys(text):
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


def test_every_public_name_has_an_entry():
    assert {*interview_rules.__all__} <= {*headings("python.md")}


@pytest.mark.parametrize("module", [*MODULES, *BEHIND_EXTRAS])
def test_every_name_of_a_public_module_has_an_entry(module):
    if module == "interview_rules.tables":
        pytest.importorskip("polars")
    after = headings("python.md")[headings("python.md").index(module) :]
    assert {*import_module(module).__all__} <= {*after}


def test_every_module_that_the_policy_names_is_on_the_page():
    named = {
        name.removesuffix(".md")
        for name in re.findall(r"`(interview_rules\.[a-z_.]+)`", page("public-api.md"))
        if not name.endswith("__")
    }
    assert named == {*MODULES, *BEHIND_EXTRAS}


def test_every_field_of_a_state_is_a_key_on_the_page():
    text = page("states.md").partition("## Entries of lists")[0]
    named = {field.alias or name for name, field in InterviewState.model_fields.items()}
    assert {*named, *SHORTHANDS} <= keys(text)


@pytest.mark.parametrize(
    "entry",
    dict.fromkeys(entry for entry, _events in ENTRIES.values()),
    ids=lambda entry: entry.__name__,
)
def test_every_field_of_an_entry_is_a_key_on_the_page(entry):
    text = page("states.md").partition(f"### {entry.__name__}\n")[2].partition("\n##")[0]
    assert keys(text) == {*entry.model_fields} - {"detail", "id", "meta"}


def test_every_field_of_a_search_is_on_the_page():
    text = page("states.md").partition("## Keys of a search")[2]
    for name, field in JobSearch.model_fields.items():
        assert f"`{field.alias or name}`" in text
