"""A printed condition parses to an equal condition."""

from __future__ import annotations

import json

import pytest
from drawn_packs import pack_texts
from hypothesis import HealthCheck, given
from profiles import scaled

from interview_rules import RulePack
from interview_rules.language.printer import say_condition

DEFAULT = RulePack.default()


@scaled(300, suppress_health_check=list(HealthCheck))
@given(pack_texts())
def test_drawn_conditions_parse_back(text):
    pack = RulePack.from_text(text)
    again = json.loads(text)
    for rule, written in zip(pack.rules, again["rules"], strict=True):
        written["when"] = say_condition(rule.when)
    for one, other in zip(pack.rules, RulePack.from_text(json.dumps(again)).rules, strict=True):
        assert one.when == other.when


def test_bundled_conditions_parse_back():
    said = {rule.id: {"when": say_condition(rule.when)} for rule in DEFAULT.rules}
    text = json.dumps({"pack": "again", "extends": "in-practice", "override": said})
    again = RulePack.from_text(text)
    for rule in DEFAULT.rules:
        assert again.rule(rule.id).when == rule.when


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("not decision_date is known", "no decision_date"),
        ("decision_date is not known", "no decision_date"),
        ("reply from follow_up", "reply since follow_up"),
        ("follow_ups is at least 1", "follow_ups >= 1"),
        ("not offer is firm", "offer is not firm"),
        ("no offer", "offer is none"),
        ("(latest of reply, follow_up) + 1 week before interview",
         "(latest of reply, follow_up) + 1 week before interview"),
        ("after (latest of reply, follow_up) + 1 days",
         "after (latest of reply, follow_up) + 1 day"),
        ("after latest of reply, (earliest of follow_up, interview)",
         "after latest of reply, (earliest of follow_up, interview)"),
        ("follow_ups = 0", "no follow_ups"),
        ("follow_ups = at_first", "follow_ups = at_first"),
        ("a_flag or not (a_flag and no reply)", "a_flag or not (a_flag and no reply)"),
    ],
)  # fmt: skip
def test_conditions_are_printed_as_authors_write_them(written, said):
    def pack(condition):
        return RulePack.from_text(
            json.dumps(
                {
                    "pack": "one",
                    "facts": {"a_flag": {"type": "flag", "doc": "A flag."}},
                    "parameters": {"at_first": {"value": 0, "doc": "A number."}},
                    "rules": [{"id": "it", "when": condition, "conclude": "c", "source": "S."}],
                }
            )
        )

    if written.startswith("(latest"):
        # The left side of a comparison cannot be in parentheses, so this is never parsed.
        with pytest.raises(Exception, match="unexpected"):
            pack(written)
        return
    assert say_condition(pack(written).rules[0].when) == said
