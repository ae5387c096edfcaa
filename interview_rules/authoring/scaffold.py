"""Scaffold for a new rule pack: the pack, its tests, and JSON schemas for editors.

A pack can be made as a package for others to install, with what it takes to build and check it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.authoring.scaffold_texts import (
    BLANK_PACK,
    BLANK_TESTS,
    PACK,
    PROJECT,
    README,
    TESTS,
    WORKFLOW,
)
from interview_rules.calendars.versions import versions
from interview_rules.errors import PackError, Problem, nearest, printable
from interview_rules.packs import bundled
from interview_rules.packs.installed import GROUP, InstalledPacks
from interview_rules.packs.model import RulePack
from interview_rules.packs.requirements import named_pack, requirement_in
from interview_rules.schemas.registry import text_of
from interview_rules.sources.yaml_shapes import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MODELINE", "start", "start_package"]

MODELINE = "# yaml-language-server: $schema="
"""Start of the comment that points editors to the schema of a file."""

_LONGEST = 80
_BASES = ("after-the-interview", "in-practice")
"""The bundled packs about a single application."""
_RULE = "note-their-questions"


def start(name: str, extends: str | None = "in-practice", folder: str | Path = ".") -> list[Path]:
    """Write a pack with one rule, its tests, and the schemas of both; return their paths.

    `extends` is `after-the-interview`, `in-practice`, or an installed pack on top of one of them,
    with or without required versions; None starts a pack that extends no other. The folder is
    created if it does not exist.

    Raises PackError if the name is invalid or that of a bundled pack or of the pack to extend, if
    `extends` is any other pack, if a file already exists, or if the folder cannot be written to.
    """
    files = _pack_files(name, extends, _sample_rule(name, extends), stem=name)
    return _write(Path(folder), files, f"{name}.yaml")


def start_package(
    name: str, extends: str | None = "in-practice", folder: str | Path = "."
) -> list[Path]:
    """Write a Python package with a pack to the folder `name` in `folder`; return its file paths.

    The pack is that of `start`, and others use it by the same name. The package also has a
    `pyproject.toml`, a README, and a workflow that checks and tests the pack.

    Raises PackError in the same cases as `start`, and if the name is that of this library or of a
    module in Python's standard library.
    """
    rule = _sample_rule(name, extends)
    module, stem = name.replace("-", "_"), "rules"
    if module in {*sys.stdlib_module_names, "interview_rules"}:
        message = f"a package cannot have the name of the Python module {module}"
        raise PackError([Problem("", message, "choose another name", "name-taken")])
    words = {
        "name": name,
        "module": module,
        "stem": stem,
        "group": GROUP,
        "about": " on what to do after a job interview" if extends is not None else "",
        "dependencies": ", ".join(f'"{each}"' for each in _dependencies(extends)),
    }
    files = {
        "pyproject.toml": PROJECT.substitute(words),
        "README.md": README.substitute(words),
        ".github/workflows/check.yml": WORKFLOW.substitute(words),
        # Without a module, an editable installation would not lead to the folder.
        f"{module}/__init__.py": f'"""The rule pack {name}: data, without code."""\n',
    }
    for path, text in _pack_files(name, extends, rule, stem).items():
        files[f"{module}/{path}"] = text
    return _write(Path(folder) / name, files, f"{module}/{stem}.yaml")


def _sample_rule(name: str, extends: str | None) -> str:
    """Return the id of the rule in a new pack; without `extends`, the pack does not use the id.

    Raises PackError if the pack cannot have this name or extend this pack.
    """
    if not ID.fullmatch(name) or len(name) > _LONGEST:
        message = f"'{printable(name)}' is not a valid name"
        hint = f"use lowercase words and hyphens, such as our-rules, at most {_LONGEST} characters"
        raise PackError([Problem("", message, hint, "bad-name")])
    if name in bundled.names():
        message = f"{name} is the name of a bundled pack"
        raise PackError([Problem("", message, "choose another name", "name-taken")])
    if extends is None or extends in _BASES:
        return _RULE
    installed = [name for name in InstalledPacks().names if name not in bundled.names()]
    base = named_pack(extends)
    if base not in (*_BASES, *installed):
        message = f"cannot extend the pack '{printable(extends)}'"
        near = nearest(extends, [*_BASES, *installed])
        raise PackError([Problem("", message, near, "unreadable-pack")])
    if base == name:
        message = f"{name} is the name of the pack to extend"
        raise PackError([Problem("", message, "choose another name", "name-taken")])
    pack = RulePack.load(extends)
    if "settled" not in pack.conclusions or "application-closed" not in pack.actions:
        message = f"cannot extend the pack '{base}', which is not about a single application"
        hint = f"choose {' or '.join(_BASES)}, or a pack on top of them"
        raise PackError([Problem("", message, hint, "unreadable-pack")])
    return f"{name}-{_RULE}" if _RULE in {*pack.ids, *pack.actions} else _RULE


def _dependencies(extends: str | None) -> list[str]:
    """Return what a package depends on: this library, and the package of a pack that it extends."""
    version = versions(None)["interview-rules"].partition("+")[0]
    found = ["interview-rules" if version == "unknown" else f"interview-rules>={version}"]
    asked = requirement_in(extends) if extends is not None else None
    if asked is not None and asked.name not in bundled.names():
        bounds = str(asked).replace(" ", "")
        found.append(f"{InstalledPacks().pack(asked.name).package}{bounds}")
    return found


def _pack_files(name: str, extends: str | None, rule: str, stem: str) -> dict[str, str]:
    """Return a pack and its tests by file name; `stem` is the pack's file name without `.yaml`."""
    words = {"name": name, "rule": rule, "modeline": MODELINE, "stem": stem}
    if extends is None:
        words["event"] = _event_prefix(name)
        pack, tests = BLANK_PACK, BLANK_TESTS
    else:
        words["extends"] = extends
        pack, tests = PACK, TESTS
    return {f"{stem}.yaml": pack.substitute(words), f"{stem}{SUFFIX}": tests.substitute(words)}


def _event_prefix(name: str) -> str:
    """Return the word before the dot in the names of a pack's events: its name, unless too long."""
    return name if len(name) <= _LONGEST - len(".answered") else "our"


def _write(place: Path, files: Mapping[str, str], pack: str) -> list[Path]:
    """Write files, then the schemas of the pack among them, and return all paths.

    `files` are texts by path in the folder `place`, and `pack` is the path of the pack there.
    Raises PackError if a file or schema exists already, or if the folder cannot be written to.
    """
    below = (place / pack).parent
    stem = Path(pack).stem
    schemas = [below / f"{stem}.schema.json", below / f"{stem}.tests.schema.json"]
    texts = {place / path: text for path, text in files.items()}
    try:
        taken = [path for path in (*texts, *schemas) if path.exists()]
    except (OSError, ValueError):
        taken = []  # the write below reports an unusable folder
    if taken:
        hint = "choose another name or folder"
        raise PackError(
            [Problem("", f"{printable(str(path), 200)} already exists", hint) for path in taken]
        )
    try:
        for path, text in texts.items():
            _write_text(path, text)
        made = RulePack.load(place / pack)
        for path, text in zip(
            schemas, (text_of("pack", made), text_of("tests", made)), strict=True
        ):
            _write_text(path, text)
    except PackError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        message = f"cannot write to {printable(str(place), 200)}: {reason}"
        raise PackError([Problem("", message, "choose another folder")]) from None
    return [*texts, *schemas]


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
