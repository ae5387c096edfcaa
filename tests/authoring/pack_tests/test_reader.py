"""Tests of the reader of test files: errors with code, line and column, and optional keys."""

from __future__ import annotations

from datetime import date

import pytest

from interview_rules import PackError, RulePack
from interview_rules.authoring.checks import FINDINGS
from interview_rules.authoring.pack_tests import find_test_files, read_test_file, run_tests
from interview_rules.authoring.pack_tests.reader import read_tests
from interview_rules.errors import printable

SOUND = """\
tests:
  - name: One
    state: {facts: {a: 2026-11-19}}
    now: 2026-11-20 12:00
    expect: [write]
"""
WHEN = "write one such as 2026-11-25, or 2026-11-25 12:00 with a time"


def saying(caught, folder) -> list[str]:
    """Return each problem as `code line:column: message (hint)`."""
    return [
        f"{problem.code} {problem}".replace(f"{folder}/tiny.tests.yaml:", "")
        for problem in caught.value.problems
    ]


def with_(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def more(*lines: str) -> str:
    """Return the valid test with further lines, from line 6 on."""
    return SOUND + "".join(f"{line}\n" for line in lines)


EXPECTING = "expect: [write]"
STATE = "state: {facts: {a: 2026-11-19}}"
WRONG = {
    # Expectations at odds
    "advice expected and not expected": (
        more("    expect_not: [write]"),
        "at-odds 6:18: this test has write under both expect and expect_not (remove one of the two)",
    ),
    "advice not expected and then expected": (
        with_(
            "    expect: [write]\n",
            "    expect_not: [write]\n    expect:\n      - write: {since: always}\n",
        ),
        "at-odds 7:9: this test has write under both expect and expect_not (remove one of the two)",
    ),
    "a rule that holds and does not hold": (
        more("    holds: [ask]", "    holds_not: [ask]"),
        "at-odds 7:17: this test has ask under both holds and holds_not (remove one of the two)",
    ),
    # The file
    "a list": (
        "- name: One\n",
        "wrong-form 1:1: a test file must be a mapping, not a list (write key: value)",
    ),
    "a key of the file": (
        with_("tests:", "test: []\ntests:"),
        "unknown-key 1:1: unknown key 'test' in a test file (did you mean tests?)",
    ),
    "a key twice": (
        more("    now: 2026-11-21 12:00"),
        "no-yaml 6:5: duplicate key 'now' (the first is on line 4; merge the two, or remove one)",
    ),
    "no tests": (
        "timezone: UTC\n",
        "no-tests 1:1: this file has no tests (add tests: ...)",
    ),
    "an empty list of tests": (
        "tests: []\n",
        "no-tests 1:8: this file has no tests (begin each test with - name: ...)",
    ),
    "tests that are a mapping": (
        "tests: {One: two}\n",
        "wrong-form 1:8: expected a list, not a mapping (start each item with -)",
    ),
    "a test that is a text": (
        "tests: [One]\n",
        "wrong-form 1:9: a test must be a mapping, not text (write key: value)",
    ),
    "a pack that is not there": (
        f"rules: [in-practise]\n{SOUND}",
        (
            "unreadable-pack 1:9: cannot read '{folder}/in-practise': No such file or directory "
            "(did you mean in-practice?)"
        ),
    ),
    # Keys of a test
    "a key of a test": (
        more("    zone: UTC"),
        "unknown-key 6:5: unknown key 'zone' in a test (did you mean timezone?)",
    ),
    "a test without a name": (
        SOUND.replace("- name: One\n    state", "- state"),
        "missing-key 2:5: missing key 'name' in a test (add name: ...)",
    ),
    "a name that is a list": (
        with_("One", "[One]"),
        "wrong-form 2:11: expected text, not a list (write text, in quotes if it begins with [ or -)",
    ),
    "two tests of one name": (
        SOUND + SOUND.removeprefix("tests:\n"),
        "name-taken 6:5: another test has the name 'One' (the first is on line 2; rename one of them)",
    ),
    "a test without a moment": (
        with_("    now: 2026-11-20 12:00\n", ""),
        "missing-key 2:5: missing key 'now' in a test (add now: ...)",
    ),
    "a date for a moment": (
        with_("12:00", ""),
        "wrong-state 4:10: a time is required (add one, for example, 2026-11-20 12:00)",
    ),
    "a moment that is none": (
        with_("2026-11-20 12:00", "[2026-11-20 12:00, soon]"),
        "wrong-state 4:29: 'soon' is not a date and time (write one such as 2026-11-25 12:00)",
    ),
    "a day that is none": (
        with_("2026-11-20 12:00", "2026-11-31 12:00"),
        "wrong-state 4:10: invalid date 2026-11-31 (write a day from 01 to 30)",
    ),
    "nothing_else that is a word": (
        more("    nothing_else: perhaps"),
        "wrong-form 6:19: nothing_else must be true or false (write nothing_else: true, or remove it)",
    ),
    # The situation
    "neither events nor a state nor facts": (
        with_(f"    {STATE}\n", ""),
        (
            "missing-key 2:5: a test needs events:, facts: or both, or else state: "
            "(write, for example, events: [{at: ..., event: ...}])"
        ),
    ),
    "events and a state": (
        more("    events: []"),
        (
            "missing-key 2:5: a test needs events:, facts: or both, or else state: "
            "(write, for example, events: [{at: ..., event: ...}])"
        ),
    ),
    "a state and facts": (
        more("    facts: {f: true}"),
        (
            "missing-key 2:5: a test needs events:, facts: or both, or else state: "
            "(write, for example, events: [{at: ..., event: ...}])"
        ),
    ),
    "a state that is a text": (
        with_(STATE, "state: silence"),
        "wrong-form 3:12: a state must be a mapping, not text (write key: value)",
    ),
    "a field of a state": (
        with_(STATE, "state: {interview: 2026-11-19, desicion_date: 2026-11-25}"),
        (
            "wrong-state 3:36: desicion_date: unknown field 'desicion_date' "
            "(did you mean decision_date?)"
        ),
    ),
    "a search": (
        with_(STATE, "state: {applications: {Acme: {interview: 2026-11-19}}}"),
        (
            "wrong-state 3:27: applications: this is a search, not one application "
            "(use one of its applications, or read it with JobSearch.read in Python)"
        ),
    ),
    "a fact in a state": (
        with_("a: 2026", "aa: 2026"),
        "unknown-name 3:21: facts.aa: unknown fact 'aa' (did you mean a?)",
    ),
    "events that are a text": (
        with_(STATE, "events: silence"),
        "wrong-state 3:13: events: expected a list, not 'silence' (write events: [...])",
    ),
    "an event that there is not": (
        with_(STATE, "events:\n      - {at: 2026-11-19, event: intervew}"),
        ("wrong-state 4:33: events[0].event: unknown event 'intervew' (did you mean interview?)"),
    ),
    "a field inside an event": (
        with_(
            STATE,
            "events:\n      - {at: 2026-11-18, event: interview}\n"
            "      - at: 2026-11-19\n        event: decision-date-set\n        dat: 2026-11-25",
        ),
        "wrong-state 7:9: events[1].dat: unknown field 'dat' (did you mean date?)",
    ),
    "a date inside an event": (
        with_(STATE, "events:\n      - {at: 2026-13-19, event: interview}"),
        (
            "wrong-state 4:14: events[0].at: invalid month 13 in '2026-13-19' (write a month from 01 to 12)"
        ),
    ),
    "facts of other types": (
        with_(STATE, "facts: {interview: soon, offer: firmm, follow_ups: -1, hr_unreachable: 1}"),
        [
            f"wrong-state 3:24: facts.interview: 'soon' is not a date ({WHEN})",
            "wrong-state 3:37: facts.offer: unknown value 'firmm' (did you mean firm?)",
            (
                "wrong-state 3:56: facts.follow_ups: expected a whole number of at least 0, not -1 "
                "(write, for example, follow_ups: 3)"
            ),
            (
                "wrong-state 3:76: facts.hr_unreachable: expected true or false, not 1 "
                "(write true or false, without quotes)"
            ),
        ],
    ),
    "facts of the pack's own of other types": (
        with_(STATE, "facts: {a: 5, f: maybe, n: true, mood: hihg}"),
        [
            f"wrong-state 3:16: facts.a: 5 is not a date ({WHEN})",
            "wrong-state 3:22: facts.f: expected true or false, not 'maybe' (write true or false, without quotes)",
            "wrong-state 3:32: facts.n: expected a whole number of at least 0, not true (write, for example, n: 3)",
            "wrong-state 3:44: facts.mood: unknown value 'hihg' (did you mean high?)",
        ],
    ),
    "facts that contradict each other": (
        with_(STATE, "facts: {follow_ups: 1, follow_up_pending: true, unanswered_follow_ups: 0}"),
        (
            "wrong-state 3:47: facts.follow_up_pending: true contradicts unanswered_follow_ups: 0 "
            "(leave out one of the two)"
        ),
    ),
    # Expectations
    "nothing expected": (
        with_(f"    {EXPECTING}\n", ""),
        (
            "expects-nothing 2:5: this test expects nothing, so it would pass with any rules"
            " (add, for example, expect: [follow-up])"
        ),
    ),
    "nothing expected in empty lists": (
        with_(EXPECTING, "expect: []\n    holds:\n    nothing_else: false"),
        (
            "expects-nothing 2:5: this test expects nothing, so it would pass with any rules"
            " (add, for example, expect: [follow-up])"
        ),
    ),
    "an action that there is not": (
        with_(EXPECTING, "expect: [wrte]"),
        "unknown-rule 5:14: unknown rule or action 'wrte' in the pack tiny (did you mean write?)",
    ),
    "an action with details that there is not": (
        with_(EXPECTING, "expect:\n      - wrte: {rule: ask}"),
        "unknown-rule 6:9: unknown rule or action 'wrte' in the pack tiny (did you mean write?)",
    ),
    "a conclusion's rule among advice": (
        with_(EXPECTING, "expect: [overdue]"),
        (
            "no-advice 5:14: rule overdue gives no advice, because it only concludes "
            "(list overdue under holds: or holds_not:)"
        ),
    ),
    "an action among rules": (
        more("    holds: [write]"),
        (
            "unknown-rule 6:13: unknown rule 'write' in the pack tiny "
            "(choose from: ask, nag, rest, rest-well, keep-calm, overdue)"
        ),
    ),
    "a rule that does not hold and is not there": (
        more("    holds_not: [rest-wel]"),
        "unknown-rule 6:17: unknown rule 'rest-wel' in the pack tiny (did you mean rest-well?)",
    ),
    "what is expected as a mapping": (
        with_(EXPECTING, "expect: {write: {rule: ask}}"),
        "wrong-form 5:13: expected a list, not a mapping (start each item with -)",
    ),
    "a detail that there is not": (
        with_(EXPECTING, "expect: [write: {untill: never}]"),
        "unknown-key 5:22: unknown key 'untill' in the expectation of write (did you mean until?)",
    ),
    "details that cannot be": (
        with_(EXPECTING, "expect: [write: {rule: as, since: never, until: 2026, due: always}]"),
        [
            "unknown-rule 5:28: unknown rule 'as' in the pack tiny (did you mean ask?)",
            "wrong-state 5:39: 'never' is not valid for since (write a date and time)",
            (
                "wrong-state 5:53: '2026' is a number, not a date and time "
                "(write one such as 2026-11-25 12:00)"
            ),
            "wrong-state 5:64: 'always' is not valid for due (write a date)",
        ],
    ),
    "a due that is no date": (
        with_(EXPECTING, "expect: [write: {due: soon}]"),
        f"wrong-state 5:27: 'soon' is not a date ({WHEN})",
    ),
    # Advice that no test expects
    "advice that no test shows": (
        more("    expect_not: [rest]"),
        (
            "never-shown 6:18: no test expects rest, so this passes even if rest never appears "
            "(add a test with expect: [rest])"
        ),
    ),
    "a rule whose advice no test shows": (
        more("    expect_not: [nag]"),
        (
            "never-shown 6:18: no test expects nag, so this passes even if nag never appears "
            "(add a test with expect: [nag])"
        ),
    ),
    "a rule that no test shows": (
        more("    holds_not: [overdue]"),
        (
            "never-shown 6:17: no test expects overdue, so this passes even if overdue never appears "
            "(add a test with holds: [overdue])"
        ),
    ),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_its_place(text, said, read, folder):
    with pytest.raises(PackError) as caught:
        read(text)
    expected = [said] if isinstance(said, str) else said
    # Messages truncate paths, and a temporary folder can be deeply nested.
    missing = printable(f"{folder}/in-practise")
    assert saying(caught, folder) == [
        each.replace("{folder}/in-practise", missing) for each in expected
    ]
    assert {problem.code for problem in caught.value.problems} <= FINDINGS.keys()


def test_facts_that_there_are_not_are_said_with_the_nearest_of_all(one, folder):
    with pytest.raises(PackError) as caught:
        one("    facts: {decision_dat: 2026-11-25, moood: low}", "    now: 2026-11-20 12:00")
    assert [each.split(" ", 1)[1] for each in saying(caught, folder)] == [
        ("3:13: facts.decision_dat: unknown fact 'decision_dat' (did you mean decision_date?)"),
        "3:39: facts.moood: unknown fact 'moood' (did you mean mood?)",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            f"timezone: Europe/Berln\n{SOUND}",
            "unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
        ),
        (
            more("    timezone: Europe/Berln"),
            "wrong-state 6:15: unknown time zone 'Europe/Berln' (did you mean Europe/Berlin?)",
        ),
        (
            more("    country: Germany"),
            ("wrong-state 6:14: unknown country 'Germany' (did you mean DE?)"),
        ),
    ],
)
def test_a_place_that_is_none_is_said(text, said, read, folder):
    with pytest.raises(PackError) as caught:
        read(text)
    (problem,) = saying(caught, folder)
    assert problem.startswith("wrong-state ")
    assert problem.endswith(said)


