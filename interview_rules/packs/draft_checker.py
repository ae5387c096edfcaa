"""The checker of drafts, which looks up their names and checks their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.errors import nearest, printable
from interview_rules.packs.keys import DRAFT_KEYS
from interview_rules.packs.merging import changed
from interview_rules.packs.model import ADDRESSEES, OF_RULE, Draft
from interview_rules.packs.origins import Change

if TYPE_CHECKING:
    from interview_rules.packs.layers import Layers
    from interview_rules.packs.model import Addressee
    from interview_rules.packs.raw_rule import RawRule
    from interview_rules.packs.template_checker import TemplateChecker
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["DraftChecker"]


class DraftChecker:
    """Checks the drafts of a pack: those that rules share, and those of single rules.

    `found` holds the drafts that have a subject and a body, by name; they can have other problems.
    The constructor checks the shared drafts, `name_for` the others.
    """

    def __init__(self, layers: Layers, templates: TemplateChecker) -> None:
        self.layers = layers
        self.templates = templates
        self.found: dict[str, Draft] = {}
        for name, node in layers.drafts.items():
            self._check(name, node, f"draft {name}")

    def name_for(self, raw: RawRule) -> str:
        """Return the name of the draft that a rule offers; empty if it offers none.

        A draft of this rule alone is checked and, if it has a subject and a body, added to `found`.
        """
        layers, node = self.layers, raw.keys.get("draft")
        name = "" if node is None or node.text == "" else self._named(node)
        if raw.draft is None:
            return name
        own = f"{OF_RULE}{raw.id}"
        self._check(own, changed(layers.drafts.get(name), raw.draft), f"the draft of rule {raw.id}")
        return own

    def _check(self, name: str, node: YamlNode, what: str) -> None:
        keys = self.layers.mapping(node, what, DRAFT_KEYS)
        required = ("subject", "body")
        self.layers.require(node, what, keys, required)
        if not keys.keys() >= {*required}:
            return
        to = self._addressee(keys["to"]) if "to" in keys else "interviewer"
        has_other = "through" in keys and keys["through"].text != ""
        if to == "not_yet_thanked" and has_other:
            message = "'through' has no effect on a draft to not_yet_thanked"
            hint = "remove 'through', or change the addressee: 'to: interviewer'"
            self.layers.note("at-odds", keys["through"].at, message, hint)
        self.found[name] = Draft(
            name,
            self.templates.template(keys["subject"]),
            self.templates.template(keys["body"], keep_lines=True),
            to,
            self._named(keys["through"]) if has_other else "",
            tuple(
                Change(key, self.layers.packs.get(at.file, ""), at)
                for key in required
                for at in [node.key_at[key]]
            ),
        )

    def _named(self, node: YamlNode) -> str:
        """Return the name in a node; note a problem if no shared draft has this name."""
        layers = self.layers
        name = layers.word(node)
        if name and name not in layers.drafts:
            message = f"unknown draft '{printable(name)}'"
            hint = nearest(name, layers.drafts) or "add it under drafts:"
            layers.note("unknown-name", node.at, message, hint, node.span())
        return name

    def _addressee(self, node: YamlNode) -> Addressee:
        word = self.layers.text(node, 200)
        if word not in ADDRESSEES and node.text is not None:
            message = f"unknown addressee '{printable(word)}'"
            self.layers.note(
                "unknown-value", node.at, message, nearest(word, ADDRESSEES), node.span()
            )
        return word  # type: ignore[return-value]  # checked
