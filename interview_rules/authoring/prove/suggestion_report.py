"""Suggested tests as YAML with comments, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview_rules.authoring.prove.suggested_tests import Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_rules.authoring.prove.suggested_tests import Gap, Missed

__all__ = ["suggestions_as_data", "suggestions_as_text"]

_REASONS = {
    "impossible": "no event log can change this, in any zone or calendar",
    "time": "there was no time left to look for a situation",
    "not found": "no situation was found",
}


def suggestions_as_text(pack: str, found: Sequence[Suggestion | Missed]) -> str:
    """Return suggestions as items of a list of tests, and the rest as comments.

    The text can be added to the end of a test file.
    """
    made = [each for each in found if isinstance(each, Suggestion)]
    missed = [each for each in found if not isinstance(each, Suggestion)]
    lines: list[str] = []
    if made:
        several = "tests" if len(made) > 1 else "test"
        lines.append(
            f"  # {len(made)} suggested {several} for {pack}, to be read before being kept"
        )
        lines.append(f"  # in {made[0].file}: is the advice right in each situation?")
    for each in made:
        lines += ["", f"  # {_place(each.gap)}", *each.yaml.rstrip("\n").split("\n")]
    if made and missed:
        lines.append("")
    lines += [f"  # {_place(each.gap)}: {_REASONS[each.reason]}" for each in missed]
    if not found:
        lines.append(f"  # {pack}: the tests cover every rule and every leaf")
    return "\n".join(lines) + "\n"


def _place(gap: Gap) -> str:
    if gap.leaf is None:
        return f"{gap.of} {'holds in no test' if gap.value else 'holds in every test'}"
    said = "never true" if gap.value else "never false"
    return f"{gap.leaf.at}: {said}: {' '.join(gap.leaf.words.split())}  [{gap.of}]"


def suggestions_as_data(pack: str, found: Sequence[Suggestion | Missed]) -> dict[str, Any]:
    """Return suggestions, and what is missed, as plain data."""
    return {
        "pack": pack,
        "suggestions": [
            {"file": each.file, "name": each.name, "yaml": each.yaml, **_gap(each.gap)}
            for each in found
            if isinstance(each, Suggestion)
        ],
        "missed": [
            {"reason": each.reason, **_gap(each.gap)}
            for each in found
            if not isinstance(each, Suggestion)
        ],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    leaf = {} if gap.leaf is None else {"at": str(gap.leaf.at), "words": gap.leaf.words}
    return {"of": gap.of, "value": gap.value, **leaf}
