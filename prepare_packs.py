"""Build hook: check the bundled packs and write them into the package as prepared data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


def prepare(root: Path = ROOT) -> list[Path]:
    """Write every bundled pack to interview_rules/prepared, and modules of the code for it.

    Returns the paths. Raises PackError for an invalid pack.
    """
    sys.path.insert(0, str(root))
    try:
        from interview_rules.engines.compiled.stored_code import code_to_store, generator  # noqa: PLC0415  # needs sys.path
        from interview_rules.engines.conflict_resolution import ConflictResolution  # noqa: PLC0415  # needs sys.path
        from interview_rules.packs import bundled  # noqa: PLC0415  # needs sys.path
        from interview_rules.packs.loading import read_packs  # noqa: PLC0415  # needs sys.path
        from interview_rules.packs.serialization import LAYOUT, pack_to_data  # noqa: PLC0415  # needs sys.path
    finally:
        sys.path.pop(0)
    written = []
    folder = root / "interview_rules" / "prepared"
    folder.mkdir(exist_ok=True)
    for name in bundled.names():
        pack = read_packs((name,))
        code = code_to_store(pack, ConflictResolution(pack))
        modules = {kind: f"{name}_{kind}".replace("-", "_") for kind in code}
        for kind, module in modules.items():
            path = folder / f"{module}.py"
            path.write_text(code[kind], encoding="utf-8")
            written.append(path)
        data = {
            "digest": bundled.digest(),
            "layout": LAYOUT,
            "pack": pack_to_data(pack),
            "pack_digest": pack.digest,
            "code": {"generator": generator(), "modules": modules},
        }
        path = folder / f"{name}.json"
        # Do not sort the keys: packs list their parameters in the order of the file.
        path.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
        written.append(path)
    return written


class PreparePacks(BuildHookInterface[Any]):
    """A hook that runs `prepare` before a wheel or an editable install is built."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Prepare the packs."""
        prepare(Path(self.root))
