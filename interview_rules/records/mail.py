"""Messages for mail programs: `mailto:` links (RFC 6068) and files with a draft (RFC 5322).

Names and addresses come from outside. No text can add a header, a recipient or a line break to the
head of a message: unprintable characters in subjects and names become spaces, and an address that
could be read in two ways is refused.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from interview_rules.errors import InterviewRulesError, Problem, quoted
from interview_rules.sources.characters import UNPRINTABLE, one_line

__all__ = ["eml", "mailto"]

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_APART = re.compile(r"[\s,;<>()]")
"""What separates several addresses, or a name from an address; no address contains it."""
_LOCAL = re.compile(rf"{_WORD}(?:\.{_WORD})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_PRINTABLE = re.compile(r"[ -~]*")
_PHRASE = re.compile(rf"{_WORD}(?: {_WORD})*")
"""A name that needs no quotation marks."""
_LONGEST_LINE, _LONGEST_WORD = 78, 75
_MOST_IN_AN_ADDRESS, _MOST_IN_A_LOCAL_PART = 254, 64
"""Maximum lengths of an address and of the part before its @ (RFC 5321)."""


def mailto(subject: str, body: str, address: str = "") -> str:
    """Return a `mailto:` link in ASCII, percent-encoded as UTF-8 with CRLF line breaks.

    `address` is one address; a name in front of it is left out of the link. An empty
    `address` leaves the recipient open. Raises InterviewRulesError for anything else.
    """
    target = ""
    if address:
        # An address can contain ? and &, which have a meaning in a link.
        target = quote(_mailbox(address, "address").addr_spec, safe="@")
    text = "\r\n".join(_lines(body))
    return (
        f"mailto:{target}?subject={quote(one_line(subject), safe='')}&body={quote(text, safe='')}"
    )


def eml(to: str, subject: str, body: str, sender: str = "", address: str = "") -> bytes:
    """Return a message as a file that mail programs open as a draft.

    `to` is the name of the addressee, used if `address` has no name. `sender` and `address` can be
    empty: the head then lacks From or To. Raises InterviewRulesError with a problem for each that
    is not one valid address.
    """
    found: dict[str, Address] = {}
    problems: list[Problem] = []
    for header, text, name, field in (
        ("From", sender, "", "sender"),
        ("To", address, to, "address"),
    ):
        try:
            if text:
                found[header] = _mailbox(text, field, name)
        except InterviewRulesError as error:
            problems += error.problems
    if problems:
        raise InterviewRulesError(problems)
    head = [
        _header(name, mailbox.display_name, f"<{mailbox.addr_spec}>", _PHRASE)
        for name, mailbox in found.items()
    ]
    head.append(_header("Subject", one_line(subject)))
    message = EmailMessage(policy=SMTP)
    # Outlook opens a message with this header for editing. Other programs ignore it.
    message["X-Unsent"] = "1"
    # Quoted-printable breaks long lines for transport only, so paragraphs arrive whole.
    message.set_content("\n".join(_lines(body)) + "\n", cte="quoted-printable")
    return "".join(head).encode("ascii") + message.as_bytes()


def _header(name: str, text: str, address: str = "", plain: re.Pattern[str] = _PRINTABLE) -> str:
    """Return a header with its line break: a text, an address in brackets, or both in this order.

    Text that is long, or that could be read as anything but text, is written as encoded words
    (RFC 2047). These headers are not left to `EmailMessage`, which loses spaces when it breaks long
    text.
    """
    line = " ".join(filter(None, (f"{name}:", text, address)))
    if (plain.fullmatch(text) and "=?" not in text and len(line) <= _LONGEST_LINE) or not text:
        return f"{line}\r\n"
    words = Header(text, "utf-8", _LONGEST_WORD, name).encode(linesep="\r\n")
    return f"{name}: {words}\r\n" if not address else f"{name}: {words}\r\n {address}\r\n"


def _lines(body: str) -> list[str]:
    lines = body.replace("\r\n", "\n").strip("\n").split("\n")
    return [UNPRINTABLE.sub(" ", line).rstrip() for line in lines]


def _mailbox(text: str, field: str, name: str = "") -> Address:
    """Return the address in a text, with the name in front of it, or else `name`.

    Raises InterviewRulesError, located at `field`, for anything but one valid address.
    """
    whole = _MAILBOX.fullmatch(text.strip(" "))
    given = whole["address"] if whole else text
    local, at, domain = given.strip(" ").rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        at = ""
    valid = (
        at
        and _LOCAL.fullmatch(local)
        and _DOMAIN.fullmatch(domain)
        and len(local) <= _MOST_IN_A_LOCAL_PART
        and len(local) + len(domain) < _MOST_IN_AN_ADDRESS
    )
    if not valid:
        message = f"{quoted(text)} is not a single valid email address"
        hint = "write, for example, kim@example.org or Kim Doe <kim@example.org>"
        longest = _MOST_IN_A_LOCAL_PART
        at = at if text.count("@") == 1 and not _APART.search(given.strip(" ")) else ""
        if at and not local.isascii():
            message = f"{quoted(text)} has characters outside ASCII before the @"
            hint = "use an address in ASCII, such as kim@example.org"
        if at and (len(local) > longest or len(local) + len(domain) >= _MOST_IN_AN_ADDRESS):
            message = f"the email address {quoted(text)} is too long"
            hint = (
                f"use at most {longest} characters before the @, and {_MOST_IN_AN_ADDRESS} in all"
            )
        raise InterviewRulesError([Problem(field, message, hint, "invalid-value")])
    shown = whole["name"].strip().strip('"') if whole else ""
    return Address(display_name=one_line(shown or name), username=local, domain=domain)
