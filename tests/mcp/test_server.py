"""The tools, resources and prompt, as the client of the official package gets them."""

from __future__ import annotations

import json

import pytest
from command_line import COMMAND, run
from servers import serving

from interview_rules import Advisor, InterviewState, advise
from interview_rules.mcp.tools import TOOLS

# This folder, too, can be imported as `mcp`.
pytest.importorskip("mcp_types")

import anyio  # comes with mcp
from mcp import Client, MCPError, StdioServerParameters

from interview_rules.mcp import create_server
from interview_rules.service.processes import ProcessDiedError, Processes

NOW = "2026-11-30 09:00"
STATE = {
    "country": "US",
    "events": [
        {"at": "2026-11-19 14:00", "event": "interview", "interviewers": ["Ms. Okafor"]},
        {"at": "2026-11-19", "event": "decision-date-set", "date": "2026-11-25"},
    ],
}


def asked(work, server=None):
    """Return what `work` returns for a client that is connected to a server."""

    async def run():
        async with Client(create_server() if server is None else server) as client:
            return await work(client)

    return anyio.run(run)


def called(name, **arguments):
    """Return the result of a tool as data."""
    result = asked(lambda client: client.call_tool(name, arguments))
    assert not result.is_error, result.content[0].text
    found = json.loads(result.content[0].text)
    assert found == result.structured_content
    return found


def refused(name, **arguments):
    """Return the lines of an error that a tool reports."""
    result = asked(lambda client: client.call_tool(name, arguments))
    assert result.is_error
    first, *problems = result.content[0].text.splitlines()
    assert first == "Fix this, and call the tool again:"
    return problems


