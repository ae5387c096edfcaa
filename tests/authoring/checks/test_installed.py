"""Checks of packs in installed packages, and of packs on top of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from packages import UNI, site, write_package

from interview_rules.authoring.checks import check
from interview_rules.authoring.checks.runner import check_text

__all__ = ["site"]

UNUSED = UNI + "facts: {spare: {type: flag, doc: Nothing asks for it.}}\n"
OWN = "pack: own\nextends: uni-careers\nset: {reply_wait: 6 business days}\n"


@pytest.fixture
def warned(site):
    write_package(site, files={"uni_careers/rules.yaml": UNUSED})


def codes(results):
    return [(str(result.at), result.finding.code) for result in results]


@pytest.mark.usefixtures("warned")
def test_only_who_checks_an_installed_pack_itself_reads_its_warnings():
    Path("own.yaml").write_text(OWN)
    assert check(["own.yaml"]) == []
    found = [("uni-careers:10:9", "unused-fact")]
    assert codes(check(["uni-careers"])) == codes(check(["uni-careers >= 2"])) == found


@pytest.mark.usefixtures("warned")
def test_a_misspelled_name_of_an_installed_pack_can_be_fixed():
    Path("own.yaml").write_text(OWN.replace("uni-careers", "uni-carers"))
    (result,) = [each for each in check(["own.yaml"]) if each.finding.code == "unreadable-pack"]
    assert result.fix is not None
    assert [edit.text for edit in result.fix.edits] == ["uni-careers"]


@pytest.mark.usefixtures("warned")
def test_a_text_is_checked_with_or_without_installed_packs():
    assert check_text(OWN, "pack.yaml") == []
    found = check_text(OWN, "pack.yaml", installed=False)
    assert codes(found)[0] == ("pack.yaml:2:10", "unreadable-pack")
