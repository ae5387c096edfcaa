"""Results that can be displayed: as text, as Markdown, and as HTML in a notebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview_rules.reports.document import Document
    from interview_rules.reports.text import Page

__all__ = ["Displayed", "DisplayedAdvice", "page_of"]


class Displayed(ABC):
    """A result that can be displayed. Printing it gives the output of the corresponding command."""

    __slots__ = ()

    @abstractmethod
    def _document(self) -> Document:
        """Return the result as a document."""

    def __str__(self) -> str:
        return str(page_of(self))

    def to_text(self, *, width: int = 80) -> str:
        """Return the result as plain text, wrapped to `width` columns, or to 20 if that is more.

        `print(result)` instead prints what the command prints, fitted to the width and the encoding
        of the terminal.
        """
        from interview_rules.reports.text import Page  # noqa: PLC0415  # most callers show nothing

        return str(Page(width, "utf-8").document(self._document(), drafts=False, hint=False))

    def to_markdown(self) -> str:
        """Return the result as Markdown (CommonMark). All text is escaped."""
        from interview_rules.reports.markdown import to_markdown  # noqa: PLC0415  # see above

        return to_markdown(self._document(), drafts=False)

    def to_html(self) -> str:
        """Return the result as an HTML fragment, legible in light and dark mode.

        The fragment includes its style sheet, has no scripts and loads nothing. All text is
        escaped. Notebooks use this fragment to display the result.
        """
        from interview_rules.reports.html import to_html  # noqa: PLC0415  # see above

        return to_html(self._document())

    def _repr_html_(self) -> str:
        return self.to_html()


class DisplayedAdvice(Displayed):
    """A result with advice, which can also show drafts of messages. In HTML, they are collapsed."""

    __slots__ = ()

    def to_text(self, *, width: int = 80, drafts: bool = False) -> str:
        """Return the result as plain text, wrapped to `width` columns, or to 20 if that is more.

        `drafts` adds the drafts of messages. `print(result)` instead prints what the command
        prints, fitted to the width and the encoding of the terminal, with the number of drafts in
        place of the drafts.
        """
        from interview_rules.reports.text import Page  # noqa: PLC0415  # most callers show nothing

        return str(Page(width, "utf-8").document(self._document(), drafts=drafts, hint=False))

    def to_markdown(self, *, drafts: bool = False) -> str:
        """Return the result as Markdown (CommonMark). All text is escaped.

        `drafts` adds the drafts of messages as block quotes.
        """
        from interview_rules.reports.markdown import to_markdown  # noqa: PLC0415  # see above

        return to_markdown(self._document(), drafts=drafts)


def page_of(result: Displayed, *, drafts: bool = False) -> Page:
    """Return the page that a command prints, fitted to the width and encoding of the terminal.

    Without `drafts`, the page ends with the hint of the document, if any.
    """
    from interview_rules.reports import text  # noqa: PLC0415  # most callers show nothing

    page = text.Page(text.terminal_width(), text.terminal_encoding())
    document = result._document()  # noqa: SLF001  # belongs to the class above
    return page.document(document, drafts=drafts, hint=not drafts)
