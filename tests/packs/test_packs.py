"""Packs: merging of layers, bundled packs, and immutability of loaded packs."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from threading import Barrier

import pytest

from interview_rules import Advisor, InterviewState, PackError, RulePack, advise
from interview_rules.engines.program import program_for
from interview_rules.packs import bundled
from interview_rules.packs.loading import read_packs
from interview_rules.packs.serialization import LAYOUT, pack_from_data, pack_to_data

ARTICLE, BOTH = "after-the-interview", "in-practice"
STATE = {"interview": "2026-11-19", "decision_date": "2026-11-25"}
BASE = """
pack: base
title: The base
parameters:
  pause: {value: 2 days, doc: How long to pause.}
facts:
  mood: {type: choice, doc: How it feels., choices: [calm, glad], ordered: true}
definitions:
  paused: {moment: interview + pause, doc: The end of the pause.}
drafts:
  hello: {subject: Hello, body: "Hello {interviewer},"}
stances: [rest]
rules:
  - id: rest
    when: not after paused
    conclude: resting
    advise: {action: rest, kind: know, title: "Rest for {pause}", text: Base, due: paused}
    source: {section: Rest}
  - id: work
    when: not resting
    advise: {action: work, kind: do, title: Work, text: Base, due: interview, draft: hello}
    instead_of: rest
    source: Habit.
