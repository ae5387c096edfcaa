"""Loops in what names what: definitions, conclusions, and rules that replace each other."""

from __future__ import annotations

__all__ = ["find_cycle", "longest_chain"]


def find_cycle(edges: dict[str, set[str]]) -> list[str]:
    """One loop in a graph, its first name repeated at its end; empty if there is none."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack = [(start, iter(sorted(edges.get(start, ()))))]
        path.append(start)
        while stack:
            step = next((n for n in stack[-1][1] if n not in done), None)
            if step is None:
                stack.pop()
                done.add(path.pop())
            elif step in path:
                return [*path[path.index(step) :], step]
            else:
                path.append(step)
                stack.append((step, iter(sorted(edges.get(step, ())))))
    return []


def longest_chain(edges: dict[str, set[str]]) -> tuple[int, str]:
    """How many steps the longest way through a graph without loops has, and where it begins."""
    length: dict[str, int] = {}
    for start in edges:
        stack = [start]
        while stack:
            node = stack[-1]
            steps = edges.get(node, set())
            missing = [step for step in steps if step not in length]
            if missing:
                stack += missing
            else:
                length[node] = 1 + max((length[step] for step in steps), default=-1)
                stack.pop()
    first = max(length, key=length.__getitem__, default="")
    return length.get(first, 0), first
