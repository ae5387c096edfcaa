"""Generator of the reference pages from the code.

`python docs/make_reference.py` rewrites docs/facts.md, docs/events.md, docs/rules.md,
docs/search-rules.md, docs/checks.md, the pages in docs/checks/ and docs/rules/, and the generated
parts of docs/states.md, docs/python.md, docs/commands.md and docs/design.md.
"""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import interface_pages
import state_page

from interview_rules import RulePack
from interview_rules.authoring.checks import FINDINGS
from interview_rules.authoring.rule_docs import files_beside, page_names, rule_documents
from interview_rules.events.effects import ELSEWHERE, OFF, ORDER, OTHER_ROLE, ROUND_KINDS, SETS
from interview_rules.events.event import EVENTS, NEEDS_DATE
from interview_rules.facts.vocabulary import FACTS, MOMENTS
from interview_rules.language.printer import say_duration
from interview_rules.packs.templates import Placeholder, Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_rules.packs.model import Rule

FOLDER = Path(__file__).parent
PACKAGE = FOLDER.parent / "interview_rules"


def facts_page() -> str:
    """Return the page of the vocabulary."""
    lines = [
        "# Facts",
        "",
        "For authors of rules, and for data people whose columns have these names.",
        "",
        "The facts that rules can use. A moment is a whole day or an instant, and is unknown until",
        "an event sets it. Generated from `interview_rules/facts/vocabulary.py`.",
        "",
        "| fact | type | what it is | set by | cleared by |",
        "|---|---|---|---|---|",
    ]
    for fact in FACTS.values():
        kind: str = fact.type
        if fact.choices:
            kind += ": " + (" < " if fact.ordered else ", ").join(fact.choices)
        by = f"{_setters(fact.name) or fact.sets}"
        lines.append(f"| `{fact.name}` | {kind} | {fact.doc} | {by} | {fact.clears} |")
    return "\n".join([*lines, *_words_for_clearing()]) + "\n"


def _words_for_clearing() -> list[str]:
    """Return the section about the words with which facts say what clears them."""

    def setting(slot: str) -> str:
        return _names([event for event, sets in SETS.items() if slot in sets])

    return [
        "",
        "## What clears a fact",
        "",
        "| words | events |",
        "|---|---|",
        f"| a round | {setting('round')}, and an arranged round that is over |",
        f"| a test | {setting('test')} |",
        f"| an invitation | {setting('invitation')} |",
        f"| an offer | {setting('offer_made')} |",
        f"| a hold | {setting('on_hold')} |",
        f"| the end | {setting('closing')} |",
        f"| an answer | {setting('answer')} |",
        "| a contact | the events that set `last_contact` |",
        "",
        *_DATES_AND_ORDER.splitlines(),
        "",
        *(f"{place}. {_names([*names])}" for place, names in enumerate(ORDER, 1)),
    ]


_DATES_AND_ORDER = """\
A date that clears other dates is one that sets `decision_date`, `next_step_date`,
`not_before_date`, `contact_date` or `paperwork_date`. One that reopens an application, which clears
`on_hold`, `rejection` and the like, can also set `silence_means_no`, or be a
`decision-date-changed` without a date.

Two events are compared to the second if both have a time of day, and by day otherwise. A round is
compared by its beginning. An event at the same moment clears a fact only in these cases:

- These clear what precedes them in the [order of events](#order-of-events): the end of the
  application or of an offer, an acceptance, an answer to a follow-up or after a failed attempt, a
  note or its failure, and the statement of a decision date or that there is none.
- What settles something counts at the same moment in any order: `question-answered`,
  `correction-sent`, `references-checked`, `materials-sent` or `test-taken` for requested materials,
  `notice-withdrawn`, `follow-up-sent` for a missed call, and an invitation for a follow-up.

If several events set a fact and nothing has cleared them, the one that became known last gives the
value, even if it leaves the value unknown, as a decision date without `earliest` does. A day becomes
known when it begins, a round when it is over. A statement without `at` is always known, and so
comes before the others. Among events that become known together, the one that begins last counts,
then the one that comes last in the order of events.

Events of other employers clear each other only if they name the same employer or none. A declined
or withdrawn offer without an employer ends the offers of all, an acceptance without one only the
offer of the unnamed employer. If several offers are open, `other_offer` and `other_offer_deadline`
are those of the employer with the next deadline, or else of the latest offer without a deadline, or
else of the deadline that passed last.

## Order of events

At the same moment, these events come one after the other; those with the same number are equal.
"""


