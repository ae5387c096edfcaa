"""Generated pages about rules: one per rule, with its tests as examples, and an index.

The pages are Markdown with Mermaid diagrams, which many Markdown viewers render.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.pack_tests.reader import SUFFIX, read_test_file
from interview_rules.errors import InterviewRulesError, Problem, printable
from interview_rules.language.nodes import conclusions_in
from interview_rules.packs import bundled
from interview_rules.packs.describe import pack_and_package, rule_page
from interview_rules.packs.lookup import Lookup
from interview_rules.sources.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview_rules.authoring.pack_tests.reader import PackTest, TestFile
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["files_beside", "page_names", "rule_documents", "write_documents"]

MARK = "<!-- Made by interview-rules: changes are lost when it is made again. -->"
"""The last line of every page. Files with a different last line are not overwritten."""
INDEX = "README.md"
"""File name of the index."""
_MOST_EXAMPLES = 4


def files_beside(pack: RulePack, sources: Iterable[str | Path] = ()) -> list[TestFile]:
    """Return the test files next to the files of a pack: `x.tests.yaml` next to `x.yaml`.

    The files of the pack are its bundled layers and `sources`, but not other files that these
    extend. Raises PackError if a test file is invalid or cannot be read.
    """
    lookup = Lookup()
    paths = [bundled.path_of(name) for name in pack.layers if name in bundled.names()]
    paths += [lookup.find(str(source), None, None).path for source in sources]
    found = [path.with_name(path.name.removesuffix(".yaml") + SUFFIX) for path in paths]
    return [read_test_file(path) for path in dict.fromkeys(found) if path.is_file()]


def rule_documents(pack: RulePack, tests: Iterable[TestFile] = ()) -> dict[str, str]:
    """Return the pages of a pack by file name: one per rule, and an index.

    A page shows up to four of the `tests` that expect its rule, as examples.
    """
    known = [test for file in tests for test in file.tests]
    pages = [_index(pack), *(_page(pack, rule, known) for rule in pack.rules)]
    named = zip(page_names(pack), pages, strict=True)
    return {name: f"{text}\n{MARK}\n" for name, text in named}


def page_names(pack: RulePack) -> list[str]:
    """Return the file names of the pages of a pack: the index, and one page per rule."""
    return [INDEX, *(_page_name(rule.id) for rule in pack.rules)]


def _page_name(rule_id: str) -> str:
    """Return the file name of the page of a rule.

    It differs from that of the index also where file names are compared without case.
    """
    return "readme_.md" if rule_id == "readme" else f"{rule_id}.md"


def write_documents(folder: str | Path, documents: Mapping[str, str]) -> None:
    """Write pages into an existing folder.

    Raises InterviewRulesError if a page would overwrite a file that was not generated, before any
    page is written, and if a page cannot be written.
    """
    problems = []
    for name in documents:
        path = Path(folder) / name
        where = printable(str(path), 200)
        try:
            generated = not path.is_file() or path.read_bytes().rstrip().endswith(MARK.encode())
        except OSError as error:
            message = f"cannot read the file: {error.strerror}"
            problems.append(Problem(where, message, "choose another folder"))
            continue
        if not generated:
            message = "this file was not generated from rules, so it is not overwritten"
            problems.append(Problem(where, message, "choose another folder"))
    if problems:
        raise InterviewRulesError(problems)
    for name, text in documents.items():
        write_file(str(Path(folder) / name), text.encode())


# -- one rule --------------------------------------------------------------------------------------


def _page(pack: RulePack, rule: Rule, tests: list[PackTest]) -> str:
    page = rule_page(pack, rule)
    lines = [f"# {page['title'] or rule.id}", ""]
    readers = (
        "people who get this advice, and for authors of rules"
        if rule.advise
        else "authors of rules"
    )
    lines += [f"For {readers}.", ""]
    what = f"`{rule.id}`, of the pack {pack_and_package(pack, rule)}"
    if page["action"]:
        what += f". Advises `{page['action']}` ({page['kind']})"
    lines += [f"{what}. Source: {page['source']}", ""]
    if page["text"]:
        lines += [f"> {page['text']}", ""]
    lines += ["## When", ""]
    lines += ["All of these have to be true:", ""] if len(page["when"]) > 1 else []
    lines += [f"- `{words}`" for words in page["when"]]
    lines += [""]
    lines += _listed("Definitions", page["definitions"])
    lines += _listed("Conclusions of other rules", page["conclusions_of_other_rules"])
    lines += _listed("Parameters", page["parameters"])
    lines += _beside(page)
    lines += _picture(_edges(pack, [rule]))
    examples = [test for test in tests if _shows(test, rule)][:_MOST_EXAMPLES]
    if examples:
        lines += ["## Examples", "", "These examples are tests of the pack.", ""]
        for test in examples:
            lines += [*_example(test, rule), ""]
    return "\n".join(lines).rstrip() + "\n"


def _listed(heading: str, named: dict[str, str]) -> list[str]:
    if not named:
        return []
    return [f"## {heading}", "", *(f"- `{name}`: {text}" for name, text in named.items()), ""]


def _beside(page: dict[str, Any]) -> list[str]:
    """Return the section on a rule's other properties, such as its due date."""
    properties = {
        "Due": f"`{page['due']}`" if page["due"] else "",
        "Draft": f"`{page['draft']}`" if page["draft"] else "",
        "Recorded as": f"`{page['recorded_as']}`" if page["recorded_as"] else "",
        "Comes back after": f"`{page['again_after']}`" if page["again_after"] else "",
        "Order": {"first": "before all other advice", "last": "after all other advice"}.get(
            page["order"], ""
        ),
        "Concludes": ", ".join(f"`{name}`" for name in page["concludes"]),
        "Replaces": _links(page["instead_of"]),
        "Replaced by": _links(page["not_while_one_of_these_holds"]),
        "Comes before": _links(page["before"]),
    }
    lines = [f"- {what}: {text}" for what, text in properties.items() if text]
    return ["## Other properties", "", *lines, ""] if lines else []


