"""Random facts, and folded facts as rows of a table.

Tests use them to compare tables and other engines with the default engine.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from drawn_packs import packs
from hypothesis import strategies as st

from interview_rules.calendars.calendar import NEVER, calendar_for
from interview_rules.facts.vocabulary import EVERYDAY, FACTS, OFFSETS, default_of
from interview_rules.language import nodes
from interview_rules.packs.rule_usage import usage_of

if TYPE_CHECKING:
    import polars as pl


def instant_at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def as_a_table_holds(facts, calendar) -> list[int]:
    """Return folded facts in which a round with an end takes its whole day, as in `facts_table`."""
    found = list(facts)
    for fact in FACTS.values():
        place = OFFSETS[fact.name]
        if fact.type == "moment" and found[place] < found[place + 1]:
            day = found[place + 2]
            found[place : place + 2] = calendar.starts[day], calendar.starts[day + 1]
    return found


def row(pack, facts, calendar) -> dict:
    """Return the columns of one application with folded facts."""
    found: dict[str, object] = {"timezone": calendar.zone, "country": calendar.country}
    found["subdivision"] = calendar.subdivision
    for fact in (*FACTS.values(), *pack.facts.values()):
        place = pack.offsets[fact.name]
        value = facts[place]
        if fact.type == "moment":
            start, end, day = facts[place : place + 3]
            # A skipped day has length zero.
            whole = start < end or (start < NEVER and start == calendar.starts[day + 1])
            found[fact.name] = None if whole or start == NEVER else instant_at(start)
            found[f"{fact.name}_day"] = date.fromordinal(day) if whole else None
        elif fact.type == "flag":
            found[fact.name] = bool(value)
        elif fact.type == "choice":
            found[fact.name] = fact.choices[value]
        else:
            found[fact.name] = int(value)
    return found


def schema(pack) -> dict:
    import polars as pl

    found: dict[str, object] = dict.fromkeys(("timezone", "country", "subdivision"), pl.String)
    for fact in (*FACTS.values(), *pack.facts.values()):
        if fact.type == "moment":
            found[fact.name] = pl.Datetime("us", "UTC")
            found[f"{fact.name}_day"] = pl.Date
        else:
            found[fact.name] = {"flag": pl.Boolean, "choice": pl.String, "count": pl.Int64}[
                fact.type
            ]
    return found


def table(pack, rows) -> pl.DataFrame:
    """Return rows of facts as a Polars frame."""
    import polars as pl

    own = {"nr": pl.Int64} if rows and "nr" in rows[0] else {}
    return pl.DataFrame(rows, schema={**own, **schema(pack)})


# Days near clock changes, ends of months, and holidays.
CORNERS = tuple(
    int(datetime(*day, tzinfo=UTC).timestamp())
    for day in (
        (2026, 3, 8), (2026, 3, 29), (2026, 4, 5), (2026, 10, 4), (2026, 10, 25), (2026, 11, 1),
        (2026, 11, 26), (2026, 12, 24), (2026, 12, 31), (2027, 1, 31), (2027, 2, 28), (2028, 2, 29),
        (2011, 12, 30),
    )
)  # fmt: skip
PLACES = (
    ("UTC", None), ("America/New_York", "US"), ("Europe/Berlin", "DE"), ("Europe/London", "GB"),
    ("Australia/Lord_Howe", "AU"), ("America/Havana", None), ("Asia/Dubai", "AE"),
    ("Pacific/Apia", "NZ"), ("Asia/Kolkata", "IN"), ("America/Sao_Paulo", "BR"),
    ("Atlantic/Azores", "PT"), ("Africa/Casablanca", None), ("Asia/Beirut", None),
)  # fmt: skip

PLACE_CALENDARS = [calendar_for(*place) for place in PLACES]


def drawn_facts(pack, calendar, now, rnd) -> list[int]:
    """Return facts that need not come from any log, around now and around midnight."""
    facts = [0, *(place for fact in FACTS.values() for place in default_of(fact))]
    facts += [place for fact in pack.facts.values() for place in default_of(fact)]
    asked = {fact.name for rule in pack.rules for fact in usage_of(pack, rule).facts}
    dues = [rule.advise.due for rule in pack.rules if rule.advise and rule.advise.due]
    asked.update(name for due in dues for name in nodes.facts_of(due))
    today, starts = calendar.day_of(now), calendar.starts
    odd = [d for d in range(today - 45, today + 45) if starts[d + 1] - starts[d] != 86_400]
    for name in sorted(asked):
        fact = pack.facts.get(name) or FACTS[name]
        if rnd.random() < 0.3:
            continue
        place = pack.offsets[name]
        if fact.type == "moment":
            far = rnd.choice((1, 3, 12, 45))
            day = today + rnd.randint(-far, far)
            if odd and rnd.random() < 0.3:
                day = rnd.choice(odd)
            start, end = starts[day], starts[day + 1]
            if rnd.random() < 0.5:
                start = rnd.choice((start, end)) + rnd.choice(
                    (-3_000, -1, 0, 0, 1, 1_800, 3_600, rnd.randint(0, 90_000))
                )
                hours = now + 3_600 * rnd.randint(-10, 10)
                days = now + 86_400 * rnd.randint(-5, 5)
                start = rnd.choice((start, now, hours, hours, now - 86_400, days))
                end, day = start, calendar.day_of(start)
            facts[place : place + 3] = [start, end, day]
        elif fact.type == "choice":
            facts[place] = rnd.randrange(len(fact.choices))
        else:
            facts[place] = rnd.randint(0, 1 if fact.type == "flag" else 3)
        if facts[place] != fact.default and name not in EVERYDAY:
            facts[0] |= pack.bits[name]
    return facts


@st.composite
def tables(draw, source=packs, most=80):
    """Draw a pack, an instant, and rows of facts at several places."""
    pack = draw(source)
    seed = draw(st.integers(0, 2**32))
    rnd = random.Random(seed)  # noqa: S311  # drawing examples
    now = rnd.choice(CORNERS) + rnd.randint(-3, 3) * 86_400 + rnd.choice((0, -1, 3_600, 43_210))
    rows = []
    for _ in range(draw(st.integers(1, most))):
        calendar = PLACE_CALENDARS[rnd.randrange(len(PLACE_CALENDARS))]
        rows.append((drawn_facts(pack, calendar, now, rnd), calendar))
    return pack, now, rows
