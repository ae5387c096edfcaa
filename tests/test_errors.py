"""Problems as data: places, suggestions and codes, so that no code parses messages."""

from __future__ import annotations

import ast
import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

import interview_rules
from interview_rules import InterviewState, StateError
from interview_rules.errors import PackError, Problem, Suggestions, nearest
from interview_rules.packs.loading import pack_from_text
from interview_rules.positions import NOWHERE, FieldPath, Position, Range
from interview_rules.sources.yaml_tree import Passage, read_yaml
from interview_rules.state.problems import UNKNOWN_FIELD


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        (FieldPath("rounds", 0, "start"), "rounds[0].start"),
        (FieldPath("now"), "now"),
        (FieldPath(0, 1, "a"), "[0][1].a"),
        (FieldPath(), ""),
        (FieldPath("start").within(FieldPath("rounds", 2)), "rounds[2].start"),
        (FieldPath("events", 3) / "date", "events[3].date"),
    ],
)
def test_field_paths_print_as_they_are_written_in_python(path, printed):
    assert str(path) == printed
    assert pickle.loads(pickle.dumps(path)) == path
    assert type(pickle.loads(pickle.dumps(path))) is FieldPath


def test_a_position_prints_as_much_as_is_known():
    assert str(Position("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(Position("a.yaml")) == "a.yaml"
    assert str(NOWHERE) == ""
    assert Position("a.yaml", 9, 1) < Position("a.yaml", 10, 1) < Position("b.yaml")
    assert Position("a.yaml", 3, 5).right(4) == Position("a.yaml", 3, 9)


def test_a_problem_prints_place_message_and_hint():
    problem = Problem(Position("C:\\a.yaml", 3, 5), "this is wrong", "write it right", "bad-name")
    assert str(problem) == "C:\\a.yaml:3:5: this is wrong (write it right)"
    assert problem.where == "C:\\a.yaml:3:5"
    assert str(Problem("", "this is wrong")) == "this is wrong"
    assert Problem("", "this is wrong").place == NOWHERE
    assert Problem("now", "this is wrong").place == FieldPath("now")
    assert str(Problem(FieldPath("facts", "a\nb", 0), "this is wrong")) == (
        "facts.a\\nb[0]: this is wrong"
    )


def test_suggestions_are_data_and_the_hint_is_their_text():
    known = ("decision_date", "interview")
    problem = Problem("", "unknown name", nearest("desicion_date", known))
    assert problem.suggestions == Suggestions("desicion_date", near=("decision_date",))
    assert problem.suggestions.only == "decision_date"
    assert problem.hint == "did you mean decision_date?"
    assert problem == Problem("", "unknown name", suggestions=problem.suggestions)
    assert Problem("", "m", "declare it", suggestions=problem.suggestions).hint == "declare it"
    assert replace(problem, message="other").suggestions is problem.suggestions
    assert pickle.loads(pickle.dumps(problem)).suggestions == problem.suggestions


@pytest.mark.parametrize(
    ("word", "known", "suggestions", "text"),
    [
        ("rule-3", ["rule-1", "rule-2"], {"near": ("rule-2", "rule-1")}, None),
        ("zzz", ["alpha", "beta"], {"known": ("alpha", "beta")}, "choose from: alpha, beta"),
        ("zzz", [f"alpha{n}" for n in range(13)], {}, ""),
        ("zzz", [], {}, ""),
    ],
)
def test_what_is_suggested(word, known, suggestions, text):
    found = nearest(word, known)
    assert found.word == word
    assert sorted(found.near) == sorted(suggestions.get("near", ()))
    assert found.known == suggestions.get("known", ())
    assert found.only == ""
    assert bool(found) is bool(suggestions)
    if text is None:
        text = f"did you mean {found.near[0]}, or {found.near[1]}?"
    assert str(found) == text


def test_validation_errors_keep_their_hints_as_texts():
    with pytest.raises(ValidationError) as caught:
        InterviewState.model_validate({"events": [{"event": "intervew", "at": "2026-11-19"}]})
    (error,) = json.loads(caught.value.json())
    assert error["ctx"]["hint"] == "did you mean interview?"
    assert error["ctx"]["near"] == ["interview"]


def test_errors_are_nested_by_their_paths():
    inner = StateError(
        [
            Problem(FieldPath("rounds", 0), "one", nearest("a", ["b"]), "some-code"),
            Problem("", "two"),
            Problem(Position("a.yaml", 1, 1), "three"),
        ]
    )
    first, second, third = inner.within(FieldPath("applications", "Acme. Inc")).problems
    assert first.place == FieldPath("applications", "Acme. Inc", "rounds", 0)
    assert (first.code, first.suggestions.known) == ("some-code", ("b",))
    assert second.place == FieldPath("applications", "Acme. Inc")
    assert third.place == Position("a.yaml", 1, 1)


def test_problems_of_a_state_have_paths_codes_and_suggestions():
    with pytest.raises(StateError) as caught:
        InterviewState.read({"rounds": [{"date": "soon"}], "decison_date": "2026-11-25"})
    found = {problem.place: problem for problem in caught.value.problems}
    assert found.keys() == {FieldPath("rounds", 0, "date"), FieldPath("decison_date")}
    unknown = found[FieldPath("decison_date")]
    assert (unknown.code, unknown.suggestions.only) == (UNKNOWN_FIELD, "decision_date")
    assert found[FieldPath("rounds", 0, "date")].code == "invalid-moment"


def test_problems_of_a_pack_have_positions_and_the_span_of_the_word():
    text = (
        "pack: m\nrules:\n  - id: late\n    when: >-\n      after\n      desicion_date\n"
        '    conclude: late\n    "sorce": This test.\n'
    )
    with pytest.raises(PackError) as caught:
        pack_from_text(text, "m.yaml")
    spans = {problem.suggestions.word: problem.span for problem in caught.value.problems}
    assert spans["sorce"] == Range(Position("m.yaml", 8, 6), Position("m.yaml", 8, 11))
    with pytest.raises(PackError) as caught:
        pack_from_text(text.replace("sorce", "source"), "m.yaml")
    (problem,) = caught.value.problems
    assert problem.span == Range(Position("m.yaml", 6, 7), Position("m.yaml", 6, 20))
    assert problem.place == problem.span.start


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a: word", ("word", 4)),
        ("a: 'word'", ("word", 5)),
        ('a: "word"', ("word", 5)),
        ("a: &anchor word\nb: *anchor", ("word", 12)),
        ('a: "w\\x6frd"', None),
        ("a: 'wo''rd'", None),
        ("a: two\n  lines", None),
        ('a: "word\u2028"', None),
    ],
)
def test_a_span_is_known_where_the_file_writes_the_text_itself(written, found):
    node = read_yaml(written, "f").keys["a"]
    span = node.span()
    if found is None:
        assert span is None
        return
    text, column = found
    assert span == Range(Position("f", 1, column), Position("f", 1, column + len(text)))
    assert Passage(node, 1).span(1, 2) == Range(
        Position("f", 1, column + 2), Position("f", 1, column + 4)
    )


