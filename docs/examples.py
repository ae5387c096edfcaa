"""Examples in the documents: `python docs/examples.py` runs them and inserts their output.

A `console` block holds commands, each after `$ `, and their output. Commands run in a temporary
folder with a copy of `examples/`. A `yaml` block that begins with `# name.yaml` is written to that
folder, so that later commands can use the file. `pycon` blocks are doctests. A `python` block is
run in that folder; what it prints is not shown.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_MISSING = ("ModuleNotFoundError", "interview_rules.errors.MissingExtraError")
ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(console|yaml|pycon|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    """Return every page in docs/ and docs/embedding/, and those about the project and its parts."""
    pages = [path for folder in ("docs", "docs/embedding") for path in (ROOT / folder).glob("*.md")]
    others = ("README.md", "CONTRIBUTING.md", "web/interview-rules/README.md", "web/site/README.md")
    return [*(ROOT / other for other in others), *sorted(pages)]


def filled(text: str) -> str:
    """Return a document with the actual output in its console blocks."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        return BLOCK.sub(lambda match: _block(match, Path(folder)), text)


def failures(text: str, name: str) -> int:
    """Return the number of failing examples in the `pycon` blocks of a document."""
    code = "\n".join(match[2] for match in BLOCK.finditer(text) if match[1] == "pycon")
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    return doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed


def _block(match: re.Match[str], folder: Path) -> str:
    kind, body = match[1], match[2]
    if kind == "yaml" and (name := re.match(r"# ([a-z_-]+(?:\.tests)?\.yaml)\n", body)):
        (folder / name[1]).write_text(body, encoding="utf-8")
    if kind == "python":
        _run_python(body, folder)
    if kind != "console":
        return match[0]
    lines = []
    for line in body.splitlines():
        if line.startswith("$ "):
            lines += [line, *_run(line[2:], folder)]
    return "\n".join(["```console", *lines, "```"])


def _run_python(code: str, folder: Path) -> None:
    command = [sys.executable, "-c", code]
    done = subprocess.run(  # noqa: S603  # our own examples
        command, cwd=folder, stderr=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        *_, last = done.stderr.strip().splitlines()
        kind = ModuleNotFoundError if last.startswith(_MISSING) else RuntimeError
        raise kind(f"an example in Python fails: {last}")


def _run(command: str, folder: Path) -> list[str]:
    words = shlex.split(command)
    program = {
        "interview-rules": [sys.executable, "-m", "interview_rules"],
        "python": [sys.executable],
    }[words[0]]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603  # our own examples
        [*program, *words[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if "interview-rules[" in done.stdout:
        # Its output is the hint to install an extra, which belongs on no page.
        raise ModuleNotFoundError(f"{command}: {done.stdout.strip()}")
    return done.stdout.rstrip("\n").splitlines()


def main() -> None:
    """Write the output of all examples, or nothing if a library for one of them is missing."""
    try:
        pages = {page: filled(page.read_text(encoding="utf-8")) for page in documents()}
    except ModuleNotFoundError as error:
        sys.exit(str(error))
    for page, text in pages.items():
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
