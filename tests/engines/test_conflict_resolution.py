"""Conflict resolution agrees with its definition, applied literally."""

from __future__ import annotations

import json
import random

import pytest

from interview_rules import Advisor, RulePack
from interview_rules.engines.program import program_for

NOW = "2026-11-29T12:00Z"


def pack(rules: list[dict]) -> RulePack:
    written = [
        {
            "id": f"r{place}",
            "when": f"rounds > {place}",
            "source": "This test.",
            "advise": {"action": f"a{place}", "kind": "do", "title": "It.", "text": "So."},
            **rule,
        }
        for place, rule in enumerate(rules)
    ]
    return RulePack.from_text(json.dumps({"pack": "drawn", "rules": written}))


def acting(action: str) -> dict:
    return {"action": action, "kind": "do", "title": "It.", "text": "So."}


def by_definition(rules: RulePack, holds: int) -> int:
    """Resolve conflicts by definition: a rule stands unless a rule that stands replaces it."""

    def stands(index: int) -> bool:
        replacing = [n for n, rule in enumerate(rules.rules) if rules.ids[index] in rule.instead_of]
        return bool(holds >> index & 1) and not any(map(stands, replacing))

    given, seen = 0, set()
    for index, action in enumerate(rules.actions_by_rule):
        if action and stands(index) and action not in seen:
            seen.add(action)
            given |= 1 << index
    return given


@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_the_definition_says(seed):
    rnd = random.Random(seed)  # noqa: S311  # drawing examples
    count = rnd.randint(1, 9)
    rules = pack([
        {
            "advise": acting(f"a{rnd.randrange(count)}"),
            "instead_of": [f"r{n}" for n in range(place) if rnd.random() < 0.3],
        }
        for place in range(count)
    ])  # fmt: skip
    for holds in range(1 << count):
        assert program_for(rules).conflicts.of(holds) == (holds, by_definition(rules, holds))


def test_what_is_remembered_has_an_end_and_stays_right():
    rules = pack([{"advise": acting("same")} for _ in range(13)])
    for holds in (*range(1 << 13), 3, 0):
        assert program_for(rules).conflicts.of(holds)[1] == holds & -holds
    assert len(program_for(rules).conflicts.known) <= 4_096


def test_rules_without_rivals_need_no_memory():
    assert program_for(pack([{}, {}])).conflicts.only_advising == 0b11
    assert program_for(pack([{}, {"instead_of": "r0"}])).conflicts.only_advising is None
    assert (
        program_for(
            pack([{"advise": acting("x")}, {"advise": acting("x")}])
        ).conflicts.only_advising
        is None
    )


def rivals(count: int) -> RulePack:
    return pack([{"instead_of": [f"r{n}" for n in range(place)]} for place in range(count)])


def test_rules_that_all_stand_instead_of_all_before_them():
    rules = rivals(45)
    log = [
        {"event": "interview", "at": f"2026-{1 + day // 28:02}-{1 + day % 28:02}"}
        for day in range(40)
    ]
    report = Advisor(rules).advise({"events": log}, NOW)
    assert report.ids == ("r39",)
    assert report.advice[0].since is not None
    assert report.evaluation.stands(39)
    assert not report.evaluation.stands(38)


def test_tables_know_rules_that_all_stand_instead_of_all_before_them():
    pl = pytest.importorskip("polars")
    from interview_rules.tables import advise_table

    rules = rivals(45)
    found = advise_table(pl.DataFrame({"rounds": [40, 45, 0]}), NOW, rules)
    assert found["action"].to_list() == ["a39", "a44", None]


@pytest.mark.slow
def test_thousands_of_rules_with_one_action():
    rules = pack([{"advise": acting("one")} for _ in range(3_000)])
    log = [{"event": "interview", "at": "2026-11-19"}]
    report = Advisor(rules).advise({"events": log}, NOW)
    assert report.ids == ("r0",)
    assert report.advice[0].since is not None
