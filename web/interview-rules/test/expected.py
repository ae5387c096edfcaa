"""Print what the library answers in Python: a line of JSON for each situation of the tests.

The package has to give the same bytes.
"""

import json
from pathlib import Path

from interview_rules import Advisor
from interview_rules.service.operations import OPERATIONS, perform
from interview_rules.sources.yaml_tree import read_yaml

FOLDER = Path(__file__).parents[3] / "tests" / "scenarios"
FILES = ("what-people-asked", "what-the-article-leaves-open", "whose-turn-it-is")
PLACE = ("timezone", "country")


def main() -> None:
    """Print the requests and the answers."""
    advisor = Advisor()
    for name in FILES:
        path = FOLDER / f"{name}.yaml"
        for each in read_yaml(path.read_bytes(), path.name).value():
            place = {key: each[key] for key in PLACE if key in each}
            request = {"state": {"events": each["events"], **place}, "now": each["now"]}
            answers = {
                operation: perform(OPERATIONS[operation], advisor, json.dumps(request)).decode()
                for operation in ("advise", "plan", "questions", "drafts", "ics")
            }
            print(json.dumps({"id": each["id"], "request": request, "answers": answers}))


if __name__ == "__main__":
    main()
