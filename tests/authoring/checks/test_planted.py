"""The planted set: packs with a marked mistake, and valid packs that look similar.

`# <- CODE` at the end of a line marks a finding that check must report there, `# <- prove KIND` a
claim that prove must refute. If a line has no room for a comment, the file begins with
`# expect: CODE at LINE`, or `# expect: CODE at FILE:LINE` for a line of another file. `hints.yaml`
has the hint for each broken file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from interview_rules.authoring.checks import FINDINGS, check
from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.packs.model import RulePack
from interview_rules.sources.yaml_tree import read_yaml

FOLDER = Path(__file__).parent / "planted"
BROKEN = sorted((FOLDER / "broken").glob("*.yaml"))
SOUND = sorted((FOLDER / "sound").glob("*.yaml"))
PACKS = [file for file in SOUND if not file.name.endswith(SUFFIX)]
TESTS = [file for file in SOUND if file.name.endswith(SUFFIX)]

MARK = re.compile(r"# <- (?P<prove>prove )?(?P<code>[a-z-]+)$")
EXPECT = re.compile(
    r"# expect: (?P<prove>prove )?(?P<code>[a-z-]+) at ((?P<file>\S+):)?(?P<line>\d+)"
)


class Place(NamedTuple):
    file: Path
    line: int
    code: str


def planted(file: Path, *, prove: bool) -> set[Place]:
    found = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if match := EXPECT.fullmatch(line):
            there = (file.parent / (match["file"] or file.name)).resolve()
            place = Place(there, int(match["line"]), match["code"])
        elif match := MARK.search(line):
            place = Place(file, number, match["code"])
        else:
            continue
        if bool(match["prove"]) is prove:
            found.add(place)
    return found


def reported(file: Path) -> list[Place]:
    results = check([file])
    return [Place(Path(r.at.file).resolve(), r.at.line, r.finding.code) for r in results]


def hints() -> dict[str, str]:
    """Return the hint for each broken file in which check finds something."""
    return read_yaml((FOLDER / "hints.yaml").read_bytes(), "hints.yaml").value()


def names(files):
    return [file.name.removesuffix(".yaml") for file in files]


# The claims of in-practice take seconds to prove, and another test proves them.
TO_PROVE = [file for file in PACKS if "extends: in-practice" not in file.read_text("utf-8")]
TO_CHECK = [file for file in BROKEN if planted(file, prove=False)]
TO_REFUTE = [file for file in BROKEN if planted(file, prove=True)]


@pytest.mark.parametrize("file", BROKEN, ids=names(BROKEN))
def test_check_reports_what_was_planted_and_nothing_else(file):
    assert sorted(reported(file)) == sorted(planted(file, prove=False))


@pytest.mark.parametrize("file", TO_CHECK, ids=names(TO_CHECK))
def test_check_says_how_to_fix_what_was_planted(file):
    (result,) = check([file])
    assert result.hint == hints()[file.name.removesuffix(".yaml")]


def test_hints_are_listed_for_the_broken_files_only():
    assert [*hints()] == names(TO_CHECK)


@pytest.mark.parametrize("file", TO_REFUTE, ids=names(TO_REFUTE))
def test_prove_refutes_what_was_planted_and_nothing_else(file):
    pytest.importorskip("z3")
    from interview_rules.authoring.prove import prove

    refuted = [verdict for verdict in prove(RulePack.load(file)) if verdict.outcome != "proved"]
    assert {verdict.outcome for verdict in refuted} == {"refuted"}
    claims = [verdict.claim for verdict in refuted]
    places = [Place(Path(c.at.file).resolve(), c.at.line, c.kind) for c in claims]
    assert sorted(places) == sorted(planted(file, prove=True))
    for verdict in refuted:
        if verdict.claim.never:
            assert verdict.situation is not None
            assert verdict.claim.seen(verdict.situation.report)
        else:
            assert verdict.situation is None
            assert verdict.reason


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(file, id=name, marks=[pytest.mark.slow] if name.startswith("practice") else [])
        for file, name in zip(SOUND, names(SOUND), strict=True)
    ],
)
def test_check_reports_nothing_about_what_is_sound(file):
    assert check([file]) == []


@pytest.mark.parametrize("file", TO_PROVE, ids=names(TO_PROVE))
def test_prove_refutes_nothing_of_what_is_sound(file):
    pytest.importorskip("z3")
    from interview_rules.authoring.prove import prove

    verdicts = list(prove(RulePack.load(file)))
    assert {verdict.outcome for verdict in verdicts} == {"proved"}
    for verdict in verdicts:
        if not verdict.claim.never:
            assert verdict.claim.seen(verdict.situation.report)


@pytest.mark.parametrize("file", TESTS, ids=names(TESTS))
def test_sound_tests_pass(file):
    outcomes = list(run_tests(read_test_file(file)))
    assert outcomes
    assert all(outcome.passed for outcome in outcomes)


@pytest.mark.parametrize("file", BROKEN, ids=names(BROKEN))
def test_one_mistake_is_planted_in_each_broken_file(file):
    places = planted(file, prove=False) | planted(file, prove=True)
    assert len({place.line for place in places}) == 1


def test_so_many_are_planted():
    assert len(BROKEN) == 121
    assert len(SOUND) == 35
    assert len(TESTS) >= 4


def test_every_code_is_planted():
    codes = {place.code for file in BROKEN for place in planted(file, prove=False)}
    assert codes == FINDINGS.keys() - {"too-large"}


def test_every_kind_of_claim_that_can_fail_is_planted():
    kinds = {place.code for file in BROKEN for place in planted(file, prove=True)}
    assert kinds == {"exclusive", "complete", "can-hold", "can-speak"}
