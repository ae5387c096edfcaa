"""The advisor in worker processes, which receive it pickled."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.advisor import Advisor

__all__ = ["advisor_from"]


@lru_cache(maxsize=4)
def advisor_from(pickled: bytes) -> Advisor:
    """Unpickle an advisor; equal bytes give the same object, as long as it is cached."""
    advisor: Advisor = pickle.loads(pickled)  # noqa: S301  # never from anywhere else
    return advisor