def _links(rules: Iterable[str]) -> str:
    return ", ".join(f"[{rule}]({_page_name(rule)})" for rule in rules)


def _shows(test: PackTest, rule: Rule) -> bool:
    named = {each.name for each in test.holds}
    for expected in test.expect:
        named.add(expected.details.get("rule", ""))
        if rule.advise is None or expected.name != rule.advise.action:
            named.add(expected.name)
    return rule.id in named


def _example(test: PackTest, rule: Rule) -> Iterator[str]:
    calendar = test.session.calendar
    yield f"**{test.name}**"
    yield ""
    for event in test.session.state.log():
        details = ", ".join(f"{key}: {value}" for key, value in _details(event))
        at = "at an unknown time" if event.at is None else f"{event.at}"
        yield f"- {at}: {event.event}{f' ({details})' if details else ''}"
    for name, value in test.facts.items():
        yield f"- {name}: {value}"
    for instant in test.nows:
        verb = "gives its advice" if rule.advise is not None else "holds"
        yield f"- at {calendar.to_datetime(instant):%Y-%m-%d %H:%M} it {verb}"


def _details(event: Any) -> Iterator[tuple[str, Any]]:
    for key, value in event.model_dump(exclude_defaults=True, mode="json").items():
        if key not in {"at", "event"}:
            yield key, ", ".join(value) if isinstance(value, list) else value


# -- diagrams --------------------------------------------------------------------------------------


def _edges(pack: RulePack, rules: Iterable[Rule]) -> list[str]:
    """Return diagram lines: arrows from rules to conclusions, and on to the rules that use them."""
    shown = {rule.id for rule in rules}
    edges: dict[str, None] = {}
    for rule in pack.rules:
        for name in sorted(conclusions_in(rule.when)):
            sources = [pack.ids[index] for index in pack.concluders.get(name, ())]
            if rule.id in shown or shown.intersection(sources):
                edges[f"  {_conclusion(name)} --> {_node(rule.id)}"] = None
            for source in sources:
                if rule.id in shown or source in shown:
                    edges[f"  {_node(source)} --> {_conclusion(name)}"] = None
    return list(edges)


def _node(rule: str) -> str:
    return f'r_{rule.replace("-", "_")}["{rule}"]'


def _conclusion(name: str) -> str:
    return f'c_{name}(["{name}"])'


def _picture(lines: list[str]) -> list[str]:
    if not lines:
        return []
    return ["## Dependencies", "", "```mermaid", "flowchart LR", *lines, "```", ""]


def _index(pack: RulePack) -> str:
    lines = [f"# {pack.title}", "", "For readers of the advice and for authors of rules.", ""]
    lines += ["The rules in the order of the pack, each with a page.", ""]
    for layer in pack.layers:
        rules = [rule for rule in pack.rules if rule.pack == layer]
        if rules:
            lines += [f"## {layer}", ""]
            for rule in rules:
                page = rule_page(pack, rule)
                lines.append(
                    f"- [{rule.id}]({_page_name(rule.id)}): {page['title'] or _concludes(rule)}"
                )
            lines.append("")
    lines += _events(pack)
    lines += _picture(_edges(pack, pack.rules))
    return "\n".join(lines).rstrip() + "\n"


def _events(pack: RulePack) -> list[str]:
    """Return the table of the events that a pack declares; nothing if there are none."""
    if not pack.events:
        return []
    lines = ["## Events", "", "| event | meaning | sets | clears |", "|---|---|---|---|"]
    for event in pack.events.values():
        sets, clears = (
            ", ".join(f"`{name}`" for name in names)
            for names in ([each.fact for each in event.sets], event.clears)
        )
        doc = event.doc.replace("|", "\\|")
        lines.append(f"| `{event.name}` | {doc} | {sets} | {clears} |")
    return [*lines, ""]


def _concludes(rule: Rule) -> str:
    return f"concludes {' and '.join(rule.conclude)}"
