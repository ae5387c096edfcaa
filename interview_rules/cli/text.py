"""Pages of text for a terminal: headings in bold type, and pages about rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from interview_rules.reports.text import Page, terminal_encoding, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["differences_page", "rules_page", "styled", "texts_page"]


def styled(page: Page) -> str:
    """Return the lines of a page, with bold type if standard output is a terminal."""
    console = Console(markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        for line in page.lines:
            text = Text(line.text, style="bold" if line.bold else "")
            console.print(text, no_wrap=True, overflow="ignore", crop=False)
    return capture.get()


def rules_page(title: str, found: Sequence[dict[str, Any]]) -> Page:
    """Return a page that shows rules, each as data from `rule_page`, under an optional title."""
    page = Page(terminal_width(), terminal_encoding())
    if title:
        page.heading(title)
    for rule in found:
        page.heading(rule["id"])
        for key, value in rule.items():
            if key == "parameters_set":
                continue  # `parameters` says the same in words
            name = key.replace("_", " ")
            if isinstance(value, str) and value and key != "id":
                page.say(f"{name}: {value}", 2)
            elif value and key != "id":
                page.say(f"{name}:", 2)
                named = value.items() if isinstance(value, dict) else ()
                for each in [f"{inner}: {text}" for inner, text in named] or value:
                    page.say(each, 4, bullet="- ")
    return page


def texts_page(found: Sequence[dict[str, Any]]) -> Page:
    """Return a page that lists texts, each given as data by `texts_of`, with who wrote them."""
    page = Page(terminal_width(), terminal_encoding())
    if not found:
        page.say("no texts", 0)
    for each in found:
        heading = each.get("draft") or each["rule"]
        for what in ("fact", "event"):
            heading = f"{what} {each[what]}" if what in each else heading
        if "subject" in each:
            heading = f"draft {heading}" if each["draft"] else f"draft of rule {heading}"
            heading += f", to {each['to']}"
        page.heading(heading)
        if each.get("draft"):
            page.say(f"offered by: {', '.join(each['offered_by']) or 'no rule'}", 2)
        for key, text in each.items():
            if isinstance(text, dict):
                page.say(f"{key}, by {text['pack']} at {text['at']}:", 2)
                for line in text["words"].split("\n"):
                    page.say(line, 4)
    return page


def differences_page(found: Sequence[dict[str, Any]]) -> Page:
    """Return a page that lists differences, each given as data by `differences`."""
    page = Page(terminal_width(), terminal_encoding())
    if not found:
        page.say("no differences", 0)
    for each in found:
        page.heading(f"{each['what']} {each['name']}: {each['change']}")
        for key, values in each["keys"].items():
            by = f", by {each['by'][key]}" if key in each["by"] else ""
            page.say(f"{key.replace('_', ' ')}{by}:", 2)
            for sign, value in zip("-+", values, strict=True):
                first, *others = _in_words(value).split("\n")
                page.say(first, 4, bullet=f"{sign} ")
                for line in others:
                    page.say(line, 6)
    return page


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items()) or "nothing"
    if isinstance(value, list):
        return "; ".join(value) or "nothing"
    return value or "nothing"
