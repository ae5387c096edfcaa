"""Characters that are unsafe or not allowed, by format."""

from __future__ import annotations

import re

__all__ = ["CONTROL", "NOT_IN_XML", "UNPRINTABLE", "one_line", "shown"]

_UNSEEN = r"\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
UNPRINTABLE = re.compile(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{_UNSEEN}\ud800-\udfff]")
"""Characters unsafe on a terminal: control characters except the line feed, Unicode line and
paragraph separators, lone surrogates, bidirectional embeddings, overrides and isolates, byte-order
marks, and other characters that nobody sees. Those that scripts need, such as the zero-width joiner
and the direction marks, are not among them."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids, and all control characters except the tab and the line feed."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters that YAML 1.2 does not allow."""
_PLAINER = str.maketrans("“”‘’–—\xa0✓✗", "\"\"''-- +-", "") | {ord("…"): "..."}  # noqa: RUF001  # characters to replace


def one_line(text: str) -> str:
    """Return a text on one line, without white space at its ends.

    Each run of unprintable characters and white space becomes one space.
    """
    return " ".join(UNPRINTABLE.sub(" ", text).split())


def shown(text: str, encoding: str | None) -> str:
    """Return a text that can be printed in an encoding, which is ASCII for None.

    Unprintable characters are escaped, but line feeds are kept. If the encoding lacks a character
    of the text, typographic characters such as curly quotes become ASCII, and other characters that
    it lacks are escaped.
    """
    safe = UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], text)
    try:
        safe.encode(encoding or "ascii")
    except UnicodeEncodeError:
        plainer = safe.translate(_PLAINER)
        return plainer.encode(encoding or "ascii", "backslashreplace").decode(encoding or "ascii")
    return safe
