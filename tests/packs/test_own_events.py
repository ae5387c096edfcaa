"""The key `events` of packs: what it declares, and what is told about mistakes in it."""

from __future__ import annotations

import pytest

from interview_rules import PackError, RulePack
from interview_rules.authoring.checks.runner import check_text
from interview_rules.packs.own_event import Setting

PACK = """\
pack: flats
facts:
  viewing: {type: moment, doc: The viewing.}
  answer: {type: choice, doc: The answer., choices: [none, yes-sir, refused]}
  papers: {type: count, doc: Missing papers.}
  found: {type: flag, doc: It is found.}
  landlord: {type: text, doc: The landlord.}
rules:
  - {id: go, when: viewing is known and answer is refused and papers >= 1 and found and landlord,
     source: Us., advise: {action: go, kind: do, title: A, text: A.}}
events:
"""


def with_event(text: str) -> RulePack:
    return RulePack.from_text(f"{PACK}  {text}\n")


def test_an_event_sets_and_clears_facts():
    pack = with_event(
        "flat.viewed: {doc: You viewed it., by: you, sets: {viewing: at, answer: refused,"
        " papers: 2, found: false}, clears: papers, ask: When?}"
    )
    event = pack.events["flat.viewed"]
    assert event.sets == (
        Setting("viewing", "at"),
        Setting("answer", "value", 2),
        Setting("papers", "value", 2),
        Setting("found", "value", 0),
    )
    assert (event.by, event.clears, event.ask) == ("you", ("papers",), "When?")
    assert pack.event("flat.viewed") is event
    assert pack.event("flat.gone") is None


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (
            "viewed: {doc: A., by: you, sets: {viewing: at}}",
            (
                "'viewed' is not a valid name (use lowercase words with a dot between them, such as"
                " flat.viewed)"
            ),
        ),
        ("a.b: {by: you, sets: {viewing: at}}", "missing key 'doc' in event a.b"),
        ("a.b: {doc: A., sets: {viewing: at}}", "missing key 'by' in event a.b"),
        (
            "a.b: {doc: A., by: me, sets: {viewing: at}}",
            "unknown value 'me' of by (choose from: you, them)",
        ),
        (
            "a.b: {doc: A., by: you}",
            "event a.b sets and clears no fact (add, for example, sets: {viewing: at})",
        ),
        (
            "a.b: {doc: A., by: you, sets: {veiwing: at}}",
            "unknown fact 'veiwing' (did you mean viewing?)",
        ),
        (
            "a.b: {doc: A., by: you, clears: [paper]}",
            "unknown fact 'paper' (did you mean papers?)",
        ),
        (
            "a.b: {doc: A., by: you, sets: {interview: at}}",
            "interview is a built-in fact, which only built-in events set",
        ),
        (
            "a.b: {doc: A., by: you, sets: {landlord: at}}",
            "an event cannot set landlord, which is a text",
        ),
        (
            "a.b: {doc: A., by: you, sets: {viewing: today}}",
            (
                "'today' is not a value for viewing (write at for the moment of the event, or date"
                " for the date that it names)"
            ),
        ),
        (
            "a.b: {doc: A., by: you, sets: {answer: refusd}}",
            "'refusd' is not a value for answer (did you mean refused?)",
        ),
        (
            "a.b: {doc: A., by: you, sets: {found: refused}}",
            "'refused' is not a value for found (write true or false)",
        ),
        (
            "a.b: {doc: A., by: you, sets: {papers: -1}}",
            "'-1' is not a value for papers (write one more, one less, or a whole number)",
        ),
        (
            "a.b: {doc: A., by: you, sets: {papers: one less}, ask: When?}",
            "ask needs a moment that a.b sets, which the answer gives",
        ),
    ],
)
def test_mistakes_are_told_with_the_way_out(event, message):
    with pytest.raises(PackError) as caught:
        with_event(event)
    (problem,) = caught.value.problems
    assert message in str(problem)
    assert problem.place.line > 11


def test_all_mistakes_are_told_at_once():
    with pytest.raises(PackError) as caught:
        with_event("a.b: {doc: A., by: me, sets: {viewing: today, foo: at}, clears: bar, due: 3}")
    assert len(caught.value.problems) == 5


def test_a_name_can_be_declared_once(tmp_path):
    event = "  flat.viewed: {doc: A., by: you, sets: {viewing: at}}\n"
    (tmp_path / "below.yaml").write_text(PACK + event)
    above = tmp_path / "above.yaml"
    above.write_text(f"pack: above\nextends: below.yaml\nevents:\n{event}")
    with pytest.raises(PackError, match=r"flat\.viewed is already defined at .*below\.yaml:12:3"):
        RulePack.load(above)


def test_advice_is_recorded_only_by_what_you_do():
    done = PACK.replace("text: A.", "text: A., recorded_as: flat.refused")
    event = "  flat.refused: {doc: A., by: BY, sets: {answer: refused}}\n"
    pack = RulePack.from_text(done + event.replace("BY", "you"))
    assert pack.recorded == {"go": "flat.refused"}
    with pytest.raises(PackError, match="recorded_as must name an act of the candidate"):
        RulePack.from_text(done + event.replace("BY", "them"))


def test_former_names_of_events_are_checked():
    event = "  flat.viewed: {doc: A., by: you, sets: {viewing: at}}\n"
    former = "formerly:\n  events: {flat.seen: NEW}\n"
    pack = RulePack.from_text(PACK + event + former.replace("NEW", "flat.viewed"))
    assert pack.event("flat.seen").name == "flat.viewed"
    with pytest.raises(PackError, match=r"unknown event 'flat\.veiwed'"):
        RulePack.from_text(PACK + event + former.replace("NEW", "flat.veiwed"))


def test_the_digest_tells_packs_with_other_events_apart():
    one, other = (
        with_event(f"a.b: {{doc: A., by: you, sets: {{papers: {n}}}}}").digest for n in (1, 2)
    )
    assert one != other


def test_a_sound_pack_has_no_finding():
    text = f"{PACK}  a.b: {{doc: A., by: you, sets: {{viewing: at}}}}\n"
    assert [each.code for each in check_text(text, "flats.yaml")] == []
