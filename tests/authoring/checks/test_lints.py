"""Tests of the lints: positions to the column, exceptions, and the files they cover."""

from __future__ import annotations

import pytest

from interview_rules.authoring.checks import check, runner
from interview_rules.authoring.checks.registry import LINTS


def advice(rule_id: str, when: str, more: str = "", text: str = "Text.") -> str:
    """Return a rule of four lines, whose condition begins in line 2, column 11."""
    return (
        f"  - id: {rule_id}\n    when: {when}\n"
        f"    advise: {{action: {rule_id}, kind: know, title: Title, text: '{text}'}}\n"
        f"    source: This test.{more}\n"
    )


def pack(*rules: str, head: str = "") -> str:
    """Return a pack whose first rule begins in line 3, plus the lines of `head`."""
    return f"pack: mine\n{head}rules:\n{''.join(rules)}"


def one(when: str) -> str:
    return pack(advice("one", when))


FOUND = {
    # always-true
    "a count of nothing": (one("follow_ups >= 0 and no reply"), "always-true 4:11"),
    "a side of a list": (one("[no reply, rounds >= 0]"), "always-true 4:22"),
    "both sides of a moment": (
        one("no reply and (no interview or interview is known)"),
        "always-true 4:25",
    ),
    "all that a definition says": (
        pack(
            advice("one", "no reply and any_case"),
            head=(
                "definitions:\n  any_case: {condition: agency_between or not agency_between, doc: A.}\n"
            ),
        ),
        ["always-true 3:25", "always-true 6:24"],
    ),
    # cut-text
    "a number sign": (pack(advice("one", "no reply", " 7 #4 of 9")), ["cut-text 6:26"]),
    "a remark in the middle of a sentence": (
        pack(advice("one", "no reply"), head="title: Ask them # soon\n"),
        ["cut-text 2:17"],
    ),
    "the doc of a conclusion": (
        pack(
            advice("one", "no reply and late"),
            "  - {id: two, when: no offer, conclude: late, source: This test.}\n",
            head="conclusions:\n  late: Rule #1\n",
        ),
        ["cut-text 3:14"],
    ),
    # key-in-text
    "keys that are indented like a text": (
        pack(
            "  - id: one\n    when: no reply\n    advise:\n      action: a\n      kind: do\n      title: T\n"
            "      text: >\n        Write.\n        due: interview\n      order: first\n"
            "    source: |\n      Us.\n      instead_of: two\n"
        ),
        ["key-in-text 11:9", "key-in-text 15:7"],
    ),
    "lines that begin with a word and a colon, or with a key in a sentence": (
        pack(
            "  - id: one\n    when: no reply\n    advise:\n      action: a\n      kind: do\n      title: T\n"
            "      text: >\n        Due: soon. Our\n        source: them\n        kindly: yes\n"
            "        before noon\n      due: interview\n    source: Us.\n"
        ),
        ["key-in-text 11:9"],
    ),
    # instead-of-apart
    "what never meets what it replaces": (
        pack(
            advice("one", "before decision_date"),
            advice("two", "no decision_date", "\n    instead_of: one"),
        ),
        "instead-of-apart 7:9",
    ),
    "two of which one never meets it": (
        pack(
            advice("one", "before decision_date"),
            advice("two", "from decision_date"),
            advice("three", "after decision_date", "\n    instead_of: [one, two]"),
        ),
        "instead-of-apart 11:9",
    ),
    # idle-override
    "a parameter set to what it was": (
        "pack: mine\nextends: after-the-interview\nset: {reply_wait: 3   days}\n",
        "idle-override 3:7",
    ),
    "a text that is the same but for its folds": (
        ("pack: mine\nextends: after-the-interview\noverride:\n  told-no:\n    instead_of: []\n"
        "  wait:\n    title: >\n      Do not contact them\n      before {decision_date} is over\n"),
        "idle-override 7:5",
    ),
    # one-rule-of-action
    "a rule of many with its name as their action": (
        "pack: mine\nextends: in-practice\nswitch_off: [hearsay, follow-up]\n",
        "one-rule-of-action 3:23",
    ),
    # missing-source
    "a parameter without a source": (
        pack(
            advice("one", "from decision_date + patience"),
            head="parameters:\n  patience:\n    value: 4 days\n    doc: How long.\n",
        ),
        "missing-source 3:3",
    ),
    "a rule whose source is empty": (
        one("no reply").replace("This test.", "' '"),
        "missing-source 3:9",
    ),
    # needless-part
    "what follows from another part": (
        one("after decision_date + 1 week and no reply and from decision_date"),
        "needless-part 4:57",
    ),
    "a side of an or that adds nothing": (
        one("no reply and (from decision_date or after decision_date)"),
        "needless-part 4:47",
    ),
    "what another line of a list says": (
        one("\n      - after decision_date\n      - no reply and decision_date is known"),
        "needless-part 6:22",
    ),
    "what a conclusion implies": (
        pack(
            advice("one", "settled and rejection is known"),
            "  - {id: two, when: rejection is known and no reply, conclude: settled,"
            " source: This test.}\n",
        ),
        "needless-part 4:23",
    ),
    # never-holds
    "a comparison turned round": (one("after decision_date and before interview and no interview"), "never-holds 4:11"),
    "lines of a list that exclude each other": (
        one("\n      - follow_ups >= 2\n      - no follow_ups"),
        "never-holds 5:7",
    ),
    "what a conclusion excludes": (
        pack(
            advice("one", "settled and no rejection"),
            "  - {id: two, when: rejection is known, conclude: settled, source: This test.}\n",
        ),
        "never-holds 4:11",
    ),
    # same-rule
    "two rules that conclude the same": (
        pack(
            "  - {id: one, when: no reply, conclude: quiet, source: This test.}\n",
            "  - {id: two, when: reply is not known, conclude: quiet, source: This test.}\n",
            head="conclusions: {quiet: Quiet.}\n",
        ),
        "same-rule 5:10",
    ),
    # shadowed-rule
    "the special case behind the general one": (
        pack(
            advice("one", "follow_ups >= 1"),
            advice("two", "follow_ups >= 2").replace("action: two", "action: one"),
        ),
        "shadowed-rule 7:9",
    ),
    "the same condition with other words": (
        pack(
            advice("one", "follow_ups >= 1"),
            advice("two", "follow_ups >= 1", text="More.").replace("action: two", "action: one"),
        ),
        "shadowed-rule 7:9",
    ),
    "the same advice with another conclusion": (
        pack(
            advice("one", "no reply"),
            advice("two", "no reply", "\n    conclude: quiet").replace("action: two", "action: one"),
            head="conclusions: {quiet: Quiet.}\n",
        ),
        "shadowed-rule 8:9",
    ),
    # unguarded-not
    "not after what may be unknown": (
        one("no reply and not after decision_date"),
        "unguarded-not 4:28",
    ),
    "not, two brackets away": (
        one("no reply and not (no interview or before decision_date)"),
        "unguarded-not 4:45",
    ),
    "a comparison of two moments": (
        one("interview is known and not (interview before upcoming_interview)"),
        "unguarded-not 4:39",
    ),
    "in a definition": (
        pack(
            advice("one", "quiet"),
            head="definitions:\n  quiet: {condition: no reply and not after interview, doc: Quiet.}\n",
        ),
        "unguarded-not 3:39",
    ),
    # text-names-unset
    "a date that may be unknown": (
        pack(advice("one", "no reply", text="By {decision_date}.")),
        "text-names-unset 5:64",
    ),
    "a moment made of it": (
        pack(advice("one", "no reply", text="By {decision_date + 2 days}.")),
        "text-names-unset 5:64",
    ),
    "said twice and found once": (
        pack(advice("one", "no reply", text="{decision_date}, {decision_date}.")),
        "text-names-unset 5:61",
    ),
    "on one side of an or": (
        pack(
            advice("one", "no reply and from decision_date or no interview", text="{decision_date}")
        ),
        "text-names-unset 5:61",
    ),
    "in a draft": (
        pack(
            advice("one", "no reply").replace("'}", "', draft: ask}"),
            head="drafts:\n  ask: {subject: Ask, body: 'By {decision_date}.'}\n",
        ),
        "text-names-unset 3:34",
    ),
    # unused names
    "a conclusion for nobody": (
        pack("  - {id: one, when: no reply, conclude: [quiet, still], source: This test.}\n",
             head="conclusions: {still: Still.}\n"),
        "unused-conclusion 4:10",
    ),
    "a definition for nobody": (
        pack(advice("one", "no reply"), head="definitions:\n  idle: {condition: no offer, doc: I.}\n"),
        "unused-definition 3:3",
    ),
    "a moment for nobody": (
        pack(advice("one", "no reply"), head="definitions:\n  idle: {moment: interview + 1 day, doc: I.}\n"),
        "unused-definition 3:3",
    ),
    "a draft for nobody": (
        pack(advice("one", "no reply"), head="drafts:\n  idle: {subject: S, body: B}\n"),
        "unused-draft 3:3",
    ),
    "a fact for nobody": (
        pack(advice("one", "no reply"), head="facts:\n  idle: {type: flag, doc: Idle.}\n"),
        "unused-fact 3:3",
    ),
    "a parameter for nobody": (
        pack(
            advice("one", "no reply"),
            head="parameters:\n  idle: {value: 3 days, doc: Idle., source: This test.}\n",
        ),
        "unused-parameter 3:3",
    ),
}  # fmt: skip

