"""What a fuzzer tries: readers of a stranger's text, each of which may raise one kind of error.

A target takes any text. It swallows InterviewRulesError if the error can be printed and each of
its problems has a message; whatever else it raises is a finding.
"""

from __future__ import annotations

from functools import cache, wraps
from typing import TYPE_CHECKING

from interview_rules import Advisor, InterviewState, JobSearch, RulePack
from interview_rules.authoring.checks.runner import check_text
from interview_rules.authoring.pack_tests import read_tests, run_tests
from interview_rules.errors import InterviewRulesError
from interview_rules.facts.place import PLACE_FACTS
from interview_rules.facts.vocabulary import FACTS
from interview_rules.imports import Importer
from interview_rules.imports.search_file import search_text
from interview_rules.language.checker import Checker
from interview_rules.language.parser import ConditionSyntaxError, parse
from interview_rules.language.printer import say_condition
from interview_rules.language.scope import PendingDefinition, Scope
from interview_rules.positions import Position, Range
from interview_rules.sources.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LONGEST", "SOUND", "TARGETS"]

LONGEST = 2_000
"""Maximum length of a text that the fuzzer makes, in bytes, and of one in the corpus."""
NOW = "2026-11-25 12:00"
SMALL = 4
"""Maximum number of entries of a state, or of rows of a table, about which everything is asked."""
SOUND = """
pack: sound
facts:
  referee_asked: {type: flag, doc: A referee was asked.}
  stage: {type: choice, choices: [none, early, late], ordered: true, doc: The stage.}
  tries: {type: count, doc: The number of tries.}
parameters:
  patience: {value: 5 business days, doc: How long to wait., source: Everyone.}
  few: {value: 2, doc: How many tries are few., source: Everyone.}
definitions:
  answer_by: {moment: "latest of decision_date + patience, interview + 1 week", doc: The day.}
  in_silence: {condition: no reply since interview, doc: They are silent.}
rules:
  - id: waiting
    when: in_silence and before answer_by and tries < few
    conclude: quiet
    source: Everyone.
  - id: ask
    when: quiet and stage is early
    advise: {action: ask, kind: do, title: Ask them, text: "Ask by {answer_by}."}
    source: Everyone.
"""
"""The pack whose conditions, and whose tests, are read."""
COLUMNS = {
    "company": "Company",
    "position": ["Position", "Job"],
    "dates": [
        {"column": "Applied", "event": "application-sent"},
        {"column": "Interview", "event": "interview"},
    ],
    "statuses": [{"column": "Status", "closed": "Answer"}],
    "timezone": "Europe/Berlin",
    "country": "DE",
}


def _target(read: Callable[[str], None]) -> Callable[[str], None]:
    """Return a reader as a target, which swallows the errors that a reader may raise."""

    @wraps(read)
    def target(text: str) -> None:
        _prepare()
        try:
            read(text)
        except InterviewRulesError as error:
            _check_error(error)

    return target


def _check_error(error: InterviewRulesError) -> None:
    assert error.problems, "an error without problems"
    assert str(error)
    for problem in error.problems:
        assert problem.message.strip(), f"a problem without a message: {problem!r}"
        assert str(problem).isprintable(), f"not printable: {str(problem)!r}"


@cache
def _prepare() -> None:
    """Prepare everything outside of a target, where an error is not swallowed."""
    _advisor(), _pack(), _importers(), _scope()


@cache
def _advisor() -> Advisor:
    return Advisor()


@cache
def _pack() -> RulePack:
    return RulePack.from_text(SOUND, "sound.yaml", installed=False)


@cache
def _importers() -> tuple[Importer, ...]:
    return Importer(COLUMNS), Importer("huntr")


@_target
def state(text: str) -> None:
    """Read JSON as a state, and write and read it again."""
    read = InterviewState.read(text)
    assert InterviewState.read(read.model_dump_json()) == read
    assert read.about.isprintable()


@_target
def advice(text: str) -> None:
    """Read JSON as a state, and ask for advice and, on a small one, for the whole report."""
    read = InterviewState.read(text)
    report = _advisor().advise(read, NOW)
    assert len(set(report.ids)) == len(report.ids)
    if len(read.log()) <= SMALL:
        report.to_json()


@_target
def search(text: str) -> None:
    """Read JSON as a job search, write and read it again, and ask for advice."""
    read = JobSearch.read(text)
    assert JobSearch.read(read.model_dump_json()) == read
    if sum(len(each.log()) for each in read.applications.values()) <= SMALL:
        _advisor().advise(read, NOW).to_json()


@_target
def yaml(text: str) -> None:
    """Read YAML of any kind."""
    read_yaml(text, "any.yaml").value()


@_target
def pack(text: str) -> None:
    """Read YAML as a rule pack, as a service does, and look for what is wrong with it."""
    read = RulePack.from_text(text, "pack.yaml", installed=False)
    if len(read.rules) <= SMALL:
        for result in check_text(text, "pack.yaml", installed=False):
            assert result.message.strip()


@_target
def condition(text: str) -> None:
    """Read a condition, and print and read it again. Explain only the first error."""
    try:
        parse(text, "condition")
    except ConditionSyntaxError as error:
        first = error
    else:
        _read_condition(text)
        return
    assert first.message.strip()
    assert 0 <= first.offset <= max(len(text), LONGEST)


@_target
def hints(text: str) -> None:
    """Read a condition, and explain everything that is wrong with it."""
    _read_condition(text)


def _read_condition(text: str) -> None:
    checker = Checker(_scope())
    read = checker.condition(text, LOCATE)
    if read is None:
        raise InterviewRulesError(checker.problems)
    said = say_condition(read)
    again = checker.condition(said, LOCATE)
    assert again == read, f"read as {read}, then printed as {said!r} and read as {again}"


@_target
def csv(text: str) -> None:
    """Read CSV as a job search, with a mapping of every kind of column or with a preset."""
    own, preset = _importers()
    found = (own if "Company" in text else preset).read_csv(text)
    assert str(found.summary)
    for row in found.rejected:
        _check_error(InterviewRulesError(row.problems))
    for note in (*found.guesses, *found.left_out):
        assert str(note).isprintable(), f"not printable: {str(note)!r}"
    assert JobSearch.read(search_text(found.search, as_json=True)) == found.search


@_target
def tests(text: str) -> None:
    """Read YAML as the tests of a small pack, and run them."""
    run_tests(read_tests(text, "pack.tests.yaml", _pack(), "sound.yaml"))


class _Locate:
    """The positions of a condition that is a line of its own."""

    def __call__(self, offset: int, /) -> Position:
        return Position("condition", 1, offset + 1)

    def span(self, offset: int, length: int, /) -> Range:
        return Range(self(offset), self(offset + length))


LOCATE = _Locate()


@cache
def _scope() -> Scope:
    """Return what the conditions of the small pack can name."""
    found = _pack()
    written = (
        ("answer_by", "moment", "latest of decision_date + patience, interview + 1 week"),
        ("in_silence", "condition", "no reply since interview"),
    )
    return Scope(
        facts={**FACTS, **PLACE_FACTS, **found.facts},
        parameters={name: each.value for name, each in found.parameters.items()},
        definitions={name: PendingDefinition(kind, said, LOCATE) for name, kind, said in written},
        conclusions={"quiet"},
    )


TARGETS: dict[str, Callable[[str], None]] = {
    each.__name__: each
    for each in (state, advice, search, yaml, pack, condition, hints, csv, tests)
}
"""The targets, by name."""