def test_everything_is_said_at_once(read, folder):
    with pytest.raises(PackError) as caught:
        read(
            "zone: UTC\n"
            "tests:\n"
            "  - name: One\n"
            "    events: [{at: 2026-11-19, event: intervew}, {at: soon, event: interview}]\n"
            "  - name: Two\n"
            "    events: []\n"
            "    now: [2026-11-20, soon]\n"
            "    expect: [wrte, rest: {due: soon}]\n"
            "    expect_not: [overdue]\n"
            "    holds: [aks]\n"
            "  - {}\n"
            "  - name: Three\n"
            "    events: []\n"
            "    now: 2026-11-20 12:00\n"
        )
    assert [each.split(": ")[0] for each in saying(caught, folder)][:10] == [
        "unknown-key 1:1",
        "missing-key 3:5",
        "wrong-state 4:38",
        "wrong-state 4:54",
        "wrong-state 7:11",
        "wrong-state 7:23",
        "unknown-rule 8:14",
        "wrong-state 8:32",
        "no-advice 9:18",
        "unknown-rule 10:13",
    ]
    assert saying(caught, folder)[-1].startswith("expects-nothing 12:5")


def test_an_invalid_situation_hides_no_other_problem(read, folder):
    with pytest.raises(PackError) as caught:
        read(
            "tests:\n"
            "  - name: One\n"
            "    events: [{at: soon, event: interview}]\n"
            "    facts: {rest: 1}\n"
            "    now: later\n"
            "    expect: [wrte]\n"
            "    nothing_else: perhaps\n"
            "  - name: Two\n"
            "    state: {interview: soon, facts: {rest: 1}}\n"
            "    now: 2026-11-20 12:00\n"
            "    holds: [aks]\n"
            "  - name: Three\n"
            "    now: 2026-11-20 12:00\n"
            "    expect_not: [overdue]\n"
        )
    assert [each.split(": ")[0] for each in saying(caught, folder)] == [
        "wrong-state 3:19",
        "unknown-name 4:13",
        "wrong-state 5:10",
        "unknown-rule 6:14",
        "wrong-form 7:19",
        "wrong-state 9:24",
        "unknown-name 9:38",
        "unknown-rule 11:13",
        "missing-key 12:5",
        "no-advice 14:18",
    ]


