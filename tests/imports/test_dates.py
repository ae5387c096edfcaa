from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from interview_rules.imports.dates import ColumnOfDates, decide, is_blank, read_cell


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2024-03-04", date(2024, 3, 4)),
        ("2024-03-04 15:00", datetime(2024, 3, 4, 15)),
        ("2024-03-04T15:00:00.000Z", datetime(2024, 3, 4, 15, tzinfo=UTC)),
        ("2024/3/4", date(2024, 3, 4)),
        ("20240304", date(2024, 3, 4)),
        (20240304, date(2024, 3, 4)),
        ("25.12.2024", date(2024, 12, 25)),
        ("12/25/24", date(2024, 12, 25)),
        ("12/25/99", date(1999, 12, 25)),
        ("12/25/2024 9:05 PM", datetime(2024, 12, 25, 21, 5)),
        ("12/25/2024, 12:05 am", datetime(2024, 12, 25, 0, 5)),
        ("4/4/2024", date(2024, 4, 4)),
        ("4 Mar 2024", date(2024, 3, 4)),
        ("4-Sep-24", date(2024, 9, 4)),
        ("4 Sept 2024", date(2024, 9, 4)),
        ("March 4th, 2024", date(2024, 3, 4)),
        ("Monday, 4 March 2024 at 3:04 PM", datetime(2024, 3, 4, 15, 4)),
        (1709510400, datetime(2024, 3, 4, tzinfo=UTC)),
        ("1709510400.0", datetime(2024, 3, 4, tzinfo=UTC)),
        ("20240304.0", date(2024, 3, 4)),
        ("1709510400000", datetime(2024, 3, 4, tzinfo=UTC)),
        (date(2024, 3, 4), date(2024, 3, 4)),
        (datetime(2024, 3, 4, 15), datetime(2024, 3, 4, 15)),
    ],
)
def test_common_notations(value, meant):
    cell = read_cell(value)
    assert not cell.problem
    assert meant == (cell.day_first or cell.month_first)
    assert not cell.ambiguous


@pytest.mark.parametrize(
    "value",
    [
        "1709510400.5", "8-Jul", "8/82019", "8/5/2019 & 8/14/2019", "29/02/2023", "31/31/2024", "1/2/3/4",
        "45170", 45170, 10**20, -1, 1.5, True, [], "13:00", "4 Foo 2024", "Ma 4, 2024",
        "12/25/2024 25:00", "12/25/2024 0:30 pm", "12/25/2024 13:00 pm", "1/1/3000", "3000-01-01",
        date(1850, 1, 1), "9" * 100_000, "٣/٤/٢٠٢٤x", "31/02/2026", "2024-02-30", "2024/13/45", "=1+1",
    ],
)  # fmt: skip
def test_what_is_not_a_date_has_a_reason(value):
    cell = read_cell(value)
    assert cell.problem
    assert len(cell.problem) < 300
    assert "null" not in cell.problem
    assert (cell.day_first, cell.month_first, cell.blank) == (None, None, False)


@pytest.mark.parametrize(
    "value", [None, "", "  ", "N/A", "-", "TBD", float("nan"), "None", "\u2014"]
)
def test_blank_cells(value):
    assert is_blank(value)
    assert read_cell(value).blank


def test_formats_are_tried_in_order_and_iso_is_always_understood():
    formats = ("%d/%m/%Y", "%d/%m/%Y %H:%M")
    assert read_cell("03/04/2024", formats).day_first == date(2024, 4, 3)
    assert read_cell("03/04/2024 9:30", formats).day_first == datetime(2024, 4, 3, 9, 30)
    assert read_cell("2024-04-03", formats).day_first == date(2024, 4, 3)
    assert (
        "'04/25/2024' is not a date in the format '%d/%m/%Y' or '%d/%m/%Y %H:%M'"
        in read_cell("04/25/2024", formats).problem
    )


@pytest.mark.parametrize("value", ["45170", "45170.25", "45170,25", 45170, 45170.25])
def test_the_number_of_a_spreadsheet_for_a_day_has_a_hint_of_its_own(value):
    assert "format the column as dates" in read_cell(value).hint
    assert "write one such as 2026-11-25" in read_cell(8).hint


def test_a_cell_is_read_to_its_end():
    assert "is not an ISO date" in read_cell("2026-11-25" + " " * 60 + "cancelled").problem
    assert "2,002 characters" in read_cell("2026-11-25 " + " x" * 996).problem
    assert read_cell(" " * 200 + "2026-11-25" + " " * 200).day_first == date(2026, 11, 25)
    assert read_cell(" " * 200).blank
    long = "2026-11-25" + " " * 200
    made = column(long + "x", long)
    assert "'2026-11-25 x' is not an" in made.read(long + "x")[1]
    assert made.read(long)[0] == date(2026, 11, 25)


def column(*cells, name="Applied", formats=()):
    made = ColumnOfDates(name, formats)
    for cell in cells:
        made.add(cell)
    return made


def test_the_order_of_a_column_follows_from_its_clear_dates():
    made = column("03/04/2024", "05/06/2024", "25/12/2024")
    said = decide([made], "month-first")
    assert said == [("Applied", "03/04/2024 and 1 more are read day-first because of 25/12/2024")]
    assert made.read("03/04/2024") == (date(2024, 4, 3), "", "")


def test_a_column_without_evidence_follows_the_others_then_the_default():
    unclear, clear = column("03/04/2024"), column("12/25/2024", name="Answer")
    assert decide([unclear, clear], "day-first") == [
        ("Applied", "03/04/2024 is read month-first, as in the other columns")
    ]
    assert unclear.read("03/04/2024")[0] == date(2024, 3, 4)
    alone = column("03/04/2024")
    assert decide([alone], "day-first")[0][1].startswith("03/04/2024 is read day-first by default")
    assert alone.read("03/04/2024")[0] == date(2024, 4, 3)


def test_ambiguous_dates_of_a_column_with_both_orders_are_not_guessed():
    made = column("03/04/2024", "25/12/2024", "12/26/2024")
    assert decide([made], "day-first") == []
    moment, problem, hint = made.read("03/04/2024")
    assert moment is None
    assert problem == "the order of day and month in '03/04/2024' is ambiguous"
    assert "12/26/2024 and 25/12/2024" in hint
    assert made.read("25/12/2024")[0] == date(2024, 12, 25)
    assert made.read("12/26/2024")[0] == date(2024, 12, 26)


def test_a_column_of_midnights_holds_dates():
    midnights = column("2024-03-04T00:00:00.000Z", datetime(2024, 3, 5))
    assert midnights.read("2024-03-04T00:00:00.000Z")[0] == date(2024, 3, 4)
    assert midnights.read(datetime(2024, 3, 5))[0] == date(2024, 3, 5)
    mixed = column("2024-03-04 00:00", "2024-03-05 09:00")
    assert mixed.read("2024-03-04 00:00")[0] == datetime(2024, 3, 4)
