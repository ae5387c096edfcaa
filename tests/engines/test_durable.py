"""The engine on durable_rules: limits, sessions and threads; a property tests its agreement."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
import weakref
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given

from interview_rules import Advisor, InterviewState, JobSearch, PackError, RulePack, StateError
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.durable.rule_set import (
    MOST_FIELDS,
    MOST_RULES,
    MOST_WAYS,
    build_rule_set,
)
from interview_rules.engines.program import program_for
from interview_rules.evaluation.session import Session

pytest.importorskip("durable_rules_engine")

from drawn import states  # after the checks that may skip this module
from drawn_packs import packs
from profiles import scaled

STATE = {"interview": "2026-11-19", "decision_date": "2026-11-25"}
NOW = "2026-11-29 12:00"


def pack(*rules: dict, **sections) -> RulePack:
    written_out = [
        {
            "source": "This test.",
            "advise": {"action": rule["id"], "kind": "know", "title": "It.", "text": "It is so."},
            **rule,
        }
        for rule in rules
    ]
    return RulePack.from_text(json.dumps({"pack": "tiny", "rules": written_out, **sections}))


def flags(count: int) -> dict:
    return {f"f{place}": {"type": "flag", "doc": "A flag."} for place in range(count)}


def test_an_advisor_on_durable_rules_says_what_the_default_one_says():
    mine, other = (Advisor(engine=engine) for engine in ("durable", "compiled"))
    assert mine.advise(STATE, NOW).to_json() == other.advise(STATE, NOW).to_json()
    assert mine.plan(STATE, NOW).to_json() == other.plan(STATE, NOW).to_json()
    assert (
        mine.explain(STATE, "follow-up", NOW).to_json()
        == other.explain(STATE, "follow-up", NOW).to_json()
    )


def test_a_search_is_advised_on_by_the_same_engine():
    search = JobSearch(applications={"one": InterviewState.read(STATE)})
    reports = [Advisor(engine=engine).advise(search, NOW) for engine in ("durable", "compiled")]
    assert reports[0].to_json() == reports[1].to_json()
    search = Advisor(engine="durable").advise(JobSearch(), NOW).search
    assert search.evaluation.program.engine_name == "durable"


def test_an_unknown_engine_is_named_with_the_nearest():
    with pytest.raises(StateError, match=r"unknown engine 'durabel'.*did you mean durable"):
        Advisor(engine="durabel")


@scaled(400, suppress_health_check=list(HealthCheck))
@given(packs, states())
def test_it_agrees_with_the_default_engine_at_every_border(drawn, state):
    try:
        engine = program_for(drawn, "durable").engine
    except PackError:
        assume(condition=False)
    session = Session(program_for(drawn), state)
    for border, *_ in session.windows(-NEVER).moments():
        for instant in (border - 1, border) if border > -NEVER else ():
            case = (instant, session.facts(instant), session.calendar)
            assert engine.evaluate(*case) == program_for(drawn).engine.evaluate(*case)


def test_before_time_begins_it_is_not_before_a_moment_that_nobody_knows():
    rules = pack({"id": "one", "when": "before thank_you + 1 minutes or interview is known"})
    state = InterviewState.read({"interview": "2026-11-19"})
    case = (-NEVER, state.facts_at(-NEVER), state.calendar)
    assert program_for(rules, "durable").engine.evaluate(*case) == program_for(
        rules
    ).engine.evaluate(*case)
    reports = [Advisor(rules, engine=each).advise(state, NOW) for each in ("compiled", "durable")]
    assert reports[0].advice[0].since == reports[1].advice[0].since


def test_chains_of_conclusions_and_what_is_not_concluded():
    rules = pack(
        {"id": "one", "when": "a", "conclude": "first"},
        {"id": "two", "when": "first and b", "conclude": "second"},
        {"id": "three", "when": "not second", "conclude": "third"},
        {"id": "four", "when": "(first or third) and not (second and third)"},
        {"id": "five", "when": "not never", "instead_of": "four"},
        {"id": "six", "when": "never", "conclude": "second"},
        {"id": "seven", "when": "c and not c", "conclude": "never"},
        facts={name: {"type": "flag", "doc": "A flag."} for name in "abc"},
    )
    for a in (False, True):
        for b in (False, True):
            for c in (False, True):
                facts = {"facts": {"a": a, "b": b, "c": c}}
                answers = [
                    Advisor(rules, engine=engine).advise(facts, NOW)
                    for engine in ("compiled", "durable")
                ]
                assert answers[0].holds == answers[1].holds
                assert answers[0].given == answers[1].given


def test_a_rule_that_can_come_true_in_too_many_ways_is_refused_with_its_place():
    either = " and ".join(f"(f{n} or f{n + 1})" for n in range(0, 14, 2))
    many = pack({"id": "many", "when": either}, facts=flags(14))
    with pytest.raises(PackError, match=f"rule many can hold in more than {MOST_WAYS} ways") as e:
        Advisor(many, engine="durable")
    assert "pack.yaml:1:" in e.value.problems[0].where
    assert "rules with conclusions" in e.value.problems[0].hint


def test_a_pack_that_compares_too_much_is_refused():
    rules = [{"id": f"r{n}", "when": f"f{n}"} for n in range(MOST_FIELDS)]
    with pytest.raises(PackError, match="split the pack"):
        Advisor(pack(*rules, facts=flags(MOST_FIELDS)), engine="durable")


@pytest.mark.slow
def test_a_pack_with_too_many_rules_is_refused():
    rules = [{"id": f"r{n}", "when": f"rounds > {n}"} for n in range(MOST_RULES + 1)]
    with pytest.raises(PackError, match=r"2,001 ways, more than .* limit of 2,000"):
        Advisor(pack(*rules), engine="durable")


@pytest.mark.slow
def test_as_many_rules_as_it_takes_all_fire():
    rules = [{"id": f"r{n}", "when": f"rounds > {n}"} for n in range(MOST_RULES)]
    rules = pack(*rules)
    state = InterviewState.from_events([{"event": "interview", "at": "2026-11-02"}])
    facts = state.facts_at(1_800_000_000)
    facts[rules.offsets["rounds"]] = MOST_RULES + 5
    case = (1_800_000_000, facts, state.calendar)
    holds, _given = program_for(rules, "durable").engine.evaluate(*case)
    assert holds == (1 << MOST_RULES) - 1
    facts[rules.offsets["rounds"]] = 700
    assert program_for(rules, "durable").engine.evaluate(*case)[0] == (1 << 700) - 1


def test_names_of_fields_differ_by_their_hash():
    """durable_rules compares the 32-bit FNV hashes of names, not the names."""

    def fnv(text: str) -> int:
        found = 2166136261
        for byte in text.encode():
            found = (found ^ byte) * 16777619 % 2**32
        return found

    def fnv_first(text: str) -> int:
        found = 2166136261
        for byte in text.encode():
            found = (found * 16777619 % 2**32) ^ byte
        return found

    names = ["kind", "id", "sid", "now", "today"]
    names += [f"{letter}{n}" for letter in "fcghr" for n in range(MOST_RULES)]
    for function in (fnv, fnv_first):
        assert len({function(name) for name in names}) == len(names)


def test_the_rule_set_has_no_text_of_the_pack():
    rules = pack(
        {"id": "secret-name", "when": "secret_flag", "conclude": "secret_end"},
        {"id": "other", "when": "not secret_end"},
        facts={"secret_flag": {"type": "flag", "doc": "A flag."}},
    )
    assert "secret" not in json.dumps(build_rule_set(rules).rule_set)


def test_it_is_released_with_its_pack(monkeypatch):
    from interview_rules.engines.durable import engine as durable

    released = []
    monkeypatch.setattr(durable.rete, "delete_ruleset", released.append)
    rules = pack({"id": "one", "when": "interview is known"})
    engine = weakref.ref(program_for(rules, "durable").engine)
    assert engine() is not None
    del rules
    gc.collect()
    assert engine() is None
    assert len(released) == 1


def cases(rules: RulePack) -> list[tuple]:
    state = InterviewState.read({**STATE, "timezone": "Europe/Berlin", "country": "DE"})
    start = int(datetime(2026, 11, 10, tzinfo=UTC).timestamp())
    found = []
    for hour in range(0, 24 * 30, 7):
        instant = start + 3_600 * hour
        case = (instant, state.facts_at(instant), state.calendar)
        found.append((case, program_for(rules).engine.evaluate(*case)))
    return found


@pytest.mark.slow
def test_eight_threads_get_the_answers_of_one():
    rules = RulePack.default()
    engine, expected = program_for(rules, "durable").engine, cases(rules)
    wrong: list[tuple] = []

    def work() -> None:
        for _ in range(3):
            wrong.extend(c for c, answer in expected if engine.evaluate(*c) != answer)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_it_goes_on_after_a_fork():
    rules = RulePack.default()
    engine, expected = program_for(rules, "durable").engine, cases(rules)
    child = os.fork()
    right = all(engine.evaluate(*case) == answer for case, answer in expected)
    if child == 0:
        os._exit(0 if right else 1)
    assert right
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.process
@pytest.mark.slow
def test_a_hundred_thousand_calls_leave_memory_as_it_was():
    code = """
import sys
sys.path.insert(0, "tests/engines")
from interview_rules import RulePack
from interview_rules.engines.program import program_for
from test_durable import cases

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

rules = RulePack.default()
engine, expected = program_for(rules, "durable").engine, cases(rules)
calls = 0
def some(count):
    for _ in range(count // len(expected) + 1):
        for case, answer in expected:
            assert engine.evaluate(*case) == answer
some(5_000)
before = resident()
some(100_000)
print(resident() - before)
"""
    if not sys.platform.startswith("linux"):
        pytest.skip("memory is read from /proc")
    path = os.pathsep.join(["tests", *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert int(done.stdout) < 2 << 20, done.stdout


@pytest.mark.process
def test_where_it_is_not_installed_one_line_names_the_extra():
    code = (
        "import sys; sys.modules['durable_rules_engine'] = None\n"
        "from interview_rules import Advisor\n"
        "try: Advisor(engine='durable')\n"
        "except ModuleNotFoundError as e: print(e)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'interview-rules[durable]'" in done.stdout
    assert done.stdout.count("\n") == 1
