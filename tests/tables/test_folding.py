"""Tests that many applications folded in columns have the facts of single calls."""

from __future__ import annotations

import random
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from fact_rows import row
from hypothesis import given
from hypothesis import strategies as st
from profiles import scaled

from interview_rules import Advisor, InterviewState, RulePack, StateError
from interview_rules.events.event import CHANNELS, EVENTS, NEEDS_DATE, OF_ADVICE, UNDATED_SAYING

pytest.importorskip("polars")

import polars as pl

from interview_rules.tables import facts_table
from interview_rules.tables.folding.singly import Single

NOW = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)
COMMON = (
    "interview", "interview", "phone-screen", "test-taken", "interview-scheduled",
    "interview-scheduled", "interview-cancelled", "missed-interview", "reschedule-requested",
    "decision-date-set", "decision-date-changed", "no-decision-date", "thank-you-sent",
    "thank-you-failed", "follow-up-sent", "reply-received", "rejection", "withdrawn",
    "written-offer", "offer-declined", "positive-signal", "holiday", "other-offer",
    "other-offer-deadline", "position-on-hold", "call-missed",
)  # fmt: skip
AROUND_ROUNDS = (
    "interview", "test-taken", "interview-scheduled", "interview-scheduled", "interview-cancelled",
    "missed-interview", "missed-interview", "withdrawn", "decision-date-set",
)  # fmt: skip
AROUND_OFFERS = (
    "other-offer", "other-offer", "other-offer-deadline", "written-offer", "offer-accepted",
    "offer-declined", "offer-deadline", "rejection", "positive-signal", "reply-received",
)  # fmt: skip
EACH = tuple(name for name in EVENTS if name not in OF_ADVICE)
# Clocks change on 25 October in Europe, on 1 November in America, and at midnight in Havana.
FIRST = date(2026, 10, 22)
PLACES = (
    ("UTC", None), ("Europe/Berlin", "DE"), ("America/New_York", "US"), ("America/Havana", None),
    ("Australia/Lord_Howe", "AU"), ("Pacific/Apia", None), ("Asia/Kolkata", "IN"),
)  # fmt: skip
TIMES = ("00:00", "00:30", "01:30", "02:30", "09:00", "12:30", "12:30:15.5", "23:59:59")
YES_OR_NO = (True, False)
OFFSETS = ("", "", "", "Z", "+01:00", "-05:00", "+05:30")
PACK = RulePack.from_text(
    """\
pack: counting
facts:
  papers: {type: count, doc: How many papers are missing.}
  begun: {type: moment, doc: When it began.}
events:
  it.began: {doc: It began., by: you, sets: {begun: at, papers: 3}}
  it.paper-came: {doc: A paper came., by: them, sets: {papers: one less}}
rules:
  - {id: rest, when: from begun, source: Us., advise: {action: rest, kind: know, title: A, text: A.}}
"""
)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # drawing examples


class Drawn:
    """Random events of one application, as rows of a table of texts."""

    def __init__(self, rnd: random.Random, names=COMMON, *, rare: float = 0.1) -> None:
        self.rnd = rnd
        self.names = names
        self.rare = rare

    def moment(self, *, time: bool | None = None) -> str:
        day = FIRST + timedelta(days=self.rnd.randrange(18))
        if time is False or (time is None and self.rnd.random() < 0.5):
            return str(day)
        return f"{day}T{self.rnd.choice(TIMES)}{self.rnd.choice(OFFSETS)}"

    def seldom(self, *values):
        return self.rnd.choice(values) if self.rnd.random() < self.rare else None

    def event(self) -> dict:
        rnd = self.rnd
        name = rnd.choice(self.names)
        held = name in {"interview", "phone-screen", "test-taken"}
        dated = name in NEEDS_DATE or rnd.random() < 0.4
        lacks_moment = dated and name in UNDATED_SAYING and rnd.random() < 0.2
        found = {
            "event": name,
            "at": None if lacks_moment else self.moment(),
            "date": self.moment() if dated else None,
            "earliest": self.seldom(f"{FIRST}"),
            "contact": self.seldom("Ada", "Ben", "ada"),
            "role": self.seldom("manager", "recruiter", "agency", "hr"),
            "channel": self.seldom(*CHANNELS),
            "employer": self.seldom("Birch", "Cobalt"),
            "elsewhere": self.seldom(*YES_OR_NO),
            "other_role": self.seldom("Analyst"),
            "asked": self.seldom(*YES_OR_NO),
            "interviewers": None,
            "kind": self.seldom("interview", "phone-screen", "test"),
            "detail": self.seldom("kind", "by phone"),
            "zone": self.seldom("Asia/Tokyo") if held else None,
            "place": self.seldom("Room 1") if held else None,
            "end": None,
        }
        if name == "interview" and rnd.random() < 0.4:
            found["interviewers"] = rnd.choice(("Ada, Ben", "Ada", "Cleo, Cleo", " "))
        start = found["date"] if name == "interview-scheduled" else found["at"]
        if (held or name == "interview-scheduled") and start and rnd.random() < 0.3:
            found["end"] = str(date.fromisoformat(start[:10]) + timedelta(days=rnd.randrange(1, 3)))
        return found

    def log(self, most: int = 7) -> list[dict]:
        found = [self.event() for _ in range(self.rnd.randint(1, most))]
        if self.rnd.random() < 0.15:
            found.append(dict(self.rnd.choice(found)))
        return found


