"""Selection of tests by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from interview_rules.errors import PackError, Problem, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.pack_tests.model import TestFile

__all__ = ["with_name"]


_SUGGESTED = 70
"""Maximum length of a suggested name; `--filter` also finds a test by the start of its name."""


def with_name(files: Sequence[TestFile], text: str) -> list[TestFile]:
    """Return the files with only those tests whose names contain a text, ignoring case.

    Files without such a test are left out. Raises PackError if there is none in any file.
    """
    wanted = text.casefold()
    found = [
        replace(file, tests=tests)
        for file in files
        if (tests := tuple(test for test in file.tests if wanted in test.name.casefold()))
    ]
    if not found:
        message = f"no test has '{printable(text)}' in its name"
        names = [test.name for file in files for test in file.tests]
        near = nearest(text, [printable(name[:_SUGGESTED]).strip() for name in names])
        hint = near if near.near else "give a part of the name of a test"
        raise PackError([Problem("--filter", message, hint)])
    return found
