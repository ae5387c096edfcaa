from __future__ import annotations

import pytest

from interview_rules import JobSearch, StateError
from interview_rules.imports import Importer, search_file
from interview_rules.imports.search_file import search_text
from interview_rules.state.state_file import read_state_text

NAMES = [
    "Harbor & Finch", "true", "No", "~", "null", "1234", "2024-01-02", "- a", "a: b", "#x", "'", '"',
    "\\", "a\u2028b", "\u202e", "\U0001f600", "\x7f", "\x85", "\ufeff", "{x}", "[1]", "&a", "*a", "!t",
    "=1+1", "<<", "Thalès", "y", "1e5", "\ufffe",
]  # fmt: skip


def search():
    rows = [
        {"Company": name, "Title": name, "List": "interview", "Date Applied": "2024-01-02 09:30"}
        for name in NAMES
    ]
    return Importer("huntr", timezone="Europe/Paris").read(rows).search


@pytest.mark.parametrize("as_json", [False, True])
def test_every_name_comes_back(as_json):
    written = search()
    # Two of the names stand for an empty cell.
    assert len(written.applications) == len(NAMES) - 2
    text = search_text(written, as_json=as_json)
    read = read_state_text(text, "search").state_or_search()
    assert isinstance(read, JobSearch)
    assert read.timezone == "Europe/Paris"
    assert list(read.applications) == list(written.applications)
    assert [state.log() for state in read.applications.values()] == [
        state.log() for state in written.applications.values()
    ]


def test_it_is_plain_to_read():
    found = Importer("huntr", country="FR").read_csv(
        "Company,Title,List,Date Applied\nHarbor & Finch,Data Analyst,Interview,2024-01-02\n"
    )
    assert search_text(found.search) == (
        "country: FR\n"
        "applications:\n"
        "  Harbor & Finch:\n"
        "    company: Harbor & Finch\n"
        "    position: Data Analyst\n"
        "    events:\n"
        "      - {at: 2024-01-02, event: application-sent}\n"
        "      - {at: null, event: interview-scheduled}\n"
    )


def test_a_search_without_applications():
    empty = JobSearch.read({})
    assert search_text(empty) == "applications: {}\n"
    assert read_state_text(search_text(empty), "x").state_or_search() == empty


def test_a_text_that_would_be_too_long_to_read_is_refused(monkeypatch):
    monkeypatch.setattr(search_file, "MOST_CHARACTERS", 200)
    with pytest.raises(StateError, match=r"write it to a file that ends in \.json"):
        search_text(search())
    assert len(search_text(search(), as_json=True)) > 200
