"""Tests of the published schemas in yaml-language-server, as rule authors see them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from authoring.editor.language_server import LanguageServer
from typer.testing import CliRunner

from interview_rules.authoring.scaffold import MODELINE, start
from interview_rules.cli.app import app
from interview_rules.packs.keys import PACK_KEYS
from interview_rules.packs.model import RulePack

pytestmark = pytest.mark.process

VERSION = "1.25.0"
"""The newest version that runs on Node 20."""

CHECKOUT = Path(__file__).parents[3]
CARET = "^"
"""The position of the caret or the pointer in the texts of these tests."""

PACK = """\
pack: my-rules
extends: in-practice
parameters:
  tea_time: {value: 2 days, doc: How long tea keeps.}
facts:
  tea_served: {type: moment, doc: The last time that tea was served}
rules:
  - id: more-tea
    when: not settled and after tea_served + tea_time
    advise: {action: make-tea, kind: do, title: Make tea, text: Make a cup of tea.}
    source: It was cold.
"""


def installed() -> Path:
    """Return the folder of the server, installed once; skip the test if that is impossible."""
    home = Path(tempfile.gettempdir()) / f"yaml-language-server-{VERSION}"
    if (home / "node_modules").is_dir():
        return home
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        missing("Node and npm are not installed")
    # Tests run in parallel: install in a temporary folder, then move the result atomically.
    with tempfile.TemporaryDirectory() as elsewhere:
        quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        wanted = f"yaml-language-server@{VERSION}"
        try:
            subprocess.run(
                [npm, "install", *quiet, "--prefix", elsewhere, wanted],
                check=True,
                capture_output=True,
                timeout=180,
            )
        except (subprocess.SubprocessError, OSError) as error:
            missing(f"npm could not install {wanted}: {error}")
        home.mkdir(exist_ok=True)
        try:
            (Path(elsewhere) / "node_modules").rename(home / "node_modules")
        except OSError:
            assert (home / "node_modules").is_dir(), "what was installed could not be kept"
    return home


def missing(reason: str) -> None:
    assert not os.environ.get("CI"), f"the checks need yaml-language-server: {reason}"
    pytest.skip(reason)


class Item(NamedTuple):
    text: str
    doc: str


class Editor:
    """An editor; every file that it opens begins with a line that names its schema."""

    def __init__(self, server: LanguageServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.opened = 0

    def open(self, text: str, schema: str) -> str:
        self.opened += 1
        path = self.folder / f"file-{self.opened}.yaml"
        return self.server.open(path, f"{MODELINE}./{schema}.schema.json\n{text}")

    def _at_caret(self, text: str, schema: str) -> tuple[str, int, int]:
        before, found, after = text.partition(CARET)
        assert found
        line = before.count("\n") + 1
        return self.open(before + after, schema), line, len(before.rpartition("\n")[2])

    def offers(self, text: str, schema: str = "my-rules") -> dict[str, Item]:
        """Return the completions at the caret by label: inserted text and documentation."""
        found = self.server.completion(*self._at_caret(text, schema))
        assert len({each["label"] for each in found}) == len(found), "something is offered twice"
        return {each["label"]: Item(each["textEdit"]["newText"], _doc(each)) for each in found}

    def tells(self, text: str, schema: str = "my-rules") -> str:
        """Return the hover text at the pointer, without escapes."""
        return self.server.hover(*self._at_caret(text, schema)).replace("\\", "")

    def marks(self, text: str, schema: str = "my-rules") -> list[tuple[int, str, str]]:
        """Return the diagnostics as (line, marked words, message).

        Line numbers do not count the line that names the schema.
        """
        found = self.server.diagnostics(self.open(text, schema))
        lines = text.split("\n")
        marked = []
        for each in found:
            first, last = each["range"]["start"], each["range"]["end"]
            end = last["character"] if last["line"] == first["line"] else None
            words = lines[first["line"] - 1][first["character"] : end]
            marked.append((first["line"], words, each["message"]))
        return sorted(marked)


def _doc(item: dict[str, Any]) -> str:
    doc = item.get("documentation") or ""
    return doc if isinstance(doc, str) else doc["value"]


def write_schemas(folder: Path, name: str, rules: str) -> None:
    for kind, suffix in (("pack", ""), ("tests", ".tests")):
        to = str(folder / f"{name}{suffix}.schema.json")
        done = CliRunner().invoke(app, ["schema", kind, "--rules", rules, "--to", to])
        assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    command = installed() / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    folder = tmp_path_factory.mktemp("editor")
    (folder / "my-rules.yaml").write_text(PACK, encoding="utf-8")
    write_schemas(folder, "my-rules", str(folder / "my-rules.yaml"))
    for name in ("after-the-interview", "in-practice"):
        write_schemas(folder, name, name)
    with LanguageServer(["node", str(command), "--stdio"], folder) as server:
        yield Editor(server, folder)


# -- packs: completion -----------------------------------------------------------------------------

TOP = "pack: my-rules\nextends: in-practice\n"
RULE = TOP + "rules:\n  - id: a\n"
ADVISE = RULE + "    advise:\n"


def test_keys_of_a_pack_are_offered_with_what_they_mean(editor):
    offers = editor.offers(TOP + CARET)
    assert {*offers} == {*PACK_KEYS} - {"pack", "extends"}
    assert offers["set"] == ("set:\n  ", "New values for parameters of the packs below.")
    assert offers["rules"].text.startswith("rules:\n  - id: $1\n    when: $2\n    source: $3")


def test_packs_to_build_on_are_offered(editor):
    assert {"after-the-interview", "in-practice", "job-search"} <= {
        *editor.offers(f"pack: a\nextends: {CARET}")
    }


@pytest.mark.parametrize("begun", ["", "wa"])
def test_rules_to_override_are_offered_with_title_and_condition(editor, begun):
    offers = editor.offers(f"{TOP}override:\n  {begun}{CARET}")
    pack = RulePack.load("in-practice")
    actions = {rule.advise.action for rule in pack.rules if rule.advise}
    by_action = {f"action {action}" for action in actions} | (actions - {*pack.ids})
    by_action |= {f"group {name}" for name in pack.groups}
    assert {*offers} == {*pack.ids, *by_action, "more-tea", "make-tea", "action make-tea"}
    assert offers["action wait"].doc == "All rules that advise wait."
    assert offers["wait"].text == "wait:\n  "
    assert offers["wait"].doc.startswith(
        "Do not ask about the decision before {decision_date} is over. When: "
    )


def test_keys_of_an_overridden_rule_are_offered(editor):
    offers = editor.offers(f"{TOP}override:\n  wait:\n    {CARET}")
    assert {"when", "text", "due", "instead_of", "recorded_as"} <= {*offers}
    assert "id" not in offers
    assert all(offer.doc for offer in offers.values())
    assert all(offer.text.startswith(f"{key}: ") for key, offer in offers.items())


def test_parameters_to_set_are_offered_with_their_value(editor):
    offers = editor.offers(f"{TOP}set:\n  {CARET}")
    assert {*offers} == {*RulePack.load("in-practice").parameters, "tea_time"}
    assert offers["reply_wait"].text == "reply_wait: ${1:3 days}"
    assert offers["tea_time"].doc == "How long tea keeps. Current value: 2 days."
    assert {*editor.offers(f"{TOP}set:\n  reply_wait: {CARET}")} == {"3 days"}


@pytest.mark.parametrize(
    "text", ["exclusive:\n  - [^]", "exclusive:\n  - [wait, ^]", "exclusive:\n  - - ^"]
)
def test_actions_that_exclude_each_other_are_offered(editor, text):
    offers = editor.offers(TOP + text)
    assert {"wait", "follow-up", "make-tea"} <= {*offers}
    assert offers["make-tea"] == ("make-tea", "Make tea. Advised by: more-tea.")


@pytest.mark.parametrize("text", ["switch_off: [^]", "switch_off:\n  - ^", "switch_off: ^"])
def test_rules_to_switch_off_are_offered(editor, text):
    offers = editor.offers(TOP + text)
    assert {"wait", "follow-up", "solid-offer"} <= {*offers}
    assert offers["solid-offer"].doc.startswith("When: offer is at least firm and no on_hold")


@pytest.mark.parametrize("text", ["when: ^", "when: inter^", "when:\n      - ^"])
def test_facts_are_offered_as_conditions(editor, text):
    offers = editor.offers(RULE + "    " + text)
    assert {
        "interview is known", "tea_served is known", "internal_candidate", "offer is written",
        "follow_ups >= 1", "settled", "promise_stands", "quiet_until is known",
    } <= {*offers}  # fmt: skip
    assert offers["tea_served is known"].doc == "The last time that tea was served (moment)."


def test_moments_are_offered_as_due_dates(editor):
    offers = editor.offers(ADVISE + f"      due: {CARET}")
    assert {"decision_date", "tea_served", "quiet_until"} <= {*offers}
    assert "follow_ups" not in offers


def test_kinds_of_advice_are_offered(editor):
    offers = editor.offers(ADVISE + f"      kind: {CARET}")
    assert {*offers} == {"do", "avoid", "know"}
    assert offers["avoid"].doc == "Something to avoid."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ADVISE + "      action: ^", "make-tea"),
        (ADVISE + "      draft: ^", "thank-again"),
        (ADVISE + "      recorded_as: ^", "hr-contacted"),
        (ADVISE + "      again_after: ^", "tea_time"),
        (RULE + "    conclude: ^", "settled"),
        (TOP + "stances: [^]", "make-tea"),
        (TOP + "complete: ^", "interview is known"),
        (TOP + "definitions:\n  tea:\n    moment: ^", "tea_served"),
        (TOP + "facts:\n  tea:\n    type: ^", "choice"),
    ],
)
def test_what_a_key_can_be_is_offered(editor, text, name):
    assert name in editor.offers(text)


def test_what_advice_needs_is_offered_at_once(editor):
    offers = editor.offers(TOP + f"rules:\n  - id: a\n    {CARET}")
    assert [line.strip() for line in offers["advise"].text.split("\n")] == [
        "advise:", "action: $1", "kind: $2", "title: $3", "text: $4",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["instead_of: ^", "instead_of: [^]", "before:\n      - ^"])
def test_other_rules_that_advise_are_offered(editor, text):
    offers = editor.offers(RULE + "    " + text)
    assert {"wait", "more-tea"} <= {*offers}
    assert "solid-offer" not in offers


# -- packs: hover texts ----------------------------------------------------------------------------


def test_an_overridden_rule_tells_its_title_and_condition(editor):
    told = editor.tells(f"{TOP}override:\n  wa{CARET}it:\n    text: b\n")
    assert (
        "Do not ask about the decision before {decision_date} is over. When: decision_date is known and "
        in told
    )
    assert "Source: the article, section “The Waiting Game”." in told


def test_a_parameter_tells_what_it_is_for(editor):
    told = editor.tells(f"{TOP}set:\n  reply_{CARET}wait: 5 days\n")
    assert 'The article\'s "few days" without a reply. Current value: 3 days.' in told


@pytest.mark.parametrize("value", ["follow-up", "[follow-up]", "\n      - follow-up"])
def test_a_key_tells_what_it_means(editor, value):
    told = editor.tells(f"{TOP}override:\n  wait:\n    instead{CARET}_of: {value}\n")
    assert (
        "Rules whose advice this rule replaces while it holds and is not itself replaced." in told
    )


def test_a_key_at_the_top_tells_what_it_means(editor):
    told = editor.tells(f"{TOP}sta{CARET}nces: [wait]\n")
    assert "Actions that describe the status of an application." in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "switch_off: [fol^low-up]",
            "Ask {addressee|your interviewer} for news. When: after decision_date",
        ),
        ("stances: [make-^tea]", "Make tea. Advised by: more-tea."),
        ("override:\n  wait:\n    kind: av^oid", "Something to avoid."),
        ("override:\n  wait:\n    recorded_as: hr-^contacted", "The candidate asked human res"),
    ],
)
def test_a_name_tells_what_it_stands_for(editor, text, told):
    assert told in editor.tells(TOP + text + "\n")


# -- packs: diagnostics ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("overide:\n  wait:\n    text: b\n", 3, "overide"),
        ("override:\n  wiat:\n    text: b\n", 4, "wiat"),
        ("override:\n  wait:\n    txt: b\n", 5, "txt"),
        ("override:\n  wait:\n    kind: must\n", 5, "must"),
        ("set:\n  reply_wait: 2 days\n  quiet_tiem: 2 days\n", 5, "quiet_tiem"),
        ("set:\n  reply_wait: 2 dags\n", 4, "2 dags"),
        ("parameters:\n  b:\n    value: 2 days\n", 4, "b"),
    ],
)
def test_a_mistake_is_marked_where_it_is(editor, text, line, words):
    (marked,) = editor.marks(TOP + text)
    assert marked[:2] == (line, words)


def test_what_is_not_finished_is_not_marked(editor):
    keys = set(PACK_KEYS) - {"pack", "title"}
    assert editor.marks("pack: a\n" + "".join(f"{key}:\n" for key in sorted(keys))) == []
    assert editor.marks(TOP + "override:\n  wait:\n    due:\n  follow-up:\n") == []


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("rules/after-the-interview.yaml", "in-practice"),
        ("rules/in-practice.yaml", "in-practice"),
        ("examples/my_rules.yaml", "in-practice"),
        ("rules/after-the-interview.tests.yaml", "after-the-interview.tests"),
        ("rules/in-practice.tests.yaml", "in-practice.tests"),
    ],
)
def test_nothing_is_marked_in_what_is_sound(editor, path, schema):
    text = (CHECKOUT / path).read_text(encoding="utf-8")
    # A single mistake at the end proves that the file is validated at all.
    last = text.count("\n") + 1
    assert editor.marks(f"{text}colour: red\n", schema) == [
        (last, "colour", "Property colour is not allowed.")
    ]


def test_nothing_is_marked_in_what_an_author_starts_with(editor, tmp_path):
    for path in start("our-rules", folder=tmp_path)[:2]:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(MODELINE)
        assert editor.server.diagnostics(editor.server.open(path, text)) == []
        mistaken = editor.server.open(path.with_name(f"not-{path.name}"), f"{text}colour: red\n")
        (found,) = editor.server.diagnostics(mistaken)
        assert found["message"] == "Property colour is not allowed."


def test_what_is_text_to_an_editor_is_not_marked(editor):
    assert editor.marks(TOP + "switch_off: [wiat]\nexclusive:\n  - [wiat, follow-up]\n") == []
    assert editor.marks(RULE + "    when: after decison_date\n    source: b\n") == []
    assert editor.marks(TOP + "override:\n  wait: {text: 'Until {decison_date}.'}\n") == []


def test_the_line_that_names_the_schema_can_stand_below_other_comments(editor):
    text = f"# Ours\n\n{MODELINE}my-rules.schema.json\n\npack: a\ncolour: red\n"
    (found,) = editor.server.diagnostics(editor.server.open(editor.folder / "below.yaml", text))
    assert found["message"] == "Property colour is not allowed."


def test_a_setting_can_name_the_schema_instead(editor):
    path = editor.folder / "a.named-by-a-setting.yaml"
    (found,) = editor.server.diagnostics(editor.server.open(path, "pack: a\ncolour: red\n"))
    assert found["message"] == "Property colour is not allowed."


def test_a_schema_that_is_written_anew_counts_at_once(editor):
    schema, rules = editor.folder / "growing.schema.json", editor.folder / "growing.yaml"
    rules.write_text(PACK, encoding="utf-8")
    write_schemas(editor.folder, "growing", str(rules))
    text = f"{MODELINE}growing.schema.json\npack: a\nextends: growing.yaml\nset: {{cups: 2}}\n"
    uri = editor.server.open(editor.folder / "upon-it.yaml", text)
    assert [each["message"] for each in editor.server.diagnostics(uri)] == [
        "Property cups is not allowed."
    ]
    cups = "parameters:\n  cups: {value: 3, doc: How many.}\n"
    rules.write_text(PACK.replace("parameters:\n", cups), encoding="utf-8")
    write_schemas(editor.folder, "growing", str(rules))
    editor.server.found.pop(uri)
    editor.server.tell_changed(schema)
    assert editor.server.diagnostics(uri) == []


# -- tests -----------------------------------------------------------------------------------------

FILE = "rules: my-rules.yaml\ntests:\n"
TEST = FILE + "  - name: a\n    now: 2026-11-26\n"
EVENTS = TEST + "    events:\n"


def test_keys_of_a_test_are_offered(editor):
    offers = editor.offers(TEST + f"    {CARET}", "my-rules.tests")
    assert {"events", "state", "facts", "expect", "holds", "nothing_else"} <= {*offers}
    assert all(offer.doc for offer in offers.values())


@pytest.mark.parametrize(
    "text", ["      - {at: 2026-11-19, event: ^}", "      - at: 2026-11-19\n        event: ^"]
)
def test_events_are_offered_with_what_they_mean(editor, text):
    offers = editor.offers(EVENTS + text, "my-rules.tests")
    assert {"interview", "follow-up-sent", "advice-done"} <= {*offers}
    assert offers["follow-up-sent"].doc == (
        "The candidate asked about the status; with `role: hr`, human resources."
    )


def test_actions_that_an_event_is_about_are_offered(editor):
    text = EVENTS + f"      - at: 2026-11-19\n        event: advice-done\n        advice: {CARET}"
    assert {"wait", "make-tea"} <= {*editor.offers(text, "my-rules.tests")}


@pytest.mark.parametrize("text", ["holds: [^]", "holds:\n      - ^", "holds_not: ^"])
def test_rules_that_hold_are_offered(editor, text):
    offers = editor.offers(f"{TEST}    {text}", "my-rules.tests")
    assert {"more-tea", "wait", "solid-offer"} <= {*offers}
    assert "make-tea" not in offers


@pytest.mark.parametrize("text", ["expect: [^]", "expect:\n      - ^", "expect_not: [wait, ^]"])
def test_what_is_expected_is_offered(editor, text):
    offers = editor.offers(f"{TEST}    {text}", "my-rules.tests")
    assert {"more-tea", "make-tea", "wait", "be-patient"} <= {*offers}
    assert "solid-offer" not in offers
    assert offers["make-tea"] == ("make-tea", "Make tea. Advised by: more-tea.")


def test_what_is_to_be_so_about_it_is_offered(editor):
    text = f"{TEST}    expect:\n      - wait:\n          {CARET}"
    assert {*editor.offers(text, "my-rules.tests")} == {"rule", "since", "until", "due", "text"}


def test_facts_are_offered(editor):
    offers = editor.offers(f"{TEST}    facts:\n      {CARET}", "my-rules.tests")
    assert {"interview", "offer", "tea_served"} <= {*offers}
    assert offers["tea_served"].doc == "The last time that tea was served."
    choices = editor.offers(f"{TEST}    facts:\n      offer: {CARET}", "my-rules.tests")
    assert {"none", "verbal", "written"} <= {*choices}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("expect: [make-^tea]", "Make tea. Advised by: more-tea."),
        ("expect:\n      - make-^tea: {due: never}", "Make tea. Advised by: more-tea."),
        ("holds: [more-^tea]", "Make tea. When: not settled and after tea_served + tea_time."),
        ("hol^ds: [more-tea]", "Rules that must hold, whether or not their advice is given."),
        ("facts:\n      tea_^served: 2026-11-19", "The last time that tea was served."),
        ("events:\n      - {at: 2026-11-19, event: hr-^contacted}", "The candidate asked human"),
    ],
)
def test_a_name_in_a_test_tells_what_it_stands_for(editor, text, told):
    assert told in editor.tells(f"{TEST}    {text}\n", "my-rules.tests")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("    events:\n      - {at: 2026-11-19, event: interveiw}\n", 6, "interveiw"),
        ("    holds: [wait, wiat]\n", 5, "wiat"),
        ("    expect: [wiat]\n", 5, "wiat"),
        ("    expect:\n      - wait: {rul: wait}\n", 6, "rul"),
        ("    facts: {intervew: 2026-11-19}\n", 5, "intervew"),
        ("    expects: [wait]\n", 5, "expects"),
    ],
)
def test_a_mistake_in_a_test_is_marked_where_it_is(editor, text, line, words):
    (marked,) = editor.marks(TEST + text, "my-rules.tests")
    assert marked[:2] == (line, words)
