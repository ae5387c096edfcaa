"""The command: what it prints, how it fails, and what never reaches a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interview_rules import (
    ExplanationRecord,
    InterviewState,
    PlanRecord,
    ReportRecord,
    RulePack,
    advise,
    plan,
)
from interview_rules.cli.app import app
from interview_rules.cli.app import run as run_command
from interview_rules.records import SearchPlanRecord, SearchReportRecord
from interview_rules.schemas.registry import SCHEMAS, text_of
from interview_rules.state.state_file import read_state_file

COMMAND = (sys.executable, "-m", "interview_rules")
STATE = """
company: Acme
position: Analyst
timezone: America/New_York
country: US
interview: 2026-11-19 10:00
decision_date: 2026-11-25
"""
NOW = ("--now", "2026-11-20 12:00")


@pytest.fixture
def state(tmp_path: Path) -> str:
    path = tmp_path / "state.yaml"
    path.write_text(STATE, encoding="utf-8")
    return str(path)


def run(*words: str, status: int = 0, width: int = 100, stdin: str | bytes | None = None) -> str:
    done = CliRunner(env={"COLUMNS": str(width)}).invoke(app, words, input=stdin)
    assert done.exit_code == status, done.output
    assert (done.stdout if status else done.stderr) == ""
    return done.stderr if status else done.stdout


def process(
    *words: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words],
        input=stdin,
        env={**os.environ, "COLUMNS": "60", **environment},
        capture_output=True,
        check=False,
    )


# -- plan, explain, and searches ---------------------------------------------------------------

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
    assert "  Ask briefly how things stand\n    26 Nov, due 27 Nov\n    ·" in text
    assert text.endswith(
        "WHAT HAPPENS\n"
        "  - 20 Nov: thank-you note sent, imagined\n"
        "  - 27 Nov: follow-up sent, imagined\n"
        "  - 30 Nov: human resources asked, imagined\n"
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


def test_a_plan_with_imagined_events(state: str, tmp_path: Path) -> None:
    log = tmp_path / "what-if.yaml"
    log.write_text("- {at: 2026-11-24, event: reply-received, date: 2026-12-02}\n")
    text = run("plan", state, *NOW, "--imagine", str(log))
    assert "if nothing is done, and what is imagined happens" in text
    assert "Leave them in peace until Wednesday 2 December 2026" in text


def test_what_is_wrong_with_imagined_events_stands_where_it_stands(
    state: str, tmp_path: Path
) -> None:
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
def test_only_a_log_can_be_imagined(state: str, tmp_path: Path, content: str) -> None:
    path = tmp_path / "what-if.yaml"
    path.write_text(content)
    said = run("plan", state, *NOW, "--imagine", str(path), status=2)
    assert said.startswith(f"{path}: what is imagined is a log: a list of events (write ")


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
    assert said.endswith("this cannot be written: Is a directory\n")
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
    assert said == f"{gone}: this cannot be written: No such file or directory\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--assume", "silnce"), "--assume: unknown scenario 'silnce' (did you mean silence?)\n"),
        (
            ("--until", "2026-11-01"),
            "--until: a plan must end after it begins (write a later day)\n",
        ),
        (("--until", "soon"), "--until: 'soon' is not a date (write 2026-11-25, or "),
    ],
)
def test_wrong_plans_are_one_line(state: str, words: tuple[str, ...], said: str) -> None:
    assert run("plan", state, *NOW, *words, status=2).startswith(said)


def test_an_explanation_for_a_person(state: str) -> None:
    text = run("explain", state, "follow-up", *NOW)
    assert text.startswith(
        "follow-up: does not hold\n"
        "  It could hold from Thu 26 Nov 2026 on, if nothing else changes.\n"
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
    assert said == "there is no rule 'folow-up' in in-practice (did you mean follow-up?)\n"


def test_a_search_for_a_person(search: str) -> None:
    text = run("advise", search, *NOW)
    assert text.startswith(
        "2 applications\nAs of Fri 20 Nov 2026, 12:00 (America/New_York)\n\nDO\n"
    )
    assert "  Acme: Tell this employer about the other offer now\n" in text
    assert "  Weigh what you hold\n" in text
    record = SearchReportRecord.model_validate_json(run("advise", search, *NOW, "--json"))
    assert {advice.application for advice in record.advice} == {"", "Acme", "Birch"}
    drawn = run("plan", search, *NOW)
    assert "  Acme: Ask briefly how things stand\n" in drawn
    SearchPlanRecord.model_validate_json(run("plan", search, *NOW, "--json"))
    said = run("explain", search, "wait", *NOW, status=2)
    assert "this is a search, not one application" in said


# -- advise ------------------------------------------------------------------------------------


def test_a_report_for_a_person(state: str) -> None:
    text = run("advise", state, *NOW)
    assert text.startswith(
        """\
