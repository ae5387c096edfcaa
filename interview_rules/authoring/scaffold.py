"""Scaffold for a new rule pack: the pack, its tests, and JSON schemas for editors."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.errors import PackError, Problem, nearest, printable
from interview_rules.packs import bundled
from interview_rules.packs.model import RulePack
from interview_rules.schemas.registry import text_of
from interview_rules.sources.yaml_shapes import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MODELINE", "start"]

MODELINE = "# yaml-language-server: $schema="
"""Start of the comment that points editors to the schema of a file."""

_LONGEST = 80

_PACK = Template("""\
${modeline}${name}.schema.json
pack: ${name}
title: Rules of our own
extends: ${extends}

rules:
  - id: note-their-questions
    when:
      - interview is known and not after interview + 1 week
      - not settled
    advise:
      action: note-their-questions
      kind: do
      title: Write down what they asked
      text: >
        Write down the questions of {interview} while you still remember them. They may come up
        again in another round.
      due: interview + 1 business day
    source: Name the source of this rule here.
""")

_TESTS = Template("""\
${modeline}${name}.tests.schema.json
rules: ${name}.yaml

tests:
  - name: The questions should be written down within a week after the interview
    events:
      - {at: 2026-11-19, event: interview}
    now: [2026-11-19 00:00, 2026-11-26 23:59]
    expect:
      - note-their-questions: {until: 2026-11-27 00:00, due: 2026-11-20}

  - name: After that week it is too late to remember them
    events:
      - {at: 2026-11-19, event: interview}
    now: 2026-11-27 00:00
    expect_not: [note-their-questions]

  - name: Before any interview there is nothing to write down
    events:
      - {at: 2026-11-16, event: interview-scheduled, date: 2026-11-19 15:00}
    now: 2026-11-18 12:00
    expect_not: [note-their-questions]

  - name: After a rejection there is no need to write them down
    events:
      - {at: 2026-11-19, event: interview}
      - {at: 2026-11-20, event: rejection}
    now: 2026-11-20 12:00
    expect: [application-closed]
    expect_not: [note-their-questions]
""")


def start(name: str, extends: str = "in-practice", folder: str | Path = ".") -> list[Path]:
    """Write a pack with one rule, its tests, and the schemas of both; return their paths.

    `extends` is `after-the-interview` or `in-practice`. The folder is created if it does not exist.
    Raises PackError if the name is invalid or that of a bundled pack, `extends` is another pack, a
    file already exists, or the folder cannot be written to.
    """
    if not ID.fullmatch(name) or len(name) > _LONGEST:
        message = f"'{printable(name)}' is not a valid name"
        raise PackError(
            [
                Problem(
                    "",
                    message,
                    f"use lowercase words and hyphens, such as our-rules, at most {_LONGEST} characters",
                    "bad-name",
                )
            ]
        )
    if name in bundled.names():
        message = f"{name} is the name of a bundled pack"
        raise PackError([Problem("", message, "choose another name", "name-taken")])
    if extends not in ("after-the-interview", "in-practice"):
        message = f"cannot extend the pack '{printable(extends)}'"
        near = nearest(extends, [each for each in bundled.names() if each != "job-search"])
        raise PackError([Problem("", message, near, "unreadable-pack")])
    place = Path(folder)
    pack, tests = place / f"{name}.yaml", place / f"{name}{SUFFIX}"
    schemas = [place / f"{name}.schema.json", place / f"{name}.tests.schema.json"]
    try:
        taken = [path for path in (pack, tests, *schemas) if path.exists()]
    except (OSError, ValueError):
        taken = []  # the write below reports an unusable folder
    if taken:
        hint = "choose another name or folder"
        raise PackError(
            [Problem("", f"{printable(str(path), 200)} already exists", hint) for path in taken]
        )
    words = {"name": name, "extends": extends, "modeline": MODELINE}
    try:
        place.mkdir(parents=True, exist_ok=True)
        pack.write_text(_PACK.substitute(words), encoding="utf-8", newline="\n")
        tests.write_text(_TESTS.substitute(words), encoding="utf-8", newline="\n")
        for path, text in zip(schemas, _schemas(pack), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        message = f"cannot write to {printable(str(place), 200)}: {reason}"
        raise PackError([Problem("", message, "choose another folder")]) from None
    return [pack, tests, *schemas]


def _schemas(path: Path) -> Iterator[str]:
    pack = RulePack.load(path)
    yield text_of("pack", pack)
    yield text_of("tests", pack)
