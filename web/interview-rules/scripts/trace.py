"""Runs in Pyodide during the build: finds out which modules the usual calls need."""

import json
import sys

ALWAYS = ("encodings.ascii", "encodings.latin_1", "encodings.utf_8_sig", "encodings.idna")

STATE = {
    "company": "Harbor & Finch",
    "interview": {"date": "2026-11-19T14:00", "interviewers": ["Ms. Okafor", "Mr. Reyes"]},
    "thank_you": "2026-11-20",
    "decision_date": "2026-11-25",
    "offer": {"at": "2026-11-26", "step": "conditional"},
    "timezone": "America/New_York",
}
SEARCH = {"applications": {"one": STATE, "two": {"events": [
    {"at": "2026-11-19 10:00", "event": "interview", "zone": "Europe/Berlin"},
    {"at": "2026-11-20", "event": "other-offer"},
]}}}  # fmt: skip
NOW = {"now": "2026-11-27 09:00"}
REQUESTS = {
    "advise": {"state": STATE},
    "plan": {"state": STATE, "assume": "follow advice"},
    "explain": {"state": STATE, "rule": "contact-hr"},
    "questions": {"state": STATE},
    "answer": {"state": {"interview": "2026-11-19"}, "answers": {"decision_date": "2026-12-01"}},
    "drafts": {"state": STATE},
    "search/advise": {"search": SEARCH},
    "search/plan": {"search": SEARCH},
    "search/picture": {"search": SEARCH},
    "search/explain": {"search": SEARCH, "application": "one", "rule": "follow-up"},
    "search/questions": {"search": SEARCH},
    "search/drafts": {"search": SEARCH},
    "search/log": {"search": SEARCH},
}


def used(bridge: str) -> list[str]:
    """Return the files under LIB of the modules that the usual operations import."""
    scope = {}
    exec(compile(bridge, "bridge.py", "exec"), scope)
    for operation, request in REQUESTS.items():
        kind, text = scope["call"](
            "", operation, json.dumps({**NOW, **request} if operation != "search/log" else request)
        )
        assert kind == "text", text
        scope["call"]("", operation, json.dumps({"state": {"interview": "soon"}, **NOW}))
    for name in ALWAYS:
        __import__(name)
    return [name for name, module in sys.modules.items() if getattr(module, "__file__", None)]
