"""Tests of --fix: the problems that it fixes, and everything that it leaves byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_rules.authoring.checks import check
from interview_rules.authoring.checks.fixer import fix_files
from interview_rules.authoring.checks.formats import fixed_as_text
from interview_rules.authoring.pack_tests.reader import SUFFIX
from interview_rules.packs import bundled

RULE = """\
rules:
  - id: late
    when: after decision_date
    advise: {action: ask, kind: do, title: Ask, text: Ask them.}
    source: This test.
"""
LATE = RULE.replace("after decision_date", "late")
WORDS = {
    "a value of a choice": (
        f"pack: m\n{RULE}".replace("after decision_date", "offer is at least informmal"),
        "informmal",
        "informal",
    ),
    "a key of the pack": (f"pack: m\ntitel: Mine\n{RULE}", "titel", "title"),
    "a key of a rule": (f"pack: m\n{RULE}".replace("source", "sorce"), "sorce", "source"),
    "a key of an advice": (f"pack: m\n{RULE}".replace("action", "acton"), "acton", "action"),
    "a key in quotation marks": (
        f"pack: m\n{RULE}".replace("source:", '"soource":'),
        "soource",
        "source",
    ),
    "a fact in a condition": (
        f"pack: m\n{RULE}".replace("after decision_date", "after desicion_date and no reply"),
        "desicion_date",
        "decision_date",
    ),
    "a fact in a quoted condition": (
        f"pack: m\n{RULE}".replace("after decision_date", "'after desicion_date and no reply'"),
        "desicion_date",
        "decision_date",
    ),
    "a fact in a list": (
        f"pack: m\n{RULE}".replace(
            "after decision_date", "[no reply, 'after  desicion_date + 1 day']"
        ),
        "desicion_date",
        "decision_date",
    ),
    "a fact in folded text": (
        f"pack: m\n{RULE}".replace(
            "after decision_date",
            ">-\n      no reply and (no follow_up\n        or  after desicion_date\n      )",
        ),
        "desicion_date",
        "decision_date",
    ),
    "a fact in a plain text of several lines": (
        f"pack: m\n{RULE}".replace(
            "after decision_date", "no reply\n      and after\n      desicion_date + 2 days"
        ),
        "desicion_date",
        "decision_date",
    ),
    "a fact in a due": (
        f"pack: m\n{RULE}".replace("kind: do", "kind: do, due: desicion_date + 1 day"),
        "desicion_date",
        "decision_date",
    ),
    "a rule that is replaced": (
        "pack: m\nextends: after-the-interview\n" + RULE + "    instead_of: [wait, folow-up]\n",
        "folow-up",
        "follow-up",
    ),
    "an action": (
        "pack: m\nextends: after-the-interview\nexclusive:\n  - [ask, send-thank-yuo]\n" + RULE,
        "send-thank-yuo",
        "send-thank-you",
    ),
    "an event that records": (
        f"pack: m\n{RULE}".replace("kind: do", "kind: do, recorded_as: folow-up-sent"),
        "folow-up-sent",
        "follow-up-sent",
    ),
}


@pytest.fixture
def mended(tmp_path):
    """Fix a text in a file of this name; return the result and the number of corrections."""

    def mending(text: str | bytes, name: str = "m.yaml") -> tuple[str, int]:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        made = fix_files([path])
        return path.read_bytes().decode(), len(made)

    return mending


@pytest.mark.parametrize(("text", "old", "new"), WORDS.values(), ids=WORDS.keys())
def test_a_misspelt_word_is_put_right_and_nothing_else_changes(text, old, new, mended, tmp_path):
    assert text.count(old) == 1
    fixed, made = mended(text)
    assert fixed == text.replace(old, new)
    assert made == 1
    assert not [each for each in check([tmp_path / "m.yaml"]) if each.finding.level == "error"]
    assert mended(fixed) == (fixed, 0)


def test_a_word_misspelt_twice_is_put_right_twice_and_its_like_are_kept(mended):
    text = f"pack: m\n{RULE}".replace(
        "when: after decision_date",
        "when: after desicion_date and before desicion_date + 2 days  # desicion_date",
    )
    fixed, made = mended(text)
    assert made == 2
    assert fixed == text.replace("desicion_date ", "decision_date ")


def test_what_shows_only_once_something_else_is_mended_is_mended_as_well(mended, tmp_path):
    text = (
        "pack: m\nrulez:\n  - id: late\n    whenn: after desicion_date\n"
        "    advize: {acton: ask, kind: do, title: Ask, text: Ask them.}\n    sorce: This test.\n"
    )
    fixed, made = mended(text)
    assert fixed == f"pack: m\n{RULE}"
    assert made == 6
    assert check([tmp_path / "m.yaml"]) == []


TESTS = """\
rules: after-the-interview
# A comment.
tests:
  - name: One
    events:
      - {at: 2026-11-19, event: interview}
      - {at: 2026-11-19, event: decision-date-set, date: 2026-11-25}
    now: 2026-11-20 12:00
    expect:
      - wait: {until: 2026-11-26 00:00}
    holds: [be-patient]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("interviev}", "interview}"),
        ("expct:", "expect:"),
        ("untill:", "until:"),
        ("[be-patint]", "[be-patient]"),
        ("evnts:", "events:"),
        ("tsts:", "tests:"),
        ("aftr-the-interview", "after-the-interview"),
        ("decison-date-set", "decision-date-set"),
    ],
)
def test_test_files_are_mended_in_the_same_way(old, new, mended, tmp_path):
    text = TESTS.replace(new, old)
    assert text != TESTS
    assert mended(text, f"m{SUFFIX}") == (TESTS, 1)
    assert check([tmp_path / f"m{SUFFIX}"]) == []


