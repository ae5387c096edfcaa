"""State files as strangers write them: YAML or JSON, a snapshot or a bare log, with positions.

What the library finds wrong with a state carries a field path; here it gets the file, line and
column at which the field was written, under the name it was written with.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.errors import PackError, Problem, StateError, printable
from interview_rules.positions import NOWHERE, FieldPath, Position
from interview_rules.sources.characters import CONTROL
from interview_rules.sources.yaml_tree import YamlNode, read_yaml
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.problems import UNKNOWN_FIELD

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MOST_BYTES", "StateFile", "read_state_file", "read_state_text"]

MOST_BYTES = 4_000_000
"""How large a state file may be."""


@dataclass(slots=True)
class StateFile:
    """What a file says, not yet checked, and what is needed to find things in it again."""

    name: str
    text: str
    data: dict[str, Any]
    is_log: bool
    """Whether the file is a bare list of events."""
    _tree: YamlNode | None = field(default=None, repr=False)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """Values for fields that the file leaves out."""

    def state(self) -> InterviewState:
        """The state. Raises StateError with field paths; `located` turns them into positions."""
        return InterviewState.read(self._given())

    def state_or_search(self) -> InterviewState | JobSearch:
        """The same, or a whole search if the file has `applications`."""
        return JobSearch.read(self._given()) if "applications" in self.data else self.state()

    def _given(self) -> dict[str, Any]:
        given = {key: value for key, value in self.data.items() if value is not None}
        return {**self.otherwise, **given}

    def located(self, error: StateError, options: Mapping[str, str] | None = None) -> StateError:
        """The same error with the place of everything that stands in the file.

        `options` maps fields that were not read from the file to what the person calls them.
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
        at, written = self._find(path, at_key=problem.code == UNKNOWN_FIELD)
        word = problem.suggestions.word
        spans = [node.span() for node in written if word and node.text == word]
        message = f"{problem.where}: {problem.message}"
        return replace(problem, place=at, message=message, span=spans[0] if spans else None)

    def _find(self, path: FieldPath, *, at_key: bool) -> tuple[Position, list[YamlNode]]:
        """The position of a field in the file, as exactly as can be told, with its key and value."""
        node = self._positions()
        if node is None:
            return Position(self.name), []
        written: list[YamlNode] = []
        # A bare list is the log itself, and its events have no name above them.
        steps = path[1:] if self.is_log and path[0] == "events" else path
        at = node.at
        for place, step in enumerate(steps, start=1):
            inner = _step(node, step)
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
        if self._tree is None:
            try:
                # JSON has its tabs between the values only, where a space does as well.
                self._tree = read_yaml(self.text.replace("\t", " "), self.name)
            except PackError:
                return None
        return self._tree


def read_state_file(path: str | Path) -> StateFile:
    """What a file says, or standard input if the path is `-`.

    Raises StateError if it cannot be read or is neither YAML nor JSON.
    """
    name = "stdin" if path == "-" else printable(str(path), 200)
    try:
        if path == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin is not None else b""
        else:
            with Path(path).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no path"
        raise StateError([Problem(Position(name), f"this cannot be read: {reason}")]) from None
    return read_state_text(content, name)


def read_state_text(content: bytes | str, name: str) -> StateFile:
    """What a text says; `name` is what positions call it. Raises StateError."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MOST_BYTES:
        message = f"this is larger than {MOST_BYTES:,} bytes"
        raise StateError([Problem(Position(name), message, "leave out what is long settled")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8"
        raise StateError(
            [Problem(Position(name), message, "save the file as UTF-8 text")]
        ) from None
    _refuse_controls(text, name)
    tree: YamlNode | None = None
    data, wrong = _json(text, name) if text.lstrip()[:1] in {"{", "["} else (None, None)
    if data is None:
        try:
            tree = read_yaml(text, name)
        except PackError as error:
            raise StateError(_further(wrong, error.problems)) from None
        data = tree.value()
    if isinstance(data, dict):
        return StateFile(name, text, data, is_log=False, _tree=tree)
    if isinstance(data, list):
        return StateFile(name, text, {"events": data}, is_log=True, _tree=tree)
    at = tree.at if tree is not None else Position(name)
    message = "a state is a mapping, or a list of events; this is a single text"
    raise StateError([Problem(at, message, "write interview: 2026-11-19 or the like")])


def _refuse_controls(text: str, name: str) -> None:
    found = CONTROL.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        at = Position(name, line, found.start() - text.rfind("\n", 0, found.start()))
        message = f"the control character {found[0]!r} is no text"
        raise StateError([Problem(at, message, "is this a text file?")])


class _Doubled(ValueError):
    """A key of a JSON object that stands there twice."""


def _json(text: str, name: str) -> tuple[Any, Problem | None]:
    """The value of a JSON text, or None and what is wrong with it as JSON."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number), None
    except json.JSONDecodeError as error:
        at = Position(name, error.lineno, error.colno)
        return None, Problem(at, f"this is no JSON: {error.msg}")
    except _Doubled as error:
        return None, Problem(Position(name), f"the key '{printable(str(error))}' stands here twice")
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return None, Problem(Position(name), f"this is no JSON: {printable(reason)}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubled(key)
        found[key] = value
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _further(wrong: Problem | None, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Of what is wrong with a text as JSON and as YAML, what stands further down.

    Whichever reader came further is the one that the text was written for.
    """
    if wrong is None or len(problems) > 1 or _place(problems[0]) > _place(wrong):
        return problems
    return (wrong,)


def _place(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line, place.column) if isinstance(place, Position) else (0, 0)


def _step(node: YamlNode, step: str | int) -> YamlNode | None:
    """The node one step down, None if there is none."""
    if isinstance(step, str):
        return (node.keys or {}).get(step)
    items = node.items or []
    return items[step] if step < len(items) else None
