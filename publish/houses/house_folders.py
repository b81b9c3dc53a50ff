"""House name + project → HouseFolder: a house as it lies on disk, wherever that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.houses.brand_file import BRAND_HOUSE, brand_file
from publish.houses.installed_houses import installed_houses
from publish.project import Kind, Project, decode
from publish.source import Source, Span

ROOT_HOUSE = "base"
"""The house that every other extends in the end."""

SETTINGS = "style.toml"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_KEYS = ("extends", "description", "csl", "layout", "sheets", "when", "faces")
FONT_ENDINGS = (".otf", ".ttf", ".woff2", ".woff", ".ttc", ".otc")
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys((".css", ".html", ".toml"), "style"),
    **dict.fromkeys((".svg", ".png", ".jpg", ".jpeg"), "picture"),
    **dict.fromkeys(FONT_ENDINGS, "font"),
}
"""By the ending: files that a house may have; others may lie beside them, and are not read."""


@dataclass(frozen=True, slots=True)
class HouseFolder:
    """One house of the chain: its texts, pictures and fonts by name inside its folder."""

    name: str
    texts: Mapping[str, Source]
    pictures: Mapping[str, bytes]
    fonts: Mapping[str, bytes]
    table: Mapping[str, Any]
    """What `style.toml` says."""
    files: tuple[str, ...]
    """Everything that lies there, by name."""

    @property
    def settings(self) -> Source:
        """The text of `style.toml`."""
        return self.texts[SETTINGS]


def read_folder(
    name: str, project: Project, at: Span | None, found: list[Diagnostic]
) -> HouseFolder | None:
    """Read the house `name` whole; its folder is small (a dozen files).

    It is looked for in the project's `styles/`, among the installed packages, then among our own;
    `base` is never a package's, since all others stand on it.
    """
    files: dict[str, Source | bytes | None] = {}
    for place in _PLACES if _NAME.fullmatch(name) else ():
        here = dict(place(name, project, found))
        files = here or files
        if SETTINGS in here:
            break
    texts = {inside: each for inside, each in files.items() if isinstance(each, Source)}
    data = {inside: each for inside, each in files.items() if isinstance(each, bytes)}
    pictures = {inside: each for inside, each in data.items() if _kind(inside) == "picture"}
    fonts = {inside: each for inside, each in data.items() if _kind(inside) == "font"}
    if SETTINGS not in texts and name == BRAND_HOUSE and brand_file(project):
        return _read_brand(project, found)
    if SETTINGS not in texts:
        found.append(_no_house(name, list(files), project, at))
        return None
    table = read_toml(texts[SETTINGS], found)
    for key in table:
        if key not in _KEYS:
            place_of = where(texts[SETTINGS], key)
            message = f"a house has no setting '{key}'"
            found.append(warning("style-setting", message, place_of, did_you_mean(key, _KEYS)))
    return HouseFolder(name, texts, pictures, fonts, table, tuple(files))


def _no_house(name: str, files: list[str], project: Project, at: Span | None) -> Diagnostic:
    if files and at is None:
        at = Source(f"styles/{name}/{files[0]}", "").span(0, 0)
    if files:
        message = f"the folder 'styles/{name}' is no house style: it has no file '{SETTINGS}'"
        hint = (
            did_you_mean(SETTINGS, [each for each in files if "/" not in each])
            or 'make one with the line: extends = "base"'
        )
        return error("style-unknown", message, at, hint)
    hint = did_you_mean(name, house_names(project))
    hint = hint or "the houses are: " + ", ".join(house_names(project))
    return error("style-unknown", f"no house style is called '{name}'", at, hint)


def house_names(project: Project) -> tuple[str, ...]:
    """Name every house that a manuscript of this project can use."""
    own = {path.parent.name for path in project.own_styles(pattern=f"*/{SETTINGS}")}
    bundled = {name.split("/")[0] for name in project.bundled_names(pattern=f"*/{SETTINGS}")}
    brand = {BRAND_HOUSE} if brand_file(project) else set()
    return tuple(sorted(own | bundled | brand | set(installed_houses())))


def read_toml(source: Source, found: list[Diagnostic]) -> dict[str, Any]:
    """Read a file of settings; one that is not TOML is told at its place, and empty."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as problem:
        match = re.search(r"\(at line (\d+), column (\d+)\)", str(problem))
        start = source.line_start(int(match[1])) + int(match[2]) - 1 if match else len(source.text)
        said = re.sub(r"\s*\(at .*\)$", "", str(problem))
        message = f"this is not TOML: {said[:1].lower() + said[1:]}"
        found.append(error("style-syntax", message, source.span(start, start + 1)))
        return {}
    except RecursionError:
        found.append(error("style-syntax", "this is nested too deep", source.span(0, 1)))
        return {}