"""


def written(folder, name: str, text: str):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def base(tmp_path):
    return written(tmp_path, "base.yaml", BASE)


def top(tmp_path, text: str) -> RulePack:
    return RulePack.load(written(tmp_path, "top.yaml", f"pack: top\nextends: base.yaml\n{text}"))


def ids(pack: RulePack, now: str, **state) -> tuple[str, ...]:
    return Advisor(pack).advise({"interview": "2026-11-19", **state}, now).ids


# -- layers ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("base")
def test_a_pack_adds_to_what_it_extends(tmp_path):
    pack = top(
        tmp_path,
        "title: The top\nrules:\n"
        "  - {id: more, when: mood is glad and resting, conclude: busy, source: B.}\n",
    )
    assert (pack.name, pack.title, pack.layers) == ("top", "The top", ("base", "top"))
    assert [(rule.id, rule.pack) for rule in pack.rules] == [
        ("rest", "base"),
        ("work", "base"),
        ("more", "top"),
    ]
    assert set(pack.conclusions) == {"resting", "busy"}
    assert (list(pack.parameters), list(pack.facts), pack.stances) == (
        ["pause"],
        ["mood"],
        ("rest",),
    )


@pytest.mark.usefixtures("base")
def test_an_empty_pack_equals_what_it_extends(tmp_path):
    pack, below = top(tmp_path, ""), RulePack.load(tmp_path / "base.yaml")
    assert pack.rules == below.rules
    assert pack.parameters == below.parameters
    assert (pack.name, pack.title) == ("top", "top")
    assert pack != below, "they have other names"


@pytest.mark.usefixtures("base")
def test_a_set_parameter_changes_everywhere(tmp_path):
    pack = top(tmp_path, "set: {pause: 5 days}\n")
    assert ids(pack, "2026-11-24 23:59") == ("rest",)
    assert ids(RulePack.load(tmp_path / "base.yaml"), "2026-11-24 23:59") == ("work",)
    report = Advisor(pack).advise({"interview": "2026-11-19"}, "2026-11-20 12:00")
    assert report["rest"].title == "Rest for 5 days"
    assert str(report["rest"].due) == "2026-11-24"
    assert pack.parameters["pause"].doc == "How long to pause."


@pytest.mark.usefixtures("base")
def test_a_rule_that_is_switched_off_is_removed_from_instead_of(tmp_path):
    more = (
        "switch_off: rest\n"
        "rules:\n"
        "  - id: nap\n"
        "    when: not after paused\n"
        "    conclude: resting\n"
        "    advise: {action: rest, kind: know, title: Nap, text: Top}\n"
        "    source: B.\n"
    )
    pack = top(tmp_path, more)
    assert [rule.id for rule in pack.rules] == ["work", "nap"]
    assert pack.rule("work").instead_of == ()
    assert ids(pack, "2026-11-20 12:00") == ("nap",)


@pytest.mark.usefixtures("base")
def test_single_keys_of_a_rule_are_overridden_and_the_rest_stays(tmp_path):
    pack = top(
        tmp_path,
        "override:\n"
        "  work: {title: Work hard, kind: know, due: interview + 1 day}\n"
        "  rest: {when: no interview, source: Because.}\n",
    )
    below = RulePack.load(tmp_path / "base.yaml")
    work, rest = pack.rule("work"), pack.rule("rest")
    assert (work.advise.title, work.advise.text) == (("Work hard",), ("Base",))
    assert (work.advise.kind, work.advise.action, work.advise.draft) == ("know", "work", "hello")
    assert (work.when, work.instead_of) == (below.rule("work").when, ("rest",))
    assert (rest.advise, rest.conclude) == (below.rule("rest").advise, ("resting",))
    assert (rest.source.rests_on, rest.source.section) == ("Because.", "")
    assert (rest.words, rest.at.line) == (("no interview",), below.rule("rest").at.line)
    assert ids(pack, "2026-11-20 12:00") == ("work",)


@pytest.mark.usefixtures("base")
def test_a_list_is_overridden_as_a_whole_and_can_be_emptied(tmp_path):
    assert top(tmp_path, "override: {work: {instead_of: []}}\n").rule("work").instead_of == ()


@pytest.mark.usefixtures("base")
def test_errors_in_an_override_point_to_the_overriding_file(tmp_path):
    with pytest.raises(PackError) as caught:
        top(tmp_path, "override:\n  work:\n    when: after intervew\n")
    assert str(caught.value) == (
        f"{tmp_path / 'top.yaml'}:5:17: unknown name 'intervew' (did you mean interview?)"
    )


def test_paths_are_relative_to_the_file_that_names_them(tmp_path):
    written(tmp_path, "shared/base.yaml", BASE)
    written(tmp_path, "mine/middle.yaml", "pack: middle\nextends: ../shared/base.yaml\n")
    last = written(
        tmp_path,
        "mine/deep/last.yaml",
        "pack: last\nextends: [../middle.yaml]\nset: {pause: 1 day}\n",
    )
    pack = RulePack.load(last)
    assert pack.name == "last"
    assert str(pack.parameters["pause"].value.amount) == "1"
    assert RulePack.load(str(last)) == pack


def test_bundled_packs_are_extended_by_name_and_merged_once(tmp_path):
    one = written(tmp_path, "one.yaml", f"pack: one\nextends: [{ARTICLE}, {BOTH}, {ARTICLE}]\n")
    pack = RulePack.load(one)
    assert pack.rules == RulePack.default().rules
    assert pack.layers == (ARTICLE, BOTH, "one")
    assert pack.rules == RulePack.from_text(one.read_text(encoding="utf-8")).rules
    assert advise(STATE, "2026-11-20 12:00", rules=one).ids == advise(STATE, "2026-11-20 12:00").ids


def test_a_pack_on_top_leaves_the_bundled_pack_as_it_is():
    """The trees of bundled packs and of their conditions are cached, so nothing may change them."""
    plain = "pack: plain\nextends: in-practice\n"
    before = RulePack.from_text(plain)
    changed = RulePack.from_text("""
pack: changed
extends: in-practice
set: {reply_wait: 9 days}
facts: {visa: {type: flag, doc: A visa is needed.}}
definitions: {hasty: {condition: visa and not settled, doc: It is urgent.}}
override_drafts: {thank-you: {subject: Other}}
override:
  assume-filled: {title: Other, when: visa}
  wait: {draft: {subject: Other, body: Other}}
