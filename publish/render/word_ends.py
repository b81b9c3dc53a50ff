"""One loss of the renderer, mended: the space between two lines stays in the text of the PDF."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from publish.finishing.reading import BoxTypes, blocks
from publish.render.joiners import advance_of, nominal_glyph
from publish.render.mending import change_lines
from publish.render.whole_words import join_halves

_CHANGES = (
    (
        "remove_last_whitespace",
        "    new_text = box.text.rstrip(' ')\n",
        "    line.ends_word = box.text.endswith(' ')\n",
    ),
    (
        "split_text_box",
        "    text = box.text.encode()[skip:]\n",
        "    after_space = box.text.encode()[:skip or 0].endswith((b' ', b'\\n'))\n",
    ),
    (
        "split_text_box",
        "        box.pango_layout = layout\n",
        "        box.after_space = after_space\n",
    ),
)
"""WeasyPrint 70, layout/inline.py: function, a line of it, and what is added behind: what is cut
off at the end of a line is remembered."""

_SHOWS = "    # Draw text.\n    stream.show_text(string)\n"
_SHOWS_SPACE = "    string = word_end(stream, font, textbox, string, x_advance)\n" + _SHOWS
"""WeasyPrint 70, draw/text.py, `draw_first_line`, its last lines."""


def keep_word_ends(inline: ModuleType, drawing: ModuleType) -> bool:
    """Draw the space that a line ends with; say whether the places to change were found.

    ISO 32000-1 §14.8.2.5: the spaces between words are in the text, and the end of a line is
    none. The modules are `weasyprint.layout.inline` and `weasyprint.draw.text`. A renderer whose
    code reads otherwise is left alone.
    """

    def word_end(stream: Any, font: Any, textbox: Any, text: str, advance: float) -> str:
        """Add the space to the operand of `TJ`, where it stands: right or left of the text."""
        direction = getattr(textbox, "word_end", "")
        if not direction or font.bitmap or not (glyph := _space(font)):
            return text
        if direction == "ltr":
            return f"{text}<{glyph:04x}>"
        width = font.widths[glyph]
        if _has_shown(stream.stream):  # in a face before this one, or raised
            return f"{text}{1000 * advance + width:.0f}<{glyph:04x}>"
        return f"{width}<{glyph:04x}>{text}"

    drawing.__dict__["word_end"] = word_end
    told = [change_lines(inline, name, was, was + more) for name, was, more in _CHANGES]
    return all(told) and change_lines(drawing, "draw_first_line", _SHOWS, _SHOWS_SPACE)


def _has_shown(operations: list[bytes]) -> bool:
    """Say whether text was shown since the line of text began."""
    for each in reversed(operations):
        if each.endswith((b" TJ", b" Tm", b"BT")):
            return each.endswith(b" TJ")
    return False


def _space(font: Any) -> int:
    """Give the glyph of a font's space, 0 for none; its width and text are noted."""
    known = font.__dict__.get("space")
    if known is None:
        drawn = (glyph for glyph, text in font.to_unicode.items() if text == " ")
        known = next(drawn, None)
        if known is None:
            known = nominal_glyph(font, 0x20)
            if known:
                font.to_unicode[known] = " "
                font.widths[known] = advance_of(font, known)
        font.space = known
    return int(known)


def mark_word_ends(pages: list[Any], types: BoxTypes, *, joins_halves: bool) -> None:
    """Tell the last text of each line that ends between two words, and join the words that do not.

    A paragraph goes on in its next line, which may be on another page.
    """
    ends: dict[Any, Any] = {}
    for page in pages:
        for line in blocks(page._page_box, types):
            if not isinstance(line, types.line):
                continue
            pieces = [*_pieces(line, types)]
            texts = [each for each in pieces if not each.is_leader]
            if not texts:
                continue
            if len(pieces) > len(texts):
                _part_at_leaders(pieces, line.style["direction"])
            before = ends.get(line.element)
            if before is not None and getattr(texts[0], "after_space", False):
                before.word_end = line.style["direction"]
            elif before is not None and joins_halves and line.style["direction"] == "ltr":
                join_halves(before, texts[0], texts[1] if len(texts) > 1 else None)
            last = next((each for each in reversed(texts) if each.text.strip()), None)
            if last is not None and (getattr(line, "ends_word", False) or _is_broken(line)):
                last.word_end = line.style["direction"]
            ends[line.element] = last


def _part_at_leaders(pieces: list[Any], direction: str) -> None:
    """End the word before a leader, whose dots are none of the text, as one at a line's end."""
    before, is_after_leader = None, False
    for box in pieces:
        if box.is_leader:
            is_after_leader = True
        elif box.text.strip():
            if before is not None and is_after_leader and not box.text[0].isspace():
                before.word_end = direction
            before, is_after_leader = box, False


def _pieces(box: Any, types: BoxTypes) -> Iterator[Any]:
    """Give the texts and leaders of a line; pictures and boxes of their own stand apart."""
    for child in getattr(box, "children", ()):
        if child.is_leader or isinstance(child, types.text):
            yield child
        elif isinstance(child, types.inline):
            yield from _pieces(child, types)


def _is_broken(box: Any) -> bool:
    """Say whether a line ends with `<br>`."""
    while children := getattr(box, "children", ()):
        box = children[-1]
        if box.element_tag == "br":
            return True
    return False
