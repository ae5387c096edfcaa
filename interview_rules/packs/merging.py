"""Helpers for merging YAML nodes: merged mappings, comparable contents and misplaced keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["changed", "content_of", "is_whole_draft", "misplaced"]


def misplaced(node: YamlNode | None, names: tuple[str, ...]) -> dict[str, YamlNode]:
    """Return the values of the keys with these names in a mapping to which they do not belong.

    `Shapes.mapping` notes these keys as misplaced. Callers treat them as if they were in the right
    place, so that their values are checked and they are not reported as missing.
    """
    given = (node and node.keys) or {}
    return {key: value for key, value in given.items() if key in names}


def changed(below: YamlNode | None, above: YamlNode) -> YamlNode:
    """Merge the mappings of two layers; if both have a key, the value of `above` is used.

    If `below` is None or not a mapping, return `above`; if only `above` is not a mapping, return
    `below`.
    """
    if below is None or below.keys is None:
        return above
    if above.keys is None:
        return below
    return replace(
        above,
        keys={**below.keys, **above.keys},
        key_at={**below.key_at, **above.key_at},
        key_nodes={**below.key_nodes, **above.key_nodes},
    )


def content_of(node: YamlNode) -> object:
    """Return the content of a node for comparison, with white space collapsed and [x] as x."""
    if node.items is not None:
        found = [content_of(item) for item in node.items]
        return found[0] if len(found) == 1 else found
    if node.keys is not None:
        return {key: content_of(value) for key, value in node.keys.items()}
    return " ".join((node.text or "").split())


def is_whole_draft(draft: YamlNode) -> bool:
    """Return True if the draft in a node can stand by itself."""
    return (draft.keys or {}).keys() >= {"subject", "body"}
