"""The table of time words on the design page matches the interpreter, and its files exist."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from interview_rules import RulePack
from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.facts.vocabulary import FACTS, default_of
from interview_rules.language import nodes

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(before|from|after|on)` \| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", re.MULTILINE)
WORDS = {word: cells for word, *cells in ROW.findall(TEXT)}
CALENDAR = calendar_for("America/New_York")
DAY = CALENDAR.day_of(1_795_000_000)
NOON = CALENDAR.starts[DAY] + 43_200
DATES = [(CALENDAR.starts[day], CALENDAR.starts[day + 1], day) for day in (DAY - 1, DAY, DAY + 1)]
INSTANTS = [(at, at, CALENDAR.day_of(at)) for at in (NOON - 90_000, NOON, NOON + 1, NOON + 90_000)]
UNKNOWN = (NEVER, NEVER, NEVER)
LEFT, RIGHT = nodes.MomentFact("interview"), nodes.MomentFact("decision_date")


def interpreter(now=NOON, left=UNKNOWN, right=UNKNOWN):
    pack = RulePack.default()
    facts = [0, *(place for fact in FACTS.values() for place in default_of(fact))]
    for moment, span in ((LEFT, left), (RIGHT, right)):
        at = pack.offsets[moment.name]
        facts[at : at + 3] = span
    return Interpreter(pack, now, facts, CALENDAR)


def by_the_table(cell, span, **names):
    start, end, day = span
    known = {"start": start, "end": end, "day": day, "starts": CALENDAR.starts, **names}
    return eval(cell, {}, known)  # noqa: S307  # our own page


def test_the_table_has_every_word():
    assert sorted(WORDS) == ["after", "before", "from", "on"]


@pytest.mark.parametrize("word", WORDS)
def test_now_meets_a_moment_as_the_table_says(word):
    condition = nodes.Now(word, LEFT)
    for span in (*DATES, *INSTANTS):
        for now in {each for (start, end, _) in DATES for each in (start - 1, start, end)} | {NOON}:
            expected = by_the_table(WORDS[word][0], span, now=now)
            assert interpreter(now, span).holds(condition) is expected
    assert not interpreter().holds(condition)


@pytest.mark.parametrize("word", WORDS)
def test_two_moments_meet_as_the_table_says(word):
    condition = nodes.Against(LEFT, word, RIGHT)
    for left, right in product((*DATES, *INSTANTS), repeat=2):
        exact = left in INSTANTS and right in INSTANTS
        other = SimpleNamespace(start=right[0], day=right[2])
        expected = by_the_table(WORDS[word][1 if exact else 2], left, other=other)
        assert interpreter(left=left, right=right).holds(condition) is expected
        assert not interpreter(left=left).holds(condition)


def test_every_file_that_the_tour_names_exists():
    named = {name for name in re.findall(r"`([a-z_/]+\.py)`", TEXT) if "/" in name}
    assert len(named) > 30
    for name in named:
        assert any((ROOT / top / name).is_file() for top in ("interview_rules", ".")), name
