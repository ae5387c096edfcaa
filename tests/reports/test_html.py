"""Results as HTML for notebooks: well-formed, escaped, and loading nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import results

from interview_rules import advise
from interview_rules.reports.document import Document, Entry, Section
from interview_rules.reports.html import to_html
from interview_rules.sources.characters import UNPRINTABLE

KINDS = ["Report", "Plan", "Explanation", "SearchReport", "SearchPlan"]
HOSTILE = [
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", "</div></body>",
    "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "' onclick='x", "&lt;b&gt;",
    "]]>", "<!--", "javascript:alert(1)", "<svg onload=alert(1)>", "a\nb", "&amp;",
]  # fmt: skip
NAMES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab <>&\"'/=!-;#\n", min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
)
VOID = {"br"}
TAGS = {
    "div", "style", "h3", "h4", "h5", "p", "ul", "li", "span", "details", "summary", "a", "br",
    "svg", "title", "desc", "rect", "line", "text", "g", "polygon", "circle",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a fragment, checking that its tags are balanced."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.links, self.words, self.attributes = [], set(), [], [], set()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)


def plain(name):
    return UNPRINTABLE.sub(lambda match: repr(match[0])[1:-1], " ".join(name.split()))


@given(NAMES)
def test_any_name_reads_as_it_is_and_is_no_markup(name):
    entry = Entry("know", name, name, name, name)
    sections = (Section("Know", (entry,), more=3), Section("Events", points=(name,)))
    document = Document(name, name, sections, ((1, name), (3, name), (1, name)), (name,))
    read = Reader(to_html(document))
    assert read.tags <= {"div", "style", "h3", "h4", "h5", "p", "ul", "li", "span"}
    if plain(name):
        names = [plain(name)]
        assert read.words == [
            *names * 5, "Know", *names * 4, "and 3 more", "Events", *names * 2,
        ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_in_a_state_is_markup(kind, name):
    read = Reader(results(name)[kind]._repr_html_())
    assert read.tags <= TAGS
    assert not {each for each in read.attributes if each.startswith("on")}
    assert all(link.startswith("mailto:?subject=") for link in read.links)
    if kind != "Explanation":
        assert plain(name) in " ".join(read.words)


@pytest.mark.parametrize("kind", KINDS)
def test_it_runs_no_script_loads_nothing_and_has_a_dark_mode(kind):
    html = results()[kind].to_html()
    assert "script" not in html
    assert not re.search(r"url\(|@import|src=|<link|<iframe|<object", html)
    assert set(re.findall(r"https?://[^\"\s<]*", html)) <= {"http://www.w3.org/2000/svg"}
    assert "prefers-color-scheme:dark" in html
    assert Reader(html).tags <= TAGS


@pytest.mark.parametrize("kind", ["Plan", "SearchPlan"])
def test_a_plan_has_its_picture_and_its_text(kind):
    result = results()[kind]
    html = result._repr_html_()
    assert result.to_svg() in html
    below = html.split("</svg>")[1]
    assert "<h4>Do</h4>" in below
    for row in result.rows:
        assert row.title in below


def test_a_draft_is_folded_with_its_blanks_and_a_link():
    state = {"events": [{"at": "2026-11-19", "event": "interview"}], "position": "Clerk"}
    report = advise(state, "2026-11-20 12:00")
    draft = report["send-thank-you"].draft
    read = Reader(report.to_html())
    (link,) = read.links
    assert link == draft.mailto()
    assert parse_qs(urlsplit(link).query)["subject"] == [draft.subject]
    said = " ".join(read.words)
    assert "Draft, by email" in said
    assert "Fill in before you send it: [your name]" in said
    for paragraph in draft.paragraphs:
        assert " ".join(paragraph.split("\n")) in said


def test_a_draft_for_another_channel_has_no_link():
    log = [
        {"at": "2026-11-19 10:00", "event": "interview", "interviewers": ["Kim"]},
        {"at": "2026-11-19", "event": "positive-signal", "channel": "linkedin", "contact": "Kim"},
    ]
    read = Reader(advise({"events": log}, "2026-11-20 12:00").to_html())
    assert "Draft to Kim, on LinkedIn" in read.words
    assert not read.links


def test_the_tree_of_an_explanation_is_a_nested_list():
    html = results()["Explanation"].to_html()
    assert html.count('<ul class="t">') > 1