def test_what_an_invalid_test_expects_counts_as_shown(read, folder):
    absent = "  - {name: One, events: [], now: 2026-11-20 12:00, expect_not: [write, ask]}\n"
    other = (
        "  - {name: Two, events: [{at: soon, event: interview}], now: 2026-11-20 12:00, expect: "
    )
    with pytest.raises(PackError) as caught:
        read(f"tests:\n{absent}{other}[write]}}\n")
    assert [each.split(": ")[0] for each in saying(caught, folder)] == [
        "wrong-state 3:31",
        "never-shown 2:72",
    ]
    # A misspelled name can be the one that the other test needs.
    with pytest.raises(PackError) as caught:
        read(f"tests:\n{absent}{other}[wrte]}}\n")
    assert [each.split(": ")[0] for each in saying(caught, folder)] == [
        "wrong-state 3:31",
        "unknown-rule 3:89",
    ]


@pytest.mark.parametrize(
    ("shown", "absent"),
    [
        ("expect: [write]", "expect_not: [ask, nag, write]"),
        ("expect: [nag]", "expect_not: [write]"),
        ("expect: [nag]", "holds_not: [nag]"),
        ("expect: [write: {rule: nag}]", "holds_not: [nag]"),
        ("expect: [write: {rule: nag}]", "expect_not: [nag, write]"),
        ("holds: [overdue]", "holds_not: [overdue]"),
    ],
)
def test_what_is_shown_once_may_be_absent_elsewhere(shown, absent, read):
    second = SOUND.removeprefix("tests:\n").replace("One", "Two").replace(EXPECTING, absent)
    if "ask" in absent:
        second += (
            "  - name: Three\n    events: []\n    now: 2026-11-20 12:00\n    expect: [ask, nag]\n"
        )
    assert len(read(with_(EXPECTING, shown) + second).tests) >= 2


