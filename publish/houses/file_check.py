"""House → diagnostics: files of its folder that no page can ever use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from publish.diagnostics import Diagnostic, did_you_mean, warning
from publish.houses.house import ANY_HOUSE, House
from publish.houses.house_folders import FONT_ENDINGS, SETTINGS
from publish.source import Source

_TOLD_TO_READERS = re.compile(
    r"(readme|licen[cs]e|copying|notice|changelog|authors|fontlog|ofl|thumbs\.db)\b.*|.*\.(md|txt|pdf)",
    re.IGNORECASE,
)
"""What may lie beside the files of a house."""
_CONDITION = "list it in style.toml: under sheets, or under [when] for some pages"
_NEARLY_ALIKE = 0.8


def check_files(house: House) -> Iterator[Diagnostic]:
    """Find sheets that are not listed, layouts, words and pictures that nothing names."""
    for inside in house.files:
        path = PurePosixPath(inside)
        if inside == SETTINGS or _TOLD_TO_READERS.fullmatch(path.name):
            continue
        check = _CHECKS.get(path.suffix.lower())
        said = check(inside, house) if check else ("is of no kind that a house has", _KINDS)
        if said is not None:
            message, hint = said
            span = Source(_folder(house) + inside, "").span(0, 0)
            yield warning("style-unused", f"'{inside}' {message}", span, hint)


def _folder(house: House) -> str:
    """Name the folder of a house as a reader knows it: "styles/acme/"."""
    return house.settings.name.removesuffix(SETTINGS) if house.settings else ""


_Said = tuple[str, str] | None
"""What is wrong with a file, and the hint; None for nothing."""
_KINDS = (
    "sheets end in .css, layouts in .html, words in .toml, pictures in .svg, .png or .jpg,"
    " fonts in .otf, .ttf, .woff2 or .woff"
)


def _sheet(inside: str, house: House) -> _Said:
    listed = {each.url for each in house.sheets}
    if f"doc:///house/{house.name}/{inside}" in listed:
        return None
    return "is a sheet that no page has", _CONDITION


def _layout(inside: str, house: House) -> _Said:
    if not inside.startswith("layouts/"):
        return "is read by nothing", f"did you mean 'layouts/{PurePosixPath(inside).name}'?"
    file = inside.removeprefix("layouts/")
    name, below = file.removesuffix(".html"), _layouts_below(house)
    if not name.startswith("_") and "/" not in name:
        hint = "" if name in below else did_you_mean(name, below, _NEARLY_ALIKE)
        return ("is a layout of a new name", hint) if hint else None
    named = (f"{ANY_HOUSE}/{file}", f"{house.name}/{file}")
    if any(each in source.text for source in house.layouts.values() for each in named):
        return None
    parts = [each for each in below if each.startswith("_")]
    hint = did_you_mean(name, parts) or "the parts are: " + ", ".join(parts)
    return "is a part that no layout includes", hint


def _layouts_below(house: House) -> list[str]:
    own = f"{house.name}/"
    others = (each for each in house.layouts if not each.startswith((own, f"{ANY_HOUSE}/")))
    return sorted({each.partition("/")[2].removesuffix(".html") for each in others})


def _words(inside: str, house: House) -> _Said:
    folder, _, file = inside.rpartition("/")
    if folder == "strings":
        return None
    hint = did_you_mean(file, (SETTINGS,), _NEARLY_ALIKE) if not folder else ""
    return "is read by nothing", hint or f"did you mean 'strings/{file}'?"


def _picture(inside: str, house: House) -> _Said:
    url = f"doc:///house/{house.name}/{inside}"
    path = PurePosixPath(inside)
    if path.stem == "logo":
        logos = [each for each in house.assets if PurePosixPath(each).stem == "logo"]
        if not logos or url == logos[-1]:  # one that cannot be read is told as such
            return None
        other = logos[-1].removeprefix(f"doc:///house/{house.name}/")
        return f"is not shown: '{other}' is the logo", "keep one of them"
    texts = [each.source.text for each in house.sheets if each.layer == house.name]
    texts += [each.text for name, each in house.layouts.items() if name.startswith(house.name)]
    if any(path.name in each for each in texts):
        return None
    hint = did_you_mean(path.name, ("logo.svg", "logo.png"), _NEARLY_ALIKE)
    address = f"url({inside}) in a sheet, or {url} in a layout, shows it"
    return "is a picture that no sheet and no layout shows", hint or address


def _font(inside: str, house: House) -> _Said:
    used = {each.file.name for each in house.faces if each.file}
    if house.has_refused_faces or _folder(house) + inside in used:
        return None
    return "is a font file of no face", f'a face orders it in style.toml: file = "{inside}"'


_CHECKS = {
    **dict.fromkeys(FONT_ENDINGS, _font),
    ".css": _sheet,
    ".html": _layout,
    ".toml": _words,
    ".svg": _picture,
    ".png": _picture,
    ".jpg": _picture,
    ".jpeg": _picture,
}
