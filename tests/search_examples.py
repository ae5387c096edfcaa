"""A search of three applications, shared by the tests of reports and plans of searches."""

from __future__ import annotations

from interview_rules import JobSearch

NOW = "2026-11-21 12:00"
PLACE = {"timezone": "America/New_York", "country": "US"}
ACME = {"interview": "2026-11-19", "thank_you": "2026-11-20", "decision_date": "2026-11-30"}
BIRCH = {
    "interview": "2026-11-10",
    "offer": {"at": "2026-11-20", "step": "written"},
    "offer_deadline": "2026-11-27",
}
COBALT = {"interview": "2026-10-30", "rejection": "2026-11-12"}


def search(**applications):
    return JobSearch.read({**PLACE, "applications": applications})


def given(report):
    return {(name, advice.action) for name, advice in report}
