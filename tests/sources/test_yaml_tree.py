"""The YAML reader: where its problems are, and what it says about them."""

from __future__ import annotations

import pytest

from interview_rules import PackError
from interview_rules.sources.yaml_tree import read_yaml

QUOTE = "put the text in quotes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "pack: x\nt: a\udc80b\n",
            (
                "q.yaml:2:5: '\\udc80' is a lone surrogate, not a character (remove it, or write the"
                " intended character)"
            ),
        ),
        (
            'pack: x\nt: "ab\\ud83d\\ude00"\n',
            (
                "q.yaml:2:7: \\ud83d stands for a lone surrogate, not for a character (write the"
                " character itself instead of the escape)"
            ),
        ),
        (
            "pack: x\nt: a\x07b\n",
            "q.yaml:2:5: the character '\\x07' is not allowed in YAML (remove it)",
        ),
        ("pack: x\nt: @b\n", f"q.yaml:2:4: text cannot begin with @ ({QUOTE})"),
        (
            't: "\\q"\n',
            (
                "q.yaml:1:6: found unknown escape character 'q' (write \\\\ for a backslash, or use single"
                " quotes)"
            ),
        ),
        ("t: - x\n", f"q.yaml:1:4: a list cannot begin here (begin it on a new line, or {QUOTE})"),
        (
            "rules:\n - id: x\n  when: y\n",
            ("q.yaml:3:3: this line does not fit its block (indent it by 3 spaces)"),
        ),
        (b"a: b\n\n c\xe4\n", "q.yaml:3:3: the byte 0xe4 is not UTF-8 (save the file as UTF-8)"),
        (
            b"\xef\xbb\xbfa: \xe4\n",
            "q.yaml:1:4: the byte 0xe4 is not UTF-8 (save the file as UTF-8)",
        ),
    ],
)
def test_invalid_yaml_is_located_and_explained(text, said):
    with pytest.raises(PackError) as caught:
        read_yaml(text, "q.yaml")
    assert str(caught.value) == said


def test_a_non_breaking_space_has_a_position_of_its_own():
    node = read_yaml("a: b\u00a0c  d\n", "q.yaml").keys["a"]
    assert node.text == "b\u00a0c  d"
    assert [node.locate(offset).column for offset in (0, 1, 2, 5)] == [4, 5, 6, 9]
