"""Lines with a wrong indent, or without a colon or a space: the line to change is the one reported."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.sources import yaml_events, yaml_repairs
from interview_rules.sources.yaml_repairs import repair
from interview_rules.sources.yaml_tree import read_yaml

PACK = """\
pack: mine
title: Mine
extends: after-the-interview
set:
  reply_wait: 5 days
rules:
  - id: first
    when: no reply
    advise:
      action: it
      kind: do
      title: It
      text: >
        Some text that goes
        on for two lines.
      due: interview
    source: Us.
  - id: second
    when:
      - no reply
      - interview is known
    conclude: x
    source: Us.
"""
LINES = PACK.split("\n")[:-1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_where_yaml_ends_it(end):
    with pytest.raises(PackError) as caught:
        read_yaml(f"rules:{end * 60}  - id: a\n   when: no reply\n", "pack.yaml").value()
    (problem,) = caught.value.problems
    assert (problem.where, problem.hint) == ("pack.yaml:62:4", "indent it by 4 spaces")


def moved(line: int, by: int) -> str:
    """Return the pack with one line, counted from 1, moved by some columns."""
    own = len(LINES[line - 1]) - len(LINES[line - 1].lstrip())
    changed = " " * (own + by) + LINES[line - 1].lstrip()
    return "\n".join([*LINES[: line - 1], changed, *LINES[line:], ""])


MOVES = [
    (line, by)
    for line in range(1, len(LINES) + 1)
    for by in (-2, -1, 1, 2)
    if len(LINES[line - 1]) - len(LINES[line - 1].lstrip()) + by >= 0
]
SOUND = {(5, -1), (5, 1), (5, 2), (14, -1), (15, 1), (15, 2), (16, 2)}
"""Moves that leave a valid pack; in the last one, a key becomes part of a text."""
OF_TWO_ITEMS = {(20, -2), (20, -1)}
"""Moves of the first of two items, after which moving the second one is as good."""


@pytest.mark.parametrize(("line", "by"), MOVES)
def test_a_moved_line_is_the_one_reported(line, by):
    text = moved(line, by)
    if (line, by) in SOUND:
        RulePack.from_text(text, "my.yaml")
        return
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text, "my.yaml")
    first = caught.value.problems[0]
    assert first.place.line == (line + 1 if (line, by) in OF_TWO_ITEMS else line)


@pytest.mark.parametrize(
    ("line", "by", "said"),
    [
        (2, 1, "2:2: this line does not fit its block (begin it at the start of the line, or put text that contains a colon in quotes)"),
        (7, 1, "7:4: this line does not fit its block (indent it by 2 spaces)"),
        (10, 1, "10:8: this line does not fit its block (indent it by 6 spaces)"),
        (14, 1, "14:10: this line does not fit its block (indent it by 8 spaces)"),
        (16, -1, "16:6: this line does not fit its block (indent it by 4 or 6 spaces)"),
        (21, 1, "21:8: this line continues the text of the line above (indent it like the '-' of the first item, to make it an item of the list)"),
        (23, -2, "23:3: this line does not fit its block (begin it at the start of the line, or indent it by 4 spaces)"),
    ],
)  # fmt: skip
def test_the_hint_says_by_how_much_to_indent(line, by, said):
    with pytest.raises(PackError) as caught:
        RulePack.from_text(moved(line, by), "my.yaml")
    assert [str(problem) for problem in caught.value.problems] == [f"my.yaml:{said}"]


@pytest.mark.parametrize("line", [7, 8, 10, 12, 14, 16, 18, 20, 23])
def test_a_line_in_a_long_pack_is_the_one_reported(line):
    first = LINES.index("rules:") + 1
    rules = [
        f"  - id: r{number}\n    when: no reply\n    conclude: c{number}\n    source: Us."
        for number in range(200)
    ]
    lines = moved(line, 1).split("\n")
    with pytest.raises(PackError) as caught:
        read_yaml("\n".join([*lines[:first], *rules, *lines[first:]]), "my.yaml")
    assert caught.value.problems[0].place.line == line + 800


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: x\n  when no reply\n  title: A\n", "2:3: this line has no colon after its key (write 'when: no reply')"),
        ("a:\n  action it\n  title: A\n", "2:3: this line has no colon after its key (write 'action: it')"),
        ("- id: x\n  advise\n    action: it\n", "2:3: this line has no colon after its key (write 'advise:')"),
        ("rules\n  - id: x\n    title: A\n", "1:1: this line has no colon after its key (write 'rules:')"),
        ("pack:mine\ntitle: A\n", "1:6: a space is missing after ':' (write 'pack: mine')"),
        ("rules:\n  -id: x\n    title: A\n", "2:4: a space is missing after '-' (write '- id: x')"),
        ("rules:\n  • id: x\n    title: A\n", "2:3: an item of a list begins with a hyphen and a space (write '- id: x')"),
        ("rules:\n  2) id: x\n     title: A\n", "2:3: an item of a list begins with a hyphen and a space (write '- id: x')"),
        ("a:\n  text: |\n  > Dear X,\n  > thanks.\n", "3:3: the text after | must be indented more than its key (indent each line of it by 4 spaces)"),
        ("a:\n  text: >\nDear X,\n\nthanks.\n  b: c\n", "3:1: the text after > must be indented more than its key (indent each line of it by 4 spaces)"),
        ("a:\n  b:\tc d\n", "2:5: a tab cannot stand here (type a space instead)"),
        ("a:\n\u00a0 b: c\n  d: e\n", "2:1: unexpected non-breaking space in the indent of a line (indent with ordinary spaces)"),
        ("a:\n  title: Mine: the best\n  b: c\n", '2:10: a text without quotation marks cannot contain a colon and a space (put the text in quotes: "Mine: the best")'),
        ("a:\n  text: We write.\n    Note: be kind\n  b: c\n", "3:9: the text above goes on here, and cannot contain a colon and a space (write > after its key, and begin the text in the line below)"),
        ("a:\n  text: We write\n    a note: be kind\n", "3:11: the text above goes on here, and cannot contain a colon and a space (write > after its key, and begin the text in the line below)"),
    ],
)  # fmt: skip
def test_a_sign_that_is_missing_or_too_many(text, said):
    with pytest.raises(PackError) as caught:
        read_yaml(text, "my.yaml")
    assert [str(problem) for problem in caught.value.problems] == [f"my.yaml:{said}"]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x " * 40_000 + "\n  b: c\n",
        "a:\n" + "  b:\n   c\n" * 3_000 + " d: e\n",
        "- " * 25 + "a: b\n c: d\n",
        "  " * 2_000 + "a: b\nc: d\n" * 20,
        "a:\n" + f"  b: {'x ' * 120}\n    c: d\n" * 2_000,
    ],
    ids=["a long line", "many lines", "nested lists", "deep indents", "many errors"],
)
def test_little_of_a_broken_text_is_read_again(text, monkeypatch):
    read_again = []

    def error_line(text):
        read_again.append(len(text))
        return yaml_events.error_line(text)

    monkeypatch.setattr(yaml_repairs, "error_line", error_line)
    with pytest.raises(PackError):
        read_yaml(text, "my.yaml")
    assert len(read_again) < 50
    assert all(length <= 8_100 for length in read_again)


@pytest.mark.parametrize(
    "text", ["a: [b\n", "a: b: c: d\n", "{a: b, c\n", "a: 'b\nc: d\n", "- - - :\n -x:y\n"]
)
def test_no_line_is_named_if_no_change_helps(text):
    assert repair(text, 0) is None
