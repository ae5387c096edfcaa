"""Benchmark of what a person reads: `python benchmarks/reading.py`.

Advises on every situation of tests/scenarios and counts the pieces of advice and their words, the
share of the three most frequent actions, and the reading grade (Flesch-Kincaid, by textstat) of
every text of the bundled packs as it is filled in there, and of every draft.
"""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path

import textstat

from interview_rules import Advisor, InterviewState, RulePack
from interview_rules.sources.yaml_tree import read_yaml

FOLDER = Path(__file__).parent.parent / "tests" / "scenarios"
FILES = ("what-people-asked", "what-the-article-leaves-open", "whose-turn-it-is")


def situations():
    """Yield the state and the moment of every situation."""
    for name in FILES:
        for each in read_yaml((FOLDER / f"{name}.yaml").read_bytes(), name).value():
            place = {key: each[key] for key in ("timezone", "country") if key in each}
            yield InterviewState.from_events(each["events"], **place), each["now"]


def grade(text: str) -> float:
    return textstat.flesch_kincaid_grade(text)


def as_read(template) -> str:
    """Return a template with an example of each date and the general word for each name."""
    pieces = (
        piece
        if isinstance(piece, str)
        else "Monday 4 May 2026"
        if piece.kind == "moment"
        else piece.otherwise or "2"
        for piece in template
    )
    return "".join(pieces)


def main() -> None:
    advisor = Advisor()
    pieces, words, actions = [], [], Counter()
    texts: dict[str, set[str]] = {}
    for state, now in situations():
        report = advisor.advise(state, now)
        pieces.append(len(report))
        words.append(sum(len(f"{a.title} {a.text}".split()) for a in report))
        actions.update(report.actions)
        for advice in report:
            texts.setdefault(advice.id, set()).add(f"{advice.title}. {advice.text}")
            for draft in advice.drafts:
                texts.setdefault(f"{advice.id}, draft", set()).add(draft.body)
    for pack in map(RulePack.shipped, ("after-the-interview", "in-practice", "job-search")):
        for rule in pack.rules:
            if rule.advise is not None:
                text = f"{as_read(rule.advise.title)}. {as_read(rule.advise.text)}"
                texts.setdefault(f"{pack.name}: {rule.id}", set()).add(text)
        for name, draft in pack.drafts.items():
            texts.setdefault(f"{pack.name}: draft {name}", set()).add(as_read(draft.body))
    grades = {name: max(map(grade, several)) for name, several in texts.items()}
    top = sum(count for _, count in actions.most_common(3)) / sum(actions.values())
    print("| what a person reads | |")
    print("|---|--:|")
    print(f"| situations | {len(pieces)} |")
    print(f"| pieces of advice, mean | {statistics.mean(pieces):.1f} |")
    print(f"| pieces of advice, most | {max(pieces)} |")
    print(f"| words, mean | {statistics.mean(words):.0f} |")
    print(f"| words, most | {max(words)} |")
    print(f"| share of the three most frequent actions | {top:.0%} |")
    print(f"| texts and drafts | {len(grades)} |")
    print(f"| reading grade of a text, median | {statistics.median(grades.values()):.1f} |")
    print(f"| reading grade of a text, highest | {max(grades.values()):.1f} |")
    for name, value in sorted(grades.items(), key=lambda item: -item[1])[:10]:
        print(f"  {value:4.1f} {name}")


if __name__ == "__main__":
    main()
