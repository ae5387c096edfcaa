"""The table next to the article names every rule of its pack, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from interview_rules import RulePack

PAGE = Path(__file__).parent.parent.parent / "docs" / "article.md"


def test_every_rule_of_the_article_stands_in_the_table():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"][2:]
    named = {rule for row in rows for rule in re.findall(r"`([a-z-]+)`", row.rsplit("|", 2)[1])}
    assert named == {rule.id for rule in RulePack.shipped("after-the-interview").rules}


def test_every_rule_of_the_article_cites_a_section_of_it():
    sections = {
        "Send a Thank-You Note",
        "The Waiting Game",
        "When to Reach Out",
        "Continue Your Search",
    }
    for rule in RulePack.shipped("after-the-interview").rules:
        assert rule.source.section in sections, rule.id


def test_every_other_rule_says_on_what_it_rests():
    for rule in RulePack.default().rules:
        assert rule.source.section or rule.source.rests_on, rule.id