Analyst at Acme
As of Fri 20 Nov 2026, 12:00 (America/New_York)

DO
  Send a short thank-you note
    Due today, Fri 20 Nov 2026; until Sat 21 Nov 2026
    Write to your interviewer now, while the conversation on Thursday 19 November 2026, 10:00 is
    fresh: a brief, professional e-mail, or a small card left with the receptionist. Thank them for
"""
    )
    assert (
        """
AVOID
  Leave them in peace until Wednesday 25 November 2026
"""
        in text
    )
    assert text.index("\nDO\n") < text.index("\nAVOID\n") < text.index("\nKNOW\n")
    assert "    Source: the article, section “Send a Thank-You Note”\n" in text
    assert "\nWHAT WOULD HELP TO KNOW\n  - " in text
    assert text.endswith(
        "\nIf nothing happens, this changes on Sun 22 Nov 2026.\n--drafts shows 1 message to send.\n"
    )


@pytest.mark.parametrize("width", [40, 100])
def test_every_word_of_the_report_fits_the_width(state: str, width: int) -> None:
    text = run("advise", state, *NOW, "--drafts", width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert "\n\n\n" not in text
    words = " ".join(text.split())
    report = advise(InterviewState.read({**_data()}), now=NOW[1])
    for advice in report:
        assert advice.title in words
        assert " ".join(advice.text.split()) in words
        assert f"Source: {advice.source}" in words
    draft = report["send-thank-you"].draft
    assert draft is not None
    assert f"Subject: {draft.subject}" in words
    assert " ".join(draft.body.split()) in words


def _data() -> dict[str, str]:
    return dict(line.split(": ") for line in STATE.strip().splitlines())


def test_what_was_assumed_is_told() -> None:
    text = run("advise", "-", *NOW, stdin="interview: 2026-11-19\n")
    assert "\nASSUMED\n  - No time zone is given, so days are counted in UTC.\n" in text
    told = run("advise", "-", *NOW, "--timezone", "Asia/Tokyo", "--country", "JP", stdin="{}")
    assert "ASSUMED" not in told
    assert told.startswith("As of Fri 20 Nov 2026, 12:00 (Asia/Tokyo)\n")


def test_dates_say_what_is_past_and_what_is_today(state: str) -> None:
    for now, said in (
        ("2026-11-26 09:00", "    Due Fri 27 Nov 2026\n"),
        ("2026-11-27 09:00", "    Due today, Fri 27 Nov 2026"),
        ("2026-11-28 09:00", "    Was due Fri 27 Nov 2026"),
    ):
        assert said in run("advise", state, "--now", now)


def test_json_is_the_report_and_nothing_else(state: str) -> None:
    text = run("advise", state, *NOW, "--json")
    report = advise(_data(), now=NOW[1])
    assert text == report.to_json(indent=2) + "\n"
    assert ReportRecord.model_validate_json(text) == report.record()


def test_the_clock_is_read_where_no_moment_is_given(state: str) -> None:
    assert run("advise", state).startswith("Analyst at Acme\nAs of ")


def test_other_rules(state: str, tmp_path: Path) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text("pack: mine\nextends: after-the-interview\nset: {thank_you_time: 5 days}\n")
    only = run("advise", state, *NOW, "--rules", "after-the-interview")
    assert "until Sat 21 Nov 2026" in only
    assert "Whom to write to" not in only
    assert "until Tue 24 Nov 2026" in run("advise", state, *NOW, "--rules", str(pack))
    both = run("advise", state, *NOW, "--rules", "in-practice", "--rules", str(pack))
    assert "until Tue 24 Nov 2026" in both
    assert "Whom to write to" in both


# -- what strangers put into files ---------------------------------------------------------------


HOSTILE = (
    'company: "A\\e[31m[red]x[/red]\\a\\u009b2J\\u202e\\u2028\\n[bold"\ninterview: 2026-11-19\n'
)


def test_control_characters_and_markup_are_shown_and_do_nothing() -> None:
    text = run("advise", "-", *NOW, stdin=HOSTILE)
    assert text.startswith(
        "A\\x1b[31m[red]x[/red]\\x07\\x9b2J\\u202e\\u2028 [bold\nAs of Fri 20 Nov 2026"
    )
    assert set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2028"} == set()


def test_control_characters_are_escaped_in_json(tmp_path: Path) -> None:
    name = "A\x1b[31m\x7f\x9b\u202e"
    stdin = json.dumps({"company": name, "interview": "2026-11-19", "withdrawn": "2026-11-20"})
    rules = "pack: mine\nextends: in-practice\noverride: {you-withdrew: {title: 'No {company}'}}\n"
    pack = tmp_path / "mine.yaml"
    pack.write_text(rules)
    text = run("advise", "-", *NOW, "--json", "--rules", str(pack), stdin=stdin)
    assert set(text) & {"\x1b", "\x7f", "\x9b", "\u202e"} == set()
    assert f"No {name}" in [advice["title"] for advice in json.loads(text)["advice"]]


def test_control_characters_in_errors_are_shown_and_do_nothing() -> None:
    text = run("advise", "-", status=2, stdin='{"a\\u001b[31m": 1}')
    assert text.startswith("stdin:1:2: a\\x1b[31m: unknown field ")
    assert "\x1b" not in text


@pytest.mark.process
def test_what_an_encoding_cannot_say_is_said_in_ascii() -> None:
    stdin = "company: Bäckerei\ninterview: 2026-11-19\n".encode()
    done = process("advise", "-", *NOW, stdin=stdin, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"B\\xe4ckerei")
    assert b'Source: the article, section "Send a Thank-You Note"' in done.stdout
    done = process("rules", "thank-you", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["source"] == "the article, section “Send a Thank-You Note”"


@pytest.mark.process
def test_nothing_rests_on_colour(state: str) -> None:
    plain = process("advise", state, *NOW, NO_COLOR="1")
    assert b"\x1b" not in plain.stdout
    bold = process("advise", state, *NOW, FORCE_COLOR="1", TERM="xterm-256color")
    assert b"\x1b[1m" in bold.stdout
    without = bold.stdout.replace(b"\x1b[1m", b"").replace(b"\x1b[0m", b"")
    assert without == plain.stdout


# -- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("advise", "no.yaml"), "no.yaml: this cannot be read: No such file or directory"),
        (("advise", "."), ".: this cannot be read: Is a directory"),
        (
            ("advise", "-", "--now", "2026-11-20"),
            "--now: a date alone is no moment of the day (write 2026-11-20 12:00)",
        ),
        (
            ("advise", "-", "--now", "soon"),
            "--now: 'soon' is not a date (write 2026-11-25 12:00)",
        ),
        (
            ("advise", "-", "--timezone", "Europe/Berln"),
            "--timezone: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
        ),
        (
            ("advise", "-", "--country", "Germany"),
            (
                "--country: unknown country 'Germany' (a country is its two capital letters of "
                "ISO 3166, such as DE)"
            ),
        ),
        (
            ("advise", "-", "--rules", "in-practise"),
            "cannot read 'in-practise': No such file or directory (did you mean in-practice?)",
        ),
        (
            ("rules", "thank-yuo"),
            "there is no rule 'thank-yuo' in in-practice (did you mean thank-you?)",
        ),
        (("schema", "stat"), "there is no schema 'stat' (did you mean state?)"),
    ],
)
def test_bad_input_is_one_line_and_status_2(words: tuple[str, ...], problem: str) -> None:
    assert run(*words, status=2, stdin="interview: 2026-11-19\n") == f"{problem}\n"


def test_each_problem_of_a_state_is_one_line() -> None:
    stdin = "interview: 2026-13-01\nrounds:\n  - {date: 2026-11-19, kind: lunch}\ncolour: red\n"
    assert run("advise", "-", status=2, stdin=stdin) == (
        "stdin:3:30: rounds[0].kind: 'lunch' is no kind (known are: interview, phone-screen, test)\n"
        "stdin:1:12: interview: there is no month 13 in '2026-13-01' (months are 01 to 12)\n"
        "stdin:4:1: colour: unknown field 'colour' (did you mean country?)\n"
    )


def test_a_fact_that_the_rules_do_not_know_stands_where_it_stands() -> None:
    assert run("advise", "-", status=2, stdin="facts: {mood: 3}\n") == (
        "stdin:1:15: facts.mood: unknown fact 'mood' (declare it in the pack, under facts:)\n"
    )


def test_each_problem_of_a_pack_is_one_line(tmp_path: Path) -> None:
    pack = tmp_path / "p.yaml"
    pack.write_text("pack: mine\nextends: in-practice\nset: {reply_wiat: 3 days}\ncolor: red\n")
    assert run("rules", "--rules", str(pack), status=2) == (
        f"{pack}:3:7: there is no parameter 'reply_wiat' (did you mean reply_wait?)\n"
        f"{pack}:4:1: a pack has no key 'color'\n"
    )


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x00\x01", b"\xff\xfe\x00", b"x" * 4_000_001, b"", b"[" * 50_000]
)
def test_what_is_no_state_file_is_bad_input(content: bytes) -> None:
    assert run("advise", "-", status=2, stdin=content).startswith("stdin:")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "Missing command. (interview-rules --help tells more)"),
        (("advise",), "Missing argument 'FILE'. (interview-rules advise --help tells more)"),
        (("rules", "--bogus"), "No such option: --bogus (interview-rules rules --help tells more)"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    words: tuple[str, ...],
    problem: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["interview-rules", *words])
    with pytest.raises(SystemExit) as left:
        run_command()
    assert left.value.code == 2
    assert capsys.readouterr() == ("", f"{problem}\n")


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
def test_an_interrupt_is_status_130(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    words = [*COMMAND, "advise", str(pipe)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        # A pipe opens when somebody reads from it: then the command is at work.
        writing = pipe.open("wb")
        program.send_signal(signal.SIGINT)
        assert program.communicate() == (b"", b"")
        writing.close()
    assert program.returncode == 130


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("words", [("rules",), ("--help",)])
def test_a_reader_who_goes_is_no_traceback(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *words], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.process
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "rules"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        b"nothing can be written: No space left on device\n",
    )


# -- rules, schema, version ----------------------------------------------------------------------


def test_the_rules_are_listed_in_their_order() -> None:
    pack = RulePack.default()
    listed = json.loads(run("rules", "--json"))
    assert [rule["id"] for rule in listed] == [rule.id for rule in pack.rules]
    assert listed[0] == {
        "id": "told-no",
        "kind": "know",
        "action": "application-closed",
        "concludes": ["settled"],
        "source": "the article, section “When to Reach Out”",
    }
    text = run("rules", width=40)
    assert text.startswith(
        "in-practice: The article's advice, and\nwhat it leaves open\n\ntold-no\n"
    )
    assert max(len(line) for line in text.splitlines()) <= 40
    for rule in pack.rules:
        assert f"\n{rule.id}\n" in text


def test_one_rule_in_full() -> None:
    assert run("rules", "await-reply", "--rules", "after-the-interview") == (
        """\