# -- which pack ----------------------------------------------------------------------------------


def test_without_rules_it_is_the_pack_beside(folder, read):
    file = read(SOUND)
    assert file.pack == RulePack.load(folder / "tiny.yaml")
    assert file.files == {str(folder / "tiny.yaml")}
    assert file.name == str(folder / "tiny.tests.yaml")


def test_without_rules_and_without_a_pack_beside_it_says_so(folder):
    path = folder / "other.tests.yaml"
    path.write_text(SOUND)
    with pytest.raises(PackError) as caught:
        read_test_file(path)
    assert str(caught.value) == (
        f"{path}:1:1: this test file does not name the rules under test (add rules: my-rules.yaml)"
    )
    (folder / "notes.yaml").write_text(SOUND)
    with pytest.raises(PackError, match="this test file does not name the rules under test"):
        read_test_file(folder / "notes.yaml")


def test_paths_are_seen_from_the_test_file(folder):
    inside = folder / "deep" / "er"
    inside.mkdir(parents=True)
    path = inside / "far.tests.yaml"
    path.write_text(f"rules: ../../tiny.yaml\n{SOUND}")
    file = read_test_file(path)
    assert file.pack.name == "tiny"
    assert all(outcome.passed for outcome in run_tests(file))


def test_a_shipped_pack_is_named(read):
    text = with_(EXPECTING, "expect: [continue-search]").replace(STATE, "events: []")
    file = read(f"rules: after-the-interview\n{text}")
    assert file.pack == RulePack.shipped("after-the-interview")
    assert file.files == {"after-the-interview"}


