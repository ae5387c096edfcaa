"""The engines that `benchmarks/engines.py` compares: how each is told the rules, and asked.

`write` puts the rules into the notation of an engine, `ready` makes that executable, as a rule is
written once and a program starts often. Each engine takes its own kind of input and answers in its
own way; only the check that all of them say the same turns answers into masks.
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
    """Bools, one for each rule, as a mask."""
    return int("".join("1" if one else "0" for one in held)[::-1] or "0", 2)


@dataclass(frozen=True, slots=True)
class Ready:
    """An engine that knows the rules.

    `prepare` makes its input of a state, outside the clock; `call` is what is timed, and `mask`
    says what an answer means. With `spread` the input is several arguments.
    """

    call: Callable[..., Any]
    prepare: Callable[[State], Any] = dict
    mask: Callable[[Any], int] = mask_of
    spread: bool = False

    def run(self, inputs: list[Any]) -> None:
        """Every input once: what the clock is held to."""
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
    """`package` is what it is installed as, `grows` whether it is given thousands of rules, too."""

    name: str
    package: str
    write: Callable[[Rules], Any]
    ready: Callable[[Any], Ready]
    grows: bool = False

    @property
    def version(self) -> str:
        """The installed version, or nothing."""
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
    from interview_rules.engines.durable.engine import Durable

    return Ready(Durable(pack).evaluate, folder(pack), _first, spread=True)


# Expression languages


class Spelling(NamedTuple):
    """How an expression language spells what the trees mean."""

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
        """All rules as one expression, a list."""
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
    """A condition as alternatives, each a list of tests: what a join can express."""
    match tree:
        case ("any", *inner):
            return [branch for each in inner for branch in _branches(each)]
        case ("all", *inner):
            ways = itertools.product(*map(_branches, inner))
            return [[test for branch in way for test in branch] for way in ways]
    return [[tree]]


_DURABLE = {">=": "$gte", "<": "$lt", "<=": "$lte", ">": "$gt"}


def _alpha(tree: Tree) -> dict[str, Any]:
    """A test of the state. Unknown moments are left out of the fact that is asserted."""
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
    """A ruleset, and what each of its rules stands for: a place and a conclusion.

    What is concluded becomes a fact of its own. Rules that ask for conclusions come later in the
    agenda than those that draw them, so that a negation is asked when all has been said.
    """
    ruleset: dict[str, Any] = {}
    stands_for: dict[str, tuple[int, str]] = {}
    turns: dict[str, int] = {}
    for place, rule in enumerate(rules):
        for number, branch in enumerate(_branches(rule.when)):
            # Every branch asks for a state: concluded facts have no moments either.
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
            """No timers, whose threads would run while others are timed."""

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
            pass  # no rule asks for what this state has
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
"""The first is what the others are compared with."""
