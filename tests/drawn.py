"""Hypothesis strategies for plausible event logs, snapshots and moments."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from interview_rules import InterviewState
from interview_rules.calendars.calendar import NEVER
from interview_rules.engines.program import program_for
from interview_rules.events.event import EVENTS, NEEDS_DATE, OF_ADVICE, UNDATED_SAYING

START = date(2026, 11, 2)
SPAN = 45
ZONES = ("UTC", "America/New_York", "Australia/Lord_Howe", "America/Havana")
ROUNDS = ("interview", "phone-screen", "test-taken", "interview-scheduled")
PEOPLE = ("Ms Okafor", "Mr Lind", "Dr Abe")

days = st.integers(0, SPAN).map(lambda n: START + timedelta(days=n))
hours = st.sampled_from((0, 9, 12, 15, 23))
instants = st.builds(lambda day, hour: datetime(day.year, day.month, day.day, hour), days, hours)
moments = st.one_of(days, days, instants)


@st.composite
def events(draw, names=tuple(name for name in EVENTS if name not in OF_ADVICE)):
    """Draw one event that is valid by itself."""
    name = draw(st.sampled_from(names))
    event = {"event": name, "at": draw(moments).isoformat()}
    if name in NEEDS_DATE or draw(st.booleans()):
        event["date"] = draw(moments).isoformat()
    if name == "thank-you-sent" and draw(st.booleans()):
        event["contact"] = draw(st.sampled_from(PEOPLE))
    if name in {"interview", "interview-scheduled"} and draw(st.booleans()):
        event["interviewers"] = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    given = event.get("date") if name == "interview-scheduled" else event["at"]
    if name in ROUNDS and given and "T" in given and draw(st.booleans()):
        lasts = timedelta(hours=draw(st.sampled_from((1, 3, 30, 50))))
        event["end"] = (datetime.fromisoformat(given) + lasts).isoformat()
    if draw(st.integers(0, 9)) == 0:
        event["role"] = draw(st.sampled_from(("manager", "recruiter", "agency", "hr")))
    if draw(st.integers(0, 9)) == 0:
        event["elsewhere"] = True
    if event.get("elsewhere") or name.startswith("other-offer"):
        employer = draw(st.sampled_from((None, None, "Birch", "Cobalt")))
        event |= {"employer": employer} if employer else {}
    if name in UNDATED_SAYING and "date" in event and draw(st.integers(0, 4)) == 0:
        event["at"] = None
    if draw(st.integers(0, 9)) == 0:
        event["detail"] = draw(st.sampled_from(("by phone", "kind")))
    return event


COMMON = (
    "interview",
    "interview-scheduled",
    "decision-date-set",
    "decision-date-changed",
    "thank-you-sent",
    "follow-up-sent",
    "reply-received",
    "paperwork-date-set",
    "next-step-date-set",
    "contact-date-set",
    "not-before-date",
    "verbal-offer",
    "position-on-hold",
    "contact-away",
)
logs = st.one_of(
    st.lists(events(COMMON), max_size=6),
    st.lists(events(), max_size=8),
)
zones = st.sampled_from(ZONES)
nows = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, 30),
    st.integers(-3, SPAN + 40).map(lambda n: START + timedelta(days=n)),
    st.integers(0, 23),
)
countries = st.sampled_from((None, "US", "DE"))


@st.composite
def interviewed(draw):
    """Draw a log with an interview, and a later moment."""
    day = draw(days)
    first = {"event": "interview", "at": day.isoformat()}
    after = draw(st.integers(0, SPAN + 20))
    noon = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), 30)
    return [first, *draw(logs)], noon + timedelta(days=after)


@st.composite
def promised(draw):
    """Draw a log with an interview and a decision date, and a moment around that date."""
    log, _now = draw(interviewed())
    day = draw(days)
    said = min(date.fromisoformat(log[0]["at"]), day)
    set_ = {"event": "decision-date-set", "at": said.isoformat(), "date": day.isoformat()}
    noon = datetime(day.year, day.month, day.day, 12)
    log = [event for event in log[1:] if draw(st.booleans())]
    return [set_, *log], noon + timedelta(days=draw(st.integers(-3, 12)))


def every_moment(pack, state):
    """Return one instant of every interval without changes, as (instant, facts)."""
    for border in (-NEVER, *state.intervals.change_points):
        facts = state.facts_at(border)
        later = [b for b in state.intervals.change_points if b > border]
        stop = min(later, default=NEVER)
        inside = {
            t for t in program_for(pack).moments.borders(facts, state.calendar) if border < t < stop
        }
        for instant in sorted({border, *inside}):
            yield instant, facts


ADVICE = (
    "send-thank-you", "wait", "follow-up", "await-reply", "contact-hr", "continue-search",
    "assume-filled", "thank-the-others",
)  # fmt: skip


@st.composite
def marks(draw):
    """Draw an event that marks advice as done or snoozed."""
    mark = {
        "event": draw(st.sampled_from(sorted(OF_ADVICE))),
        "at": draw(moments).isoformat(),
        "advice": draw(st.sampled_from(ADVICE)),
    }
    if draw(st.booleans()):
        mark["date"] = draw(moments).isoformat()
    return mark


@st.composite
def states(draw, *, marked=False):
    """Draw a state from a log, sometimes with further fields of a snapshot."""
    fields = {}
    if draw(st.integers(0, 4)) == 0:
        fields["intermediary"] = draw(st.sampled_from(("agency", "recruiter")))
    if draw(st.integers(0, 4)) == 0:
        fields["hr_reachable"] = False
    if draw(st.integers(0, 9)) == 0:
        fields["internal_candidate"] = True
    if draw(st.integers(0, 9)) == 0:
        fields["contact_known"] = False
    log = draw(logs) + (draw(st.lists(marks(), max_size=3)) if marked else [])
    state = InterviewState.from_events(log, timezone=draw(zones), country=draw(countries), **fields)
    return state.snapshot() if draw(st.integers(0, 4)) == 0 else state
