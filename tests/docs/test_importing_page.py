"""The page of imports names every preset and every status."""

from __future__ import annotations

import re
from pathlib import Path

from interview_rules.imports import ColumnMapping, presets
from interview_rules.imports.statuses import known_statuses, tracker_words

TEXT = (Path(__file__).parents[2] / "docs" / "embedding" / "importing.md").read_text(
    encoding="utf-8"
)


def rows(after):
    """Return the cells of the table under a heading."""
    table = TEXT.split(f"\n{after}\n")[1].split("\n## ")[0]
    lines = re.findall(r"^\| (`.+) \|$", table, re.MULTILINE)
    return [line.split(" | ") for line in lines]


def test_every_preset_has_a_row():
    assert {name for name, _ in rows("## Presets")} == {f"`{name}`" for name in presets()}


def test_every_key_of_a_mapping_has_a_row():
    named = {key for cell, _ in rows("## Write a mapping") for key in re.findall(r"`(\w+)`", cell)}
    assert named == ColumnMapping.model_fields.keys()


def test_every_status_has_a_row_with_its_event_and_real_spellings():
    named = set()
    for names, means, spellings in rows("## Statuses"):
        for name in re.findall(r"`([\w-]+)`", names):
            named.add(name)
            status = known_statuses()[name]
            events = {*status.events, status.without_offer} - {""}
            assert {*re.findall(r"`([\w-]+)`", means)} == events
        for word in spellings.split(", "):
            read = tracker_words().read(word)
            assert read is not None, word
            assert f"`{read[0].name}`" in names, word
    assert named == known_statuses().keys()
