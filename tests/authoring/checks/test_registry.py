"""The examples of every finding: `avoid` triggers the finding, `prefer` does not."""

from __future__ import annotations

import pytest

from interview_rules.authoring.checks import FINDINGS, check
from interview_rules.authoring.checks.registry import LINTS
from interview_rules.authoring.pack_tests.reader import SUFFIX

OFFICES = {"one-office": "3 business days", "another-office": "2 weeks"}


def codes(folder, text: str) -> set[str]:
    for name, wait in OFFICES.items():
        office = f"pack: {name}\nextends: after-the-interview\nset: {{reply_wait: {wait}}}\n"
        (folder / f"{name}.yaml").write_text(office)
    if "tests:" in text:
        file = folder / f"example{SUFFIX}"
        text = f"rules: after-the-interview\n{text}"
    else:
        file = folder / "example.yaml"
        text = f"pack: example\n{text}"
    file.write_text(text)
    return {result.finding.code for result in check([file])}


@pytest.mark.parametrize("code", FINDINGS)
def test_what_is_to_be_avoided_is_found(code, tmp_path):
    assert code in codes(tmp_path, FINDINGS[code].avoid)


@pytest.mark.parametrize("code", FINDINGS)
def test_what_is_preferred_is_not(code, tmp_path):
    found = codes(tmp_path, FINDINGS[code].prefer)
    assert code not in found
    assert not {each for each in found if FINDINGS[each].level == "error"}


def test_errors_keep_a_pack_from_loading_and_lints_are_warnings():
    assert {finding.level for finding, _validator in LINTS} == {"warning"}
    assert len({finding.code for finding in FINDINGS.values()}) == len(FINDINGS)
    for finding in FINDINGS.values():
        assert finding.title[-1] not in ".!", finding.code
        assert finding.why.endswith("."), finding.code
