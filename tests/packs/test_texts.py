"""The texts of a pack with their origins, and how a pack differs from another."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack, advise
from interview_rules.packs.describe import rule_page
from interview_rules.packs.texts import differences, texts_of

MINE = """\
pack: mine
extends: in-practice
set: {reply_wait: 5 days}
override:
  follow-up: {title: Ask for news, due: "", draft: {subject: Any news}}
  contact-hr: {title: Call them, source: Our own practice.}
  wait: {order: last}
override_drafts:
  thank-you: {subject: Thanks}
switch_off: hearsay
rules:
  - id: tea
    when: no reply
    advise: {action: tea, kind: know, title: Have tea, text: Have some.}
    source: Ours.
"""
STATE = {"interview": "2026-11-10", "decision_date": "2026-11-20"}


@pytest.fixture(scope="module")
def mine() -> RulePack:
    return RulePack.from_text(MINE, "mine.yaml")


def test_every_text_has_the_pack_and_the_place_of_who_wrote_it(mine):
    texts = texts_of(mine)
    rules = {each["rule"]: each for each in texts if "title" in each}
    assert {*rules} == {rule.id for rule in mine.rules if rule.advise}
    assert rules["follow-up"]["title"] == {
        "words": "Ask for news", "pack": "mine", "at": "mine.yaml:5:22",
    }  # fmt: skip
    assert rules["follow-up"]["text"]["pack"] == "in-practice"
    assert rules["tea"]["text"] == {"words": "Have some.", "pack": "mine", "at": "mine.yaml:12:9"}
    drafts = {each["draft"]: each for each in texts if "subject" in each}
    assert drafts["thank-you"]["subject"] == {
        "words": "Thanks", "pack": "mine", "at": "mine.yaml:9:15",
    }  # fmt: skip
    assert drafts["thank-you"]["body"]["pack"] == "after-the-interview"
    assert (
        drafts["follow-up"]["subject"]["words"]
        == "My application for the {position|[job title]} role"
    )
    own = [each for each in texts if each["rule"] == "follow-up" and "subject" in each]
    assert [each["subject"]["words"] for each in own] == ["Any news"]
    assert [each["body"]["pack"] for each in own] == ["in-practice"]


def test_a_rule_knows_which_keys_packs_above_have_changed(mine):
    changed = {each.key: (each.pack, str(each.at)) for each in mine.rule("follow-up").changed}
    assert changed["title"] == ("mine", "mine.yaml:5:22")
    assert changed["text"][0] == "in-practice"
    assert changed["draft"] == ("mine", "mine.yaml:5:62")
    assert mine.rule("tea").changed == ()


def test_new_words_have_the_source_of_who_wrote_them(mine):
    sources = {each.id: each.source for each in advise(STATE, "2026-11-23 12:00", mine).advice}
    assert (
        str(sources["follow-up"])
        == "the article, section “When to Reach Out” (in the words of mine)"
    )
    assert sources["follow-up"].section == "When to Reach Out"
    # Those that give a source of their own stand for it, and another order is no new text.
    assert str(mine.rule("contact-hr").source) == "Our own practice."
    assert mine.rule("wait").source.words_of == ""
    # The bundled packs have one author.
    assert not any(rule.source.words_of for rule in RulePack.default().rules)
    record = advise(STATE, "2026-11-23 12:00", mine).record().advice[0]
    assert (record.source.words_of, str(record.source)) == ("mine", str(sources["follow-up"]))


def test_differences_are_listed_with_both_values(mine):
    found = {(each["what"], each["name"]): each for each in differences(RulePack.default(), mine)}
    assert {key: each["change"] for key, each in found.items()} == {
        ("parameter", "reply_wait"): "changed",
        ("draft", "thank-you"): "changed",
        ("draft", "of rule follow-up"): "added",
        ("rule", "follow-up"): "changed",
        ("rule", "contact-hr"): "changed",
        ("rule", "wait"): "changed",
        ("rule", "hearsay"): "removed",
        ("rule", "tea"): "added",
    }
    assert found["parameter", "reply_wait"]["keys"] == {"value": ["3 days", "5 days"]}
    assert found["parameter", "reply_wait"]["by"] == {"value": "mine at mine.yaml:3:19"}
    assert found["rule", "wait"]["keys"] == {"order": ["", "last"]}
    assert found["rule", "wait"]["by"] == {"order": "mine at mine.yaml:7:17"}
    assert found["draft", "thank-you"]["by"] == {"subject": "mine at mine.yaml:9:15"}
    back = {(each["what"], each["name"]): each for each in differences(mine, RulePack.default())}
    value = back["parameter", "reply_wait"]
    assert value["by"]["value"].startswith("after-the-interview at after-the-interview:")
    assert differences(mine, mine) == []


OWN = """\
pack: flats
extends: in-practice
facts:
  viewing: {type: moment, doc: The viewing., spoken: the viewing, ask: When is the viewing?}
  liked: {type: flag, doc: Whether it is nice.}
