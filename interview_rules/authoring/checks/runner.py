"""Running the checks: files in, results out, the places in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.context import Context
from interview_rules.authoring.checks.fixes import correction
from interview_rules.authoring.checks.registry import FINDINGS, LINTS
from interview_rules.authoring.pack_tests.reader import SUFFIX, read_test_file
from interview_rules.errors import PackError
from interview_rules.packs import bundled
from interview_rules.packs.loading import inspect_packs
from interview_rules.positions import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.authoring.checks.finding import Finding
    from interview_rules.authoring.checks.fixes import Fix
    from interview_rules.errors import Problem

__all__ = ["Result", "check"]

_SAY_MORE = {"never-true", "always-true", "never-holds"}
"""What says more than that a part is needless."""
_OF_WHOLE_RULES = {"never-holds", "shadowed-rule", "same-rule"}


@dataclass(frozen=True, slots=True)
class Result:
    """One finding in one place, with the edits that would fix it, if they are known."""

    finding: Finding
    at: Position
    message: str
    hint: str = ""
    fix: Fix | None = None

    @property
    def fixable(self) -> bool:
        """True if `check --fix` may apply the fix."""
        return self.fix is not None and self.fix.safety == "safe"

    def __str__(self) -> str:
        where = str(self.at)
        text = f"{where}{': ' if where else ''}{self.finding.level} {self.finding.code}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


def check(sources: Iterable[str | Path]) -> list[Result]:
    """Everything that is found in some packs and test files, each for itself with what it extends.

    A pack that cannot be read has only errors, all of them; else come the warnings of every lint.
    """
    found: dict[Result, None] = {}
    for source in sources:
        # Positions name a file by its path as Python writes it, without "./" and the like.
        name = str(source) if str(source) in bundled.names() else str(Path(source))
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
    context = Context(inspected.pack, inspected.layers, inspected.used, frozenset({source}))
    for finding, validator in LINTS:
        for found in validator(context):
            # In a shipped pack below nobody can change a word, but what became of its rules counts.
            below = found.at.file in bundled.names() and not context.own(found.at)
            if not below or finding.code in _OF_WHOLE_RULES:
                yield Result(finding, *found)


def _of_problem(problem: Problem) -> Result:
    place = problem.place
    return Result(
        FINDINGS[problem.code or "no-yaml"],
        place if isinstance(place, Position) else Position(problem.where),
        problem.message,
        problem.hint,
        correction(problem),
    )
