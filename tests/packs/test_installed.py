"""Packs in installed packages: found by entry point, read as data, and never imported."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from packages import TRAP, UNI, site, uni, write_package

from interview_rules import Advisor, PackError, RulePack, advise
from interview_rules.errors import printable
from interview_rules.packs import installed as module
from interview_rules.packs.loading import inspect_text, pack_below

__all__ = ["site", "uni"]

STATE = {"interview": "2026-11-19", "decision_date": "2026-11-25", "country": "US"}
NOW = "2026-12-10 09:00"
OWN = "pack: own\nextends: {}\n"


def problem_of(*sources: str | Path):
    with pytest.raises(PackError) as caught:
        RulePack.load(*sources)
    (problem,) = caught.value.problems
    return problem


def said(*sources: str | Path) -> str:
    return str(problem_of(*sources))


def own(extends: str) -> Path:
    path = Path("own.yaml")
    path.write_text(OWN.format(extends), encoding="utf-8")
    return path


# -- found by name ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("uni")
def test_an_installed_pack_is_known_by_its_name_and_not_imported():
    before = {*sys.modules}
    report = advise(STATE, NOW, "uni-careers")
    assert "tell-your-coach" in report.actions
    assert Advisor("uni-careers").advise(STATE, NOW).actions == report.actions
    assert RulePack.load(own("uni-careers")).layers[:2] == ("after-the-interview", "uni-careers")
    assert not [name for name in {*sys.modules} - before if "uni_careers" in name]


@pytest.mark.usefixtures("uni")
def test_it_is_combined_with_others_tuned_and_named_in_positions():
    text = OWN.format("[in-practice, uni-careers]") + "set: {reply_wait: 6 business days}\n"
    pack = RulePack.from_text(text)
    assert pack.layers == ("after-the-interview", "in-practice", "uni-careers", "own")
    assert str(pack.parameters["reply_wait"].value) != str(
        RulePack.default().parameters["reply_wait"].value
    )
    rule = pack.rule("tell-your-coach")
    assert str(rule.at) == "uni-careers:6:9"
    assert pack.packages == {"uni-careers": "uni-careers-rules 2.1"}


def test_files_beside_it_are_extended_by_path(uni, site):
    uni(
        "more",
        "1.0",
        {"more": "more.packs:top.yaml"},
        {
            "more/packs/top.yaml": "pack: more\nextends: [sub/base.yaml, uni-careers >= 2]\n",
            "more/packs/sub/base.yaml": "pack: base\nextends: ../lowest.yaml\n",
            "more/packs/lowest.yaml": UNI.replace("uni-careers", "lowest").replace("tell-", "ask-"),
        },
    )
    pack = RulePack.load("more")
    assert str(pack.rule("ask-your-coach").at) == "more/lowest.yaml:6:9"
    assert pack.packages["more/sub/base.yaml"] == "more 1.0"
    assert pack.packages["uni-careers"] == "uni-careers-rules 2.1"
    assert RulePack.from_text(OWN.format("more")).rules == pack.rules
    assert site.name not in str(sorted(pack.packages))


@pytest.mark.parametrize(
    "path", ["../secret.yaml", "sub/../../secret.yaml", "{}/secret.yaml", "a/../.."]
)
def test_a_pack_in_a_package_stays_in_its_folder(path, site):
    path = path.format(site)
    (site / "secret.yaml").write_text(UNI)
    write_package(site, files={"uni_careers/rules.yaml": f"pack: p\nextends: {path}\n"})
    assert said("uni-careers") == (
        f"uni-careers:2:10: '{printable(path)}' is outside the folder of uni-careers-rules 2.1 "
        "(a pack in a package extends files in its own folder, or packs by name)"
    )


def test_errors_in_it_name_the_pack_instead_of_a_folder(site):
    write_package(
        site,
        files={
            "uni_careers/rules.yaml": "pack: p\nextends: [base.yaml, none.yaml]\n",
            "uni_careers/base.yaml": "pack: base\ncolor: red\n",
        },
    )
    with pytest.raises(PackError) as caught:
        RulePack.load("uni-careers")
    wheres = [problem.where for problem in caught.value.problems]
    assert wheres == ["uni-careers:2:22", "uni-careers/base.yaml:2:1"]
    assert "cannot read 'uni-careers/none.yaml'" in str(caught.value)
    assert str(site) not in str(caught.value)


def test_an_editable_installation_has_its_files_elsewhere(site, tmp_path, monkeypatch):
    write_package(site, files={})
    source = tmp_path / "source"
    (source / "uni_careers").mkdir(parents=True)
    (source / "uni_careers" / "rules.yaml").write_text(UNI)
    (source / "uni_careers" / "__init__.py").write_text(TRAP)
    monkeypatch.syspath_prepend(str(source))
    assert RulePack.load("uni-careers").name == "uni-careers"
    assert "uni_careers" not in sys.modules


@pytest.mark.usefixtures("uni")
def test_the_files_of_the_package_come_before_a_folder_of_the_same_name(tmp_path, monkeypatch):
    other = tmp_path / "other" / "uni_careers"
    other.mkdir(parents=True)
    (other / "rules.yaml").write_text(UNI.replace("tell-your-coach", "planted"))
    monkeypatch.syspath_prepend(str(other.parent))
    assert RulePack.load("uni-careers").rule("tell-your-coach")


@pytest.mark.usefixtures("uni")
def test_a_file_comes_before_an_installed_pack_and_a_folder_does_not():
    Path("uni-careers").mkdir()
    assert RulePack.load("uni-careers").packages
    Path("uni-careers").rmdir()
    Path("uni-careers").write_text("pack: mine\n")
    assert RulePack.load("uni-careers").name == "mine"
    assert RulePack.load(own("uni-careers")).packages == {}
    assert RulePack.from_text(OWN.format("uni-careers")).packages


def test_bundled_names_cannot_be_taken_over(site):
    write_package(site, offers={"in-practice": "uni_careers:rules.yaml"})
    assert RulePack.load("in-practice") is RulePack.default()
    assert RulePack.from_text(OWN.format("in-practice")).packages == {}


@pytest.mark.usefixtures("uni")
def test_what_it_changes_is_compared_with_what_it_extends():
    below = pack_below(["uni-careers >= 2"])
    assert below is not None
    assert below.name == "after-the-interview"


# -- nothing is looked for without need ------------------------------------------------------------


@pytest.mark.usefixtures("uni")
def test_the_environment_is_searched_only_for_a_name_that_is_nothing_else(monkeypatch):
    searched = []
    find = module.entry_points
    monkeypatch.setattr(module, "entry_points", lambda **given: searched.append(1) or find(**given))
    advise(STATE, NOW)
    RulePack.load("in-practice >= 0.1")
    RulePack.load(own("after-the-interview"))
    with pytest.raises(PackError):
        RulePack.load("missing.yaml")
    assert searched == []
    many = "pack: p\nextends: [uni-careers, " + ", ".join(f"none{n}" for n in range(500)) + "]\n"
    assert len(inspect_text(many, "pack.yaml").problems) == 500
    assert searched == [1]


# -- errors ----------------------------------------------------------------------------------------


def test_two_packages_with_one_name_are_both_named(uni):
    uni("another", "0.3", files={})
    assert said("uni-careers") == (
        "several packages offer a pack 'uni-careers': another 0.3 and uni-careers-rules 2.1 "
        "(uninstall all but one of them)"
    )
    assert said(own("uni-careers")).startswith("own.yaml:2:10: several packages offer")


def test_a_missing_file_is_named_with_its_package(site):
    write_package(site, files={"uni_careers/__init__.py": TRAP})
    assert said("uni-careers") == (
        "uni-careers-rules 2.1 lacks the file uni_careers/rules.yaml of its pack 'uni-careers' "
        "(reinstall uni-careers-rules, or tell its authors)"
    )
    problem = problem_of(own("uni-careers"))
    assert (problem.where, problem.code) == ("own.yaml:2:10", "unreadable-pack")


@pytest.mark.parametrize(
    "value",
    ["uni_careers", "uni_careers:rules", "uni_careers:../../x.yaml", "..:x.yaml", "a/b:x.yaml",
     "uni_careers:RULES.yaml [x]", "os:system", "uni_careers.:rules.yaml", "uni_careers:sub/x.yaml"],
)  # fmt: skip
def test_an_entry_point_names_a_yaml_file_of_a_package(value, site):
    write_package(site, offers={"uni-careers": value})
    assert said("uni-careers") == (
        f"the package uni-careers-rules gives '{value}' as the place of its pack 'uni-careers', which "
        "names no YAML file (tell its authors: the entry point has the form package:file.yaml)"
    )


@pytest.mark.usefixtures("uni")
def test_unknown_names_list_installed_packs():
    assert said("uni-carers") == (
        "cannot read 'uni-carers': No such file or directory (did you mean uni-careers?)"
    )
    assert said("elsewhere").endswith(
        "(give the path of a file, or the name of a pack: after-the-interview, in-practice, "
        "job-search, uni-careers)"
    )
    problem = problem_of(own("uni-carers"))
    assert problem.hint == "did you mean uni-careers?"
    assert problem.span is not None
    with pytest.raises(
        PackError, match=r"unknown pack 'else' \(install the package that has it, or "
    ):
        RulePack.from_text(OWN.format("else"))
    with pytest.raises(PackError, match=r"'a\.yaml' \(only bundled and installed packs can be ext"):
        RulePack.from_text(OWN.format("a.yaml"))


@pytest.mark.usefixtures("uni")
def test_a_text_of_a_stranger_can_be_kept_from_installed_packs():
    text = OWN.format("uni-careers")
    assert RulePack.from_text(text).packages
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text, installed=False)
    hint = "only bundled packs can be extended here: after-the-interview, in-practice, job-search"
    assert str(caught.value) == f"pack.yaml:2:10: unknown pack 'uni-careers' ({hint})"


# -- versions --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("uni")
def test_required_versions_are_those_of_the_package():
    for asked in (
        "uni-careers >= 2",
        "uni-careers>=2,<3",
        "uni-careers == 2.1.0",
        "uni-careers != 1",
    ):
        assert RulePack.load(asked).name == "uni-careers"
        assert RulePack.load(own(f'[in-practice, "{asked}"]')).packages
        assert RulePack.from_text(OWN.format(asked)).packages
    assert said("uni-careers >= 3") == (
        "uni-careers >= 3 is required, but uni-careers-rules 2.1 is installed "
        "(run pip install 'uni-careers-rules>=3', or change the requirement)"
    )
    problem = problem_of(own("uni-careers < 2, >= 1"))
    assert str(problem) == (
        "own.yaml:2:10: uni-careers < 2, >= 1 is required, but uni-careers-rules 2.1 is installed "
        "(run pip install 'uni-careers-rules<2,>=1', or change the requirement)"
    )
    assert problem.code == "wrong-version"
    text = OWN.format("uni-careers >= 3") + "switch_off: [tell-your-coach, tell-your-cook]\n"
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["wrong-version", "nothing-to-override"], "what the pack has is not unknown"


@pytest.mark.usefixtures("site")
def test_required_versions_of_bundled_packs_are_those_of_this_library():
    assert RulePack.load("in-practice >= 0.1") == RulePack.default()
    assert said(own("in-practice >= 90")).startswith(
        "own.yaml:2:10: in-practice >= 90 is required, but interview-rules 0."
    )


def test_a_version_that_is_none_cannot_be_compared(site):
    write_package(site, version="new")
    assert RulePack.load("uni-careers").name == "uni-careers"
    assert said("uni-careers >= 2") == (
        "the version of uni-careers-rules is 'new', which cannot be compared with >= 2 (remove >= 2)"
    )


@pytest.mark.usefixtures("site")
def test_a_path_takes_no_version():
    Path("base.yaml").write_text(UNI)
    where = "own.yaml:2:10: a path takes no version "
    assert said(own("base.yaml >= 2")) == (
        f"{where}(write base.yaml, or the name of an installed pack)"
    )
    assert problem_of("base.yaml>=2").code == "wrong-version"
    Path("a=2.yaml").write_text(UNI)
    assert RulePack.load("a=2.yaml").name == "uni-careers"


@pytest.mark.usefixtures("uni")
def test_a_requirement_in_a_list_needs_quotes():
    assert said(own("[in-practice, uni-careers >= 2, < 3]")) == (
        "own.yaml:2:42: '< 3' is not the name of a pack "
        '(put a pack and its versions in quotes: "our-rules >= 2, < 3")'
    )
    with pytest.raises(PackError, match="put a pack and its versions in quotes"):
        RulePack.from_text(OWN.format("[uni-careers >= 2, < 3]"))


@pytest.mark.usefixtures("uni")
@pytest.mark.parametrize(
    "text",
    ["a" * 5_000, "a" * 300 + ".yaml", "a\0b", "a >= 1\0", "a >= " + "9" * 5_000, "a" + "-a" * 9_000 + ">",
     "uni-careers >= 1\n, < 9\x1b[31m", ">" * 5_000, "a.yaml" * 2_000 + ">= 1", "../" * 2_000],
)  # fmt: skip
def test_odd_names_are_errors(text):
    with pytest.raises(PackError) as caught:
        RulePack.load(text)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 1_000
    with pytest.raises(PackError):
        RulePack.from_text(OWN.format(json.dumps(text)))
