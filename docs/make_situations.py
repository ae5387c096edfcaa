"""Generator of docs/situations.md: situations from practice, and expected and actual advice.

`python docs/make_situations.py` rewrites the page from the scenarios and the default rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from interview_rules import Advisor, InterviewState
from interview_rules.sources.yaml_tree import read_yaml

FOLDER = Path(__file__).parent.parent / "tests" / "scenarios"
FILES = ("what-the-article-leaves-open", "whose-turn-it-is")
PAGE = Path(__file__).parent / "situations.md"
EVERYWHERE = {"continue-search", "search-again"}
UNSAID = "*not said*"


def page() -> str:
    """Return the content of the page."""
    advisor = Advisor()
    texts = [(FOLDER / f"{name}.yaml").read_bytes() for name in FILES]
    situations = [each for text in texts for each in read_yaml(text, "scenarios").value()]
    demands = [demand for each in situations for demand in each["must_say"]]
    said = sum(demand["rule"] is not None for demand in demands)
    lines = [
        "# Situations from practice",
        "",
        "For readers who ask whether the advice is any good.",
        "",
        "What the default rules advise in situations that the article leaves open, beside what good",
        "advice has to contain there, and the rule that says it. The situations are paraphrased from",
        "public questions; the source of each stands with its data in",
        "[tests/scenarios](../tests/scenarios). The advice to keep searching, which is given in nearly",
        "every situation, is left out unless it was asked for.",
        "",
        f"Good advice has to say {len(demands)} things here. {_how_many(said, len(demands))}",
    ]
    for situation in situations:
        lines += ["", *_situation(situation, advisor)]
    return "\n".join(lines) + "\n"


def _how_many(said: int, all_: int) -> str:
    if said == all_:
        return "The rules say all of them."
    return f"The rules say {said} of them; the others are marked {UNSAID}."


def _situation(situation: dict[str, Any], advisor: Advisor) -> list[str]:
    place = {key: situation[key] for key in ("timezone", "country") if key in situation}
    state = InterviewState.from_events(situation["events"], **place)
    report = advisor.advise(state, situation["now"])
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
    lines += [f"| {UNSAID} | {d['substance']} |" for d in demands if d["rule"] is None]
    return [*lines, "", f"*Not to be said: {taboos}.*"]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
