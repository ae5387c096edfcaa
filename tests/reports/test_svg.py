"""The picture of a plan: its content, its legibility, and that texts are escaped."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from interview_rules import JobSearch, plan
from interview_rules.calendars.calendar import calendar_for
from interview_rules.reports.rows import Days
from interview_rules.reports.svg import MOST_ROWS, WIDTH

STATE = {
    "interview": "2026-11-19",
    "decision_date": "2026-11-27",
    "timezone": "America/New_York",
    "country": "US",
    "company": "Harbor & Finch",
    "position": "Data Analyst",
}
NOW = "2026-11-20 12:00"
SVG = "{http://www.w3.org/2000/svg}"
PLAN = plan(STATE, NOW, assume="follow advice")


def drawn(a_plan):
    return ET.fromstring(a_plan.to_svg())


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def title_of(action):
    (row,) = [row for row in PLAN.rows if row.action == action]
    return row.title


def test_every_row_is_there_by_kind_with_its_bars():
    root = drawn(PLAN)
    said = texts(root)
    assert said[0] == "now" or "now" in said
    for row in PLAN.rows:
        assert row.title in said
    assert [t for t in said if t and t.isupper()] == ["TO DO", "HOLD BACK", "TO KNOW",
                                                      "EVENTS"]  # fmt: skip
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("class") in {"do", "avoid", "know"}]
    assert len(bars) == sum(len(row.bars) for row in PLAN.rows)
    due = [bar for row in PLAN.rows for bar in row.bars if bar.due is not None]
    assert len(list(root.iter(f"{SVG}polygon"))) == len(due) == 2
    assert "30 Nov: follow-up sent, imagined" in said


def test_bars_are_at_the_positions_of_their_days():
    root = drawn(PLAN)
    bars = {}
    for group in root.iter(f"{SVG}g"):
        title, rects = group.find(f"{SVG}title"), group.findall(f"{SVG}rect")
        if title is not None:
            bars[title.text.split(" (")[0]] = [(float(r.get("x")), float(r.get("width")))
                                               for r in rects]  # fmt: skip
    ((wait_x, wait_width),) = bars[title_of("wait")]
    ((ask_x, ask_width),) = bars[title_of("follow-up")]
    ((await_x, _),) = bars[title_of("await-reply")]
    assert wait_x + wait_width == pytest.approx(ask_x, abs=0.2)
    assert ask_x + ask_width == pytest.approx(await_x, abs=0.2)
    day = ask_width / 2
    assert wait_width == pytest.approx(7.5 * day, abs=0.5)


def test_a_picture_is_legible_at_600_pixels_and_in_dark_mode():
    svg = PLAN.to_svg()
    root = ET.fromstring(svg)
    assert root.get("viewBox").startswith(f"0 0 {WIDTH} ")
    height = int(root.get("viewBox").split()[3])
    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px|font:(\d+)px", svg)[0] if size]
    assert min(sizes) >= 12
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        assert 0 <= x <= WIDTH
        assert 0 < y < height
        width = len(text.text) * 7.1
        assert (x - width if text.get("text-anchor") == "end" else x) >= -1
        assert (x if text.get("text-anchor") == "end" else x + width) <= WIDTH + 1, text.text
    assert "prefers-color-scheme:dark" in svg
    assert f"{title_of('follow-up')} (from Sat 28 Nov 2026" in root.find(f"{SVG}desc").text


def test_texts_are_escaped():
    wild = {**STATE, "company": "</text><script>alert(1)</script>&\x00\x1b[31m", "position": "\"'"}
    made = plan(wild, NOW)
    svg = made.to_svg()
    assert "<script" not in svg
    assert "\x00" not in svg
    assert "\x1b" not in svg
    heading = next(iter(drawn(made).iter(f"{SVG}text"))).text
    assert "<script>" in "".join(filter(None, texts(drawn(made)))) or heading
    assert svg in made._repr_html_()


def test_the_same_plan_is_the_same_picture():
    assert PLAN.to_svg() == plan(STATE, NOW, assume="follow advice").to_svg()


def test_a_search_names_the_application_of_each_row_and_stays_a_picture():
    same = {key: value for key, value in STATE.items() if key != "company"}
    found = JobSearch.read({"applications": {f"Company {n}": same for n in range(40)}})
    made = plan(found, "2026-11-20 12:00")
    said = texts(drawn(made))
    assert said.count("40 applications") == 1
    assert "Company 1: Send a short thank-you note" in said
    assert f"and {len(made.rows) - MOST_ROWS} more" in said
    assert made.to_svg() in made._repr_html_()


@pytest.mark.parametrize(
    "until", ["2026-11-20", "2026-11-27", "2026-12-31", "2027-12-31", "2040-01-01"]
)
def test_labels_of_days_do_not_overlap(until):
    made = plan(STATE, NOW, until=until)
    root = drawn(made)
    first = date(2026, 11, 20).toordinal()
    last = date.fromisoformat(until)
    days = Days(first, last.toordinal(), calendar_for("America/New_York", "US"))
    ticks = days.ticks(8)
    assert len(ticks) <= 9
    if len(ticks) > 2 and days.length > 20:
        assert {day.weekday() for _place, day in ticks} == {0}
    assert len(list(root.iter(f"{SVG}line"))) >= 1


def test_hours_have_positions_within_a_day():
    days = Days(date(2026, 11, 20).toordinal(), date(2026, 11, 29).toordinal(),
                calendar_for("Europe/Berlin"))  # fmt: skip
    zone = calendar_for("Europe/Berlin").tzinfo
    assert days.position(datetime(2026, 11, 21, 12, tzinfo=zone)) == 1.5
    assert days.position(datetime(2026, 11, 1, 12, tzinfo=zone)) == 0
    assert days.position(None) == days.length == 10
    assert days.of(date(2026, 11, 22)) == 2.5
    assert days.of(datetime(2026, 11, 22, 6, tzinfo=zone)) == 2.25


def test_a_plan_that_never_changes_has_a_picture_too():
    nothing = plan({}, "2026-11-20 12:00", until=timedelta(hours=1))
    assert "Keep searching until you have a solid offer" in texts(drawn(nothing))
