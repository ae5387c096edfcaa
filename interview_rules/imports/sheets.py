"""Tables of cells, read from CSV files, CSV text, or rows given as dicts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from interview_rules.errors import Problem, StateError, nearest, printable, quoted, shown
from interview_rules.positions import FieldPath, Place, Position, position_in
from interview_rules.sources.files import read_source
from interview_rules.state.state_file import CHECK_PATH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ENCODINGS", "Row", "Sheet", "read_csv", "read_csv_file", "read_rows"]

MOST_BYTES: Final = 20_000_000
"""Maximum size of a CSV file, in bytes."""
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
ENCODINGS: Final = (
    "utf-8", "utf-16", "latin-1", "cp1250", "cp1251", "cp1252", "iso-8859-15", "mac-roman",
    "shift-jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
"""Encodings of CSV files that a caller can name."""
_DELIMITERS: Final = ",;\t|"
_JSON: Final = re.compile(r'\s*(?:\[\s*\{|\{\s*")')
"""Matches the beginning of rows in JSON."""
_NOT_TEXT: Final = {
    b"PK\x03\x04": "this is an Excel workbook or a zip archive, not a CSV file",
    b"\xd0\xcf\x11\xe0": "this is an old Excel workbook, not a CSV file",
    b"SQLite format": "this is an SQLite database, not a CSV file",
    b"PAR1": "this is a Parquet file, not a CSV file",
    b"%PDF": "this is a PDF file, not a CSV file",
}


class Row(NamedTuple):
    """A row: its place, its cells in the order of the header, and its problem, if it has one.

    It can have fewer cells than the header. `problem` and `hint` are about the row as a whole, and
    empty if it can be read.
    """

    place: Place
    cells: Sequence[object]
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows. In problems, `name` is the file and `place` the position of the header."""

    name: str
    place: Place
    header: tuple[str, ...]
    rows: list[Row]

    def find(self, names: tuple[str, ...]) -> int | None:
        """Return the index of the column with one of these names, or None.

        The first name that a column has is used. Case, spaces and punctuation do not matter, unless
        a title equals the name. Raises StateError if several columns have that name.
        """
        for name in names:
            found = [n for n, title in enumerate(self.header) if title == name]
            key = _key(name)
            found = found or [n for n, title in enumerate(self.header) if _key(title) == key]
            if len(found) > 1:
                message = f"several columns are named {quoted(name)}"
                raise StateError([Problem(self.place, message, "rename all but one of them")])
            if found:
                return found[0]
        return None

    def missing(self, names: tuple[str, ...]) -> Problem:
        """Return the problem that no column has any of these names."""
        either = " or ".join(map(quoted, names))
        near = nearest(names[0], self.header).near
        hint = f"add it, or correct the mapping; {self._titles()}"
        if near:
            meant = quoted(near[0])
            hint = f"did you mean {meant}? If so, rename that column, or correct the mapping"
        return Problem(self.place, f"there is no column {either}", hint)

    def _titles(self) -> str:
        titled = [*filter(None, self.header)]
        titles = printable(", ".join(titled), 300)
        return f"the only column is {titles}" if len(titled) == 1 else f"the columns are {titles}"


def _key(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum()) or title.strip()


