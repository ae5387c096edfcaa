"""Results of every kind, as they are shown, with a given name in every place for a name."""

from __future__ import annotations

from interview_rules import JobSearch, advise, explain, plan

NOW = "2026-11-20 12:00"


def state(name="Acme"):
    return {
        "company": name,
        "position": name,
        "candidate": name,
        "country": "US",
        "timezone": "America/New_York",
        "events": [
            {"at": "2026-11-19 10:00", "event": "interview", "interviewers": [name]},
            {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25"},
            {"at": "2026-12-01", "event": "reply-received", "employer": name},
        ],
    }


def results(name="Acme"):
    """Return one result of each kind, by the name of its class."""
    search = JobSearch.read({"applications": {name.strip() or "x": state(name)}})
    found = (
        advise(state(name), NOW),
        plan(state(name), NOW, assume="follow advice"),
        explain(state(name), "follow-up", NOW),
        advise(search, NOW),
        plan(search, NOW),
    )
    return {type(each).__name__: each for each in found}
