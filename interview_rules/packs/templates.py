"""Templates: texts with placeholders such as `{follow_up + reply_wait}` or `{company|they}`.

A template is checked when its pack is loaded. A placeholder for a value that may be unknown has a
text to show instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interview_rules.calendars.calendar import NEVER
from interview_rules.calendars.formatting import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_rules.calendars.calendar import Calendar, Span
    from interview_rules.facts.vocabulary import Facts
    from interview_rules.language.nodes import Moment

__all__ = ["NAMES", "Placeholder", "Template", "fill"]

NAMES: dict[str, str] = {
    "company": "the company",
    "position": "the position",
    "interviewer": "your interviewer",
    "interviewers": "each person you spoke to",
    "addressee": "the person you write to",
    "not_yet_thanked": "the others you met",
    "candidate": "[your name]",
    "contact": "your contact",
}
"""Names that a template can use, each with the text to show if its value is unknown."""

MEANT: dict[str, str] = {
    "applicant": "candidate",
    "company_name": "company",
    "employer": "company",
    "hiring_manager": "interviewer",
    "job": "position",
    "job_title": "position",
    "manager": "interviewer",
    "my_name": "candidate",
    "organisation": "company",
    "organization": "company",
    "recipient": "addressee",
    "role": "position",
    "your_name": "candidate",
}
"""The names that people mean by other words, where a pack has no value of that name."""

# Short lines keep their line breaks, as in a greeting or an address.
_WRAP = re.compile(r"(?<=[^\n]{60})\n(?=\S)(?![*•-]|\d+[.)])")
_PLACEHOLDER = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder for a moment, a value or a name; `otherwise` is the text if it is unknown.

    For the value of a parameter (`words`), `otherwise` is that value as text.
    """

    kind: Literal["moment", "count", "choice", "name", "words"]
    name: str
    otherwise: str
    moment: Moment | None = None
    choices: tuple[str, ...] = ()
    given: bool = False
    """True for a moment if the template itself has the text to show when it is unknown."""


Template = tuple[str | Placeholder, ...]


def split(text: str) -> list[str | tuple[int, str, str | None]]:
    """Split a text into plain pieces and placeholders.

    A placeholder is a tuple: the offset of its content, the content up to `|`, and the text after
    `|`, or None without `|`.
    """
    pieces: list[str | tuple[int, str, str | None]] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append((match.start() + 1, match[1], match[2]))
        end = match.end()
    pieces.append(text[end:])
    return [piece for piece in pieces if piece != ""]


def unwrapped(text: str) -> str:
    """Return a text with its wrapped lines joined: one line for each paragraph.

    A line counts as wrapped if it has 60 characters or more and the next line continues the
    paragraph: that line is not empty, not indented and not the start of a list item. Characters
    keep their offsets.
    """
    return _WRAP.sub(" ", text)


def fill(
    template: Template,
    facts: Facts,
    offsets: Mapping[str, int],
    span: Callable[[Moment], Span],
    calendar: Calendar,
    names: Callable[[str], str],
) -> str:
    """Return the text of a template, filled in from facts, moments and names.

    `offsets` holds the place of each fact in `facts`. `span` computes a moment, which starts at
    NEVER if it is unknown. `names` returns the value of a name, empty if it is unknown. A text with
    placeholders begins with a capital letter, even if the first value does not.
    """
    if len(template) == 1 and isinstance(template[0], str):
        return template[0]
    out = []
    for piece in template:
        if isinstance(piece, str):
            out.append(piece)
        elif piece.moment is not None:
            moment = span(piece.moment)
            out.append(piece.otherwise if moment[0] == NEVER else said(moment, calendar))
        elif piece.kind == "count":
            out.append(str(facts[offsets[piece.name]]))
        elif piece.kind == "choice":
            out.append(piece.choices[facts[offsets[piece.name]]])
        else:
            out.append((piece.kind == "name" and names(piece.name)) or piece.otherwise)
    filled = "".join(out)
    return filled[:1].upper() + filled[1:]
