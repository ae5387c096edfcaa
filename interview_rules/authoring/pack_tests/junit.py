"""Outcomes as JUnit XML, the format that CI servers read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from interview_rules.sources.characters import NOT_IN_XML, UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview_rules.authoring.pack_tests.runner import Outcome

__all__ = ["junit"]


def junit(outcomes: Iterable[Outcome]) -> bytes:
    """Return UTF-8 XML with one test suite per file, and one case per test and instant."""
    suites = Element("testsuites", name="interview-rules")
    for file, found in groupby(outcomes, key=lambda outcome: outcome.file):
        several = list(found)
        failed = sum(not outcome.passed for outcome in several)
        suite = SubElement(suites, "testsuite", name=_clean(file), tests=str(len(several)))
        suite.set("failures", str(failed))
        for outcome in several:
            name = f"{outcome.test.name} [{outcome.now:%Y-%m-%d %H:%M:%S}]"
            line = str(outcome.test.at.line)
            case = SubElement(
                suite, "testcase", classname=_clean(file), name=_clean(name), file=_clean(file),
                line=line,
            )  # fmt: skip
            for failure in outcome.failures:
                problem = SubElement(case, "failure", message=_clean(failure.message))
                problem.text = _clean(failure.explanation)
    indent(suites)
    written: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _clean(text: str) -> str:
    """Return a text with � for each character that XML forbids or terminals cannot show."""
    return NOT_IN_XML.sub(
        "�", UNPRINTABLE.sub(lambda found: "\t" if found[0] == "\t" else "�", text)
    )
