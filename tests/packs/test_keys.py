"""Keys at a level to which they do not belong: each is reported once, with its place."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.packs.keys import ADVISE_KEYS, RULE_KEYS

HEAD = "pack: mine\nextends: in-practice\n"
RULE = """\
rules:
  - id: first
    when: no reply
    advise:
      action: act
      kind: do
      title: Act
      text: Text
    source: Us.
"""
UNDER = "belongs under advise, not beside it (indent it like the keys under advise:)"
BESIDE = "belongs beside advise, not under it (indent it like advise:)"


def wrong(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        RulePack.from_text(HEAD + text, "my.yaml")
    return [str(problem) for problem in caught.value.problems]


def moved(line: str, *, under: bool) -> str:
    """Return the rule with a line of it, or a new one, at the end and at the other level."""
    key = line.partition(":")[0]
    kept = [each for each in RULE.splitlines() if not each.lstrip().startswith(f"{key}:")]
    place = next(at for at, each in enumerate(kept) if "advise:" in each)
    if under:
        kept.insert(place + 1, f"      {line}")
    else:
        kept.append(f"    {line}")
    return "\n".join(kept) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "action: act",
        "kind: do",
        "title: Act",
        "text: Text",
        "due: interview",
        "draft: thank-you",
        "recorded_as: follow-up-sent",
        "again_after: 2 weeks",
        "order: first",
    ],
)
def test_a_key_of_the_advice_beside_it_is_reported_once(line):
    key = line.partition(":")[0]
    text = moved(line, under=False)
    last = HEAD.count("\n") + text.count("\n")
    assert wrong(text) == [f"my.yaml:{last}:5: '{key}' {UNDER}"]
    assert key in ADVISE_KEYS


@pytest.mark.parametrize(
    "line", ["when: no reply", "source: Us.", "conclude: done", "before: wait", "instead_of: wait"]
)
def test_a_key_of_the_rule_under_advise_is_reported_once(line):
    key = line.partition(":")[0]
    text = moved(line, under=True)
    place = text.splitlines().index(f"      {line}") + 3
    assert wrong(text) == [f"my.yaml:{place}:7: '{key}' {BESIDE}"]
    assert key in RULE_KEYS


def test_the_value_of_a_key_at_the_wrong_level_is_checked_as_well():
    assert wrong(moved("due: intervew", under=False)) == [
        f"my.yaml:12:5: 'due' {UNDER}",
        "my.yaml:12:10: unknown name 'intervew' (did you mean interview?)",
    ]


def test_the_keys_of_advice_without_advise_are_all_reported():
    text = "rules:\n  - id: first\n    when: no reply\n    action: act\n    title: Act\n    source: U\n"
    assert wrong(text) == [f"my.yaml:6:5: 'action' {UNDER}", f"my.yaml:7:5: 'title' {UNDER}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (
                f"{key}: x\n",
                (
                    f"3:1: '{key}' belongs in the state, not in the pack"
                    f" (remove it; each state has its own {key})"
                ),
            )
            for key in ("country", "timezone", "subdivision")
        ),
        (
            "reply_wait: 4 days\n",
            "3:1: the parameter 'reply_wait' belongs under set (indent it under set:)",
        ),
        (
            "when: no reply\n",
            "3:1: 'when' belongs in a rule, not beside rules (indent it like the keys of a rule)",
        ),
        (
            RULE + "    drafts: {}\n",
            (
                "12:5: 'drafts' belongs at the top of the pack, not in a rule"
                " (write it without indent)"
            ),
        ),
        (
            RULE + "    country: DE\n",
            (
                "12:5: 'country' belongs in the state, not in the pack"
                " (remove it; each state has its own country)"
            ),
        ),
        (
            "override: {wait: {advise: {title: T}}}\n",
            (
                "3:19: in an override, the keys of advise come directly under the id of the rule"
                " (remove advise:, and move its keys one level up)"
            ),
        ),
        (
            "override: {wait: {id: later}}\n",
            "3:19: an override cannot change the id of a rule (remove it)",
        ),
        (
            "set: {thank_you_time: 3}\n",
            "3:23: thank_you_time must be a duration, not a number (write 3 days)",
        ),
        (
            "parameters: {pause: {value: 2 hours, doc: D., source: S.}}\nset: {pause: 1}\n",
            "4:14: pause must be a duration, not a number (write 1 hour)",
        ),
    ],
)
def test_what_belongs_elsewhere_is_reported_with_its_place(text, said):
    assert wrong(text) == [f"my.yaml:{said}"]
