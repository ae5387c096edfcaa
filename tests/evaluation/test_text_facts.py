"""Facts of the type text: shown in texts and letters, and true in conditions if they are given."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from interview_rules import Advisor, PackError, RulePack, StateError, advise, explain
from interview_rules.authoring.checks.runner import check_text

PACK = """\
pack: viewing
facts:
  landlord: {type: text, doc: The name of the landlord}
  street: {type: text, doc: The street, spoken: your street}
drafts:
  thanks: {subject: "Flat in {street}", body: "Dear {landlord|landlord}, thank you for {street}."}
rules:
  - id: thank
    when: interview is known and landlord
    advise: {action: thank, kind: do, title: "Thank {landlord}", text: "{street} is yours?", draft: thanks}
    source: Ours.
  - id: find-out
    when: no landlord
    advise: {action: find-out, kind: do, title: Find out who lets it, text: "Ask in {street}, {landlord}."}
    source: Ours.
"""
NOW = "2026-11-20 12:00"


def told(facts, pack=None):
    state = {"interview": "2026-11-19", "facts": facts}
    return [each.title for each in advise(state, NOW, pack or RulePack.from_text(PACK)).advice]


def test_a_text_is_shown_and_makes_conditions_true():
    assert told({"landlord": " Ms. Okafor "}) == ["Thank Ms. Okafor"]
    assert told({"landlord": ""}) == told({}) == ["Find out who lets it"]
    pack = RulePack.from_text(PACK)
    (advice,) = advise({"interview": "2026-11-19", "facts": {"landlord": "Jo"}}, NOW, pack).advice
    assert advice.text == "Your street is yours?"
    draft = advice.draft
    assert (draft.subject, draft.body) == (
        "Flat in your street",
        "Dear Jo, thank you for your street.",
    )
    (advice,) = advise({"facts": {"street": "Elm Street"}}, NOW, pack).advice
    assert advice.text == "Ask in Elm Street, [landlord]."


def test_a_former_name_of_it_is_followed():
    renamed = PACK + "formerly: {facts: {owner: landlord}}\n"
    pack = RulePack.from_text(renamed)
    assert told({"owner": "Jo"}, pack) == ["Thank Jo"]
    assert told({"owner": "Jo", "landlord": "Max"}, pack) == ["Thank Max"]


def test_what_is_no_text_is_a_problem():
    for wrong, message in (
        (
            3,
            "facts.landlord: expected text, not a number (write text, and put a number in quotes)",
        ),
        (
            True,
            "facts.landlord: expected text, not true (write text, and put a number in quotes)",
        ),
        (
            "x" * 201,
            "facts.landlord: this text may have at most 200 characters, but has 201 (shorten it)",
        ),
    ):
        with pytest.raises(StateError) as caught:
            told({"landlord": wrong})
        assert str(caught.value) == message


def test_names_of_texts_are_not_names_of_facts():
    with pytest.raises(PackError, match="company is a name that texts can use"):
        RulePack.from_text(PACK.replace("landlord", "company"))


def test_a_question_for_it_is_an_error():
    with pytest.raises(PackError) as caught:
        RulePack.from_text(PACK.replace("spoken: your street", "ask: Which street?"), "mine.yaml")
    assert str(caught.value) == (
        "mine.yaml:4:46: 'ask' has no effect on a fact of type text, which nobody is asked for"
        " (remove ask)"
    )


def test_it_is_explained_checked_and_not_asked_for():
    pack = RulePack.from_text(PACK)
    state = {"interview": "2026-11-19", "facts": {"landlord": "Jo"}}
    assert "Jo" in explain(state, "thank", NOW, pack).to_text()
    assert check_text(PACK, "viewing.yaml") == []
    assert not [q for q in Advisor(pack).advise({}, NOW).questions if q.id.startswith("facts.")]


@pytest.mark.skipif(find_spec("polars") is None, reason="polars is not installed")
def test_tables_have_it_as_a_column_of_text():
    import polars as pl

    from interview_rules.tables import advise_table

    rows = pl.DataFrame({"rounds": [0, 0, 0], "landlord": ["Jo", None, " "]})
    found = advise_table(rows, "2026-11-20T12:00Z", RulePack.from_text(PACK))
    assert found["find-out"].to_list() == [False, True, True]


@pytest.mark.skipif(find_spec("z3") is None, reason="z3 is not installed")
def test_proofs_find_examples_with_it():
    from interview_rules.authoring.prove import prove

    assert {verdict.outcome for verdict in prove(RulePack.from_text(PACK))} == {"proved"}
