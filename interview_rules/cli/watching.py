"""Watching of files: a command runs again whenever a file that it read has changed."""

from __future__ import annotations

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from interview_rules.sources.files import files_read, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from interview_rules.sources.files import Stamp

__all__ = ["again_after_each_change"]

PAUSE = 0.5
"""Seconds between two looks at the files."""


def again_after_each_change(run: Callable[[], object], folders: Iterable[str]) -> None:
    """Run something, and run it again after each change of a file that it read, until Ctrl+C.

    A YAML file that is new in one of `folders` or their subfolders counts as a change.
    """
    folders = [*folders]
    while True:
        inside = _inside(folders)
        with files_read() as read:
            run()
        before = {**inside, **read}
        while (now := _stamps(before, folders)) == before:
            sleep(PAUSE)
        # An editor may take several steps to save a file.
        while now != (later := _after_a_pause(before, folders)):
            now = later


def _after_a_pause(files: Iterable[Path], folders: Iterable[str]) -> dict[Path, Stamp]:
    sleep(PAUSE / 2)
    return _stamps(files, folders)


def _stamps(files: Iterable[Path], folders: Iterable[str]) -> dict[Path, Stamp]:
    return {**{path: stamp_of(path) for path in files}, **_inside(folders)}


def _inside(folders: Iterable[str]) -> dict[Path, Stamp]:
    """Return the stamps of the YAML files in some folders."""
    found = (path for folder in folders for path in Path(folder).rglob("*.y*ml"))
    return {path: stamp_of(path) for path in found}
