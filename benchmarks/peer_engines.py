"""Adapters for the engines that `benchmarks/engines.py` compares.

`write` translates the rules into the notation of an engine, and `ready` makes them executable.
They are separate because rules are written once, but programs start often. Each engine has its
own formats of inputs and answers; answers are converted to masks only to check that they agree.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple

from peer_workload import Record, by_hand, folder, peer_pack, written_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from peer_workload import PeerRule, State, Tree

    Rules = Sequence[PeerRule]

__all__ = ["CONTENDERS", "WORDS", "Contender", "Ready", "mask_of"]


def mask_of(held: Iterable[object]) -> int:
    """Return a mask of bools, one for each rule."""
    return int("".join("1" if one else "0" for one in held)[::-1] or "0", 2)


@dataclass(frozen=True, slots=True)
class Ready:
    """An engine with its rules loaded.

    `prepare` converts a state to an input and is not timed; `call` is timed, and `mask` converts
    an answer to a mask. With `spread`, the input is several arguments.
    """

    call: Callable[..., Any]
    prepare: Callable[[State], Any] = dict
    mask: Callable[[Any], int] = mask_of
    spread: bool = False

    def run(self, inputs: list[Any]) -> None:
        """Evaluate every input once; this is what is timed."""
        call = self.call
        if self.spread:
            for instant, facts, calendar in inputs:
                call(instant, facts, calendar)
        else:
            for each in inputs:
                call(each)

    def answer(self, state: State) -> int:
        made = self.prepare(state)
        return self.mask(self.call(*made) if self.spread else self.call(made))


class Contender(NamedTuple):
    """An engine to compare; with `grows`, it is also tested with thousands of rules."""

    name: str
    package: str
    write: Callable[[Rules], Any]
    ready: Callable[[Any], Ready]
    grows: bool = False

    @property
    def version(self) -> str:
        """The installed version, or an empty string."""
        try:
            return metadata.version(self.package) if self.package else " "
        except metadata.PackageNotFoundError:
            return ""


def _itself(answer: int) -> int:
    return answer


def _first(answer: tuple[int, int]) -> int:
    return answer[0]


# This library


def _pack(rules: Rules) -> Any:
    return peer_pack(len(rules))


def _compiled(pack: Any) -> Ready:
    from interview_rules.engines.program import Program

    return Ready(Program(pack).evaluate, folder(pack), _first, spread=True)


def _compiled_from_dicts(pack: Any) -> Ready:
    from interview_rules.engines.program import program_for

    evaluate, folded = program_for(pack).evaluate, folder(pack)
    return Ready(lambda state: evaluate(*folded(state)), mask=_first)


def _durable(pack: Any) -> Ready:
    from interview_rules.engines.durable.engine import Durable, keep_memory

    keep_memory()
    return Ready(Durable(pack).evaluate, folder(pack), _first, spread=True)


# Expression languages


class Spelling(NamedTuple):
    """The notation of an expression language for conditions."""

    both: str
    either: str
    negation: str
    flag: str
    no_flag: str

    def text(self, tree: Tree) -> str:
        match tree:
            case ("all" | "any" as word, *inner):
                sign = self.both if word == "all" else self.either
                return f"({sign.join(map(self.text, inner))})"
            case ("not", inner):
                return self.negation.format(self.text(inner))
            case ("known", name):
                return f"{name} != null"
            case ("unknown", name):
                return f"{name} == null"
            case ("set", name):
                return self.flag.format(name)
            case ("unset", name):
                return self.no_flag.format(name)
            case ("is" | "is not" as word, offer):
                return f"offer {'==' if word == 'is' else '!='} '{offer}'"
            case ("count", sign, name, number):
                return f"{name} {'==' if sign == '=' else sign} {number}"
            case ("from" | "before" as word, name, seconds):
                shift = f" + {seconds}" if seconds else ""
                return f"now {'>=' if word == 'from' else '<'} {name}{shift}"
        raise ValueError(tree)

    def one(self, rules: Rules) -> str:
        """Return all rules as one expression that evaluates to a list."""
        return f"[{', '.join(self.each(rules))}]"

    def each(self, rules: Rules) -> list[str]:
        return [self.text(tree) for tree in written_out(rules)]


ZEN = Spelling(" and ", " or ", "not ({})", "{} == true", "{} == false")
CEL = Spelling(" && ", " || ", "!({})", "{}", "!{}")
WORDS = Spelling(" and ", " or ", "not ({})", "{}", "not {}")


def _zen(text: str) -> Ready:
    import zen

    return Ready(zen.compile_expression(text).evaluate)


def _cel(text: str) -> Ready:
    import cel

    return Ready(cel.compile(text).execute)


def _rule_engine(texts: list[str]) -> Ready:
    import rule_engine

    matches = [rule_engine.Rule(text).matches for text in texts]
    return Ready(lambda state: [each(state) for each in matches])


# JSON logic


def _logic(tree: Tree) -> Any:
    match tree:
        case ("all" | "any" as word, *inner):
            return {"and" if word == "all" else "or": [_logic(each) for each in inner]}
        case ("not", inner):
            return {"!": [_logic(inner)]}
        case ("known" | "unknown" as word, name):
            return {"!==" if word == "known" else "===": [{"var": name}, None]}
        case ("set", name):
            return {"var": name}
        case ("unset", name):
            return {"!": [{"var": name}]}
        case ("is" | "is not" as word, offer):
            return {"===" if word == "is" else "!==": [{"var": "offer"}, offer]}
        case ("count", sign, name, number):
            return {"===" if sign == "=" else sign: [{"var": name}, number]}
        case ("from" | "before" as word, name, seconds):
            moment = {"+": [{"var": name}, seconds]} if seconds else {"var": name}
            return {">=" if word == "from" else "<": [{"var": "now"}, moment]}
    raise ValueError(tree)


def _logics(rules: Rules) -> list[Any]:
    return [_logic(tree) for tree in written_out(rules)]


def _datalogic(rules: list[Any]) -> Ready:
    import datalogic_py

    engine = datalogic_py.Engine()
    session, rule = engine.session(), engine.compile(rules)
    evaluate = session.evaluate
    return Ready(lambda state: evaluate(rule, state))


def _datalogic_parsed(rules: list[Any]) -> Ready:
    import datalogic_py

    engine = datalogic_py.Engine()
    session, rule = engine.session(), engine.compile(rules)
    evaluate = session.evaluate_data
    return Ready(lambda data: evaluate(rule, data), datalogic_py.DataHandle)


def _json_logic(rules: list[Any]) -> Ready:
    from json_logic import jsonLogic

    return Ready(lambda state: [jsonLogic(rule, state) for rule in rules])


# durable_rules


def _branches(tree: Tree) -> list[list[Tree]]:
    """Return a condition as alternatives, each a list of tests, as a join requires."""
    match tree:
        case ("any", *inner):
            return [branch for each in inner for branch in _branches(each)]
        case ("all", *inner):
            ways = itertools.product(*map(_branches, inner))
            return [[test for branch in way for test in branch] for way in ways]
    return [[tree]]


_DURABLE = {">=": "$gte", "<": "$lt", "<=": "$lte", ">": "$gt"}


def _alpha(tree: Tree) -> dict[str, Any]:
    """Return a test of the state, in which unknown moments are absent."""
    match tree:
        case ("known", name):
            return {"$ex": {name: 1}}
        case ("unknown", name):
            return {"$nex": {name: 1}}
        case ("set" | "unset" as word, name):
            return {name: word == "set"}
        case ("is", offer):
            return {"offer": offer}
        case ("is not", offer):
            return {"$neq": {"offer": offer}}
        case ("count", sign, name, number):
            return {name: number} if sign == "=" else {_DURABLE[sign]: {name: number}}
        case ("from" | "before" as word, name, seconds):
            moment: dict[str, Any] = {"$m": name}
            if seconds:
                moment = {"$add": {"$l": moment, "$r": seconds}}
            return {"$gte" if word == "from" else "$lt": {"now": moment}}
    raise ValueError(tree)


def _rete(rules: Rules) -> tuple[dict[str, Any], dict[str, tuple[int, str]]]:
    """Return a ruleset, and the place and conclusion that each of its rules represents.

    A conclusion is asserted as a fact. Rules that test a conclusion run after those that draw it,
    so that negations see all conclusions.
    """
    ruleset: dict[str, Any] = {}
    stands_for: dict[str, tuple[int, str]] = {}
    turns: dict[str, int] = {}
    for place, rule in enumerate(rules):
        for number, branch in enumerate(_branches(rule.when)):
            # Every branch requires a state, because concluded facts lack moments too.
            tests, asked, denied = [{"$ex": {"now": 1}}], [], []
            for test in branch:
                match test:
                    case ("concluded", name):
                        asked.append(name)
                    case ("not", ("concluded", name)):
                        denied.append(name)
                    case _:
                        tests.append(_alpha(test))
            joined = [{"state": {"$and": tests} if len(tests) > 1 else tests[0]}]
            joined += [{f"asked{i}": {"fact": name}} for i, name in enumerate(asked)]
            joined += [{f"denied{i}$not": {"fact": name}} for i, name in enumerate(denied)]
            turn = 1 + max((turns[name] for name in asked + denied), default=0)
            ruleset[f"r{place}_{number}"] = {"all": joined, "pri": turn}
            stands_for[f"r{place}_{number}"] = (place, rule.conclude)
            if rule.conclude:
                turns[rule.conclude] = max(turn, turns.get(rule.conclude, 0))
    return ruleset, stands_for


def _durable_rules(written: tuple[dict[str, Any], dict[str, tuple[int, str]]]) -> Ready:
    from durable import engine

    ruleset, stands_for = written
    held: set[int] = set()
    concluded: set[str] = set()
    sessions = itertools.count()

    class Host(engine.Host):
        def _run(self) -> None:
            """Start no timers: their threads would run while other engines are timed."""

    def action(place: int, conclusion: str) -> Callable[[Any], None]:
        def noted(context: Any) -> None:
            held.add(place)
            if conclusion and conclusion not in concluded:
                concluded.add(conclusion)
                context.assert_fact({"id": conclusion, "fact": conclusion})

        return noted

    host = Host()
    rules = {name: {**rule, "run": action(*stands_for[name])} for name, rule in ruleset.items()}
    host.register_rulesets({"peers": rules})

    def call(fact: dict[str, Any]) -> frozenset[int]:
        held.clear()
        concluded.clear()
        session = fact["sid"] = str(next(sessions))
        try:
            host.assert_fact("peers", fact)
        except engine.MessageNotHandledException:
            pass  # no rule matches this state
        finally:
            host.delete_state("peers", session)
        return frozenset(held)

    def prepare(state: State) -> dict[str, Any]:
        return {"id": "state", **{k: value for k, value in state.items() if value is not None}}

    return Ready(call, prepare, lambda places: sum(1 << place for place in places))


def _by_hand(_rules: Rules) -> Ready:
    return Ready(by_hand, Record, _itself)


CONTENDERS: tuple[Contender, ...] = (
    Contender("hand-written ifs", "", tuple, _by_hand),
    Contender("interview_rules, compiled", "interview-rules", _pack, _compiled, grows=True),
    Contender("interview_rules, from a dict", "interview-rules", _pack, _compiled_from_dicts),
    Contender("interview_rules, durable", "durable_rules", _pack, _durable, grows=True),
    Contender("datalogic-py, from a dict", "datalogic-py", _logics, _datalogic, grows=True),
    Contender("datalogic-py, data parsed before", "datalogic-py", _logics, _datalogic_parsed),
    Contender("zen-engine", "zen-engine", ZEN.one, _zen, grows=True),
    Contender("CEL in Rust", "common-expression-language", CEL.one, _cel, grows=True),
    Contender("rule-engine", "rule-engine", WORDS.each, _rule_engine, grows=True),
    Contender("json-logic-qubit", "json-logic-qubit", _logics, _json_logic, grows=True),
    Contender("durable_rules", "durable_rules", _rete, _durable_rules, grows=True),
)
"""The engines; the first is the baseline for the others."""
