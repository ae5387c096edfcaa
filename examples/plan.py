"""A plan for the weeks ahead, an explanation, and a calendar file.

python examples/plan.py
"""

from pathlib import Path
from tempfile import gettempdir

from interview_rules import explain, plan

state = {
    "interview": "2026-11-19",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
}
now = "2026-11-20 12:00"

weeks = plan(state, now=now, assume="follow advice")
for stretch in weeks:
    to_do = [advice.title for advice in stretch if advice.kind == "do"]
    print(f"{stretch.since:%d %b %H:%M}", "|", "; ".join(to_do))

why_not = explain(state, "follow-up", now=now)
print("follow-up could hold from", why_not.earliest)

file = Path(gettempdir()) / "after-the-interview.ics"
file.write_bytes(weeks.to_ics())
