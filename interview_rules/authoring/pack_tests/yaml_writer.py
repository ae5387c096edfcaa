"""YAML of tests, to be pasted into a test file."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["written_test"]

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2})(?::(\d{2}))?)?")


def written_test(
    name: str,
    given: Mapping[str, Any],
    now: datetime,
    expected: Mapping[str, Any],
    country: str | None = None,
    places: Mapping[str, str | None] | None = None,
) -> str:
    """Return a test as an item of a YAML list.

    `given` holds either `facts` or the fields of a state, and `expected` the expectations by key.
    `now` is written without its zone. `country` is an ISO 3166 code, or None to leave it out.
    `places` holds values for `timezone` and the like; a value of None unsets what the test file
    gives.
    """
    test = CommentedMap(name=name)
    if given.keys() <= {"events"} or given.keys() == {"facts"}:
        test.update({key: _in_lines(value) for key, value in given.items()})
    else:
        test["state"] = CommentedMap({key: _in_lines(value) for key, value in given.items()})
    if country is not None:
        test["country"] = country
    test.update(places or {})
    test["now"] = now.replace(tzinfo=None)
    test.update({key: _in_one_line(value) for key, value in expected.items()})
    yaml = YAML()
    yaml.width = 100
    yaml.representer.add_representer(type(None), _null)
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump([test], out)
    # Items are indented as under `tests:`; seconds of :00 are omitted.
    return re.sub(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}):00(?!\d)", r"\1", out.getvalue())


def _null(representer: Any, _value: None) -> Any:
    """Write null as a word, because an empty value looks like a mistake."""
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _in_lines(value: Any) -> Any:
    """Return a list or mapping with one line per item, any other value on one line."""
    if isinstance(value, list):
        return CommentedSeq([_in_one_line(item) for item in value])
    if isinstance(value, dict):
        return CommentedMap({key: _in_one_line(item) for key, item in value.items()})
    return _in_one_line(value)


def _in_one_line(value: Any) -> Any:
    if not isinstance(value, dict | list | tuple):
        return _moment(value)
    found: Any = (
        CommentedMap({key: _in_one_line(item) for key, item in value.items()})
        if isinstance(value, dict)
        else CommentedSeq([_in_one_line(item) for item in value])
    )
    found.fa.set_flow_style()
    return found


def _moment(value: Any) -> Any:
    """Convert the text of a moment to a date or a datetime, which YAML writes unquoted.

    Any other value is returned unchanged.
    """
    if not isinstance(value, str) or (match := _MOMENT.fullmatch(value)) is None:
        return value
    try:
        return date.fromisoformat(value) if match[2] is None else datetime.fromisoformat(value)
    except ValueError:
        return value