def given_fields(event: dict) -> dict:
    fields = {key: value for key, value in event.items() if value is not None or key == "at"}
    if isinstance(fields.get("interviewers"), str):
        names = (each.strip() for each in fields["interviewers"].split(","))
        fields["interviewers"] = [each for each in names if each]
    return fields


def table_of(applications: list[tuple[list[dict], tuple[str, str | None]]]) -> pl.DataFrame:
    """Return logs as a table; the events of an application need not stand together."""
    rows = [
        {"application": number, "timezone": zone, "country": country, **event}
        for number, (log, (zone, country)) in enumerate(applications)
        for event in log
    ]
    schema = dict.fromkeys(("elsewhere", "asked"), pl.Boolean)
    return pl.DataFrame(rows, infer_schema_length=None, schema_overrides=schema)


def singly(log, place, now: datetime, pack: RulePack | None = None) -> dict:
    """Return the columns of one application, from a state."""
    zone, country = place
    log = [given_fields(event) for event in log]
    state = InterviewState.from_events(log, timezone=zone, country=country)
    instant = int(now.timestamp())
    if pack is None:
        return row(RulePack.default(), state.facts_at(instant), state.calendar)
    evaluation = Advisor(pack).advise(state, now).evaluation
    return row(pack, evaluation.facts, state.calendar)


def valid(applications) -> list:
    found = []
    for log, (zone, country) in applications:
        try:
            InterviewState.from_events(map(given_fields, log), timezone=zone, country=country)
        except StateError:
            continue
        found.append((log, (zone, country)))
    return found


def assert_as_single_calls(applications, now=NOW, pack=None) -> None:
    """Compare a table of facts with the facts of each application."""
    found = facts_table(table_of(applications), now, rules=pack)
    assert found["application"].to_list() == [*range(len(applications))]
    for number, (made, (log, place)) in enumerate(
        zip(found.iter_rows(named=True), applications, strict=True)
    ):
        assert made == {"application": number, **singly(log, place, now, pack)}, log


@pytest.fixture
def folded_singly(monkeypatch):
    """Return a list to which the folding of a single application adds its events."""
    found = []
    values = Single.values

    def counting(self, events, place):
        found.append(events)
        return values(self, events, place)

    monkeypatch.setattr(Single, "values", counting)
    return found


@scaled(400)
@given(
    st.integers(0, 2**32),
    st.sampled_from((COMMON, EACH, AROUND_ROUNDS, AROUND_OFFERS)),
    st.sampled_from((0.0, 0.1, 0.4)),
)
def test_many_applications_have_the_facts_of_single_calls(seed, names, rare):
    rnd = seeded(seed)
    drawn = Drawn(rnd, names, rare=rare)
    now = NOW + timedelta(hours=rnd.randint(-240, 300))
    applications = valid((drawn.log(), rnd.choice(PLACES)) for _ in range(60))
    assert_as_single_calls(applications, now)


@scaled(100)
@given(st.integers(0, 2**32))
def test_events_of_a_pack_stand_among_the_others(seed):
    rnd = seeded(seed)
    drawn = Drawn(rnd, (*COMMON, *PACK.events, *PACK.events, *PACK.events))
    applications = valid((drawn.log(), rnd.choice(PLACES)) for _ in range(30))
    assert_as_single_calls(applications, NOW, PACK)


@scaled(100)
@given(st.integers(0, 2**32))
def test_rounds_are_planned_held_and_called_off_as_in_single_calls(seed):
    rnd = seeded(seed)
    drawn = Drawn(rnd, AROUND_ROUNDS, rare=0.0)
    now = NOW + timedelta(hours=rnd.randint(-240, 100))
    assert_as_single_calls(valid((drawn.log(4), rnd.choice(PLACES)) for _ in range(120)), now)


