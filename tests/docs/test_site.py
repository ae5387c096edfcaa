"""The site leads to every page once, and every page says for whom it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path[:0] = [str(DOCS / "site"), str(DOCS)]
import diagrams  # noqa: E402  # found by the line above
import navigation  # noqa: E402  # the same

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in DOCS.rglob("*.md"))


def test_every_page_is_in_the_navigation_exactly_once():
    listed = navigation.listed()
    assert sorted(page for page in listed if page.startswith("docs/")) == PAGES
    assert len({*listed}) == len(listed)


def test_everything_in_the_navigation_exists():
    for page in navigation.listed():
        assert (ROOT / page).is_file(), page


@pytest.mark.parametrize("page", PAGES)
def test_the_first_lines_say_for_whom_a_page_is(page):
    title, first, *_rest = (ROOT / page).read_text(encoding="utf-8").split("\n\n")
    assert title.startswith("# ")
    if page != "docs/index.md":
        assert re.match(r"For |A tour for ", first)


def test_a_diagram_is_a_short_list_with_links_in_the_site():
    edges = ['r_a_b["a-b"] --> c_late(["late"])', 'c_late(["late"]) --> r_c["c"]']
    assert listed_in_words(edges) == ["- [a-b](a-b.md) → *late*", "- *late* → [c](c.md)"]
    edges = ['r_a_b["a-b"] --> c_late(["late"])', 'r_c["c"] --> c_late(["late"])']
    assert listed_in_words(edges) == ["- *late* ← [a-b](a-b.md), [c](c.md)"]
    assert listed_in_words(["one --> two", "one --> three"]) == ["- `one` → `two`, `three`"]


def listed_in_words(edges):
    drawn = "\n".join(["```mermaid", "flowchart LR", *(f"  {edge}" for edge in edges), "```", ""])
    return [line for line in diagrams.in_words(drawn).splitlines() if line.startswith("- ")]


def test_no_diagram_has_lines_that_are_left_out():
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for drawn in re.findall(r"```mermaid\nflowchart \w+\n(.*?)```", text, re.DOTALL):
            assert len(diagrams.EDGE.findall(drawn)) == len(drawn.splitlines())


def test_a_link_in_html_to_a_page_that_is_missing_is_found(tmp_path):
    pytest.importorskip("sphinx")
    from build_site import dead_links  # it needs the extra docs

    (tmp_path / "index.html").write_text(
        '<a class="x" href="try/index.html#a">a</a> <a href="try/playground.html">b</a>'
        ' <a href="https://example.org/">c</a> <a href="#top">d</a> <a href="mailto:a@b.c">e</a>',
        encoding="utf-8",
    )
    (tmp_path / "try").mkdir()
    (tmp_path / "try" / "index.html").write_text('<a href="missing.html">f</a>', encoding="utf-8")
    assert [*dead_links(tmp_path)] == ["index.html: dead link: try/playground.html"]
