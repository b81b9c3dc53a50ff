"""House name + project → House: sheets, layouts, assets and faces of a publisher's house style."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from publish.brand import BRAND_HOUSE, brand_file, read_brand
from publish.diagnostics import Diagnostic, did_you_mean, error, warning
from publish.project import Project
from publish.source import Source, Span

ROOT_HOUSE = "base"
"""The house that every other extends in the end."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_KEYS = ("extends", "description", "csl", "layout", "sheets", "when", "faces")
_FACE_KEYS = ("family", "weight", "style", "package", "axes", "script")
_CONDITIONS = ("paper", "layout", "direction", "language", "notes", "colour")
_PICTURES = {".svg", ".png", ".jpg", ".jpeg"}


@dataclass(frozen=True, slots=True)
class FontFace:
    """One static face that the house orders: an instance of a font package's variable file."""

    family: str
    """Family name as the sheets write it, e.g. "Source Serif 4"."""
    weight: int
    style: Literal["normal", "italic"]
    package: str
    """Name known to `fontpkg`, e.g. "source serif 4"."""
    axes: Mapping[str, float]
    """Coordinates on the axes of the variable file: {"opsz": 10, "wght": 400}; {} if static."""
    script: str = ""
    """ISO 15924 code of the one script it is for ("Arab"): ordered only where that is written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet of the chain, with the URL under which the renderer reads it."""

    url: str
    """e.g. "doc:///house/base/text.css"."""
    layer: str
    """The cascade layer: the house's name."""
    source: Source
    condition: str = ""
    """When it is used: "" always, else e.g. "paper:a4", "layout:report", "direction:rtl"."""