# -- no code parses messages -----------------------------------------------------------------------

SENTENCES = {"message", "hint", "where"}
READERS = {
    "startswith", "endswith", "find", "rfind", "index", "rindex", "split", "rsplit", "partition",
    "rpartition", "removeprefix", "removesuffix", "match", "fullmatch", "search", "findall",
    "finditer", "sub",
}  # fmt: skip
OF_OTHERS = {("yaml_tree.py", "message"), ("mail.py", "message")}
"""Exceptions: the messages of the YAML parser, which has no error codes, and an e-mail."""


def _is_sentence(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute) and node.attr in SENTENCES:
        return node.attr
    if isinstance(node, ast.Name) and node.id in SENTENCES:
        return node.id
    return ""


def _read_sentences(source: str) -> list[tuple[int, str]]:
    """Return each line that compares, searches or splits a message, a hint or a printed place."""
    found = []
    for node in ast.walk(ast.parse(source)):
        read: list[ast.expr] = []
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                # Looking up a printed path does not parse English.
                lookup = isinstance(ops[0], ast.In | ast.NotIn)
                read = others if lookup else [left, *others]
                read = [*read, *([left] if lookup and _is_sentence(left) != "where" else [])]
            case ast.Call(func=ast.Attribute(attr=attr, value=value), args=args) if attr in READERS:
                read = [value, *args]
            case ast.Subscript(value=value):
                read = [value]
            case ast.Match(subject=subject):
                read = [subject]
        found += [(each.lineno, name) for each in read if (name := _is_sentence(each))]
    return found


PACKAGE = Path(interview_rules.__file__).parent


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_no_code_reads_its_own_english(path):
    read = _read_sentences(path.read_text())
    assert [each for each in read if (path.name, each[1]) not in OF_OTHERS] == []


@pytest.mark.parametrize(
    "source",
    [
        "problem.message.startswith('unknown')",
        "hint == 'choose from'",
        "'twice' in problem.message",
        "PLACE.match(problem.where)",
        "re.fullmatch(PLACE, problem.where)",
        "message[: message.index(' each')]",
        "problem.where.partition(':')",
    ],
)
def test_reading_english_is_noticed(source):
    assert _read_sentences(source)
