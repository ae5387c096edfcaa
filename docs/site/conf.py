"""Settings of Sphinx for the documentation site, which docs/build_site.py builds."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))
import reference  # found by the line above

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "interview_rules"
author = "The interview_rules developers"
version = release = version_of("interview-rules")
project_copyright = "the interview_rules developers"
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
root_doc = "index"
smartquotes = False  # texts of rules and output of commands stay as they are
nitpicky = True

myst_heading_anchors = 4  # as code hosts name them

add_module_names = False
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"
# Signatures name types of other libraries, and a few that have no entry of their own.
nitpick_ignore_regex = [("py:.*", r"(?!interview_rules\b).*")]
nitpick_ignore = [
    ("py:class", "interview_rules.authoring.pack_tests.coverage.Leaf"),
    ("py:class", "interview_rules.packs.model.Rule"),
    ("py:class", "interview_rules.reports.rows.PlannedEvent"),
    ("py:class", "interview_rules.reports.rows.Row"),
    ("py:class", "interview_rules.reports.search_plan.SearchStretch"),
]

html_theme = "furo"
html_title = f"interview_rules {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Connect what the settings above cannot say."""
    app.connect("autodoc-process-docstring", _linked)
    app.connect("autodoc-process-signature", _without_call)
    app.connect("html-page-context", _collapse, priority=400)  # before the theme


def _linked(
    _app: Sphinx, _what: str, _name: str, _found: object, _options: object, lines: list[str]
) -> None:
    """Let a docstring be read as the Markdown that it is."""
    lines[:] = reference.linked(lines)


def _without_call(
    _app: Sphinx, what: str, name: str, *_signature: object
) -> tuple[str, str] | None:
    """Show no arguments for classes that are made by methods and functions."""
    called = name.rpartition(".")[2] in reference.MADE_BY_CALLING
    return ("", "") if what == "class" and not called else None


def _collapse(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Let the navigation of a page show only the lists that the page is in.

    All lists on every page would make the site three times as large and slow to build.
    """
    contents = context["toctree"]
    context["toctree"] = lambda **options: contents(**options | {"collapse": True})
