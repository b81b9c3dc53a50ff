"""House name + project → House: sheets, layouts, assets and faces of a publisher's house style."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error, has_errors, warning
from publish.houses.brand_file import BRAND_HOUSE, brand_file
from publish.houses.faces import FontFace, ordered_faces
from publish.houses.house_folders import ROOT_HOUSE, HouseFolder, read_folder, where
from publish.houses.word_lists import Tables, with_words
from publish.project import Project
from publish.source import Source, Span

_CONDITIONS = (
    "paper",
    "layout",
    "direction",
    "language",
    "notes",
    "pages",
    "columns",
    "chapter-start",
    "uses",
    "typefaces",
    "colour",
)
_VALUES = {
    "paper": ("a4", "letter"),
    "direction": ("ltr", "rtl"),
    "notes": ("foot", "end", "both", "side"),
    "pages": ("single", "facing"),
    "columns": ("1", "2"),
    "chapter-start": ("any", "right"),
    "uses": ("columns",),
    "typefaces": ("own",),
    "colour": ("rgb", "cmyk"),
}
"""What each may be, where that is a closed set."""
ANY_HOUSE = "house"
"""In the name of a part, `house/_masthead.html`: the last house of the chain that has it."""
_AND = " + "
"""Between the conditions of a sheet that needs several."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet of the chain, with the URL under which the renderer reads it."""

    url: str
    """e.g. "doc:///house/base/text.css"."""
    layer: str
    """The cascade layer: the house's name."""
    source: Source
    condition: str = ""
    """When it is used: "" always, else e.g. "paper:a4", "direction:rtl + pages:facing"."""

    def is_wanted(self, holding: Collection[str]) -> bool:
        """Say whether all that the sheet depends on is among what holds of a page."""
        return all(each in holding for each in self.condition.split(_AND) if each)


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
    settings: Source | None = None
    """Its own style.toml."""
    has_own_typefaces: bool = False
    """Whether a house after base orders typefaces: they may lack what base asks of its own."""
    has_refused_faces: bool = False
    """Whether faces are left out for a mistake: what is missing may have been among them."""
    files: tuple[str, ...] = ()
    """What lies in its own folder, used or not, by name in it."""

    @property
    def layout_names(self) -> tuple[str, ...]:
        """The layouts a manuscript may name; those that begin with `_` are parts of others."""
        stems = {name.partition("/")[2].removesuffix(".html") for name in self.layouts}
        return tuple(sorted(stem for stem in stems if stem and not stem.startswith("_")))


def load(name: str, project: Project, at: Span | None = None) -> House:
    """Load a house and all it extends; where it does not exist, `base` and a diagnostic.

    `at` is where the manuscript or the settings name the house. Where a project has a
    `_brand.yml`, its `base` is the house `brand`.
    """
    found: list[Diagnostic] = []
    folders: list[HouseFolder] = []
    wanted = BRAND_HOUSE if name == ROOT_HOUSE and brand_file(project) else name
    while wanted:
        folder = read_folder(wanted, project, at, found)
        if folder is None:
            break
        folders.insert(0, folder)
        wanted = _parent(folder, [each.name for each in folders], found)
        at = where(folder.settings, "extends")
    if not folders or folders[0].name != ROOT_HOUSE:
        root = read_folder(ROOT_HOUSE, project, at, found)
        if root is not None and all(each.name != ROOT_HOUSE for each in folders):
            folders.insert(0, root)
    return _assemble(folders, found)


def _parent(folder: HouseFolder, chain: list[str], found: list[Diagnostic]) -> str:
    """Name the house that a house extends; "" for base."""
    parent = folder.table.get("extends", "" if folder.name == ROOT_HOUSE else ROOT_HOUSE)
    if not isinstance(parent, str):
        found.append(_wrong(folder, "extends", "the name of a house"))
        return ROOT_HOUSE
    if parent in chain:
        circle = " → ".join((*reversed(chain), parent))
        place = where(folder.settings, "extends")
        found.append(error("style-circle", f"the houses extend one another: {circle}", place))
        return ""
    return parent


