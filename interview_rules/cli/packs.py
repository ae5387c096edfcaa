"""The list of packs that can be used by name, for the option `--list` of the command `rules`."""

from __future__ import annotations

import json
from dataclasses import asdict

from interview_rules.cli.output import complain, print_json, print_text
from interview_rules.cli.text import rules_page, styled
from interview_rules.errors import Problem, StateError
from interview_rules.packs.catalog import known_packs

__all__ = ["list_packs"]


def list_packs(given: list[str], *, as_json: bool) -> None:
    """Print the packs, and a warning for each installed pack that cannot be used.

    `given` names the options and arguments that were given besides. Raises StateError if there are
    any, because a list of packs has no use for them.
    """
    if given:
        message = f"cannot be combined with {' and '.join(given)}"
        raise StateError([Problem("--list", message, f"remove {' and '.join(given)}")])
    found, problems = known_packs()
    if as_json:
        print_json(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
    else:
        rows = [{"id": p.name, "title": p.title, "package": str(p)} for p in found]
        print_text(styled(rules_page("", rows)))
    for problem in problems:
        complain(f"warning: {problem}")
