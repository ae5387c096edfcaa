"""What a check reads: the given files, and the packs and test files in the given folders."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.errors import PackError, Problem, printable
from interview_rules.packs import bundled
from interview_rules.sources.files import read_source
from interview_rules.sources.yaml_tree import MOST_IN_PACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["packs_and_tests"]

_PACK = re.compile(rb"""^(\xef\xbb\xbf)?(\{[ \t]*)?["']?pack["']?[ \t]*:""", re.MULTILINE)


def packs_and_tests(sources: Iterable[str]) -> list[str]:
    """Return the given sources, with each folder replaced by the packs and test files in it.

    A YAML file in a folder is a pack if it has the key `pack`. Subfolders are searched as well;
    hidden files and hidden folders are skipped. Names of bundled packs are never folders. Raises
    PackError for a folder with neither packs nor tests.
    """
    found: dict[str, None] = {}
    problems = []
    for source in sources:
        if source in bundled.names() or not Path(source).is_dir():
            found[source] = None
            continue
        inside = [str(path) for path in _inside(Path(source))]
        found.update(dict.fromkeys(inside))
        if not inside:
            message = f"no file in {printable(source, 200)} is a pack or ends in {SUFFIX}"
            hint = "give a folder with YAML files that have the key pack"
            problems.append(Problem("", message, hint, "unreadable-pack"))
    if problems:
        raise PackError(problems)
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and (path.name.endswith(SUFFIX) or _is_pack(path)):
            yield path


def _is_pack(path: Path) -> bool:
    try:
        return _PACK.search(read_source(path, 4 * MOST_IN_PACK)) is not None
    except OSError:
        return True  # the check reports why it cannot be read
