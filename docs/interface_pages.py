"""The generated parts of docs/commands.md and docs/python.md: every option and every public name."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

import interview_rules
from interview_rules.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FUNCTIONS = ("advise", "plan", "explain", "answer", "read_file")
_SHOWN = "to_text to_markdown to_html"
_DATA = "record to_json"
_CALENDAR = "to_ics to_feed"
CLASSES = {
    "Advisor": "advise plan explain answer warm_up pack search_pack",
    "InterviewState": "read from_events with_events without snapshot log about identity",
    "JobSearch": "read from_events with_application with_applications with_events without identity",
    "Event": "",
    "RulePack": "default shipped load from_text rule ids actions digest",
    "Report": "advice headline actions ids snoozed now next_change assumptions questions warnings"
    f" state pack {_SHOWN} {_CALENDAR} {_DATA}",
    "Advice": "title text since until due because source drafts draft done set_aside record",
    "SearchReport": "search applications advice headline snoozed now next_change questions warnings"
    f" done set_aside {_SHOWN} {_CALENDAR} {_DATA}",
    "SearchAdvice": "",
    "SnoozedAdvice": "advice until entries",
    "SearchSnoozedAdvice": "",
    "Plan": f"stretches at rows happens now until warnings pack {_SHOWN} to_svg {_CALENDAR} {_DATA}",
    "SearchPlan": "stretches rows happens assumed cut_short now until warnings"
    f" {_SHOWN} to_svg {_CALENDAR} {_DATA}",
    "Stretch": "advice actions",
    "Explanation": f"deciding origins missing earliest until given_from instead hidden {_SHOWN} {_DATA}",
    "CalendarFeed": "",
}
"""The classes, each with its public members."""

ERRORS = {
    "InterviewRulesError": "",
    "StateError": "",
    "PackError": "",
    "CalendarError": "",
    "Problem": "where",
}
RECORDS = {"DraftRecord": "paragraphs to_text mailto eml"}
MODULES = ("interview_rules.imports", "interview_rules.web", "interview_rules.authoring.pack_tests")
BEHIND_EXTRAS = {
    "interview_rules.tables": ("tables/advise.py", "tables/facts_table.py"),
    "interview_rules.http": ("http/app.py", "http/limits.py"),
    "interview_rules.mcp": ("mcp/server.py",),
    "interview_rules.authoring.prove": ("authoring/prove/prover.py",),
}
"""Modules whose libraries may be missing, and the files that define what they export."""

PACKAGE = Path(interview_rules.__file__).parent


def commands() -> list[str]:
    """Return the lines on every command: its arguments, its options and their defaults."""
    lines: list[str] = [""]
    found: Any = typer.main.get_command(app)
    for name, command in found.commands.items():
        about = [_joined(part) for part in command.help.split("\n\n")]
        usage = " ".join(["interview-rules", name, *map(_argument, _arguments(command))])
        lines += [f"## {name}", ""]
        lines += [line for part in about for line in (part, "")]
        lines += [f"    {usage} [OPTIONS]", "", "| argument or option | meaning |", "|---|---|"]
        lines += [_parameter(each) for each in command.params if each.name != "help"]
        lines.append("")
    return lines


def names() -> list[str]:
    """Return the lines on every public name in Python."""
    package = interview_rules
    lines = ["", "## Functions", ""]
    for name in FUNCTIONS:
        lines += _function(name, getattr(package, name))
    lines += ["## Classes", ""]
    for name, members in CLASSES.items():
        lines += _class(name, getattr(package, name), members.split())
    lines += ["## Errors", ""]
    for name, members in ERRORS.items():
        lines += _class(name, getattr(package, name), members.split())
    lines += [
        "## Records",
        "",
        "Results as data: pydantic models that `record()` returns and `to_json()` writes.",
        "`interview-rules schema report` and the other schemas describe each of their fields.",
        "",
    ]
    for name in package.__all__:
        if name.endswith("Record"):
            lines += _class(name, getattr(package, name), RECORDS.get(name, "").split())
    for module in MODULES:
        lines += [f"## {module}", "", *_module(module)]
    for module, files in BEHIND_EXTRAS.items():
        lines += [f"## {module}", "", *_unimported(module, files)]
    return lines


def _unimported(name: str, files: Iterable[str]) -> Iterator[str]:
    """Yield the lines on a module that is read without importing it."""
    folder = PACKAGE.joinpath(*name.split(".")[1:])
    module = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    yield from _paragraphs(ast.get_docstring(module))
    trees = [ast.parse((PACKAGE / file).read_text(encoding="utf-8")) for file in files]
    for each in _exported(module):
        defined = [
            found
            for tree in trees
            for found in tree.body
            if isinstance(found, ast.FunctionDef | ast.ClassDef) and found.name == each
        ]
        call = f"    {each}({_arguments_of(defined[-1])})"
        yield from (f"### {each}", "", call, "")
        yield from _paragraphs(ast.get_docstring(defined[-1]))


def _arguments_of(defined: ast.FunctionDef | ast.ClassDef) -> str:
    """Return the arguments of a function or of a dataclass, without their annotations."""
    if isinstance(defined, ast.ClassDef):
        fields = [each for each in defined.body if isinstance(each, ast.AnnAssign)]
        return ", ".join(
            f"{ast.unparse(each.target)}={ast.unparse(each.value)}"
            for each in fields
            if each.value is not None
        )
    for argument in ast.walk(defined.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(defined.args)


def _exported(module: ast.Module) -> list[str]:
    """Return the names in `__all__`."""
    return next(
        ast.literal_eval(each.value)
        for each in module.body
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "__all__"
    )


def _module(name: str) -> Iterator[str]:
    module = importlib.import_module(name)
    yield from _doc(module)
    for each in getattr(module, "__all__", ()):
        found = getattr(module, each)
        if inspect.isclass(found):
            yield from _class(each, found, public_members(found))
        else:
            yield from _function(each, found)


def public_members(owner: type) -> list[str]:
    """Return the names of the members that a class of a module says something about."""
    public = [name for name in vars(owner) if not name.startswith(("_", "model_"))]
    return [name for name in public if _documented(owner, name)]


def _documented(owner: type, name: str) -> bool:
    """Return whether a member has a docstring of its own; fields of records have none."""
    member = inspect.getattr_static(owner, name)
    return not inspect.ismemberdescriptor(member) and bool(inspect.getdoc(member))


def _function(name: str, function: Any) -> list[str]:
    return [f"### {name}", "", f"    {name}{_signature(function)}", "", *_doc(function)]


def _class(name: str, owner: type, members: Iterable[str]) -> list[str]:
    lines = [f"### {name}", "", *_doc(owner)]
    rows = [_member(owner, member) for member in members]
    if rows:
        lines += ["| member | meaning |", "|---|---|", *rows, ""]
    return lines


def _member(owner: type, name: str) -> str:
    member = inspect.getattr_static(owner, name)
    call = ""
    if isinstance(member, classmethod | staticmethod) or inspect.isfunction(member):
        call = _signature(getattr(owner, name))
    doc = _joined(inspect.getdoc(member) or "").replace("|", "\\|")
    return f"| `{name}{call}` | {doc} |"


def _signature(function: Any) -> str:
    """Return the parameters with their defaults, without their types."""
    signature = inspect.signature(function)
    without = [
        each.replace(annotation=inspect.Parameter.empty)
        for each in signature.parameters.values()
        if each.name != "self"
    ]
    return str(inspect.Signature(without))


def _doc(documented: Any) -> list[str]:
    return _paragraphs(inspect.getdoc(documented))


def _paragraphs(doc: str | None) -> list[str]:
    return [line for part in (doc or "").split("\n\n") for line in (_joined(part), "")]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _arguments(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "argument"]


def _argument(parameter: Any) -> str:
    shown = str(parameter.metavar or parameter.name.upper())
    return shown if parameter.required else f"[{shown}]"


def _parameter(parameter: Any) -> str:
    """Return the row of an argument or an option."""
    if parameter.param_type_name == "argument":
        shown = parameter.metavar or parameter.name.upper()
    else:
        metavar = "" if parameter.is_flag else f" {parameter.metavar or 'TEXT'}"
        shown = ", ".join(parameter.opts) + metavar
    says = re.sub(r"'([^']+)'", r"`\1`", parameter.help)
    if parameter.required and parameter.param_type_name == "option":
        says += " **Required.**"
    if isinstance(parameter.default, str) and "Default:" not in says:
        says += f" Default: `{parameter.default}`."
    return f"| `{shown}` | {says} |"
