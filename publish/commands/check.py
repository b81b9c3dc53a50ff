"""`publish check`: every mistake of each manuscript, found without rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from publish.commands import shared
from publish.diagnostics import Diagnostic
from publish.source import Source
from publish.targets import ALL_TARGETS, TARGETS

if TYPE_CHECKING:
    from publish.editorial.finding import Finding
    from publish.project import Project


@click.command("check")
@click.argument("manuscripts", nargs=-1, metavar="[MANUSCRIPT...]")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing where all is well.")
@click.option(
    "--for",
    "target",
    type=click.Choice([*TARGETS, ALL_TARGETS]),
    default="screen",
    help="Also say what this target cannot carry.",
)
@click.option("--prose", is_flag=True, help="Also mark what an editor would mark.")
@click.option("--fix", is_flag=True, help="Mend of that what is safe, in the manuscript's files.")
@shared.manuscript_options
def command(
    manuscripts: tuple[str, ...], quiet: bool, target: str, prose: bool, fix: bool, **given: Any
) -> int:
    """Report every mistake of each manuscript, up to the page and without rendering it.

    Without a manuscript and with --style NAME, the house style itself is checked.
    """
    from publish import checking, pipeline
    from publish.allowance import allowance

    options = shared.options_of(given, tuple(TARGETS) if target == ALL_TARGETS else (target,))
    if not manuscripts and not options.style:
        raise click.UsageError("name a manuscript, or with --style a house to be checked")
    if fix and "-" in manuscripts:
        raise click.UsageError("--fix mends files; standard input is none")
    found: list[Diagnostic] = []
    for name in manuscripts:
        project, source = pipeline.open_manuscript(shared.manuscript_of(name), options)
        with allowance():
            found += checking.check(project, source, options)
        if (prose or fix) and isinstance(source, Source):
            findings = checking.proof(project, source, options)
            found += _left(findings, project) if fix else [each.diagnostic for each in findings]
    if not manuscripts:
        found += checking.check_style(options.style)
    shared.tell(found, given["format_"])
    if not found and not quiet and given["format_"] == "human":
        several = "" if len(manuscripts) < 2 else f" in {len(manuscripts)} manuscripts"
        click.echo(f"no mistakes found{several}", err=True)
    return shared.exit_code(found, options.strict)


def _left(findings: tuple[Finding, ...], project: Project) -> list[Diagnostic]:
    """Mend what is safe in each file, say so, and give what is left for a person."""
    from publish.editorial.finding import mend
    from publish.publication import write_whole

    sources = {each.span.source.name: each.span.source for each in findings if each.is_safe}
    for name, source in sources.items():
        mine = [each for each in findings if each.is_safe and each.span.source is source]
        write_whole(project.root / name, mend(source.text, mine).encode("utf-8"))
        click.echo(f"mended {len(mine)} place{'s' * (len(mine) > 1)} in {name}", err=True)
    return [each.diagnostic for each in findings if not each.is_safe]
