"""House → diagnostics: faces that its sheets set and its style.toml does not order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, error
from publish.houses.faces import FontFace
from publish.houses.font_packages import root_of
from publish.houses.house import House, Sheet
from publish.houses.own_fonts import FAR, HouseFont
from publish.houses.sheets import Declaration, node_span
from publish.source import Source, Span

_BOLD = {"bold": 700, "normal": 400}
_SLANTED = ("italic", "oblique")
_OF_A_LANGUAGE = ("language:", "direction:")
"""Conditions under which tokens name the faces of another script."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What a rule asks of a font."""

    token: str
    """The custom property that names the family, e.g. "--sans"; "" for none."""
    weight: int
    style: str
    span: Span
    sheet: Sheet


def check_faces(house: House, declared: Iterable[Declaration]) -> Iterator[Diagnostic]:
    """Find weights and slants that no face brings, and packages that are not installed."""
    known = [
        each
        for each in declared
        if not any(part in each.sheet.condition for part in _OF_A_LANGUAGE)
    ]
    tokens = {each.name: each for each in known if each.name.startswith("--")}
    ordered = {(each.family, each.weight, each.style) for each in house.faces}
    families = {each.family for each in house.faces}
    told: set[tuple[str, int, str]] = set()
    for use in _uses(known):
        naming = _naming(use.token, tokens)
        if naming is None:
            continue
        family = str(naming.value[0].value)
        wanted = (family, use.weight, use.style)
        if family in families and wanted not in ordered and wanted not in told:
            told.add(wanted)
            place = f"{use.span.source.name}:{use.span.line}"
            message = f"no face '{family}' {use.weight} {use.style} is ordered"
            message += f", and {place} sets it" if use.sheet.layer != house.name else ""
            hint = f'add weight = {use.weight}, style = "{use.style}" under [[faces]]'
            if near := _nearest(house.faces, wanted):
                hint = f"order a file for it, or say weight = {use.weight} of '{near.name}'"
            span = use.span
            if use.sheet.layer != house.name:  # the house has changed what another's rule asks for
                span = node_span(naming.sheet, naming.value[0], len(family) + 2)
            yield error("style-face", message, span, hint)
    yield from _not_installed(house)


def _nearest(faces: tuple[FontFace, ...], wanted: tuple[str, int, str]) -> HouseFont | None:
    """Find an own file of the same family and slant that may stand in for another weight."""
    family, weight, style = wanted
    alike = [each for each in faces if each.family == family and each.style == style and each.file]
    near = [each for each in alike if abs(each.weight - weight) < FAR]
    return min(near, key=lambda each: abs(each.weight - weight)).file if near else None


def _uses(declared: Iterable[Declaration]) -> Iterator[_Use]:
    """Read the font of each rule that names a family."""
    for _, rule in groupby(declared, key=lambda each: (each.sheet.url, each.rule)):
        token, weight, style = "", 400, "normal"
        named: Declaration | None = None
        for each in rule:
            if each.name == "font":
                (token, weight, style), named = _font(each.value), each
            elif each.name == "font-family":
                token, named = _last_token(each.value), named or each
            elif each.name == "font-weight" and each.value:
                weight = _weight(each.value[0]) or weight
            elif each.name == "font-style" and each.value:
                style = "italic" if _word(each.value[0]) in _SLANTED else "normal"
        if token and named:
            yield _Use(token, weight, style, named.span, named.sheet)


def _font(value: tuple[Any, ...]) -> tuple[str, int, str]:
    weight, style = 400, "normal"
    for node in value:
        if node.type in ("dimension", "function"):
            break  # the size; family and leading come after it
        weight = _weight(node) or weight
        style = "italic" if _word(node) in _SLANTED else style
    return _last_token(value), weight, style


def _word(node: Any) -> str:
    return str(node.lower_value) if node.type == "ident" else ""


def _weight(node: Any) -> int:
    if node.type == "number" and node.is_integer:
        return int(node.value)
    return _BOLD.get(_word(node), 0)


def _last_token(value: tuple[Any, ...]) -> str:
    for node in reversed(value):
        if node.type == "function" and node.lower_name == "var":
            names = [each.value for each in node.arguments if each.type == "ident"]
            return str(names[0]) if names else ""
    return ""


def _naming(token: str, tokens: Mapping[str, Declaration]) -> Declaration | None:
    """Follow tokens that stand for others to the one that names a family."""
    for _ in range(len(tokens)):
        declaration = tokens.get(token)
        if declaration is None or not declaration.value:
            return None
        first = declaration.value[0]
        if first.type == "string":
            return declaration
        if first.type != "function" or first.lower_name != "var":
            return None
        names = [each.value for each in first.arguments if each.type == "ident"]
        token = str(names[0]) if names else ""
    return None


def _not_installed(house: House) -> Iterator[Diagnostic]:
    settings = house.settings
    if settings is None:
        return
    for package in dict.fromkeys(each.package for each in _own_faces(house, settings)):
        if root_of(package) is None:
            message = f"the font package of '{package}' is not installed"
            slug = "-".join(package.split())
            hint = did_you_mean(package, sorted({each.package for each in house.faces} - {package}))
            at = settings.text.find(f'"{package}"')
            span = settings.span(max(at, 0), max(at, 0) + len(package) + 2)
            yield error("style-face", message, span, hint or f"pip install fontpkg-{slug}")


def _own_faces(house: House, settings: Source) -> list[FontFace]:
    faces = (each for each in house.faces if not each.file)
    return [each for each in faces if f'"{each.package}"' in settings.text]
