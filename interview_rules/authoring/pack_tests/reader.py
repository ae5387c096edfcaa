"""Test files: YAML to checked tests, every name in them looked up in the pack that they test.

A test that names a rule or an action that there is not, that expects nothing, or that only says
what must not appear while no test shows it appearing, is a problem and not a test: what is
misspelt, or never ran, must not pass.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.moments import parse_instant, parse_moment, resolve
from interview_rules.engines.program import program_for
from interview_rules.errors import (
    InterviewRulesError,
    PackError,
    Problem,
    StateError,
    nearest,
    printable,
)
from interview_rules.evaluation.session import Session, session_of_facts
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack
from interview_rules.positions import NOWHERE
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_shapes import Shapes
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, YamlNode, read_yaml
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from interview_rules.calendars.calendar import Calendar
    from interview_rules.positions import Position

__all__ = ["SUFFIX", "Expected", "PackTest", "TestFile", "find_test_files", "read_test_file"]

SUFFIX = ".tests.yaml"
"""How the name of a test file ends."""

FILE_KEYS = ("rules", "timezone", "country", "subdivision", "tests")
TEST_KEYS = (
    "name", "events", "state", "facts", "now", "expect", "expect_not", "nothing_else", "holds",
    "holds_not", "timezone", "country", "subdivision",
)  # fmt: skip
DETAILS = ("rule", "since", "until", "due", "text")
_PLACES = ("timezone", "country", "subdivision")
_AT_NOON = "write now: 2026-11-25 12:00"
_NOTHING_EXPECTED = "this test expects nothing, so it would pass whatever the rules say"


@dataclass(frozen=True, slots=True)
class Expected:
    """An advice that has to be given, by its action or its rule, and what is to be so about it.

    `details` holds what was written: `rule` and `text` are texts, `since` and `until` instants or
    None for "always" and "never", `due` a date, an instant, or None for "never".
    """

    name: str
    at: Position
    details: Mapping[str, Any]


class Named(NamedTuple):
    """A name in a test, and where it stands."""

    name: str
    at: Position


@dataclass(frozen=True, slots=True)
class PackTest:
    """One test: a state, the moments at which it is looked at, and what is expected there."""

    name: str
    at: Position
    session: Session
    nows: tuple[int, ...]
    expect: tuple[Expected, ...]
    expect_not: tuple[Named, ...]
    holds: tuple[Named, ...]
    holds_not: tuple[Named, ...]
    nothing_else: bool
    facts: Mapping[str, Any]
    """Bare facts, where there is no log."""


@dataclass(frozen=True, slots=True)
class TestFile:
    """A checked test file: the pack that it tests, and its tests.

    `files` are what positions in that pack call the files that are under test themselves, not
    what these extend.
    """

    __test__ = False  # not a test of pytest's

    name: str
    pack: RulePack
    files: frozenset[str]
    tests: tuple[PackTest, ...]


def find_test_files(paths: Iterable[str | Path]) -> list[Path]:
    """The test files among some files and folders, in order. Raises PackError for what is none."""
    found: dict[Path, None] = {}
    problems = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            # Folders whose names begin with a dot hold environments, caches and the like.
            inside = sorted(
                each
                for each in path.rglob(f"*{SUFFIX}")
                if not any(part.startswith(".") for part in each.relative_to(path).parts[:-1])
            )
            found.update(dict.fromkeys(inside))
            if not inside:
                message = f"there is no file *{SUFFIX} in {printable(str(path), 200)}"
                problems.append(Problem("", message, "write one beside the pack", "no-tests"))
        else:
            found[path] = None
    if problems:
        raise PackError(problems)
    return list(found)


def read_test_file(path: str | Path, pack: RulePack | None = None) -> TestFile:
    """The tests in a file, for the pack that it names or for another one.

    Raises PackError with everything that is wrong with the file, or with that pack.
    """
    name = str(path)
    try:
        content = read_source(Path(path), 4 * MOST_CHARACTERS + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        message = f"cannot read '{printable(name, 200)}': {reason}"
        raise PackError([Problem("", message, "", "unreadable-pack")]) from None
    return _Reader(name, Path(path).parent, pack).read(read_yaml(content, printable(name, 200)))


class _Reader(Shapes):
    def __init__(self, name: str, folder: Path, pack: RulePack | None) -> None:
        super().__init__()
        self.name = name
        self.folder = folder
        self.given = pack

    def read(self, root: YamlNode) -> TestFile:
        if root.keys is not None and "tests" not in root.keys and "pack" in root.keys:
            message = "this is a pack, not a file of tests"
            hint = f"its tests would be in {Path(self.name).stem}{SUFFIX}"
            raise PackError([Problem(root.at, message, hint, "no-tests")])
        keys = self.mapping(root, "a test file", FILE_KEYS)
        sources = self._sources(keys.get("rules"), root)
        self.pack = self.given or self._loaded(sources, keys.get("rules", root))
        self.defaults = {key: self.text(keys[key], 100) for key in _PLACES if key in keys}
        self._check_places(keys)
        listed = self.listing(keys.get("tests"))
        if not listed and not self.problems:
            message = "there are no tests here, so nothing is tested"
            self.note("no-tests", keys.get("tests", root).at, message, "add - name: ...")
        tests = [self._test(node) for node in listed]
        found = tuple(test for test in tests if test is not None)
        names = [Named(test.name, test.at) for test in found]
        for place, (name, at) in enumerate(names):
            if any(name == other for other, _ in names[:place]):
                self.note("name-taken", at, f"another test is called '{printable(name)}'", "rename")
        if len(found) == len(listed):
            self._shown_somewhere(found)
        if self.problems:
            raise PackError(self.problems)
        files = frozenset(sources)
        return TestFile(self.name, self.pack, files, found)

    def _sources(self, node: YamlNode | None, root: YamlNode) -> list[str]:
        words = [self.word(item) for item in self.listing(node)]
        if node is not None and not any(words) and self.problems:
            raise PackError(self.problems)
        if not words:
            own = self.name.removesuffix(SUFFIX)
            if node is None and own != self.name and Path(f"{own}.yaml").is_file():
                return [f"{own}.yaml"]
            message = "it does not say which rules it tests"
            self.note("missing-key", root.at, message, "add rules: my-rules.yaml")
            raise PackError(self.problems)
        return [
            word if word in bundled.names() else os.path.normpath(self.folder / word)
            for word in words
            if word
        ]

    def _loaded(self, sources: list[str], node: YamlNode) -> RulePack:
        try:
            return RulePack.load(*sources)
        except PackError as error:
            # What cannot be read has no place of its own: it is where its name stands.
            spans = {item.text: item.span() for item in node.items or [node]}
            raise PackError(
                [
                    replace(each, place=node.at, span=spans.get(each.suggestions.word))
                    if each.place == NOWHERE
                    else each
                    for each in error.problems
                ]
            ) from None

    # -- one test ------------------------------------------------------------------------------

    def _test(self, node: YamlNode) -> PackTest | None:
        before = len(self.problems)
        keys = self.mapping(node, "a test", TEST_KEYS)
        if not keys and before != len(self.problems):
            return None
        for key in ("name", "now"):
            if key not in keys:
                self.note("missing-key", node.at, f"this test has no {key}", f"add {key}: ...")
        # A line break in a name would look like a line of the report.
        name = re.sub(r"[\r\n]+", " ", self.text(keys["name"], 300)) if "name" in keys else ""
        if "name" in keys and not name and before == len(self.problems):
            self.note("missing-key", node.at, "the name of this test is empty", "say what it shows")
        session = self._session(keys, node)
        if session is None:
            return None
        listed = [self._instant(item, session.calendar) for item in self.listing(keys.get("now"))]
        nows = tuple(instant for instant in listed if instant is not None)
        if "now" in keys and not listed:
            self.note("expects-nothing", keys["now"].at, "this test looks at no moment", _AT_NOON)
        expect = tuple(self._expected(keys.get("expect"), session))
        unwanted = tuple(self._names(keys.get("expect_not"), rules_only=False))
        holds = tuple(self._names(keys.get("holds"), rules_only=True))
        quiet = tuple(self._names(keys.get("holds_not"), rules_only=True))
        alone = "nothing_else" in keys and self._yes(keys["nothing_else"])
        if before == len(self.problems) and not (expect or unwanted or holds or quiet or alone):
            hint = "add expect: [follow-up] or the like"
            self.note("expects-nothing", node.at, _NOTHING_EXPECTED, hint)
        if before != len(self.problems):
            return None
        facts = keys["facts"].value() if "facts" in keys else {}
        return PackTest(name, node.at, session, nows, expect, unwanted, holds, quiet, alone, facts)

    def _yes(self, node: YamlNode) -> bool:
        value = node.value()
        if not isinstance(value, bool):
            self.note("wrong-form", node.at, "this is true or false")
        return value is True

    def _session(self, keys: dict[str, YamlNode], node: YamlNode) -> Session | None:
        given = [key for key in ("events", "state", "facts") if key in keys]
        if given not in (["events"], ["state"], ["facts"]):
            message = "a test has events:, a state: or facts:, one of them"
            self.note("missing-key", node.at, message, "add events: [{at: ..., event: ...}]")
            return None
        own = {key: self.text(keys[key], 100) for key in _PLACES if key in keys}
        if given == ["state"]:
            inner = self.mapping(keys["state"], "a state")
            tree = keys["state"]
        else:
            inner = {key: keys[key] for key in given}
            tree = replace(node, keys=inner)
        data: dict[str, Any] = {key: value.value() for key, value in inner.items()}
        facts = data.pop("facts") if given == ["facts"] else None
        if given == ["facts"] and not isinstance(facts, dict):
            self.note("wrong-form", keys["facts"].at, "facts are a mapping", "write name: value")
            return None
        file = StateFile(self.name, "", data, is_log=False, _tree=tree)
        file.otherwise = {**self.defaults, **own}
        try:
            state = file.state()
            if facts is None:
                return Session(program_for(self.pack), state)
            return session_of_facts(program_for(self.pack), state, facts)
        except InterviewRulesError as error:
            for problem in file.located(StateError(error.problems)).problems:
                # A state knows other kinds of problems; here they are all of one kind.
                code = "unknown-name" if problem.code == "unknown-name" else "wrong-state"
                self.problems.append(replace(problem, code=code))
            return None

    def _check_places(self, keys: dict[str, YamlNode]) -> None:
        """Refuse a place of the whole file that nobody knows once, and not in every test."""
        try:
            InterviewState.read(self.defaults)
        except InterviewRulesError as error:
            for problem in error.problems:
                node = keys.get(problem.where) or keys[next(iter(self.defaults))]
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            self.defaults = {}

    def _instant(self, node: YamlNode, calendar: Calendar) -> int | None:
        try:
            return resolve(parse_instant(self.text(node, 100)), calendar)[0]
        except InterviewRulesError as error:
            for problem in error.problems:
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            return None

    # -- what is expected ----------------------------------------------------------------------

    def _names(self, node: YamlNode | None, *, rules_only: bool) -> Iterable[Named]:
        for item in self.listing(node):
            name = self.word(item)
            if name and self._known(name, item, rules_only=rules_only):
                yield Named(name, item.at)

    def _known(self, name: str, node: YamlNode, *, rules_only: bool) -> bool:
        several = [*self.pack.ids] if rules_only else [*self.pack.actions, *self.pack.ids]
        known = list(dict.fromkeys(several))
        if name in known:
            if rules_only or name in self.pack.actions or self.pack.rule(name).advise is not None:
                return True
            message = f"{name} gives no advice, it only concludes"
            self.note("no-advice", node.at, message, f"write holds: [{name}]")
            return False
        what = "rule" if rules_only else "rule or action"
        message = f"there is no {what} '{printable(name)}' in {self.pack.name}"
        self.note("unknown-rule", node.at, message, nearest(name, known), node.span())
        return False

    def _expected(self, node: YamlNode | None, session: Session) -> Iterable[Expected]:
        for item in self.listing(node):
            if item.keys is None:
                for named in self._names(item, rules_only=False):
                    yield Expected(named.name, named.at, {})
                continue
            for name, inner in item.keys.items():
                at = item.key_at[name]
                if self._known(name, item.key_nodes[name], rules_only=False):
                    keys = self.mapping(inner, f"what is expected of {name}", DETAILS)
                    yield Expected(name, at, self._details(keys, session))

    def _details(self, keys: dict[str, YamlNode], session: Session) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, node in keys.items():
            text = self.text(node)
            if key == "rule":
                self._known(text, node, rules_only=True)
                found[key] = text
            elif key == "text":
                found[key] = text
                if not text.strip():
                    message = "every text has this, so nothing is compared"
                    self.note("expects-nothing", node.at, message, "write some words of it")
            elif text in {"never", "always"}:
                found[key] = None
                if (text == "always") is not (key == "since"):
                    self.note("wrong-state", node.at, f"{key} is never '{text}'", "write a moment")
            elif key == "due":
                found[key] = self._due(node, text, session.calendar)
            else:
                found[key] = self._instant(node, session.calendar)
        return found

    def _due(self, node: YamlNode, text: str, calendar: Calendar) -> date | datetime | None:
        try:
            moment = parse_moment(text)
            instant = resolve(moment, calendar)[0]
        except InterviewRulesError as error:
            for problem in error.problems:
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            return None
        return calendar.to_datetime(instant) if isinstance(moment, datetime) else moment

    def _only_rule(self, name: str) -> str:
        """The one rule that speaks if this is advised; empty if it can be one of several."""
        pack = self.pack
        if name not in pack.actions:
            return name
        rules = [i for i, action in enumerate(pack.actions_by_rule) if action == name]
        return pack.ids[rules[0]] if len(rules) == 1 else ""

    def _shown_somewhere(self, tests: tuple[PackTest, ...]) -> None:
        """What must not appear has to appear in another test: else it might be absent anyway."""
        pack = self.pack
        given: set[str] = set()
        held: set[str] = set()
        for test in tests:
            held |= {named.name for named in test.holds}
            for expected in test.expect:
                given.add(expected.name)
                rule = expected.details.get("rule") or self._only_rule(expected.name)
                if rule in pack.by_id:
                    held.add(rule)
                    given |= {rule, pack.actions_by_rule[pack.by_id[rule]]}
        for test in tests:
            for unwanted, shown, key in (
                (test.expect_not, given, "expect"),
                (test.holds_not, held, "holds"),
            ):
                for name, at in unwanted:
                    if name not in shown:
                        message = f"no test shows {name}, so this would pass even if it never comes"
                        self.note("never-shown", at, message, f"add a test with {key}: [{name}]")


def instant_said(calendar: Calendar, instant: int | None, unbounded: str) -> str:
    """An instant as test files write it."""
    if instant is None or abs(instant) >= NEVER:
        return unbounded
    return f"{calendar.to_datetime(instant):%Y-%m-%d %H:%M}" + (
        f":{calendar.to_datetime(instant):%S}" if instant % 60 else ""
    )
