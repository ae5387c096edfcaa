"""Invalid packs and the error for each: the problem, its place and the fix."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from interview_rules import PackError, RulePack
from interview_rules.errors import SHOWN_PROBLEMS, nearest

ADVICE = """\
    advise: {action: act, kind: know, title: Title, text: Text}
    source: Because.
"""
HOW_LONG = "write one such as 3 days, 5 business days, 2 weeks or 48 hours; or a number from 0 to 1000000, to compare with a count"
BREAK = "remove a reference from this cycle"


def asking(when: str, before: str = "") -> str:
    """Return a pack whose one rule has this condition, which begins in line 4, column 11."""
    return f"pack: mine\n{before}rules:\n  - id: first\n    when: {when}\n{ADVICE}"


def lines(*text: str) -> str:
    return "".join(f"{line}\n" for line in ("pack: mine", *text))


def with_rule(*text: str) -> str:
    """Return a pack of one valid rule, with further lines from line 7 on."""
    return asking("no reply") + "".join(f"{line}\n" for line in text)


def saying(*text: str) -> str:
    """Return a pack whose one rule has this text, which begins in line 9."""
    head = ("rules:", "  - id: first", "    source: Because.", "    when: no reply", "    advise:")
    return lines(*head, "      action: act", "      kind: know", *text)


IN_BRACES = "write braces only as in {company} or {company|they}"
NO_LIST = "write text, in quotes if it begins with [ or -"

WRONG = {
    "a placeholder without a name": (
        saying("      title: Act", '      text: "Ask { }."'),
        "my.yaml:10:20: this placeholder is empty (write a name in it, as in {company})",
    ),
    "a placeholder with a comma": (
        saying("      title: Act", '      text: "Ask {company, or the agency}."'),
        (
            "my.yaml:10:26: unexpected ',' in a placeholder (put '|' before the words for an unknown"
            " value: {company|the agency})"
        ),
    ),
    "a placeholder with two bars": (
        saying("      title: Act", '      text: "{company|they|you}"'),
        f"my.yaml:10:14: this brace belongs to no placeholder ({IN_BRACES})",
    ),
    # One mistake, one problem
    "a condition that is a list in a list": (
        asking("[[no reply]]"),
        f"my.yaml:4:12: expected text, not a list ({NO_LIST})",
    ),
    "a condition that is a mapping": (
        asking("{no: reply}"),
        "my.yaml:4:11: expected a list, not a mapping (start each item with -)",
    ),
    "a definition that is text": (
        asking("no reply", "definitions: {calm: no reply}\n"),
        "my.yaml:2:15: definition calm must be a mapping, not text (write key: value)",
    ),
    "a value of a parameter that is a list": (
        asking("no reply", "parameters: {pause: {value: [3 days], doc: D}}\n"),
        f"my.yaml:2:29: expected text, not a list ({NO_LIST})",
    ),
    "a pack that is a list": (
        "- pack: mine\n",
        "my.yaml:1:1: a pack must be a mapping, not a list (write key: value)",
    ),
    "an empty kind": (
        asking("no reply").replace("kind: know", "kind: ''"),
        "my.yaml:5:33: unknown kind of advice '' (choose from: do, avoid, know)",
    ),
    "an empty id": (
        asking("no reply").replace("id: first", "id: ''"),
        "my.yaml:3:9: the name is empty (write one such as send-thank-you)",
    ),
    "a long id": (
        asking("no reply").replace("id: first", f"id: {'a' * 250}"),
        "my.yaml:3:9: this text may have at most 200 characters, but has 250 (shorten it)",
    ),
    "a misspelled kind beside recorded_as": (
        asking("no reply").replace("kind: know", "kind: doo, recorded_as: hr-contacted"),
        "my.yaml:5:33: unknown kind of advice 'doo' (did you mean do?)",
    ),
    "an empty name in a list": (
        with_rule("stances: ['']"),
        "my.yaml:7:11: the name is empty (write one, or remove this entry)",
    ),
    # Names of other layers
    "a definition named like a conclusion of the extended pack": (
        asking(
            "no reply",
            "extends: after-the-interview\ndefinitions: {solid_offer: {condition: no reply, doc: D}}\n",
        ),
        "my.yaml:3:15: solid_offer is already a conclusion (choose another name for the definition)",
    ),
    "a value for a parameter of no pack": (
        asking("no reply", "set: {pause: 3 days}\n"),
        (
            "my.yaml:2:7: unknown parameter 'pause' (extend a pack that has this parameter, or add it"
            " under parameters:)"
        ),
    ),
    "a draft of no pack": (
        asking("no reply").replace("text: Text", "text: Text, draft: hello"),
        "my.yaml:5:72: unknown draft 'hello' (add it under drafts:)",
    ),
    "an empty text": (
        saying("      title: Act", '      text: " "'),
        "my.yaml:10:13: the text of rule first is empty (write the text)",
    ),
    # Syntax of other languages
    "two equals signs": (
        asking("follow_ups == 2"),
        "my.yaml:4:22: unexpected '==' (write 'follow_ups = 2')",
    ),
    "and of a program": (
        asking("no reply && no offer"),
        "my.yaml:4:20: unexpected '&&' (write 'and')",
    ),
    "not equal of a program": (
        asking("follow_ups != 2"),
        "my.yaml:4:22: unexpected '!=' (write 'not follow_ups = 2')",
    ),
    "a tab": (
        lines("rules:", "\t- id: first"),
        "my.yaml:3:1: a tab cannot indent a line (indent with spaces)",
    ),
    "a quotation mark that is not closed": (
        lines('title: "Mine'),
        (
            "my.yaml:2:8: this quotation mark is never closed (add the same quotation mark at the end of the text)"
        ),
    ),
    "a rule switched off twice": (
        lines("extends: after-the-interview", "switch_off: [wait, wait]"),
        "my.yaml:3:20: rule 'wait' is already switched off (remove this entry)",
    ),
    "too long a chain": (
        lines(
            "rules:",
            *(f"  - {{id: r{n}, when: k{n + 1}, conclude: k{n}, source: T.}}" for n in range(60)),
            "  - {id: last, when: no reply, conclude: k60, source: T.}",
        ),
        "my.yaml:3:10: dependencies between conclusions form a chain of 60 steps, starting at k0 (use at most 50 steps)",
    ),
    # Keys and ids
    "a key of the pack": (
        lines("rulez: []"),
        "my.yaml:2:1: unknown key 'rulez' in a pack (did you mean rules?)",
    ),
    "a key that nothing is like": (
        lines("version: 1"),
        (
            "my.yaml:2:1: unknown key 'version' in a pack (choose from: pack, title, extends, parameters,"
            " set, facts, events, definitions, conclusions, exclusive, stances, complete, groups, drafts,"
            " override_drafts, formerly, switch_off, override, rules, accept)"
        ),
    ),
    "a key of a rule": (
        with_rule("    instead_off: other"),
        "my.yaml:7:5: unknown key 'instead_off' in a rule (did you mean instead_of?)",
    ),
    "a key of an advice, which is not missing, too": (
        asking("no reply").replace("title", "titel"),
        "my.yaml:5:39: unknown key 'titel' in the advice of rule first (did you mean title?)",
    ),
    "a key of a source": (
        asking("no reply").replace("Because.", "{secton: Waiting, rests_on: Habit}"),
        "my.yaml:6:14: unknown key 'secton' in source (did you mean section?)",
    ),
    "a key twice": (
        lines("title: Mine", "pack: yours"),
        "my.yaml:3:1: duplicate key 'pack' (the first is on line 1; merge the two, or remove one)",
    ),
    "a key of a rule twice": (
        with_rule("    when: no offer"),
        "my.yaml:7:5: duplicate key 'when' (the first is on line 4; merge the two, or remove one)",
    ),
    "a rule id twice": (
        with_rule("  - id: first", "    when: no offer", "    conclude: x", "    source: B."),
        (
            "my.yaml:7:9: rule first is already defined at my.yaml:3:9 "
            "(choose another id, or change the rule with override:)"
        ),
    ),
    "an id with capitals": (
        lines("rules:", "  - id: My_Rule", "    when: no reply", ADVICE.rstrip()),
        "my.yaml:3:9: 'My_Rule' is not a valid name (use lowercase words joined by hyphens, such as my-rule)",
    ),
    "no id": (
        lines("rules:", "  - when: no reply", "    conclude: x", "    source: Because."),
        "my.yaml:3:5: missing key 'id' in a rule (add id: my-rule)",
    ),
    "neither when nor source": (
        lines("rules:", "  - {id: first, conclude: over}"),
        (
            "my.yaml:3:5: missing key 'when' in rule first (add when: ...)\n"
            "my.yaml:3:5: missing key 'source' in rule first (add source: ...)"
        ),
    ),
    "nothing to say and nothing to conclude": (
        lines("rules:", "  - {id: first, when: no reply, source: B.}"),
        "my.yaml:3:5: rule first neither advises nor concludes anything (add advise: or conclude:)",
    ),
    "a misspelled advise": (
        lines("rules:", "  - {id: first, when: no reply, advice: {kind: do}, source: B.}"),
        "my.yaml:3:33: unknown key 'advice' in a rule (did you mean advise?)",
    ),
    "an advise with a Cyrillic letter": (
        lines("rules:", "  - {id: first, when: no reply, \u0430dvise: {kind: do}, source: B.}"),
        "my.yaml:3:33: unknown key '\u0430dvise' in a rule (did you mean advise, in Latin letters?)",
    ),
    "a misspelled conclude": (
        lines("rules:", "  - {id: first, when: no reply, concludes: over, source: B.}"),
        "my.yaml:3:33: unknown key 'concludes' in a rule (did you mean conclude?)",
    ),
    "no name": ("title: Mine\n", "my.yaml:1:1: missing key 'pack' (add pack: my-rules)"),
    "rules that are no list": (
        lines("rules: {id: first}"),
        "my.yaml:2:8: rules must be a list (begin each rule with - id: ...)",
    ),
    "a rule that is no mapping": (
        lines("rules:", "  - thank them"),
        "my.yaml:3:5: a rule must be a mapping, not text (write key: value)",
    ),
    # Names in conditions
    "a fact": (
        asking("no reply since decsion_date"),
        "my.yaml:4:26: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "a unit": (
        asking("after interview + 3 dayz"),
        "my.yaml:4:31: unknown unit 'dayz' (did you mean days?)",
    ),
    "a missing unit": (
        asking("after interview + 3"),
        "my.yaml:4:30: unexpected end of the condition (expected a unit such as days or business days)",
    ),
    "a value": (
        asking("offer is at least frim"),
        "my.yaml:4:29: unknown value 'frim' for offer (did you mean firm?)",
    ),
    "a parameter": (
        asking("after interview + puase", "parameters: {pause: {value: 3 days, doc: D.}}\n"),
        "my.yaml:5:29: unknown name 'puase' (did you mean pause?)",
    ),
    "a definition": (
        asking("calm_ and after interview", "definitions: {calm: {condition: no reply, doc: D}}\n"),
        "my.yaml:5:11: unknown name 'calm_' (did you mean calm?)",
    ),
    "a conclusion": (
        with_rule("    conclude: over", "  - id: second", "    when: ovre", ADVICE.rstrip()),
        "my.yaml:9:11: unknown name 'ovre' (did you mean over?)",
    ),
    "capital letters": (
        asking("no Reply"),
        "my.yaml:4:14: 'Reply' has capital letters (write names and keywords in lowercase: reply)",
    ),
    # Types
    "a count where a moment belongs": (
        asking("after rounds"),
        "my.yaml:4:17: rounds is a count, not a moment (name a moment, such as decision_date)",
    ),
    "a moment where a count belongs": (
        asking("interview >= 1"),
        (
            "my.yaml:4:11: interview is a moment, not a count "
            "(write 'interview is known', 'no interview' or 'after interview')"
        ),
    ),
    "a choice where a condition belongs": (
        asking("reply is known and offer"),
        "my.yaml:4:30: offer is a choice, not a condition (write 'offer is ...')",
    ),
    "a length where a number belongs": (
        asking("rounds >= pause", "parameters: {pause: {value: 3 days, doc: D.}}\n"),
        "my.yaml:5:21: pause is a duration, not a number (write a number such as 3)",
    ),
    "a number where a length belongs": (
        asking("after interview + many", "parameters: {many: {value: 3, doc: D.}}\n"),
        "my.yaml:5:29: many is a number, not a duration (write a duration such as 3 days)",
    ),
    # Declarations
    "the value of a parameter": (
        lines("parameters:", "  pause: {value: 3 dais, doc: D.}"),
        f"my.yaml:3:18: '3 dais' is not a valid duration or number ({HOW_LONG})",
    ),
    "a number that leading zeros hide": (
        lines("parameters:", "  pause: {value: '000000001999999999999', doc: D.}"),
        f"my.yaml:3:18: '000000001999999999999' is not a valid duration or number ({HOW_LONG})",
    ),
    "a parameter for a lifetime": (
        lines("parameters:", "  pause: {value: 9999 days, doc: D.}"),
        "my.yaml:3:18: 9999 days is too long (use at most 3660 days)",
    ),
    "a parameter without its doc": (
        lines("parameters:", "  pause: {value: 3 days}"),
        "my.yaml:3:3: missing key 'doc' in parameter pause (add doc: ...)",
    ),
    "a parameter named like a fact": (
        lines("parameters:", "  reply: {value: 3 days, doc: D.}"),
        "my.yaml:3:3: reply is already a fact (choose another name for the parameter)",
    ),
    "a definition named like a word of the language": (
        lines("definitions:", "  known: {moment: reply, doc: D.}"),
        ("my.yaml:3:3: 'known' is a keyword (choose another name for the definition)"),
    ),
    "a definition of two kinds": (
        lines("definitions:", "  x: {moment: reply, condition: no reply, doc: D.}"),
        "my.yaml:3:3: definition x must have either moment or condition (remove one of them)",
    ),
    "the type of a fact": (
        lines("facts:", "  mood: {type: momemt, doc: D.}"),
        "my.yaml:3:16: unknown fact type 'momemt' (did you mean moment?)",
    ),
    "a fact there is": (
        lines("facts:", "  reply: {type: flag, doc: D.}"),
        "my.yaml:3:3: reply is a built-in fact (choose another name)",
    ),
    "a choice without choices": (
        lines("facts:", "  mood: {type: choice, doc: D.}"),
        "my.yaml:3:3: the choice mood needs at least two values, all of them different (write, for example, choices: [none, some, all])",
    ),
    "a conclusion that nobody draws": (
        with_rule("    conclude: over", "conclusions: {over: D., ended: D.}"),
        "my.yaml:8:25: no rule concludes 'ended' (choose from: over)",
    ),
    "a conclusion with a hyphen": (
        with_rule("    conclude: all-done"),
        "my.yaml:7:15: 'all-done' is not a valid name (use lowercase words and underscores, such as assumed_filled)",
    ),
    # Names of rules, actions and drafts
    "an action in exclusive": (
        with_rule("exclusive: [[act, atc]]"),
        "my.yaml:7:19: no rule advises 'atc' (did you mean act?)",
    ),
    "an action in stances": (
        with_rule("stances: [akt]"),
        "my.yaml:7:11: no rule advises 'akt' (did you mean act?)",
    ),
    "a rule in instead_of": (
        with_rule(
            "  - id: second", "    when: no offer", "    instead_of: [frist]", ADVICE.rstrip()
        ),
        "my.yaml:9:18: unknown rule 'frist' (did you mean first?)",
    ),
    "a rule in before": (
        with_rule("  - id: second", "    when: no offer", "    before: frist", ADVICE.rstrip()),
        "my.yaml:9:13: unknown rule 'frist' (did you mean first?)",
    ),
    "a rule instead of itself": (
        with_rule("    instead_of: first"),
        "my.yaml:7:17: rule first refers to itself (remove this entry)",
    ),
    "instead of a rule that says nothing": (
        with_rule(
            "    instead_of: second",
            "  - {id: second, when: no offer, conclude: over, source: B.}",
        ),
        "my.yaml:7:17: rule second gives no advice to replace or precede (name a rule that has advise:)",
    ),
    "the kind of an advice": (
        asking("no reply").replace("know", "knwo"),
        "my.yaml:5:33: unknown kind of advice 'knwo' (did you mean know?)",
    ),
    "a draft": (
        asking("no reply", "drafts: {note: {subject: S, body: B}}\n").replace(
            "text: Text", "text: Text, draft: ntoe"
        ),
        "my.yaml:6:72: unknown draft 'ntoe' (did you mean note?)",
    ),
    "a draft without a body": (
        lines("drafts:", "  note: {subject: S}"),
        "my.yaml:3:3: missing key 'body' in draft note (add body: ...)",
    ),
    # Loops
    "conclusions that need each other": (
        lines(
            "rules:",
            "  - {id: a, when: two, conclude: one, source: B.}",
            "  - {id: b, when: not one, conclude: two, source: B.}",
        ),
        f"my.yaml:3:10: dependencies between conclusions form a cycle: one -> two -> one ({BREAK})",
    ),
    "conclusions that need each other through a definition": (
        lines(
            "definitions: {round_about: {condition: not two, doc: D.}}",
            "rules:",
            "  - {id: a, when: round_about, conclude: one, source: B.}",
            "  - {id: b, when: one, conclude: two, source: B.}",
        ),
        f"my.yaml:4:10: dependencies between conclusions form a cycle: one -> two -> one ({BREAK})",
    ),
    "definitions that need each other": (
        lines(
            "definitions:",
            "  one: {condition: no reply and two, doc: D.}",
            "  two: {condition: not one, doc: D.}",
        ),
        (
            "my.yaml:4:24: the definition refers to itself: one -> two -> one "
            "(remove a reference from this cycle)"
        ),
    ),
    "rules instead of each other": (
        with_rule(
            "    instead_of: second",
            "  - id: second",
            "    when: no offer",
            "    instead_of: first",
            ADVICE.rstrip(),
        ),
        f"my.yaml:3:9: instead_of keys of rules form a cycle: first -> second -> first ({BREAK})",
    ),
    # Layers
    "a pack to extend": (
        lines("extends: after-the-interveiw"),
        "my.yaml:2:10: unknown pack 'after-the-interveiw' (did you mean after-the-interview?)",
    ),
    "a rule to override": (
        lines("extends: after-the-interview", "override:", "  folow-up: {title: T}"),
        "my.yaml:4:3: unknown rule 'folow-up' (did you mean follow-up?)",
    ),
    "a key to override": (
        lines("extends: after-the-interview", "override:", "  follow-up: {tittle: T}"),
        "my.yaml:4:15: unknown key 'tittle' in an override (did you mean title?)",
    ),
    "a title for a rule that says nothing": (
        lines("extends: after-the-interview", "override:", "  solid-offer: {title: T}"),
        "my.yaml:4:24: cannot override title: rule solid-offer gives no advice (remove title)",
    ),
    "a rule to override that is switched off": (
        lines(
            "extends: after-the-interview",
            "switch_off: contact-hr",
            "override: {contact-hr: {title: T}}",
        ),
        "my.yaml:4:12: rule 'contact-hr' is switched off (remove this override)",
    ),
    "a rule to switch off": (
        lines("extends: after-the-interview", "switch_off: [contact-hr, be-patent]"),
        "my.yaml:3:26: unknown rule 'be-patent' (did you mean be-patient?)",
    ),
    "a parameter to set": (
        lines("extends: after-the-interview", "set: {reply_wiat: 4 days}"),
        "my.yaml:3:7: unknown parameter 'reply_wiat' (did you mean reply_wait?)",
    ),
    "a parameter that is there": (
        lines("extends: after-the-interview", "parameters: {reply_wait: {value: 4 days, doc: D.}}"),
        (
            "my.yaml:3:14: reply_wait is already a parameter "
            "(to change its value, write set: {reply_wait: ...})"
        ),
    ),
    # Texts
    "a place": (
        saying("      title: Title", "      text: On {intervew} it was."),
        "my.yaml:10:17: unknown name 'intervew' (did you mean interview?)",
    ),
    "a place in a folded text": (
        saying(
            "      title: Title", "      text: >", "        It was,", "        and on {intervew}."
        ),
        "my.yaml:12:17: unknown name 'intervew' (did you mean interview?)",
    ),
    "a unit in a place": (
        saying("      title: On {interview + 3 dyas}", "      text: Text"),
        "my.yaml:9:32: unknown unit 'dyas' (did you mean days?)",
    ),
    "a brace alone": (
        saying("      title: '{'", "      text: Text"),
        "my.yaml:9:15: this brace belongs to no placeholder (write braces only as in {company} or {company|they})",
    ),
    "a due that is no moment": (
        asking("no reply").replace("text: Text", "text: Text, due: rounds"),
        "my.yaml:5:70: rounds is a count, not a moment (name a moment, such as decision_date)",
    ),
    # Positions in multi-line conditions
    "folded": (
        asking(">\n      no reply since interview\n      and not (\n        after decsion_date)"),
        "my.yaml:7:15: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "folded, with a remark and an empty line": (
        asking(">- # a remark\n\n      no reply\n\n      and after decsion_date"),
        "my.yaml:8:17: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "over several lines, as it comes": (
        asking("no reply since interview\n      and not after decsion_date"),
        "my.yaml:5:21: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "quoted, over several lines": (
        asking('"no reply\n      and after decsion_date"'),
        "my.yaml:5:17: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "a list": (
        asking("\n      - no reply since interview\n      - after decsion_date + 3 days"),
        "my.yaml:6:15: unknown name 'decsion_date' (did you mean decision_date?)",
    ),
    "what is misread in a folded condition": (
        asking(">\n      no reply\n      sicne interview"),
        "my.yaml:6:7: unexpected 'sicne' (did you mean since?)",
    ),
    # Several problems at once
    "two rules": (
        asking("no replly") + "  - id: second\n    when: after intervieww\n" + ADVICE,
        (
            "my.yaml:4:14: unknown name 'replly' (did you mean reply?)\n"
            "my.yaml:8:17: unknown name 'intervieww' (did you mean interview?)"
        ),
    ),
    "two in one condition": (
        asking("no replly and not (internal_candidate or after intervieww)"),
        (
            "my.yaml:4:14: unknown name 'replly' (did you mean reply?)\n"
            "my.yaml:4:58: unknown name 'intervieww' (did you mean interview?)"
        ),
    ),
    # YAML
    "nothing": ("", "my.yaml: this file is empty (write lines such as key: value)"),
    "a remark alone": (
        "# to be written\n",
        "my.yaml: this file is empty (write lines such as key: value)",
    ),
    "two documents": (
        "pack: one\n---\npack: two\n",
        "my.yaml:3:1: a second document starts here (keep one document per file)",
    ),
    "a tag": (
        lines("title: !!python/object/apply:os.system [ls]"),
        "my.yaml:2:8: tags such as tag:yaml.org,2002:python/object/apply:os.system are not supported (remove the tag)",
    ),
    "a tag of one's own": (
        lines("title: !secret x"),
        "my.yaml:2:8: tags such as !secret are not supported (remove the tag, or put the text in quotes)",
    ),
    "a merge": (
        lines("facts: &facts {mood: {type: flag, doc: D.}}", "definitions:", "  <<: *facts"),
        "my.yaml:4:3: merge keys are not supported (write the keys out)",
    ),
    "an alias of nothing": (
        lines("rules: *nothing"),
        "my.yaml:2:8: unknown anchor 'nothing' (write the value out, or put the text in quotes)",
    ),
    "a key that is a list": (
        "? [pack]\n: mine\npack: mine\n",
        "my.yaml:1:3: a key must be text (write a word before the colon, or put text with brackets or braces in quotes)",
    ),
    "lists in lists": (
        "pack: " + "[" * 31 + "]" * 31,
        "my.yaml:1:36: nested more than 30 levels deep (use fewer levels)",
    ),
    "a mapping inside a value": (
        lines("title: Mine: the best"),
        'my.yaml:2:8: a text without quotation marks cannot contain a colon and a space (put the text in quotes: "Mine: the best")',
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_invalid_pack_is_reported(case):
    text, said = WRONG[case]
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text, "my.yaml")
    assert str(caught.value) == said


def test_the_unchanged_packs_are_valid():
    assert RulePack.from_text(asking("no reply"), "my.yaml").rule("first").at.line == 3
    assert RulePack.from_text(saying("      title: Title", "      text: Text"), "my.yaml").rules
    windows = asking("no reply").replace("\n", "\r\n").encode("utf-8-sig")
    assert RulePack.from_text(windows, "my.yaml").name == "mine"


def test_positions_are_the_same_in_files_from_windows():
    text = asking(">\n      no reply\n      and after decsion_date").replace("\n", "\r\n")
    with pytest.raises(PackError, match=r"^my\.yaml:6:17: unknown name 'decsion_date'"):
        RulePack.from_text(text, "my.yaml")


def test_aliases_of_aliases_are_counted_before_they_are_followed():
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for here, last in zip("bcdefghi", "abcdefgh", strict=True):
        bomb.append(f"{here}: &{here} [{', '.join([f'*{last}'] * 10)}]")
    with pytest.raises(PackError) as caught:
        RulePack.from_text("\n".join(bomb), "my.yaml")
    assert (
        str(caught.value)
        == "my.yaml:6:20: the file has more than 500,000 nodes, including aliases (use fewer aliases, or split the file)"
    )


def test_a_file_has_its_limits():
    with pytest.raises(PackError) as caught:
        RulePack.from_text("#" * 5_000_001, "my.yaml")
    assert str(caught.value) == (
        "my.yaml: the file is longer than 5,000,000 characters (split it into several files)"
    )
    with pytest.raises(PackError) as caught:
        RulePack.from_text(b"pack: \xff", "my.yaml")
    assert str(caught.value) == "my.yaml:1:7: the byte 0xff is not UTF-8 (save the file as UTF-8)"


def test_a_missing_file_is_reported(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError) as caught:
        RulePack.load(Path("missing.yaml"))
    assert str(caught.value) == (
        "cannot read 'missing.yaml': No such file or directory (give the path of a file, or the name "
        "of a bundled pack: after-the-interview, in-practice, job-search)"
    )
    (problem,) = caught.value.problems
    assert "in-practice" in problem.suggestions.known


@pytest.mark.parametrize("text", ["hello", "- a\n- b\n"])
def test_a_pack_must_be_a_mapping(text):
    with pytest.raises(
        PackError, match=r"^my\.yaml:1:1: a pack must be a mapping, not (text|a list)"
    ):
        RulePack.from_text(text, "my.yaml")


def test_unknown_rules_and_packs_are_reported():
    with pytest.raises(PackError) as caught:
        RulePack.default().rule("folow-up")
    assert (
        str(caught.value)
        == "unknown rule 'folow-up' in the pack in-practice (did you mean follow-up?)"
    )
    with pytest.raises(PackError) as caught:
        RulePack.shipped("in-practise")
    assert str(caught.value) == ("unknown bundled pack 'in-practise' (did you mean in-practice?)")


def test_an_error_prints_the_first_problems_and_counts_the_rest():
    rules = [
        {"id": f"r{n}", "when": "after nowhere", "conclude": "x", "source": "B."} for n in range(60)
    ]
    with pytest.raises(PackError) as caught:
        RulePack.from_text(json.dumps({"pack": "mine", "rules": rules}, indent=1), "my.yaml")
    printed = str(caught.value).splitlines()
    assert len(caught.value.problems) == 60
    assert len(printed) == SHOWN_PROBLEMS + 1
    assert printed[-1] == "and 10 more"
    assert isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


DOING = """
pack: doing
rules:
  - id: one
    when: no follow_up
    advise: {{action: ask, kind: {kind}, title: Ask, text: Ask., {more}}}
    source: Drawn.
  - id: two
    when: follow_up is known
    advise: {{action: ask, kind: do, title: Ask, text: Ask., recorded_as: follow-up-sent}}
    source: Drawn.
