"""Conversion of checked packs to plain data and back, for packs prepared by the build."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from interview_rules.facts.vocabulary import Fact
from interview_rules.language import nodes
from interview_rules.packs import model, origins, own_event, templates
from interview_rules.positions import Position

__all__ = ["LAYOUT", "pack_from_data", "pack_to_data"]

_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        nodes.Against, nodes.All, nodes.Any, nodes.Count, nodes.Duration, nodes.Extreme,
        nodes.Flag, nodes.Is, nodes.Known, nodes.MomentFact, nodes.Named, nodes.NamedMoment,
        nodes.NoneSince, nodes.Not, nodes.Now, nodes.Shift,
        model.Advise, model.Complete, model.Definition, model.Draft, model.Parameter, model.Rule, model.RulePack,
        own_event.OwnEvent, own_event.Setting, origins.Change, origins.Source, templates.Placeholder, Fact, Position,
    )
}  # fmt: skip
_FIELDS = {name: tuple(f.name for f in fields(cls)) for name, cls in _CLASSES.items()}
LAYOUT = {name: list(names) for name, names in _FIELDS.items()}
"""The fields of every class, in order. Data written with a different layout is not read."""


def pack_to_data(value: Any) -> Any:
    """Return a value as plain data.

    A dataclass instance becomes `[class name, field, ...]`, a tuple `[None, ...]`, and a dict a
    dict, all converted recursively. Any other value is returned unchanged.
    """
    if is_dataclass(value):
        name = type(value).__name__
        return [name, *(pack_to_data(getattr(value, key)) for key in _FIELDS[name])]
    if isinstance(value, tuple):
        return [None, *(pack_to_data(item) for item in value)]
    if isinstance(value, dict):
        return {key: pack_to_data(item) for key, item in value.items()}
    return value


def pack_from_data(data: dict[str, Any]) -> model.RulePack | None:
    """Return the pack in prepared data, or None if the data has a different layout."""
    if data.get("layout") != LAYOUT:
        return None
    pack = _from_data(data["pack"])
    assert isinstance(pack, model.RulePack)  # noqa: S101  # a file of this package with a matching digest
    return pack


def _from_data(data: Any) -> Any:
    if isinstance(data, list):
        values = [_from_data(item) for item in data[1:]]
        if data[0] is None:
            return tuple(values)
        return _CLASSES[data[0]](**dict(zip(_FIELDS[data[0]], values, strict=True)))
    if isinstance(data, dict):
        return {key: _from_data(item) for key, item in data.items()}
    return data
