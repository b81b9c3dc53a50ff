"""Project → Gallery: the first page of each layout of each house, in one PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.checking import specimen
from publish.diagnostics import Diagnostic, PublishError, has_errors
from publish.houses.brand_file import BRAND_HOUSE
from publish.houses.house import load
from publish.houses.house_folders import ROOT_HOUSE, house_names
from publish.options import Options
from publish.outputs.table import OUTPUTS
from publish.pipeline import render
from publish.project import Project


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pages, and what kept others from being among them."""

    data: bytes
    """The PDF; b"" when there is no page."""
    titles: tuple[str, ...]
    """Of each page: "acme: brief"."""
    diagnostics: tuple[Diagnostic, ...]
    failures: Mapping[str, tuple[str, str]]
    """By title: what the environment lacked or which limit was met, and a hint."""
    exit_code: int


def gallery(project: Project, names: tuple[str, ...] = (), paper: str = "a4") -> Gallery:
    """Set the installation's specimens in all houses of a project, or in those named."""
    pages: dict[str, bytes] = {}
    found: dict[Diagnostic, None] = {}
    failures: dict[str, tuple[str, str]] = {}
    exit_code = 0
    with OUTPUTS["pdf"]() as output:
        for house, layout in _editions(project, names, found):
            title = f"{house}: {layout}"
            source = specimen(project, layout)
            try:
                made = render(project, source, Options(style=house, paper=paper), output)
            except PublishError as problem:
                failures[title] = (str(problem), problem.hint)
                exit_code = max(exit_code, problem.exit_code)
                continue
            found.update(dict.fromkeys(made.diagnostics))
            if made.succeeded:
                pages[title] = made.artifacts[".pdf"].data
    exit_code = max(exit_code, int(has_errors(found)))
    data = first_pages(pages) if pages else b""
    return Gallery(data, tuple(pages), tuple(found), failures, exit_code)


def _editions(
    project: Project, names: tuple[str, ...], found: dict[Diagnostic, None]
) -> Iterator[tuple[str, str]]:
    """Name each layout of each house; `brand` is what a project has for its `base`."""
    known = house_names(project)
    usual = [each for each in known if each != ROOT_HOUSE or BRAND_HOUSE not in known]
    for name in names or sorted(usual, key=lambda each: (each != ROOT_HOUSE, each)):
        house = load(name, project)
        found.update(dict.fromkeys(house.diagnostics))
        if not has_errors(house.diagnostics):
            yield from ((name, layout) for layout in house.layout_names)


def first_pages(documents: Mapping[str, bytes]) -> bytes:
    """Put the first page of each PDF into one, with a bookmark for each title."""
    import pikepdf

    whole = pikepdf.new()
    with whole.open_outline() as outline:
        for number, (title, data) in enumerate(documents.items()):
            with pikepdf.open(io.BytesIO(data)) as pdf:
                page = pdf.pages[0]
                # links lead to pages that are not here, and the tags stay behind with the tree
                for key in ("/Annots", "/StructParents", "/Tabs"):
                    if key in page:
                        del page[key]
                whole.pages.append(page)
            outline.root.append(pikepdf.OutlineItem(title, number))
    whole.Root.Lang = pikepdf.String("en")
    whole.Root.PageMode = pikepdf.Name.UseOutlines
    whole.docinfo["/Title"] = pikepdf.String("House styles and their layouts")
    written = io.BytesIO()
    whole.save(written, deterministic_id=True)
    return written.getvalue()
