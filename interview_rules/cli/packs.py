"""The command `rules`: rules, their texts, differences of packs, and packs that have a name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.authoring.rule_docs import files_beside, rule_documents, write_documents
from interview_rules.cli.input import pack_option
from interview_rules.cli.options import AsJson, Rules
from interview_rules.cli.output import (
    complain,
    complaints,
    make_folder,
    print_json,
    print_lines,
    print_text,
)
from interview_rules.cli.text import differences_page, rules_page, styled, texts_page
from interview_rules.errors import Problem, StateError
from interview_rules.packs.catalog import known_packs
from interview_rules.packs.describe import pack_and_package, rule_page
from interview_rules.packs.texts import differences, texts_of

if TYPE_CHECKING:
    from interview_rules.packs.model import Rule, RulePack

__all__ = ["listing"]

listing = typer.Typer()

_IN_LISTS = ("id", "kind", "action", "concludes", "source")


@listing.command()
def rules(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="Rule to show in full, or 'action NAME' for all its rules."
        ),
    ] = None,
    *,
    rules: Rules = None,
    listed: Annotated[
        bool,
        typer.Option("--list", help="List the bundled and installed packs instead of rules."),
    ] = False,
    pages: Annotated[
        str | None,
        typer.Option("--pages", metavar="FOLDER", help="Write a Markdown page for each rule."),
    ] = None,
    texts: Annotated[
        bool,
        typer.Option("--texts", help="List all titles, texts and drafts, and who wrote them."),
    ] = False,
    diff: Annotated[
        list[str] | None,
        typer.Option(
            "--diff",
            metavar="PACK",
            help="List the differences from this pack. Repeat to layer packs.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the rules, show one, compare packs, write pages about the rules, or list the packs."""
    with complaints():
        if listed:
            given = {
                "ID": rule,
                "--rules": rules,
                "--pages": pages,
                "--texts": texts,
                "--diff": diff,
            }
            _list_packs([name for name, value in given.items() if value], as_json=as_json)
            return
        pack = pack_option(rules)
        if pages is not None:
            documents = rule_documents(pack, files_beside(pack, rules or ()))
            make_folder(pages)
            write_documents(pages, documents)
            print_lines(f"{len(documents)} page{'s' * (len(documents) != 1)} in {pages}\n")
            return
        found: Any
        if diff is not None:
            found = differences(pack_option(diff, "--diff"), pack)
            if rule is not None:
                found = [each for each in found if each["name"] in {rule, f"of rule {rule}"}]
            page = differences_page(found)
        elif texts:
            found = texts_of(pack)
            if rule is not None:
                found = [each for each in found if each["rule"] == rule]
            page = texts_page(found)
        elif rule is None:
            full = [rule_page(pack, each) for each in pack.rules]
            found = [{key: each[key] for key in _IN_LISTS} for each in full]
            page = rules_page(f"{pack.name}: {pack.title}", found)
        else:
            of_action = _rules_of(pack, rule)
            shown = of_action or [pack.rule(rule)]
            pages_of = [rule_page(pack, each) for each in shown]
            found = pages_of if of_action else pages_of[0]
            page = rules_page(
                "",
                [
                    {**data, "pack": pack_and_package(pack, each)}
                    for data, each in zip(pages_of, shown, strict=True)
                ],
            )
        if as_json:
            print_json(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            print_text(styled(page))


def _rules_of(pack: RulePack, name: str) -> list[Rule]:
    """Return the rules that advise an action, named as in a pack; empty for the id of a rule."""
    action = name.removeprefix("action ").strip()
    if name == action and pack.now("rules", name) in pack.by_id:
        return []
    action = pack.now("actions", action)
    return [rule for rule in pack.rules if rule.advise and rule.advise.action == action]


def _list_packs(given: list[str], *, as_json: bool) -> None:
    """Print the packs, and a warning for each installed pack that cannot be used.

    `given` names the options and arguments that were given besides. Raises StateError if there are
    any, because a list of packs has no use for them.
    """
    if given:
        message = f"cannot be combined with {' and '.join(given)}"
        raise StateError([Problem("--list", message, f"remove {' and '.join(given)}")])
    found, problems = known_packs()
    if as_json:
        print_json(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
    else:
        rows = [{"id": p.name, "title": p.title, "package": str(p)} for p in found]
        print_text(styled(rules_page("", rows)))
    for problem in problems:
        complain(f"warning: {problem}")
