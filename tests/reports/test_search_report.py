"""Reports on a search of several applications: their effects on each other and on the person."""

from __future__ import annotations

import pickle

import pytest
from search_examples import ACME, BIRCH, COBALT, NOW, PLACE, given, search

from interview_rules import (
    Advice,
    Advisor,
    InterviewState,
    JobSearch,
    PackError,
    RulePack,
    StateError,
    advise,
    plan,
)
from interview_rules.records.plan import SearchPlanRecord
from interview_rules.records.report import SearchReportRecord
from interview_rules.state.job_search import MOST_OFFERS


def test_a_deadline_elsewhere_means_early_contact():
    report = advise(search(Acme=ACME, Birch=BIRCH), NOW)
    told = report.applications["Acme"]["tell-about-other-offer"]
    assert "Friday 27 November 2026" in told.text
    assert "wait" not in report.applications["Acme"]
    assert "tell-about-other-offer" not in report.applications["Birch"]
    assert report.search["mind-the-deadline"].due.isoformat() == "2026-11-27"
    alone = advise(search(Acme=ACME), NOW)
    assert "wait" in alone.applications["Acme"]


def test_the_earliest_open_deadline_counts_whichever_offer_came_last():
    later = {
        "interview": "2026-11-12",
        "offer": {"at": "2026-11-21", "step": "firm"},
        "offer_deadline": {"date": "2026-12-11", "said_on": "2026-11-21"},
    }
    found = search(Acme=ACME, Birch=BIRCH, Delta=later)
    first = advise(found, NOW).applications["Acme"]["tell-about-other-offer"]
    assert "Friday 27 November 2026" in first.text
    then = advise(found, "2026-11-28 12:00").applications["Acme"]["tell-about-other-offer"]
    assert "Friday 11 December 2026" in then.text
    weigh = advise(found, NOW).search["weigh-the-offers"]
    assert "you have: 2." in weigh.text


def test_the_headline_is_that_of_the_application_whose_advice_comes_first():
    report = advise(search(Acme=ACME, Birch=BIRCH), NOW)
    first = next(name for name, _advice in report if name)
    headline = report.applications[first].headline
    assert report.headline == f"{first}: {headline}"
    assert headline
    assert report.record().headline == report.headline
    alone = advise(search(Acme=ACME), NOW)
    assert alone.headline == alone.applications["Acme"].headline


def test_without_advice_on_applications_the_headline_is_that_of_the_search():
    empty = advise(search(), NOW)
    assert empty.headline == empty.search.headline
    assert empty.headline
    found = search()
    for each in empty:
        found = found.with_events(
            {"event": "advice-set-aside", "at": NOW, "advice": each.advice.action}
        )
    silent = advise(found, NOW)
    assert not len(silent)
    assert not silent.headline


def test_an_accepted_offer_closes_the_rest_with_courtesy():
    accepted = InterviewState.read(BIRCH).with_events(
        {"event": "offer-accepted", "at": "2026-11-23"}
    )
    report = advise(search(Acme=ACME, Birch=accepted, Cobalt=COBALT), "2026-11-23 12:00")
    assert "withdraw-with-courtesy" in report.applications["Acme"]
    assert "offer-accepted" in report.applications["Birch"]
    assert "withdraw-with-courtesy" not in report.applications["Cobalt"]
    assert "stop-searching" in report.search
    assert "continue-search" not in report


@pytest.mark.parametrize("step", ["informal-offer", "verbal-offer", "conditional-offer"])
def test_a_yes_to_an_offer_that_is_not_solid_closes_nothing(step):
    offer = {"at": "2026-11-20", "event": step}
    yes = {"at": "2026-11-21", "event": "offer-accepted"}
    report = advise(search(Acme=ACME, Birch={"events": [offer, yes]}), "2026-11-23 12:00")
    assert "withdraw-with-courtesy" not in report.applications["Acme"]
    assert "stop-searching" not in report.search


def test_a_yes_with_no_offer_on_record_closes_the_others():
    yes = {"events": [{"at": "2026-11-21", "event": "offer-accepted"}]}
    report = advise(search(Acme=ACME, Birch=yes), "2026-11-23 12:00")
    assert "withdraw-with-courtesy" in report.applications["Acme"]


