"""A small pack for which the tests write, read and run test files."""

from __future__ import annotations

import pytest

from interview_rules.authoring.pack_tests import read_test_file

PACK = """\
pack: tiny
facts:
  a: {type: moment, doc: A moment.}
  f: {type: flag, doc: A flag.}
  n: {type: count, doc: A count.}
  mood: {type: choice, choices: [low, fair, high], ordered: true, doc: A choice.}
conclusions: {late: It is late.}
rules:
  - id: ask
    when: from a + 1 day and not late
    advise:
      action: write
      kind: do
      title: Ask about {a}
      text: Ask them how things stand.
      due: a + 2 days
    source: This test.
  - id: nag
    when: late
    advise: {action: write, kind: do, title: Ask again, text: Ask once more., due: a + 9 hours}
    source: This test.
  - id: rest
    when: before a + 1 day and not f
    advise: {action: rest, kind: avoid, title: Rest, text: Let it rest.}
    source: This test.
  - id: rest-well
    when: f
    advise: {action: rest, kind: avoid, title: Rest well, text: Let it all rest.}
    source: This test.
  - id: keep-calm
    when: mood is at least fair or n >= 2
    advise: {action: keep-calm, kind: know, title: Calm, text: Keep calm.}
    source: This test.
  - id: overdue
    when: after a + 1 week
    conclude: late
    source: This test.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tiny.yaml").write_text(PACK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def read(folder):
    """Read a text as a test file next to the small pack."""

    def reading(text: str):
        path = folder / "tiny.tests.yaml"
        path.write_text(text, encoding="utf-8")
        return read_test_file(path)

    return reading


@pytest.fixture
def one(read):
    """Read one test, given the lines below its name."""

    def reading(*lines: str):
        return read("".join(f"{line}\n" for line in ("tests:", "  - name: One", *lines)))

    return reading
