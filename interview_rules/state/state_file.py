"""State files with positions: YAML or JSON, holding a snapshot, a search or a list of events.

Problems of a state have field paths; this module replaces each with the file, line and column of
the field.
"""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.errors import PackError, Problem, StateError, printable, shown
from interview_rules.positions import NOWHERE, FieldPath, Position, position_in
from interview_rules.sources.characters import CONTROL
from interview_rules.sources.json_text import read_json
from interview_rules.sources.yaml_tree import YamlNode, read_yaml
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.problems import UNKNOWN_FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CHECK_PATH", "MOST_BYTES", "StateFile", "read_state_file", "read_state_text"]

MOST_BYTES = 4_000_000
"""Maximum size of a state file, in bytes."""
CHECK_PATH = "check the path, and that you have permission to read the file"
"""Hint for a file that cannot be read."""
_WRITE = "write, for example, interview: 2026-11-19"
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


@dataclass(slots=True)
class StateFile:
    """The unvalidated content of a state file, and the positions of its fields."""

    name: str
    text: str
    data: dict[str, Any]
    is_log: bool
    """True if the file is a bare list of events."""
    _tree: YamlNode | None = field(default=None, repr=False)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """Values for fields that the file leaves out or sets to null."""

    def state(self) -> InterviewState:
        """Return the state. Raises StateError with field paths, which `located` converts."""
        return InterviewState.read(self._given())

    def state_or_search(self) -> InterviewState | JobSearch:
        """Return a search if the file has `applications`, else a state. Raises StateError."""
        return JobSearch.read(self._given()) if "applications" in self.data else self.state()

    def _given(self) -> dict[str, Any]:
        given = {key: value for key, value in self.data.items() if value is not None}
        return {**self.otherwise, **given}

    def located(self, error: StateError, options: Mapping[str, str] | None = None) -> StateError:
        """Return the error with positions in the file instead of field paths.

        `options` maps fields set outside the file to option names such as `--timezone`.
        """
        names = options or {}
        return StateError(
            dict.fromkeys(self._located(problem, names) for problem in error.problems)
        )

    def _located(self, problem: Problem, options: Mapping[str, str]) -> Problem:
        path = problem.place
        if not isinstance(path, FieldPath):
            return problem if path != NOWHERE else replace(problem, place=Position(self.name))
        if problem.where in options and self.data.get(problem.where) is None:
            return replace(problem, place=FieldPath(options[problem.where]))
        unknown_fact = problem.code == "unknown-name" and path[-2:-1] == ("facts",)
        at, written = self._find(path, at_key=unknown_fact or problem.code == UNKNOWN_FIELD)
        word = problem.suggestions.word
        spans = [node.span() for node in written if word and node.text == word]
        message = f"{problem.where}: {problem.message}"
        return replace(problem, place=at, message=message, span=spans[0] if spans else None)

    def _find(self, path: FieldPath, *, at_key: bool) -> tuple[Position, list[YamlNode]]:
        """Return the most precise position of a field, and the nodes of its key and value."""
        node = self._positions()
        if node is None:
            return Position(self.name), []
        written: list[YamlNode] = []
        # A bare list of events has no `events` key above it.
        steps = path[1:] if self.is_log and path[0] == "events" else path
        at = node.at
        for place, step in enumerate(steps, start=1):
            inner = node.step(step)
            if inner is None:
                return at, []
            written = [inner]
            if isinstance(step, str) and step in node.key_nodes:
                written.insert(0, node.key_nodes[step])
            key_at = node.key_at.get(step) if isinstance(step, str) else None
            at = key_at if at_key and place == len(steps) and key_at else inner.at
            node = inner
        return at, written

    def _positions(self) -> YamlNode | None:
        # JSON allows tabs only between values, where spaces are equivalent.
        plain = self.text.replace("\t", " ")
        # The YAML reader refuses escaped surrogates, which are located like other text.
        for text in (plain, _ESCAPED_SURROGATE.sub(r"\\ufffd", plain)):
            if self._tree is None:
                with suppress(PackError):
                    self._tree = read_yaml(text, self.name)
        return self._tree


def read_state_file(path: str | Path) -> StateFile:
    """Read a file, or standard input if the path is `-`, without validating its fields.

    Raises StateError if it cannot be read, and as `read_state_text` does.
    """
    name = "stdin" if path == "-" else printable(str(path), 200) or "''"
    try:
        if path == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        else:
            with Path(path).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        raise StateError(
            [Problem(Position(name), f"cannot be read: {reason}", CHECK_PATH)]
        ) from None
    return read_state_text(content, name)


def read_state_text(content: bytes | str, name: str) -> StateFile:
    """Read the content of a state file; `name` is the name of the file in positions.

    Does not validate the fields. Raises StateError if the content is too large, not UTF-8, neither
    YAML nor JSON, empty, or a single value, or has control characters.
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES:,} bytes"
        hint = "leave out entries that no longer matter"
        raise StateError([Problem(Position(name), message, hint)])
    try:
        mark = len(BOM_UTF8) if raw.startswith(BOM_UTF8) else 0
        text = raw[mark:].decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        at = position_in(before, len(before), name)
        message = f"byte {mark + error.start + 1} of the file is not UTF-8"
        raise StateError([Problem(at, message, "save the file as UTF-8 text")]) from None
    _refuse_controls(text, name)
    if all(line.strip()[:1] in {"", "#"} for line in text.splitlines()):
        raise StateError([Problem(Position(name), "this file is empty", _WRITE)])
    tree: YamlNode | None = None
    json = read_json(text, name) if text.lstrip()[:1] in {"{", "["} else None
    if json is not None and json.problem is None:
        data = json.value
    elif json is not None and name.lower().endswith(".json"):
        # YAML would read many invalid JSON texts, such as one with NaN, as something else.
        assert json.problem is not None  # noqa: S101  # handled above
        raise StateError([json.problem])
    else:
        try:
            tree = read_yaml(text, name)
        except PackError as error:
            wrong = None if json is None else json.problem
            raise StateError(_further(wrong, error.problems)) from None
        data = tree.value()
    if isinstance(data, dict):
        return StateFile(name, text, data, is_log=False, _tree=tree)
    if isinstance(data, list):
        return StateFile(name, text, {"events": data}, is_log=True, _tree=tree)
    at = tree.at if tree is not None else Position(name)
    message = f"a state must be a mapping or a list of events, not {shown(data)}"
    raise StateError([Problem(at, message, _WRITE)])


def _refuse_controls(text: str, name: str) -> None:
    found = CONTROL.search(text)
    if found is not None:
        at = position_in(text, found.start(), name)
        message = f"invalid control character {found[0]!r}"
        raise StateError([Problem(at, message, "remove it, or check that this is a text file")])


def _further(wrong: Problem | None, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problem of the JSON reader, or those of the YAML reader, whichever got further.

    The text is assumed to be in that reader's format.
    """
    if wrong is None or len(problems) > 1 or _place(problems[0]) > _place(wrong):
        return problems
    return (wrong,)


def _place(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line, place.column) if isinstance(place, Position) else (0, 0)
