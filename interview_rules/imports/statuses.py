"""Status words of trackers, and the events that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.errors import Suggestions, nearest
from interview_rules.sources.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Status", "StatusWords", "known_statuses", "plain", "tracker_words"]

FILE = Path(__file__).parent / "statuses.yaml"
_APART = re.compile(r"[\W_]+")


def plain(word: str) -> str:
    """Return a word in lower case, with runs of spaces and punctuation as single spaces."""
    return _APART.sub(" ", word.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Status:
    """A status, and what it says about the application.

    `events` have happened; the row gives their date. If the application has no offer,
    `without_offer` (unless empty) happened instead. A `final` status is an answer, so a date of the
    answer can be its date. An application is left out if it has no event and all its statuses are
    `never_sent`.
    """

    name: str
    events: tuple[str, ...]
    without_offer: str = ""
    final: bool = False
    never_sent: bool = False


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The status words that a mapping understands; all keys are in the form given by `plain`."""

    meanings: Mapping[str, tuple[Status, ...]]
    ambiguous: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    """The spelling to show for each key."""

    def read(self, word: str) -> tuple[Status, ...] | None:
        """Return the statuses of a word, or None if it is not understood."""
        return self.meanings.get(plain(word)) if len(word.strip()) <= _LONGEST else None

    def explain(self, word: str) -> tuple[str, Suggestions]:
        """Return why a word is not understood, and the words that may be meant."""
        key = plain(word[:_LONGEST])
        if key in self.ambiguous:
            return "can mean opposite things", Suggestions(word, near=self.ambiguous[key])
        near = nearest(key, self.spellings)
        close = tuple(dict.fromkeys(self.spellings[each] for each in near.near))
        return "is not a known status", Suggestions(word, near=close)

    def with_words(self, words: Mapping[str, tuple[str, ...]]) -> StatusWords:
        """Return these words and those in `words`, which maps each word to names of statuses.

        Where both have a word, the meaning in `words` takes precedence.
        """
        statuses = known_statuses()
        own = {
            plain(word): tuple(statuses[name] for name in names) for word, names in words.items()
        }
        return StatusWords(
            {**self.meanings, **own},
            self.ambiguous,
            {**self.spellings, **{plain(word): word for word in words}},
        )


_LONGEST = 200


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(FILE.read_bytes(), FILE.name).value()
    return data


@cache
def known_statuses() -> dict[str, Status]:
    """Return the statuses by name."""
    return {
        name: Status(
            name,
            tuple(each["events"]),
            each.get("without_offer", ""),
            each.get("final", False),
            each.get("never_sent", False),
        )
        for name, each in _data()["statuses"].items()
    }


@cache
def tracker_words() -> StatusWords:
    """Return the status words that trackers commonly use."""
    meanings: dict[str, tuple[Status, ...]] = {}
    spellings: dict[str, str] = {}
    for name, status in known_statuses().items():
        for word in (name, *_data()["statuses"][name]["aliases"]):
            meanings[plain(word)] = (status,)
            spellings[plain(word)] = word
    ambiguous = {plain(word): tuple(names) for word, names in _data()["ambiguous"].items()}
    return StatusWords(meanings, ambiguous, spellings)