@pytest.mark.parametrize(
    "steps",
    [
        ("verbal-offer", "offer-accepted", "offer-withdrawn", "written-offer"),
        ("firm-offer", "offer-withdrawn", "verbal-offer", "offer-accepted"),
        ("verbal-offer", "offer-accepted", "rejection", "firm-offer"),
    ],
)
def test_a_yes_counts_for_the_offer_that_it_answers(steps):
    log = [{"at": f"2026-11-0{day}", "event": step} for day, step in enumerate(steps, 1)]
    report = advise(search(Acme=ACME, Birch={"events": log}), "2026-11-23 12:00")
    assert "withdraw-with-courtesy" not in report.applications["Acme"]


def test_once_it_is_in_writing_the_yes_closes_the_others():
    written = {"events": [
        {"at": "2026-11-20 10:00", "event": "verbal-offer"},
        {"at": "2026-11-21", "event": "offer-accepted"},
        {"at": "2026-11-24 15:00", "event": "written-offer"},
    ]}  # fmt: skip
    found = search(Acme=ACME, Birch=written)
    before, after = (advise(found, f"2026-11-24 {hour}:00") for hour in (12, 16))
    assert "withdraw-with-courtesy" not in before.applications["Acme"]
    assert "withdraw-with-courtesy" in after.applications["Acme"]
    assert "stop-searching" in after.search


def test_declining_the_others_after_accepting_one_changes_nothing():
    accepted = {"events": [{"at": "2026-11-18", "event": "written-offer"},
                           {"at": "2026-11-20", "event": "offer-accepted"}]}  # fmt: skip
    for end in ("offer-declined", "rejection", "withdrawn"):
        declined = {"events": [{"at": "2026-11-19", "event": "written-offer"},
                               {"at": "2026-11-22", "event": end}]}  # fmt: skip
        report = advise(search(A=accepted, B=ACME, C=declined), "2026-11-23 09:00")
        assert "withdraw-with-courtesy" in report.applications["B"]
        assert "stop-searching" in report.search


def test_a_rejection_does_not_end_the_offer_of_another_employer():
    own = {
        **PLACE,
        "applications": {"Acme": ACME, "Birch": BIRCH},
        "events": [{"at": "2026-11-18", "event": "other-offer"},
                   {"at": "2026-11-18", "event": "other-offer-deadline", "date": "2026-11-25"}],
    }  # fmt: skip
    found = JobSearch.read(own)
    declined = found.applications["Birch"].with_events(
        {"at": "2026-11-20", "event": "offer-declined"}
    )
    report = advise(found.with_application("Birch", declined), NOW)
    told = report.applications["Acme"]["tell-about-other-offer"]
    assert "Wednesday 25 November 2026" in told.text
    single = InterviewState.read(
        {
            **ACME,
            "elsewhere": [
                {"at": "2026-11-20", "event": "other-offer", "employer": "Birch"},
                {"at": "2026-11-20", "event": "other-offer-deadline", "date": "2026-11-27",
                 "employer": "Birch"},
                {"at": "2026-11-21", "event": "offer-declined", "employer": "Cobalt"},
            ],
        }
    )  # fmt: skip
    assert "tell-about-other-offer" in advise(single, "2026-11-21 12:00")


def test_an_expired_offer_no_longer_presses():
    gone = InterviewState.read(BIRCH).with_events({"event": "rejection", "at": "2026-11-21"})
    report = advise(search(Acme=ACME, Birch=gone), "2026-11-21 12:00")
    assert "wait" in report.applications["Acme"]
    assert "continue-search" in report.search


def test_nothing_in_the_pipeline_makes_searching_more_urgent():
    report = advise(search(Cobalt=COBALT), NOW)
    first = next(iter(report))
    assert (first.application, first.advice.id) == ("", "fill-the-pipeline")
    some = advise(search(Cobalt=COBALT, Acme=ACME), NOW)
    assert some.search["continue-search"].id == "keep-searching"
    assert "You have 1 open now." in some.search["continue-search"].text
    filled = advise(search(Acme=ACME), "2026-12-20 12:00")
    assert filled.search["continue-search"].id == "fill-the-pipeline"
    assert filled.search["continue-search"].since.isoformat() == "2026-12-03T00:00:00-05:00"
    assert advise(JobSearch(), NOW).search["continue-search"].id == "fill-the-pipeline"


