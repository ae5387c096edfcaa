"""A package made by `new --package`: its files, and its life from the build to the advice."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest

from interview_rules import PackError, RulePack, __version__
from interview_rules.authoring.checks import check
from interview_rules.authoring.pack_tests import Coverage, read_test_file, run_tests
from interview_rules.authoring.scaffold import start_package
from interview_rules.packs.installed import GROUP

ROOT = Path(__file__).parents[2]
FILES = [
    "pyproject.toml",
    "README.md",
    ".github/workflows/check.yml",
    "our_rules/__init__.py",
    "our_rules/rules.yaml",
    "our_rules/rules.tests.yaml",
    "our_rules/rules.schema.json",
    "our_rules/rules.tests.schema.json",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    assert start_package("our-rules", folder=folder) == [folder / "our-rules" / f for f in FILES]
    return folder / "our-rules"


def test_the_files_are_complete(made):
    found = [path for path in made.rglob("*") if path.is_file()]
    assert sorted(path.relative_to(made).as_posix() for path in found) == sorted(FILES)
    for path in found:
        content = path.read_text(encoding="utf-8")
        assert content.endswith("\n")
        left = content.replace("$schema", "").replace("${{ runner.temp }}", "").replace("$defs", "")
        assert "$" not in left.replace("$ref", "") or path.suffix == ".json"


def test_the_project_offers_the_pack_by_its_name(made):
    project = tomllib.loads((made / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "our-rules"
    assert project["entry-points"] == {GROUP: {"our-rules": "our_rules:rules.yaml"}}
    assert project["dependencies"] == [f"interview-rules>={__version__}"]


@pytest.mark.slow
def test_nothing_is_found_in_it_and_its_tests_pass(made):
    tests = made / "our_rules" / "rules.tests.yaml"
    assert check([made / "our_rules" / "rules.yaml", tests]) == []
    file = read_test_file(tests)
    assert all(outcome.passed for outcome in run_tests(file))
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    assert coverage.percent == 100


def test_it_extends_the_pack_that_was_named(tmp_path):
    start_package("our-rules", "after-the-interview", tmp_path)
    pack = RulePack.load(tmp_path / "our-rules" / "our_rules" / "rules.yaml")
    assert (pack.name, pack.layers) == ("our-rules", ("after-the-interview", "our-rules"))


@pytest.mark.parametrize("name", ["email", "json", "interview-rules", "in-practice", "Ours", "a/b"])
def test_a_package_has_a_name_of_its_own(name, tmp_path):
    with pytest.raises(PackError, match="name"):
        start_package(name, folder=tmp_path)
    assert not [*tmp_path.iterdir()]


def test_nothing_is_written_over_what_is_there(tmp_path):
    (tmp_path / "our-rules" / "our_rules").mkdir(parents=True)
    for name in ("README.md", "our_rules/rules.yaml"):
        (tmp_path / "our-rules" / name).write_text("mine")
    with pytest.raises(PackError) as caught:
        start_package("our-rules", folder=tmp_path)
    assert [problem.message.split("our-rules/")[1] for problem in caught.value.problems] == [
        "README.md already exists",
        "our_rules/rules.yaml already exists",
    ]


# -- built and installed ---------------------------------------------------------------------------


def said(*words: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PIP_USER"}}
    environment |= {"COLUMNS": "80", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        [*map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def python(made, tmp_path_factory):
    """Return the interpreter of an environment with the library and the wheel of the package."""
    folder = tmp_path_factory.mktemp("built")
    pip = [sys.executable, "-m", "pip"]
    # The backend comes from the package index unless it is installed.
    without = ["--no-build-isolation"] if find_spec("hatchling") else []
    said(*pip, "wheel", "--no-deps", *without, "-w", folder, made, cwd=folder)
    venv.create(folder / "venv", with_pip=False)
    home = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    # What this environment has, so that nothing else needs a package index.
    beside = [str(ROOT), *site.getsitepackages()]
    (own,) = (folder / "venv").rglob("site-packages")
    (own / "beside.pth").write_text("\n".join(beside), encoding="utf-8")
    (wheel,) = folder.glob("*.whl")
    install = ["install", "--no-deps", "--no-index", wheel]
    said(*pip, "--python", home / "python", *install, cwd=folder)
    return home / "python"


@pytest.mark.slow
@pytest.mark.process
def test_an_installed_package_is_used_from_python_yaml_and_the_command(python, tmp_path):
    command = [python, "-m", "interview_rules"]
    listed = json.loads(said(*command, "rules", "--list", "--json", cwd=tmp_path))
    assert listed[-1] == {
        "name": "our-rules",
        "title": "Rules of our own",
        "package": "our-rules",
        "version": "0.1.0",
    }
    (tmp_path / "state.yaml").write_text("interview: 2026-11-19\n", encoding="utf-8")
    advise = ["advise", "state.yaml", "--now", "2026-11-20 12:00", "--rules"]
    assert "Write down what they asked" in said(*command, *advise, "our-rules", cwd=tmp_path)
    (tmp_path / "mine.yaml").write_text(
        "pack: mine\nextends: our-rules >= 0.1, < 0.2\n"
        "override: {note-their-questions: {title: Note what they asked}}\n",
        encoding="utf-8",
    )
    assert "Note what they asked" in said(*command, *advise, "mine.yaml", cwd=tmp_path)
    assert said(*command, "check", "mine.yaml", "our-rules", cwd=tmp_path) == "nothing found\n"
    assert said(*command, "test", "our-rules", cwd=tmp_path) == "5 passed, 0 failed\n"
    code = (
        "import sys; from interview_rules import Advisor\n"
        "advisor = Advisor('our-rules')\n"
        "print(advisor.advise({'interview': '2026-11-19'}, '2026-11-20 12:00').actions)\n"
        "print(advisor.pack.packages, 'our_rules' in sys.modules)"
    )
    advised, where = said(python, "-c", code, cwd=tmp_path).splitlines()
    assert "note-their-questions" in advised
    assert where == "{'our-rules': 'our-rules 0.1.0'} False"
