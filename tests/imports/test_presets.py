"""Each preset, with rows of the shape that its tracker writes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from interview_rules.imports import Importer


def logs(found):
    return {
        name: [(event.event, str(event.at)) for event in state.log()]
        for name, state in found.search.applications.items()
    }


def test_linkedin():
    found = Importer("linkedin").read_csv(
        "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,"
        "Resume Name,Question And Answers\n"
        '"3/4/24, 11:39 PM",me@example.com,1,Acme,Analyst,https://example.com,cv.pdf,"Visa?:No | '
        'Years?:3"\n'
    )
    assert logs(found) == {"Acme": [("application-sent", "2024-03-04 23:39:00")]}
    assert found.search.applications["Acme"].position == "Analyst"
    assert found.guesses == ()


def test_huntr():
    found = Importer("huntr").read_csv(
        "Company,Title,List,Date Applied\nAcme,Analyst,Interview,2024-03-04\nBolt,Analyst,Wishlist,\n"
    )
    assert logs(found) == {
        "Acme": [("application-sent", "2024-03-04"), ("interview-scheduled", "None")]
    }
    assert found.summary.left_out == 1


def test_round_log():
    header = (
        "Status,Company,Role,Application,Phone call,1st interview,2nd interview,3rd interview,"
        "Proposition,Final answer\n"
    )
    found = Importer("round-log").read_csv(
        header
        + "Rejected,Acme,A,03/04/2024,05/04/2024,09/04/2024 9:00,,,,20/04/2024\n"
        + "Turn down,Bolt,A,03/04/2024,,09/04/2024 17:30,,,12/04/2024,15/04/2024\n"
        + "Turn down,Cole,A,03/04/2024,,,,,,15/04/2024\n"
        + "No project for now,Dune,A,,,09/04/2024,10/04/2024,,,15/04/2024\n"
        + "Applied,Elm,A,,,,,,,\n"
        + "Applied,Fir,A,03/04/24,,,,,,\n"
    )
    assert logs(found) == {
        "Acme": [
            ("application-sent", "2024-04-03"),
            ("phone-screen", "2024-04-05"),
            ("interview", "2024-04-09 09:00:00"),
            ("rejection", "2024-04-20"),
        ],
        "Bolt": [
            ("application-sent", "2024-04-03"),
            ("interview", "2024-04-09 17:30:00"),
            ("verbal-offer", "2024-04-12"),
            ("offer-declined", "2024-04-15"),
        ],
        "Cole": [("application-sent", "2024-04-03"), ("withdrawn", "2024-04-15")],
        "Dune": [
            ("interview", "2024-04-09"),
            ("interview", "2024-04-10"),
            ("rejection", "2024-04-15"),
        ],
        "Fir": [("application-sent", "2024-04-03")],
    }
    assert found.guesses == ()
    assert len(found.rejected) == 1


def test_response_log():
    found = Importer("response-log").read_csv(
        "Company,Position,Date sent,Response?,Date Interview,Date of 1st Response,Job Offer\n"
        "Acme,A,11/14/2021,Rejected,,11/30/2021,No\n"
        "Bolt,A,11/14/21,Ghosted,,,No\n"
        "Cole,A,11/14/2021,Inter + Rejec,12/06/2021,12/2/2021,No\n"
        "Dune,A,11/14/2021,Interview,12/6/2021,12/2/2021,Yes\n"
    )
    sent = ("application-sent", "2021-11-14")
    reply, round_ = ("reply-received", "2021-12-02"), ("interview", "2021-12-06")
    assert logs(found) == {
        "Acme": [sent, ("rejection", "2021-11-30")],
        "Bolt": [sent],
        "Cole": [sent, round_, reply, ("rejection", "2021-12-06")],
        "Dune": [sent, round_, reply, ("verbal-offer", "2021-12-06")],
    }
    assert [guess.event for guess in found.guesses] == ["rejection", "rejection", "verbal-offer"]


def test_job_ops_jobs_alone_and_joined():
    job = {"id": "j1", "employer": "Acme", "title": "Analyst", "status": "in_progress",
           "applied_at": "2024-03-04T10:00:00.000Z", "outcome": None, "closed_at": None}  # fmt: skip
    sent = ("application-sent", "2024-03-04 10:00:00+00:00")
    assert logs(Importer("job-ops").read([job])) == {"Acme": [sent]}
    noon = int(datetime(2024, 3, 20, 12, tzinfo=UTC).timestamp())
    joined = {**job, "application_id": "j1", "outcome": "rejected", "closed_at": noon + 86_400}
    rows = [
        {**joined, "to_stage": "applied", "occurred_at": noon - 864_000, "scheduled_at": noon},
        {**joined, "to_stage": "technical_interview", "occurred_at": noon - 9_000,
         "scheduled_at": noon},
        {**joined, "to_stage": "closed", "occurred_at": noon + 86_400, "scheduled_at": noon + 9},
    ]  # fmt: skip
    found = Importer("job-ops").read(rows)
    assert logs(found) == {
        "Acme": [
            sent,
            ("interview", "2024-03-20 12:00:00+00:00"),
            ("interview", "2024-03-20 12:00:09+00:00"),
            ("rejection", "2024-03-21 12:00:00+00:00"),
        ]
    }
    assert found.guesses == ()


TABLES = """
CREATE TABLE jobs (id TEXT, employer TEXT, title TEXT, status TEXT, applied_at TEXT, outcome TEXT,
  closed_at INTEGER);
