"""Mutation tests of the core: its tests must notice small changes to its code.

    python benchmarks/mutants.py                       all groups of modules
    python benchmarks/mutants.py facts calendars       some groups
    python benchmarks/mutants.py language --sample 40  at most 40 mutants of each module
    python benchmarks/mutants.py facts --only timeline one module of a group
    python benchmarks/mutants.py facts --afresh        forget the results of earlier runs

Needs the extra `mutants`. mutmut makes the mutants and runs the tests of the group on each, in a copy
of the code below `build/mutants`. A run that is stopped continues where it was: a mutant is tried
again only if it has survived so far, is not listed as equal, or its function has changed.

`benchmarks/equal_mutants.yaml` lists mutants that behave like the original, each with the reason.
They count as neither killed nor survived. A mutant in the list that is killed or no longer exists is
an error. The exit code is 0 if there is no such error and at least 95 % are killed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from pathlib import Path

from mutmut.configuration import reset_config
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import (
    get_mutant_name,
    mangled_name_from_mutant_name,
    orig_function_and_class_names_from_key,
)
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "mutants"
EQUAL = ROOT / "benchmarks" / "equal_mutants.yaml"
PACKAGE = "interview_rules"
COPIED = (PACKAGE, "rules", "examples", "tests", "docs", "conftest.py")
PLUGINS = ("_hypothesis_pytestplugin", "interview_rules.pytest_plugin", "no:cacheprovider")
"""The only plugins of pytest: loading the others takes longer than most tests."""
QUICK = ("--capture=sys", "--tb=native", "--assert=plain")
"""Options with which a test that fails takes no longer than one that passes."""
TRIED = "tried.txt"
GOAL = 0.95


@dataclass(frozen=True)
class Group:
    """Modules that are tested together, as globs, and the tests that are to notice a change.

    `without` names tests among these that fail on any code but the one that was built.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()

    @property
    def selection(self) -> tuple[str, ...]:
        """The arguments that select the tests."""
        return (*self.tests, *(f"--deselect={test}" for test in self.without))


_STORED = "tests/engines/test_stored_code.py"
GROUPS = {
    "facts": Group(
        ("interview_rules/facts/*.py",),
        (
            "tests/facts",
            "tests/state/test_interview_state.py",
        ),
    ),
    "events": Group(
        ("interview_rules/events/*.py",), ("tests/facts", "tests/state", "tests/schemas")
    ),
    "evaluation": Group(
        ("interview_rules/evaluation/*.py",),
        (
            "tests/evaluation",
            "tests/test_advisor.py",
            "tests/reports/test_explanation.py",
            "tests/reports/test_plan.py",
            "tests/reports/test_search_plan.py",
            "tests/reports/test_search_report.py",
            "tests/properties/test_question_properties.py",
            "tests/properties/test_reference_meaning.py",
        ),
    ),
    "calendars": Group(
        ("interview_rules/calendars/*.py",),
        ("tests/calendars",),
    ),
    "language": Group(("interview_rules/language/*.py",), ("tests/language",)),
    "engines": Group(
        (
            "interview_rules/engines/*.py",
            "interview_rules/engines/compiled/*.py",
            "interview_rules/engines/durable/*.py",
        ),
        ("tests/engines", "tests/properties/test_reference_meaning.py"),
        (f"{_STORED}::test_bundled_packs_have_the_code_and_the_digest_that_are_generated_now",),
    ),
}


@dataclass
class Score:
    """What became of the mutants of one module: how many there are, those drawn, those alive."""

    made: int
    drawn: list[str]
    alive: list[str] = field(default_factory=list)
    equal: int = 0

    def __add__(self, other: Score) -> Score:
        drawn, alive = self.drawn + other.drawn, self.alive + other.alive
        return Score(self.made + other.made, drawn, alive, self.equal + other.equal)

    @property
    def share(self) -> float:
        """The share of killed mutants among those that are not equal."""
        real = len(self.drawn) - self.equal
        return 1 - len(self.alive) / real if real else 1

    def row(self, name: str) -> str:
        tried, share = len(self.drawn), f"{100 * self.share:.1f} %"
        killed = tried - self.equal - len(self.alive)
        return f"| {name} | {self.made} | {tried} | {self.equal} | {killed} ({share}) |"


