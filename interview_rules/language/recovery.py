"""All errors of a condition that cannot be parsed, and the parts of it that can.

A condition is cut at its `and` and `or`, and each test is parsed by itself, so an error in one does
not hide the errors of the others. The cost grows linearly with the length of the condition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from interview_rules.language.moment_phrases import two_moments
from interview_rules.language.parser import ConditionSyntaxError, Syntax, parse_typed
from interview_rules.language.prose import reworded
from interview_rules.language.syntax_errors import about
from interview_rules.language.typography import retyped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from interview_rules.language.typed_text import TypedText

__all__ = ["Recovery", "recover"]

Start = Literal["condition", "moment"]


class Recovery(NamedTuple):
    """The errors of a text in order, and the parts that were parsed, each with its tree."""

    errors: list[ConditionSyntaxError]
    sound: list[tuple[TypedText, Syntax]]


_JOINT = re.compile(r"(?<![a-z0-9_-])(?:and|or)(?![a-z0-9_-])")
_PLACEHOLDER = "x"
MOST_ERRORS = 20
"""Maximum number of syntax errors that are reported for one text."""


def recover(
    text: str, start: Start, names: Collection[str], first_error: ConditionSyntaxError
) -> Recovery:
    """Return the errors of a text that `parse` rejects, and the parts of it that can be checked.

    Parts whose correction is known are corrected, and parts with guessed words are left out.
    `first_error` is the one that `parse` raised. `names` are the names that the text can use;
    hints prefer them.
    """
    if first_error.final:
        return Recovery([first_error], [])
    plain, of_signs, guessed = retyped(text, start, names)
    errors: list[ConditionSyntaxError] = []
    if start == "condition":
        plain, errors = two_moments(plain)
        guessed += [error.offset for error in errors]
    sound: list[tuple[TypedText, Syntax]] = []
    changes: list[tuple[int, int, str]] = []
    for first, last in _tests(plain.plain, start):
        test = _balanced(plain.part(first, last))
        if not test.plain.strip():
            continue
        error, tree, read = _read(test, start, names)
        if error is not None:
            errors.append(_at_joint(error, plain, last))
            changes.append((first, last, _kept(plain.plain[first:last])))
        if tree is not None and not any(test.places[0] <= at < test.places[-1] for at in guessed):
            sound.append((read, tree))
    if start == "condition":
        errors += _structure(plain.with_changes(changes))
    # An error about a phrase covers its characters, so errors about these alone are left out.
    phrases = [(error.offset, error.offset + error.length) for error in errors]
    errors += [e for e in of_signs if not any(a <= e.offset < b for a, b in phrases)]
    errors.sort(key=lambda error: error.offset)
    return Recovery(errors[:MOST_ERRORS] or [first_error], sound)


def _at_joint(error: ConditionSyntaxError, text: TypedText, last: int) -> ConditionSyntaxError:
    """Return the error of a test, placed at the joint after it if the test ends too early."""
    joint = _JOINT.match(text.plain, last)
    if joint is None or not error.vague or error.length:
        return error
    return about(text, *joint.span(), "unexpected {}", error.hint)


def _tests(plain: str, start: Start) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each part of a condition between `and` and `or`.

    A moment has one part.
    """
    first = 0
    for joint in _JOINT.finditer(plain) if start == "condition" else ():
        yield first, joint.start()
        first = joint.end()
    yield first, len(plain)


def _read(
    test: TypedText, start: Start, names: Collection[str]
) -> tuple[ConditionSyntaxError | None, Syntax | None, TypedText]:
    """Parse one test. Return its error or None, and the tree and the text that could be parsed.

    If an error says what to write instead, the tree is that of what should have been written.
    """
    try:
        return None, parse_typed(test, start), test
    except ConditionSyntaxError as error:
        found = reworded(test, start, names, error)
    if found.corrected is None:
        return found.error, None, test
    return found.error, parse_typed(found.corrected, start), found.corrected


def _unmatched(plain: str) -> list[int]:
    """Return the offsets of the parentheses without a partner."""
    opened: list[int] = []
    alone: list[int] = []
    for offset, character in enumerate(plain):
        if character == "(":
            opened.append(offset)
        elif character == ")":
            if opened:
                opened.pop()
            else:
                alone.append(offset)
    return sorted([*alone, *opened])


def _balanced(text: TypedText) -> TypedText:
    """Return the text with a space in place of each unmatched parenthesis."""
    return text.with_changes([(at, at + 1, " ") for at in _unmatched(text.plain)])


def _kept(plain: str) -> str:
    """Return what stands for a test with an error: its unmatched parentheses around a name."""
    alone = [plain[at] for at in _unmatched(plain)]
    name = f" {_PLACEHOLDER} "
    return (
        "".join(each for each in alone if each == "(")
        + name
        + "".join(each for each in alone if each == ")")
    )


def _structure(text: TypedText) -> list[ConditionSyntaxError]:
    """Return the first error outside of the tests: a parenthesis, or a missing test."""
    try:
        parse_typed(text, "condition")
    except ConditionSyntaxError as error:
        if error.vague and not error.length:
            error.offset = len(text.typed.rstrip())
        return [error]
    return []
