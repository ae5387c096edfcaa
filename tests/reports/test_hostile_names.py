"""No output shows what a name hides: control characters, overrides of direction, byte-order marks."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from importlib.util import find_spec

from interview_rules import advise, plan

HIDDEN = "\x00\x07\t\r\x1b\x7f\x85\x9b\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9"


def test_the_hidden_characters_of_a_name_are_in_no_output():
    name = f"A{'x'.join(HIDDEN)}b"
    state = {
        "company": name,
        "position": name,
        "candidate": name,
        "country": "US",
        "rounds": [{"date": "2026-11-19 15:00", "interviewers": [name], "place": name}],
        "decision_date": "2026-11-25",
    }
    report = advise(state, "2026-11-27 09:00")
    made = plan(state, "2026-11-18 09:00", assume="follow advice")
    shown = {"svg": made.to_svg()}
    for kind, each in (("report", report), ("plan", made)):
        shown |= {f"{kind} as text": each.to_text(), f"{kind} as Markdown": each.to_markdown()}
        shown[f"{kind} as HTML"] = each.to_html()
    for advice in report:
        for draft in advice.drafts:
            shown["draft"] = draft.subject + draft.body
            mail = message_from_bytes(draft.eml("a@example.org", "b@example.org"), policy=default)
            shown["mail"] = f"{mail['subject']}{mail['to']}{mail.get_content()}".replace(
                "\r\n", "\n"
            )
            shown["link"] = draft.mailto("b@example.org")
    if find_spec("icalendar") is not None:
        shown["calendar"] = report.to_ics().decode().replace("\r\n", "\n")
    assert "draft" in shown
    assert [
        (kind, ascii(each)) for kind, text in shown.items() for each in HIDDEN if each in text
    ] == []
