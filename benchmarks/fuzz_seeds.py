"""What fuzzing starts from: texts of the repository for each target, and the library's words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzz_texts import bytes_of

from interview_rules import RulePack
from interview_rules.authoring.checks.registry import FINDINGS
from interview_rules.authoring.pack_tests.reader import FILE_KEYS, TEST_KEYS
from interview_rules.errors import InterviewRulesError
from interview_rules.events.event import Event
from interview_rules.events.event_names import EVENTS
from interview_rules.facts.vocabulary import FACTS
from interview_rules.imports import Importer
from interview_rules.imports.mapping import presets
from interview_rules.language.grammar import KEYWORDS, UNITS
from interview_rules.language.printer import say_condition
from interview_rules.sources.yaml_tree import read_yaml
from interview_rules.state.interview_state import InterviewState
from interview_rules.state.job_search import JobSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "fuzzing" / "corpus"
FOUND = ROOT / "tests" / "fuzzing" / "findings.json"
MOST_SEEDS = 500
PACK_KEYS = (
    "pack", "title", "extends", "parameters", "set", "facts", "events", "definitions",
    "conclusions", "exclusive", "stances", "complete", "groups", "drafts", "override_drafts",
    "formerly", "switch_off", "override", "rules", "accept", "id", "when", "conclude", "advise",
    "source", "instead_of", "before", "action", "kind", "text", "due", "draft", "recorded_as",
    "again_after", "order", "type", "doc", "choices", "ordered", "spoken", "ask", "value",
    "condition", "moment", "flag", "choice", "count", "by", "sets", "subject", "body", "to",
    "through", "in-practice", "after-the-interview", "job-search", "do", "avoid", "know", "quote",
)  # fmt: skip
SIGNS = {
    "json": ('"', '": ', "{}", "[]", ", ", "null", "true", "1e999", "NaN", "\\ud800", "\\u0000",
             '"2026-11-25"', '"2026-11-25 12:00"', '"2026-03-29T02:30:00+01:00"', '"9999-12-31"',
             '"0001-01-01"', '"Europe/Berlin"', '"DE"', '"US"', '"BY"', '"+14:00"'),
    "yaml": (": ", "\n- ", "\n  ", "{", "}", "[", "]", "&a ", "*a", "!!", "| ", ">-\n", "---\n",
             "...", "? ", "<<: ", "'", '"', "#", "~", "\\x85", "\t", "%YAML 1.2\n", "\ufeff",
             "{answer_by}", "{", "}}", "2026-11-25 12:00", "2026-11-25"),
    "condition": ("(", ")", ", ", "+ ", "- ", " <= ", " >= ", " < ", " = ", "is not ", "\u2265", "\u2013",
                  "\u2019", "!=", "==", "&&", "3 business days", "stage", "tries", "few", "patience",
                  "answer_by", "in_silence", "quiet", "referee_asked", "weekday", "country",
                  "Europe/Berlin", "days after", "within", "more than", "has passed", "two weeks"),
    "csv": (",", ";", "\t", "|", '"', '""', "\n", "\r\n", "sep=;\n", "Company", "Position", "Job",
            "Applied", "Interview", "Status", "Answer", "11/19/2026", "2026-11-19 10:00",
            "19.11.2026", "Nov 19, 2026", "Rejected", "Offer received", "Interviewing", "Ghosted",
            "#REF!", "=1+1", "45980", "\ufeff", "10:00 AM"),
}  # fmt: skip
LANGUAGES = {
    "advice": ("json", "fields"), "yaml": ("yaml", "keys"), "hints": ("condition",),
    "state": ("json", "fields"), "search": ("json", "fields"), "pack": ("yaml", "keys", "condition"),
    "condition": ("condition",), "csv": ("csv",), "tests": ("yaml", "tests", "fields"),
}  # fmt: skip


def corpus_of(target: str) -> list[str]:
    """Return the committed texts of a target."""
    path = CORPUS / f"{target}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def findings_of(target: str) -> list[str]:
    """Return the committed texts with which a target once failed."""
    return json.loads(FOUND.read_text(encoding="utf-8")).get(target, [])


def dictionary(target: str) -> str:
    """Return the words of a target, in the format of libFuzzer."""
    words: set[str] = set()
    for language in LANGUAGES[target]:
        words |= set(SIGNS.get(language, ()))
    if "fields" in LANGUAGES[target]:
        words |= {*InterviewState.model_fields, *JobSearch.model_fields, *Event.model_fields}
        words |= set(EVENTS)
    if "condition" in LANGUAGES[target]:
        words |= {*KEYWORDS, *UNITS, *FACTS}
    words |= {*PACK_KEYS} if "keys" in LANGUAGES[target] else set()
    words |= {*FILE_KEYS, *TEST_KEYS, *FACTS} if target == "tests" else set()
    encoded = sorted({word.encode()[:60] for word in words})
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in encoded)
    return "".join(f'"{line}"\n' for line in lines)


def seeds_of(target: str, longest: int) -> list[str]:
    """Return the committed texts of a target, and those of the repository that are short enough."""
    made = dict.fromkeys(_SEEDS[target]())
    short = [text for text in made if len(bytes_of(text)) <= longest]
    return [
        *dict.fromkeys(
            [*corpus_of(target), *findings_of(target), *short[:: -(-len(short) // MOST_SEEDS)]]
        )
    ]


@cache
def _cases() -> list[dict[str, Any]]:
    """Return all tests of packs, and all cases of scenarios, as data."""
    found: list[dict[str, Any]] = []
    paths = [
        *ROOT.glob("rules/*.tests.yaml"),
        *ROOT.glob("examples/*.tests.yaml"),
        *ROOT.glob("tests/scenarios/*.yaml"),
    ]
    for path in sorted(paths):
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).value()
        listed = data.get("tests", ()) if isinstance(data, dict) else data
        found += [each for each in listed if isinstance(each, dict)]
    return found


def _states() -> Iterator[str]:
    yield from ("{}", '{"interview": "2026-11-19", "timezone": "Europe/Berlin", "country": "DE"}')
    for case in _cases():
        state = case.get("state") or {"events": case.get("events", [])}
        yield json.dumps(state, default=str)
        try:
            yield InterviewState.read(state).snapshot().model_dump_json(exclude_defaults=True)
        except (InterviewRulesError, ValueError):
            continue


def _searches() -> Iterator[str]:
    yield '{"applications": {}}'
    states = [*_states()]
    for one, other in zip(states[::6], states[3::6], strict=False):
        yield f'{{"applications": {{"A": {one}, "B": {other}}}, "timezone": "Europe/Berlin"}}'
    data = read_yaml((ROOT / "examples" / "search.yaml").read_text(encoding="utf-8"), "").value()
    yield json.dumps(data, default=str)


def _packs() -> Iterator[str]:
    for finding in FINDINGS.values():
        yield from (finding.avoid, finding.prefer)
    folders = ("examples", "tests/authoring/checks/planted")
    for path in sorted(path for folder in folders for path in (ROOT / folder).rglob("*.yaml")):
        yield path.read_text(encoding="utf-8")
    for path in sorted(ROOT.glob("rules/*.yaml")):
        text = path.read_text(encoding="utf-8")
        # Packs that extend others are slow to read, so that a few must do.
        for rule in text.split("\n  - id: ")[1::25]:
            yield f"pack: one\nextends: in-practice\nrules:\n  - id: {rule}"


def _conditions() -> Iterator[str]:
    for name in ("in-practice", "job-search"):
        pack = RulePack.shipped(name)
        yield from (say_condition(rule.when) for rule in pack.rules)
    names = ("referee_asked", "stage is at least early", "tries >= few", "quiet", "no answer_by")
    for fact in FACTS.values():
        yield f"no {fact.name} or not {names[len(fact.name) % 5]}"
        yield f"after {fact.name} + 3 business days"


def _tables() -> Iterator[str]:
    for path in sorted((ROOT / "examples").glob("*.csv")):
        yield path.read_text(encoding="utf-8")
    yield "Company,Position,Applied,Interview,Status,Answer\nAcme,Analyst,2026-11-02,,Applied,\n"
    yield "Company;Job;Applied;Interview;Status;Answer\nAcme;;2.11.2026;19.11.2026;Rejected;\n"
    for name in presets():
        mapping = Importer(name).mapping.model_dump(mode="json")
        columns = [*_words(mapping)]
        yield ",".join(columns) + "\n" + ",".join("2026-11-02" for _ in columns) + "\n"


def _words(value: object) -> Iterator[str]:
    """Yield all texts in a mapping of columns, most of which are titles."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)


def _tests() -> Iterator[str]:
    for case in _cases():
        kept = {key: each for key, each in case.items() if key in TEST_KEYS}
        kept.setdefault("name", "It")
        yield json.dumps({"tests": [kept]}, default=str)
    yield _as_yaml(["expect: [ask]", "holds: [waiting]"])
    yield _as_yaml(["expect: [{ask: {text: Ask by, due: 2026-12-02}}]", "nothing_else: true"])
    yield _as_yaml(["expect_not: [ask]", "holds_not: [ask]"])


def _as_yaml(lines: Iterable[str]) -> str:
    given = "facts: {interview: 2026-11-19, decision_date: 2026-11-25, stage: early, tries: 1}"
    body = "".join(f"    {line}\n" for line in (given, "now: 2026-11-20 12:00", *lines))
    return f"timezone: Europe/Berlin\ncountry: DE\ntests:\n  - name: It\n{body}"


_SEEDS = {
    "advice": _states, "yaml": _packs, "hints": _conditions,
    "state": _states, "search": _searches, "pack": _packs,
    "condition": _conditions, "csv": _tables, "tests": _tests,
}  # fmt: skip
