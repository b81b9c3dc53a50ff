"""`publish style`: make a house style, look into one, see them all, check one."""

from __future__ import annotations

from pathlib import Path

import click

from publish import settings
from publish.checking import check_style
from publish.commands import shared
from publish.diagnostics import PublishError
from publish.houses.brand_file import BRAND_HOUSE
from publish.houses.faces import FontFace
from publish.houses.house import load
from publish.houses.house_folders import house_names
from publish.houses.house_tokens import house_tokens
from publish.houses.scaffold import house_files
from publish.project import Project
from publish.publication import write_whole


@click.group("style")
def command() -> None:
    """Make a house style, look into one, check one."""


@command.command("new")
@click.argument("name")
def new(name: str) -> int:
    """Make a folder styles/NAME that builds at once."""
    if not name.replace("-", "").isalnum() or not name.isascii() or name != name.lower():
        raise click.UsageError(f"'{name}' is no name for a house: small letters, digits, hyphens")
    project = Project.of(Path("manuscript.md"))
    folder = project.root / "styles" / name
    if folder.exists():
        raise PublishError(f"'{folder}' exists already, and is left as it is", 3)
    if name in (*house_names(project), BRAND_HOUSE):
        raise click.UsageError(f"a house is called '{name}' already, and yours would hide it")
    for inside, text in house_files(name).items():
        write_whole(folder / inside, text.encode("utf-8"))
        click.echo(f"made {shared.short_path(str(folder / inside))}", err=True)
    click.echo(
        f"next: style: {name} in the front matter, then: publish style show {name}", err=True
    )
    return 0


@command.command("show")
@click.argument("name", default="base")
@shared.format_option
def show(name: str, format_: str) -> int:
    """Print the chain of a house, its layouts, faces and tokens, and where each value stands."""
    house = load(name, Project.of(Path("manuscript.md")))
    shared.tell(house.diagnostics, format_)
    click.echo(f"chain: {' → '.join(house.chain)}")
    click.echo(f"citation style: {house.csl}")
    click.echo(f"layouts: {', '.join(house.layout_names)}")
    for face in house.faces:
        click.echo(f"face: {_face(face)}")
    for token in house_tokens(house):
        place = f"{token.span.source.name}:{token.span.line}"
        when = f"  when {token.condition}" if token.condition else ""
        over = f"  over {token.overrides[-1].source.name}" if token.overrides else ""
        click.echo(f"{token.name}: {token.value}  ({place}){when}{over}")
    return shared.exit_code(house.diagnostics, strict=False)


def _face(face: FontFace) -> str:
    """Say what a face is called and where it comes from."""
    origin = face.file.name if face.file else "fontpkg-" + "-".join(face.package.split())
    axes = ", ".join(f"{tag} {place:g}" for tag, place in face.axes.items())
    place = f"  ({face.at.source.name}:{face.at.line})" if face.at else ""
    called = f"{face.family} {face.weight} {face.style}"
    return f"{called}: {origin}{f' at {axes}' if axes else ''}{place}"


@command.command("gallery")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@shared.gallery_options
@shared.format_option
def show_gallery(names: tuple[str, ...], output: Path | None, paper: str, format_: str) -> int:
    """Make one PDF with the first page of each layout of each house, or of the houses named."""
    return make_gallery(names, output, paper, format_)


def make_gallery(names: tuple[str, ...], output: Path | None, paper: str, format_: str) -> int:
    """Write the gallery of the project round the working folder."""
    from publish.gallery import gallery

    project = Project.of(Path("manuscript.md"))
    made = gallery(project, names, paper)
    shared.tell(made.diagnostics, format_)
    for name, (failure, hint) in made.failures.items():
        shared.tell_failure(name, failure, hint)
    if not made.titles:
        return made.exit_code
    path = output or project.root / settings.load(project).output / "gallery.pdf"
    write_whole(path, made.data)
    if format_ in {"human", "short"}:
        click.echo(f"made {shared.short_path(str(path))} ({len(made.titles)} pages)", err=True)
    return made.exit_code


@command.command("check")
@click.argument("name")
@shared.format_option
def check(name: str, format_: str) -> int:
    """Report every mistake in the sheets, layouts and faces of a house."""
    found = check_style(name)
    shared.tell(found, format_)
    if not found and format_ == "human":
        click.echo("no mistakes found", err=True)
    return shared.exit_code(found, strict=False)
