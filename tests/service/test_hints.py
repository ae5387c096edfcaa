"""Hints in answers, which name no command: whoever sends a request may not have one."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import interview_rules
from interview_rules import Advisor, StateError
from interview_rules.service.hints import without_commands
from interview_rules.service.operations import OPERATIONS, perform

PACKAGE = Path(interview_rules.__file__).parent
ELSEWHERE = {"__main__.py", "cli", "schemas", "scaffold_texts.py", "hints.py"}
"""Code whose texts are for a terminal, an editor or a file."""
PACK = """
pack: ours
rules:
  - id: ask
    when: WHEN
    advise: {action: ask, kind: do, title: Ask, text: Ask.}
    source: Ours.
"""


def hints():
    """Yield the texts in the code that tell somebody to run the command."""
    for path in PACKAGE.rglob("*.py"):
        if not {*path.relative_to(PACKAGE).parts} & ELSEWHERE:
            for text in texts(ast.parse(path.read_text(encoding="utf-8"))):
                if "run" in text and "interview-rules " in text:
                    yield pytest.param(text, id=path.stem)


def texts(node):
    """Yield the texts in code, with a letter in place of each value in an f-string."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.JoinedStr(parts):
            yield "".join(each.value if isinstance(each, ast.Constant) else "x" for each in parts)
        case _:
            for each in ast.iter_child_nodes(node):
                yield from texts(each)


HINTS = list(hints())


def test_the_code_is_searched_for_hints():
    assert len(HINTS) >= 5
    assert {"errors", "problems"} <= {each.id for each in HINTS}


@pytest.mark.parametrize("hint", HINTS)
def test_every_command_in_a_hint_has_something_to_do_instead(hint):
    said = without_commands(hint)
    assert "interview-rules" not in said
    assert said.strip(" ,")


def test_a_text_without_commands_stays_as_it_is():
    assert without_commands("did you mean run?") == "did you mean run?"


def asked(name, **body):
    return json.loads(perform(OPERATIONS[name], Advisor(), json.dumps(body)))


def test_findings_say_what_an_author_in_a_browser_can_do():
    (unknown,) = asked("check", pack=PACK.replace("WHEN", "zzzzz"))["findings"]
    assert unknown["hint"] == "declare it, or look up all names in the schema 'pack'"
    tests = (
        "tests:\n  - name: x\n    state: {zzz: 1}\n    now: 2026-11-20 12:00\n    expect: [ask]\n"
    )
    found = asked("test", pack=PACK.replace("WHEN", "from interview"), tests=tests)["findings"]
    (hint,) = (each["hint"] for each in found)
    assert hint.endswith("otherwise look up all fields in the schema 'state'")


def test_a_report_that_differs_is_to_be_written_into_the_test():
    tests = "tests:\n  - name: x\n    state: {interview: 2026-11-19}\n    now: 2026-11-20 12:00\n    report: []\n"
    (test,) = asked("test", pack=PACK.replace("WHEN", "from interview"), tests=tests)["tests"]
    (failure,) = test["failures"]
    assert "to accept it, write the new report into the test" in failure["message"]


def test_problems_of_a_search_name_its_schema():
    with pytest.raises(StateError) as caught:
        asked("search/advise", search={"zzz": 1})
    (problem,) = caught.value.problems
    assert problem.hint == "look up all fields in the schema 'search'"
