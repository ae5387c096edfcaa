"""Checks of the shapes of YAML nodes: mappings, lists, texts and names.

Readers request the shape they need; a mismatch is noted as a problem, and reading continues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview_rules.errors import Problem, Suggestions, nearest, printable
from interview_rules.sources.yaml_syntax import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview_rules.positions import Place, Range
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["ID", "Shapes"]

_NOT_BREAKING = re.compile("[\u00a0\u2007\u202f]")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(slots=True)
class Shapes:
    """Reads nodes as mappings, lists, texts or names, and collects mismatches in `problems`."""

    problems: list[Problem] = field(default_factory=list, kw_only=True)

    def note(
        self,
        code: str,
        at: Place,
        message: str,
        hint: str | Suggestions = "",
        span: Range | None = None,
    ) -> None:
        """Note a problem. `span` is the range of the word that `hint` replaces."""
        self.problems.append(Problem(at, message, hint, code, span=span))

    def mapping(
        self,
        node: YamlNode | None,
        what: str,
        known: Iterable[str] | None = None,
        elsewhere: Mapping[str, tuple[str, str]] | None = None,
    ) -> dict[str, YamlNode]:
        """Return the values of a mapping by key, or an empty dict after noting a problem.

        `what` names the mapping in messages. An empty or missing node is an empty mapping. Keys
        that are not in `known` are noted as problems and left out; None allows every key.
        `elsewhere` has the message and the hint for keys that belong to another mapping.
        """
        if node is None or (node.text == "" and not node.quoted):
            return {}
        if node.keys is None:
            self.note(
                "wrong-form",
                node.at,
                f"{what} must be a mapping, not {node.kind}",
                "write key: value",
            )
            return {}
        if known is None:
            return {**node.keys}  # trees are cached, and callers may change what they get
        words = tuple(known)
        before = ""
        for key in node.keys:
            if key in words:
                before = key
            elif self._is_cut_by_comma(node, before, key):
                self.note_comma(node, before, key)
            elif elsewhere is not None and key in elsewhere:
                self.note("unknown-key", node.key_at[key], *elsewhere[key])
            elif key.split() and _NOT_BREAKING.search(key):
                message = (
                    f"unexpected non-breaking space in key '{printable(' '.join(key.split()))}'"
                )
                self.note("unknown-key", node.key_at[key], message, "type ordinary spaces")
            else:
                message = f"unknown key '{printable(key)}' in {what}"
                written = node.key_nodes.get(key)
                span = written.span() if written is not None else None
                near = nearest(key, words) or Suggestions(key, known=words)
                self.note("unknown-key", node.key_at[key], message, near, span)
        return {key: value for key, value in node.keys.items() if key in words}

    @staticmethod
    def _is_cut_by_comma(node: YamlNode, before: str, key: str) -> bool:
        """Return True if a key in braces is the rest of a text, which a comma has ended."""
        text, rest = node.step(before), node.step(key)
        return (
            node.flow
            and text is not None
            and rest is not None
            and bool(text.text)
            and not text.quoted
            and not node.key_nodes[key].quoted
            and rest.text == ""
            and not rest.quoted
        )

    def note_comma(self, node: YamlNode, before: str, key: str) -> None:
        """Note that a comma ends the text of the key `before`, and that `key` is the rest of it."""
        start = node.step(before)
        text = start.text if start is not None else ""
        if text and text.isdigit() and key[:1].isdigit():
            number = re.match(r"\d+", key)
            whole = f"{text},{number[0] if number else ''}"
            message = f"'{printable(whole)}' is not a whole number"
            hint = "use a whole number; for a length of time, use a smaller unit"
            self.note("wrong-unit", start.at if start is not None else node.at, message, hint)
            return
        whole = f"{text}, {key}"
        message = f"the comma before '{printable(key)}' ends the text of '{printable(before)}'"
        hint = f"put the text in quotes: {in_quotes(whole)}"
        self.note("wrong-form", node.key_at[key], message, hint)

    @staticmethod
    def lacks(node: YamlNode, keys: Iterable[str], key: str) -> bool:
        """Return True if a mapping has neither a key nor one that is misspelled.

        `keys` are its known keys; `mapping` has noted the others.
        """
        given = {*keys}
        unknown = [each for each in node.keys or () if each not in given]
        return key not in given and not any(nearest(each, [key]).near for each in unknown)

    def require(
        self, node: YamlNode, what: str, keys: Iterable[str], required: Iterable[str]
    ) -> None:
        """Note a problem for each required key that is not among the `keys` of a mapping.

        `what` names the mapping in messages. A misspelled key is not also reported as missing,
        because `mapping` has noted it as unknown. For text or a list, nothing is noted.
        """
        if node.keys is None and (node.text != "" or node.quoted):
            return
        for key in required:
            if self.lacks(node, keys, key):
                message = f"missing key '{key}' in {what}"
                self.note("missing-key", node.at, message, f"add {key}: ...")

    def listing(self, node: YamlNode | None) -> list[YamlNode]:
        """Return the items of a list; a scalar counts as a list of one item.

        An empty or missing node is an empty list. For a mapping, return an empty list after noting
        a problem.
        """
        if node is None or (node.text == "" and not node.quoted):
            return []
        if node.items is not None:
            return node.items
        if node.text is not None:
            return [node]
        self.note(
            "wrong-form",
            node.at,
            "expected a list, not a mapping",
            "start each item with -",
        )
        return []

    def text(self, node: YamlNode, most: int = 2_000) -> str:
        """Return the stripped text of a scalar, or an empty string after noting a problem.

        A text of more than `most` characters is a problem.
        """
        if node.text is None:
            hint = "write text, in quotes if it contains a colon or begins with {"
            if node.flow and node.keys and not any(each.text for each in node.keys.values()):
                hint = f"put the text in quotes: {in_quotes('{' + ', '.join(node.keys) + '}')}"
            if node.items is not None:
                hint = "write text, in quotes if it begins with [ or -"
            self.note("wrong-form", node.at, f"expected text, not {node.kind}", hint)
            return ""
        if len(node.text) > most:
            message = f"this text may have at most {most} characters, but has {len(node.text)}"
            self.note("too-large", node.at, message, "shorten it")
            return ""
        return node.text.strip()

    def word(self, node: YamlNode, pattern: re.Pattern[str] | None = None, like: str = "") -> str:
        """Return the stripped text of a scalar, or an empty string after noting a problem.

        It is a problem if the text is empty, has more than 200 characters or does not match
        `pattern`. `like` is the example in hints.
        """
        word = self.text(node, 200)
        if pattern is not None and word and not pattern.fullmatch(word):
            meant = "-".join(re.findall("[a-z0-9]+", word.lower()))
            such = f"such as {meant}" if pattern.fullmatch(meant) else f"such as {like}"
            self.note(
                "bad-name",
                node.at,
                f"'{printable(word)}' is not a valid name",
                f"use lowercase words joined by hyphens, {such}",
            )
            return ""
        if not word and node.text is not None and not node.text.strip():
            hint = f"write one such as {like}" if like else "write one, or remove this entry"
            self.note("missing-key", node.at, "the name is empty", hint)
        return word

    def identifier(self, node: YamlNode) -> str:
        """Return an id, such as `send-thank-you`, or an empty string after noting a problem."""
        return self.word(node, ID, "send-thank-you")