DEAD = {
    "a side of an or": (
        one("no reply or (follow_ups >= 2 and no follow_ups)"),
        "never-true 4:24",
    ),
    "a side in a definition": (
        pack(
            advice("one", "quiet"),
            head=(
                "definitions:\n  quiet:\n    doc: Quiet.\n"
                "    condition: no reply or follow_ups < 0\n"
            ),
        ),
        "never-true 5:28",
    ),
    "a side of an or in a list": (
        one("\n      - no reply\n      - rounds >= 1 or (rounds >= 1 and rounds < 1)"),
        "never-true 6:25",
    ),
}

SOUND = {
    "a count that can be below": one("follow_ups >= 1 or no reply"),
    "what holds at once for a day": pack(
        advice("one", "from decision_date"),
        advice("two", "on decision_date", "\n    instead_of: one"),
    ),
    "a rule that never speaks first, but instead": pack(
        advice("one", "follow_ups >= 1"),
        advice("two", "follow_ups >= 2", "\n    instead_of: one").replace(
            "action: two", "action: one"
        ),
    ),
    "the special case first": pack(
        advice("two", "follow_ups >= 2").replace("action: two", "action: one"),
        advice("one", "follow_ups >= 1"),
    ),
    "the same condition with other words": pack(
        advice("one", "no reply"), advice("two", "no reply")
    ),
    "not after what is asked for": one("decision_date is known and not after decision_date"),
    "not after what is said to be unknown": one("no decision_date or not after decision_date"),
    "not after what another line makes sure of": one(
        "\n      - from decision_date\n      - not after decision_date + 2 days"
    ),
    "what cannot be unknown in a log": one("follow_up_pending and not after follow_up + 2 days"),
    "a date with words for the other case": pack(
        advice("one", "no reply", text="By {decision_date|then}.")
    ),
    "a date that is asked for": pack(advice("one", "from decision_date", text="{decision_date}")),
    "a date of which all logs are sure": pack(
        advice("one", "follow_up_pending", text="{follow_up}")
    ),
    "a date that a conclusion makes sure of": pack(
        advice("one", "late", text="{decision_date}"),
        "  - {id: two, when: after decision_date, conclude: late, source: This test.}\n",
    ),
    "names that only a text names": pack(
        advice("one", "no reply", text="Within {patience}, {visas} visas."),
        head=(
            "parameters:\n  patience: {value: 3 days, doc: P., source: This test.}\n"
            "facts:\n  visas: {type: count, doc: Visas.}\n"
        ),
    ),
    "names that only a due or another definition names": pack(
        advice("one", "before later").replace("know", "do").replace("'}", "', due: visa + pause}"),
        head=(
            "parameters:\n  pause: {value: 3 days, doc: P., source: This test.}\n"
            "facts:\n  visa: {type: moment, doc: A visa.}\n"
            "definitions:\n  soon: {moment: interview + 1 day, doc: Soon.}\n"
            "  later: {moment: soon + 1 day, doc: Later.}\n"
        ),
    ),
    "names that only again_after or complete names": pack(
        advice("one", "no reply").replace("'}", "', again_after: pause}"),
        head=(
            "parameters:\n  pause: {value: 3 days, doc: P., source: This test.}\n"
            "definitions:\n  odd: {condition: no offer, doc: Odd.}\n"
            "stances: [one]\ncomplete: [odd]\n"
        ),
    ),
    "a source with a section only": one("no reply").replace("This test.", "{section: Waiting}"),
}  # fmt: skip


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Return findings as `code line:column`, with the file name for files other than the first."""
    monkeypatch.chdir(tmp_path)

    def finding(*checked: str, **texts: str) -> list[str]:
        for name, text in texts.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        results = check([f"{name}.yaml" for name in checked])
        return [
            f"{result.finding.code} {result.at}".replace(f"{checked[0]}.yaml:", "")
            for result in results
        ]

    return finding


@pytest.mark.parametrize(("text", "said"), FOUND.values(), ids=FOUND.keys())
def test_it_is_found_where_it_stands_and_nothing_else_is(text, said, found):
    assert found("mine", mine=text) == ([said] if isinstance(said, str) else said)


@pytest.mark.parametrize(("text", "said"), DEAD.values(), ids=DEAD.keys())
def test_what_is_never_true_is_found_among_others(text, said, found):
    assert [each for each in found("mine", mine=text) if each.startswith("never-")] == [said]


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND.keys())
def test_what_only_looks_like_it_is_left_alone(text, found):
    assert found("mine", mine=text) == []


def test_every_lint_has_cases_here():
    shown = {
        each.split(" ")[0]
        for said in (each[1] for each in (*FOUND.values(), *DEAD.values()))
        for each in ([said] if isinstance(said, str) else said)
    }
    assert shown == {finding.code for finding, _validator in LINTS}


IDLE = """\
pack: below
parameters:
  idle: {value: 3 days, doc: Idle., source: This test.}