def prepared(name: str, group: Group) -> Path:
    """Copy what the tests need into the folder of a group, and return the folder.

    Modules keep their times of change, by which mutmut knows which to mutate again.
    """
    folder = WORK / name
    for each in COPIED:
        for place in (folder / each, folder / "mutants" / each):
            if each == PACKAGE:
                for old in place.rglob("*.py"):
                    if not (ROOT / each / old.relative_to(place)).exists():
                        old.unlink()
                if place.is_relative_to(folder / "mutants"):
                    continue  # mutmut writes these
            elif place.is_dir():
                shutil.rmtree(place)
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / each).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / each, place, dirs_exist_ok=True, ignore=ignored)
            else:
                shutil.copy2(ROOT / each, place)
    settings = {
        "source_paths": [PACKAGE],
        "only_mutate": group.modules,
        "also_copy": [each for each in COPIED if each != PACKAGE],
        "pytest_add_cli_args": [f"-p{plugin}" for plugin in PLUGINS],
        "pytest_add_cli_args_test_selection": group.selection,
        # Every mutant meets empty caches.
        "process_isolation": "forkserver",
        "timeout_constant": 3.0,
        "timeout_multiplier": 4.0,
        "use_git_change_detection": False,
        "on_dependency_change": "ignore",
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = "\n".join([pyproject, "[tool.mutmut]", *lines, ""])
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return folder


def mutants_of(path: Path) -> list[str]:
    """Return the names of all mutants of a module."""
    made = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
    return [get_mutant_name(path, each) for each in made.mutant_names]


def results(path: Path) -> dict[str, int | None]:
    """Return the exit code of the tests for each mutant of a module, None if it was not tried."""
    stored = Path("mutants", f"{path}.meta")
    return json.loads(stored.read_text())["exit_code_by_key"] if stored.exists() else {}


def is_killed(code: int | None) -> bool:
    # 0 are passed tests, 5 and 33 no tests, 2 and 34 interrupted or skipped.
    return code is not None and code not in {0, 2, 5, 33, 34}


def change_of(mutant: str, path: Path) -> tuple[str, str]:
    """Return the function of a mutant, and the lines that differ, as `- old` and `+ new`."""
    name, within = orig_function_and_class_names_from_key(mutant)
    lines = get_diff_for_mutant(mutant, path=path).splitlines()
    changed = [
        f"{line[0]} {line[1:].strip()}"
        for line in lines
        if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}
    ]
    module = ".".join(path.with_suffix("").parts[1:])
    return ".".join(filter(None, (module, within, name))), "\n".join(changed)


def mutated(some: str) -> dict[str, tuple[list[str], int]]:
    """Let mutmut make the mutants, and try one of them, which also checks that the tests pass.

    mutmut forgets the results of functions that have changed. Return for each function the tests
    that reach it and their time in seconds. Those of its module come first, then fast ones.
    """
    stored = Path("mutants", "mutmut-stats.json")
    sources = [path for each in (PACKAGE, "tests", "rules") for path in Path(each).rglob("*.*")]
    if not stored.exists() or stored.stat().st_mtime < max(s.stat().st_mtime for s in sources):
        stored.unlink(missing_ok=True)
        python("mutmut", ["-m", "mutmut", "run", "--max-children", "2", some], Path())
    stats = json.loads(stored.read_text(encoding="utf-8"))
    takes: dict[str, float] = stats["duration_by_test"]
    found = {}
    for function, tests in stats["tests_by_mangled_function_name"].items():
        own = f"test_{function.split('.x')[0].rpartition('.')[2]}.py"
        first = sorted(tests, key=lambda test: (own not in test, takes[test]))
        found[function] = (first, ceil(sum(takes[test] for test in tests)))
    return found


def run(
    mutants: list[str], reached: dict[str, tuple[list[str], int]], tests: tuple[str, ...]
) -> None:
    """Run the tests on mutants in forked processes, and add the exit codes to mutmut's results."""
    wanted: dict[str, tuple[list[str], int, list[str]]] = {}
    for mutant in mutants:
        function = mangled_name_from_mutant_name(mutant)
        if function not in wanted:
            some, seconds = reached.get(function, ([], 0))
            wanted[function] = (some, 10 + 3 * seconds, [])
        wanted[function][2].append(mutant)
    Path("mutants.json").write_text(json.dumps(wanted), encoding="utf-8")
    plugins = [f"-p{plugin}" for plugin in (*PLUGINS, "mutant_runner")]
    python("pytest", ["-m", "pytest", "-q", *QUICK, *plugins, *tests], Path("mutants"))


def python(name: str, arguments: list[str], folder: Path) -> None:
    """Run Python in a folder, with few and repeatable examples of properties, and keep a log."""
    log = Path(f"{name}.log")
    environment = {
        **os.environ,
        "HYPOTHESIS_PROFILE": "brief",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": os.pathsep.join([str(Path("mutants").resolve()), str(Path(__file__).parent)]),
        "MUTANTS": str(Path("mutants.json").resolve()),
        "MUTANTS_TRIED": str(Path(TRIED).resolve()),
    }
    with log.open("w", encoding="utf-8") as out:
        command = [sys.executable, *arguments]
        ended = subprocess.run(
            command, cwd=folder, env=environment, stdout=out, stderr=out, check=False
        )
    if ended.returncode:
        sys.exit(f"{name} failed: see {log.resolve()}")


