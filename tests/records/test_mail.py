"""Links and files for mail programs: they read back as what was written, whatever a name holds."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP, default
from email.utils import parseaddr
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_rules import DraftRecord, InterviewRulesError, advise
from interview_rules.sources.characters import UNPRINTABLE

LONG = "I enjoyed our conversation, and I would very much like to do this work. " * 20
HOSTILE = [
    "Kim\r\nBcc: all@example.com",
    "Kim\nBcc: all@example.com\n\nA body",
    "Kim\x0b\x0c\x1c\x85\u2028\u2029Bcc: all@example.com",
    "=?utf-8?q?Kim=0D=0ABcc=3A_all=40example.com?=",
    "=?utf-8?b?S2ltDQpCY2M6IGFsbEBleGFtcGxlLmNvbQ==?=",
    'Kim" <all@example.com>, "Bo',
    "Kim <all@example.com>",
    "Kim, Bo; (all) \\",
    "\u202eKim\ud800",
    "Ōkafor 山田 😀 " * 20,
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=120),
    st.text(alphabet='=?_\r\n\t <>"@,;:ä😀', max_size=40),
)


def draft(to="Kim", subject="A question", body="Dear Kim,\n\nHow are you?"):
    return DraftRecord(
        to=to,
        role="interviewer",
        channel="email",
        subject=subject,
        body=body,
        missing=(),
        blanks=(),
    )


def read(raw):
    return message_from_bytes(raw, policy=default)


def content(message):
    return message.get_content().replace("\r\n", "\n")


def plain(text):
    return " ".join(UNPRINTABLE.sub(" ", text).split())


def test_a_link_reads_back():
    link = draft(subject="Über & über = 100 %?", body=f"Dear Zoë,\n\n{LONG}\n#1 + 1").mailto(
        "kim+jobs@example.org"
    )
    assert link.isascii()
    assert " " not in link
    assert link.startswith("mailto:kim%2Bjobs@example.org?subject=%C3%9Cber%20%26%20")
    assert "%0D%0A%0D%0A" in link
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert fields["subject"] == ["Über & über = 100 %?"]
    assert fields["body"] == [f"Dear Zoë,\r\n\r\n{LONG.strip()}\r\n#1 + 1"]


def test_a_link_without_an_address_leaves_the_recipient_open():
    assert draft().mailto().startswith("mailto:?subject=A%20question&body=Dear%20Kim%2C%0D%0A")


def test_a_file_reads_back():
    raw = draft("Zoë Ōkafor", "Über die Stelle", f"Dear Zoë,\n\n{LONG}\n\nKim").eml(
        "Kim Doe <kim@example.org>", "zoe@exämple.org"
    )
    message = read(raw)
    assert not message.defects
    assert message["Subject"] == "Über die Stelle"
    (sender,), (addressee,) = message["From"].addresses, message["To"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Kim Doe", "kim@example.org")
    assert addressee.display_name == "Zoë Ōkafor"
    assert addressee.addr_spec == "zoe@xn--exmple-cua.org"
    assert content(message) == f"Dear Zoë,\n\n{LONG.strip()}\n\nKim\n"
    assert message["X-Unsent"] == "1"


def test_a_file_is_ascii_in_short_lines_ended_by_crlf():
    raw = draft(subject="Größe " * 60, body="ü" * 2_000).eml(address="kim@example.org")
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_what_is_not_known_is_left_out_of_the_head():
    message = read(draft(to=None).eml())
    assert "To" not in message
    assert "From" not in message


def test_the_name_of_the_addressee_is_that_of_the_address_if_it_has_one():
    message = read(draft("Kim").eml(address='"Zoe B." <zoe@example.org>'))
    assert message["To"].addresses[0].display_name == "Zoe B."


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_adds_a_header_a_recipient_or_a_line(to, subject, body):
    raw = draft(to, subject, body).eml("kim@example.org", "zoe@example.org")
    message = read(raw)
    assert sorted(message.keys()) == sorted([
        "From", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
    ])  # fmt: skip
    (addressee,) = message["To"].addresses
    assert addressee.addr_spec == "zoe@example.org"
    assert addressee.display_name.replace(" ", "") == plain(to).replace(" ", "")
    # The parser of the standard library adds a space where a long name is broken.
    name, _address = parseaddr(message_from_bytes(raw)["To"])
    assert str(make_header(decode_header(name))) == plain(to)
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))
    assert message["Subject"] == plain(subject)
    # The message that was read can be sent on.
    assert (
        message_from_bytes(message.as_bytes(policy=SMTP), policy=default).keys() == message.keys()
    )
    fields = parse_qs(
        urlsplit(draft(to, subject, body).mailto()).query,
        keep_blank_values=True,
        strict_parsing=True,
    )
    assert fields["subject"] == [plain(subject)]
    lines = body.replace("\r\n", "\n").strip("\n").split("\n")
    written = [UNPRINTABLE.sub(" ", line).rstrip() for line in lines]
    assert fields["body"] == ["\r\n".join(written)]
    assert content(message) == "\n".join(written) + "\n"


@pytest.mark.parametrize("text", ["Jörg Kim kim@example.org", ", ".join(["kim@example.org"] * 6)])
def test_several_words_or_addresses_are_told_from_one_bad_address(text):
    with pytest.raises(InterviewRulesError, match="is not a single valid email address"):
        draft().mailto(text)


@pytest.mark.parametrize(
    "address",
    [
        "kim", "kim@", "@example.org", "a@b, c@d", "a@b;c@d", "kim@example.org\r\nBcc: all@b.c",
        "kim@example.org\n", "Kim <kim@example.org>, Bo <bo@example.org>", "kim@exa mple.org",
        "kim@example..org", ".kim@example.org", "kim@-example.org", "zoë@example.org", "a@b@c",
        "Kim <kim@example.org> x", "kim@example.org?cc=all@b.c", "kim@ex\u2028ample.org",
        f"{'k' * 65}@example.org", f"kim@{'e' * 64}.org", "kim@[127.0.0.1]", "=?q?a?=@b\r\n", "<>",
        f"kim@{'example.' * 40}org",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(
        InterviewRulesError, match=r"is not a single valid email|outside ASCII|too long"
    ) as error:
        draft().mailto(address)
    assert "\n" not in str(error.value)
    with pytest.raises(InterviewRulesError) as error:
        draft().eml(address, address)
    assert [problem.where for problem in error.value.problems] == ["sender", "address"]


@pytest.mark.parametrize("name", HOSTILE[:-2])
def test_a_name_in_a_state_cannot_add_a_recipient(name):
    log = [{"at": "2026-11-19 10:00", "event": "interview", "interviewers": [name]}]
    state = {"events": log, "candidate": name, "position": name}
    found = advise(state, "2026-11-20 12:00")["send-thank-you"].draft
    message = read(found.eml(address="kim@example.org"))
    assert [each.addr_spec for each in message["To"].addresses] == ["kim@example.org"]
    assert {"Bcc", "Cc"}.isdisjoint(message.keys())
    assert content(message).count("\n") == found.body.count("\n") + 1
