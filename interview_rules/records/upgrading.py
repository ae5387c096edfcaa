"""Results written by older versions, brought into the current layout so that they can be read.

Fields that an older version did not write get the value that it implied, such as `email` for the
channel of a draft, or else become empty, or null where null is allowed. Data of the current
version, and data that is malformed or no mapping, is returned unchanged for pydantic to check.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from interview_rules.records.parts import PARTS

__all__ = [
    "RESULT_VERSION",
    "upgraded_explanation",
    "upgraded_plan",
    "upgraded_report",
]

RESULT_VERSION: Literal[2] = 2
"""The version of the layout of results that this library writes. It reads all up to this one.

1: the layout of the library versions 0.1 and 0.2, which do not write `schema_version`.
2: adds typed values, days separate from instants, digests of the rules and of the state, ids and
bounds of questions, and the rows and events of plans.
"""

_Data = dict[str, Any]
_IDENTITY = {"pack_digest": "", "state": "", "versions": {}}
_SEARCH_IDENTITY = {"pack_digests": ["", ""], "search": "", "versions": {}}


def _upgraded(change: Callable[[_Data], _Data], data: Any) -> Any:
    if not isinstance(data, Mapping) or data.get("schema_version", 1) != 1:
        return data
    try:
        return {**change(dict(data)), "schema_version": RESULT_VERSION}
    except (AttributeError, TypeError):  # malformed; pydantic will report it
        return data


def upgraded_report(data: Any) -> Any:
    """Return the data of a report on a state or a search in the current layout."""
    return _upgraded(_report, data)


def upgraded_plan(data: Any) -> Any:
    """Return the data of a plan of a state or a search in the current layout."""
    return _upgraded(_plan, data)


def upgraded_explanation(data: Any) -> Any:
    """Return the data of an explanation in the current layout."""
    return _upgraded(_explanation, data)


def _report(data: _Data) -> _Data:
    is_search = "packs" in data
    return {
        **(_SEARCH_IDENTITY if is_search else {**_IDENTITY, "headline": ""}),
        # In version 1, reports on a search had no questions.
        "questions_complete": not is_search,
        "included": [part for part in PARTS if part != "questions" or not is_search],
        "warnings": (),
        **data,
        "advice": [_advice(each) for each in data.get("advice", ())],
        "questions": [_question(each) for each in data.get("questions", ())],
    }


def _plan(data: _Data) -> _Data:
    known = _SEARCH_IDENTITY if "packs" in data else _IDENTITY
    stretches = [
        {**stretch, "advice": [_due(each) for each in stretch.get("advice", ())]}
        for stretch in data.get("stretches", ())
    ]
    return {**known, "rows": (), "happens": (), **data, "stretches": stretches}


def _explanation(data: _Data) -> _Data:
    return {**_IDENTITY, "pack": "", **data, "tree": _part(data.get("tree", {}))}


def _due(advice: _Data) -> _Data:
    day, at = _day_and_instant(advice.get("due"))
    return {**advice, "due": day, "due_at": at}


def _day_and_instant(moment: Any) -> tuple[Any, Any]:
    if isinstance(moment, str) and "T" in moment:
        return moment.partition("T")[0], moment
    return moment, None


def _advice(advice: _Data) -> _Data:
    draft = advice.get("draft")
    drafts = advice.get("drafts", () if draft is None else (draft,))
    return {
        **_due(advice),
        "because": [{"values": {}, **reason} for reason in advice.get("because", ())],
        "draft": None if draft is None else _draft(draft),
        "drafts": [_draft(each) for each in drafts],
    }


def _draft(draft: _Data) -> _Data:
    known = {"to": None, "role": "interviewer", "channel": "email", "missing": (), "blanks": ()}
    return {**known, **draft}


def _question(question: _Data) -> _Data:
    choices = [{"value": each, "label": each} for each in question.get("choices", ())]
    unknown = dict.fromkeys(("earliest", "latest", "minimum", "maximum"))
    known = {"id": question.get("fact"), "path": question.get("fact"), "hour": True}
    return {**unknown, **known, **question, "choices": choices}


def _part(part: _Data) -> _Data:
    saw = [
        {
            "data": None,
            **each,
            "origins": [_origin(origin) for origin in each.get("origins", ())],
        }
        for each in part.get("saw", ())
    ]
    return {**part, "saw": saw, "parts": [_part(each) for each in part.get("parts", ())]}


def _origin(origin: _Data) -> _Data:
    day, at = _day_and_instant(origin.get("at"))
    return {**origin, "day": day, "at": at}
