"""Running the checks: files in, results out, the places in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules import shipped
from interview_rules.checks.finding import Mend
from interview_rules.checks.findings import FINDINGS, LINTS
from interview_rules.checks.subject import Subject
from interview_rules.errors import PackError
from interview_rules.language.nodes import Position
from interview_rules.pack_reader import inspect_packs
from interview_rules.pack_tests.reader import SUFFIX, read_test_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.checks.finding import Finding
    from interview_rules.errors import Problem

__all__ = ["Result", "check"]

_PLACE = re.compile(r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+)", re.DOTALL)
_MISSPELT = re.compile(r"'(?P<word>[\w-]+)'")
_SAY_MORE = {"never-true", "always-true", "never-holds"}
"""What says more than that a part is needless."""
_OF_WHOLE_RULES = {"never-holds", "shadowed-rule", "same-rule"}
_ALIKE = 0.85
"""How alike a misspelt word and the nearest known one have to be for it to be put in."""
_SLIP = 5
"""How long a word has to be for one wrong letter, or two in the wrong order, to be a slip."""
_DECIDES = "nothing-to-override"
"""Where a word decides which rule is switched off or overridden, its author has to say it."""
_NEAR = re.compile(r"did you mean (?P<word>[\w-]+)\?")


@dataclass(frozen=True, slots=True)
class Result:
    """One finding in one place. `mend` is there if it can be mended mechanically."""

    finding: Finding
    at: Position
    message: str
    hint: str = ""
    mend: Mend | None = None

    def __str__(self) -> str:
        where = f"{self.at}: " if self.at.line else f"{self.at.file}: " if self.at.file else ""
        text = f"{where}{self.finding.level} {self.finding.code}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


def check(sources: Iterable[str | Path]) -> list[Result]:
    """Everything that is found in some packs and test files, each for itself with what it extends.

    A pack that cannot be read has only errors, all of them; else come the warnings of every lint.
    """
    found: dict[Result, None] = {}
    for source in sources:
        # Positions name a file by its path as Python writes it, without "./" and the like.
        name = str(source) if str(source) in shipped.names() else str(Path(source))
        results = _in_tests(name) if name.endswith(SUFFIX) else _in_pack(name)
        found.update(dict.fromkeys(results))
    told = {result.at for result in found if result.finding.code in _SAY_MORE}
    return sorted(
        (r for r in found if r.finding.code != "needless-part" or r.at not in told),
        key=lambda result: (result.at.file, result.at.line, result.at.column),
    )


def _in_tests(source: str) -> Iterator[Result]:
    try:
        read_test_file(source)
    except PackError as error:
        yield from map(_of_problem, error.problems)


def _in_pack(source: str) -> Iterator[Result]:
    inspected = inspect_packs([source])
    if inspected.pack is None:
        yield from map(_of_problem, inspected.problems)
        return
    subject = Subject(inspected.pack, inspected.layers, inspected.used, frozenset({source}))
    for finding, validator in LINTS:
        for found in validator(subject):
            # In a shipped pack below nobody can change a word, but what became of its rules counts.
            below = found.at.file in shipped.names() and not subject.own(found.at)
            if not below or finding.code in _OF_WHOLE_RULES:
                yield Result(finding, *found)


def _of_problem(problem: Problem) -> Result:
    match = _PLACE.fullmatch(problem.where)
    at = (
        Position(match["file"], int(match["line"]), int(match["column"]))
        if match
        else Position(problem.where, 0, 0)
    )
    return Result(
        FINDINGS[problem.code or "no-yaml"], at, problem.message, problem.hint, _typo(problem, at)
    )


def _typo(problem: Problem, at: Position) -> Mend | None:
    """The correction of a misspelt word, if it is certain which one is meant."""
    near, word = _NEAR.fullmatch(problem.hint), _MISSPELT.search(problem.message)
    if near is None or word is None or not at.line:
        return None
    old, new = word["word"], near["word"]
    certain = problem.code != _DECIDES and _misspelt(old, new)
    return Mend(at, old, new) if certain else None


def _misspelt(old: str, new: str) -> bool:
    """Whether one word is so like another that it is a misspelling of it."""
    if re.findall(r"\d+", old) != re.findall(r"\d+", new):
        return False  # another number is another thing
    if SequenceMatcher(None, old, new).ratio() >= _ALIKE:
        return True
    wrong = sum(one != other for one, other in zip(old, new, strict=False))
    slips = wrong == 1 or (wrong == 2 and sorted(old) == sorted(new))
    return len(old) == len(new) >= _SLIP and slips
