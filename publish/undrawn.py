"""Elements and properties of an SVG file → what the renderer does not draw of them.

Each was drawn by WeasyPrint 70.0 and looked at, but for what moves, blends or stretches letters:
its code has no word of that. What it does draw is not listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from publish.switches import Switches

FILTER_PRIMITIVES = frozenset(("feOffset", "feBlend"))
"""All others are left out, while an offset would move the thing itself."""

_MOVING = "animate animateTransform animateMotion animateColor set script"
_OTHERS = "foreignObject textPath tref meshgradient hatch flowRoot video audio iframe canvas"
_ELEMENTS = frozenset(f"{_MOVING} {_OTHERS}".split())
_SHAPES = frozenset(("circle", "ellipse", "line", "path", "polygon", "polyline", "rect"))
_SIZED = "x y width height r cx cy rx ry stroke-width font-size"
_LENGTHS = frozenset(_SIZED.split())
_PAINTS = frozenset(("fill", "stroke", "stop-color"))
_OTHER_UNIT = re.compile(r"\d(?:vw|vh|vmin|vmax|ch|lh|ic)\s*$", re.I)
_COMPUTED = re.compile(r"\b(?:var|calc|env|min|max|clamp)\(", re.I)
_NOTHING = frozenset(("", "none", "normal", "auto", "inherit", "initial", "unset"))


def _is_zero(value: str) -> bool:
    return value in _NOTHING or re.fullmatch(r"[+-]?0*\.?0*(?:px|em|pt|%)?", value) is not None


_PROPERTIES: Mapping[str, Callable[[str], bool]] = {
    "mix-blend-mode": lambda value: value not in _NOTHING,
    "text-decoration": lambda value: re.search("line", value) is not None,
    "text-decoration-line": lambda value: value not in _NOTHING,
    "baseline-shift": lambda value: value != "baseline" and not _is_zero(value),
    "writing-mode": lambda value: value.startswith(("tb", "vertical")),
    "font-variant": lambda value: "small-caps" in value,
    "font-variant-caps": lambda value: "small-caps" in value,
    "font-stretch": lambda value: value not in _NOTHING and value != "100%",
    "word-spacing": lambda value: not _is_zero(value),
    "font": lambda value: value not in _NOTHING and re.match(r"[\d.]", value) is None,
    "font-size": lambda value: value not in _NOTHING and value.replace("-", "").isalpha(),
    "transform-box": lambda value: value.endswith("-box") and value != "view-box",
}
"""Property → whether a value asks for what is not drawn; a `font` that begins with its weight
has no size then, and its words vanish."""


@dataclass(slots=True)
class Undrawn:
    """What a file asks for in vain, gathered while it is read."""

    found: dict[str, int] = field(default_factory=dict)
    """What, and the line where it stands first."""
    _names: set[str] = field(default_factory=set)
    _sheets: list[tuple[str, int]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _inside: str = ""
    """The filter or clip that is open."""
    _flaws: dict[str, dict[str, None]] = field(default_factory=dict)
    """Filter, mask or clip → what of it is not drawn."""
    _uses: list[tuple[str, str, str, int]] = field(default_factory=list)
    _switches: Switches = field(default_factory=Switches)

    def start(self, local: str, attributes: Mapping[str, str], line: int) -> None:
        """Look at an element and its attributes."""
        self._name(local, attributes)
        self._in_part(local, attributes)
        above = self._open[-1] if self._open else ""
        if local in _ELEMENTS and not (local == "foreignObject" and above == "switch"):
            self._tell(f"<{local}>", line)
        self._switches.start(local, attributes, line)
        if local == "style":
            self._sheets.append(("", line))
        self._open.append(local)
        if "pathLength" in attributes and "stroke-dasharray" in str(attributes):
            self._tell("pathLength", line)
        for name, value in attributes.items():
            if name == "style":
                self._declared(value, local, line)
            elif name != "font":
                self._property(name, value, local, line)

    def end(self) -> None:
        """Leave an element."""
        local = self._open.pop()
        self._switches.end()
        if local in ("filter", "clipPath"):
            self._inside = ""

    def words(self, text: str) -> None:
        """Read what stands between the marks."""
        self._switches.words(text)

    def sheet(self, text: str) -> None:
        """Keep a part of a `<style>` until all is known that its rules may be for."""
        before, line = self._sheets[-1]
        self._sheets[-1] = (before + text, line)

    def result(self) -> tuple[tuple[str, int], ...]:
        """Name what is not drawn, each once, with its first line."""
        for text, line in self._sheets:
            self._in_sheet(text, line)
        for name, part, local, line in self._uses:
            flaws = self._flaws.get(part)
            if flaws is None:
                continue
            if name == "filter":
                for each in flaws:
                    self._tell(f"<{each}>", line)
            elif flaws or (name == "mask" and local not in _SHAPES):
                self._tell(name, line)
        for what, line in self._switches.lost:
            self._tell(what, line)
        return tuple(sorted(self.found.items(), key=lambda each: each[1]))

    def _name(self, local: str, attributes: Mapping[str, str]) -> None:
        self._names.add(local)
        self._names.update(f".{each}" for each in attributes.get("class", "").split())
        if "id" in attributes:
            self._names.add("#" + attributes["id"])

    def _in_part(self, local: str, attributes: Mapping[str, str]) -> None:
        """Note what of a filter, mask or clip is not drawn, if anything refers to it."""
        if local in ("filter", "mask", "clipPath"):
            part = attributes.get("id", "")
            flaws = self._flaws.setdefault(part, {})
            self._inside = part if local != "mask" else self._inside
            if local == "mask" and (
                attributes.get("maskUnits") != "userSpaceOnUse"
                or attributes.get("maskContentUnits") == "objectBoundingBox"
            ):
                flaws["mask"] = None
            if local == "clipPath" and attributes.get("clipPathUnits") == "objectBoundingBox":
                flaws["clip-path"] = None
        elif self._inside and local not in FILTER_PRIMITIVES:
            above = self._open[-1]
            is_text = local == "text" and "clipPath" in self._open
            is_odd = "clipPath" in self._open and "evenodd" in attributes.get("clip-rule", "")
            if (above == "filter" and local.startswith("fe")) or is_text or is_odd:
                self._flaws[self._inside][local] = None

    def _declared(self, css: str, local: str, line: int) -> None:
        for each in css.split(";"):
            name, _, value = each.partition(":")
            plain = name.strip().lower()
            if plain in ("rotate", "scale", "translate", "offset-path") and value.strip() != "none":
                self._tell(plain, line)
            if not plain.startswith("-"):
                self._property(plain, value, local, line)

    def _property(self, name: str, value: str, local: str, line: int) -> None:
        plain = value.partition("!")[0].strip()
        lower = plain.lower()
        asks = _PROPERTIES.get(name)
        if asks is not None and asks(lower):
            self._tell(f"{name}: {plain[:24]}", line)
        elif name in ("filter", "mask", "clip-path") and lower not in _NOTHING:
            if reference := re.match(r"url\(\s*[\"']?#([^\"')]+)", plain):
                self._uses.append((name, reference[1], local, line))
            elif "url(" not in lower:
                self._tell(f"{name}: {plain.partition('(')[0][:24]}()", line)
        elif name in _PAINTS | _LENGTHS:
            self._value(name, plain, line)

    def _value(self, name: str, value: str, line: int) -> None:
        """Tell of values that cannot be read, which make things black, or nothing of them."""
        is_odd = name in _LENGTHS and _OTHER_UNIT.search(value)
        if is_odd or _COMPUTED.search(value) or (name in _PAINTS and not _is_paint(value)):
            self._tell(f"{name}: {value[:24]}", line)

    def _in_sheet(self, text: str, line: int) -> None:
        plain = re.sub(
            r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL
        )
        for query in re.finditer(r"@media\b([^{}]*)\{", plain):
            if not re.search("prefers-|hover|pointer", query[1]):
                self._tell("@media", line + plain.count("\n", 0, query.start()))
        for rule in _rules(plain):
            if any(map(self._is_for_something, rule[1].split(","))):
                at = line + plain.count("\n", 0, rule.start(2))
                self._declared(rule[2], "", at)

    def _is_for_something(self, selector: str) -> bool:
        """Say whether all names of a selector are in the file; programs write rules in stock."""
        if ":" in selector.replace(":root", ""):
            return False
        names = re.findall(r"[.#]?[\w-]+", re.sub(r"\[.*?\]|:root", "", selector))
        return all(each in self._names for each in names)

    def _tell(self, what: str, line: int) -> None:
        self.found.setdefault(what, line)


def _rules(css: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"([^{}@;]+)\{([^{}]*)\}", css)


@lru_cache(maxsize=256)
def _is_paint(value: str) -> bool:
    """Say whether a colour can be read; what cannot becomes black."""
    if value in _NOTHING or value.startswith(("url(", "#", "rgb", "context-")):
        return True
    from tinycss2.color5 import parse_color

    return parse_color(value) is not None
