"""Generated code that the build stores with the bundled packs, because generating it takes long."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.engines.compiled.codegen import CodeGenerator
from interview_rules.facts.vocabulary import BITS, OFFSETS

if TYPE_CHECKING:
    from interview_rules.engines.conflict_resolution import ConflictResolution
    from interview_rules.packs.model import RulePack

__all__ = ["code_of", "code_to_store"]

_ENGINES = Path(__file__).parents[1]


def code_to_store(pack: RulePack, conflicts: ConflictResolution) -> dict[str, str]:
    """Return the source of the functions that evaluate a whole pack, for the build to store.

    `whole` is for all states. `plain`, if most rules need an unusual fact, is for states without
    any. `generator` identifies the code that wrote them.
    """
    writer = CodeGenerator(pack, range(len(pack.rules)))
    code = {"whole": writer.evaluate(conflicts), "generator": generator()}
    if writer.is_mostly_plain():
        code["plain"] = writer.evaluate(conflicts, plain=True)
    return code


def code_of(pack: RulePack) -> dict[str, str]:
    """Return the code that was stored with a pack; empty if there is none, or it is out of date."""
    stored = pack.stored_code
    return stored if stored and generator() in {"", stored["generator"]} else {}


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
