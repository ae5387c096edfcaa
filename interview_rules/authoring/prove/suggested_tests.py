"""Suggested tests: situations, found by the solver, that tests of a pack do not cover yet.

A suggestion is written as YAML, read back among the tests of its file, and run. It is made only if
it passes there and covers what it was made for.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from interview_rules.authoring.pack_tests.coverage import Coverage
from interview_rules.authoring.pack_tests.reader import read_tests
from interview_rules.authoring.pack_tests.runner import run_tests
from interview_rules.authoring.pack_tests.yaml_writer import written_test
from interview_rules.authoring.prove.claims import only_expected
from interview_rules.authoring.prove.counterexamples import FIRST_CALENDAR, find_situation
from interview_rules.authoring.prove.queries import SEARCHING, PackSolver
from interview_rules.authoring.prove.time_models import AnyCalendar
from interview_rules.errors import InterviewRulesError, printable
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.language import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_rules.authoring.pack_tests.coverage import Leaf
    from interview_rules.authoring.pack_tests.model import PackTest, TestFile
    from interview_rules.authoring.prove.counterexamples import Situation
    from interview_rules.authoring.prove.encoding import Encoding, Term
    from interview_rules.language.nodes import Condition
    from interview_rules.reports.report import Report

__all__ = ["SUGGESTING", "Gap", "Missed", "Suggestion", "suggest"]

SUGGESTING = 60
"""Time limit of all suggestions for one pack, in seconds; a running query is completed."""
_NAME = 200
"""Maximum length of the condition in the name of a test, in characters."""


class Gap(NamedTuple):
    """What no test covers yet: that a rule holds or a leaf is true.

    If `value` is False, it is the opposite: that the rule does not hold or the leaf is false.
    `leaf` is None if the gap is about the rule `of`.
    """

    of: str
    leaf: Leaf | None
    value: bool

    @property
    def words(self) -> str:
        """The gap as a phrase, to be the name of a test."""
        if self.leaf is None:
            return f"{self.of} {'holds' if self.value else 'does not hold'}"
        said = "true" if self.value else "false"
        return f"{self.of} when this is {said}: {printable(self.leaf.words, _NAME)}"

    def covered_by(self, coverage: Coverage) -> bool:
        """Return True if tests cover the gap."""
        if self.leaf is None:
            return self.of not in (coverage.never_held if self.value else coverage.always_held)
        return self.leaf not in (coverage.never_true if self.value else coverage.never_false)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A test to be added to a file: the gap that it covers, its name, and its YAML."""

    file: str
    gap: Gap
    name: str
    yaml: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A gap for which no test was found; `reason` is why."""

    gap: Gap
    reason: Literal["impossible", "time", "not found"]


def suggest(
    files: Sequence[TestFile], seconds: float = SUGGESTING
) -> Iterator[Suggestion | Missed]:
    """Yield tests that raise the coverage of a pack, and the gaps for which no test was found.

    The files must test the same pack; each suggestion is to be added to the first. The search ends
    after `seconds`; the gaps that are left then are yielded as missed.
    """
    search = _Search(files, monotonic() + seconds)
    for gap in _gaps(search.coverage):
        if not gap.covered_by(search.coverage):
            yield search.test_of(gap)


def _gaps(coverage: Coverage) -> Iterator[Gap]:
    """Yield what no test covers; rules that hold come first, because they cover many leaves."""
    for rule in coverage.never_held:
        yield Gap(rule, None, value=True)
    for leaf in coverage.never_true:
        yield Gap(leaf.of, leaf, value=True)
    for leaf in coverage.never_false:
        yield Gap(leaf.of, leaf, value=False)
    for rule in coverage.always_held:
        yield Gap(rule, None, value=False)


class _Search:
    def __init__(self, files: Sequence[TestFile], until: float) -> None:
        self.file = files[0]
        self.pack = self.file.pack
        self.until = until
        self.coverage = Coverage(self.pack, self.file.files)
        self.coverage.add(files)
        self.tests: list[PackTest] = [*self.file.tests]
        self.countries = tuple(filter(None, [self.file.defaults.get("country")]))
        self.solver = PackSolver(self.pack, FIRST_CALENDAR)
        self.everywhere: PackSolver | None = None

    def test_of(self, gap: Gap) -> Suggestion | Missed:
        """Return a test that covers a gap, or why there is none."""
        for conditions in self._wanted(gap):
            if monotonic() >= self.until:
                return Missed(gap, "time")
            situation = self._situation(conditions)
            found = None if situation is None else self._suggestion(gap, situation)
            if found is not None:
                return found
        if self.everywhere is None:
            self.everywhere = PackSolver(self.pack, AnyCalendar())
        *_, alone = self._wanted(gap)
        never = self.everywhere.impossible(lambda encoding: _formula(encoding, alone))
        return Missed(gap, "impossible" if never else "not found")

    def _wanted(self, gap: Gap) -> Iterator[tuple[Condition, ...]]:
        """Yield the conditions of situations that cover a gap, to be tried in turn.

        For a leaf in a rule that joins parts by `and`, all other parts are true in the first
        situation, so that the rule depends on the part with the leaf.
        """
        rule = self.pack.rule(gap.of) if gap.of in self.pack.by_id else None
        if gap.leaf is None:
            assert rule is not None  # noqa: S101  # such gaps are about rules
            condition: Condition = rule.when
        else:
            condition = gap.leaf.condition
        wanted = condition if gap.value else nodes.Not(condition)
        if gap.leaf is not None and rule is not None and isinstance(rule.when, nodes.All):
            others = [part for part in rule.when.conditions if not _contains(part, condition)]
            yield (wanted, *others)
        yield (wanted,)

    def _situation(self, conditions: tuple[Condition, ...]) -> Situation | None:
        def seen(report: Report) -> bool:
            where = (report.instant, report.facts, report.calendar)
            return all(map(Interpreter(self.pack, *where).holds, conditions))

        def wanted(encoding: Encoding) -> Term:
            return _formula(encoding, conditions)

        until = min(self.until, monotonic() + SEARCHING)
        return find_situation(self.pack, wanted, seen, self.countries, self.solver, until)

    def _suggestion(self, gap: Gap, situation: Situation) -> Suggestion | None:
        """Return the first wording of a test that passes and covers the gap; None if none does."""
        name = self._free_name(gap.words)
        for expected in self._expected(gap, situation.report):
            for places in self._places(situation):
                yaml = written_test(name, situation.given, situation.now, expected, places=places)
                test = self._checked(gap, yaml)
                if test is not None:
                    self.tests.append(test)
                    return Suggestion(self.file.name, gap, name, yaml)
        return None

    def _free_name(self, words: str) -> str:
        taken = self.file.names | {test.name for test in self.tests}
        number, name = 1, words
        while name in taken:
            number += 1
            name = f"{words} ({number})"
        return name

    def _expected(self, gap: Gap, report: Report) -> Iterator[dict[str, Any]]:
        """Yield expectations to try: about the rule of the gap, if any, then about all advice."""
        index = self.pack.by_id.get(gap.of)
        if index is not None:
            if report.given >> index & 1:
                yield {"expect": [{self.pack.actions_by_rule[index]: {"rule": gap.of}}]}
            yield {"holds" if report.holds >> index & 1 else "holds_not": [gap.of]}
        yield only_expected(report)

    def _places(self, situation: Situation) -> Iterator[dict[str, str | None]]:
        """Yield what a test says about its place: nothing, then what replaces that of its file."""
        given = self.file.defaults
        country = situation.country
        yield {}
        yield {
            **({"timezone": "UTC"} if "timezone" in given else {}),
            **({"country": country} if country or "country" in given else {}),
        }

    def _checked(self, gap: Gap, yaml: str) -> PackTest | None:
        """Count and return the test in a YAML text if it is valid, passes and covers the gap."""
        head = "".join(f"{key}: '{value}'\n" for key, value in self.file.defaults.items())
        try:
            text = f"{head}tests:\n{yaml}"
            made = read_tests(text, self.file.name, self.pack, "", beside=self.tests)
        except InterviewRulesError:
            return None
        if not all(outcome.passed for outcome in run_tests(made)):
            return None
        reached = Coverage(self.pack, self.file.files)
        reached.add([made])
        if not gap.covered_by(reached):
            return None
        self.coverage.add([made])
        return made.tests[0]


def _formula(encoding: Encoding, conditions: Sequence[Condition]) -> Term:
    return encoding.together([encoding.condition(each) for each in conditions])


def _contains(whole: Condition, part: Condition) -> bool:
    """Return True if `part` is `whole` or is written inside it; definitions are not expanded."""
    if whole is part or (whole == part and whole.at == part.at):
        return True
    match whole:
        case nodes.All(inner) | nodes.Any(inner):
            return any(_contains(each, part) for each in inner)
        case nodes.Not(inner):
            return _contains(inner, part)
        case _:
            return False
