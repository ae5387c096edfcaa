"""The identity of an application in calendar files, from which the UIDs of its entries are built.

`identity_of` alone decides what identifies an application: its own id, else the name that the
caller gives it, else details of its state that hardly ever change. A file records the identity of
its application or search, so that the next file keeps this identity even if the details change.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, NamedTuple

from interview_rules.events.event import ROUNDS

if TYPE_CHECKING:
    from interview_rules.state.interview_state import InterviewState

__all__ = ["SEARCH", "Identity", "identity_of"]

_OURS = uuid.UUID("5d0f9d0e-6a39-5b0b-9a3c-0b6a1d7f4c11")
_AT_HOME = "@interview-rules"


class Identity(NamedTuple):
    """The identity of an application or a search in calendar files.

    `kind` is `application`, `unnamed` or `search`. `also` holds the calendar UIDs that earlier
    files about the same application can have, from before it had an id or a name.
    """

    kind: str
    code: uuid.UUID
    also: frozenset[str] = frozenset()

    @property
    def calendar_uid(self) -> str:
        """The UID of the calendar."""
        return f"{self.kind}-{self.code}{_AT_HOME}"

    def uid(self, *parts: object) -> str:
        """Return the UID of an entry; `parts` distinguish it within the application."""
        return f"{uuid.uuid5(self.code, json.dumps(parts))}{_AT_HOME}"

    def within(self, name: str) -> Identity:
        """Return a distinct identity for one of several applications that share this identity."""
        return self._replace(code=uuid.uuid5(self.code, name))

    def continued(self, earlier: str) -> Identity | None:
        """Return the identity for a file that follows one with the calendar UID `earlier`.

        None if the calendar UID shows that the earlier file is about something else. An application
        with neither an id nor a name takes over the identity of any other that has neither, since
        the two cannot be told apart.
        """
        if earlier in {self.calendar_uid, *self.also}:
            return self
        kind, _, code = earlier.removesuffix(_AT_HOME).partition("-")
        if self.kind != "unnamed" or kind != self.kind or not earlier.endswith(_AT_HOME):
            return None
        try:
            return self._replace(code=uuid.UUID(code))
        except ValueError:
            return None


def identity_of(state: InterviewState, name: str = "") -> Identity:
    """Return the identity of an application, from its id, else from `name`, else from its state.

    Of the state, it uses the day and kind of the first event, and the letters and digits of the
    company and the position.
    """
    found = [Identity("application", _code("id", state.id))] if state.id else []
    if name:
        found.append(Identity("application", _code("name", name)))
    found.append(Identity("unnamed", _code("state", *_stable(state))))
    return found[0]._replace(also=frozenset(each.calendar_uid for each in found[1:]))


def _code(*parts: object) -> uuid.UUID:
    return uuid.uuid5(_OURS, json.dumps(parts))


def _stable(state: InterviewState) -> list[str]:
    events = [event for event in state.log() if not event.elsewhere]
    # A planned round and the same round once it has taken place count as one event.
    days = sorted(
        (str(moment)[:10], "round" if event.event in ROUNDS else event.event)
        for event in events
        if (moment := event.at or event.date) is not None
    )
    names = ("".join(filter(str.isalnum, (n or "").casefold())) for n in _names(state))
    return [*(days[0] if days else ("", "")), *names]


def _names(state: InterviewState) -> tuple[str | None, str | None]:
    return state.company, state.position


SEARCH = Identity("search", _code("search"))
"""The identity of every search. Its applications have identities of their own."""
