"""`_brand.yml` → Brand: a publisher's colours, typefaces and logo as tokens of base.

The file is Quarto's (brand.yml, "Specification"). Only what a printed page can use is taken;
what cannot be used is told at its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, did_you_mean, warning
from publish.frontmatter.nodes import Fields, Items, Node, Scalar, field_name, is_empty
from publish.frontmatter.reading import read_fields
from publish.houses.brand_colours import BrandToken, colour_tokens, in_light
from publish.houses.brand_faces import Use, faces_of, package_of, what_is_missing
from publish.houses.font_packages import root_of
from publish.project import Project
from publish.source import Source, Span

_PARTS = ("meta", "logo", "color", "typography", "defaults")
_LOGO_SIZES = ("medium", "large", "small")
_FORMS = {
    "color": ("palette", "foreground", "background", "primary", "secondary", "light"),
    "typography": ("fonts", "base", "headings"),
    "logo": ("images", *_LOGO_SIZES, "path", "alt"),
}
"""Parts that have parts of their own, with those that a page takes."""
_FONT_PARTS = ("family", "source", "files", "weight", "style", "display")
_LOGO_KINDS = {".svg": ".svg", ".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg"}
_BASE: Mapping[Use, str] = {"text": "--latin", "small": "--latin-small"}
_HEADINGS: Mapping[Use, str] = {"large": "--latin-large", "sans": "--latin-sans"}


@dataclass(frozen=True, slots=True)
class Brand:
    """What a page takes from a brand file."""

    source: Source
    sheet: Source
    """A sheet of tokens; each stands in the line of the file that sets it."""
    faces: tuple[Mapping[str, Any], ...]
    """As a style.toml writes them."""
    logo: tuple[str, bytes] | None
    """Its name inside the house ("logo.svg") and its bytes."""
    diagnostics: tuple[Diagnostic, ...]


def read_brand(project: Project, path: Path) -> Brand | Diagnostic:
    """Read a project's brand file."""
    source = project.read_text(path, "settings")
    if isinstance(source, Diagnostic):
        return source
    fields, problems = read_fields(source, 0, len(source.text))
    found = list(problems)
    _tell_unknown(fields, _PARTS, "a brand has no part", found)
    colours, typography = fields.get("color"), fields.get("typography")
    _tell_shapes(fields, found)
    tokens: list[BrandToken] = []
    if isinstance(colours, Fields):
        tokens += colour_tokens(colours, found)
    faces: tuple[Mapping[str, Any], ...] = ()
    if isinstance(typography, Fields):
        more, faces = _typefaces(typography, found)
        tokens += more
    return Brand(
        source=source,
        sheet=Source(source.name, _sheet(tokens)),
        faces=faces,
        logo=_logo(fields.get("logo"), project, source, found),
        diagnostics=tuple(found),
    )


def _tell_unknown(
    fields: Fields, known: Iterable[str], message: str, found: list[Diagnostic]
) -> None:
    for key, _ in fields.entries:
        if field_name(key.text) not in known:
            hint = did_you_mean(key.text, tuple(known))
            found.append(warning("brand-unused", f"{message} '{key.text}'", key.span, hint))


def _tell_shapes(fields: Fields, found: list[Diagnostic]) -> None:
    """Tell of parts that are written in another form than brand.yml has, and so not read."""
    for name, parts in _FORMS.items():
        node = fields.get(name)
        if isinstance(node, Fields):
            if name == "logo":
                _tell_unknown(node, parts, "a brand has no logo", found)
        elif not is_empty(node) and not (name == "logo" and isinstance(node, Scalar)):
            assert node is not None
            hint = "its parts are: " + ", ".join(parts)
            message = f"'{name}' is not read: parts with names are wanted"
            found.append(warning("brand-unused", message, node.span, hint))
    typography = fields.get("typography")
    fonts = typography.get("fonts") if isinstance(typography, Fields) else None
    for each in fonts.items if isinstance(fonts, Items) else ():
        if isinstance(each, Fields):
            _tell_unknown(each, _FONT_PARTS, "a font of a brand has no", found)


