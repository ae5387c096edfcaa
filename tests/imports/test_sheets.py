from __future__ import annotations

import sqlite3

import pytest

from interview_rules import StateError
from interview_rules.imports import sheets
from interview_rules.imports.sheets import read_csv, read_csv_file, read_rows

TEXT = "Company,Status\nAcme,applied\n"


def rows(sheet):
    return [(str(row.place), list(row.cells)) for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter, end):
    text = TEXT.replace(",", delimiter).replace("\n", end)
    sheet = read_csv(text)
    assert sheet.header == ("Company", "Status")
    assert rows(sheet) == [("rows:2:1", ["Acme", "applied"])]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Thalès".join(TEXT.split("Acme")).encode(), None),
        ("Thalès".join(TEXT.split("Acme")).encode("utf-8-sig"), None),
        ("Thalès".join(TEXT.split("Acme")).encode("utf-16"), None),
        ("Thalès".join(TEXT.split("Acme")).encode("cp1252"), "cp1252"),
        ("Thalès".join(TEXT.split("Acme")).encode("latin-1"), "LATIN_1"),
    ],
)
def test_encodings(content, encoding):
    assert rows(read_csv(content, encoding)) == [("rows:2:1", ["Thalès", "applied"])]


def test_rows_are_placed_by_line_also_after_cells_with_line_breaks():
    text = '\n\nCompany,Status\n"A\nB\n",x\n\nC,y\n'
    assert rows(read_csv(text)) == [("rows:4:1", ["A\nB\n", "x"]), ("rows:8:1", ["C", "y"])]
    told = read_csv("sep=;\nCompany;Status\nA;x\n")
    assert (told.header, rows(told)) == (("Company", "Status"), [("rows:3:1", ["A", "x"])])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "rows: this table is empty"),
        (" \n\n", "rows: this table is empty"),
        ("sep=;", "rows: this table is empty"),
        ("Company,Status\n", "rows:1:1: there are no rows below the header"),
        ("Company,Status\n\n,\n", "there are no rows below the header"),
        (
            b"Company\nThal\xe8s\n",
            "rows:2:5: byte 13 is not UTF-8 (save the file as UTF-8, or name",
        ),
        (b"\xff\xfea", "is not UTF-16"),
        (b'\xef\xbb\xbf[\n  {"Company": "Acme"}]', "rows: this is JSON, not a CSV file"),
        ('{"Company": ["Acme"]}', "rows: this is JSON, not a CSV file (export it as CSV, or pass"),
        (b"PK\x03\x04...", "Excel workbook or a zip archive"),
        (b"SQLite format 3\x00", "an SQLite database"),
        ("a,b\n1,\x00\n", "rows:2:3: this is not a text file"),
        ('a,b\n1,"2\n3,4\n', "rows:2:1: not valid CSV: unexpected end of data"),
        ("a,b\n1," + "x" * 200_000, "field larger than field limit"),
        (",".join(map(str, range(2_000))) + "\n1\n", "at most 1,000 columns"),
    ],
)
def test_texts_that_are_no_table(content, message):
    with pytest.raises(StateError) as caught:
        read_csv(content)
    assert len(caught.value.problems) == 1
    assert message in str(caught.value)


def test_an_unknown_encoding_is_one_error_and_codecs_that_are_no_text_are_refused():
    for name in ("zlib", "cp1253x", "unicode_escape", "rot13"):
        with pytest.raises(StateError, match="unknown encoding"):
            read_csv(b"a\n1\n", name)


def test_files_that_cannot_be_read(tmp_path):
    for path in (tmp_path, tmp_path / "absent.csv", "a\0b"):
        with pytest.raises(StateError, match="cannot be read"):
            read_csv_file(path)


def test_sizes_are_bounded(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(StateError, match="at most 3 rows"):
        read_csv("a\n" + "1\n" * 4)
    with pytest.raises(StateError, match="at most 3 rows"):
        read_rows({"a": 1} for _ in iter(int, 1))
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    with pytest.raises(StateError, match="larger than 10 characters"):
        read_csv("a\n" + "1\n" * 40)


def test_columns_are_found_by_any_spelling():
    sheet = read_csv("Applied At,applied on,Job-Title, Company \n1,2,3,4\n")
    assert sheet.find(("applied_at",)) == 0
    assert sheet.find(("appliedAt", "x")) == 0
    assert sheet.find(("x", "jobtitle")) == 2
    assert sheet.find(("COMPANY",)) == 3
    assert sheet.find(("Location",)) is None
    assert "did you mean 'Company'?" in str(sheet.missing(("Compny",)))


def test_a_column_that_exists_twice_is_an_error_only_if_it_is_used():
    sheet = read_csv("Note,Note,status,Status\na,b,c,d\n")
    assert sheet.find(("Status",)) == 3
    with pytest.raises(StateError, match="several columns are named 'Note'"):
        sheet.find(("Note",))


def test_rows_of_dicts_may_differ_and_be_nested():
    sheet = read_rows([{"a": 1}, {"b": {"name": 2, "id": 3}}, {"a": None}, {1: 4}])
    assert sheet.header == ("a", "b.name", "b.id", "1")
    assert rows(sheet) == [
        ("rows[0]", [1]),
        ("rows[1]", [None, 2, 3]),
        ("rows[3]", [None, None, None, 4]),
    ]


def test_rows_of_a_database():
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    sheet = read_rows(database.execute("select 'Acme' as employer, 5 as applied_at"))
    assert (sheet.header, rows(sheet)) == (("employer", "applied_at"), [("rows[0]", ["Acme", 5])])
    database.close()


def test_what_is_no_row_is_a_problem_of_that_row():
    sheet = read_rows([{"a": 1}, 5, "text"])
    assert [row.problem for row in sheet.rows] == [
        "",
        "a row must be a mapping of columns, not 5",
        "a row must be a mapping of columns, not 'text'",
    ]
    with pytest.raises(StateError, match="there are no rows"):
        read_rows([])
