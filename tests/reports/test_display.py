"""Results show themselves: printed as the command prints them, and at any width."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import SOUND, run
from shows import NOW, results, state

from interview_rules import RulePack, advise, explain, plan
from interview_rules.reports.text import WIDEST_CHART
from interview_rules.sources.characters import UNPRINTABLE
from interview_rules.state.state_file import read_state_file

ROOT = Path(__file__).parents[2]
KINDS = ["Report", "Plan", "Explanation", "SearchReport", "SearchPlan"]


def printed(result):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print(result)  # noqa: T201  # printing is what is tested
    return out.getvalue()


@pytest.fixture
def files(tmp_path):
    one, all_of_them = tmp_path / "state.json", tmp_path / "search.json"
    one.write_text(json.dumps(state("Zoë & Söhne")))
    all_of_them.write_text(json.dumps({"applications": {"Zoë & Söhne": state("Zoë & Söhne")}}))
    return {"state": str(one), "search": str(all_of_them)}


@pytest.mark.parametrize("width", [40, 80, 100, 500])
@pytest.mark.parametrize(
    ("kind", "file", "words"),
    [
        ("Report", "state", ["advise"]),
        ("Plan", "state", ["plan", "--assume", "follow advice"]),
        ("Explanation", "state", ["explain", "follow-up"]),
        ("SearchReport", "search", ["advise"]),
        ("SearchPlan", "search", ["plan"]),
    ],
)
def test_printing_a_result_prints_what_the_command_prints(
    kind, file, words, width, files, monkeypatch
):
    command = run(words[0], files[file], *words[1:], "--now", NOW, width=width)
    monkeypatch.setenv("COLUMNS", str(width))
    assert printed(results("Zoë & Söhne")[kind]) == command
    assert max(map(len, command.split("\n"))) <= 100


def test_a_report_with_its_drafts_is_what_the_command_prints(files):
    command = run("advise", files["state"], "--now", NOW, "--drafts", width=72)
    report = results("Zoë & Söhne")["Report"]
    assert report.to_text(width=72, drafts=True) + "\n" == command
    assert "Subject: Thank you for the interview" in command
    assert "--drafts" not in command


def test_the_examples_print_the_same(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("state", "search"):
        path = str(ROOT / "examples" / f"{name}.yaml")
        given = read_state_file(path).state_or_search()
        assert printed(advise(given, NOW)) == run("advise", path, "--now", NOW, width=80)


@pytest.mark.parametrize("kind", KINDS)
def test_text_for_a_file_depends_on_no_terminal(kind, monkeypatch):
    result = results()[kind]
    monkeypatch.setenv("COLUMNS", "33")
    text = result.to_text()
    assert max(map(len, text.split("\n"))) in range(34, 81)
    assert "--drafts" not in text
    assert not text.endswith("\n")
    narrow = result.to_text(width=30)
    assert max(map(len, narrow.split("\n"))) <= 30
    assert narrow.startswith(text[:15])


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_of_another_encoding_gets_what_it_can_show(kind, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    print(results("Zoë “&” Söhne")[kind])  # noqa: T201  # printing is what is tested
    out.flush()
    assert b"Acme" not in out.buffer.getvalue()
    assert b"#" in out.buffer.getvalue() or "Plan" not in kind


@pytest.mark.parametrize("kind", KINDS)
def test_without_standard_output_a_result_still_has_a_text(kind, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert str(results()[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_no_control_character_of_a_name_is_shown(kind):
    result = results("Acme\x1b[31m\x07\u202e\u2028\x00 Corp")[kind]
    for text in (result.to_text(), str(result), result.to_markdown(), result.to_html()):
        assert not UNPRINTABLE.search(text)


def test_a_report_without_advice_says_so():
    rules = RulePack.from_text(SOUND)
    report = advise({"interview": "2026-11-19"}, NOW, rules)
    assert not len(report)
    said = "No advice at this moment."
    assert f"\n\n{said}\n\n" in report.to_text()
    assert f"\n\n{said}\n\n" in report.to_markdown()
    assert f"<p>{said}</p>" in report.to_html()


def test_nothing_is_loaded_for_what_is_not_shown():
    code = (
        "import sys, interview_rules as r; r.advise({'interview': '2026-11-19'}).to_json();"
        "shows = ['text', 'html', 'markdown', 'advice_document', 'plan_document'];"
        "assert not [s for s in shows if f'interview_rules.reports.{s}' in sys.modules];"
        "assert 'interview_rules.records.mail' not in sys.modules;"
        "str(r.advise({'interview': '2026-11-19'}));"
        "assert 'rich' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_explanations_and_plans_of_examples_are_printed_in_full():
    why = explain(state(), "follow-up", NOW)
    assert str(why).startswith("follow-up: does not hold\n  Will hold from Thu 26 Nov 2026")
    weeks = plan(state(), NOW)
    assert str(weeks).startswith("Acme at Acme\nFrom Fri 20 Nov 2026, 12:00 (America/New_York), if")


def test_a_chart_stays_legible_at_any_width():
    shown = plan({"interview": "2026-11-19"}, NOW).to_text(width=10**9)
    assert max(map(len, shown.splitlines())) <= WIDEST_CHART
