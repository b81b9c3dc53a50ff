"""The TeX of a formula → a drawing of it for the text, or why there is none.

mathra sets TeX by Appendix G of the TeXbook in STIX Two Math, as outlines; it is an extra, and
loaded when a text has a formula that needs it. It bounds nesting and macros; the rest is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEX_LIMIT = 5_000
"""Characters of one formula: more than a page can show."""
WIDEST_EM, HIGHEST_EM = 200.0, 60.0
"""A drawing beyond these is a mistake in a length, such as `\\hspace{1000cm}`."""

_REFUSED = {
    **dict.fromkeys(
        ("def", "gdef", "edef", "xdef", "let", "newcommand", "renewcommand", "providecommand"),
        "write out what the macro stands for",
    ),
    **dict.fromkeys(
        ("color", "textcolor", "colorbox", "fcolorbox", "definecolor"),
        "the house style decides the colours",
    ),
    **dict.fromkeys(("ref", "eqref", "autoref"), "write '@eq-name' outside of the formula"),
}
"""Commands that the library knows and that have no place here → what to do instead."""
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_PLACED = re.compile(r"column (\d+): (.*)", re.DOTALL)
_SVG = "{http://www.w3.org/2000/svg}"
_COPIED = frozenset(("path", "rect", "line", "polyline", "polygon", "circle", "ellipse", "g"))
_SHAPE = re.compile(r"d|transform|[xyr]|width|height|[rc][xy]|[xy][12]|points|stroke[a-z-]*|fill")
"""Attributes of shapes that are taken over."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is drawn."""

    tex: str
    shapes: str
    """SVG elements in units of 1/1000 em; y grows downwards from the baseline."""
    view_box: str
    width_em: float
    height_em: float
    depth_em: float
    """How far it reaches below the baseline."""

    @property
    def html(self) -> str:
        """Give the drawing as an element of the text, on the baseline and in the text's colour."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="math" aria-label="{escape(self.tex)}"'
            f' width="{self.width_em:g}em" height="{self.height_em:g}em" viewBox="{self.view_box}"'
            f' style="vertical-align:{-self.depth_em:g}em">'
            f'<g fill="currentColor" transform="scale(1,-1)">{self.shapes}</g></svg>'
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a formula cannot be drawn."""

    message: str
    """What follows "a formula is not printed: "."""
    at: int | None = None
    """The character of the TeX that it is about; None for the whole."""
    length: int = 1
    hint: str = ""


def is_installed() -> bool:
    """Say whether the library is there."""
    return find_spec("mathra") is not None


def draw(tex: str, *, is_display: bool) -> Formula | Fault:
    """Draw a formula; `tex` stands without dollars."""
    if len(tex) > TEX_LIMIT:
        return Fault(f"it has {len(tex)} characters, and {TEX_LIMIT} are the most")
    for command in _COMMAND.finditer(tex):
        if command[1] in _REFUSED:
            message = f"the command '\\{command[1]}' cannot be used here"
            return Fault(message, command.start(), len(command[0]), _REFUSED[command[1]])
    import mathra

    try:
        svg = mathra.tex_to_svg(tex, display=is_display, strict=True)
    except ValueError as problem:
        return _fault(tex, str(problem))
    return _read(tex, svg)


def _fault(tex: str, text: str) -> Fault:
    r"""Read what the library says: "column 12: unsupported command: \foo"."""
    placed = _PLACED.fullmatch(text)
    if placed is None:
        return Fault(text)
    at = min(max(int(placed[1]) - 1, 0), max(len(tex) - 1, 0))
    command = _COMMAND.match(tex, at)
    name = placed[2].removeprefix("unsupported command: ")
    if command and name != placed[2]:
        message = f"the command '\\{command[1]}' is not known"
        return Fault(message, at, len(command[0]), "")
    return Fault(placed[2], at, len(command[0]) if command else 1)


def _read(tex: str, svg: str) -> Formula | Fault:
    """Take the shapes out of a drawing: the page needs no identifiers, fonts or metadata."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(svg)
    glyphs = {
        f"#{each.get('id')}": each.get("d", "")
        for defs in root.iter(f"{_SVG}defs")
        for each in defs.iter(f"{_SVG}path")
    }
    left, top, width, height = map(float, str(root.get("viewBox")).split())
    is_near = abs(top) < HIGHEST_EM * 1000 and abs(left) < WIDEST_EM * 1000
    if not (is_near and 0 < width < WIDEST_EM * 1000 and 0 < height < HIGHEST_EM * 1000):
        return Fault("its drawing would be larger than a page, or empty")
    shapes = "".join(_shapes(root.findall(f"{_SVG}g"), glyphs))
    return Formula(
        tex=tex,
        shapes=shapes,
        view_box=f"{left:g} {top:g} {width:.8g} {height:.8g}",
        width_em=width / 1000,
        height_em=height / 1000,
        depth_em=(top + height) / 1000,
    )


def _shapes(elements: list[Element], glyphs: dict[str, str]) -> Iterator[str]:
    """Write what is drawn, each glyph in its place."""
    for element in elements:
        name = element.tag.removeprefix(_SVG)
        if name == "use":
            outline = glyphs[str(element.get("href"))]
            place = element.get("transform") or f"translate({element.get('x')} {element.get('y')})"
            if outline:
                yield f'<path transform="{place}" d="{outline}"/>'
        elif name == "g":
            moved = element.get("transform")
            inside = "".join(_shapes(list(element), glyphs))
            is_outer = moved == "scale(1,-1)"
            yield inside if is_outer or not moved else f'<g transform="{moved}">{inside}</g>'
        elif name in _COPIED:
            pairs = "".join(
                f' {key}="{escape(value)}"'
                for key, value in element.attrib.items()
                if _SHAPE.fullmatch(key)
            )
            yield f"<{name}{pairs}/>"
