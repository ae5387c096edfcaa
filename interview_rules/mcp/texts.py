"""What an assistant reads: instructions, a prompt, and resources about states, events and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.events.event_names import EVENTS
from interview_rules.schemas.registry import text_of
from interview_rules.service.answers import rule_of, rules_of

if TYPE_CHECKING:
    from interview_rules.packs.model import RulePack

__all__ = ["INTERVIEW", "RESOURCES", "RULE_URI", "instructions", "interview_prompt", "resource"]

SCHEME = "interview-rules://"
RULE_URI = f"{SCHEME}rules/{{id}}"
"""The address of the resource about one rule."""

RESOURCES = {
    f"{SCHEME}state-schema": (
        "The state",
        "How to write a state: its fields and events.",
        "application/schema+json",
    ),
    f"{SCHEME}events": (
        "Events",
        "Everything that can happen, and what it means.",
        "text/markdown",
    ),
    f"{SCHEME}rules": ("Rules", "The ids, actions and titles of all rules.", "text/markdown"),
}
"""The title, the description and the media type of each resource."""

_INSTRUCTIONS = """\
These tools give dated, explained and cited advice to somebody who has had a job interview: when to \
thank, wait, follow up, ask, and when to move on. They follow fixed rules, so let them decide, and put \
their advice into your own words without changing its meaning, dates or order.

1. Write down what the candidate tells you as a state: an event log, as in the schema below. Use only \
what they said, and leave out what you do not know. Work out dates such as "last Tuesday". If a date is \
missing, ask for it; if they know it only roughly, use the likeliest day and tell them so, because an \
event that is left out has no effect at all. What somebody said counts from the day on which they said \
it or, if that is unknown, from the day on which you hear of it.
2. Set `timezone` and `country` if you know them. Business days and holidays depend on them.
3. Call `advise`. Say the headline first, then what to do and by when, then what to hold back. Mention \
the assumptions that matter. A `due` in the past is overdue: do it now. `until` is when the advice ends, so \
with an `until` of midnight on the 30th, the 29th is its last day.
4. If there are questions, ask the best one, add the reply with `answer`, and go on with the state that \
it returns. Nothing is stored here: pass the whole state with every call.
5. Advice can have `drafts` of messages. Offer them, and have the candidate fill in `blanks` and `missing`.
6. If a call fails, it says what is wrong, where, and how to fix it. Fix it and call again.

The schema of a state:
"""

INTERVIEW = "interview-me"
_PROMPT = """\
Help me decide what to do after my job interview.

Ask me what has happened with this application so far, one short question at a time: which interviews I \
had and when, whether they named a date for their decision, what I have sent them, and what they have \
said. Write it down as a state. Then call `questions` and ask me what it returns, most useful first, \
until the questions that are left would not change what I should do today, or I want to stop. I may say \
that I do not know. Then call `advise`, and tell me how things stand, what to do and by when, and what \
to hold back. Offer me the drafts.
"""


def instructions(pack: RulePack) -> str:
    """Return the instructions of the server, with the compact schema of a state for a pack."""
    return f"{_INSTRUCTIONS}\n{text_of('state-compact', pack).strip()}\n"


def interview_prompt(about: str = "") -> str:
    """Return the prompt with which an assistant interviews a candidate.

    `about` is what the candidate has already said, in any words; empty if nothing.
    """
    return f"{_PROMPT}\nThis is what I can tell you already: {about}\n" if about else _PROMPT


def resource(uri: str, pack: RulePack) -> tuple[str, str] | None:
    """Return the media type and the text of a resource, or None if the address has none."""
    if not uri.startswith(SCHEME):
        return None
    match uri.removeprefix(SCHEME).split("/"):
        case ["state-schema"]:
            return RESOURCES[uri][2], text_of("state-compact", pack)
        case ["events"]:
            return RESOURCES[uri][2], _events(pack)
        case ["rules"]:
            return RESOURCES[uri][2], _rules(pack)
        case ["rules", rule] if rule in pack.by_id:
            return "application/json", rule_of(pack, rule).model_dump_json()
        case _:
            return None


def _rules(pack: RulePack) -> str:
    lines = [
        f"- `{each.id}`, action `{each.action}`: {each.title}" if each.action else f"- `{each.id}`"
        for each in rules_of(pack).rules
    ]
    return "\n".join(["# Rules", "", *lines]) + "\n"


def _events(pack: RulePack) -> str:
    known = {**EVENTS, **{event.name: event.doc for event in pack.events.values()}}
    lines = ["# Events", "", "An event log can have these events:", ""]
    return "\n".join([*lines, *(f"- `{name}`: {doc}" for name, doc in known.items())]) + "\n"
