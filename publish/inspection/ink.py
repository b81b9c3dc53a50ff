"""A PDF for the press → its colours and pictures as they will be printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

_SCREEN_OPERATORS = frozenset(("rg", "RG"))
_INK_OPERATORS = frozenset(("k", "K"))
_SPACES = frozenset(("cs", "CS"))
_VALUES = frozenset(("sc", "scn", "SC", "SCN"))
_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_ALLOWED_SPACES = frozenset(("/DeviceCMYK", "/DeviceGray", "/Pattern"))
_DARK = 0.75
"""Black ink from which text is black to the eye."""


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


def read_inks(pdf: bytes) -> Inks:
    """Walk through all that is painted, forms inside of forms included."""
    import pikepdf

    found = Inks()
    with pikepdf.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            _Walk(found, number).through(page, page.get("/Resources", {}), (1, 0, 0, 1), ())
    return found


class _Walk:
    def __init__(self, found: Inks, page: int) -> None:
        self._found = found
        self._page = page
        self._fill: tuple[float, ...] = (0, 0, 0, 1)

    def through(
        self, content: Any, resources: Any, matrix: tuple[float, ...], above: tuple[Any, ...]
    ) -> None:
        """Walk one content stream; `matrix` is the linear part of what is in force."""
        import pikepdf

        stack: list[tuple[float, ...]] = []
        for each in pikepdf.parse_content_stream(content):
            name, values = str(each.operator), list(getattr(each, "operands", ()))
            if name == "q":
                stack.append(matrix)
            elif name == "Q" and stack:
                matrix = stack.pop()
            elif name == "cm":
                matrix = _times(tuple(float(value) for value in values[:4]), matrix)
            elif name == "Do":
                self._paint(resources, str(values[0]), matrix, above)
            else:
                self._colour(name, values)

    def _colour(self, name: str, values: list[Any]) -> None:
        if name in _SCREEN_OPERATORS or (name in _SPACES and str(values[0]) not in _ALLOWED_SPACES):
            self._found.screen_colours.add(self._page)
        elif name in _INK_OPERATORS or (name in _VALUES and len(values) == 4):
            inks = tuple(float(value) for value in values)
            self._note_ink(sum(inks))
            if name in ("k", "sc", "scn"):
                self._fill = inks
        elif name == "g":
            self._fill = (0, 0, 0, 1 - float(values[0]))
        elif name in _TEXT and self._fill[3] >= _DARK and sum(self._fill[:3]) > 0:
            self._found.mixed_black_text.add(self._page)

    def _note_ink(self, amount: float) -> None:
        if amount > self._found.most_ink:
            self._found.most_ink, self._found.most_ink_page = amount, self._page

    def _paint(
        self, resources: Any, name: str, matrix: tuple[float, ...], above: tuple[Any, ...]
    ) -> None:
        thing = resources.get("/XObject", {}).get(name)
        if thing is None or thing.objgen in above:
            return
        if thing.get("/Subtype") == "/Form":
            inner = tuple(float(each) for each in list(thing.get("/Matrix", (1, 0, 0, 1)))[:4])
            within = thing.get("/Resources", resources)
            self.through(thing, within, _times(inner, matrix), (*above, thing.objgen))
        elif thing.get("/Subtype") == "/Image":
            self._picture(thing, matrix)

    def _picture(self, image: Any, matrix: tuple[float, ...]) -> None:
        if str(image.get("/ColorSpace", "")) not in _ALLOWED_SPACES and not image.get("/ImageMask"):
            self._found.screen_colours.add(self._page)
        elif str(image.get("/ColorSpace", "")) == "/DeviceCMYK":
            self._note_ink(_most_ink(image))
        width = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5 / 72
        ppi = round(int(image.Width) / width) if width else 0
        if ppi and (not self._found.coarsest_ppi or ppi < self._found.coarsest_ppi):
            self._found.coarsest_ppi, self._found.coarsest_page = ppi, self._page


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d = inner
    e, f, g, h = outer
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _most_ink(image: Any) -> float:
    """Give the largest sum of inks in a picture, in a copy small enough to look through."""
    import pikepdf

    picture: Any = pikepdf.PdfImage(image).as_pil_image()
    picture.thumbnail((400, 400))
    if picture.mode != "CMYK":
        return 0
    data = picture.tobytes()  # Pillow undoes the inverse values of Adobe's JPEGs
    return max(map(sum, zip(data[::4], data[1::4], data[2::4], data[3::4], strict=True))) / 255
