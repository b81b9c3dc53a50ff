"""`cover-image`: the picture of a cover, with its words and the place that must stay in sight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, error
from publish.frontmatter.nodes import Fields, Node, Scalar, is_empty
from publish.located import Located


@dataclass(frozen=True, slots=True)
class CoverImage:
    """The picture of a cover, as Quarto's books name it (Quarto, "Book Options")."""

    file: Located
    alt: str | None
    """What it shows; "" says that it only decorates, None that nothing is said."""
    credit: str
    """Whose work it is: "Photo: Ada Reed"."""
    focus: str
    """What stays in sight where the picture is cut: a CSS `<position>` ("30% 70%"), or ""."""


_PARTS = ("alt", "credit", "focus")
COVER_PARTS = tuple(f"cover-image-{part}" for part in _PARTS)
"""Fields of their own, beside those in a map below `cover-image`."""


def read_cover(fields: Fields) -> tuple[CoverImage | None, tuple[Diagnostic, ...]]:
    """Read `cover-image: a.jpg` with `cover-image-alt: …`, or `cover-image: {file: …, alt: …}`."""
    node = fields.get("cover-image")
    if node is None or is_empty(node):
        return None, ()
    problems: list[Diagnostic] = []
    inner = node if isinstance(node, Fields) else Fields((), node.span)
    file = inner.get("file", "src", "path", "image") if isinstance(node, Fields) else node
    if not isinstance(file, Scalar) or is_empty(file):
        message = "'cover-image' names no picture"
        hint = "write 'cover-image: photo.jpg', or 'file: photo.jpg' below it"
        return None, (error("field-value", message, node.span, hint),)
    words = {part: _word(inner.get(part) or fields.get(f"cover-image-{part}")) for part in _PARTS}
    focus_at = inner.get("focus") or fields.get("cover-image-focus") or node
    focus = _focus(words["focus"] or "", focus_at, problems)
    return CoverImage(file.value, words["alt"], words["credit"] or "", focus), tuple(problems)


def _word(node: Node | None) -> str | None:
    """Give a text on one line; None for an absent field, and "" for one in quotes."""
    if not isinstance(node, Scalar) or (is_empty(node) and not node.is_quoted):
        return None
    return " ".join(node.text.split())


_ACROSS, _DOWN = r"(?:left|center|right|\d{1,3}%)", r"(?:top|center|bottom|\d{1,3}%)"
_POSITION = re.compile(rf"{_ACROSS}(?: {_DOWN})?|{_DOWN}|(?:top|center|bottom) {_ACROSS}")
"""One or two of CSS Values 4 §9.6 `<position>`: across, then down."""


def _focus(text: str, node: Node, problems: list[Diagnostic]) -> str:
    if not text or _POSITION.fullmatch(text):
        return text
    message = f"the focus of the cover's picture cannot be '{text}'"
    hint = "name what must stay in sight: 'top', 'left', 'right bottom', '30% 70%'"
    problems.append(error("field-value", message, node.span, hint))
    return ""
