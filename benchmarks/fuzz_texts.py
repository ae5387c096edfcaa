"""Texts of the fuzzer as bytes and back."""

from __future__ import annotations

__all__ = ["bytes_of", "text_of"]


def text_of(data: bytes) -> str:
    """Return any bytes as text, in which lone surrogates can occur as in strings of a program."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def bytes_of(text: str) -> bytes:
    """Return bytes of which `text_of` makes the text."""
    return text.encode("utf-8", "surrogatepass")
