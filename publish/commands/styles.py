"""`publish styles`: the house styles that a project can use, or all of them in one PDF."""

from __future__ import annotations

from pathlib import Path

import click

from publish.commands import shared
from publish.houses.house import load
from publish.houses.house_folders import house_names
from publish.project import Project


@click.command("styles")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--gallery", "is_gallery", is_flag=True, help="The same as `publish style gallery`.")
@shared.gallery_options
@shared.format_option
def command(
    names: tuple[str, ...], is_gallery: bool, output: Path | None, paper: str, format_: str
) -> int:
    """List the house styles with their layouts, or with --gallery show each in one PDF."""
    if is_gallery:
        from publish.commands.style import make_gallery

        return make_gallery(names, output, paper, format_)
    if output is not None:
        raise click.UsageError("-o names the file of --gallery")
    project = Project.of(Path("manuscript.md"))
    code = 0
    for name in names or house_names(project):
        house = load(name, project)
        shared.tell(house.diagnostics, format_)
        code = max(code, shared.exit_code(house.diagnostics, strict=False))
        click.echo(f"{house.name}: {', '.join(house.layout_names)}  ({' → '.join(house.chain)})")
    return code
