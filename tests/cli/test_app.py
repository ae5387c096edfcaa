"""The command: its output, its errors, and safety against hostile input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import COMMAND, NOW, STATE, process, run

from interview_rules import InterviewState, ReportRecord, advise
from interview_rules.cli.app import run as run_command

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
    Write now to each person you spoke to, while the interview is fresh. A short email is enough:
    thank them, say that you are interested, and say that you look forward to hearing from them. If
    you met several people, send each a different note.
"""
    )
    assert (
        """
HOLD BACK
  Do not ask about the decision before Wednesday 25 November 2026 is over
"""
        in text
    )
    assert text.index("\nDO\n") < text.index("\nHOLD BACK\n") < text.index("\nMEANWHILE\n")
    assert "    Source: the article, section “Send a Thank-You Note”\n" in text
    assert "\nOPEN QUESTIONS\n  - " in text
    assert text.endswith(
        "\nIf nothing happens, this advice changes on Sun 22 Nov 2026.\n"
        "Add --drafts to show 1 draft message.\n"
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


def test_assumptions_are_listed() -> None:
    text = run("advise", "-", *NOW, stdin="interview: 2026-11-19\n")
    assert "\nASSUMPTIONS\n  - No time zone is given, so days are counted in UTC.\n" in text
    told = run("advise", "-", *NOW, "--timezone", "Asia/Tokyo", "--country", "JP", stdin="{}")
    assert "ASSUMPTIONS" not in told
    assert told.startswith("As of Fri 20 Nov 2026, 12:00 (Asia/Tokyo)\n")


@pytest.mark.parametrize("command", [("advise",), ("plan",), ("explain", "await-reply")])
def test_a_subdivision_has_its_own_holidays(command: tuple[str, ...]) -> None:
    # Reformation Day, a Tuesday in 2028, is a holiday in Brandenburg, but not in Berlin.
    state = "interview: 2028-10-20\ndecision_date: 2028-10-25\nfollow_up: 2028-10-30\ncountry: DE\n"
    name, *rest = command
    told = {
        code: run(name, "-", *rest, "--now", "2028-10-31 12:00", "--subdivision", code, stdin=state)
        for code in ("BE", "BB")
    }
    assert told["BE"] != told["BB"]
    own = run(name, "-", *rest, "--now", "2028-10-31 12:00", stdin=f"{state}subdivision: BB\n")
    assert own == told["BB"]


def test_a_subdivision_belongs_to_the_country_beside_it() -> None:
    place = ("--country", "DE", "--subdivision", "BY")
    assert run("advise", "-", *NOW, *place, stdin="country: US\n").startswith("As of")
    said = run("advise", "-", *NOW, "--subdivision", "BY", stdin="country: US\n", status=2)
    assert said.startswith("--subdivision: unknown subdivision 'BY' of US")
    said = run("advise", "-", *NOW, "--subdivision", "BY", stdin="{}", status=2)
    assert said.startswith("--subdivision: the subdivision 'BY' requires a country")


def test_due_dates_name_today_and_the_past(state: str) -> None:
    for now, said in (
        ("2026-11-26 09:00", "    Due Fri 27 Nov 2026; until "),
        ("2026-11-27 09:00", "    Due today, Fri 27 Nov 2026"),
        ("2026-11-28 09:00", "    Was due Fri 27 Nov 2026"),
    ):
        assert said in run("advise", state, "--now", now)


def test_json_is_the_report_and_nothing_else(state: str) -> None:
    text = run("advise", state, *NOW, "--json")
    report = advise(_data(), now=NOW[1])
    assert text == report.to_json(indent=2) + "\n"
    assert ReportRecord.model_validate_json(text) == report.record()


def test_now_defaults_to_the_current_time(state: str) -> None:
    assert run("advise", state).startswith("Analyst at Acme\nAs of ")


def test_other_rules(state: str, tmp_path: Path) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text("pack: mine\nextends: after-the-interview\nset: {thank_you_time: 5 days}\n")
    only = run("advise", state, *NOW, "--rules", "after-the-interview")
    assert "until Sat 21 Nov 2026" in only
    assert "If they gave a range" not in only
    assert "until Tue 24 Nov 2026" in run("advise", state, *NOW, "--rules", str(pack))
    both = run("advise", state, *NOW, "--rules", "in-practice", "--rules", str(pack))
    assert "until Tue 24 Nov 2026" in both
    assert "If they gave a range" in both


# -- hostile input -------------------------------------------------------------------------------


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
def test_text_falls_back_to_ascii() -> None:
    stdin = "company: Bäckerei\ninterview: 2026-11-19\n".encode()
    done = process("advise", "-", *NOW, stdin=stdin, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"B\\xe4ckerei")
    assert b'Source: the article, section "Send a Thank-You Note"' in done.stdout
    done = process("rules", "thank-you", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["source"] == "the article, section “Send a Thank-You Note”"


@pytest.mark.process
def test_nothing_depends_on_colour(state: str) -> None:
    plain = process("advise", state, *NOW, NO_COLOR="1")
    assert b"\x1b" not in plain.stdout
    bold = process("advise", state, *NOW, FORCE_COLOR="1", TERM="xterm-256color")
    assert b"\x1b[1m" in bold.stdout
    without = bold.stdout.replace(b"\x1b[1m", b"").replace(b"\x1b[0m", b"")
    assert without == plain.stdout


# -- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            ("advise", "no.yaml"),
            "no.yaml: cannot be read: No such file or directory (check the path, and that you have permission to read the file)",
        ),
        (
            ("advise", "."),
            ".: cannot be read: Is a directory (check the path, and that you have permission to read the file)",
        ),
        (
            ("advise", "-", "--now", "2026-11-20"),
            "--now: a time is required (add one, for example, 2026-11-20 12:00)",
        ),
        (
            ("advise", "-", "--now", "soon"),
            "--now: 'soon' is not a date and time (write one such as 2026-11-25 12:00)",
        ),
        (
            ("advise", "-", "--timezone", "Europe/Berln"),
            "--timezone: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
        ),
        (
            ("advise", "-", "--country", "Germany"),
            ("--country: unknown country 'Germany' (did you mean DE?)"),
        ),
        (
            ("advise", "-", "--rules", "in-practise"),
            "--rules: cannot read 'in-practise': No such file or directory (did you mean in-practice?)",
        ),
        (
            ("rules", "thank-yuo"),
            "unknown rule 'thank-yuo' in the pack in-practice (did you mean thank-you?)",
        ),
        (
            ("schema", "pack", "--rules", "in-practise"),
            "--rules: cannot read 'in-practise': No such file or directory (did you mean in-practice?)",
        ),
        (
            ("rules", "--rules", "in-practise"),
            "--rules: cannot read 'in-practise': No such file or directory (did you mean in-practice?)",
        ),
        (("schema", "stat"), "unknown schema 'stat' (did you mean state?)"),
        (
            ("schema", "report", "--rules", "in-practice"),
            "--rules: the schema of a result is the same for every pack (remove it)",
        ),
    ],
)
def test_bad_input_is_one_line_and_status_2(words: tuple[str, ...], problem: str) -> None:
    assert run(*words, status=2, stdin="interview: 2026-11-19\n") == f"{problem}\n"


