from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import InterviewRulesError, StateError
from interview_rules.imports import Importer
from interview_rules.imports.search_file import search_text
from interview_rules.state.state_file import read_state_text

EXAMPLES = Path(__file__).parents[2] / "examples"
HUNTR = "Company,Title,List,Date Applied\n"
NO_DATE = "is not a date (write one such as 2026-11-25, or 2026-11-25 15:00 with a time)"
OPPOSITES = "can mean opposite things (did you mean rejected, or offer-declined?)"
MAPPING = {
    "company": "Company",
    "position": "Title",
    "dates": [
        {"column": "Applied", "event": "application-sent"},
        {"column": "Round 1", "event": "interview", "optional": True},
        {"column": "Round 2", "event": "interview", "optional": True},
        {"column": "Reply", "event": "reply-received", "optional": True},
        {"column": "Decision", "event": "decision-date-set", "optional": True},
        {"column": "Offer", "event": "written-offer", "optional": True},
    ],
    "statuses": [{"column": "Status", "optional": True}],
}


def events(imported, name=None):
    searched = imported.search.applications
    state = searched[name] if name is not None else next(iter(searched.values()))
    return [
        (event.event, str(event.at or event.date) if event.at or event.date else None)
        for event in state.log()
    ]


def read(**cells):
    return Importer(MAPPING).read([{"Company": "Acme", "Title": None, **cells}])


def test_columns_become_events():
    found = read(**{
        "Title": "Analyst", "Applied": "2024-01-02", "Round 1": "2024-01-09 10:00",
        "Round 2": date(2024, 1, 16), "Decision": "2024-01-30",
    })  # fmt: skip
    assert events(found) == [
        ("application-sent", "2024-01-02"),
        ("interview", "2024-01-09 10:00:00"),
        ("interview", "2024-01-16"),
        ("decision-date-set", "2024-01-30"),
    ]
    state = found.search.applications["Acme"]
    assert (state.company, state.position) == ("Acme", "Analyst")
    assert found.guesses == found.rejected == found.left_out == ()


def test_several_rounds_may_share_a_cell():
    found = read(Applied="1/8/2024", **{"Round 1": "1/15/2024 & 1/22/2024"})
    assert events(found)[1:] == [("interview", "2024-01-15"), ("interview", "2024-01-22")]


@pytest.mark.parametrize(
    ("cells", "expected", "guesses"),
    [
        ({"Status": "Applied"}, [], 0),
        ({"Status": "Ghosted"}, [], 0),
        ({"Status": "Rejected"}, [("rejection", "2024-01-02")], 1),
        ({"Status": "Interview"}, [("interview-scheduled", None)], 1),
        ({"Status": "Phone screen"}, [("interview-scheduled", None)], 1),
        (
            {"Status": "Interview", "Reply": "2024-01-05"},
            [("reply-received", "2024-01-05"), ("interview", "2024-01-05")],
            1,
        ),
        ({"Status": "Interview", "Round 1": "2024-01-05"}, [("interview", "2024-01-05")], 0),
        ({"Status": "Rejected", "Reply": "2024-01-05"}, [("rejection", "2024-01-05")], 1),
        (
            {"Status": "Rejected", "Reply": "2024-01-05", "Round 1": "2024-01-09"},
            [
                ("interview", "2024-01-09"),
                ("reply-received", "2024-01-05"),
                ("rejection", "2024-01-09"),
            ],
            1,
        ),
        (
            {"Status": "Offer", "Offer": "2024-01-05"},
            [("written-offer", "2024-01-05")],
            0,
        ),
        ({"Status": "Offer"}, [("verbal-offer", "2024-01-02")], 1),
        (
            {"Status": "Rejected", "Decision": "2024-02-01"},
            [("decision-date-set", "2024-02-01"), ("rejection", "2024-01-02")],
            1,
        ),
        ({"Status": "I declined"}, [("withdrawn", "2024-01-02")], 1),
        (
            {"Status": "I declined", "Offer": "2024-01-05"},
            [("written-offer", "2024-01-05"), ("offer-declined", "2024-01-05")],
            1,
        ),
    ],
)
def test_a_status_adds_what_the_columns_leave_out(cells, expected, guesses):
    found = read(Applied="2024-01-02", **cells)
    assert events(found) == [("application-sent", "2024-01-02"), *expected]
    assert len(found.guesses) == guesses
    for guess in found.guesses:
        assert guess.application == "Acme"
        assert guess.event in {event for event, _ in expected}
        assert str(guess.at) in {str(at) for _, at in expected}


