"""File access: reading, in-memory replacement of a file's content, and atomic writing."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from interview_rules.errors import InterviewRulesError, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "files_read",
    "read_source",
    "real_path",
    "replaced_when_complete",
    "stamp_of",
    "with_content",
    "write_file",
]

_CONTENTS: ContextVar[Mapping[Path, bytes]] = ContextVar("contents", default={})  # noqa: B039  # never mutated
Stamp = tuple[int, int] | None
"""What tells two states of a file apart: its modification time and size; None if unavailable."""
_READ: ContextVar[dict[Path, Stamp] | None] = ContextVar("read", default=None)


def read_source(path: Path, most: int) -> bytes:
    """Return the first `most` bytes of a file, or of its content set by `with_content`.

    Raises OSError if it cannot be read, and ValueError for an invalid path.
    """
    read = _READ.get()
    if read is not None and path not in read:
        read[path] = stamp_of(path)
    contents = _CONTENTS.get()
    if contents and (content := contents.get(real_path(path))) is not None:
        return content[:most]
    with path.open("rb") as file:
        return file.read(most)


def real_path(path: Path) -> Path:
    """Return the absolute path without symbolic links; those that form a loop stay in it."""
    # Path.resolve raises RuntimeError for a loop before Python 3.13.
    return Path(os.path.realpath(path))


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file as it is now."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_mtime_ns, state.st_size


@contextmanager
def files_read() -> Iterator[dict[Path, Stamp]]:
    """Yield a dict that collects each path that `read_source` is given in this context.

    Paths that cannot be read are included. Each has its stamp from before it was first read, so
    that no change is missed.
    """
    found: dict[Path, Stamp] = {}
    token = _READ.set(found)
    try:
        yield found
    finally:
        _READ.reset(token)


@contextmanager
def with_content(path: Path, content: bytes) -> Iterator[None]:
    """In this context, make `read_source` return `content` for `path`, whatever is on disk."""
    token = _CONTENTS.set({**_CONTENTS.get(), real_path(path): content})
    try:
        yield
    finally:
        _CONTENTS.reset(token)


@contextmanager
def replaced_when_complete(path: Path) -> Iterator[Path]:
    """Yield a temporary path; once the block succeeds, the file written there replaces `path`.

    The permissions of an existing file are kept. A file with several hard links is overwritten
    instead of replaced, so that all of them still lead to it; in any other case, a symbolic link
    is itself replaced. If the block fails, the temporary file is removed and `path` stays as it
    was. Raises OSError if `path` cannot be replaced.
    """
    if path.is_symlink():
        path.stat()  # raises OSError for links that form a loop
    before = path.stat() if path.exists() else None
    # Random, so that in a shared folder nobody can create the file beforehand.
    file = path.with_name(f".{secrets.token_hex(8)}.part")
    file.touch(0o666 if before is None else 0o600, exist_ok=False)
    try:
        yield file
        if before is not None and before.st_nlink > 1:
            shutil.copyfile(file, path)
            return
        if before is not None:
            file.chmod(stat.S_IMODE(before.st_mode))
        file.replace(path)
    finally:
        file.unlink(missing_ok=True)


def write_file(name: str, content: bytes) -> None:
    """Write a file, atomically unless it has several hard links; write directly to a device.

    Raises InterviewRulesError if the file cannot be written.
    """
    path = Path(name)
    try:
        if path.is_symlink():
            path = real_path(path)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        with replaced_when_complete(path) as file:
            file.write_bytes(content)
    except (OSError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        hint = "write to another file"
        if isinstance(error, FileNotFoundError):
            hint = "create its folder first, or write to another file"
        raise InterviewRulesError([Problem(printable(name, 200), message, hint)]) from None