def test_each_problem_of_a_state_is_one_line() -> None:
    stdin = "interview: 2026-13-01\nrounds:\n  - {date: 2026-11-19, kind: lunch}\ncolour: red\n"
    assert run("advise", "-", status=2, stdin=stdin) == (
        "stdin:3:30: rounds[0].kind: unknown kind 'lunch' (choose from: interview, phone-screen, test)\n"
        "stdin:1:12: interview: invalid month 13 in '2026-13-01' (write a month from 01 to 12)\n"
        "stdin:4:1: colour: unknown field 'colour' (did you mean country?)\n"
    )


def test_an_unknown_fact_is_located() -> None:
    said = "stdin:1:9: facts.mood: unknown fact 'mood' (declare it in the pack, under facts:)\n"
    stdin = "facts: {mood: 3}\n"
    for command in (("advise", "-"), ("plan", "-"), ("explain", "-", "wait")):
        assert run(*command, "--strict", status=2, stdin=stdin) == said
        assert run(*command, stdin=stdin, warned=f"warning: {said}")


def test_each_problem_of_a_pack_is_one_line(tmp_path: Path) -> None:
    pack = tmp_path / "p.yaml"
    pack.write_text("pack: mine\nextends: in-practice\nset: {reply_wiat: 3 days}\ncolor: red\n")
    assert run("rules", "--rules", str(pack), status=2) == (
        f"{pack}:3:7: unknown parameter 'reply_wiat' (did you mean reply_wait?)\n"
        f"{pack}:4:1: unknown key 'color' in a pack (choose from: pack, title, extends, parameters,"
        " set, facts, events, definitions, conclusions, exclusive, stances, complete, groups, drafts,"
        " override_drafts, formerly, switch_off, override, rules, accept)\n"
    )


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x00\x01", b"\xff\xfe\x00", b"x" * 4_000_001, b"", b"[" * 50_000]
)
def test_an_invalid_state_file_is_invalid_input(content: bytes) -> None:
    assert run("advise", "-", status=2, stdin=content).startswith("stdin:")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "missing command (see interview-rules --help)"),
        (("advise",), "missing argument 'FILE' (see interview-rules advise --help)"),
        (("rules", "--bogus"), "no such option: --bogus (see interview-rules rules --help)"),
        (("xyz",), "no such command 'xyz' (see interview-rules --help)"),
        (("schema", "a", "b"), "unexpected argument: b (see interview-rules schema --help)"),
        (
            ("schema", "a", "b", "c"),
            "unexpected arguments: b c (see interview-rules schema --help)",
        ),
        (
            ("serve", "--port", "70000"),
            "--port: '70000' is not a whole number from 1 to 65535 (see interview-rules serve --help)",
        ),
        (
            ("serve", "--workers", "two"),
            "--workers: 'two' is not a whole number from 1 to 100 (see interview-rules serve --help)",
        ),
        (
            ("test", ".", "--min-coverage", "all"),
            "--min-coverage: 'all' is not a number from 0 to 100 (see interview-rules test --help)",
        ),
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
        # A named pipe opens when the command reads from it, so the command is running.
        writing = pipe.open("wb")
        program.send_signal(signal.SIGINT)
        assert program.communicate() == (b"", b"")
        writing.close()
    assert program.returncode == 130


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("words", [("rules",), ("--help",)])
def test_a_closed_pipe_is_no_traceback(words: tuple[str, ...]) -> None:
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
        b"cannot write the output: No space left on device\n",
    )