@dataclass(frozen=True, slots=True)
class House:
    """A publisher's house style with everything it inherits, base first."""

    name: str
    chain: tuple[str, ...]
    csl: str
    """Name of the CSL style used where the manuscript names none."""
    sheets: tuple[Sheet, ...]
    layouts: Mapping[str, Source]
    """Template name ("base/brief.html", …) to its source."""
    assets: Mapping[str, bytes]
    """Logos and the like, by `doc:///house/…` URL."""
    faces: tuple[FontFace, ...]
    diagnostics: tuple[Diagnostic, ...]
    layout: str = "brief"
    """Name of the layout used where the manuscript names none."""
    strings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Words and dates by language tag, as in `strings/en.toml`; later houses win."""

    @property
    def layout_names(self) -> tuple[str, ...]:
        """The layouts a manuscript may name; those that begin with `_` are parts of others."""
        stems = {name.partition("/")[2].removesuffix(".html") for name in self.layouts}
        return tuple(sorted(stem for stem in stems if stem and not stem.startswith("_")))


@dataclass(frozen=True, slots=True)
class _Folder:
    """One house of the chain as it lies on disk: its texts and pictures by name inside it."""

    name: str
    texts: Mapping[str, Source]
    pictures: Mapping[str, bytes]
    table: Mapping[str, Any]

    @property
    def settings(self) -> Source:
        return self.texts["style.toml"]


def load(name: str, project: Project, at: Span | None = None) -> House:
    """Load a house and all it extends; where it does not exist, `base` and a diagnostic.

    Houses are looked for in the project's `styles/`, then in the installation's. `at` is where
    the manuscript or the settings name the house. Where a project has a `_brand.yml`, its `base`
    is the house `brand`.
    """
    found: list[Diagnostic] = []
    folders: list[_Folder] = []
    wanted = BRAND_HOUSE if name == ROOT_HOUSE and brand_file(project) else name
    while wanted:
        folder = _read_folder(wanted, project, at, found)
        if folder is None:
            break
        folders.insert(0, folder)
        wanted = _parent(folder, [each.name for each in folders], found)
        at = _place(folder.settings, "extends")
    if not folders or folders[0].name != ROOT_HOUSE:
        root = _read_folder(ROOT_HOUSE, project, at, found)
        if root is not None and all(each.name != ROOT_HOUSE for each in folders):
            folders.insert(0, root)
    return _assemble(folders, found)


def _parent(folder: _Folder, chain: list[str], found: list[Diagnostic]) -> str:
    """Name the house that a house extends; "" for base."""
    parent = folder.table.get("extends", "" if folder.name == ROOT_HOUSE else ROOT_HOUSE)
    if not isinstance(parent, str):
        found.append(_wrong(folder, "extends", "the name of a house"))
        return ROOT_HOUSE
    if parent in chain:
        circle = " → ".join((*reversed(chain), parent))
        place = _place(folder.settings, "extends")
        found.append(error("style-circle", f"the houses extend one another: {circle}", place))
        return ""
    return parent


def _assemble(folders: list[_Folder], found: list[Diagnostic]) -> House:
    csl, layout = "", "brief"
    sheets: list[Sheet] = []
    layouts: dict[str, Source] = {}
    assets: dict[str, bytes] = {}
    faces: dict[tuple[str, int, str], FontFace] = {}
    strings: dict[str, dict[str, Any]] = {}
    for folder in folders:
        csl = str(folder.table.get("csl", csl))
        layout = str(folder.table.get("layout", layout))
        sheets.extend(_sheets(folder, found))
        for each in _faces(folder, found):
            faces[_key(each)] = each
        for inside, source in folder.texts.items():
            if inside.startswith("layouts/") and inside.endswith(".html"):
                layouts[f"{folder.name}/{inside.removeprefix('layouts/')}"] = source
            if inside.startswith("strings/") and inside.endswith(".toml"):
                lang = inside.removeprefix("strings/").removesuffix(".toml")
                strings.setdefault(lang, {}).update(_toml(source, found))
        for inside, data in folder.pictures.items():
            assets[f"doc:///house/{folder.name}/{inside}"] = data
    return House(
        name=folders[-1].name if folders else ROOT_HOUSE,
        chain=tuple(each.name for each in folders),
        csl=csl,
        sheets=tuple(sheets),
        layouts=layouts,
        assets=assets,
        faces=tuple(faces.values()),
        diagnostics=tuple(found),
        layout=layout,
        strings=strings,
    )


def _read_folder(
    name: str, project: Project, at: Span | None, found: list[Diagnostic]
) -> _Folder | None:
    """Read the house `name` whole; its folder is small (a dozen files)."""
    texts: dict[str, Source] = {}
    pictures: dict[str, bytes] = {}
    if _NAME.fullmatch(name):
        _read_own(name, project, texts, pictures, found)
        if "style.toml" not in texts:
            _read_bundled(name, project, texts, pictures)
    if "style.toml" not in texts and name == BRAND_HOUSE and brand_file(project):
        return _read_brand(project, found)
    if "style.toml" not in texts:
        hint = did_you_mean(name, house_names(project))
        hint = hint or "the houses are: " + ", ".join(house_names(project))
        found.append(error("style-unknown", f"no house style is called '{name}'", at, hint))
        return None
    table = _toml(texts["style.toml"], found)
    for key in table:
        if key not in _KEYS:
            place = _place(texts["style.toml"], key)
            message = f"a house has no setting '{key}'"
            found.append(warning("style-setting", message, place, did_you_mean(key, _KEYS)))
    return _Folder(name, texts, pictures, table)


def _read_brand(project: Project, found: list[Diagnostic]) -> _Folder | None:
    """Read the project's `_brand.yml` as a house that extends base."""
    path = brand_file(project)
    brand = read_brand(project, path) if path else None
    if brand is None or isinstance(brand, Diagnostic):
        found += [brand] if brand else []
        return None
    found += brand.diagnostics
    texts = {"style.toml": brand.source, "tokens.css": brand.sheet}
    table = {"sheets": ["tokens.css"], "faces": list(brand.faces)}
    return _Folder(BRAND_HOUSE, texts, dict([brand.logo] if brand.logo else []), table)


def house_names(project: Project) -> tuple[str, ...]:
    """Name every house that a manuscript of this project can use."""
    own = {path.parent.name for path in project.own_styles(pattern="*/style.toml")}
    bundled = {name.split("/")[0] for name in project.bundled_names(pattern="*/style.toml")}
    brand = {BRAND_HOUSE} if brand_file(project) else set()
    return tuple(sorted(own | bundled | brand))


def _read_own(
    name: str,
    project: Project,
    texts: dict[str, Source],
    pictures: dict[str, bytes],
    found: list[Diagnostic],
) -> None:
    top = project.root / "styles" / name
    for path in project.own_styles(name):
        inside = path.relative_to(top).as_posix()
        read = (
            project.read_bytes(path, "picture", None)
            if _is_picture(inside)
            else project.read_text(path, "style")
        )
        if isinstance(read, Diagnostic):
            found.append(read)
        elif isinstance(read, Source):
            texts[inside] = read
        else:
            pictures[inside] = read


