"""Documents as HTML fragments for notebooks and pages, legible in light and dark mode.

A fragment has its own style sheet and its own background, so it is legible on any page. It runs no
script and loads nothing. All text is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interview_rules.sources.characters import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview_rules.records.advice import DraftChannel, DraftRecord
    from interview_rules.reports.document import Document, Entry

__all__ = ["to_html"]

_WAYS: dict[DraftChannel, str] = {
    "email": "by email",
    "phone": "by phone",
    "post": "by post",
    "card": "on a card",
    "message": "as a text message",
    "linkedin": "on LinkedIn",
    "portal": "on their website",
}
_STYLE = """
.irh{color-scheme:light dark;font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
max-width:46em;padding:16px 20px;background:#ffffff;color:#1f2328;border:1px solid #d0d7de;border-radius:6px;overflow-wrap:anywhere}
.irh h3,.irh h4,.irh h5,.irh p,.irh ul{margin:0;padding:0;color:inherit;font-family:inherit}
.irh h3{font-size:18px;font-weight:600;line-height:1.3}
.irh h4{font-size:13px;font-weight:600;color:#57606a;margin:18px 0 6px}
.irh h5{font-size:15px;font-weight:600;line-height:1.4}
.irh .s{color:#57606a;font-size:13px}.irh .n{margin-top:16px}
.irh .e{border-left:4px solid #8c959f;padding:1px 0 1px 12px;margin:0 0 12px}
.irh .do{border-color:#0969da}.irh .avoid{border-color:#9a6700}
.irh ul{list-style:disc;padding-left:20px}.irh ul.t{list-style:none;padding-left:18px}.irh>ul.t{padding:0;margin-top:6px}
.irh .no{color:#57606a}
.irh details{margin-top:6px}.irh summary{cursor:pointer}.irh details p{margin:8px 0}
.irh .m{background:#f6f8fa;padding:4px 12px;margin-top:6px;border-radius:6px}
.irh a{color:#0969da}.irh svg{display:block;margin:8px 0 0 -16px;height:auto}
@media (prefers-color-scheme:dark){
.irh{background:#0d1117;color:#e6edf3;border-color:#30363d}.irh h4,.irh .s,.irh .no{color:#9ea7b3}
.irh .e{border-color:#6e7681}.irh .do{border-color:#58a6ff}.irh .avoid{border-color:#d29922}
.irh .m{background:#161b22}.irh a{color:#58a6ff}}
"""


def to_html(document: Document) -> str:
    """Return a document as an HTML fragment, with its drafts collapsed."""
    return "".join(_parts(document))


def _parts(document: Document) -> Iterator[str]:
    yield f'<div class="irh" lang="en"><style>{_STYLE}</style>'
    if document.title and document.chart is None:  # the picture of a plan shows the title
        yield _tag("h3", document.title)
    if document.about:
        yield _tag("p", document.about, "s")
    if document.chart is not None:
        yield document.chart.svg()
    yield from _outline(document.outline)
    for section in document.sections:
        yield _tag("p" if section.is_sentence else "h4", section.heading)
        for entry in section.entries:
            yield from _entry(entry)
        if section.points:
            yield "<ul>"
            yield from (_tag("li", point) for point in section.points)
            yield "</ul>"
        if section.rest:
            yield _tag("p", section.rest, "s")
    for note in document.notes:
        yield _tag("p", note, "s n")
    yield "</div>"


def _tag(name: str, text: str, class_: str = "") -> str:
    attribute = f' class="{class_}"' if class_ else ""
    return f"<{name}{attribute}>{_escaped(text)}</{name}>"


def _escaped(text: str) -> str:
    return escape(shown(" ".join(text.split()), "utf-8"))


def _entry(entry: Entry) -> Iterator[str]:
    yield f'<div class="e {entry.kind}">{_tag("h5", entry.title)}'
    for line, class_ in ((entry.when, "s"), (entry.text, ""), (entry.source, "s")):
        if line:
            yield _tag("p", line, class_)
    yield from map(_draft, entry.drafts)
    yield "</div>"


def _draft(draft: DraftRecord) -> str:
    to = f" to {draft.to}" if draft.to else ""
    summary = _tag("summary", f"Draft{to}, {_WAYS[draft.channel]}")
    head = _tag("p", f"Subject: {draft.subject}", "s")
    paragraphs = "".join(
        f"<p>{'<br>'.join(map(_escaped, paragraph.split(chr(10))))}</p>"
        for paragraph in draft.paragraphs
    )
    fill = f"Fill in before you send it: {', '.join(draft.blanks)}"
    blanks = _tag("p", fill, "s") if draft.blanks else ""
    link = f'<p><a href="{escape(draft.mailto())}">Open in a mail program</a></p>'
    link = link if draft.channel == "email" else ""
    message = f'<div class="m">{head}{paragraphs}</div>'
    return f"<details>{summary}{message}{blanks}{link}</details>"


def _outline(outline: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield the HTML of nested lists; a deeper line is nested in the line above it."""
    open_lists = 0
    for level, text in outline:
        depth = min(level, open_lists + 1)
        if depth > open_lists:
            yield '<ul class="t">'
        else:
            yield "</li>" + "</ul></li>" * (open_lists - depth)
        open_lists = depth
        class_ = ' class="no"' if text.startswith("✗") else ""
        yield f"<li><span{class_}>{_escaped(text)}</span>"
    yield "</li></ul>" * open_lists
