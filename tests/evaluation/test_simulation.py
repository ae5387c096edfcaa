"""When a candidate who follows the advice acts on advice that ends early."""

from __future__ import annotations

import pytest

from interview_rules import RulePack, plan

UNTIL_EIGHT = RulePack.from_text("""
pack: tiny
rules:
  - id: it
    when: from interview and not from interview + 1 day - 16 hours
    source: Us.
    advise: {action: thank, kind: do, title: A, text: A., due: interview, recorded_as: thank-you-sent}
""")


@pytest.mark.parametrize(
    ("now", "acts"),
    [
        ("06:45", ["2026-11-24 07:45"]),
        ("07:30", ["2026-11-24 07:59"]),
        ("07:59:58", ["2026-11-24 07:59"]),
        ("07:59:59", []),
    ],
)
def test_advice_that_is_due_on_the_day_on_which_it_ends_is_followed_before(now, acts):
    state = {"interview": "2026-11-24", "timezone": "UTC"}
    made = plan(state, f"2026-11-24 {now}", assume="follow advice", rules=UNTIL_EIGHT)
    assert [str(event.at)[:16] for event in made.imagined] == acts