def test_dates_of_statuses():
    mapping = {"company": "C", "statuses": [{"column": "S", "date": "At"}]}
    found = Importer(mapping).read([
        {"C": "A", "S": "applied", "At": "2024-01-02"},
        {"C": "B", "S": "interview", "At": "2024-01-03"},
        {"C": "D", "S": "rejected", "At": "2024-01-04"},
        {"C": "E", "S": "rejected", "At": "soon"},
    ])  # fmt: skip
    assert events(found, "A") == [("application-sent", "2024-01-02")]
    assert events(found, "D") == [("rejection", "2024-01-04")]
    # The day on which somebody moved a card is not the day of the round.
    assert [(guess.application, guess.event) for guess in found.guesses] == [("B", "interview")]
    assert [str(row) for row in found.rejected] == [
        "rows[3].At: 'soon' is not a date (write one such as 2026-11-25, or 2026-11-25 15:00 with a time)"
    ]


def test_rejected_rows_have_all_their_problems_and_the_others_are_read():
    text = (
        HUNTR + "Acme,,Rejcted,8/82019\nBolt,,Applied,2024-01-02\nCo,,Applied,2024-01-02,x\n"
        ",,Applied,2024-01-02\nDell,,Declined,2024-01-02\nEve,,,\n"
    )
    found = Importer("huntr").read_csv(text)
    assert list(found.search.applications) == ["Bolt"]
    assert [[str(problem) for problem in row.problems] for row in found.rejected] == [
        [
            f"rows:2:1: column 'Date Applied': '8/82019' {NO_DATE}",
            "rows:2:1: column 'List': 'Rejcted' is not a known status (did you mean rejected?)",
        ],
        [("rows:4:1: this row has 5 cells, but the header has 4 (quote cells that contain ',')")],
        ["rows:5:1: neither a company nor a position is given (fill in one of them)"],
        [
            f"rows:6:1: column 'List': 'Declined' {OPPOSITES}",
        ],
        ["rows:7:1: neither a date nor a status is given (fill in 'Date Applied')"],
    ]
    assert str(found.summary) == (
        "6 rows: 1 application, 1 event, 5 rejected rows, 0 guesses, 0 rows left out"
    )


def test_what_a_state_refuses_is_a_problem_of_its_row():
    mapping = {**MAPPING, "timezone_column": "Zone"}
    found = Importer(mapping).read([
        {"Company": "x" * 300, "Title": "", "Applied": "2024-01-02", "Zone": "UTC"},
        {"Company": "A", "Applied": "2024-01-02", "Zone": "Mars/Base"},
        {"Company": "B\ud800", "Applied": "2024-01-02"},
        {"Company": "C", "Applied": "2024-01-02", "Zone": "Asia/Tokyo"},
        {"Company": 4, "Applied": "2024-01-02"},
        {"Company": [], "Applied": "2024-01-02"},
    ])  # fmt: skip
    assert list(found.search.applications) == ["C", "4"]
    assert found.search.applications["C"].timezone == "Asia/Tokyo"
    assert [row.problems[0].where for row in found.rejected] == [
        "rows[0].Company", "rows[1].Zone", "rows[2].Company", "rows[5].Company",
    ]  # fmt: skip
    assert "unknown time zone 'Mars/Base'" in str(found.rejected[1])


def test_jobs_that_were_never_applied_for_are_left_out():
    found = Importer("huntr").read_csv(HUNTR + "A,,Wishlist,\nB,,Wishlist,2024-01-02\n")
    assert list(found.search.applications) == ["B"]
    assert [str(each) for each in found.left_out] == [
        "rows:2:1: the status is not-applied, and no date is given"
    ]


