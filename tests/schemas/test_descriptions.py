"""Every field of the published schemas says what it means, and closed sets of words are enums."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from interview_rules import InterviewState, JobSearch
from interview_rules.events import field_descriptions as of_inputs
from interview_rules.events.event import EVENTS, Event
from interview_rules.packs.model import ADVICE_KINDS
from interview_rules.records import field_descriptions as of_results
from interview_rules.records.parts import PARTS
from interview_rules.records.plan import Assumed
from interview_rules.records.question import QuestionType
from interview_rules.schemas.registry import SCHEMAS, SchemaName, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator

INPUTS: tuple[SchemaName, ...] = ("state", "events", "search")
RESULTS: tuple[SchemaName, ...] = (
    "report",
    "plan",
    "explanation",
    "search-report",
    "search-plan",
)
CONDITIONS = frozenset({"if", "then", "else"})


@cache
def schema(name: SchemaName) -> dict[str, Any]:
    return schema_of(name)


def properties(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the path and the schema of each property, but not those that only state conditions."""
    if isinstance(part, list):
        for each in part:
            yield from properties(each, path)
    if not isinstance(part, dict):
        return
    for name, found in part.get("properties", {}).items():
        yield f"{path}.{name}", found
    for key, inner in part.items():
        if key not in CONDITIONS | {"examples", "default"}:
            yield from properties(inner, f"{path}.{key}")


def allowed(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the alternatives of a property, without null."""
    return [each for each in found.get("anyOf", [found]) if each.get("type") != "null"]


def models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        if model.__module__.startswith("interview_rules."):
            yield model
            yield from models(model)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described(name: SchemaName) -> None:
    described = schema(name).get("$defs", {})
    found = list(properties(schema(name)))
    assert found or name == "events"
    for path, each in found:
        # Names in a pack are described where they are defined.
        target = described.get(each.get("$ref", "").rpartition("/")[2], {})
        assert each.get("description") or target.get("description"), path


@pytest.mark.parametrize("name", [*INPUTS, *RESULTS])
def test_descriptions_are_one_short_sentence(name: SchemaName) -> None:
    for path, each in properties(schema(name)):
        text = each["description"]
        assert text.endswith("."), path
        assert text[0].isupper(), path
        assert len(text) < 160, path
        assert not re.search(r"\. [A-Z]", text), path


@pytest.mark.parametrize("name", [*INPUTS, *RESULTS])
def test_descriptions_say_what_null_means(name: SchemaName) -> None:
    for path, each in properties(schema(name)):
        nullable = {"type": "null"} in each.get("anyOf", ())
        assert ("null" in each["description"]) == nullable, path


@pytest.mark.parametrize("name", INPUTS)
def test_texts_and_moments_of_inputs_have_examples_that_fit(name: SchemaName) -> None:
    whole = schema(name)
    checked = 0
    for path, each in properties(whole):
        texts = [a for a in allowed(each) if a.get("type") == "string" and "enum" not in a]
        assert each.get("examples") or not texts, path
        validator = Draft202012Validator({"$defs": whole["$defs"], **each})
        for example in each.get("examples", ()):
            validator.validate(example)
            checked += 1
    assert checked


def test_examples_of_states_are_read() -> None:
    for model in (InterviewState, JobSearch):
        for name, each in model.model_json_schema()["properties"].items():
            for example in each.get("examples", ()):
                needed = {"country": "US"} if name == "subdivision" else {}
                model.read({**needed, name: example})


@pytest.mark.parametrize("texts", [of_inputs, of_results])
def test_no_text_is_left_over(texts: Any) -> None:
    known = {
        model.__name__: {field.alias or name for name, field in model.model_fields.items()}
        for model in models(BaseModel)
    }
    for owner, fields in texts.DESCRIPTIONS.items():
        names = set().union(*known.values()) if owner == texts.ANY else known[owner]
        assert set(fields) <= names, owner
    assert set(texts.EXAMPLES) <= set().union(*known.values())


def test_a_subclass_describes_its_own_fields() -> None:
    class Mine(Event):
        colour: str = "red"

    found = Mine.model_json_schema()["properties"]
    assert "description" not in found["colour"]
    assert found["employer"]["description"].startswith("The name of the other employer")


def test_fields_have_no_titles_and_references_stand_alone() -> None:
    for name in (*INPUTS, *RESULTS):
        for path, each in properties(schema(name)):
            assert "title" not in each, path
            assert "$ref" not in each, path


def test_a_schema_can_be_changed_without_changing_the_next() -> None:
    before = Event.model_json_schema()
    changed = Event.model_json_schema()
    changed["then"]["allOf"].clear()
    changed["properties"]["at"]["examples"].clear()
    assert Event.model_json_schema() == before


# -- types -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESULTS)
def test_results_tell_dates_from_instants(name: SchemaName) -> None:
    found = {
        path.rpartition(".")[2]: {each.get("format") for each in allowed(part)}
        for path, part in properties({**schema(name), "$defs": without_event(name)})
    }
    days = {"due", "day", "earliest", "latest"} - ({"earliest"} if name == "explanation" else set())
    instants = {
        *("now", "since", "until", "due_at", "next_change"),
        *("at", "given_from", "changes"),
    }
    for field, formats in found.items():
        if field in days:
            assert formats == {"date"}, field
        elif field in instants:
            assert formats == {"date-time"}, field
        else:
            assert not formats & {"date", "date-time"} or field == "earliest", field
    assert found.keys() & days or name == "explanation"
    assert found.keys() & instants


def without_event(name: SchemaName) -> dict[str, Any]:
    """Return the definitions of a result without events, whose moments are as they were given."""
    return {key: each for key, each in schema(name)["$defs"].items() if key != "Event"}


@pytest.mark.parametrize(
    ("name", "path", "words"),
    [
        ("report", ".$defs.AdviceRecord.kind", ADVICE_KINDS),
        ("report", ".$defs.QuestionRecord.type", get_args(QuestionType)),
        ("report", ".$defs.DraftRecord.role", ("interviewer", "agency", "recruiter", "hr")),
        ("report", ".included", PARTS),
        ("plan", ".$defs.RowRecord.kind", ADVICE_KINDS),
        ("plan", ".$defs.Event.event", (*EVENTS,)),
        ("plan", ".assumed", get_args(Assumed)),
        ("search-plan", ".assumed", get_args(Assumed)),
        ("explanation", ".$defs.OriginRecord.event", ("", *EVENTS)),
        (
            "explanation",
            ".$defs.PartRecord.kind",
            ("all", "any", "not", "definition", "conclusion", "rule", "test"),
        ),
    ],
)
def test_closed_sets_of_words_are_enums(
    name: SchemaName, path: str, words: tuple[str, ...]
) -> None:
    found = dict(properties(schema(name)))[path]
    known = found.get("items", found)
    assert tuple(known["enum"] if "enum" in known else known["anyOf"][0]["enum"]) == words


@pytest.mark.parametrize("name", ["report", "explanation", "search-report"])
def test_typed_values_are_told_apart_by_a_constant(name: SchemaName) -> None:
    kinds = ("moment", "flag", "choice", "count")
    for kind in kinds:
        value = schema(name)["$defs"][f"{kind.title()}Value"]["properties"]["type"]
        assert value["const"] == kind