def test_an_unanswered_application_leaves_the_pipeline():
    sent = {"events": [{"at": "2026-10-01", "event": "application-sent"}]}
    assert advise(search(Acme=sent), "2026-11-12 12:00").search["continue-search"].id == (
        "keep-searching"
    )
    assert advise(search(Acme=sent), "2026-11-13 12:00").search["continue-search"].id == (
        "fill-the-pipeline"
    )


def test_an_activity_not_done_for_a_while_is_advised():
    active = JobSearch.read(
        {
            **PLACE,
            "applications": {"Acme": ACME},
            "activities": [
                {"at": "2026-11-01", "kind": "networking"},
                {"at": "2026-11-18", "kind": "boards"},
            ],
            "events": [{"at": "2026-11-10", "event": "application-sent"}],
        }
    )
    report = advise(active, NOW)
    assert {a for name, a in given(report) if not name} == {
        "continue-search",
        "send-an-application",
        "talk-to-a-mentor",
    }
    assert report.search["send-an-application"].due.isoformat() == "2026-11-17"
    assert (
        "Sunday 1 November 2026" in advise(active, "2026-11-22 12:00").search["go-to-an-event"].text
    )
    nothing_noted = advise(search(Acme=ACME), NOW)
    assert {a for name, a in given(nothing_noted) if not name} == {"continue-search"}


def test_an_application_that_is_only_noted_as_sent_is_open_for_a_while():
    found = JobSearch.read(
        {**PLACE, "applications": {"Cobalt": COBALT},
         "activities": [{"at": "2026-11-20", "kind": "application"}]}
    )  # fmt: skip
    assert advise(found, NOW).search["continue-search"].id == "keep-searching"
    later = advise(found, "2027-01-02 12:00").search
    assert later["continue-search"].id == "fill-the-pipeline"
    sent = [each for each in plan(found, "2027-01-02 12:00", assume="follow advice").happens
            if each.event.event == "application-sent"]  # fmt: skip
    assert len(sent) >= 7


def test_sending_an_application_can_be_recorded_in_its_own_log():
    sent = {"events": [{"at": "2026-11-20", "event": "application-sent"}]}
    report = advise(search(Acme=sent), NOW)
    assert "send-an-application" not in report.search
    assert "job boards" in report.search["read-the-boards"].title.lower()


def test_searching_is_advised_once_and_not_for_every_application():
    report = advise(search(Acme=ACME, Delta=ACME), NOW)
    assert [name for name, advice in report if advice.action == "continue-search"] == [""]
    assert "continue-search" not in report.applications["Acme"]
    assert "continue-search" in report
    assert len(report) == len(list(report))


def test_advice_comes_in_order_across_applications():
    report = advise(search(Acme=ACME, Birch=BIRCH, Cobalt=COBALT), NOW)
    kinds = [advice.kind for _name, advice in report]
    assert kinds == sorted(kinds, key=("do", "avoid", "know").index)
    dues = [advice.due_span[1] for _name, advice in report if advice.kind == "do"]
    assert dues == sorted(dues)


def test_done_records_the_event_with_its_application():
    found = search(Acme=ACME, Birch=BIRCH)
    report = advise(found, NOW)
    told = next(item for item in report if item.advice.action == "tell-about-other-offer")
    after = report.done(told)
    assert [e.event for e in after.applications["Acme"].events] == ["follow-up-sent"]
    assert not after.applications["Acme"].elsewhere
    assert after.applications["Birch"] == found.applications["Birch"]
    searching = advise(search(Acme=ACME), NOW)
    item = next(item for item in searching if item.advice.action == "continue-search")
    assert item.application == ""
    quiet = searching.set_aside(item, "2026-11-30")
    assert "continue-search" not in advise(quiet, NOW)
    assert "continue-search" in advise(quiet, "2026-11-30 12:00")
    done = searching.done(item)
    assert "continue-search" not in advise(done, "2026-11-27 12:00")
    assert "continue-search" in advise(done, "2026-11-28 12:00")


