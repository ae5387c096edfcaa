"""Conversion of checked packs to plain data and back, for packs prepared by the build."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from interview_rules.facts.vocabulary import Fact
from interview_rules.language import nodes
from interview_rules.packs import model, origins, own_event, parameter, templates
from interview_rules.positions import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LAYOUT", "pack_from_data", "pack_to_data"]

_CLASSES: dict[str, type[Any]] = {
    cls.__name__: cls
    for cls in (
        nodes.Against, nodes.All, nodes.Any, nodes.Count, nodes.Duration, nodes.Extreme,
        nodes.Flag, nodes.Is, nodes.Known, nodes.MomentFact, nodes.Named, nodes.NamedMoment,
        nodes.NoneSince, nodes.Not, nodes.Now, nodes.Shift,
        model.Advise, model.Complete, model.Definition, model.Draft, parameter.Parameter, model.Rule, model.RulePack,
        own_event.OwnEvent, own_event.Setting, origins.Change, origins.Source, templates.Placeholder, Fact, Position,
    )
}  # fmt: skip
_FIELDS = {name: tuple(f.name for f in fields(cls)) for name, cls in _CLASSES.items()}
LAYOUT = {name: list(names) for name, names in _FIELDS.items()}
"""The fields of every class, in order. Data written with a different layout is not read."""
_DICT = "dict"


def pack_to_data(pack: model.RulePack) -> list[Any]:
    """Return a pack as plain data: a list of its parts, each after the parts that it contains.

    A dataclass instance becomes `[class name, field, ...]`, a tuple `[None, item, ...]`, and a dict
    `["dict", key, value, ...]`. A list of one number stands for the part at that index; any other
    value is unchanged. Equal parts are written once, because reading a pack takes most of the time
    until the first advice. The last part is the pack.
    """
    parts: list[Any] = []
    numbers: dict[str, int] = {}

    def number_of(kind: str | None, values: Iterable[Any]) -> int:
        part = [kind, *map(written, values)]
        # JSON distinguishes 1 from true, which are equal in Python.
        key = json.dumps(part)
        if kind == _DICT or key not in numbers:  # a dict can change, so it has one owner
            numbers[key] = len(parts)
            parts.append(part)
        return numbers[key]

    def written(value: Any) -> Any:
        if is_dataclass(value):
            name = type(value).__name__
            return [number_of(name, (getattr(value, field) for field in _FIELDS[name]))]
        if isinstance(value, tuple):
            return [number_of(None, value)]
        if isinstance(value, dict):
            return [number_of(_DICT, chain.from_iterable(value.items()))]
        return value

    written(pack)
    return parts


def pack_from_data(data: dict[str, Any]) -> model.RulePack | None:
    """Return the pack in prepared data, or None if the data has a different layout."""
    if data.get("layout") != LAYOUT:
        return None
    parts: list[Any] = []
    for kind, *written in data["pack"]:
        values = [parts[each[0]] if each.__class__ is list else each for each in written]
        if kind is None:
            parts.append(tuple(values))
        elif kind == _DICT:
            parts.append(dict(zip(values[::2], values[1::2], strict=True)))
        else:
            parts.append(_CLASSES[kind](**dict(zip(_FIELDS[kind], values, strict=True))))
    pack = parts[-1]
    assert isinstance(pack, model.RulePack)  # noqa: S101  # a file of this package with a matching digest
    return pack
