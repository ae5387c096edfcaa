"""The reader of test files, which parses the YAML and looks up the expected names in the pack.

A file is rejected if a test in it names an unknown rule or action, expects nothing, or expects the
absence of something that no test in the file expects to be present. Otherwise, a test with a
misspelled name could pass.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.pack_tests.expectations import ExpectationReader
from interview_rules.authoring.pack_tests.model import SUFFIX, Expectations, PackTest, TestFile
from interview_rules.authoring.pack_tests.snapshots import read_snapshot
from interview_rules.calendars.calendar import calendar_for
from interview_rules.engines.program import program_for
from interview_rules.errors import InterviewRulesError, PackError, Problem, StateError, printable
from interview_rules.evaluation.session import Session, session_of_facts
from interview_rules.packs.loading import file_name, without_quotes
from interview_rules.packs.lookup import Lookup
from interview_rules.packs.model import RulePack
from interview_rules.positions import NOWHERE, FieldPath
from interview_rules.sources.files import read_source, real_path
from interview_rules.sources.yaml_shapes import Shapes
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, YamlNode, read_yaml
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.pack_tests.snapshots import Snapshot
    from interview_rules.positions import Position

__all__ = ["SUFFIX", "PackTest", "TestFile", "find_test_files", "read_test_file", "read_tests"]

FILE_KEYS = ("rules", "timezone", "country", "subdivision", "tests")
TEST_KEYS = (
    "name", "events", "state", "facts", "now", "expect", "expect_not", "nothing_else", "holds",
    "holds_not", "report", "timezone", "country", "subdivision",
)  # fmt: skip
_PLACES = ("timezone", "country", "subdivision")
_GIVEN = (["events"], ["state"], ["facts"], ["events", "facts"])
"""The keys that can describe the situation of a test."""
_AT_NOON = "add one such as 2026-11-25 12:00"
_NOTHING_EXPECTED = "this test expects nothing, so it would pass with any rules"


def find_test_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the given files, and the test files in folders and next to packs given by name.

    Subfolders are searched as well, except hidden ones. Given files are returned unchecked,
    whatever their names. Raises PackError for a folder or a pack without test files, and for a
    named pack that is missing or has the wrong version.
    """
    found: dict[Path, None] = {}
    problems: list[Problem] = []
    lookup = Lookup()
    for given in paths:
        path = Path(given)
        if not path.is_dir() and lookup.is_name(str(given), Path()):
            try:
                pack = lookup.find(str(given), None, None)
            except PackError as error:
                problems += error.problems
                continue
            if pack.mismatch is not None:
                problems.append(pack.mismatch)
            beside = pack.path.with_name(f"{pack.path.stem}{SUFFIX}")
            found[beside] = None
            if not beside.is_file():
                message = f"the pack {given} has no tests: {beside.name} is missing next to it"
                problems.append(Problem("", message, "tell its authors", "no-tests"))
        elif path.is_dir():
            # Skip hidden folders: they hold environments, caches and the like.
            inside = sorted(
                each
                for each in path.rglob(f"*{SUFFIX}")
                if not any(part.startswith(".") for part in each.relative_to(path).parts[:-1])
            )
            found.update(dict.fromkeys(inside))
            if not inside:
                message = f"no file in {printable(str(path), 200)} ends in {SUFFIX}"
                problems.append(Problem("", message, "write one next to the pack", "no-tests"))
        else:
            found[path] = None
    if problems:
        raise PackError(problems)
    return list(found)


_tree = lru_cache(maxsize=4)(read_yaml)  # runs, coverage and pages read the same files


