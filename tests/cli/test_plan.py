"""The commands plan and explain, and searches: what they print and the files they write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_line import NOW, process, run

from interview_rules import ExplanationRecord, InterviewState, PlanRecord, plan
from interview_rules.records.plan import SearchPlanRecord
from interview_rules.records.report import SearchReportRecord
from interview_rules.state.state_file import read_state_file

SEARCH = """
timezone: America/New_York
country: US
applications:
  Acme: {interview: 2026-11-19, decision_date: 2026-11-30}
  Birch: {interview: 2026-11-10, offer: {at: 2026-11-20, step: written}, offer_deadline: 2026-11-27}
"""


@pytest.fixture
def search(tmp_path: Path) -> str:
    path = tmp_path / "search.yaml"
    path.write_text(SEARCH, encoding="utf-8")
    return str(path)


def test_a_plan_for_a_person(state: str) -> None:
    text = run("plan", state, *NOW, "--assume", "follow advice", width=60)
    assert text.startswith(
        "Analyst at Acme\n"
        "From Fri 20 Nov 2026, 12:00 (America/New_York), if the\nadvice is followed\n\n"
    )
    assert "  Ask your interviewer for news\n    26 Nov, due 27 Nov\n    ·" in text
    assert text.endswith(
        "EVENTS\n"
        "  - 20 Nov: thank-you note sent, imagined\n"
        "  - 27 Nov: follow-up sent, imagined\n"
        "  - 2 Dec: human resources asked, imagined\n"
    )
    bars = [line for line in text.splitlines() if set(line.strip()) & set("█▒░")]
    assert len(bars) > 5
    assert {len(line) for line in bars} == {60}
    assert "if nothing is done" in run("plan", state, *NOW)


@pytest.mark.parametrize("width", [20, 40, 100])
def test_a_plan_fits_the_width(state: str, width: int) -> None:
    text = run("plan", state, *NOW, "--assume", "follow advice", width=width)
    assert max(len(line) for line in text.splitlines()) <= width


@pytest.mark.process
def test_a_plan_can_be_drawn_in_ascii(state: str) -> None:
    done = process("plan", state, *NOW, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"    ###" in done.stdout or b"    .#" in done.stdout
    assert b"//" in done.stdout


def test_a_plan_as_data_as_a_calendar_and_as_a_picture(state: str, tmp_path: Path) -> None:
    ics, svg = tmp_path / "out.ics", tmp_path / "out.svg"
    words = ("plan", state, *NOW, "--until", "2026-12-31", "--ics", str(ics), "--svg", str(svg))
    record = PlanRecord.model_validate_json(run(*words, "--json"))
    assert record.until.isoformat() == "2027-01-01T00:00:00-05:00"
    made = plan(InterviewState.read(read_state_file(state).data), NOW[1], "2026-12-31")
    assert record == made.record()
    assert ics.read_bytes() == made.to_ics()
    assert svg.read_text(encoding="utf-8") == made.to_svg()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.ics", "out.svg", "state.yaml"]
    run(*words, "--todos")
    assert b"BEGIN:VTODO" in ics.read_bytes()


def test_a_calendar_file_is_continued(state: str, tmp_path: Path) -> None:
    ics = tmp_path / "out.ics"
    words = ("plan", state, *NOW, "--ics", str(ics), "--update")
    run(*words)
    first = ics.read_bytes()
    later = ("--now", "2026-11-20 18:00")
    run("plan", state, *later, "--ics", str(ics), "--update")
    assert ics.read_bytes() == first
    run("plan", state, "--now", "2026-12-20 12:00", "--ics", str(ics), "--update")
    assert b"STATUS:CANCELLED" in ics.read_bytes()
    run("plan", state, "--now", "2026-12-20 12:00", "--ics", str(ics))
    assert b"STATUS:CANCELLED" not in ics.read_bytes()


def test_a_feed_and_its_alarms(state: str, tmp_path: Path) -> None:
    ics = tmp_path / "out.ics"
    run("plan", state, *NOW, "--ics", str(ics), "--feed", "My jobs", "--color", "teal")
    assert b"NAME:My jobs\r\n" in ics.read_bytes()
    assert b"COLOR:teal\r\n" in ics.read_bytes()
    before = ("--alarm", "day before", "--alarm", "2 hours before")
    run("plan", state, *NOW, "--ics", str(ics), *before)
    made = plan(InterviewState.read(read_state_file(state).data), NOW[1])
    assert ics.read_bytes() == made.to_ics(alarms=["day before", "2 hours before"])
    run("plan", state, *NOW, "--ics", str(ics), "--color", "teal")
    assert ics.read_bytes() == made.to_feed(color="teal").content


def test_options_of_a_calendar_file_need_one(state: str) -> None:
    said = run("plan", state, *NOW, "--update", "--alarm", "day before", status=2)
    assert said.splitlines() == [
        f"{option}: has no effect without a calendar file (add --ics FILE)"
        for option in ("--update", "--alarm")
    ]


def test_all_problems_of_a_calendar_file_are_named(state: str, tmp_path: Path) -> None:
    ics = tmp_path / "out.ics"
    ics.write_text("old")
    wrong = ("--alarm", "day after", "--color", "tael")
    said = run("plan", state, *NOW, "--ics", str(ics), "--update", *wrong, status=2)
    assert said.splitlines() == [
        (
            "--alarm: unknown alarm 'day after' (write, for example, 'day before', '2 hours before'"
            " or '0 minutes')"
        ),
        (
            f"{ics}: cannot be updated: this is not a valid calendar file"
            " (write to another file, or leave out --update)"
        ),
        "--color: unknown color 'tael' (did you mean teal?)",
    ]
    assert ics.read_text() == "old"
    said = run("plan", state, *NOW, "--ics", str(tmp_path), "--update", status=2)
    assert (
        said
        == f"{tmp_path}: cannot be read: Is a directory (write to another file, or leave out --update)\n"
    )


def test_a_plan_with_imagined_events(state: str, tmp_path: Path) -> None:
    log = tmp_path / "what-if.yaml"
    log.write_text("- {at: 2026-11-24, event: reply-received, date: 2026-12-02}\n")
    text = run("plan", state, *NOW, "--imagine", str(log))
    assert "if nothing is done and the imagined events happen" in text
    assert "Do not ask about the decision before Wednesday 2 December 2026 is over" in text


def test_problems_with_imagined_events_are_located(state: str, tmp_path: Path) -> None:
    log = tmp_path / "what-if.yaml"
    log.write_text("- {at: 2026-11-24, event: rejection}\n- {at: 2026-11-24, event: repply}\n")
    said = run("plan", state, *NOW, "--imagine", str(log), status=2)
    assert said.startswith(f"{log}:2:27: events[1].event: unknown event 'repply'")
    log.write_text("- {at: [")
    assert run("plan", state, *NOW, "--imagine", str(log), status=2).startswith(f"{log}:1:")


@pytest.mark.parametrize(
    "content",
    ["reply: 2026-11-24", "{'events': 5}", "events:", "[follow advice]", "events: silence"],
)
def test_imagined_events_must_be_a_log(state: str, tmp_path: Path, content: str) -> None:
    path = tmp_path / "what-if.yaml"
    path.write_text(content)
    said = run("plan", state, *NOW, "--imagine", str(path), status=2)
    assert said.startswith(
        f"{path}: imagined events must be an event log: a list of events (write, "
    )


def test_files_are_written_as_other_programs_do(state: str, tmp_path: Path) -> None:
    real, link, folder = tmp_path / "real.ics", tmp_path / "link.ics", tmp_path / "folder"
    real.write_text("old")
    link.symlink_to(real)
    folder.mkdir()
    old = os.umask(0o022)
    try:
        run("plan", state, *NOW, "--ics", str(link), "--svg", str(tmp_path / "new.svg"))
    finally:
        os.umask(old)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert (tmp_path / "new.svg").stat().st_mode & 0o777 == 0o644
    said = run("plan", state, *NOW, "--ics", str(folder), status=2)
    assert said.endswith("cannot be written: Is a directory (write to another file)\n")
    run("plan", state, *NOW, "--ics", os.devnull)
    assert not Path(os.devnull).is_file()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["folder", "link.ics", "new.svg", "real.ics", "state.yaml"]


def test_a_calendar_file_without_its_extra_is_one_line(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "interview_rules.reports.ics", raising=False)
    said = run("plan", state, *NOW, "--ics", str(tmp_path / "out.ics"), status=2)
    assert said == "calendar files need an extra: pip install 'interview-rules[calendar]'\n"
    assert not (tmp_path / "out.ics").exists()


def test_a_file_that_cannot_be_written_is_one_line(state: str, tmp_path: Path) -> None:
    gone = tmp_path / "no-such-folder" / "out.ics"
    said = run("plan", state, *NOW, "--ics", str(gone), status=2)
    assert (
        said
        == f"{gone}: cannot be written: No such file or directory (create its folder first, or write to another file)\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--assume", "silnce"), "--assume: unknown scenario 'silnce' (did you mean silence?)\n"),
        (
            ("--until", "2026-11-01"),
            "--until: a plan must end after it begins (choose a date or time after 2026-11-20 12:00)\n",
        ),
        (("--until", "soon"), "--until: 'soon' is not a date (write one such as 2026-11-25, or "),
    ],
)
def test_invalid_options_of_plan_are_one_line(
    state: str, words: tuple[str, ...], said: str
) -> None:
    assert run("plan", state, *NOW, *words, status=2).startswith(said)


def test_an_explanation_for_a_person(state: str) -> None:
    text = run("explain", state, "follow-up", *NOW)
    assert text.startswith(
        "follow-up: does not hold\n  Will hold from Thu 26 Nov 2026 if nothing else changes.\n"
    )
    assert (
        "      ✗ after decision_date  [decision_date: Wednesday 25 November 2026 (dates[0]);"
        in text
    )
    narrow = run("explain", state, "contact-hr", *NOW, width=40)
    assert max(len(line) for line in narrow.splitlines()) <= 40
    record = ExplanationRecord.model_validate_json(run("explain", state, "wait", *NOW, "--json"))
    assert record.given
    said = run("explain", state, "folow-up", *NOW, status=2)
    assert said == "unknown rule 'folow-up' in the pack in-practice (did you mean follow-up?)\n"


def test_a_search_for_a_person(search: str) -> None:
    text = run("advise", search, *NOW)
    assert text.startswith(
        "2 applications\nAs of Fri 20 Nov 2026, 12:00 (America/New_York)\n\nDO\n"
    )
    assert "  Acme: Tell the employer you prefer about your other offer\n" in text
    assert "  Compare your offers and answer\n" in text
    record = SearchReportRecord.model_validate_json(run("advise", search, *NOW, "--json"))
    assert {advice.application for advice in record.advice} == {"", "Acme", "Birch"}
    drawn = run("plan", search, *NOW)
    assert "  Acme: Ask your interviewer for news\n" in drawn
    SearchPlanRecord.model_validate_json(run("plan", search, *NOW, "--json"))
    said = run("explain", search, "wait", *NOW, status=2)
    assert "this is a search, not one application" in said
