"""Colours of `_brand.yml` → tokens of base, each with its partner for print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, did_you_mean, warning
from publish.frontmatter.nodes import Fields, Node, Scalar, field_name, is_empty
from publish.houses.contrast import LEAST_CONTRAST, WHITE, Colour, contrast
from publish.source import Span

_INK: Colour = (0.078, 0.098, 0.114)
"""The colour of text in base, for grounds where the brand names none."""

TEXT = {"foreground": "--ink", "primary": "--house", "secondary": "--accent"}
"""Roles whose colour is read on white paper."""
GROUND = ("light", "background")
"""Roles that may be the ground of boxes, `--tint`: the first that is given and not white."""
WITHOUT_PLACE = ("tertiary", "success", "info", "warning", "danger", "dark", "link")
"""Roles of a web page's buttons and messages, which a brief has not."""


@dataclass(frozen=True, slots=True)
class BrandToken:
    """A custom property that a brand sets, and where its value is written."""

    name: str
    value: str
    span: Span


def colour_tokens(colours: Fields, found: list[Diagnostic]) -> tuple[BrandToken, ...]:
    """Give the tokens of a brand's colours; one that no one could read is told and left out.

    brand.yml, "color": a role holds a colour of CSS, or the name of one of the palette or of
    another role.
    """
    palette = colours.get("palette")
    named = palette if isinstance(palette, Fields) else Fields((), colours.span)
    _tell_unknown(colours, found)
    tokens: list[BrandToken] = []
    ink = _INK
    for role, token in TEXT.items():
        colour, span = _colour(role, colours, named, found)
        if colour is None:
            continue
        if contrast(colour, WHITE) < LEAST_CONTRAST:
            message = f"the colour of '{role}' is too pale for text: {_ratio(colour, WHITE)}"
            hint = f"at least {LEAST_CONTRAST}:1 is wanted on white; the colour of base stays"
            found.append(warning("style-contrast", message, span, hint))
            continue
        ink = colour if role == "foreground" else ink
        tokens += _pair(token, colour, span)
    return (*tokens, *_ground(colours, named, ink, found))


def _ground(
    colours: Fields, named: Fields, ink: Colour, found: list[Diagnostic]
) -> list[BrandToken]:
    for role in GROUND:
        colour, span = _colour(role, colours, named, found)
        if colour is None or colour == WHITE:
            continue
        if contrast(ink, colour) >= LEAST_CONTRAST:
            return _pair("--tint", colour, span)
        message = f"the colour of '{role}' is too dark for a ground: {_ratio(ink, colour)} to text"
        hint = f"at least {LEAST_CONTRAST}:1 is wanted; the colour of base stays"
        found.append(warning("style-contrast", message, span, hint))
    return []


def _tell_unknown(colours: Fields, found: list[Diagnostic]) -> None:
    known = (*TEXT, *GROUND, *WITHOUT_PLACE, "palette")
    for key, _ in colours.entries:
        if field_name(key.text) not in known:
            message = f"a brand has no colour for '{key.text}'"
            hint = did_you_mean(key.text, known)
            found.append(warning("brand-unused", message, key.span, hint))


def in_light(node: Node | None) -> Node | None:
    """Give the value for light pages where a brand has two (`light:` and `dark:`)."""
    if isinstance(node, Fields) and (light := node.get("light")) is not None:
        return light
    return node


def _colour(
    role: str, colours: Fields, palette: Fields, found: list[Diagnostic]
) -> tuple[Colour | None, Span]:
    """Follow a role's value through the palette to a colour of CSS."""
    node = in_light(colours.get(role))
    at = node.span if node is not None else colours.span
    seen: set[str] = set()
    while isinstance(node, Scalar):
        text = node.text.strip()
        name = field_name(text)
        following = in_light(palette.get(name) or colours.get(name))
        if text in seen or is_empty(following):
            return _parsed(text, role, node.span, found), at
        seen.add(text)
        node = following
    if node is not None:
        message = f"the colour of '{role}' is a list of several"
        found.append(warning("brand-unused", message, at))
    return None, at


def _parsed(text: str, role: str, span: Span, found: list[Diagnostic]) -> Colour | None:
    from tinycss2.color3 import RGBA, parse_color

    parse: Callable[[str], object] = parse_color
    colour = parse(text)
    if isinstance(colour, RGBA) and colour.alpha == 1:
        return (float(colour.red), float(colour.green), float(colour.blue))
    if not text:
        message = f"the colour of '{role}' is empty"
        hint = "put it in quotes: after '#' YAML reads a comment"
    elif isinstance(colour, RGBA):
        message = f"the colour '{text}' lets its ground shine through"
        hint = "print has no such inks: give the mixed colour"
    else:
        message = f"'{text}' is neither a colour nor the name of one in the palette"
        hint = "colours are written as in CSS: '#0b4a58', 'rgb(11, 74, 88)', 'teal'"
    found.append(warning("brand-unused", message, span, hint))
    return None


def _pair(token: str, colour: Colour, span: Span) -> list[BrandToken]:
    red, green, blue = (round(255 * each) for each in colour)
    screen = BrandToken(token, f"#{red:02x}{green:02x}{blue:02x}", span)
    return [screen, BrandToken(f"{token}-cmyk", inks(colour), span)]


def inks(colour: Colour) -> str:
    """Give a colour in the inks of a press, greys in black alone (CSS Color 5 §10.2).

    >>> inks((0.0, 0.5, 0.5))
    'device-cmyk(1 0 0 .5)'
    """
    black = 1 - max(colour)
    parts = [0.0, 0.0, 0.0] if black == 1 else [(1 - each - black) / (1 - black) for each in colour]
    return f"device-cmyk({' '.join(_number(each) for each in (*parts, black))})"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("0.", ".") or "0"


def _ratio(first: Colour, second: Colour) -> str:
    return f"{contrast(first, second):.1f}:1"
