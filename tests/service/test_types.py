"""The TypeScript types of the npm package are those of the models."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from interview_rules.http.openapi import description

TYPES = Path(__file__).parents[2] / "web" / "interview-rules" / "src" / "api-types.ts"


def test_the_types_are_up_to_date():
    schemas = json.dumps(description(""), sort_keys=True)
    digest = hashlib.sha256(schemas.encode()).hexdigest()
    first = TYPES.read_text().split("\n", 1)[0]
    assert first.endswith(f"the digest {digest}."), "in web/interview-rules, run: npm run types"