def test_what_is_recorded_in_one_report_is_added_to_what_the_person_said():
    """The offers of other employers, and the time zone of the search, stay out of it."""
    found = search(Acme=ACME, Birch=BIRCH)
    report = advise(found, NOW)
    acme, own = report.applications["Acme"], found.applications["Acme"]
    question = acme.questions[0]
    assert "Birch" not in repr(question)
    answered = question.answered(question.choices[0])
    assert not answered.elsewhere
    assert answered.timezone == own.timezone
    advice = acme.advice[0]
    for noted in (advice.done(), advice.set_aside("2026-12-25"), copy(advice).done()):
        assert noted == own.with_events(noted.events[-1])
    person = report.search.advice[0].done()
    assert "Birch" not in person.model_dump_json()
    kept = found.with_application("Acme", answered)
    assert kept.prepared["Acme"].elsewhere == found.prepared["Acme"].elsewhere


def test_an_answer_about_the_person_is_added_to_the_events_of_the_person():
    rules = RulePack.from_text(
        "pack: mine\nextends: job-search\nrules:\n  - id: held\n    when: before hold_until\n"
        "    advise: {action: held, kind: know, title: T, text: T.}\n    source: Ours.\n",
        "mine.yaml",
    )
    sent = {"at": "2026-11-01", "event": "application-sent"}
    own = [
        {"at": "2026-11-10", "event": "boards-searched"},
        {"at": "2026-11-15", "event": "position-on-hold"},
    ]
    found = search(
        Acme={"events": [sent]},
        Birch={"events": [sent, {"at": "2026-11-20", "event": "written-offer"}]},
    ).with_events(*own)
    report = Advisor(search_rules=rules).advise(found, NOW)
    questions = {each.id: each for each in report.search.questions(all=True)}
    answered = questions["hold_until"].answered("2026-12-25")
    assert questions["hold_until"].path == "events[1].date"
    assert [each.event for each in answered.events] == [each["event"] for each in own]
    new = [each for each in questions.values() if each.path.startswith("events[2]")]
    assert not [each for each in questions.values() if each.path.startswith("events[3]")]
    for question in new:
        value = "2026-12-24" if question.type == "moment" else question.choices[0]
        assert len(question.answered(value).events) == 3


def test_what_is_lent_takes_no_room_in_what_is_stored():
    sent = {"at": "2026-11-01", "event": "application-sent"}
    own = [{"at": "2026-11-02", "event": "boards-searched", "detail": f"{n}"} for n in range(960)]
    found = search(
        **{f"Employer {number}": {"events": [sent]} for number in range(60)},
    ).with_events(*own)
    report = advise(found, NOW)
    item = next(item for item in report if not item.application)
    assert len(item.advice.done().events) == 961
    assert len(report.done(item).events) == 961


def test_what_is_recorded_in_a_plan_is_added_to_what_the_person_said():
    found = search(Acme=ACME, Birch=BIRCH)
    planned = plan(found, NOW, assume="follow advice").applications["Acme"]
    acted = [stretch for stretch in planned.stretches if stretch.advice]
    assert len(acted) > 1
    for stretch in acted:
        assert not stretch.advice[0].done().elsewhere


def copy(advice: Advice) -> Advice:
    """Return what another process gets."""
    return pickle.loads(pickle.dumps(advice))


def test_an_event_log_of_everything_is_sorted_by_application():
    log = [
        {"application": "Acme", "at": "2026-11-19", "event": "interview"},
        {"application": "Birch", "at": "2026-11-20", "event": "written-offer"},
        {"at": "2026-11-18", "event": "boards-searched"},
        {"at": "2026-11-18", "event": "other-offer", "employer": "Somebody"},
    ]
    found = JobSearch.from_events(log, **PLACE)
    assert list(found.applications) == ["Acme", "Birch"]
    assert [event.event for event in found.events] == ["boards-searched", "other-offer"]
    report = advise(found, NOW)
    assert "tell-about-other-offer" in report.applications["Acme"]
    assert report.applications["Acme"].state.company == "Acme"


