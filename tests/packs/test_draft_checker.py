"""Drafts of packs: changed in place for all rules or for one, checked, and without hard wraps."""

from __future__ import annotations

import pytest

from interview_rules import Advisor, PackError, RulePack
from interview_rules.authoring.checks.runner import check
from interview_rules.packs.describe import rule_page
from interview_rules.packs.serialization import LAYOUT, pack_from_data, pack_to_data

HEAD = "pack: mine\nextends: in-practice\n"
TINY = """
pack: mine
rules:
  - id: note
    when: interview is known
    advise: {action: note, kind: do, title: T, text: T, draft: DRAFT}
    source: A reason.
"""
STATE = {
    "interview": "2026-11-19",
    "interviewer": "Ms Okafor",
    "position": "Clerk",
    "candidate": "Kim",
}
NOW = "2026-11-20 12:00"


def draft(text, action="send-thank-you", state=STATE, now=NOW):
    return Advisor(RulePack.from_text(text)).advise(state, now)[action].draft


def wrong(text):
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text, "my.yaml")
    return [str(problem) for problem in caught.value.problems]


PLAIN = draft("{pack: mine, extends: in-practice}")


def test_some_keys_of_a_draft_change_for_all_rules():
    found = draft(HEAD + "override_drafts:\n  thank-you: {subject: Thanks}\n")
    assert found.subject == "Thanks"
    assert found.body == PLAIN.body
    pack = RulePack.from_text(HEAD + "override_drafts: {ask-for-news: {subject: News?}}")
    offering = [r for r in pack.rules if r.advise and r.advise.draft == "ask-for-news"]
    assert len(offering) > 1
    assert pack.drafts["ask-for-news"].subject == ("News?",)


def test_some_keys_of_a_draft_change_for_one_rule():
    text = HEAD + "override:\n  thank-you:\n    draft: {subject: 'Thanks, {addressee}'}\n"
    found = draft(text)
    assert found.subject == "Thanks, Ms Okafor"
    assert found.body == PLAIN.body
    pack = RulePack.from_text(text)
    others = [r for r in pack.rules if r.advise and r.advise.draft == "thank-you"]
    assert others
    assert pack.drafts["thank-you"] == RulePack.default().drafts["thank-you"]


def test_a_change_for_one_rule_goes_on_top_of_a_change_for_all():
    found = draft(
        HEAD
        + "override_drafts: {thank-you: {subject: For all, body: 'To all, {candidate}'}}\n"
        + "override: {thank-you: {draft: {subject: For one}}}\n"
    )
    assert (found.subject, found.body) == ("For one", "To all, Kim")


def test_a_rule_can_have_a_draft_of_its_own():
    rule = """
rules:
  - id: coach
    when: interview is known
    advise:
      action: coach
      kind: do
      title: Tell your coach
      text: Tell them.
      draft: {subject: My interview, body: 'Hello, it went well. {candidate}', to: hr}
    source: A reason.
"""
    found = draft("pack: mine" + rule, "coach")
    assert (found.subject, found.body, found.role) == (
        "My interview", "Hello, it went well. Kim", "hr",
    )  # fmt: skip
    pack = RulePack.from_text("pack: mine" + rule)
    assert rule_page(pack, pack.rule("coach"))["draft"] == "“My interview”, of this rule"
    assert pack.shared_drafts == {}


@pytest.fixture
def layers(tmp_path):
    (tmp_path / "lower.yaml").write_text(
        "pack: lower\nextends: in-practice\n"
        "override: {thank-you: {draft: {subject: Lower, body: 'Lower body'}}}\n"
    )

    def upper(text):
        path = tmp_path / "upper.yaml"
        path.write_text("pack: upper\nextends: lower.yaml\n" + text)
        return Advisor(RulePack.load(path)).advise(STATE, NOW)["send-thank-you"].draft

    return upper


def test_layers_above_change_the_draft_of_a_rule_further(layers):
    found = layers("override: {thank-you: {draft: {subject: Upper}}}")
    assert (found.subject, found.body) == ("Upper", "Lower body")


