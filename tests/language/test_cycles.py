"""Cycles and chains of references."""

from __future__ import annotations

import pytest

from interview_rules.language.cycles import find_cycle, longest_chain

NONE: dict[str, set[str]] = {}


@pytest.mark.parametrize(
    ("edges", "cycle"),
    [
        (NONE, []),
        ({"a": {"b"}, "b": {"c", "d"}}, []),
        ({"a": {"a"}}, ["a", "a"]),
        ({"one": {"two"}, "two": {"one"}}, ["one", "two", "one"]),
        ({"x": {"b"}, "b": {"c"}, "c": {"a"}, "a": {"b"}}, ["b", "c", "a", "b"]),
    ],
)
def test_a_cycle_follows_the_references_and_begins_at_the_first_name(edges, cycle):
    assert find_cycle(edges) == cycle


@pytest.mark.parametrize(
    ("edges", "chain"),
    [(NONE, (0, "")), ({"a": set()}, (0, "a")), ({"b": {"a"}, "c": {"b"}, "d": {"a"}}, (2, "c"))],
)
def test_the_longest_chain_is_counted_in_steps(edges, chain):
    assert longest_chain(edges) == chain


@pytest.mark.slow
def test_large_graphs_take_linear_time():
    edges = {str(n): {str(n + 1)} for n in range(100_000)}
    assert find_cycle(edges) == []
    assert longest_chain(edges) == (100_000, "0")
    edges["100000"] = {"0"}
    assert len(find_cycle(edges)) == 100_002
