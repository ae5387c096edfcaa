from __future__ import annotations

from interview_rules.errors import Problem
from interview_rules.imports import Guess, LeftOut, RejectedRow, Summary
from interview_rules.positions import FieldPath, Position


def test_the_summary_counts_in_words():
    assert str(Summary(1, 1, 1, 1, 1, 1)) == (
        "1 row: 1 application, 1 event, 1 rejected row, 1 guess, 1 row left out"
    )
    assert str(Summary(1_200, 1_000, 3_000, 0, 2, 200)) == (
        "1,200 rows: 1,000 applications, 3,000 events, 0 rejected rows, 2 guesses,"
        " 200 rows left out"
    )


def test_notes_begin_with_their_place():
    place = Position("log.csv", 3, 1)
    assert str(Guess(place, "guessed")) == "log.csv:3:1: guessed"
    assert str(LeftOut(FieldPath("rows", 2), "too old")) == "rows[2]: too old"
    row = RejectedRow(place, (Problem(place, "one", "fix it"), Problem(place, "two")))
    assert str(row) == "log.csv:3:1: one (fix it)\nlog.csv:3:1: two"
