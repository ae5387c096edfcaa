"""Requests: a state or a search, and the other arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from interview_rules.events.event import LONGEST_NAME, Event
from interview_rules.records.parts import Part
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "EVENT",
    "LIST",
    "WORD",
    "AdviseRequest",
    "AnswerRequest",
    "CheckRequest",
    "ExplainRequest",
    "IcsRequest",
    "LogRequest",
    "PlanRequest",
    "QuestionsRequest",
    "Request",
    "RuleRequest",
    "SearchAdviseRequest",
    "SearchAnswerRequest",
    "SearchExplainRequest",
    "SearchIcsRequest",
    "SearchLogRequest",
    "SearchPlanRequest",
    "StateRequest",
    "TestRequest",
]

MOST_TEXT = 100_000
"""Maximum length of a pack, of its tests and of an earlier calendar file, in characters."""

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
    Field(
        description="The moment to advise on, by default the current time of the service: a date"
        " with a time, in the zone of the state or search unless it has an offset."
    ),
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
WORD, EVENT, LIST = "assumption", "imagined", "several"
"""The forms in which something is assumed, as pydantic calls them in the places of errors."""


def _form_of(value: object) -> str:
    """Return the form in which something is assumed, so that its problems are about that form."""
    return LIST if isinstance(value, list | tuple) else WORD if isinstance(value, str) else EVENT


class SearchEvent(Event):
    """An imagined event of a search: of one application, or else of the search as a whole."""

    application: Annotated[
        str | None,
        Field(
            max_length=LONGEST_NAME,
            description="The name of the application; null for an event of the search as a whole.",
            examples=["Harbor & Finch"],
        ),
    ] = None


_Imagined = TypeVar("_Imagined", bound=Event)
_Assumed = Annotated[
    Annotated[Assumption, Tag(WORD)] | Annotated[_Imagined, Tag(EVENT)], Discriminator(_form_of)
]
_AllAssumed = Annotated[
    Annotated[Assumption, Tag(WORD)]
    | Annotated[_Imagined, Tag(EVENT)]
    | Annotated[tuple[_Assumed[_Imagined], ...], Tag(LIST), Field(max_length=100)],
    Discriminator(_form_of),
]
_ASSUMED = Field(
    description="What happens: nothing but what is recorded (`silence`), the candidate acts on the"
    " advice (`follow advice`), an imagined event, or a list of these.",
    examples=["follow advice"],
)


class Request(BaseModel):
    """The body of a request. Unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LogRequest(Request):
    """A state, in whatever form it is written."""

    state: InterviewState

    @property
    def subject(self) -> Any:
        """The state, to pass to the methods of an `Advisor`."""
        return self.state


class StateRequest(LogRequest):
    """A state, and the moment to advise on."""

    now: Now = None


class SearchLogRequest(Request):
    """A job search, in whatever form it is written."""

    search: JobSearch

    @property
    def subject(self) -> Any:
        """The search, to pass to the methods of an `Advisor`."""
        return self.search


class SearchRequest(SearchLogRequest):
    """A job search, and the moment to advise on."""

    now: Now = None


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


_Rule = Annotated[
    str,
    Field(max_length=200, description="The id of a rule, or an action.", examples=["contact-hr"]),
]


class ExplainRequest(StateRequest):
    """A request for the reason why a rule holds, or does not."""

    rule: _Rule


class SearchExplainRequest(SearchRequest):
    """A request for the reason why a rule holds, or does not, for one application of a search."""

    rule: _Rule
    application: Annotated[
        str,
        Field(
            max_length=LONGEST_NAME,
            description="The name of the application in the search; empty for the rules of the"
            " search as a whole.",
            examples=["Harbor"],
        ),
    ] = ""


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
    assume: Annotated[_AllAssumed[Event], _ASSUMED] = "silence"

    @property
    def scenario(self) -> str | list[str | Event | Mapping[str, Any]]:
        """The assumptions, in the form that `Advisor.plan` accepts."""
        match self.assume:
            case str() as word:
                return word
            case Event() as event:
                return [_named(event)]
            case several:
                return [each if isinstance(each, str) else _named(each) for each in several]


def _named(event: Event) -> Event | Mapping[str, Any]:
    """Return an event of a search as a mapping, with its application if any; others unchanged."""
    if not isinstance(event, SearchEvent):
        return event
    values = {name: getattr(event, name) for name in event.model_fields_set}
    if values.get("application") is None:
        values.pop("application", None)
    return values


class PlanRequest(_Plan, StateRequest):
    """A request for what will be advised, and when, on one application."""


class SearchPlanRequest(_Plan, SearchRequest):
    """A request for what will be advised, and when, on a whole search."""

    assume: Annotated[_AllAssumed[SearchEvent], _ASSUMED] = "silence"


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


class TestRequest(CheckRequest):
    """A rule pack and its tests, to run them."""

    __test__ = False  # keeps pytest from collecting it

    tests: Annotated[
        str, Field(max_length=MOST_TEXT, description="The tests, in YAML, without `rules`.")
    ]
