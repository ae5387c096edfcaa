"""Results as Markdown: it reads as written, whatever markup a name holds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from shows import results

from interview_rules.reports.document import Document, Entry, Section
from interview_rules.reports.markdown import to_markdown
from interview_rules.sources.characters import UNPRINTABLE

GFM = MarkdownIt("gfm-like", {"linkify": False, "html": True})
"""Without its recognition of bare links, which needs another package."""
HOSTILE = [
    "# Acme #", "* x", "- x", "+ x", "1. x", "2) x", "> x", "---", "===", "| a | b |", "    x",
    "**bold** _it_ ~~no~~ `code` $x$", "[a](http://b.c)", "![a](http://b.c/d.png)", "<b>x</b>",
    "<script>alert(1)</script>", "<http://b.c>", "https://b.c/d", "www.b.c", "&lt;b&gt; &amp;",
    "\\", "x\\", "a\n\n# b", "a  \nb", "[x]: http://b.c", "[^1]", "```", "~~~", "<!-- x", "C#",
    "snake_case_name", "_x", "x_", "*", "x*", "\\*x\\*",
]  # fmt: skip
NAMES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab \n*_`[]()<>#+-=.!|~&;\\:/$1\"'", min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
)


def plain(name):
    return UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], " ".join(name.split()))


def rendered(markdown):
    return GFM.render(markdown)


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(NAMES)
def test_any_name_reads_as_it_is_and_is_no_markup(name):
    document = Document(
        name,
        name,
        (
            Section("Do", (Entry("do", name, name, name, name),), more=3),
            Section("Events", points=(name, name)),
        ),
        outline=((1, name), (2, name)),
        notes=(name,),
    )
    html = rendered(to_markdown(document, drafts=False))
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"h2", "h3", "p", "ul", "li", "strong"}
    found = [line for line in words(html).split("\n") if line]
    name = plain(name).strip()
    if name:
        own = [name] * 5
        assert [" ".join(line.split()) for line in found] == [
            *[" ".join(line.split()) for line in (name, name, name, name)],
            "Do", *own[:4], "and 3 more", "Events", name, name, name,
        ]  # fmt: skip


@pytest.mark.parametrize("kind", ["Report", "Plan", "Explanation", "SearchReport", "SearchPlan"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_in_a_state_is_markup(kind, name):
    result = results(name)[kind]
    text = result.to_markdown(drafts=True) if "Report" in kind else result.to_markdown()
    html = rendered(text)
    allowed = {"h2", "h3", "p", "ul", "li", "strong", "blockquote", "br"}
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= allowed
    assert "href" not in html
    if kind != "Explanation":
        assert " ".join(plain(name).split()) in " ".join(words(html).split())


def test_a_report_has_headings_and_lists():
    text = results()["Report"].to_markdown()
    assert text.startswith("## Acme at Acme\n\nAs of Fri 20 Nov 2026, 12:00 (America/New_York)\n")
    assert "\n### Do\n\n**Send a short thank-you note**\n\nDue " in text
    assert "\n### Open questions\n\n- " in text
    assert text.endswith("\n\nIf nothing happens, this advice changes on Sun 22 Nov 2026.\n")
    assert "> " not in text


def test_a_draft_is_a_quotation_in_which_paragraphs_stay_paragraphs():
    report = results()["Report"]
    html = rendered(report.to_markdown(drafts=True))
    (quotation,) = re.findall(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)
    paragraphs = re.findall(r"<p>(.*?)</p>", quotation, re.DOTALL)
    (draft,) = (draft for advice in report for draft in advice.drafts)
    assert words(paragraphs[0]).split("\n") == ["To: Acme", f"Subject: {draft.subject}"]
    assert [words(each) for each in paragraphs[1:]] == list(draft.paragraphs)


def test_the_tree_of_an_explanation_is_nested():
    html = rendered(results()["Explanation"].to_markdown())
    assert html.count("<ul>") > 1
    assert html.count("<ul>") == html.count("</ul>")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(NAMES)
def test_letters_alone_are_not_escaped(name):
    name = re.sub(r"[^A-Za-z ]", "", name).strip() or "Acme"
    assert to_markdown(Document(name), drafts=False) == f"## {' '.join(name.split())}\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [("https://b.c/d", "https\\://b.c/d"), ("www.b.c", "www\\.b.c"), ("a: b.c", "a: b.c")],
)
def test_bare_links_are_escaped(name, said):
    assert to_markdown(Document(name), drafts=False) == f"## {said}\n"
