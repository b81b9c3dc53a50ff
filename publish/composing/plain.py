"""HTML of a field → what is said of it elsewhere: its text, and the same without its notes."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup

_NOTE = re.compile(
    r'<note-call\b.*?</note-call>|<a class="note-call(?:-again)?"[^>]*>.*?</a>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = {0xAD: None, 0x2060: None, 0x200B: None}


def without_notes(html: str) -> Markup:
    """Take the notes out of HTML: a note to the title stands at the title alone."""
    return Markup(_NOTE.sub("", html))


def plain_text(html: str) -> str:
    """Take the text out of HTML, without tags, notes, soft hyphens and the like."""
    text = unescape(_TAG.sub("", without_notes(html))).translate(_INVISIBLE)
    return " ".join(text.split())
