"""The source folder of the site: the pages of the repository, moved to where the site has them.

In the repository, pages link to files outside of docs/. The site has the other Markdown files as
pages under project/, and all other files that a page links to under files/, for download. Links are
rewritten accordingly.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import partial
from pathlib import Path

import diagrams
import navigation
import reference
from navigation import DOCS, ROOT

PROJECT = {
    "CHANGELOG.md": "project/changes.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "SECURITY.md": "project/security.md",
    "web/interview-rules/README.md": "project/npm-package.md",
    "web/site/README.md": "project/site.md",
}
"""Where the site has the pages that lie outside of docs/."""
INSTEAD = {"README.md": "index.md", "web/interview-rules": PROJECT["web/interview-rules/README.md"]}
"""What the site has instead of the first page of the repository, and of a folder with a page."""
_LINK = re.compile(r"(\]\()([^)\s#:]+)(?=[)#])")
_TRY = "<!-- Here the site links to the pages to try. -->\n"
_TRY_LINKS = """\
<p class="try">
<a href="try/index.html">Where do I stand?</a>
<a href="try/playground.html">The playground</a>
</p>
"""


def stage(source: Path, *, with_try: bool) -> None:
    """Write every page of the site, and every file that one links to, into an empty folder."""
    pages = {path: path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))}
    pages |= {ROOT / path: place for path, place in PROJECT.items()}
    for path, place in pages.items():
        text = _LINK.sub(partial(_moved, path, place, source), path.read_text(encoding="utf-8"))
        text = text.replace(_TRY, _TRY_LINKS if with_try else "")
        text = diagrams.in_words(text).replace("\n\n```\n", "\n```\n")
        if place == "python.md":
            text = reference.GENERATED.sub(lambda _match: reference.contents(), text)
        if place in navigation.LISTS:
            text += _contents(place)
        _target(source, place).write_text(text, encoding="utf-8")
    for place, text in reference.pages().items():
        _target(source, f"{place}.rst").write_text(text, encoding="utf-8")


def _moved(path: Path, place: str, source: Path, match: re.Match[str]) -> str:
    """Return a link of a page as the site has it, after staging the file that it leads to."""
    found = (path.parent / match[2]).resolve()
    if not found.exists() or not found.is_relative_to(ROOT):
        return match[0]
    return match[1] + os.path.relpath(_place(found, source), Path(place).parent)


def _place(path: Path, source: Path) -> str:
    """Return where the site has a file of the repository, which is staged unless it is a page."""
    name = path.relative_to(ROOT).as_posix()
    if name in PROJECT or name in INSTEAD:
        return PROJECT.get(name) or INSTEAD[name]
    place = path.relative_to(DOCS).as_posix() if path.is_relative_to(DOCS) else f"files/{name}"
    if path.is_dir():
        return _folder(path, place, source)
    if path.suffix != ".md":
        shutil.copyfile(path, _target(source, place))
    return place


def _folder(path: Path, place: str, source: Path) -> str:
    """Stage a page that lists the files of a folder, for download."""
    name = path.relative_to(ROOT).as_posix()
    lines = ["---", "orphan: true", "---", "", f"# {name}", "", "The files of this folder:", ""]
    for file in sorted(each for each in path.iterdir() if each.is_file()):
        shutil.copyfile(file, _target(source, f"{place}/{file.name}"))
        lines.append(f"- [{file.name}]({path.name}/{file.name})")
    _target(source, f"{place}.md").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return f"{place}.md"


def _target(source: Path, place: str) -> Path:
    target = source / place
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _contents(place: str) -> str:
    """Return the navigation of a page that lists others, as Sphinx reads it."""
    lines = [""]
    for section in navigation.sections(place):
        lines += ["```{toctree}", ":hidden:"]
        lines += [f":caption: {section.title}"] if place == navigation.LISTS[0] else []
        for label, path in section.entries:
            found = PROJECT.get(path) or path.removeprefix("docs/")
            lines.append(f"{label} </{found.removesuffix('.md')}>")
        lines += ["```", ""]
    return "\n".join(lines)
