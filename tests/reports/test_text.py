"""Pages of text: wrapping by words and by columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from interview_rules.reports.text import Page

LETTERS = st.text(alphabet="ab c—“”é山田 \u0301", max_size=120)


def page(text, width=20, indent=0, bullet=""):
    made = Page(width, "utf-8")
    made.say(text, indent, bullet=bullet)
    return str(made).split("\n")


def test_words_are_kept_whole_and_lines_are_full():
    assert page("one two three four five six") == ["one two three four", "five six"]
    assert page("one two three four five six", indent=2, bullet="- ") == [
        "  - one two three", "    four five six",
    ]  # fmt: skip


def test_a_word_wider_than_a_line_is_broken():
    assert page(f"see {'x' * 45} there") == ["see", "x" * 20, "x" * 20, "xxxxx there"]


def test_wide_characters_count_twice():
    assert page("山" * 15) == ["山" * 10, "山" * 5]


def test_an_empty_text_is_an_empty_line():
    assert page("") == [""]


@given(LETTERS, st.integers(20, 40), st.integers(0, 8))
def test_no_line_is_too_wide_and_no_letter_is_lost(text, width, indent):
    lines = page(text, width, indent)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("width", [-3, 0, 1, 19])
def test_a_page_has_a_least_width(width):
    assert page("x" * 20, width) == ["x" * 20]
