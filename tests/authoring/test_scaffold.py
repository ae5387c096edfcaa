"""Tests of the scaffold: complete, valid, and never overwriting existing files."""

from __future__ import annotations

import json

import jsonschema
import pytest
from packages import UNI, site, write_package

from interview_rules import PackError, RulePack, __version__
from interview_rules.authoring.checks import check
from interview_rules.authoring.pack_tests import Coverage, read_test_file, run_tests
from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.authoring.scaffold import MODELINE, start, start_package
from interview_rules.schemas.registry import text_of
from interview_rules.sources.yaml_tree import read_yaml

__all__ = ["site"]

NAMES = ["ours.yaml", "ours.tests.yaml", "ours.schema.json", "ours.tests.schema.json"]


@pytest.fixture(scope="module", params=["after-the-interview", "in-practice"])
def started(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "deep" / "er"
    return request.param, folder, start("ours", request.param, folder)


def test_four_files_are_written_into_a_folder_that_is_made(started):
    _base, folder, files = started
    assert files == [folder / name for name in NAMES]
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    for path in files:
        content = path.read_bytes()
        assert b"\r" not in content
        # No placeholder of the templates is left.
        assert content.count(b"$") == 1 or path.suffix == ".json"
        assert content.endswith(b"\n")
        assert not content.endswith(b"\n\n")


def test_the_pack_lies_on_the_one_that_was_named(started):
    base, _folder, (path, *_others) = started
    pack = RulePack.load(path)
    assert pack.name == "ours"
    assert base in pack.layers
    assert [rule.id for rule in pack.rules if rule.pack == "ours"] == ["note-their-questions"]


def test_editors_find_the_schemas_beside_the_files(started):
    _base, folder, (pack, tests, *_schemas) = started
    for path, schema in ((pack, "ours.schema.json"), (tests, "ours.tests.schema.json")):
        first = path.read_text(encoding="utf-8").split("\n")[0]
        assert first == f"{MODELINE}{schema}"
        data = read_yaml(path.read_bytes(), path.name).value()
        content = json.loads((folder / schema).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(content).validate(data)


def test_the_schemas_are_those_of_this_pack(started):
    _base, _folder, (path, _tests, schema, tests_schema) = started
    pack = RulePack.load(path)
    assert schema.read_text(encoding="utf-8") == text_of("pack", pack)
    assert tests_schema.read_text(encoding="utf-8") == text_of("tests", pack)
    assert "note-their-questions" in tests_schema.read_text(encoding="utf-8")


@pytest.mark.slow
def test_nothing_is_found_in_it_and_its_tests_pass(started):
    _base, _folder, (pack, tests, *_schemas) = started
    assert check([pack, tests]) == []
    file = read_test_file(tests)
    assert [outcome.failures for outcome in run_tests(file)] == [()] * 5
    coverage = Coverage(file.pack, file.files)
    coverage.add([file])
    assert (coverage.percent, coverage.never_held, coverage.always_held) == (100, (), ())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_written_over_what_is_there(name, tmp_path):
    (tmp_path / name).write_text("mine")
    with pytest.raises(PackError) as caught:
        start("ours", "after-the-interview", tmp_path)
    assert str(caught.value) == f"{tmp_path / name} already exists (choose another name or folder)"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_all_that_is_there_is_named(tmp_path):
    for name in NAMES:
        (tmp_path / name).mkdir()
    with pytest.raises(PackError) as caught:
        start("ours", folder=tmp_path)
    assert len(caught.value.problems) == 4


@pytest.mark.parametrize(
    "name",
    ["", "Ours", "our rules", "our_rules", "1st", "-a", "a-", "a--b", "../ours", "a/b", "a.b", "ä",
     "a\n", "a\x1b[31m", "ours.yaml"],
)  # fmt: skip
def test_a_name_is_that_of_a_pack(name, tmp_path):
    with pytest.raises(PackError) as caught:
        start(name, folder=tmp_path)
    (problem,) = caught.value.problems
    assert problem.message.endswith("' is not a valid name")
    assert (
        problem.hint == "use lowercase words and hyphens, such as our-rules, at most 80 characters"
    )
    assert "\x1b" not in str(problem)
    assert "\n" not in str(problem)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("base", "hint"),
    [
        ("in-practise", "did you mean in-practice?"),
        ("job-search", "choose from: after-the-interview, in-practice"),
        ("mine.yaml", "choose from: after-the-interview, in-practice"),
    ],
)
def test_a_pack_is_started_on_a_shipped_one_about_one_application(base, hint, tmp_path):
    with pytest.raises(PackError) as caught:
        start("ours", base, tmp_path)
    assert str(caught.value) == f"cannot extend the pack '{base}' ({hint})"
    assert not [*tmp_path.iterdir()]


def test_where_nothing_can_be_written_is_one_problem(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        with pytest.raises(PackError, match=f"cannot write to {folder}: "):
            start("ours", folder=folder)


# -- on top of an installed pack -------------------------------------------------------------------


def test_a_pack_is_started_on_an_installed_one(site, tmp_path):
    write_package(site)
    pack, tests, *_schemas = start("ours", "uni-careers >= 2", tmp_path)
    assert RulePack.load(pack).layers == ("after-the-interview", "uni-careers", "ours")
    assert all(outcome.passed for outcome in run_tests(read_test_file(tests)))
    project = start_package("ours", "uni-careers >= 2", tmp_path)[0].read_text(encoding="utf-8")
    library = f'"interview-rules>={__version__}"'
    assert f'\ndependencies = [{library}, "uni-careers-rules>=2"]\n' in project


def test_a_rule_that_the_pack_below_has_is_not_added_twice(site, tmp_path):
    text = UNI.replace("tell-your-coach", "note-their-questions")
    write_package(site, files={"uni_careers/rules.yaml": text})
    pack, tests, *_schemas = start("ours", "uni-careers", tmp_path)
    assert RulePack.load(pack).rule("ours-note-their-questions").pack == "ours"
    assert all(outcome.passed for outcome in run_tests(read_test_file(tests)))


@pytest.mark.parametrize(
    ("name", "base", "said"),
    [
        ("ours", "uni-carers", "cannot extend the pack 'uni-carers' (did you mean uni-careers?)"),
        ("ours", "uni-careers >= 3", "uni-careers >= 3 is required, but uni-careers-rules 2.1 is"),
        ("uni-careers", "uni-careers", "uni-careers is the name of the pack to extend"),
        (
            "ours",
            "whole-search",
            "cannot extend the pack 'whole-search', which is not about a sing",
        ),
    ],
)
def test_what_keeps_a_pack_from_being_started_on_an_installed_one(name, base, said, site, tmp_path):
    write_package(site)
    search = {"search/rules.yaml": "pack: whole-search\nextends: job-search\n"}
    write_package(site, "search", "1", {"whole-search": "search:rules.yaml"}, search)
    with pytest.raises(PackError) as caught:
        start(name, base, tmp_path / "new")
    assert str(caught.value).startswith(said)
    assert not (tmp_path / "new").exists()


def test_a_blank_pack_extends_nothing_and_its_tests_cover_it(tmp_path):
    start("our-rules", None, tmp_path)
    pack = RulePack.load(tmp_path / "our-rules.yaml")
    assert pack.layers == ("our-rules",)
    assert [rule.id for rule in pack.rules] == ["remind-them"]
    assert [*pack.events] == ["our-rules.asked", "our-rules.answered", "our-rules.reminded"]
    assert check([tmp_path / "our-rules.yaml", tmp_path / f"our-rules{SUFFIX}"]) == []
    file = read_test_file(tmp_path / f"our-rules{SUFFIX}")
    assert all(outcome.passed for outcome in run_tests(file))
    coverage = Coverage(pack, file.files)
    coverage.add([file])
    assert coverage.percent == 100