SHIFTS = (
    ("2026-10-29", "2026-10-29"),
    ("2026-10-29", "2026-10-29T15:00"),
    ("2026-10-29T15:00", "2026-10-30T09:00"),
)


@pytest.mark.parametrize(
    "shifts", [SHIFTS[:1], pytest.param(SHIFTS[1:], marks=pytest.mark.slow)], ids=["same", "later"]
)
def test_every_event_after_every_other_one(shifts):
    applications = []
    for pair, shift in product(product(EACH, EACH), shifts):
        log = [
            {"event": name, "at": at, "date": "2026-11-05" if name in NEEDS_DATE else None}
            for name, at in zip(pair, shift, strict=True)
        ]
        if "interview-scheduled" in pair:
            log[pair.index("interview-scheduled")]["date"] = "2026-11-02T10:00"
        applications.append((log, ("Europe/Berlin", "DE")))
    assert_as_single_calls(applications)


def test_a_day_and_its_midnight_are_told_apart():
    """The order of two events at one instant depends on their content."""
    pairs = product(("materials-sent", "contact-update", "correction-sent"), repeat=2)
    at = ("2026-10-29", "2026-10-29T00:00")
    logs = [[{"event": n, "at": t} for n, t in zip(pair, at, strict=True)] for pair in pairs]
    assert_as_single_calls([(log[::step], ("UTC", None)) for log in logs for step in (1, -1)])


@pytest.mark.parametrize("announced", ["2026-10-23", "2026-10-24", "2026-10-24T09:00"])
@pytest.mark.parametrize("off", ["2026-10-23", "2026-10-24", "2026-10-24T09:00"])
def test_a_cancellation_is_about_a_plan_announced_before_it_ends(announced, off):
    log = [
        {"event": "reschedule-requested", "at": off},
        {"event": "interview-scheduled", "at": announced, "date": "2026-11-04T12:30"},
    ]
    assert_as_single_calls([(log, ("UTC", None))])


def test_offers_of_several_employers_compete():
    applications = []
    for first, second in product((None, "Birch", "Cobalt"), repeat=2):
        log = [
            {"event": "other-offer", "at": "2026-10-24", "employer": first},
            {"event": "other-offer-deadline", "at": "2026-10-24", "date": "2026-11-09",
             "employer": first},
            {"event": "other-offer", "at": "2026-10-26", "employer": second},
            {"event": "other-offer-deadline", "at": "2026-10-26", "date": "2026-11-12",
             "employer": second},
        ]  # fmt: skip
        applications.append((log, ("UTC", None)))
    assert_as_single_calls(applications)


def test_usual_logs_are_folded_in_columns(folded_singly):
    """Otherwise the tests above could compare single calls with themselves."""
    rnd = seeded(1)
    drawn = Drawn(rnd, EACH, rare=0.0)
    applications = valid((drawn.log(), ("Europe/Berlin", "DE")) for _ in range(300))
    facts_table(table_of(applications), NOW)
    assert len(folded_singly) < 30


