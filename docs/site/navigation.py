"""The navigation of the documentation site, read from the pages that list other pages.

A list or a table whose lines begin with a link is navigation, so a code host shows the same
contents as the site. This module needs nothing but Python: a quick test reads it, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent.parent
ROOT = DOCS.parent
LISTS = ("index.md", "embedding/README.md", "checks.md", "rules/README.md")
"""The pages that list others, the first page of the site first."""
_ENTRY = re.compile(r"^(?:- |\| )\[`?([^\]`]+)`?\]\(([^)#:]+\.md)\)", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """Pages under one heading: `entries` has the label of each and its path in the repository."""

    title: str
    entries: tuple[tuple[str, str], ...]


def sections(page: str) -> list[Section]:
    """Return what a page of docs/ lists, by heading; headings that list nothing are left out."""
    text = (DOCS / page).read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    titled = zip(["", *parts[1::2]], parts[::2], strict=True)
    found = [Section(title, _entries(page, part)) for title, part in titled]
    return [section for section in found if section.entries]


def listed() -> list[str]:
    """Return the path in the repository of every page in the navigation, in its order."""
    entries = [each for page in LISTS for section in sections(page) for each in section.entries]
    return ["docs/index.md", *(path for _label, path in entries)]


def _entries(page: str, text: str) -> tuple[tuple[str, str], ...]:
    folder = (DOCS / page).parent
    return tuple(
        (label, (folder / target).resolve().relative_to(ROOT).as_posix())
        for label, target in _ENTRY.findall(text)
    )
