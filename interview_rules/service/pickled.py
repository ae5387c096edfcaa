"""An advisor in the processes that work for another one."""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.advisor import Advisor

__all__ = ["advisor_from"]


@lru_cache(maxsize=4)
def advisor_from(pickled: bytes) -> Advisor:
    """Return the advisor that the process which started this one has pickled."""
    advisor: Advisor = pickle.loads(pickled)  # noqa: S301  # never from anywhere else
    return advisor
