"""`serve` runs the service on uvicorn, with one or more worker processes."""

from __future__ import annotations

import copy
import gc
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interview_rules.advisor import Advisor
from interview_rules.errors import MissingExtraError
from interview_rules.http.app import create_app, valid_origins
from interview_rules.http.limits import Limits
from interview_rules.http.site import built_site, valid_site
from interview_rules.http.work import warm_up

try:
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG
except ModuleNotFoundError as missing:
    message = "the service needs an extra: pip install 'interview-rules[http]'"
    raise MissingExtraError(message, name=missing.name) from None

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

__all__ = ["from_environment", "serve"]

_SETTINGS = "INTERVIEW_RULES_SERVICE"
"""The environment variable that tells worker processes what to serve, as JSON."""


def serve(
    rules: Sequence[str] | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    cors: Sequence[str] = (),
    site: Path | None = None,
    limits: Limits | None = None,
) -> None:
    """Serve until interrupted.

    `rules` are names of packs and paths; None means the bundled rules. `workers` is the number of
    server processes. `cors`, `limits` and `site` are as for `create_app`, but `site` defaults to
    the site that was built in this clone, if any. Raises PackError for invalid rules and StateError
    for invalid origins or an invalid site before anything is served, and SystemExit if the server
    cannot start.
    """
    found = built_site() if site is None else valid_site(site)
    Advisor(rules)
    valid_origins(cors)
    settings = {
        "rules": rules,
        "cors": list(cors),
        "site": found and str(found),
        "limits": asdict(limits or Limits()),
    }
    os.environ[_SETTINGS] = json.dumps(settings)
    uvicorn.run(
        "interview_rules.http.server:from_environment",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        # An access log has the addresses of people and whatever they put into a URL.
        access_log=False,
        log_config=_log_config(),
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def from_environment() -> FastAPI:
    """Return the service that the environment variable set by `serve` describes."""
    settings = json.loads(os.environ.get(_SETTINGS, "{}"))
    advisor = Advisor(settings.get("rules"))
    site = settings.get("site")
    app = create_app(
        advisor,
        limits=Limits(**settings.get("limits", {})),
        cors=settings.get("cors", ()),
        site=Path(site) if site else None,
    )
    warm_up(advisor)
    # This process only serves. A full collection of what it keeps for good would hold the event
    # loop for 60 ms.
    gc.collect()
    gc.freeze()
    return app


def _log_config() -> dict[str, Any]:
    config = copy.deepcopy(LOGGING_CONFIG)
    config["loggers"]["interview_rules.http"] = {
        "handlers": ["default"],
        "level": "INFO",
        "propagate": False,
    }
    return config