def test_ambiguous_dates_are_decided_for_the_column_and_reported():
    text = HUNTR + "A,,Applied,03/04/2024\nB,,Applied,12/25/2024\n"
    found = Importer("huntr").read_csv(text)
    assert events(found, "A") == [("application-sent", "2024-03-04")]
    (guess,) = found.guesses
    assert str(guess) == (
        "rows:1:1: column 'Date Applied': 03/04/2024 is read month-first because of 12/25/2024"
    )
    unclear = HUNTR + "A,,Applied,03/04/2024\n"
    assert events(Importer("huntr").read_csv(unclear)) == [("application-sent", "2024-04-03")]
    american = Importer("huntr", country="US").read_csv(unclear)
    assert events(american) == [("application-sent", "2024-03-04")]


def test_names_are_unique():
    rows = [("A", "x"), ("A", "x"), ("A, x (2)", ""), ("A", "y"), ("B", "z"), ("A", ""), ("", "w")]
    found = Importer(MAPPING).read(
        [{"Company": c, "Title": t, "Applied": "2024-01-02"} for c, t in rows]
    )
    assert list(found.search.applications) == [
        "A, x", "A, x (2)", "A, x (2) (2)", "A, y", "B", "A", "w",
    ]  # fmt: skip
    long = [{"Company": "c" * 200, "Title": "t", "Applied": "2024-01-02"}] * 20
    assert Importer(MAPPING).read(long).summary.applications == 20


def test_the_newest_applications_are_kept():
    rows = [
        {"Company": f"C{n}", "Title": "", "Applied": date(2020, 1, 1 + n % 28), "Reply": None}
        for n in range(5_003)
    ]
    rows[5]["Reply"] = datetime(2024, 1, 1, tzinfo=UTC)
    found = Importer(MAPPING).read(rows)
    assert found.summary.applications == len(found.search.applications) == 5_000
    assert "C5" in found.search.applications
    assert list(found.search.applications)[:3] == ["C1", "C2", "C3"]
    assert [str(each.place) for each in found.left_out] == ["rows[0]", "rows[28]", "rows[56]"]
    assert "at most 5,000 applications" in found.left_out[0].reason


def test_rows_of_one_application_are_joined():
    mapping = {**MAPPING, "application": "Id"}
    found = Importer(mapping).read([
        {"Id": 7, "Company": "A", "Applied": "2024-01-02", "Status": "rejected"},
        {"Id": 8, "Company": "B", "Applied": "2024-01-02"},
        {"Id": 7, "Company": "A", "Title": "T", "Applied": "2024-01-02", "Round 1": "2024-01-05"},
        {"Id": 7, "Company": "A", "Applied": "soon"},
        {"Id": 7, "Company": "A", "Applied": "2024-01-02", "Status": "rejected"},
    ])  # fmt: skip
    assert events(found, "A") == [
        ("application-sent", "2024-01-02"),
        ("interview", "2024-01-05"),
        ("rejection", "2024-01-05"),
    ]
    assert found.search.applications["A"].position == "T"
    assert (found.summary.applications, len(found.guesses), len(found.rejected)) == (2, 1, 1)


def test_the_key_of_rows_is_the_id_of_their_application():
    found = Importer({**MAPPING, "application": "Id"}).read([
        {"Id": "a-1", "Company": "A", "Title": "", "Applied": "2024-01-02"},
        {"Id": None, "Company": "B", "Applied": "2024-01-02"},
        {"Id": "a-1", "Company": "A", "Title": "", "Applied": "2024-01-02", "Reply": "2024-01-05"},
    ])  # fmt: skip
    searched = found.search.applications
    assert [state.id for state in searched.values()] == ["a-1", None]
    for as_json in (False, True):
        again = read_state_text(search_text(found.search, as_json=as_json), "x").state_or_search()
        assert again.applications["A"].id == "a-1"


def test_whole_floats_are_whole_numbers():
    # pandas makes floats of a column of integers with missing values.
    found = Importer("job-ops").read([
        {"id": 7.0, "employer": "A", "title": "T", "status": "applied", "applied_at": 1794000000.0},
        {"id": 8, "employer": "B", "title": 4.0, "status": "applied", "applied_at": 20261125.0},
        {"id": 9, "employer": "C", "title": "T", "status": "applied", "applied_at": 1794000000.5},
    ])  # fmt: skip
    assert found.search.applications["A"].id == "7"
    assert found.search.applications["B"].position == "4"
    assert events(found, "A") == [("application-sent", "2026-11-06 21:20:00+00:00")]
    assert [row.problems[0].where for row in found.rejected] == ["rows[2].applied_at"]


