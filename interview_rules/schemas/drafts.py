"""Schemas of templates and drafts, for the schema of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_rules.packs.templates import NAMES
from interview_rules.schemas.parts import Schema, one_of, part, text

if TYPE_CHECKING:
    from interview_rules.packs.model import Draft

__all__ = ["draft_keys", "subject_of", "template"]

_ADDRESSEES = {
    "interviewer": "The interviewer, or the agency or recruiter in between.",
    "not_yet_thanked": "Each interviewer who has not been thanked, with a message of their own.",
    "hr": "Human resources.",
}


def draft_keys() -> Schema:
    """Return the schema of each key of a draft, by key."""
    return {
        "subject": template("The subject."),
        "body": template("The message."),
        "to": one_of(_ADDRESSEES, "Who gets the message; by default interviewer."),
        "through": part(
            "draft_name", "The draft to use instead if an agency or a recruiter acts in between."
        ),
    }


def subject_of(draft: Draft) -> str:
    """Return the subject of a draft, with its placeholders as names in braces."""
    return "".join(
        piece if isinstance(piece, str) else f"{{{piece.name}}}" for piece in draft.subject
    ).strip()


def template(description: str) -> Schema:
    """Return the schema of a template, with its placeholders in the description."""
    names = ", ".join(f"{{{name}}}" for name in NAMES)
    return text(
        f"{description} Placeholders: {{decision_date}} or another moment, a parameter, a fact "
        f"that is not a flag, {{x|otherwise}} if x may be unknown, and {names}."
    )