events:
  flat.viewed:
    doc: You viewed the flat
    by: you
    sets: {viewing: at}
    ask: Have you viewed it?
"""


def test_texts_of_the_facts_and_events_of_a_pack_are_listed(tmp_path):
    texts = texts_of(RulePack.from_text(OWN, "flats.yaml"))
    assert [each for each in texts if "fact" in each or "event" in each] == [
        {
            "fact": "viewing",
            "rule": "",
            "spoken": {"words": "the viewing", "pack": "flats", "at": "flats.yaml:4:46"},
            "ask": {"words": "When is the viewing?", "pack": "flats", "at": "flats.yaml:4:67"},
        },
        {
            "event": "flat.viewed",
            "rule": "",
            "doc": {"words": "You viewed the flat", "pack": "flats", "at": "flats.yaml:8:5"},
            "ask": {"words": "Have you viewed it?", "pack": "flats", "at": "flats.yaml:11:5"},
        },
    ]
    (tmp_path / "flats.yaml").write_text(OWN)
    top = tmp_path / "top.yaml"
    top.write_text("pack: top\nextends: flats.yaml\noverride: {wait: {title: Wait}}\n")
    left = texts_of(RulePack.load(top), not_by="top")
    assert [each["ask"]["pack"] for each in left if "ask" in each] == ["flats", "flats"]
    left = texts_of(RulePack.load(top), not_by="flats")
    assert not any("fact" in each or "event" in each for each in left)


def test_a_set_value_is_credited_to_the_pack_that_sets_it_last(mine, tmp_path):
    page = rule_page(mine, mine.rule("assume-filled"))
    assert page["parameters"]["reply_wait"].startswith(
        "5 days, set by mine at mine.yaml:3:19; 3 days in after-the-interview. The article"
    )
    assert page["parameters_set"] == {
        "reply_wait": {
            "value": "5 days", "pack": "mine", "at": "mine.yaml:3:19",
            "instead_of": "3 days", "instead_of_pack": "after-the-interview",
        }
    }  # fmt: skip
    default = RulePack.default()
    page = rule_page(default, default.rule("assume-filled"))
    assert page["parameters"]["reply_wait"].startswith("3 days. The article")
    assert page["parameters_set"] == {}
    (tmp_path / "below.yaml").write_text(MINE)
    top = tmp_path / "top.yaml"
    top.write_text("pack: top\nextends: below.yaml\nset: {reply_wait: 1 week}\n")
    pack = RulePack.load(top)
    words = rule_page(pack, pack.rule("assume-filled"))["parameters"]["reply_wait"]
    assert words.startswith(f"1 week, set by top at {top}:3:19; 3 days in after-the-interview.")
    # Who set a value is no difference between packs.
    same = MINE.replace("pack: mine", "pack: mine\ntitle: mine")
    assert RulePack.from_text(same, "elsewhere.yaml").digest == mine.digest


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("the company", "company"),
        ("The company", "company"),
        ("Company", "company"),
        ("company name", "company"),
        ("company's", "company"),
        ("your employer", "company"),
        ("employer|they", "company"),
        ("job title", "position"),
        ("my name", "candidate"),
        ("the interview", "interview"),
        ("the decision date", "decision_date"),
        ("reply wait", "reply_wait"),
        ("the offer", "offer"),
    ],
)
def test_a_placeholder_in_words_is_one_problem_with_the_name_that_is_meant(written, meant):
    with pytest.raises(PackError) as caught:
        RulePack.from_text(
            "pack: mine\nextends: after-the-interview\noverride:\n"
            f'  wait: {{text: "Ask {{{written}}}."}}\n',
            "my.yaml",
        )
    (problem,) = caught.value.problems
    words = written.partition("|")[0]
    assert str(problem) == f"my.yaml:4:22: unknown name '{words}' (did you mean {meant}?)"
    assert problem.span is not None


def test_a_text_cannot_name_today():
    with pytest.raises(PackError, match=r"unknown name 'today' \(name a moment, such as"):
        RulePack.from_text(
            "pack: mine\nextends: after-the-interview\noverride: {wait: {text: 'Since {today}.'}}\n"
        )
