"""Documents: what a section leaves out, in each format."""

from __future__ import annotations

import pytest

from interview_rules import Advisor
from interview_rules.reports.document import Document, Section
from interview_rules.reports.html import to_html
from interview_rules.reports.markdown import to_markdown
from interview_rules.reports.text import Page

NOW = "2026-11-20 12:00"


@pytest.mark.parametrize(
    ("more", "complete", "said"),
    [
        (0, True, ""),
        (2, True, "and 2 more"),
        (2, False, "and at least 2 more"),
        (0, False, ""),
    ],
)
def test_what_a_list_leaves_out_is_said_after_it(more, complete, said):
    section = Section("Events", points=("First",), more=more, complete=complete)
    document = Document("", sections=(section,))
    text = str(Page(40, "utf-8").document(document, drafts=False, hint=False))
    assert text == "EVENTS\n  - First" + (f"\n  {said}" if said else "")
    markdown = to_markdown(document, drafts=False).rstrip()
    assert markdown == "### Events\n\n- First" + (f"\n\n{said}" if said else "")
    html = to_html(document)
    assert html.partition("</ul>")[2].count(said or "<p") == (1 if said else 0)


def test_a_report_says_how_many_questions_it_leaves_out():
    report = Advisor().advise({"interview": "2026-11-19"}, NOW)
    left_out = len(report.questions(all=True)) - len(report.questions)
    assert left_out > 0
    shown = "".join(f"  - {question.text}\n" for question in report.questions)
    assert f"OPEN QUESTIONS\n{shown}  and {left_out} more\n" in report.to_text(width=100)


def test_a_report_without_further_questions_counts_none():
    report = Advisor("after-the-interview").advise(
        {"interview": "2026-11-19", "decision_date": "2026-11-25", "country": "US"}, NOW
    )
    assert len(report.questions(all=True)) == len(report.questions)
    assert " more\n" not in report.to_text(width=100)