def test_an_iterable_with_a_method_columns_is_no_frame():
    class Result:
        """Like the result of a query in SQLAlchemy."""

        def columns(self, *names):
            raise AssertionError(names)

        def __iter__(self):
            return iter([{"Company": "A", "Title": "", "Applied": "2024-01-02"}])

    assert events(Importer(MAPPING).read(Result())) == [("application-sent", "2024-01-02")]


def test_an_application_has_a_limited_number_of_events():
    rows = [{"application_id": 1, "employer": "A", "title": "T", "status": "applied",
             "applied_at": 1_700_000_000 + n} for n in range(1_003)]  # fmt: skip
    found = Importer("job-ops").read(rows)
    assert (found.summary.events, found.summary.rejected) == (1_000, 3)
    assert "at most 1,000 events" in str(found.rejected[0])


def test_a_subdivision_is_that_of_the_search_and_of_its_country():
    rows = HUNTR + "A,,Applied,2024-01-02\n"
    found = Importer("huntr", country="DE", subdivision="BY").read_csv(rows)
    assert (found.search.country, found.search.subdivision) == ("DE", "BY")
    assert found.search.applications["A"].subdivision is None
    assert search_text(found.search).startswith("country: DE\nsubdivision: BY\napplications:\n")
    columns = [{"column": "D", "event": "application-sent"}]
    mapping = {"company": "C", "country": "DE", "subdivision": "BY", "dates": columns}
    assert Importer(mapping, subdivision="BE").mapping.subdivision == "BE"
    assert Importer(mapping, country="US").mapping.subdivision is None
    with pytest.raises(StateError, match="unknown subdivision 'BY' of US"):
        Importer("huntr", country="US", subdivision="BY")


def test_zone_and_country_are_those_of_the_search():
    found = Importer("huntr", timezone="Europe/Paris", country="FR").read_csv(
        HUNTR + "A,,Applied,2024-01-02\n"
    )
    assert (found.search.timezone, found.search.country) == ("Europe/Paris", "FR")
    with pytest.raises(StateError, match="did you mean Europe/Paris"):
        Importer("huntr", timezone="Europe/Pari")


@pytest.mark.parametrize("rows", ["a,b", b"a", {}, {"Company": "A"}, 5, None])
def test_what_is_no_list_of_rows(rows):
    with pytest.raises(StateError):
        Importer("huntr").read(rows)
    with pytest.raises(StateError, match="must be a str or bytes"):
        Importer("huntr").read_csv(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "said"),
    [("Title", "the only column is Title"), ("Title;;", "the only column is Title")],
)
def test_the_columns_that_there_are_are_listed(header, said):
    with pytest.raises(StateError) as caught:
        Importer("huntr").read_csv(f"{header}\na;b;c\n")
    assert said in str(caught.value)


def test_missing_columns_are_reported_together():
    with pytest.raises(StateError) as caught:
        Importer("huntr").read_csv("Compny,Title,Lst\nA,B,C\n")
    assert [str(problem) for problem in caught.value.problems] == [
        "rows:1:1: there is no column 'Company' (did you mean 'Compny'? If so, rename that column, or correct the mapping)",
        "rows:1:1: there is no column 'Date Applied' (add it, or correct the mapping; the columns are Compny, Title, Lst)",
        "rows:1:1: there is no column 'List' (did you mean 'Lst'? If so, rename that column, or correct the mapping)",
    ]


def test_progress_reaches_the_total():
    seen = []
    Importer("huntr").read_csv(
        HUNTR + "A,,Applied,2024-01-02\n" * 250, progress=lambda *each: seen.append(each)
    )
    assert seen == [(100, 250), (200, 250), (250, 250)]


def test_the_example():
    mapping = EXAMPLES / "tracker.yaml"
    found = Importer(mapping).read_csv_file(EXAMPLES / "tracker.csv")
    assert events(found, "Birch Logistics") == [
        ("application-sent", "2026-10-20"),
        ("interview", "2026-11-10 14:30:00"),
        ("interview", "2026-11-17 09:00:00"),
        ("verbal-offer", "2026-11-20"),
    ]
    assert (found.summary.applications, found.summary.rejected) == (5, 1)


