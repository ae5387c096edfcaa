"""`create_app`: the service as a FastAPI application.

The service is stateless: every request contains the whole state, and nothing is stored. Neither
bodies nor addresses are logged.
"""

from __future__ import annotations

import logging
import pickle
import re
import time
from contextlib import ExitStack, asynccontextmanager, contextmanager
from email.message import Message
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from interview_rules import __version__
from interview_rules.advisor import Advisor
from interview_rules.errors import (
    MissingExtraError,
    PackError,
    Problem,
    StateError,
    nearest,
    printable,
    quoted,
)
from interview_rules.http.limits import QUICK_BYTES, Limits
from interview_rules.http.openapi import TABLES, description
from interview_rules.http.work import (
    FAULT,
    Outcome,
    failed,
    performed,
    performed_elsewhere,
    tabulated_elsewhere,
    warm_up,
)
from interview_rules.service.answers import rule_of, rules_of
from interview_rules.service.operations import JSON, OPERATIONS
from interview_rules.service.problem_details import refused

try:
    import anyio
    from fastapi import FastAPI, Request, Response
    from fastapi.middleware.cors import CORSMiddleware
    from fastapi.responses import FileResponse
    from starlette.background import BackgroundTask
    from starlette.exceptions import HTTPException
    from starlette.requests import ClientDisconnect

    from interview_rules.http.site import add_site
    from interview_rules.service.processes import BusyError, ProcessDiedError, Processes
except ModuleNotFoundError as missing:
    message = "the service needs an extra: pip install 'interview-rules[http]'"
    raise MissingExtraError(message, name=missing.name) from None

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["create_app", "valid_origins"]

_log = logging.getLogger("interview_rules.http")


def create_app(
    advisor: Advisor | None = None,
    *,
    limits: Limits | None = None,
    cors: Iterable[str] = (),
    site: Path | None = None,
) -> FastAPI:
    """Return the service, to run on any ASGI server or to mount in another application.

    `advisor` supplies the rules, by default the bundled ones. `limits` are the sizes and times that
    the service allows, by default those of `Limits()`. `cors` lists the origins whose pages may
    call the service from a browser, such as `https://example.org`; none by default. `site` is the
    folder of static pages to serve at the root, such as `web/site/dist` once it is built; none by
    default. Raises StateError for invalid origins, and for a folder without an `index.html`.
    """
    service = _Service(advisor or Advisor(), limits or Limits())
    # The pages that FastAPI has for an API load scripts from elsewhere.
    app = FastAPI(
        title="interview_rules",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=service.lifespan,
    )
    for name in OPERATIONS:
        app.add_api_route(f"/{name}", service.endpoint(name), methods=["POST"], name=name)
    app.add_api_route("/table", service.table, methods=["POST"])
    app.add_api_route("/rules", service.rules, methods=["GET"])
    app.add_api_route("/rules/{rule}", service.rule, methods=["GET"])
    app.add_api_route("/health", service.health, methods=["GET"])
    app.add_api_route("/openapi.json", service.openapi, methods=["GET"], include_in_schema=False)
    if site is not None:
        add_site(app, site)
    app.openapi = lambda: service.described  # type: ignore[method-assign]  # FastAPI's way to replace it
    app.add_exception_handler(HTTPException, _refuse)
    app.add_exception_handler(ClientDisconnect, _gone)
    origins = valid_origins(cors)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["content-type"],
        )
    app.add_middleware(_RequestLog)
    return app


def valid_origins(cors: str | Iterable[str]) -> list[str]:
    """Return the origins as a list. Raises StateError for invalid ones."""
    origins = [cors] if isinstance(cors, str) else list(cors)
    hint = "write, for example, https://example.org, or * for all"
    problems = [
        Problem("cors", f"{quoted(origin)} is not an origin", hint)
        for origin in origins
        if origin != "*" and not _ORIGIN.fullmatch(origin)
    ]
    if problems:
        raise StateError(problems)
    return origins


_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+")
"""A scheme, a host and perhaps a port, without a path."""


