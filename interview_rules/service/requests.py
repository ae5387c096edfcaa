"""Requests, read from JSON: a state or a search, and the other arguments of a call."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError

from interview_rules.errors import InterviewRulesError, Problem, StateError, kind_of
from interview_rules.events.event import Event
from interview_rules.events.snapshot import ENTRIES
from interview_rules.positions import FieldPath
from interview_rules.records.parts import Part
from interview_rules.sources.json_text import read_json
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch
from interview_rules.state.problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "AdviseRequest",
    "AnswerRequest",
    "CheckRequest",
    "ExplainRequest",
    "IcsRequest",
    "PlanRequest",
    "QuestionsRequest",
    "Request",
    "RuleRequest",
    "SearchAdviseRequest",
    "SearchAnswerRequest",
    "SearchIcsRequest",
    "SearchPlanRequest",
    "StateRequest",
    "placed_in",
    "read_request",
]

_Model = TypeVar("_Model", bound="Request")

MOST_TEXT = 100_000
"""Maximum length of a pack and of an earlier calendar file, in characters."""

Moment = Annotated[
    str | None,
    Field(
        max_length=64,
        description="A date with a time, in the zone of the state unless it has an offset.",
        examples=["2026-11-25 12:00", "2026-11-25T12:00:00+01:00"],
    ),
]
Now = Annotated[
    Moment,
    Field(description="The moment to advise on, by default the current time of the service."),
]
Include = Annotated[
    tuple[Part, ...] | None,
    Field(
        max_length=10,
        description="The parts of the report to compute, by default all of them.",
        examples=[["windows", "drafts"]],
    ),
]
Assumption = Literal["silence", "follow advice"]
_WORD, _EVENT, _LIST = "assumption", "imagined", "several"


def _form_of(value: object) -> str:
    """Return the form in which something is assumed, so that its problems are about that form."""
    return _LIST if isinstance(value, list | tuple) else _WORD if isinstance(value, str) else _EVENT


_Assumed = Annotated[
    Annotated[Assumption, Tag(_WORD)] | Annotated[Event, Tag(_EVENT)], Discriminator(_form_of)
]
_AllAssumed = Annotated[
    Annotated[Assumption, Tag(_WORD)]
    | Annotated[Event, Tag(_EVENT)]
    | Annotated[tuple[_Assumed, ...], Tag(_LIST), Field(max_length=100)],
    Discriminator(_form_of),
]


class Request(BaseModel):
    """The body of a request. Unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StateRequest(Request):
    """A state, and the moment to advise on."""

    state: InterviewState
    now: Now = None

    @property
    def subject(self) -> Any:
        """The state, to pass to the methods of an `Advisor`."""
        return self.state


class SearchRequest(Request):
    """A job search, and the moment to advise on."""

    search: JobSearch
    now: Now = None

    @property
    def subject(self) -> Any:
        """The search, to pass to the methods of an `Advisor`."""
        return self.search


class AdviseRequest(StateRequest):
    """A request for a report on one application."""

    include: Include = None


class SearchAdviseRequest(SearchRequest):
    """A request for a report on a whole search."""

    include: Include = None


class QuestionsRequest(StateRequest):
    """A request for the questions whose answers would change the advice."""

    all: Annotated[
        bool, Field(description="Whether to return all questions instead of the best three.")
    ] = False


class AnswerRequest(StateRequest):
    """Answers to add to a state, by the ids of their questions."""

    answers: Annotated[
        dict[str, Any],
        Field(
            max_length=100,
            description="What a form posts for each question, by the id of the question. An empty"
            " answer is left out; `unknown` sets the question aside until something changes.",
            examples=[{"decision_date": "2026-11-27"}],
        ),
    ]


class SearchAnswerRequest(SearchRequest):
    """Answers to add to the applications of a search."""

    answers: Annotated[
        dict[str, dict[str, Any]],
        Field(
            max_length=1_000,
            description="The answers for each application, by its name.",
            examples=[{"Harbor & Finch": {"decision_date": "2026-11-27"}}],
        ),
    ]


