from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from interview_rules.imports.mapping import read_mapping
from interview_rules.imports.rows import ReadRow, RowReader, sortable
from interview_rules.imports.sheets import read_rows
from interview_rules.positions import FieldPath

MAPPING = {
    "company": "C",
    "application": "Id",
    "dates": [{"column": "Sent", "event": "application-sent"}],
    "statuses": [{"column": "S", "optional": True}, {"column": "T", "optional": True}],
    "words": {"both": ["interview", "rejected"]},
}


def read(**cells):
    sheet = read_rows([{"C": "Acme", "Id": None, "Sent": None, **cells}])
    return RowReader(sheet, read_mapping(MAPPING)).read(sheet.rows[0])


def test_an_event_is_kept_once():
    row = ReadRow(FieldPath("rows", 0))
    for _ in range(2):
        row.add("interview", date(2024, 1, 2))
        row.arrange("phone-screen")
        row.add("decision-date-set", date(2024, 1, 9))
    assert [(e["event"], e["at"], e["date"]) for e in row.events] == [
        ("interview", date(2024, 1, 2), None),
        ("interview-scheduled", None, None),
        ("decision-date-set", None, date(2024, 1, 9)),
    ]
    assert row.latest == date(2024, 1, 9)
    row.drop("interview", date(2024, 1, 2))
    row.add("interview", date(2024, 1, 2))
    assert row.names() == {"interview", "interview-scheduled", "decision-date-set"}


def test_dates_and_instants_of_all_kinds_can_be_ordered():
    moments = [
        datetime(2024, 1, 2, 9),
        date(2024, 1, 3),
        datetime(2024, 1, 2, 8, tzinfo=UTC),
        date(2024, 1, 2),
    ]
    assert sorted(moments, key=sortable) == [moments[3], moments[2], moments[0], moments[1]]


def test_a_word_can_mean_several_statuses_and_columns_add_up():
    row = read(Sent="2024-01-02", S="both", T="offer")
    assert [e["event"] for e in row.events] == [
        "application-sent", "interview-scheduled", "rejection", "verbal-offer",
    ]  # fmt: skip
    assert len(row.guesses) == 3


def test_a_round_without_any_date_is_recorded():
    row = read(S="interview")
    assert [(e["event"], e["at"]) for e in row.events] == [("interview-scheduled", None)]
    assert (row.problems, row.left_out, row.latest) == ([], "", None)


def test_other_statuses_without_any_date_are_a_problem():
    row = read(S="rejected")
    assert [str(problem) for problem in row.problems] == [
        "rows[0]: there is no date (fill in 'Sent')"
    ]
    assert read(S="saved").left_out
    assert read(S="saved", T="applied").problems


def test_the_key_of_an_application_is_a_text():
    assert read(Id=7, Sent="2024-01-02").key == "7"
    assert read(Id="", Sent="2024-01-02").key is None
    assert read(Id=7.0, Sent="2024-01-02").key == "7"
    assert read(Id=UUID(int=7), Sent="2024-01-02").key == str(UUID(int=7))
    for odd in (7.5, True, [], b"7", float("inf"), 10**6_000, 1e300):
        assert read(Id=odd, Sent="2024-01-02").problems
