"""Windows are exact, for the bundled packs and for drawn packs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from drawn import nows, states
from drawn_packs import packs
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, RulePack
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.evaluation.evaluation import evaluate
from interview_rules.evaluation.session import Session
from interview_rules.reports.report import Report

EXAMPLES = scaled(500, suppress_health_check=list(HealthCheck))
SHIPPED = [RulePack.shipped("after-the-interview"), RulePack.default()]
PACKS = pytest.mark.parametrize(
    "source",
    [*map(st.just, SHIPPED), packs],
    ids=["article", "practice", "drawn"],
)
MARKED = st.booleans().flatmap(lambda marked: states(marked=marked))


def says(report):
    return [(advice.id, advice.title, advice.text, advice.due) for advice in report]


def window(advice):
    since, until = advice.since, advice.until
    return (
        -NEVER if since is None else int(since.timestamp()),
        NEVER if until is None else int(until.timestamp()),
    )


def moments(pack, state):
    """Return every instant at which anything can change, and the second before it."""
    found = [
        at for at, *_ in Session(program_for(pack), state).windows(-NEVER).moments() if at > -NEVER
    ]
    return sorted({at - 1 for at in found} | {*found})


@PACKS
@EXAMPLES
@given(st.data(), MARKED)
def test_advice_at_any_moment_agrees_with_the_windows_of_every_other(source, data, state):
    pack = data.draw(source)
    session = Session(program_for(pack), state)
    days = st.integers(-5, 120).map(lambda n: datetime(2026, 11, 2, tzinfo=UTC) + timedelta(n))
    anywhere = data.draw(st.lists(st.tuples(days, st.integers(0, 86_399)), max_size=8))
    other = [int(day.timestamp()) + second for day, second in anywhere]
    reports = [Report(evaluate(session, at)) for at in sorted({*moments(pack, state), *other})]
    stretches: dict[str, list[tuple[int, int]]] = {}
    for report in reports:
        for advice in report:
            since, until = window(advice)
            assert since <= report.instant < until
            found = stretches.setdefault(advice.id, [])
            if (since, until) not in found:
                found.append((since, until))
    for rule_id, found in stretches.items():
        found.sort()
        ends = [border for stretch in found for border in stretch]
        assert ends == sorted(set(ends)), "stretches neither overlap nor touch"
        for report in reports:
            inside = any(since <= report.instant < until for since, until in found)
            assert (rule_id in report.ids) is inside


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_the_second_before_and_after_each_border_agrees_with_the_border(source, data, state, now):
    pack = data.draw(source)
    advisor = Advisor(pack)
    for advice in advisor.advise(state, now):
        for border, inside in ((advice.since, True), (advice.until, False)):
            if border is None:
                continue
            at = int(border.timestamp())
            before, there, after = (
                advisor.advise(state, datetime.fromtimestamp(at + shift, UTC))
                for shift in (-1, 0, 1)
            )
            assert (advice.id in there.ids) is inside
            assert (advice.id in before.ids) is not inside
            for other in (*before, *there):
                if other.id == advice.id:
                    assert window(other) == window(advice)
            if there.next_change is None or int(there.next_change.timestamp()) > at + 1:
                assert says(after) == says(there)


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_nothing_else_is_said_before_the_next_change(source, data, state, now):
    pack = data.draw(source)
    advisor = Advisor(pack)
    report = advisor.advise(state, now)
    change = NEVER if report.next_change is None else int(report.next_change.timestamp())
    assert change > report.instant
    for at in moments(pack, state):
        if report.instant < at < change:
            assert says(advisor.advise(state, datetime.fromtimestamp(at, UTC))) == says(report)
    if change < NEVER:
        assert says(advisor.advise(state, report.next_change)) != says(report)


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.name)
@EXAMPLES
@given(states(), nows, st.data())
def test_done_by_word_is_done_by_the_event_that_the_rules_name(pack, state, now, data):
    advisor = Advisor(pack)
    report = advisor.advise(state, now)
    recorded = [each for each in report if each.action in pack.recorded]
    if not recorded:
        return
    advice = data.draw(st.sampled_from(recorded))
    noted = advice.done()
    by_word = state.with_events(
        {"event": "advice-done", "advice": advice.action, "at": report.now.isoformat()}
    )
    for at in moments(pack, noted):
        when = datetime.fromtimestamp(at, UTC)
        assert says(advisor.advise(noted, when)) == says(advisor.advise(by_word, when))


@PACKS
@EXAMPLES
@given(st.data(), MARKED, nows)
def test_an_end_is_looked_for_up_to_a_moment_and_no_further(source, data, state, now):
    program = program_for(data.draw(source))
    shared = Session(program, state)
    for at in (*moments(program.pack, state)[:6], int(now.timestamp())):
        windows = shared.windows(at)
        evaluation = evaluate(shared, at)
        for rule in range(len(program.pack.rules)):
            if not evaluation.given >> rule & 1:
                continue
            since, until = Session(program, state).windows(at).window(rule)
            assert windows.window(rule) == (since, until)
            for by in {at, at + 86_400, NEVER, *(() if until is None else (until - 1, until))}:
                ended = until is not None and until <= by
                assert windows.end(rule, by) == (until if ended else None)
