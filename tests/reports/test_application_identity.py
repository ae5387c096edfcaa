"""What identifies an application in calendar files."""

from __future__ import annotations

import uuid

from calendar_client import components

from interview_rules import InterviewState, JobSearch, plan
from interview_rules.reports.application_identity import identity_of

NOW = "2026-11-20 12:00"
FIRST = {"interview": "2026-11-19", "timezone": "UTC"}


class Numbered(InterviewState):
    """A state with an id of its own."""

    id: str | None = None


def of(name="", **fields):
    return identity_of(InterviewState.read({**FIRST, **fields}), name)


def uids(state, **options):
    return {str(entry["UID"]) for entry in components(plan(state, NOW).to_ics(**options))}


def test_an_id_comes_first_and_outlives_every_name():
    one = identity_of(Numbered(id="7", company="Acme"), "One")
    assert one == identity_of(Numbered(id="7", company="Acme"), "One")
    assert one.code == identity_of(Numbered(id="7", company="Acme Ltd"), "Uno").code
    assert one.code != identity_of(Numbered(id="8", company="Acme"), "One").code
    assert one.code != identity_of(Numbered(id="One")).code
    before = identity_of(InterviewState(company="Acme"), "One")
    assert one.continued(before.calendar_uid) == one, "the application has got an id since"
    other = identity_of(InterviewState(company="Acme"), "Two")
    assert one.continued(other.calendar_uid) is None


def test_a_name_outlives_the_spelling_of_company_and_position():
    assert uids({**FIRST, "company": "Acme"}, name="1") == uids(
        {**FIRST, "company": "Acme, Inc.", "position": "Clerk"}, name="1"
    )


def test_applications_without_a_name_differ_by_what_is_stable():
    assert of() == of(decision_date="2026-11-27", interviewer="Ms Okafor")
    assert of(company="Harbor & Finch") == of(company="HARBOR & FINCH.")
    assert of().code != of(interview="2026-11-18").code
    assert of(company="Acme").code != of(company="Birch").code
    round_ = {"date": "2026-11-19 15:00", "planned": True}
    ahead = identity_of(InterviewState.read({"rounds": [round_]}))
    assert ahead == of(), "a round keeps its identity when it has taken place"
    assert uids(FIRST).isdisjoint(uids({**FIRST, "interview": "2026-11-18"}))


def test_a_file_keeps_the_identity_of_the_one_before():
    first = plan({**FIRST, "company": "Acme"}, NOW).to_ics()
    corrected = {**FIRST, "company": "Acorn", "interview": "2026-11-18"}
    later = uids(corrected, previous=first)
    again = uids(corrected, previous=plan(corrected, NOW).to_ics(previous=first))
    assert later == again
    thanks = {str(e["UID"]) for e in components(first) if e["CATEGORIES"].cats[0] != "interview"}
    assert thanks <= later


def test_an_odd_calendar_uid_is_not_adopted():
    one = of()
    for uid in ("unnamed-1@interview-rules", f"unnamed-{uuid.uuid4()}@example.org", "", "search-"):
        assert one.continued(uid) is None


def test_the_search_is_none_of_its_applications():
    search = JobSearch.read({"applications": {"One": FIRST, "Two": FIRST}})
    entries = components(plan(search, NOW).to_ics())
    assert len({str(entry["UID"]) for entry in entries}) == len(entries)


def test_two_applications_with_one_id_share_no_entry():
    one = Numbered.model_validate({**FIRST, "id": "7"})
    search = JobSearch(applications={"One": one, "Two": one}, timezone="UTC")
    assert search.applications["Two"] == one
    entries = components(plan(search, NOW).to_ics())
    assert len({str(entry["UID"]) for entry in entries}) == len(entries)
    assert len([e for e in entries if e["CATEGORIES"].cats[0] == "interview"]) == 2
