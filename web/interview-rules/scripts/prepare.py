"""Runs in Pyodide during the build: compiles all modules, and leaves out what is never used."""

import json
import py_compile
import shutil
import zipfile
from pathlib import Path

LIB = Path("/compiled")
SITE = LIB / "site-packages"
SOURCES = Path("/lib/python3.14/site-packages")
# Never used, or only by the command line, by servers and by engines that need an extra.
LEFT_OUT = (
    "site-packages/interview_rules/cli/",
    "site-packages/interview_rules/http/",
    "site-packages/interview_rules/mcp/",
    "site-packages/interview_rules/tables/",
    "site-packages/interview_rules/engines/durable/",
    "site-packages/interview_rules/authoring/prove/",
    "site-packages/holidays/locale/",
    "site-packages/pydantic/v1/",
    "site-packages/pydantic/mypy.py",
    "site-packages/dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
    "site-packages/lark/grammars/",
    "site-packages/icalendar/tests/",
    "site-packages/interview_rules/schemas/published/",
    "idlelib/", "lib2to3/", "pydoc_data/", "turtledemo/", "ensurepip/", "tkinter/", "test/",
)  # fmt: skip
KEPT = {".py", ".json", ".yaml", ".so", ".lark"}
COUNTRIES = "site-packages/holidays/countries/__init__.py"
"""Imports every country, so it is emptied; `holidays` finds each country by the name of its module."""
DISTRIBUTIONS = ("interview_rules-", "tzdata-", "holidays-")
"""Those whose versions are part of a report."""


def countries() -> str:
    """Return, as JSON, the codes of all countries with known holidays, each with its subdivisions."""
    import holidays  # noqa: PLC0415  # unpacked by the build

    known = holidays.list_supported_countries(include_aliases=False)
    listed = {
        code: list(parts) for code, parts in known.items() if len(code) == 2
    }  # ISO 3166-1 alpha-2
    return json.dumps(listed, sort_keys=True, separators=(",", ":"))


def compiled(customize: str) -> None:
    """Write all files to LIB, modules as bytecode beside the places of their sources.

    `customize` is the source of the module `sitecustomize`.
    """
    Path("/stdlib").mkdir(exist_ok=True)
    Path("/stdlib/sitecustomize.py").write_text(customize)
    with zipfile.ZipFile("/lib/python314.zip") as stdlib:
        stdlib.extractall("/stdlib")
    for root, target in ((Path("/stdlib"), LIB), (SOURCES, SITE)):
        for path in root.rglob("*"):
            name = str(target.relative_to(LIB) / path.relative_to(root))
            name = name.removeprefix("./")
            if not path.is_file() or name.startswith(LEFT_OUT) or not _is_kept(path):
                continue
            out = LIB / name
            out.parent.mkdir(parents=True, exist_ok=True)
            if name == COUNTRIES:
                path.write_text("")
            if path.suffix == ".py":
                mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
                shown = f"/lib/python3.14/{name}"
                py_compile.compile(
                    path, out.with_suffix(".pyc"), shown, doraise=True, optimize=2,
                    invalidation_mode=mode,
                )  # fmt: skip
            elif path.name == "METADATA":
                out.write_text(path.read_text().split("\n\n")[0] + "\n")
            else:
                shutil.copyfile(path, out)


def _is_kept(path: Path) -> bool:
    if any(part.endswith(".dist-info") for part in path.parts):
        return path.name == "METADATA" and path.parent.name.startswith(DISTRIBUTIONS)
    if "tzdata" in path.parts:
        return path.suffix in {"", ".py"} and path.name != "leapseconds"
    return path.suffix in KEPT and "__pycache__" not in path.parts