class _Service:
    """The endpoints, with the rules and the limits."""

    def __init__(self, advisor: Advisor, limits: Limits) -> None:
        self.advisor = advisor
        self.limits = limits
        self._pickled = pickle.dumps(advisor)
        self._work = Processes(limits.workers)
        # A table may take minutes, and must not keep all else waiting.
        self._tables = Processes(limits.workers)
        self._rules = rules_of(advisor.pack).model_dump_json().encode()
        self.described = description(__version__)

    @asynccontextmanager
    async def lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        """Compile the rules, and start a process, before the first request."""
        warm_up(self.advisor)
        await self._elsewhere(self._work, 60, performed_elsewhere, "advise", b'{"state":{}}')
        yield

    def endpoint(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """Return the endpoint of an operation."""
        quick = OPERATIONS[name].quick

        async def answer(request: Request) -> Response:
            _need_type(request, [JSON])
            body = await _body(request, self.limits)
            if quick and len(body) <= QUICK_BYTES:
                return _response(performed(self.advisor, name, body))
            limit = self.limits.check_seconds if name == "check" else self.limits.seconds
            return _response(
                await self._elsewhere(self._work, limit, performed_elsewhere, name, body)
            )

        return answer

    async def table(self, request: Request) -> Response:
        """Advise on the rows of a table, using temporary files for it and for the advice."""
        media_type, options = _need_type(request, TABLES), _table_options(request)
        with ExitStack() as kept:
            folder = Path(kept.enter_context(TemporaryDirectory(prefix="interview-rules-")))
            source, target = (
                folder / f"{name}{TABLES[media_type]}" for name in ("table", "advice")
            )
            await _store(request, source, self.limits)
            limit, most = self.limits.table_seconds, self.limits.table_answer
            work = partial(tabulated_elsewhere, most=most, options=options)
            outcome = await self._elsewhere(self._tables, limit, work, str(source), str(target))
            if outcome.status != HTTPStatus.OK:
                return _response(outcome)
            # The folder is removed once the file has been sent.
            remove = BackgroundTask(kept.pop_all().close)
        return FileResponse(target, media_type=media_type, background=remove)

    async def rules(self) -> Response:
        """List the rules."""
        return _response(Outcome(200, JSON, self._rules))

    async def rule(self, rule: str) -> Response:
        """Show one rule in full."""
        try:
            found = rule_of(self.advisor.pack, rule)
        except PackError:
            near = nearest(rule, self.advisor.pack.by_id).near
            hint = f"did you mean {near[0]}?" if near else "/rules lists all rules"
            detail = f"there is no rule {quoted(rule)}: {hint}"
            raise HTTPException(HTTPStatus.NOT_FOUND, detail) from None
        return _response(Outcome(200, JSON, found.model_dump_json().encode()))

    async def health(self) -> dict[str, str]:
        """Return `ok`, the version, the names of the packs, and the digest of the main one."""
        pack, search = self.advisor.pack, self.advisor.search_pack
        return {
            "status": "ok",
            "version": __version__,
            "pack": pack.name,
            "digest": pack.digest,
            "search_pack": search.name,
        }

    async def openapi(self, request: Request) -> dict[str, Any]:
        """Return the OpenAPI description, with the path at which the service is mounted."""
        mounted = request.scope.get("root_path", "")
        return {**self.described, "servers": [{"url": mounted or "/"}]}

    async def _elsewhere(
        self, processes: Processes, seconds: float, work: Callable[..., Outcome], *arguments: object
    ) -> Outcome:
        """Return the outcome of work in another process, which is stopped when its time is up."""
        try:
            return await processes.run(seconds, work, self._pickled, *arguments)
        except BusyError:
            return failed(refused(HTTPStatus.SERVICE_UNAVAILABLE, "too busy: try again later"))
        except TimeoutError:
            detail = f"this takes longer than {seconds:g} s: send a smaller request"
            return failed(refused(HTTPStatus.SERVICE_UNAVAILABLE, detail))
        except ProcessDiedError:
            outcome = failed(refused(HTTPStatus.INTERNAL_SERVER_ERROR, FAULT))
            return outcome._replace(fault="a process ended before its work was done")


class _RequestLog:
    """Logs method, path, status and duration of each request, and nothing that a person sent.

    A path that the service does not have can contain anything, so it is left out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start = time.perf_counter()
        status = 0

        async def noted(event: Any) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
            await send(event)

        try:
            await self.app(scope, receive, noted)
        finally:
            route = scope.get("route")
            path = getattr(route, "path", "(unknown path)")
            took = (time.perf_counter() - start) * 1e3
            _log.info("%s %s %d %.1f ms", scope["method"], path, status, took)


async def _gone(_request: Request, _error: Exception) -> Response:
    return _response(
        failed(refused(HTTPStatus.BAD_REQUEST, "the body ended too early: send it again"))
    )


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for these
    status, detail = HTTPStatus(error.status_code), error.detail
    if detail == status.phrase:
        # The router's own refusals.
        if status is HTTPStatus.NOT_FOUND:
            detail = f"there is no path {quoted(request.url.path)}: /openapi.json lists all paths"
        elif status is HTTPStatus.METHOD_NOT_ALLOWED:
            allowed = (error.headers or {}).get("Allow", "another method")
            either = " or ".join(allowed.split(", "))
            detail = f"{printable(request.method)} is not allowed here: use {either}"
    outcome = failed(refused(status, detail))
    return _response(outcome, error.headers)


def _response(outcome: Outcome, headers: Any = None) -> Response:
    if outcome.fault:
        _log.error("%s", outcome.fault)
    return Response(outcome.content, outcome.status, media_type=outcome.media_type, headers=headers)


def _need_type(request: Request, accepted: Iterable[str]) -> str:
    """Return the media type of the body.

    Raises HTTPException if it is not one of `accepted`, or if the body is compressed.
    """
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    found = header.get_content_type()
    encoding = request.headers.get("content-encoding", "identity")
    if encoding != "identity":
        detail = (
            f"the content encoding {quoted(encoding)} is not supported: send the body uncompressed"
        )
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    if found not in accepted or "content-type" not in request.headers:
        given = request.headers.get("content-type")
        what = (
            f"the media type {quoted(given)} is not supported"
            if given
            else "no media type is given"
        )
        detail = f"{what}: send the body as {' or '.join(accepted)}"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    return found


def _too_large(most: int) -> HTTPException:
    detail = f"the body is larger than {most:,} bytes: send a smaller one"
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, {"connection": "close"})


async def _chunks(request: Request, most: int) -> AsyncIterator[bytes]:
    """Yield the body in parts. Raises HTTPException if it is larger than `most` bytes."""
    declared = request.headers.get("content-length", "0")
    size = 0
    if declared.isdecimal() and int(declared[:20]) > most:
        raise _too_large(most)
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise _too_large(most)
        yield chunk


async def _body(request: Request, limits: Limits) -> bytes:
    with _in_time(limits.seconds):
        chunks = [chunk async for chunk in _chunks(request, limits.body)]
    return b"".join(chunks)


async def _store(request: Request, path: Path, limits: Limits) -> None:
    with _in_time(limits.table_seconds):
        async with await anyio.open_file(path, "wb") as file:
            async for chunk in _chunks(request, limits.table):
                await file.write(chunk)


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Raise HTTPException if a body does not arrive in time."""
    try:
        with anyio.fail_after(seconds):
            yield
    except TimeoutError:
        detail = f"the body did not arrive within {seconds:g} s: send it again, or a smaller one"
        headers = {"connection": "close"}
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, detail, headers) from None


def _table_options(request: Request) -> dict[str, Any]:
    given = request.query_params
    names = ("now", "timezone", "country", "subdivision", "form")
    for name in given:
        if name not in {*names, "keep", "windows"}:
            hint = nearest(name, [*names, "keep", "windows"])
            detail = f"unknown parameter {quoted(name)}: {hint}"
            raise HTTPException(HTTPStatus.BAD_REQUEST, detail)
        if name != "keep" and len(given.getlist(name)) > 1:
            raise HTTPException(
                HTTPStatus.BAD_REQUEST, f"{name} is given more than once: give it once"
            )
    options: dict[str, Any] = {name: given[name] for name in names if name in given}
    options["keep"] = tuple(given.getlist("keep"))
    match given.getlist("windows"):
        case [] | ["true"]:
            pass
        case ["false"]:
            options["include"] = ()
        case [other, *_]:
            detail = f"windows must be true or false, not {quoted(other)}"
            raise HTTPException(HTTPStatus.BAD_REQUEST, detail)
    return options
