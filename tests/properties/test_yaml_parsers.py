"""libyaml and ruamel.yaml read every text alike, or the text is left to ruamel.yaml."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview_rules.errors import PackError
from interview_rules.sources import yaml_events
from interview_rules.sources.yaml_tree import YamlNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(find_spec("yaml") is None, reason="needs PyYAML")

ROOT = Path(__file__).parents[2]
LINES = [
    path.read_text(encoding="utf-8").splitlines()
    for folder in ("rules", "examples")
    for path in sorted((ROOT / folder).glob("*.yaml"))
]
PIECES = [
    *(
        ": ",
        ":",
        "- ",
        "-",
        "#",
        " # ",
        '"',
        "'",
        "\\",
        "\\n",
        "\\x41",
        "\\/",
        "''",
        "{",
        "}",
        "[",
        "]",
    ),
    *(", ", ",", "|", ">", "|-", ">+", "|2", "? ", "!", "&a ", "*a", "%", "@", "`", "\n", "\n\n"),
    *("\n  ", " ", "  ", "~", "---", "...", "\n---\n", "é", "—", "😀", "\xa0", "\u200b", "\ufeff"),
    *(
        "\t",
        "\x0b",
        "\x85",
        "\r",
        "<<: ",
        "\n#c\n",
        '": ',
        '",',
        "{a:1}",
        '{"a":1}',
        "- - a",
        "-\n",
    ),
    *("? a\n: b", ":\n", ": |\n", ": >\n", "[a: b]", "[a, , b]", "key: ", "12", "x"),
]


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """Return a few lines of a pack of rules, changed here and there."""
    lines = draw(st.sampled_from(LINES))
    first = draw(st.integers(0, len(lines) - 1))
    part = lines[first : first + draw(st.integers(1, 20))]
    indent = min((len(line) - len(line.lstrip()) for line in part if line.strip()), default=0)
    text = "\n".join(line[indent:] for line in part) + draw(st.sampled_from(["", "\n", "\n\n"]))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from([*PIECES, ""])) + text[at + gone :]
    return text


def _told(node: YamlNode) -> object:
    """Return all that a node says: its text, and where each of its characters stands."""
    if node.keys is not None:
        return {
            key: (node.key_at[key], node.flow, _told(node.key_nodes[key]), _told(value))
            for key, value in node.keys.items()
        }
    if node.items is not None:
        return [node.at, node.flow, *map(_told, node.items)]
    offsets = range(len(node.text or "") + 1)
    return (node.at, node.text, node.quoted, [(node.locate(i), node.span(i, 1)) for i in offsets])


def _outcome(text: str) -> object:
    try:
        return _told(read_yaml(text, "drawn.yaml"))
    except PackError as error:
        return [str(problem) for problem in error.problems]


def _without_libyaml(call: Callable[[str], object], text: str) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "_events_of_libyaml", lambda _: None)
        return call(text)


@given(_texts())
@example("a:\nb: 1\n")
@example("- \n- b\n")
@example(": a\n")
@example(">\n# no comment")
@example("a: \"\"\nb: 'it''s'\nc: \"\\n\"\n")
@example("a: |\n  one\n\n# a comment\nb: >-\n   two\n   three \n")
def test_both_parsers_tell_the_same(text: str) -> None:
    assert _outcome(text) == _without_libyaml(_outcome, text)


def test_libyaml_reads_the_packs() -> None:
    for lines in LINES:
        assert yaml_events._events_of_libyaml("\n".join(lines)) is not None


def test_what_the_parsers_read_otherwise_is_left_to_one() -> None:
    for text in ("a: &x 1", "- *x", "!t a", "a:\tb", "---\na: 1", "- ? a", "|\n # a", "[" * 200):
        assert yaml_events._events_of_libyaml(text) is None, text