def read_csv_file(path: str | Path, encoding: str | None = None) -> Sheet:
    """Read a CSV file as `read_csv` does. Raises StateError, too, if the file cannot be read."""
    path = Path(path)
    name = printable(str(path), 200)
    try:
        raw = read_source(path, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid path"
        message = f"cannot be read: {reason}"
        raise StateError([Problem(Position(name), message, CHECK_PATH)]) from None
    return read_csv(raw, encoding, name)


def read_csv(content: str | bytes, encoding: str | None = None, name: str = "rows") -> Sheet:
    """Read a CSV text with a header; the delimiter is a comma, semicolon, tab or vertical bar.

    Bytes are read as UTF-8, or as UTF-16 if they start with its byte-order mark, unless `encoding`
    names another of `ENCODINGS`. `name` is the file in problems. Raises StateError if the encoding
    is unknown or wrong, and if the text is not valid CSV, has no rows, or is too large.
    """
    if len(content) > MOST_BYTES:
        unit = "bytes" if isinstance(content, bytes) else "characters"
        message = f"this table is larger than {MOST_BYTES:,} {unit}"
        raise StateError([Problem(Position(name), message, "split it into several tables")])
    text = _decoded(content, encoding, name) if isinstance(content, bytes) else content
    text = text.removeprefix("\ufeff")
    if _JSON.match(text):
        hint = "export it as CSV, or pass its rows to Importer.read in Python"
        raise StateError([Problem(Position(name), "this is JSON, not a CSV file", hint)])
    if (at := text.find("\x00")) >= 0:
        message = "this is not a text file: it contains a null character"
        place = _position(name, text[:at])
        raise StateError([Problem(place, message, "save it as CSV in UTF-8")])
    # Split only at CR and LF, so that the line numbers of `csv` are those of the file.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise StateError([Problem(Position(name), "this table is empty", "add a header and rows")])
    first = lines[start]
    delimiter = max(_DELIMITERS, key=first.count)
    if first.lower().startswith("sep=") and len(first) == 5:
        # Excel can write the delimiter in a line before the header.
        delimiter, start = first[4], start + 1
    return _parsed(lines[start:], start, delimiter, name)


def _decoded(content: bytes, encoding: str | None, name: str) -> str:
    for begin, message in _NOT_TEXT.items():
        if content.startswith(begin):
            hint = "save or export it as CSV"
            raise StateError([Problem(Position(name), message, hint)])
    if encoding is None:
        encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    given, encoding = encoding, encoding.strip().lower().replace("_", "-")
    if encoding not in {*ENCODINGS, "utf-8-sig"}:
        message = f"unknown encoding {quoted(given)}"
        hint = str(nearest(encoding, ENCODINGS)) or f"choose from: {', '.join(ENCODINGS)}"
        raise StateError([Problem("encoding", message, hint)])
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not {encoding.upper()}"
        other = "latin-1" if encoding == "cp1252" else "cp1252"
        hint = f"save the file as UTF-8, or name its encoding, for example, {other}"
        place = _position(name, content[: error.start].decode(encoding, "ignore"))
        raise StateError([Problem(place, message, hint)]) from None


def _position(name: str, before: str) -> Position:
    """Return the position in a file after the text `before`."""
    before = before.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return position_in(before, len(before), name)


def _parsed(lines: list[str], before: int, delimiter: str, name: str) -> Sheet:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            place = Position(name, before + line, 1)
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, place)
                at = place
                continue
            row = Row(place, cells[: len(header)])
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                problem = f"this row has {len(cells)} cells, but the header has {len(header)}"
                row = row._replace(problem=problem, hint=f"quote cells that contain {delimiter!r}")
            rows.append(row)
            _bounded(rows, name)
    except csv.Error as error:
        place = Position(name, before + line, 1)
        message = f"not valid CSV: {printable(str(error))}"
        raise StateError([Problem(place, message, "check the quotation marks")]) from None
    if not header:
        raise StateError([Problem(Position(name), "this table is empty", "add a header and rows")])
    if not rows:
        raise StateError([Problem(at, "there are no rows below the header", "add a row")])
    return Sheet(name, at, header, rows)


def _header(cells: Sequence[str], place: Place) -> tuple[str, ...]:
    if len(cells) > MOST_COLUMNS:
        message = f"a table may have at most {MOST_COLUMNS:,} columns"
        raise StateError([Problem(place, message, "leave out columns that are not needed")])
    return tuple(cell.strip() for cell in cells)


def _bounded(rows: list[Row], name: str) -> None:
    if len(rows) > MOST_ROWS:
        message = f"a table may have at most {MOST_ROWS:,} rows"
        raise StateError([Problem(Position(name), message, "import them in several parts")])


def read_rows(source: Iterable[object]) -> Sheet:
    """Read rows given as dicts; a nested `{"company": {"name": ...}}` is column `company.name`.

    A row that is not a mapping gets a problem, and a row without values is skipped. Raises
    StateError if there are no rows, if no row is a mapping, or for too many rows or columns.
    """
    columns: dict[str, int] = {}
    rows: list[Row] = []
    for number, given in enumerate(source):
        place = FieldPath("rows", number)
        row = _as_mapping(given)
        if row is None:
            problem = f"a row must be a mapping of columns, not {shown(given)}"
            rows.append(Row(place, (), problem, "pass a dict that maps column titles to cells"))
        else:
            cells: list[object] = [None] * len(columns)
            for name, value in _flat(row):
                at = columns.setdefault(name, len(columns))
                if at == len(cells):
                    if at == MOST_COLUMNS:
                        message = f"a table may have at most {MOST_COLUMNS:,} columns"
                        hint = "leave out columns that are not needed"
                        raise StateError([Problem(place, message, hint)])
                    cells.append(None)
                cells[at] = _whole(value)
            if any(cell is not None for cell in cells):
                rows.append(Row(place, cells))
        _bounded(rows, "rows")
    if not rows:
        raise StateError([Problem("rows", "there are no rows", "pass [{...}, ...]")])
    if not columns:
        raise StateError(Problem(row.place, row.problem, row.hint) for row in rows)
    return Sheet("rows", FieldPath("rows"), tuple(columns), rows)


def _as_mapping(row: Any) -> Mapping[Any, object] | None:
    """Return a row as a mapping, even a database row that only has `keys()`; None for other values.

    Such a row is not a `Mapping`, but can be read like one.
    """
    if isinstance(row, Mapping):
        return row
    try:
        return {name: row[name] for name in row.keys()}  # noqa: SIM118  # not a mapping
    except (AttributeError, TypeError, LookupError):
        return None


def _whole(value: object) -> object:
    """Return whole floats as integers: pandas turns a column of integers with gaps into floats."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _flat(row: Mapping[Any, object]) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{below}", each) for below, each in value.items())
        else:
            yield str(name), value
