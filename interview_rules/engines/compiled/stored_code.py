"""Generated code that the build stores as modules beside the bundled packs.

Generating it takes long, and so does compiling it, which Python does once for a module.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, Literal

from interview_rules.engines.compiled.functions import generator_for
from interview_rules.facts.vocabulary import BITS, OFFSETS

if TYPE_CHECKING:
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.packs.model import RulePack

__all__ = ["Kind", "code_to_store", "generator", "stored_function", "stored_modules"]

Kind = Literal["whole", "plain"]
_ENGINES = Path(__file__).parents[1]
_MODULE = '''"""Generated from the rules of {}."""

from bisect import bisect_right as bisect

from interview_rules.engines.compiled.functions import ladder

{}
'''


def code_to_store(pack: RulePack, conflicts: ConflictResolution) -> dict[Kind, str]:
    """Return modules, as source, of the functions that evaluate a whole pack.

    `whole` is for all states. `plain`, if most rules need an unusual fact, is for states without
    any.
    """
    writer = generator_for(pack)
    code: dict[Kind, str] = {"whole": writer.evaluate(conflicts)}
    if writer.is_mostly_plain():
        code["plain"] = writer.evaluate(conflicts, plain=True)
    return {kind: _MODULE.format(pack.name, source) for kind, source in code.items()}


def stored_modules(pack: RulePack) -> dict[Kind, str]:
    """Return the names of the modules that the build stored for a pack.

    Empty if there are none, or if they are out of date.
    """
    stored = pack.stored_code
    if stored is None or generator() not in {"", stored["generator"]}:
        return {}
    return stored["modules"]


def stored_function(pack: RulePack, kind: Kind, **names: Any) -> Any:
    """Return a function that the build stored with a pack, or None if there is none.

    `names` are added to its globals.
    """
    name = stored_modules(pack).get(kind)
    if name is None:
        return None
    module = import_module(f"interview_rules.prepared.{name}")
    return FunctionType(module.run.__code__, {**vars(module), **names})


@cache
def generator() -> str:
    """Return a digest of the code that generates code, and of the places of the facts.

    Empty if only bytecode is installed, which cannot change.
    """
    paths = sorted(_ENGINES.rglob("*.py"))
    found = hashlib.blake2b(repr((OFFSETS, BITS)).encode(), digest_size=16)
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest() if paths else ""
