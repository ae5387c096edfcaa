"""Packs built to hang or crash the loader, and packs that switch off rules others rely on."""

from __future__ import annotations

import time

import pytest

from interview_rules import Advisor, PackError, RulePack

RULE = """
rules:
  - id: first
    when: {when}
    advise: {{action: act, kind: know, title: A title, text: A text.}}
    source: A reason.
"""


def wrong(text):
    with pytest.raises(PackError) as caught:
        RulePack.from_text("pack: mine\n" + text, "my.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("condition: after interview", "condition: d{0} and d{0}"),
        ("moment: interview", 'moment: "latest of d{0}, d{0}"'),
        ("condition: after interview", "condition: not d{0}"),
        ("moment: interview", "moment: d{0} + 1 day"),
    ],
)
def test_expanded_definitions_are_limited(first, others):
    lines = [f"  d0: {{{first}, doc: D.}}"]
    lines += [f"  d{n}: {{{others.format(n - 1)}, doc: D.}}" for n in range(1, 60)]
    when = "after d59" if "moment" in first else "d59"
    problems = wrong("definitions:\n" + "\n".join(lines) + RULE.format(when=when))
    assert "with its definitions expanded" in problems[0]


def test_a_long_sum_is_refused():
    assert (
        "more than 30 nesting levels"
        in wrong(RULE.format(when="before interview" + " + 1 day" * 100))[0]
    )


def test_a_long_list_of_moments_is_accepted():
    several = "after latest of " + ", ".join(["interview"] * 100)
    pack = RulePack.from_text("pack: mine" + RULE.format(when=f'"{several}"'))
    assert Advisor(pack).advise({"interview": "2026-11-19"}, "2026-11-21 12:00").ids == ("first",)


def chained(count, key):
    lines = ["rules:"]
    for n in range(count):
        when = "after interview" if n == 0 or key == "instead_of" else f"c{n - 1}"
        more = f"conclude: c{n}" if key == "conclude" else f"instead_of: r{n - 1}" if n else ""
        lines.append(
            f"- {{id: r{n}, when: {when}, source: S, {more}{',' if more else ''}"
            f" advise: {{action: a{n}, kind: know, title: T, text: T}}}}"
        )
    return "\n".join(lines)


@pytest.mark.parametrize("key", ["conclude", "instead_of"])
def test_a_long_chain_of_rules_is_refused_and_a_shorter_one_works(key):
    assert "use at most 50 steps" in wrong(chained(300, key))[0]
    pack = RulePack.from_text("pack: mine\n" + chained(50, key))
    report = Advisor(pack).advise({"interview": "2026-11-19"}, "2026-11-21 12:00")
    assert len(report) == (50 if key == "conclude" else 25)
    assert report.record().advice[0].since is not None


def test_many_rules_are_fast_enough():
    pack = RulePack.from_text(
        "pack: mine\nrules:\n"
        + "\n".join(
            f"- {{id: r{n}, when: after interview + {n} hours, source: S,"
            f" advise: {{action: a{n}, kind: know, title: T, text: T}}}}"
            for n in range(500)
        )
    )
    assert len(Advisor(pack).advise({"interview": "2026-11-01"}, "2026-11-05 12:00")) == 85


@pytest.mark.parametrize("rule", [*RulePack.shipped("after-the-interview").by_id])
def test_any_rule_can_be_switched_off(rule):
    pack = RulePack.from_text(f"pack: mine\nextends: after-the-interview\nswitch_off: {rule}")
    assert rule not in pack.by_id
    report = Advisor(pack).advise({"interview": "2026-11-19"}, "2026-11-20 12:00")
    assert report.record().advice


def test_many_unknown_names_are_reported_in_bounded_time():
    started = time.process_time()
    several = ", ".join(f"c{n}: 3 days" for n in range(10_000))
    assert len(wrong(f"set: {{{several}}}\n")) == 10_000
    assert time.process_time() - started < 15


def test_equal_packs_have_equal_hashes():
    text = "pack: mine" + RULE.format(when="after interview")
    one, other = RulePack.from_text(text), RulePack.from_text(text)
    assert one == other
    assert one is not other
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            RULE.format(when="&here no replly").replace("A text.", "*here "),
            "my.yaml:5:20: unknown name 'replly' (did you mean reply?)",
        ),
        (
            RULE.format(when="afer interview"),
            "my.yaml:5:11: unexpected 'afer' (did you mean after?)",
        ),
        (
            RULE.format(when="no decision-date"),
            (
                "my.yaml:5:14: 'decision-date' is not a valid name (use underscores: decision_date; to subtract, put spaces around '-')"
            ),
        ),
        (
            RULE.format(when=""),
            "my.yaml:5:5: the condition is empty (write, for example, 'no reply since interview')",
        ),
        (
            RULE.format(when="after interview").replace("A text.", "'On {interview} it} was.'"),
            "my.yaml:6:79: this brace belongs to no placeholder (write braces only as in {company} or {company|they})",
        ),
        (
            "extends: in-practice\nset: {reply_wait: soon}",
            (
                "my.yaml:3:19: 'soon' is not a valid duration or number (write one such as 3 days,"
                " 5 business days, 2 weeks or 48 hours; or a number from 0 to 1000000, to compare with a count)"
            ),
        ),
        (
            "extends: in-practice\nset: {reply_wait: 3}",
            ("my.yaml:3:19: reply_wait must be a duration, not a number (write 3 days)"),
        ),
        (
            "parameters: {many: {value: 4, doc: D., source: S.}}\nset: {many: 4 days}",
            ("my.yaml:3:13: many must be a number, not a duration (write a number such as 3)"),
        ),
        (
            "facts:\n  since: {type: flag, doc: D.}" + RULE.format(when="after interview"),
            ("my.yaml:3:3: 'since' is a keyword (choose another name for the fact)"),
        ),
    ],
)
def test_each_mistake_is_reported_once(text, said):
    assert wrong(text) == [said]