def _sheet(tokens: Iterable[BrandToken]) -> str:
    """Write a sheet whose lines are those of the brand file, so that places stay true."""
    lines: list[str] = []
    for token in sorted(tokens, key=lambda each: each.span.line):
        lines += [""] * (token.span.line - len(lines))
        lines[token.span.line - 1] += f":root {{ {token.name}: {token.value} }} "
    return "\n".join(lines) + "\n"


def _typefaces(
    typography: Fields, found: list[Diagnostic]
) -> tuple[list[BrandToken], tuple[Mapping[str, Any], ...]]:
    """Order the faces of text and headings; headings without a family take that of the text."""
    _tell_unknown(typography, ("fonts", "base", "headings"), "a brief does not use", found)
    base = _family(typography, "base", found)
    headings = _family(typography, "headings", found) or base
    tokens: list[BrandToken] = []
    faces: list[Mapping[str, Any]] = []
    for family, uses in ((base, _BASE), (headings, _HEADINGS)):
        for use, token in uses.items() if family else ():
            assert family is not None
            name, ordered = faces_of(_name(family), use)
            tokens.append(BrandToken(token, f'"{name}"', family.span))
            faces += [each for each in ordered if each not in faces]
    return tokens, tuple(faces)


def _family(typography: Fields, part: str, found: list[Diagnostic]) -> Scalar | None:
    """Give the family of a part where its font package is installed, and whole."""
    node = typography.get(part)
    if isinstance(node, Fields):
        _tell_unknown(node, ("family",), "the house decides, not the brand, on", found)
        node = node.get("family")
    if not isinstance(node, Scalar) or is_empty(node):
        return None
    family = _name(node)
    if root_of(package_of(family)) is None:
        found.append(_not_installed(family, node.span, typography.get("fonts")))
        return None
    if missing := what_is_missing(family):
        message = f"the typeface '{family}' has no {missing}, which a brief needs"
        found.append(warning("brand-unused", message, node.span, "the typeface of base stays"))
        return None
    return node


def _name(node: Scalar) -> str:
    return " ".join(node.text.replace('"', "").split())


def _not_installed(family: str, span: Span, fonts: Node | None) -> Diagnostic:
    """Say that a family is not there, at its source where the brand names one."""
    hint = f"install it: pip install fontpkg-{package_of(family).replace(' ', '-')}"
    for each in fonts.items if isinstance(fonts, Items) else ():
        source = each.get("source") if isinstance(each, Fields) else None
        name = each.get("family") if isinstance(each, Fields) else None
        if isinstance(source, Scalar) and isinstance(name, Scalar) and _name(name) == family:
            message = f"'{family}' is not read from '{source.text}': typefaces come from packages"
            return warning("brand-unused", message, source.span, hint)
    message = f"the typeface '{family}' is not installed; that of base stays"
    return warning("brand-unused", message, span, hint)


def _logo(
    node: Node | None, project: Project, source: Source, found: list[Diagnostic]
) -> tuple[str, bytes] | None:
    """Read the logo: its own file, or the first of the sizes that is given."""
    chosen = _chosen(node)
    if not isinstance(chosen, Scalar) or is_empty(chosen):
        return None
    named = chosen.text.strip()
    kind = _LOGO_KINDS.get(Path(named).suffix.lower())
    if "://" in named or kind is None:
        message = f"the logo '{named}' cannot be placed"
        hint = "an SVG, PNG or JPEG file of the project is wanted"
        found.append(warning("brand-unused", message, chosen.span, hint))
        return None
    path = project.find(named, source.name, chosen.span)
    if isinstance(path, Diagnostic):
        found.append(path)
        return None
    data = project.read_bytes(path, "picture", chosen.span)
    if isinstance(data, Diagnostic):
        found.append(data)
        return None
    return "logo" + kind, data


def _chosen(node: Node | None) -> Node | None:
    """Follow `logo: {images: {mark: {path: …}}, medium: mark}` to the file's name."""
    if not isinstance(node, Fields):
        return node
    images = node.get("images")
    sizes = (in_light(node.get(size)) for size in _LOGO_SIZES)
    wanted = next((each for each in sizes if not is_empty(each)), None)
    if isinstance(wanted, Scalar) and isinstance(images, Fields):
        wanted = images.get(field_name(wanted.text)) or wanted
    return wanted.get("path") if isinstance(wanted, Fields) else wanted
