"""A word that is broken over two lines is one word in the text of the PDF, for every reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from publish.render.mending import change_lines

_KEEPS = (
    "split_text_box",
    "    text = box.text.encode()[skip:]\n",
    "    whole = box.text\n",
)
_NOTES = (
    "split_text_box",
    "        box.pango_layout = layout\n",
    "        box.piece = whole, skip\n",
)
"""WeasyPrint 70, layout/inline.py: function, a line of it, and what is added behind: each piece of
a text remembers the text, and the byte of it that it begins with."""

_BEGINS = "    previous_pango_font = None\n"
_LOOP = "        for i, glyph in enumerate(read_glyphs(glyphs_info, num_glyphs)):\n"
_ENDS = "    string = word_end(stream, font, textbox, string, x_advance)\n"
_SHOWS = "    # Draw text.\n    stream.show_text(string)\n"
_CHANGES = (
    (_BEGINS, _BEGINS + "    cuts = cuts_of(textbox)\n"),
    (
        _LOOP,
        _LOOP + "            while cuts and cuts[-1][0] <= glyph_item.item.offset + clusters[i]:\n"
        "                string = cut(stream, string, cuts.pop()[1])\n",
    ),
    (_ENDS, _ENDS + "    string = end_cuts(stream, string, textbox, cuts)\n"),
    (_SHOWS, "    if string:\n        stream.show_text(string)\n"),
)
"""WeasyPrint 70, draw/text.py, `draw_first_line`, as `glyphs.py` and `word_ends.py` leave it."""

_END = b"EMC"
_BEFORE = re.compile(r"\S*\Z")
_AFTER = re.compile(r"\S*")
_ALPHABETIC = re.compile("[!-\u058f\u1e00-\u1fff\u200b\u2010-\u2027\u2030-\u205e\u2060-\u218f]+")
"""What the words of Latin, Greek and Cyrillic script are made of. Other scripts run to the left,
or have no spaces between words."""
_UNSAID = {0x00AD: None, 0x200B: None, 0x2060: None, 0x2011: "-"}
_LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))))
"""Characters that PDFDocEncoding has in the places of Latin-1 (ISO 32000-1, table D.2)."""
_LONGEST = 300
"""Letters of a word, or of an address; more is no word."""


def keep_words_whole(inline: ModuleType, drawing: ModuleType) -> bool:
    """Let words say all they are where they begin; say whether the places to change were found.

    The modules are `weasyprint.layout.inline` and `weasyprint.draw.text`; `write_glyphs_plainly`
    and `keep_word_ends` have changed them. A renderer whose code reads otherwise is left alone:
    its broken words end in a hyphen, which some readers take away.
    """
    drawing.__dict__.update(cuts_of=_cuts_of, cut=_cut, end_cuts=_end_cuts)
    told = [change_lines(inline, name, was, was + more) for name, was, more in (_KEEPS, _NOTES)]
    return all(told) and all(change_lines(drawing, "draw_first_line", *each) for each in _CHANGES)


@dataclass(slots=True)
class _Cuts:
    """Where replaced text begins and ends by turns in one piece of text."""

    places: list[tuple[int, bytes]]
    """Byte of the piece, and what to write there."""


def join_halves(before: Any, after: Any, follower: Any) -> None:
    """Let the first half of a broken word stand for all of it, and the second for a space.

    ISO 32000-1 §14.9.4: replacement text, which readers take instead of what is shown, as for a
    word whose spelling changes where it is broken. PDFium takes an empty one for none. `before` is
    the last text of a line, `after` the first of the next, `follower` the text right behind that
    one or None. What are no pieces of one text, or no word, are left alone; lines run to the right.
    """
    whole, start = getattr(before, "piece", ("", 0))
    other, skip = getattr(after, "piece", ("", 0))
    if whole is not other or not whole:
        return
    data = whole.encode()
    first, second = data[:skip].decode(), data[skip:].decode()
    head, tail = _BEFORE.search(first), _AFTER.match(second)
    word = f"{head[0] if head else ''}{tail[0] if tail else ''}"
    if not (head and tail and head[0] and tail[0]) or not _is_word(word):
        return
    if tail.end() == len(second) and follower is not None and follower.text[:1].isalpha():
        return  # the word goes on in another face
    begin, rest = len(first[: head.start()].encode()), len(tail[0].encode())
    rest += second[tail.end() : tail.end() + 1] == " "
    if begin >= (start or 0):
        _add(before, begin - (start or 0), _replacement(word.translate(_UNSAID)))
    _add(after, 0, _replacement(" "))
    _add(after, rest, _END)


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_ALPHABETIC.fullmatch(text))


def _replacement(text: str) -> bytes:
    """Write the operator that begins a sequence with replacement text (§14.6.2, §7.9.2.2)."""
    if all(each in _LATIN for each in text):
        said = b"(" + re.sub(rb"([\\()])", rb"\\\1", text.encode("latin-1")) + b")"
    else:
        said = b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
    return b"/Span <</ActualText " + said + b">> BDC"


def _add(box: Any, place: int, code: bytes) -> None:
    if not hasattr(box, "cuts"):
        box.cuts = _Cuts([])
    if (place, code) not in box.cuts.places:  # one box may stand on several pages
        box.cuts.places.append((place, code))


def _cuts_of(textbox: Any) -> list[tuple[int, bytes]]:
    """Give what is to be written within a text, the first last."""
    cuts = getattr(textbox, "cuts", None)
    return cuts.places[::-1] if cuts else []


def _cut(stream: Any, text: str, code: bytes) -> str:
    """Show the text so far, an operand of `TJ` that is open, and write an operator."""
    shown = text[:-1] if text.endswith("<") else f"{text}>"
    if shown:
        stream.show_text(shown)
    stream.stream.append(code)
    return "<"


def _end_cuts(stream: Any, text: str, textbox: Any, left: list[tuple[int, bytes]]) -> str:
    """Show the text and end the replacement that is open at its end; give what is not shown."""
    cuts = getattr(textbox, "cuts", None)
    if not cuts or (len(cuts.places) - len(left)) % 2 == 0:
        return text
    if text:
        stream.show_text(text)
    stream.stream.append(_END)
    return ""
