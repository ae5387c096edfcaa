"""The command `rules`: rules, their texts, differences of packs, and packs that have a name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_rules.authoring.rule_docs import files_beside, rule_documents, write_documents
from interview_rules.cli.input import pack_option
from interview_rules.cli.options import AsJson, Rules, refuse_with
from interview_rules.cli.output import (
    complain,
    complaints,
    make_folder,
    print_json,
    print_lines,
    print_text,
)
from interview_rules.cli.text import differences_page, rules_page, styled, texts_page
from interview_rules.errors import (
    InterviewRulesError,
    PackError,
    Problem,
    Suggestions,
    nearest,
    printable,
)
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
            metavar="ID",
            help="Rule to show in full, or 'action NAME' or 'group NAME' for all of its rules.",
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
        typer.Option("--texts", help="List all texts that people are shown, and who wrote them."),
    ] = False,
    not_by: Annotated[
        str | None,
        typer.Option("--not-by", metavar="PACK", help="With --texts, leave out those by PACK."),
    ] = None,
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
        modes = {"--pages": pages, "--texts": texts, "--diff": diff}
        if listed:
            refuse_with("--list", {"ID": rule, "--rules": rules, **modes, "--not-by": not_by})
            _list_packs(as_json=as_json)
            return
        first, *others = [name for name, value in modes.items() if value] or [""]
        refuse_with(first, dict.fromkeys(others, True))
        if not_by and not texts:
            message, hint = "cannot be used without --texts", "add --texts, or remove --not-by"
            raise InterviewRulesError([Problem("--not-by", message, hint)])
        pack = pack_option(rules)
        if pages is not None:
            refuse_with("--pages", {"ID": rule})
            documents = rule_documents(pack, files_beside(pack, rules or ()))
            make_folder(pages)
            write_documents(pages, documents)
            print_lines(f"{len(documents)} page{'s' * (len(documents) != 1)} in {pages}\n")
            return
        found: Any
        if diff:
            base = pack_option(diff, "--diff")
            found = differences(base, pack)
            if rule is not None:
                if rule not in base.by_id:
                    pack.rule(rule)  # which may be unknown
                found = [each for each in found if each["name"] in {rule, f"of rule {rule}"}]
            page = differences_page(found)
        elif texts:
            wanted = None if rule is None else {each.id for each in _named(pack, rule)}
            every = texts_of(pack, not_by=not_by or "")
            found = [
                each
                for each in every
                if wanted is None or wanted & {each["rule"], *each.get("offered_by", ())}
            ]
            page = texts_page(found)
        elif rule is None:
            full = [rule_page(pack, each) for each in pack.rules]
            found = [{key: each[key] for key in _IN_LISTS} for each in full]
            page = rules_page(f"{pack.name}: {pack.title}", found)
        else:
            shown = [(each, rule_page(pack, each)) for each in _named(pack, rule)]
            found = [data for _, data in shown]
            if _is_id(pack, rule):
                (found,) = found
            page = rules_page(
                "", [{**data, "pack": pack_and_package(pack, each)} for each, data in shown]
            )
        if as_json:
            print_json(json.dumps(found, indent=2, ensure_ascii=False))
        else:
            print_text(styled(page))


def _is_id(pack: RulePack, name: str) -> bool:
    return pack.now("rules", name) in pack.by_id


def _named(pack: RulePack, name: str) -> list[Rule]:
    """Return the rule with an id, or the rules of an action or of a group.

    An action is given as `NAME` or `action NAME`, a group as `group NAME`. Raises PackError for an
    unknown name.
    """
    kind, _, group = name.partition(" ")
    if kind == "group" and group.strip() not in pack.groups:
        message = f"unknown group '{printable(group.strip())}' in the pack {pack.name}"
        known = Suggestions(group.strip(), known=tuple(pack.groups))
        hint = nearest(group.strip(), pack.groups) or (known if pack.groups else "it has no groups")
        raise PackError([Problem("", message, hint, "unknown-rule")])
    if kind == "group":
        members = pack.groups[group.strip()]
        found = [each for member in members for each in _named(pack, member)]
        return [*{each.id: each for each in found}.values()]
    if not _is_id(pack, name):
        action = pack.now("actions", name.removeprefix("action ").strip())
        found = [each for each in pack.rules if each.advise and each.advise.action == action]
        if found:
            return found
    return [pack.rule(name)]


def _list_packs(*, as_json: bool) -> None:
    """Print the packs, and a warning for each installed pack that cannot be used."""
    found, problems = known_packs()
    if as_json:
        print_json(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
    else:
        rows = [{"id": p.name, "title": p.title, "package": str(p)} for p in found]
        print_text(styled(rules_page("", rows)))
    for problem in problems:
        complain(f"warning: {problem}")
