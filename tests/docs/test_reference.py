"""The pages generated from the code are up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent.parent / "docs"
sys.path.insert(0, str(FOLDER))
from make_reference import PAGES  # noqa: E402  # importable thanks to the line above


def test_no_page_is_left_of_what_is_gone():
    for folder in ("checks", "rules"):
        pages = {f"{folder}/{path.name}" for path in (FOLDER / folder).iterdir()}
        assert pages == {page for page in PAGES if page.startswith(f"{folder}/")}


@pytest.mark.parametrize(
    "page",
    [pytest.param(p, marks=pytest.mark.slow if p.startswith("rules/") else ()) for p in PAGES],
)
def test_the_page_is_up_to_date(page):
    assert (FOLDER / page).read_text(encoding="utf-8") == PAGES[page](), (
        "run: python docs/make_reference.py"
    )
