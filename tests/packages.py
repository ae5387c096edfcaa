"""Packages with packs, written as an installer leaves them in a folder on the path."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

UNI = """\
pack: uni-careers
title: For universities
extends: after-the-interview
set: {reply_wait: 5 business days}
rules:
  - id: tell-your-coach
    when: assumed_filled
    advise: {action: tell-your-coach, kind: do, title: Tell your coach, text: Tell them.}
    source: Our coaches call everybody.
"""
TRAP = "raise RuntimeError('a package was imported')\n"


def write_package(
    site: Path,
    distribution: str = "uni-careers-rules",
    version: str = "2.1",
    offers: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> None:
    """Write the metadata and the files of an installed package.

    `offers` maps the names of packs to the values of their entry points. If `files` is not given,
    the package holds the pack `uni-careers`.
    """
    info = site / f"{distribution.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
    (info / "METADATA").write_text(head, encoding="utf-8")
    offered = {"uni-careers": "uni_careers:rules.yaml"} if offers is None else offers
    lines = [f"{name} = {value}\n" for name, value in offered.items()]
    text = "".join(["[interview_rules.packs]\n", *lines])
    (info / "entry_points.txt").write_text(text, encoding="utf-8")
    content = {"uni_careers/__init__.py": TRAP, "uni_careers/rules.yaml": UNI}
    for name, text in (content if files is None else files).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    importlib.invalidate_caches()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder on the path, for packages, and work in an empty folder beside it."""
    folder, work = tmp_path / "site", tmp_path / "work"
    folder.mkdir()
    work.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(work)
    return folder


@pytest.fixture
def uni(site: Path) -> Callable[..., None]:
    """Return `write_package` for a folder on the path, in which the pack `uni-careers` lies."""
    write_package(site)
    return lambda *args, **kwargs: write_package(site, *args, **kwargs)
