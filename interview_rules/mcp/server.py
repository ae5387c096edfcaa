"""`create_server`: the tools, resources and prompt as a server.

No other module imports the package `mcp`.
"""

from __future__ import annotations

import json
import pickle
import signal
from typing import TYPE_CHECKING, Any

from interview_rules import __version__
from interview_rules.advisor import Advisor
from interview_rules.errors import MissingExtraError, quoted
from interview_rules.mcp.texts import (
    INTERVIEW,
    RESOURCES,
    RULE_URI,
    instructions,
    interview_prompt,
    resource,
)
from interview_rules.mcp.tools import TOOLS, called_elsewhere

try:
    import anyio
    import mcp_types as types
    from mcp.server import Server
    from mcp.server.stdio import stdio_server
    from mcp.shared.exceptions import MCPError

    from interview_rules.service.processes import BusyError, ProcessDiedError, Processes
except ModuleNotFoundError as missing:
    message = "the tools for assistants need an extra: pip install 'interview-rules[mcp]'"
    raise MissingExtraError(message, name=missing.name) from None

if TYPE_CHECKING:
    from mcp.server import ServerRequestContext

__all__ = ["create_server", "serve_http", "serve_stdio"]

_MOST_BYTES = 256_000
_SECONDS = 20
"""Time limit of one call, in seconds."""
_RESOURCE_NOT_FOUND = -32002
"""The code of the protocol for an unknown resource."""
_HARMLESS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def create_server(advisor: Advisor | None = None) -> Server[Any]:
    """Return the server, to run on any transport of the package `mcp`.

    `advisor` supplies the rules, by default the bundled ones. Nothing is stored: every call
    contains the whole state.
    """
    advisor = advisor or Advisor()
    handlers = _Handlers(advisor)
    return Server(
        "interview-rules",
        version=__version__,
        title="Advice after a job interview",
        instructions=instructions(advisor.pack),
        get_tool_input_schema=lambda name: TOOLS[name].input_schema if name in TOOLS else None,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_list_prompts=handlers.list_prompts,
        on_get_prompt=handlers.get_prompt,
    )


def serve_stdio(advisor: Advisor) -> None:
    """Serve one assistant over standard input and output, until the input ends."""
    # A thread waits for input that may never come, so an interrupt ends the process at once.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    async def run() -> None:
        server = create_server(advisor)
        async with stdio_server() as (receive, send):
            await server.run(receive, send, server.create_initialization_options())

    anyio.run(run)


def serve_http(advisor: Advisor, host: str, port: int) -> None:
    """Serve assistants over streamable HTTP, at `/mcp`, until interrupted.

    Raises SystemExit if the server cannot start.
    """
    import uvicorn  # noqa: PLC0415  # only this transport needs it

    app = create_server(advisor).streamable_http_app(
        stateless_http=True, host=host, max_request_body_size=_MOST_BYTES
    )
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


class _Handlers:
    """Answers the requests of the protocol."""

    def __init__(self, advisor: Advisor) -> None:
        self.advisor = advisor
        self._pickled = pickle.dumps(advisor)
        self._processes = Processes()

    async def list_tools(
        self, _context: ServerRequestContext[Any], _asked: object
    ) -> types.ListToolsResult:
        """List the tools."""
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.input_schema,
                    annotations=_HARMLESS,
                )
                for name, tool in TOOLS.items()
            ]
        )

    async def call_tool(
        self, _context: ServerRequestContext[Any], asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Call a tool; an error result says what is wrong, where, and how to fix it."""
        if asked.name not in TOOLS:
            return _refused([f"unknown tool {quoted(asked.name)}: use one of {', '.join(TOOLS)}"])
        arguments = json.dumps(asked.arguments or {}, ensure_ascii=False)
        if len(arguments.encode(errors="replace")) > _MOST_BYTES:
            problem = f"the arguments are larger than {_MOST_BYTES:,} bytes: pass a smaller state"
            return _refused([problem])
        try:
            problems, found = await self._processes.run(
                _SECONDS, called_elsewhere, self._pickled, asked.name, arguments
            )
        except TimeoutError:
            return _refused([f"this takes longer than {_SECONDS} seconds: pass a smaller state"])
        except BusyError:
            return _refused(["the server is too busy: try again later"])
        except ProcessDiedError:
            return _refused(
                ["the work on this call ended early: try again, or pass a smaller state"]
            )
        if problems:
            return _refused(problems)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return types.CallToolResult(
            content=[types.TextContent(text=text)], structured_content=found
        )

    async def list_resources(
        self, _context: ServerRequestContext[Any], _asked: object
    ) -> types.ListResourcesResult:
        """List the resources."""
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=uri,
                    name=uri.rpartition("/")[2],
                    title=title,
                    description=description,
                    mime_type=media_type,
                )
                for uri, (title, description, media_type) in RESOURCES.items()
            ]
        )

    async def list_templates(
        self, _context: ServerRequestContext[Any], _asked: object
    ) -> types.ListResourceTemplatesResult:
        """List the templates of resources."""
        template = types.ResourceTemplate(
            uri_template=RULE_URI,
            name="rule",
            title="One rule",
            description="A rule in full, with its source.",
            mime_type="application/json",
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(
        self, _context: ServerRequestContext[Any], asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Return the text of a resource. Raises MCPError for an unknown one."""
        found = resource(asked.uri, self.advisor.pack)
        if found is None:
            known = ", ".join([*RESOURCES, RULE_URI])
            message = f"there is no resource {quoted(asked.uri)}: use one of {known}"
            raise MCPError(_RESOURCE_NOT_FOUND, message)
        media_type, text = found
        content = types.TextResourceContents(uri=asked.uri, mime_type=media_type, text=text)
        return types.ReadResourceResult(contents=[content])

    async def list_prompts(
        self, _context: ServerRequestContext[Any], _asked: object
    ) -> types.ListPromptsResult:
        """List the prompts."""
        about = types.PromptArgument(
            name="about", description="What you can already say about your application."
        )
        prompt = types.Prompt(
            name=INTERVIEW,
            title="Ask me, then advise me",
            description="Answer a few questions about your application, then get advice.",
            arguments=[about],
        )
        return types.ListPromptsResult(prompts=[prompt])

    async def get_prompt(
        self, _context: ServerRequestContext[Any], asked: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        """Return a prompt. Raises MCPError for an unknown one."""
        if asked.name != INTERVIEW:
            refusal = f"unknown prompt {quoted(asked.name)}: use {INTERVIEW}"
            raise MCPError(types.INVALID_PARAMS, refusal)
        text = interview_prompt((asked.arguments or {}).get("about", ""))
        message = types.PromptMessage(role="user", content=types.TextContent(text=text))
        return types.GetPromptResult(messages=[message])


def _refused(problems: list[str]) -> types.CallToolResult:
    lines = ["Fix this, and call the tool again:", *(f"- {problem}" for problem in problems)]
    return types.CallToolResult(content=[types.TextContent(text="\n".join(lines))], is_error=True)
