"""Conditions about the place of a state: its country, subdivision and time zone."""

from __future__ import annotations

import pytest

from interview_rules import Advisor, InterviewState, PackError, RulePack, advise, explain
from interview_rules.authoring.checks.runner import check_text
from interview_rules.errors import StateError

TEXT = """\
pack: places
rules:
  - id: bavaria
    when: country is DE and subdivision is BY
    source: Us.
    advise: {action: bavaria, kind: know, title: A, text: A.}
  - id: alps
    when: country is AT or country is CH
    source: Us.
    advise: {action: alps, kind: know, title: A, text: A.}
  - id: nowhere
    when: no country
    source: Us.
    advise: {action: nowhere, kind: know, title: A, text: A.}
  - id: abroad
    when: timezone is Europe/Berlin and country is not DE
    source: Us.
    advise: {action: abroad, kind: know, title: In {country}, text: A.}
"""
TEXT = TEXT.replace("In {country}", '"In {country}"')
PACK = RulePack.from_text(TEXT)
NOW = "2026-11-20 12:00"
PLACES: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({}, ("nowhere",)),
    ({"country": "DE"}, ()),
    ({"country": "DE", "subdivision": "BY"}, ("bavaria",)),
    ({"country": "DE", "subdivision": "DE-BY", "timezone": "Europe/Berlin"}, ("bavaria",)),
    ({"country": "DE", "subdivision": "BE"}, ()),
    ({"country": "AT"}, ("alps",)),
    ({"country": "CH", "timezone": "Europe/Berlin"}, ("alps", "abroad")),
    ({"country": "US", "timezone": "Europe/Berlin"}, ("abroad",)),
    ({"timezone": "Europe/Berlin"}, ("nowhere", "abroad")),
]


@pytest.mark.parametrize("engine", ["compiled", "durable"])
@pytest.mark.parametrize(("place", "actions"), PLACES)
def test_advice_depends_on_the_place(engine, place, actions):
    if engine == "durable":
        pytest.importorskip("durable_rules_engine")
    assert Advisor(PACK, engine=engine).advise(place, NOW).actions == actions


def test_a_table_says_the_same():
    pl = pytest.importorskip("polars")
    from interview_rules.tables import advise_table  # needs polars

    columns = ("country", "subdivision", "timezone")
    rows = [[place.get(name) for name in columns] for place, _actions in PLACES]
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    found = advise_table(table, now=NOW, rules=PACK)
    for row, (place, actions) in zip(found.to_dicts(), PLACES, strict=True):
        assert {name for name in PACK.ids if row[name]} == {*actions}, place
    one = advise_table(
        table.drop("country", "subdivision"), now=NOW, rules=PACK, country="DE", subdivision="BY"
    )
    assert one["bavaria"].all()


def test_a_text_names_the_country():
    state = {"country": "US", "timezone": "Europe/Berlin"}
    assert advise(state, NOW, PACK)["abroad"].title == "In US"


def test_an_explanation_says_where_the_country_comes_from():
    told = explain({"country": "DE", "subdivision": "BY"}, "bavaria", NOW, PACK)
    parts = [told.record().tree]
    origins = set()
    while parts:
        part = parts.pop()
        parts += part.parts
        origins |= {origin.path for saw in part.saw for origin in saw.origins}
    assert origins == {"country", "subdivision"}


def test_a_pack_without_such_conditions_has_no_such_facts():
    assert [*PACK.facts] == ["country", "subdivision", "timezone"]
    assert not RulePack.shipped("after-the-interview").facts


def test_nobody_is_asked_for_the_place():
    assert [*advise({}, NOW, PACK).questions] == []


def test_the_place_is_no_fact_of_the_pack():
    state = InterviewState.read({"facts": {"country": "DE"}})
    (warning,) = advise(state, NOW, PACK).warnings
    assert str(warning) == (
        "facts.country: country is a field of the state, not a fact of the pack (move it out of facts)"
    )
    with pytest.raises(StateError, match="country is a field of the state"):
        Advisor(PACK, strict=True).advise(state, NOW)


def test_a_pack_can_have_a_fact_of_its_own_with_such_a_name():
    own = "facts:\n  country: {type: flag, doc: It is in the country.}\n"
    rule = (
        "{id: a, when: country, source: Us., advise: {action: a, kind: know, title: A, text: A.}}"
    )
    pack = RulePack.from_text(f"pack: own\n{own}rules:\n  - {rule}\n")
    assert advise({"facts": {"country": True}}, NOW, pack).actions == ("a",)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("country is UK", "unknown country 'UK' (did you mean GB?)"),
        ("country is de", "unknown country 'de' (did you mean DE?)"),
        ("country is other", "unknown country 'other' (use an ISO 3166 code such as DE)"),
        ("country is Germany", "unknown country 'Germany' (did you mean DE?)"),
        ("subdivision is Bavaria", "unknown subdivision 'Bavaria' (write its code, such as BY)"),
        (
            "timezone is Europe/Berln",
            "unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
        ),
        ("offer is Firm", "unknown value 'Firm' for offer (did you mean firm?)"),
        ("country", "country is a choice, not a condition (write 'country is ...')"),
    ],
)
def test_unknown_places_are_found_by_the_check(condition, message):
    text = TEXT.replace("no country", condition)
    (found,) = check_text(text, "places.yaml")
    assert message in str(found)
    with pytest.raises(PackError):
        RulePack.from_text(text)


def test_a_sound_pack_has_no_finding():
    assert check_text(TEXT, "places.yaml") == []


def test_two_countries_at_once_are_a_contradiction():
    (found,) = check_text(
        TEXT.replace("country is AT or country is CH", "country is AT and country is CH"), "p.yaml"
    )
    assert "never-holds" in str(found)