FORMULAS = [
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1",
    "-2",
    '=HYPERLINK("http://x")',
    "{{7*7}}",
    "%s{0}",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_and_templates_are_harmless_text(formula):
    found = Importer("huntr").read([
        {"Company": formula, "Title": formula, "List": "applied", "Date Applied": "2024-01-02"}
    ])  # fmt: skip
    assert list(found.search.applications) == [formula]
    assert found.search.applications[formula].position == formula


cells = st.one_of(
    st.text(max_size=20),
    st.sampled_from([
        "Applied", "Rejected", "interview", "offer", "3/4/2024", "25/12/2024", "2024-01-02 9:00",
        "12/25/2024 9:05 PM", "Mar 4, 2024", "1709510400", "null", "true", "~", "x: y", "- a", "#",
    ]),
    st.none(), st.integers(), st.just(10**6_000), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.binary(max_size=3),
)  # fmt: skip
rows_drawn = st.lists(
    st.dictionaries(st.sampled_from(["Company", "Title", "List", "Date Applied", "x"]), cells),
    max_size=8,
)


@given(rows_drawn)
def test_any_rows_are_read_or_refused_and_the_search_can_be_written_and_read(rows):
    header = dict.fromkeys(["Company", "Title", "List", "Date Applied"], None)
    try:
        found = Importer("huntr").read([{**header, **row} for row in rows])
    except InterviewRulesError:
        return
    total = found.summary.applications + found.summary.rejected + found.summary.left_out
    assert total <= found.summary.rows
    for as_json in (False, True):
        again = read_state_text(search_text(found.search, as_json=as_json), "x").state_or_search()
        assert {name: state.log() for name, state in again.applications.items()} == {
            name: state.log() for name, state in found.search.applications.items()
        }


@given(st.one_of(st.text(), st.binary()))
def test_any_text_is_read_or_refused(text):
    before = b"Company,Title,List,Date Applied\n" if isinstance(text, bytes) else HUNTR
    for content in (text, before + text):  # type: ignore[operator]
        try:
            Importer("huntr").read_csv(content)
        except InterviewRulesError:
            continue


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        "C{n},T,Rejected,2024-01-{d:02}\n",
        "C{n},T,unknown{n},2024-01-{d:02}\n",
        "C{n},T,Applied,soon{n}\n",
        "C,T,Applied,03/04/2024\n",
    ],
)
def test_the_cost_grows_with_the_number_of_rows(row):
    def took(count):
        text = HUNTR + "".join(row.format(n=n, d=n % 28 + 1) for n in range(count))
        start = time.process_time()
        Importer("huntr").read_csv(text)
        return time.process_time() - start

    took(100)
    assert took(8_000) < 10 * took(2_000) + 0.5


def test_a_year_without_known_holidays_rejects_only_its_row():
    columns = [{"column": "D", "event": "interview"}]
    importer = Importer({"company": "C", "country": "US", "dates": columns})
    found = importer.read([{"C": "A", "D": "2190-01-01"}, {"C": "B", "D": "2026-01-01"}])
    assert list(found.search.applications) == ["B"]
    assert found.search.country == "US"
    assert found.search.applications["B"].country is None
    (row,) = found.rejected
    assert "holidays of US" in str(row.problems[0])


def test_the_way_out_of_a_year_without_known_holidays_is_one_that_a_tracker_has():
    found = Importer("huntr", country="DE").read_csv(HUNTR + "A,,Applied,2190-01-02\n")
    (row,) = found.rejected
    assert row.problems[0].hint == "correct the date, or leave out the country"


def test_the_zone_of_a_row_is_kept_beside_that_of_the_tracker():
    mapping = {
        "company": "C",
        "dates": [{"column": "On", "event": "interview"}],
        "timezone_column": "TZ",
        "timezone": "Europe/Berlin",
    }
    found = Importer(mapping).read([
        {"C": "A", "On": "2026-11-01 10:00", "TZ": "Asia/Tokyo"},
        {"C": "B", "On": "2026-11-01 10:00", "TZ": ""},
    ])  # fmt: skip
    assert found.search.timezone == "Europe/Berlin"
    assert found.search.applications["A"].timezone == "Asia/Tokyo"
    assert found.search.applications["B"].timezone is None