def test_several_packs_lie_on_each_other(folder, read):
    (folder / "above.yaml").write_text(
        "pack: above\nrules:\n  - id: greet\n    when: f\n    source: This test.\n"
        "    advise: {action: greet, kind: do, title: Greet, text: Say hello.}\n"
    )
    file = read(
        "rules: [tiny.yaml, above.yaml]\n"
        + SOUND.replace("a: 2026-11-19", "f: true").replace("[write]", "[greet, rest]")
    )
    assert file.files == {str(folder / "tiny.yaml"), str(folder / "above.yaml")}
    assert [rule.id for rule in file.pack.rules][-1] == "greet"
    assert [outcome.passed for outcome in run_tests(file)] == [True]


def test_another_pack_can_be_brought(folder, read):
    read(SOUND)
    text = (folder / "tiny.yaml").read_text(encoding="utf-8").replace("id: ask", "id: enquire")
    other = RulePack.from_text(text)
    file = read_test_file(folder / "tiny.tests.yaml", other)
    assert file.pack is other


def test_what_is_wrong_with_the_pack_stands_in_the_pack(folder, read):
    (folder / "tiny.yaml").write_text("pack: tiny\nrulez: []\n")
    with pytest.raises(PackError) as caught:
        read(SOUND)
    assert str(caught.value) == (
        f"{folder}/tiny.yaml:2:1: unknown key 'rulez' in a pack (did you mean rules?)"
    )