switch_off: [hearsay]
""")
    assert changed.rules != before.rules
    assert RulePack.from_text(plain) == before
    assert pack_to_data(RulePack.from_text(plain)) == pack_to_data(before)


def test_one_pack_under_two_others_is_read_once(tmp_path, base):
    left = written(tmp_path, "left.yaml", "pack: left\nextends: base.yaml\nset: {pause: 4 days}\n")
    right = written(tmp_path, "right.yaml", "pack: right\nextends: base.yaml\n")
    for pack in (
        RulePack.load(left, right),
        top(tmp_path, "").load(base, left, right),
        RulePack.load(
            written(tmp_path, "both.yaml", "pack: b\nextends: [left.yaml, right.yaml]\n")
        ),
    ):
        assert [rule.id for rule in pack.rules] == ["rest", "work"]
        assert pack.parameters["pause"].value.amount == 4


def test_several_files_are_put_on_top_of_each_other(tmp_path, base):
    own = written(tmp_path, "own.yaml", "pack: own\nset: {pause: 9 days, reply_wait: 1 week}\n")
    pack = RulePack.load(ARTICLE, base, own)
    assert pack.name == "own"
    assert pack.layers == (ARTICLE, "base", "own")
    assert Advisor([ARTICLE, str(base), own]).pack == pack
    with pytest.raises(PackError, match="unknown parameter 'reply_wait'"):
        RulePack.load(base, own)


def test_packs_that_extend_each_other_in_a_cycle_are_refused(tmp_path):
    one = written(tmp_path, "one.yaml", "pack: one\nextends: two.yaml\n")
    written(tmp_path, "two.yaml", "pack: two\nextends: one.yaml\n")
    with pytest.raises(PackError) as caught:
        RulePack.load(one)
    assert str(caught.value) == (
        f"{tmp_path / 'two.yaml'}:2:10: {one} extends itself, directly or through other packs (remove this entry)"
    )


def test_a_long_chain_of_packs_is_refused(tmp_path):
    for number in range(40):
        text = f"pack: p{number}\nextends: p{number + 1}.yaml\n"
        written(tmp_path, f"p{number}.yaml", text)
    written(tmp_path, "p40.yaml", "pack: p40\n")
    with pytest.raises(PackError, match="more than 20 packs are loaded together"):
        RulePack.load(tmp_path / "p0.yaml")
    assert RulePack.load(tmp_path / "p30.yaml").name == "p30"


def test_a_text_extends_bundled_packs_only(tmp_path, monkeypatch):
    written(tmp_path, "base.yaml", BASE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError, match=r"^mine:2:10: unknown pack 'base\.yaml'"):
        RulePack.from_text("pack: mine\nextends: base.yaml\n", "mine")


def test_loaded_packs_cannot_be_combined_but_their_files_can(base):
    loaded = RulePack.load(base)
    assert RulePack.load(loaded) is loaded
    assert Advisor(loaded).pack is loaded
    with pytest.raises(PackError, match="a RulePack, which cannot be combined with other packs"):
        RulePack.load(loaded, base)


def test_loading_without_a_pack_is_refused():
    with pytest.raises(PackError, match=r"^no pack given "):
        RulePack.load()


# -- the bundled packs ----------------------------------------------------------------------------


def test_the_article_comes_alone_or_with_what_it_leaves_open():
    article, both = RulePack.shipped(ARTICLE), RulePack.default()
    assert both is RulePack.default() is RulePack.shipped(BOTH) is RulePack.load(BOTH)
    assert (article.layers, both.layers) == ((ARTICLE,), (ARTICLE, BOTH))
    assert both.rules[: len(article.rules)] != article.rules, "some texts are overridden"
    kept = [rule.id for rule in article.rules if rule.id != "keep-options-open"]
    below = both.rules[: len(kept)]
    assert [rule.id for rule in below] == kept
    assert {rule.pack for rule in below} == {ARTICLE}
    conditions = {rule.id: rule.when for rule in article.rules}
    assert {rule.id for rule in below if rule.when != conditions[rule.id]} == {
        "solid-offer",
        "await-reply",
        "assume-filled-unanswered",
        "contact-hr",
    }
    assert ARTICLE not in {rule.pack for rule in both.rules[len(kept) :]}


def test_every_rule_has_a_source():
    sections = {
        *("Send a Thank-You Note", "The Waiting Game"),
        *("When to Reach Out", "Continue Your Search"),
    }
    for rule in RulePack.default().rules:
        if rule.pack == ARTICLE:
            assert rule.source.section in sections, rule.id
        else:
            assert rule.source.section in sections or rule.source.rests_on.endswith("."), rule.id


@pytest.mark.parametrize("name", bundled.names())
def test_prepared_data_equals_the_yaml(name):
    fresh = read_packs((name,))
    data = json.loads(json.dumps({"layout": LAYOUT, "pack": pack_to_data(fresh)}))
    again = pack_from_data(data)
    assert again == fresh == RulePack.shipped(name)
    assert again is not fresh
    assert [rule.at for rule in again.rules] == [rule.at for rule in fresh.rules]
    assert program_for(again).engine.source == program_for(fresh).engine.source
    assert pack_to_data(again) == pack_to_data(fresh)


def test_own_packs_can_be_prepared(base):
    fresh = RulePack.load(base)
    again = pack_from_data(json.loads(json.dumps({"layout": LAYOUT, "pack": pack_to_data(fresh)})))
    assert again == fresh


# -- packs are immutable and shareable ------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (lambda pack: pack, "name"),
        (lambda pack: pack, "rules"),
        (lambda pack: pack.rules[0], "when"),
        (lambda pack: pack.rules[0].when, "moment"),
        (lambda pack: pack.rules[0].advise, "title"),
        (lambda pack: pack.rules[0].source, "section"),
        (lambda pack: pack.parameters["reply_wait"], "value"),
        (lambda pack: pack.definitions["date_stands"], "node"),
        (lambda pack: pack.drafts["thank-you"], "body"),
    ],
)
def test_packs_are_frozen(part, name):
    with pytest.raises(FrozenInstanceError):
        setattr(part(RulePack.default()), name, None)


def test_packs_with_equal_content_are_equal(base):
    one, two = RulePack.load(base), RulePack.load(base)
    assert one == two
    assert one is not two
    assert one != RulePack.load(ARTICLE)
    assert one != "base"


def test_advising_does_not_change_the_pack_or_the_state():
    state = InterviewState.read(STATE)
    before = (state.model_dump_json(), pack_to_data(RulePack.default()))
    advise(state, "2026-11-20 12:00").to_json()
    assert (state.model_dump_json(), pack_to_data(RulePack.default())) == before


@pytest.mark.slow
def test_threads_sharing_an_advisor_get_equal_reports(base):
    states = [
        {**STATE, "timezone": zone, "country": country, "follow_up": "2026-11-26"}
        for zone, country in (("Europe/Berlin", "DE"), ("Asia/Tokyo", "JP"), ("UTC", None))
    ]
    nows = ("2026-11-20 12:00", "2026-11-26 09:00", "2026-12-01 00:00")
    start = Barrier(8)

    def advised(advisor: Advisor) -> list[str]:
        start.wait(timeout=30)
        return [advisor.advise(state, now).to_json() for state in states for now in nows]

    for rules in (BOTH, base):
        shared = Advisor(read_packs((rules,)))
        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(advised, [shared] * 8))
        alone = Advisor(read_packs((rules,)))
        expected = [alone.advise(state, now).to_json() for state in states for now in nows]
        assert told == [expected] * 8


@pytest.mark.parametrize("path", ["../conf.yaml", "{root}/conf.yaml", "../other/conf.yaml"])
def test_what_is_in_another_folder_is_not_quoted_unless_it_is_a_pack(tmp_path, path):
    for folder in ("conf.yaml", "other/conf.yaml"):
        written(tmp_path, folder, "pack: Hunter2\npassword: hunter2\n")
    text = f"pack: mine\nextends: {path.format(root=tmp_path)}\n"
    mine = written(tmp_path, "sub/mine.yaml", text)
    with pytest.raises(PackError) as caught:
        RulePack.load(mine)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{mine}:2:10: ")
    assert (
        "is not a valid pack; its errors are not shown in another folder (run interview-rules rules"
        in str(problem)
    )
    assert "unter2" not in str(problem)


def test_errors_about_a_pack_in_another_folder_are_told(tmp_path):
    below = "pack: base\nrules:\n  - {id: a, when: interview is known, conclude: b, source: Us.}\n"
    below += "  - {id: c, when: b, conclude: d, source: Us.}\n"
    base = written(tmp_path, "shared/base.yaml", below)
    mine = written(
        tmp_path,
        "sub/mine.yaml",
        "pack: mine\nextends: ../shared/base.yaml\noverride: {a: {conclude: z}}\n",
    )
    with pytest.raises(PackError) as caught:
        RulePack.load(mine)
    assert [
        str(problem).partition(" (")[0].replace("sub/../", "") for problem in caught.value.problems
    ] == [f"{base}:4:19: unknown name 'b'"]


@pytest.mark.parametrize("text", [3, None, ["pack: mine"]])
def test_a_pack_that_is_no_text_is_refused(text):
    with pytest.raises(PackError, match=r"a pack must be YAML text, not .*use RulePack\.load"):
        RulePack.from_text(text)
