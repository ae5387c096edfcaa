"""The reader of expectations, which looks up every name in the pack under test."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interview_rules.authoring.pack_tests.model import Expected, Named
from interview_rules.calendars.moments import parse_instant, parse_moment, resolve
from interview_rules.errors import LIST_RULES, InterviewRulesError, Problem, nearest, printable
from interview_rules.packs.raw_rules import ACTION, GROUP
from interview_rules.sources.yaml_shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from interview_rules.authoring.pack_tests.model import Expectations, PackTest
    from interview_rules.calendars.calendar import Calendar
    from interview_rules.packs.model import RulePack
    from interview_rules.sources.yaml_tree import YamlNode

__all__ = ["DETAILS", "ExpectationReader"]

DETAILS = ("rule", "since", "until", "due", "text")


class ExpectationReader(Shapes):
    """A reader of the expectations of a pack's tests, which adds their problems to `problems`."""

    def __init__(self, pack: RulePack, problems: list[Problem]) -> None:
        super().__init__(problems=problems)
        self.pack = pack

    def instant(self, node: YamlNode, calendar: Calendar) -> int | None:
        """Return an instant in seconds since the epoch, or None after noting a problem."""
        try:
            return resolve(parse_instant(self.text(node, 100)), calendar)[0]
        except InterviewRulesError as error:
            for problem in error.problems:
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            return None

    def names(
        self, node: YamlNode | None, *, rules_only: bool, absent: bool = False
    ) -> Iterator[Named]:
        """Yield the valid names in a list, and note a problem for each of the others.

        Actions and rules that give advice are valid, or with `rules_only` all rules and no actions.
        With `absent`, so are those that a layer of the pack switches off, and groups.
        """
        off = self._switched_off(rules_only=rules_only) if absent else frozenset()
        for item in self.listing(node):
            name = self._name(self.word(item), item, rules_only=rules_only)
            if (group := GROUP.fullmatch(name)) is not None:
                yield from self._members(group[1], item, rules_only=rules_only, absent=absent)
            elif name and (name in off or self._is_known(name, item, rules_only=rules_only)):
                yield Named(name, item.at)

    def _name(self, word: str, node: YamlNode, *, rules_only: bool) -> str:
        """Return a name without the word `action` before it; empty after noting a problem."""
        found = ACTION.fullmatch(word)
        if found is None:
            return word
        pack, action = self.pack, found[1]
        off = pack.absent.intersection(pack.switched_off.values())
        if rules_only and action in pack.actions:
            rules = [
                id_ for id_, of in zip(pack.ids, pack.actions_by_rule, strict=True) if of == action
            ]
            message = f"'{printable(word)}' names an action, but only a rule can hold"
            self.note("wrong-form", node.at, message, f"list its rules: {', '.join(rules[:5])}")
        elif rules_only or (action not in pack.actions and action not in off):
            near = nearest(action, pack.actions)
            hint = f"did you mean action {near.near[0]}?" if near.near else LIST_RULES
            message = f"unknown action '{printable(action)}' in the pack {pack.name}"
            self.note("unknown-rule", node.at, message, hint, node.span())
        else:
            return action
        return ""

    def _members(
        self, group: str, item: YamlNode, *, rules_only: bool, absent: bool
    ) -> Iterator[Named]:
        """Yield the members of a group or, with `rules_only`, the rules among them and their rules.

        For an unknown group, or without `absent`, note a problem and yield nothing.
        """
        pack = self.pack
        if group not in pack.groups:
            near = nearest(group, pack.groups)
            hint = f"did you mean group {near.near[0]}?" if near.near else LIST_RULES
            message = f"unknown group '{printable(group)}' in the pack {pack.name}"
            self.note("unknown-rule", item.at, message, hint, item.span())
            return
        if not absent:
            message = "a group can stand only for advice or rules that must be absent"
            self.note("wrong-form", item.at, message, "list its members one by one")
            return
        for member in pack.groups[group]:
            word = member.removeprefix("action").strip() if " " in member else member
            action, rule = pack.now("actions", word), pack.now("rules", word)
            if not rules_only:
                yield Named(rule if rule in pack.by_id else action, item.at, group)
            elif rule in pack.by_id:
                yield Named(rule, item.at, group)
            else:
                for index in pack.by_action.get(action, ()):
                    yield Named(pack.ids[index], item.at, group)

    def _switched_off(self, *, rules_only: bool) -> frozenset[str]:
        return frozenset(self.pack.switched_off) if rules_only else self.pack.absent

    def _is_known(self, name: str, node: YamlNode, *, rules_only: bool) -> bool:
        several = [*self.pack.ids] if rules_only else [*self.pack.actions, *self.pack.ids]
        known = list(dict.fromkeys(several))
        if name in known:
            if rules_only or name in self.pack.actions or self.pack.rule(name).advise is not None:
                return True
            message = f"rule {name} gives no advice, because it only concludes"
            self.note("no-advice", node.at, message, f"list {name} under holds: or holds_not:")
            return False
        off = self._switched_off(rules_only=rules_only)
        if name in off:
            message = f"{name} is switched off in the pack {self.pack.name}"
            key = "holds_not" if rules_only else "expect_not"
            self.note("unknown-rule", node.at, message, f"list it under {key}:, or remove it")
            return False
        what = "rule" if rules_only else "rule or action"
        message = f"unknown {what} '{printable(name)}' in the pack {self.pack.name}"
        hint = nearest(name, [*known, *sorted(off)]) or LIST_RULES
        self.note("unknown-rule", node.at, message, hint, node.span())
        return False

    def expected(self, node: YamlNode | None, calendar: Calendar) -> Iterator[Expected]:
        """Yield the advice that a list expects, by action or rule id, with its details."""
        for item in self.listing(node):
            if item.keys is None:
                for named in self.names(item, rules_only=False):
                    yield Expected(named.name, named.at, {})
                continue
            for word, inner in item.keys.items():
                at = item.key_at[word]
                name = self._name(word, item.key_nodes[word], rules_only=False)
                if name and self._is_known(name, item.key_nodes[word], rules_only=False):
                    keys = self.mapping(inner, f"the expectation of {name}", DETAILS)
                    yield Expected(name, at, self._details(keys, calendar))

    def _details(self, keys: dict[str, YamlNode], calendar: Calendar) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, node in keys.items():
            before = len(self.problems)
            text = self.text(node)
            if len(self.problems) > before:
                continue
            if key == "rule":
                self._is_known(text, node, rules_only=True)
                found[key] = text
            elif key == "text":
                found[key] = text
                if not text.strip():
                    message = "empty text matches any advice, so this expects nothing"
                    hint = "write part of the expected text"
                    self.note("expects-nothing", node.at, message, hint)
            elif text in {"never", "always"}:
                found[key] = None
                if (text == "always") is not (key == "since"):
                    hint = "write a date" if key == "due" else "write a date and time"
                    self.note("wrong-state", node.at, f"'{text}' is not valid for {key}", hint)
            elif key == "due":
                found[key] = self._due(node, text, calendar)
            else:
                found[key] = self.instant(node, calendar)
        return found

    def _due(self, node: YamlNode, text: str, calendar: Calendar) -> date | datetime | None:
        try:
            moment = parse_moment(text)
            instant = resolve(moment, calendar)[0]
        except InterviewRulesError as error:
            for problem in error.problems:
                self.problems.append(replace(problem, place=node.at, code="wrong-state"))
            return None
        return calendar.to_datetime(instant) if isinstance(moment, datetime) else moment

    def check_at_odds(self, test: Expectations) -> None:
        """Note each part of a test that excludes what another part of it asks for.

        Rules, their actions and groups are the same advice under different names. The problem
        stands at the later of the two positions.
        """
        actions = self.pack.actions
        for each in test.expect:
            action, rule = self._advice(each)
            for unwanted in test.expect_not:
                if unwanted.name == (action if unwanted.name in actions else rule):
                    self._note_at_odds(each, "expect", unwanted, "expect_not")
            for unwanted in test.holds_not:
                if unwanted.name == rule:
                    self._note_at_odds(each, "expect", unwanted, "holds_not")
        for held in test.holds:
            for unwanted in test.holds_not:
                if unwanted.name == held.name:
                    self._note_at_odds(held, "holds", unwanted, "holds_not")

    def _advice(self, expected: Expected) -> tuple[str, str]:
        """Return the action and the rule of expected advice; the rule is empty if it is open."""
        pack = self.pack
        rule = expected.details.get("rule") or self._only_rule(expected.name)
        if expected.name in pack.actions:
            return expected.name, rule
        return (pack.actions_by_rule[pack.by_id[rule]] if rule in pack.by_id else ""), rule

    def _note_at_odds(
        self, wanted: Expected | Named, key: str, unwanted: Named, without: str
    ) -> None:
        name, other = wanted.name, unwanted.name
        if name == other:
            message = f"this test has {name} under both {key} and {without}"
        elif other in self.pack.actions and without == "expect_not":
            message = f"{name} under {key} gives the advice {other}, which is under {without}"
        else:
            message = f"{name} under {key} is advice of rule {other}, which is under {without}"
        if unwanted.group:
            message += f", in group {unwanted.group}"
        self.note("at-odds", max(wanted.at, unwanted.at), message, "remove one of the two")

    def _only_rule(self, name: str) -> str:
        """Return the only rule behind `name`, an action or a rule id; empty if several are."""
        pack = self.pack
        if name not in pack.by_action:
            return name
        rules = pack.by_action[name]
        return pack.ids[rules[0]] if len(rules) == 1 else ""

    def check_shown(self, tests: tuple[PackTest | Expectations, ...]) -> None:
        """Note every name that is expected to be absent, but that no test expects to be present.

        Rules and actions that are switched off need no such test.
        """
        pack = self.pack
        given: set[str] = set()
        held: set[str] = set()
        for test in tests:
            held |= {named.name for named in test.holds}
            for advice in (test.report and test.report.advice) or ():
                names = {advice.get("rule", ""), advice.get("action", "")}
                given |= names
                held |= names
            for expected in test.expect:
                given.add(expected.name)
                rule = expected.details.get("rule") or self._only_rule(expected.name)
                if rule in pack.by_id:
                    held.add(rule)
                    given |= {rule, pack.actions_by_rule[pack.by_id[rule]]}
        given |= self._switched_off(rules_only=False)
        held |= self._switched_off(rules_only=True)
        for test in tests:
            for unwanted, shown, key in (
                (test.expect_not, given, "expect"),
                (test.holds_not, held, "holds"),
            ):
                groups = {each.group for each in unwanted if each.group and each.name in shown}
                for name, at, group in unwanted:
                    if name in shown or group in groups:
                        continue
                    message = f"no test expects {name}, so this passes even if {name} never appears"
                    if group:
                        message = (
                            f"no test expects a member of group {group}, so this passes even if"
                            " none of them ever appears"
                        )
                    self.note("never-shown", at, message, f"add a test with {key}: [{name}]")
                    groups |= {group} - {""}