def _setters(fact: str) -> str:
    slot = next((slot for name, slot, *_ in MOMENTS if name == fact), "")
    names = [event for event, sets in SETS.items() if slot in sets]
    names += [f"{event} (elsewhere)" for event, sets in ELSEWHERE.items() if slot in sets]
    names += [f"{event} (other role)" for event, sets in OTHER_ROLE.items() if slot in sets]
    if slot in _SETTING_BY_A_FIELD:
        names.append(_SETTING_BY_A_FIELD[slot])
    return ", ".join(names)


_SETTING_BY_A_FIELD = {
    "decision_date": "reply-received with a date",
    "no_date": "decision-date-changed without a date",
    "hr_contacted": "follow-up-sent with role hr",
}
"""The event that sets a slot only if one of its fields says so."""


def events_page() -> str:
    """Return the page of events: their fields, and the facts that they set and clear."""
    lines = [
        "# Events",
        "",
        "For people who write a log, and for developers who store one.",
        "",
        "A log is a list of `{at, event, ...}`. Every event takes `detail`, `channel`, `contact`,",
        "`role`, `employer`, `date` and `elsewhere`. Rounds also take `end`, `interviewers`, `place`",
        "and `link` (the address of a video call),",
        "dates take `earliest` and `asked`, `call-missed` takes `message` (whether they left one),",
        "and events about advice take `advice`. A round whose hour was stated in another time zone",
        "than the candidate's takes `zone`. `other_role` names another role at the same employer;",
        "of its events, only offers and their outcomes count, as `other_role_offer`. `role` is",
        "manager, interviewer, recruiter, agency, hr or referee; recruiter and agency mean that",
        "one acts between the candidate and the employer. A `date` that the table does not",
        "mention is kept but has no effect. `elsewhere: true` marks an event of another employer",
        "(`employer` distinguishes several). Of these, only those marked in the table count, as",
        "offers and deadlines of that employer, and its rounds, as `other_interview`.",
        "`decision-date-changed` without a `date` sets `no_date` in place of `decision_date`, as",
        "`no-decision-date` does.",
        "",
        "An event whose name has a dot, such as `flat.viewed`, is one that a rule pack",
        "[declares](language.md#events-of-a-pack). It needs `at`, may have a `date`, and sets facts of",
        "its pack only.",
        "",
        "[A state](states.md) can hold the same as lists instead (`rounds`, `dates`, `replies`,",
        "`own_steps` and others). Some of what matters is no event but a field of the state:",
        "`intermediary` (agency or recruiter), `employer_kind` (company, university or public),",
        "`internal_candidate`, `hr_reachable` and `contact_known`. Generated from",
        "`interview_rules/events` and `interview_rules/facts`.",
        "",
        "| event | meaning | sets | clears, if older | also changes |",
        "|---|---|---|---|---|",
    ]
    for name, says in EVENTS.items():
        sets = SETS[name]
        own = [fact for fact, slot, *_ in MOMENTS if slot in sets]
        clears = [
            fact
            for fact, _slot, _which, ends, *_docs in MOMENTS
            if any(end in sets for end, _comes in ends)
        ]
        needed = " **`date` is required.**" if name in NEEDS_DATE else ""
        mark = " *(also elsewhere)*" if name in ELSEWHERE else ""
        also = _also(name, sets)
        lines.append(
            f"| `{name}`{mark} | {says}{needed} | {_names(own)} | {_names(clears)} | {_names(also)} |"
        )
    return "\n".join(lines) + "\n"