@pytest.mark.parametrize("empty", ["", "''"])
def test_a_layer_above_takes_the_letter_for_an_intermediary_back(empty):
    drafts = "drafts: {one: {subject: S, body: B, through: ask-for-news-through}}\noverride: {follow-up: {draft: one}}\n"
    below = RulePack.from_text(f"pack: below\nextends: in-practice\n{drafts}")
    assert below.drafts["one"].through == "ask-for-news-through"
    above = RulePack.from_text(
        "pack: above\nextends: in-practice\n"
        f"override: {{follow-up: {{draft: {{body: Ours, through: {empty}}}}}}}\n"
    )
    draft = above.drafts[above.rule("follow-up").advise.draft]
    assert (draft.through, draft.body) == ("", ("Ours",))


def test_a_layer_above_takes_the_draft_of_a_rule_back(layers):
    found = layers("override: {thank-you: {draft: thank-you}}")
    assert (found.subject, found.body) == (PLAIN.subject, PLAIN.body)
    assert layers("override: {thank-you: {draft: }}") is None


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "override_drafts: {thank-yuo: {subject: S}}",
            ["my.yaml:3:19: unknown draft 'thank-yuo' (did you mean thank-you?)"],
        ),
        (
            "override_drafts: {thank-you: {subjct: S, to: everyone}}",
            [
                "my.yaml:3:31: unknown key 'subjct' in draft thank-you (did you mean subject?)",
                (
                    "my.yaml:3:46: unknown addressee 'everyone' (choose from: interviewer, "
                    "not_yet_thanked, hr)"
                ),
            ],
        ),
        (
            "drafts: {one: {subject: S, body: B, to: not_yet_thanked, through: follow-up}}",
            [
                (
                    "my.yaml:3:67: 'through' has no effect on a draft to not_yet_thanked (remove "
                    "'through', or change the addressee: 'to: interviewer')"
                )
            ],
        ),
        (
            "override_drafts: {thank-you: a text}",
            ["my.yaml:3:30: draft thank-you must be a mapping, not text (write key: value)"],
        ),
        (
            "override: {thank-you: {draft: {subjct: S}}}",
            [
                (
                    "my.yaml:3:32: unknown key 'subjct' in the draft of rule thank-you (did you mean "
                    "subject?)"
                )
            ],
        ),
        (
            "override: {wait: {draft: {subject: S}}}",
            ["my.yaml:3:26: missing key 'body' in the draft of rule wait (add body: ...)"],
        ),
        (
            "override: {wait: {draft: [a, b]}}",
            [
                "my.yaml:3:26: expected text, not a list (write text, in quotes if it begins with [ or -)"
            ],
        ),
        (
            "drafts: {thank-you: {subject: S, body: B}}",
            None,
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, problems):
    found = wrong(HEAD + text)
    if problems is None:
        assert len(found) == 1
        assert found[0].endswith(
            "(choose another name, or change the draft with override_drafts: {thank-you: ...})"
        )
    else:
        assert found == problems


