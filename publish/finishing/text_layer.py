"""The text under the glyphs: what a reader copies, searches and hears."""

from __future__ import annotations

from typing import Any

_BEGINNING = b"/CIDInit /ProcSet findresource begin"

_MEANINGS = (
    # The hyphen at a line's end has a glyph of its own (render/instances.py); it is not a part
    # of the word (ISO 32000-1 §14.8.2.2.3, "hyphenation").
    (b"<2010>", b"<00ad>"),
    # One glyph serves every space, and the renderer takes the first it meets for its meaning: a
    # page that begins with a no-break space would have no other.
    (b"<00a0>", b"<0020>"),
    (b"<202f>", b"<0020>"),
    (b"<2009>", b"<0020>"),
)
"""Code points in a ToUnicode table, and what they must be there."""


def mend_text(pdf: Any) -> None:
    """Correct the ToUnicode tables of a document before it is written."""
    for each in pdf.objects:
        lines = getattr(each, "stream", None)
        if not isinstance(lines, list) or not lines or lines[0] != _BEGINNING:
            continue
        for place, line in enumerate(lines):
            for said, meant in _MEANINGS:
                if line.endswith(said):
                    lines[place] = line[: -len(said)] + meant
