"""The keys of packs, rules, advice and drafts, and where a misplaced key belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ADVISE_KEYS",
    "DRAFT_KEYS",
    "IN_ADVICE",
    "IN_OVERRIDE",
    "IN_PACK",
    "IN_RULE",
    "OVERRIDE_KEYS",
    "PACK_KEYS",
    "RULE_KEYS",
    "of_set",
]

PACK_KEYS = (
    "pack", "title", "extends", "parameters", "set", "facts", "events", "definitions",
    "conclusions", "exclusive", "stances", "complete", "groups", "drafts", "override_drafts", "formerly", "switch_off",
    "override", "rules", "accept",
)  # fmt: skip
RULE_KEYS = ("id", "when", "conclude", "advise", "instead_of", "before", "source")
ADVISE_KEYS = (
    "action", "kind", "title", "text", "due", "draft", "recorded_as", "again_after", "order",
)  # fmt: skip
DRAFT_KEYS = ("subject", "body", "to", "through")
OVERRIDE_KEYS = (*RULE_KEYS[1:3], *RULE_KEYS[4:], *ADVISE_KEYS)

_OF_STATE = {
    key: (
        f"'{key}' belongs in the state, not in the pack",
        f"remove it; each state has its own {key}",
    )
    for key in ("timezone", "country", "subdivision", "weekend", "free_days")
}
_OF_DRAFT = {
    key: (f"'{key}' belongs under draft, not beside it", "write draft:, and indent it under that")
    for key in ("subject", "body")
}


def of_set(parameters: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the message and the hint for each parameter written beside `set`, not under it."""
    hint = "indent it under set:"
    return {name: (f"the parameter '{name}' belongs under set", hint) for name in parameters}


IN_PACK = {
    **{
        key: (f"'{key}' belongs in a rule, not beside rules", "indent it like the keys of a rule")
        for key in (*RULE_KEYS, *ADVISE_KEYS)
    },
    **_OF_STATE,
}
"""For keys that authors write into the pack itself, but that belong elsewhere: message and hint."""
IN_RULE = {
    **{
        key: (f"'{key}' belongs at the top of the pack, not in a rule", "write it without indent")
        for key in PACK_KEYS
    },
    **{
        key: (
            f"'{key}' belongs under advise, not beside it",
            "indent it like the keys under advise:",
        )
        for key in ADVISE_KEYS
    },
    **_OF_STATE,
}
"""The same for keys that authors write into a rule."""
IN_ADVICE = {
    **{
        key: (f"'{key}' belongs beside advise, not under it", "indent it like advise:")
        for key in RULE_KEYS
    },
    **_OF_DRAFT,
}
"""The same for keys that authors write under `advise`."""
IN_OVERRIDE = {
    "advise": (
        "in an override, the keys of advise come directly under the id of the rule",
        "remove advise:, and move its keys one level up",
    ),
    "id": ("an override cannot change the id of a rule", "remove it"),
    **_OF_DRAFT,
}
"""The same for keys that authors write into an override."""