await-reply
  title: Give them a few days to answer
  when:
    - question_out and before follow_up + reply_wait
    - not settled
  definitions:
    - question_out: They have been asked how things stand, not too early, and have not answered.
      (follow_up_pending and (no decision_date or follow_up since decision_date))
  conclusions of other rules:
    - settled: Nothing is left to wait for or to ask about.
  parameters:
    - reply_wait: 3 days. The article's "few days" without a reply.
  concludes:
    - awaiting_reply
  kind: avoid
  action: await-reply
  text: You asked on {follow_up}. Give them until {follow_up + reply_wait} before you read anything
  into the silence.
  source: the article, section “When to Reach Out”
  pack: after-the-interview
  at: after-the-interview:191:9
"""
    )


def test_a_rule_shows_what_it_uses_and_what_replaces_it() -> None:
    page = json.loads(run("rules", "follow-up", "--json"))
    assert page["definitions"] == {
        "date_stands": "A decision date was given; it is not over, or they have not said anything "
        "since. (decision_date is known and (not after decision_date or no reply since "
        "decision_date))",
        "question_out": "They have been asked how things stand, not too early, and have not "
        "answered. (follow_up_pending and (no decision_date or follow_up since decision_date))",
    }
    assert page["due"] == "latest of decision_date + 1 business day, contact_away + 1 business day"
    assert page["draft"] == "follow-up"
    replaced = {rule.id for rule in RulePack.default().rules if "follow-up" in rule.instead_of}
    assert replaced
    assert set(page["not_while_one_of_these_holds"]) == replaced


def test_every_rule_has_a_page() -> None:
    pack = RulePack.default()
    for rule in pack.rules:
        page = json.loads(run("rules", rule.id, "--json"))
        assert page["when"] == list(rule.words)
        assert page["source"] == str(rule.source)


def test_places_in_texts_stay_as_they_were_written() -> None:
    written = Path(__file__).parents[2] / "rules" / "in-practice.yaml"
    source = " ".join(written.read_text(encoding="utf-8").split())
    for rule_id in ("decide-on-offer", "offer-taken-back", "accepted-elsewhere"):
        assert json.loads(run("rules", rule_id, "--json"))["text"] in source


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_printed(name: str) -> None:
    assert run("schema", name) == text_of(name)  # type: ignore[arg-type]


def test_the_version() -> None:
    assert run("--version") == f"interview-rules {version('interview-rules')}\n"


@pytest.mark.process
def test_a_missing_extra_is_one_line() -> None:
    code = (
        "import sys; sys.modules['typer'] = None; sys.modules['rich'] = None;"
        "from interview_rules.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"the command needs an extra: pip install 'interview-rules[cli]'\n"


@pytest.mark.process
def test_ctrl_c_while_the_command_is_imported_is_no_traceback() -> None:
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_rest):\n"
        "        if name == 'interview_rules.cli.app':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from interview_rules.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_another_engine_says_the_same(state):
    pytest.importorskip("durable_rules_engine")
    for words in (("advise", state), ("plan", state), ("explain", state, "wait")):
        assert run(*words, *NOW, "--engine", "durable") == run(*words, *NOW)


def test_an_engine_that_there_is_not(state):
    told = run("advise", state, "--engine", "durabel", status=2)
    assert told == "--engine: unknown engine 'durabel' (did you mean durable?)\n"