def test_every_tool_has_at_most_two_kilobytes_and_changes_nothing():
    tools = asked(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == [
        "advise", "plan", "explain", "questions", "answer", "rule",
    ]  # fmt: skip
    for tool in tools:
        assert len(tool.model_dump_json(by_alias=True, exclude_none=True)) <= 2_000
        assert tool.annotations.read_only_hint
        assert tool.input_schema["required"]


def test_the_instructions_have_the_schema_of_the_state_once():
    async def work(client):
        return client.instructions

    text = asked(work)
    schema = json.loads(text[text.index('{"$schema"') :])
    assert schema["$id"] == "urn:interview-rules:schema:state-compact"
    assert text.count("decision-date-set:") == 1


def test_advice_is_that_of_the_library_in_short():
    found, report = called("advise", state=STATE, now=NOW), advise(STATE, NOW)
    assert found["headline"] == report.headline
    assert [(each["id"], each["title"]) for each in found["advice"]] == [
        (each.id, each.title) for each in report
    ]
    first = found["advice"][0]
    assert first["drafts"][0]["body"] == report.advice[0].drafts[0].body
    assert "because" not in first
    assert all(value not in (None, "", [], {}) for value in first.values())


def test_a_plan_tells_what_begins_and_ends_when():
    imagined = {"at": "2026-12-02", "event": "rejection"}
    found = called("plan", state=STATE, now=NOW, until="2026-12-31", assume=[imagined])
    assert {row["action"] for row in found["rows"]} >= {"follow-up", "application-closed"}


def test_an_explanation_and_a_rule():
    found = called("explain", state=STATE, rule="contact-hr", now=NOW)
    assert found["holds"] is False
    assert found["in_words"].startswith("contact-hr: does not hold")
    rule = called("rule", rule="assume-filled")
    assert rule["title"] == "Plan as if someone else has the job"
    assert "section" in rule["source"]


def test_an_assistant_asks_until_nothing_is_left_to_ask():
    state, told = STATE, {}
    questions = called("questions", state=state, now=NOW, all=True)["questions"]
    assert {"id", "text", "type"} <= questions[0].keys()
    for _ in range(30):
        asking = called("questions", state=state, now=NOW)["questions"]
        if not asking:
            break
        told[asking[0]["id"]] = "unknown"
        state = called("answer", state=state, now=NOW, answers={asking[0]["id"]: "unknown"})[
            "state"
        ]
    assert len(told) > 2
    assert InterviewState.read(state)
    assert called("questions", state=state, now=NOW) == {"questions": []}


def test_an_answer_comes_with_the_next_questions():
    found = called("answer", state=STATE, now=NOW, answers={"contact_known": "no"})
    assert found["state"]["contact_known"] is False
    assert found["headline"]
    assert "contact_known" not in [each["id"] for each in found["questions"]]


def test_an_error_says_what_is_wrong_where_and_how_to_fix_it():
    wrong = {"events": [{"at": "2026-11-31", "event": "intervew"}]}
    assert refused("advise", state=wrong, when=NOW) == [
        "- state.events[0].at: invalid date 2026-11-31 (write a day from 01 to 30)",
        "- state.events[0].event: unknown event 'intervew' (did you mean interview?)",
        "- when: unknown field 'when' (choose from: state, now)",
    ]
    assert refused("advise") == [
        '- state: this field is required (add it, for example, "state": {"interview": "2026-11-19"})'
    ]
    assert refused("advice", state=STATE)[0].startswith(
        "- unknown tool 'advice': use one of advise"
    )
    assert refused("rule", rule="x")[0].startswith("- rule: unknown rule 'x'")
    huge = {"events": [], "meta": {"note": "x" * 300_000}}
    assert refused("advise", state=huge) == [
        "- the arguments are larger than 256,000 bytes: pass a smaller state"
    ]


def test_rules_and_events_are_resources():
    async def work(client):
        listed = (await client.list_resources()).resources
        texts = {each.uri: (await client.read_resource(each.uri)).contents[0] for each in listed}
        rule = (await client.read_resource("interview-rules://rules/wait")).contents[0]
        template = (await client.list_resource_templates()).resource_templates[0]
        with pytest.raises(MCPError, match="there is no resource 'interview-rules://"):
            await client.read_resource("interview-rules://rules/no-such-rule")
        with pytest.raises(MCPError, match="there is no resource 'file:///etc/passwd'"):
            await client.read_resource("file:///etc/passwd")
        return texts, rule, template

    texts, rule, template = asked(work)
    assert "- `thank-you-sent`: " in texts["interview-rules://events"].text
    rules = texts["interview-rules://rules"].text
    assert "- `wait`, action `wait`: Do not ask about the decision before" in rules
    assert rules.count("\n- ") == len(Advisor().pack.ids)
    assert json.loads(texts["interview-rules://state-schema"].text)["required"] == ["events"]
    assert json.loads(rule.text)["id"] == "wait"
    assert template.uri_template == "interview-rules://rules/{id}"


def test_a_prompt_has_the_assistant_interview_the_candidate():
    async def work(client):
        (prompt,) = (await client.list_prompts()).prompts
        bare = await client.get_prompt(prompt.name)
        told = await client.get_prompt(prompt.name, {"about": "They said they would call."})
        with pytest.raises(MCPError, match="unknown prompt"):
            await client.get_prompt("interview-you")
        return bare.messages[0].content.text, told.messages[0].content.text

    bare, told = asked(work)
    assert "`questions`" in bare
    assert told.startswith(bare)
    assert told.endswith("They said they would call.\n")


def test_rules_of_ones_own(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("pack: own\nextends: after-the-interview\n")
    server = create_server(Advisor(own))
    result = asked(lambda client: client.call_tool("rule", {"rule": "wait"}), server)
    assert result.structured_content["pack"] == "own"


def test_every_tool_takes_what_its_schema_lists():
    assert {name for tool in TOOLS.values() for name in tool.arguments} == {
        "state", "now", "until", "assume", "rule", "all", "answers",
    }  # fmt: skip


@pytest.mark.process
def test_over_standard_input():
    command, *arguments = COMMAND
    server = StdioServerParameters(command=command, args=[*arguments, "mcp"])
    result = asked(lambda client: client.call_tool("advise", {"state": STATE, "now": NOW}), server)
    assert result.structured_content["headline"] == advise(STATE, NOW).headline


@pytest.mark.process
def test_over_http():
    with serving("mcp", "--http") as (address, _told):
        result = asked(
            lambda client: client.call_tool("advise", {"state": STATE, "now": NOW}),
            f"{address}/mcp",
        )
        assert result.structured_content["headline"] == advise(STATE, NOW).headline


def test_options_of_http_are_refused_without_it():
    said = "--port: has no effect without --http (add --http)\n"
    assert run("mcp", "--port", "8002", status=2) == said


def test_a_process_that_ends_early_is_an_error_that_a_model_can_act_on(monkeypatch):
    async def ended(*_arguments):
        raise ProcessDiedError

    monkeypatch.setattr(Processes, "run", ended)
    (line,) = refused("advise", state=STATE, now=NOW)
    assert line == "- the work on this call ended early: try again, or pass a smaller state"
