from __future__ import annotations

import pytest

from interview_rules import StateError
from interview_rules.imports import ColumnMapping, DateColumn, presets
from interview_rules.imports.mapping import read_mapping

OWN = {
    "company": "Employer",
    "dates": [{"column": ["Applied", "Sent"], "event": "application-sent"}],
}


def test_the_presets():
    assert list(presets()) == [
        "huntr", "job-ops", "jobsync", "linkedin", "response-log", "round-log",
    ]  # fmt: skip
    assert all(presets().values())


def test_the_presets_cannot_be_changed():
    presets().clear()
    assert "huntr" in presets()


def test_a_mapping_from_a_dict_a_file_and_a_model(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "company: Employer\ndates: [{column: [Applied, Sent], event: application-sent}]\n"
    )
    read = read_mapping(OWN)
    assert read == read_mapping(path) == read_mapping(str(path)) == read_mapping(read)
    assert read.dates == (DateColumn(column=("Applied", "Sent"), event="application-sent"),)
    assert read == ColumnMapping(company=("Employer",), dates=read.dates)


@pytest.mark.parametrize(
    ("changes", "where", "message"),
    [
        ({"compny": "x"}, "compny", "unknown field 'compny' (did you mean company?)"),
        ({"company": None}, "", "requires a column for the company or the position"),
        ({"company": []}, "company", ""),
        ({"dates": []}, "", "requires at least one column of dates"),
        (
            {"dates": [{"column": "x", "event": "interveiw"}]},
            "dates[0].event",
            "did you mean interv",
        ),
        (
            {"dates": [{"column": "x", "event": "advice-done"}]},
            "dates[0].event",
            "cannot be imported",
        ),
        ({"dates": [{"event": "interview"}]}, "dates[0].column", "the field column is missing"),
        ({"dates": [{"column": "x", "event": "interview", "o": 1}]}, "dates[0].o", "unknown field"),
        ({"statuses": [{"column": 3}]}, "statuses[0].column", ""),
        ({"statuses": [{}]}, "statuses[0].column", "(add it, for example, column: Status)"),
        (
            {"words": {"x": "rejeted"}},
            "words.x",
            "unknown status 'rejeted' (did you mean rejected?)",
        ),
        ({"words": {"x": "foo"}}, "words.x", "unknown status 'foo' (choose from: not-applied"),
        (
            {"formats": ["%d"]},
            "formats[0]",
            "'%d' is not a strptime format with day, month and year",
        ),
        ({"formats": ["%"]}, "formats[0]", "is not a strptime format with day, month and year"),
        ({"formats": ["%d/%m"]}, "formats[0]", "is not a strptime format with day, month and year"),
        (
            {"formats": ["%d/%m/%Y %d"]},
            "formats[0]",
            "is not a strptime format with day, month and year",
        ),
        (
            {"formats": ["%A %B [(*+"]},
            "formats[0]",
            "is not a strptime format with day, month and year",
        ),
        ({"timezone": "Europe/Berln"}, "timezone", "did you mean Europe/Berlin?"),
        ({"country": "XX"}, "country", "unknown country"),
    ],
)
def test_invalid_mappings(changes, where, message):
    with pytest.raises(StateError) as caught:
        read_mapping({**OWN, **changes})
    (problem,) = caught.value.problems
    assert problem.where == where
    assert message in str(problem)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("linkdin", "unknown preset 'linkdin' (did you mean linkedin?)"),
        ("../../x", "unknown preset '../../x'"),
        ("absent.yaml", "absent.yaml: cannot be read: No such file"),
        (3, "not 3 (choose from: "),
        ([], "not a list"),
        ("", "unknown preset ''"),
        ("foo", "response-log, round-log, or give the path of a file such as mine.yaml)"),
    ],
)
def test_no_mapping(source, message):
    with pytest.raises(StateError) as caught:
        read_mapping(source)
    assert message in str(caught.value)


def test_problems_of_a_file_have_positions(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("company: A\ndates:\n  - {column: x, event: interveiw}\nwords:\n  a: rejeted\n")
    with pytest.raises(StateError) as caught:
        read_mapping(path)
    assert [problem.where for problem in caught.value.problems] == [
        f"{path}:3:24",
        f"{path}:5:6",
    ]


def test_an_unknown_field_of_a_file_is_located_at_its_key(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "company: A\ndates:\n  - {column: x, event: interview, optinal: true}\nformts: [x]\n"
    )
    with pytest.raises(StateError) as caught:
        read_mapping(path)
    assert {problem.where for problem in caught.value.problems} == {
        f"{path}:3:35",
        f"{path}:4:1",
    }


@pytest.mark.parametrize(
    "text", ["- a\n", "a", "", "!!python/object:os.system {}", "a: &x [*x]", "x" * 200_000]
)
def test_files_that_are_no_mapping(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(StateError) as caught:
        read_mapping(path)
    assert "mine.yaml" in str(caught.value)
