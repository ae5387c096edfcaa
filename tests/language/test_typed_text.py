"""Texts in plain characters, each with the place at which it was typed."""

from __future__ import annotations

from interview_rules.language.typed_text import TypedText


def test_each_character_and_the_end_of_a_text_have_the_places_of_what_was_typed():
    text = TypedText.of("a ≥ bee")
    assert text.places == (0, 1, 2, 3, 4, 5, 6, 7)
    changed = text.with_changes([(2, 3, ">="), (4, 7, "")])
    assert (changed.plain, changed.places) == ("a >= ", (0, 1, 2, 2, 3, 7))
    part = changed.part(2, 4)
    assert (part.plain, part.places) == (">=", (2, 2, 3))


def test_a_part_is_quoted_as_it_was_typed():
    text = TypedText.of("a ≥ b").with_changes([(2, 3, ">=")])
    assert text.quote(2, 4) == text.quote(1, 5) == "'≥'"
    assert text.quote(0, 6) == "'a ≥ b'"
