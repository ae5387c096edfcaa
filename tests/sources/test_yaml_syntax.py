"""Signs in texts that YAML reads as something else, told in the words of the author."""

from __future__ import annotations

import pytest

from interview_rules import PackError
from interview_rules.sources.yaml_syntax import in_quotes
from interview_rules.sources.yaml_tree import read_yaml

QUOTES = "put the text in quotes"
CLOSE = "add the same quotation mark at the end of the text"

NOT_REFERRED_TO = "or remove the anchor, to which nothing refers"
SAID = {
    "text: &c. is fine\n": (
        "1:7: '&c.' is read as an anchor, not as part of the text"
        f' ({QUOTES}: "&c. is fine"; {NOT_REFERRED_TO})'
    ),
    "a: [&b, c]\nd: &e f # g\nh: *b\n": (
        "2:4: '&e' is read as an anchor, not as part of the text"
        f' ({QUOTES}: "&e f"; {NOT_REFERRED_TO})'
    ),
    "text: *very* important\n": (
        f'1:7: text cannot begin with *, which refers to an anchor ({QUOTES}: "*very* important")'
    ),
    "text: *home\n": f"1:7: unknown anchor 'home' (write the value out, or {QUOTES})",
    "text: ! call\n": (
        f'1:7: text cannot begin with !, which is read as a tag ({QUOTES}: "! call")'
    ),
    "text: !important\n": (
        f"1:7: tags such as !important are not supported (remove the tag, or {QUOTES})"
    ),
    "text: > 3 call\n": (
        f"1:9: text after | or > must begin on the next line (begin it there, or {QUOTES})"
    ),
    "text: | call\n": (
        f"1:9: text after | or > must begin on the next line (begin it there, or {QUOTES})"
    ),
    "text: ? call\n": f"1:7: text cannot begin with ? and a space ({QUOTES})",
    "text: {company} wants to know.\n": (
        "1:7: a text that begins with { is read as a mapping"
        f' ({QUOTES}: "{{company}} wants to know.")'
    ),
    "a:\n  - title: {company}: write\n": (
        f'2:12: a text that begins with {{ is read as a mapping ({QUOTES}: "{{company}}: write")'
    ),
    "- {company} wants, {position} needs\n": (
        "1:3: a text that begins with { is read as a mapping"
        f' ({QUOTES}: "{{company}} wants, {{position}} needs")'
    ),
    "text: [name] wants to know\n": (
        f'1:7: a text that begins with [ is read as a list ({QUOTES}: "[name] wants to know")'
    ),
    'text: {company} says "no"\n': (
        "1:7: a text that begins with { is read as a mapping"
        f" ({QUOTES}: '{{company}} says \"no\"')"
    ),
    "set: {a: 3 days} more\n": (
        "1:18: unexpected text (indent this line like the others of its block, or put the text in"
        " quotes; inside single quotes, write '' for an apostrophe)"
    ),
    "a: {text: Write to {company}, please}\n": (
        "1:20: a text without quotation marks cannot contain { here"
        f" ({QUOTES}, or write each key on a line of its own)"
    ),
    "a: {title: Ask #1 again}\nb: c\n": (
        f"1:16: the line ends before '#1 again}}', which is read as a comment ({QUOTES})"
    ),
    'a: "Write to them\nb: c\nd: e\n': f"1:4: this quotation mark is never closed ({CLOSE})",
    'a: "Write to them\nb: "Text"\n': (
        f"1:4: this quotation mark is closed only by the one on line 2 ({CLOSE})"
    ),
    "a: 'Write to them\nb: Don't\n": (
        f"1:4: this quotation mark is closed only by the one on line 2 ({CLOSE})"
    ),
    "a: 'It's time'\n": (
        "1:7: this apostrophe ends the text in single quotes"
        " (write '' for an apostrophe, or put the text in double quotes)"
    ),
    'a: "Write" to them\n': (
        "1:12: the text goes on after its closing quotation mark"
        " (put the whole text in quotes, such as '...')"
    ),
    "a: 'Write' to them\n": (
        "1:12: the text goes on after its closing quotation mark"
        ' (put the whole text in quotes, such as "...")'
    ),
    "a:\u00a0b\nc: d\n": ("1:3: unexpected non-breaking space after ':' (type an ordinary space)"),
    "a: [b\nc: d\n": (
        "2:2: expected a comma or ']' for the bracket opened on line 1"
        " (add it, or put the text in quotes)"
    ),
}


@pytest.mark.parametrize("text", SAID)
def test_a_sign_with_a_meaning_of_its_own_is_explained(text):
    with pytest.raises(PackError) as caught:
        read_yaml(text, "q.yaml")
    assert str(caught.value) == f"q.yaml:{SAID[text]}"
    assert [problem.code for problem in caught.value.problems] == ["no-yaml"]


@pytest.mark.parametrize(
    "text", ["{company} wants to know.", "Ask #1", 'He said "no"', "It's", "a\\b", "x: y, z"]
)
def test_a_text_in_quotes_is_read_as_it_is(text):
    assert read_yaml(f"a: {in_quotes(text)}\n", "q.yaml").value() == {"a": text}


def test_only_the_beginning_of_a_long_text_is_repeated():
    assert in_quotes("word " * 50) == '"' + ("word " * 12) + '..."'


def test_a_remark_that_is_none_is_no_problem():
    text = "a: b # remark\nc: 'd # e' # remark\nf: {g: h} # remark\n"
    assert read_yaml(text, "q.yaml").value() == {"a": "b", "c": "d # e", "f": {"g": "h"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'a: 1\nb: "x\\UFFFFFFFF"',
            (
                "my.yaml:2:6: no character has the number of the escape sequence \\UFFFFFFFF"
                " (write the character itself instead of the escape)"
            ),
        ),
        (
            'b: "\\xZZ"',
            (
                "my.yaml:1:7: this escape sequence is incomplete"
                " (write \\\\ for a backslash, or use single quotes)"
            ),
        ),
    ],
)
def test_escapes_that_stand_for_no_character(text, said):
    with pytest.raises(PackError) as caught:
        read_yaml(text, "my.yaml")
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_an_anchor_to_which_the_text_refers_stays_an_anchor():
    read = read_yaml("a: &wait 3 days\nb: *wait\nc: &quoted 'is fine'\n", "my.yaml")
    assert read.value() == {"a": "3 days", "b": "3 days", "c": "is fine"}


@pytest.mark.parametrize("version", ["1.0", "1.3", "1.7", "3.0"])
def test_another_version_of_yaml_is_refused_at_its_line(version):
    with pytest.raises(PackError) as caught:
        read_yaml(f"# ours\n%YAML {version}\n---\na: 1\n", "pack.yaml")
    (problem,) = caught.value.problems
    assert problem.where == "pack.yaml:2:1"
    assert problem.hint == "remove the line that begins with %YAML"
