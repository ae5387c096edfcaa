"""The codes of what keeps a pack, or a test file, from being read at all, and their pages."""

from __future__ import annotations

from interview_rules.authoring.checks.finding import Finding

__all__ = ["OF_LOADING"]

_RULE = """
rules:
  - id: late
    when: {when}
    conclude: late
    source: Our own practice.
"""


def _error(code: str, title: str, why: str, avoid: str, prefer: str) -> Finding:
    return Finding(code, "error", title, why, avoid, prefer)


def _when(code: str, title: str, why: str, avoid: str, prefer: str) -> Finding:
    """A finding in the condition of a rule."""
    return _error(code, title, why, _RULE.format(when=avoid), _RULE.format(when=prefer))


_ADVICE = """
rules:
  - id: write
    when: after decision_date
    advise: {{action: write, kind: {kind}, title: Write, text: {text}{more}}}
    source: Our own practice.
{after}"""


def _advice(kind: str = "do", text: str = "Write to them.", more: str = "", after: str = "") -> str:
    return _ADVICE.format(kind=kind, text=text, more=more, after=after)


OF_LOADING: tuple[Finding, ...] = (
    _error(
        "no-yaml",
        "This is no YAML, or more than a pack may use of it",
        "A pack is read as plain data. Tags, merge keys, doubled keys and second documents are not "
        "taken, because each of them lets a file say something else than what a reader sees.",
        "set:\n  reply_wait: 3 days\n  reply_wait: 5 days\n",
        "extends: after-the-interview\nset:\n  reply_wait: 5 days\n",
    ),
    _error(
        "unreadable-pack",
        "This pack cannot be found",
        "A pack extends shipped packs by their names, and files by their paths, seen from the file "
        "that names them.",
        "extends: after-the-interviw\n",
        "extends: after-the-interview\n",
    ),
    _error(
        "too-large",
        "This is larger than what a pack may hold",
        "Packs come from strangers, so sizes and depths are bounded. No rule that a person can read "
        "aloud comes near the bounds.",
        _RULE.format(when=" and ".join(["reply"] * 400)[:1_990] + ("not " * 40) + "settled"),
        _RULE.format(when="no reply"),
    ),
    _error(
        "missing-key",
        "Something that has to be said is missing",
        "A rule without a condition, a source, or the words of its advice is not a rule yet. An empty "
        "`when:` would mean always, which nobody intends by leaving it out.",
        "rules:\n  - id: late\n    when: after decision_date\n    conclude: late\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "unknown-key",
        "There is no such key",
        "A misspelt key would be passed over in other formats, and the rule would go without its "
        "condition. Here it is an error.",
        "rules:\n  - id: late\n    wehn: after decision_date\n    conclude: late\n"
        "    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "wrong-form",
        "This has the wrong shape",
        "A list is written with hyphens or in brackets, a mapping as `key: value`, a text as words.",
        "rules:\n  late:\n    when: after decision_date\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "bad-name",
        "This is no proper name",
        "Ids of rules, actions and drafts are small letters, digits and hyphens; names that "
        "conditions use have underscores instead, so that they are one word there.",
        "rules:\n  - id: Late!\n    when: after decision_date\n    conclude: late\n"
        "    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "name-taken",
        "This name is taken",
        "Facts, parameters, definitions and conclusions share one set of names, so that a condition "
        "cannot be read in two ways. What exists already is changed under `set:` or `override:`.",
        "extends: after-the-interview\nparameters:\n"
        "  reply_wait: {value: 5 days, doc: Patience., source: Our own practice.}\n",
        "extends: after-the-interview\nset:\n  reply_wait: 5 days\n",
    ),
    _when(
        "unknown-name",
        "Nothing has this name",
        "A condition or a text can only name facts, parameters, definitions and conclusions that "
        "there are. docs/facts.md lists the facts.",
        "after desicion_date",
        "after decision_date",
    ),
    _when(
        "wrong-kind",
        "This name stands for something else",
        "A moment is not true or false by itself, and a number is no length of time. Say which "
        "question is meant.",
        "decision_date",
        "decision_date is known",
    ),
    _when(
        "syntax",
        "This cannot be read as a condition",
        "Conditions are a small language of their own, described in docs/language.md.",
        "after decision_date or",
        "after decision_date or rejection is known",
    ),
    _when(
        "unknown-value",
        "There is no such value",
        "Each choice has a fixed set of values, and advice is of the kind do, avoid or know.",
        "offer is at least firmm",
        "offer is at least firm",
    ),
    _when(
        "wrong-unit",
        "This is no length of time",
        "Lengths are minutes, hours, days, weeks, months or business days, up to about ten years.",
        "after decision_date + 99999 days",
        "after decision_date + 9 days",
    ),
    _error(
        "unknown-rule",
        "There is no such rule",
        "`instead_of`, `before` and the expectations of a test name rules by their ids. A test that "
        "names a rule that there is not would pass without having tested anything.",
        _advice(after="    instead_of: wait\n"),
        "extends: after-the-interview\n" + _advice(after="    instead_of: wait\n"),
    ),
    _error(
        "unknown-action",
        "No rule advises this",
        "`exclusive:` and `stances:` are about actions that some rule advises; a name that none does "
        "would make the promise empty.",
        "exclusive:\n  - [write, ring]\n" + _advice(),
        "extends: after-the-interview\nexclusive:\n  - [write, decide-on-offer]\n" + _advice(),
    ),
    _error(
        "nothing-to-override",
        "What this changes is not there",
        "An override, a parameter that is set, or a rule that is switched off has to exist below. If "
        "it was renamed or removed there, this change would silently be lost.",
        "extends: after-the-interview\noverride:\n  folow-up:\n    title: Write\n",
        "extends: after-the-interview\noverride:\n  follow-up:\n    title: Write\n",
    ),
    _error(
        "no-advice",
        "This rule gives no advice",
        "Only advice can be replaced, put before another, or given other words; a rule that only "
        "concludes has none.",
        "extends: after-the-interview\noverride:\n  solid-offer:\n    title: Congratulations\n",
        "extends: after-the-interview\noverride:\n  decide-on-offer:\n    title: Congratulations\n",
    ),
    _error(
        "idle-rule",
        "This rule does nothing",
        "A rule advises something or concludes something.",
        "rules:\n  - id: late\n    when: after decision_date\n    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "loop",
        "These need each other in a circle",
        "What a rule concludes is settled before others ask for it, and what stands instead of another "
        "is settled before that; in a circle there is no such order.",
        "rules:\n  - {id: one, when: second, conclude: first, source: Us.}\n"
        "  - {id: two, when: first, conclude: second, source: Us.}\n",
        "rules:\n  - {id: one, when: after decision_date, conclude: first, source: Us.}\n"
        "  - {id: two, when: first, conclude: second, source: Us.}\n",
    ),
    _error(
        "at-odds",
        "These contradict each other",
        "What is to be done can be recorded as one event, and only what is to be done can. What is "
        "recorded does not come back by itself.",
        _advice(kind="know", more=", recorded_as: follow-up-sent"),
        _advice(kind="do", more=", recorded_as: follow-up-sent"),
    ),
    _error(
        "bad-text",
        "A brace is open or closed alone",
        "In texts, `{name}` stands for a date, a number or a name; a brace alone is almost always a "
        "slip.",
        _advice(text='"You asked on {follow_up."'),
        _advice(text='"They decided by {decision_date}."'),
    ),
    _error(
        "wrong-state",
        "The state or the moment of this test cannot be read",
        "A test's state is read like any other, with the same errors.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: intervew}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "no-tests",
        "There is nothing to test here",
        "A file or a folder without tests passes whatever the rules say.",
        "tests: []\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "expects-nothing",
        "This test expects nothing",
        "It would pass whatever the rules say.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "never-shown",
        "No test of this file shows what is not to appear",
        "Where an advice is absent from every test, its absence shows nothing: it might never come at "
        "all. One test has to expect it.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n    expect_not: [follow-up]\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n    expect_not: [follow-up]\n"
        "  - name: The day has passed\n    events:\n      - {at: 2026-11-19, event: decision-date-set,"
        " date: 2026-11-23}\n    now: 2026-11-24 12:00\n    expect: [follow-up]\n",
    ),
)
"""What can be wrong with a file before there is a pack to look at."""