@pytest.mark.parametrize(
    "hostile",
    [
        "{candidate.__class__}", "{candidate!r}", "{0}", "{}", "{company[0]}", "{{7*7}}", "{7*7}",
        "{candidate:>9999999}", "{__import__('os')}", "{lambda: 1}", "{self}", "{nobody}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["subject", "body"])
def test_a_template_holds_nothing_but_known_placeholders(hostile, key):
    other = "body" if key == "subject" else "subject"
    text = f'{{{key}: "{hostile}", {other}: Fine}}'
    assert all(each.startswith("my.yaml:6:") for each in wrong(TINY.replace("DRAFT", text)))
    shared = TINY.replace("DRAFT", "note") + f"drafts: {{note: {text}}}\n"
    assert all(each.startswith("my.yaml:8:") for each in wrong(shared))


def test_other_template_languages_are_plain_text():
    text = "%(candidate)s %s $candidate <%= 1 %> [=1]"
    found = draft(TINY.replace("DRAFT", f"{{subject: S, body: '{text}'}}"), "note")
    assert found.body == text
    assert (
        draft(
            TINY.replace("DRAFT", "{subject: S, body: '{candidate}'}"),
            "note",
            {**STATE, "candidate": "{company} {0} %s"},
        ).body
        == "{company} {0} %s"
    )


WRAPPED = """
drafts:
  note:
    subject: A note
    body: |
      Dear {addressee},

      Thank you for taking the time to talk with me about the {position} role, which
      I would very much like to have. I look forward to hearing from you, and I can
      send you what you need:
      - my certificates, which I can bring in person or send by post if you like that
      - 2 references

      Kind regards,
      {candidate}
rules:
  - id: note
    when: interview is known
    advise: {action: note, kind: do, title: T, text: T, draft: note}
    source: A reason.
"""


def test_wrapped_lines_of_a_pack_are_joined_and_meant_breaks_are_kept():
    found = draft("pack: mine" + WRAPPED, "note")
    assert found.paragraphs == (
        "Dear Ms Okafor,",
        (
            "Thank you for taking the time to talk with me about the Clerk role, which I would very "
            "much like to have. I look forward to hearing from you, and I can send you what you need:\n"
            "- my certificates, which I can bring in person or send by post if you like that\n"
            "- 2 references"
        ),
        "Kind regards,\nKim",
    )


def test_problems_in_wrapped_lines_have_their_place():
    (problem,) = wrong("pack: mine" + WRAPPED.replace("I can\n      send", "{nobody}\n      send"))
    assert problem.startswith("my.yaml:9:80: unknown name 'nobody'")


def test_bundled_drafts_have_no_wrapped_lines():
    for name in ("after-the-interview", "in-practice", "job-search"):
        for each in RulePack.load(name).drafts.values():
            text = "".join(piece if isinstance(piece, str) else "x" for piece in each.body)
            for line in text.split("\n"):
                assert len(line) < 60 or line.endswith((".", "?"))


def findings(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD + text)
    return [(f.finding.code, f.message) for f in check([str(path)])]


@pytest.mark.slow
def test_a_change_that_changes_nothing_is_found(tmp_path):
    again = "{subject: Thank you for the interview}"
    code = "idle-override"
    assert (code, "subject of draft thank-you already has this value") in findings(
        tmp_path, f"override_drafts: {{thank-you: {again}}}"
    )
    assert (code, "subject of the draft of rule thank-you already has this value") in findings(
        tmp_path, f"override: {{thank-you: {{draft: {again}}}}}"
    )
    changed = "override: {thank-you: {draft: {subject: Thanks}}}"
    assert code not in [found for found, _ in findings(tmp_path, changed)]


@pytest.mark.parametrize("named", ["action follow-up", "follow-ups", "group asking"])
def test_a_change_for_several_rules_leaves_those_without_a_draft_alone(named):
    # The first name is that of an action, the second one of a group of one action.
    name = "group ours" if named == "follow-ups" else named
    groups = "groups: {ours: [action follow-up]}\n" if named == "follow-ups" else ""
    before = RulePack.default()
    override = f"override: {{{name}: {{draft: {{subject: News?}}}}}}"
    pack = RulePack.from_text(f"{HEAD}{groups}{override}")
    own = {each.id for each in pack.rules if f"rule:{each.id}" in pack.drafts}
    asking = [each for each in before.rules if each.advise and each.advise.action == "follow-up"]
    with_draft = {each.id for each in asking if each.advise.draft}
    assert with_draft
    assert with_draft < {each.id for each in asking}
    assert with_draft <= own
    assert not own & {each.id for each in asking if not each.advise.draft}
    assert {pack.drafts[f"rule:{each}"].subject for each in own} == {("News?",)}
    whole = "draft: {subject: News?, body: Is there any?}"
    pack = RulePack.from_text(f"{HEAD}{groups}override: {{{name}: {{{whole}}}}}")
    assert {each.id for each in asking} <= {
        each.id for each in pack.rules if f"rule:{each.id}" in pack.drafts
    }


@pytest.mark.parametrize("name", ["action wait", "group ours"])
def test_a_change_of_drafts_where_no_rule_offers_one_is_an_error(name):
    found = wrong(
        f"{HEAD}groups: {{ours: [action wait]}}\n"
        f"override: {{{name}: {{draft: {{subject: News?}}}}}}\n"
    )
    message = f"no rule of '{name}' offers a draft that could be changed"
    hint = "add subject and body, or remove draft"
    assert found == [f"my.yaml:4:{22 + len(name)}: {message} ({hint})"]


def test_the_digest_and_the_prepared_form_know_the_drafts():
    pack = RulePack.from_text(HEAD + "override: {thank-you: {draft: {subject: Thanks}}}")
    other = RulePack.from_text(HEAD + "override: {thank-you: {draft: {subject: Thank you}}}")
    assert pack.digest != other.digest
    assert pack_from_data({"layout": LAYOUT, "pack": pack_to_data(pack)}) == pack