"""


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        (
            "do",
            "recorded_as: follow-up-snt",
            "recorded_as must name an act of the candidate, an event by you, or a moment of the pack, not 'follow-up-snt' (did you mean follow-up-sent?)",
        ),
        (
            "know",
            "recorded_as: follow-up-sent",
            "recorded_as requires kind: do (write kind: do, or remove recorded_as)",
        ),
        (
            "do",
            "recorded_as: follow-up-sent, again_after: 2 days",
            "recorded_as and again_after cannot be combined (remove recorded_as or",
        ),
        (
            "do",
            "recorded_as: hr-contacted",
            "another rule records ask as hr-contacted (write recorded_as: hr-contacted, or",
        ),
        (
            "do",
            "again_after: 0 days",
            "again_after must be longer than 0 (write, for example, 2 weeks)",
        ),
        (
            "do",
            "again_after: 5",
            "'5' is not a valid duration (write one such as 3 days, 5 business days, 2 weeks or 48 hours)",
        ),
        (
            "do",
            "again_after: soon",
            "'soon' is not a valid duration (write one such as 3 days, 5 business days,",
        ),
    ],
)
def test_invalid_recording_is_reported(kind, more, said):
    with pytest.raises(PackError) as error:
        RulePack.from_text(DOING.format(kind=kind, more=more))
    assert len(error.value.problems) == 1
    assert f": {said}" in str(error.value)
    assert str(error.value).startswith("pack.yaml:")


@pytest.mark.parametrize("groups", ["[wait, follow-up]", "[[wait]]", "[[wait, wait]]"])
def test_a_group_of_one_action_is_refused(groups):
    text = f"pack: mine\nextends: after-the-interview\nexclusive: {groups}\n"
    with pytest.raises(
        PackError, match=r"two different actions \(write, for example, - \[wait, follow-up\]\)$"
    ):
        RulePack.from_text(text)


def test_an_invalid_parameter_is_reported_only_once():
    text = (
        "pack: mine\nparameters:\n  notice: {value: 3 fortnights, doc: Notice.}\nrules:\n"
        "  - {id: late, when: after decision_date + notice, conclude: late, source: Us.}\n"
    )
    with pytest.raises(PackError) as caught:
        RulePack.from_text(text)
    assert [problem.code for problem in caught.value.problems] == ["wrong-unit"]


def test_hints_from_sets_are_the_same_in_every_process():
    assert nearest("zzz", {"gamma", "alpha", "beta"}).known == ("alpha", "beta", "gamma")


def test_every_problem_says_how_to_fix_it_even_if_no_name_is_similar():
    text = """
pack: x
extends: in-practice
formerly: {rules: {qqqq: zzzz}, actions: {qqqq: zzzz}, parameters: {qqqq: zzzz}, facts: {qqqq: zzzz}}
override: {qqqq: {title: a}, wait: {zz: 1}}
override_drafts: {qqqq: {subject: a}}
switch_off: [zzzz]
set: {qqqqq: 3}
exclusive: [[qqqqqq, wait]]
conclusions: {zzzzz: Nothing.}
zz: 1
rules:
  - id: a
    when: qqqq
    zz: 1
    instead_of: [qqqq]
    source: x
    advise:
      {action: a, kind: zz, title: t, text: "{zzzz}", due: zzzz, recorded_as: zz, draft: zzzz, zz: 1}
"""
    with pytest.raises(PackError) as raised:
        RulePack.from_text(text)
    assert len(raised.value.problems) >= 18
    assert [str(problem) for problem in raised.value.problems if not problem.hint] == []


def test_a_rule_that_does_not_exist_is_refused_with_a_way_to_find_the_others():
    with pytest.raises(
        PackError, match="run 'interview-rules rules --rules PACK' to list the rules"
    ):
        RulePack.default().rule("zzzz")