def test_an_unknown_fact_of_a_test_is_an_unknown_name_and_put_right(mended, tmp_path):
    text = (
        "rules: after-the-interview\ntests:\n  - name: One\n    now: 2026-11-26 12:00\n"
        "    facts: {interview: 2026-11-19, decison_date: 2026-11-25}\n    expect: [wait]\n"
    )
    path = tmp_path / f"m{SUFFIX}"
    path.write_text(text)
    assert [result.finding.code for result in check([path])] == ["unknown-name"]
    assert mended(text, path.name) == (text.replace("decison", "decision"), 1)


def test_a_section_goes_with_the_last_of_its_entries(mended):
    text = (
        "pack: m\nextends: after-the-interview\nset:\n  reply_wait: 3 days\n"
        f"  thank_you_time: 2 days\n{RULE}"
    )
    assert mended(text) == (f"pack: m\nextends: after-the-interview\n{RULE}", 2)


ENTRIES = {
    "what is set to what it was": (
        (
            f"pack: m\nextends: after-the-interview\nset:\n  reply_wait: 3 days\n"
            f"  thank_you_time: 3 days\n{RULE}"
        ),
        f"pack: m\nextends: after-the-interview\nset:\n  thank_you_time: 3 days\n{RULE}",
    ),
    "an override that changes nothing, among others": (
        (
            "pack: m\nextends: after-the-interview\noverride:\n  wait:\n    text: Let it rest.\n"
            f"    title: >-\n      Do not contact them\n      before {{decision_date}} is over\n{RULE}"
        ),
        (
            "pack: m\nextends: after-the-interview\noverride:\n  wait:\n    text: Let it rest.\n"
            f"{RULE}"
        ),
    ),
}


@pytest.mark.parametrize(("text", "wanted"), ENTRIES.values(), ids=ENTRIES.keys())
def test_an_entry_that_does_nothing_is_taken_out(text, wanted, mended):
    assert mended(text)[0] == wanted
    assert mended(wanted) == (wanted, 0)


def test_several_mends_in_one_file_do_not_get_in_each_others_way(mended):
    text = (
        "pack: m\nextends: after-the-interview\nset:\n  reply_wait: 3 days\noverride:\n"
        "  wait:\n    title: Do not contact them before {decision_date} is over\n"
        "    text: Let it rest.\n" + RULE
    )
    wanted = (
        "pack: m\nextends: after-the-interview\noverride:\n  wait:\n    text: Let it rest.\n" + RULE
    )
    assert mended(text) == (wanted, 2)


