"""Test files as data: the pack under test, its tests and their expectations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview_rules.authoring.pack_tests.snapshots import Snapshot
    from interview_rules.evaluation.session import Session
    from interview_rules.packs.model import RulePack
    from interview_rules.positions import Position

__all__ = ["SUFFIX", "Expectations", "Expected", "Named", "PackTest", "TestFile"]

SUFFIX = ".tests.yaml"
"""Suffix of test file names."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected piece of advice, named by its action or rule, with the expected details.

    In `details`, `rule` and `text` are strings, `since` and `until` are instants in seconds since
    the epoch (None for "always" and "never"), and `due` is a date, a datetime, or None for "never".
    """

    name: str
    at: Position
    details: Mapping[str, Any]


class Named(NamedTuple):
    """A name in a test, and its position; `group` is the group that stands for it there, if any."""

    name: str
    at: Position
    group: str = ""


class Expectations(NamedTuple):
    """The names that a test expects to be present or absent; a `PackTest` has them as well."""

    expect: tuple[Expected, ...]
    expect_not: tuple[Named, ...]
    holds: tuple[Named, ...]
    holds_not: tuple[Named, ...]
    report: Snapshot | None


@dataclass(frozen=True, slots=True)
class PackTest:
    """A test: a state, the instants at which to evaluate it, and the expectations at each."""

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
    """Bare facts by name; empty if the test gives only events or a state."""
    report: Snapshot | None = None
    """The whole report that the test expects, if it holds one."""


@dataclass(frozen=True, slots=True)
class TestFile:
    """A checked test file: the pack under test, and its tests.

    `files` holds the names of the files under test, as used in positions, but not those of the
    packs that they extend. `defaults` holds the time zone and the like that the file gives, and
    `names` the names of all its tests, also if `tests` has only some of them.
    """

    __test__ = False  # keeps pytest from collecting it

    name: str
    pack: RulePack
    files: frozenset[str]
    tests: tuple[PackTest, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