def _also(event: str, sets: tuple[str, ...]) -> list[str]:
    """Return the facts that are computed from several kinds of events, including this one."""
    found = []
    if {"offer_made", "closing"} & {*sets}:
        found.append("offer")
    if event in {"rejection", "positive-signal"} or "offer_made" in sets:
        found.append("contradiction")
    if "closing" in sets:
        found += ["upcoming_interview", "no_hour"]
    if {"follow_up", "answer", "invitation", "round"} & {*sets}:
        found += ["follow_up_pending", "unanswered_follow_ups"]
    if {"follow_up", "round"} & {*sets}:
        found.append("follow_ups")
    if event == "reply-received" or {"round", "decision_date", "date_over"} & {*sets}:
        found.append("holding_replies")
    if event == "holiday":
        found.append("holiday")
    elif event in ROUND_KINDS or event in OFF or event == "interview-scheduled":
        found += ["rounds", "upcoming_interview", "no_hour", "other_time_zone"]
        found += ["interviewers"] if event != "test-taken" else []
    if event in {"interview", "phone-screen", "thank-you-sent", "thank-you-failed"}:
        found.append("not_yet_thanked")
    return found


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def rules_page() -> str:
    """Return the page of the rules of both default packs."""
    pack = RulePack.default()
    lines = [
        "# Rules",
        "",
        "For readers of the advice and for authors of rules, who look for a rule or search for a word.",
        "",
        "The default rules, in pack order: first those of the article, then those for situations",
        "that it leaves open. Braces mark placeholders for dates and names. Generated from",
        "`rules/`.",
        "",
        *_parameters(pack),
    ]
    for rule in pack.rules:
        lines += ["", f"## {rule.id}", "", *_rule(rule)]
    return "\n".join(lines) + "\n"


def search_rules_page() -> str:
    """Return the page of the rules for a search of several applications."""
    pack = RulePack.shipped("job-search")
    lines = [
        "# Rules for a search",
        "",
        "For readers of the advice on a search, and for authors of rules.",
        "",
        "The rules for a `JobSearch` as a whole; other packs advise on each application. Generated",
        "from `rules/job-search.yaml`.",
        "",
        *_parameters(pack),
    ]
    for rule in pack.rules:
        lines += ["", f"## {rule.id}", "", *_rule(rule)]
    return "\n".join(lines) + "\n"


def _parameters(pack: RulePack) -> list[str]:
    lines = [
        "## Parameters",
        "",
        "| parameter | value | what it is | rests on |",
        "|---|---|---|---|",
    ]
    for name, parameter in pack.parameters.items():
        value = parameter.value
        said = value if isinstance(value, int) else say_duration(value)
        lines.append(f"| `{name}` | {said} | {parameter.doc} | {parameter.source} |")
    return lines


def _rule(rule: Rule) -> list[str]:
    lines = [f"*{rule.pack}; rests on: {rule.source}*", ""]
    lines += [f"- when `{words}`" for words in rule.words]
    if rule.conclude:
        lines.append(f"- concludes {_names([*rule.conclude])}")
    if rule.advise:
        said = f"**{_template(rule.advise.title)}**: {_template(rule.advise.text)}"
        lines.append(f"- advises `{rule.advise.action}` ({rule.advise.kind}). {said}")
        if rule.advise.recorded_as:
            lines.append(f"- once done, recorded as `{rule.advise.recorded_as}`")
        if rule.advise.again_after:
            lines.append(f"- if only marked as done, advised again after {_again(rule)}")
    if rule.instead_of:
        lines.append(f"- stands instead of {_names([*rule.instead_of])}")
    return lines