class ExplainRequest(StateRequest):
    """A request for the reason why a rule holds, or does not."""

    rule: Annotated[
        str,
        Field(
            max_length=200,
            description="The id of a rule, or an action.",
            examples=["contact-hr"],
        ),
    ]


class _Plan(Request):
    until: Annotated[
        Moment,
        Field(
            description="The end of the plan: a day, which is included, or a moment. By default, the"
            " plan of one application ends when the advice no longer changes, and that of a search"
            " after eight weeks.",
            examples=["2026-12-31"],
        ),
    ] = None
    assume: Annotated[
        _AllAssumed,
        Field(
            description="What happens: nothing but what is recorded (`silence`), the candidate acts"
            " on the advice (`follow advice`), an imagined event, or a list of these.",
            examples=["follow advice"],
        ),
    ] = "silence"

    @property
    def scenario(self) -> str | list[str | Event | Mapping[str, Any]]:
        """The assumptions, in the form that `Advisor.plan` accepts."""
        match self.assume:
            case str() as word:
                return word
            case Event() as event:
                return [event]
            case several:
                return [*several]


class PlanRequest(_Plan, StateRequest):
    """A request for what will be advised, and when, on one application."""


class SearchPlanRequest(_Plan, SearchRequest):
    """A request for what will be advised, and when, on a whole search."""


class _Ics(_Plan):
    todos: Annotated[bool, Field(description="Whether actions are to-dos instead of events.")] = (
        False
    )
    alarms: Annotated[
        Annotated[
            Annotated[bool, Tag("alarms")]
            | Annotated[
                tuple[Annotated[str, Field(max_length=64)], ...], Tag("times"), Field(max_length=10)
            ],
            Discriminator(lambda value: "times" if isinstance(value, list | tuple) else "alarms"),
        ],
        Field(
            description="Whether entries ring, or how long before: `day before`, `2 hours before`.",
            examples=[["day before"]],
        ),
    ] = True
    previous: Annotated[
        str | None,
        Field(
            max_length=MOST_TEXT,
            description="The last calendar file, which the new one continues: what no longer"
            " applies is cancelled.",
        ),
    ] = None


class IcsRequest(_Ics, PlanRequest):
    """A request for the calendar file of a plan for one application."""


class SearchIcsRequest(_Ics, SearchPlanRequest):
    """A request for the calendar file of a plan for a whole search."""


class RuleRequest(Request):
    """A request for one rule in full."""

    rule: Annotated[str, Field(max_length=200, description="The id of a rule.")]


class CheckRequest(Request):
    """A rule pack to check."""

    pack: Annotated[
        str,
        Field(
            max_length=MOST_TEXT,
            description="The pack, in YAML. It can extend bundled packs.",
            examples=["pack: our-rules\nextends: in-practice\n"],
        ),
    ]


_MODELS: tuple[type[BaseModel], ...] = (
    InterviewState,
    JobSearch,
    Event,
    *(entry for entry, _events in ENTRIES.values()),
)
_FLAGS = frozenset(
    name
    for model in _MODELS
    for name, field in model.model_fields.items()
    if field.annotation in {bool, bool | None}
)
"""The fields that are true or false, in any part of a state or a search."""
_SUBJECTS = frozenset({"state", "search"})
_FREE = frozenset({"answers", "facts", "meta", "skip_questions", "weekend"})
"""Fields whose content is read elsewhere, or belongs to the app."""


