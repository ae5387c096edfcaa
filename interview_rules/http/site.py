"""The static website, served next to the service."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi.exceptions import HTTPException
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from interview_rules.errors import Problem, StateError, quoted

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["add_site", "built_site", "valid_site"]

_INDEX = "index.html"


def built_site() -> Path | None:
    """Return the folder of the site that was built in this clone, or None if there is none."""
    folder = Path(__file__).parents[2] / "web" / "site" / "dist"
    return folder if (folder / _INDEX).is_file() else None


def valid_site(folder: Path) -> Path:
    """Return the folder of a site. Raises StateError if it has no `index.html`."""
    if not (folder / _INDEX).is_file():
        message = f"{quoted(str(folder))} has no {_INDEX}"
        hint = "build the site first, with npm run build in web/site"
        raise StateError([Problem("site", message, hint)])
    return folder


def add_site(app: FastAPI, folder: Path) -> None:
    """Serve the files of a folder, and its `index.html` at the root.

    Each file or folder has a route of its own, so other paths are refused as they are without a
    site. Hidden entries of the folder, and those with `{` in their names, are left out; a subfolder
    is served with everything in it. Raises StateError if the folder has no `index.html`.
    """

    def add(path: str, file: Path) -> None:
        def sent() -> FileResponse:
            if not file.is_file():  # A new build replaces the files.
                raise HTTPException(HTTPStatus.NOT_FOUND)
            return FileResponse(file)

        app.add_api_route(path, sent, methods=["GET", "HEAD"], include_in_schema=False)

    add("/", valid_site(folder) / _INDEX)
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(".") or "{" in entry.name:
            continue  # Hidden files are not pages, and braces would turn the path into a pattern.
        if entry.is_dir():
            app.mount(f"/{entry.name}", StaticFiles(directory=entry), name=entry.name)
        else:
            add(f"/{entry.name}", entry)