def read_test_file(path: str | Path, pack: RulePack | None = None) -> TestFile:
    """Return the checked tests in a file, for `pack` or, if it is None, for the file's own rules.

    The file's own rules are the packs that it names under `rules` or, for `x.tests.yaml` without
    `rules`, the pack in `x.yaml` next to it. A file without either is invalid, even with `pack`.

    Raises PackError with all problems of the file, or with those of the pack if it is invalid.
    """
    name = str(path)
    try:
        content = read_source(Path(path), 4 * MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        message = f"cannot read '{printable(name, 200)}': {reason}"
        hint = "give the path of a test file"
        raise PackError([Problem("", message, hint, "unreadable-pack")]) from None
    return _Reader(name, Path(path).parent, pack).read(_tree(content, printable(name, 200)))


def read_tests(
    text: str, name: str, pack: RulePack, pack_name: str, beside: Iterable[PackTest] = ()
) -> TestFile:
    """Return the checked tests in a YAML text, for a pack that was read from a text as well.

    `name` and `pack_name` are the names that the texts have in positions; `rules:` may be missing
    and has no effect. A name that a test expects to be absent must be expected to be present by a
    test in the text or in `beside`. Raises PackError with all problems.
    """
    reader = _Reader(name, Path(), pack, frozenset({pack_name}), tuple(beside))
    return reader.read(read_yaml(text, name))


class _Reader(Shapes):
    def __init__(
        self,
        name: str,
        folder: Path,
        pack: RulePack | None,
        files: frozenset[str] | None = None,
        beside: tuple[PackTest, ...] = (),
    ) -> None:
        super().__init__()
        self.name = name
        self.folder = folder
        self.given = pack
        self.files = files
        self.beside = beside
        self.expecting: list[Expectations] = []
        """What each test expects, also of tests that are invalid for another reason."""
        self.unclear = False
        """True if a test may expect more than could be read."""

    def read(self, root: YamlNode) -> TestFile:
        if root.keys is not None and "tests" not in root.keys and "pack" in root.keys:
            message = "this is a rule pack, not a test file"
            stem = Path(self.name).stem
            hint = f"put its tests into {stem}{SUFFIX}"
            if self.name.endswith(SUFFIX):
                hint = f"rename it to {stem.removesuffix('.tests')}.yaml"
            raise PackError([Problem(root.at, message, hint, "no-tests")])
        keys = self.mapping(root, "a test file", FILE_KEYS)
        if root.keys is None:
            raise PackError(self.problems)
        sources = self._sources(keys.get("rules"), root) if self.files is None else []
        self.pack = self.given or self._loaded(sources, keys.get("rules", root))
        self.defaults = self._places(keys)
        self._check_places(keys)
        listed = self.listing(keys.get("tests"))
        if not listed and not self.problems:
            message = "this file has no tests"
            hint = "begin each test with - name: ..." if "tests" in keys else "add tests: ..."
            self.note("no-tests", keys.get("tests", root).at, message, hint)
        tests = [self._test(node) for node in listed]
        found = tuple(test for test in tests if test is not None)
        first: dict[str, Position] = {}
        for test in found:
            if first.setdefault(test.name, test.at) is not test.at:
                message = f"another test has the name '{printable(test.name)}'"
                hint = f"the first is on line {first[test.name].line}; rename one of them"
                self.note("name-taken", test.at, message, hint)
        if not self.unclear:
            ExpectationReader(self.pack, self.problems).check_shown((*self.beside, *self.expecting))
        if self.problems:
            raise PackError(self.problems)
        files = frozenset(map(file_name, sources)) if self.files is None else self.files
        names = frozenset(test.name for test in found)
        return TestFile(self.name, self.pack, files, found, self.defaults, names)

    def _sources(self, node: YamlNode | None, root: YamlNode) -> list[str]:
        words = [self.word(item) for item in self.listing(node)]
        if node is not None and not any(words) and self.problems:
            raise PackError(self.problems)
        if not words:
            own = self.name.removesuffix(SUFFIX)
            if node is None and own != self.name and Path(f"{own}.yaml").is_file():
                return [f"{own}.yaml"]
            message = "this test file does not name the rules under test"
            self.note("missing-key", root.at, message, "add rules: my-rules.yaml")
            raise PackError(self.problems)
        lookup = Lookup()
        return [
            word if lookup.is_name(word, self.folder) else os.path.normpath(self.folder / word)
            for word in words
            if word
        ]

    def _loaded(self, sources: list[str], node: YamlNode) -> RulePack:
        try:
            return RulePack.load(*sources)
        except PackError as error:
            # An unreadable file has no position, so report the problem where the file is named.
            listed = node.items or [node]
            named = {Path(s).name: item for s, item in zip(sources, listed, strict=False)}
            spans = {item.text: item.span() for item in listed}
            folder = real_path(self.folder)
            outside = {
                file_name(source): (Path(source), item)
                for source, item in zip(sources, listed, strict=False)
                if not real_path(Path(source)).is_relative_to(folder)
            }
            found = []
            for each in without_quotes(outside, error.problems):
                if each.place == NOWHERE:
                    word = each.suggestions.word
                    at = named.get(word, node).at
                    found.append(replace(each, place=at, span=spans.get(word)))
                else:
                    found.append(each)
            raise PackError(found) from None

    def _test(self, node: YamlNode) -> PackTest | None:
        before = len(self.problems)
        keys = self.mapping(node, "a test", TEST_KEYS)
        if before != len(self.problems):
            self.unclear = True
            if not keys:
                return None
        self.require(node, "a test", keys, ("name", "now"))
        # A line break in a name would look like a new line of the report.
        name = re.sub(r"[\r\n]+", " ", self.text(keys["name"], 300)) if "name" in keys else ""
        if "name" in keys and not name and before == len(self.problems):
            self.note(
                "missing-key",
                node.at,
                "the name of this test is empty",
                "write what the test shows",
            )
        session = self._session(keys, node)
        calendar = calendar_for() if session is None else session.calendar
        expectations = ExpectationReader(self.pack, self.problems)
        listed = [expectations.instant(item, calendar) for item in self.listing(keys.get("now"))]
        nows = tuple(instant for instant in listed if instant is not None)
        if "now" in keys and not listed:
            self.note("expects-nothing", keys["now"].at, "now contains no time", _AT_NOON)
        clear = len(self.problems)
        expect = tuple(expectations.expected(keys.get("expect"), calendar))
        unwanted = tuple(expectations.names(keys.get("expect_not"), rules_only=False, absent=True))
        holds = tuple(expectations.names(keys.get("holds"), rules_only=True))
        quiet = tuple(expectations.names(keys.get("holds_not"), rules_only=True, absent=True))
        alone = "nothing_else" in keys and self._yes(keys["nothing_else"])
        report = self._report(keys, node, nows)
        if clear != len(self.problems):
            self.unclear = True
        self.expecting.append(Expectations(expect, unwanted, holds, quiet, report))
        expectations.check_at_odds(self.expecting[-1])
        expects = expect or unwanted or holds or quiet or alone or report
        if before == len(self.problems) and not expects:
            hint = "add, for example, expect: [follow-up]"
            self.note("expects-nothing", node.at, _NOTHING_EXPECTED, hint)
        if before != len(self.problems) or session is None:
            return None
        facts = keys["facts"].value() if "facts" in keys else {}
        return PackTest(
            name, node.at, session, nows, expect, unwanted, holds, quiet, alone, facts, report
        )

    def _report(
        self, keys: dict[str, YamlNode], node: YamlNode, nows: tuple[int, ...]
    ) -> Snapshot | None:
        if "report" not in keys:
            return None
        at = node.key_at["report"]
        if len(nows) > 1:
            message = "a report is about one moment, but this test has several"
            self.note("at-odds", at, message, "write a test for each moment")
        return read_snapshot(self, keys["report"], at)

    def _yes(self, node: YamlNode) -> bool:
        value = node.value()
        if not isinstance(value, bool):
            message = "nothing_else must be true or false"
            self.note("wrong-form", node.at, message, "write nothing_else: true, or remove it")
        return value is True

    def _session(self, keys: dict[str, YamlNode], node: YamlNode) -> Session | None:
        given = [key for key in ("events", "state", "facts") if key in keys]
        if given not in _GIVEN:
            message = "a test needs events:, facts: or both, or else state:"
            hint = "write, for example, events: [{at: ..., event: ...}]"
            self.note("missing-key", node.at, message, hint)
            return None
        if given == ["state"]:
            inner = self.mapping(keys["state"], "a state")
            tree = keys["state"]
        else:
            inner = {key: keys[key] for key in given}
            tree = replace(node, keys=inner)
        data: dict[str, Any] = {key: value.value() for key, value in inner.items()}
        facts = data.pop("facts") if "facts" in given else None
        if "facts" in given and not isinstance(facts, dict):
            self.note(
                "wrong-form", keys["facts"].at, "facts must be a mapping", "write name: value"
            )
            return None
        file = StateFile(self.name, "", data, is_log=False, _tree=tree)
        file.otherwise = self._where(keys, data)
        problems: list[Problem] = []
        session = self._of_file(file, facts, problems)
        if session is None:
            # Names are looked up only in a valid state, so leave out the fields with problems.
            places = [each.place for each in problems if isinstance(each.place, FieldPath)]
            invalid = {place[0] for place in places if place}
            rest = {key: value for key, value in data.items() if key not in invalid}
            if len(rest) < len(data):
                self._of_file(replace(file, data=rest), facts, problems)
        given_here = [self._at_key(problem, keys) for problem in problems]
        for problem in file.located(StateError(given_here)).problems:
            # Problems of states have codes of their own, which the checks do not know.
            code = "unknown-name" if problem.code == "unknown-name" else "wrong-state"
            self.problems.append(replace(problem, code=code))
        return session

    def _of_file(
        self, file: StateFile, facts: dict[str, Any] | None, problems: list[Problem]
    ) -> Session | None:
        """Return the session of a state and of bare facts, or None after adding its problems."""
        try:
            state = file.state()
            if facts is None:
                return Session(program_for(self.pack), state, strict=True)
            return session_of_facts(program_for(self.pack), state, facts)
        except InterviewRulesError as error:
            problems += error.problems
            return None

    def _where(self, keys: dict[str, YamlNode], data: dict[str, Any]) -> dict[str, str]:
        """Return the time zone, country and subdivision to use where the state of a test has none.

        What the test gives replaces what the file gives; null or an empty value unsets it. If the
        test or its state gives a country, the subdivision of the file does not apply.
        """
        found = {**self.defaults, **self._places(keys)}
        own_country = data.get("country") is not None or "country" in keys
        if own_country and "subdivision" not in keys:
            found.pop("subdivision", None)
        for key in _PLACES:
            if key in keys and keys[key].text is not None and keys[key].value() is None:
                found.pop(key, None)
        return found

    def _places(self, keys: dict[str, YamlNode]) -> dict[str, str]:
        """Return the time zone, country and subdivision among some keys.

        Note a problem for each that is not text.
        """
        return {
            key: text
            for key in _PLACES
            if key in keys and ((text := self.text(keys[key], 100)) or keys[key].text == "")
        }

    @staticmethod
    def _at_key(problem: Problem, keys: dict[str, YamlNode]) -> Problem:
        """Return a problem, placed at the test's own zone, country or subdivision if about that."""
        match problem.place:
            case (str(key),) if key in _PLACES and key in keys:
                return replace(problem, place=keys[key].at)
            case _:
                return problem

    def _check_places(self, keys: dict[str, YamlNode]) -> None:
        """Note an invalid zone, country or subdivision of the file once, not for every test."""
        try:
            InterviewState.read(self.defaults)
        except InterviewRulesError as error:
            for problem in error.problems:
                node = keys.get(problem.where) or keys[next(iter(self.defaults))]
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            invalid = {problem.where for problem in error.problems}
            # A subdivision of an invalid country is invalid, too.
            invalid |= {"subdivision"} if "country" in invalid else set()
            kept = {key: text for key, text in self.defaults.items() if key not in invalid}
            self.defaults = kept if len(kept) < len(self.defaults) else {}
