"""What a service tells strangers about the packages installed beside it: nothing."""

from __future__ import annotations

import json

import pytest
from packages import site, uni

from interview_rules import Advisor
from interview_rules.service.operations import OPERATIONS, perform

__all__ = ["site", "uni"]

PACK = "pack: own\nextends: {}\n"
TESTS = "tests: [{name: A test, events: [], now: 2026-11-20 12:00, expect: [wait]}]"


@pytest.mark.usefixtures("uni")
@pytest.mark.parametrize("extends", ["uni-careers", "uni-careers >= 2", "uni-carers", "other"])
def test_a_pack_in_a_request_extends_no_installed_pack(extends):
    pack = PACK.format(extends)
    advisor = Advisor("uni-careers")
    for operation, request in (("check", {"pack": pack}), ("test", {"pack": pack, "tests": TESTS})):
        answer = json.loads(perform(OPERATIONS[operation], advisor, json.dumps(request)))
        finding = answer["findings"][0]
        name = extends.split()[0]
        assert (finding["code"], finding["message"]) == (
            "unreadable-pack",
            f"unknown pack '{name}'",
        )
        hint = (
            "only bundled packs can be extended here: after-the-interview, in-practice, job-search"
        )
        assert finding["hint"] == hint