@pytest.mark.parametrize(
    ("hours", "dtype"),
    [
        (False, pl.Date),
        (True, pl.Datetime("us")),
        (True, pl.Datetime("ms")),
        (True, pl.Datetime("us", "UTC")),
        (True, pl.Datetime("ns", "Europe/Berlin")),
        (False, pl.Categorical),
    ],
    ids=str,
)
def test_moments_may_have_any_type(hours, dtype, folded_singly):
    rnd = seeded(2)
    days = [FIRST + timedelta(days=rnd.randrange(18)) for _ in range(400)]
    texts = [
        f"{day}T{rnd.randrange(24):02}:{rnd.randrange(60):02}" if hours else str(day)
        for day in days
    ]
    zone = getattr(dtype, "time_zone", None)
    names = [rnd.choice(("interview", "reply-received", "decision-date-set")) for _ in texts]
    log = pl.DataFrame(
        {
            "application": [n // 3 for n in range(400)],
            "event": names,
            "at": texts,
            "date": texts[::-1],
        }
    )
    moments = pl.col("at", "date")
    if hours:
        moments = moments.str.to_datetime().dt.replace_time_zone(
            zone, ambiguous="earliest", non_existent="null"
        )
    elif dtype == pl.Date:
        moments = moments.str.to_date()
    typed = log.with_columns(moments.cast(dtype)).drop_nulls()
    expected = []
    for _name, rows in typed.group_by("application", maintain_order=True):
        fields = [
            {key: value for key, value in each.items() if key != "application"}
            for each in rows.iter_rows(named=True)
        ]
        state = InterviewState.from_events(fields, timezone="America/New_York", country="US")
        facts = state.facts_at(int(NOW.timestamp()))
        expected.append(row(RulePack.default(), facts, state.calendar))
    found = facts_table(typed, NOW, timezone="America/New_York", country="US")
    assert found.drop("application").to_dicts() == expected
    assert len(folded_singly) < 40


def wrong_events() -> dict[str, dict]:
    good = {"event": "interview", "at": "2026-10-29"}
    return {
        "an unknown event": {**good, "event": "intervew"},
        "no moment": {**good, "at": None},
        "an impossible day": {**good, "at": "2026-02-30"},
        "a day too early": {**good, "at": "1899-12-31"},
        "a time that is none": {**good, "at": "2026-10-29 24:10"},
        "no date": {"event": "decision-date-set", "at": "2026-10-29"},
        "an unknown channel": {**good, "channel": "pigeon"},
        "an end before the start": {**good, "end": "2026-10-28"},
        "a range backwards": {
            "event": "decision-date-set",
            "at": "2026-10-29",
            "date": "2026-11-02",
            "earliest": "2026-11-03",
        },
        "a place without a round": {"event": "rejection", "at": "2026-10-29", "place": "Here"},
        "an unknown zone": {**good, "zone": "Europe/Berln"},
        "an empty name": {**good, "contact": ""},
        "a name too long": {**good, "contact": "x" * 201},
        "a link that is none": {**good, "link": "example"},
        "holidays of no year": {**good, "at": "2190-05-05"},
        "advice that is not named": {"event": "advice-done", "at": "2026-10-29"},
    }


@pytest.mark.parametrize("name", wrong_events())
def test_problems_are_those_of_a_single_call(name):
    fine = {"event": "interview", "at": "2026-10-28"}
    wrong = wrong_events()[name]
    with pytest.raises(StateError) as single:
        InterviewState.from_events(
            [fine, given_fields(wrong)], timezone="Europe/Berlin", country="DE"
        )
    place = ("Europe/Berlin", "DE")
    with pytest.raises(StateError) as caught:
        facts_table(table_of([([fine], place), ([fine, wrong], place), ([fine], place)]), NOW)
    assert [(p.where, p.message) for p in caught.value.problems] == [
        (f"application 1: {p.where}", p.message) for p in single.value.problems
    ]


def test_an_unknown_place_is_a_problem_of_its_application():
    log = pl.DataFrame(
        {
            "application": ["a", "b"],
            "event": "interview",
            "at": "2026-10-28",
            "timezone": ["Europe/Berlin", "Europe/Berln"],
        }
    )
    with pytest.raises(StateError) as caught:
        facts_table(log, NOW)
    assert [problem.where for problem in caught.value.problems] == ["application b: timezone"]


def test_columns_of_types_that_no_field_has():
    log = pl.DataFrame(
        {"application": [1], "event": ["interview"], "at": ["2026-10-28"], "contact": [7]}
    )
    with pytest.raises(StateError, match=r"application 1: events\[0\]\.contact"):
        facts_table(log, NOW)
    at = pl.DataFrame({"application": [1], "event": ["interview"], "at": [20_261_028]})
    with pytest.raises(StateError, match=r"application 1: events\[0\]\.at"):
        facts_table(at, NOW)


def test_batches_do_not_show(monkeypatch):
    rnd = seeded(3)
    applications = valid((Drawn(rnd).log(), rnd.choice(PLACES)) for _ in range(50))
    log = table_of(applications).sample(fraction=1, shuffle=True, seed=4)
    whole = facts_table(log, NOW, keep=())
    monkeypatch.setattr(sys.modules["interview_rules.tables.facts_table"], "ROWS", 20)
    assert facts_table(log, NOW).equals(whole)
    assert (
        whole["application"].to_list() == log["application"].unique(maintain_order=True).to_list()
    )


def test_reading_stops_after_many_problems():
    log = pl.DataFrame({"application": [*range(1_000)], "event": "intervew", "at": "2026-10-28"})
    with pytest.raises(StateError) as caught:
        facts_table(log, NOW)
    assert 200 < len(caught.value.problems) < 210


def test_no_events_give_no_applications():
    log = table_of([([{"event": "interview", "at": "2026-10-28"}], ("Europe/Berlin", "DE"))])
    log = log.with_columns(company=pl.lit("Birch"))
    full, empty = (
        facts_table(log, NOW, keep="company"),
        facts_table(log.clear(), NOW, keep="company"),
    )
    assert empty.is_empty()
    assert empty.schema == full.schema
    assert facts_table(log.lazy(), NOW, keep="company").collect().equals(full)