def test_offers_and_their_deadlines_also_belong_to_the_person():
    own = JobSearch.read(
        {
            **PLACE,
            "applications": {"Acme": ACME},
            "events": [
                {"at": "2026-11-20", "event": "written-offer", "employer": "Elsewhere"},
                {"at": "2026-11-20", "event": "offer-deadline", "date": "2026-11-25",
                 "employer": "Elsewhere"},
            ],
        }
    )  # fmt: skip
    report = advise(own, NOW)
    assert "Wednesday 25 November 2026" in (
        report.applications["Acme"]["tell-about-other-offer"].text
    )
    assert "weigh-the-offers" in report.search


def test_both_read_back_from_json():
    found = search(Acme=ACME, Birch=BIRCH)
    report = advise(found, NOW)
    assert SearchReportRecord.model_validate_json(report.to_json()) == report.record()
    made = plan(found, NOW)
    assert SearchPlanRecord.model_validate_json(made.to_json()) == made.record()
    assert JobSearch.read(found.model_dump_json()) == found


def test_a_list_of_applications_is_named_by_company_and_position():
    listed = JobSearch.read(
        {"applications": [{"company": "Acme", "position": "Clerk"}, {"company": "Acme"}, {},
                          {"company": "Acme"}]}
    )  # fmt: skip
    assert list(listed.applications) == ["Acme, Clerk", "Acme", "application 3", "Acme (4)"]


def test_an_invalid_log_is_an_error():
    for wrong in (None, 5, "x", {}):
        with pytest.raises(StateError, match="events: a log must be a list of events"):
            JobSearch.from_events(wrong)
        with pytest.raises(StateError, match="events: a log must be a list of events"):
            InterviewState.from_events(wrong)
    with pytest.raises(
        StateError, match=r"events\[0\].application: the name of an application must be"
    ):
        JobSearch.from_events([{"application": ["A"], "at": "2026-11-19", "event": "interview"}])
    for name in (["A"], [], None, {}, 5):
        event = {"application": name, "at": "2026-11-25", "event": "reply-received"}
        with pytest.raises(StateError, match=r"assume\[0\].application: the name of an"):
            plan(search(Acme=ACME), NOW, assume=[event])


WRONG = {
    "in an application": (
        {"applications": {"Acme": {"intervew": "2026-11-19", "rounds": [{"date": "x"}]}}},
        [
            "applications.Acme.rounds[0].date: 'x' is not a date",
            "applications.Acme.intervew: unknown field 'intervew' (did you mean interview?)",
        ],
    ),
    "in a list": (
        {"applications": [{"interview": "2026-11-19"}, {"interview": "2026-13-19"}]},
        ["applications[1].interview: invalid month 13"],
    ),
    "in the search": (
        {"activites": [], "activities": [{"at": "2026-11-19", "kind": "boreds"}]},
        [
            "activities[0].kind: unknown kind 'boreds'",
            "activites: unknown field 'activites' (did you",
        ],
    ),
    "no search": ([], ["a search must be a mapping of fields"]),
    "the zone of the search": ({"timezone": "Mars"}, ["timezone: "]),
    "too many": (
        {"applications": [{}] * 5001},
        ["applications: a search may have at most 5,000 applications, but has 5,001"],
    ),
}


@pytest.mark.parametrize(("data", "said"), WRONG.values(), ids=WRONG)
def test_invalid_searches_are_errors(data, said):
    with pytest.raises(StateError) as error:
        JobSearch.read(data)
    for each in said:
        assert each in str(error.value)


def test_a_search_is_refused_as_an_application():
    with pytest.raises(StateError, match="this is a search, not one application"):
        advise({"applications": {}}, NOW)


def test_an_event_for_unknown_advice_is_reported_with_its_application():
    wrong = search(Acme={**ACME, "marks": [{"at": "2026-11-20", "advice": "folow-up"}]})
    for result in (advise(wrong, NOW), plan(wrong, NOW)):
        (warning,) = result.warnings
        assert warning.where == "applications.Acme.marks[0].advice"
    with pytest.raises(StateError, match=r"applications.Acme.marks\[0\].advice: unknown advice"):
        Advisor(strict=True).advise(wrong, NOW)