facts:
  spare: {type: flag, doc: Spare.}
definitions:
  unused: {condition: no offer, doc: Unused.}
drafts:
  silent: {subject: S, body: B}
rules:
  - {id: base, when: no reply, conclude: quiet, source: This test.}
"""


def test_names_are_unused_only_in_files_that_were_named(found):
    above = "pack: above\nextends: below.yaml\n"
    assert found("above", above=above, below=IDLE) == []
    assert found("below", below=IDLE) == [
        "unused-parameter 3:3",
        "unused-fact 5:3",
        "unused-definition 7:3",
        "unused-draft 9:3",
        "unused-conclusion 11:10",
    ]


def test_an_override_is_idle_only_in_files_that_were_named(found):
    below = "pack: below\nextends: after-the-interview\nset: {reply_wait: 3 days}\n"
    above = "pack: above\nextends: below.yaml\n"
    assert found("above", above=above, below=below) == []
    assert found("below", below=below) == ["idle-override 3:7"]


def test_a_pack_above_may_use_what_one_below_declares(found):
    above = "pack: above\nextends: below.yaml\n" + pack(
        advice("one", "quiet and unused and spare").replace("'}", "', draft: silent}")
    ).removeprefix("pack: mine\n")
    assert found("above", above=above, below=IDLE) == []


HINTS = {
    "a part that is always true": (
        one("follow_ups >= 0 and no reply"),
        "fix or remove this part",
    ),
    "a whole condition that is always true": (
        one("follow_ups >= 0"),
        "write a condition that can also be false",
    ),
    "a negation": (
        one("interview is known and not after decision_date"),
        (
            "write '(no decision_date or not after decision_date)' if that is meant, or add"
            " 'decision_date is known'"
        ),
    ),
    "equivalent rules": (
        pack(
            advice("one", "no reply"),
            advice("two", "no reply").replace("action: two", "action: one"),
        ),
        "remove one of the two",
    ),
    "a rule of a bundled pack, which its author cannot edit": (
        "pack: mine\nextends: after-the-interview\nswitch_off: [solid-offer]\n",
        "check what this pack changes, or write switch_off: decide-on-offer",
    ),
}


@pytest.mark.parametrize(("text", "hint"), HINTS.values(), ids=HINTS)
def test_a_hint_can_be_followed(text, hint, tmp_path):
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    assert hint in [result.hint for result in check([tmp_path / "mine.yaml"])]


def test_the_same_finding_of_two_packs_is_said_once(found):
    below = pack(advice("base", "before reply and after reply"))
    above = "pack: {name}\nextends: mine.yaml\n"
    texts = {name: above.replace("{name}", name) for name in ("over", "other")}
    assert found("mine", "over", "other", mine=below, **texts) == ["never-holds 4:11"]


@pytest.mark.parametrize(
    "text",
    [
        "set:\n  reply_wait: 5 business days\n  thank_you_time: 1 week\n",
        "override:\n  wait:\n    title: Rest\n    text: Let it rest.\n",
        "override:\n  contact-hr:\n    when: assumed_filled and no hr_contacted\n",
        "switch_off: [contact-hr, thank-you]\n",
        pack(advice("mine", "assumed_filled and no offer")).removeprefix("pack: mine\n"),
    ],
)
def test_a_sound_pack_on_top_of_a_shipped_one_finds_nothing_in_either(text, found):
    assert found("mine", mine=f"pack: mine\nextends: after-the-interview\n{text}") == []


def test_findings_come_in_the_order_of_their_places(found):
    text = pack(
        advice("one", "before reply and after reply", text="{decision_date}"),
        advice("two", "follow_ups >= 0"),
        head="definitions:\n  idle: {condition: no offer, doc: Idle.}\n",
    )
    said = found("mine", mine=text)
    places = [tuple(map(int, each.split(" ")[1].split(":"))) for each in said]
    assert places == sorted(places)
    assert len(said) >= 3


@pytest.mark.parametrize("prefix", ["", "./", ".//"])
def test_a_file_is_the_same_by_any_path(prefix, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.yaml").write_text(IDLE)
    assert len(check([f"{prefix}m.yaml"])) == 5


def test_in_a_shipped_pack_below_only_what_became_of_whole_rules_is_told(tmp_path):
    file = tmp_path / "m.yaml"
    head = "pack: m\nextends: after-the-interview\n"
    file.write_text(f"{head}switch_off: [await-reply]\n")
    assert check([file]) == []
    file.write_text(f"{head}override:\n  wait:\n    when: interview is known\n")
    assert [result.finding.code for result in check([file])] == ["shadowed-rule"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("before decision_date and after decision_date", "never-holds"),
        ("interview is known and not after decision_date", "unguarded-not"),
    ],
)
def test_kinds_of_state_are_looked_at_as_well(kind, code, tmp_path):
    file = tmp_path / "m.yaml"
    file.write_text(f"pack: m\nextends: after-the-interview\ncomplete:\n  - {kind}\n")
    found = [(result.finding.code, result.at.line) for result in check([file])]
    assert found == [(code, 4)]


def test_a_negation_of_several_moments_names_them_all():
    found = runner.check_text(
        one("interview is known and not after latest of decision_date, follow_up"), "mine.yaml"
    )
    assert ["; ".join(map(str, found))] == [
        (
            "mine.yaml:4:38: warning unguarded-not: this also holds if decision_date and follow_up are"
            " unknown: not after latest of decision_date, follow_up (write '((no decision_date and no"
            " follow_up) or not after latest of decision_date, follow_up)' if that is meant, or add"
            " '(decision_date is known or follow_up is known)')"
        )
    ]
