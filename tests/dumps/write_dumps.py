"""Write the dumps of this version: `python tests/dumps/write_dumps.py FOLDER`.

A folder with a new name is added whenever the version of a schema changes, and never changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from interview_rules import InterviewState, JobSearch, StateError, advise, explain, plan
from interview_rules.events.event import EVENTS, OF_ADVICE

NOW = "2026-11-24 12:00"


def every_event() -> list[dict[str, object]]:
    """Return one event of every kind, with a date if it requires one."""
    log = []
    for place, name in enumerate(EVENTS):
        event: dict[str, object] = {
            "at": f"2026-11-{place % 28 + 1:02}",
            "event": name,
            "detail": f"note {place}",
            "id": f"event-{place}",
            "meta": {"place": place},
        }
        if name in OF_ADVICE:
            event["advice"] = "follow-up"
        try:
            InterviewState.from_events([event])
        except StateError:
            event["date"] = "2026-12-20"
        log.append(event)
    return log


def states() -> dict[str, InterviewState]:
    """Return the states to write, by name."""
    log = InterviewState.from_events(
        every_event(), timezone="Europe/Berlin", country="DE", company="Acme", position="Analyst"
    )
    usual = InterviewState.read(
        {
            "$schema": "https://example.org/state.schema.json",
            "id": "acme-17",
            "meta": {"source": "mail"},
            "interview": {
                "date": "2026-11-19 10:00",
                "end": "2026-11-19 11:00",
                "interviewers": ["Ms. Okafor", "Mr. Reyes"],
            },
            "decision_date": "2026-11-25",
            "thank_you": "2026-11-20",
            "follow_up": {"at": "2026-11-26", "channel": "email", "to": "Ms. Okafor"},
            "timezone": "America/New_York",
            "country": "US",
            "subdivision": "NY",
            "intermediary": "agency",
            "hr_reachable": False,
            "other_applications": 3,
        }
    )
    elsewhere = {
        "interview": "2026-11-19",
        "other_offer": "2026-11-20",
        "other_offer_deadline": "2026-12-01",
        "elsewhere": [{"at": "2026-11-20", "event": "verbal-offer", "employer": "Bolt"}],
        "free_days": ["2026-12-24"],
        "weekend": [4, 5],
    }
    return {
        "log": log,
        "snapshot": log.snapshot(),
        "usual": usual,
        "elsewhere": InterviewState.read(elsewhere),
    }


def write_dumps(folder: Path) -> None:
    """Write states, a search and results as JSON."""
    found = states()
    search = JobSearch.read(
        {
            "applications": {
                "Acme": found["usual"],
                "Bolt": {
                    "interview": "2026-11-20",
                    "offer": {"at": "2026-11-23", "step": "written"},
                },
            },
            "activities": [{"at": "2026-11-21", "kind": "boards"}],
            "timezone": "America/New_York",
            "country": "US",
        }
    )
    usual = found["usual"]
    texts = {f"state-{name}": state.model_dump_json() for name, state in found.items()}
    texts |= {
        "search": search.model_dump_json(),
        "report": advise(usual, NOW).to_json(),
        "plan": plan(usual, NOW, assume="follow advice").to_json(),
        "explanation": explain(usual, "follow-up", NOW).to_json(),
        "search-report": advise(search, NOW).to_json(),
        "search-plan": plan(search, NOW).to_json(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        data = json.dumps(json.loads(text), indent=1, ensure_ascii=False)
        (folder / f"{name}.json").write_text(f"{data}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_dumps(Path(sys.argv[1]))
