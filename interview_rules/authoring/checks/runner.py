"""Checks of packs and test files, with the findings in order of position."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.authoring.checks.accepted import UNUSED, Accepted
from interview_rules.authoring.checks.context import Context
from interview_rules.authoring.checks.fixes import correction
from interview_rules.authoring.checks.registry import FINDINGS, LINTS
from interview_rules.authoring.pack_tests.reader import SUFFIX, read_test_file
from interview_rules.errors import PackError
from interview_rules.packs import bundled
from interview_rules.packs.loading import file_name, inspect_packs, inspect_text
from interview_rules.positions import Position
from interview_rules.sources.files import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview_rules.authoring.checks.finding import Finding
    from interview_rules.authoring.checks.fixes import Fix
    from interview_rules.errors import Problem
    from interview_rules.packs.loading import Inspected

__all__ = ["Result", "check", "check_text", "problems_as_results"]

_MORE_SPECIFIC = {"never-true", "always-true", "never-holds"}
"""Findings that make `needless-part` at the same position redundant."""
_OF_WHOLE_RULES = {"never-holds", "shadowed-rule", "same-rule"}
"""Findings about whole rules, reported also for rules of bundled and installed packs below."""


@dataclass(frozen=True, slots=True)
class Result:
    """One finding at one position, with a fix if one is known."""

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
    """Check packs and test files, each together with the packs it extends.

    Sources are paths of files, or names of bundled and installed packs. The findings are in order
    of position: the errors of each source that cannot be read or loaded, and for each valid pack
    the warnings and the errors in its section `accept`. A valid test file has no findings. If there
    are no errors at all and at least two of the packs are not bundled, those are also loaded
    together, to find contradictions, and rules that have no effect beside those of another pack.
    """
    found: list[Result] = []
    packs = []
    for source in sources:
        # Positions use normalized paths, without "./" and the like.
        name = str(Path(source))
        if name.endswith(SUFFIX):
            found += _in_tests(name)
        else:
            found += _in_pack(name)
            if not _is_bundled(name):
                packs.append(name)
    if len(packs) > 1 and not any(each.finding.level == "error" for each in found):
        found += _together(packs)
    return _in_order(found)


def check_text(text: str, name: str, *, installed: bool = True) -> list[Result]:
    """Check the pack in a YAML text; `name` is its file name in positions.

    The pack can extend bundled packs and, if `installed` is true, packs of installed packages, but
    no files.
    """
    return _in_order(_findings(inspect_text(text, name, installed=installed), name))


def problems_as_results(error: PackError) -> list[Result]:
    """Return the problems of a pack or of a test file as results of a check, in order."""
    return _in_order(map(_of_problem, error.problems))


def _in_order(results: Iterable[Result]) -> list[Result]:
    return sorted(
        dict.fromkeys(results),
        key=lambda result: (result.at.file, result.at.line, result.at.column),
    )


def _without_repetitions(results: Iterable[Result]) -> list[Result]:
    """Return results without those that a more specific finding at the same position implies."""
    found = [*results]
    specific = {result.at for result in found if result.finding.code in _MORE_SPECIFIC}
    return [r for r in found if r.finding.code != "needless-part" or r.at not in specific]


def _in_tests(source: str) -> Iterator[Result]:
    try:
        read_test_file(source)
    except PackError as error:
        yield from map(_of_problem, error.problems)


def _in_pack(source: str) -> Iterator[Result]:
    return _findings(inspect_packs([source]), file_name(source))


def _is_bundled(source: str) -> bool:
    paths = {real_path(bundled.path_of(name)) for name in bundled.names()}
    return source in bundled.names() or real_path(Path(source)) in paths


def _together(sources: list[str]) -> Iterator[Result]:
    """Yield what is found about packs when they are loaded together, except what they accept."""
    inspected = inspect_packs(sources)
    if inspected.pack is None:
        yield from map(_of_problem, inspected.problems)
        return
    context = Context(
        inspected.pack, inspected.layers, inspected.used, frozenset(map(file_name, sources))
    )
    accepted = Accepted(context, FINDINGS)
    for finding, validator in LINTS:
        if finding.code in _OF_WHOLE_RULES:
            found = (Result(finding, *each) for each in validator(context))
            yield from (each for each in found if not accepted.covers(finding.code, each.at))


def _findings(inspected: Inspected, source: str) -> Iterator[Result]:
    if inspected.pack is None:
        yield from map(_of_problem, inspected.problems)
        return
    context = Context(inspected.pack, inspected.layers, inspected.used, frozenset({source}))
    accepted = Accepted(context, FINDINGS)
    yield from map(_of_problem, accepted.problems)
    for result in _without_repetitions(_of_lints(context)):
        if not accepted.covers(result.finding.code, result.at):
            yield result
    for unused in accepted.unused():
        yield Result(UNUSED, *unused)


def _of_lints(context: Context) -> Iterator[Result]:
    for finding, validator in LINTS:
        for found in validator(context):
            # The author cannot edit a bundled or installed pack, but can switch off its rules.
            if not context.below(found.at) or finding.code in _OF_WHOLE_RULES:
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