def _read_bundled(
    name: str, project: Project, texts: dict[str, Source], pictures: dict[str, bytes]
) -> None:
    for path in project.bundled_names(name):
        inside = path.removeprefix(f"{name}/")
        if _is_picture(inside):
            pictures[inside] = project.bundled_bytes(path) or b""
        elif (source := project.bundled_text(path)) is not None:
            texts[inside] = source


def _is_picture(name: str) -> bool:
    return Path(name).suffix.lower() in _PICTURES


def _sheets(folder: _Folder, found: list[Diagnostic]) -> list[Sheet]:
    """List the sheets of a house: those for every page, then the conditional ones."""
    named = [("", each) for each in _names(folder, "sheets", found)]
    table = folder.table.get("when", {})
    for condition, listed in table.items() if isinstance(table, dict) else ():
        if condition.partition(":")[0] not in _CONDITIONS:
            message = f"a sheet cannot depend on '{condition}'"
            hint = "it may begin with " + ", ".join(f"'{each}:'" for each in _CONDITIONS)
            place = _place(folder.settings, condition)
            found.append(error("style-value", message, place, hint))
            continue
        each_name = [listed] if isinstance(listed, str) else list(listed)
        named += [(condition, str(each)) for each in each_name]
    sheets = []
    for condition, each in named:
        source = folder.texts.get(each)
        if source is None:
            near = did_you_mean(each, sorted(folder.texts))
            message = f"the house '{folder.name}' has no sheet '{each}'"
            found.append(error("style-file", message, _place(folder.settings, each), near))
            continue
        url = f"doc:///house/{folder.name}/{each}"
        sheets.append(Sheet(url, folder.name, source, condition))
    return sheets


def _names(folder: _Folder, key: str, found: list[Diagnostic]) -> list[str]:
    value = folder.table.get(key)
    if value is None:  # a small house need not list its few sheets: tokens first
        return sorted(
            (each for each in folder.texts if each.endswith(".css") and "/" not in each),
            key=lambda each: (each != "tokens.css", each),
        )
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    found.append(_wrong(folder, key, "a list of file names"))
    return []


def _faces(folder: _Folder, found: list[Diagnostic]) -> list[FontFace]:
    faces: list[FontFace] = []
    listed = folder.table.get("faces", [])
    for each in listed if isinstance(listed, list) else []:
        face = _face(each) if isinstance(each, dict) else None
        if face is None:
            wanted = "tables with family, package, weight, style and axes"
            found.append(_wrong(folder, "faces", wanted))
        elif any(_key(face) == _key(other) for other in faces):
            message = f"'{face.family}' {face.weight} {face.style} is ordered twice"
            hint = "two files for one face print garbled text"
            place = _place(folder.settings, face.family)
            found.append(error("style-face", message, place, hint))
        else:
            faces.append(face)
    return faces


def _key(face: FontFace) -> tuple[str, int, str]:
    return face.family, face.weight, face.style


def _face(table: Mapping[str, Any]) -> FontFace | None:
    style = table.get("style", "normal")
    axes = table.get("axes", {})
    if style not in ("normal", "italic") or not isinstance(axes, dict):
        return None
    if not all(isinstance(table.get(key), str) for key in ("family", "package")):
        return None
    if any(key not in _FACE_KEYS for key in table):
        return None
    return FontFace(
        family=table["family"],
        weight=int(table.get("weight", 400)),
        style=style,
        package=table["package"],
        axes={axis: float(value) for axis, value in axes.items()},
        script=str(table.get("script", "")),
    )


def _toml(source: Source, found: list[Diagnostic]) -> dict[str, Any]:
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


def _place(source: Source, word: str) -> Span:
    """Find where a setting or a file is named in style.toml; tomllib tells no positions."""
    match = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", source.text)
    return source.span(match.start(), match.end()) if match else source.span(0, 0)


def _wrong(folder: _Folder, key: str, wanted: str) -> Diagnostic:
    return error("style-value", f"'{key}' must be {wanted}", _place(folder.settings, key))
