"""Engines: what makes a pack executable. Each is a visitor of the checked tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.engines.compiled import Compiled
from interview_rules.engines.contract import ENGINES
from interview_rules.errors import Problem, StateError, nearest, printable

if TYPE_CHECKING:
    from interview_rules.engines.contract import Engine
    from interview_rules.engines.speaking import Speaking
    from interview_rules.packs import RulePack

__all__ = ["engine_for"]


def engine_for(pack: RulePack, name: str, conflicts: Speaking) -> Engine:
    """A pack made executable by the engine of this name.

    Raises StateError for an engine that there is not, PackError for a pack that is beyond its
    limits, and ModuleNotFoundError where it is not installed.
    """
    if name == "compiled":
        return Compiled(pack, conflicts)
    if name == "durable":
        from interview_rules.engines.durable import Durable  # noqa: PLC0415  # the extra may be missing

        return Durable(pack, conflicts)
    hint = nearest(str(name), ENGINES)
    problem = Problem("engine", f"there is no engine '{printable(str(name))}'", hint)
    raise StateError([problem])