def where(source: Source, word: str) -> Span:
    """Find where a setting or a file is named in style.toml; tomllib tells no positions."""
    match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", without_comments(source))
    return source.span(match.start(), match.end()) if match else source.span(0, 0)


def without_comments(source: Source) -> str:
    """Give the text of settings with blanks for comments, so that places stay."""
    return _TOML_COMMENT.sub(lambda found: " " * len(found[0]), source.text)


_TOML_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")


_Files = Iterator[tuple[str, Source | bytes | None]]
"""Names within the house, with what was read; None for what no house reads."""


def _own(name: str, project: Project, found: list[Diagnostic]) -> _Files:
    top = project.root / "styles" / name
    for path in project.own_styles(name):
        inside = path.relative_to(top).as_posix()
        at = Source(f"styles/{name}/{inside}", "").span(0, 0)
        read: Source | bytes | Diagnostic | None = None
        if kind := _kind(inside):
            is_text = kind == "style"
            read = (
                project.read_text(path, kind, at) if is_text else project.read_bytes(path, kind, at)
            )
        if isinstance(read, Diagnostic):
            found.append(read)
            read = None
        yield inside, read


def _installed(name: str, project: Project, found: list[Diagnostic]) -> _Files:
    top = installed_houses().get(name) if name != ROOT_HOUSE else None
    for path in sorted(top.rglob("*")) if top else ():
        inside = path.relative_to(top).as_posix() if top else ""
        if "__pycache__" in path.parts or path.suffix == ".py" or not path.is_file():
            continue
        kind, recorded = _kind(inside), f"publish.styles:{name}/{inside}"
        read: Source | bytes | Diagnostic | None
        read = project.installed_bytes(path, recorded) if kind else None
        if kind == "style" and read is not None:
            read = decode(read, f"{name}/{inside}")
        if isinstance(read, Diagnostic):
            found.append(read)
        else:
            yield inside, read


def _bundled(name: str, project: Project, found: list[Diagnostic]) -> _Files:
    for path in project.bundled_names(name):
        read: Source | bytes | None = None
        if kind := _kind(path):
            is_text = kind == "style"
            read = project.bundled_text(path) if is_text else project.bundled_bytes(path)
        yield path.removeprefix(f"{name}/"), read


_PLACES = (_own, _installed, _bundled)


def _read_brand(project: Project, found: list[Diagnostic]) -> HouseFolder | None:
    """Read the project's `_brand.yml` as a house that extends base."""
    from publish.houses.brand import read_brand

    path = brand_file(project)
    brand = read_brand(project, path) if path else None
    if brand is None or isinstance(brand, Diagnostic):
        found += [brand] if brand else []
        return None
    found += brand.diagnostics
    texts = {SETTINGS: brand.source, "tokens.css": brand.sheet}
    table = {"sheets": ["tokens.css"], "faces": list(brand.faces)}
    pictures = dict([brand.logo] if brand.logo else [])
    return HouseFolder(BRAND_HOUSE, texts, pictures, {}, table, ())


def _kind(name: str) -> Kind | None:
    return _KINDS.get(Path(name).suffix.lower())
