"""Collection of doctests, only from modules whose optional dependencies are installed."""

from __future__ import annotations

from importlib.util import find_spec

NEEDS = {
    "interview_rules/engines/durable/engine.py": ("durable_rules_engine",),
    "interview_rules/authoring/prove": ("z3",),
    "interview_rules/http/app.py": ("fastapi",),
    "interview_rules/http/server.py": ("fastapi", "uvicorn"),
    "interview_rules/http/site.py": ("fastapi",),
    "interview_rules/imports/frames.py": ("narwhals",),
    "interview_rules/mcp/server.py": ("mcp_types",),
    "interview_rules/service/processes.py": ("anyio",),
    "interview_rules/tables": ("narwhals", "polars"),
}

collect_ignore = [path for path, names in NEEDS.items() if not all(map(find_spec, names))]
