"""Tests of generated pages: one per rule, valid links, examples from tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview_rules import InterviewRulesError, PackError, RulePack
from interview_rules.authoring.pack_tests import read_test_file
from interview_rules.authoring.rule_docs import MARK, files_beside, rule_documents, write_documents

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
EDGE = re.compile(r"  (?P<one>\w+)(?P<shape>\(?\[.*?\]\)?) --> (?P<other>\w+)(\(?\[.*?\]\)?)")
PACK = """\
pack: tiny
title: A tiny pack
parameters:
  patience: {value: 3 days, doc: How long., source: This test.}
facts:
  f: {type: flag, doc: A flag.}
definitions:
  overdue: {condition: from decision_date + patience, doc: The day is over.}
conclusions: {late: It is late.}
drafts:
  note: {subject: S, body: B}
rules:
  - id: is-it-late
    when: overdue
    conclude: late
    source: This test.
  - id: ask
    when: [late, no reply]
    advise: {action: write, kind: do, title: "Ask about {decision_date}", text: "Ask now.",
      due: decision_date + 1 week, draft: note, recorded_as: follow-up-sent}
    instead_of: wait
    before: [wait]
    source: {section: When to Reach Out}
  - id: wait
    when: before decision_date + patience
    advise: {action: wait, kind: avoid, title: Wait, text: Wait for them., again_after: patience}
    source: This test.
"""
TESTS = """\
tests:
  - name: It is late after three days
    events:
      - {at: 2026-11-18, event: interview, interviewers: [Ms. Lee, Mr. Ray]}
      - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}
    now: [2026-11-28 00:00, 2026-12-01 12:00]
    expect: [write: {rule: ask}]
    holds: [is-it-late]
  - name: Before, one waits
    state: {interview: 2026-11-19, decision_date: 2026-11-25}
    now: 2026-11-27 23:59
    expect: [wait: {rule: wait}]
    expect_not: [write]
  - name: An action alone shows no rule
    events: [{at: 2026-11-19, event: decision-date-set, date: 2026-11-25}]
    now: 2026-11-28 12:00
    expect: [write]
"""


def documents(pack, tests):
    """Return the pages without the marker at the end of each."""
    made = rule_documents(pack, tests)
    assert all(page.endswith(f"\n{MARK}\n") for page in made.values())
    return {name: page.removesuffix(f"\n{MARK}\n") for name, page in made.items()}


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(PACK)
    (tmp_path / "tiny.tests.yaml").write_text(TESTS)
    pack = RulePack.load(path)
    return documents(pack, files_beside(pack, [path]))


@pytest.fixture(scope="module")
def shipped():
    pack = RulePack.default()
    beside = files_beside(pack)
    return pack, documents(pack, beside), beside


def test_a_page_has_all_of_a_rule(tiny):
    assert tiny["ask.md"] == (
        """\
# Ask about {decision_date}

For people who get this advice, and for authors of rules.

`ask`, of the pack tiny. Advises `write` (do). Source: the article, section “When to Reach Out”

> Ask now.

## When

All of these have to be true:

- `late`
- `no reply`

## Conclusions of other rules

- `late`: It is late.

## Other properties

- Due: `decision_date + 1 week`
- Draft: `note`
- Recorded as: `follow-up-sent`
- Replaces: [wait](wait.md)
- Comes before: [wait](wait.md)

## Dependencies

```mermaid
flowchart LR
  c_late(["late"]) --> r_ask["ask"]
  r_is_it_late["is-it-late"] --> c_late(["late"])
```

## Examples

These examples are tests of the pack.

**It is late after three days**

- 2026-11-18: interview (interviewers: Ms. Lee, Mr. Ray)
- 2026-11-19: decision-date-set (date: 2026-11-25)
- at 2026-11-28 00:00 it gives its advice
- at 2026-12-01 12:00 it gives its advice
"""
    )


def test_a_rule_that_only_concludes_has_a_page_as_well(tiny):
    page = tiny["is-it-late.md"]
    assert page.startswith(
        "# is-it-late\n\nFor authors of rules.\n\n`is-it-late`, of the pack tiny. Source: This test.\n"
    )
    assert "## Definitions\n\n- `overdue`: The day is over. (from decision_date + patience)" in page
    assert "## Parameters\n\n- `patience`: 3 days. How long.\n" in page
    assert "- Concludes: `late`\n" in page
    assert "- at 2026-11-28 00:00 it holds\n" in page
    # Its diagram shows the rules that use its conclusions.
    assert '  c_late(["late"]) --> r_ask["ask"]\n' in page


def test_what_takes_its_place_is_told(tiny):
    page = tiny["wait.md"]
    assert "- Comes back after: `patience`\n- Replaced by: [ask](ask.md)\n" in page
    assert "mermaid" not in page
    assert page.endswith(
        "**Before, one waits**\n\n"
        "- 2026-11-19: interview\n"
        "- at an unknown time: decision-date-set (date: 2026-11-25)\n"
        "- at 2026-11-27 23:59 it gives its advice\n"
    )


def test_the_index_lists_and_draws_all(tiny):
    assert [*tiny] == ["README.md", "is-it-late.md", "ask.md", "wait.md"]
    assert tiny["README.md"] == (
        """\
# A tiny pack

For readers of the advice and for authors of rules.

The rules in the order of the pack, each with a page.

## tiny

- [is-it-late](is-it-late.md): concludes late
- [ask](ask.md): Ask about {decision_date}
- [wait](wait.md): Wait

## Dependencies

