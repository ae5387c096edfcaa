"""Questions about people, the candidate's circumstances, and the facts that a pack declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.evaluation.changes import NO, SetFact, SetField
from interview_rules.evaluation.question_context import YES_NO
from interview_rules.facts.people import intermediary_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.evaluation.question import Question
    from interview_rules.evaluation.question_context import QuestionContext
    from interview_rules.facts.vocabulary import Fact

__all__ = ["own_facts", "people"]


def people(context: QuestionContext) -> Iterator[Question]:
    """Yield questions about the people involved, the employer and the candidate's circumstances."""
    state, facts = context.state, context.evaluation.facts
    if state.hr_reachable is None:
        text = "Is there a human resources department there that you can ask?"
        yield context.yes_no(1, text, "hr_reachable")
    if state.intermediary is None and not intermediary_in(facts):
        text = "Are you dealing with them through a recruiter or an agency?"
        yield context.question(
            text,
            "intermediary",
            "intermediary",
            SetField("intermediary", {NO: "none"}),
            rank=2,
            type_="choice",
            choices=((NO, "No"), ("recruiter", "A recruiter"), ("agency", "An agency")),
        )
    held = context.latest_round
    if held is not None and not held.event.interviewers:
        event = held.event
        yield context.question(
            "Who was there at the latest interview?",
            "interviewers",
            context.path(event, "interviewers"),
            context.amend(event, "interviewers"),
            rank=2,
            type_="names",
        )
    written = any(map(context.knows, ("thank_you", "follow_up", "hr_contacted", "contact_update")))
    if state.contact_known is None and not written:
        text = "Do you know anyone there you can write to?"
        yield context.yes_no(2, text, "contact_known")
    if state.employer_kind is None:
        text = "Is the employer a university or a public body?"
        yield context.question(
            text,
            "employer_kind",
            "employer_kind",
            SetField("employer_kind", {NO: "company"}),
            rank=3,
            type_="choice",
            choices=((NO, "No"), ("university", "A university"), ("public", "A public body")),
        )
    if state.internal_candidate is None:
        text = "Do you work there already?"
        yield context.yes_no(3, text, "internal_candidate")


def own_facts(context: QuestionContext) -> Iterator[Question]:
    """Yield a question for each declared fact, other than a text, that the state does not set."""
    pack = context.evaluation.pack
    given = {pack.now("facts", name) for name in context.state.facts}
    for fact in pack.facts.values():
        # There is no type of question for a free text.
        if fact.name not in given and not fact.is_text:
            yield _own(context, fact)


def _own(context: QuestionContext, fact: Fact) -> Question:
    text = fact.ask or f"Please fill this in: {fact.doc}"
    listed = tuple([(choice, choice.replace("_", " ")) for choice in fact.choices])
    path = f"facts.{fact.name}"
    return context.question(
        text,
        fact.name,
        path,
        SetFact(context.state, fact.name, fact.type == "flag"),
        rank=2,
        id_=path,
        type_="choice" if fact.type == "flag" else fact.type,
        choices=YES_NO if fact.type == "flag" else listed,
        hour=fact.type == "moment",
    )
