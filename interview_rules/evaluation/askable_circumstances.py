"""Questions about people, the candidate's circumstances, and what a pack declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.calendars.calendar import NEVER
from interview_rules.evaluation.changes import NO, AddEvent, SetFact, SetField
from interview_rules.evaluation.question_context import YES_NO
from interview_rules.facts.people import intermediary_in
from interview_rules.facts.place import is_of_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview_rules.evaluation.question import Question
    from interview_rules.evaluation.question_context import QuestionContext
    from interview_rules.facts.vocabulary import Fact
    from interview_rules.packs.own_event import OwnEvent, Setting

__all__ = ["own_events", "own_facts", "people"]


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


def own_events(context: QuestionContext) -> Iterator[Question]:
    """Yield a question for each event of the pack that has one, unless its first moment is known.

    An event that would record advice given now is not asked about.
    """
    evaluation = context.evaluation
    pack = evaluation.pack
    advised = {pack.recorded.get(action) for action in evaluation.actions}
    for event, sets in _asking(context):
        if event.name in advised or evaluation.facts[pack.offsets[sets.fact]] < NEVER:
            continue
        dated = sets.to == "date"
        yield context.question(
            event.ask,
            sets.fact,
            f"{context.next_event}.{sets.to}",
            AddEvent(event.name, dated=dated, said=evaluation.now if dated else None),
            rank=2,
            id_=f"events.{event.name}",
            hour=True,
            latest=None if dated else (context.now, context.now, context.today.toordinal()),
        )


def _asking(context: QuestionContext) -> Iterator[tuple[OwnEvent, Setting]]:
    """Yield the events of the pack that have a question, with the moment that they set."""
    for event in context.evaluation.pack.events.values():
        if event.ask and event.first_moment is not None:
            yield event, event.first_moment


def own_facts(context: QuestionContext) -> Iterator[Question]:
    """Yield a question for each declared fact that neither the state nor an event sets.

    Nobody is asked for a text, for the place, for the first moment that an event with a question
    sets, or for a fact that events set and that has no question of its own.
    """
    pack = context.evaluation.pack
    bits = context.evaluation.session.own.at(context.now)[0]
    given = {pack.now("facts", name) for name in context.state.facts}
    given |= {sets.fact for _event, sets in _asking(context)}
    given |= {name for name in pack.facts if bits & pack.bits[name]}
    set_by_events = {sets.fact for event in pack.events.values() for sets in event.sets}
    given |= {name for name in set_by_events if not pack.facts[name].ask}
    for fact in pack.facts.values():
        # There is no type of question for a free text.
        if fact.name not in given and not fact.is_text and not is_of_place(fact):
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
