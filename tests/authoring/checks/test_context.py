"""What lints know about a pack: which rules need no check, because their own pack has it."""

from __future__ import annotations

import pytest

from interview_rules import RulePack
from interview_rules.authoring.checks.context import Context
from interview_rules.authoring.checks.runner import check_text
from interview_rules.packs.loading import inspect_text

PACK = "pack: own\nextends: in-practice\n"
OWN = """rules:
  - id: coach
    when: assumed_filled
    advise: {action: coach, kind: do, title: Tell your coach, text: Tell your coach.}
    source: Coaches help.
"""


def as_bundled(text):
    """Return the ids of the rules that are as in their bundled pack."""
    found = inspect_text(text, "pack.yaml")
    context = Context(found.pack, found.layers, found.used, frozenset({"pack.yaml"}))
    return {found.pack.rules[index].id for index in context.as_bundled}


def test_rules_of_an_extended_pack_are_as_bundled():
    assert as_bundled(PACK + OWN) == set(RulePack.shipped("in-practice").ids)


@pytest.mark.parametrize(
    "change",
    [
        "set: {reply_wait: 5 business days}\n",
        "switch_off: [follow-up]\n",
        "override: {follow-up: {when: after decision_date}}\n",
        "override: {follow-up: {instead_of: wait}}\n",
        "override: {the-day-of-the-round: {action: ask-decision-date, kind: do}}\n",
        OWN.replace("assumed_filled", "contact_left is known\n    conclude: assumed_filled"),
    ],
)
def test_any_change_of_what_they_mean_makes_them_worth_a_check(change):
    assert as_bundled(PACK + change) == set()


def test_a_change_that_makes_a_bundled_rule_contradict_itself_is_found():
    contradiction = "after decision_date and before decision_date"
    changed = f"override: {{follow-up: {{when: {contradiction}}}}}\n"
    assert "never-holds" in [each.finding.code for each in check_text(PACK + changed, "pack.yaml")]
