from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from interview_rules.imports.mapping import read_mapping
from interview_rules.imports.rows import RowReader, event_at, kind_of_event, moment_of, sortable
from interview_rules.imports.sheets import read_rows

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


def test_events_are_at_a_moment_or_about_one():
    day = date(2024, 1, 9)
    assert event_at("interview", day) == {"at": day, "event": "interview", "date": None}
    for name in ("decision-date-set", "interview-scheduled"):
        assert event_at(name, day) == {"at": None, "event": name, "date": day}
        assert moment_of(event_at(name, day)) == day


def test_a_status_stands_for_any_round_and_any_offer():
    assert {kind_of_event(name) for name in ("phone-screen", "interview-scheduled")} == {"round"}
    assert {kind_of_event(name) for name in ("informal-offer", "written-offer")} == {"offer"}
    assert kind_of_event("offer-accepted") == "offer-accepted"


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
    assert row.kinds() == {"application-sent"}
    assert [(status.name, moment) for status, moment in row.stated] == [
        ("interview", None), ("rejected", None), ("offer", None),
    ]  # fmt: skip
    assert row.expected() == {
        ("application-sent", date(2024, 1, 2), None),
        ("interview", None, None), ("rejection", None, None), ("verbal-offer", None, None),
    }  # fmt: skip


def test_a_row_without_a_date_waits_for_the_other_rows():
    row = read(S="rejected")
    assert str(row.undated) == "rows[0]: no date is given (fill in 'Sent')"
    assert row.problems == []
    assert [str(problem) for problem in read().problems] == [
        "rows[0]: neither a date nor a status is given (fill in 'Sent')"
    ]
    assert read(Sent="2024-01-02").undated is None


def test_a_row_of_a_table_without_columns_of_dates_has_a_hint():
    sheet = read_rows([{"C": "Acme", "Id": None, "S": "rejected"}])
    optional = [{"column": "Sent", "event": "application-sent", "optional": True}]
    found = RowReader(sheet, read_mapping({**MAPPING, "dates": optional})).read(sheet.rows[0])
    assert str(found.undated) == ("rows[0]: no date is given (add one of the columns with dates)")


def test_a_key_or_a_name_that_is_too_long_is_a_problem():
    same = "k" * 1_000
    assert read(Id=same, Sent="2024-01-02").key == same
    (problem,) = read(Id=same + "x", Sent="2024-01-02").problems
    assert problem.where == "rows[0].Id"
    assert (
        problem.message == "an identifier may have at most 1,000 characters, but this one has 1,001"
    )
    (surrogate,) = read(Id="a\ud800", Sent="2024-01-02").problems
    assert "character 2 of this text, '\\ud800', is a lone surrogate" in str(surrogate)
    str(surrogate).encode()
    hidden = read(C="Acme" + " " * 10_000 + "x" * 300, Sent="2024-01-02").problems
    assert "this one has 305" in str(hidden[0])


def test_a_key_is_the_id_of_its_application_if_it_is_short_enough():
    assert read(Id=7, Sent="2024-01-02").fields == {"company": "Acme", "id": "7"}
    assert "id" in read(Id="k" * 200, Sent="2024-01-02").fields
    assert "id" not in read(Id="k" * 201, Sent="2024-01-02").fields
    assert "id" not in read(Id=None, Sent="2024-01-02").fields


def test_the_key_of_an_application_is_a_text():
    assert read(Id=7, Sent="2024-01-02").key == "7"
    assert read(Id="", Sent="2024-01-02").key is None
    assert read(Id=7.0, Sent="2024-01-02").key == "7"
    assert read(Id=UUID(int=7), Sent="2024-01-02").key == str(UUID(int=7))
    for odd in (7.5, True, [], b"7", float("inf"), 10**6_000, 1e300):
        assert read(Id=odd, Sent="2024-01-02").problems


def test_an_answer_without_a_date_of_its_own_is_dated_by_the_column_of_answers():
    stated = [{"column": "S", "date": "Changed", "closed": "Closed"}]
    mapping = read_mapping({**MAPPING, "statuses": stated})

    def moments(**cells):
        sheet = read_rows([{"C": "Acme", "Id": None, "Sent": None, **cells}])
        row = RowReader(sheet, mapping).read(sheet.rows[0])
        return [moment for _status, moment in row.stated]

    closed = {"S": "rejected", "Closed": "2026-02-01"}
    assert moments(Changed="", **closed) == [date(2026, 2, 1)]
    assert moments(Changed="2026-01-09", **closed) == [date(2026, 1, 9)]
    assert moments(Changed="", S="interview", Closed="2026-02-01") == [None]
