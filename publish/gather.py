"""What a manuscript names, read through its project: its library, abbreviations and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publish.bibliography.items import from_references, parse_json, parse_yaml
from publish.bibliography.library import Library, merge, parse
from publish.bibliography.ris import parse_ris
from publish.body import Body, ImageUse
from publish.csl.abbreviations import AbbreviationList, parse_abbreviations
from publish.diagnostics import Diagnostic, Severity, shortened, warning
from publish.drawings import clean, told_of
from publish.manuscript import Manuscript
from publish.options import Options
from publish.page import Resource
from publish.pictures import examine, moves
from publish.project import SETTINGS_FILE, Project
from publish.settings import Settings, place
from publish.source import Source, Span

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
"""First bytes of bitmaps (PNG 3rd edition §5.2; ITU-T T.81 annex B.1; GIF89a §17)."""


@dataclass(frozen=True, slots=True)
class GatheredLibrary:
    """The works that a manuscript can cite."""

    library: Library
    is_named: bool
    """Whether the manuscript, the project or the command line names any bibliography."""
    is_whole: bool
    """Whether every bibliography that is named could be read."""
    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class GatheredPictures:
    """The pictures of a text, by the address under which its page shows them."""

    resources: Mapping[str, Resource]
    refused: frozenset[str]
    """Addresses of pictures that may not be read; the text goes on without them."""
    diagnostics: tuple[Diagnostic, ...]


def gather_library(
    manuscript: Manuscript, project: Project, settings: Settings, options: Options, lang: str
) -> GatheredLibrary:
    """Read every bibliography in reach: the settings', the front matter's, the command line's.

    Of two entries with one key the later wins; `references` of the front matter win over all.
    """
    found: list[Diagnostic] = []
    libraries: list[Library] = []
    sources: list[Source] = []
    named = list(_bibliographies(manuscript, project, settings, options))
    for path, at in named:
        source = (
            path if isinstance(path, Diagnostic) else project.read_text(path, "bibliography", at)
        )
        if isinstance(source, Source):
            sources.append(source)
            libraries.append(read_library(source, lang))
        else:
            found.append(source)
    front = manuscript.front
    if front.references:
        libraries.append(from_references(_plain(front.references), front.spans["references"]))
    library = merge(libraries).in_language(lang)
    is_named = bool(named or front.references)
    return GatheredLibrary(
        library, is_named, not found, tuple(sources), (*found, *library.diagnostics)
    )


def gather_abbreviations(manuscript: Manuscript, project: Project) -> AbbreviationList:
    """Read the list of abbreviations that the front matter names, `citation-abbreviations`."""
    named = manuscript.front.citation_abbreviations
    if named is None:
        return AbbreviationList()
    path = project.find(named.text.strip(), named.span.source.name, named.span)
    source = (
        path
        if isinstance(path, Diagnostic)
        else project.read_text(path, "bibliography", named.span)
    )
    if isinstance(source, Diagnostic):
        return AbbreviationList({}, (source,))
    return parse_abbreviations(source)


def _plain(value: object) -> object:
    """Give YAML's maps and lists as a reader of CSL-YAML would: dicts and lists."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def read_library(source: Source, lang: str) -> Library:
    """Read a bibliography of any kind we know, told by its file name's ending."""
    ending = source.name.rpartition(".")[2].lower()
    reader = _READERS.get(ending)
    if reader is not None:
        return reader(source)
    return parse(source, "bibtex" if ending == "bibtex" else "biblatex", lang)


_READERS: dict[str, Callable[[Source], Library]] = {
    "json": parse_json,
    "yaml": parse_yaml,
    "yml": parse_yaml,
    "ris": parse_ris,
}
"""Ending → reader; all else is BibLaTeX, but `.bibtex` (Pandoc's manual, "Specifying")."""


def _bibliographies(
    manuscript: Manuscript, project: Project, settings: Settings, options: Options
) -> Iterator[tuple[Path | Diagnostic, Span | None]]:
    for name in settings.bibliography:
        at = place(settings.source, "bibliography") if settings.source else None
        yield project.find(name, SETTINGS_FILE, at), at
    for located in manuscript.front.bibliography:
        beside = located.span.source.name
        yield project.find(located.text.strip(), beside, located.span), located.span
    for path in options.bibliography:
        yield path, None


def gather_pictures(body: Body, project: Project, beside: str) -> GatheredPictures:
    """Read every picture that the text shows.

    One that is not there is an error. One that may not be read, because it is an address or
    lies outside of the project, or that cannot be shown, is left out with a warning.
    """
    found: list[Diagnostic] = []
    refused: set[str] = set()
    resources: dict[str, Resource] = {}
    for use in body.images:
        picture = _picture(use, project, beside)
        if isinstance(picture, Resource):
            picture = _judged(picture, use, found)
        if isinstance(picture, Diagnostic):
            found.append(picture)
            if picture.severity is Severity.WARNING:
                refused.add(use.url)
        else:
            resources[use.url] = picture
    return GatheredPictures(resources, frozenset(refused), tuple(found))


_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.\t\r\n-]*:|[/\\]{2})")
"""A scheme (RFC 3986 §3.1) or the start of a network path; browsers pass over line ends in it."""


def _picture(use: ImageUse, project: Project, beside: str) -> Resource | Diagnostic:
    if _ADDRESS.match(use.src):
        return warning(
            "image-remote",
            f"the picture '{shortened(use.src)}' is an address, and is left out",
            use.span,
            "builds read only files of the project: save the picture and name its file",
        )
    path = project.find(use.src, use.span.source.name or beside, use.span)
    if isinstance(path, Diagnostic):
        is_outside = path.code == "file-outside"
        return replace(path, severity=Severity.WARNING) if is_outside else path
    data = project.read_bytes(path, "picture", use.span)
    if isinstance(data, Diagnostic):
        return data
    kind = media_type(data)
    if kind is None:
        return warning(
            "image-kind",
            f"'{use.src}' is no picture that can be placed: PNG, JPEG, GIF, WebP or SVG is wanted",
            use.span,
        )
    return Resource(kind, data)


def _judged(picture: Resource, use: ImageUse, found: list[Diagnostic]) -> Resource | Diagnostic:
    """Look into a picture before anything draws it; a drawing loses what it would load."""
    if picture.media_type != "image/svg+xml":
        fault = examine(picture.data).fault
        if not fault and moves(picture.data):
            message = f"the picture '{use.src}' moves, and its first image alone is shown"
            hint = "name a still picture"
            found.append(warning("image-effect", message, use.span, hint))
        return _damaged(use, fault) if fault else picture
    drawing = clean(picture.data)
    if drawing.fault:
        return _damaged(use, drawing.fault)
    found += told_of(drawing, use.src, use.span)
    return replace(picture, data=drawing.data)


def _damaged(use: ImageUse, fault: str) -> Diagnostic:
    return warning("image-damaged", f"the picture '{use.src}' is left out: {fault}", use.span)


def media_type(data: bytes) -> str | None:
    """Tell the kind of a picture by its first bytes; None for what is none."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and re.search(rb"<(?:[\w.-]+:)?svg[\s/>]", data[:65536]):
        return "image/svg+xml"
    return None