# -- starting the command ------------------------------------------------------------------------


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


def test_another_engine_gives_the_same_advice(state):
    pytest.importorskip("durable_rules_engine")
    for words in (("advise", state), ("plan", state), ("explain", state, "wait")):
        assert run(*words, *NOW, "--engine", "durable") == run(*words, *NOW)


def test_an_unknown_engine(state):
    told = run("advise", state, "--engine", "durabel", status=2)
    assert told == "--engine: unknown engine 'durabel' (did you mean durable?)\n"


def test_what_comes_first_and_what_always_applies_have_headings_of_their_own(tmp_path):
    state = tmp_path / "state.yaml"
    state.write_text("events:\n- {at: 2026-11-18, event: verbal-offer}\n", encoding="utf-8")
    lines = run("advise", str(state), *NOW).splitlines()
    headings = [line for line in lines if line.isupper()]
    assert headings[:3] == ["FIRST", "HOLD BACK", "MEANWHILE"]


def test_every_draft_is_counted_and_shown(tmp_path):
    state = tmp_path / "state.yaml"
    met = "{at: 2026-11-19 10:00, event: interview, interviewers: [Ms Okafor, Mr Reyes]}"
    state.write_text(f"events:\n- {met}\n", encoding="utf-8")
    assert "show 2 draft messages" in run("advise", str(state), *NOW)
    shown = run("advise", str(state), *NOW, "--drafts")
    assert "To: Ms Okafor" in shown
    assert "To: Mr Reyes" in shown


def test_parts_are_chosen_only_for_json() -> None:
    said = "--include: has no effect without --json (add --json)\n"
    assert run("advise", "-", "--include", "windows", status=2, stdin="{}") == said
    assert '"included": [\n    "windows"' in run(
        "advise", "-", "--include", "windows", "--json", stdin="{}"
    )


def test_options_of_tables_that_need_another_one() -> None:
    said = "--no-windows: has no effect without --long (add --long)\n"
    assert run("table", "in.csv", "out.csv", "--no-windows", status=2) == said
    said = "--application: has no effect without --events (add --events)\n"
    assert run("table", "in.csv", "out.csv", "--application", "id", status=2) == said
