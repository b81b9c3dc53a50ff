"""One fault of the renderer, mended: words of drawings are set whole, not letter by letter."""

from __future__ import annotations

from typing import Any

from publish.render.mending import change_lines

_LETTERS = "for char in node.text]"
"""WeasyPrint 70, svg/text.py, `text`: each letter is shaped for itself, so that Arabic letters do
not join and stand in the wrong order, and Latin ones are not kerned."""
_WHOLE = """for char in (
            node.text if max(len(x), len(y), len(dx), len(dy), len(rotate)) > 1
            or node.get('letter-spacing') or node.get('textLength')
            else [node.text] * bool(node.text))]"""


def set_words_of_drawings_whole(svg: Any, text: Any) -> bool:
    """Shape a text as one unless its letters have places of their own.

    `svg` is the module `weasyprint.svg`, `text` is `weasyprint.svg.text`. Says whether the line to
    change was found; a renderer whose code reads otherwise is left alone.
    """
    whole = text.text
    if not change_lines(text, "text", _LETTERS, _WHOLE):
        return False

    def draw(*arguments: Any) -> Any:
        return text.text(*arguments)

    svg.text = draw  # the module asks whether a tag's function is this one
    svg.TAGS.update({name: draw for name, each in svg.TAGS.items() if each is whole})
    return True
