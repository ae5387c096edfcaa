"""The commands rules and schema, and the version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import run

from interview_rules import RulePack, __version__
from interview_rules.schemas.registry import SCHEMAS, text_of


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
    - question_out: The candidate has asked for news, not too early, and has no answer yet.
      (follow_up_pending and (no decision_date or follow_up since decision_date))
  conclusions of other rules:
    - settled: There is nothing left to wait for or to ask about.
  parameters:
    - reply_wait: 3 days. The article's "few days" without a reply.
  concludes:
    - awaiting_reply
  kind: avoid
  action: await-reply
  text: You asked on {follow_up}. Wait until {follow_up + reply_wait} before you draw any
  conclusions.
  source: the article, section “When to Reach Out”
  pack: after-the-interview
  at: after-the-interview:187:9
"""
    )


def test_a_rule_shows_what_it_uses_and_what_replaces_it() -> None:
    page = json.loads(run("rules", "follow-up", "--json"))
    assert page["definitions"] == {
        "date_stands": "The employer gave a decision date and has not answered since it passed. "
        "(decision_date is known and (not after decision_date or no reply since "
        "decision_date))",
        "question_out": "The candidate has asked for news, not too early, and has no answer "
        "yet. (follow_up_pending and (no decision_date or follow_up since decision_date))",
    }
    assert page["due"] == "latest of decision_date + 1 business day, contact_away + 1 business day"
    assert page["draft"] == "ask-for-news"
    replaced = {rule.id for rule in RulePack.default().rules if "follow-up" in rule.instead_of}
    assert replaced
    assert set(page["not_while_one_of_these_holds"]) == replaced


@pytest.mark.slow
def test_every_rule_has_a_page() -> None:
    pack = RulePack.default()
    for rule in pack.rules:
        page = json.loads(run("rules", rule.id, "--json"))
        assert page["when"] == list(rule.words)
        assert page["source"] == str(rule.source)


def test_placeholders_in_texts_stay_as_written() -> None:
    written = Path(__file__).parents[2] / "rules" / "in-practice.yaml"
    source = " ".join(written.read_text(encoding="utf-8").split())
    for rule_id in ("decide-on-offer", "offer-taken-back", "accepted-elsewhere"):
        assert json.loads(run("rules", rule_id, "--json"))["text"] in source


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_printed(name: str) -> None:
    assert run("schema", name) == text_of(name)  # type: ignore[arg-type]


def test_the_version() -> None:
    assert run("--version") == f"interview-rules {__version__}\n"


def test_texts_are_listed_with_who_wrote_them(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    mine = Path("mine.yaml")
    mine.write_text(
        "pack: mine\nextends: in-practice\noverride: {follow-up: {title: Ask for news}}\n"
    )
    options = ("--rules", str(mine))
    shown = run("rules", "follow-up", "--texts", *options, width=100)
    assert shown.startswith(
        f"follow-up\n  title, by mine at {mine}:3:31:\n    Ask for news\n  text, by in-"
    )
    assert "\n  changed:\n    - title by mine at " in run("rules", "follow-up", *options, width=100)
    assert len(json.loads(run("rules", "--texts", "--json", *options))) > 200
    assert run("rules", "--diff", "in-practice", *options) == (
        "rule follow-up: changed\n  title:\n    - Ask {addressee|your interviewer} for news\n"
        "    + Ask for news\n  source:\n    - the article, section “When to Reach Out”\n"
        "    + the article, section “When to Reach Out” (in the words of mine)\n"
    )
    assert run("rules", "--diff", "in-practice") == "no differences\n"
    assert run("rules", "wait", "--diff", "in-practice", *options) == "no differences\n"
