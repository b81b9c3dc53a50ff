"""A PDF → what is painted on its pages: inks, colours of the screen, pictures, missing glyphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from publish.inspection.spaces import is_in_inks
from publish.inspection.values import dictionary, identity, inherited, items, number, operator, text

_SCREEN_OPERATORS = frozenset(("rg", "RG"))
_SPACES = frozenset(("cs", "CS"))
_VALUES = frozenset(("sc", "scn", "SC", "SCN"))
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_DARK = 0.75
"""Black ink from which text is black to the eye."""
_MOST_INSTRUCTIONS = 20_000_000
"""A long report has one million."""
_MOST_FORMS = 50_000
"""Forms that show one another make a short file endless work; a long report shows a thousand."""
_TWO_BYTES = frozenset(("/Identity-H", "/Identity-V"))

Matrix = tuple[float, float, float, float]
_PLAIN: Matrix = (1, 0, 0, 1)


@dataclass(slots=True)
class Inks:
    """What the press will meet, page by page (1-based)."""

    screen_colours: set[int] = field(default_factory=set)
    """Pages with colours or pictures of the screen (RGB)."""
    mixed_black_text: set[int] = field(default_factory=set)
    """Pages with black text in more than black ink."""
    most_ink: float = 0
    """Largest sum of inks, 1.0 for 100 %."""
    most_ink_page: int = 0
    coarsest_ppi: int = 0
    """Lowest resolution of a picture; 0 when there is none."""
    coarsest_page: int = 0
    missing_glyphs: set[int] = field(default_factory=set)
    """Pages with a character that its font does not have."""
    unreadable: set[int] = field(default_factory=set)
    """Pages whose content is damaged, or goes on for ever."""


def read_inks(pdf: bytes) -> Inks:
    """Walk through all that is painted, forms and patterns inside of forms included.

    Raises `pikepdf.PdfError` for a file that is none.
    """
    found = Inks()
    with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as document:
        walk = _Walk(found)
        for number_, page in enumerate(document.pages, start=1):
            walk.page = number_
            resources = dictionary(inherited(page.obj, "/Resources"))
            walk.through(page, resources, (1, 0, 0, 1), ())
    return found


@dataclass(slots=True)
class _State:
    """What `q` keeps and `Q` brings back."""

    matrix: Matrix
    fill: tuple[float, ...] = (0, 0, 0, 1)
    """Inks of what is painted next; () for a colour that is none of inks."""
    font: Any = None


class _Walk:
    def __init__(self, found: Inks) -> None:
        self._found = found
        self._left = _MOST_INSTRUCTIONS
        self._forms_left = _MOST_FORMS
        self.page = 0

    def through(self, content: Any, resources: Any, matrix: Matrix, above: tuple[Any, ...]) -> None:
        """Walk one content stream; `matrix` is the linear part of what is in force."""
        try:
            instructions = pikepdf.parse_content_stream(content)
        except (pikepdf.PdfError, TypeError, ValueError):
            self._found.unreadable.add(self.page)
            return
        state, stack = _State(matrix), []
        for each in instructions:
            self._left -= 1
            if self._left < 0:
                self._found.unreadable.add(self.page)
                return
            name, values = operator(each), list(getattr(each, "operands", ()))
            if name == "q":
                stack.append(_State(state.matrix, state.fill, state.font))
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name == "Do" and values:
                self._paint(resources, text(values[0]), state.matrix, above)
            else:
                self._step(name, values, resources, state)

    def _step(self, name: str, values: list[Any], resources: Any, state: _State) -> None:
        """Take an instruction that changes what is in force, or writes."""
        if not name:
            self._found.unreadable.add(self.page)
        elif name == "cm" and len(values) == 6:
            a, b, c, d = map(number, values[:4])
            state.matrix = _times((a, b, c, d), state.matrix)
        elif name in _TEXT:
            self._write(values, state)
        elif name == "Tf" and values:
            state.font = dictionary(resources.get("/Font")).get(text(values[0]))
        else:
            self._colour(name, values, resources, state)

    def _write(self, values: list[Any], state: _State) -> None:
        if state.fill and state.fill[3] >= _DARK and sum(state.fill[:3]) > 0:
            self._found.mixed_black_text.add(self.page)
        font = dictionary(state.font)
        if text(font.get("/Encoding")) in _TWO_BYTES:
            shown = [part for each in values for part in items(each)]
            for part in shown:
                if isinstance(part, pikepdf.String) and b"\0\0" in _pairs(bytes(part)):
                    self._found.missing_glyphs.add(self.page)

    def _colour(self, name: str, values: list[Any], resources: Any, state: _State) -> None:
        if name in _SCREEN_OPERATORS:
            self._found.screen_colours.add(self.page)
            state.fill = () if name == "rg" else state.fill
        elif name in _SPACES and values:
            self._space(_resource(resources, "/ColorSpace", values[0]))
        elif name == "sh" and values:
            shading = dictionary(_resource(resources, "/Shading", values[0]))
            self._space(shading.get("/ColorSpace"))
        elif name in ("k", "K") or (name in _VALUES and len(values) == 4):
            self._note_inks(tuple(map(number, values)), name in ("k", "sc", "scn"), state)
        elif name in _VALUES and values and isinstance(values[-1], pikepdf.Name):
            self._pattern(_resource(resources, "/Pattern", values[-1]), resources, state)
        elif name == "g" and values:
            state.fill = (0, 0, 0, 1 - number(values[0]))

    def _space(self, space: Any) -> None:
        if not is_in_inks(space):
            self._found.screen_colours.add(self.page)

    def _pattern(self, pattern: Any, resources: Any, state: _State) -> None:
        if "/Shading" in dictionary(pattern):
            self._space(dictionary(pattern["/Shading"]).get("/ColorSpace"))
        elif isinstance(pattern, pikepdf.Stream):
            self.through(pattern, dictionary(pattern.get("/Resources")), state.matrix, (None,))

    def _note_inks(self, inks: tuple[float, ...], is_fill: bool, state: _State) -> None:
        if len(inks) != 4:
            return
        self._note_ink(sum(inks))
        if is_fill:
            state.fill = inks

    def _note_ink(self, amount: float) -> None:
        if amount > self._found.most_ink:
            self._found.most_ink, self._found.most_ink_page = amount, self.page

    def _paint(self, resources: Any, name: str, matrix: Matrix, above: tuple[Any, ...]) -> None:
        thing = dictionary(dictionary(resources.get("/XObject")).get(name))
        if identity(thing) is None or identity(thing) in above:
            return
        if text(thing.get("/Subtype")) == "/Form":
            self._forms_left -= 1
            if self._forms_left < 0:
                self._found.unreadable.add(self.page)
                return
            parts = [number(each) for each in items(thing.get("/Matrix"))]
            inner = (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 6 else _PLAIN
            within = dictionary(thing.get("/Resources")) if "/Resources" in thing else resources
            self.through(thing, within, _times(inner, matrix), (*above, identity(thing)))
        elif text(thing.get("/Subtype")) == "/Image":
            self._picture(thing, matrix)

    def _picture(self, image: Any, matrix: Matrix) -> None:
        space = image.get("/ColorSpace")
        if image.get("/ImageMask") is not True:
            self._space(space)
            if text(space) == "/DeviceCMYK":
                self._note_ink(_most_ink(image))
        a, b, c, d = matrix
        sides = ((a, b, image.get("/Width")), (c, d, image.get("/Height")))
        for x, y, pixels in sides:
            length = (x * x + y * y) ** 0.5 / 72
            ppi = round(number(pixels) / length) if length else 0
            if ppi and (not self._found.coarsest_ppi or ppi < self._found.coarsest_ppi):
                self._found.coarsest_ppi, self._found.coarsest_page = ppi, self.page


def _resource(resources: Any, kind: str, name: Any) -> Any:
    """Look a name up among a page's resources; a device's space is its own name."""
    known = dictionary(resources.get(kind))
    return known.get(text(name), name) if text(name) else name


def _pairs(data: bytes) -> list[bytes]:
    return [data[place : place + 2] for place in range(0, len(data), 2)]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d = inner
    e, f, g, h = outer
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _most_ink(image: Any) -> float:
    """Give the largest sum of inks in a picture, in a copy small enough to look through."""
    try:
        picture: Any = pikepdf.PdfImage(image).as_pil_image()
        picture.thumbnail((400, 400))
    except (pikepdf.PdfError, OSError, ValueError, NotImplementedError, TypeError):
        return 0
    if picture.mode != "CMYK":
        return 0
    data = picture.tobytes()  # Pillow undoes the inverse values of Adobe's JPEGs
    return max(map(sum, zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True))) / 255