CREATE TABLE stage_events (id TEXT, application_id TEXT, to_stage TEXT, occurred_at INTEGER,
  outcome TEXT);
CREATE TABLE interviews (id TEXT, application_id TEXT, scheduled_at INTEGER, type TEXT,
  outcome TEXT);
INSERT INTO jobs VALUES ('a', 'Acme', 'Analyst', 'in_progress', '2024-03-04T10:00:00.000Z', NULL, NULL);
INSERT INTO jobs VALUES ('b', 'Bolt', 'Analyst', 'discovered', NULL, NULL, NULL);
INSERT INTO stage_events VALUES ('1', 'a', 'applied', 1709546400, NULL);
INSERT INTO stage_events VALUES ('2', 'a', 'recruiter_screen', 1709632800, NULL);
INSERT INTO interviews VALUES ('1', 'a', 1709892000, 'recruiter_screen', 'pass');
INSERT INTO interviews VALUES ('2', 'a', 1710496800, 'technical', NULL);
INSERT INTO interviews VALUES ('3', 'a', 1710583200, 'panel', 'cancelled');
"""


def test_the_query_of_the_page_gives_the_rows_of_job_ops():
    page = Path(__file__).parents[2] / "docs" / "embedding" / "importing.md"
    query = re.search(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert query is not None
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES)
        database.row_factory = sqlite3.Row
        found = Importer("job-ops").read(database.execute(query[1]))
    assert logs(found) == {
        "Acme": [
            ("application-sent", "2024-03-04 10:00:00+00:00"),
            ("phone-screen", "2024-03-08 10:00:00+00:00"),
            ("interview", "2024-03-15 10:00:00+00:00"),
        ]
    }
    assert (found.guesses, found.summary.left_out) == ((), 1)


def test_jobsync_rows_and_its_csv():
    rows = [
        {"Company": {"label": "Acme", "value": "acme"}, "JobTitle": {"label": "Analyst"},
         "Status": {"label": "Offer Declined", "value": "offer-declined"},
         "appliedDate": 1_709_510_400_000, "applied": True},
        {"Company": {"label": "Bolt"}, "JobTitle": {"label": "Analyst"},
         "Status": {"label": "Draft", "value": "draft"}, "appliedDate": None},
    ]  # fmt: skip
    found = Importer("jobsync").read(rows)
    assert logs(found) == {
        "Acme": [("application-sent", "2024-03-04"), ("offer-declined", "2024-03-04")]
    }
    assert found.search.applications["Acme"].position == "Analyst"
    text = (
        "index,createdAt,applied,appliedDate,Company,JobTitle,jobType,Location,JobSource,Status\n"
        "1,2024-03-01,Yes,2024-03-04,Acme,Analyst,Full Time,N/A,N/A,Applied\n"
        "2,2024-03-01,No,N/A,Bolt,Analyst,Full Time,N/A,N/A,Draft\n"
    )
    found = Importer("jobsync").read_csv(text)
    assert logs(found) == {"Acme": [("application-sent", "2024-03-04")]}
    assert found.summary.left_out == 1
