"""What fuzzing found stays readable, or an error that can be printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fuzzing.targets import LONGEST, TARGETS

CORPUS = Path(__file__).with_name("corpus")
FINDINGS = Path(__file__).with_name("findings.json")
MOST_BYTES = 600_000
# Whole reports take most of the time.
REPLAYED = [
    pytest.param(target, marks=pytest.mark.slow) if target in {"advice", "search"} else target
    for target in TARGETS
]


def texts_of(target):
    return json.loads((CORPUS / f"{target}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("target", REPLAYED)
def test_targets_read_their_corpus(target):
    found = json.loads(FINDINGS.read_text(encoding="utf-8")).get(target, [])
    for text in (*found, *texts_of(target)):
        try:
            TARGETS[target](text)
        except Exception as error:
            error.add_note(f"{target} read {text!r}")
            raise


@pytest.mark.parametrize("target", TARGETS)
def test_corpora_are_sorted_and_small(target):
    texts = texts_of(target)
    assert texts == sorted(set(texts))
    assert max(map(len, texts)) <= LONGEST


def test_all_corpora_take_little_space():
    assert {path.stem for path in CORPUS.glob("*.json")} == set(TARGETS)
    assert sum(path.stat().st_size for path in CORPUS.glob("*.json")) < MOST_BYTES


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "{}", "[]", "null", "[" * 2_000, "9" * 5_000]
)
def test_targets_take_any_text(target, text):
    TARGETS[target](text)
