"""Versions as PEP 440 orders them, and requirements."""

from __future__ import annotations

import itertools

import pytest

from interview_rules.packs.requirements import Version, named_pack, requirement_in

IN_ORDER = [
    "0.9", "1.dev2", "1.0a1.dev1", "1.0a1", "1.0alpha2", "1.0b1", "1.0rc1", "1.0-c2", "1.0",
    "1.0.post1.dev3", "1.0.post1", "1.0-2", "1.0.1", "1.1", "1.10", "2", "10.0", "1!0.1",
]  # fmt: skip


def version(text: str) -> Version:
    found = Version.read(text)
    assert found is not None
    return found


def test_versions_are_in_the_order_of_pep_440():
    for one, other in itertools.combinations(IN_ORDER, 2):
        assert version(one).order < version(other).order, (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "1.0.0"),
        ("v2.0", "2"),
        ("1.0RC1", "1.0c1"),
        ("1.0.post1", "1.0-r1"),
        ("2.0", "2+abc.1"),
    ],
)
def test_equal_versions_are_written_in_several_ways(one, other):
    assert version(one) == version(other)


@pytest.mark.parametrize(
    "text", ["", "two", "1..2", "1.x", "2.*", "1.0 beta 1 x", "-1", "9" * 5000, "²"]
)
def test_other_texts_are_no_versions(text):
    assert Version.read(text) is None


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        (
            ">= 2, < 3",
            ["2", "2.0", "2.9.1", "2.1rc1", "2.0+local"],
            ["1.9", "2.0rc1", "3", "3.0a1"],
        ),
        ("==2.0", ["2", "2.0.0", "2.0+local"], ["2.0.1", "2.0.post1", "2.0rc1"]),
        ("!=2.1", ["2", "2.1.1"], ["2.1", "2.1.0"]),
        ("> 2", ["2.0.1", "3"], ["2", "2.0.post1", "1"]),
        ("> 2.0.post1", ["2.0.post2"], ["2.0.post1"]),
        ("<= 2", ["2", "2.0rc1", "1"], ["2.0.1"]),
        ("< 3.0rc2", ["3.0rc1", "2"], ["3.0rc2", "3"]),
        (">=1,!=1.5,<2", ["1", "1.6"], ["1.5", "2"]),
    ],
)
def test_bounds(bounds, inside, outside):
    asked = requirement_in(f"our-rules {bounds}")
    assert asked is not None
    assert (asked.name, asked.error) == ("our-rules", "")
    assert [text for text in [*inside, *outside] if asked.met_by(version(text))] == inside


@pytest.mark.parametrize(
    ("text", "error", "hint"),
    [
        ("our-rules = 2", "unknown operator '='", "write our-rules == 2"),
        ("our-rules === 2", "unknown operator '==='", "write our-rules == 2"),
        ("our-rules ~= 2.1", "unknown operator '~='", "use one of ==, !=, >=, <=, >, <"),
        ("our-rules => 2", "unknown operator '=>'", "use one of ==, !=, >=, <=, >, <"),
        ("our-rules >=", "a version is missing after >=", "write, for example, our-rules >= 2, < 3"),
        ("our-rules >= two", "'two' is not a version", "write, for example, our-rules >= 2, < 3"),
        ("our-rules == 2.*", "'2.*' is not a version", "write, for example, our-rules >= 2, < 3"),
        ("our-rules >= 2,", "a version is missing beside the comma",
         "write, for example, our-rules >= 2, < 3"),
        ("our-rules >= 2, 3", "'3' has no operator",
         "write, for example, our-rules >= 2, < 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_requirement(text, error, hint):
    asked = requirement_in(text)
    assert asked is not None
    assert (asked.error, asked.hint) == (error, hint)


@pytest.mark.parametrize(
    "text", ["", "our_rules", "ours.yaml", "a/b", "a=b.yaml", "../x", "< 3", "Ä"]
)
def test_other_texts_are_no_requirements(text):
    assert requirement_in(text) is None
    assert named_pack(text) == text


def test_a_name_alone_has_no_bounds():
    asked = requirement_in("our-rules")
    assert asked is not None
    assert (asked.bounds, str(asked)) == ((), "")
    assert named_pack("our-rules>=2") == named_pack("our-rules >= 2, < 3") == "our-rules"
