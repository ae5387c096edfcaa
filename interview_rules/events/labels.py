"""Short English labels for events."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.events.event import Event

__all__ = ["say_event"]


def say_event(event: Event, *, takes_place: bool) -> str:
    """Return a short label, such as `follow-up sent`.

    With `takes_place`, an arranged round gets the label of the round itself, such as `interview`.
    """
    if takes_place and event.event == "interview-scheduled":
        return (event.kind or "interview").replace("-", " ")
    return _EVENTS.get(event.event, event.event.replace("-", " ").replace(".", " "))


_EVENTS = {
    "interview-scheduled": "round arranged",
    "follow-up-sent": "follow-up sent",
    "hr-contacted": "human resources asked",
    "thank-you-sent": "thank-you note sent",
    "thank-you-failed": "thank-you note came back",
}
