"""Mutation tests of the shipped packs: their tests must notice changes to single rules.

    python benchmarks/mutations.py            200 changes, drawn evenly from all kinds
    python benchmarks/mutations.py --all      every possible change
    python benchmarks/mutations.py --all --write    also write the figures to docs/mutations.md

A change reverses one comparison, shifts one number by one, drops one part of an "and" or an "or",
or removes one rule. It counts as noticed if a test of the packs fails, or cannot be read any more
because it names a removed rule.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules import RulePack
from interview_rules.authoring.pack_tests import read_test_file, reader
from interview_rules.authoring.pack_tests.runner import run_test
from interview_rules.errors import InterviewRulesError
from interview_rules.language import nodes
from interview_rules.language.printer import say_condition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview_rules.authoring.pack_tests.model import PackTest

# The test files stay the same, and parsing them anew for every change takes most of the time.
vars(reader)["read_yaml"] = cache(reader.read_yaml)

ROOT = Path(__file__).parent.parent
PACKS = ("after-the-interview", "in-practice")
PAGE = ROOT / "docs" / "mutations.md"
TURNED = {"before": "from", "from": "before", "after": "before", "on": "after"}
COUNTED = {"=": ">", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Change:
    kind: str
    where: str
    what: str
    apply: Callable[[RulePack], RulePack]


def rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a tree with `change` applied to every node, inner nodes first."""
    if isinstance(value, tuple):
        return tuple(rebuilt(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, nodes.Position):
        inner = {f.name: rebuilt(getattr(value, f.name), change) for f in fields(value)}
        return change(replace(value, **inner))
    return value


def with_rules(change: Callable[[Any], Any]) -> Callable[[RulePack], RulePack]:
    def apply(pack: RulePack) -> RulePack:
        return replace(pack, rules=rebuilt(pack.rules, change))

    return apply


def at_node(node: Any, new: Any) -> Callable[[RulePack], RulePack]:
    """Return a change that replaces a node; a node of a definition is in all rules that use it."""
    return with_rules(
        lambda each: new if each == node and getattr(each, "at", None) == node.at else each
    )


def changes(pack: RulePack) -> Iterator[Change]:
    for rule in pack.rules:
        yield Change("rule removed", rule.id, f"without {rule.id}", removed(rule.id))
    seen: set[tuple[nodes.Position, str]] = set()

    def once(node: Any, what: str) -> bool:
        new = (node.at, what) not in seen
        seen.add((node.at, what))
        return new

    for rule in pack.rules:
        due = rule.advise.due if rule.advise else None
        for node in all_nodes((rule.when, due)):
            for kind, what, new in of_node(node):
                if once(node, what):
                    yield Change(kind, f"{rule.id} ({node.at})", what, at_node(node, new))
    for parameter in pack.parameters.values():
        for step in (-1, 1):
            value = parameter.value
            amount = (value if isinstance(value, int) else value.amount) + step
            what = f"{parameter.name} is {amount} instead of {amount - step}"
            yield Change("number moved", parameter.name, what, moved(parameter.name, step))


def removed(rule_id: str) -> Callable[[RulePack], RulePack]:
    def apply(pack: RulePack) -> RulePack:
        left = [
            replace(
                rule,
                instead_of=tuple(r for r in rule.instead_of if r != rule_id),
                before=tuple(r for r in rule.before if r != rule_id),
            )
            for rule in pack.rules
            if rule.id != rule_id
        ]
        return replace(pack, rules=tuple(left))

    return apply


def moved(name: str, step: int) -> Callable[[RulePack], RulePack]:
    def change(node: Any) -> Any:
        if isinstance(node, nodes.Duration) and node.parameter == name:
            return replace(node, amount=node.amount + step)
        if isinstance(node, nodes.Count) and node.parameter == name:
            return replace(node, number=node.number + step)
        return node

    return with_rules(change)


def all_nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        for each in value:
            yield from all_nodes(each)
    elif is_dataclass(value) and not isinstance(value, nodes.Position):
        yield value
        for field in fields(value):
            yield from all_nodes(getattr(value, field.name))


def of_node(node: Any) -> Iterator[tuple[str, str, Any]]:
    match node:
        case nodes.Now(word, _) | nodes.Against(_, word, _):
            new = replace(node, word=TURNED[word])
            yield "comparison turned", f"{say_condition(node)} -> {say_condition(new)}", new
        case nodes.Known() | nodes.NoneSince() | nodes.Flag():
            new = nodes.Not(node, at=node.at)
            yield "comparison turned", f"{say_condition(node)} -> {say_condition(new)}", new
        case nodes.Is(_, test):
            turned = {"is": "at least", "at least": "is", "at most": "at least"}[test]
            new = replace(node, test=turned)
            yield "comparison turned", f"{say_condition(node)} -> {say_condition(new)}", new
        case nodes.Count(_, comparison, number, parameter):
            new = replace(node, comparison=COUNTED[comparison])
            yield "comparison turned", f"{say_condition(node)} -> {say_condition(new)}", new
            if not parameter:
                new = replace(node, number=number + 1)
                yield "number moved", f"{say_condition(node)} -> {say_condition(new)}", new
        case nodes.Duration(amount, unit, ""):
            for step in (-1, 1):
                yield (
                    "number moved",
                    f"{amount} {unit} -> {amount + step}",
                    replace(node, amount=amount + step),
                )
        case nodes.All(several) | nodes.Any(several):
            for place, part in enumerate(several):
                left = several[:place] + several[place + 1 :]
                new = left[0] if len(left) == 1 else replace(node, conditions=left)
                yield "leaf dropped", f"without: {say_condition(part)}", new


def noticed(change: Change) -> bool:
    for name in PACKS:
        try:
            pack = change.apply(RulePack.shipped(name))
            file = read_test_file(ROOT / "rules" / f"{name}.tests.yaml", pack)
        except InterviewRulesError:
            return True
        rule = change.where.split(" ")[0]
        if not all(
            outcome.passed
            for test in sorted(file.tests, key=lambda test: rule not in _named(test))
            for outcome in run_test(file, test)
        ):
            return True
    return False


def _named(test: PackTest) -> set[str]:
    """Return the rules and actions that a test names: those are likely to notice a change."""
    expected = {name for each in test.expect for name in (each.name, each.details.get("rule"))}
    return {*expected, *(name for name, _at in (*test.expect_not, *test.holds, *test.holds_not))}


def drawn(every: list[Change], count: int, seed: int) -> list[Change]:
    """Return random changes, spread evenly over the kinds as far as possible."""
    rnd = random.Random(seed)
    by_kind: dict[str, list[Change]] = {}
    for change in every:
        by_kind.setdefault(change.kind, []).append(change)
    for found in by_kind.values():
        rnd.shuffle(found)
    chosen: list[Change] = []
    while len(chosen) < min(count, len(every)):
        for found in by_kind.values():
            if found and len(chosen) < count:
                chosen.append(found.pop())
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="try every possible change")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="try only changes of one kind")
    parser.add_argument(
        "--write", action="store_true", help="with --all: write the figures to the page"
    )
    asked = parser.parse_args()
    if asked.write and (not asked.all or asked.kind):
        parser.error("the page has the figures of a complete run: write --all --write")
    if noticed(Change("none", "", "", lambda pack: pack)):
        sys.exit("the tests of the packs fail without any change: fix them first")
    every = [c for c in changes(RulePack.default()) if asked.kind in {None, c.kind}]
    chosen = every if asked.all else drawn(every, asked.count, asked.seed)
    made, caught = Counter[str](), Counter[str]()
    for change in chosen:
        made[change.kind] += 1
        if noticed(change):
            caught[change.kind] += 1
        else:
            print(f"survives: {change.kind}, {change.where}: {change.what}", flush=True)
    lines = ["| change | made | noticed |", "|---|---|---|"]
    lines += [f"| {kind} | {made[kind]} | {caught[kind]} |" for kind in made]
    total = f"{100 * caught.total() / made.total():.1f} %"
    lines.append(f"| all | {made.total()} of {len(every)} | {caught.total()} ({total}) |")
    print("\n".join(lines))
    if asked.write:
        text = PAGE.read_text(encoding="utf-8")
        table = "<!-- figures -->\n" + "\n".join(lines) + "\n<!-- end of figures -->"
        pattern = r"<!-- figures -->.*<!-- end of figures -->"
        PAGE.write_text(re.sub(pattern, lambda _: table, text, flags=re.DOTALL), encoding="utf-8")
    sys.exit(0 if caught.total() >= 0.95 * made.total() else 1)


if __name__ == "__main__":
    main()