# -- defaults ------------------------------------------------------------------------------------


def places(file) -> list[tuple[str, str | None, str | None]]:
    calendars = [test.session.calendar for test in file.tests]
    return [(each.zone, each.country, each.subdivision) for each in calendars]


def test_null_unsets_for_one_test_what_the_file_gives(read):
    head = "timezone: Europe/Berlin\ncountry: DE\nsubdivision: BY\ntests:\n"
    test = (
        "  - name: NAME\n    PLACE\n    facts: {f: true}\n    now: 2026-11-20 12:00\n"
        "    expect: [rest]\n"
    )
    lines = ["country: null", "country:", "subdivision: ~", "timezone: null", "country: AT"]
    tests = [
        test.replace("NAME", f"Test {number}").replace("PLACE", line)
        for number, line in enumerate(lines)
    ]
    assert places(read(head + "".join(tests))) == [
        ("Europe/Berlin", None, None),
        ("Europe/Berlin", None, None),
        ("Europe/Berlin", "DE", None),
        ("UTC", "DE", "BY"),
        ("Europe/Berlin", "AT", None),
    ]
    in_state = test.replace("PLACE", "timezone: null").replace(
        "facts: {f: true}", "state: {country: AT, facts: {f: true}}"
    )
    assert places(read(head + in_state)) == [("UTC", "AT", None)]


def test_events_and_facts_together(one):
    file = one(
        "    events:",
        "      - {at: 2026-11-21 09:00, event: decision-date-set, date: 2026-11-25}",
        "    facts: {f: true, a: 2026-11-19, decision_date: 2026-11-23}",
        "    now: [2026-11-20 12:00, 2026-11-22 12:00]",
        "    expect: [rest-well, write: {due: 2026-11-21}]",
    )
    assert [outcome.passed for outcome in run_tests(file)] == [True, True]
    (test,) = file.tests
    place = file.pack.offsets["decision_date"] + 2
    days = [date.fromordinal(test.session.facts(instant)[place]) for instant in test.nows]
    # Before the event that sets it, the fact has the value that the test gives.
    assert days == [date(2026, 11, 23), date(2026, 11, 25)]


def test_a_place_is_that_of_the_state_then_of_the_test_then_of_the_file(read):
    test = SOUND.removeprefix("tests:\n")
    own = "    timezone: Asia/Tokyo\n    country: JP\n"
    file = read(
        "timezone: Europe/Berlin\ncountry: DE\nsubdivision: BY\ntests:\n"
        + test
        + (test + "    subdivision: BW\n").replace("One", "Two")
    )
    assert places(file) == [("Europe/Berlin", "DE", "BY"), ("Europe/Berlin", "DE", "BW")]
    in_state = test.replace("{facts", "{timezone: Europe/Paris, country: FR, facts")
    file = read(
        "timezone: Europe/Berlin\ncountry: DE\ntests:\n"
        + (test + own)
        + (in_state + own).replace("One", "Two")
    )
    assert places(file) == [("Asia/Tokyo", "JP", None), ("Europe/Paris", "FR", None)]


