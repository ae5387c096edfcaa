"""All engines agree on the rules that hold and on their windows.

The interpreter, which evaluates conditions node by node, determines the rules that hold and those
that give advice. Each case is a drawn pack, with drawn facts, at a drawn moment. AGREEMENT_TIMES
multiplies the number of examples; `-s` shows the number of cases.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from drawn import states
from drawn_packs import packs
from fact_rows import as_a_table_holds, row, table, tables
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import PackError, RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.evaluation.interpreter import Interpreter
from interview_rules.evaluation.session import Session
from interview_rules.evaluation.windows import Windows
from interview_rules.facts.change_points import ChangePoints
from interview_rules.facts.intervals import FactIntervals
from interview_rules.facts.steps import Steps

pytest.importorskip("duckdb")
pytest.importorskip("polars")

import duckdb
import polars as pl

from interview_rules.tables import advise_table

try:
    import durable_rules_engine
except ImportError:
    durable_rules_engine = None

# The drawn examples are long.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
TIMES = int(os.environ.get("AGREEMENT_TIMES", "1"))
SHIPPED = st.sampled_from([RulePack.shipped("after-the-interview"), RulePack.default()])
counted: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _told():
    """Print the number of cases (shown with -s)."""
    start = time.perf_counter()
    yield
    print(dict(counted), f"in {time.perf_counter() - start:.0f} s")  # noqa: T201  # shown with -s


def checks(examples: int):
    return scaled(examples * TIMES, suppress_health_check=list(HealthCheck))


def still(facts, calendar) -> FactIntervals:
    """Return a state with these facts, which never change."""
    return FactIntervals(
        base=facts,
        steps=Steps((), (), ()),
        values=(),
        counts=(),
        calendar=calendar,
        points=ChangePoints((), ()),
        timeline=None,
        marks=(),
        ahead=[],
        of_rounds=([], []),
    )


def expected(pack, facts, calendar, now) -> tuple[dict, dict, tuple]:
    """Return rules from the interpreter; windows, due dates and order from the default engine."""
    holds, speaks = Interpreter(pack, now, facts, calendar).evaluate()
    rules = {
        rule.id: bool((speaks if rule.advise else holds) >> place & 1)
        for place, rule in enumerate(pack.rules)
    }
    windows = Windows(
        program_for(pack).engine,
        program_for(pack).moments,
        still(facts, calendar),
        now,
        facts=facts,
    )
    told, order = {}, []
    for place, rule in enumerate(pack.rules):
        if rule.advise and speaks >> place & 1:
            function = program_for(pack).moments.due(place)
            due = function(facts, calendar) if function else (NEVER, NEVER, NEVER)
            told[rule.id] = (*windows.window(place), *dated(due, calendar))
            order.append((pack.ranks[place][0], due[1], place, *dated(due, calendar)))
    _kind, _end, place, day, instant = min(order, default=(0, 0, None, None, None))
    return rules, told, (pack.actions_by_rule[place] if order else None, day, instant)


def dated(due, calendar):
    start, end, day = due
    whole = start < end or start == calendar.starts[day + 1]
    instant = None if whole else start
    return (None if start == NEVER else day), instant


def seconds(value):
    return None if value is None or value is pl.Null else int(value.timestamp())


def as_polars(result) -> pl.DataFrame:
    if isinstance(result, duckdb.DuckDBPyRelation):
        return result.pl()
    return result if isinstance(result, pl.DataFrame) else pl.DataFrame(result)


FRAMES = {
    "polars": lambda frame: frame,
    "pandas": pl.DataFrame.to_pandas,
    "pyarrow": pl.DataFrame.to_arrow,
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}


@st.composite
def folded(draw, source=packs, most=12):
    """Draw a pack, an instant near a change, and rows of facts folded from states."""
    pack = draw(source)
    several = draw(st.lists(states(), min_size=1, max_size=most))
    borders = [
        at
        for at, *_ in Session(program_for(pack), several[0]).windows(-NEVER).moments()
        if at > -NEVER
    ]
    border = draw(st.sampled_from(borders)) if borders else 1_795_000_000
    now = border + draw(st.sampled_from((0, -1, 0, 3_600, 40_000, 86_400, -86_400)))
    rows = [(state.facts_at(now), state.calendar) for state in several]
    return pack, now, [(as_a_table_holds(*each), each[1]) for each in rows]


def check(drawn, kind: str) -> None:
    pack, now, rows = drawn
    at = datetime.fromtimestamp(now, UTC)
    frame = table(pack, [{"nr": n, **row(pack, *each)} for n, each in enumerate(rows)])
    native = FRAMES[kind](frame)
    wide = as_polars(advise_table(native, at, pack, keep=["nr"])).sort("nr")
    long = as_polars(advise_table(native, at, pack, keep=["nr"], form="long"))
    told: dict[int, dict] = {n: {} for n in range(len(rows))}
    for advice in long.iter_rows(named=True):
        day = advice["due"] and advice["due"].toordinal()
        window = (seconds(advice["since"]), seconds(advice["until"]))
        told[advice["nr"]][advice["rule"]] = (*window, day, seconds(advice["due_at"]))
    for number, (each, found) in enumerate(zip(rows, wide.iter_rows(named=True), strict=True)):
        rules, windows, first = expected(pack, *each, now)
        assert {name: found[name] for name in rules} == rules
        assert told[number] == windows
        day = found["due"] if found["due"] is None else as_day(found["due"]).toordinal()
        assert (found["action"], day, seconds(found["due_at"])) == first
        counted[kind] += 1


def as_day(value):
    return value.date() if isinstance(value, datetime) else value


@checks(250)
@given(tables())
def test_tables_of_polars_say_what_the_default_engine_says(drawn):
    check(drawn, "polars")


@checks(40)
@given(folded())
def test_tables_of_folded_states_say_it_too(drawn):
    check(drawn, "polars")


@checks(25)
@given(tables(SHIPPED, most=60))
def test_tables_say_what_the_shipped_packs_say(drawn):
    check(drawn, "polars")


@pytest.mark.parametrize("kind", ["pandas", "pyarrow", "duckdb"])
@checks(30)
@given(tables(most=25))
def test_tables_of_other_kinds_say_the_same(kind, drawn):
    check(drawn, kind)


@pytest.mark.skipif(durable_rules_engine is None, reason="durable_rules is not installed")
@checks(200)
@given(tables())
def test_durable_rules_say_what_the_default_engine_says(drawn):
    pack, now, rows = drawn
    try:
        engine = program_for(pack, "durable").engine
    except PackError:
        return
    for facts, calendar in rows:
        case = (now, facts, calendar)
        assert engine.evaluate(*case) == Interpreter(pack, *case).evaluate()
        windows = [
            Windows(each, program_for(pack).moments, still(facts, calendar), now, facts=facts)
            for each in (engine, program_for(pack).engine)
        ]
        given_ = engine.evaluate(*case)[1]
        for place in range(len(pack.rules)):
            if given_ >> place & 1:
                assert windows[0].window(place) == windows[1].window(place)
        counted["durable"] += 1