def test_line_ends_and_comments_are_kept(mended):
    text = (
        "# The first line.\n"
        "pack: m  # mine\n"
        "facts:\n"
        "  # About used.\n"
        "  used: {type: flag, doc: Used.}  # in late\n"
        "rules:\n"
        "  # About late.\n"
        "  - id: late\n"
        "    when: ussed  # or so\n"
        "    advise: {action: ask, kind: do, title: Äsk “it”, text: Ask.}\n"
        "    source: This test.  \n"
        "\n"
        "# The last line."
    )
    wanted = text.replace("ussed", "used")
    assert mended(text) == (wanted, 1)
    fixed, made = mended(text.replace("\n", "\r\n"))
    assert made == 1
    assert fixed == wanted.replace("\n", "\r\n")


ALONE = {
    "a word whose nearest is of another kind": (
        f"pack: m\n{RULE}".replace("after decision_date", "offers is known")
    ),
    "what is said about an entry": (
        f"pack: m\nextends: after-the-interview\nset:\n  reply_wait: 3 days  # Ann said so\n{RULE}"
    ),
    "a parameter that is set": (
        "pack: m\nextends: after-the-interview\nset:\n  reply_wiat: 4 days\n"
    ),
    "a rule that is switched off": (
        "pack: m\nextends: after-the-interview\nswitch_off: [wait, contct-hr]\n"
    ),
    "a rule that is overridden": (
        "pack: m\nextends: after-the-interview\noverride:\n  folow-up:\n    title: Write\n"
    ),
    "what nothing names yet": (
        f"pack: m\ndefinitions:\n  idle: {{condition: no reply, doc: Idle.}}\n{RULE}"
    ),
    "a name with another number": (
        "pack: m\nfacts:\n  second_call_2: {type: flag, doc: Called.}\n"
        + RULE.replace("after decision_date", "second_call_3")
    ),
    "another fact that is somewhat alike": (
        f"pack: m\n{RULE}".replace("after decision_date", "references_were_ok is known")
    ),
    "what is set beside something else in braces": (
        "pack: m\nextends: after-the-interview\noverride:\n  wait: {\n"
        f"    title: 'Do not contact them before {{decision_date}} is over', text: Let it rest.}}\n{RULE}"
    ),
    "braces over several lines": (
        f"pack: m\ndefinitions:\n  idle: {{condition: no reply,\n  doc: Idle.}}\n{RULE}"
    ),
    "an anchor that is needed": (
        "pack: m\ndefinitions:\n  idle: {condition: &c no reply, doc: Idle.}\n"
        + RULE.replace("after decision_date", "*c ")
    ),
    "a line end of old": (
        'pack: m\ntitle: "a\rb"\ndefinitions:\n  idle: {condition: no reply, doc: I.}\n'
        f"  late: {{condition: no offer, doc: L.}}\n{RULE}"
    ),
    "two words equally near": (
        f"pack: m\n{RULE}".replace("id: late", "id: rule-1")
        + RULE.removeprefix("rules:\n").replace("late", "rule-2")
        + "    instead_of: rule-3\n"
    ),
    "a word that is only vaguely alike": f"pack: m\n{RULE}".replace("decision_date", "the_date"),
    "a word of which nothing is near": f"pack: m\n{RULE}".replace("decision_date", "zzz"),
    "a short word with two letters changed": f"pack: m\n{RULE}".replace("kind: do", "kind: ok"),
    "an entry in braces": (f"pack: m\nfacts: {{idle: {{type: flag, doc: Idle.}}}}\n{RULE}"),
    "a missing key": f"pack: m\n{RULE}".replace("    source: This test.\n", ""),
    "what is only a warning without a mechanical mend": (
        f"pack: m\n{RULE}".replace("after decision_date", "decision_date is known and not reply")
    ),
    "no YAML": "pack: [m\r\n",
    "an empty file": "",
    "a sound pack with odd line ends": f"pack: m\r\n\r\n{RULE}\r\n   \r\n# end",
}


@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE.keys())
def test_what_cannot_be_mended_stays_byte_for_byte(text, mended):
    assert mended(text) == (text, 0)


@pytest.mark.parametrize("content", [b"pack: \xff\n", b"\xef\xbb\xbfpack: m\r\nrules: []", b"\0"])
def test_so_does_what_is_no_text(content, tmp_path):
    path = tmp_path / "m.yaml"
    path.write_bytes(content)
    assert fix_files([path]) == []
    assert path.read_bytes() == content


