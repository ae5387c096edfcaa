"""The process that fuzzes one target; benchmarks/fuzz.py starts it.

    python benchmarks/fuzz_child.py TARGET FINDINGS [options and folders of libFuzzer]

An exception of the target is written to the folder FINDINGS, once for each kind, and the process
goes on. libFuzzer itself stops only at inputs that take too long or too much memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import atheris
from fuzz_texts import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "interview_rules"
# The rooms that read a stranger's text, or work with what was read.
ROOMS = (
    "authoring.checks", "authoring.pack_tests", "calendars", "engines", "evaluation", "events",
    "facts", "imports", "language", "packs", "records", "reports", "sources", "state",
)  # fmt: skip
# Generated code, and what needs an extra that the targets do not use.
LEFT_OUT = ("interview_rules.engines.durable", "interview_rules.imports.frames")


def import_rooms() -> None:
    """Import all modules now: those that are imported later would not be instrumented."""
    for room in ROOMS:
        package = import_module(f"interview_rules.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(LEFT_OUT):
                import_module(module.name)


def place_of(error: BaseException) -> str:
    """Return the last frame of an exception that lies in the library, or else in the target."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(PACKAGE)]
    last = (own if own and not isinstance(error, AssertionError) else frames)[-1]
    return f"{Path(last.filename).name}:{last.lineno} {last.name}"


def noting(target: Callable[[str], None], folder: Path) -> Callable[[bytes], None]:
    """Return a target for libFuzzer that writes each new kind of exception to a file."""
    seen = {path.stem for path in folder.iterdir()}

    def run(data: bytes) -> None:
        text = text_of(data)
        try:
            target(text)
        except Exception as error:  # noqa: BLE001  # what a target must not raise is the question
            kind, place = type(error).__name__, place_of(error)
            name = hashlib.sha256(f"{kind} {place}".encode()).hexdigest()[:16]
            if name in seen:
                return
            seen.add(name)
            shown = "".join(traceback.format_exception(error))[-6_000:]
            found = {"kind": kind, "place": place, "text": text, "traceback": shown}
            (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")

    return run


def main() -> None:
    name, findings, *options = sys.argv[1:]
    with atheris.instrument_imports(
        include=["interview_rules"], exclude=["interview_rules.prepared"]
    ):
        import_rooms()
    sys.path.insert(0, str(ROOT / "tests"))
    targets = import_module("fuzzing.targets").TARGETS
    # A merge starts this program again, by the name that stands first.
    program = os.environ.get("FUZZ_PROGRAM", sys.argv[0])
    atheris.Setup([program, *options], noting(targets[name], Path(findings)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
