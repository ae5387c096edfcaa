"""The engine on durable_rules: a pack as a rule set that chains forward in a Rete network.

A state is asserted as one flat fact of integers. Rules that need no conclusion fire on this fact.
Their conclusions are asserted as another fact, on which the next level of rules fires, and so on.
Each such fact also states which conclusions no rule has reached. This is certain once a level has
been evaluated, so the absence patterns of durable_rules are not needed. Only the rules that fired
are read back; conflict resolution then selects the advice.

Only the C module of durable_rules is used, without its host, timers and rule languages. The section
on durable_rules in docs/engines.md lists the faults and limits that this package works around. The
rest of the library does not depend on durable_rules.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import sys
import weakref
from typing import TYPE_CHECKING, Any

from interview_rules.engines.durable.rule_set import build_rule_set
from interview_rules.errors import MissingExtraError

if TYPE_CHECKING:
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.engines.engine import Evaluate
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.packs.model import RulePack

try:
    import durable_rules_engine as rete
except ImportError as missing:
    _name = "durable_rules_engine"
    if isinstance(missing, ModuleNotFoundError):
        if missing.name != _name:
            raise
        message = "the durable engine needs an extra: pip install 'interview-rules[durable]'"
        if sys.version_info >= (3, 13):
            message = (
                "durable_rules does not run on Python 3.13 or later: "
                "use Python 3.11 or 3.12, or the compiled engine"
            )
    else:
        message = f"durable_rules does not run on this Python (use 3.11 or 3.12): {missing}"
    raise MissingExtraError(message, name=_name) from None

__all__ = ["Durable", "keep_memory"]

_sessions = itertools.count(1)
_rule_sets = itertools.count(1)
_MALLOC_THRESHOLDS = ((-3, 32 << 20), (-1, 64 << 20), (-2, 4 << 20))
"""glibc's options M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_TOP_PAD, with values in bytes. Every
evaluation allocates and frees a session of a few hundred kilobytes, which glibc would otherwise
return to the kernel each time."""


class Durable:
    """An engine that evaluates a pack with durable_rules.

    Thread-safe, and safe to use after a fork. The rule set is deleted when the engine is garbage
    collected. The constructor raises PackError for a pack beyond the limits of durable_rules.
    Importing this module raises MissingExtraError if durable_rules is not installed or does not
    run.
    """

    __slots__ = (
        "__weakref__",
        "_concluded",
        "_conflicts",
        "_fact",
        "_handle",
        "_most",
        "_rules",
    )

    def __init__(self, pack: RulePack, conflicts: ConflictResolution) -> None:
        made = build_rule_set(pack)
        self._conflicts = conflicts
        self._fact = made.fact
        self._rules = made.rules
        self._concluded = made.concluded
        self._most = len(made.rules) + 1
        name = f"interview-rules-{next(_rule_sets)}"
        self._handle: int = rete.create_ruleset(name, json.dumps(made.rule_set))
        weakref.finalize(self, rete.delete_ruleset, self._handle)

    @property
    def evaluate(self) -> Evaluate:
        """The function that evaluates all rules of the pack."""
        return self._evaluate

    def _evaluate(self, now: int, facts: Facts, calendar: Calendar) -> tuple[int, int]:
        session = str(next(_sessions))
        fact = self._fact(now, facts, calendar, session)
        try:
            holds = self._fire(fact, 0)
            for level in self._concluded:
                concluded = [1 if holds & rules else 0 for rules in level.concluders]
                holds = self._fire(level.fact % (session, *concluded), holds)
        finally:
            rete.delete_state(self._handle, session)
        return self._conflicts.of(holds)

    def _fire(self, fact: str, holds: int) -> int:
        """Assert a fact; return the mask `holds`, extended by the rules that fire."""
        handle, rules = self._handle, self._rules
        _code, state = rete.assert_fact(handle, fact)
        fired = rete.start_action_for_state(handle, state)
        for _ in range(self._most):
            if fired is None:
                return holds
            text: str = fired[-1] if isinstance(fired, tuple) else fired
            holds |= rules[text[2 : text.index('"', 2)]]
            fired = rete.complete_and_start_action(handle, state)
        raise RuntimeError("durable_rules fired more rules than the rule set has")


def keep_memory() -> None:
    """Make glibc keep the memory of released sessions for reuse; do nothing on other systems.

    An evaluation takes about a quarter of the time after that. The setting is one of the whole
    process, so only the program that calls this library can decide on it.
    """
    mallopt: Any = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    for option in _MALLOC_THRESHOLDS if mallopt else ():
        mallopt(*option)
