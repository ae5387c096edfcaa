"""What shape a part of a YAML file has to have: a mapping, a list, a text, a word.

Whoever reads a file asks for the shape that is needed there; what is not so is noted, with its
place, and reading goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.errors import Problem, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.errors import Suggestions
    from interview_rules.positions import Place, Range
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["ID", "Shapes"]

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(slots=True)
class Shapes:
    """The problems found in a file so far, and how to ask for shapes."""

    problems: list[Problem] = field(default_factory=list, kw_only=True)

    def note(
        self,
        code: str,
        at: Place,
        message: str,
        hint: str | Suggestions = "",
        span: Range | None = None,
    ) -> None:
        """Note a problem and go on. `span` is where the word stands that `hint` replaces."""
        self.problems.append(Problem(at, message, hint, code, span=span))

    def mapping(
        self, node: YamlNode | None, what: str, known: Iterable[str] | None = None
    ) -> dict[str, YamlNode]:
        """The keys of a mapping; keys that are not known are problems."""
        if node is None or (node.text == "" and not node.quoted):
            return {}
        if node.keys is None:
            self.note(
                "wrong-form",
                node.at,
                f"{what} is a mapping, this is a {node.kind}",
                "write key: value",
            )
            return {}
        if known is None:
            return node.keys
        words = tuple(known)
        for key in node.keys:
            if key not in words:
                message = f"{what} has no key '{printable(key)}'"
                written = node.key_nodes.get(key)
                span = written.span() if written is not None else None
                self.note("unknown-key", node.key_at[key], message, nearest(key, words), span)
        return {key: value for key, value in node.keys.items() if key in words}

    def listing(self, node: YamlNode | None) -> list[YamlNode]:
        """The items of a list; a single text counts as a list of one."""
        if node is None or (node.text == "" and not node.quoted):
            return []
        if node.items is not None:
            return node.items
        if node.text is not None:
            return [node]
        self.note(
            "wrong-form",
            node.at,
            "this should be a list, it is a mapping",
            "begin each line with -",
        )
        return []

    def text(self, node: YamlNode, most: int = 2_000) -> str:
        """The text of a scalar, on one line."""
        if node.text is None:
            self.note("wrong-form", node.at, f"this should be text, it is a {node.kind}")
            return ""
        if len(node.text) > most:
            self.note("too-large", node.at, f"this text is longer than {most} characters")
            return ""
        return node.text.strip()

    def word(self, node: YamlNode, pattern: re.Pattern[str] | None = None, like: str = "") -> str:
        """The text of a scalar that is a single word, matching a pattern if there is one."""
        word = self.text(node, 200)
        if pattern is not None and word and not pattern.fullmatch(word):
            self.note(
                "bad-name",
                node.at,
                f"'{printable(word)}' is no proper name",
                f"write it like {like}",
            )
            return ""
        if not word and node.text is not None:
            self.note("missing-key", node.at, "a name is missing here")
        return word

    def identifier(self, node: YamlNode) -> str:
        """An id: small letters, digits and hyphens."""
        return self.word(node, ID, "send-thank-you")