def test_only_the_files_that_were_named_are_mended(tmp_path):
    below, above = tmp_path / "below.yaml", tmp_path / "above.yaml"
    below.write_text(f"pack: below\n{RULE}".replace("source", "sorce"))
    above.write_text("pack: above\nextends: below.yaml\n")
    before = below.read_bytes()
    assert fix_files([above]) == []
    assert below.read_bytes() == before
    assert len(fix_files([above, below])) == 1
    assert "source" in below.read_text()


def test_several_files_are_mended_at_once(tmp_path):
    pack, tests = tmp_path / "m.yaml", tmp_path / f"m{SUFFIX}"
    pack.write_text(f"pack: m\n{RULE}".replace("action", "acton"))
    tests.write_text(
        "tests:\n  - name: One\n    facts: {decision_date: 2026-11-25}\n"
        "    now: 2026-11-26 12:00\n    expect: [ask]\n    hollds: [late]\n"
    )
    # The tests are checked again once their pack can be loaded.
    assert len(fix_files([tests, pack])) == 2
    assert check([pack, tests]) == []


def test_shipped_packs_and_what_is_no_file_are_left_alone(tmp_path):
    before = {name: bundled.path_of(name).read_bytes() for name in bundled.names()}
    assert fix_files(["after-the-interview", tmp_path, tmp_path / "none.yaml"]) == []
    assert {name: bundled.path_of(name).read_bytes() for name in bundled.names()} == before


def test_what_was_corrected_is_told_and_nothing_else_is_ever_written(tmp_path, monkeypatch):
    path = tmp_path / "m.yaml"
    path.write_text(f"pack: m\n{RULE}".replace("source", "sorce").replace("kind", "knd"))
    written = []
    monkeypatch.setattr(
        "interview_rules.authoring.checks.fixer.write_file", lambda *args: written.append(args)
    )
    assert fixed_as_text(fix_files([path])).replace(str(tmp_path), "").split("\n") == [
        "/m.yaml:6:5: replaced sorce with source",
        "/m.yaml:5:27: replaced knd with kind",
        "fixed 2",
        "",
    ]
    after = path.read_bytes().replace(b"sorce", b"source").replace(b"knd", b"kind")
    assert written == [(str(path), after)]


def test_a_file_that_cannot_be_read_is_left_to_the_check(tmp_path, monkeypatch):
    path = tmp_path / "m.yaml"
    path.write_text("pack: m\ntitel: x\n")
    read = Path.read_bytes

    def refused(self):
        if self == path:
            raise PermissionError
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert fix_files([path]) == []


BELOW = """\
pack: below
parameters:
  patience: {value: 3 days, doc: How long to wait.}
rules:
  - {id: ask, when: after interview + patience, source: Us., advise: {action: ask, kind: do, title: A, text: A.}}
"""
BESIDE = "pack: beside\nextends: below.yaml\nset:\n  patience: 5 days\n"


def test_a_setting_that_brings_an_earlier_value_back_is_not_idle(tmp_path):
    (tmp_path / "below.yaml").write_text(BELOW)
    (tmp_path / "beside.yaml").write_text(BESIDE)
    top = tmp_path / "top.yaml"
    text = "pack: top\nextends: beside.yaml\nset:\n  patience: DAYS\n"
    top.write_text(text.replace("DAYS", "3 days"))
    assert not [each for each in check([top]) if each.finding.code == "idle-override"]
    top.write_text(text.replace("DAYS", "5 days"))
    assert "idle-override" in [each.finding.code for each in check([top])]


def test_a_corrected_word_does_not_excuse_a_removal_that_changes_the_pack(tmp_path):
    """An entry under `accept` with a typo is corrected; no setting is lost beside it."""
    (tmp_path / "below.yaml").write_text(BELOW)
    (tmp_path / "beside.yaml").write_text(BESIDE)
    top = tmp_path / "top.yaml"
    top.write_text(
        "pack: top\nextends: beside.yaml\nset:\n  patience: 3 days\n"
        "accept:\n  - {finding: idle-overide, parameter: patience, because: It is agreed.}\n"
    )
    fix_files([top])
    assert "patience: 3 days" in top.read_text()


def test_the_comment_on_a_section_is_not_deleted(mended):
    rule = RULE.replace("after decision_date", "after decision_date + reply_wait")
    text = f"pack: m\nextends: after-the-interview\nset:  # agreed\n  reply_wait: 3 business days\n{rule}"
    assert mended(text) == (text, 0)
