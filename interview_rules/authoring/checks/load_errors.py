"""Errors that prevent a pack or a test file from being loaded, each with its explanation."""

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
    """Return a kind of error whose examples differ only in the condition of a rule."""
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
        "The YAML is invalid or uses features not allowed in packs",
        "A pack is read as plain data. Tags, merge keys, duplicate keys and second documents are "
        "rejected, because each can make a file mean something other than what a reader sees.",
        "set:\n  reply_wait: 3 days\n  reply_wait: 5 days\n",
        "extends: after-the-interview\nset:\n  reply_wait: 5 days\n",
    ),
    _error(
        "unreadable-pack",
        "This pack cannot be found or read",
        "A pack extends bundled packs and packs of installed packages by name, and other packs by "
        "path, relative to its own file.",
        "extends: after-the-interviw\n",
        "extends: after-the-interview\n",
    ),
    _error(
        "wrong-version",
        "The required version of a pack is invalid, or another version is installed",
        "Rules that build on a pack rely on its names, which may be missing in another version or "
        "have another meaning there.",
        "extends: after-the-interview >= 1000\n",
        "extends: after-the-interview >= 0.1\n",
    ),
    _error(
        "too-large",
        "The pack exceeds a size limit",
        "Packs may come from untrusted sources, so sizes and nesting depths are limited. A rule that "
        "a person can read aloud stays far below the limits.",
        _RULE.format(when=" and ".join(["reply"] * 400)[:1_990] + ("not " * 40) + "settled"),
        _RULE.format(when="no reply"),
    ),
    _error(
        "missing-key",
        "A required key is missing",
        "A rule needs a condition, a source and, if it advises, the texts of its advice. A missing "
        "`when:` is an error, because a rule that always holds is rarely intended.",
        "rules:\n  - id: late\n    when: after decision_date\n    conclude: late\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "unknown-key",
        "Unknown key",
        "Ignoring a misspelled key could silently remove the condition of a rule, so it is an error.",
        "rules:\n  - id: late\n    wehn: after decision_date\n    conclude: late\n"
        "    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "wrong-form",
        "The value has the wrong form",
        "Write a list with hyphens or in brackets, a mapping as `key: value`, and text as words.",
        "rules:\n  late:\n    when: after decision_date\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "bad-name",
        "This is not a valid name",
        "Ids of rules, actions and drafts consist of lowercase letters, digits and hyphens. Names "
        "used in conditions have underscores instead of hyphens, so that each is one word.",
        "rules:\n  - id: Late!\n    when: after decision_date\n    conclude: late\n"
        "    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "name-taken",
        "This name is already in use",
        "Facts, parameters, definitions and conclusions share one set of names, so that no condition "
        "is ambiguous. To change an existing entry, use `set:` or `override:`.",
        "extends: after-the-interview\nparameters:\n"
        "  reply_wait: {value: 5 days, doc: Patience., source: Our own practice.}\n",
        "extends: after-the-interview\nset:\n  reply_wait: 5 days\n",
    ),
    _when(
        "unknown-name",
        "Unknown name",
        "Conditions and texts can only name known facts, parameters, definitions and conclusions. "
        "The command `interview-rules schema pack --rules PACK` prints those of a pack, such as the "
        "one that yours extends.",
        "after desicion_date",
        "after decision_date",
    ),
    _when(
        "wrong-kind",
        "This name has the wrong type here",
        "A moment is neither true nor false, and a number is not a duration. Write the condition "
        "you mean.",
        "decision_date",
        "decision_date is known",
    ),
    _when(
        "syntax",
        "The syntax of the condition is invalid",
        "A condition tests names with words such as `is known`, `before`, `after`, `since` and `is at "
        "least`, and joins tests with `and`, `or` and `not`.",
        "after decision_date or",
        "after decision_date or rejection is known",
    ),
    _when(
        "unknown-value",
        "Unknown value",
        "Each choice has a fixed set of values, and the kind of advice is do, avoid or know.",
        "offer is at least firmm",
        "offer is at least firm",
    ),
    _when(
        "wrong-unit",
        "This is not a valid duration",
        "Durations are in minutes, hours, days, weeks, months or business days, up to about ten years.",
        "after decision_date + 99999 days",
        "after decision_date + 9 days",
    ),
    _error(
        "unknown-rule",
        "Unknown rule",
        "`instead_of`, `before` and the expectations of a test name rules by their ids. A test that "
        "names an unknown rule could pass without testing anything.",
        _advice(after="    instead_of: wait\n"),
        "extends: after-the-interview\n" + _advice(after="    instead_of: wait\n"),
    ),
    _error(
        "unknown-action",
        "Unknown action",
        "`exclusive:` and `stances:` name actions that rules advise. With an action that no rule "
        "advises, the entry would have no effect.",
        "exclusive:\n  - [write, ring]\n" + _advice(),
        "extends: after-the-interview\nexclusive:\n  - [write, decide-on-offer]\n" + _advice(),
    ),
    _error(
        "nothing-to-override",
        "This changes something that does not exist",
        "A rule or a draft to override, a rule to switch off, or a parameter to set must exist "
        "already. Otherwise, renaming or removing it in an extended pack would silently drop the change.",
        "extends: after-the-interview\noverride:\n  folow-up:\n    title: Write\n",
        "extends: after-the-interview\noverride:\n  follow-up:\n    title: Write\n",
    ),
    _error(
        "no-advice",
        "This rule gives no advice",
        "Advice can be replaced, put before other advice, or reworded. A rule that only concludes "
        "has none.",
        "extends: after-the-interview\noverride:\n  solid-offer:\n    title: Congratulations\n",
        "extends: after-the-interview\noverride:\n  decide-on-offer:\n    title: Congratulations\n",
    ),
    _error(
        "idle-rule",
        "This rule does nothing",
        "Every rule has to advise an action or conclude something.",
        "rules:\n  - id: late\n    when: after decision_date\n    source: Our own practice.\n",
        _RULE.format(when="after decision_date"),
    ),
    _error(
        "loop",
        "Rules, definitions or packs depend on each other in a cycle",
        "A conclusion is evaluated before the rules that use it, and a rule that replaces another "
        "before the one it replaces. In a cycle there is no such order.",
        "rules:\n  - {id: one, when: second, conclude: first, source: Us.}\n"
        "  - {id: two, when: first, conclude: second, source: Us.}\n",
        "rules:\n  - {id: one, when: after decision_date, conclude: first, source: Us.}\n"
        "  - {id: two, when: first, conclude: second, source: Us.}\n",
    ),
    _error(
        "at-odds",
        "These keys contradict each other",
        "Only advice of the kind do can be recorded as an event (`recorded_as`), and advice that is "
        "recorded as an event cannot come back by itself (`again_after`). All rules that advise an "
        "action must record it as the same event. A test cannot expect the same advice to be given and "
        "not to be given, and a test with a report has one moment. A draft to `not_yet_thanked` "
        "takes no `through`.",
        _advice(kind="know", more=", recorded_as: follow-up-sent"),
        _advice(kind="do", more=", recorded_as: follow-up-sent"),
    ),
    _error(
        "clash",
        "Two packs side by side contradict each other",
        "If two packs know nothing of each other, neither can decide for the other. So it is an error "
        "if they set one parameter or override one key of a rule or draft to different values, if one "
        "switches off what the other overrides, or if one advises to do what the other advises to "
        "avoid. A pack that extends both can decide.",
        "extends:\n"
        "  - one-office.yaml      # set: {reply_wait: 3 business days}\n"
        "  - another-office.yaml  # set: {reply_wait: 2 weeks}\n",
        "extends:\n"
        "  - one-office.yaml      # set: {reply_wait: 3 business days}\n"
        "  - another-office.yaml  # set: {reply_wait: 2 weeks}\n"
        "set:\n  reply_wait: 1 week\n",
    ),
    _error(
        "bad-text",
        "A placeholder in a text is malformed",
        "In texts, `{name}` stands for a value, such as a date, a duration or a name; the words in "
        "`{name|words}` are for an unknown value. Any other brace is almost always a typo.",
        _advice(text='"You asked on {follow_up."'),
        _advice(text='"They decided by {decision_date}."'),
    ),
    _error(
        "wrong-state",
        "The state or a moment of this test is invalid",
        "The state of a test is read like any other state and produces the same errors.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: intervew}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "no-tests",
        "This file or folder contains no tests",
        "A file or a folder without tests would pass with any rules.",
        "tests: []\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "expects-nothing",
        "This test expects nothing",
        "A test without expectations would pass with any rules.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n",
    ),
    _error(
        "never-shown",
        "No test in this file expects this advice or rule",
        "If no test expects a piece of advice, a test that it is absent proves nothing: the rule might "
        "never give it. At least one test has to expect it.",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n    expect_not: [follow-up]\n",
        "tests:\n  - name: Silence\n    events: [{at: 2026-11-19, event: interview}]\n"
        "    now: 2026-11-20 12:00\n    expect: [wait]\n    expect_not: [follow-up]\n"
        "  - name: The day has passed\n    events:\n      - {at: 2026-11-19, event: decision-date-set,"
        " date: 2026-11-23}\n    now: 2026-11-24 12:00\n    expect: [follow-up]\n",
    ),
)
"""Kinds of errors found while loading a file."""