def test_without_any_place_it_is_utc(read):
    assert places(read(SOUND)) == [("UTC", None, None)]


def test_moments_are_those_of_the_zone(read):
    (test,) = read(
        f"timezone: Asia/Tokyo\n{with_('2026-11-20 12:00', '[2026-11-20 12:00, 2026-11-20T12:00Z]')}"
    ).tests
    assert [test.session.calendar.to_datetime(now).isoformat() for now in test.nows] == [
        "2026-11-20T12:00:00+09:00",
        "2026-11-20T21:00:00+09:00",
    ]


def test_what_is_expected_is_read_in_full(one):
    (test,) = one(
        "    facts: {a: 2026-11-19}",
        "    now: 2026-11-20 12:00",
        "    expect:",
        "      - write: {rule: ask, since: always, until: never, due: 2026-11-21, text: Ask}",
        "      - ask: {due: 2026-11-21 09:00}",
        "      - rest:",
        "    holds: ask",
        "    nothing_else: true",
    ).tests
    assert [(each.name, each.at.line, each.at.column) for each in test.expect] == [
        ("write", 6, 9),
        ("ask", 7, 9),
        ("rest", 8, 9),
    ]
    assert test.expect[0].details == {
        "rule": "ask", "since": None, "until": None, "due": date(2026, 11, 21), "text": "Ask",
    }  # fmt: skip
    assert test.expect[1].details["due"].isoformat() == "2026-11-21T09:00:00+00:00"
    assert test.expect[2].details == {}
    assert [each.name for each in test.holds] == ["ask"]
    assert test.nothing_else
    assert (test.at.line, test.at.column) == (2, 5)


# -- files ---------------------------------------------------------------------------------------


def test_folders_are_searched_and_files_taken_as_they_are(tmp_path):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for path in (inside / "deep.tests.yaml", tmp_path / "a" / "x.tests.yaml"):
        path.touch()
    (tmp_path / "a" / "x.yaml").touch()
    (tmp_path / "a" / "tests.yaml").touch()
    first = tmp_path / "a" / "x.tests.yaml"
    found = find_test_files([str(first), tmp_path / "a", tmp_path / "none.yaml"])
    assert found == [first, inside / "deep.tests.yaml", tmp_path / "none.yaml"]


