"""Advice for a state given as a dict: the title and due date of each piece.

python examples/advise.py
"""

from __future__ import annotations

from interview_rules import advise

state = {
    "timezone": "America/New_York",
    "country": "US",
    "interview": "2026-11-19 14:00",
    "decision_date": "2026-11-25",
}
for advice in advise(state, now="2026-11-27 09:00"):
    print(f"{advice.kind}: {advice.title}", f"(due {advice.due})" if advice.due else "")
