"""Build of the documentation site: `python docs/build_site.py` writes it to build/site.

Every warning is an error: a dead link, a dead anchor, an unknown name, a page that is in no list.
The result is static and needs no other host. It needs the extra `docs`.

    python docs/build_site.py OUTPUT --try FOLDER

also copies the pages to try from a folder, as `web/site/dist`, to try/ in the output, and links to
them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx.cmd.build import build_main

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "site"))
import staging  # noqa: E402  # found by the line above

LOADED = re.compile(
    r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=[\"']?(?:\w+:)?//[^\"'> ]+"
    r"|(?:@import|url\()\s*[\"']?(?:\w+:)?//[^\"')]+"
)
"""What a browser would load from another host."""

LINK = re.compile(r"<a\b[^>]*?href=\"(\w+:[^\"]*)\"")
WITHIN = re.compile(r"<a\b[^>]*?href=\"(?!\w+:|//)([^\"#?]+)")
WELL_FORMED = re.compile(
    r"https://[\w-]+(?:\.[\w-]+)+(?:/[^\s\"]*)?|http://127\.0\.0\.1(?:[:/]\S*)?"
)


def build(output: Path, pages_to_try: Path | None) -> int:
    """Write the site to a folder, whose content it replaces, and return the exit status."""
    shutil.rmtree(output, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        staging.stage(source, with_try=pages_to_try is not None)
        options = ["--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "-E"]
        folders = ["-c", DOCS / "site", "-d", Path(scratch) / "doctrees", source, output]
        if status := build_main([*options, *map(str, folders)]):
            return status
    (output / ".buildinfo").unlink(missing_ok=True)
    if found := [*_faults(output)]:
        sys.exit("\n".join(found))
    if pages_to_try is not None:
        shutil.copytree(pages_to_try, output / "try")
    if dead := [*dead_links(output)]:
        sys.exit("\n".join(dead))
    return 0


def dead_links(output: Path) -> Iterator[str]:
    """Yield the links within the site that lead to no file.

    Sphinx checks only the links that it makes, and not those in HTML, such as to the pages to try.
    """
    for path in sorted(output.rglob("*.html")):
        if "try" in path.relative_to(output).parts:
            continue
        for link in sorted({*WITHIN.findall(path.read_text(encoding="utf-8"))}):
            if not (path.parent / unquote(link)).exists():
                yield f"{path.relative_to(output)}: dead link: {link}"


def _faults(output: Path) -> Iterator[str]:
    """Yield what is loaded from other hosts, and links to them whose form is wrong."""
    for path in sorted(output.rglob("*")):
        if path.suffix not in {".html", ".css"}:
            continue
        text, name = path.read_text(encoding="utf-8"), path.relative_to(output)
        for match in LOADED.finditer(text):
            yield f"{name}: loaded from another host: {match[0]}"
        for link in LINK.findall(text):
            if not WELL_FORMED.fullmatch(link):
                yield f"{name}: not the form of a link to another host: {link}"


def main() -> None:
    """Build the site as the arguments say."""
    parser = argparse.ArgumentParser(description="Build the documentation site.")
    parser.add_argument("output", nargs="?", type=Path, default=DOCS.parent / "build" / "site")
    parser.add_argument("--try", dest="pages_to_try", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.pages_to_try is not None and not arguments.pages_to_try.is_dir():
        parser.error(f"no such folder: {arguments.pages_to_try}")
    output = arguments.output
    if output.exists() and not (output / "objects.inv").exists() and [*output.iterdir()]:
        parser.error(f"{output} holds something other than this site")
    sys.exit(build(arguments.output, arguments.pages_to_try))


if __name__ == "__main__":
    main()
