"""Tests are selected by a part of their names, in any case."""

from __future__ import annotations

import pytest

from interview_rules.authoring.pack_tests.selection import with_name
from interview_rules.errors import PackError

TESTS = "tests:\n" + "".join(
    f"  - {{name: {name}, facts: {{f: true}}, now: 2026-11-20 12:00, expect: [rest]}}\n"
    for name in ("The end of Days", "It rests", "RESTS again")
)


def test_a_part_of_the_name_in_any_case(read):
    file = read(TESTS)
    assert [test.name for test in with_name([file], "rESts")[0].tests] == [
        "It rests",
        "RESTS again",
    ]
    assert with_name([file, read(TESTS.replace("Days", "Weeks"))], "weeks")[0].tests[0].name == (
        "The end of Weeks"
    )


def test_no_match_is_an_error_with_the_nearest_name(read):
    with pytest.raises(PackError) as raised:
        with_name([read(TESTS)], "It rsets")
    assert str(raised.value) == (
        "--filter: no test has 'It rsets' in its name (did you mean It rests?)"
    )
