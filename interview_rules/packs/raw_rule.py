"""`RawRule`: a rule as YAML nodes, before it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.positions import Position
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["RawRule"]


@dataclass(slots=True)
class RawRule:
    """The YAML nodes of a rule, by key; the keys inside `advise` are included."""

    id: str
    pack: str
    at: Position
    keys: dict[str, YamlNode] = field(default_factory=dict)
    advises: bool = False
    number: int = 0
    """Rules with lower numbers are listed first."""
    draft: YamlNode | None = None
    """The draft of this rule alone, or its changes to the draft that `keys` names."""

    @property
    def offers_draft(self) -> bool:
        """True if the rule offers a draft, of its own or shared."""
        return self.draft is not None or ("draft" in self.keys and self.keys["draft"].text != "")

    @property
    def action(self) -> str:
        """The action that the rule advises; empty if there is none."""
        return self.keys["action"].text or "" if "action" in self.keys else ""