def test_folders_without_tests_are_all_named(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with pytest.raises(PackError) as caught:
        find_test_files([tmp_path / "one", tmp_path / "two"])
    assert [str(problem) for problem in caught.value.problems] == [
        f"no file in {tmp_path}/{name} ends in .tests.yaml (write one next to the pack)"
        for name in ("one", "two")
    ]
    assert {problem.code for problem in caught.value.problems} == {"no-tests"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.tests.yaml", "No such file or directory"),
        (".", "Is a directory"),
        ("a\0b.tests.yaml", "invalid path"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem(name, reason, tmp_path):
    with pytest.raises(PackError) as caught:
        read_test_file(f"{tmp_path}/{name}")
    (problem,) = caught.value.problems
    assert problem.message.startswith(f"cannot read '{tmp_path}")
    assert problem.message.endswith(f": {reason}")
    assert problem.hint == "give the path of a test file"
    assert problem.code == "unreadable-pack"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tiny.tests.yaml: this file is empty"),
        (b"tests: [\n", "tiny.tests.yaml:2:1: "),
        (
            b"tests: \xff\n",
            "tiny.tests.yaml:1:8: the byte 0xff is not UTF-8 (save the file as UTF-8)",
        ),
        (b"#" * 4_000_001, "tiny.tests.yaml: the file is longer than 1,000,000 characters"),
        (b"tests: !!python/object:os.system x\n", "tiny.tests.yaml:1:8: tags such as "),
    ],
)
def test_what_is_no_yaml_is_no_test_file(content, said, folder):
    path = folder / "tiny.tests.yaml"
    path.write_bytes(content)
    with pytest.raises(PackError) as caught:
        read_test_file(path)
    assert str(caught.value).startswith(f"{folder}/{said}")
    assert {problem.code for problem in caught.value.problems} <= {"no-yaml", "too-large"}


def test_line_ends_and_a_byte_order_mark_do_not_matter(folder):
    path = folder / "tiny.tests.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    (test,) = read_test_file(path).tests
    assert (test.name, test.at.line, test.at.column) == ("One", 2, 5)


@pytest.mark.parametrize("item", ["", "{}"])
def test_an_empty_test_is_a_problem(item, read):
    with pytest.raises(PackError):
        read(f"tests:\n  - {item}\n")


@pytest.mark.parametrize("now", ["", "[]"])
def test_a_test_without_moments_is_a_problem(now, read):
    with pytest.raises(PackError):
        read(with_("2026-11-20 12:00", now))


def test_the_beginning_of_1970_is_a_moment(read):
    (test,) = read(with_("2026-11-20 12:00", "1970-01-01 00:00")).tests
    assert test.nows == (0,)


def test_facts_are_a_mapping(read):
    with pytest.raises(PackError):
        read(with_(STATE, "facts: silence"))


def test_a_place_of_the_whole_file_is_refused_once(read, folder):
    with pytest.raises(PackError) as caught:
        read("country: Germany\n" + more(""))
    (problem,) = saying(caught, folder)
    assert problem.startswith("wrong-state 1:10: unknown country 'Germany'")


def test_folders_that_begin_with_a_dot_are_passed_over(folder):
    for name in (".venv/lib", "sub"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.tests.yaml").write_text("")
    assert find_test_files([folder]) == [folder / "sub" / "x.tests.yaml"]
    assert find_test_files([folder / ".venv"]) == [folder / ".venv" / "lib" / "x.tests.yaml"]


def test_a_pack_that_cannot_be_read_is_where_it_is_named(read, folder):
    with pytest.raises(PackError) as caught:
        read("rules: [tiny.yaml, in-practise]\ntests: []\n")
    (problem,) = saying(caught, folder)
    assert problem.startswith("unreadable-pack 1:20: cannot read")


def test_an_empty_text_is_no_expectation(read, folder):
    with pytest.raises(PackError) as caught:
        read(SOUND.replace("expect: [write]", 'expect: [{write: {text: ""}}]'))
    (problem,) = saying(caught, folder)
    assert problem.endswith("so this expects nothing (write part of the expected text)")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("mine.yaml", "put its tests into mine.tests.yaml"),
        ("mine.tests.yaml", "rename it to mine.yaml"),
    ],
)
def test_a_pack_in_place_of_a_test_file_is_named(tmp_path, name, hint):
    path = tmp_path / name
    path.write_text("pack: mine\n")
    with pytest.raises(PackError) as caught:
        read_test_file(path)
    (problem,) = caught.value.problems
    assert problem.message == "this is a rule pack, not a test file"
    assert problem.hint == hint


def test_a_pack_in_another_folder_is_not_quoted_unless_it_is_valid(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "conf.yaml").write_text("password: hunter2\n")
    tests = tmp_path / "sub" / "one.tests.yaml"
    tests.write_text(
        "tests: [{name: a, facts: {}, now: 2026-11-20 12:00, holds: [a]}]\nrules: ../conf.yaml\n"
    )
    with pytest.raises(PackError, match="is not a valid pack; its errors are not shown") as caught:
        read_test_file(tests)
    assert "password" not in str(caught.value)


def test_an_invalid_subdivision_of_the_file_is_one_problem():
    text = (
        "country: GB\nsubdivision: Scotland\ntests:\n"
        "  - {name: A, subdivision: ENG, events: [{at: 2026-11-19, event: interview}],"
        " now: 2026-11-20 12:00, expect: continue-search}\n"
    )
    with pytest.raises(PackError) as caught:
        read_tests(text, "x.tests.yaml", RulePack.default(), "")
    (problem,) = caught.value.problems
    assert "unknown subdivision 'Scotland' of GB (did you mean SCT?)" in str(problem)
