"""The checker of templates, which looks up every placeholder in titles, texts and drafts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview_rules.errors import LIST_NAMES, Suggestions, nearest, printable
from interview_rules.facts.place import is_of_place
from interview_rules.language.printer import say_duration
from interview_rules.packs.templates import MEANT, NAMES, Placeholder, Template, split, unwrapped
from interview_rules.sources.yaml_tree import Passage

if TYPE_CHECKING:
    from interview_rules.language.checker import Checker
    from interview_rules.packs.layers import Layers
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["TemplateChecker"]


class TemplateChecker:
    """Checks the templates of one pack and notes their problems."""

    def __init__(self, layers: Layers, checker: Checker) -> None:
        self.layers = layers
        self.checker = checker

    def template(self, node: YamlNode, *, keep_lines: bool = False) -> Template:
        """Return the template in a scalar, without the placeholders that have problems.

        White space is collapsed; with `keep_lines`, only wrapped lines are joined.
        """
        text = self.layers.text(node, 4_000)
        pieces: list[str | Placeholder] = []
        start = 0
        shift = (node.text or "").find(text) if text else 0
        if keep_lines:
            text = unwrapped(text)
        doubled = [*_DOUBLED.finditer(text)]
        for each in doubled:
            hint = f"write single braces: {{{printable(each['inside'].strip())}}}"
            message = "a placeholder has single braces"
            self.layers.note("bad-text", node.locate(shift + each.start()), message, hint)
        for piece in split(text):
            if isinstance(piece, str):
                for offset in (start + i for i, c in enumerate(piece) if c in "{}"):
                    if any(each.start() <= offset < each.end() for each in doubled):
                        continue
                    message = "this brace belongs to no placeholder"
                    self.layers.note(
                        "bad-text",
                        node.locate(shift + offset),
                        message,
                        "write braces only as in {company} or {company|they}",
                    )
                    break
                start += len(piece)
                lines = piece if keep_lines else _one_line(piece)
                pieces.append(lines)
                continue
            offset, inside, otherwise = piece
            start = text.index("}", offset) + 1
            if any(each.start() <= offset < each.end() for each in doubled):
                continue
            placeholder = self._placeholder(node, shift + offset, inside, otherwise)
            if placeholder is not None:
                pieces.append(placeholder)
        return tuple(pieces)

    def _meant(self, name: str) -> str:
        """Return the name that is meant by words such as `the company`; empty for anything else."""
        scope = self.checker.scope
        if scope.kind_of(name):
            return ""
        words = re.sub("['’]s\\b", "", name).lower().replace("_", " ").split()  # noqa: RUF001  # typographic apostrophe
        for several in (words, [word for word in words if word not in _ARTICLES]):
            found = "_".join(several)
            found = MEANT.get(found, found)
            if found != name and (found in NAMES or scope.kind_of(found)):
                return found
        return ""

    def _placeholder(
        self, node: YamlNode, offset: int, inside: str, otherwise: str | None
    ) -> Placeholder | None:
        name = self.checker.scope.now(inside.strip())
        shift = offset
        if not name:
            message, hint = "this placeholder is empty", "write a name in it, as in {company}"
            self.layers.note("bad-text", node.locate(shift), message, hint)
            return None
        if name in NAMES:
            return Placeholder("name", name, NAMES[name] if otherwise is None else otherwise)
        first, comma, rest = name.partition(",")
        if comma and first.strip().isidentifier() and "|" not in rest:
            message = "unexpected ',' in a placeholder"
            words = printable(rest.strip().removeprefix("or "))
            hint = f"put '|' before the words for an unknown value: {{{first}|{words}}}"
            if not words:
                hint = f"write {{{first}}}"
            self.layers.note("bad-text", node.locate(shift + inside.index(",")), message, hint)
            return None
        value = self.checker.scope.parameters.get(name)
        if value is not None:
            self.checker.scope.used.add(name)
            words = str(value) if isinstance(value, int) else say_duration(value)
            return Placeholder("words", name, words)
        fact = self.checker.scope.facts.get(name)
        if fact is not None and (fact.is_text or is_of_place(fact)):
            self.checker.scope.used.add(name)
            return Placeholder("name", name, fact.spoken if otherwise is None else otherwise)
        if fact is not None and fact.type in {"count", "choice"}:
            self.checker.scope.used.add(name)
            return Placeholder(
                "count" if fact.type == "count" else "choice",
                name,
                otherwise or "",
                choices=fact.choices,
            )
        meant = self._meant(name)
        if meant:
            self.layers.note(
                "unknown-name",
                node.locate(shift),
                f"unknown name '{printable(name)}'",
                Suggestions(name, near=(meant,)),
                node.span(shift, len(name)),
            )
            return None
        if not name.replace("_", "").isalnum() or self.checker.scope.kind_of(name):
            moment = self.checker.moment(inside, Passage(node, shift))
            if moment is None:
                return None
            spoken = otherwise
            if spoken is None:
                spoken = fact.spoken if fact is not None and fact.spoken else "then"
            return Placeholder("moment", name, spoken, moment, given=otherwise is not None)
        self.layers.note(
            "unknown-name",
            node.locate(shift),
            f"unknown name '{printable(name)}'",
            _NO_DAY
            if name in _DAYS
            else nearest(name, [*NAMES, *self.checker.scope.names()]) or LIST_NAMES,
            node.span(shift, len(name)),
        )
        return None


_DOUBLED = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_DAYS = frozenset({"now", "today", "tomorrow", "yesterday"})
_NO_DAY = "name a moment, such as {decision_date}"
_ARTICLES = frozenset(
    {"a", "an", "her", "his", "my", "our", "that", "the", "their", "this", "your"}
)


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return (
        f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() and words else ''}"
    )
