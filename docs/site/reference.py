"""The pages of the site on the public names of Python, for Sphinx to fill from the docstrings.

docs/python.md lists the same names for a code host. In the site, these pages take the place of its
list, with types, and with links between names.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from dataclasses import fields, is_dataclass
from functools import cache, cached_property
from typing import Any

from navigation import DOCS

import interview_rules

sys.path.insert(0, str(DOCS))
import interface_pages  # found by the line above

GENERATED = re.compile(r"<!-- names: .*?<!-- /names -->\n", re.DOTALL)
"""The part of docs/python.md that these pages replace."""
MEMBERS = interface_pages.CLASSES | interface_pages.ERRORS | interface_pages.RECORDS
_RECORDS = [name for name in interview_rules.__all__ if name.endswith("Record")]
_ADVISE = [*interface_pages.FUNCTIONS[:-1], "Advisor"]
_STATES = ["InterviewState", "JobSearch", "Event", "read_file"]
_RULES = ["RulePack"]
_PARTS = {
    "advise": ("Advise, plan, explain", _ADVISE),
    "states": ("States and searches", _STATES),
    "results": (
        "Results",
        [name for name in interface_pages.CLASSES if name not in _ADVISE + _STATES + _RULES],
    ),
    "records": ("Results as data", _RECORDS),
    "rules": ("Rule packs", _RULES),
    "errors": ("Errors", [*interface_pages.ERRORS]),
}
MADE_BY_CALLING = {"Advisor", "Importer", "Coverage", "Limits"}
"""Classes that are called; of the others, the page shows what makes them."""
_BEYOND = {
    "interview_rules.authoring.prove": ["interview_rules.authoring.prove.prover.Verdict"],
}
"""What functions of a module return, although the module does not export it."""


def pages() -> dict[str, str]:
    """Return the text of each page, in reStructuredText, by its place without the ending."""
    found = {}
    for place, (title, names) in _PARTS.items():
        lines = [title, "=" * len(title), "", "For developers who look up a name.", ""]
        for name in names:
            lines += _entry(interview_rules, name)
        found[f"python/{place}"] = "\n".join(lines)
    for module in [*interface_pages.MODULES, *interface_pages.BEHIND_EXTRAS]:
        short = module.removeprefix("interview_rules.")
        found[f"python/{short.replace('.', '-')}"] = "\n".join(_module(module))
    return found


def contents() -> str:
    """Return what the page of the Python API has instead of its list of names."""
    lines = ["## Names", ""]
    for place, text in pages().items():
        lines.append(f"- [{_title(text)}]({place}.rst)")
    lines += ["", "```{toctree}", ":hidden:"]
    for place, text in pages().items():
        lines.append(f"{_title(text).removeprefix('interview_rules.')} </{place}>")
    lines += ["```", ""]
    return "\n".join(lines)


def _title(text: str) -> str:
    return text.partition("\n")[0]


def linked(lines: list[str]) -> list[str]:
    """Return a docstring, in which backticks mark code as in Markdown, in reStructuredText.

    Code that is a public name becomes a link to it, and so does the name of an error.
    """
    text = re.sub(r"(?<![\w`])`([^`]+)`", _code, "\n".join(lines))
    errors = "|".join(interface_pages.ERRORS)
    text = re.sub(rf"(?<![\w`.~])({errors})(?![\w`])", r":py:class:`~interview_rules.\1`", text)
    return text.split("\n")


def _code(match: re.Match[str]) -> str:
    words = match[1]
    if words in _names():
        return f":py:obj:`{words} <interview_rules.{words}>`"
    return f"``{words}``"


@cache
def _names() -> frozenset[str]:
    """Return the public names of the package, and those of the members of its classes."""
    members = {f"{name}.{each}" for name, of in MEMBERS.items() for each in of.split()}
    return frozenset({*interview_rules.__all__, *members})


def _module(name: str) -> list[str]:
    module = importlib.import_module(name)
    lines = [name, "=" * len(name), "", "For developers who look up a name.", ""]
    lines += [*linked(inspect.cleandoc(module.__doc__ or "").split("\n")), ""]
    lines += [f".. py:currentmodule:: {name}", ""]
    for each in getattr(module, "__all__", ()):
        lines += _entry(module, each)
    for path in _BEYOND.get(name, ()):
        lines += _entry(importlib.import_module(path.rpartition(".")[0]), path.rpartition(".")[2])
    return lines


def _entry(module: Any, name: str) -> list[str]:
    path, found = f"{module.__name__}.{name}", getattr(module, name)
    lines = [name, "-" * len(name), ""]
    if not inspect.isclass(found):
        return [*lines, f".. autofunction:: {path}", ""]
    lines += [f".. autoclass:: {path}", ""]
    members = MEMBERS.get(name, "").split() if module is interview_rules else None
    if members is None:
        members = interface_pages.public_members(found)
    for member in [*_fields(found, members), *members]:
        lines += [f"   .. {_directive(found, member)}:: {path}.{member}", ""]
    return lines


def _fields(owner: type, members: list[str]) -> list[str]:
    """Return the fields of a record or of a dataclass, which say by their types what they hold."""
    if owner.__name__.endswith("Record") or is_dataclass(owner):
        named = getattr(owner, "model_fields", None) or [each.name for each in fields(owner)]
        return [name for name in named if not name.startswith("_") and name not in members]
    return []


def _directive(owner: type, member: str) -> str:
    found = inspect.getattr_static(owner, member, None)
    if isinstance(found, property | cached_property):
        return "autoproperty"
    if isinstance(found, classmethod | staticmethod) or inspect.isfunction(found):
        return "automethod"
    return "autoattribute"
