"""State files: their content, and the positions of problems in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview_rules import InterviewState, JobSearch, StateError, read_file
from interview_rules.state.state_file import MOST_BYTES, read_state_file, read_state_text

OPTIONS = {"now": "--now", "timezone": "--timezone"}


def wrong(text: str | bytes, name: str = "s.yaml", **otherwise: str) -> list[str]:
    try:
        source = read_state_text(text, name)
    except StateError as error:
        return str(error).split("\n")
    source.otherwise = otherwise
    with pytest.raises(StateError) as caught:
        source.state()
    return str(source.located(caught.value, OPTIONS)).split("\n")


def test_yaml_and_json_say_the_same() -> None:
    data = {
        "company": "Acme",
        "interview": "2026-11-19 10:00",
        "dates": [{"date": "2026-11-25", "asked": True}],
        "hr_reachable": None,
        "other_applications": 2,
    }
    yaml = """
company: Acme
interview: 2026-11-19 10:00
dates: [{date: 2026-11-25, asked: true}]
hr_reachable:
other_applications: 2
"""
    expected = InterviewState.read(data)
    assert read_state_text(yaml, "s").state() == expected
    for indent in (None, 2, "\t"):
        assert read_state_text(json.dumps(data, indent=indent), "s").state() == expected
    assert read_state_text("{company: Acme, interview: 2026-11-19}", "s").state().company == "Acme"


def test_a_bare_list_is_a_log() -> None:
    yaml = "- {event: interview, at: 2026-11-19}\n- {event: rejection, at: 2026-11-20}\n"
    source = read_state_text(yaml, "log")
    assert source.is_log
    assert [event.event for event in source.state().events] == ["interview", "rejection"]
    log = '[{"event": "interview", "at": "2026-11-19"}]'
    assert len(read_state_text(log, "log").state().events) == 1


def test_what_the_file_leaves_out_is_filled_in_and_nothing_else() -> None:
    given = {"timezone": "Europe/Berlin", "country": "DE"}
    source = read_state_text("timezone: America/New_York\ncountry:\n", "s")
    source.otherwise = given
    state = source.state()
    assert (state.timezone, state.country) == ("America/New_York", "DE")


@pytest.mark.parametrize("byte_order_mark", [b"", b"\xef\xbb\xbf"])
def test_files_are_utf_8(tmp_path: Path, byte_order_mark: bytes) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(byte_order_mark + "company: Bäckerei\r\ninterview: 2026-11-19\r\n".encode())
    assert read_state_file(path).state().company == "Bäckerei"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(
            "interview: 2026-13-01\n",
            [
                "s.yaml:1:12: interview: invalid month 13 in '2026-13-01' (write a month from 01 to 12)"
            ],
            id="shorthand",
        ),
        pytest.param(
            "rounds:\n  - date: 2026-11-19\nphone_screen: {date: 5}\ninterview: soon\n",
            [
                (
                    "s.yaml:4:12: interview: 'soon' is not a date (write one such as 2026-11-25, "
                    "or 2026-11-25 12:00 with a time)"
                ),
                (
                    "s.yaml:3:22: phone_screen.date: 5 is not a date (write one such as "
                    "2026-11-25, or 2026-11-25 12:00 with a time)"
                ),
            ],
            id="shorthands after entries",
        ),
        pytest.param(
            "follow_up:\n  - 2026-11-20\n  - {at: 2026-11-21, zz: 1}\n",
            [
                (
                    "s.yaml:3:22: follow_up[1].zz: unknown field 'zz' (choose from: at, to, role, "
                    "channel, detail, id, meta)"
                )
            ],
            id="list of a shorthand",
        ),
        pytest.param(
            "events:\n  - event: folow-up-sent\n    at: 2026-11-20\n  - event: interview\n",
            [
                (
                    "s.yaml:2:12: events[0].event: unknown event 'folow-up-sent' (did you mean "
                    "follow-up-sent?)"
                ),
                "s.yaml:4:5: events[1].at: this field is required (add it, for example, at: 2026-11-19)",
            ],
            id="events",
        ),
        pytest.param(
            "- event: interview\n  at: 19.11.2026\n",
            ["s.yaml:2:7: events[0].at: '19.11.2026' is not an ISO date (write 2026-11-19)"],
            id="bare list",
        ),
        pytest.param(
            "a.b[3]: 1\ninterview: 2026-11-19\n",
            [
                (
                    "s.yaml:1:1: a.b[3]: unknown field 'a.b[3]' "
                    "(run 'interview-rules schema state' to list all fields)"
                )
            ],
            id="a key with dots and brackets",
        ),
        pytest.param(
            "interview: 2026-11-19\ntimezone: Mars\n",
            [
                (
                    "s.yaml:2:11: timezone: unknown time zone 'Mars' (use an IANA name "
                    "such as Europe/Berlin)"
                )
            ],
            id="zone",
        ),
        pytest.param(
            '{\n\t"interview":\t5\n}',
            [
                (
                    "s.yaml:2:15: interview: 5 is not a date (write one such as 2026-11-25, "
                    "or 2026-11-25 12:00 with a time)"
                )
            ],
            id="JSON with tabs",
        ),
        pytest.param(
            '{"interview": "2026-11-19",\n "interview": "2026-11-20"}',
            [
                "s.yaml:2:2: duplicate key 'interview' (the first is on line 1; merge the two, or remove one)"
            ],
            id="doubled in JSON",
        ),
        pytest.param(
            "interview: 2026-11-19\ninterview: 2026-11-20\n",
            [
                "s.yaml:2:1: duplicate key 'interview' (the first is on line 1; merge the two, or remove one)"
            ],
            id="doubled in YAML",
        ),
        pytest.param(
            '{"interview" "2026-11-19"}',
            [
                (
                    "s.yaml:1:14: not valid JSON: Expecting ':' delimiter"
                    " (fix the quotes, commas or brackets there)"
                )
            ],
            id="no JSON",
        ),
        pytest.param(
            "{interview: 2026-11-19",
            [
                (
                    "s.yaml:1:23: expected a comma or '}' for the bracket opened on line 1 "
                    "(add it, or put the text in quotes)"
                )
            ],
            id="no YAML",
        ),
        pytest.param(
            "hello\n",
            [
                (
                    "s.yaml:1:1: a state must be a mapping or a list of events, not 'hello' "
                    "(write, for example, interview: 2026-11-19)"
                )
            ],
            id="a text",
        ),
        pytest.param(
            "",
            ["s.yaml: this file is empty (write, for example, interview: 2026-11-19)"],
            id="empty",
        ),
        pytest.param(
            b"\xff\xfea\x00",
            ["s.yaml:1:1: byte 1 of the file is not UTF-8 (save the file as UTF-8 text)"],
            id="UTF-16",
        ),
        pytest.param(
            b"a: 1\nb: \x1b[31m",
            [
                "s.yaml:2:4: invalid control character '\\x1b' (remove it, or check that this is a text file)"
            ],
            id="escape sequence",
        ),
        pytest.param(
            "[" * 100_000,
            ["s.yaml:1:31: nested more than 30 levels deep (use fewer levels)"],
            id="deep",
        ),
        pytest.param(
            "a: !!python/object:os.system x\n",
            [
                "s.yaml:1:4: tags such as tag:yaml.org,2002:python/object:os.system are not supported (remove the tag, or put the text in quotes)"
            ],
            id="tag",
        ),
        pytest.param(
            "a" * (MOST_BYTES + 1),
            [
                "s.yaml: the file is larger than 4,000,000 bytes (leave out entries that no longer matter)"
            ],
            id="huge",
        ),
    ],
)
def test_what_is_wrong_and_where(text: str | bytes, problems: list[str]) -> None:
    assert wrong(text) == problems


def test_positions_are_those_of_what_was_written() -> None:
    lines = ["company: Acme", "", "rounds:", "  - kind: interview", "    date: 2026-02-30"]
    assert wrong("\n".join(lines)) == [
        "s.yaml:5:11: rounds[0].date: invalid date 2026-02-30 (write a day from 01 to 28)"
    ]
    assert lines[4][10:] == "2026-02-30"


def test_what_came_as_an_option_is_called_so() -> None:
    assert wrong("interview: 2026-11-19\n", timezone="Mars") == [
        "--timezone: unknown time zone 'Mars' (use an IANA name such as Europe/Berlin)"
    ]


def test_a_surrogate_that_yaml_refuses_is_located_too() -> None:
    assert wrong('{"company": "\\ud800"}') == [
        (
            "s.yaml:1:13: company: character 1 of this text, '\\ud800', is a lone surrogate, which "
            "cannot be encoded (remove it, or replace it with a whole character)"
        )
    ]
    assert wrong('{"other_applications": NaN}') != []


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "none.yaml", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (Path("a\0b"), "invalid path"),
    ):
        with pytest.raises(StateError) as caught:
            read_state_file(path)
        assert str(caught.value).endswith(
            f": cannot be read: {reason} (check the path, and that you have permission to read the file)"
        )


def test_a_name_cannot_hide_what_it_does() -> None:
    with pytest.raises(StateError) as caught:
        read_state_file("no\x1b[31m.yaml")
    assert (
        str(caught.value)
        == "no\\x1b[31m.yaml: cannot be read: No such file or directory (check the path, and that you have permission to read the file)"
    )


def test_a_file_with_applications_is_a_search() -> None:
    source = read_state_text("applications:\n  Acme: {interview: 2026-11-19}\n", "s.yaml")
    source.otherwise = {"timezone": "Europe/Berlin"}
    search = source.state_or_search()
    assert isinstance(search, JobSearch)
    assert search.timezone == "Europe/Berlin"
    assert isinstance(
        read_state_text("interview: 2026-11-19", "s").state_or_search(), InterviewState
    )
    wrong = read_state_text("applications:\n  Acme:\n    rounds:\n      - {date: soon}\n", "s.yaml")
    with pytest.raises(StateError) as caught:
        wrong.state_or_search()
    assert str(wrong.located(caught.value)).startswith(
        "s.yaml:4:16: applications.Acme.rounds[0].date: 'soon' is not a date"
    )


def test_a_file_is_read_as_what_it_holds_with_located_problems(tmp_path):
    state, search, log = (tmp_path / name for name in ("state.yaml", "search.json", "log.yaml"))
    state.write_text("interview: 2026-11-19\n")
    search.write_text('{"applications": {"Acme": {"interview": "2026-11-19"}}}')
    log.write_text("- {at: 2026-11-19, event: interview}\n")
    assert read_file(state) == InterviewState.read({"interview": "2026-11-19"})
    assert isinstance(read_file(str(search)), JobSearch)
    assert read_file(log).events[0].event == "interview"
    state.write_text("interview: soon\nrounds: 3\n")
    with pytest.raises(StateError) as error:
        read_file(state)
    assert [str(problem).split(": ")[0] for problem in error.value.problems] == [
        f"{state}:2:9",
    ]


@pytest.mark.parametrize("text", ['{"company": NaN}', '{"company": }', '{"company": x}', "[1,]"])
def test_a_json_file_is_not_read_as_yaml(tmp_path, text):
    path = tmp_path / "state.JSON"
    path.write_text(text)
    with pytest.raises(StateError, match="not valid JSON"):
        read_file(str(path))


@pytest.mark.parametrize("text", ["company: Café\n", "a: öö\nb: ", ""])
def test_a_byte_order_mark_does_not_move_the_place_of_a_wrong_byte(text):
    whole = text.encode() + b"\xff"
    with pytest.raises(StateError) as plain:
        read_state_text(whole, "s.yaml")
    with pytest.raises(StateError) as marked:
        read_state_text(b"\xef\xbb\xbf" + whole, "s.yaml")
    (one,), (other,) = plain.value.problems, marked.value.problems
    assert one.place == other.place
    assert (one.message, other.message) == (
        f"byte {len(whole)} of the file is not UTF-8",
        f"byte {len(whole) + 3} of the file is not UTF-8",
    )
