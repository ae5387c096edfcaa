"""Settings of Sphinx for the documentation site, which docs/build_site.py builds."""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import TYPE_CHECKING, Any

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

html_theme = "furo"
html_title = f"interview_rules {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Connect what the settings above cannot say."""
    app.connect("html-page-context", _collapse, priority=400)  # before the theme


def _collapse(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Let the navigation of a page show only the lists that the page is in.

    All lists on every page would make the site three times as large and slow to build.
    """
    contents = context["toctree"]
    context["toctree"] = lambda **options: contents(**options | {"collapse": True})