def keep_results() -> None:
    """Move the exit codes of the last run, which may have been stopped, to mutmut's results."""
    if not Path(TRIED).exists():
        return
    lines = Path(TRIED).read_text(encoding="utf-8").splitlines()
    codes = dict(line.rsplit(" ", 1) for line in lines)
    for stored in Path("mutants", PACKAGE).rglob("*.meta"):
        data = json.loads(stored.read_text(encoding="utf-8"))
        known = data["exit_code_by_key"]
        known |= {name: int(code) for name, code in codes.items() if name in known}
        stored.write_text(json.dumps(data), encoding="utf-8")
    Path(TRIED).unlink()


def tried(group: Group, only: list[str] | None, sample: int | None, seed: int) -> dict[Path, Score]:
    """Run the tests of a group in the current folder, and return the scores by module."""
    scores: dict[Path, Score] = {}
    for path in sorted(path for glob in group.modules for path in Path().glob(glob)):
        every = mutants_of(path) if only is None or path.stem in only else []
        if every:
            count = len(every) if sample is None else min(sample, len(every))
            random.Random(f"{seed} {path}").shuffle(every)
            scores[path] = Score(len(every), every[:count])
    drawn = [name for score in scores.values() for name in score.drawn]
    if not drawn:  # `only` names modules of other groups
        return scores
    keep_results()
    reached = mutated(drawn[0])
    known = {name: code for path in scores for name, code in results(path).items()}
    listed = {
        mutant
        for path, score in scores.items()
        for mutant in score.drawn
        if known.get(mutant) == 0 and change_of(mutant, path) in equal_in(path)
    }
    if left := [name for name in drawn if not is_killed(known.get(name)) and name not in listed]:
        run(left, reached, group.selection)
        keep_results()
    for path, score in scores.items():
        codes = results(path)
        score.alive = [name for name in score.drawn if not is_killed(codes.get(name))]
    return scores


@cache
def equal_mutants() -> dict[str, dict[str, list[dict[str, str]]]]:
    return YAML(typ="safe").load(EQUAL)


def equal_in(path: Path) -> list[tuple[str, str]]:
    """Return the changes of a module that are listed as making no difference."""
    module = ".".join(path.with_suffix("").parts[1:])
    return [
        (f"{module}.{function}", each["change"].strip())
        for function, several in equal_mutants().get(module, {}).items()
        for each in several
    ]


def without_equal(scores: dict[Path, Score]) -> list[str]:
    """Take the mutants listed as equal out of the survivors; return the mistakes in the list.

    An entry that fits no survivor is a mistake if all mutants of its module were tried.
    """
    mistakes = []
    for path, score in scores.items():
        changes = {mutant: change_of(mutant, path) for mutant in score.alive}
        listed = equal_in(path)
        score.alive = [mutant for mutant, change in changes.items() if change not in listed]
        score.equal = len(changes) - len(score.alive)
        if len(score.drawn) == score.made:
            unused = [change for change in listed if change not in changes.values()]
            mistakes += [f"{where} is killed or gone:\n{change}" for where, change in unused]
    return mistakes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--only", nargs="+", metavar="MODULE", help="try only these modules")
    parser.add_argument("--sample", type=int, help="try at most so many mutants of each module")
    parser.add_argument("--seed", type=int, default=1, help="draw another sample")
    parser.add_argument("--afresh", action="store_true", help="forget earlier results")
    asked = parser.parse_args()
    scores: dict[Path, Score] = {}
    modules = {
        ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts)
        for group in GROUPS.values()
        for glob in group.modules
        for path in ROOT.glob(glob)
    }
    if unknown := {*(asked.only or ())} - {module.rsplit(".", 1)[-1] for module in modules}:
        parser.error(f"unknown module of the core: {', '.join(sorted(unknown))}")
    mistakes = [
        f"{module} is no module of the core" for module in equal_mutants() if module not in modules
    ]
    for name in asked.groups or GROUPS:
        folder = prepared(name, GROUPS[name])
        if asked.afresh:
            shutil.rmtree(folder / "mutants", ignore_errors=True)
        os.chdir(folder)
        reset_config()
        found = tried(GROUPS[name], asked.only, asked.sample, asked.seed)
        mistakes += without_equal(found)
        for path, score in found.items():
            for mutant in score.alive:
                print(f"survives: {mutant}\n{change_of(mutant, path)[1]}", flush=True)
        scores |= found
    print("| module | mutants | tried | equal | killed |", "|---|---|---|---|---|", sep="\n")
    for path, score in scores.items():
        print(score.row(f"`{path.relative_to(PACKAGE)}`"))
    total = sum(scores.values(), start=Score(0, []))
    print(total.row("all"))
    print(*mistakes, sep="\n")
    sys.exit(1 if mistakes or total.share < GOAL else 0)


if __name__ == "__main__":
    main()
