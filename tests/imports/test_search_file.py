from __future__ import annotations

from datetime import date, timedelta

import pytest

from interview_rules import JobSearch, StateError
from interview_rules.imports import Importer, search_file
from interview_rules.imports.search_file import search_text
from interview_rules.sources.yaml_tree import MOST_CHARACTERS, read_yaml
from interview_rules.state.state_file import MOST_BYTES, read_state_text

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


def test_a_name_that_looks_like_an_instant_comes_back():
    name = "2026-11-02T15:00:00"
    text = search_text(
        Importer("huntr")
        .read([{"Company": name, "Title": "x", "List": "", "Date Applied": name}])
        .search
    )
    assert 'at: "2026-11-02 15:00"' in text
    read = read_state_text(text, "x").state_or_search()
    assert isinstance(read, JobSearch)
    assert list(read.applications) == [read.applications[name].company] == [name]


def filled(applications, events):
    """Return a search with this number of events, up to 1,000 for each application."""
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(1_000)]
    states = {}
    for n in range(applications):
        log = [{"at": day, "event": "reply-received"} for day in days[:events]]
        states[f"C{n}"] = {"company": f"C{n}", "events": log}
        events -= len(log)
    return JobSearch.read({"applications": states})


def test_nodes_are_counted_as_the_reader_counts_them(monkeypatch):
    written = filled(3, 1_500)
    size = read_yaml(search_text(written), "x").size
    monkeypatch.setattr(search_file, "MOST_NODES", size)
    assert search_text(written)
    monkeypatch.setattr(search_file, "MOST_NODES", size - 1)
    with pytest.raises(StateError, match="keys and values, too many for YAML"):
        search_text(written)


@pytest.mark.slow
def test_yaml_up_to_the_limit_of_nodes_can_be_read():
    # 3 nodes around them, 6 in each application, 5 in each event: 100,000 nodes.
    written = filled(22, 19_973)
    read = read_state_text(search_text(written), "x").state_or_search()
    assert read.identity == written.identity
    with pytest.raises(
        StateError, match=r"100,000 keys .*write the search to a file that ends in \.json"
    ):
        search_text(filled(22, 19_974))
    assert search_text(filled(22, 19_974), as_json=True)


def sized(as_json, size):
    """Return a search whose text has this number of characters in YAML, or of bytes in JSON."""

    def search(details):
        log = [
            {
                "at": date(2024, 1, 1) + timedelta(days=n),
                "event": "reply-received",
                "detail": detail,
            }
            for n, detail in enumerate(details)
        ]
        states = {"A": {"events": log[:1_000]}, "B": {"events": log[1_000:]}}
        return JobSearch.read({"applications": states})

    details = ["\u00e9"] * (1_100 if as_json else 600)
    text = search_text(search(details), as_json=as_json)
    missing = size - len(text.encode() if as_json else text)
    for n in range(len(details)):
        more = min(missing, 3_800 if as_json else 1_900)
        details[n] += "\u00e9" * (more // 2) + "x" * (more % 2) if as_json else "\u00e9" * more
        missing -= more
    assert missing == 0
    return search(details)


@pytest.mark.parametrize(
    ("as_json", "most", "message"),
    [
        (True, MOST_BYTES, r"larger than 4,000,000 bytes \(import fewer rows\)"),
        (False, MOST_CHARACTERS, r"1,000,000 characters .*ends in \.json"),
    ],
)
def test_a_text_up_to_the_limit_of_its_size_can_be_read(as_json, most, message):
    written = sized(as_json, most)
    text = search_text(written, as_json=as_json)
    assert len(text.encode() if as_json else text) == most
    read = read_state_text(text, "x").state_or_search()
    assert read.identity == written.identity
    with pytest.raises(StateError, match=message):
        search_text(sized(as_json, most + 1), as_json=as_json)


def test_an_application_without_events():
    written = JobSearch.read({"applications": {"A": {"company": "A"}}})
    assert search_text(written).endswith("    events: []\n")
    assert (
        read_state_text(search_text(written), "x").state_or_search().applications["A"].log() == ()
    )


def test_what_is_too_large_also_for_json_needs_fewer_rows(monkeypatch):
    monkeypatch.setattr(search_file, "MOST_BYTES", 1_000)
    monkeypatch.setattr(search_file, "MOST_NODES", 100)
    with pytest.raises(StateError, match=r"keys and values.*\(import fewer rows\)"):
        search_text(filled(1, 100))
