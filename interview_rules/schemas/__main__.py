"""Write the published schemas: `python -m interview_rules.schemas`."""

from interview_rules.schemas.registry import publish

publish()
