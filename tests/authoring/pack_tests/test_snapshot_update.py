"""Updates of reports: they pass afterwards, and nothing else in the file changes."""

from __future__ import annotations

import pytest

from interview_rules.authoring.pack_tests import read_test_file, run_tests
from interview_rules.authoring.pack_tests.snapshot_update import update_reports
from interview_rules.errors import PackError

BEFORE = """\
# The first line.
tests:

  # About the first test.
  - name: One   # its name
    state: {timezone: Europe/Berlin, facts: {a: 2026-11-19, n: 2}}
    report:   # all of it
      # why we write
      - action: write
        rule: ask
        kind: do
        # the title
        title: Ask about a day
        text: Ask them how things stand.
        since: 2026-11-20 00:00
        until: 2026-11-27 00:00
        due: 2026-11-21

      # gone
      - action: rest
        rule: rest
      # stays as it is
      - {action: keep-calm, rule: keep-calm, kind: know, # here too
         title: Calm, text: Keep calm., since: always, until: never}
      # below
    now: 2026-11-20 12:00

  - report:
    name: 'Two'
    facts: {f: true}
    now: 2026-11-20 12:00
  - name: Three
    events: []
    now: 2026-11-20 12:00
    report:
    - action: rest
      rule: rest
  # Before the fourth.
  - {name: Four, facts: {f: true}, now: 2026-11-20 12:00, expect: [rest]}
# The last line."""
AFTER = """\
# The first line.
tests:

  # About the first test.
  - name: One   # its name
    state: {timezone: Europe/Berlin, facts: {a: 2026-11-19, n: 2}}
    report:   # all of it
      # why we write
      # the title
      - action: write
        rule: ask
        kind: do
        title: Ask about Thursday 19 November 2026
        text: Ask them how things stand.
        since: 2026-11-20 00:00
        until: 2026-11-27 00:00
        due: 2026-11-21
      # stays as it is
      - {action: keep-calm, rule: keep-calm, kind: know, # here too
         title: Calm, text: Keep calm., since: always, until: never}
      # below
    now: 2026-11-20 12:00

  - report:
      - action: rest
        rule: rest-well
        kind: avoid
        title: Rest well
        text: Let it all rest.
        since: always
        until: never
    name: 'Two'
    facts: {f: true}
    now: 2026-11-20 12:00
  - name: Three
    events: []
    now: 2026-11-20 12:00
    report: []
  # Before the fourth.
  - {name: Four, facts: {f: true}, now: 2026-11-20 12:00, expect: [rest]}
# The last line."""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_what_differs_is_rewritten(ending, mark, folder):
    path = folder / "tiny.tests.yaml"
    path.write_bytes((mark + BEFORE.replace("\n", ending)).encode())
    assert update_reports(read_test_file(path)) == 3
    assert path.read_bytes().decode() == mark + AFTER.replace("\n", ending)
    file = read_test_file(path)
    assert all(outcome.passed for outcome in run_tests(file))
    assert update_reports(file) == 0
    assert path.read_bytes().decode() == mark + AFTER.replace("\n", ending)


REFUSED = [
    "  - {name: One, facts: {f: true}, now: 2026-11-20 12:00, report: }\n",
    (
        "  - name: One\n    facts: {f: true}\n    now: 2026-11-20 12:00\n    report: &r\n"
        "      - action: rest\n  - name: Two\n    facts: {f: true}\n    now: 2026-11-20 12:00\n"
        "    report: *r\n"
    ),
    "  - name: One\n    facts: {f: true}\n    now: 2026-11-20 12:00\n    ? report\n    : []\n",
]


@pytest.mark.parametrize("tests", REFUSED)
def test_what_cannot_be_rewritten_in_place_is_refused(tests, folder):
    path = folder / "tiny.tests.yaml"
    path.write_text(f"tests:\n{tests}")
    with pytest.raises(PackError, match="cannot be updated in place") as raised:
        update_reports(read_test_file(path))
    assert raised.value.problems[0].place.line > 1
    assert path.read_text() == f"tests:\n{tests}"


def test_a_body_with_odd_lines_survives(folder):
    pack = (folder / "tiny.yaml").read_text()
    body = "draft: {subject: 'A: # b', body: \"# Hi\\n\\n  - one\\n\\n: two\\t|\\n# end\"}"
    (folder / "tiny.yaml").write_text(pack.replace("due: a + 2 days", f"{body}\n      due: a"))
    path = folder / "tiny.tests.yaml"
    path.write_text(
        "tests:\n  - name: One\n    state: {facts: {a: 2026-11-19}}\n    now: 2026-11-20 12:00\n"
        "    report:\n"
    )
    assert update_reports(read_test_file(path)) == 1
    before = path.read_text()
    path.write_text(before.replace("kind: do", "kind: know"))
    assert update_reports(read_test_file(path)) == 1
    assert path.read_text() == before
    assert all(outcome.passed for outcome in run_tests(read_test_file(path)))


def test_a_line_break_that_prevents_an_update_is_named_with_its_place(folder):
    path = folder / "tiny.tests.yaml"
    text = "tests:\n  - name: 'One\u2028 more'\n    facts: {f: true}\n    now: 2026-11-20 12:00\n    report:\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as raised:
        update_reports(read_test_file(path))
    assert str(raised.value.problems[0]).endswith(
        "tiny.tests.yaml:2:15: the line break '\\u2028' keeps the reports in this file from being"
        " updated (replace it with an ordinary line break)"
    )
