"""The TypeScript types of the npm package are those of the models."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from interview_rules.http.openapi import description

TYPES = Path(__file__).parents[2] / "web" / "interview-rules" / "src" / "api-types.ts"


def test_the_types_are_up_to_date():
    schemas = json.dumps(description(""), sort_keys=True)
    first, second, _, body = TYPES.read_text(encoding="utf-8").split("\n", 3)
    write = "in web/interview-rules, run: npm run types"
    assert first.endswith(f"the digest {_digest(schemas)}."), write
    assert second.endswith(f"the digest {_digest(body)}."), write


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