def _assemble(folders: list[HouseFolder], found: list[Diagnostic]) -> House:
    csl, layout = "", "brief"
    sheets: list[Sheet] = []
    layouts: dict[str, Source] = {}
    assets: dict[str, bytes] = {}
    faces: dict[tuple[str, int, str], FontFace] = {}
    strings: Tables = {}
    has_own_typefaces = has_refused_faces = False
    for folder in folders:
        csl = _text(folder, "csl", csl, found)
        layout = _text(folder, "layout", layout, found)
        _text(folder, "description", "", found)
        sheets.extend(_sheets(folder, found))
        ordered, faults = ordered_faces(folder)
        has_refused_faces |= has_errors(faults)
        found += faults
        for each in ordered:
            faces[each.key] = each
            has_own_typefaces |= folder.name != ROOT_HOUSE and not each.script
        for inside, source in folder.texts.items():
            if inside.startswith("layouts/") and inside.endswith(".html"):
                file = inside.removeprefix("layouts/")
                layouts[f"{folder.name}/{file}"] = source
                if file.startswith("_"):
                    layouts[f"{ANY_HOUSE}/{file}"] = source
        strings = with_words(folder, strings, found)
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
        settings=folders[-1].settings if folders else None,
        has_own_typefaces=has_own_typefaces,
        has_refused_faces=has_refused_faces,
        files=folders[-1].files if folders else (),
    )


def _text(folder: HouseFolder, key: str, usual: str, found: list[Diagnostic]) -> str:
    value = folder.table.get(key, usual)
    if isinstance(value, str):
        return value
    found.append(_wrong(folder, key, "a text in quotes"))
    return usual


def _sheets(folder: HouseFolder, found: list[Diagnostic]) -> list[Sheet]:
    """List the sheets of a house: those for every page, then the conditional ones."""
    named = [("", each) for each in _names(folder, "sheets", found)]
    table = folder.table.get("when", {})
    if not isinstance(table, dict):
        found.append(_wrong(folder, "when", "a table, headed [when]"))
        table = {}
    for condition, listed in table.items():
        if any(each.partition(":")[0] not in _CONDITIONS for each in condition.split(_AND)):
            message = f"a sheet cannot depend on '{condition}'"
            hint = "it may begin with " + ", ".join(f"'{each}:'" for each in _CONDITIONS)
            place = where(folder.settings, condition)
            found.append(error("style-value", message, place, hint))
            continue
        found += _never_true(folder, condition)
        names = [listed] if isinstance(listed, str) else listed
        if isinstance(names, list) and all(isinstance(each, str) for each in names):
            named += [(condition, each) for each in names]
        else:
            found.append(_wrong(folder, condition, "the name of a sheet, or a list of them"))
    sheets: list[Sheet] = []
    for number, (condition, each) in enumerate(named):
        source = folder.texts.get(each)
        if (condition, each) in named[:number]:
            message = f"the sheet '{each}' is listed twice"
            found.append(warning("style-setting", message, where(folder.settings, each)))
            continue
        if source is None and each in folder.files:
            if not each.endswith(".css"):
                message = f"'{each}' is no sheet: a sheet ends in .css"
                found.append(error("style-file", message, where(folder.settings, each)))
            continue  # a sheet that cannot be read has been told
        if source is None:
            near = did_you_mean(each, sorted(folder.texts))
            message = f"the house '{folder.name}' has no sheet '{each}'"
            found.append(error("style-file", message, where(folder.settings, each), near))
            continue
        url = f"doc:///house/{folder.name}/{each}"
        sheets.append(Sheet(url, folder.name, source, condition))
    return sheets


def _never_true(folder: HouseFolder, condition: str) -> list[Diagnostic]:
    """Tell of a condition that no page meets: its sheet would never be used."""
    told = []
    for name, _, value in (each.partition(":") for each in condition.split(_AND)):
        known = _VALUES.get(name, (value,))
        is_tag = name != "language" or re.fullmatch("[a-z]{2,3}", value)
        if value not in known or not is_tag:
            message = f"no page has '{name}:{value}'"
            hint = "it may be " + ", ".join(f"'{name}:{each}'" for each in known)
            if not is_tag:
                hint = "a language is named by its tag, without a region: 'language:de'"
            elif "+" in value:
                hint = f"'{_AND}', with a space on both sides, asks for several"
            place = where(folder.settings, condition)
            told.append(error("style-value", message, place, hint))
    return told


def _names(folder: HouseFolder, key: str, found: list[Diagnostic]) -> list[str]:
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


def _wrong(folder: HouseFolder, key: str, wanted: str) -> Diagnostic:
    return error("style-value", f"'{key}' must be {wanted}", where(folder.settings, key))
