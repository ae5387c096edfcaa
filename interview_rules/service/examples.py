"""An example of a request for each operation; all of them work."""

from __future__ import annotations

from typing import Any

__all__ = ["EXAMPLES"]

_STATE = {
    "company": "Harbor & Finch",
    "interview": "2026-11-19",
    "decision_date": "2026-11-25",
    "country": "US",
}
_SEARCH = {
    "country": "US",
    "applications": {
        "Harbor": {"interview": "2026-11-19", "decision_date": "2026-11-30"},
        "Birch": {
            "offer": {"at": "2026-11-20", "step": "written"},
            "offer_deadline": "2026-11-27",
        },
    },
}
_OF_STATE = {"state": _STATE, "now": "2026-11-20 12:00"}
_OF_SEARCH = {"search": _SEARCH, "now": "2026-11-23 09:00"}
_PACK = """pack: our-rules
extends: in-practice
set:
  reply_wait: 5 business days
"""
_TESTS = """timezone: UTC
tests:
  - name: After five business days without a reply, assume that the job is filled.
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-12-03 12:00
    expect: assume-filled
"""
EXAMPLES: dict[str, dict[str, Any]] = {
    "advise": {**_OF_STATE, "include": ["windows", "drafts", "questions"]},
    "plan": {**_OF_STATE, "assume": "follow advice"},
    "explain": {**_OF_STATE, "rule": "contact-hr"},
    "status": _OF_STATE,
    "questions": {**_OF_STATE, "all": True},
    "answer": {**_OF_STATE, "answers": {"contact_known": "yes"}},
    "log": {"state": _STATE},
    "drafts": _OF_STATE,
    "ics": {**_OF_STATE, "alarms": ["day before"]},
    "picture": {**_OF_STATE, "assume": "follow advice"},
    "search/advise": _OF_SEARCH,
    "search/plan": {**_OF_SEARCH, "until": "2026-12-31"},
    "search/explain": {**_OF_SEARCH, "rule": "follow-up", "application": "Harbor"},
    "search/questions": _OF_SEARCH,
    "search/answer": {**_OF_SEARCH, "answers": {"Harbor": {"thank_you": "2026-11-20"}}},
    "search/log": {"search": _SEARCH},
    "search/drafts": _OF_SEARCH,
    "search/ics": _OF_SEARCH,
    "search/picture": _OF_SEARCH,
    "check": {"pack": _PACK},
    "test": {"pack": _PACK, "tests": _TESTS},
}
"""The example of each operation, by its name."""