def _again(rule: Rule) -> str:
    assert rule.advise is not None  # noqa: S101  # only advice comes again
    assert rule.advise.again_after is not None  # noqa: S101  # the caller checked
    return (
        f"`{rule.advise.again_after.parameter}`"
        if rule.advise.again_after.parameter
        else (say_duration(rule.advise.again_after))
    )


def _template(template: Template) -> str:
    return "".join(
        f"{{{piece.name}}}" if isinstance(piece, Placeholder) else piece for piece in template
    )


def checks_page() -> str:
    """Return the page of all findings, each with a link to its own page."""
    lines = [
        "# Checks",
        "",
        "For authors of rules.",
        "",
        "`interview-rules check PACK...` reads packs and test files and reports what is wrong with them,",
        "or is probably not what the author intended. Each finding has a file, line and column, a code, and",
        "a way to fix it. Errors prevent a pack from being loaded; warnings do not.",
        "",
        "| option | effect |",
        "|---|---|",
        "| `--format FORM` | print `text`, `json`, `sarif` or `github` |",
        "| `--explain CODE` | show one of the pages linked below; without a code, list all codes |",
        "| `--fix` | fix mechanical problems, then check again |",
        "| `--watch` | check again after each change of a file that was read, until Ctrl+C |",
        "",
        "For a folder, every pack and test file in it is checked: YAML files with the key `pack`, and files",
        "named `*.tests.yaml`. Hidden subfolders are skipped.",
        "",
        "`sarif` is for code-analysis viewers, `github` for annotations in GitHub workflows.",
        "",
        "`--fix` corrects words misspelled by about one letter, and removes settings and overrides that",
        "have no effect. It lists every correction. It makes no correction that leads to another error or",
        "changes the meaning of a valid pack. The author still has to decide which rule to override or",
        "switch off, what to do about names that nothing uses yet, and anything that has a comment.",
        "",
        "`json` and `sarif` carry each fix as edits: a range, the new text, and whether the fix is `safe`",
        "(`--fix` applies it) or `unsafe` (a proposal).",
        "",
        "The exit status is 1 if anything was found, and 2 if a file cannot be read.",
        "",
        "## Accept a finding",
        "",
        "Sometimes a warning is right, and the pack is to stay as it is. List it in the pack under `accept`,",
        "with the reason:",
        "",
        "```yaml",
        "accept:",
        "  - finding: shadowed-rule",
        "    rule: ask-the-branch",
        "    because: Branches switch off the rule that comes before it.",
        "```",
        "",
        "An entry names the code of a warning and what it is about: one `rule`, `definition`, `parameter`,",
        "`fact` or `draft`. Everything else is still found. Errors cannot be accepted. The section has no",
        "effect on advice, and only `check` reads it. An unknown code or name and a missing reason are errors",
        "there, and an entry that accepts nothing is a finding of its own.",
        "",
        "## What a check can tell",
        "",
        "A check reports only what is certain and therefore finds less than [`prove`](proofs.md). It does",
        "not analyze conclusions that rest on long chains of other conclusions. This page is generated from",
        "`interview_rules/authoring/checks`.",
        "",
        "## Codes",
        "",
        "| code | level | what it means |",
        "|---|---|---|",
    ]
    for code, found in FINDINGS.items():
        lines.append(f"| [`{code}`](checks/{code}.md) | {found.level} | {found.title} |")
    return "\n".join(lines) + "\n"


