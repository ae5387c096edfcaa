"""The number of examples of each property, depending on the loaded Hypothesis profile.

`quick` is the default, `full` tries forty times as many, and `checked` tries as many as `full`,
but always the same ones. `brief` always tries the same few examples, and reports the first that
fails as it is, which suits a program that only asks whether the tests pass. HYPOTHESIS_PROFILE or
`--hypothesis-profile` selects a profile. With CI set, `checked` is the default, and `quick` repeats
its examples too.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings

FULL = 500
"""Examples of each property in `full`, unless the property sets another number."""


def register() -> None:
    """Register the profiles and load the one that the environment selects."""
    automated = bool(os.environ.get("CI"))
    # The time for drawing examples depends on the load of the machine.
    common: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    few = FULL // 40
    settings.register_profile("quick", max_examples=few, derandomize=automated, **common)
    as_found = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "brief", max_examples=few, derandomize=True, phases=as_found, **common
    )
    settings.register_profile("full", max_examples=FULL, derandomize=False, **common)
    settings.register_profile("checked", max_examples=FULL, derandomize=True, **common)
    default = "checked" if automated else "quick"
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or default)


def scaled(count: int, **others: Any) -> settings:
    """Return settings for `count` examples in the full profiles, scaled to the loaded profile."""
    share = -(-count * settings().max_examples // FULL)
    return settings(max_examples=max(share, min(count, 5)), **others)
