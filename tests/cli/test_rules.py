"""The commands rules and schema, and the version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import run
from packages import site, write_package

from interview_rules import RulePack, __version__
from interview_rules.schemas.registry import SCHEMAS, text_of

__all__ = ["site"]


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
    others = json.loads(
        run("rules", "follow-up", "--texts", "--not-by", "mine", "--json", *options)
    )
    assert [*others[0]] == ["rule", "text"]
    # The letters that the rule offers are somebody else's, too.
    drafts = others[1:]
    assert [each["draft"] for each in drafts] == ["ask-for-news", "ask-for-news-through"]
    assert all("follow-up" in each["offered_by"] for each in drafts)
    assert "  offered by: follow-up" in run("rules", "follow-up", "--texts", *options, width=100)
    every = json.loads(run("rules", "--texts", "--json", *options))
    left = json.loads(run("rules", "--texts", "--not-by", "in-practice", "--json", *options))
    writers = {text["pack"] for each in left for text in each.values() if isinstance(text, dict)}
    assert writers == {"after-the-interview", "mine"}
    assert 0 < len(left) < len(every)
    assert run("rules", "--texts", "--not-by", "mien", *options, status=2) == (
        "no text is by 'mien' (did you mean mine?)\n"
    )
    both = ("--rules", str(mine), "--not-by", "in-practice")
    assert run("rules", "send-the-references", "--texts", *both) == "no texts\n"
    assert run("rules", "--not-by", "mine", *options, status=2) == (
        "--not-by: cannot be used without --texts (add --texts, or remove --not-by)\n"
    )
    assert run("rules", "--diff", "in-practice", *options) == (
        "rule follow-up: changed\n  title, by mine at mine.yaml:3:31:\n"
        "    - Ask {addressee|your interviewer} for news\n"
        "    + Ask for news\n  source:\n    - the article, section “When to Reach Out”\n"
        "    + the article, section “When to Reach Out” (in the words of mine)\n"
    )
    assert run("rules", "--diff", "in-practice") == "no differences\n"
    assert run("rules", "wait", "--diff", "in-practice", *options) == "no differences\n"


# -- packs -----------------------------------------------------------------------------------------


def test_packs_are_listed_with_their_packages(site):
    write_package(site)
    listed = json.loads(run("rules", "--list", "--json"))
    assert [pack["name"] for pack in listed] == [
        "after-the-interview",
        "in-practice",
        "job-search",
        "uni-careers",
    ]
    assert listed[1]["version"] == __version__
    assert listed[3] == {
        "name": "uni-careers",
        "title": "For universities",
        "package": "uni-careers-rules",
        "version": "2.1",
    }
    assert run("rules", "--list").endswith(
        "\n\nuni-careers\n  title: For universities\n  package: uni-careers-rules 2.1\n"
    )


def test_packs_that_cannot_be_used_are_warned_about(site):
    write_package(site)
    write_package(site, "a", "1", {"twice": "uni_careers:rules.yaml", "Odd one": "a:b.yaml"}, {})
    write_package(site, "b", "1", {"twice": "uni_careers:rules.yaml", "gone": "b:no.yaml"}, {})
    write_package(site, "c", "1", {"in-practice": "c:c.yaml"}, {})
    write_package(site, "d", "1", {"broken": "d:d.yaml"}, {"d/d.yaml": "title: [\n"})
    write_package(site, "e", "1", {"untitled": "e:e.yaml"}, {"e/e.yaml": "pack: e\n"})
    tell = "tell its authors"
    warned = (
        "warning: the package a offers a pack with the invalid name 'Odd one' "
        f"({tell}: a name has lowercase words and hyphens, such as our-rules)\n"
        "warning: broken:2:1: expected the node content, but found '<stream end>' (fix the YAML here)\n"
        "warning: b 1 lacks the file b/no.yaml of its pack 'gone' "
        f"(reinstall b, or {tell})\n"
        "warning: the pack 'in-practice' in c 1 has the name of a bundled pack "
        "(the bundled pack is used; tell the authors of the package)\n"
        "warning: several packages offer a pack 'twice': a 1 and b 1 "
        "(uninstall all but one of them)\n"
    )
    assert "\nuntitled\n  package: e 1\n" in run("rules", "--list", warned=warned)
    assert len(json.loads(run("rules", "--list", "--json", warned=warned))) == 5


def test_what_a_command_shows_is_one_thing():
    for words, said in (
        (["--list", "wait"], "ID: cannot be combined with --list"),
        (["--list", "--rules", "in-practice"], "--rules: cannot be combined with --list"),
        (["--list", "--texts"], "--texts: cannot be combined with --list"),
        (["--texts", "--diff", "in-practice"], "--diff: cannot be combined with --texts"),
    ):
        assert run("rules", *words, status=2) == f"{said} (remove one of the two)\n"


def test_all_rules_of_an_action_are_shown():
    pack = RulePack.default()
    ids = [each.id for each in pack.rules if each.advise and each.advise.action == "follow-up"]
    assert [each["id"] for each in json.loads(run("rules", "action follow-up", "--json"))] == ids
    # The name alone is the id of a rule.
    assert json.loads(run("rules", "follow-up", "--json"))["id"] == "follow-up"
    assert [each["action"] for each in json.loads(run("rules", "send-thank-you", "--json"))][
        :2
    ] == ["send-thank-you"] * 2
    listed = json.loads(run("rules", "action follow-up", "--texts", "--json"))
    assert {each["rule"] for each in listed if each["rule"]} == {*ids}


@pytest.mark.parametrize("options", [[], ["--texts"], ["--diff", "after-the-interview"]])
def test_a_rule_that_there_is_not_is_an_error(options):
    said = run("rules", "folow-up", *options, status=2)
    assert said == "unknown rule 'folow-up' in the pack in-practice (did you mean follow-up?)\n"


def test_the_page_of_a_rule_names_the_package_of_its_pack(site):
    write_package(site)
    text = run("rules", "tell-your-coach", "--rules", "uni-careers")
    assert "\n  pack: uni-careers (uni-careers-rules 2.1)\n  at: uni-careers:6:9\n" in text
    found = json.loads(run("rules", "tell-your-coach", "--rules", "uni-careers", "--json"))
    assert found["pack"] == "uni-careers"
    assert run("rules", "--pages", "pages", "--rules", "uni-careers").endswith(" in pages\n")
    page = Path("pages/tell-your-coach.md").read_text(encoding="utf-8")
    assert "of the pack uni-careers (uni-careers-rules 2.1)." in page
    below = run("rules", "wait", "--rules", "uni-careers")
    assert "\n  pack: after-the-interview\n" in below


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("x", "--pages", "pages"), "ID: cannot be combined with --pages"),
        (("--list", "--not-by", "x"), "--not-by: cannot be combined with --list"),
    ],
)
def test_options_without_effect_are_refused(options, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert said in run("rules", *options, status=2)