def check_page(code: str) -> str:
    """Return the page of one finding."""
    found = FINDINGS[code]
    lines = [
        f"# {found.title}",
        "",
        f"For authors of rules: `{code}`, {found.level}",
        "",
        found.why,
        "",
    ]
    for heading, example in (("Avoid", found.avoid), ("Prefer", found.prefer)):
        lines += [f"## {heading}", "", "```yaml", *example.strip("\n").split("\n"), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def filled_page(page: str, parts: dict[str, Callable[[], list[str]]]) -> str:
    """Return a page with its generated parts up to date, each between two comments."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    for name, make in parts.items():
        opening = f"<!-- {name}: written by docs/make_reference.py -->\n"
        closing = f"<!-- /{name} -->"
        before, _opening, rest = text.partition(opening)
        _old, _closing, after = rest.partition(closing)
        text = "".join([before, opening, "\n".join(make()), "\n", closing, after])
    return text


def rooms() -> list[str]:
    """Return a diagram of the dependencies in the import contract, and a list of all modules."""
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    names = [name.split(".")[-1] for layer in layers for name in layer.split(" | ")]
    lines = ["", "```mermaid", "flowchart TD"]
    lines += [f"    {name} --> {other}" for name, other in _rests_on(names)]
    lines += ["```", ""]
    for name in names:
        path = PACKAGE / name
        if not path.is_dir():
            lines.append(f"- **`{name}.py`**: {_first_sentence(path.with_suffix('.py'))}")
            continue
        lines.append(f"- **`{name}/`**: {_first_sentence(path / '__init__.py')}")
        for module in sorted(path.iterdir()):
            if module.suffix == ".py" and not module.name.startswith("__"):
                lines.append(f"  - `{module.name}`: {_first_sentence(module)}")
            elif (module / "__init__.py").is_file():
                lines.append(f"  - `{module.name}/`: {_first_sentence(module / '__init__.py')}")
    lines.append("")
    return lines


def _rests_on(names: list[str]) -> list[tuple[str, str]]:
    """Return the direct imports between packages, without those implied by other imports."""
    imports: dict[str, set[str]] = {name: set() for name in names}
    for name in names:
        room = PACKAGE / name
        files = room.rglob("*.py") if room.is_dir() else [room.with_suffix(".py")]
        for file in files:
            found = re.findall(r"from interview_rules\.(\w+)", file.read_text(encoding="utf-8"))
            imports[name].update(other for other in found if other in imports and other != name)
    reach: dict[str, set[str]] = {}
    for name in reversed(names):
        reach[name] = imports[name].union(*(reach.get(other, set()) for other in imports[name]))
    return [
        (name, other)
        for name in names
        for other in sorted(imports[name])
        if not any(other in reach[between] for between in imports[name] - {other})
    ]


def _first_sentence(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split())


@cache
def rule_pages() -> dict[str, str]:
    """Return the pages of the rules in the default packs, by file name."""
    pack = RulePack.default()
    return rule_documents(pack, files_beside(pack))


PARTS: dict[str, dict[str, Callable[[], list[str]]]] = {
    "design.md": {"rooms": rooms},
    "states.md": {
        "fields": state_page.state_tables,
        "entries": state_page.entry_tables,
        "search": state_page.search_table,
    },
    "python.md": {"names": interface_pages.names},
    "commands.md": {"commands": interface_pages.commands},
}
"""The pages that are partly generated, with what makes each part."""


def _rule_page(name: str) -> str:
    return rule_pages()[name]


PAGES: dict[str, Callable[[], str]] = {
    **{page: partial(filled_page, page, parts) for page, parts in PARTS.items()},
    "facts.md": facts_page,
    "events.md": events_page,
    "rules.md": rules_page,
    "search-rules.md": search_rules_page,
    "checks.md": checks_page,
    **{f"checks/{code}.md": partial(check_page, code) for code in FINDINGS},
    **{f"rules/{name}": partial(_rule_page, name) for name in page_names(RulePack.default())},
}


def main() -> None:
    """Write every page, and delete the pages of removed rules and findings."""
    for folder in ("checks", "rules"):
        (FOLDER / folder).mkdir(exist_ok=True)
        for path in (FOLDER / folder).glob("*.md"):
            if f"{folder}/{path.name}" not in PAGES:
                path.unlink()
    for page, make in PAGES.items():
        (FOLDER / page).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