```mermaid
flowchart LR
  c_late(["late"]) --> r_ask["ask"]
  r_is_it_late["is-it-late"] --> c_late(["late"])
```
"""
    )


def test_without_tests_there_are_no_examples(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(PACK)
    pack = RulePack.load(path)
    assert files_beside(pack, [path]) == []
    assert not any("## Examples" in page for page in rule_documents(pack).values())


def test_tests_beside_that_cannot_be_read_are_said(tmp_path):
    path = tmp_path / "tiny.yaml"
    path.write_text(PACK)
    (tmp_path / "tiny.tests.yaml").write_text(
        TESTS.replace("expect: [write]\n", "expect: [wirte]\n")
    )
    with pytest.raises(PackError, match=r"tiny\.tests\.yaml:17:14: .*'wirte'"):
        files_beside(RulePack.load(path), [path])


def test_a_page_that_cannot_be_read_is_a_problem(tmp_path, monkeypatch):
    (tmp_path / "ask.md").write_text("Ours.")

    def refuse(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InterviewRulesError) as caught:
        write_documents(tmp_path, {"ask.md": "Theirs."})
    assert "ask.md: cannot read the file: Permission denied (choose" in str(caught.value)


@pytest.mark.slow
def test_every_rule_has_its_page_and_every_link_leads_to_one(shipped):
    pack, pages, _beside = shipped
    assert pages.keys() == {"README.md", *(f"{rule.id}.md" for rule in pack.rules)}
    for name, page in pages.items():
        for text, target in LINK.findall(page):
            assert target in pages, name
            assert target == f"{text}.md"
    linked = {target for _text, target in LINK.findall(pages["README.md"])}
    assert linked == pages.keys() - {"README.md"}
    for rule in pack.rules:
        page = pages[f"{rule.id}.md"]
        assert f"`{rule.id}`" in page
        assert str(rule.source) in page
        for words in rule.words:
            assert f"- `{words}`" in page


def test_the_page_of_a_rule_called_readme_is_not_the_index():
    pack = RulePack.from_text(
        "pack: mine\nrules:\n"
        "  - id: readme\n    when: no reply\n"
        "    advise: {action: a, kind: do, title: A, text: B}\n    source: Us.\n"
        "  - id: other\n    when: interview is known\n    instead_of: readme\n"
        "    advise: {action: b, kind: do, title: A, text: B}\n    source: Us.\n"
    )
    pages = rule_documents(pack)
    assert len({name.casefold() for name in pages}) == len(pages) == 3
    links = {link for text in pages.values() for link in re.findall(r"\]\(([^)]+\.md)\)", text)}
    assert links == pages.keys() - {"README.md"}


@pytest.mark.slow
def test_rules_are_listed_under_their_packs(shipped):
    pack, pages, _beside = shipped
    index = pages["README.md"]
    parts = re.split(r"^## (.*)$", index, flags=re.MULTILINE)
    by_pack = dict(zip(parts[1::2], parts[2::2], strict=True))
    for layer in ("after-the-interview", "in-practice"):
        listed = [text for text, _target in LINK.findall(by_pack[layer])]
        assert listed == [rule.id for rule in pack.rules if rule.pack == layer]


@pytest.mark.slow
def test_examples_are_tests_that_name_the_rule(shipped):
    pack, pages, beside = shipped
    names = {test.name for file in beside for test in file.tests}
    shown = 0
    for rule in pack.rules:
        page = pages[f"{rule.id}.md"]
        examples = re.findall(r"^\*\*(.*)\*\*$", page, flags=re.MULTILINE)
        assert set(examples) <= names
        assert len(examples) <= 4
        shown += len(examples)
    assert shown > len(pack.rules)


@pytest.mark.slow
def test_pictures_have_an_edge_for_each_conclusion_that_feeds_a_rule(shipped):
    pack, pages, _beside = shipped
    drawn = pages["README.md"].split("```mermaid\n")[1].split("```")[0].rstrip().split("\n")
    assert drawn[0] == "flowchart LR"
    edges = {
        EDGE.fullmatch(line)["one"] + ">" + EDGE.fullmatch(line)["other"] for line in drawn[1:]
    }
    assert len(edges) == len(drawn) - 1
    from interview_rules.language.nodes import conclusions_in

    asked = {
        (f"c_{name}", f"r_{rule.id.replace('-', '_')}")
        for rule in pack.rules
        for name in conclusions_in(rule.when)
    }
    concluded = {
        (f"r_{rule.id.replace('-', '_')}", f"c_{name}")
        for rule in pack.rules
        for name in rule.conclude
        if any(name in conclusions_in(other.when) for other in pack.rules)
    }
    assert edges == {f"{one}>{other}" for one, other in asked | concluded}


@pytest.mark.slow
def test_pages_of_shipped_packs_take_the_tests_beside_them(shipped):
    _pack, _pages, beside = shipped
    assert [file.pack.name for file in beside] == ["after-the-interview", "in-practice"]


def test_read_test_files_can_be_brought(tmp_path):
    (tmp_path / "tiny.yaml").write_text(PACK)
    elsewhere = tmp_path / "elsewhere.tests.yaml"
    elsewhere.write_text(f"rules: tiny.yaml\n{TESTS}")
    file = read_test_file(elsewhere)
    assert "**Before, one waits**" in rule_documents(file.pack, [file])["wait.md"]


def test_the_index_lists_the_events_of_the_pack():
    pack = RulePack.load(Path(__file__).parents[2] / "examples" / "rental-viewing.yaml")
    index = rule_documents(pack)["README.md"]
    assert "| `flat.refused` | They chose somebody else. | `answer` | `answer_by` |" in index
    assert "## Events" not in rule_documents(RulePack.shipped("after-the-interview"))["README.md"]
