"""SVG bytes → the drawing without what it would load, or why it cannot be drawn.

The renderer draws what an SVG file says without asking how much that is: `use` elements that
repeat one another ten times in each of eight steps are 10^8 shapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publish.diagnostics import Diagnostic, shortened, warning
from publish.switches import chosen
from publish.undrawn import FILTER_PRIMITIVES, Undrawn

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from xml.parsers.expat import XMLParserType

    from publish.source import Span

ELEMENT_LIMIT = 100_000
"""Elements that are drawn, each repetition by `use` counted."""
DEPTH_LIMIT = 100
ENTITY_LIMIT = 1_000
"""Characters of an entity: the drawing programs that use them shorten namespaces."""

_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = frozenset(("script", "foreignObject", "iframe", "audio", "video", "handler"))
_CSS_ADDRESS = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?[^;]*;?|url\(\s*["']?([^"')]*)["']?\s*\)""",
    re.IGNORECASE,
)
_CURRENT_COLOUR = re.compile(rb"""(?i)(["':]\s*)currentcolor(?=\s*["';!}])""")
"""The renderer knows this word in one spelling; keywords of CSS have any (CSS Values 4 §2)."""
_LIGHT_DARK = re.compile(
    rb"light-dark\(\s*((?:[^(),]|\([^()]*\))+),(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
)
"""A colour for light and one for dark screens (CSS Color 5 §7), as draw.io writes them; the nested
functions are `rgb()` and `var()` with one within."""
_DEFINED = re.compile(rb"""(?<![\w-])(--[\w-]+)\s*:\s*([^;{}"'<>]{1,100})""")
_USED = re.compile(rb"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
"""Custom properties (CSS Variables 1 §3), which the renderer does not look up in drawings."""
_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_STANDARD_DOCTYPE = re.compile(
    r"-//W3C//(?:DTD|ENTITIES) SVG|https?://www\.w3\.org/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG file that may be drawn, or what is wrong with it."""

    data: bytes
    """As given, but for colours in words that the renderer lacks, where nothing had to go."""
    fault: str = ""
    """Why it cannot be drawn, e.g. "it is not XML: mismatched tag, line 3"."""
    refused: tuple[str, ...] = ()
    """Addresses outside of the file that it names, in order."""
    undrawn: tuple[tuple[str, int], ...] = ()
    """What of it is not drawn, e.g. "mix-blend-mode: multiply", and the line where it stands."""


def clean(data: bytes) -> Drawing:
    """Look through an SVG file, and take out every reference to what is not in it."""
    data = _CURRENT_COLOUR.sub(rb"\1currentColor", data)
    data = _LIGHT_DARK.sub(rb"\1", _without_variables(data))  # paper is light
    survey = _Survey()
    fault = survey.read(data)
    if fault:
        return Drawing(b"", fault)
    undrawn = survey.undrawn.result()
    survey.drops = survey.drops or any(name.startswith("<fe") for name, _ in undrawn)
    if not survey.refused and not survey.drops:
        return Drawing(data, undrawn=undrawn)
    try:
        cleaned = _without_references(data)
    except SyntaxError:  # ElementTree's ParseError: an entity that the outside DTD would define
        return Drawing(b"", "it needs another file to be read")
    return Drawing(cleaned, "", tuple(dict.fromkeys(survey.refused)), undrawn)


def _without_variables(data: bytes) -> bytes:
    """Put in the values of custom properties that have one in the whole file.

    What has another for some elements or for dark screens is left, and told.
    """
    if b"var(" not in data:
        return data
    given: dict[bytes, set[bytes]] = {}
    for name, value in _DEFINED.findall(data):
        given.setdefault(name, set()).add(value.strip())

    def value_of(use: re.Match[bytes]) -> bytes:
        values = given.get(use[1], {use[2].strip()} if use[2] else set())
        plain = next(iter(values)) if len(values) == 1 else b"var("
        return use[0] if b"var(" in plain else plain

    return _USED.sub(value_of, data)


_NAMED = 5
"""Effects of one drawing that are listed."""
_PLAINLY = "use plain shapes, colours and words, or a picture of 300 pixels per inch"
_WITHOUT_HTML = (
    "its labels are HTML: export them as text, in draw.io by 'Convert Labels to SVG', in Mermaid"
    " by 'htmlLabels: false'"
)


def told_of(drawing: Drawing, name: str, at: Span | None) -> Iterator[Diagnostic]:
    """Tell what a drawing loses that is drawn all the same."""
    if drawing.refused:
        names = " and ".join(f"'{shortened(each)}'" for each in drawing.refused[:3])
        message = f"the drawing '{name}' names {names}: no other file is read"
        hint = "put what it shows into the drawing itself"
        yield warning("image-refers", message, at, hint)
    if drawing.undrawn:
        yield _undrawn(name, at, drawing.undrawn)


def _undrawn(src: str, at: Span | None, effects: tuple[tuple[str, int], ...]) -> Diagnostic:
    listed = ", ".join(f"'{name}' (in its line {line})" for name, line in effects[:_NAMED])
    more = " and more" if len(effects) > _NAMED else ""
    message = f"the drawing '{src}' has what is not drawn: {listed}{more}"
    is_html = any(name == "<foreignObject>" for name, _ in effects)
    hint = _WITHOUT_HTML if is_html else _PLAINLY
    return warning("image-effect", message, at, hint)


class _TooMuchError(Exception):
    """The drawing goes beyond a limit."""


@dataclass(slots=True)
class _Part:
    """An element with an `id`, and what drawing it costs."""

    elements: int = 0
    uses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Survey:
    """What one pass over the XML finds, without building a tree of it."""

    refused: list[str] = field(default_factory=list)
    drops: bool = False
    undrawn: Undrawn = field(default_factory=Undrawn)
    _line: Callable[[], int] = int
    _parts: dict[str, _Part] = field(default_factory=dict)
    _whole: _Part = field(default_factory=_Part)
    _open: list[_Part | None] = field(default_factory=list)
    _costs: dict[int, int] = field(default_factory=dict)
    _in_style: bool = False

    def read(self, data: bytes) -> str:
        """Read the file through; give what is wrong with it, or ""."""
        from xml.parsers.expat import ExpatError, ParserCreate

        parser = ParserCreate()
        self._listen(parser)
        self._line = lambda: parser.CurrentLineNumber
        try:
            parser.Parse(data, True)
            count = self._cost(self._whole, set())
        except ExpatError as problem:
            return f"it is not XML: {problem}"
        except _TooMuchError as problem:
            return str(problem)
        except (ValueError, LookupError):
            return "it is in an encoding that is not known"
        except RecursionError:
            return "its parts show one another too often"
        if count > ELEMENT_LIMIT:
            return f"it repeats its parts to more than {ELEMENT_LIMIT} shapes"
        return ""

    def _listen(self, parser: XMLParserType) -> None:
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _doctype(self, _: str, system: str | None, public: str | None, __: bool) -> None:
        named = public or system or ""
        if system and not _STANDARD_DOCTYPE.match(named):
            self.refused.append(system)

    def _entity(
        self, name: str, is_parameter: bool, value: str | None, _: str | None,
        system: str | None, __: str | None, ___: str | None,
    ) -> None:  # fmt: skip
        if value is None:
            self.refused.append(system or name)
        elif is_parameter or "&" in value or "%" in value or len(value) > ENTITY_LIMIT:
            raise _TooMuchError(f"its entity '{name[:40]}' can grow out of hand")

    def _instruction(self, target: str, data: str) -> None:
        found = re.search(r"""href\s*=\s*["']([^"']*)""", data)
        if target == "xml-stylesheet" and found:
            self.refused.append(found[1])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEPTH_LIMIT:
            raise _TooMuchError(f"its elements nest deeper than {DEPTH_LIMIT}")
        local = name.rpartition(":")[2]
        part = None
        if "id" in attributes:
            part = self._parts.setdefault(attributes["id"], _Part())
        self._open.append(part)
        inside = [self._whole, *(each for each in self._open if each is not None)]
        target = _reference(attributes) if local == "use" else ""
        for each in inside:
            each.elements += 1
            if target.startswith("#"):
                each.uses.append(target[1:])
        self.drops = self.drops or local in _DROPPED or local == "switch"
        self._in_style = local == "style"
        self.refused += _outside(local, attributes)
        self.undrawn.start(local, attributes, self._line())

    def _end(self, _: str) -> None:
        self._open.pop()
        self.undrawn.end()
        self._in_style = False

    def _text(self, text: str) -> None:
        self.undrawn.words(text)
        if self._in_style:
            self.refused += filter(None, map(_css_outside, _addresses(text)))
            self.undrawn.sheet(text)

    def _cost(self, part: _Part, above: set[int]) -> int:
        """Count the shapes that a part draws, with those of the parts it shows again."""
        if id(part) in above:
            raise _TooMuchError("its parts show one another in a circle")
        if id(part) not in self._costs:
            above.add(id(part))
            total = part.elements
            for name in part.uses:
                target = self._parts.get(name)
                total += self._cost(target, above) if target else 0
                if total > ELEMENT_LIMIT:
                    break
            above.remove(id(part))
            self._costs[id(part)] = total
        return self._costs[id(part)]


def _reference(attributes: dict[str, str]) -> str:
    for name, value in attributes.items():
        if name == "href" or name.endswith((":href", "}href")):
            return value.strip()
    return ""


def _outside(local: str, attributes: dict[str, str]) -> Iterator[str]:
    """Name what an element loads from outside of the file; links are not loaded."""
    target = _reference(attributes)
    if local != "a" and _leads_out(target):
        yield target
    for name, value in attributes.items():
        if name in ("src", "data", "srcset") and _leads_out(value):
            yield value
        if "url(" in value or "\\" in value:
            yield from filter(None, map(_css_outside, _addresses(value)))


def _leads_out(address: str) -> bool:
    return bool(address) and not address.strip().startswith("#") and not _is_inline(address)


def _is_inline(address: str) -> bool:
    """Say whether an address holds a bitmap itself; a drawing in a drawing is not looked into."""
    start = unquote(address.strip()[:40]).lower()
    return start.startswith("data:image/") and not start.startswith("data:image/svg")


def _addresses(css: str) -> Iterator[re.Match[str]]:
    return _CSS_ADDRESS.finditer(_ESCAPE.sub(lambda each: _character(each[1]), css))


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if 0 < code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def _css_outside(found: re.Match[str]) -> str:
    address = found[1] or found[2] or ""
    return address if _leads_out(address) else ""


def _without_references(data: bytes) -> bytes:
    from xml.etree import ElementTree

    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(data)
    _walk(root, _strip)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _walk(element: Element, change: Callable[[Element], None]) -> None:
    choice = chosen(element) if _local(element) == "switch" else None
    for child in list(element):
        if _local(child) in _DROPPED or (choice is not None and child is not choice):
            element.remove(child)
        else:
            _walk(child, change)
    change(element)


def _strip(element: Element) -> None:
    local = _local(element)
    for name, value in list(element.attrib.items()):
        is_reference = name in ("href", _XLINK) and local != "a"
        if (is_reference or name in ("src", "data", "srcset")) and _leads_out(value):
            del element.attrib[name]
        elif "url(" in value or "\\" in value:
            element.attrib[name] = _without_addresses(value)
    if local == "filter" and any(_local(each) not in FILTER_PRIMITIVES for each in element):
        element[:] = []  # what would move a shadow moves the thing itself
    if local == "style" and element.text:
        element.text = _without_addresses(element.text)


def _without_addresses(css: str) -> str:
    plain = _ESCAPE.sub(lambda each: _character(each[1]), css)
    return _CSS_ADDRESS.sub(lambda each: "" if _css_outside(each) else each[0], plain)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
