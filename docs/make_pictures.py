"""Generator of docs/plan.svg, the picture of a plan: `python docs/make_pictures.py`."""

from __future__ import annotations

from pathlib import Path

from interview_rules import plan

FILE = Path(__file__).with_name("plan.svg")
STATE = {
    "company": "Harbor & Finch",
    "position": "Data Analyst",
    "interview": "2026-11-19",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
}


def picture() -> str:
    """Return an SVG of the weeks after an interview, if the advice is followed."""
    return plan(STATE, now="2026-11-20 12:00", assume="follow advice").to_svg() + "\n"


if __name__ == "__main__":
    FILE.write_text(picture(), encoding="utf-8")
