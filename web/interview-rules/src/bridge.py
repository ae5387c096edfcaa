"""The calls of the worker: an operation of the service on a request in JSON."""

from functools import lru_cache

from interview_rules import Advisor
from interview_rules.errors import InterviewRulesError
from interview_rules.packs.model import RulePack
from interview_rules.service.operations import OPERATIONS, perform
from interview_rules.service.problem_details import invalid


@lru_cache(maxsize=8)
def advisor_for(pack: str) -> Advisor:
    """Return an advisor for a pack in YAML, or for the bundled rules if the text is empty."""
    return Advisor(RulePack.from_text(pack, "pack.yaml", installed=False) if pack else None)


def call(pack: str, operation: str, body: str) -> tuple[str, str]:
    """Return the kind of a result, and its text.

    The kind is `text` for the answer to the request, `problems` for problem details, and `missing`
    for the name of a module that has to be loaded first.
    """
    in_json = False
    try:
        advisor = advisor_for(pack)
        in_json = True
        return "text", perform(OPERATIONS[operation], advisor, body).decode()
    except InterviewRulesError as error:
        return "problems", invalid(error, in_json=in_json).model_dump_json()
    except ModuleNotFoundError as error:
        return "missing", error.name or ""
