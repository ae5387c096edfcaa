"""Generator of docs/situations.md: situations from practice, and expected and actual advice.

`python docs/make_situations.py` rewrites the page from the scenarios and the default rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from interview_rules import Advisor, InterviewState
from interview_rules.sources.yaml_tree import read_yaml

ROOT = Path(__file__).parent.parent
SCENARIOS = ROOT / "tests" / "scenarios" / "what-the-article-leaves-open.yaml"
PAGE = Path(__file__).parent / "situations.md"
EVERYWHERE = {"continue-search", "keep-options-open", "whom-to-ask"}


def page() -> str:
    """Return the content of the page."""
    advisor = Advisor()
    lines = [
        "# Situations from practice",
        "",
        "What the default rules advise in situations that the article leaves open, beside what good",
        "advice has to contain there, and the rule that says it. The situations are paraphrased from",
        "public questions; the source of each stands with its data in",
        "[tests/scenarios](../tests/scenarios/what-the-article-leaves-open.yaml). Advice that is",
        "given in nearly every situation (to go on searching, not to put all eggs in one basket,",
        "whom to write to) is left out unless it was asked for.",
    ]
    for situation in read_yaml(SCENARIOS.read_bytes(), SCENARIOS.name).value():
        lines += ["", *_situation(situation, advisor)]
    return "\n".join(lines) + "\n"


def _situation(situation: dict[str, Any], advisor: Advisor) -> list[str]:
    report = advisor.advise(InterviewState.from_events(situation["events"]), situation["now"])
    demands = situation["must_say"]
    asked_of = {demand["rule"] for demand in demands}
    taboos = "; ".join(taboo["substance"] for taboo in situation["must_not_say"])
    lines = [
        f"## {situation['id']}: {situation['about'].replace('-', ' ')}",
        "",
        " ".join(situation["situation"].split()),
        "",
        f"*Asked on {report.now.day} {report.now:%B %Y}.*",
        "",
        "| what is advised | what it has to say |",
        "|---|---|",
    ]
    for advice in report:
        if advice.id in EVERYWHERE - asked_of:
            continue
        due = f" *(due {advice.due})*" if advice.due else ""
        wanted = "; ".join(d["substance"] for d in demands if d["rule"] == advice.id)
        if wanted:
            wanted += f" → [{advice.id}](rules.md#{advice.id})"
        said = f"`{advice.action}`: **{advice.title}**{due}. {advice.text}"
        lines.append(f"| {said} | {wanted} |")
    return [*lines, "", f"*Not to be said: {taboos}.*"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