def read_request(model: type[_Model], body: str | bytes) -> _Model:
    """Read a request from JSON. A value has to be of the type that the schema names.

    Raises StateError with all problems, each with the path of the field in the request.
    """
    json = read_json(body)
    if json.problem is not None and not json.duplicates:
        raise StateError([replace(json.problem, place=FieldPath())])
    if not isinstance(json.value, dict):
        message = f"a request must be a mapping of fields, not {kind_of(json.value)}"
        hint = "write a JSON object with the fields of the request"
        raise StateError([Problem(FieldPath(), message, hint, "wrong-type")])
    problems = json.duplicate_keys()
    try:
        request = model.model_validate_json(body)
    except ValidationError as error:
        problems += [_untagged(each) for each, _value in problems_of(error, json.value, model)]
    told = {problem.place for problem in problems}
    types = _of_other_types(json.value, FieldPath())
    problems += [problem for problem in types if problem.place not in told]
    if problems:
        raise StateError(problems)
    return request


def _of_other_types(value: object, path: FieldPath) -> Iterator[Problem]:
    """Yield a problem for each value that a file may write in words, but JSON has a type for.

    In a file, `contact_known: yes` is a text, and is read as true.
    """
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of_other_types(item, path / index)
    elif isinstance(value, dict):
        for name, item in value.items():
            at = path / name
            if name == "applications" and isinstance(item, dict):
                # Its keys are names of employers.
                for own, application in item.items():
                    yield from _of_other_types(application, at / own)
            elif name in _FLAGS and not isinstance(item, bool | None):
                hint = "write true or false, without quotes"
                yield Problem(
                    at, f"expected true or false, not {kind_of(item)}", hint, "wrong-type"
                )
            elif name == "weekend" and isinstance(item, list):
                for index, day in enumerate(item):
                    if not isinstance(day, int) or isinstance(day, bool):
                        message = f"expected a number from 0 to 6, not {kind_of(day)}"
                        yield Problem(at / index, message, "Monday is 0", "wrong-type")
            elif name not in _FREE:
                yield from _of_other_types(item, at)


_ADD = {
    "state": '"state": {"interview": "2026-11-19"}',
    "search": '"search": {"applications": {}}',
    "answers": '"answers": {"decision_date": "2026-11-25"}',
    "rule": '"rule": "contact-hr"',
    "pack": '"pack": "pack: our-rules"',
}
"""How to write each field that a request must have."""


def _untagged(problem: Problem) -> Problem:
    """Return a problem with its place in the request, without the forms of its unions."""
    match problem.place:
        case FieldPath((str(name),)) if problem.code == "missing-field" and name in _ADD:
            return replace(problem, hint=f"add it, for example, {_ADD[name]}")
        case FieldPath(("assume", *rest)):
            steps = [step for step in rest if step not in {_WORD, _EVENT, _LIST}]
            return replace(problem, place=FieldPath("assume", *steps))
        case FieldPath(("alarms", _form, *rest)):
            return replace(problem, place=FieldPath("alarms", *rest))
        case FieldPath() as place:
            return replace(problem, place=place)
        case _:
            return replace(problem, place=FieldPath())


@contextmanager
def placed_in(asked: Request) -> Iterator[None]:
    """In this context, give problems their place in a request instead of a state or an argument."""
    try:
        yield
    except InterviewRulesError as error:
        raise type(error)(_placed(problem, asked) for problem in error.problems) from None


def _placed(problem: Problem, asked: Request) -> Problem:
    fields = type(asked).model_fields
    match problem.place:
        case FieldPath((first, *_)) as path if first in getattr(asked, "answers", {}):
            return replace(problem, place=path.within(FieldPath("answers")))
        case FieldPath((first, *_)) as path if first not in fields:
            return replace(problem, place=path.within(FieldPath(*_SUBJECTS & fields.keys())))
        case FieldPath((_, *_)):
            return problem
        case _ if "rule" in fields:
            # An unknown rule. A hint that names a command would be of no use here.
            hint: Any = problem.suggestions or "choose an id from the list of rules"
            return replace(problem, place=FieldPath("rule"), hint=hint, code="unknown-name")
        case _:
            return replace(problem, place=FieldPath())