def test_own_rules_for_the_search():
    own = RulePack.from_text(
        """
pack: patient
extends: job-search
set:
  networking_pause: 3 months
switch_off: [read-the-boards]
"""
    )
    active = JobSearch.read(
        {**PLACE, "activities": [{"at": "2026-10-01", "kind": "networking"}],
         "applications": {"Acme": ACME}}
    )  # fmt: skip
    assert "go-to-an-event" in advise(active, NOW).search
    mine = Advisor(search_rules=own).advise(active, NOW).search
    assert not {"go-to-an-event", "read-the-boards"} & {*mine.actions}
    with pytest.raises(PackError):
        Advisor(search_rules="no-such.yaml")


def test_the_latest_of_very_many_offers_count():
    many = {
        f"Company {n}": {"offer": {"at": f"2026-{1 + n // 28:02}-{1 + n % 28:02}", "step": "firm"}}
        for n in range(MOST_OFFERS + 10)
    }
    found = search(Acme=ACME, **many)
    assert len(found.offers) == MOST_OFFERS
    assert "Company 0" not in found.offers
    assert f"Company {MOST_OFFERS + 9}" in found.offers
    first = {"events": [{"at": "2025-11-01", "event": "written-offer"},
                        {"at": "2025-11-02", "event": "offer-accepted"}]}  # fmt: skip
    kept = search(Acme=ACME, First=first, **many)
    assert "First" in kept.offers
    assert "withdraw-with-courtesy" in advise(kept, NOW).applications["Acme"]


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ("2026-11-25 18:30", "Answer the offer today"),
        ("2026-11-26 09:00", "Their deadline has passed without your answer"),
    ],
)
def test_an_offer_that_lapses_comes_before_what_is_long_overdue(now, title):
    offer = {"events": [
        {"at": "2026-11-18", "event": "written-offer"},
        {"at": "2026-11-18", "event": "offer-deadline", "date": "2026-11-25"},
    ]}  # fmt: skip
    silent = {"events": [{"at": "2026-10-20", "event": "interview"}]}
    first = advise(search(Silent=silent, Offer=offer), now).advice[0]
    assert (first.application, first.advice.title) == ("Offer", title)


def test_what_does_harm_comes_first_across_applications():
    search = JobSearch(
        applications={
            "Elm": {"interview": "2026-11-19"},
            "Oak": {"events": [{"at": "2026-11-19", "event": "verbal-offer"}]},
        }
    )
    report = Advisor().advise(search, "2026-11-20 12:00")
    assert report.advice[0].application == "Oak"
    assert report.advice[0].advice.action == "get-it-in-writing"
    assert "send-thank-you" in report


def test_advice_that_goes_before_other_advice_does_so_in_a_search_too():
    text = (
        "pack: p\nrules:\n"
        "  - {id: do-it, when: interview is known, source: Us., advise: {action: d, kind: do,"
        " title: Do, text: A.}}\n"
        "  - {id: know-it, when: interview is known, before: do-it, source: Us., advise: {action: k,"
        " kind: know, title: Know, text: A.}}\n"
    )
    advisor = Advisor(RulePack.from_text(text))
    found = {"applications": {"A": {"interview": "2026-11-19"}, "B": {"interview": "2026-11-19"}}}
    report = advisor.advise(JobSearch.model_validate(found), "2026-11-20 12:00")
    mine = [each.advice.id for each in report if each.application == "A"]
    assert mine == ["know-it", "do-it"]
    assert advisor.advise({"interview": "2026-11-19"}, "2026-11-20 12:00").ids == (
        "know-it",
        "do-it",
    )


@pytest.mark.parametrize("call", ["done", "set_aside"])
def test_only_advice_with_its_application_can_be_done(call):
    report = advise(search(Acme=ACME), NOW)
    for item in (report.applications["Acme"].advice[0], "tell-about-other-offer", None):
        with pytest.raises(StateError) as caught:
            getattr(report, call)(item)
        (problem,) = caught.value.problems
        assert (problem.where, problem.code) == ("item", "wrong-type")
        assert problem.message.startswith("expected advice with its application, not")
