"""Functions of generated code, and what that code calls.

The modules of the code generator are imported only when there is code to generate: the build stores
the code of the bundled packs.
"""

from __future__ import annotations

import itertools
import linecache
import weakref
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.engines.compiled.codegen import CodeGenerator
    from interview_rules.packs.model import RulePack

__all__ = ["compile_function", "generator_for", "ladder"]

_compiled = itertools.count(1)


def generator_for(pack: RulePack, rules: Iterable[int] | None = None) -> CodeGenerator:
    """Return a code generator for the rules at these indexes of a pack, by default all."""
    from interview_rules.engines.compiled.codegen import CodeGenerator  # noqa: PLC0415  # see above

    return CodeGenerator(pack, range(len(pack.rules)) if rules is None else rules)


def compile_function(source: str, **names: Any) -> Any:
    """Compile a source and return its function `run`; `names` are added to its globals.

    The source is registered with `linecache` for as long as the function lives, so that tracebacks
    and debuggers show it.
    """
    names |= {"ladder": ladder, "bisect": bisect_right}
    filename = f"<rule pack {next(_compiled)}>"
    exec(compile(source, filename, "exec"), names)  # noqa: S102  # generated code without text of a pack
    function = names["run"]
    lines = source.splitlines(keepends=True)
    linecache.cache[filename] = (len(source), None, lines, filename)
    weakref.finalize(function, linecache.cache.pop, filename, None).atexit = False
    return function


def ladder(steps: Iterable[tuple[int, int]], reached: int) -> tuple[list[int], list[int]]:
    """Return the sorted thresholds of rules, and the mask for each number of reached thresholds.

    `steps` holds the threshold and the bit of each rule. Mask n, for a value that has reached n
    thresholds, selects the rules whose thresholds it has reached or, if not `reached`, all others.
    """
    bits: dict[int, int] = {}
    everything = 0
    for at, bit in steps:
        bits[at] = bits.get(at, 0) | 1 << bit
        everything |= 1 << bit
    places = sorted(bits)
    masks = [0]
    for at in places:
        masks.append(masks[-1] | bits[at])
    return places, masks if reached else [everything ^ mask for mask in masks]
