"""The build's own step: check the shipped packs, and put them into the package as prepared data."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


def prepare(root: Path = ROOT) -> list[Path]:
    """Write every shipped pack, checked, to interview_rules/prepared; a wrong pack is an error."""
    sys.path.insert(0, str(root))
    try:
        from interview_rules.packs import bundled  # noqa: PLC0415  # only after the path is set
        from interview_rules.packs.loading import read_packs  # noqa: PLC0415  # the same
        from interview_rules.packs.serialization import LAYOUT, pack_to_data  # noqa: PLC0415  # the same
    finally:
        sys.path.pop(0)
    written = []
    folder = root / "interview_rules" / "prepared"
    folder.mkdir(exist_ok=True)
    for name in bundled.names():
        pack = pack_to_data(read_packs((name,)))
        data = {"digest": bundled.digest(), "layout": LAYOUT, "pack": pack}
        path = folder / f"{name}.json"
        # The order of keys counts: packs list their parameters as they were written.
        path.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
        written.append(path)
    return written


class PreparePacks(BuildHookInterface[Any]):
    """Runs `prepare` before anything is packed, for wheels and for editable installs."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """See the class."""
        prepare(Path(self.root))
