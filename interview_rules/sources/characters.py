"""Characters that are unsafe or not allowed, by format."""

from __future__ import annotations

import re

__all__ = ["CONTROL", "NOT_IN_CALENDARS", "NOT_IN_XML", "UNPRINTABLE"]

UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters unsafe on a terminal: controls, bidirectional overrides, lone surrogates."""
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow, and control characters that it discourages."""
NOT_IN_CALENDARS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that RFC 5545 does not allow in text, and tabs, which some calendars show as boxes."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters that YAML 1.2 does not allow."""
