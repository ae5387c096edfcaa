"""The tools: what each is for, what it takes, and what it returns to a language model.

Results are short: without digests, versions, reasons, and whatever is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview_rules.errors import InterviewRulesError
from interview_rules.service import requests
from interview_rules.service.answers import rule_of
from interview_rules.service.pickled import advisor_from
from interview_rules.service.reading import placed_in, read_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from interview_rules.advisor import Advisor
    from interview_rules.reports.report import Report

__all__ = ["TOOLS", "Tool", "called_elsewhere"]

_STATE = {
    "type": "object",
    "description": "All that is known about the application, as an event log. The instructions of"
    " this server and the resource interview-rules://state-schema list every field and event, among"
    " them interview, interview-scheduled, missed-interview, decision-date-set (with `date`),"
    " no-decision-date, thank-you-sent, follow-up-sent, reply-received, rejection, verbal-offer,"
    " written-offer, offer-deadline (with `date`), references-requested.",
    "examples": [
        {
            "country": "US",
            "events": [
                {"at": "2026-11-19 14:00", "event": "interview", "interviewers": ["Ms. Okafor"]},
                {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25"},
            ],
        }
    ],
}
_NOW = {
    "type": "string",
    "description": "The moment to advise on, such as 2026-11-25 12:00. Default: the current time.",
}
_RULE_ID = {
    "type": "string",
    "description": "The id of a rule, such as assume-filled. The resource interview-rules://rules"
    " lists all of them.",
}
_LEFT_OUT = frozenset({
    "schema_version", "pack_digest", "state", "versions", "included", "because", "tree",
    "words", "values", "questions_complete", "pack",
})  # fmt: skip
"""Keys of results that only programs need."""


class Tool(NamedTuple):
    """A tool: its texts, its arguments by name with their schemas, and the function behind it."""

    title: str
    description: str
    arguments: dict[str, Any]
    request: type[requests.Request]
    perform: Callable[[Advisor, Any], dict[str, Any]]

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        required = [name for name in ("state", "rule", "answers") if name in self.arguments]
        return {
            "type": "object",
            "properties": self.arguments,
            "required": required,
            "additionalProperties": False,
        }

    def call(self, advisor: Advisor, arguments: str) -> dict[str, Any]:
        """Return the result for arguments in JSON.

        Raises InterviewRulesError with all problems, each with its place in the arguments.
        """
        asked = read_request(self.request, arguments)
        with placed_in(asked):
            return self.perform(advisor, asked)


def _brief(value: Any) -> Any:
    """Return data without what only programs need, and without whatever is empty."""
    if isinstance(value, dict):
        pruned = {key: _brief(item) for key, item in value.items() if key not in _LEFT_OUT}
        return {key: item for key, item in pruned.items() if item not in (None, "", [], {})}
    return [_brief(item) for item in value] if isinstance(value, list) else value


def _data(record: BaseModel) -> dict[str, Any]:
    found: dict[str, Any] = _brief(record.model_dump(mode="json"))
    return found


def _advise(advisor: Advisor, asked: requests.StateRequest) -> dict[str, Any]:
    found = _data(advisor.advise(asked.state, asked.now).record())
    for advice in found.get("advice", []):
        advice.pop("draft", None)  # the first of its drafts
    return found


def _plan(advisor: Advisor, asked: requests.PlanRequest) -> dict[str, Any]:
    found = _data(advisor.plan(asked.state, asked.now, asked.until, asked.scenario).record())
    found.pop("stretches", None)  # the rows say the same
    return found


def _explain(advisor: Advisor, asked: requests.ExplainRequest) -> dict[str, Any]:
    explanation = advisor.explain(asked.state, asked.rule, asked.now)
    found = _data(explanation.record())
    found.pop("deciding", None)  # `in_words` says the same, in order
    return {**found, "in_words": explanation.to_text()}


def _questions(advisor: Advisor, asked: requests.QuestionsRequest) -> dict[str, Any]:
    found = advisor.advise(asked.state, asked.now).questions
    listed = found(all=True) if asked.all else found
    return {"questions": [_data(each.record()) for each in listed]}


def _answer(advisor: Advisor, asked: requests.AnswerRequest) -> dict[str, Any]:
    state = advisor.answer(asked.state, asked.answers, asked.now)
    report: Report = advisor.advise(state, asked.now)
    return {
        "state": state.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        "headline": report.headline,
        "questions": [_data(each.record()) for each in report.questions],
    }


def _rule(advisor: Advisor, asked: requests.RuleRequest) -> dict[str, Any]:
    found: dict[str, Any] = _brief(rule_of(advisor.pack, asked.rule).model_dump(mode="json"))
    return {**found, "pack": advisor.pack.name}


TOOLS: dict[str, Tool] = {
    "advise": Tool(
        "What to do now",
        "Say what a job candidate should do, avoid and know now, after an interview. Returns a"
        " headline, pieces of advice in the order in which to pass them on (with due dates, sources"
        " and drafts of messages), assumptions, and questions whose answers would change the"
        " advice. Pass on what it says; do not invent advice, dates or facts.",
        {"state": _STATE, "now": _NOW},
        requests.StateRequest,
        _advise,
    ),
    "plan": Tool(
        "What will be advised, and when",
        "Show the coming weeks: which advice begins and ends when, if nothing happens or if the"
        " candidate follows the advice.",
        {
            "state": _STATE,
            "now": _NOW,
            "until": {"type": "string", "description": "The last day, such as 2026-12-31."},
            "assume": {
                "description": "`silence` (default), `follow advice`, or a list of these words and"
                " of imagined events, written like those of the state.",
                "anyOf": [{"enum": ["silence", "follow advice"]}, {"type": "array"}],
            },
        },
        requests.PlanRequest,
        _plan,
    ),
    "explain": Tool(
        "Why, or why not",
        "Explain why a rule gives its advice or does not, what information is missing, and when it"
        " could.",
        {
            "state": _STATE,
            "rule": {
                "type": "string",
                "description": "The id of a rule or an action, such as contact-hr. The resource"
                " interview-rules://rules lists all rules.",
            },
            "now": _NOW,
        },
        requests.ExplainRequest,
        _explain,
    ),
    "questions": Tool(
        "What to ask the candidate",
        "List the questions whose answers would change the advice, most useful first. Ask the"
        " candidate one at a time, in plain words, and pass the answers to `answer`.",
        {
            "state": _STATE,
            "now": _NOW,
            "all": {"type": "boolean", "description": "All questions, not only the best three."},
        },
        requests.QuestionsRequest,
        _questions,
    ),
    "answer": Tool(
        "Add what the candidate said",
        "Add answers to questions to the state. Returns the new state, to use in every later call,"
        " with the headline and the next questions. Add anything else that the candidate tells you"
        " to the events of the state instead.",
        {
            "state": _STATE,
            "answers": {
                "type": "object",
                "description": "Answers by the ids of questions: the value of a choice, a date, a"
                " number or a list of names. `unknown` if the candidate does not know.",
            },
            "now": _NOW,
        },
        requests.AnswerRequest,
        _answer,
    ),
    "rule": Tool(
        "One rule in full",
        "Show one rule: its conditions in words, its advice, and the source on which it rests.",
        {"rule": _RULE_ID},
        requests.RuleRequest,
        _rule,
    ),
}
"""The tools, by name."""


def called_elsewhere(pickled: bytes, name: str, arguments: str) -> tuple[list[str], dict[str, Any]]:
    """Call a tool with a pickled advisor; the server runs this function in another process.

    Return one text per problem, and the result, which is empty if there are problems.
    """
    try:
        return [], TOOLS[name].call(advisor_from(pickled), arguments)
    except InterviewRulesError as error:
        return list(map(str, error.problems)), {}
