"""What the fields of results mean; the JSON Schemas show these texts.

A field means the same in every record unless `DESCRIPTIONS` describes it for that record.
"""

from __future__ import annotations

from typing import Any

from interview_rules.events.field_descriptions import ANY

__all__ = ["DESCRIPTIONS", "EXAMPLES"]

_IN_ZONE = "in local time with its offset from UTC"

DESCRIPTIONS: dict[str, dict[str, str]] = {
    ANY: {
        "action": "The advised action, by which an app recognizes the advice; several rules can"
        " advise the same.",
        "advice": "The advice, most urgent first.",
        "application": "The name of the application in the search; empty for advice on the search as"
        " a whole.",
        "assumed": "The assumption of the plan about what happens: nothing, or that the candidate"
        " follows the advice.",
        "assumptions": "What the advice assumes, because the state does not say it; in a search,"
        " only for the advice on the search as a whole.",
        "cut_short": "True if the plan reached its limit of imagined actions and follows the advice"
        " no further.",
        "due": "The local day of the recommended deadline; null if there is none.",
        "due_at": "The instant of the recommended deadline if its hour matters; null otherwise.",
        "fact": "The name of the fact or of the field of the state.",
        "headline": "How things stand, in one sentence; empty if there is no advice.",
        "happens": "The events within the plan, in chronological order.",
        "id": "The id of the rule that gives the advice.",
        "included": "The parts of the report that were computed; the others are left empty.",
        "kind": "Whether the advice is something to do, to avoid, or to know.",
        "next_change": "The first instant at which the advice changes if nothing happens; null if it"
        " never does, or was not computed.",
        "now": f"The instant of the result, {_IN_ZONE}.",
        "pack": "The name of the rule pack.",
        "pack_digest": "A digest of the rules and their parameters: equal for equal rules.",
        "pack_digests": "Digests of the rules of the two packs, in the order of `packs`.",
        "packs": "The name of the pack for applications, then that of the pack for the search.",
        "questions": "Questions whose answers would change the advice, the most useful first.",
        "questions_complete": "False if there may be more questions, because the search for them"
        " stopped early or was left out.",
        "rows": "The same advice by piece, in order of first appearance; in a search, the advice"
        " on the search as a whole comes first, then that on each application.",
        "schema_version": "The version of the layout of the result.",
        "search": "A digest of the search: equal for equal searches.",
        "since": "The instant from which on this applies.",
        "snoozed": "Advice that would be given now if the candidate had not snoozed it.",
        "source": "What the advice rests on.",
        "state": "A digest of the state: equal for equal states.",
        "stretches": "Consecutive stretches of time with unchanging advice.",
        "text": "The advice in a few sentences.",
        "title": "The advice in one line.",
        "until": "The instant until which this applies, exclusive; null if it has no end.",
        "versions": "The versions of this library, of the time zone data and, with a country, of the"
        " holidays, by name.",
        "warnings": "Problems that leave parts of the state without effect, such as unknown names.",
    },
    "AdviceRecord": {
        "because": "The rules behind the advice, with the facts they used; empty if left out.",
        "draft": "The first of `drafts`; null if there is none.",
        "drafts": "Drafts of messages, one for each person to write to.",
        "since": "The start of the interval around now in which the advice is given; null if it has"
        " no start, or was left out.",
        "until": "The end of the interval around now in which the advice is given, exclusive; null"
        " if it has no end, or was left out.",
    },
    "AssumptionRecord": {"text": "The assumption in one sentence."},
    "BarRecord": {
        "due": "The local day of the recommended deadline in this period; null if there is none.",
        "since": "The start of the period.",
        "until": "The end of the period, exclusive; null if it has no end.",
    },
    "ChoiceRecord": {
        "label": "The answer in words, for a form.",
        "value": "The answer to send.",
    },
    "ChoiceValue": {"type": "The type of the fact.", "value": "The choice."},
    "CountValue": {"type": "The type of the fact.", "value": "The number."},
    "DraftRecord": {
        "blanks": "The blanks in brackets that are still to be filled in before sending.",
        "body": "The text of the message, not wrapped, with an empty line between paragraphs.",
        "channel": "How the addressee last wrote or was written to; email if that is not recorded.",
        "missing": "The names that the draft uses and the state lacks; the text has a general phrase"
        " or a blank in brackets in their place.",
        "role": "The part that the addressee plays.",
        "subject": "The subject of the message.",
        "to": "The name of the addressee; null if unknown.",
    },
    "ExplanationRecord": {
        "deciding": "The tests that decide whether the rule holds, in words.",
        "earliest": "The first instant from now on at which the rule holds if nothing happens; null"
        " if never.",
        "given": "True if the rule gives its advice now.",
        "given_from": "The first instant from now on at which the rule gives its advice if nothing"
        " happens; null if never.",
        "hidden": "True if the advice is done or snoozed now or, in a search, if the rules of the"
        " search advise its action.",
        "holds": "True if the condition of the rule holds now.",
        "instead": "The ids of the rules that take precedence, if this rule holds without giving its"
        " advice.",
        "missing": "The names of the unknown facts that the deciding tests need.",
        "origins": "Where in the state the deciding tests found their facts, each place once.",
        "rule": "The id of the rule.",
        "source": "What the rule rests on.",
        "tree": "The condition of the rule, part by part.",
        "until": "The instant until which the rule holds, exclusive; null if it does not hold, or"
        " holds without end.",
    },
    "FlagValue": {"type": "The type of the fact.", "value": "True or false."},
    "MomentValue": {
        "at": f"The instant, {_IN_ZONE}; null for a whole day and for an unknown moment.",
        "day": "The local day; null if the moment is unknown.",
        "type": "The type of the fact.",
    },
    "OriginRecord": {
        "at": f"The instant of the event, {_IN_ZONE}; null for a whole day or no event.",
        "day": "The local day of the event; null if unknown or if there is no event.",
        "event": "The event at this place; empty if the place holds no event.",
        "path": "The path of the field in the state.",
    },
    "PartRecord": {
        "changes": "The next instant at which this comparison with now changes if its facts do not;"
        " null if there is none, or if this is no such comparison.",
        "holds": "True if this part holds now.",
        "kind": "What the part is: `all`, `any` or `not` of its parts, a `definition`, a"
        " `conclusion`, a `rule` that draws a conclusion, or a `test`.",
        "parts": "The parts of this part; empty for a test, and for a part shown before.",
        "saw": "The facts that a test used; empty for other parts.",
        "words": "The part in words.",
    },
    "PlanRecord": {
        "imagined": "The events that the plan adds to the state.",
        "until": "The end of the plan, exclusive; null if it has no end.",
    },
    "PlannedEventRecord": {
        "application": "The name of the application in the search; empty for events of the search"
        " as a whole, and in the plan of a single application.",
        "at": f"When the event takes place or becomes known, {_IN_ZONE}.",
        "event": "The event as in a log.",
        "imagined": "True for an event that the plan adds, false for one in the state.",
        "says": "The event in words.",
    },
    "QuestionRecord": {
        "choices": "The answers to choose from; for other types than `choice`, answers besides a"
        " typed one.",
        "earliest": "The first day that an answer may name; null if there is no bound.",
        "fact": "The name of the fact or of the field of the state that the question is about.",
        "hour": "True if the hour of a moment matters.",
        "id": "The id of the question, under which `answer` takes the answer.",
        "latest": "The last day that an answer may name; null if there is no bound.",
        "maximum": "The highest count, or the most names; null if there is no bound.",
        "minimum": "The lowest count, or the fewest names; null if there is no bound.",
        "path": "The path of the field in the state where the answer goes.",
        "text": "The question.",
        "type": "The type of the answer: a moment, one of `choices`, a list of names, or a count.",
    },
    "ReasonRecord": {
        "facts": "The values of the facts that the rule used, in words, by name.",
        "pack": "The name of the pack that defines the rule.",
        "rule": "The id of the rule.",
        "source": "What the rule rests on.",
        "values": "The values of the facts that the rule used, as data, by name, without unknown"
        " moments and other default values.",
        "words": "The conditions of the rule, all of which hold, in words.",
    },
    "RowRecord": {
        "application": "The name of the application in the search; empty for the search as a whole,"
        " and in the plan of a single application.",
        "bars": "The periods in which the advice is given, in chronological order.",
    },
    "SawRecord": {
        "data": "The value as data; null only in results of version 0.2 and before.",
        "fact": "The name of the fact, or a moment computed from facts, in words.",
        "known": "False if the value is the default: unknown, false, the first choice, or zero.",
        "origins": "Where the value comes from in the state.",
        "value": "The value in words.",
    },
    "SearchPlanRecord": {"until": "The end of the plan, exclusive."},
    "SearchQuestionRecord": {"application": "The name of the application in the search."},
    "SearchReportRecord": {
        "questions": "The best question about each of up to ten applications, the most urgent first.",
        "questions_complete": "False if there may be questions about further applications, because"
        " the search for them stopped early or was left out.",
    },
    "SearchStretchRecord": {"until": "The end of the stretch, exclusive."},
    "SnoozedAdviceRecord": {
        "entries": "The paths of the entries that snooze the advice, such as events[2]: without them,"
        " it is given now.",
        "until": "The instant from which on the advice is given again; null if it stays snoozed for"
        " as long as it applies without interruption.",
    },
    "SourceRecord": {
        "rests_on": "The reason, for a rule that does not rest on the article; otherwise empty.",
        "section": "The section of the article; empty for a rule that does not rest on it.",
        "words_of": "The pack that wrote the title or the text, if another pack wrote the rule and its"
        " source; otherwise empty.",
    },
    "StretchRecord": {
        "since": "The start of the stretch.",
        "until": "The end of the stretch, exclusive; null if it has no end.",
    },
    "WarningRecord": {
        "hint": "How to fix it; empty if there is nothing to suggest.",
        "message": "What is wrong.",
        "place": "The steps to that part of the state: names of fields, and positions in lists.",
    },
}
"""The meaning of each field, by the name of its record; `ANY` stands for all other records."""

EXAMPLES: dict[str, list[Any]] = {
    "action": ["follow-up"],
    "application": ["Harbor & Finch"],
    "pack": ["in-practice"],
    "packs": [["in-practice", "job-search"]],
    "path": ["dates[0].date"],
    "place": [["facts", "likes_us"]],
    "rule": ["follow-up"],
    "versions": [{"interview-rules": "0.3.0", "tzdata": "2026a"}],
}
"""Examples of values, the same in every record."""
