"""Pages of text for a terminal: headings in bold type, and pages about rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from interview_rules.reports.text import Page, terminal_encoding, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["rules_page", "styled"]


def styled(page: Page) -> str:
    """Return the lines of a page, with bold type if standard output is a terminal."""
    console = Console(markup=False, emoji=False, highlight=False)
    with console.capture() as capture:
        for line in page.lines:
            text = Text(line.text, style="bold" if line.bold else "")
            console.print(text, no_wrap=True, overflow="ignore", crop=False)
    return capture.get()


def rules_page(title: str, found: Sequence[dict[str, Any]]) -> Page:
    """Return a page that shows rules, each given as data by `rule_page`, under an optional title."""
    page = Page(terminal_width(), terminal_encoding())
    if title:
        page.heading(title)
    for rule in found:
        page.heading(rule["id"])
        for key, value in rule.items():
            name = key.replace("_", " ")
            if isinstance(value, str) and value and key != "id":
                page.say(f"{name}: {value}", 2)
            elif value and key != "id":
                page.say(f"{name}:", 2)
                named = value.items() if isinstance(value, dict) else ()
                for each in [f"{inner}: {text}" for inner, text in named] or value:
                    page.say(each, 4, bullet="- ")
    return page
